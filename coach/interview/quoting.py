"""Which of the person's words to pick up: a literal fragment, the most concrete clause, short enough to be said back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from coach.context import Language
from coach.interview.listening import cues, folded, hear, is_aside, is_red_line, leans
from coach.interview.sentence import apart
from coach.interview.sufficiency import real_words
from coach.phrases import room
from coach.text import Span, fold, sentences, words

QUOTE_LIMIT = 80
"""Code points of a quoted fragment, at most."""
QUOTED_FROM = 1_500
"""Code points of an answer that are searched for a fragment: what comes first in a rant is answer enough."""
MAIMED = 4.0
"""What a fragment loses in worth when its clause had to be cut."""

_CLAUSE_END = re.compile(r"[,;:](?=\s|$)|[()\[\]{}«»“”\"]|\s[—–-]\s|\.{2,}|…|[!?.]+(?=\s|$)")
_KEPT_AT_END = frozenset(
    "pas plus jamais rien moi toi lui eux personne tout tous toutes not never nothing me him them us all it".split()
)
_MARKUP = re.compile(r"[<>{}\[\]|\\*`^~=\x00-\x08]")
"""Signs of markup, templates and commands: around them a fragment must at least be a phrase."""
_PHRASE = 3
"""Words that make one."""
_UNIT = re.compile(r"[ \u00a0\u202f]?(?:%|€|\$|£|°C|°)")


@lru_cache(maxsize=512)
def fragment(text: str, lang: Language, limit: int = QUOTE_LIMIT) -> str | None:
    """Return the clauses of ``text`` worth saying back, literally in it and at most ``limit`` characters, or ``None``."""
    best: tuple[float, str] | None = None
    for sentence in (part for whole in sentences(text[:QUOTED_FROM]) for part in apart(text, whole, lang)):
        said = sentence.of(text)
        if is_aside(said, lang) or is_red_line(said, lang):
            continue
        for span, whole in _candidates(text, sentence, lang, limit):
            span = _without_start(text, span, lang)
            piece = span.of(text)
            if _MARKUP.search(said) and (_MARKUP.search(piece) or real_words(piece) < _PHRASE):
                continue
            if cues(lang)["aside"].search(folded(piece)):
                continue
            score = _worth(piece, lang) - MAIMED * (span.end < whole.end)
            if piece and (best is None or score > best[0]):
                best = (score, piece)
    return best[1] if best else None


def _without_start(text: str, span: Span, lang: Language) -> Span:
    """Return ``span`` without the "euh" and "um, so" one begins with when one speaks, unless little is left."""
    start = cues(lang)["oral_start"].pattern
    found = re.match(rf"(?:{start}[\s,.…]+)+", span.of(text), re.IGNORECASE)
    rest = Span(span.start + found.end(), span.end) if found else span
    return rest if len(words(rest.of(text))) >= _PHRASE else span


def _worth(piece: str, lang: Language) -> float:
    heard = hear(piece, lang)
    score = 2.0 * heard.figure + 2.0 * heard.name + 1.5 * heard.object + 1.5 * heard.place + heard.person + heard.time
    score += heard.trouble + heard.thinks + heard.negation / 2 + min(heard.words, 8) / 4
    hangs = leans(piece, lang) is not None or cues(lang)["hangs"].match(folded(piece))
    return score - 3 * (heard.words < 3) - (1.5 if hangs else 0)


def _candidates(text: str, sentence: Span, lang: Language, limit: int) -> Iterator[tuple[Span, Span]]:
    """Yield the runs of whole clauses that fit, and the beginning of those too long to, each with the run it is cut from."""
    clauses = list(_clauses(text, sentence))
    for first in range(len(clauses)):
        for last in range(first, len(clauses)):
            span = _by_words(text, Span(clauses[first].start, clauses[last].end))
            between = text[clauses[first].start : clauses[last].end]
            if last > first and (span.end - span.start > limit or not _plain(between)):
                break
            yield _cut(text, span, lang, limit), span


def _plain(between: str) -> bool:
    return not re.search(r"[()\[\]{}«»“”\"\n]", between)


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def _by_words(text: str, span: Span) -> Span:
    """Return ``span`` from its first word to its last, with the unit that follows a number."""
    found = words(span.of(text))
    if not found:
        return Span(span.start, span.start)
    end = span.start + found[-1].end
    unit = _UNIT.match(text, end, span.end)
    return Span(span.start + found[0].start, unit.end() if unit else end)


def _cut(text: str, span: Span, lang: Language, limit: int) -> Span:
    """Return the beginning of ``span`` that fits, cut between words and never after an article or a preposition."""
    if span.end - span.start <= limit:
        return span
    kept = [w for w in words(span.of(text)) if w.end <= limit]
    joints = [i for i, w in enumerate(kept) if i >= 4 and cues(lang)["joint"].fullmatch(w.key)]
    kept = kept[: joints[-1]] if joints else kept
    while len(kept) > 2 and kept[-1].key in _small_words(lang) and kept[-1].key not in _KEPT_AT_END:
        kept.pop()
    return Span(span.start, span.start + kept[-1].end) if kept else Span(span.start, span.start)


@cache
def _small_words(lang: Language) -> frozenset[str]:
    return frozenset(fold(str(room("prompts", lang, "lexicon")["function"])).split())


def shortened(text: str, limit: int) -> str:
    """Return the first sentence of ``text`` without its end mark, cut between words to ``limit`` characters with an ellipsis."""
    line = next((span.of(text).rstrip(".!… ") for span in sentences(text)), "")
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
