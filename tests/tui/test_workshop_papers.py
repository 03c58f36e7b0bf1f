"""``portevoix workshop report`` and ``programme``: a trainer's papers, one's own then and now, and who may see it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.adapters.logbook import SqliteLogbook
from coach.adapters.notebook import SqliteNotebook
from coach.charter.loading import load_pack
from coach.context import Language
from coach.packs import demo_folder
from coach.workshop.cohort import Cohort, invite, say_yes, show_before_after
from coach.workshop.events import Joined
from coach.workshop.playing import ME, Beginning, begin
from coach.workshop.reading import pick, shipped
from tests.coach.workshop.test_playing import script
from tests.fakes import NOON, StillClock
from tests.tui.test_workshop_verb import Pipe, _home, pipe  # noqa: F401 - fixtures
from tui.workshop_mirror import mirror_of
from tui.workshops import brought_for

TRIM = pick(shipped("fr"), "degraisser", "fr")
COPIED = "Nous sommes fiers d'annoncer l'ouverture de notre nouveau centre de réparation de Saint-Nazaire."
OWN = "Mardi matin, Louise a posé la vieille turbine sur mon établi, et je ne savais pas par où la prendre."


@pytest.fixture
def log(tmp_path: Path, pipe: Pipe) -> Iterator[SqliteLogbook]:  # noqa: F811
    pipe("report", status=2)  # nothing to report yet: the notebook is made
    (path,) = (tmp_path / "home").rglob("notebook.db")
    book = SqliteNotebook(path, StillClock())
    yield SqliteLogbook(book.file)
    book.close()


def play(log: SqliteLogbook, day: int, text: str, who: str, cohort: str | None = None) -> None:
    """Somebody writes one reflex, so many days after the first."""
    clock = StillClock()
    clock.pass_by(day * 86_400)
    alone = None if cohort else "Ana"
    one = begin(
        log, TRIM, clock, Beginning(f"{who}{day}", 1, {}, alone=alone, cohort=cohort, half_day=day + 1 if cohort else None)
    )
    if alone is None:
        one.do(Joined(at=one.now, who=who, name="Ana"))
        one.go_on()
    one.write(text, who=who)
    one.end()


def test_the_mirror_counts_what_was_borrowed_from_the_table() -> None:
    look, sources = mirror_of(StillClock()), list(TRIM.inputs[0].texts)
    copied, own = look(COPIED, sources), look(OWN, sources)
    assert copied.reprise > 0.9
    assert (own.reprise, own.apport.own_words) == (0.0, 1.0)
    assert (own.apport.dates, own.apport.people, own.apport.first_person > 0) == (1, 1, True)


def test_ones_own_memento_stands_with_the_first_text_beside_the_last(pipe: Pipe, log: SqliteLogbook) -> None:  # noqa: F811
    play(log, 0, COPIED, ME)
    said = pipe("report", "--me")
    assert "Mémento" in said
    assert "deux jours" in pipe.told.err
    play(log, 3, OWN, ME)
    said = pipe("report", "--me")
    assert COPIED in said
    assert OWN in said
    assert "Repris : 100 % des mots" in said
    assert "Repris : 0 % des mots · mots à soi : 100 %" in said
    pipe("report", "--me", "--format", "html", "-o", "moi.html")
    page = Path("moi.html").read_text("utf-8")
    assert "Avant, maintenant" in page
    assert "@page { size: A4" in page
    pipe("report", "--me", "-o", "moi.html", status=2)
    assert "moi.html" in pipe.told.err
    assert Path("moi.html").read_text("utf-8") == page


def test_a_trainer_is_refused_until_the_participant_agrees(pipe: Pipe, log: SqliteLogbook) -> None:  # noqa: F811
    cohort = say_yes(invite(Cohort(id="c", name="Groupe", made=NOON), "a1", "Ana", NOON), "a1", NOON)
    log.save_cohort(cohort)
    play(log, 0, COPIED, "a1", "c")
    play(log, 3, OWN, "a1", "c")
    said = pipe("report", "--participant", "Ana", status=2)
    assert COPIED not in said + pipe.told.err
    assert "n'a pas choisi" in pipe.told.err
    pipe("report", "--participant", "Anna", status=2)
    assert "Ana" in pipe.told.err
    log.save_cohort(show_before_after(cohort, "a1", "yes"))
    said = pipe("report", "--participant", "ana")
    assert COPIED in said
    assert OWN in said
    assert "Ana" in pipe("report", "--participant", "ana", "--format", "html")
    log.save_cohort(show_before_after(cohort, "a1", "no"))
    pipe("report", "--participant", "Ana", status=2)
    # What is about a group alone is not taken for one's own.
    assert COPIED not in pipe("report", "--me")


def test_a_session_is_reported_by_the_beginning_of_its_id_in_both_forms(pipe: Pipe, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "s.jsonl").write_text(script(), "utf-8")
    pipe("run", "--script", "s.jsonl", "--keep")
    last = pipe("report")
    found = json.loads(pipe("report", "--json"))["sessions"][0]
    assert found["title"] in last
    assert pipe("report", "--session", found["session"][:8]) == pipe("report", found["session"][:8]) == last
    page = pipe("report", "--session", found["session"], "--format", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert found["title"] in page
    assert "Personne 1" not in page + last
    pipe("report", "--session", "nothing", status=2)


def test_the_programme_is_printed_with_its_dates(pipe: Pipe) -> None:  # noqa: F811
    said = pipe("programme", "--first", "2027-01-12", "--at", "13:30")
    assert [day for day in ("2027-01-12", "2027-01-26", "2027-02-09", "2027-04-09") if day in said] == [
        "2027-01-12", "2027-01-26", "2027-02-09", "2027-04-09",
    ]  # fmt: skip
    assert "- 13:30 (30 min)" in said
    assert "Half-day 1: Your line" in pipe("programme", "--lang", "en")
    assert dt.date(2027, 4, 9) - dt.date(2027, 2, 9) > dt.timedelta(days=28)


@pytest.mark.parametrize(("lang", "rules"), [("fr", 12), ("en", 0)])
def test_a_trial_is_held_with_helvias_charter_in_its_own_language(lang: Language, rules: int) -> None:
    house = SimpleNamespace(messages=(), packs=[load_pack(demo_folder())], notebook=None)
    found = brought_for(house, pick(shipped(lang), "charte-en-proces", lang)).get("regles", ())  # type: ignore[arg-type]
    assert len(found) == rules
    assert any("accord écrit" in text for text in found) is bool(rules)
