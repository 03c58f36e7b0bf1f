"""A server that is down, slow, full, strange or refusing: nothing is lost, nobody waits, one sentence says so with a remedy."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from coach.phrases import phrase
from coach.post import Post
from corpus.records import POSTS
from corpus.remote import Remote
from corpus.salvage import open_rows
from corpus.sharing import FIRST_WAIT_S, Sharing, told
from corpus.store import PostStore
from corpus.wire import Place, TroubleCode
from tests.corpus.team import free_port, new_place
from tests.fakes import StillClock

LINE = "L'atelier de Roanne répare des pompes anciennes."
SECRET = "jeton-tres-secret"
Act = Callable[[BaseHTTPRequestHandler], None]


class Front:
    """What stands at the address of the server: it answers as ``act`` says."""

    def __init__(self) -> None:
        self.act: Act = lambda _: None
        self.asked = 0
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                front.asked += 1
                front.act(self)

            do_POST = do_GET  # noqa: N815 - the name http.server looks for

            def log_message(self, *_: object) -> None:
                """Nothing is logged."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def front() -> Iterator[Front]:
    standing = Front()
    yield standing
    standing.close()


def store_at(place: Place, folder: Path, answer_s: float = 10.0) -> PostStore:
    rows, notices = open_rows(folder / "posts.db", StillClock(), "fr")
    remote = Remote(place, connect_s=0.5, answer_s=answer_s)
    return PostStore(rows, folder, None, notices, Sharing(rows, remote, folder / "sync.lock", StillClock()))


def answer(status: int, said: bytes, kind: str = "application/json", only: str = "") -> Act:
    def act(asked: BaseHTTPRequestHandler) -> None:
        asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        code, body = (status, said) if not only or only in asked.path else (404, b"{}")
        asked.send_response(code)
        asked.send_header("Content-Type", kind)
        asked.send_header("Content-Length", str(len(body)))
        if code == 301:
            asked.send_header("Location", "http://127.0.0.1:9/steal")
        asked.end_headers()
        asked.wfile.write(body)

    return act


def drip(asked: BaseHTTPRequestHandler) -> None:
    asked.send_response(200)
    asked.send_header("Content-Length", "100000")
    asked.end_headers()
    for _ in range(100):
        asked.wfile.write(b" ")
        asked.wfile.flush()
        time.sleep(0.05)


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def garbage(asked: BaseHTTPRequestHandler) -> None:
    asked.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    asked.close_connection = True


TROUBLES: list[tuple[str, Act, str]] = [
    ("silent", silent, "slow"),
    ("drip", drip, "slow"),
    ("garbage", garbage, "foreign"),
    ("no-token", answer(401, b'{"error":"who?"}'), "refused"),
    ("forbidden", answer(403, b""), "refused"),
    ("full", answer(507, b""), "full"),
    ("disk", answer(500, b'{"error":"InternalError","message":"database or disk is full"}'), "full"),
    ("broken", answer(500, b"oops"), "failing"),
    ("gateway", answer(502, b"<html>bad gateway</html>", "text/html"), "failing"),
    ("busy", answer(503, b""), "busy"),
    ("page", answer(200, b"<html>hello</html>", "text/html"), "foreign"),
    ("json", answer(200, b"[1, 2]"), "foreign"),
    ("missing", answer(404, b"<html>no</html>", "text/html"), "foreign"),
    ("moved", answer(301, b""), "foreign"),
    ("old", answer(200, b'{"nanosecond heartbeat": 1}', only="/api/v1/"), "version"),
]


@pytest.mark.parametrize(("act", "code"), [pytest.param(act, code, id=name) for name, act, code in TROUBLES])
def test_a_server_in_trouble_costs_nobody_a_post(front: Front, tmp_path: Path, act: Act, code: TroubleCode) -> None:
    front.act = act
    store = store_at(Place(front.url, token=SECRET), tmp_path, answer_s=0.4)
    assert store.add([Post(id="a", text=LINE, author="Nadia")]).added == 1
    assert store.sync() == "trouble"
    standing = store.standing()
    assert standing is not None
    assert (standing.trouble, standing.waiting, standing.last) == (code, 1, None)
    assert SECRET not in standing.model_dump_json()
    assert "server_away" in store.lacks()
    for lang in ("fr", "en"):
        said = told(standing, "en" if lang == "en" else "fr")
        assert said is not None
        assert standing.host in said.title
        assert said.remedy
    assert store.lexical(["atelier", "de", "roanne"], 5)[0].post_id == "a"
    assert store.remove(["a"]) == 1
    assert store.traces("a") == ["server"]
    store.close()


