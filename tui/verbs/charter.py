"""``portevoix charter``: the rules as data, listed, explained, tried on their own examples; the charter itself, read or begun."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coach.errors import BadInput
from tui.verbs.charter_lint import describe_lint, describe_new, lint, new
from tui.verbs.charter_record import describe_dismissals, describe_records, dismissals, records
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line
from tui.words import Words

ACTIONS, EXPORTS = ("list", "show", "test", "lint", "new"), ("dismissals", "records")


def describe(parser: Parser, words: Words) -> None:
    """Add the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar=words("posts_verb.action"), title=words("posts_verb.actions"), required=True
    )
    about = {name: words(f"charter_verb.{name}") for name in (*ACTIONS, *EXPORTS)}
    listed = actions.add_parser("list", help=about["list"], description=about["list"], words=words)
    listed.add_argument("--category", help=words("charter_verb.category"))
    shown = actions.add_parser("show", help=about["show"], description=about["show"], words=words)
    shown.add_argument("rule", metavar=words("charter_verb.rule"), help=words("charter_verb.rule_help"))
    tried = actions.add_parser("test", help=about["test"], description=about["test"], words=words)
    tried.add_argument("dir", nargs="?", type=Path, metavar=words("demo.folder"), help=words("charter_verb.dir"))
    tried.add_argument("--coverage", action="store_true", help=words("charter_verb.coverage"))
    describe_lint(actions.add_parser("lint", help=about["lint"], description=about["lint"], words=words), words)
    describe_new(actions.add_parser("new", help=about["new"], description=about["new"], words=words), words)
    for name, describe_it in zip(EXPORTS, (describe_dismissals, describe_records), strict=True):
        describe_it(actions.add_parser(name, help=about[name], description=about[name], words=words), words)


def run(options: argparse.Namespace) -> int:
    """Do one action and return its exit status."""
    from tui.wiring import open_house

    house = open_house(options.words.lang)
    actions = {"list": list_rules, "show": show, "test": test, "lint": lint, "new": new}
    actions |= {"dismissals": dismissals, "records": records}
    return actions[options.action](house, options)


def list_rules(house: Any, options: argparse.Namespace) -> int:
    """Print the rules that hold, one a line."""
    for rule in sorted(house.charter.rules, key=lambda r: (r.category or "", r.id)):
        if options.category in (None, rule.category):
            print(f"{rule.id:34} {rule.level:7} {rule.lang or '*':2} {rule.category or ''}")
    return 0


def show(house: Any, options: argparse.Namespace) -> int:
    """Print all that is known of one rule. Raises ``BadInput`` naming the nearest one."""
    from coach.charter.examples import explain

    words: Words = options.words
    rules = [rule for rule in house.charter.rules if rule.id == options.rule]
    if not rules:
        near = get_close_matches(options.rule, [rule.id for rule in house.charter.rules], n=1)
        remedy = words("charter_verb.nearest", rule=near[0]) if near else words("charter_verb.see_list")
        raise BadInput(words("charter_verb.unknown", rule=options.rule), remedy)
    for rule in rules:
        told = explain(rule, words.lang).model_dump()
        print(f"{told.pop('id')}  {told.pop('level')}  {told.pop('lang') or '*'}")
        for name, said in told.items():
            for line in said if isinstance(said, (list, tuple)) else [said]:
                if line:
                    print(f"  {words('charter_verb.field_' + name):14} {one_line(str(line))}")
    return 0


def test(house: Any, options: argparse.Namespace) -> int:
    """Run the rules' own examples; 1 when one of them fails."""
    from coach.charter.examples import coverage, run_examples
    from coach.charter.loading import load_rules

    words: Words = options.words
    packs = [load_rules(options.dir, lang=words.lang)] if options.dir else list(house.packs)
    among = [*house.packs, *packs]
    results = [result for pack in packs for result in run_examples(pack, among)]
    failed = [result for result in results if not result.ok]
    for result in failed:
        print(f"✗ {result.where}: {result.rule}: {words('charter_verb.quoted', text=one_line(result.example))}")
        found = ", ".join(map(one_line, result.found)) or "—"
        print(f"    {words('charter_verb.expected', expected=one_line(result.expected), found=found)}")
    bare = coverage(packs, among) if options.coverage else []
    for rule in bare:
        print(f"✗ {words('charter_verb.never_fired', rule=rule)}")
    print(words("charter_verb.tested", n=len(results), failed=len(failed)))
    return 1 if failed or bare else 0
