"""One door for every reviewer: read the text once, ask each, bring every span back to exactly the text given."""

from __future__ import annotations

from collections.abc import Sequence

from coach.context import Context
from coach.finding import Encouraged, Finding, LineStanding, Reflection, Review, Ruling
from coach.ports import Charter, EditorialLine, Mirror, Reviewer
from coach.text import Span, View, read_view


def review(
    raw: str,
    context: Context,
    *,
    mirror: Mirror | None = None,
    charter: Charter | None = None,
    line: EditorialLine | None = None,
    others: Sequence[Reviewer] = (),
) -> Review:
    """Return what every reviewer given says of ``raw``: worst first, then by place.

    Reviewers read the clean, composed view; the spans of the review are code points of ``raw`` itself. A reviewer not given
    is reported as ``unchecked`` (mirror) or ``None`` (charter), never as a silent yes.
    """
    view = read_view(raw)
    reflection, ruling = Reflection(), Ruling()
    standing: LineStanding | None = None
    found: list[Finding] = []
    if mirror is not None:
        reflection, borrowed = mirror.look(view.text, context)
        found.extend(borrowed)
    if charter is not None:
        ruling, remarks = charter.judge(view.text, context)
        found.extend(remarks)
        ruling = ruling.model_copy(update={"encouraged": tuple(_encouraged_back(e, view) for e in ruling.encouraged)})
    if line is not None:
        standing, held = line.hold(view.text, context)
        found.extend(held)
    for reviewer in others:
        found.extend(reviewer(view.text, context))
    placed = [_back(finding, raw, view) for finding in found]
    placed.sort(key=lambda f: (-f.severity.rank, f.start, f.end, f.source, f.rule))
    return Review(
        id=context.id,
        lang=context.lang,
        network=context.network,
        chars=len(raw),
        mirror=reflection,
        charter=ruling,
        line=standing,
        findings=tuple(placed),
    )


def _back(finding: Finding, raw: str, view: View) -> Finding:
    span = view.back(finding.start, finding.end)
    if raw == view.text and span == finding.span:
        return finding
    return finding.moved(raw, Span(*span))


def _encouraged_back(encouraged: Encouraged, view: View) -> Encouraged:
    span = view.back(encouraged.start, encouraged.end)
    return encouraged.model_copy(update={"start": span.start, "end": span.end})
