"""What a reviewer must know of a draft besides its words."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from coach.finding import Value

Language = Literal["fr", "en"]
Network = Literal["linkedin", "x", "mastodon", "bluesky"]


class Context(Value):
    """Who writes, where, when, and in which language the remarks are to be said."""

    today: dt.date
    """The day the draft would be published: windows (quiet periods, embargoes) are judged by it."""
    id: str | None = None
    lang: Language = "fr"
    """Language of the draft."""
    speak: Language = "fr"
    """Language of the person, for remarks and questions."""
    network: Network = "linkedin"
    role: str | None = None
    employer: str | None = None
    author: str | None = None
    kind: Literal["post", "comment"] = "post"
    visual: str | None = None
    """Imprint of the picture that goes with it (:mod:`coach.mirror.visual`), as the name of an image."""
