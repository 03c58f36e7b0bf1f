"""Packs: where they are found, in which order, and how one is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from coach.charter.loading import load_pack, load_rules, load_style
from coach.charter.pack import Citable, Codename, Company, Contact, Line, Mandate, Message, Pack, Window
from coach.charter.rule import Example, Rule, When
from coach.context import Language
from coach.pack_files import Folder, nearest, refusal

__all__ = [
    "Citable", "Codename", "Company", "Contact", "Example", "Line", "Mandate", "Message", "Pack", "Rule", "When", "Window",
    "built_in", "demo_folder", "find_packs", "load_pack", "load_rules", "load_style",
]  # fmt: skip

BASES = ("fr", "en", "networks")
"""Folders of the packs that are always on."""
SECTORS = "sectors"
"""Folder of the packs that speak only when another pack requires them."""


def built_in() -> tuple[list[Folder], list[Folder]]:
    """Return the folders of the packs shipped: those always on, and those off unless required."""
    root = files("charter_rules")
    bases: list[Folder] = [root / name for name in BASES if (root / name / "pack.yml").is_file()]
    sectors = root / SECTORS
    off: list[Folder] = sorted(_packs_in(sectors), key=lambda f: f.name) if sectors.is_dir() else []
    return bases, off


def demo_folder() -> Folder:
    """Return the folder of the fictional company's pack."""
    return files("charter_rules") / "demo" / "helvia"


def _packs_in(folder: Folder) -> Iterator[Folder]:
    for item in folder.iterdir():
        if item.is_dir() and (item / "pack.yml").is_file():
            yield item


def _installed() -> Iterator[Folder]:
    """Yield the folders that installed distributions announce: an entry point of ``portevoix.packs`` names a package of data.

    The package is found, never imported: a pack runs no code.
    """
    for entry in sorted(entry_points(group="portevoix.packs"), key=lambda e: e.name):
        top, *below = entry.module.split(".")
        spec = find_spec(top)
        for place in (spec.submodule_search_locations or ()) if spec is not None else ():
            folder = Path(place, *below)
            if (folder / "pack.yml").is_file():
                yield folder


def _of(folder: Path | None) -> Iterator[Folder]:
    if folder is None or not folder.is_dir():
        return
    if (folder / "pack.yml").is_file():
        yield folder
    else:
        yield from sorted(_packs_in(folder), key=lambda f: f.name)


def find_packs(
    *,
    user: Path | None = None,
    workspace: Path | None = None,
    extra: Sequence[Path] = (),
    shipped: bool = True,
    lang: Language = "fr",
    cache: Path | None = None,
) -> tuple[Pack, ...]:
    """Return the packs in the order they weigh: built in, installed, user's, workspace's, ``extra``; later wins by rule id.

    ``user`` and ``workspace`` are a pack or a folder of packs; ``extra`` may also be folders of Vale styles. Raises ``BadInput``.
    """
    bases, off = built_in() if shipped else ([], [])
    found = [load_pack(f, lang=lang, cache=cache, tried=True) for f in bases]
    found += [load_pack(f, lang=lang, cache=cache) for f in (*_installed(), *_of(user), *_of(workspace))] if shipped else []
    found += [load_rules(f, lang=lang, cache=cache) for f in extra]
    wanted = {name for pack in found for name in pack.requires}
    for folder in off:
        pack = load_pack(folder, lang=lang, cache=cache, tried=True) if wanted - {p.name for p in found} else None
        if pack is not None and pack.name in wanted:
            found.insert(len(bases), pack)
    if shipped:
        _check_requires(found, lang)
    return tuple(found)


def _check_requires(found: Sequence[Pack], lang: Language) -> None:
    names = [p.name for p in found]
    for pack in found:
        for name in pack.requires:
            if name not in names:
                raise refusal(
                    lang,
                    "requires",
                    file=f"{pack.path}/pack.yml",
                    pack=pack.name,
                    missing=name,
                    close=nearest(name, names) or ", ".join(names),
                )
