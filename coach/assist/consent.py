"""Whether the person lets words leave for a model: asked once per place they would go to, taken back at will."""

from __future__ import annotations

from typing import Literal

from coach.ports import Clock, Notebook

About = Literal["questions", "drafts"]
"""What words would leave for: the next question of an interview, or advice on a draft. A yes to one is no yes to the other."""
Said = Literal["yes", "no"]

HERE = "localhost"
"""The place of a model that runs on this machine: nothing leaves, and it is asked about all the same."""


class Consent:
    """What the person answered for one place: a host, or this machine."""

    def __init__(self, notebook: Notebook, clock: Clock, host: str | None, about: About = "questions") -> None:
        """``host`` is where prompts go, ``None`` when they stay on this machine."""
        self._notebook, self._clock = notebook, clock
        self._key = f"consent:{host or HERE}" + (f":{about}" if about != "questions" else "")

    def said(self) -> Said | None:
        """Return the answer, or ``None`` when it was never asked for; what cannot be read is no yes."""
        kept = (self._notebook.read(self._key) or "").partition(" ")[0]
        return "yes" if kept == "yes" else "no" if kept == "no" else None

    def say(self, answer: Said) -> None:
        """Keep the answer, with its moment. Raises ``CoachError`` when the notebook cannot be written."""
        self._notebook.put(self._key, f"{answer} {self._clock.now().isoformat(timespec='seconds')}")
