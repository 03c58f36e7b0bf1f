"""argparse in the person's language: headings, help and the errors a person meets."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from tui.words import Words

_ERRORS = (
    (re.compile(r"^unrecognized arguments: (?P<what>.+)$"), "cli.error_unknown"),
    (
        re.compile(r"^argument (?P<where>.+?): invalid choice: '?(?P<what>.+?)'? \(choose from (?P<known>.+)\)$"),
        "cli.error_choice",
    ),
    (re.compile(r"^argument (?P<where>.+?): expected (?:one|at least one) argument$"), "cli.error_missing_value"),
    (re.compile(r"^argument (?P<where>.+?): invalid (?P<kind>.+?) value: '?(?P<what>.+?)'?$"), "cli.error_value"),
    (re.compile(r"^the following arguments are required: (?P<what>.+)$"), "cli.error_required"),
)


class Formatter(argparse.HelpFormatter):
    """Help with a translated heading and room for the options."""

    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)
        self.words = words

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line under its translated heading."""
        super().add_usage(usage, actions, groups, prefix if prefix is not None else self.words("cli.usage"))


class Parser(argparse.ArgumentParser):
    """An ``ArgumentParser`` that speaks French or English."""

    def __init__(self, words: Words, **more: Any) -> None:
        super().__init__(add_help=False, formatter_class=partial(Formatter, words), allow_abbrev=False, **more)
        self.words = words
        self._positionals.title = words("cli.arguments")
        self._optionals.title = words("cli.options")
        self.add_argument("-h", "--help", action="help", help=words("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help, then exit with status 2."""
        for pattern, key in _ERRORS:
            if found := pattern.match(message):
                message = self.words(key, **found.groupdict())
                break
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(f"  → {self.words('cli.error_help', prog=self.prog)}", file=sys.stderr)
        sys.exit(2)
