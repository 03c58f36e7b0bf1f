"""What the app is given: the house, wired elsewhere. The app knows these names and nothing of what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.context import Context, Language, Network
from coach.finding import Review
from coach.ports import Clock, Corpus, Notebook
from coach.settings import FoldSettings
from tui.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from coach.assist.voice import Voice
    from coach.charter.pack import Message, Pack
    from coach.charter.rulebook import Rulebook
    from coach.charter.sense import Meaning
    from coach.workshop.logbook import Logbook
    from corpus.browse import Page, Search
    from corpus.census import Census, ExportFormat
    from corpus.sharing import Ended, Standing
    from corpus.sync import Synced


class Settings(Protocol):
    """The preferences the app reads; the file they come from is the person's and is never rewritten."""

    @property
    def theme(self) -> str:
        """``light``, ``dark`` or ``auto`` (the last one chosen in the app)."""
        ...

    @property
    def keys(self) -> Mapping[str, str]:
        """Keys chosen by the person, by the id of a command: ``{"workbench.next_remark": "f9"}``."""
        ...

    @property
    def name(self) -> str | None:
        """Their first name, when they wrote it there."""
        ...

    @property
    def network(self) -> Network:
        """Where their drafts are meant for, unless told otherwise."""
        ...

    @property
    def semantic(self) -> bool:
        """Whether the mirror also looks for paraphrases."""
        ...

    @property
    def fold_at(self) -> FoldSettings:
        """Where each network folds a post."""
        ...


class Place(Protocol):
    """Where the person's state lives."""

    @property
    def choir(self) -> Path:
        """The folder of the page's and outside authors' posts that the Chœur alone compares with."""
        ...

    @property
    def passing(self) -> bool:
        """Whether nothing of it outlives the session."""
        ...


class Told(Protocol):
    """Something to tell the person: a ``CoachError`` or a ``coach.notebook.Notice``."""

    @property
    def title(self) -> str:
        """What happened."""
        ...

    @property
    def remedy(self) -> str:
        """What to do about it."""
        ...


class Library(Corpus, Protocol):
    """The store of posts, with what the posts room shows and does of it."""

    def browse(self, search: Search) -> Page:
        """Return a page of the posts that match. Slow for typed words in a large store. Raises ``CoachError``."""
        ...

    def stats(self) -> Census:
        """Return the store in figures."""
        ...

    def export(self, form: ExportFormat) -> Iterator[dict[str, object]]:
        """Yield every post under the names an import reads."""
        ...

    def traces(self, post_id: str) -> Sequence[str]:
        """Return where anything of a removed post is left."""
        ...

    def pending(self) -> int:
        """Return how many posts wait for their vectors."""
        ...

    def lacks(self) -> Sequence[str]:
        """Return what the indexes lack just now, as codes of ``lacks.<code>`` in the corpus phrases."""
        ...

    def engine(self) -> Meaning | None:
        """Return who makes vectors here; ``None`` where meaning is not looked for."""
        ...

    def step(self, count: int, stop: Callable[[], bool]) -> int:
        """Make the vectors of the next ``count`` posts; return how many posts were seen to. Slow. Raises ``CoachError``.

        0 when nothing waits, another process owns the vectors, or ``stop()``, asked between sentences, cut it short.
        """
        ...

    def sync(self, stop: Callable[[], bool], *, at_once: bool = False) -> Ended:
        """Do a round with the team's shared store, if there is one. Slow. Raises ``CoachError``."""
        ...

    def synced(self) -> Synced:
        """Return what the last round did."""
        ...

    def standing(self) -> Standing | None:
        """Return how the shared store is doing as last known, ``None`` without one."""
        ...


class House(Protocol):
    """The composition root's value. Reading an attribute is instant: what is slow opens in :meth:`warm`."""

    @property
    def settings(self) -> Settings:
        """The person's preferences."""
        ...

    @property
    def home(self) -> Place:
        """Where their state lives."""
        ...

    @property
    def notebook(self) -> Notebook:
        """Their work."""
        ...

    @property
    def corpus(self) -> Library:
        """The store of sibling posts."""
        ...

    @property
    def logbook(self) -> Logbook:
        """Their workshop: sessions and cohorts."""
        ...

    @property
    def packs(self) -> Sequence[Pack]:
        """The charters and their kits; slow to read before :meth:`warm`."""
        ...

    @property
    def pack_folders(self) -> Sequence[Path]:
        """Folders of the packs that may change while one works: the person's, the workspace's, those of the settings."""
        ...

    @property
    def rulebook(self) -> Rulebook:
        """What the packs know of a rule, a contact, a day; slow to read before :meth:`warm`."""
        ...

    def reread_packs(self) -> None:
        """Read the packs again, and judge by them from the next review on. Slow. Raises ``BadInput``: nothing changes then."""
        ...

    @property
    def messages(self) -> Sequence[Message]:
        """The official messages of the packs, newest first; slow to read before :meth:`warm`."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def words(self) -> Words:
        """The interface's words; its ``lang`` is switched by the app."""
        ...

    @property
    def notices(self) -> Sequence[Told]:
        """What the person should be told, oldest first, read afresh each time: a notebook mended, another window's writing…"""
        ...

    @property
    def voice(self) -> Voice | None:
        """The model of the settings, silent until the person says yes; ``None`` when none is set."""
        ...

    @property
    def speaker(self) -> str | None:
        """Name of the model that speaks, or ``None`` for the offline coach."""
        ...

    @property
    def leaves_machine(self) -> str | None:
        """Where words go when a model speaks, or ``None`` when nothing leaves the machine."""
        ...

    def showed(self, text: str) -> None:
        """Remember, by hashes, that a model showed ``text`` to the person. Slow: for a thread. Raises ``CoachError``."""
        ...

    @property
    def shares_with(self) -> str | None:
        """The host published posts go to, or ``None`` when they stay on this machine."""
        ...

    def warm(self) -> None:
        """Open the store, the packs and the indexes. Slow: called once, in a thread, after the first paint."""
        ...

    def hone(self) -> Iterator[None]:
        """Make the rules quick, a pattern at each step: what would make a word wait the first time it is typed."""
        ...

    def speak(self, lang: Language) -> None:
        """Say everything in ``lang`` from now on, errors and notices too."""
        ...

    def review_draft(self, text: str, context: Context) -> Review:
        """Return the review of ``text``: the lexical mirror, the charter, form. Called in a thread. Raises ``CoachError``."""
        ...

    def fathom(self, text: str, context: Context, stop: Callable[[], bool]) -> int:
        """Look for the meaning of what words do not explain, and for who has the same picture or subject; return what is new.

        The next review knows it. Slow, 40 ms a sentence: called in a thread, once the text rests. Raises ``CoachError``.
        """
        ...

    def imprint(self, path: Path) -> str:
        """Return the imprint of a picture file, as the name of an image. Slow: called in a thread. Raises ``BadInput``."""
        ...
