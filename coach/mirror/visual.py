"""The same visual: two pictures known as one by their imprints, whatever the size, the compression, the crop or the logo.

An imprint is a perceptual hash, made where a picture file is at hand (:mod:`coach.adapters.pictures`) and kept among the
images of a post in the place of the file: ``imprint:`` and its views, 16 hexadecimal digits each. A picture cannot be drawn
again from it. Thresholds measured by ``tests/bench/visual.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from coach.context import Context
from coach.finding import Evidence, Finding, Severity, Source
from coach.mirror.passages import is_own
from coach.mirror.remarks import said_date
from coach.phrases import phrase, variants
from coach.post import IMPRINT, Post
from coach.text import Span

VIEWS = 7
"""The whole picture, then what six crops would leave of it."""
NEAR = 6
"""Bits of 64, at most, that differ between two views of one picture."""

_IMPRINT = re.compile(rf"{IMPRINT}([0-9a-f]{{16}}(?:-[0-9a-f]{{16}}){{{VIEWS - 1}}})")


class Imprint(NamedTuple):
    """A picture as a few bits: 64 for each of its views."""

    views: tuple[int, ...]

    @property
    def name(self) -> str:
        """The imprint as the name of an image."""
        return IMPRINT + "-".join(f"{view:016x}" for view in self.views)

    def apart(self, other: Imprint) -> int:
        """Return how many bits of 64 differ at least, one of the two pictures being maybe a part of the other."""
        whole, others = self.views[0], other.views[0]
        near = min((whole ^ view).bit_count() for view in other.views)
        return min(near, min((others ^ view).bit_count() for view in self.views))

    def same(self, other: Imprint) -> bool:
        """Tell whether both are one picture."""
        return self.apart(other) <= NEAR


def imprint_named(name: str) -> Imprint | None:
    """Return the imprint that the name of an image is; ``None`` when it is an address or a file."""
    found = _IMPRINT.fullmatch(name)
    return Imprint(tuple(int(view, 16) for view in found[1].split("-"))) if found else None


def imprints_of(images: Iterable[str]) -> Iterator[Imprint]:
    """Yield the imprints among the images of a post."""
    return (found for name in images if (found := imprint_named(name)) is not None)


class Sighting(NamedTuple):
    """A picture seen before."""

    post: Post
    """Where: the official message, else who published it first."""
    colleagues: int
    """Others who published it."""
    apart: int
    """Bits of 64 that differ from the picture of ``post``."""


def sighting(
    seen: Imprint, album: Iterable[tuple[str, Imprint]], post: Callable[[str], Post | None], context: Context
) -> Sighting | None:
    """Return where ``seen`` was seen before among ``album`` (post ids and imprints), one's own posts left out."""
    found: dict[str, tuple[Post, int]] = {}
    for post_id, imprint in album:
        apart = seen.apart(imprint)
        if apart > NEAR:
            continue
        known = post(post_id)
        if known is not None and not is_own(known, context) and apart <= found.get(post_id, (known, NEAR))[1]:
            found[post_id] = (known, apart)
    if not found:
        return None
    source, apart = min(found.values(), key=lambda f: (f[0].kind != "official", f[0].date or "9999", f[0].id))
    people = {known.author or known.id for known, _ in found.values() if known.kind != "official"}
    return Sighting(source, len(people - {source.author or source.id}), apart)


def remark(text: str, seen: Sighting, context: Context) -> Finding:
    """Return the remark on the picture of a draft. It is about no words: its span is empty, at the beginning of the text.

    A warning as soon as a colleague published the picture; advice when only the official message carries it.
    """
    post, lang = seen.post, context.speak
    official = post.kind == "official"
    date = said_date(post.date, lang, context.today)
    key = "official" if official else f"{'who' if post.author else 'nobody'}{'_dated' if date else ''}"
    who = phrase(lang, "axes", f"visual.{key}", author=post.author, date=date)
    many = ("many_official" if official else "many") if seen.colleagues > 1 else "one_official" if official else "one_more"
    asked = variants(lang, "axes", "visual.question")
    return Finding.at(
        text,
        Span(0, 0),
        source=Source.MIRROR,
        rule="mirror-same-visual",
        category="visual",
        severity=Severity.ADVISE if official and not seen.colleagues else Severity.WARN,
        message=phrase(
            lang,
            "axes",
            "visual.message",
            who=who,
            many=phrase(lang, "axes", f"visual.{many}", count=seen.colleagues) if seen.colleagues else "",
        ),
        why=phrase(lang, "axes", "visual.why"),
        question=asked[len(post.id) % len(asked)],
        evidence=Evidence(
            post_id=post.id,
            author=post.author,
            kind="official" if official else "sibling",
            date=post.date,
            start=0,
            end=0,
            text="",
            how="verbatim",
            strength=round(1 - seen.apart / 64, 3),
        ),
    )
