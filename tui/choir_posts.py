"""Whose posts the Chœur hears: the store with what is kept beside it, or files given on the command line.

Outside authors are nobody's colleagues, so the store never holds them: the mirror would compare with them, and a team's
shared store would carry them away. They stay in one file of the home, ``choir/outside.jsonl``; ``choir/page.jsonl`` beside it
may hold posts of the page that are not to be compared with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.choir.crowd import NAMELESS, Crowd, Official, Side, gather
from coach.choir.naming import Names, names_of
from coach.errors import BadInput
from coach.phrases import phrase
from coach.post import Post
from corpus.imprints import imprinted
from corpus.readers import read_path
from corpus.readers.fields import plain
from tui.kit import PREFIX
from tui.words import Words

if TYPE_CHECKING:
    from coach.charter.pack import Message, Pack
    from corpus.readers.values import Read, Reported

ALONE = frozenset(("linkedin_shares", "x_tweets", "x_note_tweets", "mastodon_outbox"))
"""Formats one person exports about themselves: what has no author there is all one person's."""
PAGES = frozenset(("linkedin_page_posts",))
"""Formats only a page has."""
KEPT: tuple[Side, ...] = ("page", "outside")
"""Sides kept there, a file each."""
_HARMLESS = frozenset(("unknown_kind_kept", "empty_file"))

_SIDES: dict[str, Side] = {
    **dict.fromkeys(
        "outside outsider external externe exterieur exterieure other others autre autres tiers thirdparty auteurexterne"
        " externalauthor competitor concurrent press presse public dehors".split(),
        "outside",
    ),
    **dict.fromkeys("page companypage pageentreprise brand marque corporate".split(), "page"),
    **dict.fromkeys("member membre employee employe employees salarie salariee collaborateur collaboratrice".split(), "member"),
}
"""Words of a column ``kind`` that readers do not know and the Chœur does."""

Sided = tuple[Side, Post]


class Unread(NamedTuple):
    """Something of a file that could not be used."""

    title: str
    remedy: str
    lost: bool
    """Whether nothing of the file could be read."""


class Given(NamedTuple):
    """What files gave."""

    posts: tuple[Sided, ...]
    unread: tuple[Unread, ...]


def read_files(paths: Iterable[tuple[Path, Side | None]], words: Words) -> Given:
    """Return the posts of files, each on its side: what its own column ``kind`` says, else what was asked, else a member's.

    ``None`` asks nothing: the export of a page is the page's. A file that cannot be read is told and the others are read.
    """
    posts: list[Sided] = []
    unread: list[Unread] = []
    for path, side in paths:
        try:
            some, reported = _one_file(path, side, words)
        except BadInput as error:
            unread.append(Unread(error.title, error.remedy, lost=True))
            continue
        posts += some
        unread += reported
    return Given(tuple(posts), tuple(unread))


def _one_file(path: Path, side: Side | None, words: Words) -> tuple[list[Sided], list[Unread]]:
    posts: list[Sided] = []
    unread: list[Unread] = []
    lost: list[str] = []
    for read in read_path(path, speak=words.lang):
        read = imprinted(read, path, words.lang)
        told = {r.record: plain(r.text) for r in read.reported if r.reason == "unknown_kind_kept"}
        for record, post in zip(read.records, read.posts, strict=True):
            posts.append((_side(post, told.get(record.record), side, read), _signed(post, path, read)))
        unread += (_unknown(path, kind, words) for kind in sorted(set(told.values()) - _SIDES.keys()))
        if read.columns is not None:
            title = words("posts_verb.unmapped", name=read.where, columns=", ".join(read.columns))
            unread.append(Unread(title, words("scores.unmapped_remedy"), lost=True))
        lost += (_why(r, words) for r in read.reported if r.reason not in _HARMLESS)
    if lost:
        title = words.many("scores.reported", len(lost), name=path.name, first=lost[0])
        unread.append(Unread(title, words("scores.reported_remedy"), lost=not posts))
    return posts, unread


