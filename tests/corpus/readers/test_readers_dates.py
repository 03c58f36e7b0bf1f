import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.dates import Dated, looks_dated, order_of, read_date

NOON = dt.datetime(2026, 6, 3, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-05-12", "2026-05-12"),
        ("2026-05-12 09:30:15", "2026-05-12T09:30:15"),
        ("2026-06-03 09:05", "2026-06-03T09:05:00"),
        ("2026-05-12T09:30:00.000Z", "2026-05-12T09:30:00Z"),
        ("2026-05-12T09:30:00+02:00", "2026-05-12T07:30:00Z"),
        ("2026-05-12T00:30:00+0200", "2026-05-11T22:30:00Z"),
        ("2026-05-12 23:30:00 -0500", "2026-05-13T04:30:00Z"),
        ("2017/06/08 08:15:44 UTC", "2017-06-08T08:15:44Z"),
        ("Tue Dec 02 06:23:48 +0000 2025", "2025-12-02T06:23:48Z"),
        ("25/06/2026 17:45", "2026-06-25T17:45:00"),
        ("06/25/2026 5:45 PM", "2026-06-25T17:45:00"),
        ("06/25/2026 12:05 a.m.", "2026-06-25T00:05:00"),
        ("3.6.2026", "2026-06-03"),
        ("25/06/26", "2026-06-25"),
        ("12 mai 2026", "2026-05-12"),
        ("mardi 1er décembre 2026 à 9h05", "2026-12-01T09:05:00"),
        ("12 août 2026 à 9 h", "2026-08-12T09:00:00"),
        ("May 12, 2026", "2026-05-12"),
        ("Feb 25, 2026 11:53 AM", "2026-02-25T11:53:00"),
        ("April 28, 2026 at 4:20 PM (GMT)", "2026-04-28T16:20:00Z"),
        ("12 September 2026, 09:30", "2026-09-12T09:30:00"),
        (1778580000, "2026-05-12T10:00:00Z"),
        (1778580000000, "2026-05-12T10:00:00Z"),
        ("1778580000", "2026-05-12T10:00:00Z"),
        ("46154", "2026-05-12"),
        (46154.5, "2026-05-12T12:00:00"),
        ("06/06/2026", "2026-06-06"),
    ],
)
def test_a_date_is_read(raw: str | float, value: str) -> None:
    assert read_date(raw) == Dated(value)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-13-40 25:61:00", "2026-06-26 29:99", "31/06/2026 10:05", "32/01/2026", "hier", "2 sem.", "0001-01-01",
        "2026-02-30", "13 brumaire 2026",
        "06/25/2026 13:45 PM", "12", 12, "1/2", "2026-06-26 12:61", "99999999999999", "-5", 10**400, float("inf"), float("nan"),
    ],
)  # fmt: skip
def test_an_impossible_date_is_bad(raw: str | int) -> None:
    assert read_date(raw) == Dated(problem="bad_date")


def test_a_day_order_is_never_guessed() -> None:
    assert read_date("03/06/2026").problem == "ambiguous_date_kept"
    assert read_date("03/06/2026", "dmy").value == "2026-06-03"
    assert read_date("03/06/2026", "mdy").value == "2026-03-06"
    assert read_date("03/06/2026", "mdy", NOON).value == "2026-06-03"
    assert read_date("25/06/2026", "mdy").problem == "bad_date"


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/06/2026", "25/06/2026"], "dmy"),
        (["03/06/2026", "06/25/2026"], "mdy"),
        (["03/06/2026", "04/06/2026"], None),
        (["25/06/2026", "06/25/2026"], None),
        (["2026-06-25", "n'importe quoi"], None),
        ([], None),
    ],
)
def test_the_order_is_proved_by_the_file(dates: list[str], order: str | None) -> None:
    assert order_of((raw, None) for raw in dates) == order


def test_the_order_is_proved_by_a_moment_known_from_elsewhere() -> None:
    assert order_of([("03/06/2026", NOON)]) == "dmy"
    assert order_of([("06/03/2026", NOON)]) == "mdy"


def test_utc_is_said_only_of_times() -> None:
    assert read_date("2026-05-12 09:30", utc="Z").value == "2026-05-12T09:30:00Z"
    assert read_date("2026-05-12", utc="Z").value == "2026-05-12"


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_is_a_date_or_a_problem(raw: str) -> None:
    found = read_date(raw)
    assert (found.value is None) != (found.problem is None)
    looks_dated(raw)


@given(st.datetimes(dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2099-12-31")))
@settings(deadline=None, max_examples=100)
def test_a_moment_comes_back_from_each_way_to_write_it(moment: dt.datetime) -> None:
    moment = moment.replace(microsecond=0)
    for shape in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%d %B %Y %H:%M:%S", "%B %d, %Y %I:%M:%S %p"):
        assert read_date(moment.strftime(shape)).value == moment.isoformat()
    assert read_date(moment.strftime("%d/%m/%Y %H:%M:%S"), "dmy").value == moment.isoformat()
    assert read_date(moment.strftime("%m/%d/%Y %H:%M:%S"), "mdy").value == moment.isoformat()
