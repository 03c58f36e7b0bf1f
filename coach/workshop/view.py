"""What one participant may be shown of a session: all of their own, and of the others no more than they let the group see.

What is not shown is not sent: a participant's own machine gets this view and nothing else.
"""

from __future__ import annotations

from coach.workshop.exercise import TEXT, Step
from coach.workshop.session import Person, State
from coach.workshop.table import seen, signed

def view(state: State, who: str) -> State:
    """Return ``state`` as ``who`` may see it."""
    people = {other: person if other == who else _of_another(state, person) for other, person in state.people.items()}
    return state.model_copy(update={"people": people})


def _of_another(state: State, person: Person) -> Person:
    """Return somebody with the texts the group may see; when they work, and what they pick, is the trainer's to know."""
    shown = {step.id: person.wrote[step.id] for step in state.plan if step.id in person.wrote and seen(step, person)}
    kept = {step: answer for step, answer in person.shared.items() if step in shown}
    return Person(name=person.name, here=True, active=state.begun or person.active, wrote=shown, shared=kept)


def shared_texts(state: State, step: Step) -> tuple[tuple[str, str, str], ...]:
    """Return what the group may see of a step: who wrote it (an id), their name when it may stand there, the text."""
    return tuple(
        (who, person.name if signed(step, person) else "", said.text)
        for who, person in state.people.items()
        if seen(step, person)
        for part, said in sorted(person.wrote.get(step.id, {}).items(), key=lambda pair: (pair[0] != TEXT, pair[0]))
        if said.text.strip()
    )
