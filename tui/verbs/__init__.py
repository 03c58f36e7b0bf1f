"""The verbs of the command line: one module each, with ``describe(parser, words)`` and ``run(options) -> int``.

Nothing heavy is imported before a verb runs: the help must appear at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import Protocol, cast

from coach.context import Language
from coach.errors import BadInput, BrokenEnvironment, CoachError
from tui.verbs.parser import Parser
from tui.words import Words

VERBS = ("check", "ask", "posts", "charter", "demo", "doctor", "completion")
"""In the order of the help."""


class Verb(Protocol):
    """What a module of this package offers."""

    def describe(self, parser: Parser, words: Words) -> None:
        """Add the verb's arguments."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit status."""
        ...


def build(words: Words) -> Parser:
    """Return the whole parser, in the language of ``words``."""
    parser = Parser(words, prog="portevoix", description=words("cli.what"), epilog=words("cli.epilog"))
    parser.add_argument("-V", "--version", action="store_true", help=words("cli.version"))
    parser.add_argument("--lang-ui", choices=("fr", "en"), metavar="fr|en", help=words("cli.lang_ui"))
    verbs = parser.add_subparsers(dest="verb", metavar=words("cli.verb"), title=words("cli.verbs"))
    for name in VERBS:
        about = words(f"cli.{name}")
        module = cast(Verb, import_module(f"tui.verbs.{name}"))
        child = verbs.add_parser(name, help=about, description=about, words=words)
        module.describe(child, words)
        child.set_defaults(run=module.run)
    return parser


def run(args: list[str]) -> int:
    """Parse and run; errors become one clear line, a remedy and the right exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = Words(spoken(args))
    try:
        options = build(words).parse_args(args)
        options.words = words
        if options.version:
            from tui import __version__

            print(f"portevoix {__version__}")
            return 0
        if options.verb is None:
            from tui.opening import open_app

            return open_app(words)
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except CoachError as error:
        return tell(error)


def tell(error: CoachError) -> int:
    """Say an error on stderr and return its exit status: 2 for input, 3 for the environment."""
    print(f"portevoix: {error.title}", file=sys.stderr)
    if error.remedy:
        print(f"  → {error.remedy}", file=sys.stderr)
    return 3 if isinstance(error, BrokenEnvironment) or not isinstance(error, BadInput) else 2


def spoken(args: list[str]) -> Language:
    """Return the language to speak before any parsing: flag, environment, settings, then the locale."""
    if "--lang-ui" in args[:-1] and (said := args[args.index("--lang-ui") + 1]) in ("fr", "en"):
        return cast(Language, said)
    from tui.wiring import language

    return language()
