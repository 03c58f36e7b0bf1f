"""Asking a model about a text: asked, gated, asked once more with the reasons, else the bank speaks and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coach.assist.counsel_tasks import Angles, Order, Questions, TaskName, ThreadPlan, Wordings, task_on
from coach.assist.gate import Fault, Suggestion, faults, nothing_borrowed, spelled, wording_faults
from coach.assist.hearing import TRIES, Endless, Stopped, listen
from coach.assist.material import Material, told
from coach.assist.numbering import Plan, ordered, plan_of
from coach.assist.redaction import Redacted
from coach.assist.sharpening import Why
from coach.assist.tasks import prompt, quoted, read
from coach.errors import CoachError
from coach.finding import Value
from coach.phrases import phrase, variants
from coach.ports import Prompt, Writer

REFUSED = 400
"""Characters told again of an answer that was refused."""
SHOWN = 3
"""Things shown at once."""
WORDINGS_A_POST = 3
"""Requests for other words that one post may make: beyond, it is no longer the person who writes."""


class Advice(Value):
    """One thing to show, which has passed the gate."""

    text: str
    """What is read: words of the person and a question, other words for a sentence, or a text in another order."""
    quote: str = ""
    """The words of the text it is about."""
    replaces: str = ""
    """What ``text`` may stand in for, if the person says so: a sentence, or the whole; empty for a question."""
    plan: Plan | None = None
    """The plan of a thread, to be laid on its board, if the person says so."""


class Advised(Value):
    """What came of it: things to show, or the bank's questions and why."""

    advice: tuple[Advice, ...] = ()
    why: Why | None = None
    told: str = ""
    """What failed and what to do, for ``trouble``; the kind of error, for ``defect``."""
    refused: int = 0
    """How many things the gate kept back."""


def counsel_prompt(
    name: TaskName,
    material: Material,
    templates: Mapping[str, str] | None = None,
) -> Prompt:
    """Return exactly what would leave the machine. Raises ``BadInput`` for a template that cannot be filled."""
    return _prompt(name, material, told(material)[1], templates, "", ())


def advise(
    name: TaskName,
    material: Material,
    writer: Writer,
    *,
    borrowed: Callable[[str], bool] = nothing_borrowed,
    stopped: Callable[[], bool] = lambda: False,
    templates: Mapping[str, str] | None = None,
) -> Advised:
    """Return what may be shown of the model's answer. Never raises: whatever a model does, the text is the person's.

    ``borrowed`` tells whether a text repeats somebody's post; ``stopped`` is asked at every piece, and stops the model.
    """
    if not material.sentences or (name == "wordings" and not material.chosen):
        return Advised(why="nothing")
    try:
        return _tried(name, material, writer, borrowed, stopped, templates)
    except Stopped:
        return Advised(why="stopped")
    except CoachError as error:
        return Advised(why="trouble", told=str(error))
    except Exception as error:
        return Advised(why="defect", told=type(error).__name__)


def instead(name: TaskName, material: Material) -> tuple[str, ...]:
    """Return the bank's own questions for what was asked: what is shown with no model, or when nothing passes."""
    return tuple(variants(material.lang, "assist", f"instead.{name}"))


def aloud(came: Advised, material: Material) -> str | None:
    """Return what to tell the person when the bank speaks; ``None`` when something of the model's is shown."""
    lang, why = material.lang, came.why
    if came.advice or why in (None, "stopped"):
        return None
    if why in ("nothing", "trouble", "defect"):
        return phrase(lang, "assist", f"counsel.{why}", reason=came.told)
    return phrase(lang, "assist", "counsel.refused", reason=phrase(lang, "assist", f"because.{why}"))


def _prompt(
    name: TaskName,
    material: Material,
    values: Mapping[str, object],
    templates: Mapping[str, str] | None,
    refused: str,
    reasons: tuple[str, ...],
) -> Prompt:
    again = {"refused": quoted(refused[:REFUSED]) if refused else "", "reasons": list(reasons)}
    return prompt(task_on(name, len(material.sentences)), material.lang, {**values, **again}, templates)


