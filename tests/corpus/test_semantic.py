"""The index by meaning: the queue, the one owner, and healing after every kind of harm."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import pytest

from coach.errors import BrokenEnvironment
from coach.phrases import phrase, room
from coach.post import Post
from corpus import semantic
from corpus.semantic import RETRY, Lack
from corpus.store import PostStore, open_store
from corpus.vectors import BrokenVectors
from tests.fake_corpus import FakeEmbedder
from tests.fakes import StillClock

LINES = [
    "L'atelier de Roanne répare des pompes anciennes.",
    "Les apprentis ont remonté une presse de 1962.",
    "Une cliente a pleuré devant sa machine à coudre.",
    "Le lundi, on trie les vis par taille et par humeur.",
    "The repair bay in Waterford opens in the rain.",
]


def posts(lines: Sequence[str] = LINES) -> list[Post]:
    return [Post(id=f"p{i}", text=line, author=f"a{i}", date=f"2026-01-{i + 1:02}") for i, line in enumerate(lines)]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[PostStore]]:
    opened: list[PostStore] = []
    yield opened
    for store in opened:
        store.close()


def opened(folder: Path, stores: list[PostStore], embedder: FakeEmbedder | None = None) -> PostStore:
    store = open_store(folder, folder, embedder=embedder or FakeEmbedder(), clock=StillClock())
    stores.append(store)
    return store


def finish(store: PostStore) -> int:
    return store.run(lambda _done, _total: None, lambda: False)


def test_a_step_cut_short_writes_nothing_and_is_done_again(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add([Post(id="long", text=" ".join(LINES[:4] * 2), author="Nadia"), *posts()])
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 1

    assert store.step(3, stop) == 0
    assert store.pending() == 6
    assert store.lacks() == ["nothing_embedded"]
    assert store.step(3) == 3
    assert finish(store) == 3


def test_a_sentence_finds_its_like_with_its_place(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    text = "Bonjour à tous.\n" + LINES[0] + " " + LINES[1]
    store.add([Post(id="long", text=text, author="Nadia"), *posts()[2:]])
    assert (store.semantic(), store.lacks(), store.pending()) == (False, ["nothing_embedded"], 4)
    assert store.nearest(LINES[1], "fr", 3) == []
    assert finish(store) == 4
    assert (store.semantic(), store.lacks(), store.pending()) == (True, [], 0)
    best = store.nearest(LINES[1], "fr", 3)[0]
    assert text[best.start : best.end] == LINES[1]
    assert best.similarity == pytest.approx(1.0, abs=1e-3)
    assert store.nearest(LINES[4], "en", 5)[0].post_id == "p4"
    assert all(each.post_id != "p4" for each in store.nearest(LINES[4], "fr", 50))
    assert store.nearest("  ", "fr", 5) == []
    assert store.nearest(LINES[1], "fr", 0) == []


def test_official_messages_come_first_then_the_newest(tmp_path: Path, stores: list[PostStore]) -> None:
    embedder = FakeEmbedder()
    store = opened(tmp_path, stores, embedder)
    some = posts()
    store.add([*some, Post(id="kit", text="Message officiel de la maison mère.", kind="official", date="2020-01-01")])
    for _ in range(3):
        assert store.step(1) == 1
    assert embedder.seen == ["Message officiel de la maison mère.", LINES[4], LINES[3]]
    assert store.lacks() == ["still_embedding"]
    assert store.semantic()


def test_a_run_is_stopped_and_goes_on_in_the_next_process(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    lines = [f"Phrase numéro {i} sur un sujet bien à elle." for i in range(30)]
    store.add(posts(lines))
    seen: list[tuple[int, int]] = []
    store.run(lambda done, total: seen.append((done, total)), lambda: len(seen) > 1)
    assert seen == [(0, 30), (8, 30), (16, 30)]
    store.close()
    again = opened(tmp_path, stores)
    assert again.pending() == 14
    assert finish(again) == 14
    assert again.nearest(lines[0], "fr", 1)[0].post_id == "p0"


def test_an_interrupt_in_the_engine_loses_nothing(tmp_path: Path, stores: list[PostStore]) -> None:
    class Interrupted(FakeEmbedder):
        def embed(self, texts: Sequence[str]) -> list[list[float]]:
            raise KeyboardInterrupt

    store = opened(tmp_path, stores, Interrupted())
    store.add(posts())
    with pytest.raises(KeyboardInterrupt):
        finish(store)
    assert store.pending() == 5
    store.close()
    assert finish(opened(tmp_path, stores)) == 5


def test_short_sentences_and_copies_cost_no_vector(tmp_path: Path, stores: list[PostStore]) -> None:
    embedder = FakeEmbedder()
    store = opened(tmp_path, stores, embedder)
    store.add([Post(id=f"c{i}", text=f"Bravo ! {LINES[0]}", author=f"a{i}") for i in range(8)])
    assert finish(store) == 8
    assert embedder.seen == [LINES[0]]
    assert len(store.nearest(LINES[0], "fr", 20)) == 8


def test_edited_posts_are_found_by_their_new_words_only(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts()[:2])
    finish(store)
    store.add([Post(id="p0", text=LINES[2], author="a0")])
    assert [each.post_id for each in store.nearest(LINES[0], "fr", 9)] == ["p1"]
    finish(store)
    best = store.nearest(LINES[2], "fr", 9)[0]
    assert (best.post_id, best.start, best.end) == ("p0", 0, len(LINES[2]))
    assert len(store.nearest(LINES[2], "fr", 9)) == 2


def test_a_removed_post_leaves_no_trace(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    assert store.traces("p0") == ["row", "lexical"]
    finish(store)
    assert store.traces("p0") == ["row", "lexical", "vectors"]
    store.remove(["p0"])
    assert store.traces("p0") == []
    assert store.traces("p1") == ["row", "lexical", "vectors"]
    assert all(each.post_id != "p0" for each in store.nearest(LINES[0], "fr", 9))
    assert store.traces("never-there") == []


def test_removal_without_an_engine_deletes_the_vectors_too(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    finish(store)
    store.close()
    plain = open_store(tmp_path, tmp_path, embedder=None, clock=StillClock())
    stores.append(plain)
    assert plain.lacks() == ["no_embedder"]
    assert plain.traces("p0") == ["row", "lexical", "vectors"]
    plain.remove(["p0"])
    assert plain.traces("p0") == []


def test_a_second_owner_works_without_and_says_so(
    tmp_path: Path, stores: list[PostStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(tmp_path, stores), opened(tmp_path, stores)
    first.add(posts())
    finish(first)
    assert first.semantic()
    assert not second.semantic()
    assert second.lacks() == ["vectors_owned_elsewhere"]
    assert second.nearest(LINES[0], "fr", 3) == []
    assert second.step(5) == 0
    second.remove(["p0"])
    assert second.traces("p0") == ["vectors"]
    assert all(each.post_id != "p0" for each in first.nearest(LINES[0], "fr", 9))
    assert first.pending() == 1
    assert first.step(8) == 1
    assert second.traces("p0") == []
    first.close()
    monkeypatch.setattr(semantic, "RETRY", 0.0)
    assert second.semantic()
    assert second.nearest(LINES[1], "fr", 1)[0].post_id == "p1"
    assert RETRY > 0


def test_another_engine_starts_over(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    finish(store)
    store.close()
    before = set((tmp_path / "vectors").glob("v-*"))
    other = opened(tmp_path, stores, FakeEmbedder("fake-2", 16))
    assert other.pending() == 5
    assert other.lacks() == ["nothing_embedded"]
    assert finish(other) == 5
    assert other.nearest(LINES[0], "fr", 1)[0].post_id == "p0"
    assert before.isdisjoint((tmp_path / "vectors").glob("v-*"))


def _garbage(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 999)


def _truncated(folder: Path) -> None:
    with (folder / "chroma.sqlite3").open("r+b") as file:
        file.truncate(9_000)


def _no_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").unlink()


def _no_vectors(folder: Path) -> None:
    for path in folder.glob("*/"):
        shutil.rmtree(path)


def _spoilt_vectors(folder: Path) -> None:
    spoilt = list(folder.glob("*/*.bin"))
    assert spoilt
    for path in spoilt:
        path.write_bytes(b"x" * 12)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [_garbage, _truncated, _no_database, _no_vectors, _spoilt_vectors, shutil.rmtree])
def test_a_damaged_folder_heals(tmp_path: Path, stores: list[PostStore], harm: object) -> None:
    store = opened(tmp_path, stores)
    # Enough for chroma to write its index files: under a thousand it keeps vectors in its log.
    store.add(posts([f"Phrase {i} du groupe {i // 7}, dite par {i % 13} personnes en {i * 3} mots." for i in range(1_100)]))
    while store.step(400):
        pass
    store.close()
    [folder] = (tmp_path / "vectors").glob("v-*")
    assert callable(harm)
    harm(folder)
    again = opened(tmp_path, stores)
    again.nearest("Phrase 7 du groupe 1.", "fr", 3)
    while again.step(400):
        pass
    assert again.lacks() == []
    assert again.nearest("Phrase 7 du groupe 1, dite par 7 personnes en 21 mots.", "fr", 1)[0].post_id == "p7"


def test_vectors_written_but_not_noted_are_mended(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    finish(store)
    # What a process killed between the two writes leaves, and one whose vectors were lost.
    with store._rows.writing() as hand:
        hand.execute("DELETE FROM embedded WHERE n = 1")
        hand.execute("INSERT INTO queue VALUES (1, 0, '')")
        hand.execute("UPDATE embedded SET vectors = 2 WHERE n = 2")
        hand.execute("UPDATE embedded SET vectors = 0 WHERE n = 3")
    store.close()
    again = opened(tmp_path, stores)
    finish(again)
    again.reindex()
    finish(again)
    assert (again.pending(), again.lacks()) == (0, [])
    assert [again.nearest(line, "fr", 1)[0].post_id for line in LINES[:4]] == ["p0", "p1", "p2", "p3"]


def test_an_engine_that_fails_says_so_and_keeps_the_queue(tmp_path: Path, stores: list[PostStore]) -> None:
    class Failing(FakeEmbedder):
        def embed(self, texts: Sequence[str]) -> list[list[float]]:
            raise BrokenEnvironment("no engine", "install it")

    store = opened(tmp_path, stores)
    store.add(posts())
    finish(store)
    store.close()
    failing = opened(tmp_path, stores, Failing())
    assert failing.nearest(LINES[0], "fr", 3) == []
    assert failing.lacks() == ["embedder_failed"]
    assert not failing.semantic()
    failing.add([Post(id="new", text="Encore une phrase à lire.", author="z")])
    with pytest.raises(BrokenEnvironment):
        failing.step(3)
    assert failing.pending() == 1


def test_a_place_that_refuses_leaves_words_only(tmp_path: Path, stores: list[PostStore]) -> None:
    (tmp_path / "vectors").write_text("a file where a folder should be")
    store = opened(tmp_path, stores)
    store.add(posts())
    assert store.lacks() == ["vectors_not_kept"]
    assert finish(store) == 0
    assert store.nearest(LINES[0], "fr", 3) == []
    assert store.pending() == 5


def test_asking_whether_there_is_meaning_loads_nothing(tmp_path: Path, stores: list[PostStore]) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    start = time.perf_counter()
    store.semantic()
    store.lacks()
    assert time.perf_counter() - start < 0.1
    assert not list((tmp_path / "vectors").glob("v-*"))


def test_a_full_disk_is_no_damage(tmp_path: Path, stores: list[PostStore], monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path, stores)
    store.add(posts())
    store.step(2)
    before = set((tmp_path / "vectors").glob("v-*"))

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("Error in compaction: Failed to apply logs to the metadata segment")

    assert store._semantic._vectors is not None
    with monkeypatch.context() as patch:
        patch.setattr("corpus.vectors._room", lambda _: 1_000)
        patch.setattr(store._semantic._vectors._collections["fr"], "upsert", refuse)
        patch.setattr(store._semantic._vectors._collections["en"], "upsert", refuse)
        assert finish(store) == 0
    assert store.lacks() == ["vectors_not_kept"]
    assert set((tmp_path / "vectors").glob("v-*")) == before
    assert store.pending() == 3
    store.reindex()
    assert finish(store) == 3
    assert store.lacks() == []


def test_a_place_that_spoils_vectors_again_and_again_is_given_up(
    tmp_path: Path, stores: list[PostStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BrokenVectors("spoilt")

    monkeypatch.setattr("corpus.vectors.Vectors.put", broken)
    store = opened(tmp_path, stores)
    store.add(posts())
    assert finish(store) == 0
    assert store.lacks() == ["vectors_not_kept"]
    assert store.pending() == 5
    assert len(list((tmp_path / "vectors").glob("v-*"))) <= 1


def test_a_dot_env_of_the_current_folder_is_not_obeyed(
    tmp_path: Path, stores: list[PostStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\nANYTHING=else\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")
    store = opened(tmp_path, stores)
    store.add(posts())
    assert finish(store) == 5
    assert store.semantic()


def test_every_shortcoming_has_its_words_in_both_languages() -> None:
    codes = [*get_args(Lack), "letters_only", "index_not_kept", "server_away"]
    for code in codes:
        french, english = phrase("fr", "corpus", f"lacks.{code}"), phrase("en", "corpus", f"lacks.{code}")
        assert french != english
    assert {key for key in room("prompts", "fr", "corpus") if key.startswith("lacks.")} == {f"lacks.{code}" for code in codes}
    assert room("prompts", "fr", "corpus").keys() == room("prompts", "en", "corpus").keys()
