"""A new pack, ready to be filled in: it loads, its rule passes its tests, and it has no defect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from coach.context import Language
from coach.errors import BadInput, BrokenEnvironment
from coach.pack_files import Folder
from coach.phrases import phrase
from coach.text import clean, fold

LONGEST = 80
"""Code points of a company's name."""


def slug(name: str) -> str:
    """Return the name of the pack of a company: ``Établissements Cordier`` gives ``etablissements-cordier``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def write_pack(name: str, folder: Path, lang: Language) -> tuple[str, ...]:
    """Write the pack of the company ``name`` into ``folder`` and return its files, by their path in it.

    Raises ``BadInput`` when the name has no letter or the folder holds something, ``BrokenEnvironment`` when it cannot be
    written.
    """
    name = " ".join(clean(name).split())
    if not slug(name) or len(name) > LONGEST:
        raise BadInput(phrase(lang, "lint", "error.name", name=name[:LONGEST]), phrase(lang, "lint", "error.name_remedy"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(phrase(lang, "lint", "error.exists", folder=folder), phrase(lang, "lint", "error.exists_remedy"))
    written = [*_filled(name, lang), *_schemas()]
    try:
        for path, text in written:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise BrokenEnvironment(
            phrase(lang, "lint", "error.unwritable", folder=folder, why=why), phrase(lang, "lint", "error.unwritable_remedy")
        ) from error
    return tuple(path for path, _ in written)


def _filled(name: str, lang: Language) -> Iterator[tuple[str, str]]:
    values = {"__NAME__": slug(name), "__COMPANY__": json.dumps(name, ensure_ascii=False), "__TITLE__": name}
    for path, item in _walk(files("charter_rules") / "scaffold" / lang, ""):
        text = item.read_text("utf-8")
        for hole, value in values.items():
            text = text.replace(hole, value)
        yield path, text


def _walk(folder: Folder, prefix: str) -> Iterator[tuple[str, Folder]]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            yield from _walk(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item


def _schemas() -> Iterator[tuple[str, str]]:
    """Yield the schemas, so that an editor needs neither a network nor to know where Porte-voix is installed."""
    for name in ("pack", "rule"):
        file = f"{name}.schema.json"
        yield f".schema/{file}", (files("charter_rules") / "schema" / file).read_text("utf-8")
