"""Which export a table is, told by its headers and its cells, never by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from corpus.readers import linkedin, schedulers
from corpus.readers.cells import Grammar, Shape, read_cells
from corpus.readers.decoding import Page, page_of
from corpus.readers.fields import columns_of, one_line, plain
from corpus.readers.links import mentions_linkedin
from corpus.readers.sources import Source
from corpus.readers.tables import (
    HEADER_ROWS,
    Table,
    after_separator_line,
    delimited,
    grammar_of,
    head_of,
    known,
    missing_columns,
    read_any,
    shape_of,
)
from corpus.readers.values import Left, Origin, Read, Reported, Seen, Skipped, gather

Rows = Sequence[Sequence[str]]


class Dialect(NamedTuple):
    """An export we know."""

    format: str
    """Its name in :class:`~corpus.readers.values.Read`."""
    fits: Callable[[frozenset[str], Rows], bool]
    """Whether folded headers and first rows are this export's."""
    read: Callable[[Table, Origin], Iterator[Seen]]
    needed: tuple[str, ...] = ()
    """Fields whose cells may not be missing at the end of a row; none: no cell may."""


DIALECTS = (
    Dialect("linkedin_shares", lambda names, _: {"sharecommentary", "date"} <= names, linkedin.read_shares),
    Dialect(
        "linkedin_comments",
        lambda names, rows: names == {"date", "link", "message"} and mentions_linkedin(rows),
        linkedin.read_comments,
    ),
    Dialect(
        "linkedin_instant_reposts",
        lambda names, rows: names == {"date", "link"} and mentions_linkedin(rows),
        linkedin.read_reposts,
    ),
    Dialect("linkedin_rich_media", lambda names, _: {"mediadescription", "medialink"} <= names, linkedin.read_media),
    Dialect(
        "linkedin_page_posts",
        lambda names, _: {"posttitle", "postlink"} <= names or {"titredupost", "liendupost"} <= names,
        linkedin.read_page,
        ("text", "url", "date"),
    ),
    Dialect("buffer_bulk", lambda names, _: {"text", "postingtime"} <= names, schedulers.read_buffer, ("text", "date")),
    Dialect(
        "buffer_export", lambda names, _: {"text", "scheduledat", "profile"} <= names, schedulers.read_buffer_export, ("text",)
    ),
    Dialect("oktopost_bulk", lambda names, _: {"network", "message", "linkurl"} <= names, schedulers.read_oktopost, ("text",)),
    Dialect("socialbee_bulk", lambda names, _: {"text", "postatspecifictime"} <= names, schedulers.read_socialbee, ("text",)),
    Dialect("ayrshare_bulk", lambda names, _: {"post", "scheduledate"} <= names, schedulers.read_ayrshare, ("text",)),
)
HOOTSUITE = Dialect("hootsuite_bulk", lambda _, rows: schedulers.is_hootsuite(rows), schedulers.read_hootsuite)
PAGE = DIALECTS[4]
ANY = Dialect("table", lambda *_: True, read_any, ("text", "author", "date", "url", "kind"))
OTHERS = frozenset(
    "profile profilesummary positions education skills languages certifications courses honors projects publications patents"
    " organizations testscores volunteering volunteeringexperiences causesyoucareabout connections contacts importedcontacts"
    " invitations messages guidemessages learningroleplaymessages learningcoachmessages coachmessages endorsementgiveninfo"
    " endorsementreceivedinfo recommendationsgiven recommendationsreceived emailaddresses phonenumbers whatsappphonenumbers"
    " registration reactions votes likes memberfollows companyfollows hashtagfollows saveditems savedjobalerts searchqueries"
    " logins securitychallenges adsclicked adtargeting lanadsengagement inferencesaboutyou receipts receiptsv2 learning"
    " servicesmarketplace providers privateidentityasset verifications events jobapplications savedjobs jobseekerpreferences"
    " savedanswers jobapplicantsavedanswers screeningquestionresponses groups devicetokens".split()
)
"""Other tables of a member's export, by name: they hold no post, and some hold private words."""


