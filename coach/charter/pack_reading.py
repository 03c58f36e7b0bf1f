"""A pack of ours: ``pack.yml``, ``rules/*.yml`` and ``kit/*.md`` read into values, every fault told by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coach.charter.checks import check_rule, patterns_of
from coach.charter.lists import BUILT_IN
from coach.charter.pack import Message, Pack
from coach.charter.pattern import list_names
from coach.charter.rule import Rule
from coach.context import Language
from coach.pack_files import Folder, invalid, line_of, nearest, read_text, read_yaml, refusal

UNPROVEN = ("no_firing", "no_silent")
"""Faults of a rule that has yet to prove itself: its author may still ask what else is wrong with the charter."""


def read_pack(
    folder: Folder, files: Sequence[tuple[str, Folder]], lang: Language, *, tried: bool = False, proven: bool = True
) -> Pack:
    """Return the pack of these files; unless ``proven``, rules without examples and twins are kept. Raises ``BadInput``."""
    by_name = dict(files)
    if "pack.yml" not in by_name:
        raise refusal(lang, "no_pack", file=str(folder))
    shown = f"{folder}/pack.yml"
    text = read_text(by_name["pack.yml"], shown, lang=lang)
    head = read_yaml(text, shown, lang=lang)
    if not isinstance(head, Mapping):
        raise refusal(lang, "not_mapping", file=shown, line=1)
    _own_keys(head, ("rules", "kit", "path", "style"), text, shown, [], lang)
    held = [(f"{folder}/{name}", item) for name, item in files if _is_rules(name)]
    rules = tuple(rule for name, item in held for rule in read_rules(item, name, lang, tried=tried, proven=proven))
    if proven:
        _no_twins(rules, lang)
    kit = tuple(_message(item, name, folder, lang) for name, item in files if name.startswith("kit/") and name.endswith(".md"))
    try:
        pack = Pack.model_validate({**head, "kit": kit, "path": str(folder)})
    except ValidationError as error:
        raise invalid(error, text, shown, Pack, lang=lang) from None
    _known_lists(rules, pack, lang)
    return pack.model_copy(update={"rules": tuple(_tagged(rule, pack, folder) for rule in rules)})


def _is_rules(name: str) -> bool:
    return name.startswith("rules/") and name.endswith((".yml", ".yaml"))


def _tagged(rule: Rule, pack: Pack, folder: Folder) -> Rule:
    """Return the rule as one of its pack: its language is the pack's when it says none."""
    lang = rule.lang if "lang" in rule.model_fields_set else pack.lang
    return rule.model_copy(update={"pack": pack.name, "lang": lang, "where": rule.where.removeprefix(f"{folder}/")})


def read_rules(item: Folder, name: str, lang: Language, *, tried: bool = False, proven: bool = True) -> Iterator[Rule]:
    """Yield the rules of one file, which holds one or a list. Raises ``BadInput``."""
    text = read_text(item, name, lang=lang)
    body = read_yaml(text, name, lang=lang)
    entries = body if isinstance(body, list) else [body]
    for at, entry in enumerate(entries):
        yield rule_of(entry, text, name, [at] if isinstance(body, list) else [], lang, tried=tried, proven=proven)


def rule_of(
    entry: Any, text: str, name: str, path: list[int | str], lang: Language, *, tried: bool = False, proven: bool = True
) -> Rule:
    """Return one rule, checked. Raises ``BadInput`` naming file, line and key."""
    if not isinstance(entry, Mapping):
        raise refusal(lang, "not_mapping", file=name, line=line_of(text, path))
    _own_keys(entry, ("pack", "where", "style_file", "replaces"), text, name, path, lang)
    try:
        rule = Rule.model_validate(entry)
    except ValidationError as error:
        raise invalid(error, text, name, Rule, path=path, lang=lang) from None
    fault = check_rule(rule, tried=tried)
    if fault is not None and (proven or fault.name not in UNPROVEN):
        line = line_of(text, path, key=fault.key if fault.key in entry else None)
        raise refusal(lang, fault.name, file=name, line=line, rule=rule.id, **fault.values)
    return rule.model_copy(update={"where": f"{name}:{line_of(text, path) if path else 1}"})


def _own_keys(body: Mapping[Any, Any], keys: Sequence[str], text: str, name: str, path: list[int | str], lang: Language) -> None:
    """Refuse keys that only we may set."""
    for key in keys:
        if key in body:
            raise refusal(lang, "own_folder", file=name, line=line_of(text, [*path, key]), key=key)


def _known_lists(rules: Sequence[Rule], pack: Pack, lang: Language) -> None:
    """Refuse a rule that calls a list nobody has; a pack that requires another may call its lists."""
    if pack.requires:
        return
    known = (*BUILT_IN, "subject", *pack.lists)
    for rule in rules:
        for name in sorted({name for pattern in patterns_of(rule) for name in list_names(pattern)} - set(known)):
            file, _, line = rule.where.rpartition(":")
            close = nearest(name, known) or ", ".join(known)
            raise refusal(lang, "unknown_name", file=file, line=line, name=name, key="{…}", close=close)


def _no_twins(rules: Sequence[Rule], lang: Language) -> None:
    seen: dict[tuple[str, str | None], Rule] = {}
    for rule in rules:
        twin = seen.setdefault((rule.id, rule.lang), rule)
        if twin is not rule:
            file, _, line = rule.where.rpartition(":")
            raise refusal(lang, "twin", file=file, line=line, rule=rule.id, other=twin.where)


def _message(item: Folder, name: str, folder: Folder, lang: Language) -> Message:
    shown = f"{folder}/{name}"
    text = read_text(item, shown, lang=lang).replace("\r\n", "\n")
    head: Any = {}
    front, body = "", text
    if text.startswith("---\n"):
        front, closing, body = text[4:].partition("\n---")
        if not closing:
            raise refusal(lang, "front_matter", file=shown, line=1)
        head = read_yaml(front, shown, lang=lang, first_line=1) or {}
    if not isinstance(head, Mapping):
        raise refusal(lang, "not_mapping", file=shown, line=2)
    for own in ("name", "text", "where"):
        if own in head:
            raise refusal(lang, "own_folder", file=shown, line=line_of(front, [own]) + 1, key=own)
    stem = name.rpartition("/")[2].removesuffix(".md")
    try:
        return Message.model_validate({**head, "name": stem, "text": body.strip("\n"), "where": name})
    except ValidationError as error:
        raise invalid(error, front, shown, Message, lang=lang, first_line=1) from None
