"""Rules of Vale styles, read as Vale reads: block by block, with marks of Markdown out of the way."""

from __future__ import annotations

from collections.abc import Iterator

from coach.charter.kinds import Found, Piece, Work
from coach.charter.markdown import Block
from coach.charter.passages import FINDS, Passage
from coach.charter.reading import Reading
from coach.text import Span, View, sentences


def style_passages(work: Work, reading: Reading) -> Iterator[Passage]:
    """Yield the places where a Vale rule speaks, each once. Raises ``SlowPattern`` and ``BadPattern``."""
    seen: set[Span] = set()
    for view, found in _found(work, reading):
        span = Span(*view.back(found.start, found.end))
        if span not in seen:
            seen.add(span)
            yield Passage(span, found.subs, found.fixes)


def _found(work: Work, reading: Reading) -> Iterator[tuple[View, Found]]:
    views = list(_views(work.rule.scope, reading))
    if work.rule.extends == "conditional":
        yield from _conditional(work, views)
    elif work.rule.extends == "consistency":
        yield from _consistency(work, views)
    elif work.rule.extends in ("metric", "readability"):
        prose = _joined([b.view for b in reading.blocks if b.kind == "text"])
        start = View(reading.text[:1], None, None)
        yield from (
            (start, found._replace(start=0, end=len(start.text)))
            for found in FINDS[work.rule.extends](work, Piece.of(prose.text))
        )
    else:
        find = FINDS[work.rule.extends]
        for view in views:
            yield from ((view, found) for found in find(work, Piece.of(view.text)))


def _views(scopes: tuple[str, ...], reading: Reading) -> Iterator[View]:
    """Yield the pieces of the text a Vale scope names."""
    text = reading.text
    if "raw" in scopes:
        yield View(text, None, None)
        return
    found = reading.blocks
    wanted = [s.removeprefix("text.") for s in scopes] or ["text"]
    if "summary" in wanted or "paragraph" in wanted or "sentence" in wanted:
        prose = [b.view for b in found if b.kind == "text"]
        yield from (_joined(prose),) if "summary" in wanted else prose if "paragraph" in wanted else _sentences(prose)
        return
    yield from (b.view for b in found if any(_in_scope(b, scope) for scope in wanted))


def _in_scope(block: Block, scope: str) -> bool:
    """Tell whether a block is in a scope: ``heading``, ``heading.h2``, ``~heading`` (any but), ``a & b`` (both), ``text``."""
    if "&" in scope:
        return all(_in_scope(block, part.strip().removeprefix("text.")) for part in scope.split("&"))
    if scope.startswith("~"):
        return not _in_scope(block, scope[1:])
    if scope == "heading":
        return block.kind == "heading"
    if scope.startswith("heading.h"):
        return block.kind == "heading" and scope == f"heading.h{block.level}"
    return scope == "text" or scope.split(".")[0] == block.kind


def _sentences(views: list[View]) -> Iterator[View]:
    for view in views:
        for span in sentences(view.text.replace("\n", " ")):
            yield View(span.of(view.text), None, None) if view.starts is None else _cut(view, span)


def _cut(view: View, span: Span) -> View:
    starts, ends = view.starts or (), view.ends or ()
    return View(span.of(view.text), starts[span.start : span.end], ends[span.start : span.end])


def _joined(views: list[View]) -> View:
    text: list[str] = []
    starts: list[int] = []
    for view in views:
        here = view.starts or ()
        text.append(view.text + "\n\n")
        starts += [*here, *([here[-1] if here else 0] * 2)]
    return View("".join(text), tuple(starts), tuple(s + 1 for s in starts))


def _conditional(work: Work, views: list[View]) -> Iterator[tuple[View, Found]]:
    """Definitions gather as the text goes: one given later does not excuse an earlier use."""
    defined: set[str] = set()
    for view in views:
        piece = Piece.of(view.text)
        if work.rule.second is not None:
            defined |= {g for m in work.pattern("second").matches(piece.text, piece.low) for g in m.groups() if g}
        for match in work.pattern("first").matches(piece.text, piece.low):
            words = match.group()
            if words and words not in defined and not work.excepted(words):
                yield view, Found(match.start(), match.end(), (words,))


def _consistency(work: Work, views: list[View]) -> Iterator[tuple[View, Found]]:
    """Both forms anywhere before count; the last one in the block where the second turns up is shown."""
    seen: dict[int, set[int]] = {}
    forms = 2 * len(work.rule.either)
    for view in views:
        last: dict[int, tuple[int, int]] = {}
        piece = Piece.of(view.text)
        for match in work.pattern("either").matches(piece.text, piece.low):
            index = next(i for i in range(forms) if match.group(f"e{i}") is not None)
            seen.setdefault(index // 2, set()).add(index % 2)
            last[index // 2] = match.span()
        for pair, (start, end) in sorted(last.items()):
            if len(seen[pair]) == 2:
                yield view, Found(start, end, (view.text[start:end],))
