"""The bound on what a post can prove is never under what reading it proves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.mirror.evidence import LEAST, is_weak
from coach.mirror.lexicon import _ENDINGS, STEM, stem
from coach.mirror.overlap import overlap
from coach.mirror.prospects import Prospect, needles
from coach.mirror.prospects import prospect as bound
from coach.mirror.tokens import Reading, read, read_post
from coach.strung import strung
from coach.text import keys_of

WORDS = "le la de et nous atelier fils Moussa Roanne câble noir armoire 1987 merci équipe demain presse réparation the of".split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(lambda some: " ".join(some).capitalize() + ".")
posts = st.lists(sentences, min_size=1, max_size=4).map(" ".join)


def prospect(reading: Reading, text: str) -> Prospect:
    return bound(needles(reading), strung(keys_of(text)))


@given(draft=sentences, text=posts)
def test_no_post_proves_more_than_its_prospect(draft: str, text: str) -> None:
    reading = read(draft)
    most, found = prospect(reading, text), overlap(reading, 0, len(reading.keys), read_post(text))
    if found is not None:
        assert found.evidence <= most.evidence + 1e-9
        assert found.shared <= most.shared
        assert most.weak(reading) or not is_weak(found, reading)
        assert most.proves(LEAST) or found.evidence < LEAST


@given(draft=sentences, text=posts, low=st.integers(0, 10), size=st.integers(1, 14))
def test_nor_does_a_part_of_the_sentence(draft: str, text: str, low: int, size: int) -> None:
    reading = read(draft)
    low = min(low, len(reading.keys) - 1)
    found = overlap(reading, low, min(low + size, len(reading.keys)), read_post(text))
    if found is not None and found.evidence >= LEAST:
        assert prospect(reading, text).proves(LEAST)


def test_a_post_that_shares_nothing_is_let_go() -> None:
    reading = read("Lundi à Roanne, Moussa a trouvé un câble noir derrière l'armoire.")
    assert not prospect(reading, "Le printemps revient dans nos jardins.").proves(LEAST)
    assert prospect(reading, "Un câble noir derrière l'armoire de 1987.").weak(reading)


@given(key=st.text("abeiorsntmu", min_size=1, max_size=8), lang=st.sampled_from(("fr", "en")), data=st.data())
def test_the_first_ending_of_the_list_is_the_one_taken_off(key: str, lang: str, data: st.DataObject) -> None:
    word = key + data.draw(st.sampled_from(_ENDINGS[lang]))  # type: ignore[index]
    fits = [e for e in _ENDINGS[lang] if word.endswith(e) and len(word) - len(e) >= STEM]  # type: ignore[index]
    assert stem(word, lang) == (word[: -len(fits[0])] if fits else word)  # type: ignore[arg-type]
