"""One post, pasted: its text, whose words it is, who wrote it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, TextArea

from coach.post import Post, post_id
from coach.text import clean
from tui.screens.import_posts import IMPORTED
from tui.screens.room import Dialog
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said, app_of


class PasteDialog(Dialog[Post]):
    """The answer is the post, of today and without a network: a pasted text does not say."""

    CSS_PATH = ["dialogs.tcss", "paste_post.tcss"]  # noqa: RUF012 an instance attribute for Textual
    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "keep", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        """Lay out the sheet and the two questions."""
        with Vertical(classes="sheet"):
            yield Said("posts.paste_title", classes="title")
            yield TextArea(placeholder=self.words("posts.paste_hint"), tab_behavior="focus", compact=True)
            with Horizontal(classes="ask"):
                yield Said("posts.import_kind")
                yield Pick([Item(kind, self.words(f"posts.kind_{kind}")) for kind in IMPORTED])
            with Horizontal(classes="ask"):
                yield Said("posts.import_author")
                yield Input(placeholder=self.words("posts.import_nobody"), compact=True)
            yield Plain(id="missing")
            yield Said("posts.paste_keys", classes="keys")

    def action_keep(self) -> None:
        """Answer, unless there is nothing to keep."""
        text = clean(self.query_one(TextArea).text).strip()
        if not text:
            self.query_one("#missing", Plain).show(self.words("posts.paste_empty"))
            self.query_one(TextArea).focus()
            return
        author = clean(self.query_one(Input).value).strip() or None
        kind = next(kind for kind in IMPORTED if kind == self.query_one(Pick).picked)
        today = app_of(self).house.clock.now().date().isoformat()
        self.dismiss(Post(id=post_id(text, author), text=text, author=author, kind=kind, date=today))
