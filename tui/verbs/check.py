"""``portevoix check``: reviews drafts and says what it found, for a person, an editor, a script or a code host."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from coach.context import Context
from coach.errors import BadInput
from coach.finding import Review
from coach.language import language_of
from tui.fathoming import sound
from tui.verbs import sharing
from tui.verbs.notices import tell_notices
from tui.verbs.parser import Parser
from tui.verbs.reports import REPORTS, Report, to_json
from tui.verbs.sources import Broken, Source, read_batch, read_draft
from tui.words import Words

if TYPE_CHECKING:
    from tui.wiring import House

NETWORKS = ("linkedin", "x", "mastodon", "bluesky")
FAIL_ON = {"block": 2, "warn": 1, "advise": 0, "never": 3}


def describe(parser: Parser, words: Words) -> None:
    """Add the options of the contract."""
    parser.add_argument("files", nargs="*", metavar=words("check.files"), help=words("check.files_help"))
    parser.add_argument("--format", choices=tuple(REPORTS), default=None, help=words("check.format"))
    parser.add_argument("--json", action="store_true", help=words("check.json"))
    parser.add_argument("--batch", metavar="FILE.jsonl", type=Path, help=words("check.batch"))
    parser.add_argument("--network", choices=NETWORKS, help=words("check.network"))
    parser.add_argument("--lang", choices=("fr", "en", "auto"), default="auto", help=words("check.lang"))
    parser.add_argument("--role", help=words("check.role"))
    parser.add_argument("--employer", help=words("check.employer"))
    parser.add_argument("--author", help=words("check.author"))
    parser.add_argument("--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=words("check.date"))
    parser.add_argument("--image", type=Path, metavar="FILE", help=words("check.image"))
    parser.add_argument("--no-mirror", action="store_true", help=words("check.no_mirror"))
    parser.add_argument("--no-charter", action="store_true", help=words("check.no_charter"))
    parser.add_argument("--no-line", action="store_true", help=words("check.no_line"))
    parser.add_argument("--no-semantic", action="store_true", help=words("check.no_semantic"))
    parser.add_argument("--model", action=argparse.BooleanOptionalAction, help=words("check.model"))
    parser.add_argument("--rules", action="append", type=Path, default=[], metavar="DIR", help=words("check.rules"))
    parser.add_argument("--only-rules", action="store_true", help=words("check.only_rules"))
    parser.add_argument("--fail-on", choices=tuple(FAIL_ON), default="block", help=words("check.fail_on"))


def run(options: argparse.Namespace) -> int:
    """Review every draft given and return 0, 1 (something at or above ``--fail-on``) or 2 (some input was bad)."""
    from tui.verbs.closed_questions import closed_questions
    from tui.wiring import open_house

    words: Words = options.words
    if options.batch and options.files:
        raise BadInput(words("check.both"), words("check.both_remedy"))
    if options.only_rules and not options.rules:
        raise BadInput(words("check.only_nothing"), words("check.only_nothing_remedy"))
    if not options.batch and not options.files and sys.stdin.isatty():
        raise BadInput(words("check.nothing"), words("check.nothing_remedy"))
    form = "json" if options.json else options.format or ("json" if options.batch else "text")
    house = open_house(words.lang, rules=tuple(options.rules), only_rules=options.only_rules, semantic=not options.no_semantic)
    options.closed = None if options.no_charter else closed_questions(house, options.model)
    options.visual = house.imprint(options.image) if options.image else None
    if not options.no_mirror:
        sharing.meet(house, sharing.READING_S)
        sharing.tell(house, words)
    report = REPORTS[form](words, several=bool(options.batch) or len(options.files) > 1)
    status = 0
    for source in _sources(options):
        if isinstance(source, BadInput):
            print(f"portevoix: {source.title}\n  → {source.remedy}", file=sys.stderr)
            status = 2
            continue
        reviewed = source if isinstance(source, Broken) else _review(source, options, house)
        if isinstance(reviewed, Broken):
            _broken(reviewed, report, form)
            status = 2
            continue
        report.add(source, reviewed)
        if status == 0 and _fails(reviewed, options.fail_on):
            status = 1
    report.end()
    tell_notices(house)
    return status


def _sources(options: argparse.Namespace) -> Iterator[Source | Broken | BadInput]:
    if options.batch:
        yield from read_batch(options.batch, options.words)
        return
    for name in options.files or ["-"]:
        try:
            yield read_draft(name, options.words)
        except BadInput as error:
            yield error


def _review(source: Source, options: argparse.Namespace, house: House) -> Review | Broken:
    try:
        context = context_of(source, options, house)
    except BadInput as error:
        return Broken(source.given.get("id"), f"{source.name}: {error.title} {error.remedy}")
    except ValueError as error:
        why = error.errors()[0]["loc"][0] if isinstance(error, ValidationError) else "date"
        return Broken(source.given.get("id"), options.words("check.batch_key", where=source.name, key=why))
    if not options.no_mirror:
        house.fathom(source.text, context)
    if not options.no_charter:
        sound(house, source.text)
    parts = {"mirror": not options.no_mirror, "charter": not options.no_charter, "own": not options.no_line}
    reviewed = house.review(source.text, context, **parts)
    return options.closed.added(reviewed, source.text, context) if options.closed else reviewed


def context_of(source: Source, options: argparse.Namespace, house: House) -> Context:
    """Return the context of one draft: its own line first, then the flags, then the settings."""
    from coach.mirror.visual import imprint_named

    given = dict(source.given)
    if (image := given.pop("image", None)) is not None:
        given["visual"] = image if imprint_named(image) else house.imprint(options.batch.parent / image)
    lang = given.pop("lang", None) or options.lang
    chosen: dict[str, Any] = {
        "network": options.network or house.settings.network,
        "role": options.role,
        "employer": options.employer,
        "author": options.author,
        "today": options.date or house.clock.now().date(),
        "visual": options.visual,
        "speak": options.words.lang,
    }
    if "date" in given:
        chosen["today"] = dt.date.fromisoformat(given.pop("date")[:10])
    chosen.update(given)
    chosen["lang"] = language_of(source.text, options.words.lang) if lang == "auto" else lang
    return Context(**chosen)


def _broken(line: Broken, report: Report, form: str) -> None:
    """A broken batch line keeps its place: one line in, one line out."""
    if form == "json":
        print(to_json({"id": line.id, "error": line.error}))
    else:
        report.pause()
        print(f"portevoix: {line.error}", file=sys.stderr)


def _fails(review: Review, fail_on: str) -> bool:
    worst = review.worst()
    return worst is not None and worst.rank >= FAIL_ON[fail_on]
