"""Where borrowed words come from: what was changed in them, and the whole post around them."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from coach.finding import Evidence, Finding
from coach.post import Post
from coach.text import Span, clean
from tui.messages import SourceRead
from tui.screens.room import Dialog
from tui.widgets.coach import passage, whose
from tui.widgets.difference import difference
from tui.widgets.plain import Plain, Said, app_of


class SourceDialog(Dialog[None]):
    """Shows one borrowed passage beside the person's words (``mine``). The question stays in sight."""

    CSS_PATH = "workbench.tcss"

    def __init__(self, finding: Finding, mine: str) -> None:
        super().__init__()
        if finding.evidence is None:
            raise ValueError("a finding without evidence has no source")
        self._finding, self._evidence, self._mine = finding, finding.evidence, mine

    def compose(self) -> ComposeResult:
        """Lay out what changed, then the post."""
        with VerticalScroll(classes="sheet large"):
            yield Plain(id="source-head")
            yield Said("source.changed", classes="title")
            yield Plain(id="source-changed")
            yield Said("source.post", classes="title")
            yield Plain(id="source-post")
            yield Plain(id="source-question")
            yield Said("source.close", classes="soft")

    def on_mount(self) -> None:
        """Show what is known at once, and read the post."""
        self.relabel()
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._read, thread=True, group="source", exit_on_error=False, description="read a post")

    def _read(self) -> None:
        self.post_message(SourceRead(app_of(self).house.corpus.get(self._evidence.post_id)))

    @on(SourceRead)
    def _source_read(self, event: SourceRead) -> None:
        self.query_one("#source-post", Plain).show(_post(self._evidence, event.post, self.words("source.lost")))

    def relabel(self) -> None:
        """Say the words again."""
        super().relabel()
        words, evidence = self.words, self._evidence
        how = words(f"workbench.how_{evidence.how}")
        self.query_one("#source-head", Plain).show(Content.assemble((whose(evidence, words), "bold"), "\n", (how, "$soft")))
        same = evidence.text == self._mine
        changed = Content.styled(words("source.nothing"), "$soft") if same else difference(evidence.text, self._mine)
        self.query_one("#source-changed", Plain).show(changed)
        self.query_one("#source-post", Plain).show(_post(evidence, None, ""))
        question = clean(self._finding.question or "")
        self.query_one("#source-question", Plain).show(
            Content.assemble(("→ ", "bold $primary"), (question, "$primary")) if question else ""
        )


def _post(evidence: Evidence, post: Post | None, lost: str) -> Content:
    """Return the whole post, the borrowed words marked; those words alone while it is not read, or when it has changed since."""
    span = Span(evidence.start, evidence.end)
    if post is not None and span.of(post.text) == evidence.text:
        return passage(post.text, span, around=len(post.text))
    return Content.assemble((clean(evidence.text), "italic underline"), (f"\n{lost}" if lost else "", "$soft"))
