"""A draft out of the person's own words: their sentences, ordered, each with where it comes from, and gaps left visible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from pydantic import AliasChoices, Field

from coach.finding import Value
from coach.interview.bank import Bank, read_bank
from coach.interview.formats import Format, Slot, told_order
from coach.interview.listening import hear
from coach.interview.pieces import Piece, Unused, gather
from coach.interview.shape import Block, Shared, arrange, choose_format, choose_hook, held, unmet
from coach.interview.turns import Interview, turn_of
from coach.text import words

PARAGRAPH = 3
"""Sentences of one answer that stay in one paragraph."""

SHOWN: tuple[Slot, ...] = ("scene", "position")
"""What, once said to be absent, stays visible as a gap: the other absences only shorten the text."""

DraftKind = Literal["own", "cleaned", "gap"]
"""A slice of the answer; the same with other spaces, capitals or marks; a visible bracket of the closed list."""


class DraftSentence(Value):
    """A sentence of a draft. ``text`` is a slice of the draft; sentences follow each other in it."""

    text: str
    from_: tuple[str, ...] = Field(default=(), validation_alias=AliasChoices("from", "from_"), serialization_alias="from")
    """``idea``, ``a1``, ``a2``…; empty for a gap."""
    kind: DraftKind


class Drafted(Value):
    """A draft, its provenance, and what it left out."""

    text: str
    sentences: tuple[DraftSentence, ...]
    own_share: float = Field(ge=0, le=1)
    """Share of the words that are the person's, 0 to 1; 1 for an empty draft."""
    format: Format
    unused: tuple[Unused, ...] = ()
    """What was said and not used, with the reason."""

    @property
    def for_later(self) -> tuple[str, ...]:
        """What is worth the idea bank: neither a repetition, nor the company's words, nor what must not be published."""
        return tuple(sentence.text for sentence in self.unused if sentence.why == "thin")


def draft(
    interview: Interview,
    *,
    shared: Shared | None = None,
    opening: str | None = None,
    fillers: bool = False,
    bank: Bank | None = None,
) -> Drafted:
    """Return the draft the answers make. No word is added but the visible gaps of the closed list.

    ``shared`` tells how much of a sentence colleagues have published already; ``opening`` is the sentence to begin with (an
    angle's), in the person's words; ``fillers`` drops the "euh" and "ben" of speech.
    """
    bank = bank or read_bank(interview.lang)
    gathered = gather(interview, fillers=fillers)
    chosen = choose_format(gathered.pieces, interview)
    hook = next((p for p in gathered.pieces if opening and p.raw.strip() == opening.strip()), None)
    hook = hook or choose_hook(gathered.pieces, chosen, interview.lang, shared)
    blocks = arrange(gathered.pieces, chosen, hook, interview.lang)
    paragraphs = _with_gaps(blocks, _lacking(chosen, held(gathered.pieces, interview), interview), chosen, interview, bank)
    sentences = tuple(s for paragraph in paragraphs for s in paragraph)
    return Drafted(
        text="\n\n".join(" ".join(s.text for s in paragraph) for paragraph in paragraphs),
        sentences=sentences,
        own_share=_own_share(sentences),
        format=chosen,
        unused=gathered.unused,
    )


def lightened(interview: Interview) -> int:
    """Return how many sentences the "euh" and "ben" of speech would be dropped from."""
    spoken, lighter = gather(interview).pieces, gather(interview, fillers=True).pieces
    return sum(one.text != two.text for one, two in zip(spoken, lighter, strict=False))


def _lacking(chosen: Format, have: frozenset[Slot], interview: Interview) -> tuple[Slot, ...]:
    """Return what the draft must show as a gap: needs of its format, and what the person was told would show."""
    told = {turn.slot for turn in interview.turns if turn.outcome == "absent" and not turn.aside}
    empty = [slot for slot in SHOWN if slot in told and slot not in have and slot in told_order(chosen)]
    return tuple(dict.fromkeys([*unmet(chosen, have), *empty]))


