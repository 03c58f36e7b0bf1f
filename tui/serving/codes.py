"""Codes people type and tokens browsers keep: how they are made, read back and compared."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that nobody takes for one another when they are read aloud or from a projector: no 0, O, 1 nor I."""
ROOM_LENGTH = 8
"""Signs of a room's code: 40 bits, of which 10,000 guesses try one in a hundred million."""
OWN_LENGTH = 20
"""Signs of a person's own code: 100 bits, since it is good for months and from anywhere."""
_GROUP = 4
_LOOKALIKE = str.maketrans({"O": "Q", "0": "Q", "I": "L", "1": "L"})


def new_code(length: int = ROOM_LENGTH, draw: Callable[[str], str] = secrets.choice) -> str:
    """Return a code of ``length`` signs, drawn by ``draw`` from :data:`ALPHABET`."""
    return "".join(draw(ALPHABET) for _ in range(length))


def shown(code: str) -> str:
    """Return a code as it is read out: by groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed(text: str) -> str:
    """Return what a person typed as a code: capitals, no spaces, no hyphens; the signs we never draw become their likeness."""
    bare = "".join(char for char in text[:80].upper() if char.isascii() and char.isalnum())
    return bare.translate(_LOOKALIKE)


def same(one: str, other: str) -> bool:
    """Compare two codes in a time that says nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def digest(token: str) -> str:
    """Return what is kept of a token: whoever reads our files cannot come in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
