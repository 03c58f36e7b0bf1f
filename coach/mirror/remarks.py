"""What is said of a borrowed passage: where it comes from, why it matters, and a question about what the person lived."""

from __future__ import annotations

import datetime as dt
import hashlib

from coach.context import Context, Language
from coach.finding import Evidence, Finding, Kind, Severity, Source
from coach.mirror.passages import Passage
from coach.phrases import phrase, variants
from coach.post import PostKind
from coach.text import Span, fold

TITLE = 42
"""Longest title quoted from an official message, in characters."""

VOWELS = frozenset("aeiouyh")
"""First letters before which French elides: *d’Olivier*, *d’Hélène*."""

_KINDS: dict[PostKind, Kind] = {"official": "official", "own": "own", "suggestion": "suggestion"}


def remark(text: str, passage: Passage, context: Context) -> Finding:
    """Return the finding on a borrowed passage: a warning for a parrot, advice for one's own words and weaker resemblances."""
    kind = "own" if passage.own else _KINDS.get(passage.post.kind, "sibling")
    sort = _sort(passage)
    lang = context.speak
    post = passage.post
    return Finding.at(
        text,
        passage.span,
        source=Source.MIRROR,
        rule=f"mirror-{sort}",
        category="reprise",
        severity=Severity.ADVISE if sort in ("own", "weak") else Severity.WARN,
        message=phrase(lang, "mirror", f"message.{sort}", source=_origin(passage, kind, context), many=_many(passage, lang)),
        why=phrase(lang, "mirror", f"why.{sort}"),
        question=_question(text, passage, "parrot" if sort not in ("own", "weak") else sort, lang),
        evidence=Evidence(
            post_id=post.id,
            author=post.author,
            kind=kind,
            date=post.date,
            start=passage.to.start,
            end=passage.to.end,
            text=Span(*passage.to).of(post.text),
            how=passage.how,
            strength=min(1.0, passage.strength),
        ),
    )


def _sort(passage: Passage) -> str:
    if passage.own:
        return "own"
    return passage.how.replace("_", "-") if passage.parrot else "weak"


def _many(passage: Passage, lang: Language) -> str:
    if not passage.colleagues or passage.own:
        return ""
    return phrase(lang, "mirror", "message.many" if passage.colleagues > 1 else "message.one_more", count=passage.colleagues)


def _origin(passage: Passage, kind: Kind, context: Context) -> str:
    post, lang = passage.post, context.speak
    key: str = kind
    if kind == "sibling":
        key = "nobody" if not post.author else "vowel" if fold(post.author[0]) in VOWELS else "person"
    date = said_date(post.date, lang, context.today)
    if date and key != "suggestion":
        key = f"{key}_dated"
    return phrase(lang, "mirror", f"source.{key}", title=_title(post.text), author=post.author, date=date)


def said_date(date: str | None, lang: Language, today: dt.date) -> str:
    """Return an ISO date as it is said, the year only when it is not today's; empty when the date cannot be read."""
    try:
        day = dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return ""
    month = variants(lang, "mirror", "date.months")[day.month - 1]
    number = phrase(lang, "mirror", "date.first") if day.day == 1 else str(day.day)
    key = "date.day" if day.year == today.year else "date.day_year"
    return phrase(lang, "mirror", key, day=number, month=month, year=day.year)


def _title(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= TITLE:
        return line.rstrip(" .")
    return line[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _question(text: str, passage: Passage, key: str, lang: Language) -> str:
    """Return one of the questions, always the same for the same passage."""
    asked = variants(lang, "mirror", f"question.{key}")
    digest = hashlib.blake2b(passage.span.of(text).encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return asked[int.from_bytes(digest) % len(asked)]
