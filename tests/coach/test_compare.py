"""What changed between two texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.compare import compare, likeness


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(c.kind, c.before.of(before), c.after.of(after)) for c in compare(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("", "", []),
        ("", "neuf", [("added", "", "neuf")]),
        ("vieux", "", [("removed", "vieux", "")]),
        ("pareil", "pareil", [("same", "pareil", "pareil")]),
        ("le chat dort", "le chats dort", [("same", "le ", "le "), ("replaced", "chat", "chats"), ("same", " dort", " dort")]),
        (
            "le chat noir dort",
            "le chat dort",
            [("same", "le chat ", "le chat "), ("removed", "noir ", ""), ("same", "dort", "dort")],
        ),
        ("il part, ce soir", "elle reste, ce soir", [("replaced", "il part", "elle reste"), ("same", ", ce soir", ", ce soir")]),
        ("l'atelier", "l'usine", [("same", "l'", "l'"), ("replaced", "atelier", "usine")]),
        ("👨‍👩‍👧 là", "👨‍👩‍👦 là", [("replaced", "👨‍👩‍👧", "👨‍👩‍👦"), ("same", " là", " là")]),
        ("e\u0301te\u0301", "e\u0301te", [("replaced", "e\u0301te\u0301", "e\u0301te")]),
        ("a\n\nb", "a\n\nc", [("same", "a\n\n", "a\n\n"), ("replaced", "b", "c")]),
        ("un\ndeux\ntrois", "un\ntrois", [("same", "un\n", "un\n"), ("removed", "deux\n", ""), ("same", "trois", "trois")]),
        (
            "Nous sommes fiers de lancer Horizon",
            "Nous sommes heureux de lancer Horizon",
            [
                ("same", "Nous sommes ", "Nous sommes "),
                ("replaced", "fiers", "heureux"),
                ("same", " de lancer Horizon", " de lancer Horizon"),
            ],
        ),
    ],
)
def test_changes_are_told_by_words(before: str, after: str, changes: list[tuple[str, str, str]]) -> None:
    assert told(before, after) == changes


def test_two_changes_far_apart_are_two() -> None:
    kinds = [kind for kind, _, _ in told("Lundi je pars à Lyon avec eux", "Mardi je pars à Nice avec eux")]
    assert kinds == ["replaced", "same", "replaced", "same"]


POSTS = st.lists(
    st.sampled_from(["le ", "chat ", "l'", "été", ". ", "\n", "👨‍👩‍👧", "e\u0301", "«\u00a0", "x"]), max_size=40
).map("".join)


@settings(deadline=None, max_examples=300)
@given(POSTS | st.text(), POSTS | st.text())
def test_the_changes_cover_both_texts_without_gap(before: str, after: str) -> None:
    changes = compare(before, after)
    old = new = 0
    for change in changes:
        assert (change.before.start, change.after.start) == (old, new)
        old, new = change.before.end, change.after.end
        left, right = change.before.of(before), change.after.of(after)
        match change.kind:
            case "same":
                assert left == right != ""
            case "removed":
                assert left
                assert not right
            case "added":
                assert right
                assert not left
            case "replaced":
                assert left
                assert right
    assert (old, new) == (len(before), len(after))
    assert all((one.kind == "same") != (two.kind == "same") for one, two in zip(changes, changes[1:], strict=False))


@settings(deadline=None, max_examples=100)
@given(POSTS, POSTS)
def test_no_change_cuts_a_word(before: str, after: str) -> None:
    for change in compare(before, after):
        for text, span in ((before, change.before), (after, change.after)):
            for edge in span:
                assert not (0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum())
                assert text[edge : edge + 1] not in ("\u0301", "\u200d")
                assert text[edge - 1 : edge] != "\u200d"


@settings(deadline=None, max_examples=100)
@given(POSTS, POSTS)
def test_likeness_is_a_share(before: str, after: str) -> None:
    assert 0 <= likeness(before, after) <= 1
    assert likeness(before, before) == 1


def test_likeness_orders_what_a_reader_would() -> None:
    source = "Nous sommes fiers de lancer Horizon, notre offre bas carbone."
    near = likeness(source, "Nous sommes heureux de lancer Horizon, notre offre bas carbone.")
    far = likeness(source, "Hier, à Lyon, un client m'a demandé pourquoi on avait tant tardé.")
    assert near > 0.8 > 0.4 > far


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mot " * 50_000, "autre " * 33_000),
        ("\n" * 100_000, "a\n" * 100_000),
        (" ".join(str(n % 7) for n in range(2_000)), " ".join(str(n % 5) for n in range(2_000))),
        (" ".join(str(n % 7) for n in range(400)), " ".join(str(n % 5) for n in range(400))),
        ("x" * 200_000, "x" * 100_000 + "y" + "x" * 100_000),
    ],
)
def test_long_and_repetitive_texts_are_compared_in_time(before: str, after: str) -> None:
    began = time.process_time()
    compare(before, after)
    assert time.process_time() - began < 3
