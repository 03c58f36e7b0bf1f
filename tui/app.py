"""The app: it opens rooms, speaks French or English, wears paper or ink, and shows what went wrong with its remedy."""

from __future__ import annotations

import tui.frames  # noqa: F401  before Textual, which reads it when it is imported

# isort: split
import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App
from textual.events import Event, Key
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from coach.errors import CoachError
from coach.text import clean
from tui.commands import Command, bindings
from tui.commands.shell import SHELL, Back, Desk, Help, HowToQuit, Palette, Quit, Rooms, SilenceModel, SwitchLanguage, SwitchTheme
from tui.honing import HONE_AFTER_S, Honing
from tui.house import House, Told
from tui.meaning import BEGIN_AFTER_S, BEGIN_AGAIN_S, MeaningRun
from tui.messages import MeaningRead, Warmed
from tui.pack_watch import PackWatch
from tui.screens import ROOMS
from tui.screens.doorway import room_class, style_of
from tui.sharing import SharingRun
from tui.theme import DARK, LIGHT, themes
from tui.words import Words

if TYPE_CHECKING:
    from tui.screens.room import Room

LANGUAGE_KEY, THEME_KEY, GREETED_KEY = "lang", "theme", "greeted"
"""Where the notebook remembers what was chosen in the app."""


