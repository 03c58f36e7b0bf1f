"""An OpenAI-compatible server of a few lines, for tests that go all the way through litellm."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Answers = Callable[[str], str]
"""From what the user half of the prompt says to what is answered."""


class Stub(NamedTuple):
    """A server that runs, and the prompts it was given."""

    base: str
    asked: list[str]


@contextmanager
def answering(answers: Answers) -> Iterator[Stub]:
    """Run the server on a free port of this machine while the block lasts."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            said = str(body["messages"][-1]["content"])
            asked.append(said)
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            self._piece({"role": "assistant", "content": answers(said)}, None)
            self._piece({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _piece(self, delta: dict[str, Any], ended: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": ended}
            event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}
            self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Stub(f"http://127.0.0.1:{server.server_address[1]}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()
