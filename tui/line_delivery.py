"""A file handed to the person: in their folder of downloads, or by their browser when the app is served to one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import PorteVoix


def deliver(app: PorteVoix, made: bytes, name: str, kind: str) -> None:
    """Hand ``made`` over under ``name``, and say where it is."""
    path = app.deliver_binary(BytesIO(made), save_filename=name, open_method="download", mime_type=kind)
    if path is not None:
        app.say("memento.delivered", name=name)
