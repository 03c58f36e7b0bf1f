"""A review dealt as cards: what is said first, each remark with what stands behind it, and what was signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from coach.charter.record import standing
from coach.context import Language
from coach.finding import Finding, Review
from coach.settle import Settled
from coach.text import clean
from tui.deciding import Decisions
from tui.moments import said_moment
from tui.widgets.cards import Card, Lines
from tui.widgets.plain import fit

if TYPE_CHECKING:
    from coach.notebook import Draft
    from tui.house import House
    from tui.words import Words

_LIGHTS = {"stop": ("■", "$block"), "ask": ("▲", "$warn"), "go": ("✓", "$good")}
_ENCOURAGED = 60
"""Characters of the draft shown of what the charter encourages."""


def deal(house: House, decisions: Decisions, review: Review, findings: Iterable[Finding]) -> tuple[Card, ...]:
    """Return a card for each of the ``findings`` of ``review``, worst first."""
    book, speak = house.rulebook, house.words.lang
    lang: Language = "en" if review.lang == "en" else "fr"
    ordered = sorted(findings, key=lambda f: (-f.severity.rank, f.start))
    return tuple(
        Card(
            finding,
            book.backing(finding.rule, lang, speak),
            book.contact(finding.ask.key) if finding.ask else None,
            decisions.asked(finding),
        )
        for finding in ordered
    )


def light(settled: Settled | None, left: int, words: Words, *, draft: bool, warm: bool) -> Content:
    """Return the verdict in words under its sign, with what it means when ``left`` remarks are left."""
    if not draft:
        return Content.styled(words("charter.no_draft"), "italic $soft")
    if settled is None or not warm or settled.review.charter.verdict is None:
        return Content.styled(words("charter.opening"), "italic $soft")
    verdict = settled.review.charter.verdict
    sign, colour = _LIGHTS[verdict]
    about = words.many("charter.go_left", left) if verdict == "go" and left else words(f"charter.{verdict}_about")
    name = words(f"workbench.charter_{verdict}")
    return Content.assemble((f"{sign} {name[:1].upper()}{name[1:]}", f"bold {colour}"), "  ", (about, "$soft"))


def encouraged(review: Review, text: str, words: Words) -> Lines:
    """Return what the charter encourages and was found, with the draft's own words."""
    found = review.charter.encouraged
    if not found:
        return (Content.styled(words("charter.encouraged_none"), "$soft"),)
    lines = [Content.styled(words("charter.encouraged"), "bold $good")]
    for one in found:
        said = fit(" ".join(clean(text[one.start : one.end]).split()), _ENCOURAGED)
        lines.append(Content.assemble(("✓  ", "$good"), clean(one.message), (f"  « {said} »" if said else "", "italic $soft")))
    return tuple(lines)


def signature_line(house: House, draft: Draft, words: Words) -> Content | None:
    """Return who signed the draft and whether that still holds; ``None`` when nobody did."""
    signed = house.notebook.signatures(draft.id)
    if not signed:
        return None
    held = standing(signed[0], draft.text, draft.network)
    when = said_moment(signed[0].made, house.clock.now(), words)
    name = clean(signed[0].name)
    if held == "valid":
        return Content.styled(f"✓ {words('charter.signed', name=name, when=when)}", "$good")
    network = words(f"publication.{signed[0].network}")
    more = {"network": network} if held == "network_changed" else {}
    return Content.styled(f"▲ {words(f'charter.signed_{held}', name=name, when=when, **more)}", "bold $warn")
