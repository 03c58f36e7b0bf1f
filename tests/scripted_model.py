"""A server that speaks as OpenAI does, on 127.0.0.1: it says what a good model would, as a script tells it, piece by piece."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Script:
    """What the server says, by what the schema of the request asks for, and what it heard."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        """``answers`` are objects by the first property of the schema: ``order``, ``claims``, ``wordings``, ``quote``…"""
        self.answers = dict(answers)
        self.heard: list[dict[str, Any]] = []
        self.status = 200
        self.paused = False
        """Whether the next answers stop half-way until :attr:`go`."""
        self.go, self.halfway, self.hung_up = threading.Event(), threading.Event(), threading.Event()
        self.usage = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}
        self.base = ""
        """The address for ``api_base``."""


class _Ear(BaseHTTPRequestHandler):
    script: Script

    def do_POST(self) -> None:
        script = self.script
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        script.heard.append(asked)
        self.send_response(script.status)
        if script.status != 200:
            self.end_headers()
            self.wfile.write(b'{"error": {"message": "no", "type": "x", "code": null}}')
            return
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        first = next(iter(asked["response_format"]["json_schema"]["schema"]["properties"]))
        said = json.dumps(script.answers[first], ensure_ascii=False)
        try:
            self._say(said)
        except (BrokenPipeError, ConnectionResetError):
            script.hung_up.set()

    def _say(self, said: str) -> None:
        script, half = self.script, len(said) // 2
        for at in range(0, len(said), 9):
            self._send(choices=[{"index": 0, "delta": {"content": said[at : at + 9]}, "finish_reason": None}])
            while script.paused and at >= half and not script.go.wait(0.02):
                script.halfway.set()
                self._send(choices=[{"index": 0, "delta": {"content": " "}, "finish_reason": None}])
        self._send(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
        self._send(choices=[], usage=script.usage)
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, **fields: Any) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "good", **fields}
        self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(answers: Mapping[str, Any]) -> Iterator[Script]:
    """Serve a script while the block runs."""
    script = Script(answers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Ear", (_Ear,), {"script": script}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script.base = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        script.go.set()
        server.shutdown()
        server.server_close()
