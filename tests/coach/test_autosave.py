"""Every key is safe within half a second, and revisions are neither lost nor heaped up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.autosave import MUCH, PAUSE_S, SAVE_AFTER_S, Autosave, Keep, Step


def test_a_draft_just_opened_has_nothing_due() -> None:
    auto = Autosave.begin("Bonjour", "Bonjour")
    assert auto.due(1000) == Step(None, ())
    assert auto.wait(1000) is None
    assert not auto.due(1000, leaving=True)
    assert Autosave.begin("", None).wait(0) is None


def test_a_text_not_kept_yet_is_kept_before_it_is_touched() -> None:
    auto = Autosave.begin("De l'entretien", None, "interview")
    auto = auto.changed("De l'entretien.", 5.0)
    assert auto.due(5.0) == Step("De l'entretien.", (Keep("De l'entretien", "interview"),))
    assert Autosave.begin("tapé, puis coupure", "tapé").due(0).keep == (Keep("tapé, puis coupure", "typed"),)


def test_the_first_key_is_saved_after_three_tenths_even_while_typing_goes_on() -> None:
    auto = Autosave.begin("", None)
    for n in range(1, 4):
        auto = auto.changed("a" * n, n * 0.1)
    assert not auto.due(0.39)
    assert auto.wait(0.3) is not None
    assert abs((auto.wait(0.3) or 0) - 0.1) < 1e-9
    step = auto.due(0.4)
    assert step == Step("aaa", ())
    auto = auto.done(step)
    assert not auto.due(0.5)
    assert not auto.changed("aaaa", 0.5).due(0.7)
    assert auto.changed("aaaa", 0.5).due(0.8).save == "aaaa"


def test_a_save_that_failed_is_due_again_at_once() -> None:
    auto = Autosave.begin("", None).changed("a", 0.0)
    assert auto.due(1.0) == auto.due(1.1) == Step("a", ())


def test_what_is_typed_while_saving_is_still_due() -> None:
    auto = Autosave.begin("", None).changed("a", 0.0)
    step = auto.due(0.3)
    auto = auto.changed("ab", 0.35).done(step)
    assert auto.due(0.35 + SAVE_AFTER_S).save == "ab"


def test_a_pause_keeps_a_revision_once() -> None:
    auto = Autosave.begin("un", "un").changed("un deux", 10.0)
    auto = auto.done(auto.due(10.3))
    assert not auto.due(10 + PAUSE_S - 0.01)
    step = auto.due(10 + PAUSE_S)
    assert step == Step(None, (Keep("un deux", "typed"),))
    auto = auto.done(step)
    assert auto.wait(10 + PAUSE_S) is None


def test_much_typing_keeps_a_revision_without_a_pause() -> None:
    auto, text, kept = Autosave.begin("", None), "", []
    for n in range(MUCH * 3):
        text += "x"
        auto = auto.changed(text, n * 0.05)
        step = auto.due(n * 0.05)
        kept += step.keep
        auto = auto.done(step)
    assert [len(keep.text) for keep in kept] == [201, 402]


def test_a_large_paste_or_cut_is_kept_at_once() -> None:
    assert Autosave.begin("a", "a").changed("a" + "b" * 201, 0.0).due(0.0).keep
    assert Autosave.begin("b" * 300, "b" * 300).changed("b" * 10, 0.0).due(0.0).keep
    assert not Autosave.begin("b" * 300, "b" * 300).changed("b" * 299, 0.0).due(0.0).keep


def test_leaving_saves_and_keeps_everything() -> None:
    auto = Autosave.begin("un", "un").changed("un deux", 10.0)
    assert auto.due(10.0, leaving=True) == Step("un deux", (Keep("un deux", "typed"),))


def test_a_fix_keeps_what_was_before_it_and_what_it_made() -> None:
    auto = Autosave.begin("un", "un").changed("un deux", 1.0).changed("un 2", 1.1, "fix")
    step = auto.due(1.1)
    assert step == Step("un 2", (Keep("un deux", "typed"), Keep("un 2", "fix")))
    assert auto.done(step).wait(1.1) is None
    again = auto.changed("un", 1.2, "restored")
    assert again.due(1.2).keep == (Keep("un deux", "typed"), Keep("un 2", "fix"), Keep("un", "restored"))


def test_a_fix_made_while_keeping_is_not_lost() -> None:
    auto = Autosave.begin("un", "un").changed("un deux", 1.0)
    step = auto.due(30.0)
    auto = auto.changed("un deux trois", 30.1).changed("un 2 3", 30.2, "fix").done(step)
    assert auto.due(30.2).keep == (Keep("un deux trois", "typed"), Keep("un 2 3", "fix"))


EVENTS = st.lists(
    st.tuples(st.floats(0.01, 30), st.text("ab ", max_size=30), st.sampled_from(["typed", "typed", "typed", "fix", "restored"])),
    max_size=30,
)


@settings(deadline=None, max_examples=150)
@given(EVENTS)
def test_whatever_is_typed_every_key_is_safe_in_time_and_every_fix_kept(events: list[tuple[float, str, str]]) -> None:
    """A caller that sleeps for ``wait`` and then does what is due never leaves a text unsaved longer than promised."""
    now, auto = 0.0, Autosave.begin("", None)
    kept: list[Keep] = []
    asked: list[str] = []
    for pause, text, cause in events:
        until = now + pause
        while (sleep := auto.wait(now)) is not None and now + sleep <= until:
            now += sleep
            step = auto.due(now) or auto.due(now + 1e-6)
            assert step, "what wait announces is due"
            kept += step.keep
            auto = auto.done(step)
            assert auto.saved == auto.text
        now = until
        assert auto.saved == auto.text or now - auto.unsaved_since <= SAVE_AFTER_S + 1e-6
        if cause != "typed" and text != auto.text:
            asked.append(text)
        auto = auto.changed(text, now, cause)  # type: ignore[arg-type]
    step = auto.due(now, leaving=True)
    kept += step.keep
    auto = auto.done(step)
    assert auto.saved == auto.text
    assert (kept[-1].text if kept else "") == auto.text
    assert [keep.text for keep in kept if keep.cause != "typed"] == asked
    assert all(one.text != two.text for one, two in zip(kept, kept[1:], strict=False))


def test_two_hundred_thousand_characters_cost_little() -> None:
    import time

    text = "mot " * 50_000
    auto = Autosave.begin(text, text)
    began = time.process_time()
    for n in range(20):
        auto = auto.changed(text[: 100_000 + n] + "x" + text[100_000 + n :], float(n))
        auto.due(float(n))
    assert (time.process_time() - began) / 20 < 0.03
