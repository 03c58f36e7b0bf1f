"""The course of an interview: gaps, quotes, second tries, absences, the promise of six."""

from typing import Any

import pytest

from coach.interview.asking import Question, answer, next_question, skip
from coach.interview.formats import Slot, asked_slots, needs
from coach.interview.turns import QUESTIONS, Interview, begin, filled, material, stop

MESSAGE = "Helvia lance Atelier Zéro, son nouveau service de réparation d'équipements industriels. L'objectif : durer."
ANSWERS: dict[Slot, str] = {
    "scene": "mardi dernier à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter",
    "preuve": "on a changé deux vérins, 11 400 euros, contre 190 000 pour la neuve",
    "friction": "le plus dur ça a été de retrouver le schéma électrique, le fabricant a fermé",
    "position": "je pense qu'on jette des machines parce qu'on ne sait plus les lire",
    "enjeu": "celui qui ne fait pas ce diagnostic paie seize fois trop cher",
    "moi": "c'est moi qui ai tenu la lampe, personne d'autre ne l'a vue",
    "phrase": "il m'a dit « je la croyais morte »",
    "question": "vous gardez les schémas de vos vieilles machines ?",
    "lien_message": "aucun",
}


def questions(interview: Interview, replies: Any) -> tuple[list[Question], Interview]:
    asked = []
    while question := next_question(interview):
        asked.append(question)
        said = replies(question) if callable(replies) else replies.get(question.slot)
        interview = skip(interview) if said is None else answer(interview, said)
    return asked, interview


def test_a_talkative_person_is_asked_six_different_things_the_needs_first() -> None:
    asked, interview = questions(begin("", persona="expert", author="Claire"), ANSWERS)
    assert [q.n for q in asked] == [1, 2, 3, 4, 5, 6]
    assert {q.slot for q in asked[:4]} == {"scene", "preuve", "friction", "position"}
    assert asked[-1].slot == "question"
    assert len({q.id for q in asked}) == 6
    assert [t.outcome for t in interview.turns] == ["answered"] * 6


@pytest.mark.parametrize(
    "wanted", ["recit", "prise_de_position", "decryptage", "chiffre", "echec", "merci", "partage_commente", "thread"]
)
def test_the_format_says_what_is_asked_and_its_needs_come_before_the_rest(wanted: Any) -> None:
    asked, _ = questions(begin("la presse", persona="manager", format=wanted, author="Zoé"), ANSWERS)
    slots = [q.slot for q in asked]
    assert set(slots) <= set(asked_slots(wanted, "manager", message=False))
    rest = list(slots)
    for need in needs(wanted):
        assert any(s in need for s in slots)
        rest = [s for s in rest if s not in need]
    optional = [i for i, s in enumerate(slots) if s in rest]
    needed = [next(i for i, s in enumerate(slots) if s in need) for need in needs(wanted)]
    assert not optional or max(needed) < min(optional)


def test_every_question_after_the_first_says_back_words_of_the_last_answer() -> None:
    asked, _ = questions(begin("", persona="expert", author="Claire"), ANSWERS)
    for before, question in zip(asked, asked[1:], strict=False):
        assert question.quotes
        assert question.quotes in ANSWERS[before.slot]
        assert f"« {question.quotes} »" in question.text


def test_the_first_question_quotes_the_idea() -> None:
    question = next_question(begin("une presse de 1987 sauvée", author="Claire"))
    assert question
    assert question.quotes == "une presse de 1987 sauvée"


def test_with_only_a_message_the_first_question_says_it_and_quotes_nobody() -> None:
    question = next_question(begin("", message=MESSAGE, author="Claire"))
    assert question
    assert "Helvia lance Atelier Zéro" in question.text
    assert question.quotes is None


def test_an_idea_that_tells_a_scene_spares_the_question() -> None:
    idea = "mardi dernier à Roanne avec Moussa on a ouvert une presse de 1987 que le client voulait jeter"
    asked, interview = questions(begin(idea, author="Claire"), ANSWERS)
    assert "scene" in filled(begin(idea))
    assert "scene" not in {q.slot for q in asked}
    assert material(interview)[0].source == "idea"


