"""What to ask next, and what an answer changes: the biggest gap, the persona's wording, the person's own words said back."""

from __future__ import annotations

from collections.abc import Sequence

from coach.finding import Value
from coach.interview.bank import Bank, Entry, read_bank
from coach.interview.formats import Slot, asked_slots, needs
from coach.interview.listening import hear, reply
from coach.interview.quoting import fragment, shortened
from coach.interview.sufficiency import belongs, borrowed, suffices
from coach.interview.turns import IDEA_LIMIT, QUESTIONS, RELANCES, Interview, Outcome, Turn, closed, filled, stop, turn_of
from coach.text import clean

MESSAGE_SHOWN = 110
"""Characters of the official message that a question quotes."""
USABLE = 4
"""Words from which an answer is worth keeping as it is, rather than spending the last question on a second try."""
_YES_OR_NO: frozenset[Slot] = frozenset({"preuve", "phrase", "lien_message", "question"})
"""Slots whose question "no" answers fully."""
_DEEPER: tuple[Slot, ...] = ("friction", "position")
"""What may be asked although it was told while speaking of something else."""
_OPENING: tuple[Slot, ...] = ("scene", "friction", "position", "moi")
"""What an interview of no chosen format may start with."""


class Question(Value):
    """A question ready to be put."""

    n: int
    slot: Slot
    id: str
    text: str
    """What is said: an absence acknowledged or the person's words said back, then the question."""
    quotes: str | None = None
    """The words it picks up, literally in the last answer (or the idea)."""


def next_question(interview: Interview, bank: Bank | None = None) -> Question | None:
    """Return the next question, or ``None`` when nothing is missing, six were asked, or the person stopped."""
    bank = bank or read_bank(interview.lang)
    if _over(interview):
        return None
    last = interview.turns[-1] if interview.turns else None
    if last is not None and last.outcome == "retry":
        return _relance(interview, last, bank)
    slot = _next_slot(interview)
    entry = _opening(interview, bank) if last is None else _variant(interview, slot, bank)
    if slot is None or entry is None:
        return None
    before, quotes = _pick_up(interview, last, bank)
    ask = entry.ask.format(message=shortened(interview.message or "", MESSAGE_SHOWN))
    text = f"{before} {ask}".strip()
    return Question(n=len(interview.turns) + 1, slot=entry.slot, id=entry.id, text=text, quotes=quotes)


def answer(interview: Interview, text: str, *, bank: Bank | None = None, asked: Question | None = None) -> Interview:
    """Return the interview after an answer to its next question (to ``asked``, if what was shown is another wording).

    An empty answer passes, "stop" stops. Nothing is asked twice: an answer that lacks what the slot needs gets one second try,
    then the absence is recorded.
    """
    said = clean(text).strip()[:IDEA_LIMIT]
    question = asked or next_question(interview, bank)
    if question is None or _over(interview):
        return interview
    kind = reply(said, interview.lang) if said else "pass"
    if kind == "stop":
        return stop(interview)
    if kind == "pass":
        return _taken(interview, question, None, "skipped")
    if kind == "aside":
        return _taken(interview, question, said, "absent", aside=True)
    if kind == "no" and question.slot in _YES_OR_NO:
        return _taken(interview, question, said, "absent")
    return _taken(interview, question, said, _outcome(interview, question, said, refused=kind != "said"))


def skip(interview: Interview, *, bank: Bank | None = None, asked: Question | None = None) -> Interview:
    """Return the interview after its next question is passed."""
    question = asked or next_question(interview, bank)
    return interview if question is None or _over(interview) else _taken(interview, question, None, "skipped")


def _over(interview: Interview) -> bool:
    return interview.stopped or len(interview.turns) >= QUESTIONS


def _taken(interview: Interview, question: Question, said: str | None, outcome: Outcome, *, aside: bool = False) -> Interview:
    turn = Turn(
        n=len(interview.turns) + 1,
        slot=question.slot,
        question_id=question.id,
        question=question.text,
        quotes=question.quotes,
        answer=said,
        outcome=outcome,
        aside=aside,
    )
    return interview.model_copy(update={"turns": (*interview.turns, turn)})


def _outcome(interview: Interview, question: Question, said: str, *, refused: bool) -> Outcome:
    slot, lang = question.slot, interview.lang
    tries = [t.answer for t in interview.turns if t.slot == slot and t.answer and reply(t.answer, lang) == "said"]
    together = "\n".join([*tries, *([] if refused else [said])])
    parrot = borrowed(said, interview.message)
    if suffices(slot, together, lang) and not parrot:
        return "answered"
    retried = [t for t in interview.turns if t.outcome == "retry"]
    room = QUESTIONS - question.n
    again = not any(t.slot == slot for t in retried) and len(retried) < RELANCES and room > (hear(said, lang).words >= USABLE)
    if again and (parrot or _needed(interview, slot)):
        return "retry"
    if parrot or slot in ("preuve", "phrase") or belongs(slot, together, lang) != slot:
        return "absent"
    return "answered" if hear(together, lang).words >= USABLE else "absent"


