"""What an import, the figures of the store and other things done to posts are told as."""

from __future__ import annotations

from textual.content import Content

from coach.phrases import phrase
from coach.text import clean
from corpus.census import Census
from tui.bringing import Brought
from tui.words import Words

SHOWN = 40
"""Reported rows named one by one; the others are counted."""


def brought_content(brought: Brought, words: Words) -> Content:
    """Return the account of an import: what came in, what was left aside and why, which rows to look at."""
    counts = [words.many(f"posts.done_{name}", n) for name in ("added", "updated") if (n := getattr(brought, name))]
    pieces: list[Content | str | tuple[str, str]] = [(" · ".join(counts) or words("posts.done_nothing"), "bold")]
    if brought.skipped:
        pieces += ["\n\n", words.many("posts.done_skipped", brought.skipped.total())]
        for reason, n in brought.skipped.most_common():
            pieces += [f"\n  {words.number(n)} × ", (_reason(reason, words), "$soft")]
    if brought.reported:
        pieces += ["\n\n", words.many("posts.done_reported", brought.reports)]
        for row in brought.reported[:SHOWN]:
            pieces += [f"\n  {clean(row.where)}  ", (_reason(row.reason, words), "$soft")]
            pieces += [("  « " + clean(row.text) + " »", "$soft")] if row.text else []
        rest = brought.reports - len(brought.reported[:SHOWN])
        pieces += ["\n  ", (words.many("posts.done_more", rest), "$soft")] if rest else []
    return Content.assemble(*pieces)


def _reason(reason: str, words: Words) -> str:
    return phrase(words.lang, "readers", f"reason.{reason}")


def census_text(census: Census, words: Words) -> str:
    """Return the figures of the store, a line each."""
    lines = [
        ("posts", words.number(census.posts)),
        ("authors", words.number(census.authors)),
        ("first", (census.first or "")[:10]),
        ("last", (census.last or "")[:10]),
        ("languages", ", ".join(f"{words(f'posts.lang_{lang}')} {words.number(n)}" for lang, n in census.languages.items())),
        ("sentences", words.number(census.sentences)),
        ("pending", words.number(census.pending)),
    ]
    kinds = [(words(f"posts.kind_{kind}"), words.number(n)) for kind, n in census.kinds.items()]
    said = [(words(f"posts.stat_{name}"), value) for name, value in lines if value]
    said[1:1] = [(f"  {name}", value) for name, value in kinds]
    wide = max(len(name) for name, _ in said)
    return "\n".join(f"{name:<{wide}}   {value}" for name, value in said)
