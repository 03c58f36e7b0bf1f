"""The calendar: a rhythm as days, and a file that is what RFC 5545 says."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pydantic import ValidationError

from coach.adapters.almanac import to_ics
from coach.charter.pack import Window
from coach.finding import Pillar
from coach.line.memento import PILLARS, Memento, Mix, Rhythm, Territory
from coach.line.plan import Moment, Plan, Series, slots, turns

DAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FULL = Memento(
    rhythm=Rhythm(posts_a_month=2),
    territories=(Territory(name="Fuites ; joints, et « caetera »", want=3, standing=3, proof=3, instance="à Brest, un soir"),),
)
LAUNCH = Window.model_validate({"kind": "launch", "label": "Lancement", "from": "2026-12-10", "to": "2026-12-12"})
QUIET = Window.model_validate({"kind": "quiet_period", "label": "Silence", "from": "2027-01-10", "to": "2027-02-11"})


def test_a_rhythm_is_spread_over_the_months_and_leans_on_strong_moments() -> None:
    found = slots(FULL, Plan(), [LAUNCH, QUIET], DAY)
    posts = [slot for slot in found if slot.kind == "slot"]
    assert [slot.start for slot in posts][:3] == [dt.date(2026, 11, 24), dt.date(2026, 12, 10), dt.date(2026, 12, 22)]
    assert [slot.quiet for slot in posts if slot.start.month == 1] == ["Silence", "Silence"]
    assert [slot.label for slot in found if slot.kind == "moment"] == ["Lancement"]
    assert list(found) == sorted(found, key=lambda slot: slot.start)


def test_a_slot_is_the_same_next_week() -> None:
    now, later = (slots(FULL, Plan(), [LAUNCH], day) for day in (DAY, DAY + dt.timedelta(days=9)))
    seen = {slot.uid: slot for slot in now}
    assert all(seen[slot.uid] == slot for slot in later if slot.uid in seen)
    assert len({slot.uid for slot in now}) == len(now)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 31), st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 6))
def test_as_many_posts_as_the_rhythm_says_in_a_whole_month(posts: int, day: dt.date, weekday: int) -> None:
    memento = Memento(rhythm=Rhythm(posts_a_month=posts))
    found = [slot.start for slot in slots(memento, Plan(weekday=weekday), [], day.replace(day=1))]
    whole = [at for at in found if (at.year, at.month) == (day.year, day.month)]
    assert len(whole) == min(posts, 31, len(whole) if posts > 27 else posts)
    assert len(set(whole)) == len(whole)


def test_the_turns_keep_the_mix() -> None:
    for mix in (Mix(), Mix(product=0, culture=0, trade=100), Mix(product=50, culture=30, trade=20)):
        assert {p: 10 * turns(mix).count(p) for p in PILLARS} == {p: mix.of(p) for p in PILLARS}


def test_a_series_comes_back_and_a_moment_ends_after_it_begins() -> None:
    plan = Plan(series=(Series(name="Une panne", every_weeks=2, start=dt.date(2026, 1, 5)),))
    found = [slot.start for slot in slots(Memento(rhythm=Rhythm(posts_a_month=0)), plan, [], DAY)]
    assert found[0] == DAY
    assert {(b - a).days for a, b in zip(found, found[1:], strict=False)} == {14}
    with pytest.raises(ValidationError):
        Moment(label="x", start=DAY, end=DAY - dt.timedelta(days=1))


def test_the_file_is_what_the_standard_says() -> None:
    plan = Plan(moments=(Moment(label="Salon\nBEGIN:VALARM " + "é" * 90, start=DAY, end=DAY + dt.timedelta(days=2)),))
    made = to_ics(slots(FULL, plan, [LAUNCH, QUIET], DAY), NOW, "fr")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    made.decode("utf-8")
    events = Calendar.from_ical(made).walk("VEVENT")
    assert not Calendar.from_ical(made).walk("VALARM")
    assert len({str(event["uid"]) for event in events}) == len(events) > 5
    assert {event["dtstamp"].dt for event in events} == {dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)}
    assert all(type(event["dtstart"].dt) is dt.date for event in events)
    fair = next(event for event in events if "Salon" in event["summary"])
    assert fair["dtend"].dt == DAY + dt.timedelta(days=3)
    assert any("joints, et « caetera »" in event["summary"] for event in events)
    again = to_ics(slots(FULL, plan, [LAUNCH, QUIET], DAY), NOW, "fr")
    assert again == made


def test_a_slot_names_a_subject_of_its_own_share_of_the_mix() -> None:
    names: dict[Pillar, str] = {"product": "ce qu'on vend", "culture": "la maison", "trade": "le métier"}
    subjects = tuple(
        Territory(name=name, want=2, standing=2, proof=2, instance="une fois, en vrai", pillar=pillar)
        for pillar, name in names.items()
    )
    memento = Memento(territories=subjects, rhythm=Rhythm(posts_a_month=4, minutes_a_week=60, minutes_a_post=60))
    planned = [slot for slot in slots(memento, Plan(), (), dt.date(2026, 11, 23)) if slot.kind == "slot"]
    assert {slot.pillar for slot in planned} == set(names)
    assert all(slot.pillar and slot.territory == names[slot.pillar] for slot in planned)
