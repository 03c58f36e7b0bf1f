"""A session led act by act, left and taken up; what it saves lands in the person's own work; a script plays a whole half-day."""

import itertools
import json

import pytest

from coach.errors import BadInput
from coach.line.keeping import change_line, read_line, with_memento
from coach.workshop.exercise import Exercise
from coach.workshop.landing import land
from coach.workshop.playing import ME, Beginning, begin, unfinished
from coach.workshop.reading import pick, shipped
from coach.workshop.script import StageClock, perform, read_script
from coach.workshop.session import replay
from coach.workshop.table import asked, begins_with, pieces
from tests.fakes import NOON, MemoryNotebook, StillClock
from tests.workshop_fakes import MemoryLogbook

HOOK = pick(shipped("fr"), "hook", "fr")
CARDS = Exercise.model_validate(
    {
        "name": "cartes", "title": "Cartes", "lang": "fr", "goal": "Voir", "minutes": 20,
        "inputs": [{"name": "cartes", "gives": "cards", "label": "Cartes", "texts": ["Un sujet", "Un autre", "Un dernier"]}],
        "steps": [
            {"id": "tirer", "kind": "choose", "title": "Tirer", "minutes": 5, "prompt": "Gardez.",
             "from": "cartes", "deal": 2},
            {"id": "preuve", "kind": "write", "title": "Preuve", "minutes": 5, "prompt": "Racontez.",
             "each": "tirer", "saves": "territory"},
            {"id": "rouge", "kind": "write", "title": "Rouge", "minutes": 2, "prompt": "Jamais ?", "saves": "red_line"},
            {"id": "pour", "kind": "write", "title": "Pour qui", "minutes": 2, "prompt": "Qui ?", "saves": "reader"},
            {"id": "idee", "kind": "write", "title": "Idée", "minutes": 2, "prompt": "Quoi ?", "saves": "idea"},
        ],
    }
)  # fmt: skip


def test_one_left_in_the_middle_is_taken_up_where_one_was() -> None:
    log, clock = MemoryLogbook(), StillClock()
    play = begin(log, HOOK, clock, Beginning("s", 3, {}, alone="Ana"))
    assert play.state.step == "lire"
    play.go_on()
    clock.pass_by(30)
    play.write("Lundi, la pompe 12 s'est tue.")
    play.write("Lundi, la pompe 12 s'est tue.")
    play.pause_or_resume()
    clock.pass_by(3_600)
    count = len(log.entries("s"))
    again = unfinished(log, "hook", clock)
    assert again is not None
    assert again.state == play.state
    assert again.state.people[ME].text("histoire") == "Lundi, la pompe 12 s'est tue."
    assert (again.timer().ran_s, again.timer().paused) == (30, True)  # type: ignore[union-attr]
    again.pause_or_resume()
    again.extend()
    assert again.timer().planned_s == (4 + 5) * 60  # type: ignore[union-attr]
    assert play.catch_up()
    assert (play.state, len(log.entries("s"))) == (again.state, count + 2)
    again.go_back()
    assert again.state.step == "lire"


def test_alone_from_start_to_end_the_text_lands_among_the_drafts() -> None:
    log, clock, notebook = MemoryLogbook(), StillClock(), MemoryNotebook()
    play = begin(log, HOOK, clock, Beginning("s", 3, {}, alone="Ana"))
    while play.state.step != "lignes":
        play.go_on()
    play.write("« Elle est morte », a dit Karim.", "mots")
    play.write("Je ne sais pas pourquoi elle s'est tue.", "doute")
    play.go_on()
    step = play.state.current
    assert step is not None
    assert step.id == "choix"
    (mine, _) = pieces(play.state, step, ME)
    play.choose([mine.id])
    step = play.go_on()
    assert step is not None
    assert begins_with(play.state, step, ME) == "« Elle est morte », a dit Karim."
    play.write("« Elle est morte », a dit Karim. La pompe 12 tournait depuis 1994.")
    while play.go_on():
        pass
    assert (play.session.over, log.session("s").over) == (True, True)  # type: ignore[union-attr]
    assert unfinished(log, "hook", clock) is None
    (landed,) = land(notebook, play.state, "s", ME, NOON, "fr")
    (draft,) = notebook.drafts()
    assert (draft.id, draft.text, draft.title) == (landed.draft, landed.text, "Le hook sans formule")
    assert land(notebook, play.state, "s", ME, NOON, "fr") == (landed,)
    assert len(notebook.drafts()) == 1
    notebook.save_draft(draft.model_copy(update={"text": "J'ai continué à écrire."}))
    land(notebook, play.state, "s", ME, NOON, "fr")
    assert notebook.drafts()[0].text == "J'ai continué à écrire."


def test_what_is_for_the_memento_lands_there_beside_what_was_there() -> None:
    log, clock, notebook = MemoryLogbook(), StillClock(), MemoryNotebook()
    change_line(notebook, "fr", lambda line: with_memento(line, reader="Ma tante.", red_lines=("Les clients",)))
    play = begin(log, CARDS, clock, Beginning("s", 3, {}, alone="Ana"))
    step = play.state.current
    assert step is not None
    hand = pieces(play.state, step, ME)
    assert len(hand) == 2
    play.choose([hand[1].id])
    play.go_on()
    preuve = play.state.current
    assert preuve is not None
    (only,) = asked(play.state, preuve, ME)
    play.write("Mardi, au quai 4, j'en ai vu trois.", only.id)
    play.go_back()
    play.choose([hand[0].id, hand[1].id])
    play.go_on()
    assert [part.label for part in asked(play.state, preuve, ME) if part.id == only.id] == [hand[1].text]
    play.go_on()
    play.write("Les clients")
    play.go_on()
    play.write("Le chef d'atelier du site voisin.")
    play.go_on()
    play.write("Raconter le quai 4.")
    play.end()
    for _ in range(2):
        land(notebook, play.state, "s", ME, NOON, "fr")
    memento = read_line(notebook, "fr").memento
    assert [(t.name, t.instance) for t in memento.territories] == [(hand[1].text, "Mardi, au quai 4, j'en ai vu trois.")]
    assert memento.red_lines == ("Les clients",)
    assert memento.reader == "Ma tante.\nLe chef d'atelier du site voisin."
    assert [(idea.text, idea.origin) for idea in notebook.ideas()] == [("Raconter le quai 4.", "workshop")]


