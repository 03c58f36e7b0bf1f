"""The company's own charters, read for their defects: by the command line and by the room."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coach.phrases import phrase
from tui.words import Words

if TYPE_CHECKING:
    from coach.charter.lint.defect import Defect
    from coach.charter.pack import Pack


class Packed(Protocol):
    """What a house knows of its packs."""

    @property
    def packs(self) -> Sequence[Pack]:
        """All the packs that judge."""
        ...


class Linted(NamedTuple):
    """A charter that was read for its defects."""

    folder: Path
    pack: Pack
    defects: tuple[Defect, ...]

    def counts(self) -> Sequence[tuple[str, int]]:
        """Return how many defects of each name there are, the most frequent first."""
        return Counter(defect.defect for defect in self.defects).most_common()


def own_charters(house: Packed) -> list[Path]:
    """Return the folders of the packs in force that are neither shipped nor a Vale style."""
    from coach.packs import built_in

    shipped = {str(folder) for shelf in built_in() for folder in shelf}
    return [Path(pack.path) for pack in house.packs if pack.path not in shipped and not pack.style]


def lint_folder(house: Packed, folder: Path, today: dt.date, words: Words) -> Linted:
    """Return the defects of the charter in ``folder`` as it is on the disk now. Slow. Raises ``BadInput``."""
    from coach.charter.lint.drafts import read_draft
    from coach.charter.lint.linting import lint

    pack = read_draft(folder, lang=words.lang)
    among = [*house.packs, *_required(pack, words)]
    return Linted(folder, pack, lint(pack, today, words.lang, among=among))


def _required(pack: Pack, words: Words) -> Iterator[Pack]:
    """Yield the packs that are off unless required, and that this one requires."""
    from coach.packs import built_in, load_pack

    for folder in built_in()[1]:
        sector = load_pack(folder, lang=words.lang, tried=True)
        if sector.name in pack.requires:
            yield sector


def as_markdown(found: Linted, words: Words) -> str:
    """Return the defects as a page to hand to whoever keeps the charter."""
    lang = words.lang
    lines = [f"# {words('arroseur.page_title', name=found.pack.name, version=found.pack.version)}", ""]
    lines += [words.many("charter_verb.linted", len(found.defects)) if found.defects else words("charter_verb.linted_none"), ""]
    for name, _ in found.counts():
        lines += [f"## {phrase(lang, 'lint', f'name.{name}')}", ""]
        for defect in (one for one in found.defects if one.defect == name):
            beside = f" ↔ `{defect.with_}`" if defect.with_ else ""
            lines += [f"- `{defect.where}`{beside}", f"  > {one_line(defect.text)}", ""]
            lines += [f"  {one_line(defect.why)}", f"  **→** {one_line(defect.remedy)}", ""]
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Return a sentence of a charter as one line."""
    return " ".join(text.split())
