"""The ten shipped exercises played from start to end, alone and by eight, in both languages; what they say they save is saved."""

import itertools

import pytest

from coach.finding import Reflection, Review, Ruling
from coach.line.cards import shipped as decks
from coach.line.keeping import read_line
from coach.workshop.events import Joined, Shared
from coach.workshop.exercise import DEBRIEF, TEXT, Exercise, Round
from coach.workshop.landing import land
from coach.workshop.looking import look, look_together
from coach.workshop.playing import ME, Beginning, Play, begin
from coach.workshop.programme import LENGTH_MIN, shipped_programme, timetable
from coach.workshop.reading import pick, shipped
from coach.workshop.table import asked, begins_with, pieces, role_of
from tests.fakes import NOON, MemoryNotebook, StillClock
from tests.workshop_fakes import MemoryLogbook

NAMES = {
    "la-ligne", "degraisser", "hook", "thread-20-minutes", "qui-a-ecrit-ca", "rebond", "vraies-questions", "charte-en-proces",
    "bad-buzz-a-froid", "retour-a-un-mois",
}  # fmt: skip
LANGS = ("fr", "en")
ALL = [(lang, name) for lang in LANGS for name in sorted(NAMES)]
WORDS = {
    "fr": "Lundi {n}, au quai {n}, Karim a rouvert la pompe {p} devant {who}. Je ne sais pas encore pourquoi elle s'est tue.",
    "en": "On Monday {n}, on quay {n}, Karim opened pump {p} again in front of {who}. I still do not know why it fell silent.",
}


def review(text: str) -> Review:
    """A charter that lets everything go, a mirror that saw nothing."""
    return Review(lang="fr", network="linkedin", chars=len(text), mirror=Reflection(), charter=Ruling(verdict="go"))


class Company:
    """People who answer all that is asked of them, and remember it."""

    def __init__(self, lang: str, name: str, count: int) -> None:
        self.exercise = pick(shipped(lang), name, lang)  # type: ignore[arg-type]
        self.lang, self.log, self.clock, self.said = lang, MemoryLogbook(), StillClock(), itertools.count(1)
        alone = "Ana" if count == 1 else None
        self.play: Play = begin(self.log, self.exercise, self.clock, Beginning("s", 5, {}, alone=alone))
        self.people = [ME] if alone else [f"p{n}" for n in range(count)]
        for who in self.people if not alone else ():
            self.play.do(Joined(at=self.play.now, who=who, name=f"Name {who}"))
        self.wrote: dict[tuple[str, str], list[str]] = {}
        self.roles: dict[str, list[str]] = {who: [] for who in self.people}

    def to_the_end(self) -> None:
        """Answer every step, and look at what each shows."""
        if not self.play.state.alone:
            self.play.go_on()
        while (step := self.play.state.current) is not None:
            for who in self.people:
                self._answer(step, who)
            if step.kind == "look":
                assert all(
                    shown.lines or shown.quotes for who in self.people for shown in look(self.play.state, step, who, "fr", review)
                )
            look_together(self.play.state, step, "en")
            self.clock.pass_by(step.minutes * 60)
            self.play.go_on()

    def _answer(self, step, who: str) -> None:
        state = self.play.state
        laid = pieces(state, step, who)
        if step.source is not None and step.kind != "look":
            assert laid, (self.exercise.name, step.id, who)
        if role := role_of(state, step, who):
            self.roles[who].append(role.name)
        for part in asked(state, step, who):
            assert part.label
            text = WORDS[self.lang].format(n=next(self.said), p=part.id, who=who)
            text = "\n".join(filter(None, (begins_with(state, step, who), text)))
            self.play.write(text, part.id, who)
            self.wrote.setdefault((who, step.id), []).append(text)
        if step.kind == "choose":
            self.play.choose([piece.id for piece in laid[: max(step.least, 1)]], who)
        if step.kind == "match":
            answers = step.options or [p for p in self.people if p != who]
            for place, piece in enumerate(laid):
                self.play.match(piece.id, answers[place % len(answers)], who)


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize(("lang", "name"), ALL)
def test_each_is_played_to_its_end_and_saves_what_it_says(lang, name, count):
    company = Company(lang, name, count)
    company.to_the_end()
    state = company.play.state
    assert state.ended is not None
    assert [timing.step for timing in state.past] == [step.id for step in state.plan]
    assert sum(timing.planned_s for timing in state.past) <= company.exercise.minutes * 60
    assert all(timing.took_s == timing.planned_s for timing in state.past)
    for who in company.people:
        notebook = MemoryNotebook()
        land(notebook, state, "s", who, NOON, lang)
        _saved(company, who, notebook)