def _tried(
    name: TaskName,
    material: Material,
    writer: Writer,
    borrowed: Callable[[str], bool],
    stopped: Callable[[], bool],
    templates: Mapping[str, str] | None,
) -> Advised:
    redacted, values = told(material)
    said, refused = "", 0
    why: tuple[Fault, ...] = ()
    for _ in range(TRIES):
        reasons = tuple(phrase(material.lang, "assist", f"again.{fault}") for fault in why)
        try:
            said = listen(writer, _prompt(name, material, values, templates, said, reasons), stopped)
        except Endless:
            said, why, refused = "", ("too_long",), refused + 1
            continue
        answer = read(task_on(name, len(material.sentences)), said)
        judged = list(_judged(answer, material, redacted, borrowed)) if answer is not None else []
        kept = tuple(dict.fromkeys(one for one, found in judged if one is not None and not found))[:SHOWN]
        refused += sum(bool(found) for _, found in judged) or (not judged)
        if kept:
            return Advised(advice=kept, refused=refused)
        why = next((found for _, found in judged if found), ("unreadable",))
    return Advised(why=why[0], refused=refused)


_Judged = tuple[Advice | None, tuple[Fault, ...]]


def _judged(answer: Any, material: Material, redacted: Redacted, borrowed: Callable[[str], bool]) -> Iterator[_Judged]:
    """Yield each thing the answer holds, and what is wrong with it."""
    match answer:
        case Angles():
            for angle in sorted(answer.angles, key=lambda one: one.probability):
                yield _asked(angle.quote, angle.question, material, redacted, borrowed)
        case Questions():
            for one in answer.questions:
                yield _asked(one.quote, one.question, material, redacted, borrowed)
        case Wordings():
            for wording in answer.wordings:
                yield _worded(redacted.restore(wording).strip(), material, borrowed)
        case Order():
            yield _ordered(answer, material)
        case ThreadPlan():
            yield _planned(answer, material)


def _asked(quote: str, question: str, material: Material, redacted: Redacted, borrowed: Callable[[str], bool]) -> _Judged:
    whole = Suggestion(quote=redacted.restore(quote).strip(), question=redacted.restore(question).strip())
    words = spelled(whole.quote, material.ground) or whole.quote
    shown = phrase(material.lang, "assist", "counsel.asked", quote=words, question=whole.question)
    found = faults(whole, shown, material.ground, borrowed)
    return Advice(text=shown, quote=words), found


def _worded(wording: str, material: Material, borrowed: Callable[[str], bool]) -> _Judged:
    chosen = material.sentences[material.chosen - 1]
    return Advice(text=wording, quote=chosen, replaces=chosen), wording_faults(wording, chosen, material.ground, borrowed)


def _ordered(answer: Order, material: Material) -> _Judged:
    """Return the text in another order; each sentence once at most, half of them stay, and something changes."""
    every = list(range(1, len(material.sentences) + 1))
    order = ordered(answer, len(every))
    if order is None or len(order) * 2 < len(every):
        return None, ("ids",)
    if order == every:
        return None, ("repeated",)
    return Advice(text=material.joined(order), replaces=material.joined(every)), ()


def _planned(answer: ThreadPlan, material: Material) -> _Judged:
    """Return the plan in the person's sentences; each is used once, and a claim needs its own."""
    plan = plan_of(answer, material)
    if plan is None:
        return None, ("ids",)
    lines = []
    for at, claim in enumerate(plan.board.claims, 1):
        lines.append(f"{at}. {claim.text}")
        parts = [("proof", proof.text) for proof in claim.proofs]
        parts += [("limit", claim.limit.text)] if claim.limit else []
        lines += [phrase(material.lang, "assist", f"counsel.{part}", text=said) for part, said in parts]
    return Advice(text="\n".join(lines), plan=plan), ()
