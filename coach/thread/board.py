"""The skeleton as a board: a row for each thing said or missing, each of which can be written, moved or taken out."""

from __future__ import annotations

from typing import NamedTuple

from coach.thread.skeleton import Claim, Limit, Part, Proof, Skeleton, add, amend, drop, move, place_of


class Row(NamedTuple):
    """One line of the board."""

    part: Part
    text: str
    """Empty when it is missing."""
    claim: str | None = None
    """Id of the claim it belongs to; ``None`` for the thread itself."""
    place: int = 0
    """Which proof of the claim, from 0."""
    number: int = 0
    """Number of the claim, from 1; 0 for the thread itself."""


def rows(skeleton: Skeleton) -> tuple[Row, ...]:
    """Return the board from the thesis down to the question; a claim without proof has an empty row for one."""
    found = [Row("thesis", skeleton.thesis)]
    for number, claim in enumerate(skeleton.claims, 1):
        found.append(Row("claim", claim.text, claim.id, number=number))
        proofs = [proof.text for proof in claim.proofs] or [""]
        found += [Row("proof", text, claim.id, place, number) for place, text in enumerate(proofs)]
        found.append(Row("limit", claim.limit.text if claim.limit else "", claim.id, number=number))
        found.append(Row("plain", claim.plain, claim.id, number=number))
    found.append(Row("limit", skeleton.limit.text if skeleton.limit else ""))
    found.append(Row("question", skeleton.question))
    return tuple(found)


def write(skeleton: Skeleton, row: Row, text: str) -> Skeleton:
    """Return ``skeleton`` with ``text`` on that row; an empty text takes a proof or a limit out. Raises ``KeyError``."""
    if row.claim is None:
        held: object = (Limit(text=text) if text.strip() else None) if row.part == "limit" else text
        return Skeleton.model_validate({**dict(skeleton), row.part: held})
    claim = skeleton.claims[place_of(skeleton, row.claim)]
    return amend(skeleton, _written(claim, row, text))


def _written(claim: Claim, row: Row, text: str) -> Claim:
    said = text.strip()
    match row.part:
        case "proof":
            proofs = list(claim.proofs)
            source = proofs[row.place].source if row.place < len(proofs) else ""
            proofs[row.place : row.place + 1] = [Proof(text=said, source=source)] if said else []
            return claim.model_copy(update={"proofs": tuple(proofs)})
        case "limit":
            return claim.model_copy(update={"limit": Limit(text=said) if said else None})
        case "plain":
            return Claim.model_validate({**dict(claim), "plain": said})
        case _:
            return Claim.model_validate({**dict(claim), "text": said})


def another_proof(skeleton: Skeleton, claim: str, text: str) -> Skeleton:
    """Return ``skeleton`` with one more proof under the claim of that id. Raises ``KeyError``."""
    held = skeleton.claims[place_of(skeleton, claim)]
    return amend(skeleton, held.model_copy(update={"proofs": (*held.proofs, Proof(text=text))}))


def another_claim(skeleton: Skeleton, claim_id: str, text: str, after: str | None = None) -> Skeleton:
    """Return ``skeleton`` with one more claim, after ``after`` or last. Raises ``ValueError`` for an id there is."""
    at = place_of(skeleton, after) + 1 if after is not None else None
    return add(skeleton, Claim(id=claim_id, text=text), at)


def shift(skeleton: Skeleton, claim: str, step: int) -> Skeleton:
    """Return ``skeleton`` with the claim of that id ``step`` places further on. Raises ``KeyError``."""
    return move(skeleton, claim, place_of(skeleton, claim) + step)


def take_out(skeleton: Skeleton, row: Row) -> tuple[Skeleton, str]:
    """Return ``skeleton`` without what the row holds (a whole claim for the row of a claim), and the words taken out."""
    if row.part == "claim" and row.claim is not None:
        claim = skeleton.claims[place_of(skeleton, row.claim)]
        said = [claim.text, *(proof.text for proof in claim.proofs), claim.limit.text if claim.limit else "", claim.plain]
        return drop(skeleton, row.claim), " ".join(part for part in said if part)
    return write(skeleton, row, ""), row.text
