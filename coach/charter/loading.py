"""From the files of a folder to a pack: ours with ``pack.yml``, or a folder of Vale styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach.charter.checks import check_rule, patterns_of
from coach.charter.lists import BUILT_IN
from coach.charter.pack import Message, Pack
from coach.charter.pattern import list_names
from coach.charter.rule import FOREIGN_KINDS, KINDS, Rule
from coach.context import Language
from coach.pack_files import Folder, invalid, line_of, list_files, nearest, read_text, read_yaml, refusal, stamp

_SHAPE = "pack/1"
"""Grows when the values change shape, so that an older cache is not read."""


def load_pack(folder: Folder, *, lang: Language = "fr", cache: Path | None = None) -> Pack:
    """Return the pack in ``folder``. Raises ``BadInput`` naming file, line, key and the nearest valid key, said in ``lang``.

    With ``cache``, a folder, what was read is kept there and taken up again while no file changed.
    """
    return _cached(folder, "ours", lang, cache)


def load_style(folder: Folder, *, lang: Language = "fr", cache: Path | None = None) -> Pack:
    """Return a folder of Vale styles (or one style) as a pack whose rules are named ``Style.File``. Raises ``BadInput``."""
    return _cached(folder, "vale", lang, cache)


def load_rules(folder: Path, *, lang: Language = "fr", cache: Path | None = None) -> Pack:
    """Return what ``--rules DIR`` names: a pack when it holds ``pack.yml``, Vale styles otherwise. Raises ``BadInput``."""
    if not folder.is_dir():
        raise refusal(lang, "no_folder", file=str(folder))
    return (
        load_pack(folder, lang=lang, cache=cache)
        if (folder / "pack.yml").is_file()
        else load_style(folder, lang=lang, cache=cache)
    )


def _cached(folder: Folder, shape: str, lang: Language, cache: Path | None) -> Pack:
    if not folder.is_dir():
        raise refusal(lang, "no_folder", file=str(folder))
    files = list_files(folder, lang=lang)
    if cache is None:
        return _read(folder, files, shape, lang)
    kept = cache / "packs" / f"{stamp(files, f'{_SHAPE}{shape}{folder}')}.json"
    try:
        return Pack.model_validate_json(kept.read_bytes())
    except (OSError, ValidationError):
        pack = _read(folder, files, shape, lang)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_text(pack.model_dump_json(exclude_defaults=True, by_alias=True), "utf-8")
        fresh.replace(kept)
    except OSError:
        return pack  # a cache that cannot be written costs time, nothing else
    return pack


def _read(folder: Folder, files: Sequence[tuple[str, Folder]], shape: str, lang: Language) -> Pack:
    return _read_style(folder, files, lang) if shape == "vale" else _read_pack(folder, files, lang)


def _read_pack(folder: Folder, files: Sequence[tuple[str, Folder]], lang: Language) -> Pack:
    by_name = dict(files)
    if "pack.yml" not in by_name:
        raise refusal(lang, "no_pack", file=str(folder))
    text = read_text(by_name["pack.yml"], "pack.yml", lang=lang)
    head = read_yaml(text, "pack.yml", lang=lang)
    if not isinstance(head, Mapping):
        raise refusal(lang, "not_mapping", file="pack.yml", line=1)
    for own in ("rules", "kit", "path", "style"):
        if own in head:
            raise refusal(lang, "own_folder", file="pack.yml", line=line_of(text, [own]), key=own)
    rules = tuple(
        rule for name, item in files if name.startswith("rules/") and _yaml(name) for rule in read_rules(item, name, lang)
    )
    _no_twins(rules, lang)
    kit = tuple(_message(item, name, lang) for name, item in files if name.startswith("kit/") and name.endswith(".md"))
    try:
        pack = Pack.model_validate({**head, "kit": kit, "path": str(folder)})
    except ValidationError as error:
        raise invalid(error, text, "pack.yml", Pack, lang=lang) from None
    _known_lists(rules, pack, lang)
    tagged = tuple(
        r.model_copy(update={"pack": pack.name, "lang": r.lang if "lang" in r.model_fields_set else pack.lang}) for r in rules
    )
    return pack.model_copy(update={"rules": tagged})


def _yaml(name: str) -> bool:
    return name.endswith((".yml", ".yaml"))


def read_rules(item: Folder, name: str, lang: Language) -> Iterator[Rule]:
    """Yield the rules of one file, which holds one or a list. Raises ``BadInput``."""
    text = read_text(item, name, lang=lang)
    body = read_yaml(text, name, lang=lang)
    entries = body if isinstance(body, list) else [body]
    for at, entry in enumerate(entries):
        path: list[int | str] = [at] if isinstance(body, list) else []
        yield rule_of(entry, text, name, path, lang)


def rule_of(entry: Any, text: str, name: str, path: list[int | str], lang: Language) -> Rule:
    """Return one rule of a pack, checked. Raises ``BadInput`` naming file, line and key."""
    if not isinstance(entry, Mapping):
        raise refusal(lang, "not_mapping", file=name, line=line_of(text, path))
    for own in ("pack", "where", "style_file"):
        if own in entry:
            raise refusal(lang, "own_folder", file=name, line=line_of(text, [*path, own]), key=own)
    try:
        rule = Rule.model_validate(entry)
    except ValidationError as error:
        raise invalid(error, text, name, Rule, path=path, lang=lang) from None
    fault = check_rule(rule)
    if fault is not None:
        line = line_of(text, path, key=fault.key if fault.key in entry else None)
        raise refusal(lang, fault.name, file=name, line=line, rule=rule.id, **fault.values)
    return rule.model_copy(update={"where": f"{name}:{line_of(text, path) if path else 1}"})


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


def _message(item: Folder, name: str, lang: Language) -> Message:
    text = read_text(item, name, lang=lang)
    head: Any = {}
    body = text
    front = ""
    if text.startswith("---\n"):
        front, closing, body = text[4:].partition("\n---")
        if not closing:
            raise refusal(lang, "front_matter", file=name, line=1)
        head = read_yaml(front, name, lang=lang, first_line=1) or {}
    if not isinstance(head, Mapping):
        raise refusal(lang, "not_mapping", file=name, line=2)
    for own in ("name", "text", "where"):
        if own in head:
            raise refusal(lang, "own_folder", file=name, line=line_of(front, [own]) + 1, key=own)
    stem = name.rpartition("/")[2].removesuffix(".md")
    try:
        return Message.model_validate({**head, "name": stem, "text": body.strip("\n"), "where": name})
    except ValidationError as error:
        raise invalid(error, front, name, Message, lang=lang, first_line=1) from None


def _read_style(folder: Folder, files: Sequence[tuple[str, Folder]], lang: Language) -> Pack:
    rules: list[Rule] = []
    accepted: list[str] = []
    for name, item in files:
        parts = name.split("/")
        lowered = [p.lower() for p in parts[:-1]]
        if parts[-1] == "accept.txt" and {"vocab", "vocabularies"} & set(lowered):
            accepted += [w.strip() for w in read_text(item, name, lang=lang).splitlines() if w.strip() and not w.startswith("#")]
        elif _yaml(name) and not {"vocab", "vocabularies", "config", "fixtures"} & set(lowered):
            style = parts[-2] if len(parts) > 1 else folder.name
            if rule := _style_rule(item, name, f"{style}.{parts[-1].rpartition('.')[0]}", lang):
                rules.append(rule)
    if not rules:
        raise refusal(lang, "no_rules", file=str(folder))
    return Pack(name=folder.name, style=True, lists={"vocab": tuple(accepted)}, rules=tuple(rules), path=str(folder))


def _style_rule(item: Folder, name: str, label: str, lang: Language) -> Rule | None:
    """Return a rule of a Vale style, keys of Vale that do not matter here passed over; ``None`` when the file is no rule."""
    text = read_text(item, name, lang=lang)
    body = read_yaml(text, name, lang=lang)
    if not isinstance(body, Mapping) or "extends" not in body:
        return None
    kind = str(body["extends"])
    if kind not in KINDS and kind not in FOREIGN_KINDS:
        close = nearest(kind, sorted(KINDS))
        raise refusal(
            lang, "unknown_kind", file=name, line=line_of(text, ["extends"]), kind=kind, close=close or ", ".join(sorted(KINDS))
        )
    fields = {
        k: v for k, v in body.items() if k in Rule.model_fields and k not in ("id", "tests", "pack", "where", "when", "lang")
    }
    if kind in FOREIGN_KINDS:
        fields = {"extends": kind, "message": str(body.get("message", ""))}
    fields.update({"lang": None, "id": label, "style_file": label, "where": f"{name}:1"})
    try:
        return Rule.model_validate(fields)
    except ValidationError as error:
        raise invalid(error, text, name, Rule, lang=lang) from None
