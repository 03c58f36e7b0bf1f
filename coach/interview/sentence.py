"""Sentences as the person said them: cut where they stop, tidied without touching a word, a number or a quotation."""

from __future__ import annotations

import re

from coach.context import Language
from coach.interview.listening import cues, folded
from coach.text import Span, fold, sentences, trim, words

BREATH = 45
"""Words after which a sentence that never stops is cut before a conjunction."""
SIDE = 8
"""Words each side of such a cut keeps, at least."""

_REST = 3
"""Words left after an aside, at least, for the two to be told apart."""
_COMMA = re.compile(r"[,;] +")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")
_SPACES = re.compile(r"(?<!\d)[ \t]{2,}|[ \t]{2,}(?!\d)|\n+")
_SPACE_BEFORE = re.compile(r"(?<=\w) +(?=[.,](?:\s|$))")
_SHOUTED = re.compile(r"([!?])\1+$")
_LONE_I = re.compile(r"(?<![\w.'’&/-])i(?=['’ ,]|$)")
_BULLET = re.compile(r"^(?:[-–—•*·]+[ \t]+)+")
_ADDRESS = re.compile(r"(?:https?://|www\.|[@#])\S*$|\S+@\S+\.\w+$|\b[\w-]+\.(?:com|fr|org|net|io|eu)(?:/\S*)?$", re.IGNORECASE)
_FIRST = re.compile(r"^[^\W\d_]+")


def cut(text: str, lang: Language) -> list[Span]:
    """Return the sentences of an answer; one that goes on for :data:`BREATH` words is cut before a conjunction.

    What begins by snapping at the interviewer, up to a comma, is a sentence of its own: the rest may have a place in a draft.
    """
    whole = [part for sentence in sentences(text) for part in apart(text, sentence, lang)]
    return [part for said in whole for part in _breathe(text, said, lang)]


def apart(text: str, sentence: Span, lang: Language) -> list[Span]:
    """Return what snaps at the interviewer at the head of a sentence, then the rest; the sentence alone when nothing does."""
    for comma in _COMMA.finditer(text, sentence.start, sentence.end):
        head, rest = Span(sentence.start, comma.start()), Span(comma.end(), sentence.end)
        if len(words(rest.of(text))) >= _REST and cues(lang)["aside"].search(folded(head.of(text))):
            return [head, *apart(text, rest, lang)]
    return [sentence]


def _breathe(text: str, sentence: Span, lang: Language) -> list[Span]:
    said = sentence.of(text)
    found = words(said)
    if len(found) <= BREATH:
        return [sentence]
    closed = [Span(m.start(), m.end()) for m in _QUOTED.finditer(said)]
    middle = len(found) / 2
    best: tuple[float, int] | None = None
    for i in range(SIDE, len(found) - SIDE):
        at = found[i].start
        if not said[at - 1].isspace() or any(q.start < at < q.end for q in closed):
            continue
        if not cues(lang)["clause"].match(" ".join(w.key for w in found[i : i + 3]) + " "):
            continue
        far = abs(i - middle) - (middle / 2 if said[:at].rstrip().endswith((",", ";")) else 0)
        if best is None or far < best[0]:
            best = (far, at)
    if best is None:
        return [sentence]
    at = sentence.start + best[1]
    halves = (trim(text, Span(sentence.start, at)), trim(text, Span(at, sentence.end)))
    return [part for half in halves for part in _breathe(text, half, lang)]


def tidy(said: str, lang: Language, *, asks: bool = False, fillers: bool = False) -> str:
    """Return ``said`` with its spaces, first capital and last mark in order; no word, number or quotation changes.

    ``asks`` ends a sentence that has no end mark with a question mark. ``fillers`` drops the "euh", "ben", "voilà" that open or
    close it: only when the person asked for it.
    """
    text = _BULLET.sub("", said.strip()) or said.strip()
    text = _outside_quotes(text, lang)
    if fillers:
        text = _without_fillers(text, lang)
    return _capital(_ended(text, lang, asks=asks))


def _outside_quotes(text: str, lang: Language) -> str:
    out, at = [], 0
    for quoted in _QUOTED.finditer(text):
        out += [_spaced(text[at : quoted.start()], lang), quoted.group()]
        at = quoted.end()
    return "".join([*out, _spaced(text[at:], lang)])


def _spaced(piece: str, lang: Language) -> str:
    if lang == "en":
        piece = _LONE_I.sub("I", piece)
    return _SPACE_BEFORE.sub("", _SPACES.sub(" ", piece))


def _without_fillers(text: str, lang: Language) -> str:
    start, end = cues(lang)["oral_start"].pattern, cues(lang)["oral_end"].pattern
    lighter = re.sub(rf"^(?:{start}[\s,.…]+)+", "", text, flags=re.IGNORECASE)
    lighter = re.sub(rf"(?:[\s,]+{end})+(?=[\s.!?…]*$)", "", lighter, flags=re.IGNORECASE)
    return lighter if len(words(lighter)) >= 2 else text


def _capital(text: str) -> str:
    first = _FIRST.match(text)
    if first is None or not first.group().islower() or _ADDRESS.match(text.split()[0]):
        return text
    upper = text[0].upper()
    return upper + text[1:] if fold(upper) == fold(text[0]) and len(upper) == 1 else text


def _ended(text: str, lang: Language, *, asks: bool) -> str:
    text = _SHOUTED.sub(r"\1", text)
    bare = text.rstrip(",; ")
    if not bare or bare[-1] in ".!?…:" or _ADDRESS.search(bare):
        return bare or text
    last = bare[-1]
    if last in "»”\")]'’":
        return bare if len(bare) > 1 and bare[-2] in ".!?…" else bare + "."
    if not (last.isalnum() or last in "%€$£°}"):
        return bare
    return bare + ((" ?" if lang == "fr" else "?") if asks else ".")
