"""What a piece of a sentence is about: subjects the lexicon knows, and the words it does not know that narrow them."""

from __future__ import annotations

import re
from collections.abc import Collection

from coach.charter.lint.cues import Cues, stem

_WORD = re.compile(r"[a-z][\w-]+")


def subjects(text: str, cues: Cues, *, attached: bool = False) -> tuple[frozenset[str], bool]:
    """Return the subjects of a piece of text, and whether all are weak: of the kind every charter speaks of.

    A word no cue knows is a subject too, as ``~stem``; with ``attached`` only where it qualifies a known one, if there is one.
    """
    topics = set(cues.found("topic", text))
    known = topics - set(cues.listed("weak", "topics"))
    strong = known | unknown_words(text, cues, acts=cues.names("act"), beside=known if attached else ())
    return (frozenset(strong | topics), False) if strong else (frozenset(topics), True)


def unknown_words(text: str, cues: Cues, *, acts: tuple[str, ...], beside: Collection[str] = ()) -> frozenset[str]:
    """Return the stems of the words that no cue knows and that say something; those that qualify ``beside`` only, when given."""
    known = [("topic", name) for name in cues.found("topic", text)] + [("act", name) for name in acts]
    kept = cues.blank(text, *known, ("polarity", "urge"), ("polarity", "ban"), ("syntax", "predicate"))
    held = [m for m in _WORD.finditer(kept) if len(m.group()) > 2 and m.group() not in cues.empty]
    if beside:
        heads = [m.span() for name in beside for m in cues.pattern("topic", name).finditer(text)]
        held = [m for m in held if any(_qualifies(m.span(), head, text, cues) for head in heads)]
    return frozenset(f"~{stem(m.group(), cues.lang)}" for m in held)


def _qualifies(word: tuple[int, int], head: tuple[int, int], text: str, cues: Cues) -> bool:
    """Tell whether a word narrows a subject: it touches it, follows it by a preposition, or commands it by « de »."""
    if word[0] >= head[1]:
        return cues.pattern("syntax", "after").fullmatch(text[head[1] : word[0]]) is not None
    return word[1] <= head[0] and cues.pattern("syntax", "before").fullmatch(text[word[1] : head[0]]) is not None
