"""What every logbook promises, whichever keeps it."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.logbook import SqliteLogbook
from coach.adapters.notebook import SqliteNotebook
from coach.errors import CoachError
from coach.workshop.cohort import Cohort
from coach.workshop.events import Joined, Opened, Started, Wrote
from coach.workshop.logbook import Logbook, Session
from coach.workshop.reading import pick, shipped
from coach.workshop.session import replay
from tests.fakes import NOON, StillClock
from tests.workshop_fakes import MemoryLogbook

TRIM = pick(shipped("fr"), "degraisser", "fr")


@pytest.fixture(params=["sqlite", "memory"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Logbook]:
    if request.param == "memory":
        yield MemoryLogbook()
        return
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock())
    yield SqliteLogbook(book.file)
    book.close()


def session(name: str = "s", minutes: int = 0, **more: object) -> Session:
    made = NOON + dt.timedelta(minutes=minutes)
    return Session.model_validate({"id": name, "exercise": "degraisser", "title": "Dégraisser", "made": made, **more})


def wrote(seconds: float, text: str, who: str = "a", step: str = "avant") -> Wrote:
    return Wrote(at=NOON + dt.timedelta(seconds=seconds), who=who, step=step, text=text)


def test_sessions_come_newest_first_and_by_cohort(log: Logbook) -> None:
    assert (log.sessions(), log.session("s"), log.cohorts(), log.cohort("c")) == ([], None, [], None)
    log.save_session(old := session("old", cohort="c", half_day=1))
    log.save_session(new := session("new", 5))
    assert log.sessions() == [new, old]
    assert log.sessions("c") == [old]
    log.save_session(over := old.model_copy(update={"over": True}))
    assert log.session("old") == over


def test_events_come_back_in_order_and_from_a_number(log: Logbook) -> None:
    log.save_session(session())
    events = [Started(at=NOON, exercise=TRIM, seed=3), Opened(at=NOON, step="avant"), Joined(at=NOON, who="a", name="Ana")]
    numbers = [log.append("s", event).n for event in events]
    assert numbers == sorted(set(numbers))
    assert [entry.event for entry in log.entries("s")] == events
    assert [entry.n for entry in log.entries("s", numbers[1])] == numbers[2:]
    assert log.entries("other") == []
    with pytest.raises(CoachError):
        log.append("other", events[0])


def test_a_typed_text_takes_the_place_of_what_it_was_a_moment_ago(log: Logbook) -> None:
    log.save_session(session())
    for second, text in enumerate(["B", "Bo", "Bon"]):
        last = log.append("s", wrote(second, text))
    assert [(e.n, e.event.text) for e in log.entries("s")] == [(last.n, "Bon")]  # type: ignore[union-attr]
    log.append("s", wrote(3, "autre", who="b"))
    log.append("s", wrote(3, "autre", step="apres"))
    log.append("s", wrote(200, "Bonsoir"))
    assert len(log.entries("s")) == 4
    assert replay(e.event for e in log.entries("s")).people["a"].text("avant") == "Bonsoir"


def test_whoever_follows_the_log_misses_nothing(log: Logbook) -> None:
    log.save_session(session())
    seen = log.append("s", wrote(0, "B")).n
    log.append("s", wrote(1, "Bo"))
    assert [e.event.text for e in log.entries("s", seen)] == ["Bo"]  # type: ignore[union-attr]
    log.forget("a")
    later = log.append("s", wrote(2, "b", who="b")).n
    assert later > seen + 1


def test_one_who_leaves_takes_their_words_along(log: Logbook) -> None:
    for name in ("s", "t"):
        log.save_session(session(name))
        log.append(name, wrote(0, "à moi", who="a"))
        log.append(name, wrote(0, "à toi", who="b"))
    assert log.forget("a", "s") == 1
    assert [len(log.entries(name)) for name in ("s", "t")] == [1, 2]
    assert log.forget("a") == 1
    assert log.forget("nobody") == 0
    log.drop_session("t")
    assert (log.session("t"), log.entries("t")) == (None, [])


def test_cohorts_are_kept_whole(log: Logbook) -> None:
    log.save_cohort(one := Cohort(id="a", name="Un", made=NOON))
    log.save_cohort(two := Cohort(id="b", name="Deux", made=NOON + dt.timedelta(days=1), days=(dt.date(2027, 1, 4),)))
    log.save_cohort(one := one.model_copy(update={"name": "Uno"}))
    assert log.cohorts() == [two, one]
    assert log.cohort("a") == one


def test_words_are_clean_whoever_sent_them(log: Logbook) -> None:
    log.save_session(session())
    log.append("s", wrote(0, "a\udce9b\x00c\x1b]52;c;aGk=\x07\n"))
    assert [e.event.text for e in log.entries("s")] == ["abc\n"]  # type: ignore[union-attr]


TYPIST = """
import datetime as dt, sys
from pathlib import Path
from coach.adapters.logbook import SqliteLogbook
from coach.adapters.notebook import SqliteNotebook
from coach.workshop.events import Wrote
from coach.workshop.logbook import Session
from tests.fakes import NOON, StillClock
log = SqliteLogbook(SqliteNotebook(Path(sys.argv[1]), StillClock()).file)
log.save_session(Session(id="s", exercise="e", title="E", made=NOON))
for n in range(1, 100_000):
    log.append("s", Wrote(at=NOON + dt.timedelta(seconds=n), who="a", step="avant", text=f"mot {n}"))
    print(n, flush=True)
"""


def test_nothing_told_as_saved_is_lost_to_a_kill(tmp_path: Path) -> None:
    path, root = tmp_path / "notebook.db", Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as typist:
        assert typist.stdout is not None
        said = [int(typist.stdout.readline()) for _ in range(50)]
        typist.send_signal(signal.SIGKILL)
        said += [int(line) for line in typist.stdout if line.endswith("\n")]
    book = SqliteNotebook(path, StillClock())
    state = replay(entry.event for entry in SqliteLogbook(book.file).entries("s"))
    book.close()
    assert int(state.people["a"].text("avant").removeprefix("mot ")) >= said[-1]
