"""Asking an embedder: what was asked lately is remembered, and a passage being typed goes before the queue."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from coach.ports import Embedder

MEMORY = 512
"""Passages whose vectors are remembered: a draft is asked about again and again."""
AT_ONCE = 2
"""Sentences of the queue given to the embedder before a passage being typed may go first."""
Vector = Sequence[float]


class Counter:
    """The counter where an engine is asked: whoever waits for an answer goes before whoever works through a queue."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._urgent = 0

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Go first."""
        with self._condition:
            self._urgent += 1
        try:
            yield
        finally:
            with self._condition:
                self._urgent -= 1
                self._condition.notify_all()

    def let_pass(self, patience: float = 2.0) -> None:
        """Wait until nobody is urgent, ``patience`` seconds at most: the queue must move even under somebody who never stops."""
        with self._condition:
            self._condition.wait_for(lambda: self._urgent == 0, patience)


class Engine:
    """One embedder and those who wait for it. Safe to use from several threads."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        """Identifies the space of the vectors."""
        self._embedder = embedder
        self._counter = Counter()
        self._lately: OrderedDict[str, Vector] = OrderedDict()
        self._about: OrderedDict[str, Mapping[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def vector(self, text: str) -> Vector:
        """Return the vector of a passage somebody waits for. Raises ``CoachError``."""
        with self._lock:
            known = self._lately.get(text)
        if known is None:
            with self._counter.urgent():
                [known] = self._embedder.embed([text])
            with self._lock:
                self._lately[text] = known
                if len(self._lately) > MEMORY:
                    self._lately.popitem(last=False)
        return known

    def common(self, one: str, two: str) -> float:
        """Return the cosine of what two passages are about, 0 to 1; 0 when the engine knows of no terms.

        Raises ``CoachError``.
        """
        here, there = self._terms(one), self._terms(two)
        sizes = math.sqrt(sum(w * w for w in here.values()) * sum(w * w for w in there.values()))
        return min(1.0, sum(w * there.get(term, 0.0) for term, w in here.items()) / sizes) if sizes else 0.0

    def _terms(self, text: str) -> Mapping[int, float]:
        with self._lock:
            known = self._about.get(text)
        if known is None:
            with self._counter.urgent():
                known = self._embedder.terms(text)
            with self._lock:
                self._about[text] = known
                if len(self._about) > MEMORY:
                    self._about.popitem(last=False)
        return known

    def vectors(self, texts: Sequence[str], stop: Callable[[], bool] = lambda: False) -> dict[str, Vector]:
        """Return the vectors of sentences nobody waits for, fewer when ``stop()``, which is asked every :data:`AT_ONCE`.

        The same sentence twice costs once. Raises ``CoachError``.
        """
        made: dict[str, Vector] = {}
        different = list(dict.fromkeys(texts))
        for start in range(0, len(different), AT_ONCE):
            self._counter.let_pass()
            if stop():
                break
            some = different[start : start + AT_ONCE]
            made.update(zip(some, self._embedder.embed(some), strict=True))
        return made
