import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from at_hand import old_workbook, only, put, read, told

from corpus.readers import read_path
from corpus.readers import sheets as guard

ENGLISH = (
    "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,Campaign end date,Audience,"
    "Impressions,Views,Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,Reposts,Follows,Engagement rate,Content Type"
).split(",")
FRENCH = (
    "Titre du post,Lien du post,Type de post,Nom de la campagne,Publié par,Date de création,Début,Fin,Audience,Impressions,Vues,"
    "Vues hors site,Clics,Taux de clics (CTR),J’aime,Commentaires,Republications,Abonnements,Taux d’engagement,Type de contenu"
).split(",")
UNKNOWN = [f"Rubrique {n}" for n in range(20)]


def post(text: str, moment: str, date: str, kind: str = "Organic", link: str = "x") -> list[object]:
    number = int(dt.datetime.fromisoformat(moment + "+00:00").timestamp() * 1000) << 22
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{number}" if link else ""
    return [text, link, kind, "", "Noé Essai", date, "", "", "", 1316, "", "", 5, 0.1, 12, 3, 1, 0, 0.5, "Image"]


def rows(header: list[str], month_first: bool, boosted: str) -> list[list[object]]:
    day = "%m/%d/%Y" if month_first else "%d/%m/%Y"

    def on(moment: str) -> str:
        return dt.datetime.fromisoformat(moment).strftime(day)

    return [
        ["Indicateurs de vos posts, sur la période choisie. Heures en UTC."],
        list(header),
        post("Portes ouvertes", "2026-06-04T09:00:00", on("2026-06-03T00:00:00"), boosted),
        post("Portes ouvertes", "2026-06-03T09:00:00", on("2026-06-03T00:00:00")),
        post("Deux lignes,\net « un guillemet »", "2026-05-04T09:00:00", on("2026-05-04T00:00:00")),
        post("", "2026-05-03T09:00:00", on("2026-05-03T00:00:00")),
        post("Seul, sponsorisé", "2026-05-02T09:00:00", on("2026-05-02T00:00:00"), boosted),
        [],
        post("Date folle", "2026-05-01T09:00:00", "31/31/2026"),
        post("Sans date", "2026-05-01T09:00:00", ""),
        post("Ni lien ni date", "2026-05-01T09:00:00", "", link=""),
    ]


