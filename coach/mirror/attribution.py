"""Quotations whose author is named beside them: before, after, below, or in the quoted block itself.

No list of sentences can hold the ways to say who speaks, so what is looked for is what they are made of: somebody (a name, a
role, a mention) near a quotation, with a verb of speech, a word that lends a saying (*selon*, *in the words of*), or nothing
but a sign between the two (a colon, a dash, a line of its own). What *one* says, or what *I* say, is nobody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from coach.mirror.cues import pattern
from coach.mirror.lexicon import LANGUAGES, RITUAL_WEIGHT, spoken
from coach.text import Span, fold

QUOTED = re.compile(
    r"«((?:[^«»\n]|«[^«»\n]*»)*(?:\n[^«»\n]+)*)»|<<([^<>\n]+)>>|“([^“”\n]*(?:\n[^“”\n]+)*)”|„([^„“”\n]+)[“”]"
    r"|\"([^\"\n]+)\"|(?<!\w)‘([^‘\n]+?)’(?!\w)|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){12,})'(?!\w)|»([^«»\n]+)«|‹([^‹›\n]+)›"
    r"|(?m:^[ \t]*[>❝][ \t]*([^\n]+(?:\n[ \t]*>[^\n]*)*))"
)
BEFORE = 120
"""How far before a quotation its author may be named, in characters: a clause."""
AFTER = 90
"""How far after."""
MOST_QUOTED = 500
"""Quotations looked at in one text: bounds the work on hostile ones."""
SHORTEST = 8
"""Characters under which a quotation hides no phrase."""

_CLAUSE = re.compile(r"(?:(?<=[^\W\d_]{2})[.!?…]|[!?…»”])\s|(?<![:,])[ \t]*\n\s*\n")
_END = re.compile(r"(?<=[^\W\d_]{2})[.!?…](?:\s|$)|\n\s*\n")
_OPENS = re.compile(r"[:,—–−|-]\s*$")
"""What stands between a person and what they said."""
_SIGNED = re.compile(r"\s*[.!?…]?[\s>]*([—–−~|(-]?)[ \t]*(([^\n,.(|]{2,40}\.?)(?:$|[\n,()|]))?")
"""A line, or what follows a dash, that may be a signature."""
_LAST_LINE = re.compile(r"\n[ \t>]*[—–−~-]?[ \t]*([^\n]{2,60})$")
_APART = re.compile(r"\n\s*\n\s*$")
_THEY = re.compile(r"(?i:\s*(?:he|she|they|ils?|elles?)\s)")
_NOBODY = re.compile(r"(?i:\b(?:on|je|nous|I|we)\b|\bj['’])")


def attributed(text: str) -> Iterator[Span]:
    """Yield the quotations of ``text`` whose author is named beside them; a quotation of nobody is not one."""
    for match in islice(QUOTED.finditer(text), MOST_QUOTED):
        if len(match.group()) < SHORTEST or not any(match.groups()):
            continue
        before = text[max(0, match.start() - BEFORE) : match.start()]
        after = text[match.end() : match.end() + AFTER]
        if _speaks_before(before) or _speaks_after(after) or _signs(match.group()):
            yield Span(*match.span())


@lru_cache(maxsize=1024)
def _speaks_before(before: str) -> bool:
    """Tell whether the words before the quotation say who speaks.

    When the quotation begins a sentence of its own, a person who speaks in the sentence before is enough.
    """
    *earlier, clause = _CLAUSE.split(before)
    if somebody(clause):
        if _OPENS.search(clause) or pattern("said").search(clause) or pattern("saying").search(clause):
            return True
    elif pattern("said").search(clause) and not _NOBODY.search(clause):
        return True
    if pattern("speech_before").search(clause):
        return True
    if clause.strip(" -–—:\n\t") or _APART.search(before):
        return False
    last = next((said for said in reversed(earlier) if said and said.strip()), "")
    return bool(somebody(last) and (pattern("said").search(last) or pattern("speech_before").search(last)))


@lru_cache(maxsize=1024)
def _speaks_after(after: str) -> bool:
    """Tell whether the words after the quotation say who spoke: in the same paragraph, or by a signature below it."""
    clause = _END.split(after.lstrip(",.…!?:;"))[0]
    if pattern("speech_after").match(clause) or pattern("said").match(clause.lstrip(" ,\u00a0\u202f-–—")):
        return True
    if (somebody(clause) or _THEY.match(clause)) and (pattern("said").search(clause) or pattern("saying").search(clause)):
        return True
    signed = _SIGNED.match(after)
    if signed and signed[1] and somebody(after[signed.end(1) :], at_once=True):
        return True
    return bool(signed and signed[3] and pattern("person").fullmatch(signed[3].strip(" .")) and somebody(signed[3]))


@lru_cache(maxsize=1024)
def somebody(clause: str, *, at_once: bool = False) -> bool:
    """Tell whether a clause names somebody: a role, a mention, or a name; a lone small or ritual word is no name.

    ``at_once``: at its very beginning.
    """
    for match in pattern("person").finditer(clause):
        said = fold(match.group())
        lone = match.group()[0].isupper() and " " not in said and "\u00a0" not in said
        if at_once and clause[: match.start()].strip():
            return False
        if not lone or min(spoken(lang)[said] for lang in LANGUAGES) > RITUAL_WEIGHT:
            return True
    return False


def _signs(quotation: str) -> bool:
    """Tell whether the last line of a quoted block is a person's name."""
    last = _LAST_LINE.search(quotation)
    return bool(last and somebody(last[1].strip(' .»”"'), at_once=True))