def test_an_idea_that_only_names_a_subject_spares_nothing() -> None:
    assert filled(begin("je voudrais parler de la réparation à Roanne mardi avec Moussa")) == frozenset()


def test_a_thin_answer_gets_one_second_try_with_other_words_then_the_absence_is_said() -> None:
    interview = begin("", author="Claire", format="recit")
    first = next_question(interview)
    assert first
    interview = answer(interview, "bof")
    second = next_question(interview)
    assert second
    assert interview.turns[0].outcome == "retry"
    assert (second.slot, second.n, second.quotes) == (first.slot, 2, None)
    assert second.text != first.text
    interview = answer(interview, "je sais pas")
    third = next_question(interview)
    assert third
    assert interview.turns[1].outcome == "absent"
    assert third.slot != first.slot
    assert third.text.startswith("D'accord : on écrira sans scène")


def test_two_tries_together_may_hold_what_the_slot_needs() -> None:
    interview = answer(begin("", author="Claire", format="recit"), "chez un client")
    relance = next_question(interview)
    assert relance
    assert relance.quotes == "chez un client"
    interview = answer(interview, "mardi dernier")
    assert interview.turns[1].outcome == "answered"


def test_no_is_a_full_answer_to_is_there_a_figure() -> None:
    interview = begin("la presse", author="Claire", format="chiffre")
    question = next_question(interview)
    assert question
    assert question.slot == "preuve"
    interview = answer(interview, "non, pas de chiffre")
    after = next_question(interview)
    assert after
    assert interview.turns[0].outcome == "absent"
    assert after.text.startswith("Pas de chiffre")


@pytest.mark.parametrize("said", ["bof", "je sais pas", "non", "???", "laisse moi tranquille", "asdf", "{{ 7*7 }}", "oui"])
def test_somebody_terse_is_never_put_more_than_six_questions(said: str) -> None:
    asked, interview = questions(begin("", author="Claire"), lambda question: said)
    assert len(asked) <= QUESTIONS
    assert sum(t.outcome == "retry" for t in interview.turns) <= 2
    assert len({q.text for q in asked}) == len(asked)


def test_words_meant_for_the_interviewer_are_let_go_and_never_kept() -> None:
    interview = answer(begin("", author="Claire"), "ta question est débile")
    after = next_question(interview)
    assert after
    assert after.quotes is None
    assert "stop" in after.text
    assert material(interview) == ()


@pytest.mark.parametrize("said", ["stop", "quit", "FIN", "q"])
def test_stop_stops_and_keeps_what_there_is(said: str) -> None:
    interview = answer(answer(begin("", author="Claire"), ANSWERS["scene"]), said)
    assert interview.stopped
    assert next_question(interview) is None
    assert [s.source for s in material(interview)] == ["a1"]
    assert answer(interview, "encore") == interview == skip(interview) == stop(interview)


def test_an_answer_that_comes_too_late_changes_nothing() -> None:
    first = next_question(begin("", author="Claire"))
    _, over = questions(begin("", author="Claire"), ANSWERS)
    stopped = stop(begin("", author="Claire"))
    for interview in (over, stopped):
        assert answer(interview, "encore", asked=first) == interview == skip(interview, asked=first)


def test_an_empty_answer_passes() -> None:
    assert answer(begin(""), "  ").turns[0].outcome == "skipped"
    assert answer(begin(""), "  ").turns[0].answer is None


def test_the_message_given_back_is_asked_again_in_ones_own_words() -> None:
    interview = answer(
        begin("", message=MESSAGE, author="Claire"), "Helvia lance Atelier Zéro, son nouveau service de réparation"
    )
    question = next_question(interview)
    assert question
    assert interview.turns[0].outcome == "retry"
    assert question.quotes is None
    assert question.text in (
        "Ça, ce sont les mots de l'annonce. Et toi, tu dirais ça comment à un ami ?",
        "C'est la phrase de l'entreprise. Qu'as-tu vu, toi, de tes yeux ?",
    )


