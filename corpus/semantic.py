"""The index by meaning: vectors of the posts' sentences, made bit by bit, owned by one process, made again when damaged."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from coach.context import Language
from coach.errors import CoachError
from coach.ports import Embedder, Neighbour
from corpus import queue
from corpus.engine import Engine
from corpus.lending import Lending
from corpus.owner import Ownership, claim
from corpus.rows import Rows
from corpus.shelf import names_of
from corpus.vectors import LANGUAGES, BrokenVectors, Near, Piece, UnkeptVectors, Vectors, sweep

Lack = Literal[
    "no_embedder", "embedder_failed", "vectors_owned_elsewhere", "vectors_borrowed", "vectors_not_kept",
    "nothing_embedded", "still_embedding",
]  # fmt: skip
"""Why the mirror may see less than it could; ``lacks.<code>`` in the phrase book says it."""

RETRY = 2.0
"""Seconds between two tries at an ownership somebody else has."""
RESTARTS = 4
"""Times a folder is made again before this process gives up: a place that keeps spoiling vectors is no place for them."""
TURN = 8
"""Posts embedded between two looks at whether to stop."""


class SemanticIndex:
    """Vectors of one store. Safe to use from several threads; nothing is opened or loaded before it is needed."""

    def __init__(self, rows: Rows, folder: Path, embedder: Embedder | None, lending: Lending | None = None) -> None:
        """``lending``: where a team's vectors are borrowed, if it has a store."""
        self._rows = rows
        self._lending = lending
        self._folder = folder
        self.engine = Engine(embedder) if embedder is not None else None
        self._lock = threading.RLock()
        self._ownership: Ownership | None = None
        self._tried = float("-inf")
        self._vectors: Vectors | None = None
        self._trouble: Lack | None = None
        self._closed = False
        self._restarts = 0
        self._begun = ""

    def lacks(self) -> list[Lack]:
        """Return what is missing, worst first; empty when every post has its vectors. Loads nothing."""
        if self.engine is None:
            return ["no_embedder"]
        if self._trouble is not None:
            return [self._trouble]
        if not self._own():
            borrowed = self._lending is not None and self._lending.live()
            return [self._trouble or ("vectors_borrowed" if borrowed else "vectors_owned_elsewhere")]
        waiting = queue.pending(self._rows)
        if not queue.embedded(self._rows) or not self._same_embedder():
            return ["nothing_embedded"]
        return ["still_embedding"] if waiting else []

    def ready(self) -> bool:
        """Tell whether there is something to look into. Loads nothing."""
        return self.lacks() in ([], ["still_embedding"], ["vectors_borrowed"])

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        """Return the nearest sentences, best first; empty when :meth:`lacks` says why. The first call takes a second or so."""
        if limit < 1 or not text.strip() or not self.ready():
            return []
        try:
            if self._ownership is None and self._lending and self.engine:
                return self._lending.near(lang, self.engine.vector(text), limit)
            vectors = self._opened()
            return self._living(vectors, lang, self.engine.vector(text), limit) if vectors and self.engine else []
        except CoachError:
            self._trouble = "embedder_failed"
        except UnkeptVectors:
            self._trouble = "vectors_not_kept"
        except BrokenVectors:
            self.start_over()
        return []

    def common(self, one: str, two: str) -> float:
        """Return how much two sentences are about the same things, 0 to 1; 0 when the engine cannot tell."""
        try:
            return self.engine.common(one, two) if self.engine else 0.0
        except CoachError:
            self._trouble = "embedder_failed"
        return 0.0

    def pending(self) -> int:
        """Return how many posts wait for vectors of our engine, or have left and wait for theirs to go."""
        if self.engine is not None and not self._same_embedder():
            return int(self._rows.fact("posts") or 0)
        return queue.pending(self._rows)

    def step(self, count: int, stop: Callable[[], bool] = lambda: False) -> int:
        """Embed at most ``count`` posts, and delete what has left; return how many posts were seen to.

        0 when nothing waits, when this process may not write, or when ``stop()`` cut it short: it is asked between sentences.
        Raises ``BrokenEnvironment`` when the engine fails.
        """
        while self._trouble != "vectors_not_kept":
            try:
                return self._work(count, stop)
            except BrokenVectors:
                self.start_over()
            except UnkeptVectors:
                self._trouble = "vectors_not_kept"
        return 0

    def run(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> int:
        """Work through the queue until it is empty or ``stop`` says so; return how many posts were seen to.

        ``progress(done, total)`` is called as it goes. Interrupted anywhere, the rest waits for the next run. Raises
        ``BrokenEnvironment`` when the engine fails.
        """
        seen = 0
        while (waiting := self.pending()) and not stop():
            progress(seen, seen + waiting)
            turn = self.step(TURN)
            if not turn:
                return seen
            seen += turn
        progress(seen, seen + waiting)
        return seen

    def check(self) -> None:
        """Compare every vector with the rows, and queue or delete what differs; a damaged folder is made again."""
        with self._lock:
            self._trouble, self._restarts = None, 0
            try:
                vectors = self._opened()
                if vectors is not None:
                    self._reconcile(vectors, thorough=True)
            except BrokenVectors:
                self.start_over()
            except UnkeptVectors:
                self._trouble = "vectors_not_kept"

    def forget(self) -> None:
        """Delete the vectors of posts that have left, unless another process owns them: it will. Needs no engine."""
        while queue.left(self._rows, 1) and self.step(0):
            pass

    def holds(self, post_id: str) -> bool:
        """Tell whether vectors say they belong to a post, or are known to wait for their deletion."""
        owed = "SELECT 1 FROM forget WHERE id = ? UNION ALL SELECT 1 FROM embedded JOIN posts USING (n) WHERE id = ?"
        if self._rows.one(owed, (post_id, post_id)):
            return True
        try:
            vectors = self._opened() if self._rows.fact("vectors") else None
            return bool(vectors and vectors.of(post_id))
        except UnkeptVectors:
            return False
        except BrokenVectors:
            self.start_over()
            return False

    def lend(self, stop: Callable[[], bool]) -> int:
        """Give the team the vectors made here, if they are open here; return of how many posts. Raises ``Trouble``."""
        try:
            return self._lending.lend(self._vectors, stop) if self._lending and self._vectors else 0
        except BrokenVectors:
            self.start_over()
        except UnkeptVectors:
            self._trouble = "vectors_not_kept"
        return 0

    def start_over(self) -> str:
        """Leave the present folder and queue every post again; return the name of the next. Raises ``BrokenEnvironment``."""
        with self._lock:
            self._shut()
            queue.requeue(self._rows)
            self._begun = name = f"v-{secrets.token_hex(6)}"
            queue.note(self._rows, "vectors", name)
            queue.note(self._rows, "embedder", self.engine.name if self.engine else "")
            sweep(self._folder, name)
            self._restarts += 1
            if self._restarts > RESTARTS:
                self._trouble = "vectors_not_kept"
            return name

    def close(self) -> None:
        """Let the next process have the vectors."""
        with self._lock:
            self._closed = True
            self._shut()
            if self._ownership is not None:
                self._ownership.release()
                self._ownership = None

    def _shut(self) -> None:
        """Close chroma, which may refuse when its folder is damaged: it is then left to the system."""
        vectors, self._vectors = self._vectors, None
        if vectors is not None:
            try:
                vectors.close()
            except (BrokenVectors, UnkeptVectors):
                return

    def _own(self) -> bool:
        """Tell whether this process owns the vectors, trying to when nobody does."""
        if self._ownership is not None:
            return True
        with self._lock:
            if self._ownership is None and not self._closed and time.monotonic() - self._tried >= RETRY:
                self._tried = time.monotonic()
                try:
                    self._folder.mkdir(parents=True, exist_ok=True)
                    self._ownership = claim(self._folder / "owner.lock")
                except OSError:
                    self._trouble = "vectors_not_kept"
            return self._ownership is not None

    def _same_embedder(self) -> bool:
        """Tell whether the vectors were made by our engine; without one, whether there are any."""
        made_by = self._rows.fact("embedder")
        return bool(made_by) if self.engine is None else made_by == self.engine.name

    def _opened(self) -> Vectors | None:
        """Return the vectors, opened and compared with the rows the first time; ``None`` when they are not ours to open.

        Raises ``BrokenVectors``, ``UnkeptVectors``.
        """
        if not self._own() or (self.engine is None and not self._same_embedder()):
            return None
        if self._vectors is None:
            with self._lock:
                if self._vectors is None:
                    name = str(self._rows.fact("vectors"))
                    if not self._same_embedder() or not (name == self._begun or (self._folder / name).is_dir()):
                        name = self.start_over()
                    self._vectors = Vectors(self._folder / name, str(self._rows.fact("embedder")))
                    self._reconcile(self._vectors, thorough=False)
        return self._vectors

    def _reconcile(self, vectors: Vectors, *, thorough: bool) -> None:
        """Queue posts that lack vectors and delete vectors that lack a post. Raises ``BrokenVectors``, ``UnkeptVectors``."""
        if not vectors.sound():
            raise BrokenVectors("a vector is not found again")
        if not thorough and vectors.count() == queue.embedded(self._rows):
            return
        for lang in LANGUAGES:
            there, told = vectors.names(lang), queue.expected(self._rows, lang)
            wanted = {Piece(n, k, "", 0, 0).id: n for n, count in told.items() for k in range(count)}
            extra = sorted(there - wanted.keys())
            lost = {n for name, n in wanted.items() if name not in there} | {int(name.partition(".")[0]) for name in extra}
            queue.requeue(self._rows, sorted(lost))
            vectors.forget(lang, extra)

    def _work(self, count: int, stop: Callable[[], bool]) -> int:
        """Do one step; cut short, it writes nothing. Raises ``BrokenVectors``, ``UnkeptVectors``, ``BrokenEnvironment``."""
        vectors = self._opened() if self.pending() else None
        if vectors is None:
            return 0
        gone = queue.left(self._rows, 200)
        posts = [(post, post.pieces()) for post in queue.next_posts(self._rows, count if self.engine else 0)]
        texts = [post.said(piece) for post, pieces in posts for piece in pieces]
        made: dict[str, Sequence[float]] = {**(self._lending.borrow(post for post, _ in posts) if self._lending else {})}
        ours = {post.n for post, pieces in posts if any(post.said(p) not in made for p in pieces)}
        made |= self.engine.vectors([text for text in texts if text not in made], stop) if self.engine else {}
        if len(made) < len(set(texts)):
            return 0
        with self._lock:
            if self._vectors is not vectors:
                # Closed, or started over, while we embedded: nothing is written where nobody will look.
                return 0
            for each in gone:
                vectors.forget(each.lang, each.names())
            for lang in LANGUAGES:
                some = [(piece, made[post.said(piece)]) for post, pieces in posts if post.lang == lang for piece in pieces]
                if some:
                    vectors.put(lang, [piece for piece, _ in some], [vector for _, vector in some])
            queue.forgotten(self._rows, gone)
            queue.done(self._rows, [(post, len(pieces)) for post, pieces in posts], ours)
        return len(posts) + len(gone)

    def _living(self, vectors: Vectors, lang: Language, vector: Sequence[float], limit: int) -> list[Neighbour]:
        """Return the nearest sentences whose post is still there."""
        asked = limit + 8
        while True:
            near = vectors.near(lang, vector, asked)
            names = names_of(self._rows, [each.piece.n for each in near])
            living = [_neighbour(each) for each in near if names.get(each.piece.n) == each.piece.post_id]
            if len(living) >= limit or len(near) < asked:
                return living[:limit]
            asked *= 4


def _neighbour(near: Near) -> Neighbour:
    """Return a sentence found as the port says it."""
    return Neighbour(near.piece.post_id, near.piece.start, near.piece.end, near.similarity)
