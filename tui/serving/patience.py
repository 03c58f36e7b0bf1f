"""Wrong codes: what each one costs the address it came from, and when the door no longer listens."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

FREE = 4
"""Wrong codes of one address that cost nothing: a finger slips."""
LONGEST_S = 60.0
"""Seconds an address waits at most between two tries, before it is shut out."""
ADDRESS_SHUT = 20
"""Wrong codes after which an address is shut out."""
ADDRESS_SHUT_S = 900.0
"""Seconds an address stays shut out, and after which its faults are forgotten."""
ALL_SHUT = 200
"""Wrong codes from everywhere, within :data:`ALL_WINDOW_S`, after which the room's code opens to nobody for as long."""
ALL_WINDOW_S = 900.0
"""Seconds over which wrong codes from everywhere are counted."""
REMEMBERED = 5_000
"""Addresses remembered at most, the oldest forgotten first: the count of all does not forget with them."""


class Faults(NamedTuple):
    """What one address did wrong."""

    times: int
    last: float
    """When, in seconds of the clock of the :class:`Patience`."""
    until: float
    """When it may try again."""


class Patience:
    """Counts wrong codes, by address and over all. ``now`` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._of: OrderedDict[str, Faults] = OrderedDict()
        self._all: list[float] = []
        self._shut_until = float("-inf")

    def wait(self, address: str) -> float:
        """Return the seconds ``address`` has still to wait before a code of its is even looked at; 0 when it may try."""
        now = self._now()
        faults = self._of.get(network_of(address))
        own = faults.until - now if faults else 0.0
        return max(0.0, own, self._shut_until - now)

    @property
    def shut(self) -> bool:
        """Whether the room's code opens to nobody at the moment."""
        return self._shut_until > self._now()

    def failed(self, address: str) -> float:
        """Take note of a wrong code and return the seconds to wait before the next."""
        now, key = self._now(), network_of(address)
        before = self._of.pop(key, None)
        count = 1 + (before.times if before and now - before.last < ADDRESS_SHUT_S else 0)
        self._of[key] = Faults(count, now, now + delay(count))
        while len(self._of) > REMEMBERED:
            self._of.popitem(last=False)
        self._all = [at for at in self._all if now - at < ALL_WINDOW_S] + [now]
        if len(self._all) >= ALL_SHUT:
            self._shut_until = now + ALL_WINDOW_S
            self._all = []
        return self.wait(address)

    def forgive(self, address: str) -> None:
        """Forget the faults of an address somebody came in from: a whole room shares one."""
        self._of.pop(network_of(address), None)


def delay(count: int) -> float:
    """Return the seconds to wait after ``count`` wrong codes: nothing, then 1, 2, 4… up to a minute, then shut out."""
    if count <= FREE:
        return 0.0
    return ADDRESS_SHUT_S if count >= ADDRESS_SHUT else min(LONGEST_S, 2.0 ** (count - FREE - 1))


def network_of(address: str) -> str:
    """Return what stands for an address: itself, or the /64 network of an IPv6 one, which one machine has whole."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped) if known.ipv4_mapped else known.exploded[:19]
    return str(known)
