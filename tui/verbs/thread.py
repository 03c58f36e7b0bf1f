"""``portevoix thread``: a long text into the posts of a thread, and what an outsider would stumble on."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, get_args

from coach.context import Network
from coach.errors import BadInput
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, place, shortened, to_json
from tui.verbs.sources import read_draft
from tui.words import Words

if TYPE_CHECKING:
    from coach.thread.split import Split


def describe(parser: Parser, words: Words) -> None:
    """Add the actions and their options."""
    actions = parser.add_subparsers(
        dest="action", metavar=words("posts_verb.action"), title=words("posts_verb.actions"), required=True
    )
    about = words("thread_verb.split")
    cut = actions.add_parser("split", help=about, description=about, words=words)
    cut.add_argument("file", nargs="?", default="-", metavar=words("check.files"), help=words("thread_verb.file"))
    cut.add_argument("--network", choices=get_args(Network), help=words("check.network"))
    cut.add_argument("--lang", choices=("fr", "en", "auto"), default="auto", help=words("thread_verb.lang"))
    cut.add_argument("--number", action="store_true", help=words("thread_verb.number"))
    cut.add_argument("--json", action="store_true", help=words("thread_verb.json"))


def run(options: argparse.Namespace) -> int:
    """Split the text and return 0, or 1 when a finding blocks. Raises ``BadInput`` when the text cannot be read."""
    from coach.thread.split import split

    words: Words = options.words
    if options.file == "-" and sys.stdin.isatty():
        raise BadInput(words("thread_verb.nothing"), words("thread_verb.nothing_remedy"))
    source = read_draft(options.file, words)
    done = split(
        source.text,
        options.network or _usual_network(words),
        lang=None if options.lang == "auto" else options.lang,
        speak=words.lang,
        numbered=options.number,
    )
    if options.json:
        print(to_json(done.model_dump(mode="json"), 1 if sys.stdout.isatty() else None))
    else:
        _tell(done, source.text, words)
    return int(any(finding.severity == "block" for finding in done.findings))


def _usual_network(words: Words) -> Network:
    """Return the network of the person's settings."""
    from tui.wiring import open_house

    network: Network = open_house(words.lang).settings.network
    return network


def _tell(done: Split, text: str, words: Words) -> None:
    """Print the posts, each with the room it takes, then the remarks in the order of the text."""
    for post in done.posts:
        print(f"── {post.n}/{len(done.posts)}  {words('thread_verb.room', used=post.length, limit=post.limit)}\n{post.text}\n")
    if not done.posts:
        print(words("thread_verb.empty"))
    for finding in done.findings:
        line, column = place(text, finding.start)
        glyph = {"block": "■", "warn": "▲", "advise": "·"}[finding.severity]
        print(
            f"{glyph} {line}:{column} {words('check.severity_' + finding.severity)} {finding.rule}: {one_line(finding.message)}"
        )
        print(f"    « {shortened(one_line(finding.text))} »")
        for mark, said in (("?", finding.question), (" ", finding.why)):
            if said:
                print(f"    {mark} {one_line(said)}")
    if done.posts and not done.findings:
        print(words("check.nothing_found"))
