"""Text that is only ever text: brackets, braces and ``@click`` in somebody's words stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Static

from coach.text import clean
from tui.words import Words

if TYPE_CHECKING:
    from tui.app import PorteVoix


def app_of(node: DOMNode) -> PorteVoix:
    """Return the app a node lives in, with its own type."""
    return cast("PorteVoix", node.app)


def words_of(node: DOMNode) -> Words:
    """Return the words of the interface, in the language of the moment."""
    return app_of(node).words


@runtime_checkable
class Speaks(Protocol):
    """A widget that says words of the interface, and can say them again in another language."""

    def relabel(self) -> None:
        """Say the words again, in the language of the moment."""
        ...


class Plain(Static):
    """Shows a text as it is, cleaned of what acts on a terminal; never reads markup in it."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        self._shown: Content | None = _content(text)
        super().__init__(self._shown, id=id, classes=classes, markup=False)

    def show(self, text: str | Content) -> None:
        """Show another text, if it is another. A ``Content`` is taken as built: its styles are ours, its text must be clean."""
        content = _content(text)
        shown = self._shown
        if shown is None or content.plain != shown.plain or content.spans != shown.spans:
            self._shown = content
            self.update(content)


class Said(Plain):
    """Shows a text of the catalogue by its key, and says it again when the language changes."""

    def __init__(self, key: str, *, id: str | None = None, classes: str | None = None, **values: Any) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._key = key
        self._values = values

    def on_mount(self) -> None:
        """Say it for the first time."""
        self.relabel()

    def say(self, key: str, **values: Any) -> None:
        """Say another text of the catalogue."""
        self._key, self._values = key, values
        self.relabel()

    def relabel(self) -> None:
        """Say it again."""
        self.show(words_of(self)(self._key, **self._values))


def fit(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` columns, an ellipsis saying that some is missing; nothing under four columns."""
    if cells < 4:
        return ""
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def hang(line: Content, width: int, indent: int) -> Content:
    """Return ``line`` wrapped in ``width`` columns, what follows its first row set back by ``indent``."""
    head, *rest = line.wrap(width)
    if not rest:
        return head
    below = Content(" ").join(rest).wrap(max(8, width - indent))
    return Content.assemble(head, *(Content.assemble("\n" + " " * indent, row) for row in below))


def under(text: str, width: int, style: str = "", indent: int = 2) -> Content:
    """Return ``text`` in rows of ``width`` columns, all of them set back by ``indent``. It must be clean."""
    rows = Content.styled(text, style).wrap(max(8, width - indent))
    return Content("\n").join(Content.assemble(" " * indent, row) for row in rows)


def _content(text: str | Content) -> Content:
    return text if isinstance(text, Content) else Content(clean(text))
