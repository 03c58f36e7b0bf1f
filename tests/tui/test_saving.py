"""Saves are late by a fraction of a second, in order, and never lost in silence; reviews wait as long as they take."""

import asyncio
from collections.abc import Callable
from time import monotonic

import pytest
from textual.app import App

from coach.autosave import SAVE_AFTER_S, Autosave, Step
from tui.reviewing import PATIENT_S, LiveReview, Reviewed, pause
from tui.saving import RETRY_S, Saved, SaveFailed, Saver

pytestmark = pytest.mark.anyio


class Listener(App[None]):
    """Hears what the workers post, and tells the saver as a room does."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.saver: Saver | None = None

    def on_saved(self, event: Saved) -> None:
        self.heard.append(event.step.save)
        if self.saver:
            self.saver.took(event)

    def on_save_failed(self, event: SaveFailed) -> None:
        self.heard.append(str(event.error))
        if self.saver:
            self.saver.took(event)

    def on_reviewed(self, event: Reviewed) -> None:
        self.heard.append(event.text)


def saver_of(app: Listener, write: Callable[[Step], object], text: str = "") -> Saver:
    app.saver = Saver(app, write, monotonic, Autosave.begin(text, text))  # type: ignore[arg-type]
    return app.saver


async def test_a_burst_is_one_write_of_its_last_text() -> None:
    app, written = Listener(), []
    async with app.run_test() as pilot:
        saver = saver_of(app, written.append)
        for text in ("a", "ab", "abc"):
            saver.changed(text)
        assert saver.pending
        await pilot.pause(SAVE_AFTER_S + 0.15)
        assert [step.save for step in written] == ["abc"] == app.heard
        assert not saver.pending


async def test_flush_writes_at_once_and_an_older_text_never_comes_after() -> None:
    app, written = Listener(), []
    async with app.run_test():
        saver = saver_of(app, written.append)
        saver.changed("old")
        late, order = saver.state.due(monotonic() + 1), saver._asked
        saver.changed("new")
        saver.flush()
        saver._carry_out(late, order)  # the thread that was still on its way
        assert [step.save for step in written] == ["new"]
        assert [[keep.text for keep in step.keep] for step in written] == [["new"]]
        assert not saver.pending
        saver.flush()
        assert len(written) == 1


async def test_a_restored_text_keeps_what_was_there_before_it() -> None:
    app, written = Listener(), []
    async with app.run_test():
        saver = saver_of(app, written.append, "one")
        saver.changed("one two")
        saver.changed("old", "restored")
        saver.flush()
        assert [(keep.text, keep.cause) for step in written for keep in step.keep] == [("one two", "typed"), ("old", "restored")]


@pytest.mark.slow
async def test_a_failed_save_is_told_and_tried_again() -> None:
    failures, written = [OSError("disque plein")], []

    def write(step: Step) -> None:
        if failures:
            raise failures.pop()
        written.append(step.save)

    app = Listener()
    async with app.run_test() as pilot:
        saver = saver_of(app, write)
        saver.changed("texte")
        await pilot.pause(SAVE_AFTER_S + 0.15)
        assert app.heard == ["disque plein"]
        assert saver.pending
        await pilot.pause(RETRY_S + 0.2)
        assert written == ["texte"]
        assert not saver.pending


async def test_a_failed_flush_is_raised_and_forgets_nothing() -> None:
    def refuse(_: Step) -> None:
        raise OSError("disque plein")

    app = Listener()
    async with app.run_test():
        saver = saver_of(app, refuse)
        saver.changed("texte")
        with pytest.raises(OSError, match="disque plein"):
            saver.flush()
        assert saver.pending


@pytest.mark.parametrize(("took", "waits"), [(0.0, 0.0), (0.01, 0.0), (0.05, 0.0), (0.06, 0.12), (0.2, 0.4), (30.0, PATIENT_S)])
def test_a_review_waits_by_what_the_last_one_took(took: float, waits: float) -> None:
    assert pause(took) == pytest.approx(waits)


async def test_only_the_latest_text_is_reviewed_next() -> None:
    app, seen = Listener(), []
    async with app.run_test() as pilot:
        live = LiveReview(app, seen.append)  # type: ignore[arg-type]
        for text in ("a", "ab", "abc"):
            live.ask(text)
        await pilot.pause(0.1)
        assert live.took(Reviewed("a", None, 0.0)) is False  # type: ignore[arg-type]
        await pilot.pause(0.1)
        assert seen == ["a", "abc"]
        assert live.took(Reviewed("abc", None, 0.0)) is True  # type: ignore[arg-type]


async def typed(app: Listener, seconds: float, keys: int, every: float) -> list[str]:
    """The texts reviewed while ``keys`` are struck, reviews being told to take ``seconds``."""
    seen: list[str] = []
    live = LiveReview(app, seen.append)  # type: ignore[arg-type]
    live._seconds = live._last = seconds
    for n in range(keys):
        live.ask("x" * n)
        await asyncio.sleep(every)
        if live._running:
            live.took(Reviewed(seen[-1], None, seconds))  # type: ignore[arg-type]
    return seen


async def test_a_review_of_middling_length_comes_while_one_types() -> None:
    app = Listener()
    async with app.run_test():
        assert len(await typed(app, 0.05, keys=10, every=0.04)) >= 2


async def test_a_heavy_review_waits_until_the_keys_rest() -> None:
    app = Listener()
    async with app.run_test():
        assert await typed(app, 3.0, keys=10, every=0.04) == []


async def test_a_first_look_that_was_slow_does_not_hold_back_the_next() -> None:
    app = Listener()
    async with app.run_test() as pilot:
        seen: list[str] = []
        live = LiveReview(app, seen.append)  # type: ignore[arg-type]
        live.ask("a")
        await pilot.pause(0.05)
        live.took(Reviewed("a", None, 0.4))  # type: ignore[arg-type]
        live.ask("ab")
        await pilot.pause(0.05)
        assert seen == ["a", "ab"]
