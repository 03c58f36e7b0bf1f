"""Slots, personas and formats: what an interview looks for, and in which order a text tells it.

The orders and needs come from the question bank the product started from; a need written ``friction|phrase`` is met by either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Slot = Literal["scene", "preuve", "friction", "position", "enjeu", "moi", "phrase", "question", "lien_message"]
"""A moment, a proof, what went wrong, what one concludes, what it costs the reader, why me, a phrase heard, a question to the
network, the link with the official message."""
Persona = Literal["expert", "manager", "commercial", "reporter", "supporter", "leader"]
Format = Literal["recit", "prise_de_position", "decryptage", "chiffre", "echec", "merci", "partage_commente", "thread"]
Wanted = Literal["auto", "recit", "prise_de_position", "decryptage", "chiffre", "echec", "merci", "partage_commente", "thread"]
"""A format, or ``auto``: chosen at the end from what the answers hold."""

SLOTS: tuple[Slot, ...] = ("scene", "preuve", "friction", "position", "enjeu", "moi", "phrase", "question", "lien_message")

_ORDERS: Mapping[Format, tuple[Slot, ...]] = {
    "recit": ("scene", "phrase", "friction", "preuve", "position", "enjeu", "question"),
    "prise_de_position": ("position", "scene", "preuve", "friction", "enjeu", "question"),
    "decryptage": ("enjeu", "preuve", "friction", "position", "question"),
    "chiffre": ("preuve", "scene", "friction", "position", "question"),
    "echec": ("scene", "friction", "preuve", "position", "question"),
    "merci": ("phrase", "scene", "moi"),
    "partage_commente": ("moi", "position", "scene", "lien_message", "question"),
    "thread": ("position", "scene", "preuve", "friction", "enjeu", "question"),
}
_NEEDS: Mapping[Format, tuple[str, ...]] = {
    "recit": ("scene", "friction|phrase", "position"),
    "prise_de_position": ("position", "scene|preuve"),
    "decryptage": ("preuve", "enjeu", "position"),
    "chiffre": ("preuve",),
    "echec": ("friction", "position"),
    "merci": ("phrase|scene",),
    "partage_commente": ("moi|position",),
    "thread": ("position", "preuve", "friction"),
}
_UNDECIDED: tuple[Slot, ...] = ("scene", "preuve", "friction", "position")
_PERSONAL: Mapping[Persona, Slot] = {
    "expert": "enjeu",
    "manager": "phrase",
    "commercial": "phrase",
    "reporter": "phrase",
    "supporter": "moi",
    "leader": "enjeu",
}
"""What each persona can give that the others give less."""


def asked_slots(wanted: Wanted, persona: Persona, *, message: bool) -> tuple[Slot, ...]:
    """Return the slots to fill, in the order a person is asked for them; ``message`` says there is an official message."""
    if wanted != "auto":
        slots = _ORDERS[wanted]
        return slots if message else tuple(s for s in slots if s != "lien_message")
    link: tuple[Slot, ...] = ("lien_message",) if message else ()
    return (*_UNDECIDED, _PERSONAL[persona], *link, "question")


def told_order(chosen: Format) -> tuple[Slot, ...]:
    """Return every slot in the order a text of this format tells it; what the format did not ask for comes before the end."""
    order = _ORDERS[chosen]
    body = tuple(s for s in order if s != "question")
    return (*body, *(s for s in SLOTS if s not in order and s != "question"), "question")


def needs(wanted: Wanted) -> tuple[tuple[Slot, ...], ...]:
    """Return what the format cannot do without: each need with the slots that meet it."""
    if wanted == "auto":
        return (("scene",), ("preuve",), ("friction",), ("position",))
    return tuple(tuple(s for s in SLOTS if s in need.split("|")) for need in _NEEDS[wanted])
