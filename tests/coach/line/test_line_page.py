"""The memento on paper: one A4 sheet whatever it holds, no script, other people's words inert."""

import datetime as dt
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coach.line.memento import KnownFact, Memento, Territory
from coach.line.page import cut, to_html, to_json, to_markdown

DAY = dt.date(2026, 11, 23)
LONG = "Wörter und Sätze, qui n'en finissent pas de dire ce qu'elles ont à dire, jour après jour, ligne après ligne. " * 9
STUFFED = Memento(
    name="Marie-Joséphine de la Tour du Pin " * 4,
    territories=tuple(
        Territory(name=LONG[:200], want=3, standing=3, proof=3, instance=LONG, asked_by=LONG, to_show=LONG) for _ in range(9)
    ),
    posture=LONG, reader=LONG, benefit=LONG, voice=(LONG,) * 6,
    red_lines=(LONG,) * 20, never_named=(LONG,) * 30, own_words=(LONG,) * 40, banned_words=(LONG,) * 40,
    facts=tuple(KnownFact(value="1" * 60, unit=LONG, what=LONG, source=LONG, date="2026-01-01") for _ in range(30)),
)  # fmt: skip
HOSTILE = Memento(
    name="<script>alert(1)</script>",
    territories=(Territory(name='"><img src=x onerror=y>', instance="</style><b>{{7*7}} [/b] *x* `y`"),),
    red_lines=("<!-- & -->", "javascript:alert(1)"),
)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_calls_nothing_and_runs_nothing(lang: str) -> None:
    page = to_html(HOSTILE, "en" if lang == "en" else "fr", DAY)
    tags = Tags(page)
    assert not {"script", "img", "link", "iframe", "onerror", "src", "href"} & set(tags.found)
    assert "<script>alert(1)</script>" in "".join(tags.text)
    assert not re.search(r"https?://", page)
    assert "@page { size: A4" in page


def test_what_does_not_fit_is_counted_and_all_of_it_is_in_the_json() -> None:
    page = to_html(STUFFED, "fr", DAY)
    assert "et 15 de plus" in page
    assert "et 4 de plus" in page
    assert Memento.model_validate_json(to_json(STUFFED)) == STUFFED


def test_markdown_keeps_every_word_as_text() -> None:
    said = to_markdown(HOSTILE, "en", DAY)
    assert r"\*x\* \`y\`" in said
    assert "<script>" not in said.replace("\\<", "")
    assert " ".join(LONG.split()) in to_markdown(STUFFED, "fr", DAY)


def test_a_cut_is_at_a_word_and_says_so() -> None:
    assert cut("un deux trois", 9) == "un deux…"
    assert cut("un  deux", 9) == "un deux"
    assert len(cut("x" * 50, 10)) == 10


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("pdfinfo")), reason="needs chromium and pdfinfo")
@pytest.mark.parametrize("memento", [Memento(), STUFFED], ids=["empty", "stuffed"])
def test_it_prints_to_one_sheet(memento: Memento, tmp_path: Path) -> None:
    page, paper = tmp_path / "m.html", tmp_path / "m.pdf"
    page.write_text(to_html(memento, "fr", DAY), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/c"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    told = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages:\s+1$", told, re.M), told
    assert "A4" in told
