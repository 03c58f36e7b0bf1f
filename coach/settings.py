"""What a person can set: documented values, read from outside by :mod:`coach.adapters.settings`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from coach.context import Language, Network
from coach.finding import Value
from coach.publish.fold import USUAL


class FoldSettings(Value):
    """How many characters each network shows before "see more", as it counts them; 0 when it shows all."""

    linkedin: int = Field(default=USUAL["linkedin"], ge=0)
    """LinkedIn does not say: 140 to 210 were seen, by screen and by image; what stands before 140 shows everywhere."""
    x: int = Field(default=USUAL["x"], ge=0)
    """X folds long posts after the length of an ordinary one."""
    mastodon: int = Field(default=USUAL["mastodon"], ge=0)
    """Mastodon shows the whole post."""
    bluesky: int = Field(default=USUAL["bluesky"], ge=0)
    """Bluesky shows the whole post."""

    def on(self, network: Network) -> int:
        """Return what one network shows."""
        shown: int = getattr(self, network)
        return shown


class ModelSettings(Value):
    """The optional model. Keys are never written here: they come from the environment or the system keyring."""

    name: str | None = None
    """Provider and model as litellm names them, `ollama/llama3.2` or `mistral/mistral-small-latest`; none by default."""
    api_base: str | None = None
    """Address of the server, for a local or a private one: `http://127.0.0.1:11434`."""
    timeout_s: float = Field(default=60.0, gt=0)
    """Seconds without an answer after which the offline coach takes over."""
    monthly_ceiling_usd: float | None = Field(default=None, ge=0)
    """US dollars after which the model is not called again until next month; no ceiling by default."""


class CorpusSettings(Value):
    """The store of posts. The token of a shared one is never written here: it is `PORTEVOIX_CORPUS_TOKEN`, in the environment or
    the system keyring.
    """

    server: str | None = Field(default=None, pattern=r"^https?://[^\s/@?#]+(/[^\s@?#]*)?$")
    """Address of a team's shared store, a chroma server: `https://posts.example.org`. None: posts stay on this machine."""
    tenant: str = Field(default="default_tenant", min_length=3, pattern=r"^[\w.-]+$")
    """Tenant of the team on that server."""
    database: str = Field(default="default_database", min_length=3, pattern=r"^[\w.-]+$")
    """Database of the team on that server."""


class Settings(Value):
    """Everything a person can set."""

    language: Language = "fr"
    """Language of the interface and of the remarks: `fr` or `en`. Without it, that of the system."""
    name: str | None = None
    """First name, for the greeting."""
    author: str | None = None
    """Name under which one's own posts stand in the store, so that they are not taken for a colleague's."""
    employer: str | None = None
    """The company one speaks for, when no pack says."""
    role: str | None = None
    """One's role, for rules that apply to some roles only."""
    network: Network = "linkedin"
    """Where drafts are meant for, unless told otherwise: `linkedin`, `x`, `mastodon` or `bluesky`."""
    theme: Literal["auto", "light", "dark"] = "auto"
    """`light`, `dark`, or `auto` for the one last chosen in the app."""
    semantic: bool = True
    """Whether the mirror also looks for paraphrases, which takes a local engine some tens of milliseconds a sentence."""
    packs: tuple[Path, ...] = ()
    """Folders of packs (charters, cards, exercises) besides `packs` in the configuration folder; relative to this file."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Keys of one's own, by the id of a command: `keys = {"app.palette" = "f9"}`."""
    fold_at: FoldSettings = FoldSettings()
    """How many characters each network shows before "see more"."""
    model: ModelSettings = ModelSettings()
    """The optional model."""
    corpus: CorpusSettings = CorpusSettings()
    """The store of posts."""
