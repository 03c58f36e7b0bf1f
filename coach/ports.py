"""The ports: what the domain needs from outside, each a few lines that a fake can stand in for.

Errors cross a port as :class:`coach.errors.CoachError` and nothing else. One contract test per port runs on every implementation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from coach.context import Context, Language
from coach.finding import Finding, LineStanding, Reflection, Ruling, Value
from coach.notebook import Decision, Draft, Idea, Notice, Revision, RevisionCause, Signature, Talk
from coach.post import Post, PostKind


class Clock(Protocol):
    """Time comes in from outside, so that a test can hold it still."""

    def now(self) -> dt.datetime:
        """Return the time now, with its zone."""
        ...


class Delta(Value):
    """A piece of text a writer has just said."""

    text: str


class Done(Value):
    """The writer has finished; counts are ``None`` when it does not count."""

    tokens_in: int | None = None
    tokens_out: int | None = None
    cost_usd: float | None = None


Event = Delta | Done


class Prompt(Value):
    """What is said to a writer: the whole of what leaves the machine."""

    system: str
    user: str
    json_schema: dict[str, object] | None = None
    """JSON Schema the answer must follow, or ``None`` for plain text."""


class Writer(Protocol):
    """Whoever can say something to the person: the offline coach or a model."""

    name: str
    """Shown in the header."""
    leaves_machine: str | None
    """Where prompts go (``"api.example.com"``), or ``None`` when nothing leaves the machine."""

    def stream(self, prompt: Prompt) -> Iterator[Event]:
        """Yield the answer piece by piece, ending with :class:`Done`. Raises ``CoachError`` with a remedy."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is their nearness in meaning."""

    name: str
    """Identifies the vectors: another name means another, incomparable space."""
    size: int
    """Dimensions of a vector."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector of ``size`` floats per text, in order. Raises ``CoachError``."""
        ...

    def terms(self, text: str) -> Mapping[int, float]:
        """Return what a text is about, as inner terms of the engine and their weights; empty when it knows of none.

        Raises ``CoachError``.
        """
        ...


class Added(NamedTuple):
    """What happened to the posts given to a corpus."""

    added: int
    updated: int
    unchanged: int


class Hit(NamedTuple):
    """A post that shares words with a passage."""

    post_id: str
    shared: float
    """Weight of the word pairs shared: higher is more, comparable within one passage only."""
    said: str
    """The folded words of the post, as :func:`coach.strung.strung` joins them: what it may prove is told without reading it."""


class Neighbour(NamedTuple):
    """A post (or one sentence of it) near a passage in meaning."""

    post_id: str
    start: int
    """Where the sentence starts in the post, code points."""
    end: int
    similarity: float
    """Cosine, -1 to 1."""


class Line(NamedTuple):
    """A line a model showed to the person, as hashes of its runs of words: see :mod:`coach.mirror.suggestions`."""

    grams: tuple[int, ...]
    """Signed 64-bit hashes; nobody reads the words in them."""
    words: int
    """How many words the line had."""


class Proposed(NamedTuple):
    """A run of words that a model showed to somebody else."""

    gram: int
    line: str
    """Identifies the line and whom it was shown to, by no name."""
    words: int
    """How many words the whole line had."""
    date: str
    """Day it was shown, ISO 8601."""


