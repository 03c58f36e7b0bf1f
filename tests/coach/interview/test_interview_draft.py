"""Drafts: whose words, in which order, what opens, what is missing, what stays out."""

from typing import Any

import pytest

from coach.interview.asking import Question, answer, next_question, skip
from coach.interview.draft import Drafted, draft, propose_cuts, without
from coach.interview.formats import Slot
from coach.interview.sheet import sheet
from coach.interview.turns import Interview, Turn, begin

NOTES: dict[Slot, str] = {
    "scene": "mardi dernier à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter. il avait déjà le bon "
    "de commande de la neuve sur son bureau",
    "preuve": "on a changé deux vérins et un automate, 11 400 euros, contre 190 000 pour la neuve",
    "friction": "le plus dur ça a été de retrouver le schéma électrique, on l'a redessiné à la main avec Moussa",
    "position": "je pense qu'on jette des machines parce qu'on ne sait plus les lire",
    "question": "vous gardez les schémas de vos vieilles machines, vous ?",
}


def told(notes: dict[Slot, str], idea: str = "", **more: Any) -> Interview:
    """An interview whose answers are given by slot, whatever is asked."""
    interview = begin(idea, **{"author": "Claire", **more})
    while question := next_question(interview):
        said = notes.get(question.slot)
        interview = skip(interview) if said is None else answer(interview, said)
    return interview


def exactly(*said: tuple[Slot, str], **more: Any) -> Interview:
    """An interview with these answers and no other."""
    interview = begin(more.pop("idea", ""), **{"author": "Claire", **more})
    for n, (slot, text) in enumerate(said, 1):
        turn = Turn(n=n, slot=slot, question_id=f"q{n}", question="?", answer=text, outcome="answered")
        interview = interview.model_copy(update={"turns": (*interview.turns, turn)})
    return interview


def own(drafted: Drafted) -> list[str]:
    return [s.text for s in drafted.sentences if s.kind != "gap"]


def test_a_full_interview_makes_a_text_of_the_persons_sentences_and_nothing_else() -> None:
    drafted = draft(told(NOTES))
    assert drafted.text == (
        "Mardi dernier à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter. Il avait déjà le bon de "
        "commande de la neuve sur son bureau.\n\n"
        "Le plus dur ça a été de retrouver le schéma électrique, on l'a redessiné à la main avec Moussa.\n\n"
        "On a changé deux vérins et un automate, 11 400 euros, contre 190 000 pour la neuve.\n\n"
        "Je pense qu'on jette des machines parce qu'on ne sait plus les lire.\n\n"
        "Vous gardez les schémas de vos vieilles machines, vous ?"
    )
    assert drafted.own_share == 1
    assert drafted.format == "recit"


def test_every_sentence_says_where_it_comes_from_and_whether_it_was_touched() -> None:
    interview = told({**NOTES, "position": "Je pense qu'on jette des machines parce qu'on ne sait plus les lire."})
    said = {f"a{t.n}": t.answer for t in interview.turns}
    at = 0
    drafted = draft(interview)
    for sentence in drafted.sentences:
        assert len(sentence.from_) == 1
        origin = said[sentence.from_[0]] or ""
        assert (sentence.text in origin) == (sentence.kind == "own")
        at = drafted.text.index(sentence.text, at) + len(sentence.text)
    assert [s.kind for s in drafted.sentences].count("own") == 1
    assert drafted.model_dump(by_alias=True)["sentences"][0]["from"] == ("a1",)


def test_what_is_missing_is_a_visible_bracket_in_its_place_and_never_two_in_a_row() -> None:
    interview = exactly(("scene", NOTES["scene"]), ("question", NOTES["question"]), format="recit")
    drafted = draft(interview)
    gaps = [s for s in drafted.sentences if s.kind == "gap"]
    assert len(gaps) == 1
    assert gaps[0].text.startswith("[à compléter : ")
    assert gaps[0].from_ == ()
    assert drafted.sentences[-1].text == NOTES["question"].capitalize()
    assert drafted.own_share < 1


def test_english_gaps_are_in_english() -> None:
    drafted = draft(exactly(("scene", "last thursday in Waterford we opened a filler"), format="recit", lang="en"))
    assert "[to complete: " in drafted.text


def test_nothing_said_makes_nothing_but_a_gap() -> None:
    drafted = draft(begin("", author="Claire"))
    assert [s.kind for s in drafted.sentences] == ["gap"]
    assert drafted.own_share == 0


