"""What a model may do on the command line: word the next question, when asked to or once allowed, and say so on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from coach.errors import BadInput, CoachError

if TYPE_CHECKING:
    from coach.assist.voice import Voice
    from coach.interview.asking import Question
    from coach.interview.turns import Interview
    from tui.wiring import House

Sharpen = Callable[["Interview", "Question"], "Question | None"]


def sharper(house: House, wanted: bool | None, stderr: TextIO | None = None) -> Sharpen | None:
    """Return what words a question better, or ``None`` when no model may speak; what leaves, and where to, is said first.

    ``wanted`` is the flag: ``True`` lets the model of the settings speak this once, ``None`` only if the person said yes in the
    app, ``False`` not at all. Raises ``BadInput`` when a model is wanted and none can be called.
    """
    voice = lent(house, wanted)
    return _with(voice, house, stderr or sys.stderr) if voice is not None and voice.speaks else None


def lent(house: House, wanted: bool | None) -> Voice | None:
    """Return the model of the settings, lent for this command when it is ``wanted``; ``None`` without one, or when refused.

    Raises ``BadInput`` when a model is wanted and none can be called.
    """
    if wanted is False:
        return None
    voice = house.voice
    if voice is None and wanted:
        raise _absent(house)
    if voice is not None and wanted:
        voice.lend()
    return voice


def _absent(house: House) -> CoachError:
    """Return why there is no model: its name cannot be read, or there is none."""
    from coach.phrases import phrase

    told = next((n for n in house.notices if house.settings.model.name and isinstance(n, CoachError)), None)
    if told is not None:
        return BadInput(told.title, told.remedy)
    lang = house.words.lang
    remedy = phrase(lang, "errors", "model.absent_remedy", user=house.home.settings)
    return BadInput(phrase(lang, "errors", "model.absent"), remedy)


def _with(voice: Voice, house: House, stderr: TextIO) -> Sharpen:
    words = house.words
    where = words("ask.model_leaves", where=voice.leaves_machine) if voice.leaves_machine else words("ask.model_stays")
    _say(stderr, words("ask.model_speaks", name=voice.name), where, words("ask.model_covers"))

    def sharpen(interview: Interview, question: Question) -> Question | None:
        from coach.assist.sharpening import aloud

        if stderr.isatty():
            _say(stderr, words("ask.model_seeks"))
        came = voice.sharpen(interview, question, words.lang)
        if (said := aloud(came, words.lang)) is not None:
            _say(stderr, said)
        if came.question is not None:
            house.showed(came.question.text)
        return came.question

    return sharpen


def _say(stderr: TextIO, *lines: str) -> None:
    for line in lines:
        stderr.write(line + "\n")
    stderr.flush()
