"""``portevoix serve``: the app in a browser, for people without a terminal."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from coach.errors import BadInput, BrokenEnvironment
from tui.verbs.parser import Parser
from tui.words import Words

BOUNDS = {"port": (0, 65_535), "sessions": (1, 1_000), "people": (1, 100_000), "idle": (1, 24 * 60)}
"""The numbers that make sense, by option; ``idle`` in minutes."""


def describe(parser: Parser, words: Words) -> None:
    """Add where to listen, to whom, and what to bear."""
    describe_door(parser, words)


def describe_door(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the options of whatever serves: the app, or a workshop."""
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help=words("serve.host"))
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help=words("serve.port"))
    parser.add_argument("--url-prefix", default="", metavar="PATH", help=words("serve.url_prefix"))
    parser.add_argument("--origin", action="append", default=[], metavar="URL", help=words("serve.origin"))
    parser.add_argument("--behind-proxy", action="store_true", help=words("serve.behind_proxy"))
    parser.add_argument("--sessions", type=int, default=40, metavar="N", help=words("serve.sessions"))
    parser.add_argument("--people", type=int, default=200, metavar="N", help=words("serve.people"))
    parser.add_argument("--idle", type=int, default=30, metavar="MIN", help=words("serve.idle"))
    parser.add_argument("--folder", type=Path, metavar="DIR", help=words("serve.folder"))
    parser.add_argument("--meaning", action="store_true", help=words("serve.meaning"))


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C. Raises ``BadInput`` and ``BrokenEnvironment``."""
    check_door(options)
    from tui.serve import serve

    return serve(options)


def check_door(options: argparse.Namespace) -> None:
    """Refuse what makes no sense, or cannot be done here. Raises ``BadInput`` and ``BrokenEnvironment``."""
    words: Words = options.words
    for name, (low, high) in BOUNDS.items():
        said = getattr(options, name)
        if not low <= said <= high:
            raise BadInput(
                words("serve.bad_number", name=f"--{name}", what=said, low=low, high=high), words("serve.bad_number_remedy")
            )
    if find_spec("textual_serve") is None:
        raise BrokenEnvironment(words("serve.lacking"), words("serve.lacking_remedy"))
