"""The way to a team's shared store, from the settings and the keyring. Textual-free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.settings import CorpusSettings
    from corpus.wire import Place


def team_place(settings: CorpusSettings, env: Mapping[str, str]) -> Place | None:
    """Return where the team's store is and the token to enter it; ``None`` when posts stay on this machine."""
    if settings.server is None:
        return None
    from coach.adapters.model_address import secret
    from coach.adapters.settings import CORPUS_TOKEN
    from corpus.wire import Place

    return Place(settings.server, settings.tenant, settings.database, secret(CORPUS_TOKEN, env))


def team_host(settings: CorpusSettings) -> str | None:
    """Return the host published posts go to, as shown; ``None`` when none goes anywhere."""
    from urllib.parse import urlsplit

    return urlsplit(settings.server).netloc if settings.server else None
