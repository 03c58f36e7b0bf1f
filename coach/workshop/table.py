"""What lies on the table before one person at a step: the pieces to read, pick or match, dealt by lot and without names.

The lot is drawn from the session's seed, so every window and every replay deals the same hands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from coach.text import sentences
from coach.workshop.exercise import TEXT, Exercise, Part, Role, Round, Split, Step
from coach.workshop.session import Person, State

T = TypeVar("T")
ANSWER = 200
"""Characters of the longest answer of a step ``match``."""
MOST_OPTIONS = 40
"""Options of a step at most."""


class Piece(NamedTuple):
    """One thing to read, pick or match."""

    id: str
    """Stays the same for the session; tells nothing of the author."""
    text: str
    author: str | None = None
    """Id of the participant who wrote it. Never to be shown where names are guessed."""


def lot(items: Iterable[T], seed: int, *salt: str) -> list[T]:
    """Return ``items`` in an order drawn from the seed: the same for the same seed and salt, on every machine."""
    drawn = [(_hash(seed, *salt, str(place)), item) for place, item in enumerate(items)]
    return [item for _, item in sorted(drawn, key=lambda pair: pair[0])]


def _hash(seed: int, *said: str) -> str:
    return hashlib.blake2b("\x1f".join((str(seed), *said)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def pieces(state: State, step: Step, who: str) -> tuple[Piece, ...]:
    """Return what ``who`` finds on the table at ``step``: all of it, or the hand they are dealt."""
    found = list(_options(step)) if step.source is None else _laid_out(state, step, who)
    if step.deal is not None and step.deal < len(found):
        return tuple(lot(found, state.seed, step.id, who)[: step.deal])
    return tuple(found)


def _options(step: Step) -> Iterable[Piece]:
    return (Piece(f"o{place}", text) for place, text in enumerate(step.options)) if step.kind == "choose" else ()


def _laid_out(state: State, step: Step, who: str) -> list[Piece]:
    source = step.source or ""
    taken = state.exercise.step(source) if state.exercise else None
    if taken is None:
        texts = texts_of(state.exercise, state.inputs, source) if state.exercise else ()
        return [Piece(f"{source}.{place}", text) for place, text in enumerate(_cut(texts, step.split))]
    if step.whose == "own":
        person = state.people.get(who)
        return [piece for turn in turns(state, taken) for piece in _own(state, turn, person, who, step.split)] if person else []
    found = [
        Piece(_hash(state.seed, turn.id, author, part, str(place)), text, author)
        for author, person in state.people.items()
        for turn in turns(state, taken)
        if (step.whose == "all" or author != who) and seen(turn, person)
        for part, said in person.wrote.get(turn.id, {}).items()
        for place, text in enumerate(_cut([said.text], step.split))
    ]
    # By the hash of author and step: shuffled, and in the same order for everybody whoever came when.
    return sorted(found, key=lambda piece: piece.id)


def _own(state: State, taken: Step, person: Person, who: str, split: Split) -> list[Piece]:
    if taken.kind == "choose":
        return [piece for piece in pieces(state, taken, who) if piece.id in person.chose.get(taken.id, ())]
    texts = [(part, said.text) for part, said in person.wrote.get(taken.id, {}).items()]
    return [
        Piece(f"{taken.id}.{part}.{place}", text, who) for part, whole in texts for place, text in enumerate(_cut([whole], split))
    ]


def texts_of(exercise: Exercise, brought: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """Return the texts of an input: those brought, the exercise's own otherwise."""
    given = exercise.input(name)
    return tuple(brought.get(name) or (given.texts if given else ()))


def _cut(texts: Iterable[str], split: Split) -> list[str]:
    match split:
        case "sentences":
            cut = [span.of(text) for text in texts for span in sentences(text)]
        case "lines":
            cut = [line for text in texts for line in text.splitlines()]
        case _:
            cut = list(texts)
    return [piece.strip() for piece in cut if piece.strip()]


def turns(state: State, step: Step) -> tuple[Step, ...]:
    """Return a step as it is played: round by round when the roles turn, itself otherwise."""
    of = step.of if isinstance(step, Round) else step.id
    found = tuple(each for each in state.plan if isinstance(each, Round) and each.of == of)
    return found or (step,)


