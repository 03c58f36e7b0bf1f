"""What one participant may be shown of a session: all of their own, and of the others what they let the group see, unsigned.

What is not shown is not sent: a participant's own machine gets this and nothing else. Texts of the others come as pieces without
their author: whoever looks into what their machine received must not learn who wrote what the room is guessing.
"""

from __future__ import annotations

from coach.finding import Value
from coach.workshop.exercise import TEXT, Step
from coach.workshop.session import Person, State
from coach.workshop.table import asked, begins_with, pieces, role_of, seen, signed


class Before(Value):
    """What lies before one person at the open step."""

    step: str | None = None
    pieces: tuple[tuple[str, str], ...] = ()
    """Id and text of each piece; the id tells nothing of the author."""
    fields: tuple[tuple[str, str, str], ...] = ()
    """Part, label, and the text it begins with."""
    role: str | None = None
    """Whom they play, and how."""


def view(state: State, who: str) -> State:
    """Return ``state`` as ``who`` may see it: of the others, that they are there and what they are called."""
    people = {other: person if other == who else _of_another(state, person) for other, person in state.people.items()}
    return state.model_copy(update={"people": people})


def _of_another(state: State, person: Person) -> Person:
    """Return somebody without what they did; when they work, and what they pick, is the trainer's to know."""
    return Person(name=person.name, active=state.begun or person.active)


def before(state: State, who: str) -> Before:
    """Return what lies before ``who`` at the open step."""
    step = state.current
    if step is None or who not in state.people:
        return Before()
    begun, role = begins_with(state, step, who), role_of(state, step, who)
    laid = pieces(state, step, who) if step.kind != "look" else ()
    return Before(
        step=step.id,
        pieces=tuple((piece.id, piece.text) for piece in laid),
        fields=tuple((part.id, part.label, begun) for part in asked(state, step, who)),
        role=f"{role.name} : {role.prompt}" if role else None,
    )


def shared_texts(state: State, step: Step) -> tuple[tuple[str, str, str], ...]:
    """Return what the group may see of a step: who wrote it (an id), their name when it may stand there, the text."""
    return tuple(
        (who, person.name if signed(step, person) else "", said.text)
        for who, person in state.people.items()
        if seen(step, person)
        for part, said in sorted(person.wrote.get(step.id, {}).items(), key=lambda pair: (pair[0] != TEXT, pair[0]))
        if said.text.strip()
    )
