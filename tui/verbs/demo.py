"""``portevoix demo``: the app on the fictional company Helvia, in a folder that goes away with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.verbs.parser import Parser
from tui.words import Words


def describe(parser: Parser, words: Words) -> None:
    """Add the folder to keep the demo in."""
    parser.add_argument("--into", type=Path, metavar=words("demo.folder"), help=words("demo.into"))


def run(options: argparse.Namespace) -> int:
    """Open the app on the demo, or only lay the demo down in a folder that ``PORTEVOIX_HOME`` can then name."""
    from tui.opening import lay_demo, open_demo

    if options.into is None:
        return open_demo(options.words)
    house = lay_demo(options.words, options.into)
    house.close()
    print(options.words("demo.laid", folder=options.into))
    return 0
