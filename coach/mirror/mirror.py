"""The mirror over a corpus of sibling posts: what a draft borrowed, and what only this person brings."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from coach.context import Context
from coach.finding import Finding, Reflection
from coach.mirror.apport import Sign, brought
from coach.mirror.exemption import Exemption
from coach.mirror.masks import hidden
from coach.mirror.passages import Passage, passages
from coach.mirror.pieces import Piece, pieces
from coach.mirror.remarks import remark
from coach.mirror.stretches import Looked, compare
from coach.mirror.tokens import Reading, read_post, same_words
from coach.mirror.verdict import share, verdict
from coach.ports import Corpus
from coach.post import Post
from coach.text import Span

KEPT = 2048
"""Sentences remembered, so that only the edited one is paid for."""


class CorpusMirror:
    """Looks at a draft in a corpus. Sentences are cached until the corpus changes; one instance serves one thread."""

    def __init__(
        self,
        corpus: Corpus,
        *,
        names: Sequence[str] = (),
        exempt: Sequence[Exemption] = (),
        semantic: bool = True,
    ) -> None:
        """Take the company's own ``names``, what the person taught (``exempt``), and whether meaning is looked for."""
        self._corpus = corpus
        self._semantic = semantic
        taught = [*(same_words(name) for name in names), *(e.text for e in exempt)]
        self._exempt = tuple(sorted({tuple(said.split()) for said in taught if said}, key=len, reverse=True))
        self._revision: int | None = None
        self._posts: dict[str, Post | None] = {}
        self._looked: OrderedDict[tuple[str, tuple[Span, ...]], Looked] = OrderedDict()

    def look(self, text: str, context: Context) -> tuple[Reflection, Sequence[Finding]]:
        """Return what ``text`` borrows and brings. Never raises on any text; errors of the corpus go through."""
        self._refresh()
        found = list(pieces(text, hidden(text)))
        looked = [self._look_at(piece) for piece in found]
        borrowed = passages(found, looked, self._post, context)
        return self._reflect(found, looked, borrowed), [remark(text, passage, context) for passage in borrowed]

    def _reflect(self, found: Sequence[Piece], looked: Sequence[Looked], borrowed: Sequence[Passage]) -> Reflection:
        words = [piece.span.start + start for piece, one in zip(found, looked, strict=True) for start in one.reading.starts]
        if not words or not self._corpus.count():
            return Reflection()
        taken = [p for p in borrowed if p.parrot and not p.own]
        spans = [p.span for p in taken]
        own = brought(
            (Sign(s.kind, piece.out(s.span)) for piece, one in zip(found, looked, strict=True) for s in one.signs),
            spans,
            (one.reading for one in looked),
            {key for p in borrowed for key in read_post(p.post.text).places},
        )
        reprise = share(words, spans)
        return Reflection(verdict=verdict(reprise, own, taken), reprise=round(reprise, 3), apport=own)

    def _refresh(self) -> None:
        revision = self._corpus.revision()
        if revision != self._revision:
            self._revision = revision
            self._posts.clear()
            self._looked.clear()

    def _look_at(self, piece: Piece) -> Looked:
        key = (piece.text, piece.hidden)
        known = self._looked.get(key)
        if known is None:
            known = compare(piece, self._corpus, self._post, self._excuse)
            self._looked[key] = known
            if len(self._looked) > KEPT:
                self._looked.popitem(last=False)
        else:
            self._looked.move_to_end(key)
        return known

    def _post(self, post_id: str) -> Post | None:
        if post_id not in self._posts:
            self._posts[post_id] = self._corpus.get(post_id)
        return self._posts[post_id]

    def _excuse(self, reading: Reading) -> Reading:
        """Take away what names and taught exemptions tell."""
        excused = [False] * len(reading.keys)
        for said in self._exempt:
            for at in reading.places.get(said[0], ()):
                if reading.keys[at : at + len(said)] == said:
                    excused[at : at + len(said)] = [True] * len(said)
        return reading.without(excused) if any(excused) else reading
