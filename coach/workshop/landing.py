"""Where the texts of an exercise land in their author's own Porte-voix: a draft, an idea, a part of the memento.

Landing twice lands once: a draft bears an id made from session and step, and a draft its author has gone on with is left alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from coach.context import Language
from coach.line.cards import Card, cards_by_id, shipped
from coach.line.keeping import Line, change_line, with_memento
from coach.line.memento import Memento, Territory
from coach.notebook import Draft, Idea
from coach.ports import Notebook
from coach.workshop.exercise import Saves, Step
from coach.workshop.measures import own_text
from coach.workshop.session import State
from coach.workshop.table import asked

_MANY: dict[Saves, str] = {"red_line": "red_lines", "own_words": "own_words", "voice": "voice"}


class Landed(NamedTuple):
    """One text that landed."""

    saves: Saves
    text: str
    draft: str | None = None
    """Id of the draft, for one."""


def land(notebook: Notebook, state: State, session_id: str, who: str, now: dt.datetime, lang: Language) -> tuple[Landed, ...]:
    """Put what ``who`` wrote where their exercise says, and return it. Raises ``CoachError``.

    A step one skipped alone is left aside, with what was begun there. In a group the trainer skips: nobody loses a text by it.
    """
    if state.exercise is None:
        return ()
    aside = {timing.step: timing.skipped for timing in state.past} if state.alone else {}
    made: list[Landed] = []
    for step in state.plan:
        text = own_text(state, step, who)
        if step.saves is None or not text or aside.get(step.id, False):
            continue
        match step.saves:
            case "draft":
                made.append(_draft(notebook, state, step, text, f"{session_id}/{step.id}/{who}", now))
            case "idea":
                notebook.save_idea(Idea(id=_id(f"{session_id}/{step.id}/{who}"), text=text, created=now, origin="workshop"))
                made.append(Landed("idea", text))
            case _:
                pairs = list(_labelled(state, step, who))
                change_line(notebook, lang, lambda line, step=step, pairs=pairs: _noted(line, step, pairs, lang))  # type: ignore[misc]
                made += [Landed(step.saves, said) for _, said in pairs]
    return tuple(made)


def _id(said: str) -> str:
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _draft(notebook: Notebook, state: State, step: Step, text: str, name: str, now: dt.datetime) -> Landed:
    draft_id = _id(name)
    there = notebook.draft(draft_id)
    landed = {revision.text for revision in notebook.revisions(draft_id)} if there else set()
    if there is None or there.text in landed:
        lang = state.exercise.lang if state.exercise else "fr"
        title = state.exercise.title if state.exercise else step.title
        draft = there or Draft(id=draft_id, title=title, lang=lang, created=now, updated=now)
        if draft.text != text:
            notebook.save_draft(draft.model_copy(update={"text": text, "updated": now}))
            notebook.keep_revision(draft_id, text, "typed", now)
    return Landed("draft", text, draft_id)


def _labelled(state: State, step: Step, who: str) -> Iterator[tuple[str, str]]:
    """Yield what somebody wrote at a step, each text after the label of its part."""
    person = state.people[who]
    if step.kind == "choose":
        yield from (("", text) for text in own_text(state, step, who).split("\n\n") if text)
        return
    for part in asked(state, step, who):
        if said := person.text(step.id, part.id).strip():
            yield part.label, said


def _noted(line: Line, step: Step, pairs: list[tuple[str, str]], lang: Language) -> Line:
    memento = line.memento
    match step.saves:
        case "territory":
            return with_memento(line, territories=_territories(memento, pairs, lang))
        case "posture" | "reader" | "benefit" as part:
            return with_memento(line, **{part: _added(getattr(memento, part), "\n".join(said for _, said in pairs))})
        case "red_line" | "own_words" | "voice" as part:
            name = _MANY[part]
            kept = getattr(memento, name)
            return with_memento(line, **{name: (*kept, *(said for _, said in pairs if said not in kept))})
    return line


def _added(there: str, said: str) -> str:
    """Return what was noted with ``said`` under it: nothing a person noted before is written over."""
    return there if said in there else "\n".join(filter(None, (there, said)))


def _territories(memento: Memento, pairs: list[tuple[str, str]], lang: Language) -> tuple[Territory, ...]:
    """Return the territories with those of the exercise: the label names the subject, the text is its true instance."""
    known: dict[str, tuple[str, Card]] = {c.title: (full, c) for full, c in cards_by_id(shipped(lang)).items()}
    made = {territory.name: territory for territory in memento.territories}
    for label, said in pairs:
        name = label or said[:60]
        card, about = known.get(name, (None, None))
        fresh = Territory(name=name, card=card, pillar=about.pillar if about else None)
        made[name] = made.get(name, fresh).model_copy(update={"instance": said})
    return tuple(made.values())
