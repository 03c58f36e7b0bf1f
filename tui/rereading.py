"""The packs of a house: found, made into a charter, read again when a file changed, and what their rules could not do."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.charter.engine import PackCharter
    from coach.charter.pack import Pack
    from coach.context import Language
    from tui.words import Words

WORKSPACE_PACKS = ".portevoix"
"""Folder of packs beside the work at hand."""
MADE_OF_PACKS = ("standing_packs", "packs", "charter", "rulebook", "mirror")
"""What a house makes of its packs, by attribute."""


class SetAside(NamedTuple):
    """A rule that cannot speak, as the person is told."""

    title: str
    remedy: str


class Asides:
    """The rules a charter set aside for the session, each told once."""

    def __init__(self) -> None:
        self._of: PackCharter | None = None
        self._known: set[tuple[str, str]] = set()

    def told(self, charter: PackCharter, words: Words) -> Iterator[SetAside]:
        """Yield what is new: a rule too slow, or whose pattern cannot be read. A charter read again is another one."""
        if charter is not self._of:
            self._of, self._known = charter, set()
        for aside in charter.notices:
            if aside.key != "foreign" and (aside.rule, aside.detail) not in self._known:
                self._known.add((aside.rule, aside.detail))
                yield SetAside(aside.said(words.lang), words(f"app.rule_{aside.key}_remedy"))


def find_standing(house: Any) -> tuple[Pack, ...]:
    """Return the packs that are always there: built in, installed, the person's, the workspace's. Raises ``BadInput``."""
    from coach.packs import find_packs

    return find_packs(
        user=house.home.config / "packs",
        workspace=Path(WORKSPACE_PACKS),
        extra=house.settings.packs,
        lang=house.words.lang,
        cache=house.pack_cache,
    )


def asked_of(house: Any, folders: Sequence[Path]) -> list[Pack]:
    """Return the packs asked for this once. Raises ``BadInput``."""
    from coach.charter.loading import load_rules

    return [load_rules(folder, lang=house.words.lang, cache=house.pack_cache) for folder in folders]


def charter_of(house: Any, packs: Sequence[Pack]) -> PackCharter:
    """Return the rules of ``packs``, ready to judge. Raises ``BadInput``."""
    from coach.charter.compiled import SHELF
    from coach.charter.engine import PackCharter

    SHELF.open(house.pack_cache)
    return PackCharter(packs, lang=house.words.lang, folds=house.settings.fold_at)


def hone(house: Any) -> Iterator[None]:
    """Compile what the rules may need, as :func:`compile_rules`, then keep it for the next time."""
    from coach.charter.compiled import SHELF

    yield from compile_rules(house)
    try:
        SHELF.keep()
    except OSError:
        return  # a cache that cannot be written costs time, nothing else


def compile_rules(house: Any) -> Iterator[None]:
    """Compile what the rules may need, a pattern at each step, in the person's language first."""
    from coach.charter.pattern import BadPattern
    from coach.context import Context

    spoken: tuple[Language, ...] = ("en", "fr") if house.words.lang == "en" else ("fr", "en")
    for lang in spoken:
        for pattern in house.charter.patterns(Context(today=house.clock.now().date(), lang=lang)):
            try:
                pattern.compiled()
            except BadPattern:
                continue  # told by the review that runs it
            yield


def reread(house: Any, rules: Sequence[Path], lock: RLock) -> None:
    """Read the packs of ``house`` again and have them judge. Raises ``BadInput``, and then those read before go on judging."""
    from tui.kit import sync_kit

    standing = find_standing(house)
    packs = (*standing, *asked_of(house, rules))
    charter = charter_of(house, packs)
    with lock:
        for name in MADE_OF_PACKS:
            house.__dict__.pop(name, None)
        house.__dict__.update(standing_packs=standing, packs=packs, charter=charter)
        sync_kit(house.corpus, standing)
