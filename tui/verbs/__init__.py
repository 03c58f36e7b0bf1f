"""The verbs of the command line: one module each, with ``describe(parser, words)`` and ``run(options) -> int``.

Nothing heavy is imported before a verb runs: the help must appear at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from importlib import import_module
from typing import Protocol, cast

from coach.context import Language
from coach.errors import BadInput, BrokenEnvironment, CoachError
from tui.verbs.parser import Parser
from tui.words import Words

VERBS = (
    "check",
    "ask",
    "thread",
    "rebound",
    "posts",
    "line",
    "charter",
    "workshop",
    "scores",
    "demo",
    "serve",
    "doctor",
    "completion",
)
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
    _open_streams()
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
        status = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except CoachError as error:
        return tell(error)
    except OSError as error:
        _forget_stdout()
        return tell(_refused(error, words))
    except Exception:  # status 1 would tell a script that a draft fails
        traceback.print_exc()
        print(f"portevoix: {words('cli.unexpected')}\n  → {words('cli.unexpected_remedy')}", file=sys.stderr)
        return 3
    return status


def _open_streams() -> None:
    """Put nothing in the place of a closed stream: no file of ours may take its number, nor a ``None`` its name."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole process


def _forget_stdout() -> None:
    """Let what is left to write go nowhere when nobody can take it: the interpreter writes it as it ends, and would say so."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: OSError, words: Words) -> BrokenEnvironment:
    """Return what to tell when the system refuses a file, or the result itself."""
    why = error.strerror or str(error)
    what = f"{error.filename} : {why}" if error.filename else why
    return BrokenEnvironment(words("cli.refused", what=what), words("cli.refused_remedy"))


def tell(error: CoachError) -> int:
    """Say an error on stderr and return its exit status: 2 for input, 3 for the environment."""
    print(f"portevoix: {error.title}", file=sys.stderr)
    if error.remedy:
        print(f"  → {error.remedy}", file=sys.stderr)
    return 3 if isinstance(error, BrokenEnvironment) or not isinstance(error, BadInput) else 2


def spoken(args: list[str]) -> Language:
    """Return the language to speak before any parsing: flag, environment, settings, then the locale."""
    for flag, following in zip(args, [*args[1:], ""], strict=False):
        said = following if flag == "--lang-ui" else flag.removeprefix("--lang-ui=")
        if flag.startswith("--lang-ui") and said in ("fr", "en"):
            return cast(Language, said)
    from tui.wiring import language

    return language()
