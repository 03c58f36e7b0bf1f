"""Acronyms and words of a trade that the thread uses and never opens."""

from __future__ import annotations

import re
from functools import cache

from coach.context import Language
from coach.mirror.lexicon import FUNCTION_WEIGHT, spoken
from coach.text import Span, fold, words
from coach.thread.cues import cue_list, listed, plain, says

MOST = 5
"""Words named in one thread: beyond, the remark is made."""
_TRIED = 40
"""Words looked at, at most: a book has thousands."""
_ACRONYM = re.compile(
    r"(?<![\w@#/.&'-])(?:(?<=[ldLD]')|(?<![\w'’]))(?=(?:\w*[A-Z]){2})[A-Z][A-Za-z0-9]*(?:[-/&][A-Z0-9]+)*(?![\w@]|\.\w|['’-][a-z]|://)"
)
_LONGEST = 9
_SHOUTED = 6
"""Letters from which a word in capitals is a name, or is shouted."""
_NEAR = 160
"""Characters around a word in which what it stands for is looked for."""
_ROMAN = re.compile(r"[IVXLCM]+(?:e|ème)?$")
_VOWEL = re.compile(r"[AEIOUY]")
_HIDDEN = re.compile(r"https?://\S+|\bwww\.\S+|[@#]\w+")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")


def unexplained(text: str, lang: Language) -> list[Span]:
    """Return the first place of each word that an outsider does not have and that the text never opens."""
    said = _HIDDEN.sub(lambda m: " " * len(m.group()), plain(text))
    found: dict[str, Span] = {}
    for term, span in [*_acronyms(said, lang)[:_TRIED], *_technical(said, lang)[:_TRIED]]:
        if term not in found and not _opened(said, span, lang):
            found[term] = span
    return sorted(found.values())[:MOST]


def _acronyms(said: str, lang: Language) -> list[tuple[str, Span]]:
    known = listed("known", "fr") | listed("known", "en")
    lower = {word for word in said.split() if word.islower()}
    found, seen = [], set()
    for match in _ACRONYM.finditer(said):
        term = match.group()
        bare = term[:-1] if term.endswith("s") else term
        if bare in seen:
            continue
        seen.add(bare)
        capitals = sum(c.isupper() for c in bare)
        if len(bare) > _LONGEST or capitals < 2 or 2 * capitals < len(bare) or fold(bare) in known or _ROMAN.match(bare):
            continue
        if bare.casefold() in lower or (spoken(lang)[fold(bare)] < 1 and len(bare) > 2) or _shouted(said, match, bare):
            continue
        found.append((bare, Span(*match.span())))
    return found


def _shouted(said: str, match: re.Match[str], bare: str) -> bool:
    """Tell whether a word in capitals is insisted on, not spelt: long and sayable, or among other words in capitals."""
    if len(bare) >= _SHOUTED and bare.isalpha() and _VOWEL.search(bare):
        return True
    before, after = said[max(0, match.start() - _NEAR) : match.start()], said[match.end() : match.end() + _NEAR]
    letters = [c for c in before.rpartition("\n")[2] + bare + after.partition("\n")[0] if c.isalpha()]
    return len(letters) > 2 * len(bare) and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _technical(said: str, lang: Language) -> list[tuple[str, Span]]:
    terms = listed("technical", lang)
    found = []
    for word in words(said):
        key = word.key
        for form in (key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("e")):
            if form in terms:
                found.append((form, Span(word.start, word.end)))
                break
    return found


@cache
def _openings(term: str, lang: Language) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{part.replace('TERM', re.escape(term))})" for part in cue_list("opened", lang)), re.IGNORECASE
    )


def _opened(said: str, span: Span, lang: Language) -> bool:
    """Tell whether the word is opened somewhere: beside it, by the words it abbreviates, or by plain words just after."""
    term = span.of(said)
    if _openings(term, lang).search(said) or (term[-1] == "s" and _openings(term[:-1], lang).search(said)):
        return True
    for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", said):
        rest = said[match.end() : match.end() + _NEAR]
        here = _SENTENCE.match(rest)
        after = _SENTENCE.match(rest, here.end() + 1) if here and here.end() < len(rest) else None
        if any(found and says("plainly", found.group(), lang) for found in (here, after)):
            return True
        before = re.split(r"[.!?\n]", said[max(0, match.start() - _NEAR) : match.start()])[-1]
        if term.isupper() and here and _spelt(f"{before} {here.group()}", term, lang):
            return True
    return False


def _spelt(near: str, term: str, lang: Language) -> bool:
    """Tell whether words in a row, small ones between them left out or not, begin with the letters of ``term``."""
    letters = "".join(c for c in fold(term) if c.isalpha())
    keys = [part for word in words(near) for part in word.key.split("-") if part]
    weighty = [key for key in keys if spoken(lang)[key] > FUNCTION_WEIGHT]
    if len(letters) < 3:
        return False
    for among in (keys, weighty):
        initials = "".join(key[0] for key in among)
        at = initials.find(letters)
        while at >= 0:
            if all(spoken(lang)[key] > FUNCTION_WEIGHT for key in (among[at], among[at + len(letters) - 1])):
                return True
            at = initials.find(letters, at + 1)
    return False
