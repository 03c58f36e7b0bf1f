"""A new exercise to start from: it loads and plays as it is, and shows the keys a trainer needs first."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.phrases import phrase
from coach.workshop.reading import trouble

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def write_exercise(name: str, folder: Path, lang: Language) -> Path:
    """Write ``folder/name.md`` and return its path.

    Raises ``BadInput`` for a name that will not do or a file that is there, ``BrokenEnvironment`` when it cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise trouble(lang, "name", name=name)
    path = folder / f"{name}.md"
    text = files("prompts").joinpath(lang, "exercise_new.md").read_text("utf-8").replace("__NAME__", name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise trouble(lang, "exists", file=path) from None
    except OSError as error:
        why = error.strerror or str(error)
        said = phrase(lang, "lint", "error.unwritable", folder=folder, why=why)
        raise BrokenEnvironment(said, phrase(lang, "lint", "error.unwritable_remedy")) from error
    return path
