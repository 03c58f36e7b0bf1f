"""A pack: a company's charter, rules, contacts, calendar and official messages, as data in a folder."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from coach.charter.rule import Rule, Said, Texts
from coach.context import Language
from coach.finding import Value


def _named(key: str = "name") -> BeforeValidator:
    """Accept a bare name where an entry with dates is expected."""

    def opened(value: Any) -> Any:
        return [{key: v} if isinstance(v, str | int) else v for v in value] if isinstance(value, list | tuple) else value

    return BeforeValidator(opened)


def _filled(value: Any) -> Any:
    """Accept a contact begun and left empty (``rh:``), and a table left empty."""
    if value is None:
        return {}
    return {key: {} if entry is None else entry for key, entry in value.items()} if isinstance(value, dict) else value


class Citable(Value):
    """A client that agreed to be named."""

    name: str
    until: dt.date | None = None
    """Last day of the agreement; ``None`` for no end."""


class Codename(Value):
    """A name that stays inside until a day."""

    name: str
    public_from: dt.date | None = None
    """First day it may be said; ``None`` for never."""


class Company(Value):
    """What the rules must know of the employer."""

    name: str | None = None
    also: Texts = ()
    """Other names it goes by."""
    products: Texts = ()
    competitors: Texts = ()
    citable_clients: Annotated[tuple[Citable, ...], _named()] = ()
    codenames: Annotated[tuple[Codename, ...], _named()] = ()
    public_figures: Texts = ()
    """Figures already published, as they are written."""
    public_contacts: Texts = ()
    """Addresses and numbers meant for the public."""
    spokespeople: Texts = ()
    domains: Texts = ()
    """Public hosts of the company."""


Written = Annotated[str | None, BeforeValidator(lambda v: str(v) if isinstance(v, int) and not isinstance(v, bool) else v)]
"""A text that may look like a number: an extension, a room."""


class Contact(Value):
    """Somebody to ask."""

    name: Written = None
    channel: Written = None
    delay: Written = None


WindowKind = Literal["quiet_period", "embargo", "election", "launch"]


class Window(Value):
    """A stretch of days, both ends included."""

    kind: WindowKind
    label: str = ""
    start: dt.date | None = Field(default=None, alias="from")
    end: dt.date | None = Field(default=None, alias="to")
    subject: str | None = None
    """What it is about, parts separated by commas."""

    def open_on(self, day: dt.date) -> bool:
        """Tell whether ``day`` is inside; a missing end is open."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Line(Value):
    """A sentence of the charter that encourages or discourages."""

    id: str
    text: str
    ask: str | None = None


class Mandate(Value):
    """A sentence the charter wants said."""

    id: str
    text: str
    where: Literal["every_post", "product_posts", "signature"] = "every_post"


class Message(Value):
    """An official message of the kit."""

    name: str
    """Name of its file, without the ending."""
    title: str = ""
    date: dt.date | None = None
    embargo_until: dt.date | None = None
    facts: Texts = ()
    angles: Texts = ()
    ready_post: str | None = None
    """A post ready to paste: what the parrot feeds on."""
    text: str = ""
    where: str = ""
    """Path inside the pack."""


class Pack(Value):
    """A folder of rules and what they need to know."""

    name: str
    title: Said | None = None
    version: Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int | float | dt.date) else v)] = "0"
    lang: Language | None = None
    licence: str | None = None
    requires: Texts = ()
    """Names of packs it needs."""
    company: Company = Company()
    principles: Texts = ()
    encouraged: tuple[Line, ...] = ()
    discouraged: tuple[Line, ...] = ()
    mandatory: tuple[Mandate, ...] = ()
    contacts: Annotated[dict[str, Contact], BeforeValidator(_filled)] = Field(default_factory=dict)
    calendar: tuple[Window, ...] = ()
    lists: dict[str, Texts] = Field(default_factory=dict)
    """Patterns by name that rules may call as ``{name}``."""
    rules: tuple[Rule, ...] = ()
    kit: tuple[Message, ...] = ()
    style: bool = False
    """Whether it is a folder of Vale styles."""
    path: str = ""
