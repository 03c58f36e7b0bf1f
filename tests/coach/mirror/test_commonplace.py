"""What everybody writes is nobody's, in words no list holds; what somebody says plainly stays theirs."""

import datetime as dt

import pytest

from coach.context import Context
from coach.mirror.commonplace import LONGEST, chance, is_commonplace, told
from coach.mirror.meaning import can_mean
from coach.mirror.mirror import CorpusMirror
from coach.mirror.tokens import read
from coach.post import Post
from coach.text import keys_of
from tests.coach.mirror.memory_corpus import MemoryCorpus

TODAY = dt.date(2026, 11, 23)


def warned(source: str, draft: str) -> bool:
    mirror = CorpusMirror(MemoryCorpus([Post(id="p", text=source, kind="sibling", author="Nora")]))
    _, findings = mirror.look(draft, Context(today=TODAY, lang="fr"))
    return any(f.severity == "warn" for f in findings)


@pytest.mark.parametrize(
    "said",
    [
        "Quelle fierté de voir toute une équipe récompensée ce soir !",
        "Merci à toutes celles et ceux qui sont venus nous encourager.",
        "Vous avez une question ? Écrivez-moi en message privé !",
        "Je vous souhaite à tous de très belles fêtes en famille.",
        "I learned so much from this wonderful team over the years.",
        "Thank you to everyone who came to cheer us on.",
        "Got a question? Send me a message!",
    ],
)
def test_two_people_may_say_what_everybody_says(said):
    assert not warned(said, f"{said} Le treuil grince encore quand il pleut.")


@pytest.mark.parametrize(
    "said",
    [
        "Le treuil du quai grince encore quand il pleut sur la rade.",
        "Nos câbles rouillent deux fois plus vite depuis la tempête.",
        "Un port se juge à ses goélands, jamais à ses grues.",
        "The winch on the quay still squeals when it rains.",
    ],
)
def test_what_somebody_says_stays_theirs(said):
    assert warned(said, f"{said} Merci à tous !")


def test_the_meaning_of_a_commonplace_is_not_asked_for():
    assert not can_mean(read("Quelle fierté de voir toute une équipe récompensée ce soir !"))
    assert can_mean(read("Le treuil du quai grince encore quand il pleut sur la rade."))


def test_a_long_run_is_always_somebody_s():
    words = keys_of("merci à toutes et à tous pour ce très beau moment passé ensemble avec vous tous")
    assert len(words) > LONGEST
    assert chance(tuple(words)) == 0.0


def test_words_under_a_mask_and_hardly_any_words_tell_nothing():
    assert chance(("", "", "")) == 0.0
    assert chance(("merci",)) == 0.0
    assert told(["", "", "12"]) >= {"w0", "b^ 0", "b0 $"}


def test_words_changed_ask_for_more():
    for said in ("Merci à tous pour vos messages.", "Il reste deux places pour l'atelier."):
        keys = keys_of(said)
        assert is_commonplace(keys) >= is_commonplace(keys, exact=False)
