"""Packs from folders, with a cache: what was read is taken up again while no file changed."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from coach.charter.pack import Pack
from coach.charter.pack_reading import read_pack
from coach.charter.rule import Rule
from coach.charter.style_reading import read_style
from coach.context import Language
from coach.pack_files import Folder, contents, list_files, refusal, stamp

_SHAPE = ",".join((*Rule.model_fields, *Pack.model_fields))
"""Changes when the values change shape, so that an older cache is not read."""


def load_pack(folder: Folder, *, lang: Language = "fr", cache: Path | None = None, tried: bool = False) -> Pack:
    """Return the pack in ``folder``. Raises ``BadInput`` naming file, line, key and the nearest valid key, said in ``lang``.

    ``cache`` is a folder to keep what was read in. ``tried`` says that the patterns were compiled before (those shipped are, by
    the tests), which saves most of the time of a first reading.
    """
    return _cached(folder, "ours", lang, cache, tried=tried)


def load_style(folder: Folder, *, lang: Language = "fr", cache: Path | None = None) -> Pack:
    """Return a folder of Vale styles (or one style) as a pack whose rules are named ``Style.File``. Raises ``BadInput``."""
    return _cached(folder, "vale", lang, cache, tried=False)


def load_rules(folder: Path, *, lang: Language = "fr", cache: Path | None = None) -> Pack:
    """Return what ``--rules DIR`` names: a pack when it holds ``pack.yml``, Vale styles otherwise. Raises ``BadInput``."""
    ours = (folder / "pack.yml").is_file()
    return load_pack(folder, lang=lang, cache=cache) if ours else load_style(folder, lang=lang, cache=cache)


def _cached(folder: Folder, shape: str, lang: Language, cache: Path | None, *, tried: bool) -> Pack:
    if not folder.is_dir():
        raise refusal(lang, "no_folder", file=str(folder))
    files = list_files(folder, lang=lang)
    if cache is None:
        return _read(folder, shape, lang, tried=tried)
    home = hashlib.blake2b(f"{shape}{folder}".encode(), digest_size=6).hexdigest()
    kept = cache / "packs" / f"{home}-{stamp(files, _SHAPE)}.json"
    try:
        return Pack.model_validate_json(kept.read_bytes())
    except (OSError, ValidationError):
        pack = _read(folder, shape, lang, tried=tried)
    try:
        _keep(pack, kept, home)
    except OSError:
        return pack  # a cache that cannot be written costs time, nothing else
    return pack


def _keep(pack: Pack, kept: Path, home: str) -> None:
    """Write the pack down whole or not at all, and drop what was kept of an older state of its folder."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_name(f"{kept.stem}.{os.getpid()}.new")
    fresh.write_text(pack.model_dump_json(exclude_unset=True, by_alias=True), "utf-8")  # what a pack says, it says on purpose
    fresh.replace(kept)
    for older in kept.parent.glob(f"{home}-*.json"):
        if older != kept:
            older.unlink(missing_ok=True)


def _read(folder: Folder, shape: str, lang: Language, *, tried: bool) -> Pack:
    files = list_files(folder, lang=lang)
    return _read_once(folder, shape, lang, tried, contents(files))  # type: ignore[arg-type]  # every folder has a hash


@lru_cache(maxsize=64)
def _read_once(folder: Folder, shape: str, lang: Language, tried: bool, _: str) -> Pack:
    """Read a pack, unless this process has read the very same words there before: a second of work for those shipped."""
    files = list_files(folder, lang=lang)
    return read_style(folder, files, lang) if shape == "vale" else read_pack(folder, files, lang, tried=tried)
