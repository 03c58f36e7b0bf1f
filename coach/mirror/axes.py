"""The mirror on the three axes of seed 001: the same phrase, the same visual, at the same moment.

Phrases are looked for at each key. What others published, picture or day, changes with none: it is found out by :meth:`surround`,
once the text rests, and remembered; :meth:`look` then only says it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.context import Context
from coach.finding import Finding, Reflection
from coach.mirror import moment, visual
from coach.mirror.mirror import CorpusMirror
from coach.mirror.moment import Moment, Topic
from coach.mirror.visual import Imprint, Sighting
from coach.ports import Corpus

KEPT = 512
"""Topics remembered."""

_When = tuple[str, dt.date, str | None]
_Seen = tuple[str, str | None]


class _Found(NamedTuple):
    """What was found out, and in which state of the store."""

    revision: int
    moment: Moment | None = None
    sighting: Sighting | None = None


class ThreeAxes:
    """A :class:`CorpusMirror` with the pictures and the days of the others around it."""

    def __init__(self, phrases: CorpusMirror, corpus: Corpus) -> None:
        self._phrases, self._corpus = phrases, corpus
        self._topics: tuple[Topic, ...] = ()
        self._moments: dict[_When, _Found] = {}
        self._sightings: dict[_Seen, _Found] = {}
        self._album: tuple[int, list[tuple[str, Imprint]]] = (-1, [])

    def look(self, text: str, context: Context) -> tuple[Reflection, Sequence[Finding]]:
        """Return what ``text`` borrows and brings, with what is already known of its picture and of its moment."""
        reflection, found = self._phrases.look(text, context)
        self._topics = tuple(moment.topics(text, found))
        return reflection, [*found, *self._pictured(text, context), *self._timed(text, context)]

    def fathom(self, text: str, context: Context, stop: Callable[[], bool] = lambda: False, *, waiting: int = 0) -> int:
        """Find out the meaning of sentences: see :meth:`CorpusMirror.fathom`."""
        return self._phrases.fathom(text, context, stop, waiting=waiting)

    def surround(self, context: Context, stop: Callable[[], bool] = lambda: False) -> int:
        """Find out who has the draft's picture, and who published what the last :meth:`look` found; return how much is new.

        Some milliseconds a topic, and a tenth of a second for a picture in a hundred thousand, once for a state of the store.
        ``stop`` is asked before each. Errors of the corpus go through.
        """
        revision = self._corpus.revision()
        return self._see(context, revision, stop) + sum(
            self._time(topic, context, revision) for topic in self._topics if not stop()
        )

    def _see(self, context: Context, revision: int, stop: Callable[[], bool]) -> int:
        imprint = visual.imprint_named(context.visual or "")
        key = (context.visual or "", context.author)
        known = self._sightings.get(key)
        if imprint is None or stop() or (known is not None and known.revision == revision):
            return 0
        if self._album[0] != revision:
            named = ((post_id, visual.imprints_of(images)) for post_id, images in self._corpus.pictured())
            self._album = revision, [(post_id, one) for post_id, imprints in named for one in imprints]
        found = visual.sighting(imprint, self._album[1], self._corpus.get, context)
        self._sightings[key] = _Found(revision, sighting=found)
        return int(found != (known.sighting if known else None))

    def _time(self, topic: Topic, context: Context, revision: int) -> int:
        key = (topic.key, context.today, context.author)
        known = self._moments.get(key)
        if known is not None and known.revision == revision:
            return 0
        found = moment.moment(topic, self._corpus, context)
        if len(self._moments) >= KEPT:
            self._moments.clear()
        self._moments[key] = _Found(revision, moment=found)
        return int(found != (known.moment if known else None))

    def _pictured(self, text: str, context: Context) -> list[Finding]:
        known = self._sightings.get((context.visual or "", context.author))
        return [visual.remark(text, known.sighting, context)] if known and known.sighting else []

    def _timed(self, text: str, context: Context) -> list[Finding]:
        """Return one remark at most: on the topic most people are on, the first of equals."""
        timed = [(known.moment, topic) for topic in self._topics if (known := self._known(topic, context)) and known.moment]
        if not timed:
            return []
        when, topic = max(timed, key=lambda found: found[0].people)
        return [moment.remark(text, topic, when, context)]

    def _known(self, topic: Topic, context: Context) -> _Found | None:
        return self._moments.get((topic.key, context.today, context.author))
