"""Keys a browser keeps for itself, and what stands for them in the app it shows."""

from __future__ import annotations

KEPT = "nqtw"
"""Letters which, with Ctrl, open or close a window, a tab or the browser itself, whatever a page says: Alt stands for Ctrl there.

N, T and W in all browsers, Q in Firefox on Linux. Our page turns Alt into Ctrl (``serve.js``); Ctrl still works where it comes
through.
"""


def in_browser(key: str) -> str:
    """Return the key to press in a browser for ``key``: ``alt+n`` for ``ctrl+n``, and itself for all that come through."""
    kind, _, letter = key.rpartition("+")
    return f"alt+{letter}" if kind == "ctrl" and letter in KEPT else key
