"""Sentence vectors in an embedded chroma: one collection for each language. The only module that names chromadb.

Never a ``where`` in :meth:`Vectors.near`: a filter costs a hundred times the search. One process owns the folder (see
:mod:`corpus.owner`): several that write it spoil it without an error.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from coach.context import Language

BATCH = 5_000
"""Vectors given to chroma at once; it refuses more than 5,461."""
ROOM = 8_000_000
"""Bytes free under which a refusal of chroma is taken for a full disk: it does not always say so."""
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class BrokenVectors(Exception):
    """The folder cannot be read any more: a cache, to be made again."""


class UnkeptVectors(Exception):
    """The folder cannot be written: no room, or not ours. What it holds is sound."""


class Piece(NamedTuple):
    """A sentence of a post."""

    n: int
    """Number of the post."""
    k: int
    """Rank of the sentence in the post."""
    post_id: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """What chroma calls it."""
        return f"{self.n}.{self.k}"


class Near(NamedTuple):
    """A sentence near a vector."""

    piece: Piece
    similarity: float


class Vectors:
    """An opened folder of vectors. Safe to use from several threads of its owner."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open or make the vectors of the embedder ``name``. Raises ``BrokenVectors``, ``UnkeptVectors``."""
        import chromadb
        from chromadb.config import Settings

        # Every choice is said: chroma would otherwise obey a .env of the current folder, a remote server included.
        said: dict[str, Any] = {
            "_env_file": None,
            "chroma_api_impl": "chromadb.api.rust.RustBindingsAPI",
            "chroma_otel_collection_endpoint": "",
            "anonymized_telemetry": False,
            "allow_reset": False,
        }
        self._folder = folder
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._client: Any = chromadb.PersistentClient(path=str(folder), settings=Settings(**said))
            space: Any = {"hnsw": {"space": "cosine"}}
            self._collections: dict[str, Any] = {
                lang: self._client.get_or_create_collection(f"{lang}-{name}", embedding_function=None, configuration=space)
                for lang in LANGUAGES
            }

    def put(self, lang: Language, pieces: Sequence[Piece], vectors: Sequence[Sequence[float]]) -> None:
        """Write vectors, replacing those of the same sentences. Raises ``BrokenVectors``, ``UnkeptVectors``."""
        with self._translated():
            for start in range(0, len(pieces), BATCH):
                some = pieces[start : start + BATCH]
                self._collections[lang].upsert(
                    ids=[piece.id for piece in some],
                    embeddings=list(vectors[start : start + BATCH]),
                    metadatas=[{"post_id": piece.post_id, "start": piece.start, "end": piece.end} for piece in some],
                )

    def near(self, lang: Language, vector: Sequence[float], limit: int) -> list[Near]:
        """Return the nearest sentences, best first. Raises ``BrokenVectors``."""
        with self._translated():
            found = self._collections[lang].query(
                query_embeddings=[list(vector)], n_results=limit, include=["metadatas", "distances"]
            )
        nearest = zip(found["ids"][0], found["metadatas"][0], found["distances"][0], strict=True)
        return [Near(_piece(name, about), 1.0 - distance) for name, about, distance in nearest]

    def read(self, lang: str, names: Sequence[str]) -> dict[str, list[float]]:
        """Return vectors by name; those it does not have are absent. Raises ``BrokenVectors``."""
        with self._translated():
            found = (
                self._collections[lang].get(ids=list(names), include=["embeddings"]) if names else {"ids": [], "embeddings": []}
            )
            return {name: [float(x) for x in vector] for name, vector in zip(found["ids"], found["embeddings"], strict=True)}

    def forget(self, lang: str, names: Sequence[str]) -> None:
        """Delete sentences by name; those it does not have are no error. Raises ``BrokenVectors``, ``UnkeptVectors``."""
        with self._translated():
            for start in range(0, len(names), BATCH):
                self._collections[lang].delete(ids=list(names[start : start + BATCH]))

    def count(self) -> int:
        """Return how many sentences there are. Raises ``BrokenVectors``."""
        with self._translated():
            return sum(int(each.count()) for each in self._collections.values())

    def names(self, lang: str) -> set[str]:
        """Return the name of every sentence in a language. Raises ``BrokenVectors``."""
        with self._translated():
            return set(self._collections[lang].get(include=[])["ids"])

    def of(self, post_id: str) -> list[str]:
        """Return the names of a post's sentences, found by what they say of themselves. Raises ``BrokenVectors``."""
        with self._translated():
            found = [each.get(where={"post_id": post_id}, include=[])["ids"] for each in self._collections.values()]
        return [name for names in found for name in names]

    def sound(self) -> bool:
        """Tell whether a vector read from each collection is found again by its search: counts can be right over lost files."""
        try:
            with self._translated():
                for each in self._collections.values():
                    kept = each.get(limit=1, include=["embeddings"])["embeddings"]
                    if len(kept):
                        [distances] = each.query(query_embeddings=[kept[0]], n_results=1, include=["distances"])["distances"]
                        if not distances or distances[0] > 0.01:
                            return False
        except BrokenVectors:
            return False
        return True

    def close(self) -> None:
        """Let go of the folder. Raises ``BrokenVectors``."""
        with self._translated():
            self._client.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what chroma raises, panics of its engine included, into one of our two errors."""
        try:
            yield
        except (BrokenVectors, UnkeptVectors, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            said = str(error).lower()
            unkept = isinstance(error, PermissionError) or any(word in said for word in _UNKEPT) or _room(self._folder) < ROOM
            raise (UnkeptVectors if unkept else BrokenVectors)(str(error)) from error


def sweep(folder: Path, keep: str) -> None:
    """Delete the folders of vectors nobody needs any more; one still held by the system goes next time."""
    for path in folder.glob("v-*"):
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)


def _piece(name: str, about: dict[str, Any]) -> Piece:
    """Return the sentence chroma calls ``name``. Raises ``BrokenVectors`` on one we never wrote."""
    try:
        n, k = name.split(".")
        return Piece(int(n), int(k), str(about["post_id"]), int(about["start"]), int(about["end"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenVectors(f"{name}: {error}") from error


_UNKEPT = ("disk is full", "no space left", "readonly", "read-only", "permission denied", "code: 13)", "code: 8)", "code: 14)")


def _room(folder: Path) -> int:
    """Return the bytes left on the disk of ``folder``, or of its nearest parent there is."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free