def test_one_that_failed_is_left_alone_longer_and_longer_unless_one_insists(front: Front, tmp_path: Path) -> None:
    front.act = answer(500, b"")
    clock = StillClock()
    rows, notices = open_rows(tmp_path / "posts.db", clock, "fr")
    store = PostStore(rows, tmp_path, None, notices, Sharing(rows, Remote(Place(front.url)), tmp_path / "lock", clock))
    assert store.sync() == "trouble"
    asked = front.asked
    assert store.sync() == "resting"
    assert front.asked == asked
    first = int(rows.fact("sync_next") or 0)
    assert first == int(clock.now().timestamp()) + FIRST_WAIT_S
    assert store.sync(at_once=True) == "trouble"
    assert int(rows.fact("sync_next") or 0) == first + FIRST_WAIT_S
    store.close()


def test_nobody_there_is_said_at_once(tmp_path: Path) -> None:
    store = store_at(Place(f"http://127.0.0.1:{free_port()}"), tmp_path)
    store.add([Post(id="a", text=LINE)])
    assert store.sync() == "trouble"
    standing = store.standing()
    assert standing is not None
    assert standing.trouble == "unreachable"
    store.close()


@pytest.mark.slow
def test_typing_and_publishing_wait_for_no_server(front: Front, tmp_path: Path) -> None:
    front.act = silent
    store = store_at(Place(front.url), tmp_path, answer_s=1.5)
    store.add([Post(id="a", text=LINE)])
    ended: list[str] = []
    slow = threading.Thread(target=lambda: ended.append(store.sync()))
    slow.start()
    while not front.asked:
        time.sleep(0.005)
    assert store.add([Post(id="b", text="Une phrase publiée pendant ce temps.")]).added == 1
    assert store.lexical(["une", "phrase", "publiee"], 5)[0].post_id == "b"
    assert store.remove(["a"]) == 1
    assert ended == []
    slow.join()
    assert ended == ["trouble"]
    store.close()


def test_behind_a_door_that_wants_a_token_and_after_a_failure_everything_leaves(
    front: Front, tmp_path: Path, chroma_url: str
) -> None:
    real = urlsplit(chroma_url).netloc
    full = [True]

    def door(asked: BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        if asked.headers.get("Authorization") != f"Bearer {SECRET}":
            return _reply(asked, 401, b"{}")
        if full[0] and asked.path.endswith("/upsert"):
            return _reply(asked, 507, b"")
        behind = http.client.HTTPConnection(real, timeout=10)
        behind.request(asked.command, asked.path, body or None, {"Content-Type": "application/json"})
        came = behind.getresponse()
        return _reply(asked, came.status, came.read())

    front.act = door
    place = new_place(chroma_url)._replace(url=front.url)
    stranger = store_at(place._replace(token="autre"), tmp_path / "stranger")
    stranger.add([Post(id="x", text="Chut.")])
    assert stranger.sync() == "trouble"
    store = store_at(place._replace(token=SECRET), tmp_path / "nadia")
    store.add([Post(id="a", text=LINE, author="Nadia")])
    assert store.sync() == "trouble"
    standing = store.standing()
    assert standing is not None
    assert (standing.trouble, standing.waiting) == ("full", 1)
    full[0] = False
    assert store.sync(at_once=True) == "done"
    standing = store.standing()
    assert standing is not None
    assert (standing.trouble, standing.waiting, standing.known) == (None, 0, 1)
    behind = Remote(place._replace(url=chroma_url))
    assert behind.count(behind.collection(POSTS)) == 1
    for each in (stranger, store):
        each.close()


def test_an_unknown_tenant_is_said(chroma_url: str, tmp_path: Path) -> None:
    store = store_at(Place(chroma_url, database="nobody_made_it"), tmp_path)
    assert store.sync() == "trouble"
    standing = store.standing()
    assert standing is not None
    assert standing.trouble == "nowhere"
    store.close()


@pytest.mark.parametrize("code", get_args(TroubleCode))
def test_every_trouble_has_its_words_and_a_remedy_in_both_languages(code: str) -> None:
    for lang in ("fr", "en"):
        for part in ("", "_remedy"):
            assert phrase("en" if lang == "en" else "fr", "corpus", f"server.{code}{part}", host="h").strip()


def _reply(asked: BaseHTTPRequestHandler, status: int, said: bytes) -> None:
    asked.send_response(status)
    asked.send_header("Content-Type", "application/json")
    asked.send_header("Content-Length", str(len(said)))
    asked.end_headers()
    asked.wfile.write(said)
