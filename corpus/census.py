"""What the store holds, in figures and as files: ``portevoix posts stats`` and ``portevoix posts export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from coach.finding import Value
from coach.post import Post
from corpus.rows import Rows

ExportFormat = Literal["jsonl", "csv"]
FIELDS = tuple("id text author kind form lang date network url image likes comments shares impressions".split())
"""The names of an exported post, in order: those ``posts import`` reads."""


class Census(Value):
    """The store in figures."""

    posts: int
    kinds: dict[str, int]
    """Posts of each kind, the most frequent first."""
    languages: dict[str, int]
    authors: int
    """How many people signed a post."""
    first: str | None
    """Date of the oldest dated post, ISO 8601."""
    last: str | None
    sentences: int
    """How many sentences have their vector."""
    pending: int
    """How many posts wait for theirs."""


def census(rows: Rows, pending: int) -> Census:
    """Count the store. Raises ``BrokenEnvironment``."""
    totals = rows.one(
        "SELECT count(*), count(DISTINCT author), min(date), max(date),"
        " (SELECT coalesce(sum(vectors), 0) FROM embedded) FROM posts"
    ) or (0, 0, None, None, 0)
    return Census(
        posts=int(totals[0] or 0),
        kinds=_by(rows, "kind"),
        languages=_by(rows, "lang"),
        authors=int(totals[1] or 0),
        first=None if totals[2] is None else str(totals[2]),
        last=None if totals[3] is None else str(totals[3]),
        sentences=int(totals[4] or 0),
        pending=pending,
    )


def _by(rows: Rows, column: str) -> dict[str, int]:
    """Count posts by the values of a column."""
    found = rows.all(f"SELECT {column}, count(*) FROM posts GROUP BY {column} ORDER BY 2 DESC, 1")  # noqa: S608 - names are ours
    return {str(value): int(count or 0) for value, count in found}


def exported(posts: Iterable[Post], form: ExportFormat) -> Iterator[dict[str, object]]:
    """Yield posts under the names of the contract; ``csv`` rows have every column, ``jsonl`` ones only what is known."""
    for post in posts:
        row: dict[str, object] = post.model_dump(exclude={"images", "form"})
        row["form"] = None if post.form == "post" else post.form
        if form == "csv":
            row["image"] = " ".join(post.images)
            yield {name: "" if row[name] is None else row[name] for name in FIELDS}
        else:
            row["image"] = post.images[0] if len(post.images) == 1 else list(post.images) or None
            yield {name: row[name] for name in FIELDS if row[name] is not None}
