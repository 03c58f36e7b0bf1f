"""Whoever comes late takes nobody's role; every round of a step is looked at; what one left aside alone does not land."""

import datetime as dt
from argparse import Namespace

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.finding import Reflection, Review, Ruling
from coach.workshop.events import Away, Joined, Opened, Skipped, Started, Wrote
from coach.workshop.exercise import Exercise, Round
from coach.workshop.landing import land
from coach.workshop.looking import look, look_together
from coach.workshop.playing import ME, Beginning, begin
from coach.workshop.reading import pick, shipped
from coach.workshop.session import State, fold, replay
from coach.workshop.table import pieces, role_of
from tests.fakes import NOON, MemoryNotebook, StillClock
from tests.tui.stage import FakeHouse
from tests.workshop_fakes import MemoryLogbook
from tui.hosting import session_of

HOOK = pick(shipped("fr"), "hook", "fr")
TALK = pick(shipped("fr"), "vraies-questions", "fr")
ROUNDS = tuple(step for step in TALK.plan if isinstance(step, Round))
SHEETS = Exercise.model_validate(
    {
        "name": "feuilles", "title": "Feuilles", "lang": "fr", "goal": "Voir", "minutes": 12,
        "steps": [
            {"id": "jeu", "kind": "talk", "title": "Jeu", "minutes": 4, "prompt": "Parlez.", "rounds": 2, "shown": "unsigned",
             "roles": [{"name": "A", "prompt": "Dis."},
                       {"name": "B", "prompt": "Note.", "sheet": [{"id": "vu", "label": "Vu"}]}]},
            {"id": "relire", "kind": "choose", "title": "Relire", "minutes": 2, "prompt": "Prenez.",
             "from": "jeu", "whose": "all"},
            {"id": "voir", "kind": "look", "title": "Voir", "minutes": 2, "prompt": "Regardez.",
             "from": "jeu", "shows": ["texts"]},
        ],
    }
)  # fmt: skip


def at(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def room(*people: str, exercise: Exercise = TALK) -> State:
    came = [Joined(at=at(0), who=who, name=who.upper()) for who in people]
    return replay([Started(at=at(0), exercise=exercise, seed=7), *came])


def roles(state: State, turn: Round) -> dict[str, str]:
    return {who: role.name for who in state.people if (role := role_of(state, turn, who))}


def opened(state: State, turn: Round, minute: float) -> State:
    return fold(state, Opened(at=at(minute), step=turn.id))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(1, 6), st.integers(0, 2))
def test_who_comes_in_the_middle_of_a_round_changes_nobodys_role(here: int, late: int, turn: int) -> None:
    state = room(*(f"p{n}" for n in range(here)))
    for n, each in enumerate(ROUNDS[: turn + 1]):
        state = opened(state, each, n)
    before = roles(state, ROUNDS[turn])
    for n in range(late):
        state = fold(state, Joined(at=at(9), who=f"late{n}", name=f"L{n}"))
        now = roles(state, ROUNDS[turn])
        assert {who: now[who] for who in before} == before
    assert set(now) == set(state.people)


def test_a_late_one_takes_what_is_free_and_plays_from_the_next_round_on() -> None:
    state = opened(room("a", "b"), ROUNDS[0], 1)
    free = {role.name for role in ROUNDS[0].roles} - set(roles(state, ROUNDS[0]).values())
    state = fold(state, Joined(at=at(2), who="c", name="C"))
    assert {roles(state, ROUNDS[0])["c"]} == free
    state = opened(state, ROUNDS[1], 3)
    assert len(set(roles(state, ROUNDS[1]).values())) == 3
    state = opened(fold(state, Joined(at=at(4), who="d", name="D")), ROUNDS[2], 5)
    assert roles(state, ROUNDS[2])["d"] in {role.name for role in ROUNDS[2].roles}
    assert len(set(roles(state, ROUNDS[2]).values())) == 3


