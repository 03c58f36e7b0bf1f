"""Bulk files of schedulers: Buffer, Hootsuite, Oktopost, SocialBee, Ayrshare. Their links are attachments, not posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.readers.entries import Frame
from corpus.readers.tables import Table, read_rows, settled
from corpus.readers.values import Origin, Seen

_WHEN = re.compile(r"\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}[ T]\d{1,2}:\d{2}.*")
_BUFFER = {"text": "text", "image": "imageurl", "date": "postingtime"}
_BUFFER_EXPORT = {"text": "text", "image": "imageurl", "date": "scheduledat", "author": "profile"}
_OKTOPOST = {"text": "message", "network": "network", "image": "imageurl"}
_SOCIALBEE = {"text": "text", "image": "imageurls", "date": "postatspecifictime"}
_AYRSHARE = {"text": "post", "image": "mediaurls", "date": "scheduledate", "network": "platforms"}


def read_buffer(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of Buffer's bulk file; one without a time waits in the queue: a draft."""
    return _read(table, _BUFFER, origin, Frame(origin))


def read_buffer_export(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of Buffer's export."""
    return _read(table, _BUFFER_EXPORT, origin, Frame(origin))


def read_oktopost(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the messages of Oktopost's bulk file, which has no dates."""
    return _read(table, _OKTOPOST, origin, Frame(origin, empty="empty_message"))


def read_socialbee(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of SocialBee's bulk file."""
    return _read(table, _SOCIALBEE, origin, Frame(origin))


def read_ayrshare(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of Ayrshare's bulk file; a post for several networks is of none."""
    return _read(table, _AYRSHARE, origin, Frame(origin))


def read_hootsuite(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield the messages of Hootsuite's bulk file: date, message, link, and no header."""
    columns = {"date": 0, "text": 1}
    frame = Frame(origin, form="scheduled", empty="empty_message", lossy=table.lossy, order=settled(table, columns, origin))
    return read_rows(table, columns, frame)


def is_hootsuite(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows without a header are a moment, a message and perhaps a link."""
    dated = sum(len(row) > 1 and _WHEN.fullmatch(row[0]) is not None for row in rows)
    return bool(rows) and len(rows[0]) in (2, 3, 4) and dated * 2 > len(rows)


def _read(table: Table, wanted: Mapping[str, str], origin: Origin, frame: Frame) -> Iterator[Seen]:
    columns = {field: table.names.index(name) for field, name in wanted.items() if name in table.names}
    order = settled(table, columns, origin)
    return read_rows(table, columns, frame._replace(form="scheduled", lossy=table.lossy, order=order))