class PorteVoix(App[str], inherit_bindings=False):
    """The app over one house. ``first`` names the room it opens with; its arguments follow."""

    ENABLE_COMMAND_PALETTE = False
    ASKS: ClassVar[tuple[type[Command], ...]] = SHELL
    BINDINGS = bindings(SHELL)
    NOTIFICATION_TIMEOUT = 8

    def __init__(self, house: House, first: str = "", **arguments: Any) -> None:
        first = first or ("desk" if house.notebook.read(GREETED_KEY) else "welcome")
        super().__init__(css_path=[Path(__file__).with_name("app.tcss"), *style_of(room_class(first))])
        self.house = house
        self.words: Words = house.words
        self.warm = False
        """Whether the store and the packs are open, or will not be: until then a review may take its time."""
        self.meaning = MeaningRun(self, house)
        """What makes the posts' vectors, wherever the person goes meanwhile."""
        self._honing = Honing(self, house)
        self.sharing = SharingRun(self, house, self.complain)
        """What sends published posts to the team, and brings theirs in, when there is a shared store."""
        self.pack_watch = PackWatch(self)
        self._first = (first, arguments)
        self._told = 0
        for theme in themes():
            self.register_theme(theme)
        self._wear(self._theme_wanted())
        self.set_keymap(house.settings.keys)

    def _wear(self, name: str) -> None:
        """Begin with a theme. Assigning ``theme`` would have every style sheet parsed again once it has just been."""
        self.set_reactive(PorteVoix.theme, name)
        dark = self.current_theme.dark
        for kind, worn in (("-dark-mode", dark), ("-light-mode", not dark), (f"-theme-{name}", True)):
            self.set_class(worn, kind, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _theme_wanted(self) -> str:
        chosen = {"light": LIGHT, "dark": DARK}.get(self.house.settings.theme) or self.house.notebook.read(THEME_KEY)
        return chosen if chosen in (LIGHT, DARK) else DARK

    def get_default_screen(self) -> Screen[Any]:
        """Return the room of the first paint."""
        name, arguments = self._first
        return self.room(name, **arguments)

    def on_mount(self) -> None:
        """Say what went wrong while opening, then open what is slow behind the first paint."""
        self.title = self.words("app.name")
        self.tell_notices()
        self.call_after_refresh(self._warm_up)

    def _warm_up(self) -> None:
        self._take_up_collecting()
        self.run_worker(
            self._open_house, thread=True, group="warm", exclusive=True, exit_on_error=False, description="open the store"
        )

    @staticmethod
    def _take_up_collecting() -> None:
        """Collect garbage again, when whoever opened the app put that off until now: a collection costs the paint 40 ms.

        What is there by now stays there: it is set apart, not to be looked through between two keys.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _open_house(self) -> None:
        self.pack_watch.note()
        try:
            self.house.warm()
        finally:
            self.call_from_thread(self._tell_warm)

    def _tell_warm(self) -> None:
        self.warm = True
        for screen in self.screen_stack:
            screen.post_message(Warmed())
        self.tell_notices()
        self.pack_watch.begin()
        self.set_timer(BEGIN_AFTER_S, self.meaning.begin)
        self.set_interval(BEGIN_AGAIN_S, self.meaning.begin)
        self.set_timer(HONE_AFTER_S, self._honing.begin)
        self.sharing.begin()

    async def on_event(self, event: Event) -> None:
        """Let whoever works behind the keys know that one was pressed."""
        if isinstance(event, Key):
            self.meaning.keyed()
            self.pack_watch.keyed()
        await super().on_event(event)

    def on_meaning_read(self, event: MeaningRead) -> None:
        """Tell the rooms how far the reading of meanings is."""
        for screen in self.screen_stack:
            screen.post_message(MeaningRead(event.done, event.total, event.leapt, event.ended))

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        """Show what a worker raised: an error with a remedy as it is, any other as a defect."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.complain(event.worker.error)

    def complain(self, error: BaseException) -> None:
        """Show an error as a notice. It never carries markup, and never ends the app."""
        if isinstance(error, CoachError):
            title, remedy = error.title, error.remedy
        else:
            title, remedy = self.words("app.defect"), f"{type(error).__name__}: {error}"
        self.notify(clean(remedy) or " ", title=clean(title), severity="error", timeout=15, markup=False)

    def tell_notices(self) -> None:
        """Show what the house has to tell since the last time: opening more of it may have added some."""
        for notice in self.house.notices[self._told :]:
            self.tell(notice)
        self._told = len(self.house.notices)

    def tell(self, notice: Told) -> None:
        """Show something the person should know, which stopped nothing."""
        self.notify(clean(notice.remedy) or " ", title=clean(notice.title), severity="warning", timeout=15, markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the terminal, and by the machine's own program: many terminals ignore the first without a word."""
        super().copy_to_clipboard(text)
        if self.is_headless or self.is_web:
            return  # in a browser, the machine's clipboard is somebody else's
        from tui.clipboard import put

        self.run_worker(partial(put, text), thread=True, group="copy", exit_on_error=False, description="copy")

    def say(self, key: str, **values: Any) -> None:
        """Show a passing word of the catalogue."""
        self.notify(clean(self.words(key, **values)), markup=False, timeout=5)

    # --- rooms

    def room(self, name: str, **arguments: Any) -> Room:
        """Return a new room by its name in :data:`tui.screens.ROOMS`. Raises ``KeyError``."""
        made: Room = room_class(name)(**arguments)
        return made

    def open_room(self, name: str, **arguments: Any) -> None:
        """Go to a room: back to it when it lies below (and nothing is asked of it), else over the present one."""
        room = self.room(name, **arguments)
        below = [type(screen) for screen in self.screen_stack]
        if type(room) in below:
            place = below.index(type(room))
            keep = place + 1 if not arguments else max(place, 1)
            while len(self.screen_stack) > keep:
                self._leave()
                self.pop_screen()
            if not arguments:
                return
        self._leave()
        if len(self.screen_stack) == 1 and type(room) is below[0]:
            self.switch_screen(room)
        else:
            self.push_screen(room)

    def ask_dialog(self, name: str, answered: Callable[[Any], None], **arguments: Any) -> None:
        """Open a dialog over the room; ``answered`` gets its answer, ``None`` when it was closed without one."""
        self.push_screen(self.room(name, **arguments), answered)

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Tell whether a command of the app makes sense now."""
        rooms = [screen for screen in self.screen_stack if not screen.is_modal]
        if ask is Back:
            return len(rooms) > 1
        if ask is SilenceModel:
            return self.house.speaker is not None
        if ask is Desk:
            return bool(rooms) and ROOMS["desk"] != f"{type(rooms[-1]).__module__}:{type(rooms[-1]).__name__}"
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Textual know what :meth:`allows` says."""
        if action != "ask":
            return super().check_action(action, parameters)
        return next((self.allows(ask) for ask in self.ASKS if ask.name in parameters), False)

    def action_ask(self, name: str) -> None:
        """Post the command called ``name``."""
        self.post_message(next(ask for ask in self.ASKS if ask.name == name)())

    @on(Help)
    def _help(self) -> None:
        self.push_screen(self.room("help"))

    @on(Desk)
    def _desk(self) -> None:
        self.open_room("desk")

    @on(Rooms)
    def _rooms(self) -> None:
        self.ask_dialog("rooms", lambda name: self.open_room(name) if name else None)

    @on(Palette)
    def _palette(self) -> None:
        self.push_screen(self.room("palette"))

    @on(Back)
    def _back(self) -> None:
        if len(self.screen_stack) > 1:
            self._leave()
            self.pop_screen()

    def _leave(self) -> None:
        """Let the screen in front put itself in order before another one reads what it wrote."""
        leave = getattr(self.screen, "leave", None)
        if leave is not None:
            leave()

    @on(SwitchLanguage)
    def _switch_language(self) -> None:
        self.speak("en" if self.words.lang == "fr" else "fr")

    def speak(self, lang: str) -> None:
        """Say everything in ``lang`` (``fr`` or ``en``) from now on, and remember it."""
        self.house.speak("en" if lang == "en" else "fr")
        self._relabel()
        self._remember(LANGUAGE_KEY, self.words.lang)

    def _relabel(self) -> None:
        for screen in self.screen_stack:
            getattr(screen, "relabel", lambda: None)()

    @on(SwitchTheme)
    def _switch_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK
        self._remember(THEME_KEY, self.theme)

    def _remember(self, key: str, value: str) -> None:
        try:
            self.house.notebook.put(key, value)
        except CoachError as error:
            self.complain(error)

    @on(SilenceModel)
    def _silence_model(self) -> None:
        """Take the person's yes back: the header tells at once, and a model that is speaking is stopped."""
        if self.house.voice is not None:
            try:
                self.house.voice.silence()
            except CoachError as error:
                self.complain(error)
            self._relabel()
            self.say("commands.model_silenced")

    @on(Quit)
    def _quit(self) -> None:
        self.exit()

    @on(HowToQuit)
    def _how_to_quit(self) -> None:
        self.say("app.how_to_quit")
