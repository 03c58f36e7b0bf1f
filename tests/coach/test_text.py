"""Text at the door: nothing in it can act, and no offset is ever off by one."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.text import (
    Span,
    View,
    carry,
    clean,
    clean_view,
    composed_view,
    edit,
    fold,
    read_view,
    sentences,
    trim,
    words,
)

FAMILY = "👨‍👩‍👧‍👦"
PIECES = [
    *(
        "a",
        "Z",
        "é",
        "e\u0301",
        "o\u0323\u0302",
        "ﬁ",
        "œ",
        "𝗴𝗿𝗮𝘀",
        " ",
        "\u00a0",
        "\u202f",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
    ),
    *("\x0b", "\x00", "\x07", "\x1b", "\x1b[31m", "\x1b[2J", "\x1b]0;t\x07", "\x1b]52;c;ZQ==\x1b\\", "\x1bP1$q\x9c", "\x9b1m"),
    *("\x9d", "\x7f", "\u202e", "\u2066", "\u200f", "\ufeff", "\ufff9", "\ud800", "\udfff", FAMILY, "❤\ufe0f", "🇫🇷", "👍🏽"),
    *("[/b]", "{{ 7*7 }}", "%s", "\\", ".", "…", "?!", "»", "«", '"', "M.", "3,5", "1 000", "l'", "-"),
    *("가", "\u1100\u1161\u11a8", "\u09c7\u09be", "\u0dd9\u0dcf", "\u0b47\u0b3e", "\U00011131\U00011127", "\u212b"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)
HOSTILE = TEXTS | st.lists(st.integers(0, 0x2FFFF).map(chr), max_size=25).map("".join)
ACTS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\n", "\t"}
TURNS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u2028", "\u2029", "\ufeff", *"\ufff9\ufffa\ufffb"}


# --- clean


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_a_clean_text_is_inert_and_clean_for_good(raw: str) -> None:
    once = clean(raw)
    assert not set(once) & (ACTS | TURNS)
    assert not any("\ud800" <= char <= "\udfff" for char in once)
    assert clean(once) == once
    once.encode("utf-8")


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=40))
def test_an_ordinary_text_goes_through_untouched(text: str) -> None:
    assert clean_view(text) == View(text, None, None)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("", ""),
        ("\x00", ""),
        ("a\r\nb\rc\u2028d\x85e\x0bf\x0cg", "a\nb\nc\nd\ne\nf\ng"),
        ("\r\r\n\n", "\n\n\n"),
        ("rouge\x1b[31m et\x1b[0m noir", "rouge et noir"),
        ("\x1b]52;c;bWFs\x07colle", "colle"),
        ("\x1b]8;;https://x\x1b\\lien\x1b]8;;\x1b\\", "lien"),
        ("\x1bP+q544e\x1b\\x", "x"),
        ("\x1b]0;sans fin", "0;sans fin"),
        ("\x1b(Bx\x1bcy", "xy"),
        ("\ufeffdébut", "début"),
        ("abc\u202efdp.exe", "abcfdp.exe"),
        ("a\ud800b", "ab"),
        (FAMILY, FAMILY),
        ("❤\ufe0f 👍🏽 🇫🇷", "❤\ufe0f 👍🏽 🇫🇷"),
        ("[/b] {{ 7*7 }} \\x1b[31m", "[/b] {{ 7*7 }} \\x1b[31m"),
        ("\tretrait", "\tretrait"),
        ("e" + "\u0301" * 40 + "t", "e" + "\u0301" * 30 + "t"),
        ("e" + "\u0301\x00" * 40, "e" + "\u0301" * 30),
        (FAMILY * 20 + "❤\ufe0f" * 20, FAMILY * 20 + "❤\ufe0f" * 20),
    ],
)
def test_what_is_kept(raw: str, kept: str) -> None:
    assert clean(raw) == kept


# --- views


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_each_clean_character_knows_the_very_piece_it_came_from(raw: str) -> None:
    view = clean_view(raw)
    end = 0
    for i, char in enumerate(view.text):
        span = view.back(i, i + 1)
        assert end <= span.start < span.end <= len(raw), "in order, and never the same piece twice"
        assert span.of(raw) == char or (
            char == "\n" and span.of(raw) in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
        )
        end = span.end


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_composing_is_exactly_nfc_and_knows_its_pieces(raw: str) -> None:
    text = clean(raw)
    view = composed_view(text)
    assert view.text == unicodedata.normalize("NFC", text)
    for i, char in enumerate(view.text):
        assert char in unicodedata.normalize("NFC", view.back(i, i + 1).of(text))


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(HOSTILE, st.data())
def test_a_passage_read_is_found_in_the_raw_text(raw: str, data: st.DataObject) -> None:
    view = read_view(raw)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(view.text))] * 2)))
    span = view.back(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    assert (span.start == span.end) == (start == end)
    assert view.text[start:end] in unicodedata.normalize("NFC", clean(span.of(raw)))


@settings(deadline=None, max_examples=200)
@given(HOSTILE, st.data())
def test_two_views_in_a_row_are_one(raw: str, data: st.DataObject) -> None:
    first = clean_view(raw)
    second = composed_view(first.text)
    both = first.then(second)
    assert both.text == second.text
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(both.text))] * 2)))
    if start < end:
        assert both.back(start, end) == first.back(*second.back(start, end))


def test_a_view_of_itself_changes_nothing_and_knows_its_bounds() -> None:
    view = read_view("déjà propre")
    assert (view.starts, view.back(3, 7), view.back(11, 11)) == (None, Span(3, 7), Span(11, 11))
    for start, end in ((-1, 2), (3, 2), (0, 12)):
        with pytest.raises(IndexError):
            view.back(start, end)


@pytest.mark.parametrize(
    ("raw", "read", "span", "back"),
    [
        ("\x1b[1mÉté\x1b[0m à Lyon", "Été à Lyon", (0, 3), "Été"),
        ("cafe\u0301 noir", "café noir", (0, 4), "cafe\u0301"),
        ("cafe\x1b[0m\u0301 noir", "café noir", (3, 4), "e\x1b[0m\u0301"),
        ("a\r\nb", "a\nb", (1, 2), "\r\n"),
        (f"{FAMILY}\x00!", f"{FAMILY}!", (0, 7), FAMILY),
    ],
)
def test_a_span_read_comes_back_to_the_raw_text(raw: str, read: str, span: tuple[int, int], back: str) -> None:
    view = read_view(raw)
    assert view.text == read
    assert view.back(*span).of(raw) == back


# --- sentences and words


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_sentences_cover_all_but_space_in_order(raw: str) -> None:
    text = read_view(raw).text
    covered, end = "", 0
    for span in sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert span == trim(text, span), "no space at the ends"
        assert text[end : span.start].strip() == ""
        covered += span.of(text)
        end = span.end
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("Bonjour", ["Bonjour"]),
        ("Un. Deux ! Trois ? Quatre…", ["Un.", "Deux !", "Trois ?", "Quatre…"]),
        ("M. Dupont et Mme. Martin arrivent. Ils restent.", ["M. Dupont et Mme. Martin arrivent.", "Ils restent."]),
        ("J. K. Rowling écrit. Bien.", ["J. K. Rowling écrit.", "Bien."]),
        ("Soit 3.5 tonnes, 1.000 euros. Net.", ["Soit 3.5 tonnes, 1.000 euros.", "Net."]),
        ("Il a dit : « Non. » Puis rien.", ["Il a dit : « Non. »", "Puis rien."]),
        ("Sans point\nà la ligne", ["Sans point", "à la ligne"]),
        ("Quoi ?! Si.", ["Quoi ?!", "Si."]),
        ("Voir site.fr pour la suite. Merci.", ["Voir site.fr pour la suite.", "Merci."]),
        ("Fin etc.", ["Fin etc."]),
        ("Attendre... puis partir.", ["Attendre...", "puis partir."]),
        ("v1.2...3 est là. Bon.", ["v1.2...3 est là.", "Bon."]),
        ("« Oui. » (Non !) Fin.", ["« Oui. »", "(Non !)", "Fin."]),
        ("Le quartier Belledamme. Oui.", ["Le quartier Belledamme.", "Oui."]),
        ("ABCDEFGHIJKLMNOPMme. Oui.", ["ABCDEFGHIJKLMNOPMme.", "Oui."]),
        ("Le programme. Suite", ["Le programme.", "Suite"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_words_are_slices_in_order_with_a_key(raw: str) -> None:
    text = read_view(raw).text
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert not any(map(str.isspace, text[word.start : word.end])) or text[word.start].isdigit()
        assert word.key == fold(text[word.start : word.end])
        end = word.end


@settings(deadline=None, max_examples=150)
@given(st.text("abcéèàùçîœæßÉÀ '-,.", max_size=40))
def test_a_word_is_the_same_however_it_is_dressed(text: str) -> None:
    def keys(dressed: str) -> list[str]:
        return [word.key for word in words(dressed)]

    assert keys(unicodedata.normalize("NFD", text)) == keys(unicodedata.normalize("NFC", text))
    assert keys(text.upper()) == keys(text)


def test_what_a_word_is() -> None:
    text = "L'atelier de Saint-Étienne, 1 250,50 € — 𝗴𝗿𝗮𝘀 _souligné_"
    assert [word.key for word in words(text)] == ["l", "atelier", "de", "saint-etienne", "1 250,50", "gras", "souligne"]


# --- edits


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_an_edit_is_what_changed_and_no_more(before: str, after: str) -> None:
    low, old_end, new_end = edit(before, after)
    assert before[:low] == after[:low]
    assert before[old_end:] == after[new_end:]
    assert low <= old_end
    assert low <= new_end
    assert (before == after) == (low == old_end == new_end)
    assert before[:low] + after[low:new_end] + before[old_end:] == after
    if low < old_end and low < new_end:
        assert before[low] != after[low]
        assert before[old_end - 1] != after[new_end - 1]


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.data())
def test_what_an_edit_did_not_touch_is_carried_unchanged(head: str, old: str, new: str, tail: str, data: st.DataObject) -> None:
    before, after = head + old + tail, head + new + tail
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(before))] * 2)))
    span = Span(start, end)
    low, old_end, _ = edit(before, after)
    carried = carry(span, before, after)
    if carried is not None:
        assert 0 <= carried.start <= carried.end <= len(after)
        assert (carried.start == carried.end) <= (start == end)
    if end <= low or start >= old_end:
        assert carried is not None
        assert carried.of(after) == span.of(before)
    elif low <= start and end <= old_end and (low, old_end) != (start, end):
        assert carried is None or carried.within(Span(low, len(after)))


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.data())
def test_nothing_moves_when_nothing_changes(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert carry(Span(start, end), text, text) == Span(start, end)


@pytest.mark.parametrize(
    ("span", "before", "after", "expected"),
    [
        (Span(3, 7), "le chat dort", "oui le chat dort", Span(7, 11)),
        (Span(3, 7), "le chat dort", "le chat ne dort pas", Span(3, 7)),
        (Span(3, 7), "le chat dort", "le chaton dort", Span(3, 7)),
        (Span(3, 7), "le chat dort", "le chut dort", Span(3, 7)),
        (Span(3, 7), "le chat dort", "le chaat dort", Span(3, 8)),
        (Span(3, 7), "le chat dort", "le dort", None),
        (Span(3, 7), "le chat dort", "", None),
        (Span(0, 12), "le chat dort", "le chien dort", Span(0, 13)),
    ],
)
def test_where_a_mark_goes(span: Span, before: str, after: str, expected: Span | None) -> None:
    assert carry(span, before, after) == expected


# --- size

LONG = 200_000


@pytest.mark.parametrize("act", [clean, read_view, words, sentences, lambda t: edit(t, t[: LONG // 2] + "x" + t[LONG // 2 :])])
@pytest.mark.parametrize(
    "piece",
    [
        "mot ",
        "M. ",
        ".",
        "!?",
        "e\u0301",
        "\x1b]",
        "\x1b[0",
        "\x00",
        "\r\n",
        "a-",
        "1 000 ",
        "…»",
        "\u0301",
        "«\u00a0",
        FAMILY,
        "\ud800",
        "x",
        "\u0301\u0323",
    ],
)
def test_200_000_characters_of_anything_take_under_a_second(act: Callable[[str], object], piece: str) -> None:
    text = (piece * LONG)[: LONG - 1] + "x"
    began = time.process_time()
    act(clean(text) if act in (words, sentences) else text)
    assert time.process_time() - began < 2
