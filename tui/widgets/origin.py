"""Where the words under the eyes come from: whose, what was changed in them, the question, and the post around them."""

from __future__ import annotations

from textual.content import Content

from coach.finding import Evidence, Finding, Review, Source
from coach.post import Post
from coach.text import Span, clean
from tui.widgets.coach import CoachPanel, Piece, passage, whose
from tui.widgets.difference import difference
from tui.widgets.plain import words_of
from tui.words import Words

KIND_SIGNS = {"official": "▣", "sibling": "◎", "own": "◉", "suggestion": "✎"}
"""A sign for each kind of source: the company's board, a colleague, oneself, a model."""
_AROUND = 200


class OriginPanel(CoachPanel):
    """A page that scrolls: the source of one borrowed passage, or what the mirror shows of the whole text."""

    def page_of(self, finding: Finding, post: Post | None) -> Content:
        """Return the source of a remark; ``post`` is there once read."""
        return origin(finding, post, words_of(self))

    def show_text(self, review: Review | None) -> None:
        """Say what to do, no passage being under the eyes."""
        self._finding = None
        self._page.show(whole(review, words_of(self)))


def origin(finding: Finding, post: Post | None, words: Words) -> Content:
    """Return what is known of a remark's source, the change first: it is what one came to see."""
    evidence = finding.evidence
    pieces: list[Piece] = []
    if evidence is not None:
        pieces += [(f"{KIND_SIGNS[evidence.kind]} {whose(evidence, words)}", "bold")]
        pieces += [(f" · {words(f'workbench.how_{evidence.how}')}" if evidence.text else "", "$soft"), "\n"]
        if evidence.text and finding.text:
            pieces += [*_changed(finding, evidence, words), "\n"]
    else:
        pieces += [(clean(finding.message), "bold"), "\n"]
    if finding.question:
        pieces += [("→ ", "bold $primary"), (clean(finding.question), "$primary"), "\n"]
    for fix in finding.fixes:
        pieces += [("· ", "$primary"), clean(fix), "\n"]
    if finding.why:
        pieces += [(clean(finding.why), "$soft"), "\n"]
    if evidence is not None and post is not None and evidence.text == post.text[evidence.start : evidence.end]:
        shown = passage(post.text, Span(evidence.start, evidence.end), _AROUND)
        pieces += ["\n", (words("source.post"), "bold $soft"), "\n", shown]
    return Content.assemble(*pieces)


def _changed(finding: Finding, evidence: Evidence, words: Words) -> list[Piece]:
    if evidence.text == finding.text:
        return [(words("mirror.unchanged"), "italic $soft"), "\n"]
    return [(words("mirror.changed"), "italic $soft"), "\n", difference(evidence.text, finding.text), "\n"]


def whole(review: Review | None, words: Words) -> Content:
    """Return what there is to say when no passage is under the eyes."""
    if review is None:
        return Content.styled(words("workbench.opening"), "$soft")
    if not review.chars:
        return Content.assemble(words("workbench.begin"), "\n\n", (words("mirror.begin_how"), "$soft"))
    found = sum(finding.source is Source.MIRROR for finding in review.findings)
    return Content.styled(words("mirror.to_read" if found else "mirror.nothing_borrowed"), "$soft")
