"""The people of a server: a folder each, which is their whole Porte-voix, and what is kept of their token."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from coach.context import Language
from coach.finding import Value
from coach.text import clean
from tui.serving.codes import OWN_LENGTH, digest, new_code

CARD = "person.json"
LONGEST_NAME = 40
"""Characters of a first name that are kept."""


class Person(Value):
    """Somebody who came in once."""

    id: str
    """Name of their folder."""
    name: str
    """First name, as they typed it."""
    lang: Language
    """The language of the page they came in by; the app remembers the one they choose there."""
    token: str
    """What is kept of their own code: see :func:`tui.serving.codes.digest`."""
    joined: dt.datetime


class Full(Exception):
    """There are as many people as the server takes."""


class People:
    """Everybody who may come in without the room's code, by their own. The folders are the truth: nothing else is kept."""

    def __init__(self, folder: Path, *, most: int, now: Callable[[], dt.datetime]) -> None:
        """Read who is there. ``most``: people taken at most. Raises ``OSError`` when the folder cannot be made."""
        self.folder, self._most, self._now = folder, most, now
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._by_token = {person.token: person for person in map(_read, sorted(folder.glob(f"*/{CARD}"))) if person}

    def __len__(self) -> int:
        return len(self._by_token)

    def of(self, token: str | None) -> Person | None:
        """Return whose own code ``token`` is."""
        return self._by_token.get(digest(token)) if token and len(token) == OWN_LENGTH else None

    def welcome(self, name: str, lang: Language) -> tuple[Person, str]:
        """Make a home for somebody new; return them and their own code. Raises :class:`Full` and ``OSError``."""
        if len(self) >= self._most:
            raise Full
        token = new_code(OWN_LENGTH)
        person = Person(id=new_code(12).lower(), name=first_name(name), lang=lang, token=digest(token), joined=self._now())
        home = self.home(person)
        home.mkdir(mode=0o700)
        (home / "files").mkdir(mode=0o700)
        _write(home / CARD, person.model_dump_json())
        self._by_token[person.token] = person
        return person, token

    def forget(self, person: Person) -> None:
        """Let the code of somebody who leaves for good open no more, now and after a restart. Raises ``OSError``."""
        self._by_token.pop(person.token, None)
        (self.home(person) / CARD).unlink(missing_ok=True)

    def erase(self, person: Person) -> None:
        """Erase the folder of somebody forgotten; what cannot be erased stays for the administrator to look at."""
        shutil.rmtree(self.home(person), ignore_errors=True)

    def home(self, person: Person) -> Path:
        """Return the folder that holds everything of theirs."""
        return self.folder / person.id


def first_name(typed: str) -> str:
    """Return a name fit to be shown: one line, not too long."""
    return " ".join(clean(typed).split())[:LONGEST_NAME].strip()


def _read(card: Path) -> Person | None:
    """Return whose card it is; a damaged one opens to nobody, and its folder stays for the administrator to look at."""
    try:
        person = Person.model_validate(json.loads(card.read_text("utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
    return person if person.id == card.parent.name else None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(path)