def dialect_of(header: Sequence[str], rows: Rows, origin: Origin) -> Dialect | None:
    """Return the export whose ``header`` this is, any table with a text if it has one, ``None`` when nothing tells."""
    names = frozenset(plain(name) for name in header if name.strip())
    for dialect in DIALECTS:
        if dialect.fits(names, rows):
            return dialect
    return ANY if "text" in columns_of(header, origin.mapping) else None


def wide_row(rows: Rows) -> int | None:
    """Return the first row with more than five filled cells: the header of a page's posts in any language."""
    return next((at for at, row in enumerate(rows[:HEADER_ROWS]) if sum(bool(c.strip()) for c in row) > 5), None)


def read_delimited(page: Page, origin: Origin) -> Iterator[Read]:
    """Yield what a text that is a table gives."""
    page = after_separator_line(page)
    head = head_of(page)
    grammar, rows, at = grammar_of(head, origin.mapping)
    found = dialect_of(rows[at], rows, origin) if at is not None else None
    if found is None and schedulers.is_hootsuite(rows):
        table = delimited(page, grammar, rows, -1, Shape(lambda cells: 2 <= len(cells) <= 4, _starts_dated))
        yield from gather(HOOTSUITE.read(table, origin), page.where, HOOTSUITE.format)
        return
    wide = wide_row(rows)
    if found is None and wide is not None and linkedin.page_columns(rows[wide], rows[wide + 1 :]):
        found, at = PAGE, wide
    if found is None or at is None:
        header = rows[at or 0] if rows else ()
        yield unmapped(page.where, header, origin, export=page.export)
        return
    if page.export and plain(page.stem) in OTHERS and found is ANY:
        yield from gather([Left(0, "not_posts")], page.where, "linkedin_other")
        return
    shape = shape_of(rows[at], origin.mapping, found.needed)
    author = owner_beside(page.beside) if found is not ANY and origin.author is None else None
    table = delimited(page, grammar, rows, at, shape)._replace(author=author)
    yield from gather(found.read(table, origin), page.where, found.format)


def is_table(head: str, origin: Origin) -> bool:
    """Tell whether a text that does not say so by its name is a table: its first line names a text and something else."""
    _, rows, at = grammar_of(head, origin.mapping)
    if len(rows) < 2:
        return False
    if at is None or any(len(cell) > 40 for cell in rows[at]):
        return all(schedulers.is_hootsuite([row]) for row in rows)
    dialect = dialect_of(rows[at], rows, origin)
    return dialect is not None and (dialect is not ANY or (at == 0 and known(rows[at], origin.mapping) > 1))


def _starts_dated(cells: Sequence[str]) -> bool:
    return schedulers.is_hootsuite([cells])


def unmapped(where: str, header: Sequence[str], origin: Origin, *, export: bool) -> Read:
    """Return what is said of a table without a text that can be told: its headers, to be mapped.

    Inside a member's export nobody is asked: its other tables are known to hold no post.
    """
    columns = tuple(name for cell in header if (name := one_line(cell)))
    if export:
        return Read(format="linkedin_other", skipped=(Skipped(where=where, record=0, reason="not_posts"),), where=where)
    if not columns:
        return Read(format="table", reported=(Reported(where=where, record=0, reason="empty_file", text=""),), where=where)
    missing = next(gather(missing_columns(header, origin.mapping), where, "table"))
    return missing.model_copy(update={"columns": columns})


def owner_beside(beside: Callable[[str], Source | None]) -> str | None:
    """Return the name in ``Profile.csv`` of a member's export, whose other tables never say whose they are."""
    source = beside("Profile.csv")
    page = page_of(source) if source is not None else None
    if page is None:
        return None
    with page.opening() as stream:
        rows = [row.cells for row in islice(read_cells(stream, Grammar()), 2)]
    names = [plain(name) for name in rows[0]] if len(rows) == 2 else []
    if not {"firstname", "lastname"} <= set(names):
        return None
    parts = [rows[1][names.index(name)] for name in ("firstname", "lastname") if names.index(name) < len(rows[1])]
    return one_line(" ".join(parts)) or None
