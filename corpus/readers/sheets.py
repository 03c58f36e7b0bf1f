"""Workbooks, ``.xls`` and ``.xlsx``: the sheet that holds posts is found by what its cells hold, not by its name."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from corpus.readers.archives import RATIO, RATIO_FROM, Refused
from corpus.readers.cells import Row
from corpus.readers.exports import ANY, PAGE, Dialect, dialect_of, owner_beside, unmapped, wide_row
from corpus.readers.fields import one_line, plain
from corpus.readers.linkedin import page_columns
from corpus.readers.sources import Source
from corpus.readers.tables import Table, header_row, hint_of
from corpus.readers.values import Lost, LostReason, Origin, Read, gather

ROWS = 100_000
"""Rows of a sheet that are read."""
COLUMNS = 200
"""Cells of a row that are read."""
WORKBOOK = 256 * 1024**2
"""Bytes a workbook may take, unpacked: it is read whole."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an ``.xls`` begins."""

_POST = re.compile(r"linkedin\.com/(?:feed/update/|posts/|pulse/)|urn:li:")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Sheet(NamedTuple):
    """A sheet as text."""

    title: str
    rows: Sequence[tuple[str, ...]]


def read_workbook(source: Source, origin: Origin, *, old: bool) -> Iterator[Read]:
    """Yield what the sheets of a workbook that hold posts give, or why none does. Raises :class:`Refused`."""
    try:
        sheets = _xls(source) if old else _xlsx(source)
    except Refused:
        raise
    except Exception as error:  # the two libraries raise whatever a damaged workbook makes them stumble over
        reason: LostReason = "broken_workbook" if source.suffix.startswith("xls") else "unknown_format"
        yield from gather([Lost(0, reason, str(error))], source.where, "workbook")
        return
    found = [(sheet, *chosen) for sheet in sheets if (chosen := _dialect(sheet, origin)) is not None]
    for sheet, at, dialect in found:
        where = source.where if len(found) == 1 else f"{source.where}:{sheet.title}"
        table = _table(sheet, at, where)._replace(author=owner_beside(source.beside) if dialect is not ANY else None)
        yield from gather(dialect.read(table, origin), where, dialect.format)
    for sheet in sheets:
        if len(sheet.rows) > ROWS:
            yield from gather([Lost(0, "too_many_rows", sheet.title)], f"{source.where}:{sheet.title}", "workbook")
    if not found:
        yield _without_posts(source, sheets, origin)


def _dialect(sheet: Sheet, origin: Origin) -> tuple[int, Dialect] | None:
    """Return the header row of a sheet and the export it is, ``None`` when it holds no posts."""
    at = header_row(sheet.rows, origin.mapping)
    if at is not None and (dialect := dialect_of(sheet.rows[at], sheet.rows[at + 1 : at + 60], origin)) is not None:
        return at, dialect
    wide = wide_row(sheet.rows)
    if wide is not None and page_columns(sheet.rows[wide], sheet.rows[wide + 1 :]):
        return wide, PAGE
    return None


def _table(sheet: Sheet, at: int, where: str) -> Table:
    header = sheet.rows[at]

    def under() -> Iterator[Row]:
        return (Row(record, cells) for record, cells in enumerate(sheet.rows[at + 1 : ROWS], 1))

    return Table(where, header, under, hint_of([plain(name) for name in header], ","))


def _without_posts(source: Source, sheets: Sequence[Sheet], origin: Origin) -> Read:
    """Return what is said of a workbook without a post: figures of LinkedIn without words, or headers to be mapped."""
    for sheet in sheets:
        linked = [row for row in sheet.rows[:COLUMNS] if any(_POST.search(cell) for cell in row)]
        if linked:
            pairs = all(sum(bool(cell) for cell in row) <= 2 for row in sheet.rows[:5])
            name = "linkedin_single_post_analytics" if pairs else "linkedin_creator_analytics"
            return next(gather([Lost(0, "no_text_in_this_export", sheet.title)], f"{source.where}:{sheet.title}", name))
    largest = max(sheets, key=lambda sheet: len(sheet.rows), default=Sheet("", ()))
    header = max(largest.rows[:6], key=lambda row: sum(bool(cell) for cell in row), default=())
    return unmapped(source.where, header, origin, export=source.export)


def _xlsx(source: Source) -> list[Sheet]:
    import warnings

    import openpyxl

    with source.opening() as stream:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > WORKBOOK:
                raise Refused("archive_too_big")
            if any(i.file_size > RATIO_FROM and i.file_size > RATIO * max(1, i.compress_size) for i in infos):
                raise Refused("archive_too_big")
        stream.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a missing default style is no concern of ours, nor of the person's terminal
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # LinkedIn writes one that names a single column
            rows = islice(sheet.iter_rows(values_only=True), ROWS + 1)
            found.append(Sheet(one_line(sheet.title), [tuple(_text(value) for value in row[:COLUMNS]) for row in rows]))
        book.close()
    return found


def _xls(source: Source) -> list[Sheet]:
    import xlrd

    if source.size > WORKBOOK:
        raise Refused("too_big")
    with source.opening() as stream:
        book = xlrd.open_workbook(file_contents=stream.read(), logfile=io.StringIO(), on_demand=True)
    found = []
    for sheet in book.sheets():
        rows = [[_old_text(cell, book.datemode) for cell in sheet.row(at)[:COLUMNS]] for at in range(min(sheet.nrows, ROWS + 1))]
        found.append(Sheet(one_line(sheet.name), [tuple(row) for row in rows]))
    return found


def _old_text(cell: Any, datemode: int) -> str:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return _text(xlrd.xldate.xldate_as_datetime(cell.value, datemode))
        case xlrd.XL_CELL_ERROR:
            return ""
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case _:
            return _text(cell.value)


def _text(value: object) -> str:
    """Return what a cell says: whole numbers without a point, dates as ISO 8601, escaped characters as they are."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else str(value)
