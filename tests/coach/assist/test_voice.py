"""A model is silent until the person says yes, and at once when they take it back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.assist.voice import Voice
from coach.context import Language
from coach.errors import BrokenEnvironment, CoachError
from coach.ports import Event, Prompt
from tests.coach.assist.canned import ANSWER, GOOD, CannedWriter, interview_after, suggest
from tests.fakes import MemoryNotebook, StillClock


class TornNotebook(MemoryNotebook):
    """A notebook whose disk is full."""

    def put(self, key: str, value: str) -> None:
        raise BrokenEnvironment("Il n'y a plus de place.", "Libère un peu d'espace.")


def voice_of(writer: CannedWriter, notebook: MemoryNotebook | None = None) -> Voice:
    return Voice(lambda lang: writer, notebook or MemoryNotebook(), StillClock(), borrowed=lambda text: False)


def test_nothing_leaves_before_a_yes() -> None:
    writer = CannedWriter(suggest(GOOD["question"]))
    voice = voice_of(writer)
    assert (voice.said, voice.speaks) == (None, False)
    assert voice.sharpen(*interview_after(ANSWER), "fr").question is None
    assert writer.told == []
    voice.say("yes")
    assert voice.speaks
    assert voice.sharpen(*interview_after(ANSWER), "fr").question is not None


def test_the_preview_is_exactly_what_leaves() -> None:
    writer = CannedWriter(suggest(GOOD["question"]))
    voice = voice_of(writer)
    interview, planned = interview_after(ANSWER)
    preview = voice.preview(interview, planned)
    voice.say("yes")
    voice.sharpen(interview, planned, "fr")
    assert writer.told == [preview]
    assert voice.preview(*interview_after("je sais pas", idea="")) is None


def test_a_yes_outlives_the_session_and_can_be_taken_back_in_another_window() -> None:
    notebook = MemoryNotebook()
    voice_of(CannedWriter(), notebook).say("yes")
    writer = CannedWriter(suggest(GOOD["question"]))
    here = voice_of(writer, notebook)
    assert here.speaks
    voice_of(CannedWriter(), notebook).say("no")
    assert here.sharpen(*interview_after(ANSWER), "fr").why == "stopped"
    assert writer.told == []
    assert not here.speaks


def test_taking_it_back_stops_a_model_that_is_speaking() -> None:
    class Revoked(CannedWriter):
        def stream(self, prompt: Prompt) -> Iterator[Event]:
            for event in super().stream(prompt):
                voice.say("no")
                yield event

    writer = Revoked([*suggest(GOOD["question"])])
    voice = voice_of(writer)
    voice.say("yes")
    assert voice.sharpen(*interview_after(ANSWER), "fr").why == "stopped"
    assert len(writer.told) == 1


def test_what_is_lent_is_not_kept_and_a_no_ends_it() -> None:
    notebook = MemoryNotebook()
    voice = voice_of(CannedWriter(), notebook)
    voice.lend()
    assert voice.speaks
    assert not voice_of(CannedWriter(), notebook).speaks
    voice.say("no")
    assert not voice.speaks
    assert voice_of(CannedWriter(), notebook).said == "no"


def test_a_no_that_cannot_be_kept_holds_all_the_same() -> None:
    notebook = TornNotebook()
    MemoryNotebook.put(notebook, "consent:api.example.com", "yes 2026-11-23")
    writer = CannedWriter(suggest(GOOD["question"]))
    voice = voice_of(writer, notebook)
    assert voice.speaks
    with pytest.raises(CoachError):
        voice.say("no")
    assert voice.sharpen(*interview_after(ANSWER), "fr").why == "stopped"
    assert writer.told == []


def test_a_yes_that_cannot_be_kept_is_no_yes() -> None:
    voice = voice_of(CannedWriter(), TornNotebook())
    with pytest.raises(CoachError):
        voice.say("yes")
    assert not voice.speaks


def test_a_notebook_that_cannot_be_read_says_so_and_nothing_leaves() -> None:
    class Shut(MemoryNotebook):
        def read(self, key: str) -> str | None:
            raise CoachError("Le carnet est fermé.", "Relance Porte-voix.")

    writer = CannedWriter(suggest(GOOD["question"]))
    voice = voice_of(writer, Shut())
    assert (voice.said, voice.speaks) == (None, False)
    came = voice.sharpen(*interview_after(ANSWER), "fr")
    assert (came.why, came.told) == ("trouble", "Le carnet est fermé. Relance Porte-voix.")
    assert writer.told == []


def test_a_model_that_cannot_be_reached_is_left_alone_for_a_while() -> None:
    clock = StillClock()
    writer = CannedWriter(*[[CoachError("Le modèle est injoignable.")]] * 2, suggest(GOOD["question"]))
    voice = Voice(lambda lang: writer, MemoryNotebook(), clock, borrowed=lambda text: False)
    voice.lend()
    asked = interview_after(ANSWER)
    assert [voice.sharpen(*asked, "fr").why for _ in range(4)] == ["trouble", "trouble", "stopped", "stopped"]
    assert len(writer.told) == 2
    clock.pass_by(301)
    assert voice.sharpen(*asked, "fr").question is not None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_troubles_are_said_in_the_language_of_the_moment(lang: Language) -> None:
    spoken: list[Language] = []

    def writer(of: Language) -> CannedWriter:
        spoken.append(of)
        return CannedWriter(suggest(GOOD["question"]))

    voice = Voice(writer, MemoryNotebook(), StillClock(), borrowed=lambda text: False)
    voice.lend()
    voice.sharpen(*interview_after(ANSWER), lang)
    assert spoken == ["fr", lang]


def test_naming_a_voice_loads_nothing_heavy() -> None:
    code = "import sys, coach.assist.voice; print([m for m in ('jinja2', 'litellm', 'coach.assist.gate') if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
