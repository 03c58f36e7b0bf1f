"""``portevoix scores``: the three scores, what leaks of each official message and the rest of the Chœur, without a name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.verbs.notices import tell_notices
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, to_json
from tui.words import Words

if TYPE_CHECKING:
    from coach.choir.chorus import Chorus, Phrase
    from coach.choir.crowd import Side
    from coach.choir.leaks import Leak
    from coach.choir.tongue import Line, Tongue
    from tui.wiring import House

FILES: dict[str, Side | None] = {"posts": None, "members": "member", "page": "page", "others": "outside"}
"""Options that take files, and whose posts they hold; ``None`` for what the files say."""


def describe(parser: Parser, words: Words) -> None:
    """Add the options of the contract."""
    parser.add_argument("--company", metavar=words("scores.name"), help=words("scores.company"))
    files: dict[str, Any] = {"nargs": "+", "action": "extend", "default": [], "type": Path, "metavar": words("scores.file")}
    for name in FILES:
        parser.add_argument(f"--{name}", help=words(f"scores.{name}"), **files)
    parser.add_argument("--subject", action="append", default=[], metavar=words("scores.words"), help=words("scores.subject"))
    parser.add_argument("--json", action="store_true", help=words("scores.json"))
    parser.add_argument("--report", type=Path, metavar=words("scores.file"), help=words("scores.report"))


def run(options: argparse.Namespace) -> int:
    """Print the figures and return 0, or 2 when a file could not be read. Raises ``CoachError``."""
    from coach.choir.tongue import Tongue
    from tui.choir_house import company_asked, hear_house
    from tui.wiring import open_house

    words: Words = options.words
    house = open_house(words.lang)
    names = company_asked(house, options.company)
    status = 0
    if any(getattr(options, name) for name in FILES):
        heard, status = _of_files(house, names, options)
    else:
        heard = hear_house(house, names, options.subject)
    say = Tongue(words.lang, house.clock.now().date())
    if options.report is not None:
        _write(heard, options.report, say, house, words)
    if options.json:
        print(to_json(as_json(heard), 1 if sys.stdout.isatty() else None))
    else:
        print(as_text(heard, say))
    tell_notices(house)
    return status


def _of_files(house: House, names: Any, options: argparse.Namespace) -> tuple[Chorus, int]:
    from tui.choir_house import hear_files
    from tui.choir_posts import read_files

    given = read_files([(path, side) for name, side in FILES.items() for path in getattr(options, name)], options.words)
    for one in given.unread:
        print(f"portevoix: {one_line(one.title)}\n  → {one_line(one.remedy)}", file=sys.stderr)
    return hear_files(house, names, given.posts, options.subject), 2 if any(one.lost for one in given.unread) else 0


def _write(heard: Chorus, path: Path, say: Tongue, house: House, words: Words) -> None:
    from coach.choir.page import to_html
    from tui.exporting import new_file
    from tui.moments import calendar_day

    today = house.clock.now().date()
    with new_file(path, words) as out:
        out.write(to_html(heard, say, calendar_day(today, today, words)))
    print(words("scores.written", path=path), file=sys.stderr)


def as_json(heard: Chorus) -> dict[str, Any]:
    """Return the figures as the contract has them, and what may be added to it."""
    above = heard.surperformance
    reason = above.vs_page.reason or above.vs_others.reason
    return {
        "incarnation": heard.incarnation._asdict(),
        "impact": heard.impact._asdict(),
        "surperformance": {
            "vs_page": above.vs_page.value,
            "vs_others": above.vs_others.value,
            "n": above.members.n,
            "reason": reason,
            "n_page": above.page.n,
            "n_others": above.others.n,
            "reason_page": above.vs_page.reason,
            "reason_others": above.vs_others.reason,
            "medians": {"members": above.members.value, "page": above.page.value, "others": above.others.value},
        },
        "leaks": [_leak(leak) for leak in heard.leaks],
        "mix": _mix(heard),
        "phrases": [_phrase(one) for one in heard.phrases],
        "visuals": [v._asdict() for v in heard.visuals],
        "n": {"people": heard.people, "posts": heard.posts, "page": heard.page, "outside": heard.outside},
    }


def _leak(leak: Leak) -> dict[str, Any]:
    return {
        "message_id": leak.message.id,
        "share": leak.share,
        "people": leak.people,
        "n": leak.n_people,
        "posts": leak.posts,
        "n_posts": leak.n_posts,
        "reason": leak.reason,
        "phrases": [taken._asdict() for taken in leak.taken],
        "same_day": leak.day._asdict() if leak.day else None,
        "same_hour": leak.hour._asdict() if leak.hour else None,
    }


def _phrase(one: Phrase) -> dict[str, Any]:
    said = one.said
    counts = {"people": said.people, "posts": said.posts, "first": said.first, "last": said.last}
    return {"text": said.text, **counts, "message_id": one.message}


def _mix(heard: Chorus) -> dict[str, Any]:
    from coach.line.memento import PILLARS

    found = heard.mix
    shares: dict[str, Any] = {pillar: found.percent(pillar) for pillar in PILLARS}
    wanted = {pillar: found.wanted.of(pillar) for pillar in PILLARS}
    return {**shares, "n": found.n, "reason": "too_few" if None in shares.values() else None, "wanted": wanted}


def as_text(heard: Chorus, say: Tongue) -> str:
    """Return everything heard for a person to read."""
    from coach.choir.saying import head, parts

    if heard.empty:
        return f"{say('empty')}\n{say('empty_remedy')}"
    lines = [head(heard, say)]
    for part in parts(heard, say):
        lines += ["", f"── {part.title}"]
        lines += [f"  {part.none}"] if part.none else []
        for entry in part.entries:
            lines.append(f"{one_line(entry.title)}  {entry.brief}")
            lines += [_line(line) for line in entry.lines]
    return "\n".join(lines)


def _line(line: Line) -> str:
    mark = {"say": " ", "quote": " ", "advice": "→", "note": "·"}[line.tone]
    return f"  {mark} {one_line(line.text)}"