NAMES = [f"Personne {n}" for n in range(1, 9)]


def script() -> str:
    """Two exercises by eight people, every step of them, with a pause, an extension, a skip and somebody who goes away."""
    cues: list[dict[str, object]] = []
    minute = 0.0
    for name in ("degraisser", "hook"):
        exercise = pick(shipped("fr"), name, "fr")
        cues.append({"minute": minute, "exercise": name, "people": NAMES})
        for step in exercise.plan:
            cues.append({"minute": minute, "do": "next"})
            for n, who in enumerate(NAMES):
                said = f"{who}, {step.title} : la pompe {n} du quai {n * 3} s'est tue lundi {n + 1}, et j'y étais."
                if step.kind == "write":
                    parts = [part.id for part in step.parts] or ["text"]
                    cues += [{"minute": minute + 1, "who": who, "part": part, "text": f"{said} {part}"} for part in parts]
                if step.kind == "choose":
                    cues.append({"minute": minute + 1, "who": who, "picks": [1]})
            minute += step.minutes
        if name == "degraisser":
            cues += [{"minute": minute, "do": "pause"}, {"minute": minute + 10, "do": "resume"}]
            cues += [
                {"minute": minute + 10, "do": "extend", "minutes": 3},
                {"minute": minute + 11, "who": NAMES[0], "away": "yes"},
            ]
            minute += 13
    cues.append({"minute": minute, "do": "end"})
    return "\n".join(json.dumps(cue) for cue in cues)


def test_a_whole_half_day_of_eight_is_replayed_to_the_same_state() -> None:
    def played() -> tuple[MemoryLogbook, list]:
        log, ids = MemoryLogbook(), map(str, itertools.count())
        cues = read_script(script(), "demi-journee.jsonl", "fr")
        return log, perform(cues, shipped("fr"), log, StageClock(NOON), lambda: next(ids), "fr", seed=4)

    (log, plays), (_, others) = played(), played()
    assert [play.state for play in plays] == [play.state for play in others]
    for play in plays:
        assert play.state.ended is not None
        assert len(play.state.people) == 8
        assert [t.step for t in play.state.past] == [step.id for step in play.state.plan]
        assert replay(entry.event for entry in log.entries(play.session.id)) == play.state
    debrief = plays[0].state.past[-1]
    assert (debrief.planned_s, debrief.took_s) == ((7 + 3) * 60, (7 + 3) * 60)
    assert plays[0].state.people[NAMES[0]].here is False


def test_a_script_names_by_its_place_the_text_asked_for_a_piece() -> None:
    cues = [{"minute": 0, "exercise": "cartes"}, {"minute": 0, "do": "next"}, {"minute": 1, "who": "Ana", "picks": [1, 2]}]
    cues += [{"minute": 2, "do": "next"}, {"minute": 3, "who": "Ana", "part": "2", "text": "Vu au quai 4."}]
    text = "\n".join(map(json.dumps, cues))
    (play,) = perform(read_script(text, "s", "fr"), [CARDS], MemoryLogbook(), StageClock(NOON), lambda: "s", "fr")
    step = CARDS.steps[1]
    labels = {part.id: part.label for part in asked(play.state, step, "Ana")}
    (place,) = play.state.people["Ana"].wrote["preuve"]
    hand = {piece.text for piece in pieces(play.state, CARDS.steps[0], "Ana")}
    assert labels[place] in hand
    assert play.state.people["Ana"].text("preuve", place) == "Vu au quai 4."


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"minute": 0, "do": "next"}', "1"),
        ('{"minute": 0, "exercise": "hook"}\n{"minute": 1, "wo": "Ana"}', "2"),
        ('{"minute": 5, "exercise": "hook"}\n{"minute": 1, "do": "next"}', "2"),
        ('{"minute": 0, "exercise": "hook"}\n{oops', "2"),
        ('{"minute": 0, "exercise": "hook", "do": "dance"}', "1"),
    ],
)
def test_a_script_with_a_fault_names_its_line(text: str, where: str) -> None:
    with pytest.raises(BadInput, match=rf"s\.jsonl, ligne {where}"):
        read_script(text, "s.jsonl", "fr")


def test_a_script_that_takes_what_is_not_there_says_how_many_there_are() -> None:
    cues = read_script(
        '{"minute": 0, "exercise": "degraisser"}\n{"minute": 0, "do": "next"}\n{"minute": 0, "do": "next"}\n'
        '{"minute": 1, "who": "Ana", "picks": [9]}',
        "s.jsonl", "fr",
    )  # fmt: skip
    with pytest.raises(BadInput, match="6"):
        perform(cues, shipped("fr"), MemoryLogbook(), StageClock(NOON), lambda: "s", "fr")
