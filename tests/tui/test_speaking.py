"""A model on the command line: only with the flag or a recorded yes, told on stderr, and never on stdout."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.home import Home
from coach.assist.voice import Voice
from coach.context import Language
from coach.errors import BadInput
from coach.settings import ModelSettings, Settings
from tests.coach.assist.canned import ANSWER, CannedWriter, interview_after, suggest
from tests.fakes import StillClock
from tui.verbs.speaking import sharper
from tui.wiring import House
from tui.words import Words

ROOT = Path(__file__).parents[2]
GOOD = suggest("Comment as-tu compté ces 37 fils ?")


def house_in(folder: Path, model: str | None = None, lang: Language = "fr") -> House:
    home = Home(*(folder / part for part in ("config", "data", "cache", "logs")))
    for part in home[:4]:
        part.mkdir(parents=True)
    return House(home, Settings(model=ModelSettings(name=model)), Words(lang), StillClock(), semantic=False, env={})


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = house_in(tmp_path)
    yield house
    house.close()


def give(house: House, *streams: str, here: bool = False) -> CannedWriter:
    writer = CannedWriter(*streams, leaves_machine=None if here else "api.example.com")
    house.voice = Voice(lambda lang: writer, house.notebook, house.clock, borrowed=house.borrowed)
    return writer


def test_without_the_flag_nor_a_yes_no_model_speaks(house: House) -> None:
    writer, err = give(house), io.StringIO()
    assert sharper(house, None, err) is None
    assert (err.getvalue(), writer.told, house.speaker) == ("", [], None)


def test_the_flag_lets_it_speak_this_once_and_says_what_leaves_first(house: House) -> None:
    writer, err = give(house, GOOD), io.StringIO()
    sharpen = sharper(house, True, err)
    assert "canned/one" in err.getvalue()
    assert "api.example.com" in err.getvalue()
    assert writer.told == []
    assert sharpen is not None
    sharper_one = sharpen(*interview_after(ANSWER))
    assert sharper_one is not None
    assert sharper_one.quotes == "37 sans étiquette"
    assert (house.speaker, house.leaves_machine) == ("canned/one", "api.example.com")
    assert give(house).told == []
    assert sharper(house, None, err) is None


def test_a_recorded_yes_is_enough_and_no_model_is_no_model(house: House) -> None:
    give(house, GOOD)
    assert house.voice is not None
    house.voice.say("yes")
    assert sharper(house, None, io.StringIO()) is not None
    assert sharper(house, False, io.StringIO()) is None


def test_a_model_on_this_machine_says_that_nothing_leaves(house: House) -> None:
    give(house, here=True)
    err = io.StringIO()
    sharper(house, True, err)
    assert "Rien ne sort" in err.getvalue()
    assert (house.speaker, house.leaves_machine) == ("canned/one", None)


def test_what_goes_wrong_is_said_and_the_question_of_the_bank_stays(house: House) -> None:
    bad = suggest("Que t'a dit Bertrand ?")
    give(house, bad, bad)
    err = io.StringIO()
    sharpen = sharper(house, True, err)
    assert sharpen is not None
    assert sharpen(*interview_after(ANSWER)) is None
    assert "un nom que tu n'as pas dit" in err.getvalue()
    assert "Bertrand" not in err.getvalue()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_model_that_is_not_there_is_bad_input(tmp_path: Path, lang: Language) -> None:
    with pytest.raises(BadInput) as none:
        sharper(house_in(tmp_path / "none", lang=lang), True, io.StringIO())
    assert "config.toml" in none.value.remedy
    with pytest.raises(BadInput, match="gpt4"):
        sharper(house_in(tmp_path / "odd", "gpt4", lang), True, io.StringIO())
    assert house_in(tmp_path / "quiet", "gpt4", lang).speaker is None


def test_a_model_that_is_set_is_silent_and_not_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.tui.test_speaking import house_in\n"
        f"house = house_in(Path({str(tmp_path / 'home')!r}), 'mistral/petit')\n"
        "print(house.speaker, house.leaves_machine, [m for m in ('litellm', 'jinja2', 'coach.assist.gate') if m in sys.modules])"
    )
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "None None []"


def test_a_run_of_a_post_of_the_store_is_borrowed(house: House) -> None:
    from coach.post import Post

    house.corpus.add([Post(id="p", text="Ensemble, construisons la mobilité de demain.", kind="sibling", lang="fr")])
    assert house.borrowed("comment construisons la mobilité de demain, toi ?")
    assert not house.borrowed("comment as-tu compté ces fils ?")


class Server(BaseHTTPRequestHandler):
    """An OpenAI-compatible server that says one good thing, then a made-up one, and keeps what it was told."""

    told: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        self.told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        said = GOOD if len(self.told) == 1 else suggest("Que t'a dit Bertrand ?", "ne sait plus les lire")
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "petit"}
        for delta, end in (({"role": "assistant", "content": said}, None), ({}, "stop")):
            choice = {"index": 0, "delta": delta, "finish_reason": end}
            self.wfile.write(b"data: " + json.dumps({**base, "choices": [choice]}).encode() + b"\n\n")
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.mark.slow
def test_a_whole_interview_with_a_server_on_this_machine(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    env |= {
        "PORTEVOIX_HOME": str(tmp_path / "home"),
        "PORTEVOIX_LANG": "fr",
        "PORTEVOIX_MODEL": "openai/petit",
        "PORTEVOIX_MODEL_API_BASE": f"http://127.0.0.1:{server.server_port}/v1",
    }
    lines = [
        {"answer": f"{ANSWER}, écris à moussa@helvia.fr"},
        {"answer": "je pense que personne ne sait plus les lire"},
        {"stop": True},
    ]
    command = [sys.executable, "-m", "tui.cli", "ask", "--json", "--author", "Claire", "--model"]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        input="\n".join(map(json.dumps, lines)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    server.shutdown()
    server.server_close()
    assert ran.returncode == 0, ran.stderr
    events = [json.loads(line) for line in ran.stdout.splitlines()]
    assert events[1]["text"].endswith("Comment as-tu compté ces 37 fils ?")
    assert "Bertrand" not in ran.stdout + ran.stderr
    assert "un nom que tu n'as pas dit" in ran.stderr
    assert "Rien ne sort de cette machine" in ran.stderr
    assert len(Server.told) == 3
    assert "moussa@" not in json.dumps(Server.told)
