"""A writer that says what it was given, and remembers what it was told; and an interview to say it about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from coach.context import Language
from coach.interview.asking import Question, answer, next_question
from coach.interview.turns import Interview, begin
from coach.ports import Delta, Done, Event, Prompt

IDEA = "parler d'une armoire électrique"
ANSWER = "j'ai passé trois jours accroupi dans une armoire de 1987 avec Moussa. 412 fils à repérer, 37 sans étiquette"
MESSAGE = "Helvia lance Atelier Zéro, son nouveau service de réparation industrielle, à Roanne."
GOOD = {"quote": "37 sans étiquette", "question": "Comment as-tu compté ces 37 fils ?"}

Canned = str | Exception


class CannedWriter:
    """Says its canned streams one after the other; an exception in one is raised there."""

    name = "canned/one"

    def __init__(self, *streams: Sequence[Canned] | Canned, leaves_machine: str | None = "api.example.com") -> None:
        self._streams = [[stream] if isinstance(stream, str | Exception) else list(stream) for stream in streams]
        self.leaves_machine = leaves_machine
        self.told: list[Prompt] = []
        self.closed = 0

    def stream(self, prompt: Prompt) -> Iterator[Event]:
        self.told.append(prompt)
        pieces = self._streams.pop(0)
        try:
            for piece in pieces:
                if isinstance(piece, Exception):
                    raise piece
                yield Delta(text=piece)
            yield Done(tokens_in=1, tokens_out=1, cost_usd=0.0)
        finally:
            self.closed += 1


def suggest(question: str, quote: str = GOOD["quote"], **more: object) -> str:
    """What a model that follows the schema says."""
    return json.dumps({"quote": quote, "question": question, **more}, ensure_ascii=False)


def interview_after(
    *answers: str, idea: str = IDEA, lang: Language = "fr", message: str | None = MESSAGE, never: tuple[str, ...] = ()
) -> tuple[Interview, Question]:
    """An interview after these answers, and its next question."""
    interview = begin(idea, lang=lang, message=message, never=never, author="Claire")
    for said in answers:
        interview = answer(interview, said)
    question = next_question(interview)
    assert question is not None
    return interview, question
