"""The app in a browser: puts the server together from what the administrator asks, and runs it until Ctrl+C."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from coach.adapters.clock import SystemClock
from coach.errors import BadInput, BrokenEnvironment
from tui.kit import PREFIX
from tui.serving.codes import shown
from tui.serving.doorway import Doorway
from tui.serving.nursery import Nursery
from tui.serving.origins import declared
from tui.serving.people import People
from tui.serving.room import Room
from tui.serving.rules import Rules, prefix_of
from tui.wiring import House, open_house
from tui.words import Words

KINDS = frozenset({"own", "sibling", "official"})
"""Posts every home is given; the kits' messages come with the packs."""


def serve(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C or a polite kill; return 0. Raises ``BadInput`` and ``BrokenEnvironment``."""
    words: Words = options.words
    house = open_house(words.lang, lenient=True)
    try:
        rules = rules_of(options, house.home.data / "served", words)
        room = room_of(rules, house, meaning=options.meaning)
    finally:
        house.close()
    asyncio.run(_run(room, words))
    return 0


def rules_of(options: argparse.Namespace, folder: Path, words: Words) -> Rules:
    """Return what the administrator decided; homes are in ``folder`` unless they say where. Raises ``BadInput``."""
    try:
        prefix = prefix_of(options.url_prefix)
    except ValueError as error:
        raise BadInput(words("serve.bad_prefix", what=error), words("serve.bad_prefix_remedy")) from None
    try:
        origins = declared(options.origin)
    except ValueError as error:
        raise BadInput(words("serve.bad_origin", what=error), words("serve.bad_origin_remedy")) from None
    return Rules(
        folder=(options.folder or folder).absolute(),
        host=options.host,
        port=options.port,
        prefix=prefix,
        declared=origins,
        proxied=options.behind_proxy,
        sessions=options.sessions,
        people=options.people,
        idle_s=options.idle * 60.0,
    )


def room_of(rules: Rules, house: House, *, meaning: bool = False) -> Room:
    """Return the room, its people read and what the house gives every one of them laid ready. Raises ``OSError``."""
    people = People(rules.folder / "people", most=rules.people, now=SystemClock().now)
    lay_posts(house, rules.folder / "posts.jsonl")
    room = Room(rules, people, Doorway(rules, people), Nursery())
    room.shared = shared_settings(house, meaning=meaning)
    return room


def lay_posts(house: House, file: Path) -> None:
    """Write the posts of the house's store where every home takes them from: the person's own are a colleague's there."""
    posts = (post for post in house.corpus.posts() if post.kind in KINDS and not post.id.startswith(PREFIX))
    given = (post.model_copy(update={"kind": "sibling"}) if post.kind == "own" else post for post in posts)
    text = "".join(f"{post.model_dump_json(exclude_none=True)}\n" for post in given)
    if file.exists() and file.read_text("utf-8") == text:
        return  # its date tells every home whether there is anything new
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    Path(name).replace(file)


def shared_settings(house: House, *, meaning: bool = False) -> dict[str, str]:
    """Return, as variables, the settings that hold for everybody: the charter, the company, the network, the team's store."""
    settings, own = house.settings, house.home.config / "packs"
    packs = [*(sorted(each for each in own.iterdir() if each.is_dir()) if own.is_dir() else ()), *settings.packs]
    given = {
        "PORTEVOIX_PACKS": os.pathsep.join(str(folder.absolute()) for folder in packs if folder.is_dir()),
        "PORTEVOIX_EMPLOYER": settings.employer or "",
        "PORTEVOIX_NETWORK": settings.network,
        "PORTEVOIX_CORPUS_SERVER": settings.corpus.server or "",
        "PORTEVOIX_CORPUS_TENANT": settings.corpus.tenant,
        "PORTEVOIX_CORPUS_DATABASE": settings.corpus.database,
        "PORTEVOIX_CORPUS_TOKEN": os.environ.get("PORTEVOIX_CORPUS_TOKEN", "") if settings.corpus.server else "",
        "PORTEVOIX_SEMANTIC": "true" if meaning else "false",
    }
    return {name: value for name, value in given.items() if value}


@contextlib.asynccontextmanager
async def opened(room: Room, words: Words) -> AsyncIterator[str]:
    """Listen, and yield the address; close every page at the end. Raises ``BrokenEnvironment`` when it cannot listen."""
    runner = web.AppRunner(room.application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, room.rules.host, room.rules.port)
    try:
        try:
            await site.start()
        except OSError as error:
            why = error.strerror or str(error)
            said = words("serve.refused", host=room.rules.host, port=room.rules.port, why=why)
            raise BrokenEnvironment(said, words("serve.refused_remedy")) from error
        host, port = runner.addresses[0][:2]
        room.listens = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::', '::1') else host}:{port}"  # noqa: S104 it is only read
        yield address_of(room.rules, port)
    finally:
        await runner.cleanup()
        await room.nursery.close()


def address_of(rules: Rules, port: int) -> str:
    """Return the address people type."""
    if rules.declared:
        return f"{min(rules.declared)}{rules.prefix}/"
    host = {"0.0.0.0": _own_name(), "::": _own_name(), "::1": "[::1]"}.get(rules.host, rules.host)  # noqa: S104 it is only read
    return f"http://{host}:{port}{rules.prefix}/"


def _own_name() -> str:
    import socket

    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: the system only says which address it would use
        return str(probe.getsockname()[0])
    return socket.gethostname()


async def _run(room: Room, words: Words) -> None:
    told, stop = sys.stderr, asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(signal_, stop.set)
    print(words("serve.preparing"), file=told)
    await room.nursery.open()
    async with opened(room, words) as url:
        if room.rules.in_clear:
            print(f"⚠ {words('serve.clear')}", file=told)
        print(words("serve.address", url=url), file=told)
        print(words("serve.code", code=shown(room.doorway.code)), file=told)
        print(words("serve.code_kept"), words("serve.stop"), sep="\n", file=told, flush=True)
        await stop.wait()
    print(words("serve.stopped", folder=room.rules.folder), file=told)
