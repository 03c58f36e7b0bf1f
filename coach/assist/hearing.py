"""Listening to a model: all it says, unless the person moves on or it will not end."""

from __future__ import annotations

from collections.abc import Callable

from coach.ports import Delta, Prompt, Writer

ENDLESS = 8_000
"""Characters of an answer after which the model is stopped: the longest thinking aloud that still ends in an answer."""
TRIES = 2
"""Requests for one thing asked: the first, and one with the reasons."""


class Stopped(Exception):
    """The person moved on while the model was speaking."""


class Endless(Exception):
    """The model would not end."""


def listen(writer: Writer, prompt: Prompt, stopped: Callable[[], bool]) -> str:
    """Return all the writer says. Raises :class:`Stopped`, :class:`Endless`, or ``CoachError`` of the writer's own."""
    said: list[str] = []
    length = 0
    stream = writer.stream(prompt)
    try:
        if stopped():
            raise Stopped
        for event in stream:
            if stopped():
                raise Stopped
            if isinstance(event, Delta):
                said.append(event.text)
                length += len(event.text)
            if length > ENDLESS:
                raise Endless
    finally:
        if (close := getattr(stream, "close", None)) is not None:
            close()
    return "".join(said)
