"""The team's shared store as a person meets it: the command line, the header, doctor, and the app that looks by itself."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.sharing import Ended, Standing
from corpus.sync import Synced
from tests.corpus.team import free_port, new_place
from tests.tui.hall import NARROW
from tests.tui.stage import FakeHouse, app_on, seen
from tui.cli import main
from tui.wiring import open_house

LINE = "Le banc d'essai a sifflé trois fois avant que la turbine se taise, et Moussa a ri."


class Desk:
    """Two people's homes on one machine, and the command line of whoever sits there."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._patch, self._capsys = folder, patch, capsys
        patch.setenv("PORTEVOIX_LANG", "en")
        patch.chdir(folder)

    def sit(self, name: str) -> None:
        self._patch.setenv("PORTEVOIX_HOME", str(self._folder / name))

    def say(self, *args: str) -> tuple[int, str, str]:
        status = main(list(args))
        told = self._capsys.readouterr()
        return status, told.out, told.err

    def written(self, text: str, name: str = "text.txt") -> str:
        path = self._folder / name
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


@pytest.fixture
def team(desk: Desk, monkeypatch: pytest.MonkeyPatch, chroma_url: str) -> Desk:
    place = new_place(chroma_url)
    monkeypatch.setenv("PORTEVOIX_CORPUS_SERVER", place.url)
    monkeypatch.setenv("PORTEVOIX_CORPUS_DATABASE", place.database)
    return desk


def test_an_import_here_is_a_parrot_there_until_it_is_removed(team: Desk) -> None:
    draft = team.written(f"Lundi matin. {LINE}")
    team.sit("nadia")
    team.say("posts", "import", "--no-embed", "--author", "Nadia", team.written(LINE, "post.txt"))
    team.sit("karim")
    status, out, err = team.say("check", "--json", "--no-semantic", draft)
    [finding] = [f for f in json.loads(out)["findings"] if f["source"] == "mirror"]
    assert (finding["severity"], finding["evidence"]["author"], err) == ("warn", "Nadia", "")
    post_id = finding["evidence"]["post_id"]
    _, out, _ = team.say("posts", "remove", post_id, "--json")
    assert json.loads(out) == {"removed": 1, "unknown": 0, "verified": {"here": True, "server": True}, "left": {}}
    team.sit("nadia")
    assert json.loads(team.say("posts", "sync", "--json")[1])["removed"] == 1
    assert team.say("posts", "list", "--json")[1] == ""


def test_doctor_tells_how_the_store_does_and_what_leaves(team: Desk, chroma_url: str) -> None:
    team.sit("nadia")
    _, out, _ = team.say("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(out)}
    host = chroma_url.removeprefix("http://")
    assert checks["team"]["state"] == "ok"
    assert checks["team"]["said"].startswith(f"{host} answers (chroma, API 1.")
    assert checks["owner"]["state"] == "ok"
    assert checks["leaves"]["said"] == f"published posts, to {host}"


def test_without_a_server_posts_stay_here(desk: Desk) -> None:
    desk.sit("nadia")
    status, out, err = desk.say("posts", "sync")
    assert (status, out) == (2, "")
    assert "No shared store is set." in err
    checks = {check["name"]: check["said"] for check in json.loads(desk.say("doctor", "--json")[1])}
    assert (checks["team"], checks["leaves"]) == ("none: posts stay on this machine", "nothing")


def test_a_server_that_is_down_is_said_once_and_everything_else_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    host = f"127.0.0.1:{free_port()}"
    monkeypatch.setenv("PORTEVOIX_CORPUS_SERVER", f"http://{host}")
    desk.sit("nadia")
    status, out, err = desk.say("posts", "import", "--no-embed", desk.written(LINE))
    assert status == 0
    assert out.startswith("1 added")
    assert f"({host}) does not answer" in err
    assert "1 item waits" in err
    [known] = [json.loads(line) for line in desk.say("posts", "list", "--json")[1].splitlines()]
    status, out, err = desk.say("posts", "remove", known["id"], "--json")
    told = json.loads(out)
    assert (status, told["removed"], told["verified"]) == (0, 1, {"here": True, "server": False})
    assert told["left"] == {known["id"]: ["server"]}
    assert "has not confirmed it yet" in err
    assert desk.say("posts", "sync")[0] == 3
    checks = {check["name"]: check for check in json.loads(desk.say("doctor", "--json")[1])}
    assert checks["team"]["state"] == "broken"
    assert checks["team"]["remedy"]


@pytest.mark.parametrize("server", ["ftp://posts.example.org", "https://nadia:secret@posts.example.org", "posts.example.org"])
def test_an_address_that_is_none_or_holds_a_secret_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv("PORTEVOIX_CORPUS_SERVER", server)
    desk.sit("nadia")
    status, _, err = desk.say("posts", "list")
    assert status == 2
    assert "PORTEVOIX_CORPUS_TOKEN" in err


def test_the_token_comes_from_the_environment_and_is_shown_nowhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_CORPUS_SERVER", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("PORTEVOIX_CORPUS_TOKEN", "tres-secret")
    desk.sit("nadia")
    for verb in (["doctor"], ["posts", "sync"], ["posts", "stats"]):
        _, out, err = desk.say(*verb)
        assert "tres-secret" not in out + err
        assert "CORPUS_TOKEN" not in out


class Sharing(FakeHouse):
    """A house with a shared store where a post comes at the second round."""

    shares_with = "posts.example.org"

    def __init__(self) -> None:
        super().__init__()
        self.rounds = 0
        self.owed = 0
        shelf: Any = self.corpus
        shelf.sync, shelf.synced, shelf.standing = self._sync, self._synced, self._standing

    def _sync(self, stop: Callable[[], bool], *, at_once: bool = False) -> Ended:
        self.rounds += 1
        self.owed = 0
        return "done"

    def _synced(self) -> Synced:
        return Synced(received=int(self.rounds == 2))

    def _standing(self) -> Standing:
        return Standing(host="posts.example.org", waiting=self.owed)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.sharing.BEGIN_AFTER_S", 0.01)
    monkeypatch.setattr("tui.sharing.LOOK_S", 0.02)


@pytest.mark.anyio
@pytest.mark.usefixtures("quick")
async def test_the_app_looks_by_itself_sends_what_is_published_and_looks_at_the_draft_again() -> None:
    house = Sharing().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        assert "posts publiés vers posts.example.org" in seen(app)
        assert house.rounds == 1
        looked = len(house.seen)
        house.owed = 1  # something was published
        for _ in range(40):
            await pilot.pause(0.05)
            if house.rounds == 2 and len(house.seen) > looked:
                break
        assert house.rounds == 2
        assert len(house.seen) > looked


@pytest.mark.anyio
@pytest.mark.usefixtures("quick")
async def test_a_server_that_never_answers_holds_nobody_in_the_app() -> None:
    house = Sharing().with_draft("Bonjour")
    house.corpus.sync = lambda *_a, **_m: time.sleep(5)  # type: ignore[attr-defined]
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.1)
        await pilot.press("a")
        assert app.screen.editor.text.startswith("a") or "a" in app.screen.editor.text  # type: ignore[attr-defined]
        start = time.monotonic()
        await pilot.press("ctrl+q")
    assert time.monotonic() - start < 3


def test_a_house_says_where_posts_go_without_opening_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    env = {"PORTEVOIX_HOME": str(tmp_path), "PORTEVOIX_CORPUS_SERVER": "https://posts.example.org/chroma"}
    house = open_house("fr", env)
    assert house.shares_with == "posts.example.org"
    assert "corpus" not in house.__dict__
