"""Numbers of sentences a model gave, read as the person's own text: an order that loses nothing, the board of a thread. Pure."""

from __future__ import annotations

from coach.assist.counsel_tasks import Order, ThreadPlan
from coach.assist.material import Material
from coach.finding import Value
from coach.thread.skeleton import Claim, Limit, Proof, Skeleton


class Plan(Value):
    """A board of a thread made of the person's sentences."""

    board: Skeleton
    rest: tuple[str, ...] = ()
    """Sentences that found no row: they go to the ideas, not to waste."""


def ordered(answer: Order, count: int) -> list[int] | None:
    """Return the numbers of the sentences that stay, in their new order; ``None`` when a number is unknown or said twice.

    A sentence the model forgot is not dropped by that: it follows the one it followed.
    """
    named = [*answer.order, *answer.drop]
    if not answer.order or len(set(named)) != len(named) or not set(named) <= set(range(1, count + 1)):
        return None
    order = list(answer.order)
    for forgotten in range(1, count + 1):
        if forgotten not in named:
            before = next((n for n in range(forgotten - 1, 0, -1) if n in order), None)
            order.insert(0 if before is None else order.index(before) + 1, forgotten)
    return order


def plan_of(answer: ThreadPlan, material: Material) -> Plan | None:
    """Return the board a plan describes; ``None`` when it has no claim, or a number is unknown or said twice.

    What the plan leaves aside is not lost: its last question asks the readers, its first statement is the thesis.
    """
    named = [n for one in answer.claims for n in (one.claim, *one.proofs, *([one.limit] if one.limit else []))]
    said = dict(enumerate(material.sentences, 1))
    if not answer.claims or len(set(named)) != len(named) or not set(named) <= said.keys():
        return None
    claims = tuple(
        Claim(
            id=f"c{at}",
            text=said[one.claim],
            proofs=tuple(Proof(text=said[n]) for n in one.proofs),
            limit=Limit(text=said[one.limit]) if one.limit else None,
        )
        for at, one in enumerate(answer.claims, 1)
    )
    rest = [text for n, text in said.items() if n not in named]
    question = next((text for text in reversed(rest) if text.endswith("?")), "")
    thesis = next((text for text in rest if not text.endswith("?")), "")
    board = Skeleton(lang=material.lang, thesis=thesis, claims=claims, question=question)
    return Plan(board=board, rest=tuple(text for text in rest if text not in (question, thesis)))
