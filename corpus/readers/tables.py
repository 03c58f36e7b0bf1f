"""Tables with a header: which row is the header, which separator, which export, and any table of a person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TextIO

from corpus.readers.cells import Grammar, Row, Shape, parse, read_cells
from corpus.readers.dates import Order, looks_dated, order_of
from corpus.readers.decoding import Page
from corpus.readers.entries import Frame, entry
from corpus.readers.fields import NAMES, PRIVATE, columns_of, plain
from corpus.readers.links import mentions_linkedin, urn_moment
from corpus.readers.values import Left, Lost, Origin, Seen

DELIMITERS = ",;\t|"
HEAD = 1 << 18
"""Characters looked at to tell what a table is."""
HEADER_ROWS = 6
"""Rows among which the header is looked for: exports put sentences above it."""
DATED_ROWS = 20_000
"""Rows looked at to settle the day order."""
REMEMBERED = 100_000
"""Rows remembered to tell a repeated one; beyond, the store knows its own."""

_SIGNS = frozenset(
    "sharecommentary sharelink sharedurl mediadescription medialink visibility posttype contenttype postingtime scheduledat"
    " linkurl linktitle postatspecifictime scheduledate mediaurls imageurls tags boardname".split()
)
_FRENCH = frozenset(
    "texte auteur autrice contenu publication datedepublication datepublication datedecreation publieele lien reseau jaime"
    " partages commentaires titredupost texteduposte textedupost".split()
)


class Table(NamedTuple):
    """Rows under a header, wherever they come from: a delimited text or a sheet."""

    where: str
    """The file."""
    header: tuple[str, ...]
    """The headers as found; empty when the table has none."""
    rows: Callable[[], Iterator[Row]]
    """The rows under the header, numbered from 1; each call starts again."""
    hint: Order | None = None
    """Day order that the language or the separator of the file speaks for."""
    lossy: bool = False
    """Whether some bytes could not be decoded."""
    author: str | None = None
    """Whose export this is, when a neighbouring file says so."""

    @property
    def names(self) -> tuple[str, ...]:
        """The headers as they are compared."""
        return tuple(plain(name) for name in self.header)

    def frame(self, origin: Origin) -> Frame:
        """Return what is known of each of its records."""
        return Frame(origin._replace(author=origin.author or self.author), lossy=self.lossy)


def known(header: Sequence[str], mapping: Mapping[str, str]) -> int:
    """Return how many headers of a row are names we know; 0 when they do not make a header, as when one is a date."""
    if any(len(name) < 40 and looks_dated(name) for name in header):
        return 0
    columns = columns_of(header, mapping)
    score = len(columns) + sum(plain(name) in _SIGNS for name in header)
    return score if score > 1 or "text" in columns else 0


def header_row(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> int | None:
    """Return which of the first rows is the header, ``None`` when none has a name we know."""
    scores = [known(row, mapping) for row in rows[:HEADER_ROWS]]
    return scores.index(max(scores)) if any(scores) else None


def hint_of(names: Sequence[str], delimiter: str) -> Order | None:
    """Return the day order of the countries whose spreadsheets separate so, or whose language the headers speak."""
    return "dmy" if delimiter == ";" or _FRENCH.intersection(names) else None


def head_of(page: Page) -> str:
    """Return the beginning of a text."""
    with page.opening() as stream:
        return stream.read(HEAD)


def sample(head: str, grammar: Grammar, limit: int = 60) -> list[tuple[str, ...]]:
    """Return the first records of a text whose beginning is ``head``, without blank lines."""
    rows: list[tuple[str, ...]] = []
    at, final = 0, len(head) < HEAD
    while at < len(head) and len(rows) < limit:
        found = parse(head, at, len(head), grammar, final=final)
        if found is None:
            break
        at = found.end
        if any(found.cells):
            rows.append(found.cells)
    return rows


def grammar_of(head: str, mapping: Mapping[str, str]) -> tuple[Grammar, list[tuple[str, ...]], int | None]:
    """Return the separator under which ``head`` makes most sense, its first rows and which of them is the header."""
    best: tuple[int, float] = (-1, 0.0)
    chosen: tuple[Grammar, list[tuple[str, ...]], int | None] = (Grammar(), [], None)
    for delimiter in DELIMITERS:
        rows = sample(head, Grammar(delimiter))
        at = header_row(rows, mapping)
        widths = [len(row) for row in rows[at or 0 :]] or [1]
        usual = widths[0] if at is not None else max(set(widths), key=widths.count)
        share = widths.count(usual) / len(widths)
        rank = (known(rows[at], mapping), share) if at is not None else (0, share if usual > 1 else 0.0)
        if rank > best:
            best, chosen = rank, (Grammar(delimiter), rows, at)
    grammar, rows, at = chosen
    if at is not None and {plain(name) for name in rows[at]} == {"date", "link", "message"} and mentions_linkedin(rows):
        grammar = grammar._replace(backslash=True)
        rows = sample(head, grammar)
    return grammar, rows, at


def after_separator_line(page: Page) -> Page:
    """Return ``page`` without the ``sep=;`` line that spreadsheets read first."""

    def opening() -> TextIO:
        stream = page.opening()
        stream.readline()
        return stream

    head = head_of(page)[:8].casefold()
    return page._replace(opening=opening) if head.startswith("sep=") and head[5:6] in "\r\n" else page


def delimited(page: Page, grammar: Grammar, rows: Sequence[Sequence[str]], at: int, shape: Shape) -> Table:
    """Return the table under row ``at`` of a delimited text."""
    header = tuple(rows[at]) if at >= 0 else ()

    def under() -> Iterator[Row]:
        with page.opening() as stream:
            for row in read_cells(stream, grammar, shape._replace(first=at + 1)):
                if row.record > at + 1:
                    yield row._replace(record=row.record - at - 1)

    names = [plain(name) for name in header]
    return Table(page.where, header, under, hint_of(names, grammar.delimiter), page.lossy)


def shape_of(header: Sequence[str], mapping: Mapping[str, str], needed: Sequence[str] = ()) -> Shape:
    """Return what sound rows under ``header`` look like.

    Cells missing at the end are forgiven (a spreadsheet does not write the separators of a column it finds empty), unless one
    of the ``needed`` fields stands there; so are blank ones too many.
    """
    columns = columns_of(header, mapping)
    least = 1 + max((columns[field] for field in needed if field in columns), default=len(header) - 1)
    date, url = columns.get("date"), columns.get("url")

    def fits(cells: Sequence[str]) -> bool:
        return len(cells) >= least and not any(cell.strip() for cell in cells[len(header) :])

    def dated(cells: Sequence[str]) -> bool:
        return date is not None and date < len(cells) and looks_dated(cells[date])

    def linked(cells: Sequence[str]) -> bool:
        return url is not None and url < len(cells) and cells[url].startswith("http")

    return Shape(fits, dated if date is not None else linked if url is not None else None)


def settled(table: Table, columns: Mapping[str, int], origin: Origin) -> Order | None:
    """Return the day order of a table: as the person says, as its dates prove, as its language speaks for."""
    date, url = columns.get("date"), columns.get("url")
    if origin.order is not None or date is None:
        return origin.order
    rows = (row.cells for row in islice(table.rows(), DATED_ROWS) if row.fault is None and date < len(row.cells))
    pairs = ((cells[date], urn_moment(cells[url]) if url is not None and url < len(cells) else None) for cells in rows)
    return order_of(pairs) or table.hint


class Twice:
    """Remembers rows to tell the ones that come again."""

    def __init__(self) -> None:
        self._seen: dict[object, int] = {}

    def first(self, key: object, record: int) -> int | None:
        """Return the record that had ``key`` before, else remember this one."""
        before = self._seen.get(key)
        if before is None and len(self._seen) < REMEMBERED:
            self._seen[key] = record
        return before


def read_rows(table: Table, columns: Mapping[str, int], frame: Frame) -> Iterator[Seen]:
    """Yield what the rows of a table say, row by row."""
    twice = Twice()
    for row in table.rows():
        if row.fault is not None:
            yield Lost(row.record, row.fault, " ".join(row.cells))
        elif any(cell.strip() for cell in row.cells):
            before = twice.first(hash(row.cells), row.record)
            if before is not None:
                yield Left(row.record, "duplicate_row", before)
                continue
            fields = {field: row.cells[at] for field, at in columns.items() if at < len(row.cells)}
            yield from entry(row.record, {"text": "", **fields}, frame, urn_moment(fields.get("url", "")))


def read_any(table: Table, origin: Origin) -> Iterator[Seen]:
    """Yield what a table of a person's own says, its columns told by their names."""
    if PRIVATE.intersection(table.names) and "text" not in origin.mapping:
        yield Left(0, "private_messages")
        return
    columns = columns_of(table.header, origin.mapping)
    yield from missing_columns(table.header, origin.mapping)
    yield from read_rows(table, columns, table.frame(origin)._replace(order=settled(table, columns, origin)))


def missing_columns(header: Sequence[str], mapping: Mapping[str, str]) -> Iterator[Lost]:
    """Yield the headers the person named that are not there."""
    here = {plain(name) for name in header}
    for field, name in mapping.items():
        if field in NAMES and plain(name) not in here:
            yield Lost(0, "mapped_column_missing", name)
