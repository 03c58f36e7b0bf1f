"""The posts room: what the mirror compares with; bring some in, read them, take them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from textual import on
from textual.message import Message

from coach.post import Post
from coach.text import clean
from corpus.census import Census
from tui.commands import Command
from tui.commands.posts import (
    POSTS,
    AnswerIt,
    CloseReading,
    CountPosts,
    ExportPosts,
    ImportPosts,
    OnlyAuthor,
    PastePost,
    ReadMeaning,
    RemovePost,
    TurnOrder,
)  # fmt: skip
from tui.exporting import posts_text, save_posts
from tui.kit import PREFIX
from tui.meaning import UNABLE
from tui.paths import given
from tui.screens.dialogs import ConfirmDialog, LineDialog, TellDialog
from tui.screens.import_posts import ImportDialog
from tui.screens.paste_post import PasteDialog
from tui.screens.posts_page import PostsPage
from tui.tellings import census_text
from tui.widgets.post_table import PostTable
from tui.widgets.reader import Reader

PROPOSED = "porte-voix-posts.jsonl"
_BEGINNING = 240


@dataclass
class Done(Message):
    """Something was done to the store."""

    said: str
    """What to tell, in the person's language."""
    warn: bool = False
    read: bool = False
    """Whether new posts wait to be read."""


@dataclass
class Counted(Message):
    """The store was counted."""

    census: Census


@dataclass
class Packed(Message):
    """The posts are ready to be downloaded."""

    text: StringIO


class PostsRoom(PostsPage):
    """What can be done with the posts. All of it happens in threads."""

    ASKS = POSTS

    def allows(self, ask: type[Command]) -> bool | None:
        """Allow what there is something to do with."""
        chosen = self.query_one(PostTable).chosen if self.is_mounted else None
        if ask in (RemovePost, AnswerIt):
            return chosen is not None
        if ask is OnlyAuthor:
            return self.search.author is not None or (chosen is not None and chosen.author is not None)
        if ask is ReadMeaning:
            able = self.house.settings.semantic and not UNABLE & set(self.waiting.lacks)
            return self.porte_voix.meaning.running or (able and self.waiting.pending > 0)
        return self.has_class("-reading") if ask is CloseReading else True

    def _do(self, work: Callable[[], Message]) -> None:
        self.run_worker(
            lambda: self.post_message(work()),
            thread=True, group="do", exit_on_error=False, description="do something with the posts",
        )  # fmt: skip

    @on(Done)
    def _done(self, event: Done) -> None:
        self.app.notify(clean(event.said), severity="warning" if event.warn else "information", markup=False, timeout=8)
        if event.read:
            self.porte_voix.meaning.start()
        self.find(self.query_one(PostTable).cursor_row)

    # --- reading

    @on(PostTable.RowSelected)
    def _open(self) -> None:
        self.add_class("-reading")
        self.query_one(Reader).focus()
        self.refresh_bindings()

    @on(CloseReading)
    def _close(self) -> None:
        self.remove_class("-reading")
        self.query_one(PostTable).focus()
        self.refresh_bindings()

    @on(OnlyAuthor)
    def _only_author(self) -> None:
        chosen = self.query_one(PostTable).chosen
        author = None if self.search.author is not None or chosen is None else chosen.author
        self.look_for(self.search._replace(author=author))

    @on(AnswerIt)
    def _answer(self) -> None:
        if (chosen := self.query_one(PostTable).chosen) is not None:
            self.porte_voix.open_room("rebound", post=chosen.text)

    @on(TurnOrder)
    def _turn_order(self) -> None:
        self.look_for(self.search._replace(oldest=not self.search.oldest))

    @on(ReadMeaning)
    def _read_meaning(self) -> None:
        run = self.porte_voix.meaning
        if run.running:
            run.stop()
        else:
            run.start()
        self._show_queue()

    # --- bringing in

    @on(ImportPosts)
    def _import(self) -> None:
        self.app.push_screen(ImportDialog(), self._imported)

    def _imported(self, came: bool | None) -> None:
        if came:
            self.porte_voix.meaning.start()
        self.find()

    @on(PastePost)
    def _paste(self) -> None:
        self.app.push_screen(PasteDialog(), self._pasted)

    def _pasted(self, post: Post | None) -> None:
        if post is not None:
            self._do(lambda: self._kept(post))

    def _kept(self, post: Post) -> Done:
        done = self.house.corpus.add([post])
        return Done(self.words("posts.pasted_known" if done.unchanged else "posts.pasted_added"), read=not done.unchanged)

    # --- taking out

    @on(PostTable.Refused)
    @on(RemovePost)
    def _remove(self) -> None:
        post, words = self.query_one(PostTable).chosen, self.words
        if post is None:
            return
        beginning = " ".join(post.text[:_BEGINNING].split())
        detail = words("posts.remove_detail", text=f"{post.author or words('posts.anonymous')} : {beginning}")
        if post.id.startswith(PREFIX):
            detail += "\n\n" + words("posts.is_kit")
        dialog = ConfirmDialog(words("posts.remove_title"), detail, words("posts.remove_yes"))
        self.app.push_screen(dialog, lambda sure: self._do(lambda: self._removed(post.id)) if sure else None)

    def _removed(self, post_id: str) -> Done:
        """Remove a post and look for what may be left of it. Runs in a thread."""
        self.house.corpus.remove([post_id])
        left = self.house.corpus.traces(post_id)
        if left == ["server"]:
            return Done(self.words("posts.server_waits", host=self.house.shares_with or "?"))
        return Done(self.words("posts.traces", where=", ".join(left)) if left else self.words("posts.removed"), warn=bool(left))

    @on(ExportPosts)
    def _export(self) -> None:
        if self.app.is_web:
            self._do(lambda: Packed(posts_text(self.house.corpus)))
            return
        dialog = LineDialog(self.words("posts.export_title"), PROPOSED, self.words("posts.export_detail"))
        self.app.push_screen(dialog, lambda path: self._do(lambda: self._saved(given(path))) if path else None)

    def _saved(self, path: Path) -> Done:
        count = save_posts(self.house.corpus, path, self.words)
        return Done(self.words.many("posts.exported", count, path=path))

    @on(Packed)
    def _deliver(self, event: Packed) -> None:
        self.app.deliver_text(event.text, save_filename=PROPOSED)

    @on(CountPosts)
    def _count(self) -> None:
        self._do(lambda: Counted(self.house.corpus.stats()))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        self.app.push_screen(TellDialog(self.words("posts.stats_title"), census_text(event.census, self.words)))
