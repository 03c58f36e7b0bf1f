"""Context before words: small tests of what surrounds a passage, shared by all rules.

A guard is a pure function of a reading and a span of it; it answers in the language of the draft. ``unless`` names those that
silence a rule, ``only`` those that must hold for it to speak.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.charter.cues import cue
from coach.charter.reading import Reading
from coach.context import Language
from coach.text import Span

Guard = Callable[[Reading, Span], bool]


_BEHIND = 32
"""Characters before a passage that a cue may look at."""
_KEPT = 8192
"""Passages remembered with what was seen in them."""
_known: dict[tuple[str, Language, str, str], bool] = {}


def _seen(name: str, reading: Reading, span: Span) -> bool:
    """Tell whether a cue stands in a passage; the same sentence is asked the same thing by many rules, at every key."""
    start, end, plain, lang = span.start, span.end, reading.plain, reading.context.lang
    key = (name, lang, plain[max(0, start - _BEHIND) : start], plain[start:end])
    if (known := _known.get(key)) is None:
        if len(_known) >= _KEPT:
            _known.clear()
        known = _known[key] = reading.turns[name].found(plain, reading.low, pos=start, end=end)
    return known


def quotation(reading: Reading, span: Span) -> bool:
    """The passage stands between quotation marks, or on a line quoted with ``>``."""
    return any(q.start <= span.start and span.end <= q.end for q in reading.quotes)


def negation(reading: Reading, span: Span) -> bool:
    """The passage is denied, just before it or just after, within its clause."""
    lang = reading.context.lang
    before = re.split(r"[.,;:!?\n(]", reading.before(span, 9))[-1]
    return bool(cue("negation_before", lang).search(before) or cue("negation_after", lang).search(reading.after(span, 7)))


def consent(reading: Reading, span: Span) -> bool:
    """Somebody concerned said yes, in this sentence or a neighbour, and the text does not say they did not."""
    near = reading.around(span, 2)
    return _seen("consent", reading, near) and not _seen("consent_denied", reading, near)


def cited_source(reading: Reading, span: Span) -> bool:
    """A source is named or linked in this sentence or a neighbour."""
    return _seen("source", reading, reading.around(span, 1))


def published(reading: Reading, span: Span) -> bool:
    """The text says the thing is public, in this sentence or a neighbour, and not that it will be."""
    lang = reading.context.lang
    near = reading.around(span, 1)
    for match in reading.turns["published"].matches(reading.plain, reading.low, pos=near.start, end=near.end):
        head = reading.plain[max(near.start, match.start() - 40) : match.start()].lower()
        if not cue("unpublished", lang).search(head):
            return True
    return False


def first_person(reading: Reading, span: Span) -> bool:
    """The author speaks of the author: ``je suis un idiot``, ``quel idiot je fais``."""
    lang = reading.context.lang
    before = re.split(r"[.;:!?\n]", reading.before(span, 8))[-1]
    return bool(cue("self_before", lang).search(before) or cue("self_after", lang).search(reading.after(span, 3)))


def past(reading: Reading, span: Span) -> bool:
    """The sentence tells of the past."""
    return _seen("past", reading, reading.sentence(span))


def long_ago(reading: Reading, span: Span) -> bool:
    """The sentence or a neighbour tells of years ago."""
    return _seen("old", reading, reading.around(span, 1))


def fiction(reading: Reading, span: Span) -> bool:
    """The text imagines: an exercise, a novel, a what-if, in this sentence or within two of it."""
    return _seen("fiction", reading, reading.around(span, 2))


def mention(reading: Reading, span: Span) -> bool:
    """The words are spoken of, not said: ``l'expression « leader »``, ``ceux qui se disent leaders``."""
    return quotation(reading, span) or _seen("mention", reading, reading.sentence(span))


def objective(reading: Reading, span: Span) -> bool:
    """The words name an aim, not a result: ``objectif zéro accident``."""
    sentence = reading.sentence(span)
    return bool(cue("objective", reading.context.lang).search(reading.plain[sentence.start : span.start]))


