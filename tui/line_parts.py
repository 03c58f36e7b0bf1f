"""The parts of a memento as rows to read and as forms to fill: what is shown, what is asked, what is understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from textual.content import Content

from coach.line.memento import PILLARS, KnownFact, Memento, Mix, Rhythm, Territory
from coach.line.page import cut, say_mix
from coach.line.rhythm import say_rhythm
from coach.text import clean
from tui.screens.form import Field
from tui.widgets.pick import Item
from tui.widgets.plain import under
from tui.words import Words

TEXTS = ("posture", "reader", "benefit")
LISTS = ("red_lines", "never_named", "own_words", "banned_words", "voice", "facts")
GRADED = ("want", "standing", "proof")
BAR = "|"
"""Between the columns of a fact."""


class PartRow(NamedTuple):
    """One thing of the memento that can be changed."""

    key: str
    """``subject:0``, ``rhythm``, ``mix``, or the name of a part."""
    shown: Content


def part_rows(memento: Memento, words: Words, width: int) -> list[PartRow]:
    """Return the memento as rows: each subject, then each part; what is empty says what it is for. ``width`` is in cells."""
    rows = [_subject_row(n, t, words, width) for n, t in enumerate(memento.territories)]
    rows.append(PartRow("subject:new", Content.styled(words("memento.add_subject"), "italic $soft")))
    rows += [_row(part, getattr(memento, part), words, width) for part in TEXTS]
    rows.append(_row("rhythm", say_rhythm(memento.rhythm, words.lang), words, width))
    rows.append(_row("mix", say_mix(memento, words.lang), words, width))
    for part in LISTS:
        said = [_fact_line(entry) if isinstance(entry, KnownFact) else cut(entry, 90) for entry in getattr(memento, part)]
        told = " · ".join(said[:4]) + (f" · {words('memento.more', n=len(said) - 4)}" if len(said) > 4 else "")
        rows.append(_row(part, told, words, width))
    return rows


def _row(part: str, said: str, words: Words, width: int) -> PartRow:
    label = (words(f"memento.part_{part}") + "\n", "bold $primary")
    shown = clean(" ".join(said.split())) if said else words(f"memento.empty_{part}")
    return PartRow(part, Content.assemble(label, under(shown, width, "" if said else "italic $soft")))


def _subject_row(n: int, t: Territory, words: Words, width: int) -> PartRow:
    stands = "◆" if t.instance and t.weight else "◇"
    dots = "  ".join(f"{words(f'memento.short_{grade}')} {bar(getattr(t, grade))}" for grade in GRADED)
    head = Content.assemble((f"{stands} ", "$primary"), (clean(cut(t.name, max(20, width - 34))), "bold"), "  ", (dots, "$soft"))
    lines = [head]
    lines += [under(clean(t.instance), width)] if t.instance else []
    return PartRow(f"subject:{n}", Content("\n").join(lines))


def bar(grade: int) -> str:
    """Return a grade, 0 to 3, as three marks."""
    return "●" * grade + "○" * (3 - grade)


def _fact_line(fact: KnownFact) -> str:
    return f" {BAR} ".join((fact.value, fact.unit, fact.what, fact.source, fact.date or "")).rstrip(f" {BAR}")


# --- asking


def subject_fields(t: Territory | None, words: Words) -> list[Field]:
    """Return the form of a subject: want × standing × proof, each with what shows it."""
    grades = tuple(Item(str(n), words(f"memento.grade_{n}")) for n in range(4))
    pillars = (Item("", words("memento.pillar_any")), *(Item(p, words(f"cards.pillar_{p}")) for p in PILLARS))
    said = t or Territory(name="?", want=2, standing=1, proof=1)
    fields = [Field("name", words("memento.field_name"), t.name if t else "")]
    fields.append(Field("instance", words("memento.field_instance"), said.instance))
    fields.append(Field("want", words("memento.field_want"), str(said.want), grades))
    fields.append(Field("standing", words("memento.field_standing"), str(said.standing), grades))
    fields.append(Field("asked_by", words("memento.field_asked_by"), said.asked_by))
    fields.append(Field("proof", words("memento.field_proof"), str(said.proof), grades))
    fields.append(Field("to_show", words("memento.field_to_show"), said.to_show))
    fields.append(Field("pillar", words("memento.field_pillar"), said.pillar or "", pillars))
    return fields


def subject_of(answers: Mapping[str, str], card: str | None) -> Territory:
    """Return the subject a form describes. Raises ``ValidationError``."""
    graded: dict[str, Any] = {grade: int(answers[grade]) for grade in GRADED}
    return Territory.model_validate({**answers, **graded, "pillar": answers["pillar"] or None, "card": card})


def rhythm_fields(rhythm: Rhythm, words: Words) -> list[Field]:
    """Return the form of a rhythm, in real minutes."""
    return [Field(key, words(f"memento.field_{key}"), str(getattr(rhythm, key))) for key in Rhythm.model_fields]


def mix_fields(mix: Mix, words: Words) -> list[Field]:
    """Return the form of a mix, in percent."""
    return [Field(pillar, words(f"cards.pillar_{pillar}"), str(mix.of(pillar))) for pillar in PILLARS]


def list_text(memento: Memento, part: str) -> str:
    """Return a list as the text one edits: an entry a line, voice samples with a blank line between them."""
    entries = getattr(memento, part)
    if part == "facts":
        return "\n".join(_fact_line(fact) for fact in entries)
    return ("\n\n" if part == "voice" else "\n").join(entries)


def list_of(part: str, text: str) -> tuple[Any, ...]:
    """Return the entries a text describes. Raises ``ValidationError``."""
    if part == "voice":
        return tuple(filter(None, (piece.strip() for piece in text.split("\n\n"))))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if part != "facts":
        return tuple(dict.fromkeys(lines))
    return tuple(_fact(line) for line in lines)


def _fact(line: str) -> KnownFact:
    cells = [cell.strip() for cell in line.split(BAR, 4)] + [""] * 4
    return KnownFact(value=cells[0], unit=cells[1], what=cells[2], source=cells[3], date=cells[4] or None)


def wrong_with(make: Any, words: Words) -> str | None:
    """Return what is wrong with what ``make`` builds, in the person's language; ``None`` when nothing is."""
    try:
        make()
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = str(fault["loc"][0]) if fault["loc"] else "mix"
        return words(f"memento.wrong_{where}") if where in ("name", "mix", "value") else words("memento.wrong_number")
    except ValueError:
        return words("memento.wrong_number")
    return None
