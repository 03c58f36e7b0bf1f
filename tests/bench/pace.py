"""How fast the machine is just now, to compare figures taken on a busy machine with those of one left alone."""

from __future__ import annotations

import time

ALONE_MS = 57.0
"""Milliseconds of processor the fixed piece of work took on the machine of the figures of ``docs/speed.md``, left alone."""


def pace() -> float:
    """Return the milliseconds of processor a fixed piece of work takes just now: a busy machine is slower at everything."""
    start = time.thread_time()
    sum(n * n for n in range(1_000_000))
    return (time.thread_time() - start) * 1000


def slowness() -> float:
    """Return how many times slower than alone the machine is just now."""
    return pace() / ALONE_MS
