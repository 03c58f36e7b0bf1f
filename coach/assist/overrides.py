"""Templates that packs put in the place of ours: ``prompts/<lang>/tasks/<name>.<half>.j2`` in a pack's folder, the later wins."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from coach.assist.templates import LONGEST
from coach.context import Language
from coach.errors import BadInput
from coach.phrases import phrase

_LANGS: tuple[Language, ...] = ("fr", "en")


def templates_of(folders: Iterable[Path], speak: Language) -> Mapping[str, str]:
    """Return the templates of packs by name (``fr/tasks/angles.system``). They are data, for the sandbox.

    Raises ``BadInput`` for a name that is none of ours, with the nearest one, and for a file that cannot be read.
    """
    found: dict[str, str] = {}
    for folder in folders:
        for lang in _LANGS:
            for path in sorted((folder / "prompts" / lang / "tasks").glob("*.j2")):
                known = _names(lang)
                if path.stem not in known:
                    near = next(iter(difflib.get_close_matches(path.stem, known, 1, 0)), "")
                    raise _wrong("unknown", speak, file=path, near=f"{near}.j2")
                found[f"{lang}/tasks/{path.stem}"] = _text(path, folder, speak)[: LONGEST + 1]
    return found


def _text(path: Path, folder: Path, speak: Language) -> str:
    """Return the text of a template of a pack: a file of its own, for what it holds may leave for a model."""
    try:
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()) and path.stat().st_size <= 4 * LONGEST:
            return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    raise _wrong("unreadable", speak, file=path)


def _names(lang: Language) -> list[str]:
    return [
        item.name.removesuffix(".j2") for item in files("prompts").joinpath(lang, "tasks").iterdir() if item.name.endswith(".j2")
    ]


def _wrong(kind: str, speak: Language, **values: object) -> BadInput:
    return BadInput(
        phrase(speak, "assist", f"error.template_{kind}", **values),
        phrase(speak, "assist", f"error.template_{kind}_remedy", **values),
    )
