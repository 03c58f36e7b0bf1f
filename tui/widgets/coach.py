"""What the coach says: of the remark under the eyes, or, when there is none, of the whole text."""

from __future__ import annotations

import datetime as dt
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from coach.finding import Evidence, Finding, Review
from coach.post import Post
from coach.text import Span, clean
from tui.messages import SourceRead
from tui.widgets.marks import SEVERITY_SIGNS, SOURCE_SIGNS
from tui.widgets.plain import Plain, app_of, words_of
from tui.words import Words

Piece = Content | str | tuple[str, str]
_AROUND = 140
"""How much of the source post is shown on each side of the borrowed words."""


class CoachPanel(VerticalScroll, can_focus=True):
    """A page that scrolls: the remark, why, the question, whom to ask, and the source."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page = Plain()
        self._finding: Finding | None = None
        self._posts: dict[str, Post | None] = {}

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield self._page

    def show_remark(self, finding: Finding) -> None:
        """Show what there is to say of one remark; its source follows when it has been read."""
        evidence = finding.evidence
        post = self._posts.get(evidence.post_id) if evidence else None
        if finding is not self._finding:
            self.scroll_home(animate=False)
        self._finding = finding
        self._page.show(self.page_of(finding, post))
        if evidence is not None and evidence.post_id not in self._posts:
            self._posts[evidence.post_id] = None
            read = partial(self._read, evidence.post_id)
            self.run_worker(read, thread=True, group="source", exit_on_error=False, description="read a post")

    def page_of(self, finding: Finding, post: Post | None) -> Content:
        """Return what there is to say of a remark; ``post`` is its source, once read."""
        return remark(finding, post, words_of(self))

    def _read(self, post_id: str) -> None:
        self.post_message(SourceRead(app_of(self).house.corpus.get(post_id)))

    @on(SourceRead)
    def _source_read(self, event: SourceRead) -> None:
        event.stop()
        if event.post is not None:
            self._posts[event.post.id] = event.post
            if self._finding is not None:
                self.show_remark(self._finding)

    def show_text(self, review: Review | None) -> None:
        """Show what there is to say of the whole text."""
        self._finding = None
        self._page.show(overall(review, words_of(self)))


def remark(finding: Finding, post: Post | None, words: Words) -> Content:
    """Return what the coach says of a remark: the question comes right after what is there."""
    who = words(f"workbench.source_{finding.source}")
    weight = words(f"workbench.severity_{finding.severity}")
    sign = SEVERITY_SIGNS[finding.severity] + SOURCE_SIGNS[finding.source]
    pieces: list[Piece] = [(f"{sign} {who}", f"bold ${finding.severity}"), (f" · {weight}", "$soft"), "\n\n"]
    pieces += [(clean(finding.message), "bold"), "\n"]
    if finding.question:
        pieces += ["\n", ("→ ", "bold $primary"), (clean(finding.question), "$primary"), "\n"]
    if finding.why:
        pieces += ["\n", (clean(finding.why), "$soft"), "\n"]
    for fix in finding.fixes:
        pieces += ["\n", "· ", clean(fix)]
    if finding.fixes:
        pieces.append("\n")
    if finding.ask:
        whom = " · ".join(clean(part) for part in (finding.ask.name or finding.ask.key, finding.ask.channel) if part)
        pieces += ["\n", (words("workbench.whom"), "$soft"), "\n", (whom, "bold"), "\n"]
        if finding.ask.draft_message:
            pieces += [(clean(finding.ask.draft_message), "italic $soft"), "\n"]
    if finding.evidence:
        pieces += ["\n", *source(finding.evidence, post, words)]
    return Content.assemble(*pieces)


def source(evidence: Evidence, post: Post | None, words: Words) -> list[Piece]:
    """Return where words were borrowed from: whose, when, how, and the passage with the borrowed words marked."""
    pieces: list[Piece] = [
        (whose(evidence, words), "bold $soft"),
        "\n",
        (words(f"workbench.how_{evidence.how}"), "$soft"),
        "\n\n",
    ]
    if post is None or post.text[evidence.start : evidence.end] != evidence.text:
        return [*pieces, ("« ", "$soft"), (clean(evidence.text), "italic underline"), (" »", "$soft")]
    return [*pieces, ("« ", "$soft"), passage(post.text, Span(evidence.start, evidence.end)), (" »", "$soft")]


def whose(evidence: Evidence, words: Words) -> str:
    """Return whose post it is and when it was published, as far as is known."""
    told = [words(f"workbench.kind_{evidence.kind}"), evidence.author, day(evidence.date, words)]
    return " · ".join(clean(part) for part in told if part)


def day(date: str | None, words: Words) -> str:
    """Return an ISO 8601 date as a day people read; nothing when it is none."""
    try:
        return dt.date.fromisoformat((date or "")[:10]).strftime(words("workbench.day"))
    except ValueError:
        return ""


def passage(text: str, span: Span, around: int = _AROUND) -> Content:
    """Return the words around a span, the span underlined; cut at a word when the text is longer than ``around`` each side."""
    first, last = max(0, span.start - around), min(len(text), span.end + around)
    if first:
        first = text.find(" ", first, span.start) + 1 or span.start
    if last < len(text):
        last = text.rfind(" ", span.end, last)
        last = span.end if last < 0 else last
    before, after = text[first : span.start], text[span.end : last]
    return Content.assemble(
        ("… " if first else "", "$soft"),
        (clean(before), "$soft"),
        (clean(span.of(text)), "italic underline"),
        (clean(after), "$soft"),
        (" …" if last < len(text) else "", "$soft"),
    )


def overall(review: Review | None, words: Words) -> Content:
    """Return what there is to say when no remark is under the eyes."""
    if review is None:
        return Content.styled(words("workbench.opening"), "$soft")
    if not review.chars:
        return Content.assemble((words("workbench.begin"), ""), "\n\n", (words("workbench.begin_how"), "$soft"))
    pieces: list[Piece] = []
    if review.charter.encouraged:
        pieces += [(words("workbench.encouraged"), "bold $good"), "\n"]
        for found in review.charter.encouraged[:4]:
            pieces += [("✓ ", "$good"), clean(found.message), "\n"]
        pieces.append("\n")
    asked = next((finding for finding in review.findings if finding.question), None)
    if asked is not None and asked.question:
        pieces += [("→ ", "bold $primary"), (clean(asked.question), "$primary"), "\n\n", (words("workbench.to_read"), "$soft")]
    elif not review.findings:
        pieces.append((words("workbench.all_well"), ""))
    return Content.assemble(*pieces)
