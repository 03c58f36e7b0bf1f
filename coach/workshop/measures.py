"""What a group made, in figures: how unlike its texts are, and how well its members recognise each other. Nobody is ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from coach.finding import Value
from coach.rebound.own import told_apart
from coach.text import keys_of
from coach.workshop.exercise import PEOPLE, Step
from coach.workshop.session import Person, State
from coach.workshop.table import pieces, seen

LEAST = 3
"""Texts under which a group has no figure: with two, each would know whose it is."""
RUN = 5
"""Words in a row that two texts do not share by chance (seed 001: the same phrase)."""
SHORTEST = 5
"""Words of the shortest text that is compared."""


class Diversity(Value):
    """How unlike the texts of a group are."""

    n: int
    """Texts compared."""
    distance: float | None = None
    """Mean over the pairs of 1 less the share of neighbouring words in common, 0 (one text) to 1; ``None`` for too few."""
    pairs: int = 0
    alike: int = 0
    """Pairs that have five words in a row in common."""


class Recognition(Value):
    """How often the author of a text was guessed."""

    n: int
    """Guesses made."""
    right: int
    texts: int
    """Texts guessed at."""
    people: int
    """Authors one had to pick from."""

    @property
    def share(self) -> float | None:
        """Share of right guesses, 0 to 1; ``None`` without a guess."""
        return self.right / self.n if self.n else None

    @property
    def chance(self) -> float | None:
        """What guessing blindly would give; one's own text is never guessed at."""
        return 1 / (self.people - 1) if self.people > 1 else None


class Picked(Value):
    """How often one piece was picked."""

    text: str
    times: int


class Owed(Value):
    """What a text owes to a source it was written from."""

    words: int
    borrowed: int
    """Words of it that stand in passages of the source."""
    passages: tuple[str, ...] = ()
    """Those passages, as the text has them."""

    @property
    def share(self) -> float:
        """Share of the words, 0 to 1."""
        return self.borrowed / self.words if self.words else 0.0


def own_text(state: State, step: Step, who: str) -> str:
    """Return all that somebody wrote or picked at a step, a paragraph a part."""
    person = state.people.get(who)
    if person is None:
        return ""
    if step.kind == "choose":
        picked = person.chose.get(step.id, ())
        return "\n\n".join(piece.text for piece in pieces(state, step, who) if piece.id in picked)
    return "\n\n".join(said.text.strip() for said in person.wrote.get(step.id, {}).values() if said.text.strip())


def texts_at(state: State, step: Step) -> list[tuple[str, Person, str]]:
    """Return what the group may see of a step, with id and participant, in the order they came."""
    found = [(who, person, own_text(state, step, who)) for who, person in state.people.items() if seen(step, person)]
    return [each for each in found if each[2]]


def diversity(texts: Sequence[str]) -> Diversity:
    """Return how unlike ``texts`` are; those too short to compare are left out."""
    said = [keys for keys in map(keys_of, texts) if len(keys) >= SHORTEST]
    if len(said) < LEAST:
        return Diversity(n=len(said))
    two, five = ([_runs(keys, length) for keys in said] for length in (2, RUN))
    apart = [1 - _shared(one, other) for one, other in combinations(two, 2)]
    alike = sum(bool(one.keys() & other.keys()) for one, other in combinations(five, 2))
    return Diversity(n=len(said), distance=sum(apart) / len(apart), pairs=len(apart), alike=alike)


def _runs(keys: Sequence[str], length: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(keys[at : at + length]) for at in range(len(keys) - length + 1))


def _shared(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """Return twice what two texts share over what they have (Dice): 1 for the same text, in whatever length."""
    return 2 * (one & other).total() / (one.total() + other.total())


def diversity_at(state: State, step: Step) -> Diversity:
    """Return how unlike the texts of one step are."""
    return diversity([text for _, _, text in texts_at(state, step)])


def recognition(state: State, step: Step) -> Recognition:
    """Return how the guesses of a step ``match`` turned out; guesses at texts that are gone do not count."""
    guesses, right, texts, authors = 0, 0, set[str](), set[str]()
    for who, person in state.people.items():
        laid = {piece.id: piece.author for piece in pieces(state, step, who) if piece.author and piece.author != who}
        authors |= {author for author in laid.values() if author}
        for piece, answer in person.matched.get(step.id, {}).items():
            if piece in laid:
                guesses, right = guesses + 1, right + (laid[piece] == answer)
                texts.add(piece)
    return Recognition(n=guesses, right=right, texts=len(texts), people=len(authors) if step.to == PEOPLE else 0)


def picked_most(state: State, step: Step) -> tuple[Picked, ...]:
    """Return what was picked at a step ``choose`` or given at a step ``match`` to options, most often first."""
    counts: Counter[str] = Counter()
    for who, person in state.people.items():
        laid = {piece.id: piece.text for piece in pieces(state, step, who)}
        counts.update(laid[pick] for pick in dict.fromkeys(person.chose.get(step.id, ())) if pick in laid)
        if step.to == "options":
            given = person.matched.get(step.id, {})
            counts.update(f"{laid[piece]} → {answer}" for piece, answer in given.items() if piece in laid)
    return tuple(Picked(text=text, times=times) for text, times in counts.most_common())


def owed(text: str, source: str) -> Owed:
    """Return what ``text`` has of ``source``, and where."""
    copied = told_apart(text, source).copied
    taken = tuple(span.of(text) for span in copied)
    return Owed(words=len(keys_of(text)), borrowed=sum(len(keys_of(each)) for each in taken), passages=taken)
