"""What a charter says, sentence by sentence, with the place of each and the part of the charter it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from coach.charter.lint.places import Places, split_where
from coach.charter.pack import Message, Pack
from coach.charter.rule import Rule, spoken
from coach.context import Language
from coach.finding import Severity
from coach.language import language_of
from coach.text import sentences

Section = Literal["principle", "encouraged", "discouraged", "mandatory", "rule", "kit"]
_ENGLISH_ENDING = re.compile(r"(?:n['’]t|['’](?:s|t|re|ve|ll|d|m))(?!\w)")
_SYNTAX = re.compile(r"[\\|\[\](){}?*+^$]")
WORDED = ("existence", "substitution")
"""Kinds of rule that stop words for themselves."""
CIRCUMSPECT = frozenset({"quotation", "fiction", "mention", "question"})
"""Guards that leave a prohibition whole: the others make it hold in some cases only."""
LONGEST = 600
"""Code points of a sentence that are read: a charter is not a novel, and patterns must not crawl."""


class Statement(NamedTuple):
    """A sentence of the charter."""

    section: Section
    item: str
    """Which line, rule or message it belongs to: ``encouraged/2``."""
    text: str
    where: str
    """``file:line``."""
    first: bool
    """Whether it opens its item."""
    lang: Language
    scope: str = ""
    """For a mandate, where it must be said."""
    order: int = 0
    """Its rank in the charter."""


def statements_of(pack: Pack, rules: Sequence[Rule], places: Places, lang: Language) -> tuple[Statement, ...]:
    """Return the sentences of the charter, its rules and its kit, in order; ``lang`` is that of a sentence that tells none."""
    default = pack.lang or lang
    found = [*_principles(pack, places, default), *_lines(pack, places, default)]
    found += [s for rule in rules for s in _rule(rule, places, default)]
    found += [s for message in pack.kit for s in _kit(message, places, default)]
    return tuple(s._replace(order=at) for at, s in enumerate(found))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text whose lines were broken for the eye; a blank line parts."""
    flowing = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text)]
    return [s.of(p) for p in flowing for s in sentences(p)]


def _told(text: str, default: Language) -> Language:
    """Return the language of a sentence; ``don't`` and ``patient's`` end in letters that are French words."""
    return language_of(_ENGLISH_ENDING.sub("", text), default)


def _principles(pack: Pack, places: Places, default: Language) -> Iterator[Statement]:
    for at, text in enumerate(pack.principles):
        for rank, sentence in enumerate(sentences_of(text)):
            where = places.sentence(["principles", at], sentence)
            yield Statement("principle", f"principle/{at}", sentence, where, rank == 0, _told(text, default))


def _lines(pack: Pack, places: Places, default: Language) -> Iterator[Statement]:
    sections: tuple[tuple[Section, tuple[str, ...], tuple[str, ...]], ...] = (
        ("encouraged", tuple(line.text for line in pack.encouraged), ()),
        ("discouraged", tuple(line.text for line in pack.discouraged), ()),
        ("mandatory", tuple(m.text for m in pack.mandatory), tuple(m.where for m in pack.mandatory)),
    )
    for section, texts, scopes in sections:
        for at, text in enumerate(texts):
            for rank, sentence in enumerate(sentences_of(text)):
                where = places.sentence([section, at, "text"], sentence)
                scope = scopes[at] if scopes else ""
                yield Statement(section, f"{section}/{at}", sentence, where, rank == 0, _told(text, default), scope)


def _rule(rule: Rule, places: Places, default: Language) -> Iterator[Statement]:
    """Yield what a rule says to people: nothing when it only advises or is glad of something.

    Its ``scope`` is ``mandate`` when it wants something said, ``literal`` for the very words it wants, ``ban`` when it stops
    words whatever the context, ``case`` when it stops them in some cases.
    """
    if rule.extends == "encourages" or rule.level is Severity.ADVISE:
        return
    lang = rule.lang or default
    item, where = f"rule/{rule.id}", message_place(rule, places, lang)
    message = (spoken(rule.message, lang) or "").replace("%s", "")
    scope = "mandate" if rule.extends == "requires" else "ban" if stops_words(rule) else "case"
    for rank, sentence in enumerate(sentences_of(message)):
        yield Statement("rule", item, sentence, where, rank == 0, lang, scope)
    if rule.extends == "requires" and rule.second and not _SYNTAX.search(rule.second):
        yield Statement("rule", item, rule.second, where, first=False, lang=lang, scope="literal")


def stops_words(rule: Rule) -> bool:
    """Tell whether a rule stops its words whatever the context."""
    free = not rule.near and not rule.but and not rule.only and not rule.exceptions and set(rule.unless) <= CIRCUMSPECT
    return free and rule.extends in WORDED and rule.level is not Severity.ADVISE and rule.when == type(rule.when)()


def message_place(rule: Rule, places: Places, lang: Language) -> str:
    """Return ``file:line`` of the message of a rule; of the rule itself when it has none of its own."""
    if not rule.where:
        return "pack.yml:1"
    file, line = split_where(rule.where)
    return places.below(file, line, spoken(rule.message, lang) or rule.id)


def _kit(message: Message, places: Places, default: Language) -> Iterator[Statement]:
    file = message.where or f"kit/{message.name}.md"
    raw = places.text(file)
    body = raw[: raw.rfind(message.text[:40])].count("\n") + 1 if message.text and message.text[:40] in raw else 1
    for rank, sentence in enumerate(sentences_of(message.text)):
        where = places.below(file, body, sentence)
        yield Statement("kit", f"kit/{message.name}", sentence, where, rank == 0, _told(sentence, default))
