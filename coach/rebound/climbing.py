"""Climbing: which rungs of the ladder a comment reaches, and by which words.

Deterministic cues, generous to short oral sentences, and blind to whatever is the post's or anybody's (:mod:`coach.rebound.own`).
They tell whether something was added, never whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from coach.context import Language
from coach.interview.listening import folded, hear
from coach.mirror.lexicon import COMMON_WEIGHT
from coach.mirror.tokens import Reading, read_post
from coach.phrases import phrase, room, variants
from coach.rebound.ladder import RUNGS, Climb, Copied, Rung, Step
from coach.rebound.own import Own, told_apart
from coach.text import Span

RELAY_WORDS = 5
"""Own words under which passing a post on says nothing of why."""
ANSWER_WORDS = 8
"""Own words of the smallest answer."""
FACT_WORDS = 5
"""Own words of the smallest fact."""
NUANCE_WORDS = 6
"""Own words of the smallest reservation."""
VISION_WORDS = 10
"""Own words of the smallest view: a belief and its reason, in one sentence or in two that follow."""

Passage = tuple[Own, ...]
"""Own passages that follow each other."""


def climb(text: str, source: str, lang: Language, speak: Language | None = None) -> Climb:
    """Return how far up the comment ``text`` on the post ``source`` is; ``lang`` is that of the text, ``speak`` the person's."""
    parts = told_apart(text, source)
    reached: dict[Rung, Span] = {}
    for rung in RUNGS:
        found = _reaching(rung, parts.own, read_post(source), lang)
        if found is not None:
            reached[rung] = found
    steps = tuple(_step(rung, reached.get(rung), text, speak or lang) for rung in RUNGS)
    height = next((place for place, step in enumerate(steps) if not step.passed), len(steps))
    copied = tuple(Copied(start=span.start, end=span.end, text=span.of(text)) for span in parts.copied)
    return Climb(steps=steps, height=height, copied=copied)


def _reaching(rung: Rung, own: Sequence[Own], source: Reading, lang: Language) -> Span | None:
    """Return the words by which a rung is reached, or ``None``."""
    test = _TESTS[rung]
    windows: list[Passage] = [(each,) for each in own]
    if rung in ("comment", "vision"):
        windows += list(pairwise(own))
    for passage in windows:
        if test(passage, source, lang):
            return Span(passage[0].span.start, passage[-1].span.end)
    return None


def _relays(passage: Passage, source: Reading, lang: Language) -> bool:  # noqa: ARG001
    """Say, in one's own words, for whom or why one passes it on."""
    heard = hear(_text(passage), lang)
    why = any(_says(cue, passage, lang) for cue in ("mine", "address", "reason"))
    return _words(passage) >= RELAY_WORDS and bool(why or heard.thinks or heard.stakes or heard.question)


def _comments(passage: Passage, source: Reading, lang: Language) -> bool:
    """Answer this post and no other: take up something it says, or speak to its author, and react to it."""
    heard = hear(_text(passage), lang)
    about = heard.readers or heard.question or _says("address", passage, lang) or _meets(passage, source)
    reacts = heard.first_person + heard.thinks + heard.judgement + heard.negation + heard.asking
    return _words(passage) >= ANSWER_WORDS and bool(about) and bool(reacts or heard.question)


def _adds_a_fact(passage: Passage, source: Reading, lang: Language) -> bool:
    """Bring something one could check or see, which the post does not give: a figure, a moment, a scene."""
    heard = hear(_text(passage), lang)
    if heard.question or _words(passage) < FACT_WORDS:
        return False
    figures = {key for key in read_post(_text(passage)).keys if key[:1].isdigit()} - set(source.keys)
    seen = heard.place + heard.person + heard.object + heard.name + heard.document
    lived = (heard.past and heard.year) or _says("lived", passage, lang)
    counted = heard.figure > heard.counted and (heard.time or heard.comparison)
    return bool(figures or counted or (seen and (lived or heard.time)))


def _qualifies(passage: Passage, source: Reading, lang: Language) -> bool:  # noqa: ARG001
    """Say where, when or for whom it is less true, or what one does not know."""
    return _words(passage) >= NUANCE_WORDS and _says("nuance", passage, lang)


def _sees_further(passage: Passage, source: Reading, lang: Language) -> bool:  # noqa: ARG001
    """Say what one believes or wants, and why: a view, with its reason or what it would change."""
    heard = hear(_text(passage), lang)
    believes = bool(heard.thinks) or _says("want", passage, lang)
    grounded = _says("reason", passage, lang) or _says("future", passage, lang)
    return _words(passage) >= VISION_WORDS and believes and grounded


_TESTS: dict[Rung, Callable[[Passage, Reading, Language], bool]] = {
    "relay": _relays,
    "comment": _comments,
    "fact": _adds_a_fact,
    "nuance": _qualifies,
    "vision": _sees_further,
}


def _text(passage: Passage) -> str:
    return " ".join(each.text for each in passage)


def _words(passage: Passage) -> int:
    return sum(each.words for each in passage)


def _meets(passage: Passage, source: Reading) -> bool:
    """Tell whether the passage takes up a telling word of the post."""
    theirs = {k for k, weight in zip(source.keys, source.weights, strict=True) if weight > COMMON_WEIGHT}
    return any(key in theirs for each in passage for key in read_post(each.text).keys)


def _says(cue: str, passage: Passage, lang: Language) -> bool:
    return _cues(lang)[cue].search(folded(_text(passage))) is not None


@cache
def _cues(lang: Language) -> dict[str, re.Pattern[str]]:
    """Return the cues of the ladder. The data are ours and tested: no third-party pattern comes here."""
    names = [key.removeprefix("cue.") for key in room("prompts", lang, "rebound") if key.startswith("cue.")]
    return {
        name: re.compile(rf"\b(?:{'|'.join(f'(?:{part})' for part in variants(lang, 'rebound', f'cue.{name}'))})\b")
        for name in names
    }


def _step(rung: Rung, found: Span | None, text: str, speak: Language) -> Step:
    return Step(
        rung=rung,
        name=phrase(speak, "rebound", f"name.{rung}"),
        passed=found is not None,
        start=found.start if found else None,
        end=found.end if found else None,
        text=found.of(text) if found else None,
        must=phrase(speak, "rebound", f"{'done' if found else 'must'}.{rung}"),
        question=phrase(speak, "rebound", f"question.{rung}"),
    )