def test_the_opening_is_the_most_specific_sentence_and_brings_its_whole_answer() -> None:
    interview = exactly(
        ("scene", "lundi j'ai demandé qui voulait essayer. silence. et puis Bertrand a levé la main"),
        ("preuve", "sur 14 techniciens, 9 avaient plus de vingt ans de métier à Roanne"),
        ("position", "je crois qu'un changement se montre, il ne se vend pas"),
        ("friction", "j'avais complètement raté ça dans ma présentation du matin"),
    )
    assert own(draft(interview))[:4] == [
        "Sur 14 techniciens, 9 avaient plus de vingt ans de métier à Roanne.",
        "Lundi j'ai demandé qui voulait essayer.",
        "Silence.",
        "Et puis Bertrand a levé la main.",
    ]


def test_among_specific_sentences_the_one_colleagues_have_not_published_opens() -> None:
    interview = told(NOTES)
    usual = draft(interview).sentences[0].text
    other = draft(interview, shared=lambda sentence: 1.0 if sentence == usual else 0.0).sentences[0].text
    assert usual != other


def test_an_angle_may_choose_the_opening() -> None:
    interview = told(NOTES)
    first, second = sheet(interview).angles
    assert draft(interview, opening=first.opening).sentences[0].text.startswith("Mardi dernier")
    assert draft(interview, opening=second.opening).sentences[0].text.startswith("Je pense")


def test_a_sentence_about_somebody_follows_the_one_that_names_them() -> None:
    interview = exactly(
        ("scene", "un directeur d'usine près de Dunkerque m'a raccroché au nez en février"),
        ("friction", "en interne on m'a demandé pourquoi je vendais moins cher exprès"),
        ("preuve", "je l'ai rappelé en avril, il a dit oui en 4 minutes"),
        ("position", "vendre une réparation m'a ouvert la porte que le neuf ne m'avait jamais ouverte"),
        format="recit",
    )
    assert own(draft(interview))[1].startswith("Je l'ai rappelé en avril")


def test_a_sentence_about_nobody_known_is_marked_to_be_linked() -> None:
    drafted = draft(exactly(("scene", "il m'a dit mardi au dépôt que tout était mort et bon à jeter"), format="recit"))
    assert drafted.text.startswith("[à relier : qui ?] Il m'a dit mardi")
    assert drafted.sentences[0].kind == "gap"


def test_no_mark_where_somebody_has_just_been_named() -> None:
    interview = exactly(
        ("friction", "il a freiné quand j'ai dit le loyer, j'ai failli sortir"),
        ("scene", "lundi j'ai vendu le projet au maire de Cluses dans sa voiture"),
        format="recit",
    )
    assert "à relier" not in draft(interview).text


def test_a_conclusion_torn_from_what_it_concludes_is_marked() -> None:
    interview = exactly(
        ("scene", "lundi à Brest le moteur de la grue a lâché devant le client"),
        ("friction", "j'avais oublié de commander la pièce et j'ai passé la nuit à la chercher"),
        ("position", "donc je crois qu'on devrait toujours ouvrir le carter avant de promettre"),
        ("preuve", "3 jours d'arrêt, 8 euros de joint"),
        format="recit",
    )
    text = draft(interview).text
    assert "[à relier : quel lien ?] Donc je crois" in text


def test_nothing_is_told_twice() -> None:
    interview = exactly(
        ("scene", "mardi à Roanne on a sauvé une presse de 1987 avec Moussa"),
        ("preuve", "mardi à Roanne on a sauvé une presse de 1987, avec Moussa !"),
        ("friction", "la presse de 1987"),
    )
    drafted = draft(interview)
    assert len(own(drafted)) == 1
    assert {u.why for u in drafted.unused} == {"duplicate"}


def test_an_idea_told_again_in_the_answers_is_not_repeated() -> None:
    idea = "mardi à Saint-Étienne un client voulait jeter une presse de 1987, je crois qu'il ne savait pas la lire"
    drafted = draft(exactly(("scene", NOTES["scene"]), ("position", NOTES["position"]), idea=idea))
    assert "idea" not in {source for s in drafted.sentences for source in s.from_}


def test_an_idea_that_is_all_there_is_becomes_the_text() -> None:
    drafted = draft(begin("mardi à Roanne j'ai vu repartir une presse de 1987 avec Moussa"))
    assert drafted.sentences[0].from_ == ("idea",)


def test_refusals_nods_and_asides_never_reach_the_draft() -> None:
    interview = begin("", author="Claire")
    for said in ("bof", "ta question est débile", "oui.", "je sais pas", "lol", "c'est nul votre truc"):
        interview = answer(interview, said)
    assert own(draft(interview)) == []
    mixed = exactly(("scene", "ok. mardi à Roanne avec Moussa on a ouvert la presse. je te l'ai déjà dit."))
    assert own(draft(mixed)) == ["Mardi à Roanne avec Moussa on a ouvert la presse."]


