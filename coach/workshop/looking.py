"""What a step ``look`` shows, in sentences: the same words on a terminal, in a browser, on the projector and in a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from coach.context import Language
from coach.finding import Apport, Review, Source
from coach.language import language_of
from coach.mirror.apport import apport_of
from coach.phrases import phrase
from coach.workshop.exercise import Gives, Show, Step
from coach.workshop.measures import Diversity, diversity_at, owed, own_text, picked_most, recognition, texts_at
from coach.workshop.session import State
from coach.workshop.table import pieces, signed, texts_of, turns

Reviewer = Callable[[str], Review]
"""Reviews a text as a draft of the person's."""
OF_GROUP: tuple[Show, ...] = ("texts", "group", "matches", "votes")
"""What everybody sees, the projector too; the rest is about one's own text and for one's own eyes."""
_FINDINGS = 5


class Shown(NamedTuple):
    """One thing shown."""

    show: Show
    title: str
    lines: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    """Participants' own texts, as they wrote them; never markup."""


def look(state: State, step: Step, who: str, lang: Language, review: Reviewer | None = None) -> tuple[Shown, ...]:
    """Return what ``who`` sees at ``step``, said in ``lang``. ``review`` is asked for one's own texts alone: slow."""
    return tuple(shown for show in step.shows if (shown := _shown(show, state, step, who, lang, review)) is not None)


def look_together(state: State, step: Step, lang: Language) -> tuple[Shown, ...]:
    """Return what the whole group sees at ``step``: no text its author kept, no name its author did not put."""
    shows = (show for show in step.shows if show in OF_GROUP)
    return tuple(shown for show in shows if (shown := _shown(show, state, step, "", lang, None)) is not None)


def _shown(show: Show, state: State, step: Step, who: str, lang: Language, review: Reviewer | None) -> Shown | None:
    taken, before = _step(state, step.source), _step(state, step.against)
    if taken is None:
        return None
    title = phrase(lang, "workshop", "look.votes_alone" if state.alone and show == "votes" else f"look.{show}")
    mine = "\n\n".join(filter(None, (own_text(state, turn, who) for turn in turns(state, taken))))
    match show:
        case "texts":
            return Shown(show, title, (), _texts(state, [before, taken], who, lang))
        case "group":
            return None if state.alone else Shown(show, title, tuple(_group(state, before, taken, lang)))
        case "matches":
            return None if state.alone else Shown(show, title, tuple(_matches(state, taken, lang)))
        case "votes":
            return Shown(show, title, tuple(_votes(state, taken, lang)))
        case _ if not mine:
            return Shown(show, title, (phrase(lang, "workshop", "look.nothing"),))
        case "mirror":
            return Shown(show, title, tuple(_mirror(state, [before, taken], who, lang, review)))
        case "ladder":
            return Shown(show, title, tuple(_ladder(state, taken, who, lang)))
        case "thread":
            return Shown(show, title, tuple(_thread(mine, lang)))
        case "charter":
            return Shown(show, title, tuple(_charter(mine, lang, review)))
        case "then_and_now":
            return Shown(
                show,
                title,
                tuple(_mirror(state, [before, taken], who, lang, review)),
                (own_text(state, before, who) if before else "", mine),
            )


def _step(state: State, step_id: str | None) -> Step | None:
    return state.exercise.step(step_id) if state.exercise and step_id else None


def _texts(state: State, steps: Iterable[Step | None], who: str, lang: Language) -> tuple[str, ...]:
    """Return the texts the group may see, with a name only where its author put one; alone, one's own before and after."""
    if state.alone:
        return tuple(filter(None, (own_text(state, step, who) for step in steps if step)))
    last = [step for step in steps if step][-1:]
    found = [
        _said(person.name, text, lang) if signed(turn, person) else text
        for step in last
        for turn in turns(state, step)
        for _, person, text in texts_at(state, turn)
    ]
    return tuple(sorted(found))


def _said(title: str, said: str, lang: Language) -> str:
    return phrase(lang, "workshop", "look.said", title=title, said=said)


def _group(state: State, before: Step | None, after: Step, lang: Language) -> Iterator[str]:
    for step in filter(None, (before, after)):
        yield _said(step.title, said_diversity(diversity_at(state, step), lang), lang)


def said_diversity(found: Diversity, lang: Language) -> str:
    """Return a group's diversity as a sentence, or that there is too little to tell."""
    if found.distance is None:
        return phrase(lang, "workshop", "look.too_few", n=found.n)
    percent = round(100 * found.distance)
    return phrase(lang, "workshop", "look.diversity", percent=percent, alike=found.alike, pairs=found.pairs, n=found.n)


