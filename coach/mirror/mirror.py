"""The mirror over a corpus of sibling posts: what a draft borrowed, and what only this person brings."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from coach.context import Context
from coach.finding import Finding, Reflection
from coach.mirror.apport import Sign, brought
from coach.mirror.exemption import Exemption, excuse
from coach.mirror.masks import hidden
from coach.mirror.meaning import can_mean, meant
from coach.mirror.model import REFERENCE, model
from coach.mirror.passages import Passage, passages
from coach.mirror.pieces import Piece, pieces
from coach.mirror.remarks import remark
from coach.mirror.stretches import Looked, Stretch, compare, explained
from coach.mirror.suggestions import Echoes
from coach.mirror.tokens import Reading, read_post, same_words
from coach.mirror.verdict import share, verdict
from coach.ports import Corpus
from coach.post import Post
from coach.text import Span

KEPT = 2048
"""Sentences remembered, so that only the edited one is paid for."""


KEPT_POSTS = 20_000
"""Posts remembered."""

_Key = tuple[str, tuple[Span, ...]]


class _Meant(NamedTuple):
    """What the meaning of a sentence told."""

    stretch: Stretch | None
    waiting: int
    """Posts whose own meaning was not read yet when it was looked for."""


class CorpusMirror:
    """Looks at a draft in a corpus. Sentences are cached until the corpus changes.

    ``look`` is the tier of words, at typing speed, with what is already known of meaning; ``fathom`` finds out the meaning of the
    sentences not yet known and may run in another thread.
    """

    def __init__(
        self,
        corpus: Corpus,
        *,
        names: Sequence[str] = (),
        exempt: Sequence[Exemption] = (),
        semantic: bool = True,
        embedder: str = REFERENCE,
    ) -> None:
        """Take the company's own ``names``, what the person taught (``exempt``), and whether meaning is looked for.

        ``embedder`` names the engine of the corpus' vectors: where no model was trained for it, words only
        (``Reflection.semantic`` says so).
        """
        self._corpus = corpus
        self._semantic = semantic
        self._embedder = embedder
        taught = [*(same_words(name) for name in names), *(e.text for e in exempt)]
        self._exempt = tuple(sorted({tuple(said.split()) for said in taught if said}, key=len, reverse=True))
        self._echoes = Echoes(corpus)
        self._revision: int | None = None
        self._posts: dict[str, Post | None] = {}
        self._looked: OrderedDict[_Key, Looked] = OrderedDict()
        self._meant: OrderedDict[tuple[int, _Key], _Meant] = OrderedDict()

    def look(self, text: str, context: Context) -> tuple[Reflection, Sequence[Finding]]:
        """Return what ``text`` borrows and brings. Never raises on any text; errors of the corpus go through."""
        self._refresh()
        found = list(pieces(text, hidden(text)))
        looked = self._look_at(found)
        fathomed = self._can_fathom()
        if fathomed:
            fathomed = not any(self._unknown(piece, one) for piece, one in zip(found, looked, strict=True))
            looked = [self._with_meaning(piece, one) for piece, one in zip(found, looked, strict=True)]
        borrowed = passages(found, looked, self._post, context)
        borrowed = sorted([*borrowed, *self._echoes.passages(text, found, looked)], key=lambda p: p.span)
        reflection = self._reflect(found, looked, borrowed)
        return reflection.model_copy(update={"semantic": fathomed}), [remark(text, passage, context) for passage in borrowed]

    def fathom(self, text: str, context: Context, stop: Callable[[], bool] = lambda: False, *, waiting: int = 0) -> int:
        """Find out the meaning of the sentences of ``text`` that words do not explain; return of how many it told anything new.

        About 30 ms a sentence, once; ``look`` then knows. ``stop`` is asked before each: the text has moved on, say. While
        posts are ``waiting`` for their vectors, a sentence that found nothing is asked again each time their number changed.
        Errors of the corpus go through.
        """
        by = model(self._embedder) if self._can_fathom() else None
        if by is None:
            return 0
        revision, post = self._corpus.revision(), self._corpus.get
        told = 0
        for piece in pieces(text, hidden(text)):
            if stop():
                break
            key = (revision, (piece.text, piece.hidden))
            known = self._meant.get(key)
            if known is not None and (known.stretch is not None or known.waiting == waiting):
                continue
            [one] = compare([piece], self._corpus, self._corpus.fetch, self._excuse)
            if explained(one) or not can_mean(one.reading):
                continue
            found = meant(one.reading, context.lang, self._corpus, post, by)
            told += known is None or found is not None
            self._meant[key] = _Meant(found, waiting)
            while len(self._meant) > KEPT:
                self._meant.popitem(last=False)
        return told

    def _can_fathom(self) -> bool:
        return self._semantic and self._corpus.semantic() and model(self._embedder) is not None

    def _unknown(self, piece: Piece, one: Looked) -> bool:
        known = (self._revision or 0, (piece.text, piece.hidden)) in self._meant
        return not known and not explained(one) and can_mean(one.reading)

    def _with_meaning(self, piece: Piece, one: Looked) -> Looked:
        known = self._meant.get((self._revision or 0, (piece.text, piece.hidden)))
        return one._replace(stretches=(known.stretch,)) if known and known.stretch and not explained(one) else one

    def _reflect(self, found: Sequence[Piece], looked: Sequence[Looked], borrowed: Sequence[Passage]) -> Reflection:
        words = [piece.span.start + start for piece, one in zip(found, looked, strict=True) for start in one.reading.starts]
        if not words or not self._corpus.count():
            return Reflection()
        taken = [p for p in borrowed if p.parrot and not p.own]
        spans = [p.span for p in taken]
        own = brought(
            (Sign(s.kind, piece.out(s.span), s.keys) for piece, one in zip(found, looked, strict=True) for s in one.signs),
            spans,
            (one.reading for one in looked),
            {key for p in borrowed if not p.own for key in read_post(p.post.text).keys},
        )
        reprise = share(words, spans)
        return Reflection(verdict=verdict(reprise, own, taken), reprise=round(reprise, 3), apport=own)

    def _refresh(self) -> None:
        revision = self._corpus.revision()
        if revision != self._revision:
            self._revision = revision
            self._posts.clear()
            self._looked.clear()
            self._echoes.clear()

    def _look_at(self, found: Sequence[Piece]) -> list[Looked]:
        """Return all pieces compared; those not seen since the corpus changed, in one go."""
        keyed = {(piece.text, piece.hidden): piece for piece in found}
        fresh = [key for key in keyed if key not in self._looked]
        known = {key: self._looked[key] for key in keyed if key in self._looked}
        for key in known:
            self._looked.move_to_end(key)
        known |= zip(fresh, compare([keyed[key] for key in fresh], self._corpus, self._fetch, self._excuse), strict=True)
        self._looked |= {key: known[key] for key in fresh}
        while len(self._looked) > KEPT:
            self._looked.popitem(last=False)
        return [known[piece.text, piece.hidden] for piece in found]

    def _fetch(self, ids: Iterable[str]) -> Mapping[str, Post]:
        wanted = set(ids)
        missing = wanted - self._posts.keys()
        if len(self._posts) + len(missing) > KEPT_POSTS:
            self._posts.clear()
            missing = wanted
        if missing:
            self._posts |= dict.fromkeys(missing) | self._corpus.fetch(missing)
        return {post_id: post for post_id in wanted if (post := self._posts[post_id])}

    def _post(self, post_id: str) -> Post | None:
        if post_id not in self._posts:
            self._fetch((post_id,))
        return self._posts[post_id]

    def _excuse(self, reading: Reading) -> Reading:
        """Take away what names and taught exemptions tell."""
        return excuse(reading, self._exempt)
