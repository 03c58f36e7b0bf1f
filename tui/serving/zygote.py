"""A process that has everything imported and forks once a person: their app starts at once and shares its pages.

Linux only. Run as ``python -m tui.serving.zygote FD``: it reads requests from the socket ``FD``, one a message, each with the
three ends of pipes that become the child's standard streams, and answers each with the child's number.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST = 65_536
"""Bytes of a request at most."""
GIVES_UP_S = 60.0
FIRST_POST = "Ce matin, l'équipe de Roanne a réparé sa millième machine à laver."
_DONE = object()


def preload() -> Iterator[None]:
    """Bring in what an app needs, by painting one that nobody sees: its imports, its style sheets, its words.

    What is returned compiles the rules of the charter, one pattern at each step: seconds in all, for moments when nobody comes.
    """
    from coach.adapters.home import throwaway_home
    from coach.context import Context, Language
    from coach.post import Post
    from tui.app import PorteVoix
    from tui.rereading import compile_rules
    from tui.screens import ROOMS
    from tui.screens.doorway import room_class
    from tui.wiring import open_house

    for room in ROOMS:
        room_class(room)
    home = throwaway_home()
    house = open_house("fr", {**os.environ, "PORTEVOIX_SEMANTIC": "false"}, home=home, lenient=True)
    house.notebook.put("greeted", "yes")
    house.corpus.add([Post(id="p", text=FIRST_POST, kind="sibling")])
    app = PorteVoix(house)

    async def paint() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            for _ in range(int(GIVES_UP_S / 0.05)):
                await pilot.pause(0.05)
                if app.warm:
                    break

    asyncio.run(paint())
    spoken: tuple[Language, ...] = ("fr", "en")
    for lang in spoken:  # what each pattern needs is worked out at the first post: a second, that nobody's first word must wait
        house.charter.judge(FIRST_POST, Context(today=house.clock.now().date(), lang=lang, speak=lang))
    house.close()
    shutil.rmtree(home.config.parent, ignore_errors=True)
    return compile_rules(house)


def serve(door: socket.socket, meanwhile: Iterator[None]) -> None:
    """Fork for every request until the other end is closed; take a step of ``meanwhile`` whenever none is there."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end are nobody's to wait for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the server's terminal is for the server: it ends the apps in order
    while True:
        while not select.select([door], [], [], 0)[0] and next(meanwhile, _DONE) is not _DONE:
            pass
        request, streams, _, _ = socket.recv_fds(door, LONGEST, 3)
        if not request:
            return
        pid = os.fork()
        if pid == 0:
            door.close()
            _become(json.loads(request), streams)
        for stream in streams:
            os.close(stream)
        door.send(str(pid).encode())


def _become(asked: dict[str, Any], streams: list[int]) -> None:
    """Be one person's app from here on; never returns."""
    status = 3
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for target, stream in enumerate(streams):
            os.dup2(stream, target)
            os.close(stream)
        os.setsid()
        os.environ.clear()
        os.environ.update(asked["env"])
        os.chdir(asked["cwd"])
        from tui.serving.seat import open_seat

        status = open_seat()
    except BaseException:  # whatever it is, it must not go on as a zygote
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main() -> int:
    """Get ready, say so with one byte, then fork on demand."""
    door = socket.socket(fileno=int(sys.argv[1]))
    home = Path(tempfile.gettempdir())
    os.chdir(home)
    meanwhile = preload()
    gc.collect()
    gc.freeze()  # what is there by now is shared: collecting it in a child would copy its pages
    door.send(b"!")
    serve(door, meanwhile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
