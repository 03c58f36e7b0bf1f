"""When things happened, as people say it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import NOON
from tui.moments import calendar_day, said_date, said_day, said_moment
from tui.words import Words

PARIS = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("then", "french", "english"),
    [
        (NOON - dt.timedelta(seconds=20), "à l'instant", "just now"),
        (NOON - dt.timedelta(minutes=5), "il y a 5 min", "5 min ago"),
        (NOON - dt.timedelta(hours=3), "aujourd'hui, 9 h", "today, 9:00"),
        (NOON - dt.timedelta(hours=18), "hier, 18 h", "yesterday, 18:00"),
        (NOON - dt.timedelta(days=4, minutes=55), "jeudi, 11 h 05", "Thursday, 11:05"),
        (NOON - dt.timedelta(days=52), "2 octobre", "2 October"),
        (NOON - dt.timedelta(days=53), "1er octobre", "1 October"),
        (NOON - dt.timedelta(days=400), "19 octobre 2025", "19 October 2025"),
    ],
)
def test_a_moment_is_said_as_people_do(then: dt.datetime, french: str, english: str) -> None:
    assert said_moment(then, NOON, Words("fr")) == french
    assert said_moment(then, NOON, Words("en")) == english


def test_a_clock_that_was_set_back_is_not_shown_in_negative_minutes() -> None:
    assert said_moment(NOON + dt.timedelta(minutes=3), NOON, Words("fr")) == "aujourd'hui, 12 h 03"


def test_the_hour_is_that_of_the_person() -> None:
    here = NOON.astimezone(PARIS)
    assert said_moment(NOON - dt.timedelta(hours=2), here, Words("fr")) == "aujourd'hui, 11 h"


def test_days_to_come() -> None:
    today = dt.date(2026, 11, 23)
    said = [said_day(today + dt.timedelta(days=n), today, Words("fr")) for n in (0, 1, 3, 15, 80, 400)]
    assert said == ["aujourd'hui", "demain", "jeudi", "8 décembre", "11 février", "28 décembre 2027"]
    assert calendar_day(today, today, Words("fr")) == "23 novembre"
    assert said_date(today, Words("fr")) == "lundi 23 novembre"
    assert said_date(today, Words("en")) == "Monday 23 November"


@settings(deadline=None, max_examples=60)
@given(st.integers(-(10**9), 10**9).map(lambda seconds: NOON + dt.timedelta(seconds=seconds)))
def test_every_moment_can_be_said(then: dt.datetime) -> None:
    for lang in ("fr", "en"):
        assert said_moment(then, NOON, Words(lang)).strip()