def as_csv(table: list[list[object]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue()


def as_xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


METRICS: list[list[object]] = [["Par jour"], ["Date", *(f"Impressions ({n})" for n in range(8))], ["05/01/2026", *range(8)]]


@pytest.mark.parametrize("how", ["xls", "xlsx", "csv", "cp1252"])
@pytest.mark.parametrize(
    ("header", "month_first", "boosted"),
    [(ENGLISH, True, "Sponsored"), (FRENCH, False, "Sponsorisé"), (UNKNOWN, False, "Sponsorisé")],
)
def test_a_page_is_read_in_any_language(tmp_path: Path, header: list[str], month_first: bool, boosted: str, how: str) -> None:
    table = rows(header, month_first, boosted)
    content: str | bytes = {
        "xls": lambda: old_workbook({"Mesures": METRICS, "Tous les posts": table}),
        "xlsx": lambda: as_xlsx({"Mesures": METRICS, "Tous les posts": table}),
        "csv": lambda: as_csv(table),
        "cp1252": lambda: as_csv(table, ";").encode("cp1252"),
    }[how]()
    found = only(put(tmp_path, f"page.{'csv' if how == 'cp1252' else how}", content))
    late = 0 if how.startswith("xls") else 1  # a sheet counts its blank rows, a text has none
    assert found.format == "linkedin_page_posts"
    assert [(r.record, p.text, p.date) for r, p in zip(found.records, found.posts, strict=True)] == [
        (2, "Portes ouvertes", "2026-06-03"),
        (3, "Deux lignes,\net « un guillemet »", "2026-05-04"),
        (5, "Seul, sponsorisé", "2026-05-02"),
        (8 - late, "Sans date", None),
    ] or how in ("csv", "cp1252")
    assert told([found]).skipped == [(1, "sponsored_copy"), (4, "empty_title")]
    assert [reason for _, reason in told([found]).reported] == ["bad_date", "missing_date_kept", "no_link_no_date"]
    first = found.posts[0]
    assert first.impressions == 1316 or header is UNKNOWN
    assert (first.likes, first.comments, first.shares) == (12, 3, 1) or header is UNKNOWN
    assert first.author == "Noé Essai" or header is UNKNOWN


def test_a_sheet_of_ones_own(tmp_path: Path) -> None:
    table = [
        ["Texte", "Auteur", "Date", "Likes"],
        ["Le fer_x000D_\nrougit", "Noé", dt.datetime.fromisoformat("2026-05-12 09:30"), 12.0],
        ["Le feu", "Ada", dt.datetime.fromisoformat("2026-05-13"), None],
        [None, None, None, None],
        ["L'eau", "Ada", 46154, "1 316"],
    ]
    found = only(put(tmp_path, "a.xlsx", as_xlsx({"Posts": table, "Notes": [["rien"]]})))
    assert [(r.record, p.text, p.author, p.date, p.likes) for r, p in zip(found.records, found.posts, strict=True)] == [
        (1, "Le fer\nrougit", "Noé", "2026-05-12T09:30:00", 12),
        (2, "Le feu", "Ada", "2026-05-13", None),
        (4, "L'eau", "Ada", "2026-05-12", 1316),
    ]


def test_two_sheets_of_posts_are_two_readings(tmp_path: Path) -> None:
    content = as_xlsx({"Mai": [["Texte"], ["Un"]], "Juin": [["Texte"], ["Deux"]]})
    assert [r.where for read in read_path(put(tmp_path, "a.xlsx", content)) for r in read.records] == [
        "a.xlsx:Mai:1",
        "a.xlsx:Juin:1",
    ]


def test_an_unknown_sheet_asks_for_its_columns(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", as_xlsx({"Feuil1": [["Prose", "Qui"], ["Un", "Noé"]]}))
    assert only(path).columns == ("Prose", "Qui")
    assert only(path, mapping={"text": "prose", "author": "Qui"}).posts[0].author == "Noé"


def test_figures_without_words_say_so(tmp_path: Path) -> None:
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7459508134221309363"
    top = [
        ["Maximum"],
        [],
        ["URL du post", "Date", "Engagements", None, "URL du post", "Date", "Impressions"],
        [link, "5/11/2026", 3, None, link, "5/11/2026", 9],
    ]
    found = only(put(tmp_path, "a.xlsx", as_xlsx({"DÉCOUVERTE": [["Performance", "x"]], "TOP": top})))
    assert (found.format, found.reported[0].reason, found.reported[0].where) == (
        "linkedin_creator_analytics",
        "no_text_in_this_export",
        "a.xlsx:TOP",
    )
    single = only(put(tmp_path, "b.xlsx", as_xlsx({"PERFORMANCE": [["URL du post", link], ["Impressions", "1,316"]]})))
    assert (single.format, single.reported[0].reason) == ("linkedin_single_post_analytics", "no_text_in_this_export")


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_damaged_workbook_says_so(tmp_path: Path, name: str) -> None:
    table = rows(ENGLISH, True, "Sponsored")
    good = old_workbook({"P": table}) if name == "a.xls" else as_xlsx({"P": table})
    assert read(tmp_path, name, good).posts
    broken = good[:600] + bytes(200) + good[800:] if name == "a.xls" else good.replace(b"xl/workbook.xml", b"xl/workbook.xxx")
    found = read(tmp_path, name, broken)
    assert not found.posts
    assert found.reported == [(0, "broken_workbook")]


def test_documents_are_no_workbooks(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert read(tmp_path, "a.docx", out.getvalue()).reported == [(0, "unknown_format")]
    assert read(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).reported == [(0, "unknown_format")]


def test_a_workbook_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_xlsx({"P": [["Texte"], ["Un"]]})
    monkeypatch.setattr(guard, "WORKBOOK", 100)
    assert read(tmp_path, "a.xlsx", content).reported == [(0, "archive_too_big")]
    assert read(tmp_path, "a.xls", old_workbook({"P": [["Texte"], ["Un"]]})).reported == [(0, "too_big")]


def test_a_cell_at_the_end_of_the_world_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "ROWS", 50)
    book = openpyxl.Workbook()
    book.active.append(["Texte", "Auteur"])
    book.active.append(["Un", "Noé"])
    book.active["XFD1048576"] = "loin"
    out = io.BytesIO()
    book.save(out)
    found = read(tmp_path, "a.xlsx", out.getvalue())
    assert (found.posts, found.reported) == ([(1, "Un")], [(0, "too_many_rows")])


def test_a_text_named_like_a_workbook_is_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a.xls", "texte\tauteur\nUn\tNoé\n".encode("utf-16")).posts == [(1, "Un")]
