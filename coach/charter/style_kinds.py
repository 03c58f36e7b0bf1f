"""Vale's kinds of rule to the letter, for the rules of its styles; :mod:`coach.charter.kinds` has those of our own rules.

Read off Vale 3: a flag that opens a token holds for the tokens after it; exceptions mind capitals; a better form is a pattern
unless the rule replaces by it; a conditional whose second part catches nothing only asks that it be there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from coach.charter.capitals import capitalization
from coach.charter.kinds import Find, Found, Piece, Work
from coach.charter.pattern import BadPattern, Pattern, scoped
from coach.text import sentences

NOWHERE = -1
"""Where a rule that misses words begins: Vale shows it at the head of the text."""
_FLAGS = re.compile(r"\(\?([a-z]+)\)")
_CODE_POINT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_PHRASE = re.compile(r"[\w \-]*")
_GROUP = re.compile(r"\$(\d+)")
_CATCHES = re.compile(r"(?<!\\)\((?!\?)|\(\?P?<(?![=!])")


def _source(pattern: str) -> str:
    """Return a pattern of Vale as ``regex`` writes it."""
    return _CODE_POINT.sub(lambda m: re.escape(chr(int(m[1], 16))), pattern).replace("\\z", "\\Z")


def _carried(tokens: Sequence[str]) -> Iterator[str]:
    """Yield tokens with their flags kept to them, and those opened by an earlier one, as an alternation of .NET has it."""
    open_flags = ""
    for token in tokens:
        if match := _FLAGS.match(token):
            open_flags = "".join(sorted({*open_flags, *match[1]}))
            token = token[match.end() :]
        yield f"(?{open_flags}:{token})" if open_flags else token


def _words(tokens: Sequence[str], *, nonword: bool) -> str:
    return (r"(?m)(?:%s)" if nonword or not tokens else r"(?m)\b(?:%s)\b").replace("%s", "|".join(tokens))


def _main(work: Work) -> Pattern:
    rule = work.rule
    raw, body = "".join(rule.raw), _words([*_carried([t for t in rule.tokens if t.strip()])], nonword=rule.nonword)
    return Pattern(_source(body + raw if rule.append else raw + body), ignorecase=rule.ignorecase)


def _excepted(work: Work, words: str, terms: Sequence[str]) -> bool:
    """Tell whether one of ``terms`` stands in the words found; capitals count unless a term says otherwise."""
    if not terms:
        return False
    longest = sorted(terms, key=len, reverse=True)
    pattern = work.keep(f"except{len(terms)}", lambda: Pattern(_source(_words([scoped(t) for t in longest], nonword=False))))
    return pattern.found(words, words.lower())


def _terms(work: Work) -> tuple[str, ...]:
    return (*work.rule.exceptions, *work.vocab)


def _in_phrase(work: Work, piece: Piece, start: int, end: int) -> bool:
    """Tell whether the place lies inside an accepted expression of several words."""
    phrases = [t for t in _terms(work) if " " in t or "\\s" in t]
    if not phrases:
        return False
    pattern = work.keep("phrases", lambda: Pattern(_source(_words([scoped(p) for p in phrases], nonword=False)), ignorecase=True))
    return any(m.start() <= start and end <= m.end() for m in pattern.matches(piece.text, piece.low))


def existence(work: Work, piece: Piece) -> Iterator[Found]:
    """Find the words listed; accepted words excuse only rules of words."""
    terms = work.rule.exceptions if work.rule.nonword else _terms(work)
    for match in work.keep("style", lambda: _main(work)).matches(piece.text, piece.low):
        words = match.group()
        if words and not _excepted(work, words.strip(), terms):
            yield Found(match.start(), match.end(), (words,))


def _swap(work: Work) -> Pattern:
    keys = sorted(work.rule.swap, key=lambda key: len(key.encode()), reverse=True)
    work.replacements = {f"s{i}": key for i, key in enumerate(keys)}
    return Pattern(
        _source(_words([f"(?P<s{i}>{scoped(key)})" for i, key in enumerate(keys)], nonword=work.rule.nonword)),
        ignorecase=work.rule.ignorecase,
    )


def substitution(work: Work, piece: Piece) -> Iterator[Found]:
    """Find words that have a better form, unless they are one already."""
    rule = work.rule
    for match in work.keep("style", lambda: _swap(work)).matches(piece.text, piece.low):
        name = next((n for n in work.replacements if match.group(n) is not None), None)
        seen = match.group(name) if name else ""
        if not seen or name is None:
            continue
        wanted = _better(work, work.replacements[name], seen)
        forms = tuple(f.replace("\0", "|") for f in wanted.replace("\\|", "\0").split("|") if f) or (wanted,)
        right = seen in forms if rule.replaces else _conforms(wanted, seen)
        if not right and not _excepted(work, seen, _terms(work)):
            said = _choices(forms, str(rule.message)) if rule.replaces else wanted
            yield Found(match.start(), match.end(), (said, seen), forms)


def _better(work: Work, key: str, seen: str) -> str:
    """Return the better form of the words seen: groups filled in, the capital kept when the rule says so."""
    rule = work.rule
    wanted = rule.swap[key]
    if rule.capitalize and seen[:1].isupper():
        wanted = wanted[:1].upper() + wanted[1:]
    if not _GROUP.search(wanted):
        return wanted
    pattern = work.keep(f"swap {key}", lambda: Pattern(_source(scoped(key)), ignorecase=rule.ignorecase))
    filled = next(pattern.matches(seen, seen.lower()), None)
    return wanted if filled is None else _GROUP.sub(lambda m: _caught(filled, int(m[1])), wanted)


def _caught(match: re.Match[str], group: int) -> str:
    return (match.group(group) or "") if group <= len(match.groups()) else ""


def _conforms(wanted: str, seen: str) -> bool:
    """Tell whether the words are the better form, a pattern unless it is made of letters, figures, spaces and hyphens."""
    if _PHRASE.fullmatch(wanted) and "_" not in wanted:
        return wanted == seen
    try:
        return Pattern(_source(f"^(?:{scoped(wanted)})$")).found(seen, seen.lower())
    except BadPattern:
        return wanted == seen


def _choices(forms: Sequence[str], message: str) -> str:
    """Return the better forms as one says them, with the quotation marks the message puts around them."""
    mark = '"' if '"%s"' in message else "'" if "'%s'" in message else ""
    return f"{mark} or {mark}".join(forms) if len(forms) < 3 else f"{mark}, {mark}".join(forms)


def occurrence(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a piece that holds a word too often, or too seldom: at its first, at the head of the text when there is none."""
    rule = work.rule
    pattern = work.keep("style", lambda: Pattern(_source(f"(?:{scoped(rule.token or '(?!)')})"), ignorecase=rule.ignorecase))
    places = [(m.start(), m.end(), m.group()) for m in pattern.matches(piece.text, piece.low)]
    if not ((rule.max and len(places) > rule.max) or (rule.min and len(places) < rule.min)):
        return
    if not places:
        yield Found(NOWHERE, NOWHERE, ("0",))
        return
    place = next((p for p in places if p[2].strip() and p[2].strip("*@")), None)
    if place is not None:
        yield Found(place[0], place[1], (str(len(places)),))


