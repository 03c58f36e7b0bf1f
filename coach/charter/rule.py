"""A rule of a charter, as a value: Vale's keys, ours, and the examples that prove it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from coach.context import Language, Network
from coach.finding import Severity, Value

KINDS: dict[str, tuple[str, ...]] = {
    "existence": ("tokens", "raw"),
    "substitution": ("swap",),
    "occurrence": ("token",),
    "repetition": ("tokens",),
    "consistency": ("either",),
    "conditional": ("first",),
    "capitalization": ("match",),
    "metric": ("formula",),
    "readability": (),
    "entity": ("entity",),
    "near": ("tokens",),
    "window": ("windows",),
    "requires": ("first",),
    "encourages": ("tokens", "entity", "any_of"),
    "form": ("measure",),
    "judge": ("question",),
}
"""The kinds of rule, each with the keys of which it needs at least one. The first nine are Vale's."""

UNREAD = "unread"
"""Stands for the kind of a rule of a Vale style that cannot be read: its message says why."""
FOREIGN_KINDS = frozenset({"sequence", "script", "spelling", UNREAD})
"""Kinds of Vale that need a tagger, a program or a dictionary: read, named in the notices, never run."""

_LEVELS = {"error": "block", "warning": "warn", "suggestion": "advise"}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | int | float | dt.date) else value


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float | dt.date) else value


def _as_texts(value: Any) -> Any:
    listed = _as_list(value)
    return [_as_text(v) for v in listed] if isinstance(listed, list | tuple) else listed


def _as_pairs(value: Any) -> Any:
    return {_as_text(k): _as_text(v) for k, v in value.items()} if isinstance(value, dict) else value


def _as_level(value: Any) -> Any:
    return _LEVELS.get(value, value) if isinstance(value, str) else value


def _as_flag(value: Any) -> Any:
    return {"yes": True, "no": False, "on": True, "off": False}.get(value, value) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_texts)]
Pairs = Annotated[dict[str, str], BeforeValidator(_as_pairs)]
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Said = str | dict[Language, str]
"""Words shown to the person: one text, or one for each language spoken."""


class When(Value):
    """Where and for whom a rule holds; an empty list holds for all."""

    network: Annotated[tuple[Network, ...], BeforeValidator(_as_list)] = ()
    role: Texts = ()
    employer: Texts = ()
    kind: Annotated[tuple[Literal["post", "comment"], ...], BeforeValidator(_as_list)] = ()
    between: tuple[dt.date, dt.date] | None = None
    """First and last day, both included."""


class Example(Value):
    """A text that must fire the rule (``contains``) or leave it silent (``absent``)."""

    name: str = ""
    input: str
    repeat: int = Field(default=1, ge=1, le=1000)
    """How many times ``input`` is said, for what depends on length."""
    contains: bool | str | None = None
    """Words the passage found holds, or ``true`` for any passage."""
    absent: bool | str | None = None
    """``true`` when nothing may be found, or words no passage found may hold."""
    network: Network = "linkedin"
    lang: Language | None = None
    date: dt.date | None = None
    role: str | None = None
    employer: str | None = None
    author: str | None = None
    company: dict[str, Any] | None = None
    """Company lists for this example only, in the shape of ``company:`` in a pack."""
    calendar: tuple[dict[str, Any], ...] = ()
    """Calendar windows for this example only, in the shape of ``calendar:`` in a pack."""

    @model_validator(mode="after")
    def _one_expectation(self) -> Self:
        if (self.contains in (None, False)) == (self.absent in (None, False)):
            raise ValueError("an example says either contains or absent")
        return self

    @property
    def fires(self) -> bool:
        """Tell whether the example expects a passage."""
        return self.contains not in (None, False)


class Rule(Value):
    """One rule. Keys that a kind does not read are refused only by name, so that a rule can be re-kinded without rewriting."""

    id: str
    extends: str
    """A kind of :data:`KINDS`, or the id of another rule whose keys are taken over."""
    category: str | None = None
    level: Annotated[Severity, BeforeValidator(_as_level)] = Severity.WARN
    lang: Language | None = None
    """Language of the drafts it reads; ``None`` for any."""
    message: Said = ""
    """What is there; ``%s`` stands for the words found."""
    why: Said | None = None
    ask: str | None = None
    """Key of the contact."""
    source: str | None = None
    """Law, paper or charter the rule comes from."""
    link: str | None = None
    question: Said | None = None
    fixes: Texts = ()
    when: When = When()
    unless: Texts = ()
    """Guards any of which silences a passage."""
    only: Texts = ()
    """Guards all of which must hold for a passage."""
    lemma: Flag = False
    """``<word>`` in a pattern stands for all inflected forms of ``word``."""
    tests: tuple[Example, ...] = ()

    tokens: Texts = ()
    raw: Texts = ()
    swap: Pairs = Field(default_factory=dict)
    either: Pairs = Field(default_factory=dict)
    exceptions: Texts = ()
    ignorecase: Flag = False
    nonword: Flag = False
    append: Flag = False
    alpha: Flag = False
    """For a repetition: only words, not marks."""
    capitalize: Flag = False
    """For a substitution of a Vale style: a better form takes the capital of the words found."""
    vocab: Flag = True
    scope: Texts = ()
    max: int | None = None
    min: int | None = None
    token: str | None = None
    first: str | None = None
    second: str | None = None
    match: str | None = None
    style: str | None = None
    threshold: float | None = None
    indicators: Texts = ()
    prefix: str | None = None
    formula: str | None = None
    condition: str | None = None
    metrics: Texts = ()
    grade: float | None = None

    entity: Texts = ()
    """Kinds of entity (``phone``, ``email``, ``iban``…)."""
    near: Texts = ()
    """Patterns one of which must stand within reach of the passage."""
    but: Texts = ()
    """Patterns that silence a passage when one stands within reach of it."""
    within: int | Literal["sentence", "neighbours", "paragraph", "post"] = "sentence"
    """The reach: that many words on each side, or a piece of the text."""
    windows: Texts = ()
    """Kinds of calendar window that must be open (``quiet_period``…)."""
    any_of: Texts = ()
    """Guards one of which is what the rule encourages."""
    measure: str | None = None
    """What a ``form`` rule measures."""
    limit: int | None = None

    style_file: str | None = None
    """``Style.File`` for a rule of a Vale style, read with Vale's own semantics; ``None`` for a rule of ours."""
    replaces: bool = False
    """Whether a rule of a Vale style gives its better forms as words to put in (``action: replace``), not as patterns."""
    pack: str = ""
    """Name of the pack it came from."""
    where: str = ""
    """``file:line`` in the pack."""

    @property
    def kind_known(self) -> bool:
        """Tell whether ``extends`` names a kind and not another rule."""
        return self.extends in KINDS or self.extends in FOREIGN_KINDS

    def holds(self, *, network: str, role: str | None, employer: str | None, kind: str, today: dt.date) -> bool:
        """Tell whether ``when`` lets the rule speak here and today."""
        when = self.when
        return (
            (not when.network or network in when.network)
            and (not when.kind or kind in when.kind)
            and (not when.role or (role or "").casefold() in {r.casefold() for r in when.role})
            and (not when.employer or (employer or "").casefold() in {e.casefold() for e in when.employer})
            and (when.between is None or when.between[0] <= today <= when.between[1])
        )


def spoken(said: Said | None, lang: Language) -> str | None:
    """Return the words in the language asked for, else in whichever there is."""
    if said is None or isinstance(said, str):
        return said or None
    return said.get(lang) or next(iter(said.values()), None)