def question(reading: Reading, span: Span) -> bool:
    """The sentence asks, and does not merely end on a tag: ``…, qui dit mieux ?``."""
    said = reading.plain[: reading.sentence(span).end].rstrip(' »"”)')
    return said.endswith("?") and not cue("tag", reading.context.lang).search(said)


def conditional(reading: Reading, span: Span) -> bool:
    """The sentence supposes or hedges."""
    return _seen("conditional", reading, reading.sentence(span))


def humour(reading: Reading, span: Span) -> bool:
    """The text winks, in this sentence or the next."""
    return _seen("humour", reading, reading.around(span, 1))


def job_ad(reading: Reading, span: Span) -> bool:
    """The sentence or a neighbour recruits."""
    return _seen("job_ad", reading, reading.around(span, 1))


def public_procurement(reading: Reading, span: Span) -> bool:
    """A public buyer's choice, which is public by law, in this sentence or a neighbour."""
    return _seen("procurement", reading, reading.around(span, 1))


def trifle(reading: Reading, span: Span) -> bool:
    """The great news is about a coffee machine: office life told in the words of a press release."""
    return _seen("trifle", reading, reading.around(span, 1))


def banter(reading: Reading, span: Span) -> bool:
    """The superlative is about meetings, naps or bad faith: the sentence jokes."""
    return _seen("banter", reading, reading.sentence(span))


def praise(reading: Reading, span: Span) -> bool:
    """The sentence or a neighbour says well of others."""
    return _seen("praise", reading, reading.around(span, 1))


def first_job(reading: Reading, span: Span) -> bool:
    """The author tells of having worked there, in this sentence."""
    return _seen("first_job", reading, reading.sentence(span))


def abstains(reading: Reading, span: Span) -> bool:
    """The text speaks of voting without taking sides, in this sentence or a neighbour."""
    return _seen("abstains", reading, reading.around(span, 1))


def disclosure(reading: Reading, _span: Span) -> bool:
    """The author says somewhere that they work there, or that it is advertising."""
    employer = reading.context.employer
    named = bool(
        employer
        and re.search(
            rf"\bchez {re.escape(employer)}|\bat {re.escape(employer)}|#\w*{re.escape(employer)}", reading.plain, re.IGNORECASE
        )
    )
    return named or _seen("disclosure", reading, Span(0, len(reading.plain)))


def ours(reading: Reading, span: Span) -> bool:
    """The sentence or a neighbour speaks of the author's own company."""
    near = reading.around(span, 1)
    employer = reading.context.employer
    return _seen("ours", reading, near) or bool(
        employer and employer.casefold() in reading.plain[near.start : near.end].casefold()
    )


def ours_here(reading: Reading, span: Span) -> bool:
    """The very sentence speaks of the author's own company."""
    sentence = reading.sentence(span)
    employer = reading.context.employer
    return _seen("ours", reading, sentence) or bool(
        employer and employer.casefold() in reading.plain[sentence.start : sentence.end].casefold()
    )


def spokesperson(reading: Reading, _span: Span) -> bool:
    """The author may speak for the company: the engine sets aside rules for spokespeople named by the pack."""
    return reading.spokesperson


def own_count(reading: Reading, span: Span) -> bool:
    """The author counted it or lived it, in this sentence."""
    return _seen("own_count", reading, reading.sentence(span))


GUARDS: dict[str, Guard] = {
    g.__name__: g
    for g in (
        quotation, negation, consent, cited_source, published, first_person, past, long_ago, fiction, mention, objective,
        question,
        conditional, humour, job_ad, public_procurement, disclosure, spokesperson, ours, ours_here, own_count,
        trifle, banter, praise, first_job, abstains,
    )
}  # fmt: skip
"""Guards by the name rules call them."""


def silenced(guards: tuple[str, ...], reading: Reading, span: Span) -> str | None:
    """Return the first guard that silences a passage, or ``None``."""
    return next((name for name in guards if GUARDS[name](reading, span)), None)


def required(guards: tuple[str, ...], reading: Reading, span: Span) -> bool:
    """Tell whether all guards hold."""
    return all(GUARDS[name](reading, span) for name in guards)
