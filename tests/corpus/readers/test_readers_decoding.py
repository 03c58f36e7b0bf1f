from pathlib import Path

import pytest
from at_hand import put, read
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.readers.decoding import PIECE, page_of
from corpus.readers.sources import Source, held

TEXT = "« Le fer », dit Noé, c'est 80 € d'œuvre !\nÀ la forge."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_each_encoding_is_told(tmp_path: Path, encoding: str, name: str) -> None:
    content = {
        "a.txt": TEXT,
        "a.csv": f'auteur;texte\nNoé;"{TEXT}"\n',
        "a.jsonl": '{"text": "' + TEXT.replace("\n", "\\n") + '"}',
    }[name]
    assert read(tmp_path, name, content.encode(encoding)) == ([(1, TEXT)], [], [])


@pytest.mark.parametrize("mark", ["\ufeff".encode("utf-16-le"), "\ufeff".encode("utf-16-be")])
def test_both_orders_of_a_marked_utf_16(tmp_path: Path, mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert read(tmp_path, "a.txt", mark + TEXT.encode(encoding)).posts == [(1, TEXT)]


@pytest.mark.slow
def test_a_windows_file_that_begins_in_ascii(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "{"iron " * 80}{n}"}}\n' for n in range(3_000))
    assert len(lines) > PIECE
    content = lines.encode() + '{"text": "dernière ligne"}\n'.encode("cp1252")
    assert page_of(_source(content)).lossy is False  # type: ignore[union-attr]
    assert read(tmp_path, "a.jsonl", content).posts[-1] == (3_001, "dernière ligne")


def test_one_wrong_byte_in_utf_8_costs_one_character_and_is_said(tmp_path: Path) -> None:
    content = "auteur,texte\nNoé,première épée\nAda,".encode() + b"cass\xe9e" + ",\nLéa,forgée\n".encode()
    found = read(tmp_path, "a.csv", content)
    assert found.posts == [(1, "première épée"), (2, "cass�e"), (3, "forgée")]
    assert found.reported == [(2, "undecodable_bytes_kept")]


def test_a_character_cut_at_the_end_is_no_windows_file(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", "À la forge, l'épé".encode()[:-1])
    assert found.posts == [(1, "À la forge, l'ép�")]


def test_a_byte_without_meaning_in_windows_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", b"l'\xe9p\xe9e \x81")
    assert found.posts == [(1, "l'épée �")]
    assert found.reported == [(1, "undecodable_bytes_kept")]


def test_a_replacement_character_of_the_person_is_no_loss(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "un � écrit").reported == []


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60), st.sampled_from(["utf-8", "utf-16"]))
@settings(deadline=None, max_examples=100)
def test_marked_or_utf_8_text_is_read_back(text: str, encoding: str) -> None:
    assume(not text.startswith("\ufeff"))
    page = page_of(_source(text.encode(encoding)))
    assert page is not None
    with page.opening() as stream:
        assert stream.read() == text


def _source(content: bytes) -> Source:
    return Source("a.txt", len(content), lambda: held(content))


def test_nul_in_a_text_does_not_make_it_binary(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "un mot\x00, puis un autre, et encore quelques-uns").posts == [
        (1, "un mot, puis un autre, et encore quelques-uns")
    ]
    put(tmp_path, "b.txt", "")