def test_who_is_away_when_roles_are_dealt_leaves_nobody_facing_an_empty_chair() -> None:
    state = fold(room("a", "b", "c", "d"), Away(at=at(1), who="d"))
    state = opened(state, ROUNDS[0], 1)
    assert sorted(roles(state, ROUNDS[0])[who] for who in "abc") == sorted(role.name for role in ROUNDS[0].roles)
    back = fold(state, Joined(at=at(2), who="d", name="D"))
    assert roles(back, ROUNDS[0])["d"] == ROUNDS[0].roles[-1].name
    assert roles(opened(room(), ROUNDS[0], 1), ROUNDS[0]) == {}


def test_what_every_round_wrote_is_looked_at_and_picked_among() -> None:
    turns = [step for step in SHEETS.plan if isinstance(step, Round)]
    state = room("a", "b", exercise=SHEETS)
    for n, turn in enumerate(turns):
        state = opened(state, turn, n)
        who = next(who for who, name in roles(state, turn).items() if name == "B")
        state = fold(state, Wrote(at=at(n), who=who, step=turn.id, part="vu", text=f"Tour {n}."))
    voir, relire = SHEETS.step("voir"), SHEETS.step("relire")
    assert voir is not None
    assert relire is not None
    assert look_together(state, voir, "fr")[0].quotes == ("Tour 0.", "Tour 1.")
    assert look(state, voir, "a", "fr")[0].quotes == ("Tour 0.", "Tour 1.")
    assert {piece.text for piece in pieces(state, relire, "a")} == {"Tour 0.", "Tour 1."}


def test_a_step_skipped_alone_lands_only_once_it_is_played_and_a_trainers_skip_takes_nothing() -> None:
    def texts(alone: str | None, *, again: bool) -> list[str]:
        play = begin(MemoryLogbook(), HOOK, StillClock(), Beginning("s", 3, {}, alone=alone))
        play.do(Joined(at=play.now, who=ME, name="Ana"))
        saved = next(step for step in play.state.plan if step.saves == "draft")
        play.do(Opened(at=play.now, step=saved.id))
        play.write("Ce que j'ai commencé.")
        play.do(Skipped(at=play.now))
        if again:
            play.do(Opened(at=play.now, step=saved.id))
        play.end()
        return [each.text for each in land(MemoryNotebook(), play.state, "s", ME, play.now, "fr")]

    assert texts("Ana", again=False) == []
    assert texts("Ana", again=True) == ["Ce que j'ai commencé."]
    assert texts(None, again=False) == ["Ce que j'ai commencé."]


def test_a_session_led_here_settles_the_rules_and_lays_nobodys_drafts_before_the_others() -> None:
    house = FakeHouse()
    asked = Namespace(name="charte-en-proces", lang="fr", again=False, input=[], cohort=None, half_day=None)
    play = session_of(house, asked)  # type: ignore[arg-type]
    judged = [step for step in play.state.plan if step.options_from]
    assert judged
    assert all(len(step.options) > 1 for step in judged)
    for name in ("qui-a-ecrit-ca", "retour-a-un-mois"):
        exercise = pick(shipped("fr"), name, "fr")
        own = [each.name for each in exercise.inputs if each.gives == "drafts"]
        play = session_of(house, Namespace(name=name, lang="fr", again=False, input=[], cohort=None, half_day=None))  # type: ignore[arg-type]
        assert not set(own) & set(play.state.inputs)


def test_what_is_ones_own_is_counted_with_no_post_to_compare_and_nothing_is_owed_to_ones_own_draft() -> None:
    def empty(text: str) -> Review:
        return Review(lang="fr", network="linkedin", chars=len(text), mirror=Reflection(), charter=Ruling())

    back = pick(shipped("fr"), "retour-a-un-mois", "fr")
    play = begin(
        MemoryLogbook(),
        back,
        StillClock(),
        Beginning("s", 3, {"brouillons": ("Mardi 3 mars à Roanne, Karim a rouvert.",)}, alone="Ana"),
    )
    looks = next(step for step in play.state.plan if step.kind == "look")
    for name in filter(None, (looks.source, looks.against)):
        play.write("Mardi 3 mars à Roanne, Karim a rouvert la pompe 12.", step=name)
    lines = "\n".join(line for shown in look(play.state, looks, ME, "fr", empty) for line in shown.lines)
    assert "dates\u00a0: 2" in lines
    assert "sont ceux du" not in lines
    assert "Ni lieu" not in lines
