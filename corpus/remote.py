"""A chroma server: collections and their records, over version 2 of its HTTP API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from corpus.wire import ANSWER_S, CONNECT_S, Place, Trouble, TroubleCode, Wire

PAGE = 500
"""Records asked for at once: half a megabyte of posts."""


class Record(NamedTuple):
    """A record of a collection."""

    id: str
    document: str | None
    about: dict[str, Any]


class Remote:
    """One server. Safe to use from several threads; nothing is opened or sent before the first call.

    Every method raises :class:`Trouble`.
    """

    def __init__(self, place: Place, *, connect_s: float = CONNECT_S, answer_s: float = ANSWER_S) -> None:
        self.place = place
        self._wire = Wire(place, connect_s, answer_s)
        self._known: dict[str, str] = {}

    def now_ms(self) -> int:
        """Return the server's own clock, in milliseconds: everybody stamps by it, whatever their own says."""
        try:
            return int(self._wire.call("GET", "/api/v2/heartbeat")["nanosecond heartbeat"]) // 1_000_000
        except (KeyError, TypeError, ValueError) as error:
            raise Trouble("foreign", "heartbeat") from error
        except Trouble as trouble:
            if trouble.code == "reset":
                raise Trouble(self._kind_of_stranger()) from trouble
            raise

    def version(self) -> str:
        """Return the version of the API the server tells."""
        return str(self._wire.call("GET", "/api/v2/version"))[:40]

    def collections(self, prefix: str) -> dict[str, str]:
        """Return the ids of the collections whose name starts with ``prefix``, by name."""
        found: dict[str, str] = {}
        while True:
            some = _named(self._wire.call("GET", f"{self._base}/collections?limit=1000&offset={len(found)}"))
            found.update((str(each["name"]), str(each["id"])) for each in some)
            if len(some) < 1000:
                return {name: known for name, known in found.items() if name.startswith(prefix)}

    def collection(self, name: str, *, space: str = "l2") -> str:
        """Return the id of a collection, made if need be."""
        if name not in self._known:
            wanted = {"name": name, "get_or_create": True, "configuration": {"hnsw": {"space": space}}}
            try:
                self._known[name] = str(self._wire.call("POST", f"{self._base}/collections", wanted)["id"])
            except (KeyError, TypeError) as error:
                raise Trouble("foreign", "collections") from error
            except Trouble as trouble:
                unknown = trouble.code == "reset" or (trouble.code == "version" and "does not exist" in str(trouble))
                raise (Trouble("nowhere", str(trouble)) if unknown else trouble) from None
        return self._known[name]

    def count(self, collection: str) -> int:
        """Return how many records a collection has."""
        try:
            return int(self._wire.call("GET", f"{self._base}/collections/{collection}/count"))
        except (TypeError, ValueError) as error:
            raise Trouble("foreign", "count") from error

    def get(
        self,
        collection: str,
        *,
        ids: Sequence[str] | None = None,
        where: Mapping[str, object] | None = None,
        page: int = PAGE,
    ) -> Iterator[list[Record]]:
        """Yield the records asked for, a page at a time; those that do not exist are absent."""
        for asked, offset in _asked(ids, page):
            while True:
                body = {"ids": asked, "where": where, "limit": page, "offset": offset, "include": ["documents", "metadatas"]}
                found = self._wire.call("POST", f"{self._base}/collections/{collection}/get", body)
                records = [Record(*each) for each in _columns(found, "ids", "documents", "metadatas")]
                yield records
                if len(records) < page or asked is not None:
                    break
                offset += page

    def ids(self, collection: str, *, page: int = 10 * PAGE) -> Iterator[list[str]]:
        """Yield the ids of a collection, a page at a time."""
        offset = 0
        while True:
            body: dict[str, object] = {"limit": page, "offset": offset, "include": []}
            found = self._wire.call("POST", f"{self._base}/collections/{collection}/get", body)
            names = [str(name) for (name,) in _columns(found, "ids")]
            yield names
            if len(names) < page:
                return
            offset += page

    def vectors(self, collection: str, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of the records that exist."""
        body: dict[str, object] = {"ids": list(ids), "include": ["embeddings"]}
        found = self._wire.call("POST", f"{self._base}/collections/{collection}/get", body)
        return {str(name): vector for name, vector in _columns(found, "ids", "embeddings")}

    def near(self, collection: str, vector: Sequence[float], limit: int) -> list[tuple[Record, float]]:
        """Return the nearest records with their distances, nearest first."""
        body = {"query_embeddings": [list(vector)], "n_results": limit, "include": ["metadatas", "distances"]}
        found = self._wire.call("POST", f"{self._base}/collections/{collection}/query", body)
        try:
            rows = zip(found["ids"][0], found["metadatas"][0], found["distances"][0], strict=True)
            return [(Record(str(name), None, dict(about)), float(distance)) for name, about, distance in rows]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Trouble("foreign", "query") from error

    def put(self, collection: str, records: Sequence[Record], vectors: Sequence[Sequence[float]]) -> None:
        """Write records, replacing those of the same ids."""
        if records:
            body = {
                "ids": [record.id for record in records],
                "documents": [record.document for record in records],
                "metadatas": [record.about for record in records],
                "embeddings": [list(vector) for vector in vectors],
            }
            self._wire.call("POST", f"{self._base}/collections/{collection}/upsert", body)

    def delete(self, collection: str, *, ids: Sequence[str] | None = None, where: Mapping[str, object] | None = None) -> None:
        """Delete records; those that do not exist are no error."""
        if ids or where:
            self._wire.call("POST", f"{self._base}/collections/{collection}/delete", {"ids": ids and list(ids), "where": where})

    def forget(self) -> None:
        """Look for the collections again: the server was emptied."""
        self._known.clear()

    def close(self) -> None:
        """Let go of the connections; a later call opens new ones."""
        self._wire.close()

    @property
    def _base(self) -> str:
        return f"/api/v2/tenants/{quote(self.place.tenant, safe='')}/databases/{quote(self.place.database, safe='')}"

    def _kind_of_stranger(self) -> TroubleCode:
        """Tell an older chroma from something else."""
        try:
            return "version" if "nanosecond heartbeat" in self._wire.call("GET", "/api/v1/heartbeat") else "foreign"
        except (Trouble, TypeError):
            return "foreign"


def _named(found: object) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(each, dict) and {"name", "id"} <= each.keys() for each in found):
        raise Trouble("foreign", "collections")
    return found


def _asked(ids: Sequence[str] | None, page: int) -> Iterator[tuple[list[str] | None, int]]:
    if ids is None:
        yield None, 0
        return
    for start in range(0, len(ids), page):
        yield list(ids[start : start + page]), 0


def _columns(found: Any, *names: str) -> list[tuple[Any, ...]]:
    """Return the rows of an answer made of columns. Raises :class:`Trouble`."""
    try:
        size = len(found["ids"])
        return list(zip(*([None] * size if found[name] is None else found[name] for name in names), strict=True))
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble("foreign", "columns") from error
