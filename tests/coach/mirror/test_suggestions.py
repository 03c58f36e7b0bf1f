"""Lines a model showed: hashes only, robust to light edits, a parrot for everybody but the one person who was shown them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.context import Context
from coach.mirror import suggestions
from coach.mirror.mirror import CorpusMirror
from coach.mirror.suggestions import grams, line_of
from coach.mirror.tokens import GONE
from coach.ports import Line
from coach.post import Post
from tests.coach.mirror.memory_corpus import MemoryCorpus

LINE = "Le banc d'essai a sifflé trois fois avant que la turbine se taise pour de bon."
OTHER = Post(id="p", text="Une tout autre histoire de cantine et de vélos.", author="Nadia")
TODAY = dt.date(2026, 11, 17)


def mirror(*lines: str) -> CorpusMirror:
    corpus = MemoryCorpus([OTHER])
    for at, line in enumerate(lines):
        corpus.hear(line_of(line), f"s{at}", "2026-11-16")
    return CorpusMirror(corpus)


def found(draft: str, *lines: str) -> list[tuple[str, str, str]]:
    _, findings = mirror(*lines).look(draft, Context(today=TODAY))
    return [(f.text, f.severity, f.evidence.how) for f in findings if f.evidence and f.evidence.kind == "suggestion"]


@pytest.mark.parametrize(
    ("draft", "how"),
    [
        (LINE, "verbatim"),
        ("LE BANC D’ESSAI A SIFFLE TROIS FOIS AVANT QUE LA TURBINE SE TAISE POUR DE BON !", "verbatim"),
        ("Le banc d'essai a grincé trois fois avant que la turbine se taise pour de bon.", "words_replaced"),
        ("Le banc d'essai a bien sifflé trois fois avant que la turbine se taise pour de bon.", "words_replaced"),
        ("Le banc d'essai a sifflé trois fois avant que la grande turbine se taise enfin pour de bon.", "words_replaced"),
        ("Le banc a sifflé trois fois avant que la turbine se taise pour de bon.", "verbatim"),
    ],
)
def test_a_line_shown_to_somebody_else_is_a_parrot_through_light_edits(draft: str, how: str) -> None:
    [(text, severity, seen)] = found(f"Lundi matin. {draft} On en parle encore.", LINE)
    assert severity == "warn"
    assert seen == how
    assert text in draft
    assert len(text) > 0.7 * len(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "La turbine du banc d'essai numéro trois s'est tue lundi, et personne n'a rien dit.",
        "Le banc d'essai a brûlé.",
        "Comme l'a dit Nadia : « Le banc d'essai a sifflé trois fois avant que la turbine se taise pour de bon. »",
        "",
    ],
)
def test_what_was_not_proposed_is_not_one(draft: str) -> None:
    assert found(draft, LINE) == []


def test_a_formula_proposed_to_another_is_still_everybodys() -> None:
    line = "Je suis très heureux de vous annoncer une excellente nouvelle."
    assert found(line, line) == []


def test_a_line_proposed_makes_a_copy_and_the_finding_says_to_whom() -> None:
    reflection, findings = mirror(LINE).look(LINE, Context(today=TODAY))
    [finding] = findings
    assert reflection.verdict == "copy"
    assert reflection.reprise == 1.0
    assert finding.evidence is not None
    assert (finding.evidence.post_id, finding.evidence.author, finding.evidence.date) == ("s0", None, "2026-11-16")
    assert finding.evidence.text == finding.text
    assert "quelqu’un d’autre" in finding.message


def test_a_post_that_explains_the_words_is_shown_rather_than_the_line() -> None:
    corpus = MemoryCorpus([Post(id="c", text=LINE, author="Karim")])
    corpus.hear(line_of(LINE), "s0", "2026-11-16")
    _, findings = CorpusMirror(corpus).look(LINE, Context(today=TODAY))
    assert [f.evidence.kind for f in findings if f.evidence] == ["sibling"]


def test_a_line_heard_later_is_seen_in_a_sentence_already_looked_at() -> None:
    corpus = MemoryCorpus([OTHER])
    one = CorpusMirror(corpus)
    assert one.look(LINE, Context(today=TODAY))[1] == []
    corpus.hear(line_of(LINE), "s0", "2026-11-16")
    assert len(one.look(LINE, Context(today=TODAY))[1]) == 1


def test_what_a_model_quotes_of_the_person_is_not_logged() -> None:
    quoted = line_of("Qu'est-ce qui vous a fait écrire « le banc a sifflé trois fois avant midi, sous la verrière » ce jour-là ?")
    bare = line_of("Le banc a sifflé trois fois avant midi, sous la verrière.")
    assert bare.grams
    assert not set(quoted.grams) & set(bare.grams)


def test_a_line_too_short_is_not_logged() -> None:
    class Told(MemoryCorpus):
        told: list[tuple[Line, str]] = []

        def log_suggestion(self, line: Line, date: str) -> None:
            self.told.append((line, date))

    corpus = Told()
    suggestions.log(corpus, "Et toi, alors ?", TODAY)
    assert corpus.told == []
    suggestions.log(corpus, LINE, TODAY)
    assert corpus.told == [(line_of(LINE), "2026-11-17")]


_keys = st.lists(st.sampled_from([*"abcdefgh", GONE]), max_size=14)


@given(_keys)
def test_no_gram_holds_a_hidden_word_and_hashes_fit_a_database(keys: list[str]) -> None:
    for gram in grams(keys):
        assert len(gram.words) == 5
        assert GONE not in [keys[at] for at in gram.words]
        assert -(2**63) <= gram.hash < 2**63


@given(st.lists(st.integers(0, 10**6).map(str), min_size=12, max_size=20, unique=True), st.integers(3, 8))
def test_a_word_replaced_leaves_grams_on_both_sides(keys: list[str], at: int) -> None:
    before = {gram.hash for gram in grams(keys)}
    after = [gram for gram in grams([*keys[:at], "autre", *keys[at + 1 :]]) if gram.hash in before]
    assert any(min(gram.words) < at < max(gram.words) for gram in after)
