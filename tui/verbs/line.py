"""``portevoix line``: the memento on the terminal, or as one printable page, Markdown, JSON, and the calendar as ``.ics``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from coach.errors import BadInput, BrokenEnvironment
from tui.line_files import FORMATS, Format, render
from tui.verbs.notices import tell_notices
from tui.verbs.parser import Parser
from tui.words import Words


def describe(parser: Parser, words: Words) -> None:
    """Add the two actions and their options."""
    actions = parser.add_subparsers(
        dest="action", metavar=words("posts_verb.action"), title=words("posts_verb.actions"), required=True
    )
    for name, default in (("show", "md"), ("export", "html")):
        about = words(f"line_verb.{name}")
        action = actions.add_parser(name, help=about, description=about, words=words)
        action.add_argument("--format", choices=FORMATS, default=default, help=words("line_verb.format"))
        if name == "export":
            action.add_argument("--out", type=Path, metavar="FILE", help=words("line_verb.out"))


def run(options: argparse.Namespace) -> int:
    """Print the line, or write it to a new file, and return 0. Raises ``BadInput`` when there is none yet."""
    from coach.line.keeping import read_line
    from tui.wiring import open_house

    words: Words = options.words
    house = open_house(words.lang)
    line = read_line(house.notebook, words.lang)
    if line.memento.empty:
        raise BadInput(words("line_verb.nothing"), words("line_verb.nothing_remedy"))
    form: Format = options.format
    made = render(line, form, house.packs if form == "ics" else (), house.clock.now(), words.lang)
    out: Path | None = getattr(options, "out", None)
    if out is None:
        sys.stdout.buffer.write(made)
    else:
        _write(out, made, words)
    tell_notices(house)
    return 0


def _write(out: Path, made: bytes, words: Words) -> None:
    try:
        with out.open("xb") as file:
            file.write(made)
    except FileExistsError as error:
        raise BadInput(words("line_verb.exists", path=out), words("line_verb.exists_remedy")) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise BrokenEnvironment(words("line_verb.refused", path=out, why=why), words("line_verb.exists_remedy")) from error
    print(words("line_verb.written", path=out), file=sys.stderr)
