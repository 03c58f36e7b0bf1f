"""The list of remarks: worst first, five shown, the others unfolded when asked."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.events import Focus
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.text import clean
from tui.widgets.marks import Mark, signs
from tui.widgets.plain import words_of

SHOWN = 5
"""How many remarks are shown before the person asks for the others."""
_INDENT = 3


class RemarkList(OptionList):
    """The remarks of the moment. Enter or a click goes to the words; the arrows show what the coach says of each."""

    @dataclass
    class Chosen(Message):
        """Go to the words of this remark."""

        mark: Mark

    @dataclass
    class Looked(Message):
        """Show what the coach says of this remark; the cursor stays where it is."""

        mark: Mark

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self._marks: tuple[Mark, ...] = ()
        self._drawn: list[tuple[str, str, str]] | None = None
        self._unfolded = False
        self._width = 0

    def show(self, marks: tuple[Mark, ...]) -> None:
        """Show these remarks, in this order; drawn again only when they read differently."""
        self._marks = marks
        drawn = [(signs(m.finding), m.finding.message, m.finding.text) for m in marks]
        if drawn != self._drawn:
            self._drawn = drawn
            self._fill()

    def on_resize(self) -> None:
        """Wrap the remarks again when there is more or less room for them."""
        if self._drawn is not None and self.scrollable_content_region.width != self._width:
            self._fill()

    def relabel(self) -> None:
        """Say the words of the list again; the remarks themselves come from the next review."""
        self._fill()

    @property
    def looked_at(self) -> Mark | None:
        """The remark highlighted, or ``None``."""
        place = self.highlighted
        return self._marks[place] if place is not None and place < min(len(self._marks), self._count()) else None

    def point_at(self, mark: Mark | None) -> None:
        """Highlight the remark whose words the cursor is on."""
        place = next((i for i, m in enumerate(self._marks) if mark is not None and m.finding.id == mark.finding.id), None)
        if place is not None and place >= self._count():
            self._unfolded = True
            self._fill()
        if not self.has_focus:
            self.highlighted = place

    def _count(self) -> int:
        return len(self._marks) if self._unfolded else min(SHOWN, len(self._marks))

    def _fill(self) -> None:
        words, kept = words_of(self), self.highlighted
        count, self._width = self._count(), self.scrollable_content_region.width
        options = [Option(_line(mark, self._width)) for mark in self._marks[:count]]
        if count < len(self._marks):
            options.append(
                Option(Content.styled(f"▸ {words.many('charter.others', len(self._marks) - count)}", "italic $soft"), id="more")
            )
        if not options:
            options = [Option(Content.styled(words("workbench.no_remark"), "italic $soft"), disabled=True)]
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = kept if kept is not None and kept < len(self._marks) else None

    @on(Focus)
    def _focused(self) -> None:
        if self.highlighted is None and self._marks:
            self.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        mark = self.looked_at
        if mark is not None and self.has_focus:
            self.post_message(self.Looked(mark))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == "more":
            self._unfolded = True
            self._fill()
        elif event.option_index < len(self._marks):
            self.post_message(self.Chosen(self._marks[event.option_index]))


def _line(mark: Mark, width: int) -> Content:
    """Return a remark under its signs: what is there and, when it does not say them, the words it is about on one line."""
    finding = mark.finding
    room = max(12, width - _INDENT)
    lines = Content(clean(finding.message)).wrap(room)
    excerpt = clean(finding.text).replace("\n", " ")
    if excerpt and excerpt not in finding.message:
        words = excerpt if len(excerpt) <= room - 4 else excerpt[: room - 5].rstrip() + "…"
        lines.append(Content.styled(f"« {words} »", "italic $soft"))
    return Content.assemble((signs(finding), f"bold ${finding.severity}"), " ", Content("\n" + " " * _INDENT).join(lines))
