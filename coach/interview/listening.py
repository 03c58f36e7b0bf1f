"""What an interviewer hears in an answer: moments, places, people, figures, an opinion, trouble, a refusal, an aside.

Cues are data (``prompts/<lang>/listening.toml``), read over folded words, so that oral, unaccented and shouted answers are heard
alike. Nothing here judges: it only tells which question is still worth asking, and which sentence is the most concrete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from coach.context import Language
from coach.phrases import room, variants
from coach.text import words

HEARD = 4_000
"""Code points of an answer that are listened to: a post has 3,000."""

Reply = Literal["said", "no", "unsure", "pass", "stop", "aside"]
"""What kind of answer it is: something said, nothing to say, no idea, next please, stop, or words meant for the interviewer."""

_STARTS = frozenset({"leans_on_who", "leans_on_what", "asking", "hangs"})
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"\n]+\"|„[^“”]+[“”]")
_NAME = re.compile(r"(?<![.!?…:«“\"\n]\s)(?<![.!?…\n])(?<!^)\b[^\W\d_a-zà-öø-þ][\w’'&-]*[^\W_]", re.UNICODE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d")
_DATE = re.compile(r"\b\d{1,2}(?:er|st|nd|rd|th)? (?=jan|fev|feb|mar|avr|apr|mai|may|jui|jun|jul|aou|aug|sep|oct|nov|dec)")


class Heard(NamedTuple):
    """What was heard in a passage: how many of each, ``words`` in all."""

    words: int
    time: int
    """Moments a calendar would hold; a year alone is a ``year``."""
    year: int
    place: int
    person: int
    object: int
    document: int
    figure: int
    counted: int
    """Figures in digits."""
    comparison: int
    quoted: int
    name: int
    first_person: int
    third: int
    thinks: int
    negation: int
    judgement: int
    past: int
    trouble: int
    fault: int
    stakes: int
    thanks: int
    reported: int
    asking: int
    readers: int
    question: bool

    @property
    def concrete(self) -> int:
        """How many things one could see, meet, count or put on a calendar."""
        return self.time + self.year + self.place + self.person + self.object + self.figure + self.quoted + self.name


@cache
def cues(lang: Language) -> Mapping[str, re.Pattern[str]]:
    """Return the compiled cues of a language. The patterns are ours and tested: no third-party pattern comes here."""
    found: dict[str, re.Pattern[str]] = {}
    for name in room("prompts", lang, "listening"):
        body = "|".join(f"(?:{part})" for part in variants(lang, "listening", name))
        shape = rf"^(?:{body})\b" if name in _STARTS else rf"\b(?:{body})\b"
        found[name] = re.compile(shape, re.IGNORECASE)
    return found


def folded(text: str) -> str:
    """Return the folded words of ``text`` joined by single spaces, hyphens opened: what the cues are written for."""
    return " ".join(word.key for word in words(text[:HEARD])).replace("-", " ").replace("_", " ")


@lru_cache(maxsize=2048)
def hear(text: str, lang: Language) -> Heard:
    """Return what is heard in ``text``."""
    line = folded(text)
    known = cues(lang)
    digits = _counted(text, line)

    def count(name: str) -> int:
        return sum(1 for _ in known[name].finditer(line))

    return Heard(
        words=line.count(" ") + 1 if line else 0,
        time=count("time"),
        year=count("year"),
        place=count("place"),
        person=count("person"),
        object=count("object"),
        document=count("document"),
        figure=len(digits) + count("number"),
        counted=len(digits),
        comparison=count("comparison"),
        quoted=len(_QUOTED.findall(text[:HEARD])),
        name=len(names(text)),
        first_person=count("first_person"),
        third=count("third"),
        thinks=count("thinks"),
        negation=count("negation"),
        judgement=count("judgement"),
        past=count("past"),
        trouble=count("trouble"),
        fault=count("fault"),
        stakes=count("stakes"),
        thanks=count("thanks"),
        reported=count("reported"),
        asking=int(bool(known["asking"].search(line))),
        readers=count("readers"),
        question=text.rstrip(' \t\n"»”’)*_').endswith("?"),
    )


def _counted(text: str, line: str) -> list[str]:
    """Return the numbers in digits; a bare year or the day of a month is a moment, not a figure."""
    dated = {match.group().split()[0] for match in _DATE.finditer(line)}
    digits = [w.key for w in words(text[:HEARD]) if _DIGITS.match(w.key)]
    return [d for d in digits if not _YEAR.fullmatch(d) and d not in dated]


def names(text: str) -> list[str]:
    """Return the capitalised words that do not begin a sentence, in order: names, mostly; shouting has none."""
    seen = text[:HEARD]
    if seen.isupper():
        return []
    return [m.group() for m in _NAME.finditer(seen) if not re.match(r"(?:I|I['’]\w+)$", m.group())]


@lru_cache(maxsize=512)
def reply(text: str, lang: Language) -> Reply:
    """Return what kind of answer ``text`` is.

    A refusal is an answer with nothing left once fillers and refusals are taken out: "bof, je sais pas" is one, "je sais pas,
    peut-être la fois où le client a pleuré" is not.
    """
    line = folded(text)
    known = cues(lang)
    if line and known["stop"].fullmatch(line):
        return "stop"
    if line and known["aside"].search(line) and line.count(" ") < 16 and not _rich(text, lang):
        return "aside"
    rest, kinds = line, set()
    for name in ("pass", "unsure", "no", "filler"):
        shorter = " ".join(known[name].sub(" ", rest).split())
        if shorter != rest:
            kinds.add(name)
            rest = shorter
    if rest and kinds & {"unsure", "no", "pass"}:
        rest = " ".join(known["around"].sub(" ", rest).split())
    if rest:
        return "said"
    if "pass" in kinds and not kinds & {"unsure", "no"}:
        return "pass"
    return "no" if "no" in kinds and "unsure" not in kinds else "unsure"


def _rich(text: str, lang: Language) -> bool:
    heard = hear(text, lang)
    return heard.time + heard.year + heard.figure + heard.name + heard.quoted >= 2


def leans(sentence: str, lang: Language) -> Literal["who", "what"] | None:
    """Tell whether a sentence leans on one before it: on whom it spoke of, on what it said, or on nothing."""
    line = folded(sentence)
    if cues(lang)["leans_on_who"].search(line + " "):
        return "who"
    return "what" if cues(lang)["leans_on_what"].search(line) else None


def is_aside(sentence: str, lang: Language) -> bool:
    """Tell whether a sentence speaks to the interviewer, or only acknowledges: it has no place in a draft."""
    line = folded(sentence)
    return bool(line) and (reply(sentence, lang) != "said" or bool(cues(lang)["aside"].fullmatch(line)))


def is_red_line(sentence: str, lang: Language) -> bool:
    """Tell whether a sentence asks for something not to be published."""
    return bool(cues(lang)["red_line"].search(folded(sentence)))


def is_about(idea: str, lang: Language) -> bool:
    """Tell whether an idea only says what one wants to write about."""
    return bool(cues(lang)["about"].search(folded(idea)))