def _saved(company: Company, who: str, notebook: MemoryNotebook) -> None:
    memento = read_line(notebook, company.lang).memento  # type: ignore[arg-type]
    instances = [territory.instance for territory in memento.territories]
    landed = {
        "draft": [draft.text for draft in notebook.drafts()],
        "idea": [idea.text for idea in notebook.ideas()],
        "territory": instances,
        "reader": [memento.reader],
        "benefit": [memento.benefit],
        "red_line": memento.red_lines,
        "own_words": memento.own_words,
    }
    promised = [step for step in company.play.state.plan if step.saves]
    assert promised
    for step in promised:
        for text in company.wrote[who, step.id]:
            assert text in landed[step.saves], (step.id, step.saves)
    if company.exercise.name == "la-ligne":
        titles = {card.title for deck in decks(company.lang) for card in deck.card}  # type: ignore[arg-type]
        assert len(instances) == 3
        assert {territory.name for territory in memento.territories} <= titles
        assert all(territory.pillar for territory in memento.territories)


@pytest.mark.parametrize("lang", LANGS)
def test_all_ten_are_there_and_tell_a_newcomer_what_a_trainer_would(lang):
    exercises = shipped(lang)
    assert [each.name for each in exercises][:2] == ["la-ligne", "degraisser"]  # as the programme plays them
    assert {each.name for each in exercises} == NAMES
    for each in exercises:
        assert each.origin[:3] in {"001", "002", "003", "004"}
        assert each.notes.startswith("## ")
        assert len(each.notes.split()) >= 40
        assert len(each.debrief) >= 2
        assert all(question.endswith("?") for question in each.debrief)
        assert all(len(step.prompt.split()) >= 7 for step in each.steps), each.name
        assert all(step.alone for step in each.steps if step.shown != "nobody"), each.name


GROUP = {"fr": ("groupe", "autres"), "en": ("group", "others")}


@pytest.mark.parametrize("lang", LANGS)
def test_people_are_told_what_the_group_will_read_before_they_write(lang):
    shown = [
        (each.name, step) for each in shipped(lang) for step in each.steps if step.kind == "write" and step.shown != "nobody"
    ]
    assert len(shown) >= 10
    for name, step in shown:
        assert any(word in step.prompt for word in GROUP[lang]), (name, step.id)
        assert not any(word in (step.alone or "") for word in GROUP[lang]), (name, step.id)


@pytest.mark.parametrize("lang", LANGS)
def test_in_real_questions_everybody_answers_asks_and_every_circle_has_its_observer(lang):
    company = Company(lang, "vraies-questions", 6)
    company.to_the_end()
    rounds = [step for step in company.play.state.plan if isinstance(step, Round)]
    alone = Company(lang, "vraies-questions", 1)
    alone.to_the_end()
    assert alone.roles == {ME: []}
    assert [step.minutes for step in rounds] == [6, 6, 6]
    assert all(len(set(roles)) == 3 for roles in company.roles.values())
    for step in rounds:
        sheets = [who for who in company.people if (who, step.id) in company.wrote]
        assert len(sheets) == 2
        assert all(len(company.wrote[who, step.id]) == 3 for who in sheets)


def test_the_trial_is_held_with_the_rules_of_the_house():
    charter = pick(shipped("fr"), "charte-en-proces", "fr")
    brought = {"regles": ["Ne nommez pas un client.", "Aucune, il peut partir", "x" * 250]}
    play = begin(MemoryLogbook(), charter, StillClock(), Beginning("s", 1, brought, alone="Ana"))
    step = play.state.exercise.step("juger")  # type: ignore[union-attr]
    assert step is not None
    assert step.options == (
        "Ne nommez pas un client.",
        "x" * 199 + "…",
        "Aucune, il peut partir",
        "Je ne sais pas, je demanderais",
    )
    many = {"regles": [f"Règle {n}" for n in range(90)]}
    step = begin(MemoryLogbook(), charter, StillClock(), Beginning("s", 1, many, alone="Ana")).state.exercise.step("juger")  # type: ignore[union-attr]
    assert (len(step.options), step.options[-2:]) == (40, charter.steps[1].options)  # type: ignore[union-attr]


