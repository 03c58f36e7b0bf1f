"""A session being played: every act is an event in the logbook first, and the state follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coach.ports import Clock
from coach.workshop.events import Chose, Ended, Event, Extended, Joined, Matched, Opened, Paused, Resumed, Skipped, Started, Wrote
from coach.workshop.exercise import TEXT, Exercise, Step
from coach.workshop.logbook import Logbook, Session
from coach.workshop.session import State, Timer, fold, timer
from coach.workshop.table import settled

ME = "me"
"""Id of whoever plays alone."""
MORE_MIN = 5.0
"""Minutes one more of is given at a time."""


class Beginning(NamedTuple):
    """What a session begins with."""

    id: str
    """Of the session."""
    seed: int
    brought: Mapping[str, Sequence[str]]
    """Texts for the inputs, by name; the exercise's own are used for the others."""
    alone: str | None = None
    """Name of the person, when one plays alone."""
    cohort: str | None = None
    half_day: int | None = None


class Play:
    """One session, by whoever leads it. Any window may add events: :meth:`catch_up` folds those of the others."""

    def __init__(self, log: Logbook, session: Session, clock: Clock) -> None:
        """Take up ``session``, saved in ``log``, where it stands. Raises ``CoachError``."""
        self._log, self._clock = log, clock
        self.session = session
        self.state = State()
        self._last = 0
        self.catch_up()

    def catch_up(self) -> bool:
        """Fold what was added to the log since; tell whether anything was."""
        entries = self._log.entries(self.session.id, self._last)
        for entry in entries:
            self.state = fold(self.state, entry.event)
            self._last = entry.n
        return bool(entries)

    def do(self, event: Event) -> State:
        """Keep an event and return the state after it. Raises ``CoachError``, and then nothing happened."""
        self._log.append(self.session.id, event)
        self.catch_up()
        over = self.state.ended is not None
        if over != self.session.over:
            self.session = self.session.model_copy(update={"over": over})
            self._log.save_session(self.session)
        return self.state

    @property
    def last(self) -> int:
        """Number of the last event folded: the same as before when nothing happened."""
        return self._last

    @property
    def now(self) -> dt.datetime:
        """The time now."""
        return self._clock.now()

    def timer(self) -> Timer | None:
        """Return the time of the open step."""
        return timer(self.state, self.now)

    def go_on(self) -> Step | None:
        """End the open step and open the next; after the last the exercise is over, and ``None`` is returned."""
        step = self.state.next_step
        self.do(Opened(at=self.now, step=step.id) if step else Ended(at=self.now))
        return step

    def go_back(self) -> Step | None:
        """Open the step before again, when there is one."""
        ids = [step.id for step in self.state.plan]
        at = ids.index(self.state.step) if self.state.step in ids else len(ids)
        if at > 0:
            self.do(Opened(at=self.now, step=ids[at - 1]))
        return self.state.current

    def skip(self) -> None:
        """Leave the open step aside."""
        self.do(Skipped(at=self.now))

    def pause_or_resume(self) -> None:
        """Stop the timer, or let it go on."""
        self.do(Paused(at=self.now) if self.state.running else Resumed(at=self.now))

    def extend(self, minutes: float = MORE_MIN) -> None:
        """Give the open step more time, or less."""
        self.do(Extended(at=self.now, minutes=minutes))

    def end(self) -> None:
        """End the exercise here."""
        self.do(Ended(at=self.now))

    def write(self, text: str, part: str = TEXT, who: str = ME, step: str | None = None) -> None:
        """Keep a text as it stands, unless it is what is kept already."""
        at = step or self.state.step
        person = self.state.people.get(who)
        if at is not None and (person.text(at, part) if person else "") != text:
            self.do(Wrote(at=self.now, who=who, step=at, part=part, text=text))

    def choose(self, picks: Sequence[str], who: str = ME, step: str | None = None) -> None:
        """Keep what somebody picked at a step, the open one unless it is named."""
        if (at := step or self.state.step) is not None:
            self.do(Chose(at=self.now, who=who, step=at, picks=tuple(picks)))

    def match(self, piece: str, answer: str, who: str = ME, step: str | None = None) -> None:
        """Keep whom, or what, somebody gave a piece to at a step, the open one unless it is named."""
        if (at := step or self.state.step) is not None:
            self.do(Matched(at=self.now, who=who, step=at, piece=piece, answer=answer))


def begin(log: Logbook, exercise: Exercise, clock: Clock, how: Beginning) -> Play:
    """Begin a session of ``exercise``; alone, its first step opens at once. Raises ``CoachError``."""
    now = clock.now()
    about = {"exercise": exercise.name, "title": exercise.title, "cohort": how.cohort, "half_day": how.half_day}
    session = Session.model_validate({"id": how.id, "made": now, "alone": how.alone is not None, **about})
    log.save_session(session)
    brought = _for_all(exercise, how)
    play = Play(log, session, clock)
    play.do(Started(at=now, exercise=settled(exercise, brought), inputs=brought, seed=how.seed, alone=how.alone is not None))
    if how.alone is not None:
        play.do(Joined(at=now, who=ME, name=how.alone))
        play.go_on()
    return play


def _for_all(exercise: Exercise, how: Beginning) -> dict[str, tuple[str, ...]]:
    """Return the texts brought. In a group nobody's own drafts are laid before the others: each brings theirs by hand."""
    own = {each.name for each in exercise.inputs if each.gives == "drafts"} if how.alone is None else set()
    return {name: tuple(texts) for name, texts in how.brought.items() if texts and name not in own}


def unfinished(log: Logbook, exercise: str, clock: Clock) -> Play | None:
    """Return the last session one began alone on an exercise and did not end, to go on with. Raises ``CoachError``."""
    waiting = (each for each in log.sessions() if each.exercise == exercise and each.alone and not each.over)
    session = next(waiting, None)
    return Play(log, session, clock) if session else None
