"""A long text into the posts of a thread: every word once and in order, within what each network counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from coach.context import Language, Network
from coach.finding import Finding, Severity, Source, Value
from coach.language import language_of
from coach.phrases import phrase, variants
from coach.text import Span, View, clean_view, composed_view, sentences
from coach.thread.faults import faults, quoted
from coach.thread.gaps import Rank
from coach.thread.packing import pack
from coach.thread.room import Room
from coach.thread.starts import leaning
from coach.thread.units import counted, separated, units


class ThreadPost(Value):
    """One post of a thread."""

    n: int
    """From 1."""
    text: str
    length: int
    """Room taken, by the network's own counting."""
    limit: int
    """Room there is. On LinkedIn the first is a post and the others comments under it."""


class Split(Value):
    """A text as a thread."""

    posts: tuple[ThreadPost, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Faults and sentences that had to be cut, in the order of the text given; their spans are in it."""


class Stretch(NamedTuple):
    """A post as a stretch of the clean text."""

    span: Span
    broken: Rank
    """What the cut after it breaks."""


def split(raw: str, network: Network, *, lang: Language | None = None, speak: Language = "fr", numbered: bool = False) -> Split:
    """Return ``raw`` as posts for ``network``, and what an outsider would stumble on.

    Lines of ``---`` separate posts and go; numberings (*1/*, *2/7*) separate them and stay; nothing else goes but the white space
    at the cuts, and what :func:`coach.text.clean` takes away. ``numbered`` ends each post with its number, unless the person
    numbered them. ``lang`` is told from the words when it is not given.
    """
    view = clean_view(raw)
    text = view.text
    tongue = lang or language_of(text, speak)
    marked = numbered and not any(u.number for u in units(text, ()))
    stretches, posts = _fitted(text, network, tongue, marked=marked)
    composed = composed_view(text)
    found = faults(composed.text, [_placed(s.span, composed) for s in stretches], lang=tongue, speak=speak)
    back = view.then(composed)
    remarks = [finding.moved(raw, back.back(finding.start, finding.end)) for finding in found]
    remarks += [_cut(raw, text, view, s, network, speak) for s in stretches if s.broken > Rank.SENTENCE]
    return Split(posts=tuple(posts), findings=tuple(sorted(remarks, key=lambda f: (f.start, f.end, f.rule))))


def _fitted(text: str, network: Network, lang: Language, *, marked: bool) -> tuple[list[Stretch], list[ThreadPost]]:
    """Return the stretches and the posts they make; the room kept for the markers grows with the number of posts."""
    total = 9
    while True:
        room = Room(network, len(_marker(total, total)) if marked else 0)
        stretches = _stretches(text, room, lang)
        if not marked or len(stretches) <= total:
            break
        total = 10 * total + 9
    last = len(stretches)
    marker = [_marker(n, last) if marked and last > 1 else "" for n in range(1, last + 1)]
    texts = [s.span.of(text) + mark for s, mark in zip(stretches, marker, strict=True)]
    posts = [
        ThreadPost(n=n, text=said, length=room.size(said), limit=room.limit(opens=n == 1)) for n, said in enumerate(texts, 1)
    ]
    return stretches, posts


def _marker(n: int, last: int) -> str:
    return f" ({n}/{last})"


def _stretches(text: str, room: Room, lang: Language) -> list[Stretch]:
    found: list[Stretch] = []
    for block in _blocks(text, room):
        pieces = pack(block.of(text), room, lambda said: leaning(said, lang) is not None, opens=not found)
        found += [Stretch(Span(block.start + p.span.start, block.start + p.span.end), p.broken) for p in pieces]
    return found


def _blocks(text: str, room: Room) -> list[Span]:
    """Return the posts as the person cut them, by separators or numberings; on LinkedIn a numbered list may be one post."""
    blocks = separated(text)
    if len(blocks) != 1 or (room.network == "linkedin" and room.holds(text, opens=True)):
        return blocks
    return counted(text, blocks[0])


def _placed(span: Span, composed: View) -> Span:
    """Return where a stretch of the clean text stands once accents are composed."""
    if composed.starts is None or composed.ends is None:
        return span
    return Span(bisect_left(composed.starts, span.start), bisect_right(composed.ends, span.end))


def _cut(raw: str, text: str, view: View, stretch: Stretch, network: Network, speak: Language) -> Finding:
    """Return the remark about a sentence that was too long for one post."""
    rule = "thread-long-sentence"
    start = max((s.start for s in sentences(stretch.span.of(text))), default=0) + stretch.span.start
    place = view.back(start, stretch.span.end)
    asked: Sequence[str] = variants(speak, "thread", f"question.{rule}")
    tail = quoted(text, Span(max(start, stretch.span.end - 40), stretch.span.end))
    return Finding.at(
        raw,
        place,
        source=Source.FORM,
        rule=rule,
        category="thread",
        severity=Severity.ADVISE,
        message=phrase(speak, "thread", f"message.{rule}", words=tail, network=network),
        why=phrase(speak, "thread", f"why.{rule}"),
        question=asked[0],
    )
