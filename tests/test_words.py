"""French and English say the same things: every phrase has both, with the same values to fill."""

import string
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CATALOGUES = ["prompts", "tui/words"]


def rooms() -> list[tuple[str, str]]:
    names = set()
    for catalogue in CATALOGUES:
        for lang in ("fr", "en"):
            names |= {(catalogue, path.name) for path in (ROOT / catalogue / lang).glob("*.toml")}
    return sorted(names)


def load(path: Path) -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in tomllib.loads(path.read_text("utf-8")).items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": text for inner, text in value.items()})
        else:
            flat[key] = value
    return flat


def holes(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} if isinstance(text, str) else set()


@pytest.mark.parametrize(("catalogue", "name"), rooms())
def test_both_languages_hold_the_same_phrases(catalogue: str, name: str) -> None:
    french, english = (ROOT / catalogue / lang / name for lang in ("fr", "en"))
    assert french.exists()
    assert english.exists()
    if name.startswith("questions"):
        return  # banks are written, not translated: their size may differ
    one, two = load(french), load(english)
    assert set(one) == set(two)
    assert {key: holes(one[key]) for key in one} == {key: holes(two[key]) for key in one}
