from pathlib import Path

import pytest
from at_hand import only, put, read

from corpus.readers import read_text
from corpus.readers.papers import UnsafeFront, front_values


def test_front_matter_speaks_french_and_english(tmp_path: Path) -> None:
    front = "Auteur: Noé Essai\nPublié le: 12/05/2026 à 9h05\nRéseau: LinkedIn\nVisuel: [a.png, b.png]\nJ'aime: 12"
    text = f"---\n{front}\n---\n\nLe fer.\n"
    post = only(put(tmp_path, "a.md", text), mapping={"date_order": "dmy"}).posts[0]
    assert (post.text, post.author, post.date, post.network, post.images, post.likes) == (
        "Le fer.",
        "Noé Essai",
        "2026-05-12T09:05:00",
        "linkedin",
        ("a.png", "b.png"),
        12,
    )


@pytest.mark.parametrize("end", ["---", "..."])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_line_ends_of_front_matter(tmp_path: Path, end: str, line: str) -> None:
    text = "\ufeff" + line.join(["---", "kind: official", "date: 2026-05-12", end, "Le fer.", "---", "Le feu."])
    post = only(put(tmp_path, "a.md", text)).posts[0]
    assert (post.text, post.kind, post.date) == ("Le fer.\n---\nLe feu.", "official", "2026-05-12")


@pytest.mark.parametrize(
    "front",
    [
        "a: !!python/object/apply:os.system ['true']",
        "a: !!python/name:os.system",
        "a: !perso x",
        "a: &x [1]\nb: *x",
        "a: {<<: {b: 1}}\nc: &d 1",
        "a: [1",
        "a: 1\n\tb: 2",
        "a: 2026-99-99",
        "a: " + "[" * 3000,
        "kind: official\nkind: own",
    ],
)
def test_hostile_or_broken_front_matter_is_refused(tmp_path: Path, front: str) -> None:
    found = read(tmp_path, "a.md", f"---\n{front}\n---\nLe fer.\n")
    assert (found.posts, found.reported) == ([], [(1, "bad_front_matter")])


def test_nothing_runs_and_nothing_grows() -> None:
    with pytest.raises(UnsafeFront):
        front_values("a: !!python/object/apply:builtins.exit [3]")
    with pytest.raises(UnsafeFront):
        front_values("a: " + "x" * 70_000)
    with pytest.raises(UnsafeFront):
        front_values("- une\n- liste")
    assert front_values("# rien\n") == {}


@pytest.mark.parametrize(
    "text",
    [
        "---\nUn filet, puis du texte\n---\nfin",
        "---",
        "---\n",
        "--- a: b ---",
        "Bonjour\n---\nauteur: x\n---\n",
        "---\nauteur: jamais fermé\n\nFin",
    ],
)
def test_a_rule_is_not_front_matter(text: str) -> None:
    assert read_text(text).posts[0].text == text.strip()


def test_front_matter_without_a_text_is_no_post(tmp_path: Path) -> None:
    assert read(tmp_path, "a.md", "---\nauteur: Noé\n---\n\n").skipped == [(1, "empty_text")]


def test_the_body_is_the_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a.md", "---\ntext: Autre\n---\nLe fer.").posts == [(1, "Le fer.")]
