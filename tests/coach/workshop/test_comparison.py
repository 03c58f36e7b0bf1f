"""One's first session beside one's last: like against like, by the mirror, and for the trainer only with a yes."""

import datetime as dt

from coach.finding import Apport, Reflection
from coach.workshop.cohort import Cohort, invite, leave, say_yes, show_before_after
from coach.workshop.comparison import shown_to_trainer, sittings_of, then_and_now
from coach.workshop.events import Joined, Wrote
from coach.workshop.playing import Beginning, begin
from coach.workshop.reading import pick, shipped
from tests.fakes import NOON, StillClock
from tests.workshop_fakes import MemoryLogbook

FIRST = "Nous sommes fiers d'annoncer l'ouverture de notre nouveau centre."
LAST = "Mardi, Louise a posé la pompe 12 sur mon établi, et je ne savais pas par où la prendre."


def mirrored(text: str, sources: object) -> Reflection:
    """All of the first text is borrowed, nothing of the last."""
    assert sources
    return Reflection(reprise=float(text == FIRST), apport=Apport(own_words=float(text == LAST), places=len(text) % 3))


def played(log: MemoryLogbook, name: str, half_day: int | None, texts: dict[str, str], who: str = "ana", **more: str) -> None:
    """Somebody writes ``texts`` by step in one session; ``more`` goes to the beginning."""
    clock = StillClock()
    clock.pass_by((half_day or 1) * 86_400)
    how = Beginning(f"{name}-{half_day}-{who}", 1, {}, cohort="c", half_day=half_day)._replace(**more)  # type: ignore[arg-type]
    play = begin(log, pick(shipped("fr"), name, "fr"), clock, how)
    if how.alone is None:
        play.do(Joined(at=play.now, who=who, name="Ana"))
    for step, text in texts.items():
        play.do(Wrote(at=play.now, who=who, step=step, text=text))
    play.end()


def programme() -> MemoryLogbook:
    log = MemoryLogbook()
    played(log, "degraisser", 1, {"avant": FIRST, "apres": LAST})
    played(log, "rebond", 3, {"commentaire": "Un commentaire du milieu, que personne ne compare."})
    played(log, "degraisser", 4, {"avant": LAST, "apres": LAST, "vu": "Des notes."})
    played(log, "retour-a-un-mois", 4, {"maintenant": "Un autre texte, sans pareil au début."})
    return log


def test_the_same_step_of_the_same_exercise_is_held_against_itself() -> None:
    found = then_and_now(sittings_of(programme(), "c"), "ana", mirrored)
    assert found is not None
    assert [(pair.step, pair.alike) for pair in found.pairs] == [("Votre réflexe", True), ("Votre post", True)]
    reflex = found.pairs[0]
    assert (reflex.then.text, reflex.then.reprise, reflex.now.text, reflex.now.reprise) == (FIRST, 1.0, LAST, 0.0)
    assert (reflex.then.apport.own_words, reflex.now.apport.own_words) == (0.0, 1.0)
    assert (found.last - found.first).days == 3


def test_without_a_like_the_first_post_stands_beside_the_last_and_says_so() -> None:
    log = MemoryLogbook()
    played(log, "degraisser", 1, {"apres": FIRST})
    played(log, "retour-a-un-mois", 4, {"maintenant": LAST})
    found = then_and_now(sittings_of(log, "c"), "ana", mirrored)
    assert found is not None
    (pair,) = found.pairs
    assert (pair.alike, pair.then.text, pair.now.text) == (False, FIRST, LAST)


def test_one_session_alone_or_none_compares_nothing() -> None:
    log = MemoryLogbook()
    assert then_and_now([], "ana", mirrored) is None
    played(log, "degraisser", 1, {"apres": FIRST})
    played(log, "degraisser", 4, {"vu": "Des notes seulement."})
    assert then_and_now(sittings_of(log, "c"), "ana", mirrored) is None
    assert then_and_now(sittings_of(log, "c"), "bo", mirrored) is None


def test_the_trainer_sees_nothing_until_the_participant_says_so_and_nothing_after_they_took_it_back() -> None:
    log = programme()
    cohort = say_yes(invite(Cohort(id="c", name="G", made=NOON), "ana", "Ana", NOON), "ana", NOON)

    def forbidden(text: str, sources: object) -> Reflection:
        raise AssertionError("a text was read without a yes")

    assert shown_to_trainer(cohort, "ana", log, forbidden) is None
    agreed = show_before_after(cohort, "ana", "yes")
    assert shown_to_trainer(agreed, "ana", log, mirrored) is not None
    assert shown_to_trainer(show_before_after(agreed, "ana", "no"), "ana", log, forbidden) is None
    assert shown_to_trainer(leave(agreed, "ana"), "ana", log, forbidden) is None


def test_alone_two_days_are_compared_and_no_session_of_a_group_is_taken_in() -> None:
    log = MemoryLogbook()
    played(log, "hook", 1, {"debut": FIRST}, who="me", alone="Ana", cohort=None)
    played(log, "hook", 2, {"debut": LAST}, who="me", alone="Ana", cohort=None)
    played(log, "hook", 3, {"debut": "En groupe."}, who="me")
    found = then_and_now(sittings_of(log), "me", mirrored)
    assert found is not None
    assert [pair.now.text for pair in found.pairs] == [LAST]
    assert found.first < found.last
    assert isinstance(found.first, dt.datetime)
