"""A session is its events: the same events give the same state, in one go or in several."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.workshop.events import (
    EVENT,
    Away,
    Chose,
    Ended,
    Event,
    Extended,
    Joined,
    Matched,
    Opened,
    Paused,
    Resumed,
    Shared,
    Skipped,
    Started,
    Turned,
    Unshared,
    Withdrew,
    Wrote,
)  # fmt: skip
from coach.workshop.exercise import Round
from coach.workshop.reading import pick, shipped
from coach.workshop.session import State, fold, replay, timer, whereabouts
from coach.workshop.table import asked, begins_with, circles, pieces, role_of, seen, signed
from tests.fakes import NOON

TRIM = pick(shipped("fr"), "degraisser", "fr")
HOOK = pick(shipped("fr"), "hook", "fr")
STEPS = [step.id for step in TRIM.plan]


def at(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def begun(*more: Event, exercise=TRIM, alone: bool = False) -> list[Event]:
    first = exercise.plan[0].id
    return [Started(at=at(0), exercise=exercise, seed=7, alone=alone), Opened(at=at(0), step=first), *more]


MOMENT = st.integers(0, 7_200).map(lambda s: NOON + dt.timedelta(seconds=s))
WHO = st.sampled_from(["a", "b", "c"])
STEP = st.sampled_from([*STEPS, "nowhere"])
EVENTS = st.lists(
    st.one_of(
        st.builds(Started, at=MOMENT, exercise=st.just(TRIM), seed=st.integers(0, 9)),
        st.builds(Opened, at=MOMENT, step=STEP),
        *(st.builds(kind, at=MOMENT) for kind in (Skipped, Paused, Resumed, Ended)),
        st.builds(Extended, at=MOMENT, minutes=st.floats(-30, 30)),
        st.builds(Joined, at=MOMENT, who=WHO, name=st.sampled_from(["Ana", "Bo"])),
        *(st.builds(kind, at=MOMENT, who=WHO) for kind in (Away, Withdrew)),
        *(st.builds(kind, at=MOMENT, who=WHO, step=STEP) for kind in (Turned, Shared, Unshared)),
        st.builds(Wrote, at=MOMENT, who=WHO, step=STEP, text=st.text(max_size=20)),
        st.builds(Chose, at=MOMENT, who=WHO, step=STEP, picks=st.just(("message.1",))),
        st.builds(Matched, at=MOMENT, who=WHO, step=STEP, piece=st.just("p"), answer=st.sampled_from(["", "a"])),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.integers(0, 25), MOMENT)
def test_any_events_replay_to_one_state(events: list[Event], cut: int, now: dt.datetime) -> None:
    whole = replay(events)
    part = replay(events[:cut])
    for event in events[cut:]:
        part = fold(part, EVENT.validate_json(EVENT.dump_json(event)))
    assert part == whole
    assert State.model_validate_json(whole.model_dump_json()) == whole
    clock = timer(whole, now)
    assert (clock is None) == (whole.current is None)
    assert clock is None or (clock.ran_s >= 0 and clock.planned_s >= 0)
    assert all(each.took_s >= 0 for each in whole.past)
    assert {each.who for each in whereabouts(whole, now)} == set(whole.people)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_what_one_writes_is_there_until_one_withdraws(events: list[Event]) -> None:
    state = replay(events)
    last: dict[tuple[str, str], str] = {}
    for event in events:
        match event:
            case Wrote():
                last[event.who, event.step] = event.text
            case Withdrew():
                last = {key: text for key, text in last.items() if key[0] != event.who}
    for (who, step), text in last.items():
        assert state.people[who].text(step) == text


def test_the_timer_stops_in_a_pause_and_takes_more_minutes() -> None:
    events = begun(Paused(at=at(2)), Resumed(at=at(10)), Extended(at=at(11), minutes=3))
    clock = timer(replay(events), at(12))
    assert clock is not None
    assert (clock.planned_s, clock.ran_s, clock.left_s, clock.paused) == (9 * 60, 4 * 60, 5 * 60, False)
    held = timer(replay(events[:3]), at(9))
    assert held is not None
    assert (held.ran_s, held.paused) == (120, True)
    late = timer(replay(events), at(20))
    assert late is not None
    assert late.left_s == -180


def test_a_step_skipped_is_timed_and_the_last_one_ends_it() -> None:
    state = replay(begun(Skipped(at=at(1)), Opened(at=at(4), step="apres"), Ended(at=at(9))))
    assert [(t.step, t.took_s, t.skipped) for t in state.past] == [
        ("avant", 60, True),
        ("faits", 180, False),
        ("apres", 300, False),
    ]
    assert (state.ended, state.step, timer(state, at(10))) == (at(9), None, None)
    back = fold(state, Opened(at=at(10), step="vu"))
    assert (back.ended, back.step) == (None, "vu")
    done = replay(begun(*(Skipped(at=at(n)) for n in range(1, 9))))
    assert done.ended == at(len(STEPS))


def test_who_is_where_and_who_is_stuck() -> None:
    long = " ".join(["mot"] * 30)
    events = begun(
        Joined(at=at(0), who="a", name="Ana"), Joined(at=at(0), who="b", name="Bo"), Joined(at=at(0), who="c", name="Cy"),
        Joined(at=at(0), who="d", name="Di"), Wrote(at=at(1), who="a", step="avant", text="Fiers de"),
        Wrote(at=at(1), who="b", step="avant", text=long), Turned(at=at(1), who="c", step="faits"), Away(at=at(1), who="d"),
    )  # fmt: skip
    found = {each.name: each.standing for each in whereabouts(replay(events), at(5))}
    assert found == {"Ana": "stuck", "Bo": "working", "Cy": "elsewhere", "Di": "away"}
    assert {each.standing for each in whereabouts(replay(events), at(2))} == {"working", "elsewhere", "away"}
    paused = replay([*events, Paused(at=at(2))])
    assert "stuck" not in {each.standing for each in whereabouts(paused, at(60))}
    resumed = replay([*events, Paused(at=at(2)), Resumed(at=at(60))])
    assert "stuck" not in {each.standing for each in whereabouts(resumed, at(61))}


def written(*more: Event) -> State:
    said = [Wrote(at=at(1), who=who, step="lignes", part="scene", text=f"Ligne de {who}.") for who in ("a", "b", "c")]
    joined = [Joined(at=at(0), who=who, name=who.upper()) for who in ("a", "b", "c")]
    return replay(begun(*joined, *said, *more, exercise=HOOK))


def test_others_texts_are_shuffled_without_a_name_and_never_ones_own() -> None:
    vote = HOOK.step("vote")
    assert vote is not None
    laid = pieces(written(), vote, "a")
    assert {piece.text for piece in laid} == {"Ligne de b.", "Ligne de c."}
    assert all(piece.author != "a" and piece.id not in ("a", "b", "c") for piece in laid)
    kept = pieces(written(Unshared(at=at(2), who="b", step="lignes")), vote, "a")
    assert [piece.text for piece in kept] == ["Ligne de c."]
    assert [p.id for p in pieces(written(), vote, "c") if p.author == "b"] == [p.id for p in laid if p.author == "b"]


def test_a_name_stands_beside_a_text_only_by_its_authors_word() -> None:
    lines = HOOK.step("lignes")
    state = written(Shared(at=at(2), who="a", step="lignes"), Unshared(at=at(2), who="b", step="lignes"))
    assert lines is not None
    told = {who: (seen(lines, person), signed(lines, person)) for who, person in state.people.items()}
    assert told == {"a": (True, True), "b": (False, False), "c": (True, False)}


def test_a_text_begins_with_what_was_picked() -> None:
    choice, begin = HOOK.step("choix"), HOOK.step("debut")
    assert choice is not None
    assert begin is not None
    (mine,) = pieces(written(), choice, "a")
    state = written(Chose(at=at(3), who="a", step="choix", picks=(mine.id,)))
    assert begins_with(state, begin, "a") == "Ligne de a."
    assert begins_with(state, begin, "b") == ""
    assert [part.id for part in asked(state, HOOK.steps[2], "a")] == ["scene", "mots", "doute"]


def test_facts_are_the_sentences_of_the_message_or_of_the_one_brought() -> None:
    facts = TRIM.step("faits")
    assert facts is not None
    assert len(pieces(replay(begun()), facts, "a")) == 6
    brought = [Started(at=at(0), exercise=TRIM, inputs={"message": ("Un fait. Un autre.",)})]
    assert [piece.text for piece in pieces(replay(brought), facts, "a")] == ["Un fait.", "Un autre."]


def test_a_hand_is_dealt_by_lot_the_same_for_one_and_not_for_all() -> None:
    facts = TRIM.step("faits")
    assert facts is not None
    dealt = facts.model_copy(update={"deal": 3})
    state = replay(begun())
    hands = {who: pieces(state, dealt, who) for who in "abcdefgh"}
    assert all(len(hand) == 3 for hand in hands.values())
    assert hands["a"] == pieces(state, dealt, "a")
    assert len({tuple(p.id for p in hand) for hand in hands.values()}) > 1


def test_circles_leave_nobody_alone_and_roles_turn() -> None:
    for count in range(1, 31):
        made = circles([str(n) for n in range(count)], 3, 5, "jeu")
        assert sorted(who for circle in made for who in circle) == sorted(str(n) for n in range(count))
        assert count < 2 or min(map(len, made)) >= 2
    talk = HOOK.steps[0].model_copy(update={"kind": "talk", "roles": exercise_roles(), "rounds": 2, "minutes": 5})
    played = HOOK.model_copy(update={"steps": (talk, *HOOK.steps[1:])})
    state = written()
    turns = [step for step in played.plan if isinstance(step, Round)]
    assert [(step.id, step.minutes, step.turn) for step in turns] == [("lire", 3, 0), ("lire-2", 2, 1)]
    for turn in turns:
        names = [role.name for who in "abc" if (role := role_of(state, turn, who))]
        assert sorted(names) == ["A", "B", "C"]
    assert role_of(state, turns[0], "a") != role_of(state, turns[1], "a")
    assert [step.id for step in played.played_alone()][0] == "lire"
    assert "lire-2" not in [step.id for step in played.played_alone()]


def exercise_roles():
    from coach.workshop.exercise import Role

    return tuple(Role(name=name, prompt="Jouez.") for name in "ABC")


def test_alone_one_leaves_out_what_needs_a_group() -> None:
    state = replay(begun(exercise=HOOK, alone=True))
    assert "vote" not in [step.id for step in state.plan]
    assert state.plan[0].prompt == HOOK.steps[0].alone
