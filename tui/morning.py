"""What a person finds on the desk: ideas not yet taken up, drafts, and what waits for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import ValidationError

from coach.notebook import Draft, Idea, Talk
from tui.moments import calendar_day, said_day, said_moment

if TYPE_CHECKING:
    from coach.charter.pack import Message, Pack, Window
    from tui.house import House
    from tui.words import Words

SEASON = dt.timedelta(days=90)
"""How long an official message waits for an answer, and how far ahead the calendar is shown."""

WaitKind = Literal["talk", "ready", "message", "window", "mirror", "queue", "notice"]


class Wait(NamedTuple):
    """Something that waits for the person."""

    kind: WaitKind
    key: str
    """Id of the interview or draft, name of the message; unique within its kind."""
    text: str
    note: str = ""
    """When, in words."""
    more: str = ""
    """The whole of it, for those that are only read."""


class Morning(NamedTuple):
    """The desk, as it stands."""

    ideas: tuple[Idea, ...]
    """Newest first, without those done, in an interview or in a draft."""
    drafts: tuple[Draft, ...]
    """Those being written first, then the published ones; last touched first."""
    waiting: tuple[Wait, ...]
    name: str
    """First name of the person, maybe empty."""

    @property
    def fresh(self) -> bool:
        """Tell whether nothing was ever written here."""
        return not (self.ideas or self.drafts or any(wait.kind == "talk" for wait in self.waiting))


def look(house: House, *, warm: bool) -> Morning:
    """Return what is on the desk. Reads the notebook, and once ``warm`` the packs and the store: some milliseconds.

    Raises ``CoachError`` when the notebook cannot be read.
    """
    notebook, now = house.notebook, house.clock.now()
    ideas, drafts, talks = notebook.ideas(), notebook.drafts(), notebook.talks()
    taken = {draft.idea_id for draft in drafts} | {talk.idea_id for talk in talks}
    waiting = [*_talks(house, talks, ideas, warm=warm), *_ready(drafts, now, house.words)]
    if warm:
        waiting += _messages(house.messages, drafts, now.date(), house.words)
        waiting += _windows(house.packs, now.date(), house.words)
        waiting += _store(house)
    waiting += [Wait("notice", str(n), told.title, more=told.remedy) for n, told in enumerate(house.notices)]
    return Morning(
        ideas=tuple(idea for idea in ideas if not idea.done and idea.id not in taken),
        drafts=tuple(sorted(drafts, key=lambda draft: draft.state == "published")),
        waiting=tuple(waiting),
        name=notebook.read("name") or house.settings.name or "",
    )


def title_of(draft: Draft, words: Words) -> str:
    """Return how a draft is called: its title, else its first words."""
    return draft.title.strip() or draft.text.strip()[:120] or words("desk.untitled")


def _talks(house: House, talks: Sequence[Talk], ideas: Sequence[Idea], *, warm: bool) -> Iterator[Wait]:
    about, now = {idea.id: idea.text for idea in ideas}, house.clock.now()
    titles = {message.text: message.title or message.name for message in house.messages} if warm else {}
    for talk in talks:
        text = about.get(talk.idea_id or "") or _subject(talk, titles) or house.words("desk.talk_untitled")
        yield Wait("talk", talk.id, text, said_moment(talk.updated, now, house.words))


def _subject(talk: Talk, titles: Mapping[str, str]) -> str:
    """Return what an interview without an idea of the notebook is about: its own idea, or the official message it answers."""
    from coach.interview.turns import Interview

    try:
        interview = Interview.model_validate_json(talk.state)
    except ValidationError:  # of another version: it can be taken up again or not, the room will say
        return ""
    return interview.idea.strip() or titles.get(interview.message or "", "")


def _ready(drafts: Sequence[Draft], now: dt.datetime, words: Words) -> Iterator[Wait]:
    for draft in drafts:
        if draft.state == "ready":
            yield Wait("ready", draft.id, title_of(draft, words), said_moment(draft.updated, now, words))


def _messages(messages: Sequence[Message], drafts: Sequence[Draft], today: dt.date, words: Words) -> Iterator[Wait]:
    answered = {draft.message for draft in drafts}
    for message in messages:
        hidden = message.embargo_until is not None and today < message.embargo_until
        old = message.date is not None and not today - SEASON <= message.date <= today
        if message.name not in answered and not hidden and not old:
            yield Wait("message", message.name, message.title or message.name, _day(message.date, today, words))


def _windows(packs: Sequence[Pack], today: dt.date, words: Words) -> Iterator[Wait]:
    from coach.charter.calendar import coming_windows, windows_of
    from coach.charter.rulebook import distinct

    coming = distinct(coming_windows(windows_of(packs), today, days=SEASON.days))
    for n, window in enumerate(sorted(coming, key=lambda w: (w.start is None, w.start or today))):
        note = _span(window, today, words)
        about = words("desk.window_about", subject=window.subject) if window.subject else ""
        kind = words(f"desk.window_{window.kind}")
        yield Wait("window", str(n), window.label or kind, note, "\n\n".join(p for p in (f"{kind}, {note}.", about) if p))


def _span(window: Window, today: dt.date, words: Words) -> str:
    if window.start is not None and today < window.start:
        return words("desk.from_day", day=calendar_day(window.start, today, words))
    return words("desk.until_day", day=calendar_day(window.end, today, words)) if window.end else words("desk.now")


def _store(house: House) -> Iterator[Wait]:
    if not any(True for kind in ("sibling", "own") for _ in house.corpus.posts(kind)):
        yield Wait("mirror", "empty", house.words("desk.mirror_empty"))
    elif (
        house.settings.semantic
        and (waiting := house.corpus.pending())
        and not {"no_embedder", "letters_only"} & set(house.corpus.lacks())
    ):
        yield Wait("queue", "queue", house.words.many("desk.queue", waiting))


def _day(day: dt.date | None, today: dt.date, words: Words) -> str:
    return said_day(day, today, words) if day else ""
