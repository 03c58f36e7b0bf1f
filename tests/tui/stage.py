"""A stage for the app: a house in memory whose reviewers look for words, and a way to read what is on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

from coach.adapters.home import Home
from coach.charter.rulebook import Rulebook
from coach.context import Context, Language, Network
from coach.errors import CoachError
from coach.finding import Evidence, Finding, Review, Severity, Source
from coach.notebook import Draft
from coach.post import Post
from coach.review import review
from coach.settings import FoldSettings
from coach.text import Span
from tests.fakes import NOON, MemoryNotebook, StillClock
from tests.workshop_fakes import MemoryLogbook
from tui.app import GREETED_KEY, PorteVoix
from tui.words import Words

if TYPE_CHECKING:
    from coach.assist.voice import Voice
    from coach.charter.pack import Message, Pack

SOURCE_POST = Post(
    id="p1", text="Bonjour à tous. Ensemble, construisons la mobilité de demain. À bientôt !", author="Nadia B.",
    kind="official", date="2026-09-01", lang="fr",
)  # fmt: skip


class FakeSettings:
    """Preferences nobody wrote."""

    name: str | None = None
    network: Network = "linkedin"
    semantic = True
    fold_at = FoldSettings()

    def __init__(self, theme: str = "dark", keys: Mapping[str, str] | None = None) -> None:
        self.theme = theme
        self.keys = keys or {}


class FakeShelf:
    """A store with one post, whose meaning cannot be read unless a test says otherwise."""

    lacking: Sequence[str] = ("no_embedder",)
    waiting = 0

    def count(self) -> int:
        return 1

    def get(self, post_id: str) -> Post | None:
        return SOURCE_POST if post_id == SOURCE_POST.id else None

    def semantic(self) -> bool:
        return not self.lacking

    def lacks(self) -> Sequence[str]:
        return self.lacking

    def engine(self) -> None:
        return None

    def pending(self) -> int:
        return self.waiting

    def step(self, count: int, stop: Callable[[], bool]) -> int:
        turn = 0 if stop() else min(count, self.waiting)
        self.waiting -= turn
        return turn


class FakeHouse:
    """A house whose reviewers find the words given, each with its severity."""

    voice: Voice | None = None
    speaker: str | None = None
    leaves_machine: str | None = None
    shares_with: str | None = None
    home = Home(Path(), Path(), Path(), Path())
    packs: Sequence[Pack] = ()
    pack_folders: Sequence[Path] = ()
    messages: Sequence[Message] = ()

    def __init__(self, lang: str = "fr", theme: str = "dark", keys: Mapping[str, str] | None = None) -> None:
        self.settings = FakeSettings(theme, keys)
        self.notebook = MemoryNotebook()
        self.notebook.put(GREETED_KEY, "yes")
        self.logbook = MemoryLogbook()
        self.corpus = FakeShelf()
        self.clock = StillClock()
        self.words = Words("en" if lang == "en" else "fr")
        self.notices: Sequence[CoachError] = ()
        self.warmed = self.reread = self.honed = 0
        self.seen: list[tuple[str, Context]] = []
        self.reviewer: Callable[[str, Context], Review] = look_for_words
        self.fathomed: list[str] = []
        self.shown: list[str] = []
        self.fathomer: Callable[[str, Callable[[], bool]], int] = lambda text, stop: 0  # noqa: ARG005

    def warm(self) -> None:
        self.warmed += 1

    def hone(self) -> Iterator[None]:
        for _ in range(3):
            self.honed += 1
            yield

    def review_draft(self, text: str, context: Context) -> Review:
        self.seen.append((text, context))
        return self.reviewer(text, context)

    def imprint(self, path: Path) -> str:
        from coach.adapters.pictures import imprint_of

        return imprint_of(path, self.words.lang).name

    def showed(self, text: str) -> None:
        self.shown.append(text)

    @property
    def rulebook(self) -> Rulebook:
        return Rulebook(self.packs, self.words.lang)

    def reread_packs(self) -> None:
        self.reread += 1

    def speak(self, lang: Language) -> None:
        self.words.lang = lang

    def fathom(self, text: str, context: Context, stop: Callable[[], bool]) -> int:  # noqa: ARG002
        self.fathomed.append(text)
        return self.fathomer(text, stop)

    def with_draft(self, text: str, **more: object) -> FakeHouse:
        """The same house, with draft ``d1`` in its notebook."""
        self.notebook.save_draft(Draft(id="d1", text=text, created=NOON, updated=NOON, **more))  # type: ignore[arg-type]
        return self


def look_for_words(text: str, context: Context) -> Review:
    """Find ``construisons … demain`` in the mirror, ``toujours`` and ``confidentiel`` in the charter."""

    def words_found(clean: str, _: Context) -> list[Finding]:
        found = []
        for match in re.finditer(r"construisons la mobilité de demain", clean):
            at = SOURCE_POST.text.index("construisons")
            found.append(
                Finding.at(
                    clean, Span(*match.span()), source=Source.MIRROR, rule="mirror-borrowed", severity=Severity.WARN,
                    message="Ces mots sont ceux d'un message officiel." if context.speak == "fr" else "These words are official.",
                    why="Nadia B. les a publiés le 1er septembre.", question="Qu'as-tu vu, toi, ce jour-là ?",
                    evidence=Evidence(
                        post_id="p1", author="Nadia B.", kind="official", date="2026-09-01", start=at, end=at + 34,
                        text=SOURCE_POST.text[at : at + 34], how="verbatim", strength=1,
                    ),
                )
            )  # fmt: skip
        for word, severity in (("confidentiel", Severity.BLOCK), ("toujours", Severity.ADVISE)):
            found += [
                Finding.at(
                    clean, Span(*m.span()), source=Source.CHARTER, rule=f"conf-{word}", severity=severity,
                    message=f"Tu écris « {word} ».", why="La charte le demande.", question="Qui peut le confirmer ?",
                )
                for m in re.finditer(word, clean)
            ]  # fmt: skip
        return found

    return review(text, context, others=[words_found])


def app_on(house: FakeHouse, room: str = "workbench", **arguments: object) -> PorteVoix:
    """The app, opened on one room."""
    return PorteVoix(house, room, **arguments)  # type: ignore[arg-type]


def rows(app: PorteVoix) -> list[str]:
    """What is on the screen, a string a row."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def seen(app: PorteVoix) -> str:
    """What is on the screen, as one string."""
    return "\n".join(rows(app))


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """Wait for a condition, as long as a busy machine may take."""
    for _ in range(250):
        await pilot.pause(0.02)
        if true():
            return
    raise AssertionError(seen(pilot.app))
