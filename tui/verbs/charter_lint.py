"""``portevoix charter lint`` and ``charter new``: the company's own charter, read for its defects, or begun."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import BadInput
from coach.phrases import phrase
from tui.linting import lint_folder, own_charters
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, to_json
from tui.words import Words

if TYPE_CHECKING:
    from coach.charter.lint.defect import Defect


def describe_lint(parser: Parser, words: Words) -> None:
    """Add the arguments of ``lint``."""
    parser.add_argument("dir", nargs="?", type=Path, metavar=words("demo.folder"), help=words("charter_verb.lint_dir"))
    parser.add_argument("--json", action="store_true", help=words("charter_verb.lint_json"))
    parser.add_argument("--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=words("charter_verb.lint_date"))


def describe_new(parser: Parser, words: Words) -> None:
    """Add the arguments of ``new``."""
    parser.add_argument("name", metavar=words("charter_verb.name"), help=words("charter_verb.name_help"))
    parser.add_argument("dir", nargs="?", type=Path, metavar=words("demo.folder"), help=words("charter_verb.new_dir"))
    parser.add_argument("--lang", choices=("fr", "en"), metavar="fr|en", help=words("charter_verb.new_lang"))


def lint(house: Any, options: argparse.Namespace) -> int:
    """Print the defects of the charter; 1 when there is one. Raises ``BadInput`` on a folder without charter."""
    words: Words = options.words
    today = options.date or house.clock.now().date()
    found: list[tuple[str, Defect]] = []
    for folder, prefix in _charters(options.dir, house):
        found += [(prefix, defect) for defect in lint_folder(house, folder, today, words).defects]
    if options.json:
        print(to_json({"defects": [_as_json(prefix, d) for prefix, d in found]}, indent=1))
    else:
        _tell(found, words)
    return 1 if found else 0


def _charters(folder: Path | None, house: Any) -> Iterator[tuple[Path, str]]:
    """Yield the folders to read and what goes before their places: the one given, those in it, or the company's in force."""
    from coach.pack_files import refusal

    if folder is None and not Path("pack.yml").is_file():
        own = own_charters(house)
        if not own:
            lang = house.words.lang
            raise BadInput(phrase(lang, "lint", "error.no_charter"), phrase(lang, "lint", "error.no_charter_remedy"))
        yield from ((path, f"{path}/") for path in own)
        return
    folder = folder or Path()
    if (folder / "pack.yml").is_file():
        yield folder, ""
        return
    if not folder.is_dir():
        raise refusal(house.words.lang, "no_folder", file=str(folder))
    inside = sorted(f for f in folder.iterdir() if (f / "pack.yml").is_file())
    if not inside:
        raise refusal(house.words.lang, "no_pack", file=str(folder))
    yield from ((path, f"{path.name}/") for path in inside)


def _as_json(prefix: str, defect: Defect) -> dict[str, str | None]:
    told = defect.as_json()
    return {**told, "where": f"{prefix}{told['where']}", "with": f"{prefix}{told['with']}" if told["with"] else None}


def _tell(found: Sequence[tuple[str, Defect]], words: Words) -> None:
    for prefix, defect in found:
        beside = f" ↔ {prefix}{defect.with_}" if defect.with_ else ""
        print(f"{prefix}{defect.where}{beside}  {phrase(words.lang, 'lint', f'name.{defect.defect}')} ({defect.defect})")
        print(f"    {words('charter_verb.quoted', text=one_line(defect.text))}")
        print(f"    {one_line(defect.why)}")
        print(f"    → {one_line(defect.remedy)}")
    print(words.many("charter_verb.linted", len(found)) if found else words("charter_verb.linted_none"))


def new(_house: Any, options: argparse.Namespace) -> int:
    """Write a new pack and print its files. Raises ``BadInput`` when the folder holds something already."""
    from coach.charter.scaffold import slug, write_pack

    words: Words = options.words
    folder = options.dir or Path(slug(options.name) or "charter")
    for path in write_pack(options.name, folder, options.lang or words.lang):
        print(folder / path)
    print(words("charter_verb.made", folder=folder))
    return 0
