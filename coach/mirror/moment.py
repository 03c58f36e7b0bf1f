"""The same moment: many people on one message, one wording or one link within days. It counts people and names nobody.

What is looked at is a topic of the draft: an official message it borrows from, a wording it shares with a colleague, a link it
gives. Whoever published the same in the days around is found among the posts that share most words with it, by the store's dates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.context import Context
from coach.finding import Evidence, Finding, Severity, Source
from coach.mirror.formulas import covered
from coach.mirror.passages import is_own
from coach.mirror.remarks import said_date
from coach.mirror.tokens import read_post
from coach.phrases import phrase, variants
from coach.ports import Corpus
from coach.post import Post
from coach.text import Span, words

WITHIN_DAYS = 7
"""Days before and after the draft's own in which a post is of the same moment: a feed shows them side by side."""
MANY = 3
"""People, the author apart, from which it is a chorus: two colleagues on one subject are a coincidence."""
LOOKED = 300
"""Posts looked at for one topic, those that share most with it first."""
RUN = 5
"""Words in a row that two texts share when one relays the other (seed 001: the same phrase)."""
RUNS = 2
"""How many such runs: six words in a row, or two passages."""
TELLING = 1.0
"""What the words of a run must tell together: a company's name and small words are nobody's message."""

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"»”)\]]+", re.IGNORECASE)
_TRACE = re.compile(r"(?<=[?&])(?:utm_[^&#]*|trk[^&#]*|fbclid[^&#]*|mc_[^&#]*)&?|#.*$")

TopicKind = Literal["message", "wording", "link"]


class Topic(NamedTuple):
    """Something of the draft that others may have published too."""

    kind: TopicKind
    key: str
    """The official post's id, the words borrowed, or the link."""
    span: Span
    """Where it stands in the draft."""
    evidence: Evidence | None = None


class Moment(NamedTuple):
    """Who else published it around the draft's day."""

    people: int
    first: dt.date
    last: dt.date


def topics(text: str, borrowed: Iterable[Finding]) -> list[Topic]:
    """Return the topics of a draft, from what it was found to borrow and from its links; each once, in order."""
    found: dict[str, Topic] = {}
    for finding in borrowed:
        evidence = finding.evidence
        if evidence is not None and evidence.kind in ("official", "sibling") and finding.end > finding.start:
            official = evidence.kind == "official"
            key = evidence.post_id if official else evidence.text
            topic = Topic("message" if official else "wording", key, finding.span, evidence)
            found.setdefault(key, topic)
    for span, link in links(text):
        found.setdefault(link, Topic("link", link, span))
    return list(found.values())


def links(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the links of a text, without what only tells where a click came from."""
    for match in _LINK.finditer(text):
        shown = match.group().rstrip(".,;:!?…’'")
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", _TRACE.sub("", shown), flags=re.IGNORECASE).rstrip("/?&")
        if "." in bare:
            yield Span(match.start(), match.start() + len(shown)), bare.casefold()


def moment(topic: Topic, corpus: Corpus, context: Context) -> Moment | None:
    """Return who else published the topic within days; ``None`` under :data:`MANY`. Errors of the corpus go through.

    One question to the index, then one post read for each answer of the right days: some milliseconds.
    """
    said = _said(topic, corpus)
    if not said:
        return None
    days: dict[str, list[dt.date]] = {}
    for hit in corpus.lexical([word.key for word in words(said)], LOOKED):
        post = corpus.get(hit.post_id)
        day = _day(post) if post is not None and post.kind == "sibling" and not is_own(post, context) else None
        if post is None or day is None or abs((day - context.today).days) > WITHIN_DAYS:
            continue
        if topic.key in _links(post.text) if topic.kind == "link" else relays(post.text, said):
            days.setdefault(post.author or post.id, []).append(day)
    if len(days) < MANY:
        return None
    dates = [day for some in days.values() for day in some]
    return Moment(len(days), min(dates), max(dates))


def relays(text: str, said: str) -> bool:
    """Tell whether ``text`` holds telling runs of the words of ``said``."""
    return len(_runs(text) & _runs(said)) >= RUNS


def remark(text: str, topic: Topic, found: Moment, context: Context) -> Finding:
    """Return the advice to wait or to differ. Its words are those of the topic, or the whole text's beginning."""
    lang, when = context.speak, "one_day" if found.first == found.last else "days"
    first, last = (said_date(day.isoformat(), lang, context.today) for day in (found.first, found.last))
    after = said_date((max(found.last, context.today) + dt.timedelta(days=WITHIN_DAYS + 1)).isoformat(), lang, context.today)
    said = phrase(lang, "axes", f"moment.{topic.kind}_{when}", count=found.people, first=first, last=last)
    asked = variants(lang, "axes", "moment.question")
    return Finding.at(
        text,
        topic.span,
        source=Source.MIRROR,
        rule="mirror-same-moment",
        category="moment",
        severity=Severity.ADVISE,
        message=said,
        why=phrase(lang, "axes", "moment.why"),
        question=asked[len(topic.key) % len(asked)],
        fixes=(phrase(lang, "axes", "moment.wait", date=after), phrase(lang, "axes", "moment.differ")),
        evidence=topic.evidence if topic.kind == "message" else None,
    )


def _said(topic: Topic, corpus: Corpus) -> str:
    if topic.kind != "message":
        return topic.key
    post = corpus.get(topic.key)
    return post.text if post is not None else ""


def _day(post: Post) -> dt.date | None:
    try:
        return dt.date.fromisoformat((post.date or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _links(text: str) -> frozenset[str]:
    return frozenset(link for _, link in links(text))


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of words of a text that tell something: no formula, not only names and small words."""
    reading = read_post(text)
    weights: Sequence[float] = [
        0.0 if everybodys else weight for weight, everybodys in zip(reading.weights, covered(reading.keys), strict=True)
    ]
    return frozenset(
        reading.keys[at : at + RUN] for at in range(len(reading.keys) - RUN + 1) if sum(weights[at : at + RUN]) >= TELLING
    )
