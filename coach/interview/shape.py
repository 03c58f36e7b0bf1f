"""The shape of a text: which format the words can carry, in which order they stand, and which sentence opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.context import Language
from coach.interview.formats import Format, Slot, needs, told_order
from coach.interview.listening import hear
from coach.interview.pieces import Piece
from coach.interview.sufficiency import fills, suffices
from coach.interview.turns import Interview

Shared = Callable[[str], float]
"""How much of a sentence colleagues have already published, 0 to 1."""

HOOK_WORDS = 28
"""Words after which an opening sentence loses its reader."""
HOOK_LEAST = 4
"""Words without which it says nothing yet."""
_MOVABLE: frozenset[Slot] = frozenset({"scene", "preuve", "friction", "phrase", "moi"})


class Block(NamedTuple):
    """Sentences of one answer that stay together."""

    slot: Slot
    source: str
    pieces: tuple[Piece, ...]
    loose: bool = False
    """It leans on something that does not stand just before it."""


def held(pieces: Sequence[Piece], interview: Interview) -> frozenset[Slot]:
    """Return the slots that the usable sentences fill, by what was answered or told in passing."""
    lang = interview.lang
    given = {t.slot for t in interview.turns if t.outcome == "answered"} & {p.slot for p in pieces}
    told: dict[str, str] = {}
    for piece in pieces:
        told[piece.source] = f"{told.get(piece.source, '')} {piece.raw}"
    passing = {slot for text in told.values() for slot in told_order("recit") if fills(slot, text, lang)}
    own = {slot for source, slot in {(p.source, p.slot) for p in pieces} if suffices(slot, told[source], lang)}
    return frozenset(given | passing | own)


def choose_format(pieces: Sequence[Piece], interview: Interview) -> Format:
    """Return the format asked for, or for ``auto`` the one the words already carry."""
    if interview.format != "auto":
        return interview.format
    have = held(pieces, interview)
    told = [hear(p.raw, interview.lang) for p in pieces]
    if "scene" not in have and {"preuve", "enjeu", "position"} <= have and interview.persona in ("expert", "leader"):
        return "decryptage"
    if "position" in have and any(h.fault for h in told):
        return "echec"
    if "scene" in have and have & {"friction", "phrase"} and "position" in have:
        return "recit"
    if any(h.thanks for h in told) and have & {"phrase", "scene"} and "position" not in have:
        return "merci"
    if "position" in have and have & {"scene", "preuve"}:
        return "prise_de_position"
    if "preuve" in have and not have & {"scene", "friction"}:
        return "chiffre"
    return "partage_commente" if interview.message and have & {"moi", "position"} and "scene" not in have else "recit"


def unmet(chosen: Format, have: frozenset[Slot]) -> tuple[Slot, ...]:
    """Return what the format cannot do without and the words do not hold."""
    return tuple(slots[0] for slots in needs(chosen) if not have.intersection(slots))


def choose_hook(pieces: Sequence[Piece], chosen: Format, lang: Language, shared: Shared | None = None) -> Piece | None:
    """Return the most specific sentence that can stand first, the least shared with colleagues when ``shared`` can tell."""
    able = [p for p in pieces if _may_open(p, lang)]
    if not able:
        return None
    opening = told_order(chosen)[0]
    return max(able, key=lambda p: _hook_worth(p, opening, lang) - (4 * shared(p.text) if shared else 0))


def _may_open(piece: Piece, lang: Language) -> bool:
    """Tell whether a sentence can be understood with nothing before it, and says enough."""
    heard = hear(piece.raw, lang)
    stands = piece.leans is None and not (heard.third and not (heard.person or heard.name or piece.first))
    return stands and piece.slot != "question" and not piece.text.endswith("?") and heard.words >= HOOK_LEAST


def _hook_worth(piece: Piece, opening: Slot, lang: Language) -> float:
    heard = hear(piece.raw, lang)
    worth = 2.0 * min(heard.figure, 3) + 2.0 * min(heard.name, 2) + 2.0 * heard.quoted
    worth += 1.5 * min(heard.time + heard.year, 2) + 1.0 * min(heard.place, 2) + heard.person + 0.5 * min(heard.object, 2)
    worth += 0.5 * min(heard.first_person, 2) + 1.5 * (piece.slot == opening) + 3.0 * piece.first
    return worth - max(0, heard.words - HOOK_WORDS) / 5 - 4 * (piece.source == "idea")


def arrange(pieces: Sequence[Piece], chosen: Format, hook: Piece | None, lang: Language) -> list[Block]:
    """Return the sentences in the order of the format, the hook and what leans on it first.

    Sentences of one answer keep their order (the hook apart). A block that speaks of somebody named in another one follows it;
    where it cannot, it is ``loose``.
    """
    front = _with_tail(pieces, hook) if hook else ()
    rest = [p for p in pieces if p not in front]
    order = told_order(chosen)
    blocks: list[Block] = []
    for piece in rest:
        if blocks and (blocks[-1].source, blocks[-1].slot) == (piece.source, piece.slot):
            blocks[-1] = blocks[-1]._replace(pieces=(*blocks[-1].pieces, piece))
        else:
            blocks.append(Block(piece.slot, piece.source, (piece,)))
    blocks.sort(key=lambda b: order.index(b.slot))
    if front and hook:
        blocks.insert(0, Block(hook.slot, hook.source, front))
    return _bound(blocks, pieces, lang)


def _with_tail(pieces: Sequence[Piece], hook: Piece) -> tuple[Piece, ...]:
    """Return the hook and what goes with it: its whole answer when it begins it, else what would lose its subject without it."""
    at = pieces.index(hook)
    end = at + 1
    while end < len(pieces) and (pieces[end].source, pieces[end].slot) == (hook.source, hook.slot):
        if not hook.first and pieces[end].leans is None:
            break
        end += 1
    return tuple(pieces[at:end])


def _bound(blocks: list[Block], said: Sequence[Piece], lang: Language) -> list[Block]:
    """Move each block that leans on another one after it, or mark it loose."""
    placed = list(blocks)
    for block in blocks:
        first = block.pieces[0]
        if first.leans is None or block.slot == "question":
            continue
        target = _leant_on(first, said, lang)
        at = placed.index(block)
        before = placed[at - 1].pieces if at else ()
        if target in before or (first.leans == "who" and before and _somebody(before[-1], lang)):
            continue
        if target is None:
            if first.leans == "who":
                placed[at] = block._replace(loose=True)
            continue
        if block.slot in _MOVABLE and at > 0 and any(target in b.pieces for b in placed):
            placed.pop(at)
            after = next(i for i, b in enumerate(placed) if target in b.pieces)
            placed.insert(after + 1, block)
        else:
            placed[at] = block._replace(loose=True)
    return placed


def _leant_on(first: Piece, said: Sequence[Piece], lang: Language) -> Piece | None:
    """Return the sentence that ``first`` leans on, as it was said: the last to name somebody, or simply the one before."""
    before = said[: said.index(first)]
    if not before:
        return None
    if first.leans == "who":
        return next((p for p in reversed(before) if _somebody(p, lang)), before[-1])
    return before[-1]


def _somebody(piece: Piece, lang: Language) -> bool:
    heard = hear(piece.raw, lang)
    return bool(heard.person or heard.name)