def test_what_must_not_be_published_is_out_with_the_name_it_hides() -> None:
    interview = exactly(
        ("scene", "mardi on était à Lyon devant une pompe montée à l'envers"),
        ("friction", "c'était une usine du groupe Dupont. faut pas le dire. on a cherché la fuite pendant 3 heures"),
        ("preuve", "chez Dupont ils ont perdu 2 jours"),
    )
    drafted = draft(interview)
    assert "Dupont" not in drafted.text
    assert "faut pas le dire" not in drafted.text.lower()
    assert "On a cherché la fuite pendant 3 heures." in drafted.text
    assert any("Dupont" in line for line in sheet(interview).red_lines)
    assert drafted.for_later == ()


def test_names_never_cited_stay_out_whatever_their_dress() -> None:
    interview = exactly(("scene", "mardi à Lyon avec DUPRÉ on a ouvert la pompe. elle était neuve"), never=("Dupré",))
    assert "DUPR" not in draft(interview).text


def test_the_companys_own_words_stay_out() -> None:
    message = "Helvia lance Atelier Zéro, son nouveau service de réparation d'équipements industriels."
    interview = exactly(
        ("scene", "Helvia lance Atelier Zéro, son nouveau service de réparation. mardi à Roanne j'ai vu repartir une presse"),
        message=message,
    )
    drafted = draft(interview)
    assert own(drafted) == ["Mardi à Roanne j'ai vu repartir une presse."]
    assert drafted.unused[0].why == "borrowed"


def test_a_number_alone_is_not_a_sentence_but_is_not_lost() -> None:
    drafted = draft(exactly(("scene", NOTES["scene"]), ("preuve", "412"), ("friction", "{{ 7*7 }} [/b]")))
    assert "412" not in drafted.text
    assert drafted.for_later == ("412.", "{{ 7*7 }} [/b].")


def test_markup_and_templates_come_out_as_they_went_in() -> None:
    said = "mardi à Roanne {{ 7*7 }} <script>alert(1)</script> [@click=app.quit]ici[/] avec Moussa\x1b]52;c;aGk=\x07"
    drafted = draft(answer(begin("", author="Claire"), said))
    assert "{{ 7*7 }} <script>alert(1)</script> [@click=app.quit]ici[/] avec Moussa" in drafted.text
    assert "\x1b" not in drafted.text
    assert "49" not in drafted.text


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ([("scene", NOTES["scene"]), ("friction", NOTES["friction"]), ("position", NOTES["position"])], "recit"),
        ([("friction", "je me suis trompé de joint et j'ai perdu la nuit"), ("position", NOTES["position"])], "echec"),
        ([("position", NOTES["position"]), ("preuve", NOTES["preuve"])], "prise_de_position"),
        ([("preuve", NOTES["preuve"])], "chiffre"),
        ([("phrase", "merci à Sophie qui m'a dit « prends mes gants »")], "merci"),
    ],
)
def test_auto_takes_the_format_the_answers_carry(said: Any, chosen: str) -> None:
    assert draft(exactly(*said, persona="manager")).format == chosen


def test_a_long_answer_becomes_paragraphs() -> None:
    said = "mardi à Roanne la presse a lâché. le chef a juré. Moussa a ri. Claire a sorti la lampe. Paul dormait. Zoé comptait."
    assert draft(exactly(("scene", said))).text.count("\n\n") >= 1


def test_over_the_limit_whole_sentences_are_proposed_never_the_opening_nor_the_question() -> None:
    interview = told(NOTES)
    drafted = draft(interview)
    assert propose_cuts(drafted, 10_000, interview) == ()
    limit = len(drafted.text) - 60
    gone = propose_cuts(drafted, limit, interview)
    assert gone
    assert 0 not in gone
    assert len(drafted.sentences) - 1 not in gone
    shorter = without(drafted, gone)
    assert len(shorter) <= limit
    for i, sentence in enumerate(drafted.sentences):
        assert (sentence.text in shorter) == (i not in gone)
    assert "\n\n\n" not in shorter
    assert without(drafted, ()) == drafted.text


def test_a_network_may_count_in_its_own_way() -> None:
    interview = told(NOTES)
    drafted = draft(interview)
    assert propose_cuts(drafted, 3, interview, count=lambda text: text.count("\n\n") + 1)


def test_the_draft_does_not_depend_on_when_it_is_made() -> None:
    interview = told(NOTES)
    again = Interview.model_validate_json(interview.model_dump_json())
    assert draft(again) == draft(interview)
    assert isinstance(next_question(begin("")), Question)
