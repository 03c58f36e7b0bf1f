"""What reading a file yields: posts, what was left out on purpose, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from coach.context import Language
from coach.finding import Value
from coach.post import Post, PostKind
from coach.text import clean
from corpus.readers.dates import Order

CHUNK = 5_000
"""Most posts one :class:`Read` holds: a big file comes in several."""
EXCERPT = 120
"""Characters of a faulty row shown to the person."""

LeftReason = Literal[
    "boost",
    "cross_post_same_text",
    "deleted_tweets",
    "duplicate_id",
    "duplicate_row",
    "duplicate_row_other_image",
    "edited_later",
    "empty_commentary",
    "empty_content",
    "empty_message",
    "empty_text",
    "empty_title",
    "link_not_followed",
    "not_posts",
    "not_public",
    "other_activity",
    "other_file",
    "private_messages",
    "repost_without_text",
    "retweet",
    "sponsored_copy",
]
"""Why something understood was left out."""
LostReason = Literal[
    "ambiguous_date_kept",
    "archive_too_big",
    "bad_count_kept",
    "bad_date",
    "bad_front_matter",
    "bad_json",
    "bad_member",
    "bad_picture_kept",
    "broken_archive",
    "broken_workbook",
    "cut_text_kept",
    "empty_file",
    "encrypted_member",
    "mapped_column_missing",
    "missing_date_kept",
    "nested_archive",
    "nested_too_deep",
    "no_link_no_date",
    "no_object",
    "no_text",
    "no_text_in_this_export",
    "not_an_object",
    "nothing_to_read",
    "record_too_long",
    "text_not_a_string",
    "text_too_long",
    "too_big",
    "too_many_rows",
    "truncated_last_row_unclosed_quote",
    "unclosed_quote",
    "undecodable_bytes_kept",
    "unknown_format",
    "unknown_kind_kept",
    "unreadable_file",
    "unsafe_characters_removed",
    "wrong_column_count",
]
"""Why something could not be read, or what was lost; ``…_kept`` and ``unsafe_characters_removed`` leave the post in."""


class Record(Value):
    """Where something was found in a file."""

    where: str
    """File and record, ``Shares.csv:12``; the file alone when it is about the whole of it."""
    record: int
    """1-based logical record: row under the header, item of a list, line of JSON Lines; 0 for the whole file."""


class Skipped(Record):
    """A record understood and left out on purpose."""

    reason: LeftReason
    same_as_record: int | None = None
    """The record it repeats."""


class Reported(Record):
    """A record that could not be read, or was read with a loss."""

    reason: LostReason
    text: str
    """The beginning of what was found there, clean and on one line."""


class Read(Value):
    """What one file gave, or one slice of a big file."""

    posts: tuple[Post, ...] = ()
    records: tuple[Record, ...] = ()
    """Where each of ``posts`` comes from, in the same order."""
    skipped: tuple[Skipped, ...] = ()
    reported: tuple[Reported, ...] = ()
    format: str
    """``linkedin_shares``, ``x_tweets``, ``table``…"""
    columns: tuple[str, ...] | None = None
    """The headers found, when none could be told to hold the text: the person is to be asked."""
    where: str = ""
    """The file."""


class Origin(NamedTuple):
    """What the person said about all the posts they give."""

    kind: PostKind = "sibling"
    """Kind of the posts whose file does not name one."""
    author: str | None = None
    """Author of the posts whose file does not name one."""
    mapping: Mapping[str, str] = {}
    """Field to header, ``{"text": "Mon texte"}``; ``date_order`` may be ``dmy`` or ``mdy``."""
    speak: Language = "fr"
    """Language of the errors."""

    @property
    def order(self) -> Order | None:
        """The day order the person gave, ``None`` to go by evidence."""
        said = self.mapping.get("date_order")
        return "dmy" if said == "dmy" else "mdy" if said == "mdy" else None


class Kept(NamedTuple):
    """A post, as read."""

    record: int
    post: Post


class Left(NamedTuple):
    """A record left out on purpose."""

    record: int
    reason: LeftReason
    same_as: int | None = None


class Lost(NamedTuple):
    """A record that could not be read, or was read with a loss."""

    record: int
    reason: LostReason
    text: str = ""


Seen = Kept | Left | Lost
"""What a reader says of a record as it goes through a file."""


def glimpse(value: object) -> str:
    """Return the beginning of a value of JSON as it was read, however deep it is."""
    try:
        return value if isinstance(value, str) else str(value)[: 4 * EXCERPT]
    except RecursionError:
        return ""


def excerpt(raw: str) -> str:
    """Return the beginning of ``raw`` as it may be shown: clean, on one line, at most ``EXCERPT`` characters."""
    line = " ".join(clean(raw[: 4 * EXCERPT]).split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"


def gather(seen: Iterable[Seen], where: str, format: str) -> Iterator[Read]:  # noqa: A002 - the public name of the field
    """Yield what was seen as one :class:`Read`, or several of at most ``CHUNK`` posts; always at least one."""
    batch: list[Seen] = []
    told = False
    for item in seen:
        batch.append(item)
        if len(batch) == CHUNK:
            yield _read(batch, where, format)
            batch, told = [], True
    if batch or not told:
        yield _read(batch, where, format)


def _read(batch: list[Seen], where: str, name: str) -> Read:
    posts: list[Post] = []
    records: list[Record] = []
    skipped: list[Skipped] = []
    reported: list[Reported] = []
    for item in batch:
        place = f"{where}:{item.record}" if item.record else where
        match item:
            case Kept():
                posts.append(item.post)
                records.append(Record(where=place, record=item.record))
            case Left():
                skipped.append(Skipped(where=place, record=item.record, reason=item.reason, same_as_record=item.same_as))
            case Lost():
                reported.append(Reported(where=place, record=item.record, reason=item.reason, text=excerpt(item.text)))
    return Read(
        posts=tuple(posts),
        records=tuple(records),
        skipped=tuple(skipped),
        reported=tuple(reported),
        format=name,
        where=where,
    )
