"""What a text tells Vale's rules: ``<!-- vale off -->``, ``<!-- vale Style.Rule = NO -->``, ``<!-- vale style = A -->``."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_COMMENT = re.compile(r"<!--\s*(vale\b.*?)\s*-->", re.DOTALL)
_WORDS = re.compile(r"vale (.+\..+)(\[.+\]) = (YES|NO)")
_NAME = re.compile(r"vale (.+\..+|[^.]+) = (YES|NO|on|off)")
_STYLES = re.compile(r"vale styles? = (.*)")


class Comments:
    """The comments of one text, in order, and what they silence where."""

    def __init__(self, text: str) -> None:
        self._told = [(m.start(), m[1]) for m in _COMMENT.finditer(text)] if "<!--" in text else []

    def silenced(self, rule: str, words: str, at: int | None) -> bool:
        """Tell whether ``Style.Rule`` must not speak of ``words`` at a place; ``None`` for what reads the text whole."""
        if not self._told:
            return False
        told = [comment for place, comment in self._told if at is None or place < at]
        return _off(told) or (at is not None and _named(told, rule, words))


def _off(told: Sequence[str]) -> bool:
    return next((c == "vale off" for c in reversed(told) if c in ("vale off", "vale on")), False)


def _named(told: Sequence[str], rule: str, words: str) -> bool:
    """Tell whether the rule, its style, or the rule on these words is off: the last comment about each decides."""
    style = rule.split(".")[0]
    off: dict[str, bool] = {}
    only: set[str] | None = None
    for comment in told:
        if match := _WORDS.fullmatch(comment):
            off |= {f"{match[1]}[{word}]": match[3] == "NO" for word in _listed(match[2])}
        elif match := _STYLES.fullmatch(comment):
            only = {name.strip() for name in match[1].split(",")}
        elif match := _NAME.fullmatch(comment):
            off[match[1]] = match[2] in ("NO", "off")
    by_name = any(off.get(name, False) for name in (style, rule, f"{rule}[{words}]"))
    return by_name or (only is not None and style not in only)


def _listed(words: str) -> list[str]:
    try:
        listed = json.loads(words)
    except ValueError:
        return []
    return [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
