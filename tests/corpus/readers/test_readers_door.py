"""What people give by mistake, and what they give without knowing what it is."""

import io
import json
import os
from pathlib import Path
from typing import get_args

import pytest
from at_hand import DATA, put, read, told
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BadInput
from coach.phrases import phrase, room
from coach.text import clean
from corpus.readers import Read, read_path, read_text
from corpus.readers.sources import LIMIT, file_source
from corpus.readers.values import CHUNK, LeftReason, LostReason


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_reason_has_its_phrase(lang: str) -> None:
    said = {key.removeprefix("reason.") for key in room("prompts", lang, "readers") if key.startswith("reason.")}
    assert said == {*get_args(LeftReason), *get_args(LostReason), "already_there"}
    assert all(phrase(lang, "readers", f"reason.{reason}").strip() for reason in said)


def test_a_missing_file_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    put(tmp_path, "Shares.csv", "x")
    with pytest.raises(BadInput) as error:
        read_path(tmp_path / "Share.csv")
    assert "Share.csv" in error.value.title
    assert "Shares.csv" in error.value.remedy
    with pytest.raises(BadInput) as error:
        read_path(tmp_path / "nowhere" / "at all.csv", speak="en")
    assert "does not exist" in error.value.title
    assert error.value.remedy


def test_two_gigabytes_are_refused_before_reading(tmp_path: Path) -> None:
    path = put(tmp_path, "big.csv", "")
    os.truncate(path, LIMIT + 1)
    with pytest.raises(BadInput) as error:
        read_path(path)
    assert "big.csv" in error.value.title
    os.truncate(path, LIMIT)
    assert file_source(path, "big.csv").size == LIMIT
    os.truncate(path, LIMIT + 1)
    assert told(list(read_path(tmp_path))).reported == [(0, "too_big")]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(BadInput):
        read_path(tmp_path / "pipe.csv")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(BadInput):
        read_path(path)
    assert told(list(read_path(tmp_path))).reported == [(0, "unreadable_file")]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.json", "a.jsonl", "a.xlsx", "a.zip", "a.js"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    assert read(tmp_path, name, content).reported == [(0, "empty_file")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"%PDF-1.7\n1 0 obj"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("a.dat", bytes(range(256)) * 4),
        ("a.html", b"<!DOCTYPE html><p>Bonjour"),
        ("a.txt", b"<html>"),
        ("a.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00"),
    ],
)
def test_what_is_no_text_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    assert read(tmp_path, name, content) == ([], [], [(0, "unknown_format")])


def test_an_unknown_field_to_map_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "x")
    with pytest.raises(BadInput) as error:
        read_path(path, mapping={"txet": "Ma prose"})
    assert "text" in error.value.remedy
    with pytest.raises(BadInput):
        read_path(path, mapping={"date_order": "ymd"})


def test_a_walk_reads_what_it_can_and_names_the_rest(tmp_path: Path) -> None:
    put(tmp_path, "b/deux.txt", "Deux")
    put(tmp_path, "a.txt", "Un")
    put(tmp_path, "b/image.png", b"\x89PNG")
    put(tmp_path, "README.md", "Lisez-moi")
    put(tmp_path, ".caché.txt", "Rien")
    put(tmp_path, "__MACOSX/._a.txt", "Rien")
    put(tmp_path, "cassé.zip", b"PK\x03\x04casse")
    (tmp_path / "mort.txt").symlink_to(tmp_path / "nulle part")
    (tmp_path / "b" / "boucle").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    reads = list(read_path(tmp_path))
    found = told(reads)
    assert found.posts == [(1, "Un"), (1, "Deux")]
    assert sorted(reason for _, reason in found.skipped) == ["link_not_followed", "other_file", "other_file", "other_file"]
    assert sorted(reason for _, reason in found.reported) == ["broken_archive", "unreadable_file"]
    assert {r.where for read in reads for r in read.records} == {f"{tmp_path.name}/a.txt:1", f"{tmp_path.name}/b/deux.txt:1"}


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert told(list(read_path(tmp_path))).reported == [(0, "nothing_to_read")]


def test_the_folder_under_ones_feet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "Un")
    monkeypatch.chdir(tmp_path)
    assert [read.where for read in read_path(Path())] == ["a.txt"]


