"""``portevoix completion``: the script a shell needs to complete commands and options."""

from __future__ import annotations

import argparse

from tui.verbs.parser import Parser
from tui.words import Words


def describe(parser: Parser, words: Words) -> None:
    """Add the shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help=words("completion.shell"))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    from tui.verbs import build

    print(shtab.complete(build(options.words), options.shell))
    return 0
