"""The card game: no instance no card, taken back whole, both languages alike, a pack's deck, and the notebook as the table."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BadInput, CoachError
from coach.line.cards import cards_by_id, deck_of, in_play, shipped, usual_decks
from coach.line.game import FEWEST_WORDS, Game, Told, keep, pile, put_aside, take_back
from coach.line.keeping import ASIDE, KEY, Line, change_line, read_line, with_memento
from coach.line.memento import Memento, Rhythm
from coach.line.outside import drawn, real_questions
from coach.line.rhythm import say_rhythm
from tests.fakes import MemoryNotebook

DECKS = shipped("fr")
CARDS = cards_by_id(DECKS)


@pytest.mark.parametrize("deck", range(len(DECKS)))
def test_both_languages_hold_the_same_cards_in_other_words(deck: int) -> None:
    french, english = shipped("fr")[deck], shipped("en")[deck]
    assert [(c.id, c.becomes, c.pillar) for c in french.card] == [(c.id, c.becomes, c.pillar) for c in english.card]
    assert not {c.title for c in french.card} & {c.title for c in english.card}
    assert all((c.pillar is not None) == (c.becomes == "territory") for c in french.card)


def test_a_card_is_kept_with_a_true_instance_and_not_without() -> None:
    card = CARDS["base.false"]
    for empty in ("", "  ", "oui", "à voir", "\x1b[2J"):
        with pytest.raises(BadInput):
            keep(Game(), Memento(), "base.false", card, Told(empty), "fr")
    game, memento = keep(Game(), Memento(), "base.false", card, Told("mon  oncle, à\nNoël", "le faux\x00"), "fr")
    [subject] = memento.territories
    assert (subject.name, subject.instance, subject.card, subject.pillar) == (
        "le faux",
        "mon oncle, à Noël",
        "base.false",
        "trade",
    )
    assert memento.usable
    assert game.done("kept") == ("base.false",)


def test_eight_cards_meet_every_kind() -> None:
    for seed in ("Claire", "Moussa", ""):
        first = pile(Game(seed=seed), in_play(DECKS, ()))[:8]
        assert {CARDS[full].becomes for full in first} == {"territory", "posture", "red_line", "reader", "benefit"}
    assert pile(Game(seed="Claire"), DECKS) != pile(Game(seed="Moussa"), DECKS)


def test_what_is_discarded_comes_back_once_and_what_is_not_me_never() -> None:
    decks = in_play(DECKS, ())
    game = Game(seed="x")
    first, second = pile(game, decks)[:2]
    game = put_aside(put_aside(game, first, "discarded"), second, "not_me")
    left = pile(game, decks)
    assert left[-1] == first
    assert second not in left
    assert first not in pile(put_aside(game, first, "discarded"), decks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["keep", "discarded", "not_me", "back"]), st.integers(0, 30)), max_size=25))
def test_taking_everything_back_leaves_nothing(moves: list[tuple[str, int]]) -> None:
    game, memento = Game(seed="s"), Memento()
    for what, n in moves:
        left = pile(game, DECKS)
        if what == "back":
            game, memento = take_back(game, memento, CARDS)
        elif what == "keep":
            full = left[n % len(left)]
            game, memento = keep(game, memento, full, CARDS[full], Told(f"une fois numéro {len(game.moves)}"), "fr")
        else:
            game = put_aside(game, left[n % len(left)], "not_me" if what == "not_me" else "discarded")
        assert Line.model_validate_json(Line(game=game, memento=memento).model_dump_json()) == Line(game=game, memento=memento)
    while game.moves:
        game, memento = take_back(game, memento, CARDS)
    assert memento == Memento()


def test_decks_follow_who_speaks_and_a_pack_brings_its_own(tmp_path: Path) -> None:
    assert usual_decks(DECKS, "leader") == ("leader",)
    assert usual_decks(DECKS, "supporter") == ()
    assert deck_of(tmp_path, "Maison Rose", "fr") is None
    cards = "name: Maison\ncard:\n  - {id: four, becomes: territory, pillar: trade, title: Le four, ask: 'Quel jour ?'}\n"
    (tmp_path / "cards.yml").write_text(cards, "utf-8")
    deck = deck_of(tmp_path, "Maison Rose", "fr")
    assert deck is not None
    assert deck.ids == ("maison-rose.four",)
    assert usual_decks((*DECKS, deck), "leader") == ("leader", "maison-rose")
    assert [d.id for d in in_play((*DECKS, deck), ("maison-rose",))] == ["base", "maison-rose"]
    (tmp_path / "cards.yml").write_text("name: x\ncard:\n  - {id: a, becomes: territory, titel: b, ask: c}\n", "utf-8")
    with pytest.raises(CoachError, match=r"cards\.yml"):
        deck_of(tmp_path, "Maison", "fr")


def test_the_line_is_one_document_and_one_that_cannot_be_read_is_put_aside() -> None:
    notebook = MemoryNotebook()
    assert read_line(notebook, "fr") == Line()
    change_line(notebook, "fr", lambda line: with_memento(line, posture="je doute"))
    assert read_line(notebook, "fr").memento.posture == "je doute"
    notebook.put(KEY, '{"memento": {"mood": 1}}')
    with pytest.raises(CoachError, match="mood"):
        read_line(notebook, "fr")
    change_line(notebook, "fr", lambda line: with_memento(line, reader="toi"))
    assert notebook.read(ASIDE) == '{"memento": {"mood": 1}}'
    assert read_line(notebook, "fr").memento.reader == "toi"


def test_one_post_a_month_is_right_and_a_heavy_rhythm_says_what_would_hold() -> None:
    assert "suffit" in say_rhythm(Rhythm(posts_a_month=1, minutes_a_week=15, minutes_a_post=60), "fr")
    assert "enough" in say_rhythm(Rhythm(posts_a_month=1), "en")
    assert "2 par mois tiendraient" in say_rhythm(Rhythm(posts_a_month=8, minutes_a_week=30, minutes_a_post=60), "fr")
    assert "tous les 3 mois" in say_rhythm(Rhythm(posts_a_month=4, minutes_a_week=10, minutes_a_post=120), "fr")
    assert "écoutes" in say_rhythm(Rhythm(posts_a_month=0), "fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_real_questions_are_many_by_asker_and_by_domain(lang: str) -> None:
    deck = real_questions("en" if lang == "en" else "fr")
    assert len(deck) >= 40
    assert len({q.text for q in deck}) == len(deck)
    assert len({q.who for q in deck}) == 8
    assert {q.domain for q in deck} >= {"job", "company", "product", "money", "people", "planet", "tech", "future"}
    assert all(q.text.rstrip().endswith("?") for q in deck)
    first = drawn(deck, (), "Claire")[0]
    assert drawn(deck, (first.id,), "Claire")[-1] == first
    assert {q.who for q in drawn(deck, (), "x", "student")} == {"student"}


def test_an_instance_takes_three_words() -> None:
    assert FEWEST_WORDS == 3