@pytest.mark.slow
def test_a_big_file_comes_in_slices(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"n{n}", "text": f"post {n}"}) + "\n" for n in range(CHUNK * 2 + 1))
    path = put(tmp_path, "a.jsonl", lines)
    stream = read_path(path)
    first = next(stream)
    assert len(first.posts) == CHUNK
    rest = list(stream)
    assert [len(read.posts) for read in rest] == [CHUNK, 1]
    assert rest[-1].records[-1].record == CHUNK * 2 + 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Un post collé,\navec des virgules, oui.", "text"),
        ("[Offre] Nous recrutons {vraiment}", "text"),
        ('{ "Simple" }, dit-elle', "text"),
        ("{{ 7*7 }} [/b] [click](x)", "text"),
        ("---\nun filet\n---\nfin", "text"),
        ("03/06/2026 09:05, quelle heure !\nOui.", "text"),
        ("Message\nRien d'autre que ce mot en titre", "text"),
        ('{"text": "Bonjour"}', "json"),
        ('{"text": "Bonjour"}\n{"text": "Salut"}', "jsonl"),
        ('{"text": "cassé\n{"text": "Salut"}', "jsonl"),
        ('[{"text": "Bonjour"}]', "json"),
        ("texte;auteur\nBonjour;Léa", "table"),
        ("Date,Link\n2026-01-01,https://www.linkedin.com/x", "linkedin_instant_reposts"),
        ("Text,Image URL,Tags,Posting Time\nBonjour,,,2026-06-03 09:05", "buffer_bulk"),
        ("03/06/2026 09:05,Bonjour,\n25/06/2026 09:05,Salut,", "hootsuite_bulk"),
        ('window.YTD.tweets.part0 = [ {"tweet": {"full_text": "Bonjour"}} ]', "x_tweets"),
        ("---\nauteur: Léa\n---\nBonjour", "text"),
    ],
)
def test_a_pasted_text_is_told_by_what_it_holds(text: str, name: str) -> None:
    assert read_text(text).format == name


def test_a_pasted_text_takes_what_the_person_said() -> None:
    post = read_text("Bonjour", kind="official", author=" Léa  Essai ").posts[0]
    assert (post.text, post.kind, post.author, post.form) == ("Bonjour", "official", "Léa Essai", "post")
    assert read_text("https://example.org/a").posts[0].form == "link_only"


def test_an_empty_paste_says_so() -> None:
    assert [r.reason for r in read_text("").reported] == ["empty_file"]
    assert [r.reason for r in read_text("\u00a0\n").reported] == ["empty_file"]
    assert [s.reason for s in read_text("texte,auteur\n\u00a0,Noé", "a.csv").skipped] == ["empty_text"]


def test_a_long_paste_is_one_reading() -> None:
    lines = "".join(json.dumps({"id": f"n{n}", "text": f"post {n}"}) + "\n" for n in range(CHUNK + 5))
    assert len(read_text(lines).posts) == CHUNK + 5


@pytest.mark.slow
def test_two_hundred_thousand_characters_are_a_post_and_a_million_are_not(tmp_path: Path) -> None:
    long = "é" * 200_000
    assert read_text(long).posts[0].text == long
    assert read(tmp_path, "a.csv", f'texte,auteur\n"{long}",Léa\n').posts == [(1, long)]
    assert read(tmp_path, "a.jsonl", json.dumps({"text": long})).posts == [(1, long)]
    assert read(tmp_path, "a.txt", "é" * 1_000_001).reported == [(1, "text_too_long")]


def test_what_acts_on_a_terminal_is_taken_out_and_said(tmp_path: Path) -> None:
    raw = "Bonjour \x1b]52;c;aGk=\x07\x1b[2J\u202eà\x00 tous [/b] {{ 7*7 }}\r\nfin\ufeff"
    clear = "Bonjour à tous [/b] {{ 7*7 }}\nfin"
    for name, content in {
        "a.txt": raw,
        "a.jsonl": json.dumps({"text": raw, "author": "\x1b[31mLéa\n\x07", "url": "https://x.com/\x00a"}),
        "a.csv": io.StringIO(f'texte,auteur\n"{raw}","\x1b[31mLéa\n\x07"\n', newline="").getvalue(),
    }.items():
        found = list(read_path(put(tmp_path, name, content)))
        assert told(found).posts == [(1, clear)]
        assert told(found).reported == [(1, "unsafe_characters_removed")]
        assert found[0].posts[0].author in (None, "Léa")
        assert all(value == clean(value) for read in found for r in read.reported for value in (r.text, r.where))


def test_plain_line_ends_and_marks_are_no_loss(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "\ufeffun\r\ndeux\u2028trois") == ([(1, "un\ndeux\ntrois")], [], [])


def test_lone_surrogates_of_json_are_taken_out_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", '{"text": "un \\ud800 seul"}\n{"text": "une paire \\ud83d\\ude00"}\n')
    assert found.posts == [(1, "un  seul"), (2, "une paire 😀")]
    assert found.reported == [(1, "unsafe_characters_removed")]


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=200)
def test_any_paste_is_read_or_said(text: str) -> None:
    found = read_text(text)
    assert found.posts or found.skipped or found.reported or found.columns is not None
    assert all(post.text == clean(post.text) and post.text.strip() for post in found.posts)


@pytest.mark.slow
@given(st.binary(max_size=120), st.sampled_from(["csv", "txt", "json", "jsonl", "js", "xls", "xlsx", "zip", "md", "tar.gz", "x"]))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_read_or_said(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{suffix}"
    path.write_bytes(content)
    for found in read_path(path):
        assert isinstance(found, Read)
        said = found.posts or found.skipped or found.reported or found.columns is not None
        assert said or found.format.startswith(("x_", "linkedin"))


def test_every_file_of_ours_in_one_walk() -> None:
    found = list(read_path(DATA))
    wanted = json.loads((DATA.parent / "expected.json").read_text("utf-8"))
    assert sum(len(read.posts) for read in found) == sum(len(file["posts"]) for file in wanted.values())
    assert not any("secret" in post.text or "privé" in post.text for read in found for post in read.posts)
    assert not any(read.columns for read in found if "unknown" not in read.where)
