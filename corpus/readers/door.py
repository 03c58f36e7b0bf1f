"""The door of the readers: any path or pasted text in, posts out; the person never has to name a format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from coach.context import Language
from coach.errors import BadInput
from coach.phrases import phrase
from coach.post import PostKind
from corpus.readers import mastodon, x
from corpus.readers.archives import DAMAGE, Container, Refused, container_of, members_of
from corpus.readers.decoding import Page, page_of, pasted
from corpus.readers.exports import is_table, read_delimited
from corpus.readers.fields import NAMES
from corpus.readers.items import decode
from corpus.readers.lines import read_json, read_json_lines
from corpus.readers.papers import read_paper
from corpus.readers.sheets import OLE, read_workbook
from corpus.readers.sources import LIMIT, Faulty, Member, Passed, Source, file_source, shown, walk
from corpus.readers.tables import head_of
from corpus.readers.tape import LONGEST_RECORD
from corpus.readers.values import CHUNK, Left, Lost, LostReason, Origin, Read, Skipped, gather

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-])')
_JSON_LIST = re.compile(r'\s*\[\s*\{\s*"')
_MARKUP = re.compile(r"<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
_TABULAR = ("csv", "tsv", "tab", "xls", "xlsx")


def read_path(
    path: Path,
    *,
    kind: PostKind = "sibling",
    author: str | None = None,
    mapping: Mapping[str, str] | None = None,
    speak: Language = "fr",
) -> Iterator[Read]:
    """Return what a file, a folder or an archive gives: one :class:`Read` a file, several for a big one.

    ``kind`` and ``author`` are for the posts whose file names none. Raises ``BadInput`` at once for a path that is missing,
    refused, not a file, or larger than ``LIMIT``; inside a folder or an archive such a file is reported and the others are read.
    """
    origin = _origin(kind, author, mapping, speak)
    try:
        if path.is_dir():
            next(path.iterdir(), None)
            return _walk(path, origin)
        if not path.exists():
            near = get_close_matches(path.name, [p.name for p in path.parent.iterdir()], 1, 0.75) if path.parent.is_dir() else []
            remedy = phrase(speak, "readers", "error.missing_near", near=shown(near[0])) if near else ""
            raise _bad(speak, "missing", path, remedy)
        if not path.is_file():
            raise _bad(speak, "not_a_file", path)
        source = file_source(path, shown(path.name))
        if source.size > LIMIT:
            raise _bad(speak, "too_big", path)
        with source.opening():
            pass
    except OSError as error:
        raise _bad(speak, "denied", path) from error
    return _source(source, origin)


def read_text(
    text: str,
    name: str = "-",
    *,
    kind: PostKind = "sibling",
    author: str | None = None,
    mapping: Mapping[str, str] | None = None,
    speak: Language = "fr",
) -> Read:
    """Return what a pasted text gives: a post, or any text format that :func:`read_path` knows."""
    page = pasted(text, name)
    reads = list(_page(page, _origin(kind, author, mapping, speak)))
    if len(reads) == 1:
        return reads[0]
    return reads[0].model_copy(
        update={
            "posts": tuple(post for read in reads for post in read.posts),
            "records": tuple(record for read in reads for record in read.records),
            "skipped": tuple(skipped for read in reads for skipped in read.skipped),
            "reported": tuple(reported for read in reads for reported in read.reported),
        }
    )


def _origin(kind: PostKind, author: str | None, mapping: Mapping[str, str] | None, speak: Language) -> Origin:
    fields = (*NAMES, "date_order")
    for field in mapping or {}:
        if field not in fields:
            near = get_close_matches(field, fields, 1)
            raise BadInput(
                phrase(speak, "readers", "error.field", field=field),
                phrase(speak, "readers", "error.field_remedy", near=near[0] if near else "text", fields=", ".join(fields)),
            )
    order = (mapping or {}).get("date_order", "dmy")
    if order not in ("dmy", "mdy"):
        raise BadInput(phrase(speak, "readers", "error.order", order=order), phrase(speak, "readers", "error.order_remedy"))
    return Origin(kind, " ".join(author.split()) or None if author else None, mapping or {}, speak)


def _bad(speak: Language, what: str, path: Path, remedy: str = "") -> BadInput:
    title = phrase(speak, "readers", f"error.{what}", path=shown(str(path)))
    return BadInput(title, remedy or phrase(speak, "readers", f"error.{what}_remedy"))


def _walk(folder: Path, origin: Origin) -> Iterator[Read]:
    where = shown(folder.name) or shown(str(folder.resolve()))
    yield from _members(walk(folder), where, "folder", origin, inside=False)


def _members(members: Iterator[Member], where: str, name: str, origin: Origin, *, inside: bool) -> Iterator[Read]:
    """Yield what each file of a folder or an archive gives, then those that were passed over."""
    passed: list[Skipped] = []
    empty = True
    for member in members:
        match member:
            case Source():
                empty = False
                yield from _source(member, origin, inside=inside)
            case Faulty():
                empty = False
                yield _lost(member.where, member.reason, name)
            case Passed():
                passed.append(Skipped(where=member.where, record=0, reason=member.reason))
                if len(passed) == CHUNK:
                    yield Read(format=name, skipped=tuple(passed), where=where)
                    passed = []
    if passed:
        yield Read(format=name, skipped=tuple(passed), where=where)
    if empty:
        yield _lost(where, "nothing_to_read", name)


def _lost(where: str, reason: LostReason, name: str, text: str = "") -> Read:
    return next(gather([Lost(0, reason, text)], where, name))


def _source(source: Source, origin: Origin, *, inside: bool = False) -> Iterator[Read]:
    """Yield what one file gives; whatever goes wrong below is said of this file and stops here."""
    if source.size > LIMIT:
        yield _lost(source.where, "too_big", "file")
        return
    if not source.size:
        yield _lost(source.where, "empty_file", "file")
        return
    container: Container = "none"
    try:
        container = container_of(source)
        if container in ("zip", "tar"):
            yield from _archive(source, container, origin, inside=inside)
        elif container == "workbook" or _starts(source, OLE):
            yield from read_workbook(source, origin, old=container != "workbook")
        elif (page := page_of(source)) is None:
            yield _lost(source.where, "unknown_format", "file")
        else:
            yield from _page(page, origin)
    except Refused as error:
        yield _lost(source.where, error.reason, "archive")
    except DAMAGE as error:
        broken: LostReason = "broken_archive" if container in ("zip", "tar") else "bad_member" if inside else "unreadable_file"
        yield _lost(source.where, broken, "archive", str(error))


def _archive(source: Source, container: Container, origin: Origin, *, inside: bool) -> Iterator[Read]:
    if inside:
        yield _lost(source.where, "nested_archive", "archive")
        return
    with members_of(source, container) as members:
        yield from _members(members, source.where, "archive", origin, inside=True)


def _starts(source: Source, magic: bytes) -> bool:
    with source.opening() as stream:
        return stream.read(len(magic)) == magic


def _page(page: Page, origin: Origin) -> Iterator[Read]:
    """Yield what a text gives, its format told by its beginning."""
    head = head_of(page).lstrip("\ufeff \t\r\n")
    if not head.strip():
        yield _lost(page.where, "empty_file", "text")
    elif (part := x.part_of(head)) is not None:
        yield from _script(page, part, origin)
    elif page.suffix == "js":
        yield from gather([Left(0, "not_posts")], page.where, "script")
    elif (shape := _json_shape(page, head)) is not None:
        if mastodon.is_activity(head) and shape == "value":
            yield from gather(mastodon.read_outbox(page, origin), page.where, "mastodon_outbox")
        else:
            yield from (read_json_lines if shape == "lines" else read_json)(page, origin)
    elif page.suffix in _TABULAR or is_table(head, origin):
        yield from read_delimited(page, origin)
    elif _MARKUP.match(head):
        yield _lost(page.where, "unknown_format", "text")
    else:
        name = "markdown" if page.suffix in ("md", "markdown") else "text"
        yield from gather(read_paper(page, origin), page.where, name)


def _script(page: Page, part: str, origin: Origin) -> Iterator[Read]:
    """Yield what one file of X's archive gives."""
    if x.is_tweets(part):
        yield from gather(x.read_tweets(page, origin), page.where, "x_tweets")
    elif part == "note_tweet" and (page.beside("tweets.js") or page.beside("tweet.js")):
        yield Read(format="x_note_tweets", where=page.where)  # its texts come with their tweets
    else:
        yield from gather(x.read_part(part), page.where, "x_other")


def _json_shape(page: Page, head: str) -> str | None:
    """Return ``lines`` for JSON Lines, ``value`` for one JSON value, ``None`` for a text that only begins like it."""
    if page.suffix in ("jsonl", "ndjson"):
        return "lines"
    if not _JSON.match(head):
        return "value" if page.suffix == "json" else None
    if head.startswith("["):
        return "value" if page.suffix == "json" or _JSON_LIST.match(head) else None
    if mastodon.is_activity(head):
        return "value"
    with page.opening() as stream:
        lines = (stream.readline(LONGEST_RECORD).strip("\ufeff \t\r\n") for _ in range(20))
        first, *rest = [line for line in lines if line]
    fault = decode(first)[1]
    if rest and (fault is None or rest[0].startswith("{")):
        return "lines"
    return "value" if fault is None or page.suffix == "json" or re.match(r'\{\s*"[^"\n]*"\s*:', head) else None
