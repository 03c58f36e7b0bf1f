"""An interview as a value: what was asked, what was answered, what is still missing. Its JSON is its whole state."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from coach.context import Language
from coach.finding import Value
from coach.interview.formats import SLOTS, Persona, Slot, Wanted
from coach.interview.listening import is_about, reply
from coach.interview.sufficiency import borrowed, fills, suffices
from coach.text import clean

QUESTIONS = 6
"""Questions at most, second tries included: the promise made to the person is about what they are asked."""
RELANCES = 2
"""Second tries at most in one interview, and one a question."""
IDEA_LIMIT = 20_000
"""Code points kept of an idea, an answer or a message: six of the longest posts."""

Outcome = Literal["answered", "skipped", "absent", "retry"]


class Turn(Value):
    """One question and what came of it."""

    n: int = Field(ge=1, le=QUESTIONS)
    """Place in the interview; the answer is ``a<n>`` wherever its words go."""
    slot: Slot
    question_id: str
    question: str
    """The question as it was shown."""
    quotes: str | None = None
    """The person's words it picked up."""
    answer: str | None = None
    outcome: Outcome
    """``retry``: there was something, the slot needs more; ``absent``: asked, and recorded as not there."""
    aside: bool = False
    """The answer was meant for the interviewer, not for readers."""


class Interview(Value):
    """An interview at some point of its course."""

    idea: str
    persona: Persona
    format: Wanted
    lang: Language
    author: str | None = None
    message: str | None = None
    """The official message it answers, if any."""
    asked_elsewhere: tuple[str, ...] = ()
    """Ids of the questions colleagues were asked first about this message."""
    never: tuple[str, ...] = ()
    """Names the person never cites, from the memento."""
    turns: tuple[Turn, ...] = ()
    stopped: bool = False


class Said(Value):
    """Words of the person, and where they come from."""

    source: str
    """``idea`` or ``a<n>``."""
    slot: Slot | None
    """The slot they answered; ``None`` for the idea."""
    text: str


def begin(
    idea: str,
    *,
    persona: Persona = "expert",
    format: Wanted = "auto",  # noqa: A002 the contract's own word
    lang: Language = "fr",
    author: str | None = None,
    message: str | None = None,
    siblings_asked: tuple[str, ...] = (),
    never: tuple[str, ...] = (),
) -> Interview:
    """Return an interview about ``idea``, which may be empty; every text is cleaned at this door."""
    kept = clean(message).strip()[:IDEA_LIMIT] if message else None
    return Interview(
        idea=clean(idea).strip()[:IDEA_LIMIT],
        persona=persona,
        format=format,
        lang=lang,
        author=clean(author).strip() if author else None,
        message=kept or None,
        asked_elsewhere=siblings_asked,
        never=tuple(filter(None, (clean(name).strip() for name in never))),
    )


def stop(interview: Interview) -> Interview:
    """Return the interview as the person leaves it: nothing more is asked, nothing is lost."""
    return interview.model_copy(update={"stopped": True})


def material(interview: Interview) -> tuple[Said, ...]:
    """Return what the person said that can be used, in the order it was said; refusals and asides are left out.

    The idea counts when it tells something; when it only announces a subject it counts only if nothing else was said.
    """
    answers = tuple(
        Said(source=f"a{turn.n}", slot=turn.slot, text=turn.answer)
        for turn in interview.turns
        if turn.answer and not turn.aside and reply(turn.answer, interview.lang) == "said"
    )
    idea = Said(source="idea", slot=None, text=interview.idea)
    tells = bool(interview.idea) and reply(interview.idea, interview.lang) == "said" and (not answers or _tells(interview))
    return (idea, *answers) if tells else answers


def _tells(interview: Interview) -> bool:
    idea, lang = interview.idea, interview.lang
    return not is_about(idea, lang) and any(fills(slot, idea, lang) for slot in SLOTS)


def filled(interview: Interview) -> frozenset[Slot]:
    """Return the slots that hold something: answered, or told while speaking of something else."""
    lang = interview.lang
    own = {
        turn.slot
        for turn in interview.turns
        if turn.outcome == "answered" or (turn.outcome in ("retry", "absent") and _kept(turn, interview))
    }
    told = [
        said.text
        for said in material(interview)
        if not borrowed(said.text, interview.message) and not (said.source == "idea" and is_about(said.text, lang))
    ]
    return frozenset(own | {slot for slot in SLOTS for text in told if fills(slot, text, lang)})


def _kept(turn: Turn, interview: Interview) -> bool:
    """Tell whether the tries for a slot, put together, hold what it needs."""
    tries = [t.answer for t in interview.turns if t.slot == turn.slot and t.answer and not t.aside]
    return suffices(turn.slot, "\n".join(tries), interview.lang)


def closed(interview: Interview) -> frozenset[Slot]:
    """Return the slots nothing more is asked about: filled, passed, or recorded as absent."""
    asked = {turn.slot for turn in interview.turns if turn.outcome != "retry"}
    return filled(interview) | asked


def turn_of(interview: Interview, what: str) -> int:
    """Return a number that is the same for the same person, message and idea, and spreads over people: it rotates wordings."""
    seen = "\x1f".join((interview.author or "", interview.message or "", interview.idea, what))
    return int.from_bytes(hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
