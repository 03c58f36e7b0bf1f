"""From the fields of a record to a post: the one door every format passes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coach.post import Post, PostForm, PostKind, post_id
from coach.text import clean
from corpus.readers.dates import Order, read_date
from corpus.readers.fields import count_of, form_named, images_of, kind_named, lang_named, one_line
from corpus.readers.links import is_only_links, is_own, network_named, network_of, plain_url
from corpus.readers.values import Kept, Left, LeftReason, Lost, Origin, Seen, glimpse

LONGEST = 1_000_000
"""Characters above which a text is not a post."""
COUNTS = ("likes", "comments", "shares", "impressions")

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OUTER = " \t\r\n"


class Frame(NamedTuple):
    """What is known of every record of a file."""

    origin: Origin
    network: str | None = None
    """Network of the file."""
    form: PostForm = "post"
    """``scheduled`` becomes ``draft`` for a record without a date."""
    empty: LeftReason = "empty_text"
    """What a record without words is called."""
    order: Order | None = None
    """Day order of the dates."""
    utc: str = ""
    """``Z`` when times without a zone are UTC."""
    expects_date: bool = False
    """Whether a missing date is worth telling."""
    lossy: bool = False
    """Whether some bytes of the file could not be decoded."""
    kind: PostKind | None = None
    """Kind the format imposes."""


def entry(
    record: int, fields: Mapping[str, object], frame: Frame, near: dt.datetime | None = None, seed: str | None = None
) -> Iterator[Seen]:
    """Yield the post that ``fields`` tell, or why there is none, then what was lost on the way.

    ``near`` is the moment known from the post's number; ``seed`` makes the id where the address would not do.
    """
    raw = fields.get("text")
    if not isinstance(raw, str):
        yield Lost(record, "no_text" if raw is None else "text_not_a_string", glimpse(fields if raw is None else raw))
        return
    text = clean(raw).strip(_OUTER)
    if not text.strip():
        yield Left(record, frame.empty)
        return
    if len(text) > LONGEST:
        yield Lost(record, "text_too_long", text[:200])
        return
    losses: list[Lost] = []
    if _is_altered(raw):
        losses.append(Lost(record, "unsafe_characters_removed", text[:200]))
    if frame.lossy and "\ufffd" in raw:
        losses.append(Lost(record, "undecodable_bytes_kept", text[:200]))
    date = _date(record, text, fields.get("date"), frame, near, losses)
    if losses and losses[-1].reason == "bad_date":
        yield losses[-1]
        return
    yield Kept(record, _post(record, text, date, fields, frame, losses, seed))
    yield from losses


def _is_altered(raw: str) -> bool:
    """Tell whether cleaning takes more from ``raw`` than the spelling of its line breaks."""
    even = _BREAKS.sub("\n", raw).replace("\ufeff", "")
    return clean(even) != even


def _date(record: int, text: str, raw: object, frame: Frame, near: dt.datetime | None, losses: list[Lost]) -> str | None:
    if not isinstance(raw, (str, int, float)) or isinstance(raw, bool) or not str(raw).strip():
        if frame.expects_date:
            losses.append(Lost(record, "missing_date_kept", text[:200]))
        return None
    dated = read_date(raw, frame.order, near, frame.utc)
    if dated.problem:
        losses.append(Lost(record, dated.problem, str(raw)))
    return dated.value


def _post(
    record: int, text: str, date: str | None, fields: Mapping[str, object], frame: Frame, losses: list[Lost], seed: str | None
) -> Post:
    def said(name: str) -> str:
        value = fields.get(name)
        return one_line(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""

    url = plain_url(said("url")) or None
    author = said("author") or frame.origin.author
    kind = frame.kind or kind_named(said("kind"))
    if kind is None and said("kind"):
        losses.append(Lost(record, "unknown_kind_kept", said("kind")))
    form = form_named(said("form")) or ("draft" if frame.form == "scheduled" and not said("date") else frame.form)
    counts: dict[str, int | None] = {}
    for name in COUNTS:
        try:
            counts[name] = count_of(fields.get(name))
        except ValueError:
            losses.append(Lost(record, "bad_count_kept", f"{name}: {glimpse(fields.get(name))}"))
    lang = lang_named(said("lang"))
    return Post(
        id=said("id") or post_id(text, author, seed or (url if url and is_own(url) else None)),
        text=text,
        author=author,
        kind=kind or frame.origin.kind,
        form="link_only" if form == "post" and is_only_links(text) else form,
        lang=lang,
        date=date,
        network=network_named(said("network")) or frame.network or network_of(url),
        url=url,
        images=images_of(fields["image"]) if fields.get("image") else (),
        likes=counts.get("likes"),
        comments=counts.get("comments"),
        shares=counts.get("shares"),
        impressions=counts.get("impressions"),
    )
