"""Marks follow their words through any edit, and say which remark a cursor is on."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from coach.finding import Finding, Severity, Source
from coach.text import Span
from tui.widgets.longline import LongLine
from tui.widgets.marks import SEVERITY_SIGNS, SOURCE_SIGNS, Lines, Marks

TEXT = "Hier, nous avons toujours gagné.\nToujours ? Pas le mardi."


def finding(start: int, end: int, severity: Severity = Severity.WARN, source: Source = Source.CHARTER) -> Finding:
    return Finding.at(TEXT, Span(start, end), source=source, rule="r", severity=severity, message="m")


MARKS = Marks.of(TEXT, [finding(33, 41, Severity.BLOCK), finding(17, 25), finding(6, 32, Severity.ADVISE)])


def test_every_severity_and_source_has_its_own_sign() -> None:
    assert len({*SEVERITY_SIGNS.values(), *SOURCE_SIGNS.values()}) == len(Severity) + len(Source)


def test_marks_follow_their_words() -> None:
    after = MARKS.carried("Oh ! " + TEXT)
    assert [m.span.of(after.text) for m in after.marks] == ["Toujours", "toujours", TEXT[6:32]]


def test_a_mark_whose_words_are_gone_is_gone() -> None:
    assert [m.finding.start for m in MARKS.carried(TEXT[:33]).marks] == [17, 6]


def test_the_remark_under_the_cursor_is_the_worst_then_the_shortest() -> None:
    found = {at: (mark.finding.start if (mark := MARKS.at(at)) else None) for at in (0, 6, 18, 25, 33, 41, 50)}
    assert found == {0: None, 6: 6, 18: 17, 25: 6, 33: 33, 41: 33, 50: None}


def test_next_and_previous_go_round() -> None:
    at, seen = 0, []
    for _ in range(4):
        mark = MARKS.after(at)
        assert mark
        at = mark.span.start
        seen.append(at)
    assert seen == [6, 17, 33, 6]
    assert [m.span.start for m in (MARKS.before(6), MARKS.before(33)) if m] == [33, 17]
    assert Marks.of("", []).after(0) is None
    assert Marks.of("", []).before(0) is None


def test_the_margin_shows_the_worst_that_starts_on_the_row() -> None:
    worst = MARKS.starting(0, 33)
    assert worst
    assert worst.span.start == 17
    assert MARKS.starting(42, 60) is None


@settings(deadline=None, max_examples=100)
@given(text=st.text(alphabet="aé\n ", max_size=40), data=st.data())
def test_offsets_and_locations_say_the_same(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    lines = Lines.of(text)
    row, column = lines.location(at)
    assert lines.offset((row, column)) == at
    assert text.split("\n")[row][:column] == text[lines.starts[row] : at]


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet="aé \t", min_size=30, max_size=80), wanted=st.integers(0, 8))
def test_a_row_of_a_long_line_is_that_of_any_line(text: str, wanted: int) -> None:
    cuts = list(range(3, 27, 3))
    rows = []
    for kind in (Text, LongLine):
        line = kind(text)
        line.stylize("bold", 2, 20)
        row = line.divide(cuts)[wanted]
        rows.append((row.plain, [(s.start, s.end, s.style) for s in row.spans]))
    assert rows[0] == rows[1]