def _needed(interview: Interview, slot: Slot) -> bool:
    return any(slot in slots for slots in needs(interview.format))


def _next_slot(interview: Interview) -> Slot | None:
    """Return the biggest gap: an unmet need, then the rest in order, the last question kept for the network.

    When questions are left, what was only told in passing is worth its own.
    """
    order = asked_slots(interview.format, interview.persona, message=interview.message is not None)
    done, have = closed(interview), filled(interview)
    rest = [s for s in order if s not in done]
    unmet = [s for slots in needs(interview.format) if not have.intersection(slots) for s in slots if s not in done]
    left = QUESTIONS - len(interview.turns)
    if len(unmet) > left and "preuve" in unmet:
        unmet.remove("preuve")
    if not unmet and left == 1 and "question" in rest:
        return "question"
    asked = {turn.slot for turn in interview.turns}
    passing = [s for s in _DEEPER if s in order and s not in asked] if left > 1 else []
    if set(rest) <= {"lien_message", "question"} and not unmet and passing:
        return passing[0]
    return next((s for s in [*order, *unmet] if s in unmet), next(iter(rest), None))


def _opening(interview: Interview, bank: Bank) -> Entry | None:
    """Return the first question: among all that may open on what is missing, one that depends on who is asked."""
    order = asked_slots(interview.format, interview.persona, message=interview.message is not None)
    wanted = _OPENING if interview.format == "auto" else tuple(s for slots in needs(interview.format) for s in slots)
    done = filled(interview)
    for slots in (wanted, order, ("scene",)):
        pool = [e for e in bank.questions if e.slot in slots and e.slot not in done and _may_open(e, interview)]
        pool = [e for e in pool if e.id not in interview.asked_elsewhere] or pool
        if pool:
            return pool[turn_of(interview, "opening") % len(pool)]
    slot = _next_slot(interview)
    return _variant(interview, slot, bank)


def _may_open(entry: Entry, interview: Interview) -> bool:
    about = bool(interview.idea or interview.message)
    allowed = {"always", *(("idea",) if about else ("alone",)), *(("message",) if interview.message else ())}
    return entry.opens in allowed and _for(entry, interview)


def _for(entry: Entry, interview: Interview) -> bool:
    if entry.opens == "message" and not interview.message:
        return False
    return not entry.who or interview.persona in entry.who


def _variant(interview: Interview, slot: Slot | None, bank: Bank) -> Entry | None:
    """Return a wording for ``slot``: the persona's twice as often as everybody's, rotated between people."""
    pool = [e for e in bank.questions if e.slot == slot and e.opens != "alone" and _for(e, interview)]
    pool = [*(e for e in pool if e.who), *pool]
    return pool[turn_of(interview, slot or "") % len(pool)] if pool else None


def _one(interview: Interview, wordings: Sequence[str]) -> str:
    """Return one of the wordings: another at each question, and not the same from one person to the next."""
    return wordings[(turn_of(interview, "echo") + len(interview.turns)) % len(wordings)]


def _pick_up(interview: Interview, last: Turn | None, bank: Bank) -> tuple[str, str | None]:
    """Return what comes before the question (an absence said aloud, or the person's words) and the words quoted."""
    if last is None:
        quotes = fragment(interview.idea, interview.lang)
        if quotes:
            return _one(interview, bank.echo.idea).format(quote=quotes), quotes
        if interview.message:
            return _one(interview, bank.echo.message).format(message=shortened(interview.message, MESSAGE_SHOWN)), None
        return "", None
    if last.aside:
        return bank.echo.aside, None
    said = last.answer if last.answer and reply(last.answer, interview.lang) == "said" else None
    elsewhere = said is not None and belongs(last.slot, said, interview.lang) != last.slot
    if (last.outcome == "absent" and not elsewhere) or (last.outcome == "skipped" and _needed(interview, last.slot)):
        return bank.slots[last.slot].absent, None
    quotes = fragment(said, interview.lang) if said and not borrowed(said, interview.message) else None
    return (_one(interview, bank.echo.answer).format(quote=quotes), quotes) if quotes else ("", None)


def _relance(interview: Interview, last: Turn, bank: Bank) -> Question:
    """Return the second try for the slot of ``last``: nearer, never the same words."""
    heard = last.answer or ""
    parrot = borrowed(heard, interview.message)
    refused = reply(heard, interview.lang) != "said"
    quotes = None if refused or parrot else fragment(heard, interview.lang)
    before = _one(interview, bank.echo.relance).format(quote=quotes) if quotes else ""
    wordings = bank.echo.borrowed if parrot else bank.slots[last.slot].relance
    return Question(
        n=last.n + 1,
        slot=last.slot,
        id=f"{last.slot}.relance",
        text=f"{before} {_one(interview, wordings)}".strip(),
        quotes=quotes,
    )
