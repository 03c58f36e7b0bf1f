"""A model behind the ``Writer`` port: events, failures said with a remedy, and a key that is never seen."""

from __future__ import annotations

import io
import json
import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from coach.adapters.model import PAUSES_S, ModelWriter, load
from coach.adapters.model_address import address, is_this_machine, key_of
from coach.errors import CoachError
from coach.ports import Delta, Done, Prompt
from coach.purse import Purse
from coach.settings import ModelSettings
from tests.fakes import MemoryNotebook, StillClock

PROMPT = Prompt(system="Tu poses une question.", user="Lundi, à Lyon.")
LOCAL = ModelSettings(name="openai/petit", api_base="http://127.0.0.1:1/v1", timeout_s=5)
KEY = "sk-secret-0123456789abcdef"


def chunk(text: str | None, usage: Any = None) -> Any:
    return SimpleNamespace(choices=[SimpleNamespace(delta=SimpleNamespace(content=text))], usage=usage)


def saying(*texts: str | None, error: Exception | None = None) -> Callable[..., Iterator[Any]]:
    def complete(**_: Any) -> Iterator[Any]:
        yield from map(chunk, texts)
        if error is not None:
            raise error

    return complete


def failure(name: str, text: str = "boom") -> Exception:
    return type(name, (Exception,), {})(text)


def test_an_answer_comes_piece_by_piece_and_ends_with_done() -> None:
    writer = ModelWriter(LOCAL, {}, complete=saying("Qu'avez", None, "", "-vous vu ?"))
    assert list(writer.stream(PROMPT)) == [Delta(text="Qu'avez"), Delta(text="-vous vu ?"), Done(cost_usd=0.0)]
    assert (writer.name, writer.leaves_machine) == ("openai/petit", None)


def test_what_a_model_says_cannot_act_on_the_terminal() -> None:
    writer = ModelWriter(LOCAL, {}, complete=saying("\x1b]52;c;ZQ==\x07ok\u202e", "\x1b[2J"))
    assert list(writer.stream(PROMPT))[0] == Delta(text="ok")


def test_the_request_says_all_and_only_the_prompt() -> None:
    seen: list[dict[str, Any]] = []
    schema: dict[str, object] = {"type": "object", "additionalProperties": False}
    writer = ModelWriter(LOCAL, {"OPENAI_API_KEY": KEY}, complete=lambda **asked: seen.append(asked) or [])
    list(writer.stream(PROMPT.model_copy(update={"json_schema": schema})))
    (asked,) = seen
    assert [m["content"] for m in asked["messages"]] == [PROMPT.system, PROMPT.user]
    assert (asked["api_key"], asked["timeout"], asked["stream"]) == (KEY, 5, True)
    assert asked["response_format"]["json_schema"]["schema"] == schema
    assert asked["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (failure("AuthenticationError", f"Incorrect API key provided: {KEY}"), "OPENAI_API_KEY"),
        (failure("InternalServerError", "Missing credentials"), "OPENAI_API_KEY"),
        (failure("RateLimitError"), "openai/petit"),
        (failure("Timeout"), "5 s"),
        (failure("APIConnectionError"), "127.0.0.1"),
        (failure("InternalServerError", "Connection error."), "127.0.0.1"),
        (failure("InternalServerError"), "openai/petit"),
        (failure("ServiceUnavailableError"), "openai/petit"),
        (failure("ContextWindowExceededError"), "openai/petit"),
        (failure("ContentPolicyViolationError"), "openai/petit"),
        (failure("NotFoundError"), "model.name"),
        (failure("Étrange", KEY), "Étrange"),
    ],
)
def test_every_failure_has_a_title_and_a_remedy_and_never_the_key(error: Exception, words: str, lang: Any) -> None:
    writer = ModelWriter(LOCAL, {"OPENAI_API_KEY": KEY}, lang, complete=saying(error=error), sleep=lambda _: None)
    with pytest.raises(CoachError) as caught:
        list(writer.stream(PROMPT))
    assert words in str(caught.value)
    assert caught.value.title
    assert caught.value.remedy
    told = "".join(traceback.format_exception(caught.value))
    assert KEY not in told
    assert "boom" not in told
    assert caught.value.__context__ is None


