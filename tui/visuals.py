"""The picture that goes with a draft: its name and its imprint are remembered in the notebook, never the picture."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from textual.message import Message

from coach.ports import Notebook
from coach.text import clean
from tui.paths import inside

_LONGEST_NAME = 80


class Visual(NamedTuple):
    """A picture attached to a draft."""

    name: str
    """Of its file, without the folders."""
    imprint: str
    """As the name of an image: see :mod:`coach.mirror.visual`."""


@dataclass
class Pictured(Message):
    """A picture was looked at, to be attached."""

    visual: Visual


def visual_of(notebook: Notebook, draft_id: str) -> Visual | None:
    """Return the picture attached to a draft, or ``None``."""
    kept = notebook.read(_key(draft_id))
    try:
        row = json.loads(kept or "null")
        return Visual(clean(str(row["name"])), str(row["imprint"])) if row else None
    except (ValueError, KeyError, TypeError):
        return None


def attach(notebook: Notebook, draft_id: str, visual: Visual | None) -> None:
    """Remember the picture of a draft; ``None`` for none any more. Raises ``CoachError``."""
    notebook.put(_key(draft_id), json.dumps(visual._asdict()) if visual else "")


def path_typed(typed: str) -> Path:
    """Return the path a person typed, pasted or dropped: between quotes, as an address of a file, with escaped spaces."""
    said = typed.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "'\"":
        said = said[1:-1]
    elif said.casefold().startswith("file://"):
        said = unquote(urlsplit(said).path)
    elif "\\ " in said:
        said = said.replace("\\ ", " ")
    try:
        return inside(Path(said).expanduser())
    except RuntimeError:  # « ~somebody » who has no home here
        return inside(Path(said))


def name_of(path: Path) -> str:
    """Return the name of a picture file, fit to be shown."""
    return " ".join(clean(path.name).split())[:_LONGEST_NAME]


def _key(draft_id: str) -> str:
    return f"visual.{draft_id}"
