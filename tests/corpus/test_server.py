"""A team's store on a real chroma server: what one publishes reaches the others, what is removed leaves everybody."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.mirror.suggestions import line_of
from coach.post import Post
from coach.text import words
from corpus import ledger
from corpus.records import GONE, POSTS, Record, key_of, place_of
from corpus.remote import Remote
from corpus.store import PostStore
from corpus.wire import Place
from tests.corpus.team import Team, new_place
from tests.fake_corpus import FakeEmbedder


@pytest.fixture
def team(chroma_url: str, tmp_path: Path) -> Iterator[Team]:
    members = Team(new_place(chroma_url), tmp_path)
    yield members
    members.close()


def post(post_id: str, text: str, author: str | None = "Nadia", **rest: object) -> Post:
    return Post.model_validate({"id": post_id, "text": text, "author": author, **rest})


def found(store: PostStore, text: str) -> list[str]:
    return [hit.post_id for hit in store.lexical([word.key for word in words(text)], 10)]


def everything(place: Place) -> str:
    """All a server says it holds, as one text."""
    remote = Remote(place)
    base = f"{place.url}/api/v2/tenants/{place.tenant}/databases/{place.database}/collections"
    told = []
    for known in remote.collections("").values():
        body = json.dumps({"include": ["documents", "metadatas", "embeddings"]}).encode()
        asked = urllib.request.Request(f"{base}/{known}/get", body, {"Content-Type": "application/json"}, method="POST")
        with urllib.request.urlopen(asked, timeout=10) as answer:
            told.append(answer.read().decode())
    return "\n".join(told)


LINE = "L'atelier de Roanne répare des pompes anciennes."


def test_what_one_publishes_reaches_the_mirror_of_another(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE, kind="own", date="2026-11-16", likes=3, images=("a.png", "b.png"))])
    assert nadia.sync() == "done"
    assert nadia.synced().sent == 1
    before = karim.revision()
    assert karim.sync() == "done"
    assert karim.synced().received == 1
    assert karim.revision() > before
    assert found(karim, "atelier de Roanne répare") == ["a"]
    assert karim.get("a") == post("a", LINE, kind="sibling", lang="fr", date="2026-11-16", likes=3, images=("a.png", "b.png"))
    standing = karim.standing()
    assert standing is not None
    assert (standing.trouble, standing.known, standing.waiting) == (None, 1, 0)


def test_ones_own_post_comes_back_as_it_was(team: Team) -> None:
    nadia = team.member("nadia")
    mine = post("a", LINE, kind="own", lang="fr")
    nadia.add([mine])
    for _ in range(3):
        assert nadia.sync() == "done"
    assert nadia.get("a") == mine
    assert list(nadia.posts()) == [mine]


@pytest.mark.parametrize(
    "kept",
    [
        {"form": "draft"},
        {"form": "scheduled"},
        {"kind": "suggestion"},
        {"id": "kit:helvia:launch", "kind": "official"},
    ],
)
def test_only_what_was_published_is_shared(team: Team, kept: dict[str, Any]) -> None:
    nadia = team.member("nadia")
    nadia.add([Post.model_validate({"id": "a", "text": LINE, **kept}), post("b", "Une phrase publiée hier.")])
    assert nadia.sync() == "done"
    assert nadia.synced().sent == 1
    assert "Roanne" not in everything(team.place)
    assert nadia.count() == 2


def test_posts_of_one_store_before_it_had_a_server_are_sent_when_it_has_one(team: Team) -> None:
    alone = Team.__new__(Team)
    alone.place, alone.folder, alone.stores = None, team.folder, []  # type: ignore[assignment]
    store = alone.member("nadia")
    store.add([post(f"p{i}", f"Phrase numéro {i} de mars.") for i in range(450)])
    store.close()
    nadia, karim = team.member("nadia"), team.member("karim")
    assert nadia.sync() == "done"
    karim.sync()
    assert karim.count() == 450


def test_an_edit_reaches_the_others_and_the_old_words_leave(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE)])
    nadia.sync()
    karim.sync()
    nadia.add([post("a", "Les apprentis ont remonté une presse de 1962.")])
    nadia.sync()
    karim.sync()
    assert [each.text for each in karim.posts()] == ["Les apprentis ont remonté une presse de 1962."]
    assert found(karim, LINE) == []
    assert "Roanne" not in everything(team.place)


def test_figures_follow_and_punctuation_is_no_removal(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE, likes=1)])
    nadia.sync()
    karim.sync()
    nadia.add([post("a", LINE.replace(".", " !"), likes=9)])
    nadia.sync()
    karim.sync()
    kept = karim.get("a")
    assert kept is not None
    assert (kept.likes, kept.text) == (9, LINE.replace(".", " !"))
    assert (karim.count(), karim.synced().removed) == (1, 0)


def test_the_same_post_brought_by_two_people_is_one_and_goes_at_the_word_of_either(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("n1", LINE, "Zoé")])
    karim.add([post("k1", LINE.upper(), "Zoé", likes=4)])
    for store in (nadia, karim, nadia):
        assert store.sync() == "done"
    assert (nadia.count(), karim.count(), Remote(team.place).count(Remote(team.place).collection(POSTS))) == (1, 1, 1)
    karim.remove(["k1"])
    karim.sync()
    nadia.sync()
    assert (nadia.count(), karim.count()) == (0, 0)


def test_two_people_who_name_two_posts_alike_lose_neither(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("1", "Le vendredi, on balaie l'atelier.", "Nadia")])
    karim.add([post("1", "La cantine a changé ses horaires.", "Karim")])
    for store in (nadia, karim, nadia):
        store.sync()
    both = {"Le vendredi, on balaie l'atelier.", "La cantine a changé ses horaires."}
    assert {each.text for each in nadia.posts()} == both
    assert {each.text for each in karim.posts()} == both
    own = karim.get("1")
    assert own is not None
    assert own.author == "Karim"


def test_a_removal_takes_post_vectors_and_words_everywhere_and_is_verified(team: Team) -> None:
    nadia, karim = team.member("nadia", FakeEmbedder()), team.member("karim", FakeEmbedder())
    nadia.add([post("a", LINE), post("b", "Les apprentis ont remonté une presse.")])
    nadia.sync()
    nadia.step(10)
    nadia.sync()
    karim.sync()
    karim.step(10)
    assert karim.nearest(LINE, "fr", 1)[0].post_id == "a"
    assert key_of(post("a", LINE)) in everything(team.place)
    karim.remove(["a"])
    assert karim.traces("a") == ["server"]
    assert karim.sync() == "done"
    assert karim.traces("a") == []
    assert karim.synced().withdrawn == 1
    left = everything(team.place)
    assert "Roanne" not in left
    assert left.count(key_of(post("a", LINE))) == 1  # the tombstone, which holds no word
    assert nadia.sync() == "done"
    assert nadia.synced().removed == 1
    assert nadia.traces("a") == []
    assert [each.post_id for each in nadia.nearest(LINE, "fr", 5)] == ["b"]
    assert found(nadia, LINE) == []
    late = team.member("late")
    late.sync()
    assert [each.id for each in late.posts()] == ["b"]


def test_a_removal_asked_before_the_server_ever_answered_waits_and_is_done(team: Team) -> None:
    nadia = team.member("nadia")
    nadia.add([post("a", LINE, "Zoé")])
    nadia.sync()
    karim = team.member("karim")
    karim.add([post("mine", LINE, "Zoé")])
    karim.remove(["mine"])
    assert karim.traces("mine") == ["server"]
    karim.sync()
    assert karim.traces("mine") == []
    nadia.sync()
    assert nadia.count() == 0


def test_a_copy_nobody_had_sent_yet_goes_with_the_removal(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE, "Zoé")])
    nadia.sync()
    karim.add([post("late", LINE, "Zoé")])
    nadia.remove(["a"])
    nadia.sync()
    karim.sync()
    nadia.sync()
    assert (nadia.count(), karim.count()) == (0, 0)
    assert "Roanne" not in everything(team.place)


def test_what_was_removed_can_be_published_again(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    for _ in range(2):
        nadia.add([post("a", LINE)])
        nadia.sync()
        karim.sync()
        assert karim.count() == 1
        nadia.remove(["a"])
        nadia.sync()
        karim.sync()
        assert karim.count() == 0
    nadia.add([post("a", LINE)])
    nadia.remove(["a"])
    nadia.add([post("a", LINE)])
    nadia.sync()
    karim.sync()
    assert (nadia.count(), karim.count()) == (1, 1)


def test_a_removal_somebody_was_cut_short_in_is_finished_by_the_next(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE)])
    nadia.sync()
    remote = Remote(team.place)
    key = key_of(post("a", LINE))
    remote.put(remote.collection(GONE), [Record(key, None, {"at": remote.now_ms() + 5})], [place_of(key)])
    assert karim.sync() == "done"
    assert karim.count() == 0
    assert "Roanne" not in everything(team.place)
    nadia.sync()
    assert nadia.count() == 0


def test_a_sending_that_crosses_a_removal_does_not_bring_the_post_back(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE, "Zoé")])
    nadia.sync()
    karim.add([post("k", LINE, "Zoé")])
    nadia.remove(["a"])
    put = Remote.put
    told = threading.Event()

    def crossed(self: Remote, collection: str, records: Any, vectors: Any) -> None:
        if not told.is_set() and any(record.document for record in records):
            told.set()
            assert nadia.sync() == "done"  # the whole removal falls between karim's look at the removals and his sending
        put(self, collection, records, vectors)

    monkeypatch.setattr(Remote, "put", crossed)
    assert karim.sync() == "done"
    assert told.is_set()
    assert karim.count() == 0
    assert "Roanne" not in everything(team.place)


def test_a_server_that_was_emptied_gets_everything_back(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE), post("b", "Une autre phrase de mars.")])
    nadia.sync()
    karim.sync()
    base = f"{team.place.url}/api/v2/tenants/default_tenant/databases/{team.place.database}/collections"
    for name in Remote(team.place).collections(""):
        urllib.request.urlopen(urllib.request.Request(f"{base}/{name}", method="DELETE"), timeout=10).close()
    ended = [karim.sync(at_once=True) for _ in range(2)]
    assert ended[-1] == "done"
    nadia.sync(at_once=True)
    nadia.sync(at_once=True)
    assert (nadia.count(), karim.count()) == (2, 2)
    assert "Roanne" in everything(team.place)


def test_a_record_lost_or_missed_is_healed_by_the_count(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE), post("b", "Une autre phrase de mars.")])
    nadia.sync()
    karim.sync()
    remote = Remote(team.place)
    remote.delete(remote.collection(POSTS), ids=[key_of(post("a", LINE))])
    late = Record(key_of(post("c", "Trois mots tardifs.")), "Trois mots tardifs.", {"id": "c", "author": "Nadia", "at": 5})
    remote.put(remote.collection(POSTS), [late], [place_of(late.id)])
    remote.delete(remote.collection(POSTS), ids=[key_of(post("b", "Une autre phrase de mars."))])
    for _ in range(2):
        assert karim.sync() == "done"
    assert {each.id for each in karim.posts()} == {"a", "b", "c"}
    assert remote.count(remote.collection(POSTS)) == 3


def test_what_a_stranger_wrote_harms_nobody(team: Team) -> None:
    nadia = team.member("nadia")
    remote = Remote(team.place)
    there = remote.collection(POSTS)
    odd: list[Record] = [
        Record("x1", None, {"at": 1}),
        Record("x2", "Du texte.", {"id": 7, "at": "soon", "likes": "many"}),
        Record("x3", "\x1b]0;pwned\x07Un titre\u202e.", {"id": "kit:demo:x", "kind": "own", "author": "\x1b[2JNadia"}),
        Record("x4", "   ", {"id": "x4"}),
        Record("x5", "Texte.", {"id": "x5", "kind": "sibling", "images": "[{", "at": 3}),
    ]
    remote.put(there, odd, [place_of(each.id) for each in odd])
    remote.put(remote.collection(GONE), [Record("zz", None, {"at": "x"})], [place_of("zz")])
    assert nadia.sync() == "done"
    [kept] = list(nadia.posts())
    assert (kept.id, kept.text, kept.kind, kept.author) == ("demo:x", "Un titre.", "sibling", "Nadia")
    assert nadia.sync() == "done"
    assert remote.count(there) == 5


def test_vectors_one_computed_are_not_computed_again(team: Team) -> None:
    hers, his, other = FakeEmbedder(), FakeEmbedder(), FakeEmbedder("another")
    nadia, karim, zoe = team.member("nadia", hers), team.member("karim", his), team.member("zoe", other)
    nadia.add([post("a", f"{LINE} Les apprentis ont remonté une presse."), post("b", "The repair bay opens in the rain.")])
    nadia.step(10)
    assert len(hers.seen) == 3
    nadia.sync()
    assert nadia.synced().lent == 2
    karim.sync()
    karim.step(10)
    assert his.seen == []
    assert karim.pending() == 0
    assert karim.nearest(LINE, "fr", 1)[0].post_id == "a"
    zoe.sync()
    zoe.step(10)
    assert len(other.seen) == 3


def test_an_edited_sentence_borrows_nothing(team: Team) -> None:
    hers, his = FakeEmbedder(), FakeEmbedder()
    nadia, karim = team.member("nadia", hers), team.member("karim", his)
    nadia.add([post("a", f"{LINE} Une seconde phrase courte.")])
    nadia.step(10)
    nadia.sync()
    karim.sync()
    karim.add([post("a", f"{LINE} Une seconde phrase, courte !")])
    karim.sync()
    karim.step(10)
    assert his.seen == ["Une seconde phrase, courte !"]
    assert {near.post_id for near in karim.nearest(LINE, "fr", 2)} == {"a"}


def test_a_second_window_borrows_the_team_s_meaning(team: Team) -> None:
    first = team.member("nadia", FakeEmbedder())
    first.add([post("a", LINE), post("b", "Les apprentis ont remonté une presse.")])
    first.step(10)
    second = team.member("nadia", FakeEmbedder())
    assert second.lacks() == ["vectors_owned_elsewhere"]
    assert not second.semantic()
    assert second.nearest(LINE, "fr", 2) == []
    first.sync()
    assert second.lacks() == ["vectors_borrowed"]
    assert second.semantic()
    [best, *_] = second.nearest(LINE, "fr", 2)
    assert (best.post_id, best.start, best.end, round(best.similarity, 3)) == ("a", 0, len(LINE), 1.0)
    assert found(second, LINE)[0] == "a"


def test_a_line_shown_to_one_is_known_to_the_other_and_no_word_of_it_leaves(team: Team) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    line = line_of("Le banc d'essai a sifflé trois fois avant que la turbine se taise.")
    nadia.log_suggestion(line, "2026-11-17")
    nadia.sync()
    karim.sync()
    assert {each.gram for each in karim.suggested(line.grams)} == set(line.grams)
    nadia.sync()
    assert nadia.suggested(line.grams) == []
    karim.log_suggestion(line, "2026-11-18")
    karim.sync()
    nadia.sync()
    assert {each.gram for each in nadia.suggested(line.grams)} == set(line.grams)
    assert "turbine" not in everything(team.place)


def test_another_team_does_not_get_what_this_one_lent(team: Team, chroma_url: str) -> None:
    nadia, karim = team.member("nadia"), team.member("karim")
    nadia.add([post("a", LINE, "Nadia")])
    nadia.sync()
    karim.add([post("k", "Une phrase à lui.", "Karim")])
    karim.sync()
    karim.close()
    other = Team(new_place(chroma_url), team.folder)
    moved = other.member("karim")
    assert moved.sync() == "done"
    assert moved.count() == 2
    assert "Roanne" not in everything(other.place)
    assert "Une phrase à lui." in everything(other.place)
    other.close()


@pytest.mark.slow
def test_a_round_can_be_cut_short_anywhere_and_ends_the_same(team: Team) -> None:
    nadia = team.member("nadia")
    nadia.add([post(f"p{i}", f"Phrase numéro {i} de mars.") for i in range(450)])
    karim = team.member("karim")
    for patience in range(1, 40):
        left = iter(range(patience))
        nadia.sync(lambda left=left: next(left, None) is None)  # type: ignore[misc]
        left = iter(range(patience))
        if karim.sync(lambda left=left: next(left, None) is None) == "done" and not ledger.waiting(nadia._rows):  # type: ignore[misc]
            break
    assert nadia.sync() == karim.sync() == "done"
    assert (nadia.count(), karim.count()) == (450, 450)


def test_windows_of_one_person_take_turns(team: Team) -> None:
    first, second = team.member("nadia"), team.member("nadia")
    first.add([post("a", LINE)])
    seen: list[str] = []

    def meanwhile() -> bool:
        if not seen:
            seen.append("looking")
            seen.append(second.sync())
        return False

    assert first.sync(meanwhile) == "done"
    assert seen == ["looking", "elsewhere"]
    assert second.sync() == "done"