class Corpus(Protocol):
    """The store of sibling posts: rows are the truth, the two indexes are caches that heal themselves."""

    def add(self, posts: Iterable[Post]) -> Added:
        """Add or update posts by id; the same author's same words twice are one post. Visible to ``lexical`` on return."""
        ...

    def remove(self, ids: Iterable[str]) -> int:
        """Remove posts, their vectors and index entries; return how many there were."""
        ...

    def get(self, post_id: str) -> Post | None:
        """Return one post."""
        ...

    def fetch(self, ids: Iterable[str]) -> dict[str, Post]:
        """Return several posts at once, by id; one that is not there is absent."""
        ...

    def posts(self, kind: PostKind | None = None) -> Iterator[Post]:
        """Yield the posts, newest first, of one kind or of all."""
        ...

    def count(self) -> int:
        """Return how many posts there are."""
        ...

    def revision(self) -> int:
        """Return a number that grows whenever a post is added, changed or removed."""
        ...

    def pictured(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Return the posts that have the imprint of a picture among their images: id and images. Reads all of the store."""
        ...

    def lexical(self, keys: Sequence[str], limit: int) -> list[Hit]:
        """Return the posts that share most pairs of neighbouring words with ``keys`` (folded words in order), best first."""
        ...

    def lexical_each(self, passages: Sequence[Sequence[str]], limit: int) -> list[list[Hit]]:
        """Return what :meth:`lexical` returns of each of ``passages``, all in one question: a whole draft is one."""
        ...

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        """Return the nearest sentences in meaning, best first; empty when no vectors are at hand."""
        ...

    def common(self, one: str, two: str) -> float:
        """Return how much two sentences are about the same things, 0 to 1; 0 when that cannot be told. Slow."""
        ...

    def semantic(self) -> bool:
        """Tell whether ``nearest`` has anything to look into."""
        ...

    def log_suggestion(self, line: Line, date: str) -> None:
        """Remember that a model showed ``line`` to this person on a day: its hashes, never its words."""
        ...

    def suggests(self) -> bool:
        """Tell whether ``suggested`` may know of anything at all: cheap, where hashing a draft is not."""
        ...

    def suggested(self, grams: Sequence[int]) -> list[Proposed]:
        """Return those of ``grams`` that a model showed to somebody else; what only this person was shown is no parrot."""
        ...


class Notebook(Protocol):
    """One person's work. Every ``save`` is durable when it returns."""

    def save_idea(self, idea: Idea) -> None: ...
    def ideas(self) -> list[Idea]:
        """Return the ideas, newest first."""
        ...

    def save_talk(self, talk: Talk) -> None: ...
    def talk(self, talk_id: str) -> Talk | None: ...
    def talks(self) -> list[Talk]:
        """Return the unfinished interviews, newest first."""
        ...

    def save_draft(self, draft: Draft) -> None:
        """Keep the draft as it stands now; no revision is made."""
        ...

    def draft(self, draft_id: str) -> Draft | None: ...
    def drafts(self) -> list[Draft]:
        """Return all drafts but the dropped ones, last changed first."""
        ...

    def keep_revision(self, draft_id: str, text: str, cause: RevisionCause, made: dt.datetime) -> Revision | None:
        """Keep ``text`` as the draft's next revision; ``None`` when it equals the last one."""
        ...

    def revisions(self, draft_id: str) -> list[Revision]:
        """Return the revisions of a draft, newest first."""
        ...

    def save_decision(self, decision: Decision) -> None: ...
    def decisions(self, draft_id: str | None = None) -> list[Decision]:
        """Return the decisions on one draft, or all of them, newest first."""
        ...

    def save_signature(self, signature: Signature) -> None: ...
    def signatures(self, draft_id: str | None = None) -> list[Signature]:
        """Return the person's signatures under one draft, or all of them, newest first."""
        ...

    def put(self, key: str, value: str) -> None:
        """Remember a small thing (language, name, last room) under ``key``."""
        ...

    def read(self, key: str) -> str | None: ...
    def notices(self) -> list[Notice]:
        """Return what the person should be told about the notebook itself (mended, read-only…), each thing once."""
        ...

    def close(self) -> None: ...


class Mirror(Protocol):
    """Shows what a draft borrowed and what only this person brings. Spans are in ``text``, which is clean and composed."""

    def look(self, text: str, context: Context) -> tuple[Reflection, Sequence[Finding]]:
        """Return the whole view of ``text`` and the borrowed passages."""
        ...


class Charter(Protocol):
    """Reads a draft by the company's rules. Spans are in ``text``, which is clean and composed."""

    def judge(self, text: str, context: Context) -> tuple[Ruling, Sequence[Finding]]:
        """Return the ruling on ``text`` and the remarks."""
        ...


class EditorialLine(Protocol):
    """Holds a draft against what its author said they talk about. Spans are in ``text``, which is clean and composed."""

    def hold(self, text: str, context: Context) -> tuple[LineStanding | None, Sequence[Finding]]:
        """Return where ``text`` stands in the line, and the remarks; ``None`` and nothing when there is no line to hold."""
        ...


class Reviewer(Protocol):
    """Any other reviewer: form, line, worn phrases."""

    def __call__(self, text: str, context: Context) -> Iterable[Finding]:
        """Return the remarks on ``text``."""
        ...
