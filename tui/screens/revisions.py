"""The versions kept of a draft: what each would change in the text of now, and Enter to restore one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.notebook import Revision
from tui.screens.room import Dialog
from tui.widgets.difference import difference
from tui.widgets.plain import Plain, Said
from tui.words import Words


class RevisionsDialog(Dialog[str]):
    """Answers with the text to restore. ``revisions`` newest first; ``text`` is the one on the sheet."""

    CSS_PATH = "workbench.tcss"

    def __init__(self, revisions: Sequence[Revision], text: str) -> None:
        super().__init__()
        self._revisions, self._text = revisions, text

    def compose(self) -> ComposeResult:
        """Lay out the list beside what the highlighted version would change."""
        with Vertical(classes="sheet large"):
            yield Said("revisions.title", classes="title")
            with Horizontal():
                yield OptionList(*(Option(_line(r, self.words)) for r in self._revisions), markup=False, compact=True)
                with VerticalScroll():
                    yield Plain(id="change")
            yield Said("revisions.how", classes="soft")

    def on_mount(self) -> None:
        """Show the newest."""
        self.query_one(OptionList).focus()
        if not self._revisions:
            self.query_one("#change", Plain).show(self.words("revisions.none"))

    @on(OptionList.OptionHighlighted)
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        revision = self._revisions[event.option_index]
        same = revision.text == self._text
        shown = Content.styled(self.words("revisions.same"), "$soft") if same else difference(self._text, revision.text)
        self.query_one("#change", Plain).show(shown)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _restore(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._revisions[event.option_index].text)


def _line(revision: Revision, words: Words) -> Content:
    made = revision.made.astimezone().strftime(words("revisions.when"))
    told = words(f"revisions.cause_{revision.cause}")
    length = words.many("revisions.length", len(revision.text))
    return Content.assemble((f"{revision.number} ", "bold $primary"), made, "\n  ", (f"{told} · {length}", "$soft"))
