"""``portevoix charter dismissals`` and ``charter records``: what a person hands over when they choose to."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, to_json
from tui.words import Words


def describe_dismissals(parser: Parser, words: Words) -> None:
    """Add the arguments of ``dismissals``."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words("charter_verb.dismissals_json"))
    form.add_argument("--csv", action="store_true", help=words("charter_verb.dismissals_csv"))


def describe_records(parser: Parser, words: Words) -> None:
    """Add the arguments of ``records``."""
    parser.add_argument("--json", action="store_true", help=words("charter_verb.records_json"))


def dismissals(house: Any, options: argparse.Namespace) -> int:
    """Print the remarks set aside, counted by rule, reason and month."""
    from tui.accounts import as_csv
    from tui.accounts import dismissals as counted

    words: Words = options.words
    rows = counted(house)
    if options.json:
        print(to_json({"dismissals": [row.model_dump() for row in rows]}, indent=1))
    elif options.csv:
        sys.stdout.write(as_csv(rows))
    else:
        for row in rows:
            print(f"{row.count:4}  {row.month}  {row.rule:34} {one_line(row.reason)}")
        total = sum(row.count for row in rows)
        print(words.many("charter_verb.dismissed", total) if rows else words("charter_verb.dismissed_none"))
    return 0


def records(house: Any, options: argparse.Namespace) -> int:
    """Print the reviews signed, newest first, as pages or as JSON."""
    from coach.charter.record import as_json
    from coach.charter.record_page import as_markdown
    from tui.accounts import records as signed

    words: Words = options.words
    found, odd = signed(house)
    if odd:
        print(f"{words('charter.records_odd')} {words('charter.records_odd_remedy')}", file=sys.stderr)
    if options.json:
        sys.stdout.write(as_json(found))
    elif found:
        print("\n".join(as_markdown(record, words.lang) for record in found), end="")
    else:
        print(words("charter_verb.records_none"))
    return 0