def _matches(state: State, step: Step, lang: Language) -> Iterator[str]:
    if step.to == "options":
        yield from _votes(state, step, lang)
        return
    found = recognition(state, step)
    if found.share is None or found.people < 3:
        yield phrase(lang, "workshop", "look.too_few", n=found.n)
        return
    yield phrase(lang, "workshop", "look.recognised", percent=round(100 * found.share), right=found.right, n=found.n)
    if found.chance is not None:
        yield phrase(lang, "workshop", "look.chance", percent=round(100 * found.chance))


def _votes(state: State, step: Step, lang: Language) -> Iterator[str]:
    for picked in picked_most(state, step):
        if state.alone:
            yield f"• {picked.text}"
            continue
        yield phrase(lang, "workshop", "look.picked", times=picked.times, text=picked.text)


def _mirror(state: State, steps: Iterable[Step | None], who: str, lang: Language, review: Reviewer | None) -> Iterator[str]:
    """Say of one's texts what they owe to what they were written from, then what only their author brings."""
    for step in filter(None, steps):
        text = own_text(state, step, who)
        if not text:
            continue
        for gives, source in _sources(state, step):
            debt = owed(text, source)
            if gives == "message" or debt.borrowed:
                key = "look.owed" if gives == "message" else "look.owed_text"
                yield phrase(lang, "workshop", key, step=step.title, percent=round(100 * debt.share), words=debt.words)
            yield from (f"  « {passage} »" for passage in debt.passages)
        if review is not None:
            sources = [source for _, source in _sources(state, step)]
            yield _said(step.title, _said_review(review(text), text, sources, lang), lang)


def _sources(state: State, step: Step) -> tuple[tuple[Gives, str], ...]:
    """Return what a step was written from, whole, with where it comes from; one's own drafts are owed to nobody."""
    exercise = state.exercise
    if exercise is None:
        return ()
    given = exercise.input(step.source) if step.source else None
    inputs = [given] if given else [each for each in exercise.inputs if each.gives == "message"]
    laid = (each for each in inputs if each.gives != "drafts")
    return tuple((each.gives, "\n".join(texts_of(exercise, state.inputs, each.name))) for each in laid)


def _said_review(review: Review, text: str, sources: Iterable[str], lang: Language) -> str:
    if review.mirror.verdict == "unchecked":  # no post to compare with: what is the author's own is theirs all the same
        return said_apport(apport_of(text, sources), lang)
    verdict = phrase(lang, "workshop", f"verdict.{review.mirror.verdict}")
    return " ".join(filter(None, (verdict, said_apport(review.mirror.apport, lang))))


def said_apport(brought: Apport, lang: Language) -> str:
    """Return what only the author brings, counted, in one line."""
    counts = {name: getattr(brought, name) for name in ("places", "dates", "figures", "people", "first_person", "doubt")}
    said = [phrase(lang, "workshop", f"apport.{name}", n=n) for name, n in counts.items() if n]
    return ", ".join(said) or phrase(lang, "workshop", "apport.none")


def _ladder(state: State, step: Step, who: str, lang: Language) -> Iterator[str]:
    """Say how high one's comment stands over what lay before one when it was written."""
    from coach.rebound.climbing import climb

    text, source = own_text(state, step, who), "\n".join(piece.text for piece in pieces(state, step, who))
    found = climb(text, source, language_of(text, lang), lang)
    for rung in found.steps:
        yield f"{'●' if rung.passed else '○'} {_said(rung.name, rung.must, lang)}"
    if found.next is not None:
        yield f"→ {found.next.question}"


def _thread(text: str, lang: Language) -> Iterator[str]:
    from coach.thread.split import split

    made = split(text, "linkedin", speak=lang)
    if len(made.posts) < 2:
        made = split(text, "x", speak=lang)
    for post in made.posts:
        yield f"{post.n}/{len(made.posts)}  {post.length}/{post.limit}  {post.text}"
    yield from (f"▲ {finding.message}" for finding in made.findings[:_FINDINGS])


def _charter(text: str, lang: Language, review: Reviewer | None) -> Iterator[str]:
    if review is None:
        return
    found = review(text)
    yield phrase(lang, "workshop", f"charter.{found.charter.verdict or 'none'}")
    for finding in [f for f in found.findings if f.source is Source.CHARTER][:_FINDINGS]:
        yield f"▲ « {finding.text} » {finding.message}"
