"""The page of the posts: finding them, leafing through them, reading one. What is done to them is in :mod:`tui.screens.posts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from textual import on
from textual.containers import Container, Vertical
from textual.events import Key
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DataTable, Input
from textual.worker import get_current_worker

from coach.phrases import phrase
from coach.post import PostKind
from corpus.browse import Page, Search
from tui.meaning import UNABLE
from tui.messages import Warmed
from tui.screens.room import Room
from tui.widgets.jot import JotLine
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said
from tui.widgets.post_table import PostTable
from tui.widgets.reader import Reader

REST_S = 0.15
"""How long the typing rests before the store is searched."""
BEAT_S = 0.5
"""How often the queue is looked at."""
KINDS: tuple[PostKind, ...] = ("sibling", "official", "own", "comment", "suggestion")
HELD = 200
"""Posts held by the list at a time: drawing them must not be felt."""
ALL = ""
BAR = 20


@dataclass
class Found(Message):
    """A page of posts was found."""

    search: Search
    page: Page
    place: int
    """The line the cursor goes to."""
    kinds: dict[str, int] = field(default_factory=dict)
    """How many posts there are of each kind, whatever is searched."""


@dataclass
class Waiting(Message):
    """The queue was looked at."""

    pending: int
    lacks: tuple[str, ...]


class PostsPage(Room):
    """A line to search, the kinds, the list and the post under the cursor."""

    WORDS = "posts"
    CSS_PATH = "posts.tcss"
    AUTO_FOCUS = "PostTable"

    def __init__(self) -> None:
        super().__init__()
        self.search = Search(limit=HELD)
        """What is looked for now."""
        self.waiting = Waiting(0, ())
        """The queue, as it was last seen."""
        self._page: Page | None = None
        self._kinds: dict[str, int] = {}
        self._timer: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the search over the list and the reading pane."""
        with Vertical(id="finding"):
            yield JotLine("posts.search", id="search")
            yield Pick([Item(ALL, "")], id="kinds")
            yield Plain(id="author")
        with Container(id="shelves"):
            yield PostTable(id="posts")
            yield Reader(id="reader")
            with Vertical(id="nothing"):
                yield Said("posts.first_import", id="nothing-title")
                yield Said("posts.first_how", id="nothing-how", classes="soft")
        yield Plain(id="queue", classes="soft")

    def on_mount(self) -> None:
        """Open the list, and keep an eye on the queue."""
        if self.porte_voix.warm:
            self.find()
        self.set_interval(BEAT_S, self._show_queue)

    def on_warmed(self, _: Warmed) -> None:
        """Open the list as soon as the store is open."""
        self.find()

    def relabel(self) -> None:
        """Say counts, kinds and the queue again."""
        super().relabel()
        self._show()
        self._show_queue()

    # --- finding

    def find(self, place: int = 0) -> None:
        """Have the page that is wanted now read in a thread, the cursor to be on the line ``place``."""
        search = self.search
        self.run_worker(
            lambda: self._find(search, place),
            thread=True, group="find", exclusive=True, exit_on_error=False, description="look for posts",
        )  # fmt: skip

    def _find(self, search: Search, place: int) -> None:
        corpus = self.house.corpus
        page, kinds = corpus.browse(search), corpus.stats().kinds
        if not get_current_worker().is_cancelled:
            self.post_message(Found(search._replace(start=page.start), page, place, kinds))
            self.post_message(Waiting(corpus.pending(), tuple(corpus.lacks())))

    @on(Found)
    def _found(self, event: Found) -> None:
        self.search, self._page, self._kinds = event.search, event.page, event.kinds
        table = self.query_one(PostTable)
        table.put(event.page.posts, place=event.place, oldest=event.search.oldest)
        self._show()
        self._show_queue()

    def look_for(self, search: Search) -> None:
        """Look for something else, from its beginning."""
        self.search = search._replace(start=0)
        self.find()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        typed = event.value
        if self._timer is not None:
            self._timer.stop()
        if typed != self.search.typed:
            self._timer = self.set_timer(REST_S, lambda: self.look_for(self.search._replace(typed=typed)))

    @on(Pick.Picked, "#kinds")
    def _picked(self, event: Pick.Picked) -> None:
        self.look_for(self.search._replace(kind=next((kind for kind in KINDS if kind == event.key), None)))

    @on(DataTable.HeaderSelected)
    def _turn(self, event: DataTable.HeaderSelected) -> None:
        if event.column_key.value == "date":
            self.look_for(self.search._replace(oldest=not self.search.oldest))

    @on(PostTable.Ended)
    def _leaf(self, event: PostTable.Ended) -> None:
        """Show the lines around the one that was left, half of them new."""
        page = self._page
        if page is None:
            return
        half = self.search.limit // 2
        start = max(0, page.start + event.step * half)
        more = page.start + len(page.posts) < page.total if event.step > 0 else page.start > 0
        if more:
            self.search = self.search._replace(start=start)
            self.find(page.start + self.query_one(PostTable).cursor_row + event.step - start)

    # --- showing

    def _show(self) -> None:
        words, page = self.words, self._page
        if page is None:
            return
        total = sum(self._kinds.values())
        count = words.many("posts.count", total)
        self.masthead.subject = words("posts.among", n=words.number(page.total), total=count) if page.total != total else count
        there = [kind for kind in KINDS if self._kinds.get(kind) or kind == self.search.kind]
        items = [Item(kind, words(f"posts.kind_{kind}"), words.number(self._kinds.get(kind, 0))) for kind in there]
        self.query_one("#kinds", Pick).put([Item(ALL, words("posts.all"), words.number(total)), *items], self.search.kind or ALL)
        author = self.query_one("#author", Plain)
        author.display = self.search.author is not None
        author.show(words("posts.by", name=self.search.author or ""))
        self.query_one("#kinds").display = bool(total)
        self.set_class(not page.posts, "-nothing")
        self.query_one("#nothing-title", Said).say("posts.not_found" if total else "posts.first_import")
        self.query_one("#nothing-how").display = not total
        self._read()
        if self.focused is None or not self.focused.display:
            (self.query_one("#posts") if page.posts else self.query_one("#search")).focus()

    @on(DataTable.RowHighlighted)
    def _read(self) -> None:
        self.query_one(Reader).show(self.query_one(PostTable).chosen, self.house.clock.now().date())
        self.refresh_bindings()

    @on(Waiting)
    def _waits(self, event: Waiting) -> None:
        self.waiting = event
        self._show_queue()
        self.refresh_bindings()

    def _show_queue(self) -> None:
        """Show how far the reading of meanings is, or what waits, or why it cannot be read; nothing when all is read."""
        line, run, words = self.query_one("#queue", Plain), self.porte_voix.meaning, self.words
        line.display = True
        if run.running:
            filled = BAR * run.done // max(1, run.total)
            bar = "━" * filled + "─" * (BAR - filled)
            line.show(words("posts.reading", bar=bar, done=words.number(run.done), total=words.number(run.total)))
            self.waiting = Waiting(max(0, run.total - run.done), ())
        elif self.waiting.pending and (lack := next((lack for lack in self.waiting.lacks if lack in UNABLE), "")):
            line.show(phrase(words.lang, "corpus", f"lacks.{lack}"))
        elif self.waiting.pending and self.house.settings.semantic:
            line.show(words.many("posts.waiting", self.waiting.pending))
        else:
            line.display = False

    # --- moving

    def on_key(self, event: Key) -> None:
        """Search whatever is typed over the list, and go from the search down to it."""
        search, table = self.query_one("#search", JotLine), self.query_one(PostTable)
        kinds = self.query_one("#kinds", Pick)
        match event.key, self.focused:
            case "down", here if here is search:
                kinds.focus()
            case "down", here if here is kinds:
                table.focus()
            case "up", here if here is kinds:
                search.focus()
            case _, here if here is table and event.is_printable and event.character and event.character.strip():
                search.focus()
                search.insert_text_at_cursor(event.character)
            case _:
                return
        event.stop()
