"""The one composition root: every port gets its adapter here, nothing is opened before it is asked for. Textual-free."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from coach.adapters.home import Home, locate_home, open_home
from coach.context import Context, Language
from coach.errors import BadInput
from coach.finding import Review
from coach.language import language_asked, language_of
from coach.review import review
from coach.text import read_view
from tui.house import Told
from tui.rereading import WORKSPACE_PACKS, Asides, asked_of, charter_of, find_standing, hone, reread
from tui.team import team_host, team_place
from tui.words import Words
from tui.workshops import WorkshopKeeper

if TYPE_CHECKING:
    from coach.adapters.notebook import SqliteNotebook
    from coach.adapters.settings import Settings
    from coach.assist.voice import Voice
    from coach.charter.engine import PackCharter
    from coach.charter.pack import Message, Pack
    from coach.charter.rulebook import Rulebook
    from coach.mirror.axes import ThreeAxes
    from coach.mirror.exemption import ExemptionKind
    from coach.ports import Clock
    from corpus.store import PostStore
    from tui.holding import LineAtWork

ECHOES = 30
"""Posts that share most with a suggestion, looked at for a run of its words."""
TAUGHT: dict[str, ExemptionKind] = {"quotation": "quotation", "our_name": "name", "mine_first": "mine"}
"""Decisions that teach the mirror, and the kind of exemption each one is."""


class House(WorkshopKeeper):
    """One person's Porte-voix, on one machine. What is slow opens at first use; :meth:`warm` opens all of it."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        words: Words,
        clock: Clock,
        *,
        rules: Sequence[Path] = (),
        only_rules: bool = False,
        semantic: bool = True,
        lenient: bool = False,
        env: Mapping[str, str] = os.environ,
    ) -> None:
        """``lenient``: a pack of the person's that cannot be read is told in ``notices``, and the shipped ones still judge.

        ``env`` holds the keys and addresses of a model, if one is set.
        """
        self._env = env
        self._lenient = lenient
        self.home, self.settings, self.words, self.clock = home, settings, words, clock
        self._rules, self._only_rules = tuple(rules), only_rules
        self._semantic = semantic and settings.semantic
        self._taught: frozenset[tuple[ExemptionKind, str]] = frozenset()
        self._lock = RLock()
        self._told: list[Told] = []
        self._asides = Asides()

    @cached_property
    def notebook(self) -> SqliteNotebook:
        """The person's work."""
        from coach.adapters.notebook import SqliteNotebook

        return SqliteNotebook(self.home.notebook, self.clock, self.words.lang)

    @property
    def notices(self) -> list[Told]:
        """What the person should be told, oldest first; reading it asks the notebook for what is new."""
        if "notebook" in self.__dict__:
            self._told.extend(self.notebook.notices())
        if "charter" in self.__dict__:
            self._told.extend(self._asides.told(self.charter, self.words))
        return self._told

    @cached_property
    def corpus(self) -> PostStore:
        """The store of posts, with the official messages of the packs in it."""
        from corpus.embedders import best_embedder
        from corpus.store import open_store
        from tui.kit import sync_kit

        embedder = best_embedder() if self._semantic else None
        place = team_place(self.settings.corpus, self._env)
        lang, home = self.words.lang, self.home
        store = open_store(home.data, home.cache, embedder=embedder, clock=self.clock, lang=lang, server=place)
        self.notices.extend(store.notices)
        if not self._only_rules:
            sync_kit(store, self.standing_packs)
        return store

    @cached_property
    def standing_packs(self) -> Sequence[Pack]:
        """The packs that are always there: built in, installed, the person's, the workspace's."""
        from coach.packs import find_packs

        try:
            return find_standing(self)
        except BadInput as error:
            if not self._lenient:
                raise
            self.notices.append(error)
            return find_packs(lang=self.words.lang, cache=self.pack_cache)

    @cached_property
    def packs(self) -> Sequence[Pack]:
        """The standing packs, then those asked for this once; only the latter with ``only_rules``."""
        return (*(() if self._only_rules else self.standing_packs), *asked_of(self, self._rules))

    @property
    def pack_cache(self) -> Path:
        """Where what was read of the packs is kept."""
        return self.home.cache / "packs"

    @property
    def pack_folders(self) -> Sequence[Path]:
        """Folders of the packs that may change while one works."""
        return (self.home.config / "packs", Path(WORKSPACE_PACKS), *self.settings.packs, *self._rules)

    def reread_packs(self) -> None:
        """Read the packs again; the next review judges by them. Raises ``BadInput``, and then nothing has changed."""
        reread(self, self._rules, self._lock)

    @cached_property
    def rulebook(self) -> Rulebook:
        """What the packs know of a rule, a contact, a day."""
        from coach.charter.rulebook import Rulebook

        return Rulebook(self.packs, self.words.lang)

    @property
    def messages(self) -> Sequence[Message]:
        """The official messages of the packs, newest first."""
        found = [message for pack in self.packs for message in pack.kit]
        return sorted(found, key=lambda m: (m.date is not None, m.date), reverse=True)

    @cached_property
    def mirror(self) -> ThreeAxes:
        """What compares a draft with the store; it serves one thread at a time."""
        from coach.mirror.axes import ThreeAxes
        from coach.mirror.exemption import Exemption
        from coach.mirror.mirror import CorpusMirror
        from corpus.embedders import best_embedder

        exempt = [Exemption.of(kind, passage) for kind, passage in sorted(self._taught)]
        phrases = CorpusMirror(
            self.corpus, names=self._names(), exempt=exempt, semantic=self._semantic, embedder=best_embedder().name
        )
        return ThreeAxes(phrases, self.corpus)

    def teach(self) -> None:
        """Learn again what the person's standing decisions exempt; the next review knows it."""
        standing = [d for d in self.notebook.decisions() if d.kind in TAUGHT and not d.withdrawn]
        taught = {(TAUGHT[d.kind], d.text) for d in standing if any(map(str.isalnum, d.text))}
        with self._lock:
            if taught != self._taught:
                self._taught = frozenset(taught)
                self.__dict__.pop("mirror", None)

    @cached_property
    def line(self) -> LineAtWork:
        """What holds a draft against the person's line."""
        from tui.holding import LineAtWork

        return LineAtWork()

    def _names(self) -> list[str]:
        companies = [pack.company for pack in self.packs]
        return [n for c in companies for n in (c.name, *c.also, *c.products) if n]

    @cached_property
    def charter(self) -> PackCharter:
        """The rules of all the packs, ready to judge."""
        return charter_of(self, self.packs)

    @cached_property
    def voice(self) -> Voice | None:
        """The model of the settings, silent until the person says yes; ``None`` when none is set, or it cannot be called."""
        from tui.voicing import voice_of

        return voice_of(self, self._env)

    def borrowed(self, text: str) -> bool:
        """Tell whether ``text`` repeats a telling run of words of a post in the store. Raises ``CoachError``."""
        from coach.assist.echoes import keys, proposed, repeats

        with self._lock:
            found = [self.corpus.get(hit.post_id) for hit in self.corpus.lexical(keys(text), ECHOES)]
            shown = proposed(text, self.corpus)
        return shown or repeats(text, [post.text for post in found if post], language_of(text, self.words.lang))

    def showed(self, text: str) -> None:
        """Remember, by hashes, that a model showed ``text`` to the person. Slow: for a thread. Raises ``CoachError``."""
        from coach.mirror.suggestions import log

        log(self.corpus, text, self.clock.now().date())

    @property
    def speaker(self) -> str | None:
        """Name of the model that speaks, or ``None`` for the offline coach: before the person's yes, no model speaks."""
        return self.voice.name if self.voice and (self.voice.speaks or self.voice.reads) else None

    @property
    def leaves_machine(self) -> str | None:
        """Where words go when a model speaks, or ``None`` when nothing leaves the machine."""
        return self.voice.leaves_machine if self.voice and (self.voice.speaks or self.voice.reads) else None

    @property
    def shares_with(self) -> str | None:
        """The host published posts go to, or ``None`` when they stay on this machine."""
        return team_host(self.settings.corpus)

    def speak(self, lang: Language) -> None:
        """Say everything in ``lang`` from now on, what the notebook has to tell too."""
        self.words.lang = lang
        if "notebook" in self.__dict__:
            self.notebook.speak(lang)

    def warm(self) -> None:
        """Open the store, the packs and the rules."""
        self.corpus.prepare()
        self.review_draft("Bonjour.", Context(today=self.clock.now().date()))

    def hone(self) -> Iterator[None]:
        """Make the rules quick, a pattern at each step: what would make a word wait the first time it is typed."""
        return hone(self)

    def fathom(self, text: str, context: Context, stop: Callable[[], bool] = lambda: False) -> int:
        """Look for the meaning of the sentences words do not explain, then for who has the draft's picture and subject.

        Return how much new is known. Slow: 40 ms a sentence. The next review knows what was found. Only the look is locked.
        """
        mirror = self.mirror
        told = mirror.fathom(read_view(text).text, context, stop=stop, waiting=self.corpus.pending())
        self.review(text, context, charter=False)
        return told + mirror.surround(context, stop)

    def imprint(self, path: Path) -> str:
        """Return the imprint of a picture file, as the name of an image. Raises ``BadInput``."""
        from coach.adapters.pictures import imprint_of

        return imprint_of(path, self.words.lang).name

    def review(self, text: str, context: Context, *, mirror: bool = True, charter: bool = True, own: bool = True) -> Review:
        """Return the review of ``text`` by the reviewers asked for. Raises ``CoachError``.

        The person's own line (``own``) goes with the charter: without rules, none is asked, the company's nor one's own.
        """
        with self._lock:
            line = self.line.of(self.notebook, self.corpus, self.packs) if charter and own else None
            seen, ruled = self.mirror if mirror else None, self.charter if charter else None
            return review(text, context, mirror=seen, charter=ruled, line=line)

    def review_draft(self, text: str, context: Context) -> Review:
        """Return the whole review of a draft being written, with what the person has taught the mirror."""
        self.teach()
        return self.review(text, context)

    def close(self) -> None:
        """Let go of every file."""
        for name in ("corpus", "notebook"):
            if name in self.__dict__:
                getattr(self, name).close()


def language(env: Mapping[str, str] = os.environ) -> Language:
    """Return the language of the command line: the environment's word, the settings, what the app was told, the locale."""
    if env.get("PORTEVOIX_LANG"):
        return language_asked(env)
    from coach.adapters.settings import language_set

    return language_set(locate_home(env), env) or language_asked(env)


def open_house(lang: Language, env: Mapping[str, str] = os.environ, *, home: Home | None = None, **more: Any) -> House:
    """Return the house of this machine's person. Raises ``BrokenEnvironment`` (home) and ``BadInput`` (settings)."""
    from coach.adapters.clock import SystemClock
    from coach.adapters.settings import read_settings

    home = home or open_home(env)
    return House(home, read_settings(home, env), Words(lang), SystemClock(), env=env, **more)
