"""Closed questions of a charter, put to a model: yes with words of the text, or nothing is shown.

A model proves nothing: what it says is advice unless the company's pack gives its rule another level, and a yes without words
that stand in the text, letter for letter, is no yes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from coach.assist.facts import literal
from coach.assist.hearing import Endless, Stopped, listen
from coach.assist.material import Material, read_material, told
from coach.assist.tasks import Task, prompt, quoted, read
from coach.charter.rule import Rule, spoken
from coach.context import Language
from coach.errors import CoachError
from coach.finding import Value
from coach.ports import Writer
from coach.text import Span

MOST = 12
"""Questions put about one text: each is a request."""


class Answer(Value):
    """Yes or no, and the words of the text that show it."""

    answer: Literal["yes", "no"]
    quote: str


CLOSED: Task[Answer] = Task(
    name="closed",
    system=frozenset(),
    user=frozenset({"question", "lines"}),
    answer=Answer,
    schema={
        "type": "object",
        "additionalProperties": False,
        "required": ["answer", "quote"],
        "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}, "quote": {"type": "string"}},
    },
)
"""One question of a rule about a text."""


class Yes(NamedTuple):
    """A rule the model says yes to, and where the text shows it."""

    rule: Rule
    span: Span


class Heard(NamedTuple):
    """What the model said of a text."""

    yes: tuple[Yes, ...] = ()
    unshown: tuple[str, ...] = ()
    """Ids of the rules it said yes to with words that are not in the text, or answered in no way that can be read."""
    trouble: str = ""
    """What failed and what to do; the questions after it were not put."""


def ask_closed(
    rules: Sequence[Rule],
    text: str,
    lang: Language,
    writer: Writer,
    *,
    never: Sequence[str] = (),
    stopped: Callable[[], bool] = lambda: False,
    templates: Mapping[str, str] | None = None,
) -> Heard:
    """Put the question of each rule about ``text`` to the model. Never raises; ``never`` are names that must not leave."""
    material = read_material(text, lang, never=never)
    yes: list[Yes] = []
    unshown: list[str] = []
    try:
        for rule, answer in _answers(rules, material, writer, stopped, templates):
            span = _shown(answer, material, text) if answer is not None and answer.answer == "yes" else None
            if span is not None:
                yes.append(Yes(rule, span))
            elif answer is None or answer.answer == "yes":
                unshown.append(rule.id)
    except Stopped:
        pass
    except CoachError as error:
        return Heard(tuple(yes), tuple(unshown), str(error))
    return Heard(tuple(yes), tuple(unshown))


def _answers(
    rules: Sequence[Rule],
    material: Material,
    writer: Writer,
    stopped: Callable[[], bool],
    templates: Mapping[str, str] | None,
) -> Iterator[tuple[Rule, Answer | None]]:
    if not material.sentences:
        return
    lines = told(material)[1]["lines"]
    for rule in rules[:MOST]:
        question = spoken(rule.question, material.lang) or ""
        asked = prompt(CLOSED, material.lang, {"question": quoted(question), "lines": lines}, templates)
        try:
            said = listen(writer, asked, stopped)
        except Endless:
            said = ""
        yield rule, read(CLOSED, said)


def _shown(answer: Answer, material: Material, text: str) -> Span | None:
    """Return where the words quoted stand in the text, or ``None``: it is the text that proves, not the model."""
    words = told(material)[0].restore(answer.quote).strip().strip('«»“”"').strip()
    found = literal(words, text) if sum(c.isalnum() for c in words) > 1 else None
    if found is None:
        return None
    start = text.find(found)
    return Span(start, start + len(found)) if start >= 0 else None
