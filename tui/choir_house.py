"""The chorus of a house: its store, its kits and what is kept beside, heard for the room and for the command line. Slow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.choir.chorus import Chorus, hear
from coach.choir.crowd import Crowd, gather
from coach.choir.naming import Names
from coach.errors import BadInput
from tui.choir_posts import Sided, company_of, crowd_of_store, keep_beside, kit_of, read_files, spokespeople_of
from tui.house import House


def company_asked(house: House, name: str | None) -> Names:
    """Return what the company is called: ``name``, else the charter's own. Raises ``BadInput`` when there is none."""
    words = house.words
    try:
        names = company_of(house.packs, name)
    except ValueError as error:
        raise BadInput(words("scores.bad_company", name=name), words("scores.bad_company_remedy")) from error
    if names is None:
        raise BadInput(words("scores.no_company"), words("scores.no_company_remedy"))
    return names


def hear_house(house: House, names: Names, subjects: Sequence[str] = ()) -> Chorus:
    """Return the chorus of the store of ``house``. Raises ``CoachError``."""
    crowd = crowd_of_store(house.corpus.posts(), house.home.choir, kit_of(house.packs, names), names)
    return _heard(house, crowd, subjects)


def hear_files(house: House, names: Names, posts: Sequence[Sided], subjects: Sequence[str] = ()) -> Chorus:
    """Return the chorus of the posts given; the official messages are those of the page among them."""
    return _heard(house, gather(posts, names), subjects)


def bring_outside(house: House, path: Path) -> int:
    """Keep the posts of a file beside the store, as outside authors' unless it says otherwise; return how many.

    Raises ``BadInput`` when there is none in it, and ``OSError`` when they cannot be kept.
    """
    words = house.words
    given = read_files([(path, "outside")], words)
    count = keep_beside(house.home.choir, given.posts)
    if not count:
        trouble = given.unread[0] if given.unread else None
        title = trouble.title if trouble else words("scores.nothing", name=path.name)
        raise BadInput(title, trouble.remedy if trouble else words("scores.nothing_remedy"))
    return count


def _heard(house: House, crowd: Crowd, subjects: Sequence[str]) -> Chorus:
    return hear(crowd, subjects, spokespeople_of(house.packs))
