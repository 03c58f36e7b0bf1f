"""An exercise: what a trainer writes in ``exercises/*.md``, as a frozen value. Six kinds of step, and data for all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import ConfigDict, Field

from coach.context import Language
from coach.line.memento import Noted
from coach.phrases import phrase

Kind = Literal["read", "write", "choose", "match", "talk", "look"]
"""What people do at a step: read something, write, pick among pieces, give each piece to a person or a rule, speak, look at
what came out."""
Gives = Literal["message", "cards", "rules", "drafts", "texts"]
"""Where the texts of an input come from when nobody brings any: an official message of the packs, the cards of a deck, the rules
of the charter, the person's own drafts, or the exercise itself."""
Split = Literal["whole", "sentences", "lines"]
Whose = Literal["own", "others", "all"]
Shown = Literal["nobody", "unsigned", "group"]
"""Who sees what is written at a step: nobody until its author shares it, the group without the name, or the group."""
Saves = Literal["draft", "idea", "territory", "posture", "reader", "benefit", "red_line", "own_words", "voice"]
"""Where a text lands in its author's own Porte-voix when the exercise ends; all but the first two are parts of the memento."""
Show = Literal["texts", "group", "matches", "votes", "mirror", "ladder", "thread", "charter", "then_and_now"]
"""What a step ``look`` shows: the texts people shared, the diversity of the group, who was recognised, what was picked most, and
one's own text in the mirror, on the ladder of comments, as a thread, under the charter, beside the one of the first session."""
KINDS: tuple[Kind, ...] = get_args(Kind)
PEOPLE = "people"
"""What a step ``match`` gives pieces to, when it is to their authors."""
DEBRIEF = "debrief"
"""Id of the step that ends every exercise which has questions to end with."""
TEXT = "text"
"""Name of the one part of a step that asks for one text."""
_NAME = r"^[a-z0-9][a-z0-9_-]{0,39}$"


class _Read(Noted):
    """A value read from a file: what its fields are for is told in the schema too."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class Part(_Read):
    """One of the texts a step asks for."""

    id: str = Field(pattern=_NAME)
    label: str = Field(min_length=1, max_length=200)
    """What is asked, beside the field."""


class Role(_Read):
    """Who one is while people speak."""

    name: str = Field(min_length=1, max_length=60)
    prompt: str = Field(min_length=1, max_length=2_000)
    """What this role alone is told."""
    sheet: tuple[Part, ...] = ()
    """What this role writes down: the sheet of an observer."""


class Input(_Read):
    """What an exercise works on. It has texts of its own to fall back on, so that it plays with no company and no draft."""

    name: str = Field(pattern=_NAME)
    gives: Gives = "texts"
    """Where its texts come from: `message` of the packs, `cards`, `rules` of the charter, own `drafts`, or the `texts` below."""
    label: str = Field(min_length=1, max_length=200)
    """What to bring, said to the trainer."""
    texts: tuple[str, ...] = Field(min_length=1, max_length=200)
    """What is used when nothing is brought."""


class Step(_Read):
    """One thing to do, in a time. Which keys go with which kind is checked in :mod:`coach.workshop.checking`."""

    id: str = Field(pattern=_NAME)
    kind: Kind
    """`read`, `write`, `choose`, `match`, `talk` or `look`."""
    title: str = Field(min_length=1, max_length=80)
    minutes: int = Field(ge=1, le=240)
    prompt: str = Field(min_length=1, max_length=4_000)
    """What people are told to do."""
    alone: str | None = None
    """What is told instead to somebody who plays alone; `skip` leaves the step out."""
    source: str | None = Field(default=None, alias="from")
    """An input or an earlier step: what is read, picked among, matched, looked at, or shown beside what one writes."""
    whose: Whose = "own"
    """Whose texts of an earlier step: one's `own`, those of the `others` (shuffled, without a name), or `all`."""
    split: Split = "whole"
    """How each text of `from` is cut into pieces: `whole`, `sentences` or `lines`."""
    deal: int | None = Field(default=None, ge=1, le=60)
    """How many pieces each person is dealt, by lot; all of them without it."""
    options: tuple[str, ...] = Field(default=(), max_length=40)
    """What one picks among without `from`, or what pieces are matched to."""
    options_from: str | None = None
    """An input whose texts come before the `options` when the session begins: the rules of the charter, say."""
    to: Literal["people", "options"] = "people"
    """What a step `match` gives each piece to."""
    least: int = Field(default=0, ge=0, le=5_000)
    """Fewest words of a text, or fewest pieces picked. A help, never a lock."""
    most: int | None = Field(default=None, ge=1, le=5_000)
    """Most words of a text, or most pieces picked."""
    parts: tuple[Part, ...] = Field(default=(), max_length=20)
    """The texts a step `write` asks for; one text without it."""
    each: str | None = None
    """An earlier step `choose`: one text is asked for each piece picked there."""
    begins_with: str | None = None
    """An earlier step: its text, or the pieces picked there, is where the writing begins."""
    shown: Shown = "nobody"
    """Who sees what is written here: `nobody` until its author shares it, the group `unsigned`, or the `group`."""
    saves: Saves | None = None
    """Where the text lands in its author's own Porte-voix when the exercise ends."""
    roles: tuple[Role, ...] = Field(default=(), max_length=6)
    """Who one is while people speak, in pairs or more; they turn at every round."""
    rounds: int = Field(default=1, ge=1, le=6)
    """How many times the roles turn, in the time of the step: each round is a step of its own, with its share of the time."""
    shows: tuple[Show, ...] = ()
    """What a step `look` shows."""
    against: str | None = None
    """An earlier step, to compare `from` with."""

    @property
    def part_ids(self) -> tuple[str, ...]:
        """Names of the texts asked for, those of ``each`` left out: they depend on what one picked."""
        sheet = tuple(part.id for role in self.roles for part in role.sheet)
        return tuple(part.id for part in self.parts) or sheet or ((TEXT,) if self.kind == "write" and not self.each else ())