def test_a_passing_failure_is_tried_again_and_told_if_it_lasts() -> None:
    slept: list[float] = []
    turns = iter([saying(error=failure("RateLimitError")), saying(error=failure("InternalServerError")), saying("voilà")])
    writer = ModelWriter(LOCAL, {}, complete=lambda **_: next(turns)(), sleep=slept.append)
    assert list(writer.stream(PROMPT))[0] == Delta(text="voilà")
    assert slept == list(PAUSES_S)
    slept.clear()
    writer = ModelWriter(LOCAL, {}, complete=saying(error=failure("RateLimitError")), sleep=slept.append)
    with pytest.raises(CoachError):
        list(writer.stream(PROMPT))
    assert slept == list(PAUSES_S)


@pytest.mark.parametrize("name", ["AuthenticationError", "NotFoundError", "Timeout"])
def test_a_failure_that_will_not_pass_is_told_at_once(name: str) -> None:
    slept: list[float] = []
    writer = ModelWriter(LOCAL, {}, complete=saying(error=failure(name)), sleep=slept.append)
    with pytest.raises(CoachError):
        list(writer.stream(PROMPT))
    assert slept == []


def test_an_answer_that_breaks_off_is_not_said_twice() -> None:
    writer = ModelWriter(LOCAL, {}, complete=saying("Le début", error=failure("APIConnectionError")), sleep=lambda _: None)
    said: list[Any] = []
    with pytest.raises(CoachError):
        said.extend(writer.stream(PROMPT))
    stream = writer.stream(PROMPT)
    assert next(stream) == Delta(text="Le début")
    with pytest.raises(CoachError):
        next(stream)


def test_closing_the_stream_hangs_up() -> None:
    closed: list[bool] = []

    def complete(**_: Any) -> Iterator[Any]:
        try:
            while True:
                yield chunk("encore ")
        finally:
            closed.append(True)

    stream = ModelWriter(LOCAL, {}, complete=complete).stream(PROMPT)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert closed == [True]


def test_no_model_or_one_without_provider_is_said_at_once() -> None:
    with pytest.raises(CoachError, match="Aucun modèle"):
        ModelWriter(ModelSettings(), {})
    with pytest.raises(CoachError, match="provider/model"):
        ModelWriter(ModelSettings(name="gpt"), {}, "en")


def test_the_ceiling_of_the_month_stops_it_and_next_month_begins_anew() -> None:
    clock = StillClock()
    purse = Purse(MemoryNotebook(), clock)
    settings = ModelSettings(name="mistral/petit", monthly_ceiling_usd=1)
    writer = ModelWriter(settings, {}, "en", purse=purse, complete=saying("ok"))
    purse.add(0.6)
    assert list(writer.stream(PROMPT))[-1] == Done()
    purse.add(0.5)
    with pytest.raises(CoachError, match=r"\$1.10 of \$1.00"):
        list(writer.stream(PROMPT))
    clock.pass_by(31 * 24 * 3600)
    assert purse.spent() == 0
    assert list(writer.stream(PROMPT))[0] == Delta(text="ok")


def test_a_purse_that_cannot_be_read_counts_nothing() -> None:
    book = MemoryNotebook()
    book.put("model.spent.2026-11", "beaucoup")
    assert Purse(book, StillClock()).spent() == 0


