"""The contract of the ``Corpus`` port, run on the real store, alone and with a team's server, and on the fake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.mirror.suggestions import line_of
from coach.ports import Added, Corpus
from coach.post import Post
from coach.text import words
from corpus.store import PostStore, open_store
from tests.corpus.team import new_place
from tests.fake_corpus import FakeEmbedder, MemoryCorpus
from tests.fakes import StillClock


class SharedStore(PostStore):
    """A store that meets its team's server after each change, as the app does soon after."""

    def add(self, posts: Iterable[Post]) -> Added:
        done = super().add(posts)
        assert self.sync() == "done"
        return done

    def remove(self, ids: Iterable[str]) -> int:
        done = super().remove(ids)
        assert self.sync() == "done"
        return done


def shared(request: pytest.FixtureRequest, folder: Path, embedder: FakeEmbedder | None = None) -> SharedStore:
    place = new_place(request.getfixturevalue("chroma_url"))
    store = open_store(folder / "data", folder / "cache", embedder=embedder, clock=StillClock(), server=place)
    store.__class__ = SharedStore
    return store  # type: ignore[return-value]


@pytest.fixture(params=["store", "memory", "server"])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    if request.param == "memory":
        yield MemoryCorpus()
        return
    if request.param == "server":
        team = shared(request, tmp_path)
        yield team
        team.close()
        return
    store = open_store(tmp_path / "data", tmp_path / "cache", embedder=None, clock=StillClock())
    yield store
    store.close()


def post(post_id: str, text: str, author: str | None = "Nadia", **rest: object) -> Post:
    return Post.model_validate({"id": post_id, "text": text, "author": author, **rest})


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


def found(corpus: Corpus, text: str, limit: int = 10) -> list[str]:
    return [hit.post_id for hit in corpus.lexical(keys(text), limit)]


def test_an_empty_store_answers(corpus: Corpus) -> None:
    assert corpus.count() == 0
    assert corpus.get("a") is None
    assert list(corpus.posts()) == []
    assert corpus.lexical(["un", "mot"], 5) == []
    assert corpus.lexical([], 5) == []
    assert corpus.nearest("Un mot.", "fr", 5) == []
    assert not corpus.semantic()
    assert corpus.remove(["a"]) == 0
    assert corpus.add([]) == Added(0, 0, 0)


def test_a_post_added_is_found_by_id_and_by_words(corpus: Corpus) -> None:
    assert corpus.add([post("a", "L'atelier de Roanne répare les moteurs du textile.")]) == Added(1, 0, 0)
    assert found(corpus, "on répare les moteurs") == ["a"]
    kept = corpus.get("a")
    assert kept is not None
    assert kept.lang == "fr"
    assert kept.author == "Nadia"


def test_the_same_post_again_changes_nothing(corpus: Corpus) -> None:
    one = post("a", "L'atelier de Roanne répare les moteurs.", date="2026-03-01", likes=4)
    corpus.add([one])
    before = corpus.revision()
    assert corpus.add([one]) == Added(0, 0, 1)
    assert corpus.revision() == before


def test_words_of_an_edited_post_are_found_and_the_old_ones_are_not(corpus: Corpus) -> None:
    corpus.add([post("a", "Nous avons fermé le vieil atelier.")])
    assert corpus.add([post("a", "Les apprentis ont remonté la presse.")]) == Added(0, 1, 0)
    assert found(corpus, "les apprentis ont remonté") == ["a"]
    assert found(corpus, "fermé le vieil atelier") == []
    assert corpus.count() == 1


def test_the_same_words_of_one_author_are_one_post_and_figures_follow(corpus: Corpus) -> None:
    corpus.add([post("a", "On répare, on ne jette pas !", likes=3)])
    assert corpus.add([post("b", "On répare… on ne jette PAS", likes=9, url="https://example.org/9")]) == Added(0, 1, 0)
    assert corpus.get("b") is None
    kept = corpus.get("a")
    assert kept is not None
    assert (kept.likes, kept.url, kept.text) == (9, "https://example.org/9", "On répare, on ne jette pas !")
    assert corpus.add([post("c", "on repare on ne jette pas", likes=9)]) == Added(0, 0, 1)


def test_the_same_words_of_two_people_are_two_posts(corpus: Corpus) -> None:
    words = "On répare, on ne jette pas, et cela se voit."
    assert corpus.add([post("a", words, "Nadia"), post("b", words, "Karim"), post("c", words, None)]) == Added(3, 0, 0)
    assert sorted(found(corpus, words)) == ["a", "b", "c"]


def test_two_unknown_authors_of_two_kinds_are_two_posts(corpus: Corpus) -> None:
    words = "Portes ouvertes à Roanne samedi."
    assert corpus.add([post("a", words, None, kind="official"), post("b", words, None)]).added == 2


def test_posts_without_a_word_stay_apart(corpus: Corpus) -> None:
    assert corpus.add([post("a", "🎉🎉"), post("b", "👏"), post("c", "👏")]) == Added(2, 0, 1)


