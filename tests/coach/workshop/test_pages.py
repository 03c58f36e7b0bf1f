"""What a workshop puts on paper: no name, nothing that runs, one sheet for a memento with then and now."""

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from coach.finding import Apport
from coach.line.memento import Memento
from coach.workshop.comparison import Pair, Seen, ThenAndNow
from coach.workshop.events import Joined, Unshared, Wrote
from coach.workshop.exercise import DEBRIEF
from coach.workshop.pages import memento_html, memento_markdown, progress_html, progress_markdown, report_html
from coach.workshop.playing import Beginning, begin
from coach.workshop.programme import shipped_programme
from coach.workshop.reading import pick, shipped
from coach.workshop.report import Report, report_of, written
from coach.workshop.timetable import programme_markdown
from tests.coach.line.test_line_page import DAY, HOSTILE, STUFFED, Tags
from tests.fakes import NOON, StillClock
from tests.workshop_fakes import MemoryLogbook

THEN = Seen(text="Fiers d'annoncer <script>alert(1)</script> *tout*.", reprise=0.9, apport=Apport(own_words=0.1))
NOW = Seen(text="Mardi, au quai 4,\nLouise m'a montré.", reprise=0.0, apport=Apport(own_words=0.75, places=1, people=2))
FOUND = ThenAndNow(
    first=NOON,
    last=NOON + dt.timedelta(days=60),
    pairs=(Pair(exercise="Dégraisser", step="Votre réflexe", alike=True, then=THEN, now=NOW),),
)
LONG = FOUND.model_copy(
    update={
        "pairs": tuple(
            Pair(exercise="É" * 80, step="S" * 80, alike=False, then=each, now=each)
            for each in [NOW.model_copy(update={"text": "Wörter und Sätze. " * 400})] * 4
        )
    }
)


def session() -> Report:
    """Three people, one step gone over its time, one skipped, three words at the debrief, one of them kept back."""
    clock, hook = StillClock(), pick(shipped("fr"), "hook", "fr")
    play = begin(MemoryLogbook(), hook, clock, Beginning("s", 1, {}))
    for who, name in (("a", "Ana Ruiz"), ("b", "Bo"), ("c", "Chloé")):
        play.do(Joined(at=play.now, who=who, name=name))
    play.go_on()
    play.extend(2)
    clock.pass_by(300)
    play.skip()
    while play.state.step != DEBRIEF:
        clock.pass_by(60)
        play.go_on()
    said = {"a": "Bo m'a fait rire, *et* ANA aussi.", "b": "Un bonbon | <b>", "c": "Je garde ceci pour moi."}
    for who, text in said.items():
        play.do(Wrote(at=play.now, who=who, step=DEBRIEF, text=text))
    play.do(Unshared(at=play.now, who="c", step=DEBRIEF))
    play.end()
    return report_of(play.session, play.state, "fr")


def test_the_report_says_what_was_planned_what_was_played_and_what_people_keep_without_their_names() -> None:
    report = session()
    assert [(step.planned_s, step.took_s, step.skipped) for step in report.steps][:2] == [(180, 300, True), (240, 60, False)]
    assert report.answers == ("Un bonbon | <b>", "… m'a fait rire, *et* … aussi.")
    for said in (written(report, "fr"), report_html(report, "en", DAY)):
        assert not re.search(r"\b(Ana|Ruiz|Bo|Chloé)\b", said, re.IGNORECASE)
        assert "ceci pour moi" not in said
    told = written(report, "fr")
    assert "| Celles qu'on connaît (passée) | 3 | 5 | 0 |" in told
    assert r"> Un bonbon \| \<b\>" in told
    assert "Ce que les participants en gardent" in told


PAGES = [report_html(session(), "fr", DAY), memento_html(HOSTILE, FOUND, "fr", DAY), progress_html("<x>", FOUND, "en", DAY)]


@pytest.mark.parametrize("page", PAGES)
def test_pages_call_nothing_run_nothing_and_show_words_as_words(page: str) -> None:
    tags = Tags(page)
    assert not {"script", "img", "link", "iframe", "onerror", "src", "href"} & set(tags.found)
    assert not re.search(r"https?://", page)
    assert "@page { size: A4" in page
    assert ("<script>" in "".join(tags.text)) or "<b>" in "".join(tags.text)


def test_then_and_now_stand_under_the_memento_with_what_the_mirror_counted() -> None:
    text = "".join(Tags(memento_html(Memento(name="Ana"), FOUND, "fr", DAY)).text)
    assert "Mémento de Ana" in text
    assert "Repris : 90 % des mots · mots à soi : 10 % · Ni lieu" in text
    assert "Repris : 0 % des mots · mots à soi : 75 % · lieux\u00a0: 1, personnes\u00a0: 2" in text
    assert NOON.date().isoformat() in text
    alone = "".join(Tags(memento_html(Memento(name="Ana"), None, "fr", DAY)).text)
    assert "Avant, maintenant" not in alone
    whole = memento_markdown(Memento(name="Ana"), LONG, "en", DAY)
    assert whole.count(" ".join(["Wörter und Sätze."] * 400)) == 8
    assert "two different exercises" in whole
    assert r"\*tout\*" in progress_markdown(FOUND, "fr")


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("pdfinfo")), reason="needs chromium and pdfinfo")
@pytest.mark.parametrize(("memento", "found"), [(Memento(), FOUND), (STUFFED, LONG)], ids=["short", "stuffed"])
def test_the_memento_with_then_and_now_prints_to_one_sheet(memento: Memento, found: ThenAndNow, tmp_path: Path) -> None:
    page, paper = tmp_path / "m.html", tmp_path / "m.pdf"
    page.write_text(memento_html(memento, found, "fr", DAY), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/c"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    told = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages:\s+1$", told, re.M), told


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_programme_is_written_with_hours_and_dates(lang) -> None:
    programme = shipped_programme(lang)
    played = [[pick(shipped(lang), name, lang) for name in half_day.exercises] for half_day in programme.half_days]
    said = programme_markdown(programme, played, [dt.date(2027, 1, 12)], dt.time(9, 30), lang)
    assert said.count("\n## ") == 4
    assert "2027-01-12" in said.split("\n## ")[1]
    assert "- 09:30 (30 min)" in said
    assert "- 11:15 (15 min)" in said
    assert all(f"portevoix workshop run {name}" in said for half_day in programme.half_days for name in half_day.exercises)
