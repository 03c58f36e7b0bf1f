"""``portevoix workshop host`` and ``join``: a session of several, led here or elsewhere."""

from __future__ import annotations

import argparse

from tui.verbs.serve import check_door, describe_door
from tui.words import Words


def describe_rooms(host: argparse.ArgumentParser, join: argparse.ArgumentParser, words: Words) -> None:
    """Add what each of the two needs."""
    host.add_argument("name", metavar=words("workshop_verb.name"), help=words("workshop_verb.name_help"))
    host.add_argument("--input", action="append", default=[], metavar="NAME=FILE", help=words("workshop_verb.input"))
    host.add_argument("--again", action="store_true", help=words("session.host_again"))
    host.add_argument("--cohort", metavar=words("workshop_verb.name"), help=words("cohort.verb_of"))
    host.add_argument("--half-day", type=int, choices=range(1, 13), metavar="N", help=words("cohort.verb_half_day"))
    describe_door(host, words)
    join.add_argument("url", metavar="URL", help=words("session.join_url"))


def enter(options: argparse.Namespace) -> int:
    """Lead or join, and return the exit status. Raises ``CoachError``."""
    if options.action == "host":
        check_door(options)
        from tui.hosting import host

        return host(options)
    from tui.hosting import join

    return join(options)