def test_an_edit_that_meets_another_post_of_the_author_joins_it(corpus: Corpus) -> None:
    corpus.add([post("a", "Première version du texte."), post("b", "Seconde version du texte.")])
    assert corpus.add([post("b", "Première version du texte !", likes=2)]) == Added(0, 1, 0)
    assert corpus.count() == 1
    kept = corpus.get("a")
    assert kept is not None
    assert kept.likes == 2


def test_a_poorer_copy_does_not_erase_what_is_known(corpus: Corpus) -> None:
    corpus.add([post("a", "Un texte bien à moi.", date="2026-02-01", network="linkedin", likes=12, images=("a.png",))])
    assert corpus.add([post("a", "Un texte bien à moi.", None)]) == Added(0, 0, 1)
    kept = corpus.get("a")
    assert kept is not None
    assert (kept.author, kept.date, kept.likes, kept.images) == ("Nadia", "2026-02-01", 12, ("a.png",))


def test_an_edit_without_an_author_meets_the_words_of_its_elder(corpus: Corpus) -> None:
    corpus.add([post("a", "Texte de janvier."), post("b", "Texte de février.")])
    assert corpus.add([post("b", "texte de janvier", None)]) == Added(0, 1, 0)
    assert [each.id for each in corpus.posts()] == ["a"]


def test_copies_within_one_call_are_one_post(corpus: Corpus) -> None:
    given_posts = [post("a", "Deux fois."), post("a", "Trois fois."), post("b", "trois fois"), post("c", "Deux fois.")]
    assert corpus.add(given_posts) == Added(2, 1, 1)
    assert {each.id: each.text for each in corpus.posts()} == {"a": "Trois fois.", "c": "Deux fois."}


def test_a_removed_post_is_gone_everywhere(corpus: Corpus) -> None:
    corpus.add([post("a", "Une phrase que je retire demain."), post("b", "Une phrase que je garde demain.")])
    before = corpus.revision()
    assert corpus.remove(["a", "a", "nobody"]) == 1
    assert corpus.revision() > before
    assert corpus.get("a") is None
    assert found(corpus, "une phrase que je retire demain") == ["b"]
    assert [each.id for each in corpus.posts()] == ["b"]
    assert corpus.add([post("a", "Une phrase que je retire demain.")]).added == 1
    assert found(corpus, "je retire demain")[0] == "a"


def test_the_best_hit_shares_the_rarest_words(corpus: Corpus) -> None:
    corpus.add([post(f"c{i}", f"Je suis fier de la société, jour {i} de plus.") for i in range(20)])
    corpus.add([post("rare", "La bobineuse de Waterford tourne.")])
    hits = corpus.lexical(keys("Je suis fier de la bobineuse de Waterford"), 5)
    assert hits[0].post_id == "rare" or hits[0].shared >= hits[1].shared
    assert found(corpus, "la bobineuse de Waterford tourne", 1) == ["rare"]
    assert len(found(corpus, "je suis fier de la société", 7)) == 7


@pytest.mark.parametrize(
    "borrowed",
    [
        "Chez nous, l'atelier de Roanne répare des pompes.",  # more words around
        "L'atelier de Feurs répare des pompes",  # one replaced
        "l'atelier neuf de Roanne répare les pompes",  # one slipped in, one replaced
        "L’ATELIER DE ROANNE REPARE DES POMPES",  # typography
    ],
)
def test_a_borrowed_line_is_found_through_its_changes(corpus: Corpus, borrowed: str) -> None:
    corpus.add([post(f"n{i}", f"Autre chose, numéro {i}, dite autrement par une autre personne.") for i in range(10)])
    corpus.add([post("source", "L'atelier de Roanne répare des pompes.")])
    assert found(corpus, borrowed)[0] == "source"


@pytest.mark.parametrize("text", ["Bravo", "Merci Nadia", "Oui !"])
def test_posts_of_one_or_two_words_are_found_by_their_words(corpus: Corpus, text: str) -> None:
    corpus.add([post("short", text), post("long", "Une phrase ordinaire qui ne dit ni l'un ni l'autre.")])
    assert found(corpus, text) == ["short"]


def test_posts_come_newest_first_and_by_kind(corpus: Corpus) -> None:
    corpus.add(
        [
            post("old", "Vieux texte.", date="2025-12-02"),
            post("none", "Texte sans date."),
            post("new", "Texte neuf.", date="2026-11-17T08:00:00Z", kind="official"),
            post("mid", "Texte moyen.", date="2026-05-05"),
        ]
    )
    assert [each.id for each in corpus.posts()] == ["new", "mid", "old", "none"]
    assert [each.id for each in corpus.posts("official")] == ["new"]
    assert [each.id for each in corpus.posts("comment")] == []


def test_a_post_comes_back_whole(corpus: Corpus) -> None:
    whole = Post(
        id="url:1/é",
        text="Ligne une.\n\n« Ligne » deux 👩‍👩‍👧 [/b] {{ 7*7 }}",
        author="Zoé D'Arc",
        kind="own",
        form="reply",
        lang="en",
        date="2026-01-02T03:04:05Z",
        network="bluesky",
        url="https://example.org/?a=1&b=2",
        images=("https://example.org/a.png", "b c.jpg"),
        likes=0,
        comments=1,
        shares=2,
        impressions=300,
    )
    corpus.add([whole])
    assert corpus.get("url:1/é") == whole
    assert list(corpus.posts()) == [whole]