@pytest.mark.parametrize(("alone", "there"), [("Ana", True), (None, False)])
def test_a_group_never_finds_one_persons_drafts_on_its_table(alone, there):
    back = pick(shipped("fr"), "retour-a-un-mois", "fr")
    brought = {"brouillons": ["Mon brouillon à moi."]}
    play = begin(MemoryLogbook(), back, StillClock(), Beginning("s", 1, brought, alone=alone))
    play.do(Joined(at=play.now, who="p1", name="Bo"))
    step = back.step("premier")
    assert step is not None
    said = [piece.text for piece in pieces(play.state, step, ME if alone else "p1")]
    assert ("Mon brouillon à moi." in said) is there


def test_a_comment_is_held_against_the_post_it_answers():
    company = Company("fr", "rebond", 1)
    play = company.play
    step = play.state.current
    assert step is not None
    chosen = pieces(play.state, step, ME)[1]
    play.choose([chosen.id])
    while play.state.step != "commentaire":
        play.go_on()
    play.write(chosen.text)
    play.go_on()
    shown = {each.show: each for each in look(play.state, play.state.current, ME, "fr")}  # type: ignore[arg-type]
    assert shown["ladder"].lines[0].startswith("○")  # copied whole: not even passed on in one's own words
    play.go_back()
    play.write(f"{chosen.text}\nJe le fais passer à Louise, parce qu'elle cherche des techniciens depuis un an.")
    play.go_on()
    shown = {each.show: each for each in look(play.state, play.state.current, ME, "fr")}  # type: ignore[arg-type]
    assert shown["ladder"].lines[0].startswith("●")


@pytest.mark.parametrize(("count", "title"), [(1, "Ce que vous avez choisi"), (8, "Ce que le groupe a choisi")])
def test_alone_no_group_is_spoken_of(count, title):
    company = Company("fr", "charte-en-proces", count)
    company.to_the_end()
    step = company.exercise.step("comptes")
    assert step is not None
    assert [shown.title for shown in look(company.play.state, step, company.people[0], "fr")] == [title]


def test_what_one_keeps_of_the_debrief_is_asked_for_and_never_owed():
    company = Company("en", "hook", 8)
    company.to_the_end()
    debrief = company.exercise.step(DEBRIEF)
    assert debrief is not None
    assert [part.id for part in asked(company.play.state, debrief, "p1")] == [TEXT]
    assert company.play.state.people["p1"].text(DEBRIEF)
    company.play.do(Shared(at=company.play.now, who="p1", step=DEBRIEF))
    assert company.play.state.people["p1"].shared == {DEBRIEF: True}


@pytest.mark.parametrize("lang", LANGS)
def test_the_programme_plays_the_ten_in_half_days_that_hold(lang):
    programme, exercises = shipped_programme(lang), shipped(lang)
    assert {name for half_day in programme.half_days for name in half_day.exercises} == NAMES
    for half_day in programme.half_days:
        played: list[Exercise] = [pick(exercises, name, lang) for name in half_day.exercises]
        slots = timetable(half_day, played)
        assert sum(slot.minutes for slot in slots) == LENGTH_MIN
        assert [slot.begins for slot in slots] == [0, *itertools.accumulate(slot.minutes for slot in slots)][:-1]
        moments = [slot.moment for slot in slots]
        assert (moments.count("pause"), moments.count("exercise")) == (1, len(played))
        assert 1 < moments.index("pause") < len(moments) - 2
        assert [slot.exercise for slot in slots if slot.exercise] == played
        worked = max(
            sum(slot.minutes for slot in run if slot.moment != "slack")
            for pause, run in itertools.groupby(slots, key=lambda slot: slot.moment == "pause")
            if not pause
        )
        assert worked <= 120  # nobody listens for more than two hours
    assert programme.half_days[-1].follow_up
    assert all(half_day.homework for half_day in programme.half_days[:-1])
