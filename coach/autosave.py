"""When a keystroke is saved and when a revision is kept: a pure policy, told the time and asked what is due.

A key is safe 0.3 s after it was struck even while typing goes on, which leaves 0.2 s of the promised half second to the disk.
The caller carries out what is :meth:`~Autosave.due` and only then takes :meth:`~Autosave.done`; when saving fails it keeps the
state it had, so the same thing is due again.
"""

from __future__ import annotations

from typing import NamedTuple

from coach.notebook import RevisionCause
from coach.text import edit

SAVE_AFTER_S = 0.3
"""Seconds from the first unsaved key to the save."""
PAUSE_S = 20.0
"""Seconds without a key after which a revision is kept."""
MUCH = 200
"""More characters than this between the last revision and now make a new one, without waiting for a pause."""


class Keep(NamedTuple):
    """A revision to keep."""

    text: str
    cause: RevisionCause


class Step(NamedTuple):
    """What is to be done now, in this order: the save, then the revisions."""

    save: str | None
    """The text to save, or ``None``."""
    keep: tuple[Keep, ...]
    """The revisions to keep, oldest first."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return self.save is not None or bool(self.keep)


class Autosave(NamedTuple):
    """The text in the editor against what is saved and kept. Times are seconds of one steady clock."""

    text: str
    """In the editor."""
    saved: str
    """In the notebook."""
    kept: str
    """In the last revision."""
    unsaved_since: float = 0.0
    """When the first key not yet saved was struck."""
    last_change: float = 0.0
    """When the last key was struck."""
    churn: int = 0
    """Characters written or struck out since the last revision."""
    waiting: tuple[Keep, ...] = ()
    """Revisions to keep whatever is typed next."""

    @classmethod
    def begin(cls, text: str, kept: str | None, cause: RevisionCause = "typed") -> Autosave:
        """Return the state of a draft just opened.

        ``kept`` is its last revision, ``None`` when it has none. A text that is not kept yet, fresh from an interview or left by
        a session that died, is kept before it is touched; ``cause`` says what made it.
        """
        return cls(text, text, kept or "", waiting=(Keep(text, cause),) if text != (kept or "") else ())

    def changed(self, text: str, at: float, cause: RevisionCause = "typed") -> Autosave:
        """Return the state after the text became ``text``.

        A change that is not typing (a fix, a restored revision) keeps what was there before it and what it made.
        """
        if text == self.text:
            return self
        low, old_end, new_end = edit(self.text, text)
        waiting = self.waiting
        if cause != "typed":
            before = () if self.text == self._last() else (Keep(self.text, "typed"),)
            waiting = (*waiting, *before, Keep(text, cause))
        return self._replace(
            text=text,
            unsaved_since=at if self.text == self.saved else self.unsaved_since,
            last_change=at,
            churn=self.churn + max(old_end, new_end) - low if cause == "typed" else 0,
            waiting=waiting,
        )

    def due(self, now: float, *, leaving: bool = False) -> Step:
        """Return what is to be done at ``now``; everything not done yet when the person is ``leaving``."""
        keep = self.waiting
        if self.text != self._last() and (leaving or self.churn > MUCH or now >= self.last_change + PAUSE_S):
            keep = (*keep, Keep(self.text, "typed"))
        late = leaving or bool(keep) or now >= self.unsaved_since + SAVE_AFTER_S
        return Step(self.text if late and self.text != self.saved else None, keep)

    def done(self, step: Step) -> Autosave:
        """Return the state once ``step`` has been carried out; what was typed meanwhile is still due."""
        if not step:
            return self
        shared = sum(1 for mine, its in zip(self.waiting, step.keep, strict=False) if mine == its)
        return self._replace(
            saved=self.saved if step.save is None else step.save,
            kept=step.keep[-1].text if step.keep else self.kept,
            waiting=self.waiting[shared:],
            churn=0 if step.keep else self.churn,
        )

    def wait(self, now: float) -> float | None:
        """Return in how many seconds something will be due, 0 when it is, ``None`` when nothing will without another key."""
        if self.due(now):
            return 0.0
        times = []
        if self.text != self.saved:
            times.append(self.unsaved_since + SAVE_AFTER_S)
        if self.text != self._last():
            times.append(self.last_change + PAUSE_S)
        return max(0.0, min(times) - now) if times else None

    def _last(self) -> str:
        """The newest revision, kept or about to be."""
        return self.waiting[-1].text if self.waiting else self.kept
