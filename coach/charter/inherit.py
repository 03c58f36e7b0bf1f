"""Which rules hold when packs pile up: a later one overrides by id, and a rule may take over the keys of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from coach.charter.pack import Pack
from coach.charter.rule import Rule
from coach.context import Language
from coach.pack_files import nearest, refusal

Key = tuple[str, Language | None]

_OWN = frozenset({"id", "extends", "pack", "where", "tests"})


def settle(packs: Sequence[Pack], lang: Language) -> tuple[Rule, ...]:
    """Return the rules that hold, in order. Raises ``BadInput`` when a rule takes over one that is not there, or itself."""
    held: dict[Key, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            settled = rule if rule.kind_known else _take_over(rule, held, lang, pack)
            for key in [k for k in held if k[0] == rule.id and (rule.lang is None or k[1] in (None, rule.lang))]:
                del held[key]
            held[settled.id, settled.lang] = settled
    return tuple(held.values())


def _take_over(rule: Rule, held: dict[Key, Rule], lang: Language, pack: Pack) -> Rule:
    """Return ``rule`` with the keys it does not set taken from the rule it extends, which stands earlier."""
    own = {r.id: r for r in pack.rules if r.kind_known}
    parent = (
        held.get((rule.extends, rule.lang))
        or held.get((rule.extends, None))
        or next((r for k, r in held.items() if k[0] == rule.extends), None)
    )
    parent = parent or own.get(rule.extends)
    if parent is None:
        known = sorted({k[0] for k in held} | set(own))
        raise refusal(
            lang, "no_parent", file=rule.where, rule=rule.id, parent=rule.extends, close=nearest(rule.extends, known) or "…"
        )
    taken: dict[str, Any] = {k: getattr(parent, k) for k in parent.model_fields_set if k not in _OWN}
    given = {k: getattr(rule, k) for k in rule.model_fields_set}
    if "lang" not in given or given["lang"] is None:
        given.pop("lang", None)
    try:
        merged = Rule.model_validate({**taken, **given, "extends": parent.extends})
    except ValidationError as error:
        raise refusal(lang, "bad_value", file=rule.where, line=1, key=rule.id, problem=str(error.errors()[0]["msg"])) from None
    return merged.model_copy(update={"tests": rule.tests or parent.tests})
