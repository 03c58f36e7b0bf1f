"""A cohort: joining is a yes, resting keeps all, leaving takes one's data; the dates leave homework its time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.workshop.cohort import Cohort, invite, leave, rest, say_yes, show_before_after, spacing, suggested_days, tick
from coach.workshop.programme import shipped_programme
from tests.fakes import NOON

PROGRAMME = shipped_programme("fr")


def cohort(count: int = 2) -> Cohort:
    made = Cohort(id="c", name="Printemps", made=NOON)
    for n in range(count):
        made = invite(made, f"p{n}", f"Personne {n}", NOON)
    return made


def test_nobody_is_in_before_their_own_yes() -> None:
    made = cohort()
    assert made.present == ()
    made = say_yes(made, "p0", NOON)
    assert [each.id for each in made.present] == ["p0"]
    made = tick(show_before_after(rest(made, "p0", NOON), "p0", "yes"), "p0", "ligne")
    person = made.participant("p0")
    assert person is not None
    assert (made.present, person.shows_before_after, person.homework) == ((), True, ("ligne",))
    assert tick(made, "p0", "ligne").participant("p0").homework == ()  # type: ignore[union-attr]
    assert [each.id for each in leave(made, "p0").participants] == ["p1"]
    assert Cohort.model_validate_json(made.model_dump_json()) == made


def test_thirty_fit_and_no_more() -> None:
    full = cohort(30)
    assert len(full.participants) == 30
    with pytest.raises(ValueError, match="30"):
        invite(full, "late", "Trop tard", NOON)
    assert invite(full, "p3", "Autre nom", NOON) == full


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_the_dates_suggested_lack_nothing(first: dt.date) -> None:
    assert spacing(suggested_days(first, PROGRAMME), PROGRAMME, "fr") == ()


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ((1, 8, 15, 46), 0),
        ((1, 4, 15, 46), 1),
        ((1, 8, 30, 61), 1),
        ((1, 8, 15, 30), 1),
        ((1, 8, 15, 120), 1),
        ((8, 1), 1),
        ((1, 8, 15, 46, 50), 2),
        ((1,), 0),
    ],
)
def test_dates_too_near_or_too_far_are_told(days: tuple[int, ...], count: int) -> None:
    found = spacing([dt.date(2027, 1, 1) + dt.timedelta(days=d - 1) for d in days], PROGRAMME, "fr")
    assert len(found) == count, found
