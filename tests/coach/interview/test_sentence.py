"""Sentences tidied: spaces, first capital, last mark; never a word, a number, a name or a quotation."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.interview.sentence import BREATH, cut, tidy
from coach.text import clean, words


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("on  a changé deux vérins , 11 400 euros", "On a changé deux vérins, 11 400 euros."),
        ('il a dit "on   verra"', 'Il a dit "on   verra".'),
        ("elle a crié « non !!! »", "Elle a crié « non !!! »."),
        ("elle a crié « non ! »", "Elle a crié « non ! »."),
        ("- un point oublié", "Un point oublié."),
        ("iPhone cassé", "iPhone cassé."),
        ("https://exemple.fr/a", "https://exemple.fr/a"),
        ("voir sur exemple.fr", "Voir sur exemple.fr"),
        ("avec #réparation", "Avec #réparation"),
        ("NON !!!!", "NON !"),
        ("1,5 million €", "1,5 million €."),
        ("c'est fini,", "C'est fini."),
        ("attends…", "Attends…"),
        ("trop bien 👍", "Trop bien 👍"),
        ("{{ 7*7 }}", "{{ 7*7 }}."),
        ("[/b] rouge", "[/b] rouge."),
        ("11  400 euros", "11  400 euros."),
        ("à 8 h 30 ?", "À 8 h 30 ?"),
    ],
)
def test_tidying(said: str, tidied: str) -> None:
    assert tidy(said, "fr") == tidied
    assert tidy(tidied, "fr") == tidied


def test_a_question_without_its_mark_gets_it_the_way_of_its_language() -> None:
    assert tidy("vous gardez vos schémas", "fr", asks=True) == "Vous gardez vos schémas ?"
    assert tidy("do you keep your drawings", "en", asks=True) == "Do you keep your drawings?"


def test_english_i_is_a_capital_but_not_in_a_quotation_or_a_name() -> None:
    assert tidy("then i'd say i was wrong", "en") == "Then I'd say I was wrong."
    assert tidy('she wrote "i am off" on i-beam paper', "en") == 'She wrote "i am off" on i-beam paper.'


def test_fillers_go_only_when_asked() -> None:
    said = "euh ben on a trouvé la sonnette, quoi"
    assert tidy(said, "fr") == "Euh ben on a trouvé la sonnette, quoi."
    assert tidy(said, "fr", fillers=True) == "On a trouvé la sonnette."
    assert tidy("so um we opened it, you know", "en", fillers=True) == "We opened it."


def test_a_sentence_that_never_breathes_is_cut_before_a_conjunction() -> None:
    said = (
        "mardi on est arrivés à huit heures il y avait personne le chef il me dit tu commences et moi je savais pas par où"
        " commencer du coup j'ai ouvert l'armoire et là j'ai vu que tout était débranché mais vraiment tout et puis on a passé"
        " trois heures à chercher le schéma qui était dans la poche du gardien"
    )
    parts = [span.of(said) for span in cut(said, "fr")]
    assert len(parts) >= 2
    assert all(len(words(p)) <= BREATH for p in parts)
    assert " ".join(parts) == said


def test_a_breath_is_not_taken_inside_a_quotation() -> None:
    said = "il a dit « " + "on verra bien et puis on fera comme on pourra " * 8 + "»"
    assert [span.of(said) for span in cut(said, "fr")] == [said]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.sampled_from(["fr", "en"]), st.booleans())
def test_words_numbers_and_quotations_survive(text: str, lang: str, asks: bool) -> None:
    said = clean(text).strip()
    done = tidy(said, lang, asks=asks)  # type: ignore[arg-type]
    assert [w.key for w in words(done)] == [w.key for w in words(said)]
    assert re.findall(r"\d+", done) == re.findall(r"\d+", said)
    for quoted in re.findall(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"", said):
        assert quoted in done or quoted.strip() != quoted


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet='ab ,.;!?\n«»"et mais ', max_size=400))
def test_cutting_keeps_every_word_in_order(text: str) -> None:
    said = clean(text)
    spans = cut(said, "fr")
    assert [w.key for s in spans for w in words(s.of(said))] == [w.key for w in words(said)]
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