@pytest.mark.parametrize(
    ("name", "api_base", "env", "expected"),
    [
        ("ollama/llama3.2", None, {}, ("http://localhost:11434", None)),
        ("ollama/llama3.2", None, {"OLLAMA_API_BASE": "http://box.local:11434"}, ("http://box.local:11434", "box.local")),
        ("ollama/gpt-oss:120b-cloud", None, {}, ("http://localhost:11434", "ollama.com")),
        ("mistral/small", None, {}, (None, "api.mistral.ai")),
        ("openai/g", None, {"OPENAI_BASE_URL": "https://a.example", "OPENAI_API_BASE": "b"}, ("https://a.example", "a.example")),
        ("openai/gpt", "http://[::1]:8000/v1", {"OPENAI_BASE_URL": "https://a.example"}, ("http://[::1]:8000/v1", None)),
        ("openai/gpt", "http://127.0.0.1.evil.example/v1", {}, ("http://127.0.0.1.evil.example/v1", "127.0.0.1.evil.example")),
        ("openai/gpt", "http://localhost@evil.example/", {}, ("http://localhost@evil.example/", "evil.example")),
        ("rare-one/m", None, {}, (None, "rare-one")),
        ("rare-one/m", None, {"RARE_ONE_API_BASE": "https://r.example"}, ("https://r.example", "r.example")),
    ],
)  # fmt: skip
def test_the_header_tells_where_the_request_goes(name: str, api_base: str | None, env: dict[str, str], expected: Any) -> None:
    assert address(name, api_base, env) == expected


def test_only_loopback_is_this_machine() -> None:
    assert [is_this_machine(h) for h in ("localhost", "127.8.0.1", "::1", "192.168.1.2", "0.0.0.0", "localhost.example")] == [
        True, True, True, False, False, False
    ]  # fmt: skip


