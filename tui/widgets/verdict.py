"""What the mirror and the charter say of the whole text, and how long it is: on one line, or as a small block."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from coach.context import Network
from coach.finding import Apport, LineStanding, Review
from coach.phrases import phrase
from coach.publish.counts import count
from coach.publish.fold import fold_at
from coach.text import clean
from tui.meaning import UNABLE
from tui.widgets.plain import words_of
from tui.words import Words

_MIRROR = {
    "copy": ("■", "$block"),
    "collage": ("▲", "$warn"),
    "paraphrase": ("▲", "$warn"),
    "yours": ("✓", "$good"),
    "unchecked": ("…", "$soft"),
}
_CHARTER = {"stop": ("■", "$block"), "ask": ("▲", "$warn"), "go": ("✓", "$good"), None: ("…", "$soft")}
APPORT = ("places", "dates", "figures", "people", "objects", "first_person", "doubt", "questions")
"""What a person may bring, in the order it is said."""


class Standing(NamedTuple):
    """Where a text stands."""

    review: Review | None
    """``None`` until the first review is there."""
    length: int
    """As its network counts."""
    limit: int
    fold: int | None
    """The first character hidden behind « voir plus »; ``None`` when all shows."""
    settled: int = 0
    """How many remarks the person has decided about."""
    lacks: tuple[str, ...] = ()
    """What the store lacks to look for meaning, as codes of ``lacks.<code>`` in the corpus phrases."""

    @classmethod
    def of(
        cls, text: str, network: Network, review: Review | None, settled: int, *, fold: int, lacks: tuple[str, ...] = ()
    ) -> Standing:
        """Return where ``text`` stands on a network that shows ``fold`` characters of a post, 0 for all."""
        room = count(text, network)
        return cls(review, room.used, room.limit, fold_at(text, network, fold), settled, lacks)


class Verdict(Widget, can_focus=False):
    """Shows a :class:`Standing`: one line when ``brief``, else a line for each thing."""

    def __init__(self, *, brief: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="brief" if brief else "")
        self._brief = brief
        self._standing = Standing(None, 0, 0, None)
        self._width = 0
        self._said: tuple[object, Content] = (None, Content())
        self._split: tuple[object, list[tuple[str, object]]] = (None, [])

    def show(self, standing: Standing) -> None:
        """Show another standing: only the lines that differ are drawn again, laid out again only when it gains or loses one."""
        if standing == self._standing:
            return
        taller = bool(standing.settled) != bool(self._standing.settled) or self._tall(standing) != self._tall(self._standing)
        seen = self.display and bool(self.content_size.width)
        before = self._lines() if seen else []
        self._standing = standing
        self._hint()
        if taller and not self._brief:
            self.refresh(layout=True)
        elif not seen or len(before) != len(after := self._lines()):
            self.refresh()
        elif changed := [y for y, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]:
            self.refresh(*(Region(0, y, self.content_size.width, 1) for y in changed))

    def _lines(self) -> list[tuple[str, object]]:
        """Return the lines it shows, with their styles; kept until they change, for they are asked for at every key."""
        asked = (self._standing, words_of(self).lang, self.content_size.width)
        if asked != self._split[0]:
            self._split = (asked, [(line.plain, line.spans) for line in self.render().split("\n")])
        return self._split[1]

    @staticmethod
    def _tall(standing: Standing) -> tuple[Apport, LineStanding | None] | None:
        """What changes the number of lines."""
        return (standing.review.mirror.apport, standing.review.line) if standing.review else None

    def on_resize(self) -> None:
        """Take the height its lines need at the width it has now: it is first asked before it has any."""
        if not self._brief and self.content_size.width != self._width:
            self._width = self.content_size.width
            self.refresh(layout=True)

    def relabel(self) -> None:
        """Say it again."""
        self._hint()
        self.refresh(layout=not self._brief)

    def _hint(self) -> None:
        """Say under the mouse why meaning is not looked at, or not in every post."""
        said = Content(lacking(self._standing.lacks, words_of(self)))
        if self.tooltip != (hint := said if said.plain else None):
            self.tooltip = hint

    def render(self) -> Content:
        """Return the words of the verdict."""
        words, standing, width = words_of(self), self._standing, self.content_size.width
        if (asked := (standing, words.lang, width)) != self._said[0]:
            self._said = (asked, (brief if self._brief else block)(standing, words, width))
        return self._said[1]


def brief(standing: Standing, words: Words, width: int) -> Content:
    """Return the standing in ``width`` columns: mirror, charter, length, the last ones dropped first."""
    pieces = [_mirror(standing, words), _charter(standing, words), Content.styled(_length(standing, words), "$soft")]
    pieces += [Content.styled(said, "$soft")] if (said := reach(standing, words)) else []
    shown: list[Content | str] = []
    left = width
    for text in pieces:
        if cell_len(text.plain) > left:
            break
        shown += [text, "   "]
        left -= cell_len(text.plain) + 3
    return Content.assemble(*shown)


def block(standing: Standing, words: Words, width: int) -> Content:
    """Return the standing in ``width`` columns: a line or more for each thing, under its name."""
    column = max(cell_len(words(f"workbench.{name}")) for name in ("mirror", "apport", "charter", "length", "line")) + 2
    lines: list[Content | str | tuple[str, str]] = []
    told: set[str] = set()
    mirror = standing.review.mirror if standing.review else None
    apport = apport_line(mirror.apport, words) if mirror and mirror.verdict != "unchecked" else "…"
    for name, said in (
        ("mirror", mirror_with_reach(standing, words)),
        ("apport", Content(apport)),
        ("charter", _charter(standing, words)),
        ("length", Content(_length(standing, words))),
        *(("line", Content(clean(said))) for said in _line(standing)),
    ):
        wrapped = Content("\n" + " " * column).join(said.wrap(max(8, width - column)))
        label = words(f"workbench.{name}") if name not in told else ""
        told.add(name)
        lines += [(f"{label:<{column}}", "$soft"), wrapped, "\n"]
    if standing.settled:
        lines += [(words.many("workbench.settled", standing.settled), "italic $soft"), "\n"]
    return Content.assemble(*lines[:-1])


def _line(standing: Standing) -> tuple[str, ...]:
    """Return which card the draft plays, then what there is to say of the mix and of one's sentences, when there is a line."""
    line = standing.review.line if standing.review else None
    return line.said if line else ()