def seen(step: Step, person: Person) -> bool:
    """Tell whether the group may see what somebody wrote at a step: their own word first, the step's rule otherwise."""
    return person.shared.get(step.id, step.shown != "nobody")


def signed(step: Step, person: Person) -> bool:
    """Tell whether the name may stand beside it: they shared it, or the step said it would."""
    return seen(step, person) and (person.shared.get(step.id, False) or step.shown == "group")


def asked(state: State, step: Step, who: str) -> tuple[Part, ...]:
    """Return the texts a step asks ``who`` for, each with its label; an empty label for the only one."""
    if step.each is not None:
        person, picked = state.people.get(who), state.exercise.step(step.each) if state.exercise else None
        chosen = _own(state, picked, person, who, "whole") if person and picked else []
        # By the piece and not its place: picking another one later must not move a text under it.
        return tuple(Part(id=f"p{_hash(0, piece.id)}", label=piece.text[:200]) for piece in chosen)
    if step.kind == "talk" and step.roles:
        role = role_of(state, step, who)
        return role.sheet if role else ()
    return step.parts or ((Part(id=TEXT, label=step.title),) if step.kind == "write" else ())


def begins_with(state: State, step: Step, who: str) -> str:
    """Return the text a writing begins with: one's own at an earlier step, or the pieces one picked there."""
    person = state.people.get(who)
    taken = state.exercise.step(step.begins_with) if state.exercise and step.begins_with else None
    if person is None or taken is None:
        return ""
    return "\n".join(piece.text for piece in _own(state, taken, person, who, "whole"))


def circles(people: Sequence[str], size: int, seed: int, step: str) -> list[list[str]]:
    """Return people in groups of ``size`` drawn by lot; those left over join the last groups, one each. Nobody stays alone."""
    drawn = lot(people, seed, step, "circles")
    count = max(1, len(drawn) // max(1, size))
    return [drawn[at::count] for at in range(count)] if drawn else []


def role_of(state: State, step: Step, who: str) -> Role | None:
    """Return whom ``who`` plays at a step, or at this round of it; people beyond the roles share the last one, an observer's.

    Nobody plays a role to oneself: alone, there is none. Those who were here when the round opened keep their roles whoever comes
    after: a late one takes a role that is free, or the last, and turns with the others from the next round on.
    """
    if not step.roles or state.alone:
        return None
    turn, name = (step.turn, step.of) if isinstance(step, Round) else (0, step.id)
    everybody, last = tuple(state.people), len(step.roles) - 1
    here = _enough(state.dealt.get(step.id, ()), everybody)
    first = _enough(state.dealt.get(name, ()), here)
    tables = circles(first, len(step.roles), state.seed, name)
    _sit_down(tables, [each for each in here if each not in first])
    for circle in tables:
        if who in circle:
            return step.roles[min((circle.index(who) + turn) % len(circle), last)]
    _sit_down(tables, [each for each in everybody if each not in here and each not in first])
    return next((step.roles[min(circle.index(who), last)] for circle in tables if who in circle), step.roles[last])


def _enough(dealt: tuple[str, ...], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return those who were dealt roles, unless there were too few to play: then nobody has begun."""
    return dealt if len(dealt) > 1 else otherwise


def _sit_down(tables: list[list[str]], late: Sequence[str]) -> None:
    """Seat each at the end of the smallest circle."""
    for each in late:
        min(tables, key=len).append(each)


def settled(exercise: Exercise, brought: Mapping[str, Sequence[str]]) -> Exercise:
    """Return the exercise with the options its inputs give, as brought, before its own."""
    return exercise.model_copy(update={"steps": tuple(_with_options(step, exercise, brought) for step in exercise.steps)})


def _with_options(step: Step, exercise: Exercise, brought: Mapping[str, Sequence[str]]) -> Step:
    if step.options_from is None:
        return step
    lines = (" ".join(text.split()) for text in texts_of(exercise, brought, step.options_from))
    short = dict.fromkeys(line if len(line) <= ANSWER else line[: ANSWER - 1] + "…" for line in lines)
    given = [line for line in short if line not in step.options][: MOST_OPTIONS - len(step.options)]
    return step.model_copy(update={"options": (*given, *step.options)})
