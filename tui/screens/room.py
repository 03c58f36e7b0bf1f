"""What every room shares: masthead, body, key line, words that switch live, commands asked by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tui.commands import Command, bindings
from tui.house import House
from tui.messages import Warmed
from tui.painting import SparingCompositor
from tui.widgets.keyline import KeyLine
from tui.widgets.masthead import Masthead
from tui.widgets.plain import Speaks, app_of
from tui.words import Words

if TYPE_CHECKING:
    from tui.app import PorteVoix

Answer = TypeVar("Answer")


class Asking:
    """A screen whose commands are listed in ``ASKS`` and whose words can be said again."""

    ASKS: ClassVar[tuple[type[Command], ...]] = ()
    """What can be asked here, most useful first."""

    def __init_subclass__(cls, **more: Any) -> None:
        if "ASKS" in cls.__dict__:
            cls.BINDINGS = bindings(cls.ASKS)  # type: ignore[attr-defined]
        super().__init_subclass__(**more)

    def allows(self, ask: type[Command]) -> bool | None:  # noqa: ARG002
        """Tell whether ``ask`` makes sense now: ``False`` hides it everywhere, ``None`` shows it greyed."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Textual know what :meth:`allows` says."""
        if action != "ask":
            return True
        return next((self.allows(ask) for ask in self.ASKS if ask.name in parameters), False)

    def action_ask(self, name: str) -> None:
        """Post the command called ``name``."""
        self.post_message(next(ask for ask in self.ASKS if ask.name == name)())  # type: ignore[attr-defined]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Have the app show what a worker of this screen raised: Textual tells nobody else of it."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            app_of(self).complain(event.worker.error)  # type: ignore[arg-type]


class Room(Asking, Screen[None]):
    """A full screen of the app. Give it ``WORDS``, ``ASKS`` and :meth:`body`; see :mod:`tui.screens`."""

    WORDS: ClassVar[str] = ""
    """Its word file, which has at least ``room``, the room's name, and ``about``, a sentence or two for the help."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 an instance attribute for Textual

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()

    @property
    def porte_voix(self) -> PorteVoix:
        """The app, with its own type."""
        return app_of(self)

    @property
    def house(self) -> House:
        """What the app was given."""
        return app_of(self).house

    @property
    def words(self) -> Words:
        """The interface's words, in the language of the moment."""
        return app_of(self).words

    @property
    def masthead(self) -> Masthead:
        """The line at the top: set its ``subject`` and ``state``."""
        return self.query_one(Masthead)

    def compose(self) -> ComposeResult:
        """Lay out the masthead, the body and the key line, at once for the width there is: Textual says it only after a paint."""
        self.set_class(
            True, [name for width, name in self.HORIZONTAL_BREAKPOINTS or [] if width <= self.app.size.width][-1], update=False
        )
        yield Masthead()
        yield from self.body()
        yield KeyLine()

    def body(self) -> Iterable[Widget]:
        """Yield what stands between masthead and key line."""
        return ()

    def on_mount(self) -> None:
        """Name the room."""
        self.masthead.room = self.words(f"{self.WORDS}.room")

    def leave(self) -> None:
        """Put in order what must be before the room is left: the next one may read it at once. Here, nothing."""

    def on_warmed(self, _: Warmed) -> None:
        """Say that the house is open. Extend it to read what was being opened: this one runs too."""
        self.masthead.refresh()

    def _pop_result_callback(self) -> None:
        """Let the app's first room be replaced by another: Textual never pushed it, and expects what pushing leaves."""
        if self._result_callbacks:
            super()._pop_result_callback()

    def legend(self) -> Content | None:
        """Return what the signs of this room mean, for its help; ``None`` when it has none."""
        return None

    def relabel(self) -> None:
        """Say every word again, after the language was switched. Extend it for words a widget cannot say by itself."""
        self.masthead.room = self.words(f"{self.WORDS}.room")
        relabel_all(self)


class Dialog(Asking, ModalScreen[Answer]):
    """A small screen over a room that asks one thing and is dismissed with the answer, ``None`` for no answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def action_cancel(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)

    @property
    def words(self) -> Words:
        """The interface's words, in the language of the moment."""
        return app_of(self).words

    def relabel(self) -> None:
        """Say every word again."""
        relabel_all(self)


def relabel_all(screen: Screen[Any]) -> None:
    """Ask every widget of ``screen`` that speaks to say its words again."""
    for widget in screen.query("*"):
        if isinstance(widget, Speaks):
            widget.relabel()
    screen.refresh_bindings()
