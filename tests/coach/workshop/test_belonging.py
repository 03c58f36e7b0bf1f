"""One participant and their cohort: what is told of it, what is asked of it, what is taken away and erased."""

import datetime as dt

import pytest

from coach.workshop.belonging import all_of, asked_by, belonging, days_of, forget
from coach.workshop.cohort import Cohort, half_day_on, invite, meet, say_yes, suggested_days, uninvite
from coach.workshop.comparison import sittings_of, then_and_now
from coach.workshop.programme import shipped_programme
from tests.coach.workshop.test_comparison import FIRST, LAST, mirrored, played
from tests.fakes import NOON
from tests.workshop_fakes import MemoryLogbook

PROGRAMME = shipped_programme("fr")
DAYS = suggested_days(dt.date(2027, 1, 12), PROGRAMME)


def spring(*names: str) -> Cohort:
    made = Cohort(id="c", name="Printemps", made=NOON, days=DAYS)
    for name in names:
        made = invite(made, f"asked-{name}", name, NOON)
    return made


def test_who_comes_in_takes_the_place_kept_for_their_name_once() -> None:
    cohort = meet(spring("Ana", "Bo"), "key-1", " ana ", NOON)
    assert [(p.id, p.name, p.came, p.standing) for p in cohort.participants] == [
        ("key-1", "Ana", True, "invited"),
        ("asked-Bo", "Bo", False, "invited"),
    ]
    cohort = meet(cohort, "key-2", "Ana", NOON)  # another Ana: the first one's place is hers
    assert [p.id for p in cohort.participants] == ["key-1", "asked-Bo", "key-2"]
    assert meet(cohort, "key-1", "Anna", NOON) == cohort
    cohort = say_yes(cohort, "key-1", NOON)
    assert meet(cohort, "key-3", "Ana", NOON).participant("key-1") == cohort.participant("key-1")


def test_only_who_never_came_is_taken_off_the_list() -> None:
    cohort = meet(spring("Ana", "Bo"), "key", "Ana", NOON)
    assert [p.id for p in uninvite(uninvite(cohort, "key"), "asked-Bo").participants] == ["key"]


def test_everything_one_says_of_oneself_can_be_taken_back() -> None:
    cohort = meet(spring(), "a", "Ana", NOON)
    for ask, standing, shows in (("yes", "in", False), ("show", "in", True), ("rest", "paused", True), ("keep", "paused", False)):
        cohort = asked_by(cohort, "a", ask, "", NOON)  # type: ignore[arg-type]
        person = cohort.participant("a")
        assert person is not None
        assert (person.standing, person.shows_before_after) == (standing, shows)
    assert asked_by(asked_by(cohort, "a", "tick", "ligne", NOON), "a", "tick", "ligne", NOON) == cohort
    assert asked_by(cohort, "nobody", "show", "", NOON) == cohort


def test_one_is_told_of_oneself_and_of_nobody_else() -> None:
    log = MemoryLogbook()
    played(log, "degraisser", 1, {"avant": FIRST, "apres": LAST})
    played(log, "degraisser", 4, {"avant": LAST})
    cohort = meet(meet(spring(), "ana", "Ana", NOON), "bo", "Bo", NOON)
    sittings = sittings_of(log, "c")
    told = belonging(cohort, "ana", sittings, PROGRAMME, then_and_now(sittings, "ana", mirrored))
    assert (told.cohort, told.wrote, [day.day for day in told.days]) == ("Printemps", 2, list(DAYS))
    assert told.found is not None
    assert "Bo" not in told.model_dump_json()
    other = belonging(cohort, "bo", sittings, PROGRAMME, None)
    assert (other.wrote, FIRST in other.model_dump_json()) == (0, False)
    none = belonging(None, "ana", sittings, PROGRAMME, None)
    assert (none.cohort, none.me, none.days, none.wrote) == (None, None, (), 2)


def test_a_half_day_is_found_by_its_date() -> None:
    cohort = spring()
    assert [half_day_on(cohort, day) for day in DAYS] == [1, 2, 3, 4]
    assert half_day_on(cohort, DAYS[0] + dt.timedelta(days=1)) is None
    assert [day.day for day in days_of(cohort.model_copy(update={"days": DAYS[:2]}), PROGRAMME)][1:3] == [DAYS[1], None]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_leaves_with_every_word_and_nothing_of_it_stays(lang) -> None:
    log = MemoryLogbook()
    played(log, "degraisser", 1, {"avant": "# Pas un titre\n\n[b]Mes mots[/b]", "apres": LAST})
    played(log, "degraisser", 1, {"apres": "Les mots de Bo."}, who="bo")
    log.save_cohort(meet(meet(spring(), "ana", "Ana", NOON), "bo", "Bo", NOON))
    text = all_of(sittings_of(log, "c"), "ana", "Ana", lang, NOON.date())
    assert LAST in text
    assert "Pas un titre" in text
    assert "\n# Pas un titre" not in text
    assert "mots de Bo" not in text
    cohort = log.cohort("c")
    assert cohort is not None
    assert forget(log, cohort, "ana") == 3
    left = log.cohort("c")
    assert left is not None
    assert [p.id for p in left.participants] == ["bo"]
    again = all_of(sittings_of(log, "c"), "ana", "Ana", lang, NOON.date())
    assert LAST not in again
    assert "mots de Bo" in all_of(sittings_of(log, "c"), "bo", "Bo", lang, NOON.date())