def apport_line(apport: Apport, words: Words) -> str:
    """Return what only this person brings, counted; a sentence when there is nothing yet."""
    counted = [(name, getattr(apport, name)) for name in APPORT]
    return " · ".join(words.many(f"workbench.apport_{name}", n) for name, n in counted if n) or words("workbench.apport_none")


def _mirror(standing: Standing, words: Words) -> Content:
    verdict = standing.review.mirror.verdict if standing.review else "unchecked"
    sign, colour = _MIRROR[verdict]
    return Content.assemble((f"{sign} ", colour), (words(f"workbench.mirror_{verdict}"), f"bold {colour}"))


def mirror_with_reach(standing: Standing, words: Words) -> Content:
    """Return what the mirror says of the text, and how deep it looked."""
    said = reach(standing, words)
    return Content.assemble(_mirror(standing, words), (f" · {said}" if said else "", "$soft"))


def reach(standing: Standing, words: Words) -> str:
    """Return whether the mirror looked at words or at meaning too, in a word or three; nothing before it looked."""
    if standing.review is None or standing.review.mirror.verdict == "unchecked":
        return ""
    if standing.review.mirror.semantic:
        return words("workbench.reach_meaning")
    return words("workbench.reach_words_only" if UNABLE & set(standing.lacks) else "workbench.reach_words")


def lacking(lacks: tuple[str, ...], words: Words) -> str:
    """Return what the store lacks, a sentence a line."""
    return "\n".join(phrase(words.lang, "corpus", f"lacks.{lack}") for lack in lacks)


def _charter(standing: Standing, words: Words) -> Content:
    verdict = standing.review.charter.verdict if standing.review else None
    sign, colour = _CHARTER[verdict]
    return Content.assemble((f"{sign} ", colour), (words(f"workbench.charter_{verdict or 'unread'}"), f"bold {colour}"))


def _length(standing: Standing, words: Words) -> str:
    said = words("workbench.count", n=words.number(standing.length), limit=words.number(standing.limit))
    return said if standing.fold is None else f"{said} · {words('workbench.fold', n=standing.fold)}"