class Round(Step):
    """One turn of the roles of a step `talk`, as a session plays it: same circles, everybody one role further."""

    of: str
    """Id of the step as written."""
    turn: int
    """From 0."""


class People(_Read):
    """How many can play at once."""

    min: int = Field(default=1, ge=1, le=60)
    max: int = Field(default=30, ge=1, le=60)


class Exercise(_Read):
    """An exercise as its file says it. The text under the front matter is for the trainer alone."""

    name: str = Field(pattern=_NAME)
    """What one calls it by: `portevoix workshop run NAME`."""
    title: str = Field(min_length=1, max_length=80)
    lang: Language
    goal: str = Field(min_length=1, max_length=400)
    """What people leave with, in a sentence."""
    origin: str = Field(default="", alias="seed", max_length=200)
    """Where the idea comes from."""
    minutes: int = Field(ge=1, le=480)
    """How long all of it lasts. What the steps leave of it goes to the debrief."""
    people: People = People()
    inputs: tuple[Input, ...] = Field(default=(), max_length=10)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=30)
    debrief: tuple[str, ...] = Field(default=(), max_length=20)
    """Questions the exercise ends with."""
    notes: str = ""
    """The text under the front matter, in Markdown: how to lead it, said to the trainer."""
    where: str = ""
    """The file it was read from."""

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps as played by a group: those written, round by round, then the debrief when there are questions for it."""
        return (*(turn for step in self.steps for turn in _rounds(step)), *self._debrief())

    def _debrief(self) -> tuple[Step, ...]:
        """Return the step of the questions, where one may also write: not everybody speaks up."""
        if not self.debrief:
            return ()
        left = max(1, self.minutes - sum(step.minutes for step in self.steps))
        asked = "\n".join(f"• {question}" for question in self.debrief)
        said = {key: phrase(self.lang, "workshop", f"debrief.{key}") for key in ("title", "kept")}
        kept = Part(id=TEXT, label=said["kept"])
        return (Step(id=DEBRIEF, kind="talk", title=said["title"], minutes=left, prompt=asked, parts=(kept,), shown="unsigned"),)

    def step(self, step_id: str) -> Step | None:
        """Return one step of the plan."""
        return next((step for step in self.plan if step.id == step_id), None)

    def input(self, name: str) -> Input | None:
        """Return one input."""
        return next((each for each in self.inputs if each.name == name), None)

    def played_alone(self) -> tuple[Step, ...]:
        """Return the plan of somebody who plays alone, with what that person is told."""
        kept = (step for step in (*self.steps, *self._debrief()) if step.alone != "skip")
        return tuple(step.model_copy(update={"prompt": step.alone or step.prompt}) for step in kept)


def _rounds(step: Step) -> Iterator[Step]:
    """Yield a step once a round; the first keeps its id, and what the minutes leave over."""
    if step.rounds == 1:
        yield step
        return
    each, more = divmod(step.minutes, step.rounds)
    said = {name: getattr(step, name) for name in step.model_fields_set}
    for turn in range(step.rounds):
        changed = {
            "id": f"{step.id[:38]}-{turn + 1}" if turn else step.id,
            "title": f"{step.title[:70]} ({turn + 1}/{step.rounds})",
            "minutes": max(1, each + (turn < more)),
        }
        yield Round(**{**said, **changed, "rounds": 1}, of=step.id, turn=turn)
