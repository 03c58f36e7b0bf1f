"""LinkedIn's exports as tables: a member's shares, comments and reposts, a page's posts.

The measured quirks: a line break of a share is written quote, line feed, quote; a share with several images is several rows;
a share to a group repeats the text; comments escape quotes with a backslash; a boosted post repeats the text of its original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from coach.post import Post
from coach.text import clean, words
from corpus.readers.cells import Row
from corpus.readers.dates import looks_dated
from corpus.readers.entries import Frame, entry
from corpus.readers.fields import columns_of, one_line, plain
from corpus.readers.links import plain_url, urn_moment
from corpus.readers.tables import Table, settled
from corpus.readers.values import Kept, Left, Lost, Origin, Seen

_UPDATE = re.compile(r"linkedin\.com/feed/update/")
_SHARE = {"text": "sharecommentary", "url": "sharelink", "date": "date", "image": "mediaurl"}
_COMMENT = {"text": "message", "url": "link", "date": "date"}


def read_shares(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of ``Shares.csv``, images of one post together, group copies left out, then what was lost."""
    columns = {field: table.names.index(name) for field, name in _SHARE.items() if name in table.names}
    frame = _frame(table, columns, origin)._replace(empty="empty_commentary")
    posts: dict[int, Post] = {}
    others: list[Seen] = []
    by_link: dict[str, int] = {}
    by_text: dict[str, int] = {}
    for row, fields in _rows(table, columns, others):
        fields["text"] = unwrapped(fields.get("text", ""))
        link = plain_url(fields.get("url", "")).strip()
        first = by_link.get(link) if link else None
        if first is not None and first in posts and _same(posts[first].text, fields["text"]):
            image = one_line(fields.get("image", ""))
            if image and image not in posts[first].images:
                posts[first] = posts[first].model_copy(update={"images": (*posts[first].images, image)})
                others.append(Left(row.record, "duplicate_row_other_image", first))
            else:
                others.append(Left(row.record, "duplicate_row", first))
            continue
        for seen in entry(row.record, fields, frame, urn_moment(link)):
            if not isinstance(seen, Kept):
                others.append(seen)
                continue
            by_link.setdefault(link, row.record)
            before = by_text.setdefault(seen.post.text, row.record)
            if before == row.record:
                posts[row.record] = seen.post
            elif "groupPost" in (posts[before].url or "") and "groupPost" not in link:
                by_text[seen.post.text] = row.record
                posts[row.record] = seen.post
                del posts[before]
                others.append(Left(before, "cross_post_same_text", row.record))
            else:
                others.append(Left(row.record, "cross_post_same_text", before))
    yield from (Kept(record, post) for record, post in posts.items())
    yield from sorted(others, key=lambda seen: seen.record)


def unwrapped(cell: str) -> str:
    """Return the text of a share, its line breaks no longer between quotes; untouched when one of them was not."""
    cell = cell.replace("\r\n", "\n")
    return cell.replace('"\n"', "\n") if cell.count("\n") == cell.count('"\n"') else cell


def _same(one: str, raw: str) -> bool:
    return one == clean(raw).strip(" \t\r\n")


def _frame(table: Table, columns: Mapping[str, int], origin: Origin) -> Frame:
    order = settled(table, columns, origin)
    return table.frame(origin)._replace(network="linkedin", utc="Z", expects_date=True, order=order)


def _rows(table: Table, columns: Mapping[str, int], others: list[Seen]) -> Iterator[tuple[Row, dict[str, str]]]:
    """Yield the sound rows by field; the others go to ``others``."""
    for row in table.rows():
        if row.fault is not None:
            others.append(Lost(row.record, row.fault, " ".join(row.cells)))
        elif any(cell.strip() for cell in row.cells):
            yield row, {field: row.cells[at] for field, at in columns.items() if at < len(row.cells)}


def read_comments(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the comments of ``Comments.csv``; their address is that of the post they answer."""
    columns = {field: table.names.index(name) for field, name in _COMMENT.items()}
    frame = _frame(table, columns, origin)._replace(empty="empty_message", form="comment", kind="comment")
    seen_before: dict[tuple[str, ...], int] = {}
    faults: list[Seen] = []
    for row, fields in _rows(table, columns, faults):
        yield from faults
        faults.clear()
        before = seen_before.setdefault(row.cells, row.record)
        if before != row.record:
            yield Left(row.record, "duplicate_row", before)
            continue
        # Many comments share one link, and "Merci !" is said twice: the place, the moment and the words make the comment.
        keys = " ".join(word.key for word in words(fields["text"]))
        yield from entry(row.record, fields, frame, seed=f"{fields['url']} {fields['date']} {keys}")
    yield from faults


def read_reposts(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield why no row of ``InstantReposts.csv`` is a post: it holds dates and links only."""
    del origin
    for row in table.rows():
        yield Left(row.record, "repost_without_text")


def read_media(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield nothing: ``Rich_Media.csv`` names files without saying of which post."""
    del table, origin
    return iter(())


def page_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Return the columns of a page's posts, by what the cells hold where the language of the headers is unknown.

    The link is the column of addresses of posts, the text stands to its left, the first column of dates is the day of creation.
    ``None`` when there is no such link, or nothing to its left: the export has no words.
    """
    columns = columns_of(header, {})
    links = [at for at in range(len(header)) if any(at < len(row) and _UPDATE.search(row[at]) for row in rows)]
    if not links:
        return None
    link = columns["url"] if columns.get("url") in links else links[0]
    text = columns.get("text", link - 1)
    if text < 0 or text in links or not any(text < len(row) and row[text].strip() for row in rows):
        return None
    dates = [at for at in range(len(header)) if any(at < len(row) and looks_dated(row[at]) for row in rows)]
    return columns | {"url": link, "text": text} | ({"date": dates[0]} if "date" not in columns and dates else {})


def read_page(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of a page's analytics; a boosted copy of one of them is left out."""
    columns = page_columns(table.header, [row.cells for row in table.rows()]) or columns_of(table.header, {})
    frame = _frame(table, columns, origin)._replace(utc="", empty="empty_title")
    kind = next((at for at, name in enumerate(table.names) if name in ("posttype", "typedepost", "typedepublication")), None)
    others: list[Seen] = []
    rows = [(_is_sponsored(row, columns.get("text"), kind), row, fields) for row, fields in _rows(table, columns, others)]
    known: dict[str, int] = {}
    for boosted, row, fields in sorted(rows, key=lambda item: (item[0], item[1].record)):
        text = clean(fields.get("text", "")).strip()
        if boosted and text in known:
            others.append(Left(row.record, "sponsored_copy", known[text]))
        elif text and not fields.get("url", "").strip() and not fields.get("date", "").strip():
            others.append(Lost(row.record, "no_link_no_date", text))
        else:
            others.extend(entry(row.record, {"text": "", **fields}, frame, urn_moment(fields.get("url", ""))))
            if text:
                known.setdefault(text, row.record)
    yield from sorted(others, key=lambda seen: seen.record)


def _is_sponsored(row: Row, text: int | None, kind: int | None) -> bool:
    """Tell whether a row is an advertisement, by its type or, headers unknown, by a short cell that says so."""
    cells = [row.cells[kind]] if kind is not None and kind < len(row.cells) else [c for i, c in enumerate(row.cells) if i != text]
    return any(plain(cell).startswith("sponsor") for cell in cells if len(cell) < 16)
