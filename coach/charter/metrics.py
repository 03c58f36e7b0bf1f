"""Vale's measures of a whole text: counts in a formula, and readability grades."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping

from coach.charter.kinds import Found, Piece, Work
from coach.charter.pattern import BadPattern
from coach.text import sentences

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)
_SUMS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}
_TESTS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "math.sqrt": math.sqrt,
    "math.log": math.log,
    "math.floor": math.floor,
    "math.ceil": math.ceil,
}


def counts(text: str) -> dict[str, float]:
    """Return the counts a formula may use: words, sentences, paragraphs, characters, syllables, long and hard words."""
    found = _WORD.findall(text)
    syllables = [max(1, len(_VOWELS.findall(w))) for w in found]
    return {
        "words": len(found),
        "sentences": max(1, len(sentences(text))),
        "paragraphs": len([p for p in re.split(r"\n\s*\n", text) if p.strip()]),
        "characters": sum(map(len, found)),
        "syllables": sum(syllables),
        "polysyllabic_words": sum(s > 2 for s in syllables),
        "complex_words": sum(s > 2 for s in syllables),
        "long_words": sum(len(w) > 6 for w in found),
    }


BLOCKS = ("heading_h1", "heading_h2", "heading_h3", "heading_h4", "heading_h5", "heading_h6", "list", "blockquote", "pre")
"""The counts of blocks a formula of Vale may use."""


def metric(work: Work, piece: Piece, blocks: Mapping[str, float] | None = None) -> Iterator[Found]:
    """Find a text whose formula meets the condition. Raises ``BadPattern`` for a formula that is not arithmetic."""
    known = {**dict.fromkeys(BLOCKS, 0.0), **(blocks or {}), **counts(piece.text)}
    value = _value(re.sub(r"heading\.(h[1-6])", r"heading_\1", work.rule.formula or "0"), known)
    if _value(f"({value!r}) {work.rule.condition or '> 0'}", {}):
        yield Found(0, min(1, len(piece.text)), (f"{value:.2f}",))


def readability(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a text whose mean grade is above ``grade`` (8 unless said). Grades are made for English."""
    seen = counts(piece.text)
    if seen["words"] < (1 if work.rule.style_file else 30):
        return
    grades = [grade(seen) for name, grade in _GRADES.items() if not work.rule.metrics or name in work.rule.metrics]
    mean = sum(grades) / len(grades) if grades else 0.0
    if mean > (work.rule.grade or 8):
        yield Found(0, min(1, len(piece.text)), (f"{mean:.2f}",))


_GRADES: Mapping[str, Callable[[Mapping[str, float]], float]] = {
    "Flesch-Kincaid": lambda c: 0.39 * c["words"] / c["sentences"] + 11.8 * c["syllables"] / c["words"] - 15.59,
    "Gunning Fog": lambda c: 0.4 * (c["words"] / c["sentences"] + 100 * c["complex_words"] / c["words"]),
    "Coleman-Liau": lambda c: 5.88 * c["characters"] / c["words"] - 29.6 * c["sentences"] / c["words"] - 15.8,
    "SMOG": lambda c: 1.043 * math.sqrt(c["polysyllabic_words"] * 30 / c["sentences"]) + 3.1291,
    "Automated Readability": lambda c: 4.71 * c["characters"] / c["words"] + 0.5 * c["words"] / c["sentences"] - 21.43,
}


def _value(formula: str, names: Mapping[str, float]) -> float:
    """Return the value of an arithmetic formula: numbers, names, ``+ - * / %``, comparisons and four functions, nothing else."""
    if len(formula) > 500:
        raise BadPattern(formula[:60])
    try:
        return float(_node(ast.parse(formula.strip(), mode="eval").body, names))
    except (SyntaxError, ValueError, KeyError, TypeError, ZeroDivisionError, OverflowError, RecursionError) as error:
        raise BadPattern(f"{formula[:60]}: {error}") from None


def _node(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_node(operand, names)
        case ast.BinOp(left=left, op=op, right=right):
            return _SUMS[type(op)](_node(left, names), _node(right, names))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return float(_TESTS[type(op)](_node(left, names), _node(right, names)))
        case ast.Call(func=func, args=[argument], keywords=[]):
            return _FUNCTIONS[ast.unparse(func)](_node(argument, names))
    raise ValueError(ast.unparse(node))
