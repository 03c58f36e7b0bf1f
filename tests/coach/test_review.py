"""Every reviewer reads the clean text; every span comes back to exactly the text given."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Context
from coach.finding import Encouraged, Finding, Reflection, Ruling, Severity, Source
from coach.review import review
from coach.text import Span, clean, sentences, words

CONTEXT = Context(today=dt.date(2026, 11, 23), id="x", lang="en", network="mastodon")
PIECES = [
    "Bonjour. ",
    "l'été",
    "cafe\u0301 ",
    "\x00",
    "\x1b[31m",
    "\x1b]52;c;ZQ==\x07",
    "\r\n",
    "\n",
    "\ud800",
    "\u202e",
    "\ufeff",
]
DIRTY = st.lists(st.sampled_from([*PIECES, "👨‍👩‍👧", "[/b]", " "]), max_size=20).map("".join)


def finding(text: str, span: Span, source: Source, rule: str, severity: Severity) -> Finding:
    return Finding.at(text, span, source=source, rule=rule, severity=severity, message="m")


class EachSentence:
    """A mirror that finds every sentence borrowed."""

    def look(self, text: str, context: Context) -> tuple[Reflection, Sequence[Finding]]:
        assert text == unicodedata.normalize("NFC", clean(text))
        found = [finding(text, span, Source.MIRROR, "copy", Severity.WARN) for span in sentences(text)]
        return Reflection(verdict="copy", reprise=1.0), found


class EachWord:
    """A charter that blocks every word and encourages the first."""

    def judge(self, text: str, context: Context) -> tuple[Ruling, Sequence[Finding]]:
        found = [finding(text, Span(w.start, w.end), Source.CHARTER, "word", Severity.BLOCK) for w in words(text)]
        first = tuple(Encouraged(rule="hello", message="m", start=f.start, end=f.end) for f in found[:1])
        return Ruling(verdict="stop" if found else "go", encouraged=first), found


def whole(text: str, context: Context) -> Iterable[Finding]:
    """Say one thing of the whole text, and one of the empty place at its end."""
    yield finding(text, Span(0, len(text)), Source.FORM, "whole", Severity.ADVISE)
    yield finding(text, Span(len(text), len(text)), Source.FORM, "end", Severity.ADVISE)


@settings(deadline=None, max_examples=300)
@given(DIRTY)
def test_a_finding_is_the_slice_of_the_text_given(raw: str) -> None:
    found = review(raw, CONTEXT, mirror=EachSentence(), charter=EachWord(), others=[whole])
    assert found.chars == len(raw)
    for one in found.findings:
        assert one.text == raw[one.start : one.end]
        assert one.id == finding(raw, one.span, one.source, one.rule, one.severity).id
    for yes in found.charter.encouraged:
        assert 0 <= yes.start < yes.end <= len(raw)
    read = unicodedata.normalize("NFC", clean(raw))
    slices = [unicodedata.normalize("NFC", clean(f.text)) for f in found.findings if f.rule == "word"]
    assert slices == [read[w.start : w.end] for w in words(read)]


@settings(deadline=None, max_examples=100)
@given(DIRTY)
def test_the_same_draft_gives_the_same_review_and_each_remark_its_own_id(raw: str) -> None:
    def look() -> list[Finding]:
        return list(review(raw, CONTEXT, mirror=EachSentence(), charter=EachWord(), others=[whole]).findings)

    assert look() == look()
    ids = [one.id for one in look()]
    assert len(set(ids)) == len(ids)


@settings(deadline=None, max_examples=100)
@given(DIRTY)
def test_the_worst_comes_first_then_the_place(raw: str) -> None:
    found = review(raw, CONTEXT, mirror=EachSentence(), charter=EachWord(), others=[whole]).findings
    order = [(-f.severity.rank, f.start, f.end) for f in found]
    assert order == sorted(order)


def test_a_reviewer_not_asked_is_never_a_silent_yes() -> None:
    found = review("Bonjour.", CONTEXT)
    assert (found.mirror.verdict, found.charter.verdict, found.findings) == ("unchecked", None, ())
    assert (found.id, found.lang, found.network) == ("x", "en", "mastodon")


def test_an_empty_text_and_one_character() -> None:
    assert review("", CONTEXT, mirror=EachSentence(), charter=EachWord()).findings == ()
    (word, sentence) = review("à", CONTEXT, mirror=EachSentence(), charter=EachWord()).findings
    assert (word.text, sentence.text) == ("à", "à")


def test_a_place_in_a_clean_text_is_the_place_in_the_one_given() -> None:
    raw = "\ufeffUn\r\nDeux\x1b[0m cafe\u0301s"
    found = review(raw, CONTEXT, charter=EachWord()).findings
    assert [f.text for f in found] == ["Un", "Deux", "cafe\u0301s"]
    assert [f.start for f in found] == [1, 5, 14]


def test_200_000_characters_are_reviewed() -> None:
    raw = "Mot\x00 " * 40_000
    found = review(raw, CONTEXT, mirror=EachSentence(), others=[whole])
    assert found.chars == 200_000
    assert all(f.text == raw[f.start : f.end] for f in found.findings)