def repetition(work: Work, piece: Piece) -> Iterator[Found]:
    """Find the same word twice running in one sentence."""
    rule = work.rule
    pattern = work.keep("style", lambda: Pattern(_source(f"({'|'.join(_carried(rule.tokens))})"), ignorecase=rule.ignorecase))
    before, start, count = "", 0, 0
    for match in pattern.matches(piece.text, piece.low):
        seen = match.group().strip()
        same = seen.casefold() == before.casefold() if rule.ignorecase else seen == before
        if seen and same and (not rule.alpha or seen.isalpha()):
            count += 1
            if count > (rule.max or 0) and _repeats(work, piece, start, match.end()):
                yield Found(start, match.end(), (seen,))
                count = 0
        before, start = seen, match.start()


def _repeats(work: Work, piece: Piece, start: int, end: int) -> bool:
    words = piece.text[start:end]
    alone = len(sentences(words.replace("\n", " "))) == 1
    return alone and not _excepted(work, words, _terms(work)) and not _in_phrase(work, piece, start, end)


def conditional(work: Work, piece: Piece, defined: set[str]) -> Iterator[Found]:
    """Find words that need another which has not come; ``defined`` gathers what groups have caught so far in the text."""
    rule = work.rule
    if rule.second is None or rule.first is None:
        return
    first, second = _source(scoped(rule.first)), _source(scoped(rule.second))
    meaning = work.keep("second style", lambda: Pattern(second))
    if not _CATCHES.search(second):
        if meaning.found(piece.text, piece.low):
            return
    else:
        defined |= {g for m in meaning.matches(piece.text, piece.low) for g in m.groups() if g}
    for match in work.keep("first style", lambda: Pattern(first)).matches(piece.text, piece.low):
        words = match.group()
        excused = _excepted(work, words, _terms(work)) or _in_phrase(work, piece, match.start(), match.end())
        if words and words not in defined and not excused:
            yield Found(match.start(), match.end(), (words,))


def consistency(work: Work, piece: Piece, seen: dict[int, set[int]]) -> Iterator[Found]:
    """Find a text that writes a word in two ways; ``seen`` gathers the ways met so far, shown is the first like the last met."""
    rule = work.rule
    for number, pair in enumerate(rule.either.items()):
        ways = "|".join(f"(?P<e{i}>{scoped(way)})" for i, way in enumerate(pair))
        frame = _source(_words([ways], nonword=rule.nonword))
        pattern = work.keep(f"either {number}", lambda frame=frame: Pattern(frame, ignorecase=rule.ignorecase))  # type: ignore[misc]
        places = [(m.start(), m.end(), m.group(), m.group("e0") is None) for m in pattern.matches(piece.text, piece.low)]
        seen.setdefault(number, set()).update(second for *_, second in places)
        if places and len(seen[number]) == 2:
            start, end, words, _ = next(p for p in places if p[2] == places[-1][2])
            yield Found(start, end, (words,))


FINDS: Mapping[str, Find] = {
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "capitalization": capitalization,
}
"""What looks for words in one block, by kind."""
GATHERING: Mapping[str, tuple[Callable[..., Iterator[Found]], Callable[[], object]]] = {
    "conditional": (conditional, set),
    "consistency": (consistency, dict),
}
"""What remembers from block to block, by kind, and what it begins with."""
