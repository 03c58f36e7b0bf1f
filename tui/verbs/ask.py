"""``portevoix ask``: the interview on plain standard input and output, for a pipe, a script or a screen reader."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from coach.context import Context
from coach.notebook import Draft, Talk
from tui.verbs.parser import Parser
from tui.words import Words

if TYPE_CHECKING:
    from coach.interview.draft import Drafted
    from coach.interview.turns import Interview
    from tui.asking import AskOptions
    from tui.wiring import House

PERSONAS = ("expert", "manager", "commercial", "reporter", "supporter", "leader")
FORMATS = ("auto", "recit", "prise_de_position", "decryptage", "chiffre", "echec", "merci", "partage_commente", "thread")


def describe(parser: Parser, words: Words) -> None:
    """Add the options of the contract."""
    parser.add_argument("--idea", metavar="TEXT", help=words("ask.idea"))
    parser.add_argument("--persona", choices=PERSONAS, help=words("ask.persona"))
    parser.add_argument("--format", choices=FORMATS, default="auto", help=words("ask.format"))
    parser.add_argument("--message", metavar=words("check.files"), help=words("ask.message"))
    parser.add_argument("--lang", choices=("fr", "en"), help=words("ask.lang"))
    parser.add_argument("--author", help=words("ask.author"))
    parser.add_argument("--model", action=argparse.BooleanOptionalAction, help=words("ask.model"))
    parser.add_argument("--json", action="store_true", help=words("ask.json"))


def run(options: argparse.Namespace) -> int:
    """Hold the interview and return 0; the end of input ends it, and nothing is lost. Raises ``BadInput`` for the message."""
    from tui.asking import AskOptions, run_ask
    from tui.line_keeping import never_named
    from tui.verbs.sources import read_draft
    from tui.verbs.speaking import sharper
    from tui.wiring import open_house

    words: Words = options.words
    house = open_house(words.lang)
    lang = options.lang or words.lang
    message = read_draft(options.message, words).text if options.message else None
    asked = AskOptions(
        idea=options.idea or "",
        persona=options.persona or "expert",
        format=options.format,
        lang=lang,
        author=options.author or house.settings.author or house.notebook.read("name"),
        never=never_named(house.notebook, words.lang),
        message=message,
        json_lines=options.json,
    )
    diary = Diary(house, asked, options.message)
    return run_ask(
        asked,
        words,
        sys.stdin,
        sys.stdout,
        review=diary.review,
        shared=diary.shared,
        sharpen=sharper(house, options.model),
        keep=diary.keep,
        done=diary.done,
    )


class Diary:
    """Keeps an interview in the notebook after every answer, and its draft at the end."""

    def __init__(self, house: House, asked: AskOptions, message: str | None) -> None:
        self._house, self._asked, self._message = house, asked, message
        self._id = uuid4().hex

    def _context(self) -> Context:
        now, asked = self._house.clock.now(), self._asked
        return Context(today=now.date(), lang=asked.lang, speak=self._house.words.lang, author=asked.author)

    def review(self, text: str) -> dict[str, Any]:
        """Return the review of the draft, as the contract writes it. Raises ``CoachError``."""
        return self._house.review(text, self._context()).model_dump(mode="json")

    def shared(self, sentence: str) -> float:
        """Return how much of a sentence colleagues have published, 0 to 1."""
        return self._house.mirror.look(sentence, self._context())[0].reprise

    def keep(self, interview: Interview) -> None:
        """Save the interview as it stands."""
        self._house.notebook.save_talk(self._talk(interview))

    def _talk(self, interview: Interview, draft_id: str | None = None) -> Talk:
        return Talk(
            id=self._id,
            updated=self._house.clock.now(),
            state=interview.model_dump_json(),
            draft_id=draft_id,
            finished=draft_id is not None,
        )

    def done(self, interview: Interview, drafted: Drafted) -> None:
        """Save the draft beside its interview, and what it left out as ideas."""
        from tui.conversation import put_aside

        now = self._house.clock.now()
        draft = Draft(
            id=uuid4().hex,
            text=drafted.text,
            lang=self._asked.lang,
            message=self._message,
            talk_id=self._id,
            created=now,
            updated=now,
        )
        if drafted.text.strip():
            self._house.notebook.save_draft(draft)
            self._house.notebook.keep_revision(draft.id, draft.text, "interview", now)
            self._house.notebook.save_talk(self._talk(interview, draft.id))
        put_aside(drafted, self._house.notebook, now)
