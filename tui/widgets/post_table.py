"""The posts found, a line each. It holds a few hundred of them at most and asks for others at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from coach.post import Post
from tui.widgets.plain import fit, words_of
from tui.widgets.shelf import flat

_DATE, _KIND, _AUTHOR, _WIDE_AUTHOR = 10, 11, 14, 20
_ROOMY = 84
_SEEN = 400
"""Characters of a post looked at for its line."""


class PostTable(DataTable[Text]):
    """Date, author, kind, first words. Cells are ``Text``: nothing in them is read as markup."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
        Binding("delete", "refuse", show=False),
    ]

    class Ended(Message):
        """The cursor went past the last line (``1``), or before the first (``-1``)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Refused(Message):
        """The post under the cursor is not wanted any more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, cursor_type="row", show_row_labels=False)
        self.posts: Sequence[Post] = ()
        """What is shown."""
        self.oldest = False
        """Whether the oldest come first, for the sign in the heading."""
        self._drawn: tuple[object, ...] = ()

    @property
    def chosen(self) -> Post | None:
        """The post under the cursor."""
        return self.posts[self.cursor_row] if 0 <= self.cursor_row < len(self.posts) else None

    def put(self, posts: Sequence[Post], *, place: int = 0, oldest: bool = False) -> None:
        """Show these posts, the cursor on the line ``place``."""
        self.posts, self.oldest = posts, oldest
        self._draw(place)

    def on_resize(self) -> None:
        """Cut the lines to the new width."""
        self._draw(self.cursor_row)

    def relabel(self) -> None:
        """Say the headings and the kinds again."""
        self._draw(self.cursor_row)

    def _draw(self, place: int) -> None:
        width, words = self.scrollable_content_region.width, words_of(self)
        now = (self.posts, width, words.lang, self.oldest)
        if width <= 0 or self._drawn == now:
            return
        self._drawn = now
        author = _WIDE_AUTHOR if width >= _ROOMY else _AUTHOR
        text = max(10, width - _DATE - author - _KIND - 8)
        self.clear(columns=True)
        names = (("date", _DATE), ("author", author), ("kind", _KIND), ("text", text))
        for name, wide in names:
            sign = (" ▴" if self.oldest else " ▾") if name == "date" else ""
            self.add_column(Text(words(f"posts.column_{name}") + sign), width=wide, key=name)
        soft = self.app.theme_variables.get("soft", "")
        for post in self.posts:
            self.add_row(
                Text((post.date or "")[:_DATE], soft),
                Text(fit(flat(post.author or ""), author), no_wrap=True),
                Text(words(f"posts.one_{post.kind}"), soft),
                Text(fit(flat(post.text[:_SEEN]), text), no_wrap=True),
            )
        if self.posts:
            self.move_cursor(row=min(max(0, place), len(self.posts) - 1), animate=False)

    def action_cursor_down(self) -> None:
        """Go down, or ask for what follows."""
        if self.cursor_row + 1 >= len(self.posts):
            self.post_message(self.Ended(1))
        super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up, or ask for what comes before."""
        if self.cursor_row <= 0:
            self.post_message(self.Ended(-1))
        super().action_cursor_up()

    def action_page_down(self) -> None:
        """Go down a page, or ask for what follows."""
        if self.cursor_row + 1 >= len(self.posts):
            self.post_message(self.Ended(1))
        super().action_page_down()

    def action_page_up(self) -> None:
        """Go up a page, or ask for what comes before."""
        if self.cursor_row <= 0:
            self.post_message(self.Ended(-1))
        super().action_page_up()

    def action_refuse(self) -> None:
        """Say that the post under the cursor is not wanted."""
        if self.chosen is not None:
            self.post_message(self.Refused())
