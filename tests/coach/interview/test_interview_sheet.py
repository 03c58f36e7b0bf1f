"""The sheet: two angles that quote the person, facts as they were said, what is missing."""

from coach.interview.asking import answer, next_question, skip
from coach.interview.sheet import sheet
from coach.interview.turns import Interview, begin

SAID = {
    "scene": "mardi dernier à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter",
    "preuve": "on a changé deux vérins, 11 400 euros, contre 190 000 pour la neuve",
    "friction": "le plus dur ça a été de retrouver le schéma électrique avec Moussa",
    "position": "je pense qu'on jette des machines parce qu'on ne sait plus les lire",
}


def interviewed(*slots: str, lang: str = "fr") -> Interview:
    interview = begin("", author="Claire", lang=lang)  # type: ignore[arg-type]
    while question := next_question(interview):
        interview = answer(interview, SAID[question.slot]) if question.slot in slots else skip(interview)
    return interview


def test_two_angles_each_quoting_the_person_literally() -> None:
    found = sheet(interviewed("scene", "preuve", "friction", "position"))
    assert len(found.angles) == 2
    assert found.angle == found.angles[0].text
    for angle in found.angles:
        quoted = [part.split("»")[0].strip() for part in angle.text.split("«")[1:]]
        assert len(quoted) == 2
        assert all(any(q in said for said in SAID.values()) for q in quoted)
        assert angle.opening in SAID.values()


def test_what_happened_is_not_called_what_one_thinks() -> None:
    found = sheet(interviewed("scene", "friction"))
    assert not any("ce que tu penses" in angle.text for angle in found.angles)


def test_facts_are_the_persons_words_with_their_source() -> None:
    interview = interviewed("scene", "preuve", "friction", "position")
    answers = {f"a{t.n}": t.answer for t in interview.turns}
    found = sheet(interview)
    assert len(found.facts) == 3
    for fact in found.facts:
        assert fact.text in (answers[fact.from_[0]] or "")


def test_the_key_sentence_is_what_the_person_concludes() -> None:
    assert sheet(interviewed("scene", "preuve", "friction", "position")).key_sentence == SAID["position"]


def test_what_was_asked_in_vain_is_missing() -> None:
    found = sheet(interviewed("scene", "position"))
    assert "friction" in found.missing
    assert "scene" not in found.missing


def test_the_link_with_the_message_is_never_called_missing() -> None:
    interview = begin("la presse", author="Claire", format="partage_commente", message="Helvia lance Atelier Zéro.")
    while next_question(interview):
        interview = skip(interview)
    assert "lien_message" in {t.slot for t in interview.turns}
    assert "lien_message" not in sheet(interview).missing


def test_a_figure_told_elsewhere_is_not_called_missing() -> None:
    interview = begin("", author="Claire")
    while question := next_question(interview):
        text = "j'ai passé 3 heures à chercher une fuite qui n'existait pas, au dépôt de Lyon mardi"
        interview = answer(interview, text) if question.slot == "scene" else skip(interview)
    assert "preuve" not in sheet(interview).missing


def test_an_empty_interview_has_an_empty_sheet() -> None:
    found = sheet(begin(""))
    assert (found.angle, found.angles, found.facts, found.key_sentence) == ("", (), (), "")
    assert found.missing


def test_names_never_cited_are_red_lines() -> None:
    assert sheet(begin("", never=("Dupont",))).red_lines == ("Dupont",)


def test_the_json_is_that_of_the_contract() -> None:
    written = sheet(interviewed("scene", "preuve")).model_dump(mode="json", by_alias=True)
    assert {"angle", "facts", "key_sentence", "missing", "red_lines"} <= set(written)
    assert written["facts"][0].keys() == {"text", "from"}
