"""What a rule must have to be read at all; the first fault found is told with its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from coach.charter.entities import ENTITIES
from coach.charter.guards import GUARDS
from coach.charter.measures import MEASURES
from coach.charter.pattern import list_names, open_pattern, scoped
from coach.charter.rule import FOREIGN_KINDS, KINDS, Rule
from coach.pack_files import nearest

WINDOW_KINDS = ("quiet_period", "embargo", "election", "launch")
SCOPES = ("text", "raw", "sentence", "paragraph", "heading", "summary", "first_line")


class Fault(NamedTuple):
    """A fault of a rule: the name of its message, the key it lies in, what the message says."""

    name: str
    key: str
    values: dict[str, Any]


def check_rule(rule: Rule, *, tried: bool = False) -> Fault | None:
    """Return the first fault of a rule of a pack, or ``None``; patterns are not compiled when they were ``tried`` before."""
    if rule.extends in FOREIGN_KINDS:
        return Fault("unknown_kind", "extends", {"kind": rule.extends, "close": ", ".join(sorted(KINDS))})
    return _kind_fault(rule) or _name_fault(rule) or (None if tried else _pattern_fault(rule)) or _example_fault(rule)


def _kind_fault(rule: Rule) -> Fault | None:
    if rule.extends not in KINDS:
        close = nearest(rule.extends, sorted(KINDS))
        looks_like_kind = close is not None and "-" not in rule.extends
        return Fault("unknown_kind", "extends", {"kind": rule.extends, "close": close}) if looks_like_kind else None
    needed = KINDS[rule.extends]
    given = rule.model_fields_set
    if needed and not any(key in given for key in needed):
        return Fault("kind_needs", "extends", {"kind": rule.extends, "keys": ", ".join(needed)})
    if rule.extends == "occurrence" and rule.max is None and rule.min is None:
        return Fault("kind_needs", "extends", {"kind": rule.extends, "keys": "max, min"})
    if not rule.message:
        return Fault("kind_needs", "extends", {"kind": rule.extends, "keys": "message"})
    return None


def _name_fault(rule: Rule) -> Fault | None:
    known: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
        ("unless", rule.unless, tuple(GUARDS)),
        ("only", rule.only, tuple(GUARDS)),
        ("any_of", rule.any_of, tuple(GUARDS)),
        ("entity", rule.entity, tuple(ENTITIES)),
        ("windows", rule.windows, WINDOW_KINDS),
        ("scope", rule.scope, SCOPES),
        ("measure", (rule.measure,) if rule.measure else (), tuple(MEASURES)),
    )
    for key, names, valid in known:
        for name in names:
            if name not in valid:
                return Fault(
                    "unknown_name", key, {"name": name, "key": key, "close": nearest(name, valid) or ", ".join(sorted(valid))}
                )
    return None


def patterns_of(rule: Rule) -> Iterator[str]:
    """Yield every pattern a rule holds."""
    yield from (pattern for _, pattern in _keyed_patterns(rule))


def _keyed_patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    for key in ("first", "second", "token"):
        if single := getattr(rule, key):
            yield key, single
    for key in ("tokens", "near", "but", "swap", "exceptions"):
        yield from ((key, pattern) for pattern in getattr(rule, key))
    if rule.raw:
        yield "raw", "".join(rule.raw)


def _pattern_fault(rule: Rule) -> Fault | None:
    import regex

    for key, pattern in _keyed_patterns(rule):
        opened = open_pattern(scoped(pattern), rule, dict.fromkeys(list_names(pattern), "x"), rule.lang or "fr")
        try:
            regex.compile(f"(?:{opened})" if key != "raw" else opened, cache_pattern=False)
        except (regex.error, ValueError, OverflowError, RecursionError) as error:
            return Fault("pattern", key, {"pattern": pattern[:80], "key": key, "problem": str(error)})
    return None


def _example_fault(rule: Rule) -> Fault | None:
    if rule.extends not in KINDS and not rule.tests:
        return None  # the examples of the rule it takes over are tried on it
    if rule.extends == "judge":
        return None  # silent without a model: there is nothing to run
    if not any(e.fires for e in rule.tests):
        return Fault("no_firing", "tests", {})
    if not any(not e.fires for e in rule.tests):
        return Fault("no_silent", "tests", {})
    return None