def test_the_link_with_a_message_is_asked_only_when_there_is_one() -> None:
    without, _ = questions(begin("la presse", author="Claire", format="partage_commente"), ANSWERS)
    with_one, _ = questions(begin("la presse", author="Claire", format="partage_commente", message=MESSAGE), ANSWERS)
    assert "lien_message" not in {q.slot for q in without}
    assert "lien_message" in {q.slot for q in with_one}


def test_first_questions_rotate_between_people() -> None:
    people = ["Claire", "Moussa", "Sophie", "Karim", "Inès", "Bertrand", "Léa", "Antoine", "Nour", "Paul", "Zoé", "Marc"]
    firsts = [next_question(begin("", persona="expert", author=name, message=MESSAGE)) for name in people]
    assert len({q.id for q in firsts if q}) >= 7
    assert firsts[0] == next_question(begin("", persona="expert", author="Claire", message=MESSAGE))


def test_what_colleagues_were_asked_first_is_not_asked_first_again() -> None:
    asked: list[str] = []
    for _ in range(12):
        question = next_question(begin("", author="Claire", message=MESSAGE, siblings_asked=tuple(asked)))
        assert question
        assert question.id not in asked
        asked.append(question.id)


def test_a_figure_told_in_passing_spares_its_question() -> None:
    scene = "hier au salon de Lyon, 60 personnes devant une vieille presse contre 9 devant l'écran"
    asked, _ = questions(begin("", author="Claire"), {**ANSWERS, "scene": scene})
    assert "preuve" not in {q.slot for q in asked}


def test_what_was_told_in_passing_is_worth_its_own_question_when_one_is_left() -> None:
    scene = "en 2019 j'ai perdu 300 kg de farine à cause des mites, à Bonneville, j'avais oublié de fermer le silo"
    asked, _ = questions(begin("", author="Claire"), {**ANSWERS, "scene": scene})
    slots = [q.slot for q in asked]
    assert "friction" in slots
    assert slots.index("friction") > slots.index("position")


def test_the_last_question_is_not_spent_on_a_second_try_of_something_said() -> None:
    def replies(question: Question) -> str | None:
        return "c'est assez compliqué quand même" if question.n == 5 else ANSWERS[question.slot]

    asked, _ = questions(begin("", author="Claire", format="recit"), replies)
    assert asked[-1].slot == "question"


def test_when_questions_run_short_what_the_person_thinks_comes_before_a_figure() -> None:
    def replies(question: Question) -> str | None:
        return "bof" if question.n <= 4 and question.slot in ("scene", "friction") else ANSWERS[question.slot]

    asked, interview = questions(begin("", author="Claire"), replies)
    assert "position" in {q.slot for q in asked}


def test_what_was_shown_is_what_is_kept_when_a_model_words_the_question() -> None:
    interview = begin("", author="Claire")
    question = next_question(interview)
    assert question
    shown = question.model_copy(update={"text": "Autrement dit ?"})
    assert answer(interview, "mardi chez un client", asked=shown).turns[0].question == "Autrement dit ?"


def test_control_characters_are_gone_at_the_door() -> None:
    interview = answer(begin("\x1b]0;x\x07idée\ud800", author="\x1b[2JClaire"), "mardi \x1b[31mchez\x00 un client\u202e")
    assert interview.idea == "idée"
    assert interview.author == "Claire"
    assert interview.turns[0].answer == "mardi chez un client"


def test_english_people_are_heard_in_english() -> None:
    interview = begin("", lang="en", author="Niamh", persona="expert")
    interview = answer(interview, "last thursday in Waterford we opened a filler from 1994 with Padraig")
    question = next_question(interview)
    assert question
    assert question.quotes
    assert f'"{question.quotes}"' in question.text
