"""What the mirror says of each draft of the desk, found one by one while nobody waits for it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from coach.context import Context
from coach.finding import MirrorVerdict
from coach.language import language_of
from coach.notebook import Draft

if TYPE_CHECKING:
    from tui.house import House

LONGEST = 20_000
"""Characters beyond which a draft is only looked at when it is opened."""


class Seen(NamedTuple):
    """A text in front of a store: a verdict holds for both."""

    draft: str
    text: str
    revision: int


def judge(house: House, drafts: Iterable[Draft], known: Container[Seen]) -> Iterator[tuple[Seen, MirrorVerdict]]:
    """Yield the verdict of each unpublished draft not yet known. Slow: for a thread. Raises ``CoachError``."""
    revision = house.corpus.revision()
    for draft in drafts:
        seen = Seen(draft.id, draft.text, revision)
        if draft.state == "published" or not draft.text.strip() or len(draft.text) > LONGEST or seen in known:
            continue
        context = Context(
            today=house.clock.now().date(),
            id=draft.id,
            lang=language_of(draft.text, draft.lang),
            speak=house.words.lang,
            network=draft.network,
            author=house.notebook.read("name"),
        )
        yield seen, house.review_draft(draft.text, context).mirror.verdict
