"""What a ``form`` rule measures: room, fake bold, runs of emoji, hashtags, capitals. All on the text exactly as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coach.charter import sense
from coach.charter.hashtags import camel_case
from coach.charter.reading import Reading
from coach.charter.rule import Rule
from coach.finding import Severity
from coach.publish.counts import count, graphemes, is_emoji, limit_at
from coach.publish.fold import fold_at
from coach.text import Span


class Measured(NamedTuple):
    """A passage, what the message says of it, and ways to mend it."""

    span: Span
    subs: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    level: Severity | None = None
    """Where what was measured says how much it matters; otherwise the rule does."""
    reach: Span | None = None
    """All that was measured, when that is more than the passage."""


Measure = Callable[[Reading, Rule], Iterator[Measured]]


def length(reading: Reading, _rule: Rule) -> Iterator[Measured]:
    """Find the part that does not fit; the message is given what is used, the limit, and the excess."""
    context = reading.context
    used = count(reading.text, context.network, kind=context.kind)
    at = limit_at(reading.text, context.network, kind=context.kind) if used.over else None
    if at is not None:
        yield Measured(Span(at, len(reading.text)), (str(used.used), str(used.limit), str(used.over)))


_SMALL_CAPITALS = "".join(
    c for c in map(chr, [*range(0x250, 0x2B0), *range(0x1D00, 0x1D23), 0xA730, 0xA731]) if "SMALL CAPITAL" in unicodedata.name(c)
)
_LETTERS = "\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f189\u1d00-\u1d22" + _SMALL_CAPITALS
_DISGUISED = re.compile(f"[{_LETTERS}](?:[{_LETTERS}\u0300-\u036f '’.,!?-]*[{_LETTERS}\u0300-\u036f])?")
_PLAIN_LETTERS = {ord(c): unicodedata.name(c).rsplit(" ", 1)[1].lower() for c in _SMALL_CAPITALS}
_COMBINED = re.compile("(?:\\w[\u0332\u0336\u0337\u0338\u0333\u0305]){3,}")


def fake_bold(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find letters taken from mathematics or from circles to look bold, italic, struck; three at least."""
    for match in [*_DISGUISED.finditer(reading.text), *_COMBINED.finditer(reading.text)]:
        piece = match.group()
        if sum(c.isalnum() or unicodedata.category(c) == "So" for c in piece) >= (rule.limit or 3):
            mended = re.sub("[\u0332\u0336\u0337\u0338\u0333\u0305]", "", unicodedata.normalize("NFKC", piece)).translate(
                _PLAIN_LETTERS
            )
            yield Measured(Span(*match.span()), (mended,), (mended,))


_PICTURED = re.compile("[\u2190-\u2bff\u3030-\u329f\U0001f000-\U0001faff\u20e3]")
"""Where emoji live: a text without any of these has none."""


