"""The time of this machine, behind the ``Clock`` port."""

from __future__ import annotations

import datetime as dt


class SystemClock:
    """The clock of the machine, in its own zone."""

    def now(self) -> dt.datetime:
        """Return the time now, with its zone."""
        return dt.datetime.now().astimezone()
