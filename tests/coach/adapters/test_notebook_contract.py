"""What every notebook promises, whichever keeps it."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.notebook import SqliteNotebook
from coach.errors import CoachError
from coach.notebook import Decision, Draft, Idea, Signature, Talk
from coach.ports import Notebook
from tests.fakes import NOON, MemoryNotebook, StillClock

LATER = NOON + dt.timedelta(minutes=1)


@pytest.fixture(params=["sqlite", "memory"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Notebook]:
    made: dict[str, Callable[[], Notebook]] = {
        "sqlite": lambda: SqliteNotebook(tmp_path / "notebook.db", StillClock()),
        "memory": MemoryNotebook,
    }
    notebook = made[request.param]()
    yield notebook
    notebook.close()


def draft(name: str = "d1", text: str = "Lundi, à Lyon.", minutes: int = 0, **more: object) -> Draft:
    return Draft.model_validate(
        {"id": name, "text": text, "created": NOON, "updated": NOON + dt.timedelta(minutes=minutes), **more}
    )


def test_an_empty_notebook_is_empty(book: Notebook) -> None:
    assert (book.ideas(), book.talks(), book.drafts(), book.decisions(), book.revisions("d1"), book.notices()) == (
        [], [], [], [], [], []
    )  # fmt: skip
    assert (book.talk("t"), book.draft("d"), book.read("k")) == (None, None, None)


def test_ideas_come_back_newest_first_and_can_be_changed(book: Notebook) -> None:
    old, new = Idea(id="a", text="vieille", created=NOON), Idea(id="b", text="neuve", created=LATER, origin="kit")
    book.save_idea(new)
    book.save_idea(old)
    assert book.ideas() == [new, old]
    book.save_idea(done := old.model_copy(update={"done": True}))
    assert book.ideas() == [new, done]


def test_talks_are_taken_up_until_finished(book: Notebook) -> None:
    talk = Talk(id="t", idea_id="a", updated=NOON, state='{"n": 1}')
    book.save_talk(talk)
    book.save_talk(other := Talk(id="u", updated=LATER, state="{}"))
    assert book.talks() == [other, talk]
    book.save_talk(ended := talk.model_copy(update={"finished": True, "draft_id": "d1"}))
    assert book.talks() == [other]
    assert book.talk("t") == ended


def test_every_field_of_a_draft_comes_back(book: Notebook) -> None:
    full = draft(
        title="Titre", lang="en", network="bluesky", state="published", idea_id="a", talk_id="t", message="kit-1",
        published=LATER, url="https://example.org/1",
    )  # fmt: skip
    book.save_draft(full)
    assert book.draft("d1") == full


def test_drafts_are_last_changed_first_without_the_dropped(book: Notebook) -> None:
    book.save_draft(draft("a", minutes=1))
    book.save_draft(draft("b", minutes=3))
    book.save_draft(draft("c", minutes=2, state="dropped"))
    assert [d.id for d in book.drafts()] == ["b", "a"]
    kept = book.draft("c")
    assert kept is not None
    assert kept.state == "dropped"


def test_times_sort_across_zones_and_come_back_the_same_instant(book: Notebook) -> None:
    paris = dt.timezone(dt.timedelta(hours=2))
    early = Idea(id="a", text="x", created=dt.datetime(2026, 11, 23, 13, 30, tzinfo=paris))
    late = Idea(id="b", text="y", created=dt.datetime(2026, 11, 23, 11, 31, tzinfo=dt.UTC))
    book.save_idea(early)
    book.save_idea(late)
    assert book.ideas() == [late, early]


def test_revisions_are_numbered_from_one_and_equal_ones_not_kept(book: Notebook) -> None:
    book.save_draft(draft())
    one = book.keep_revision("d1", "un", "typed", NOON)
    assert book.keep_revision("d1", "un", "fix", LATER) is None
    two = book.keep_revision("d1", "deux", "fix", LATER)
    again = book.keep_revision("d1", "un", "restored", LATER)
    assert book.revisions("d1") == [again, two, one]
    assert [r.number for r in book.revisions("d1")] == [3, 2, 1]
    assert book.revisions("d2") == []


def test_saving_a_draft_makes_no_revision_of_its_own_words(book: Notebook) -> None:
    book.save_draft(draft(text="a"))
    book.save_draft(draft(text="ab"))
    assert book.revisions("d1") == []


def test_a_revision_needs_its_draft(book: Notebook) -> None:
    with pytest.raises(CoachError) as caught:
        book.keep_revision("nowhere", "x", "typed", NOON)
    assert "nowhere" in caught.value.title
    assert caught.value.remedy


def test_decisions_by_draft_or_all_and_withdrawn(book: Notebook) -> None:
    one = Decision(id="1", draft_id="d1", kind="dismissed", rule="r", text="mots", reason="c'est public", made=NOON)
    two = Decision(id="2", draft_id=None, kind="our_name", rule="mirror", text="Helvia", made=LATER)
    book.save_decision(one)
    book.save_decision(two)
    assert book.decisions() == [two, one]
    assert book.decisions("d1") == [one]
    book.save_decision(undone := one.model_copy(update={"withdrawn": True}))
    assert book.decisions("d1") == [undone]


def test_a_decision_keeps_its_link(book: Notebook) -> None:
    link = "https://helvia.example/presse"
    public = Decision(id="p", draft_id="d1", kind="public", rule="r", text="Lorcadet", made=NOON, link=link)
    book.save_decision(public)
    assert book.decisions() == [public]


def test_signatures_by_draft_or_all_newest_first(book: Notebook) -> None:
    assert book.signatures() == []
    one = Signature(id="a", draft_id="d1", made=NOON, name="Claire", text_hash="0" * 64, network="x", state="{}")
    two = one.model_copy(update={"id": "b", "draft_id": "d2", "made": LATER})
    book.save_signature(one)
    book.save_signature(two)
    assert book.signatures() == [two, one]
    assert book.signatures("d1") == [one]


def test_small_things_are_replaced(book: Notebook) -> None:
    book.put("lang", "fr")
    book.put("lang", "en")
    assert book.read("lang") == "en"


HOSTILE = st.text() | st.sampled_from(
    [
        "",
        "\0",
        "a\0b",
        "'; DROP TABLE draft; --",
        "[/b]",
        "{{ 7*7 }}",
        "\x1b]52;c;eA==\x07",
        "👨‍👩‍👧",
        "e\u0301",
        "\u202eabc",
        "\r\n",
    ]
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE, title=HOSTILE)
def test_any_text_comes_back_as_it_was(book: Notebook, text: str, title: str) -> None:
    book.save_draft(draft(text=text, title=title))
    found = book.draft("d1")
    assert found is not None
    assert (found.text, found.title) == (text, title)
    book.keep_revision("d1", text, "typed", NOON)
    assert book.revisions("d1")[0].text == text


def test_two_hundred_thousand_characters(book: Notebook) -> None:
    book.save_draft(draft(text="é" * 200_000))
    found = book.draft("d1")
    assert found is not None
    assert found.text == "é" * 200_000