def _unknown(path: Path, kind: str, words: Words) -> Unread:
    return Unread(words("scores.unknown_kind", name=path.name, kind=kind), words("scores.unknown_kind_remedy"), lost=False)


def _why(row: Reported, words: Words) -> str:
    return f"{row.where}, {phrase(words.lang, 'readers', f'reason.{row.reason}')}"


def _side(post: Post, told: str | None, asked: Side | None, read: Read) -> Side:
    if told in _SIDES:
        return _SIDES[told]
    if post.kind == "official":
        return "page"
    return asked or ("page" if read.format in PAGES else "member")


def _signed(post: Post, path: Path, read: Read) -> Post:
    """Give the posts one person exported one author, to be counted as one; nobody sees it."""
    alone = read.format in ALONE and post.author is None
    return post.model_copy(update={"author": f"{NAMELESS}{path}"}) if alone else post


def crowd_of_store(posts: Iterable[Post], beside: Path, messages: Iterable[Official], names: Names) -> Crowd:
    """Return the crowd of a store of posts and of what is kept in the folder ``beside`` it. Raises ``BadInput``."""
    stored = ((_stored_side(post), post) for post in posts if not post.id.startswith(PREFIX))
    return gather([*stored, *_beside(beside)], names, messages)


def _stored_side(post: Post) -> Side:
    return "page" if post.kind == "official" else "member"


def _beside(folder: Path) -> Iterator[Sided]:
    for side in KEPT:
        path = folder / f"{side}.jsonl"
        if path.is_file():
            for read in read_path(path):
                yield from ((side, post) for post in read.posts)


def keep_beside(folder: Path, posts: Iterable[Sided]) -> int:
    """Add the posts of outside authors and of the page to those kept in ``folder``; return how many of ``posts`` these are.

    Raises ``OSError``.
    """
    kept: dict[Side, dict[str, Post]] = {side: {} for side in KEPT}
    for side, post in _beside(folder):
        kept[side][post.id] = post
    fresh = [(side, post) for side, post in posts if side in KEPT]
    for side, post in fresh:
        kept[side][post.id] = post
    folder.mkdir(parents=True, exist_ok=True)
    for side in {side for side, _ in fresh}:
        page = folder / f"{side}.jsonl.new"
        lines = (json.dumps(_row(post), ensure_ascii=False) for post in kept[side].values())
        page.write_text("".join(f"{line}\n" for line in lines), "utf-8", errors="replace")
        page.replace(folder / f"{side}.jsonl")
    return len(fresh)


def _row(post: Post) -> dict[str, object]:
    row = post.model_dump(exclude_none=True, exclude={"images", "kind"})
    return row | ({"image": "|".join(post.images)} if post.images else {})


def kit_of(packs: Sequence[Pack], names: Names) -> Iterator[Official]:
    """Yield the official messages of the packs of the company called ``names``."""
    for pack in packs:
        if pack.company.name and names.is_one(pack.company.name):
            yield from (_message(pack, message) for message in pack.kit)


def _message(pack: Pack, message: Message) -> Official:
    texts = tuple(text for text in (message.text, message.ready_post) if text and text.strip())
    date = message.date.isoformat() if message.date else None
    name = f"{PREFIX}{pack.name}:{message.name}"
    return Official(name, texts, message.title, date, tuple(message.angles), bool(message.ready_post))


def company_of(packs: Sequence[Pack], name: str | None = None) -> Names | None:
    """Return the names of the company asked for, else of the first pack that names one, else ``None``. Raises ``ValueError``."""
    companies = [pack.company for pack in packs]
    asked = name or next((company.name for company in reversed(companies) if company.name), None)
    return names_of(asked, companies) if asked else None


def spokespeople_of(packs: Sequence[Pack]) -> list[str]:
    """Return the people the packs name: those who speak for the company, those to ask."""
    found = [name for pack in packs for name in pack.company.spokespeople]
    asked = [contact.name for pack in packs for contact in pack.contacts.values() if contact.name]
    return [*found, *(name.split(",")[0] for name in asked)]
