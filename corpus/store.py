"""The store of sibling posts behind the ``Corpus`` port: rows are the truth, the two indexes follow them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.ports import Added, Clock, Embedder, Hit, Line, Neighbour, Proposed
from coach.post import Post, PostKind
from corpus import ledger, lines, shelf
from corpus.browse import Page, Search, browse
from corpus.census import Census, ExportFormat, census, exported
from corpus.engine import Engine
from corpus.lending import Lending
from corpus.lexical import LexicalIndex
from corpus.remote import Remote
from corpus.rows import Rows
from corpus.salvage import open_rows
from corpus.semantic import Lack, SemanticIndex
from corpus.sharing import Ended, Sharing, Standing
from corpus.sync import Synced
from corpus.wire import Place

Shortcoming = Lack | Literal["letters_only", "index_not_kept", "server_away"]
"""What a store may lack; ``lacks.<code>`` in the phrase book says it."""


class PostStore:
    """One machine's posts. Safe to use from several threads; several processes may open one folder."""

    def __init__(
        self,
        rows: Rows,
        cache: Path,
        embedder: Embedder | None,
        notices: Sequence[BrokenEnvironment],
        sharing: Sharing | None = None,
    ) -> None:
        """``sharing``: the dealings with a team's store, if there is one."""
        self._rows = rows
        self._sharing = sharing
        lending = Lending(rows, sharing.remote, embedder.name, embedder.size) if sharing and embedder else None
        self._letters = embedder is not None and getattr(embedder, "lexical_like", False)
        self._lexical = LexicalIndex(rows, cache / "lexical")
        self._semantic = SemanticIndex(rows, cache / "vectors", embedder, lending)
        self.notices = tuple(notices)
        """What happened while opening that the person should be told; the store works all the same."""

    def prepare(self) -> None:
        """Open the lexical index, making it again if need be: seconds for a large store, so call it from a worker."""
        self._lexical.catch_up()

    def add(self, posts: Iterable[Post]) -> Added:
        """Add or update posts, all of them or, on an error, none. Raises ``BrokenEnvironment``."""
        added = shelf.add(self._rows, posts)
        self._lexical.catch_up()
        return added

    def remove(self, ids: Iterable[str]) -> int:
        """Remove posts with all that was derived from them; return how many there were. Raises ``BrokenEnvironment``.

        :meth:`traces` tells whether that is done already: vectors owned by another process go when it next looks, and what a
        team's store has goes at the next :meth:`sync`, here and in everybody's copy.
        """
        wanted = list(ids)
        if self._sharing is not None:
            ledger.withdraw(self._rows, wanted)
        removed = shelf.remove(self._rows, wanted)
        self._lexical.catch_up()
        self._semantic.forget()
        return removed

    def get(self, post_id: str) -> Post | None:
        """Return one post."""
        return shelf.get(self._rows, post_id)

    def fetch(self, ids: Iterable[str]) -> dict[str, Post]:
        """Return several posts at once, by id. Raises ``BrokenEnvironment``."""
        return shelf.fetch(self._rows, ids)

    def posts(self, kind: PostKind | None = None) -> Iterator[Post]:
        """Yield the posts, newest first, of one kind or of all."""
        return shelf.posts(self._rows, kind)

    def browse(self, search: Search) -> Page:
        """Return a page of the posts that match. Raises ``BrokenEnvironment``."""
        return browse(self._rows, search)

    def count(self) -> int:
        """Return how many posts there are."""
        return int(self._rows.fact("posts") or 0)

    def revision(self) -> int:
        """Return a number that grows with every change, whichever process makes it."""
        return int(self._rows.fact("revision") or 0)

    def pictured(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the posts that have the imprint of a picture: id and images. Raises ``BrokenEnvironment``."""
        return shelf.pictured(self._rows)

    def lexical(self, keys: Sequence[str], limit: int) -> list[Hit]:
        """Return the posts that share most with ``keys``, best first. Raises ``BrokenEnvironment``."""
        return self._lexical.search([keys], limit)[0]

    def lexical_each(self, passages: Sequence[Sequence[str]], limit: int) -> list[list[Hit]]:
        """Return what :meth:`lexical` returns of each of ``passages``, in one question. Raises ``BrokenEnvironment``."""
        return self._lexical.search(passages, limit)

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        """Return the nearest sentences in meaning, best first; empty when :meth:`lacks` says why. Slow the first time."""
        return self._semantic.nearest(text, lang, limit)

    def common(self, one: str, two: str) -> float:
        """Return how much two sentences are about the same things, 0 to 1. Some tens of milliseconds, remembered."""
        return self._semantic.common(one, two)

    def engine(self) -> Engine | None:
        """Return who makes vectors here, remembering those asked for lately; ``None`` where meaning is not looked for."""
        return self._semantic.engine

    def semantic(self) -> bool:
        """Tell whether ``nearest`` has anything to look into. Loads nothing."""
        return self._semantic.ready()

    def log_suggestion(self, line: Line, date: str) -> None:
        """Remember that a model showed ``line`` to this person, once. Raises ``BrokenEnvironment``."""
        lines.keep(self._rows, [lines.shown(line, str(self._rows.fact("store")), date)])

    def suggests(self) -> bool:
        """Tell whether a model is known to have shown anything to somebody else. Raises ``BrokenEnvironment``."""
        return lines.any_of_others(self._rows)

    def suggested(self, grams: Sequence[int]) -> list[Proposed]:
        """Return those of ``grams`` that a model showed to somebody else. Raises ``BrokenEnvironment``."""
        return lines.suggested(self._rows, grams)

    def lacks(self) -> list[Shortcoming]:
        """Return what the indexes lack just now, as codes; empty when nothing is missing. Loads nothing."""
        # An engine that sees letters and no meaning looks ready, but the mirror makes nothing of it: that must be said.
        found: list[Shortcoming] = ["letters_only"] if self._letters else [*self._semantic.lacks()]
        if self._rows.fact("sync_trouble") and self._sharing is not None:
            found.append("server_away")
        return found if self._lexical.kept else [*found, "index_not_kept"]

    def pending(self) -> int:
        """Return how many posts wait for their vectors, or have left and wait for theirs to go."""
        return self._semantic.pending()

    def step(self, count: int, stop: Callable[[], bool] = lambda: False) -> int:
        """Embed the next ``count`` posts, official messages first, then the newest; return how many posts were seen to.

        0 when nothing waits, another process owns the vectors, or ``stop()`` cut it short: it is asked between sentences.
        Raises ``BrokenEnvironment`` when the engine fails.
        """
        return self._semantic.step(count, stop)

    def run(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> int:
        """Embed until nothing waits or ``stop()``; return how many posts were seen to. ``progress(done, total)`` follows.

        Interrupted anywhere, it goes on from there next time. Raises ``BrokenEnvironment`` when the engine fails.
        """
        return self._semantic.run(progress, stop)

    def reindex(self) -> None:
        """Check both indexes against the rows, byte by byte, and make again what is missing or damaged; then :meth:`run`."""
        self._lexical.rebuild()
        self._semantic.check()

    def traces(self, post_id: str) -> list[str]:
        """Return where anything of a post is left: ``row``, ``lexical``, ``vectors``, ``server``; empty when gone.

        Reads the indexes. ``server`` stands until the team's store has confirmed that it has nothing of the post any more.
        """
        found = ["row"] if self._rows.one("SELECT 1 FROM posts WHERE id = ?", (post_id,)) else []
        # An index knows posts by number only: once a post has left, any number without a post may be its own.
        if found or self._lexical.strangers() or self._rows.one("SELECT 1 FROM dead WHERE id = ?", (post_id,)):
            found.append("lexical")
        if self._semantic.holds(post_id):
            found.append("vectors")
        if ledger.waits_for_removal(self._rows, post_id):
            found.append("server")
        return found

    def sync(self, stop: Callable[[], bool] = lambda: False, *, at_once: bool = False) -> Ended:
        """Do a round with the team's store, if there is one: slow, for a worker; see :meth:`corpus.sharing.Sharing.sync`."""
        if self._sharing is None:
            return "resting"
        return self._sharing.sync(self._changed, self._semantic.lend, stop, at_once=at_once)

    def synced(self) -> Synced:
        """Return what the last round of this process did."""
        return self._sharing.done if self._sharing else Synced()

    def standing(self) -> Standing | None:
        """Return how the team's store is doing as last known, ``None`` without one. Asks nobody."""
        return self._sharing.standing() if self._sharing else None

    def _changed(self) -> None:
        self._lexical.catch_up()
        self._semantic.forget()

    def stats(self) -> Census:
        """Return the store in figures."""
        return census(self._rows, self.pending())

    def export(self, form: ExportFormat = "jsonl") -> Iterator[dict[str, object]]:
        """Yield every post, newest first, under the names ``posts import`` reads."""
        return exported(shelf.export(self._rows), form)

    def close(self) -> None:
        """Let go of the files, and of the vectors for the next process."""
        self._semantic.close()
        if self._sharing is not None:
            self._sharing.remote.close()
        self._rows.close()


def open_store(
    data: Path,
    cache: Path,
    *,
    embedder: Embedder | None,
    clock: Clock,
    lang: Language = "fr",
    server: Place | None = None,
) -> PostStore:
    """Open the posts of ``data`` with their indexes under ``cache``; errors and notices are said in ``lang``.

    ``server`` is a team's store, spoken to by :meth:`PostStore.sync` only and by what runs in a worker.
    A damaged store is set aside and a fresh one opened: see ``notices``. Raises ``BrokenEnvironment``.
    """
    rows, notices = open_rows(data / "posts.db", clock, lang)
    shelf.refold(rows)
    sharing = Sharing(rows, Remote(server), cache / "sync.lock", clock) if server else None
    return PostStore(rows, cache, embedder, notices, sharing)
