"""What is told to a model before the next question: the person's words, less what must not leave, and nobody's posts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.assist.gate import LONGEST, Ground
from coach.assist.redaction import Redacted, redact
from coach.assist.tasks import NEXT_QUESTION, prompt, quoted
from coach.context import Language
from coach.finding import Value
from coach.interview.asking import Question
from coach.interview.listening import is_aside, is_red_line, names, reply
from coach.interview.turns import Interview
from coach.phrases import phrase
from coach.ports import Prompt
from coach.text import composed_view, sentences, words

TOLD = 1_500
"""Characters told of an idea, an answer or a message."""
REFUSED = 400
"""Characters told again of a suggestion that was refused."""


class Briefing(Value):
    """All that one question needs: what leaves, what puts marks back, and what the gate stands on."""

    ground: Ground
    redacted: Redacted
    values: Mapping[str, object]
    """What the templates are filled with, redacted already."""
    templates: Mapping[str, str] = {}
    """Templates of packs, in the place of ours."""

    def prompt(self, refused: str = "", reasons: Sequence[str] = ()) -> Prompt:
        """Return the whole of what leaves the machine. Raises ``BadInput`` for a template that cannot be filled.

        ``refused`` is the model's own first try, as it came, with the ``reasons`` it was refused for.
        """
        again = {"refused": quoted(_clipped(refused, REFUSED)) if refused else "", "reasons": list(reasons)}
        return prompt(NEXT_QUESTION, self.ground.lang, {**self.values, **again}, self.templates)


def brief(interview: Interview, question: Question, templates: Mapping[str, str] | None = None) -> Briefing | None:
    """Return what to tell a model about ``question``, or ``None`` when the last answer holds nothing to pick up.

    A sentence that asks not to be published never leaves, and the names in it are hidden everywhere else.
    """
    lang = interview.lang
    last = interview.turns[-1] if interview.turns else None
    told = [_told(interview.idea, lang), *(_told(turn.answer or "", lang) for turn in interview.turns)]
    if not words(told[-1]) or (last is not None and last.aside):
        return None
    hushed = [
        sentence
        for text in (interview.idea, *(turn.answer or "" for turn in interview.turns))
        for sentence in _hushed(text, lang)
    ]
    never = [*interview.never, *(name for sentence in hushed for name in names(sentence))]
    asked = [turn.question for turn in interview.turns]
    message = interview.message or ""
    redacted = redact([message, *told, *asked, question.text], never, lang)
    return Briefing(
        ground=Ground(lang=lang, last=told[-1], notes=tuple(filter(None, told)), asked=tuple(asked), message=message),
        redacted=redacted,
        templates=templates or {},
        values=_values(redacted.texts, len(asked), phrase(lang, "assist", f"wanted.{question.slot}")),
    )


def _values(texts: Sequence[str], turns: int, wanted: str) -> dict[str, object]:
    """Return the values of the templates; ``texts`` are the message, the idea, the answers, the questions, the planned one."""
    message, idea, *rest = (quoted(_clipped(text, TOLD)) if text else "" for text in texts)
    answers, asked, planned = rest[:turns], rest[turns:-1], rest[-1]
    return {
        "limit": LONGEST,
        "idea": idea,
        "turns": [{"question": q, "answer": a} for q, a in zip(asked[:-1], answers[:-1], strict=True) if a],
        "last": {"question": asked[-1], "answer": answers[-1]} if turns else {"question": "", "answer": idea},
        "message": message,
        "wanted": wanted,
        "planned": planned,
    }


def _told(text: str, lang: Language) -> str:
    """Return what of an answer may be told: composed, without what is not for publication or was meant for the interviewer."""
    whole = composed_view(text).text
    if not whole.strip() or reply(whole, lang) != "said":
        return ""
    kept = [span.of(whole) for span in sentences(whole) if not _is_hushed(span.of(whole), lang)]
    return "\n".join(kept)


def _hushed(text: str, lang: Language) -> list[str]:
    return [span.of(text) for span in sentences(text) if is_red_line(span.of(text), lang)]


def _is_hushed(sentence: str, lang: Language) -> bool:
    return is_red_line(sentence, lang) or is_aside(sentence, lang)


def _clipped(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
