"""How often the app may paint. To be imported before Textual, which reads it once.

At Textual's 60 frames a second a mark waits up to 17 ms for its frame after its review is there, which with the frame of the key
itself makes 36 ms from key to mark (measured, demo store); at 120 it is 21, and an idle screen paints nothing either way.
"""

from __future__ import annotations

import os

FRAMES = "120"
"""Frames a second, unless the person's own ``TEXTUAL_FPS`` says otherwise."""

os.environ.setdefault("TEXTUAL_FPS", FRAMES)