def test_the_key_comes_from_the_environment_else_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring")
    kept = {("porte-voix", "MISTRAL_API_KEY"): "du trousseau"}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    assert key_of("mistral/petit", {"MISTRAL_API_KEY": "de l'environnement"}) == "de l'environnement"
    assert key_of("mistral/petit", {}) == "du trousseau"
    assert key_of("openai/petit", {}) is None

    def locked(*_: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.setattr(keyring, "get_password", locked)
    assert key_of("mistral/petit", {}) is None


class Server(BaseHTTPRequestHandler):
    """An OpenAI-compatible server of a few lines: what it was asked, and what it was told to answer."""

    asked: list[tuple[str | None, dict[str, Any]]] = []
    status = 200

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append((self.headers["authorization"], body))
        self.send_response(self.status)
        if self.status != 200:
            self.send_header("content-type", "application/json")
            self.end_headers()
            key = (self.headers["authorization"] or "").removeprefix("Bearer ")
            self.wfile.write(json.dumps({"error": {"message": f"no: {key}", "code": None, "type": "x"}}).encode())
            return
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "petit"}
        for text in ("Qu'avez", "-vous vu ?"):
            choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
            self._send({**base, "choices": [choice]})
        self._send({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        usage = {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17}
        self._send({**base, "choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, event: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    Server.asked, Server.status = [], 200
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}/v1"
    made.shutdown()
    made.server_close()


@pytest.fixture
def diary() -> Iterator[io.StringIO]:
    """All that any logger says."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.slow
class TestWithLitellm:
    """The real library, on a server of ours or its own doubles; importing it takes seconds."""

    @pytest.mark.slow
    def test_a_real_answer_over_the_wire(self, server: str, diary: io.StringIO, capfd: pytest.CaptureFixture[str]) -> None:
        settings = ModelSettings(name="openai/petit", api_base=server, timeout_s=10)
        schema: dict[str, object] = {"type": "object", "properties": {}, "additionalProperties": False}
        writer = ModelWriter(settings, {"OPENAI_API_KEY": KEY})
        events = list(writer.stream(PROMPT.model_copy(update={"json_schema": schema})))
        assert events == [Delta(text="Qu'avez"), Delta(text="-vous vu ?"), Done(tokens_in=12, tokens_out=5, cost_usd=0.0)]
        ((key, body),) = Server.asked
        assert key == f"Bearer {KEY}"
        assert [m["content"] for m in body["messages"]] == [PROMPT.system, PROMPT.user]
        assert body["response_format"]["json_schema"]["schema"] == schema
        assert set(body) <= {"model", "messages", "stream", "stream_options", "response_format"}
        assert KEY not in diary.getvalue()
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize(
        ("status", "words", "turns"),
        [(401, "clé", 1), (404, "n'existe pas", 1), (429, "quota", 3), (500, "panne", 3), (503, "panne", 3), (400, "échoué", 1)],
    )
    def test_what_a_server_refuses_is_said(
        self, server: str, status: int, words: str, turns: int, diary: io.StringIO, capfd: pytest.CaptureFixture[str]
    ) -> None:
        Server.status = status
        settings = ModelSettings(name="openai/petit", api_base=server, timeout_s=10)
        writer = ModelWriter(settings, {"OPENAI_API_KEY": KEY}, sleep=lambda _: None)
        with pytest.raises(CoachError) as caught:
            list(writer.stream(PROMPT))
        assert words in caught.value.title
        assert caught.value.remedy
        assert len(Server.asked) == turns
        assert KEY not in "".join(traceback.format_exception(caught.value)) + diary.getvalue()
        assert capfd.readouterr() == ("", "")

    def test_nobody_there(self) -> None:
        writer = ModelWriter(LOCAL, {}, sleep=lambda _: None)
        with pytest.raises(CoachError, match="injoignable"):
            list(writer.stream(PROMPT))

    def test_a_server_that_says_nothing_is_not_waited_for(self) -> None:
        import socket

        with socket.create_server(("127.0.0.1", 0)) as deaf:
            address = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
            writer = ModelWriter(ModelSettings(name="openai/petit", api_base=address, timeout_s=0.3), {}, sleep=lambda _: None)
            with pytest.raises(CoachError, match=r"0\.3 s"):
                list(writer.stream(PROMPT))

    def test_no_key_for_a_provider_is_told_with_the_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        keyring = pytest.importorskip("keyring")
        monkeypatch.setattr(keyring, "get_password", lambda *_: None)
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        with pytest.raises(CoachError, match="OPENAI_API_KEY"):
            list(ModelWriter(ModelSettings(name="openai/gpt-4o"), {}).stream(PROMPT))

    def test_its_own_doubles_stream_and_a_known_price_is_counted(self) -> None:
        complete = partial(load().completion, mock_response="Salut à toi, Zoé.")
        purse = Purse(MemoryNotebook(), StillClock())
        settings = ModelSettings(name="openai/gpt-4o-mini")
        events = list(ModelWriter(settings, {"OPENAI_API_KEY": KEY}, purse=purse, complete=complete).stream(PROMPT))
        assert "".join(e.text for e in events if isinstance(e, Delta)) == "Salut à toi, Zoé."
        done = events[-1]
        assert isinstance(done, Done)
        assert done.tokens_in
        assert done.tokens_out
        assert done.cost_usd == pytest.approx(purse.spent(), abs=1e-6)
        assert purse.spent() > 0

    @pytest.mark.parametrize(
        ("name", "words"),
        [("RateLimitError", "quota"), ("ContextWindowExceededError", "trop long"), ("InternalServerError", "panne")],
    )
    def test_its_simulated_errors_are_said(self, name: str, words: str) -> None:
        complete = partial(load().completion, mock_response=f"litellm.{name}")
        writer = ModelWriter(LOCAL, {}, complete=complete, sleep=lambda _: None)
        with pytest.raises(CoachError, match=words):
            list(writer.stream(PROMPT))

    def test_a_model_without_a_known_price_costs_an_unknown_sum(self) -> None:
        complete = partial(load().completion, mock_response="ok")
        settings = ModelSettings(name="openai/inconnu", api_base="https://ailleurs.example/v1")
        done = list(ModelWriter(settings, {"OPENAI_API_KEY": KEY}, complete=complete).stream(PROMPT))[-1]
        assert isinstance(done, Done)
        assert done.cost_usd is None

    def test_it_is_loaded_quiet_and_local(self) -> None:
        litellm = load()
        assert (litellm.suppress_debug_info, litellm.drop_params, litellm.telemetry) == (True, True, False)
        assert logging.getLogger("LiteLLM").disabled
