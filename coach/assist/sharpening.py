"""The bank's question, worded more sharply by a model: asked, gated, asked once more, else the bank's question stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from coach.assist.briefing import Briefing, brief
from coach.assist.facts import literal, quotations
from coach.assist.gate import Fault, Suggestion, faults, nothing_borrowed, spelled
from coach.assist.hearing import TRIES, Endless, Stopped, listen
from coach.assist.tasks import NEXT_QUESTION, read
from coach.context import Language
from coach.errors import CoachError
from coach.finding import Value
from coach.interview.asking import Question
from coach.interview.bank import read_bank
from coach.interview.turns import Interview, turn_of
from coach.phrases import phrase
from coach.ports import Writer

Why = Literal["nothing", "stopped", "trouble", "defect"] | Fault


class Sharpened(Value):
    """What came of it: a question that passed the gate, or why the bank's question stands."""

    question: Question | None = None
    why: Why | None = None
    """``nothing``: there was nothing to pick up and no model was called; ``stopped``: the person moved on; ``trouble``: the
    model could not be reached; ``defect``: it broke; else what the gate refused, the second time."""
    told: str = ""
    """What failed and what to do, for ``trouble``; the kind of error, for ``defect``."""


def sharpen(
    interview: Interview,
    question: Question,
    writer: Writer,
    *,
    borrowed: Callable[[str], bool] = nothing_borrowed,
    stopped: Callable[[], bool] = lambda: False,
    templates: Mapping[str, str] | None = None,
) -> Sharpened:
    """Return ``question`` in sharper words, or why not. Never raises: whatever a model does, the interview goes on.

    ``borrowed`` tells whether a text repeats somebody's post; ``stopped`` is asked at every piece, and stops the model.
    """
    try:
        briefing = brief(interview, question, templates)
        if briefing is None:
            return Sharpened(why="nothing")
        return _tried(interview, question, briefing, writer, borrowed, stopped)
    except Stopped:
        return Sharpened(why="stopped")
    except CoachError as error:
        return Sharpened(why="trouble", told=str(error))
    except Exception as error:
        return Sharpened(why="defect", told=type(error).__name__)


def aloud(came: Sharpened, lang: Language) -> str | None:
    """Return what to tell the person when the bank's question stands; ``None`` when nothing went wrong."""
    if came.why in (None, "nothing", "stopped"):
        return None
    if came.why in ("trouble", "defect"):
        return phrase(lang, "assist", f"aloud.{came.why}", reason=came.told)
    return phrase(lang, "assist", "aloud.refused", reason=phrase(lang, "assist", f"because.{came.why}"))


def _tried(
    interview: Interview,
    question: Question,
    briefing: Briefing,
    writer: Writer,
    borrowed: Callable[[str], bool],
    stopped: Callable[[], bool],
) -> Sharpened:
    refused = ""
    found: tuple[Fault, ...] = ()
    for _ in range(TRIES):
        reasons = [phrase(interview.lang, "assist", f"again.{fault}") for fault in found]
        try:
            refused = listen(writer, briefing.prompt(refused, reasons), stopped)
        except Endless:
            refused, found = "", ("too_long",)
            continue
        sharper, found = _judged(interview, question, briefing, refused, borrowed)
        if sharper is not None:
            return Sharpened(question=sharper)
    return Sharpened(why=found[0])


def _judged(
    interview: Interview, question: Question, briefing: Briefing, said: str, borrowed: Callable[[str], bool]
) -> tuple[Question | None, tuple[Fault, ...]]:
    """Return the question to show, or what is wrong with what was said."""
    suggestion = read(NEXT_QUESTION, said)
    if suggestion is None:
        return None, ("unreadable",)
    back = briefing.redacted.restore
    whole = Suggestion(quote=back(suggestion.quote).strip(), question=back(suggestion.question).strip())
    quote = spelled(whole.quote, briefing.ground) or whole.quote
    shown = _shown(interview, quote, whole.question)
    found = faults(whole, shown, briefing.ground, borrowed)
    return (None, found) if found else (question.model_copy(update={"text": shown, "quotes": quote}), ())


def _shown(interview: Interview, quote: str, question: str) -> str:
    """Return the question behind the person's own words, unless it holds them already between quotation marks."""
    if any(literal(quote, said) for said in quotations(question)):
        return question
    echo, last = read_bank(interview.lang).echo, interview.turns[-1] if interview.turns else None
    wordings = echo.idea if last is None else echo.relance if last.outcome == "retry" else echo.answer
    before = wordings[(turn_of(interview, "echo") + len(interview.turns)) % len(wordings)]
    return f"{before.format(quote=quote)} {question}"
