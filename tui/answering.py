"""From a remark to what the person answers to it: decided, asked of somebody, taken back; the same in every room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from coach.charter.letter import address_of, mailto
from coach.finding import Finding
from coach.notebook import Decision
from coach.settle import Answered
from coach.text import clean
from tui.deciding import Decided, Decisions
from tui.mailer import open_letter

if TYPE_CHECKING:
    from tui.screens.room import Room


class Letter(NamedTuple):
    """A message to a contact, as the person left it."""

    text: str
    by_mail: bool
    """Whether to open it in the mail program; else it is copied."""


class Answering:
    """Opens the dialogs of a room, keeps what was decided, and has the room show what is left."""

    def __init__(self, room: Room, decisions: Decisions, done: Callable[[], None]) -> None:
        self._room, self._decisions, self._done = room, decisions, done

    def decide(self, finding: Finding) -> None:
        """Ask what to do about a remark."""
        self._room.porte_voix.ask_dialog("decide", partial(self._decided, finding), finding=finding)

    def ask(self, finding: Finding) -> None:
        """Show the message to the contact of a remark, to be read, changed, copied or opened as a mail."""
        ask = finding.ask
        if ask is not None and ask.draft_message:
            contact = self._room.house.rulebook.contact(ask.key)
            delay = contact.delay if contact else None
            self._room.porte_voix.ask_dialog("letter", partial(self._written, finding), ask=ask, delay=delay or "")

    def undo(self) -> None:
        """Take the last decision back."""
        undone = self._decisions.undo()
        self._room.porte_voix.say("workbench.undone" if undone else "workbench.nothing_to_undo")
        self._done()

    def come_back(self, answered: Answered) -> None:
        """Ask whether to take back the decision that closed a remark."""
        words = self._room.words
        self._room.porte_voix.ask_dialog(
            "confirm",
            lambda yes: self.withdraw(answered.decision) if yes else None,
            question=words("charter.withdraw"),
            detail=words("charter.withdraw_detail", text=" ".join(clean(answered.finding.text).split())[:200]),
            yes=words("charter.withdraw_yes"),
        )

    def withdraw(self, decision: Decision) -> None:
        """Take one decision back."""
        self._decisions.withdraw(decision)
        self._room.porte_voix.say("workbench.undone")
        self._done()

    def _decided(self, finding: Finding, made: Decided | None) -> None:
        if made is None:
            return
        if made.kind == "asked":
            self.ask(finding)
            return
        self.close(finding, made)

    def close(self, finding: Finding, made: Decided) -> None:
        """Keep what was decided about a remark, and say so."""
        self._keep(finding, made)
        self._room.porte_voix.say(f"workbench.decided_{made.kind}")

    def _keep(self, finding: Finding, made: Decided) -> None:
        self._decisions.make(finding, made)
        self._done()

    def _written(self, finding: Finding, letter: Letter | None) -> None:
        if letter is None:
            return
        self._keep(finding, Decided("asked"))
        app = self._room.porte_voix
        address = address_of(finding.ask.channel) if finding.ask else None
        if not letter.by_mail or address is None:
            self._copy(letter.text, "workbench.decided_asked")
            return
        uri = mailto(address, app.words("charter.letter_subject"), letter.text)
        if app.is_web:
            app.open_url(uri)
            return
        self._room.run_worker(
            partial(self._open, uri, letter.text), thread=True, group="mail", exit_on_error=False, description="open a mail"
        )

    def _open(self, uri: str, text: str) -> None:
        opened = open_letter(uri)
        self._room.app.call_from_thread(self._opened, text, opened=opened)

    def _opened(self, text: str, *, opened: bool) -> None:
        if opened:
            self._room.porte_voix.say("charter.mail_opened")
        else:
            self._copy(text, "charter.no_mailer")

    def _copy(self, text: str, said: str) -> None:
        self._room.porte_voix.copy_to_clipboard(text)
        self._room.porte_voix.say(said)
