"""Slot by slot: what an answer must hold, in both languages, generous to short oral ones."""

import json
from pathlib import Path

import pytest

from coach.interview.formats import Slot
from coach.interview.sufficiency import belongs, borrowed, fills, suffices

FOUND = Path(__file__).parents[4] / "shared" / "coach" / "ambassadors.json"
SLOT_OF: dict[str, Slot] = {
    "scene": "scene",
    "number": "preuve",
    "friction": "friction",
    "position": "position",
    "cost": "enjeu",
    "question": "question",
}


@pytest.mark.parametrize(
    ("slot", "lang", "good", "thin"),
    [
        ("scene", "fr", "lundi matin chez un client", "chez un client"),
        ("scene", "fr", "ct mardi avec le chef a l atelier", "un jour comme un autre"),
        ("scene", "en", "last thursday in the workshop", "in the workshop"),
        ("preuve", "fr", "trente-deux ans que je monte des machines", "beaucoup de temps gagné"),
        ("preuve", "fr", "j'ai la photo", "tout le monde le sait"),
        ("preuve", "en", "87 degrees on the housing", "it was hot"),
        ("preuve", "fr", "412 fils", "412"),
        ("friction", "fr", "le schema etait faux et on a galere toute la nuit", "le schéma était faux"),
        ("friction", "en", "the drawing was wrong and we lost a whole night", "the drawing"),
        ("position", "fr", "je crois qu'on jette des machines faute de les lire", "faut réparer"),
        ("position", "fr", "ca ne se vend pas avec des slides ca se montre", "c'est bien"),
        ("position", "en", "i think the plate on a machine is gossip", "it is nice"),
        ("position", "fr", "les gens votent avec leur cabas", "c'est vraiment super bien"),
        ("scene", "fr", "mon 1er jour en caisse", "en caisse"),
        ("enjeu", "fr", "celui qui ne le sait pas paie trop cher", "tout"),
        ("moi", "fr", "c'est mon métier depuis toujours", "comme ça"),
        ("phrase", "fr", "il m'a dit laisse tomber", "un truc drôle"),
        ("phrase", "fr", "« on verra demain »", "on verra"),
        ("phrase", "en", "she told me to sit down", "something funny"),
        ("question", "fr", "vous gardez vos vieux schémas", "mes schémas"),
        ("question", "en", "who drew your last rota?", "rotas"),
    ],
)
def test_slots(slot: Slot, lang: str, good: str, thin: str) -> None:
    assert suffices(slot, good, lang)  # type: ignore[arg-type]
    assert not suffices(slot, thin, lang)  # type: ignore[arg-type]


@pytest.mark.skipif(not FOUND.exists(), reason="the development ambassadors are not at hand")
def test_every_development_note_answers_its_own_question() -> None:
    people = json.loads(FOUND.read_text("utf-8"))["ambassadors"]
    failed = [
        (person["name"], key)
        for person in people
        for key, note in person["notes"].items()
        if not suffices(SLOT_OF[key], note, "fr") or not suffices(SLOT_OF[key], note.lower().rstrip(".?! "), "fr")
    ]
    assert failed == []


def test_a_question_is_spared_only_when_another_answer_is_clear() -> None:
    assert fills("preuve", "60 personnes en une heure, contre 9 devant l'écran", "fr")
    assert not fills("preuve", "60 personnes devant une vieille presse", "fr")
    assert not fills("scene", "le fabricant a fermé en 2003, on l'a redessiné avec Moussa", "fr")
    assert not fills("position", "I still feel sick about it", "en")


def test_an_answer_to_another_question_is_known_for_what_it_is() -> None:
    assert belongs("preuve", "je pense que réparer c'est respecter", "fr") == "position"
    assert belongs("question", "8 euros le collier", "fr") == "preuve"
    assert belongs("preuve", "412 fils", "fr") == "preuve"


def test_the_words_of_the_message_are_told_from_ones_own() -> None:
    message = "Helvia lance Atelier Zéro, son nouveau service de réparation d'équipements industriels."
    assert borrowed("helvia lance ATELIER ZERO son nouveau service", message)
    assert not borrowed("chez Helvia on a lancé Atelier Zéro", message)
    assert not borrowed("n'importe quoi", None)
