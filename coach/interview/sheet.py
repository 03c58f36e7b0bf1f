"""The sheet shown before the draft: two angles, the facts, the key sentence, what is missing, what must not be published."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import AliasChoices, Field

from coach.finding import Value
from coach.interview.bank import Bank, read_bank
from coach.interview.formats import Format, Slot, asked_slots
from coach.interview.listening import hear
from coach.interview.pieces import Gathered, Piece, gather
from coach.interview.quoting import fragment
from coach.interview.shape import choose_format, choose_hook, held, unmet
from coach.interview.sufficiency import suffices
from coach.interview.turns import Interview, filled, turn_of

FACTS = 8
"""Facts shown at most."""
_VIEWS: tuple[Slot, ...] = ("position", "enjeu", "moi")
ANGLE_QUOTE = 110
"""Characters of a quotation in an angle: room for a whole thought."""


class Fact(Value):
    """Something one could check, in the person's words."""

    text: str
    from_: tuple[str, ...] = Field(validation_alias=AliasChoices("from", "from_"), serialization_alias="from")


class Angle(Value):
    """A way into the text, which quotes the person."""

    text: str
    opening: str
    """The sentence it begins with, as it was said (see ``opening`` of :func:`coach.interview.draft.draft`)."""


class Sheet(Value):
    """What the interview found, to be approved before anything is drafted."""

    angle: str
    """The angle proposed first."""
    angles: tuple[Angle, ...]
    """Two when there is enough, each quoting the person; none when nothing was said."""
    facts: tuple[Fact, ...]
    key_sentence: str
    """The sentence the text turns on, as it was said; empty when nothing was said."""
    missing: tuple[Slot, ...]
    red_lines: tuple[str, ...]
    format: Format
    """The format the answers carry, or the one asked for."""


def sheet(interview: Interview, *, bank: Bank | None = None) -> Sheet:
    """Return the sheet of an interview, finished or not."""
    bank = bank or read_bank(interview.lang)
    found = gather(interview)
    chosen = choose_format(found.pieces, interview)
    key = _key(found.pieces, interview)
    angles = _angles(found.pieces, chosen, key, interview, bank)
    return Sheet(
        angle=angles[0].text if angles else "",
        angles=angles,
        facts=_facts(found.pieces, interview),
        key_sentence=key.raw if key else "",
        missing=_missing(found, chosen, interview),
        red_lines=(*found.red_lines, *interview.never),
        format=chosen,
    )


def _facts(pieces: Sequence[Piece], interview: Interview) -> tuple[Fact, ...]:
    """Return the sentences with a figure, a date, a name or a quotation, in the order they were said."""
    kept = []
    for piece in pieces:
        heard = hear(piece.raw, interview.lang)
        if not heard.question and heard.figure + heard.time + heard.year + heard.name + heard.quoted:
            kept.append(Fact(text=piece.raw, from_=(piece.source,)))
    return tuple(kept[:FACTS])


def _key(pieces: Sequence[Piece], interview: Interview) -> Piece | None:
    """Return what the person concludes, else what they stress or went through, else the most concrete thing they said."""
    for slot in (*_VIEWS, "friction", "phrase"):
        said = [p for p in pieces if p.slot == slot]
        if said:
            return max(said, key=lambda p: (hear(p.raw, interview.lang).thinks, hear(p.raw, interview.lang).words))
    return max(pieces, key=lambda p: hear(p.raw, interview.lang).concrete, default=None)


def _angles(pieces: Sequence[Piece], chosen: Format, key: Piece | None, interview: Interview, bank: Bank) -> tuple[Angle, ...]:
    """Return two ways in: from what happened to what it means, and the other way round."""
    lang, turn = interview.lang, turn_of(interview, "angle")
    hook = choose_hook([p for p in pieces if p != key], chosen, lang) or choose_hook(pieces, chosen, lang) or key
    if hook is None or key is None:
        return ()
    one, two = fragment(hook.raw, lang, ANGLE_QUOTE), fragment(key.raw, lang, ANGLE_QUOTE)
    if one and two and one != two:
        wordings = bank.angles.turned if key.slot in _VIEWS else bank.angles.story
        pair, turned = bank.angles.pair[turn % len(bank.angles.pair)], wordings[turn % len(wordings)]
        return (
            Angle(text=pair.format(one=one, two=two), opening=hook.raw),
            Angle(text=turned.format(one=one, two=two), opening=key.raw),
        )
    other = next((f for p in pieces if p != hook and (f := fragment(p.raw, lang))), None)
    first = (Angle(text=bank.angles.single[turn % len(bank.angles.single)].format(one=one), opening=hook.raw),) if one else ()
    wordings = bank.angles.other
    return (*first, Angle(text=wordings[turn % len(wordings)].format(two=other), opening=hook.raw)) if other else first


def _missing(found: Gathered, chosen: Format, interview: Interview) -> tuple[Slot, ...]:
    """Return what the text will lack: unmet needs of the format first, then what was asked in vain."""
    have = held(found.pieces, interview) | filled(interview)
    if suffices("preuve", "\n".join(p.raw for p in found.pieces), interview.lang):
        have |= {"preuve"}
    asked = {t.slot for t in interview.turns if t.outcome in ("absent", "skipped") and t.slot not in have} - {"lien_message"}
    order = asked_slots(interview.format, interview.persona, message=interview.message is not None)
    lacking = unmet(chosen, held(found.pieces, interview))
    return tuple(dict.fromkeys([*lacking, *(s for s in order if s in asked), *sorted(asked)]))
