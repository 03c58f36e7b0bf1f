"""A record of review as a page to read, or to hand to whoever asks who reviewed what: Markdown, French or English."""

from __future__ import annotations

from collections.abc import Iterator

from coach.charter.record import Kept, Record
from coach.context import Language
from coach.phrases import phrase

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>#|"})


def as_markdown(record: Record, lang: Language) -> str:
    """Return the record as a page in ``lang``; other people's words are escaped, so that none becomes a mark."""
    return "\n".join(_lines(record, lang)) + "\n"


def _lines(record: Record, lang: Language) -> Iterator[str]:
    def said(key: str, **values: object) -> str:
        return phrase(lang, "record", key, **values)

    made = record.made.strftime(said("moment"))
    yield f"# {said('title')}"
    yield ""
    yield said("signed", name=_plain(record.signed_by), made=made)
    if record.note:
        yield ""
        yield f"> {_plain(record.note)}"
    yield ""
    yield f"- {said('charter')} {said(f'verdict_{record.charter}' if record.charter else 'verdict_none')}"
    yield f"- {said('mirror')} {said(f'mirror_{record.mirror}')} ({said('meaning' if record.meaning else 'words')})"
    yield f"- {said('text', chars=record.chars, network=record.network, lang=record.lang)}"
    yield f"- SHA-256 : `{record.text_sha256}`" if lang == "fr" else f"- SHA-256: `{record.text_sha256}`"
    yield ""
    yield f"## {said('packs')}"
    yield ""
    for pack in record.packs:
        yield f"- {said('pack', name=_plain(pack.name), version=_plain(pack.version), rules=pack.rules)}"
    yield ""
    yield f"## {said('remarks')}"
    yield ""
    for kept in record.remarks:
        yield _remark(kept, lang)
    if not record.remarks:
        yield said("no_remark")
    yield ""
    yield said("foot", tool=record.tool)


def _remark(kept: Kept, lang: Language) -> str:
    line = phrase(
        lang,
        "record",
        "remark",
        rule=kept.rule,
        weight=phrase(lang, "record", f"weight_{kept.severity}"),
        outcome=phrase(lang, "record", f"outcome_{kept.outcome}"),
    )
    more = [_plain(part) for part in (kept.reason, kept.link) if part]
    more += [phrase(lang, "record", "asked")] if kept.asked else []
    return f"- {line}{' : ' if lang == 'fr' and more else ': ' if more else ''}{' · '.join(more)}"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPED)
