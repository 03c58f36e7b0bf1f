"""A whole post, to be read: who, when, how it was received, and every word of it."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from coach.post import Post
from coach.text import clean
from tui.moments import calendar_day
from tui.widgets.plain import Plain, words_of
from tui.words import Words

LONGEST = 12_000
"""Characters shown of a post: four times the longest LinkedIn takes. Laying out more would hold up the screen."""


class Reader(VerticalScroll):
    """Shows one post, or a sentence when there is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._post: Post | None = None
        self._today = dt.date.min

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Plain()

    def show(self, post: Post | None, today: dt.date) -> None:
        """Show another post, from its beginning."""
        self._today = today
        if post != self._post:
            self._post = post
            self.relabel()
            self.scroll_home(animate=False)

    def relabel(self) -> None:
        """Say it again."""
        self.query_one(Plain).show(post_content(self._post, self._today, words_of(self)) if self._post else Content(""))


def post_content(post: Post, today: dt.date, words: Words) -> Content:
    """Return a post as it is read: its author, what is known of it, its text."""
    about = [words(f"posts.one_{post.kind}"), _day(post.date, today, words), post.network or ""]
    about += [
        words(f"posts.form_{post.form}") if post.form != "post" else "",
        words(f"posts.lang_{post.lang}") if post.lang else "",
    ]
    figures = [
        words.many(f"posts.{name}", count)
        for name in ("likes", "comments", "shares", "impressions")
        if (count := getattr(post, name)) is not None
    ]
    pieces: list[Content | str | tuple[str, str]] = [(_line(post.author) or words("posts.anonymous"), "bold")]
    for line in (" · ".join(filter(None, about)), " · ".join(figures), _line(post.url)):
        pieces += ["\n", (clean(line), "$soft")] if line else []
    pieces += ["\n\n", clean(post.text[:LONGEST])]
    if len(post.text) > LONGEST:
        pieces += ["\n\n", (words.many("posts.longer", len(post.text) - LONGEST), "$soft")]
    return Content.assemble(*pieces)


def _line(text: str | None) -> str:
    return " ".join(clean(text or "").split())


def _day(date: str | None, today: dt.date, words: Words) -> str:
    if not date:
        return words("posts.no_date")
    try:
        return calendar_day(dt.date.fromisoformat(date[:10]), today, words)
    except ValueError:
        return _line(date)