def _with_gaps(
    blocks: Sequence[Block], lacking: Iterable[Slot], chosen: Format, interview: Interview, bank: Bank
) -> list[list[DraftSentence]]:
    """Return the paragraphs: one a block, and where a need is unmet a gap in its place, never two in a row."""
    order = told_order(chosen)
    rows: list[tuple[int, list[DraftSentence]]] = []
    for i, block in enumerate(blocks):
        rank = -1 if i == 0 else order.index(block.slot)
        for first, *others in _paragraphs(block.pieces):
            row = [_sentence(piece) for piece in (first, *others)]
            if block.loose and first == block.pieces[0]:
                row.insert(0, _link(first, interview, bank))
            rows.append((rank, row))
    for slot in lacking:
        rank = order.index(slot)
        at = next((i for i, (other, _) in enumerate(rows) if other > rank), len(rows))
        rows.insert(at, (rank, [_gap(slot, chosen, interview, bank)]))
    return [row for i, (_, row) in enumerate(rows) if not (_is_gap(row) and i and _is_gap(rows[i - 1][1]))]


def _paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the sentences of an answer in paragraphs a screen can hold: a new one where nothing leans on what comes before."""
    out: list[list[Piece]] = []
    for piece in pieces:
        if out and (len(out[-1]) < PARAGRAPH or piece.leans):
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _is_gap(row: Sequence[DraftSentence]) -> bool:
    return all(sentence.kind == "gap" for sentence in row)


def _sentence(piece: Piece) -> DraftSentence:
    return DraftSentence(text=piece.text, from_=(piece.source,), kind="own" if piece.text == piece.raw else "cleaned")


def _gap(slot: Slot, chosen: Format, interview: Interview, bank: Bank) -> DraftSentence:
    wordings = bank.slots["limit" if chosen == "thread" and slot == "friction" else slot].gap
    what = wordings[turn_of(interview, f"gap {slot}") % len(wordings)]
    return DraftSentence(text=bank.marks.complete.format(what=what), kind="gap")


def _link(first: Piece, interview: Interview, bank: Bank) -> DraftSentence:
    wordings = bank.marks.link_who if first.leans == "who" else bank.marks.link_what
    return DraftSentence(text=bank.marks.link.format(what=wordings[turn_of(interview, "link") % len(wordings)]), kind="gap")


def _own_share(sentences: Sequence[DraftSentence]) -> float:
    every = sum(len(words(s.text)) for s in sentences)
    own = sum(len(words(s.text)) for s in sentences if s.kind != "gap")
    return own / every if every else 1.0


def propose_cuts(drafted: Drafted, limit: int, interview: Interview, count: Callable[[str], int] = len) -> tuple[int, ...]:
    """Return which whole sentences to drop for the text to hold in ``limit``, as ``count`` counts: a proposal, nothing is cut.

    The least concrete go first; never the opening, nor the question to the readers. Empty when the text already fits; all that
    may go when even that is not enough.
    """
    last = len(drafted.sentences) - 1
    able = [i for i, s in enumerate(drafted.sentences) if i > 0 and not (i == last and s.text.endswith("?"))]
    able.sort(key=lambda i: (drafted.sentences[i].kind != "gap", hear(drafted.sentences[i].text, interview.lang).concrete, -i))
    gone: list[int] = []
    for i in able:
        if count(without(drafted, gone)) <= limit:
            break
        gone.append(i)
    return tuple(sorted(gone))


def without(drafted: Drafted, gone: Iterable[int]) -> str:
    """Return the text of a draft without the sentences of those indexes, its paragraphs closed up."""
    dropped = set(gone)
    out: list[str] = []
    at = 0
    for i, sentence in enumerate(drafted.sentences):
        start = drafted.text.index(sentence.text, at)
        gap = drafted.text[at:start]
        at = start + len(sentence.text)
        if i not in dropped:
            out.append(("\n\n" if "\n" in gap else gap) + sentence.text)
        elif "\n" in gap and i + 1 < len(drafted.sentences):
            out.append("\n\n")
    joined = "".join(out)
    return "\n\n".join(part.strip() for part in joined.split("\n\n") if part.strip())
