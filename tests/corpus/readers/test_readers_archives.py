import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from at_hand import DATA, put, read, told

from corpus.readers import archives as guard
from corpus.readers import read_path


def packed(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def of(folder: str) -> dict[str, bytes]:
    return {p.relative_to(DATA / folder).as_posix(): p.read_bytes() for p in sorted((DATA / folder).rglob("*")) if p.is_file()}


@pytest.mark.parametrize("folder", ["linkedin", "x", "mastodon"])
@pytest.mark.parametrize("how", ["zip", "tar.gz", "tar"])
def test_an_archive_gives_what_its_folder_gives(tmp_path: Path, folder: str, how: str) -> None:
    content = (
        packed({f"export/{k}": v for k, v in of(folder).items()})
        if how == "zip"
        else tarred(of(folder), "w:gz" if how == "tar.gz" else "w")
    )
    from_folder, from_archive = list(read_path(DATA / folder)), list(read_path(put(tmp_path, f"a.{how}", content)))
    assert [p for read in from_archive for p in read.posts] == [p for read in from_folder for p in read.posts]
    assert [(r.format, len(r.skipped), len(r.reported)) for r in from_archive if r.posts] == [
        (r.format, len(r.skipped), len(r.reported)) for r in from_folder if r.posts
    ]


def test_an_export_tells_whose_it_is_and_keeps_private_words_out(tmp_path: Path) -> None:
    reads = list(
        read_path(put(tmp_path, "Complete_LinkedInDataExport.zip", packed({f"Basic/{k}": v for k, v in of("linkedin").items()})))
    )
    assert {p.author for read in reads for p in read.posts} == {"Noé Essai"}
    assert all(read.columns is None for read in reads)
    words = " ".join(p.text for read in reads for p in read.posts)
    assert "secret" not in words
    assert "soude droit" not in words
    assert {p.kind for read in reads for p in read.posts} == {"sibling", "comment"}


def test_private_messages_alone_stay_out_too(tmp_path: Path) -> None:
    assert read(tmp_path, "x.csv", (DATA / "linkedin" / "messages.csv").read_bytes()) == ([], [(0, "private_messages")], [])


def test_names_of_members_are_never_trusted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    hostile = {"../../dehors.txt": "Un", "/etc/deux.txt": "Deux", "C:\\x\\trois.txt": "Trois", "a\x1b[2J\nb.txt": "Quatre"}
    reads = list(read_path(put(home, "a.zip", packed(hostile))))
    assert sorted(text for _, text in told(reads).posts) == ["Deux", "Quatre", "Trois", "Un"]
    assert {read.where for read in reads} == {
        "a.zip/dehors.txt",
        "a.zip/etc/deux.txt",
        "a.zip/C:/x/trois.txt",
        "a.zip/ab.txt",
    } or all("\x1b" not in read.where and ".." not in read.where for read in reads)
    assert [p.name for p in tmp_path.rglob("*")] == ["home", "a.zip"]


def test_a_bomb_is_not_unpacked_and_its_neighbours_are_read(tmp_path: Path) -> None:
    content = packed({"a.csv": "texte,auteur\nUn,Noé\n", "bombe.csv": b"0" * (guard.RATIO_FROM + 1)})
    found = read(tmp_path, "a.zip", content)
    assert (found.posts, found.reported) == ([(1, "Un")], [(0, "archive_too_big")])


def test_an_archive_too_big_once_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LIMIT", 1000)
    content = packed({"a.txt": "Un", "b.txt": bytes(range(256)) * 4})
    assert read(tmp_path, "a.zip", content) == ([], [], [(0, "archive_too_big")])
    assert read(tmp_path, "a.tar.gz", tarred({"a.txt": b"Un"})) == ([], [], [(0, "archive_too_big")])


def test_a_bomb_in_gzip_goes_no_further_than_allowed(tmp_path: Path) -> None:
    found = read(tmp_path, "a.tar.gz", tarred({"a.txt": b"Un", "bombe.csv": b"0" * (guard.RATIO_FROM * 3)}))
    assert found.reported == [(0, "archive_too_big")]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MEMBERS", 3)
    files = {f"{n}.txt": b"Un" for n in range(5)}
    assert read(tmp_path, "a.zip", packed(files)).reported == [(0, "archive_too_big")]
    assert read(tmp_path, "a.tar.gz", tarred(files)).reported == [(0, "archive_too_big")]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": "Le premier post", "b.txt": "Le second post, abîmé", "c.txt": "Le troisième post"}))
    at = content.index(b"b.txt") + len(b"b.txt")
    content[at : at + 8] = b"\xff" * 8
    found = read(tmp_path, "a.zip", bytes(content))
    assert [text for _, text in found.posts] == ["Le premier post", "Le troisième post"]
    assert found.reported == [(0, "bad_member")]


def test_a_locked_member_is_said(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": "Un", "b.txt": "Deux"}))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    found = read(tmp_path, "a.zip", bytes(content))
    assert (found.posts, found.reported) == ([(1, "Deux")], [(0, "encrypted_member")])


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_half_an_archive_is_said(tmp_path: Path, name: str) -> None:
    files = {f"{n}.csv": bytes((n * k * 37 + k) % 251 for k in range(900)) for n in range(5)}
    content = packed(files) if name == "a.zip" else tarred(files)
    assert read(tmp_path, name, content[: len(content) // 2]).reported == [(0, "broken_archive")]


def test_an_archive_in_an_archive_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, "a.zip", packed({"b.zip": packed({"a.txt": "Un"})})).reported == [(0, "nested_archive")]


def test_archives_in_a_folder_are_read(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", packed({"a.txt": "Un"}))
    put(tmp_path, "b.tgz", tarred({"./b.txt": b"Deux"}))
    assert [text for _, text in told(list(read_path(tmp_path))).posts] == ["Un", "Deux"]


def test_links_and_devices_of_a_tar_are_no_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, kind in (("lien.txt", tarfile.SYMTYPE), ("pipe.txt", tarfile.FIFOTYPE), ("dur.txt", tarfile.LNKTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert read(tmp_path, "a.tar.gz", out.getvalue()) == ([], [], [(0, "nothing_to_read")])


def test_a_big_member_is_read_without_being_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "HELD", 10)
    for name, content in (("a.zip", packed(of("x"))), ("a.tar.gz", tarred(of("x")))):
        assert len(read(tmp_path, name, content).posts) == 7
