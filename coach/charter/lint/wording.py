"""Words that are imposed, and sentences that promise the words are free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.charter.lint.clause import around, bare_opening, clauses, denied_outside, ordered
from coach.charter.lint.cues import Cues, cues_of, read
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.statement import LONGEST, Statement
from coach.context import Language

_QUOTED = re.compile(r"[«“\"] ?(?P<words>[^«»“”\"]{2,300}?) ?[»”\"]")
_HASHTAG = re.compile(r"(?<![\w&])#\w{2,}")
_FEWEST = 3
"""Words of a quotation that make it a sentence to say and not a word to choose."""


def grants_freedom(statement: Statement) -> bool:
    """Tell whether a sentence tells people that the words are theirs."""
    if statement.section in ("discouraged", "rule", "kit"):
        return False
    cues = cues_of(statement.lang)
    sentence = read(statement.text[:LONGEST])
    if _verbatim(sentence, cues) == "refused":
        return True
    for match in cues.pattern("wording", "free").finditer(sentence):
        before = " ".join(sentence[: match.start()].split()[-4:])
        if not cues.has("polarity", "ban", before) or cues.has("polarity", "licence", before):
            return True
    return False


def imposes_words(statement: Statement) -> bool:
    """Tell whether a sentence makes people publish words that are not theirs."""
    cues = cues_of(statement.lang)
    sentence = read(statement.text[:LONGEST])
    if statement.section == "discouraged":
        return _forbids_rewording(statement, sentence, cues)
    if statement.scope == "literal":
        return not _disclosed(sentence, cues)
    if cues.has("wording", "permission", sentence) or (statement.section == "kit" and not _addressed(sentence, cues)):
        return False
    if _verbatim(sentence, cues) == "imposed" or _forbids_rewording(statement, sentence, cues):
        return True
    return statement.section != "kit" and (_literal(statement, cues) or _carries(statement, sentence, cues))


def _addressed(sentence: str, cues: Cues) -> bool:
    """Tell whether a sentence of an official message speaks to those who will relay it, and not to the readers."""
    return ordered(sentence, cues) or cues.has("wording", "addressed", sentence)


def _verbatim(sentence: str, cues: Cues) -> str:
    """Return ``imposed``, ``refused`` or nothing: what the sentence does with pasting word for word."""
    answer = ""
    for match in cues.pattern("wording", "verbatim").finditer(sentence):
        clause = around(sentence, match.start(), cues)
        if denied_outside(clause, match.start(), match.end(), cues):
            answer = "refused"
        elif not cues.has("wording", "spelling", clause.text):
            return "imposed"
    return answer


def _forbids_rewording(statement: Statement, sentence: str, cues: Cues) -> bool:
    """Tell whether official words may not be touched: « ne modifiez pas un message officiel »."""
    for clause in clauses(sentence, cues):
        if not (cues.has("wording", "reword", clause.text) and cues.has("wording", "kit", clause.text)):
            continue
        banned = cues.has("polarity", "ban", clause.text) and not cues.has("polarity", "licence", clause.text)
        bare = statement.section == "discouraged" and statement.first and bare_opening(clause.text, cues)
        if (banned or bare) and not cues.has("wording", "spelling", clause.text):
            return True
    return False


def _literal(statement: Statement, cues: Cues) -> bool:
    """Tell whether a mandate is itself the sentence to say, and neither a disclosure nor a notice the law wants."""
    if statement.section != "mandatory" or not statement.first:
        return False
    sentence = read(statement.text)
    told_to = ordered(sentence, cues) or cues.has("wording", "instruction", sentence) or any(cues.found("minus", sentence))
    return not told_to and not _disclosed(sentence, cues)


def _disclosed(sentence: str, cues: Cues) -> bool:
    return cues.has("wording", "disclosure", sentence) or cues.has("wording", "legal", sentence)


def _carries(statement: Statement, sentence: str, cues: Cues) -> bool:
    """Tell whether every post must carry a sentence or a hashtag: « chaque post finit par « … » »."""
    mandate = statement.section == "mandatory" or statement.scope == "mandate"
    if not (mandate or (cues.has("wording", "oblige", sentence) and cues.has("wording", "carry", sentence))):
        return False
    if _disclosed(sentence, cues) or (statement.section == "rule" and statement.scope != "mandate"):
        return False
    bare = _QUOTED.sub(" ~ ", sentence)
    if cues.has("polarity", "ban", bare):
        return False
    quoted = [m.group("words") for m in _QUOTED.finditer(sentence)]
    return any(len(q.split()) >= _FEWEST for q in quoted) or _HASHTAG.search(sentence) is not None


def imposing(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the sentences that impose words, the first of each item."""
    found: dict[str, Statement] = {}
    for statement in statements:
        if statement.item not in found and imposes_words(statement):
            found[statement.item] = statement
    return tuple(found.values())


def wording_defects(forced: Sequence[Statement], free: Sequence[Statement], lang: Language) -> Iterator[Defect]:
    """Yield what imposes words; and once, beside it, the promise it breaks."""
    for statement in forced:
        why = "compulsory_rewording" if statement.section == "discouraged" else ""
        yield told("compulsory_identical_text", statement.where, statement.text, lang, why=why)
    if free and forced:
        promise, order = free[0], forced[0]
        yield told(
            "free_speech_vs_forced_wording",
            promise.where,
            promise.text,
            lang,
            beside=order.where,
            denied=order.text,
        )
