"""``portevoix rebound``: how far up the ladder a comment on a post is."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from coach.context import Context
from coach.errors import BadInput
from coach.language import language_of
from coach.text import clean
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, shortened, to_json
from tui.verbs.sources import read_draft
from tui.words import Words

if TYPE_CHECKING:
    from coach.rebound.ladder import Climb


def describe(parser: Parser, words: Words) -> None:
    """Add the arguments."""
    parser.add_argument("file", nargs="?", default="-", metavar=words("check.files"), help=words("rebound_verb.file"))
    parser.add_argument("--post", required=True, metavar=words("check.files"), help=words("rebound_verb.post"))
    parser.add_argument("--lang", choices=("fr", "en", "auto"), default="auto", help=words("rebound_verb.lang"))
    parser.add_argument("--json", action="store_true", help=words("rebound_verb.json"))


def run(options: argparse.Namespace) -> int:
    """Read both texts, print the ladder and return 0. Raises ``BadInput`` when a text cannot be read."""
    from coach.rebound.climbing import climb
    from tui.wiring import open_house

    words: Words = options.words
    if options.file == "-" and (options.post == "-" or sys.stdin.isatty()):
        raise BadInput(words("rebound_verb.nothing"), words("rebound_verb.nothing_remedy"))
    text = clean(read_draft(options.file, words).text)
    post = clean(read_draft(options.post, words).text)
    lang = language_of(text, words.lang) if options.lang == "auto" else options.lang
    climbed = climb(text, post, lang, words.lang)
    house = open_house(words.lang)
    context = Context(today=house.clock.now().date(), lang=lang, speak=words.lang, kind="comment")
    review = house.review(text, context)
    if options.json:
        told = {**climbed.model_dump(mode="json"), "review": review.model_dump(mode="json")}
        print(to_json(told, 1 if sys.stdout.isatty() else None))
    else:
        _tell(climbed, words)
    house.close()
    return 0


def _tell(climbed: Climb, words: Words) -> None:
    """Print the ladder from the top, then what the next rung asks for."""
    for step in reversed(climbed.steps):
        by = f"  « {shortened(one_line(step.text))} »" if step.text else ""
        print(f"{'●' if step.passed else '○'} {step.name}{by}")
    if climbed.next is None:
        print(words("rebound.top"))
    else:
        print(f"\n{words('rebound.next', name=climbed.next.name)}\n  {climbed.next.must}\n  → {climbed.next.question}")
    if climbed.copied:
        print(f"▲ {words.many('rebound.copied', len(climbed.copied))}")