def test_a_limit_is_kept(corpus: Corpus) -> None:
    corpus.add([post(f"p{i}", f"La même phrase pour tous, copie {i}.") for i in range(30)])
    assert len(found(corpus, "la même phrase pour tous", 4)) == 4
    assert corpus.lexical(keys("la même phrase"), 0) == []


def test_a_line_shown_to_the_person_alone_is_never_told_as_a_parrot(corpus: Corpus) -> None:
    line = line_of("Le banc d'essai a sifflé trois fois avant que la turbine se taise.")
    before = corpus.revision()
    corpus.log_suggestion(line, "2026-11-17")
    corpus.log_suggestion(line, "2026-11-18")
    assert corpus.suggested(line.grams) == []
    assert corpus.suggested([]) == []
    assert (corpus.count(), corpus.revision()) == (0, before)


@pytest.fixture(params=["store", "memory", "server"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    """A corpus of four posts whose sentences have their vectors."""
    some = [
        post("a", "Bonjour à tous. L'atelier de Roanne répare des pompes."),
        post("b", "Les apprentis ont remonté une presse de 1962.", "Karim"),
        post("c", "The repair bay in Waterford opens in the rain.", "Karim"),
        post("d", "L'atelier de Roanne répare des pompes.", "Zoé"),
    ]
    if request.param == "memory":
        yield MemoryCorpus(some, FakeEmbedder())
        return
    if request.param == "server":
        store: PostStore = shared(request, tmp_path, FakeEmbedder())
    else:
        store = open_store(tmp_path, tmp_path, embedder=FakeEmbedder(), clock=StillClock())
    store.add(some)
    store.run(lambda _done, _total: None, lambda: False)
    yield store
    store.close()


def test_neighbours_come_best_first_with_their_place_in_one_language(read: Corpus) -> None:
    assert read.semantic()
    near = read.nearest("L'atelier de Roanne répare des pompes.", "fr", 10)
    assert {(each.post_id, each.start, each.end) for each in near[:2]} == {("a", 16, 54), ("d", 0, 38)}
    assert all(one.similarity >= two.similarity for one, two in zip(near, near[1:], strict=False))
    assert all(-1.001 <= each.similarity <= 1.001 for each in near)
    assert near[0].similarity == pytest.approx(1.0, abs=1e-3)
    assert "c" not in {each.post_id for each in near}
    assert [each.post_id for each in read.nearest("The repair bay opens.", "en", 10)] == ["c"]


def test_neighbours_keep_to_the_limit_and_to_the_posts_there_are(read: Corpus) -> None:
    assert len(read.nearest("L'atelier de Roanne répare des pompes.", "fr", 1)) == 1
    assert read.nearest("L'atelier de Roanne", "fr", 0) == []
    assert read.nearest("", "fr", 5) == []
    read.remove(["a"])
    assert "a" not in {each.post_id for each in read.nearest("L'atelier de Roanne répare des pompes.", "fr", 10)}


_words = st.lists(st.sampled_from("on répare des moteurs et pompes à Roanne".split()), min_size=1, max_size=6).map(" ".join)
_posts = st.builds(
    post, st.sampled_from("abcdef"), _words, st.sampled_from(["Nadia", "Karim", None]), likes=st.none() | st.integers(0, 3)
)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(st.lists(_posts, max_size=5) | st.lists(st.sampled_from("abcdef"), max_size=2), max_size=6), asked=_words)
def test_the_store_and_the_fake_agree(
    tmp_path_factory: pytest.TempPathFactory, calls: list[list[Post | str]], asked: str
) -> None:
    folder = tmp_path_factory.mktemp("agree")
    store = open_store(folder, folder, embedder=None, clock=StillClock())
    fake = MemoryCorpus()
    for call in calls:
        posts = [each for each in call if isinstance(each, Post)]
        ids = [each for each in call if isinstance(each, str)]
        assert store.add(posts) == fake.add(posts)
        assert store.remove(ids) == fake.remove(ids)
        assert {each.id: each for each in store.posts()} == {each.id: each for each in fake.posts()}
        here = {hit.post_id: hit.shared for hit in store.lexical(keys(asked), 100)}
        there = {hit.post_id: hit.shared for hit in fake.lexical(keys(asked), 100)}
        assert here.keys() == there.keys()
    store.close()


def test_posts_that_have_an_imprint_are_told_with_their_images(corpus: Corpus) -> None:
    imprint = "imprint:" + "-".join(["0123456789abcdef"] * 7)
    corpus.add([post("a", "Un.", images=(imprint, "photo.png")), post("b", "Deux.", images=("photo.png",)), post("c", "Trois.")])
    assert [tuple(one) for one in corpus.pictured()] == [("a", (imprint, "photo.png"))]
    corpus.remove(["a"])
    assert list(corpus.pictured()) == []
