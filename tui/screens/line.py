"""The Ligne: the memento as it stands, each part one key away; from here the cards, the calendar, the real questions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, get_args

from textual import on
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import CoachError
from coach.interview.formats import Persona
from coach.line.keeping import Line, with_memento
from coach.line.memento import Mix, Rhythm
from coach.text import clean
from tui.commands import Command
from tui.commands.line import LINE, AnswerQuestions, EditPart, ExportLine, PlayCards, RemovePart, SeeCalendar, WhoSpeaks
from tui.line_files import render
from tui.line_keeping import changed, the_line
from tui.line_parts import (
    LISTS,
    TEXTS,
    list_of,
    list_text,
    mix_fields,
    part_rows,
    rhythm_fields,
    subject_fields,
    subject_of,
    wrong_with,
)
from tui.screens.dialogs import Choice
from tui.screens.room import Room
from tui.widgets.plain import Plain, Said

BESIDE = 6
"""Cells of a row that are not its words: what is around it, and the bar that scrolls."""


class LineRoom(Room):
    """The memento of one person. Everything written is on disk at once."""

    WORDS = "memento"
    ASKS = LINE
    CSS_PATH = "line.tcss"
    AUTO_FOCUS = "#parts"

    def __init__(self) -> None:
        super().__init__()
        self._line = Line()
        self._keys: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Lay out what is lacking over the parts."""
        yield Plain(id="line-head")
        yield Said("memento.first_steps", id="line-nothing")
        yield OptionList(id="parts", markup=False, compact=True)

    def on_screen_resume(self) -> None:
        """Read the line, now and each time one comes back."""
        self._line, wrong = the_line(self.house)
        if wrong is not None:
            self.porte_voix.complain(wrong)
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap the rows again."""
        self._show()

    def relabel(self) -> None:
        """Say every row in the other language."""
        super().relabel()
        self._show()

    def _show(self) -> None:
        memento, words, parts = self._line.memento, self.words, self.query_one("#parts", OptionList)
        rows = part_rows(memento, words, self.size.width - BESIDE)
        here = parts.highlighted
        parts.set_options([Option(row.shown) for row in rows])
        self._keys = tuple(row.key for row in rows)
        parts.highlighted = min(here or 0, len(rows) - 1)
        self.query_one("#line-nothing").display = memento.empty
        lacks = memento.lacks()
        if memento.usable and not lacks:
            head = words("memento.whole")
        elif memento.usable:
            head = words("memento.usable", parts=", ".join(words(f"memento.lacks_{part}") for part in lacks))
        else:
            head = words("memento.not_yet")
        hint = ("\n" + words("memento.hint"), "$soft")
        self.query_one("#line-head", Plain).show(Content.assemble(clean(head), hint))
        speaks = words(f"interview.persona_{memento.persona}") if memento.persona else ""
        self.masthead.subject = " · ".join(filter(None, (clean(memento.name), speaks)))
        self.refresh_bindings()

    @property
    def _here(self) -> str:
        place = self.query_one("#parts", OptionList).highlighted
        return self._keys[place] if place is not None and place < len(self._keys) else ""

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what there is nothing to do with."""
        if ask is ExportLine:
            return None if self._line.memento.empty else True
        if ask is RemovePart:
            return self._here.startswith("subject:") and self._here != "subject:new"
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    # --- changing a part

    @on(OptionList.OptionSelected)
    @on(EditPart)
    def _edit(self) -> None:
        key, memento, words = self._here, self._line.memento, self.words
        title = words(f"memento.part_{key}") if ":" not in key and key else words("memento.part_subject")
        ask = self.porte_voix.ask_dialog
        if key.startswith("subject:"):
            self._edit_subject(key)
        elif key in TEXTS:
            detail = words(f"memento.empty_{key}")
            ask(
                "line",
                partial(self._said, key),
                question=title,
                value=" / ".join(getattr(memento, key).split("\n")),
                detail=detail,
            )
        elif key in LISTS:
            check = partial(self._wrong_list, key)
            ask(
                "lines", partial(self._listed, key),
                title=title, detail=words(f"memento.how_{key}"), value=list_text(memento, key), check=check,
            )  # fmt: skip
        elif key in ("rhythm", "mix"):
            fields = rhythm_fields(memento.rhythm, words) if key == "rhythm" else mix_fields(memento.mix, words)
            model = Rhythm if key == "rhythm" else Mix
            ask(
                "form", partial(self._weighed, key),
                title=title, detail=words(f"memento.how_{key}"), fields=fields,
                check=lambda said: wrong_with(lambda: model.model_validate(said), words),
            )  # fmt: skip

    def _edit_subject(self, key: str) -> None:
        memento, words = self._line.memento, self.words
        n = None if key == "subject:new" else int(key.removeprefix("subject:"))
        subject = None if n is None else memento.territories[n]
        card = subject.card if subject else None
        self.porte_voix.ask_dialog(
            "form", partial(self._subject, n, card),
            title=words("memento.part_subject"), detail=words("memento.how_subject"), fields=subject_fields(subject, words),
            check=lambda said: wrong_with(lambda: subject_of(said, card), words),
        )  # fmt: skip

    def _subject(self, n: int | None, card: str | None, answers: dict[str, str] | None) -> None:
        if answers is not None:
            made = subject_of(answers, card)
            kept = list(self._line.memento.territories)
            kept = [*kept[:n], made, *kept[n + 1 :]] if n is not None else [*kept, made]
            self._put(territories=kept)

    @on(RemovePart)
    def _remove(self) -> None:
        n = int(self._here.removeprefix("subject:"))
        subject, words = self._line.memento.territories[n], self.words
        self.porte_voix.ask_dialog(
            "confirm", partial(self._removed, n),
            question=words("memento.remove"), detail=subject.name, yes=words("memento.remove_yes"),
        )  # fmt: skip

    def _removed(self, n: int, sure: bool | None) -> None:
        if sure:
            self._put(territories=[t for at, t in enumerate(self._line.memento.territories) if at != n])

    def _said(self, part: str, text: str | None) -> None:
        if text is not None:
            self._put(**{part: text})

    def _wrong_list(self, part: str, text: str) -> str | None:
        return wrong_with(lambda: list_of(part, text), self.words)

    def _listed(self, part: str, text: str | None) -> None:
        if text is not None:
            self._put(**{part: list_of(part, text)})

    def _weighed(self, part: str, answers: dict[str, str] | None) -> None:
        if answers is not None:
            self._put(**{part: answers})

    def _put(self, **parts: Any) -> None:
        try:
            self._line = changed(self.house, lambda line: with_memento(line, **parts))
        except CoachError as error:
            self.porte_voix.complain(error)
        self._show()

    # --- going elsewhere

    @on(PlayCards)
    def _play(self) -> None:
        self.porte_voix.open_room("cards")

    @on(SeeCalendar)
    def _calendar(self) -> None:
        self.porte_voix.open_room("calendar")

    @on(AnswerQuestions)
    def _questions(self) -> None:
        self.porte_voix.open_room("outside")

    @on(WhoSpeaks)
    def _who(self) -> None:
        words = self.words
        choices = [Choice(p, words(f"interview.persona_{p}"), words(f"interview.persona_{p}_about")) for p in get_args(Persona)]
        self.porte_voix.ask_dialog("choose", self._speaks, title=words("interview.persona"), detail="", choices=choices)

    def _speaks(self, persona: str | None) -> None:
        if persona is not None:
            self.house.notebook.put("persona", persona)
            self._put(persona=persona)
            if persona == "leader":
                self.porte_voix.say("memento.leader_rhythm")

    @on(ExportLine)
    def _export(self) -> None:
        from tui.line_delivery import deliver

        now = self.house.clock.now()
        made = render(self._line, "html", (), now, self.words.lang)
        deliver(self.porte_voix, made, self.words("memento.file_page", day=now.date()), "text/html")
