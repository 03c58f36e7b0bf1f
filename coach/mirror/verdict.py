"""The verdict on a whole draft, from its two axes: how much is borrowed, and how much only this person brings."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from coach.finding import Apport, MirrorVerdict
from coach.mirror.passages import Passage
from coach.text import Span

YOURS_BELOW = 0.15
"""Share of borrowed words under which a draft is one's own: a sentence or so in a post."""
COPY_FROM = 0.6
"""Share of borrowed words from which a draft is a copy, when most of them come from one post."""
ONE_SOURCE = 0.67
"""Share of the borrowed words one post must hold to be the post that was copied."""
CHANGED = 0.5
"""Share of the borrowed words that were changed, moved or translated from which a draft is a paraphrase."""
THIN = 3
"""Own signs (place, date, figure, person, object, first person, doubt, question) under which nothing is brought."""
RICH = 6
"""Own signs from which up to a third of borrowing leaves the draft one's own."""
RICH_REPRISE = 0.33
"""That third."""


def signs(apport: Apport) -> int:
    """Return how many signs of the person there are; the first person counts three times at most, doubt and question once."""
    lived = apport.places + apport.dates + apport.figures + apport.people + apport.objects
    return lived + min(3, apport.first_person) + min(1, apport.doubt) + min(1, apport.questions)


def share(words: Sequence[int], borrowed: Sequence[Span]) -> float:
    """Return the share of ``words`` (where each starts, in order) that stand inside ``borrowed`` spans, 0 to 1."""
    inside: set[int] = set()
    for span in borrowed:
        inside.update(range(bisect_left(words, span.start), bisect_left(words, span.end)))
    return len(inside) / len(words) if words else 0.0


def verdict(reprise: float, apport: Apport, borrowed: Sequence[Passage]) -> MirrorVerdict:
    """Return *copy*, *collage*, *paraphrase* or *yours* for a draft of which the share ``reprise`` is borrowed."""
    own = signs(apport)
    if not borrowed or reprise < YOURS_BELOW or (reprise < RICH_REPRISE and own >= RICH):
        return "yours"
    total = sum(p.words for p in borrowed)
    changed = sum(p.words for p in borrowed if p.how != "verbatim")
    by_post = Counter({p.post.id: 0 for p in borrowed})
    for passage in borrowed:
        by_post[passage.post.id] += passage.words
    if changed >= CHANGED * total and own < THIN:
        return "paraphrase"
    if reprise >= COPY_FROM and max(by_post.values()) >= ONE_SOURCE * total and changed < CHANGED * total:
        return "copy"
    return "collage"
