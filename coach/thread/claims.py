"""Claims that nothing holds up: no figure, no date, no case, no source, nothing lived."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.context import Language
from coach.mirror.cues import pattern
from coach.text import Span, sentences, words
from coach.thread.cues import says
from coach.thread.limits import said_plainly
from coach.thread.repeats import ideas
from coach.thread.units import Unit

SHORT = 5
"""Words under which a sentence claims nothing."""
GENERAL = 9
"""Words from which a post with no mark of assertion asserts all the same, when it tells nothing lived."""
_DIGITS = re.compile(r"(?<![\w/#°])\d")
_LABEL = re.compile(r"^[^\W\d]+ ?(?:n°|#|no\.?)? ?\d{1,2}\s?[:.)–—-]", re.IGNORECASE)
"""*Conseil n° 3 :* is a numbering, not a figure."""
_QUOTED = re.compile(r"«[^«»]{8,}»|“[^“”]{8,}”|\"[^\"\n]{8,}\"")
_NAMED = re.compile(
    r"(?<![.!?…:] )(?<!^)\b(?:à|chez|au|aux|de|d'|du|près de|avec|en|at|in|near|from|with|for|by|par|pour) "
    r"(?:l'|la |le |les |the )?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ][\w'-]+"
)
_SOMEBODY = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?,? (?:a|ont|avait|l'a|m'a|nous a|had|has|told|said|saw|found|was) \w+"
)


def unproved(units: Sequence[Unit], about: frozenset[str], limited: frozenset[int], lang: Language) -> list[Span]:
    """Return the claims of posts where nothing shows them; the first post announces and the last may conclude.

    ``about`` is what the whole thread speaks of, ``limited`` the places of the posts that say where it stops being true.
    """
    topic = [m.group() for m in pattern("apport.figures").finditer(units[0].text)] if units else []
    found = []
    for i, unit in enumerate(units):
        if i == 0 or _excused(unit, lang, limited=i in limited, last=i == len(units) - 1):
            continue
        claim = _claim(unit, lang)
        if claim is None or shown(_without(unit.text, topic), lang):
            continue
        following = units[i + 1] if i + 1 < len(units) else None
        if following is None or not _holds_up(unit, following, about, lang):
            found.append(claim)
    return found


def _without(text: str, topic: Sequence[str]) -> str:
    """Return ``text`` without the figures the first post announced as its subject: *la semaine de quatre jours* shows nothing."""
    for figure in topic:
        text = text.replace(figure, "")
    return text


def _excused(unit: Unit, lang: Language, *, limited: bool, last: bool) -> bool:
    """Tell whether the post is there for something else: a limit, a question, plain words, an announcement, an end."""
    if unit.only_asks() or says("plainly", unit.text, lang) or said_plainly(unit, lang):
        return True
    if last and (says("closing", unit.text, lang) or "?" in unit.text):
        return True
    if says("absolute", unit.text, lang):
        return False
    return limited or any(says(role, unit.text, lang) for role in ("definition", "opinion", "closing", "announce", "imperative"))


def _claim(unit: Unit, lang: Language) -> Span | None:
    """Return the first sentence that asserts something; in a post that tells no story and speaks of no one, any sentence does."""
    said = [s for s in sentences(unit.text) if not s.of(unit.text).rstrip(" \"'»”)").endswith("?")]
    said = [s for s in said if len(words(s.of(unit.text))) >= SHORT]
    found = next((s for s in said if says("claim", s.of(unit.text), lang)), None)
    if (
        found is None
        and said
        and len(words(unit.text)) >= GENERAL
        and not any(says(c, unit.text, lang) for c in ("oneself", "past"))
    ):
        found = said[0]
    return unit.at(*found) if found else None


def shown(text: str, lang: Language) -> bool:
    """Tell whether ``text``, in plain typography, shows anything: a figure, a date, words heard, a source, a case, a moment."""
    text = _LABEL.sub("", text)
    if _DIGITS.search(text) or _QUOTED.search(text) or says("proof", text, lang):
        return True
    if any(pattern(f"apport.{sign}").search(text) for sign in ("figures", "dates")):
        return True
    return bool(_NAMED.search(text) or _SOMEBODY.search(text))


def _holds_up(unit: Unit, following: Unit, about: frozenset[str], lang: Language) -> bool:
    """Tell whether the next post is the proof of this one: it says so, or it only shows and speaks of the same things."""
    said = following.text
    if says("evidence_start", said, lang):
        return True
    if not shown(said, lang) or any(says(role, said, lang) for role in ("claim", "limit", "plainly", "definition")):
        return False
    return len((ideas(unit.text, lang).keys() & ideas(said, lang).keys()) - about) > 1