def emoji_run(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find more emoji in a row than ``limit``, spaces between them or not."""
    if not _PICTURED.search(reading.text):
        return
    at = 0
    run: list[Span] = []
    for cluster in [*graphemes(reading.text), "\0"]:
        end = at + len(cluster)
        if is_emoji(cluster):
            run.append(Span(at, end))
        elif cluster not in (" ", "\u00a0", "\u202f"):
            if len(run) > (rule.limit or 2):
                yield Measured(Span(run[0].start, run[-1].end), (str(len(run)),))
            run = []
        at = end


def emoji_count(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find a post with more emoji than ``limit``; the first one too many is shown."""
    if not _PICTURED.search(reading.text):
        return
    at = 0
    found: list[Span] = []
    for cluster in graphemes(reading.text):
        if is_emoji(cluster):
            found.append(Span(at, at + len(cluster)))
        at += len(cluster)
    if len(found) > (rule.limit or 6):
        yield Measured(found[rule.limit or 6], (str(len(found)),))


_HASHTAG = re.compile(r"(?<![\w&/])#(\w+)")


def hashtag_case(reading: Reading, _rule: Rule) -> Iterator[Measured]:
    """Find hashtags of several words in small letters, which a screen reader spells as one word."""
    for match in _HASHTAG.finditer(reading.text):
        mended = camel_case(match.group(1))
        if mended is not None:
            yield Measured(Span(*match.span()), (match.group(), f"#{mended}"), (f"#{mended}",))


def hashtag_count(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find a post with more hashtags than ``limit``; those too many are shown."""
    found = [m.span() for m in _HASHTAG.finditer(reading.text)]
    limit = rule.limit or 5
    if len(found) > limit:
        yield Measured(Span(found[limit][0], found[-1][1]), (str(len(found)), str(limit)))


_MENTION = re.compile(r"(?<![\w.@/])@\w[\w.-]+")


def mention_count(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find a post that calls more people than ``limit``."""
    found = [m.span() for m in _MENTION.finditer(reading.text)]
    limit = rule.limit or 5
    if len(found) > limit:
        yield Measured(Span(found[limit][0], found[-1][1]), (str(len(found)), str(limit)))


_SMALL = frozenset(
    "LE LA LES UN UNE DES DU DE ET OU EN AU AUX SUR PAR MON MA MES TES SES NOS VOS CE CES QUE QUI NE PAS EST"
    " THE AND FOR YOU YOUR OUR WE US TO AT IN ON OF IS ARE IT ALL ANY SEE NOW NEW NOT BUT CAN GET WHO HOW WHY HAS HAD WAS"
    " ONE TWO".split()
)
"""Short words of a sentence, which are no acronyms."""
_CAPITALS = re.compile(r"(?<![\w#@])[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ0-9'’-]*(?:[ ,:;!?.…\u00a0\u202f]+[A-ZÀ-ÖØ-ÞŒ0-9'’%€-]+)+(?!\w)")


def all_caps(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find that many words in a row in capitals; a list of acronyms is not shouting, nor are initials."""
    for match in _CAPITALS.finditer(reading.text):
        found = re.findall(r"[^\W\d_]{2,}", match.group())
        acronyms = sum((len(w) <= 4 and not set(w) & set("AEIOUYÀÉÈÊÎÔÛ")) or (len(w) <= 3 and w not in _SMALL) for w in found)
        listed = match.group().count(",") >= len(found) - 1 > 0
        if len(found) >= (rule.limit or 5) and acronyms <= 0.6 * len(found) and not listed:
            yield Measured(Span(*match.span()), (match.group()[:40],))


_GREETING = re.compile(
    r"\W*(?:bonjour|bonsoir|hello|salut|coucou|hi|hey|good (?:morning|evening|afternoon)|dear (?:all|network|friends)"
    r"|chers? (?:réseau|toutes|tous|amis|collègues))\b",
    re.IGNORECASE,
)


def hook(reading: Reading, _rule: Rule) -> Iterator[Measured]:
    """Find a greeting that takes the lines seen before the fold."""
    match = _GREETING.match(reading.text)
    cut = fold_at(reading.text, reading.context.network, reading.fold)
    if match and cut is not None and reading.context.kind == "post":
        first = reading.sentences[0] if reading.sentences else Span(0, cut)
        yield Measured(Span(max(first.start, 0), max(match.end(), min(first.end, cut))))


_SHOUTS = re.compile(r"[!?‼⁉]{3,}|(?:! ?){3,}")


def exclamations(reading: Reading, _rule: Rule) -> Iterator[Measured]:
    """Find three exclamation marks in a row."""
    for match in _SHOUTS.finditer(reading.text):
        yield Measured(Span(*match.span()), (match.group().strip(),))


_SOURCE_YEAR = re.compile(
    r"(?:selon|d'après|étude|enquête|sondage|baromètre|rapport|according to|study|survey|report|poll|barometer)[^.!?\n]{0,60}?"
    r"\b(?P<year>19\d\d|20\d\d)\b",
    re.IGNORECASE,
)


def old_source(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find a source more than ``limit`` years old on the day of the post."""
    for match in _SOURCE_YEAR.finditer(reading.plain):
        if reading.context.today.year - int(match.group("year")) > (rule.limit or 4):
            yield Measured(Span(*match.span()), (match.group(), str(rule.limit or 4)))


def long_quote(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find a quotation longer than ``limit`` characters."""
    for quote in reading.quotes:
        if quote.end - quote.start > (rule.limit or 400):
            yield Measured(quote, (str(quote.end - quote.start),))


def emoji_bullets(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find ``limit`` lines or more that begin with an emoji."""
    if not _PICTURED.search(reading.text):
        return
    heads: list[Span] = []
    for match in re.finditer(r"(?m)^[ \t]*(\S{1,12})", reading.text):
        first = graphemes(match.group(1))[0]
        if is_emoji(first):
            heads.append(Span(match.start(1), match.start(1) + len(first)))
    if len(heads) >= (rule.limit or 4):
        yield Measured(heads[0], (str(len(heads)),))


_RULER = re.compile("([\u2500-\u259f\u2580-\u25ff=_~*•·.\\-])\\1{7,}")
_KAOMOJI = re.compile("[¯\\\\ヽ┌╯(ʕ]{1,3}[^\\w\\s]*[(_ ]*[ツ益ಠ•◕ʖ°□ω]+[^\\w\\n]*[)ʔ/¯]{1,3}")
_DRAWN = re.compile(r"(?m)(?:^(?=[^\n]*[/\\\\|_()<>^])[ \t]*(?:[^\w\s]|[ \t]|\b\w\b){3,}$\n?){3,}")


def text_art(reading: Reading, _rule: Rule) -> Iterator[Measured]:
    """Find drawings made of signs: rulers of eight signs and more, faces, three lines of strokes."""
    found = sorted(m.span() for art in (_RULER, _KAOMOJI, _DRAWN) for m in art.finditer(reading.text))
    last = -1
    for start, end in found:
        if start >= last:
            last = end
            yield Measured(Span(start, end), (reading.text[start:end].strip()[:20],))


WONDER = 0.75
"""Chance from which a stretch is asked about, when its rule does not say."""


def likeness(reading: Reading, rule: Rule) -> Iterator[Measured]:
    """Find the sentence that most makes its stretch sound like the rule's category, at ``threshold`` or above; one only.

    Above :data:`coach.charter.sense.SURE` it warns, whatever the level of the rule.
    """
    least = rule.threshold or WONDER
    for heard in sense.heard(reading.plain):
        if heard.category == rule.category and (heard.likely >= least or heard.sure):
            said = max(heard.near, key=lambda s: sense.weight(s.of(reading.plain)))
            level = Severity.WARN if heard.sure else None
            reach = Span(heard.near[0].start, heard.near[-1].end)
            yield Measured(said, (said.of(reading.text).strip(),), level=level, reach=reach)
            return


MEASURES: dict[str, Measure] = {
    m.__name__: m
    for m in (
        length,
        old_source,
        long_quote,
        fake_bold,
        emoji_run,
        emoji_count,
        emoji_bullets,
        hashtag_case,
        hashtag_count,
        mention_count,
        all_caps,
        hook,
        exclamations,
        text_art,
        likeness,
    )
}
"""Measures by the name rules call them."""
