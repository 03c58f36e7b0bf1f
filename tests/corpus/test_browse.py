"""Leafing through the store: typed words, kinds, authors, order, pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.post import Post
from coach.text import clean, words
from corpus.browse import Search
from corpus.store import PostStore, open_store
from tests.fakes import StillClock

POSTS = [
    Post(id="a", text="L'Étau de 1962 n'a jamais lâché.", author="Nadia Besson", date="2026-03-01"),
    Post(id="b", text="Trois élèves, un étau, zéro notice.", author="Moussa", date="2026-05-02", kind="own"),
    Post(id="c", text="Fiers d'annoncer le service !", author="Helvia", date="2026-04-01", kind="official"),
    Post(id="d", text="👏👏👏", author="Nadia Besson", kind="comment"),
    Post(id="e", text="[/b] 100 % [@click=app.quit]garanti", author="O'Neil \"; DROP TABLE posts; --", date="2025-01-01"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PostStore]:
    store = open_store(tmp_path, tmp_path / "cache", embedder=None, clock=StillClock())
    store.add(POSTS)
    yield store
    store.close()


def ids(store: PostStore, search: Search) -> str:
    return "".join(post.id for post in store.browse(search).posts)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(), "bcaed"),
        (Search(oldest=True), "eacbd"),
        (Search("étau"), "ba"),
        (Search("ETA"), "ba"),
        (Search("tau"), ""),
        (Search("eta nadia"), "a"),
        (Search("bess"), "ad"),
        (Search("o'neil garanti"), "e"),
        (Search("👏"), "d"),
        (Search("!!!"), ""),
        (Search("   "), "bcaed"),
        (Search(kind="official"), "c"),
        (Search(author="Nadia Besson"), "ad"),
        (Search(author="Nadia"), ""),
        (Search("nadia", kind="comment"), "d"),
        (Search("%"), "e"),
        (Search("\ud800\x1b]52;c;aaa\x07étau"), "ba"),
    ],
)
def test_what_is_found_and_in_which_order(store: PostStore, search: Search, found: str) -> None:
    assert ids(store, search) == found
    assert store.browse(search).total == len(found)


def test_pages_follow_each_other_and_the_last_one_is_never_empty(store: PostStore) -> None:
    pages = [store.browse(Search(start=start, limit=2)) for start in (0, 2, 4, 40)]
    assert [[post.id for post in page.posts] for page in pages] == [["b", "c"], ["a", "e"], ["d"], ["d"]]
    assert [page.start for page in pages] == [0, 2, 4, 4]


def test_an_empty_store_has_an_empty_page(tmp_path: Path) -> None:
    store = open_store(tmp_path, tmp_path / "cache", embedder=None, clock=StillClock())
    assert store.browse(Search("rien")) == store.browse(Search()) == ((), 0, 0)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=12))
@example(typed="\x9bA")
def test_whatever_is_typed_is_only_ever_looked_for(store: PostStore, typed: str) -> None:
    found = store.browse(Search(typed))
    assert found.total <= len(POSTS)
    for post in found.posts:
        known = {word.key for word in words(f"{post.text} {post.author}")}
        assert all(any(word.startswith(w.key) for word in known) for w in words(clean(typed)))
