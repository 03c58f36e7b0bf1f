"""An expert's notes as a first skeleton: every sentence once, on the row it looks made for; the person moves the rest."""

from __future__ import annotations

from coach.context import Language
from coach.text import Span, sentences
from coach.thread.claims import shown
from coach.thread.cues import plain, says
from coach.thread.limits import said_plainly
from coach.thread.skeleton import Claim, Limit, Proof, Skeleton
from coach.thread.units import Unit, units

LONGEST = 20_000
"""Characters of notes read at once."""


def begun(text: str, lang: Language) -> Skeleton:
    """Return the skeleton of ``text``: its first paragraph as thesis, a claim a paragraph, its last question as the question.

    Under a claim, sentences that show something are its proof, one that says where it stops its limit, one that explains its
    plain words. Nothing is lost, nothing is added.
    """
    text = text[:LONGEST]
    blocks = units(text, [Span(s.start, s.end) for s in sentences(text)])
    if not blocks:
        return Skeleton(lang=lang)
    question = blocks.pop() if len(blocks) > 1 and blocks[-1].only_asks() else None
    limit = blocks.pop() if len(blocks) > 2 and said_plainly(blocks[-1], lang) else None
    thesis, *body = blocks
    return Skeleton(
        lang=lang,
        thesis=_raw(thesis, text),
        claims=tuple(_claim(f"c{n}", block, text, lang) for n, block in enumerate(body, 1)),
        limit=Limit(text=_raw(limit, text)) if limit else None,
        question=_raw(question, text) if question else "",
    )


def _raw(block: Unit, text: str) -> str:
    """Return the words of a block as they were typed, on one line."""
    return " ".join(text[block.start : block.start + len(block.text)].split())


def _claim(claim_id: str, block: Unit, text: str, lang: Language) -> Claim:
    typed = text[block.start : block.start + len(block.text)]
    said = [" ".join(span.of(typed).split()) for span in sentences(typed)]
    first, *rest = said or [""]
    proofs: list[str] = []
    limits: list[str] = []
    explained: list[str] = []
    for sentence in rest:
        read = plain(sentence)
        if says("limit", read, lang) or says("limit_start", read, lang):
            limits.append(sentence)
        elif (says("plainly", read, lang) or says("definition", read, lang)) and not shown(read, lang):
            explained.append(sentence)
        else:
            proofs.append(sentence)
    return Claim(
        id=claim_id,
        text=first,
        proofs=(Proof(text=" ".join(proofs)),) if proofs else (),
        limit=Limit(text=" ".join(limits)) if limits else None,
        plain=" ".join(explained),
    )
