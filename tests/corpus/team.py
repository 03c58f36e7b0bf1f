"""A real chroma server for the tests, and people of one team, each with a store of their own."""

from __future__ import annotations

import itertools
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.store import PostStore, open_store
from corpus.wire import Place
from tests.fake_corpus import FakeEmbedder
from tests.fakes import StillClock

_RUN = "import sys; sys.argv = ['chroma', *sys.argv[1:]]; from chromadb.cli.cli import app; app()"


def free_port() -> int:
    """Return a port of this machine nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def chroma(folder: Path, port: int | None = None) -> Iterator[str]:
    """Run a chroma server on loopback; yield its address."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    asked = [sys.executable, "-c", _RUN, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with (folder.parent / "chroma.log").open("wb") as log:
        running = subprocess.Popen(asked, stdout=log, stderr=log)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                if running.poll() is not None:
                    raise RuntimeError((folder.parent / "chroma.log").read_text("utf-8", "replace")) from None
                time.sleep(0.05)
        yield url
    finally:
        running.kill()
        running.wait()


_databases = itertools.count()


def new_place(url: str) -> Place:
    """Make a database nobody has used and return the way to it."""
    name = f"team{next(_databases)}"
    body = json.dumps({"name": name}).encode()
    asked = urllib.request.Request(
        f"{url}/api/v2/tenants/default_tenant/databases", body, {"Content-Type": "application/json"}, method="POST"
    )
    urllib.request.urlopen(asked, timeout=10).close()
    return Place(url, database=name)


class Team:
    """People who share one place."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.place, self.folder = place, folder
        self.stores: list[PostStore] = []

    def member(self, name: str, embedder: FakeEmbedder | None = None) -> PostStore:
        """Open the store of one person; twice is as after a restart, or a second window."""
        home = self.folder / name
        store = open_store(home, home, embedder=embedder, clock=StillClock(), server=self.place)
        self.stores.append(store)
        return store

    def close(self) -> None:
        """Close every store."""
        for store in self.stores:
            store.close()
