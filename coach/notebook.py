"""What one person's notebook holds: ideas, interviews, drafts, their revisions, and decisions about remarks."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from pydantic import Field

from coach.context import Language, Network
from coach.finding import Value

DraftState = Literal["draft", "ready", "published", "dropped"]
RevisionCause = Literal["typed", "interview", "import", "fix", "restored", "published"]
DecisionKind = Literal["dismissed", "asked", "public", "quotation", "our_name", "mine_first"]


class Idea(Value):
    """A rough idea, as it was jotted down."""

    id: str
    text: str
    created: dt.datetime
    origin: str | None = None
    """Where it came from: a message's name, ``interview`` for unused material, or nothing."""
    done: bool = False


class Talk(Value):
    """An interview that can be left and taken up again: its whole state as JSON, written after every answer."""

    id: str
    idea_id: str | None = None
    draft_id: str | None = None
    """The draft it became."""
    updated: dt.datetime
    finished: bool = False
    state: str
    """JSON of the interview, opaque to the notebook."""


class Draft(Value):
    """A text on its way to publication. ``text`` is what the person last typed, saved as they type."""

    id: str
    title: str = ""
    text: str = ""
    lang: Language = "fr"
    network: Network = "linkedin"
    state: DraftState = "draft"
    idea_id: str | None = None
    talk_id: str | None = None
    message: str | None = None
    """Name of the official message it answers, if any."""
    created: dt.datetime
    updated: dt.datetime
    published: dt.datetime | None = None
    url: str | None = None


class Revision(Value):
    """A kept state of a draft: number 1 is the first, and none is ever overwritten."""

    draft_id: str
    number: int = Field(ge=1)
    text: str
    made: dt.datetime
    cause: RevisionCause = "typed"


class Decision(Value):
    """What the person decided about a remark: kept, counted, and undone by ``withdrawn``."""

    id: str
    draft_id: str | None
    kind: DecisionKind
    rule: str
    text: str
    """The words the remark was about."""
    reason: str = ""
    made: dt.datetime
    withdrawn: bool = False
    link: str | None = None
    """Where it can be read, for a decision ``public``: such a decision holds in every draft."""


class Signature(Value):
    """The person's own yes to a text they reviewed, with what was checked then. Nothing edits it: a new yes is a new one."""

    id: str
    draft_id: str
    made: dt.datetime
    name: str
    """Who signs, as they wrote it."""
    text_hash: str
    """SHA-256 of the text, 64 hexadecimal digits: the text has changed since when it has another one."""
    network: Network
    state: str
    """JSON of a :class:`coach.charter.record.Record`, opaque to the notebook."""


class Notice(NamedTuple):
    """Something about the notebook itself that the person should be told; nothing stopped because of it."""

    title: str
    """What happened."""
    remedy: str
    """What to do, or where to look."""
