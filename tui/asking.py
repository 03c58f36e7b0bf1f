"""``portevoix ask``: the interview on plain lines, for a person, a screen reader, a pipe or a script. No screen is drawn here.

Two faces over one loop: questions and answers as text, or one JSON object a line each way (the contract's events).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol, TextIO

from coach.context import Language
from coach.errors import CoachError
from coach.finding import Value
from coach.interview.asking import Question, answer, next_question, skip
from coach.interview.draft import Drafted, draft
from coach.interview.formats import Persona, Wanted
from coach.interview.sheet import Sheet, sheet
from coach.interview.turns import Interview, begin, stop
from tui.verbs.reports import one_line, to_json
from tui.words import Words

LINE_LIMIT = 1_000_000
"""Characters of one line of input; what a longer one holds beyond is not read."""
REMARKS_SHOWN = 5
"""Remarks of the review that the plain face shows."""


class AskOptions(Value):
    """What the person asked for on the command line."""

    idea: str = ""
    persona: Persona = "expert"
    format: Wanted = "auto"
    lang: Language = "fr"
    author: str | None = None
    message: str | None = None
    """Text of the official message, already read."""
    json_lines: bool = False
    siblings_asked: tuple[str, ...] = ()
    """Ids of the questions colleagues were asked first about the same message."""
    never: tuple[str, ...] = ()
    """Names never cited, from the memento."""


class Heard(NamedTuple):
    """What came back: an answer, a pass, or the end."""

    kind: Literal["answer", "skip", "stop"]
    text: str = ""


class Face(Protocol):
    """How the interview meets whoever is at the other end."""

    def open(self) -> None:
        """Say how it goes."""
        ...

    def ask(self, question: Question) -> Heard:
        """Put a question and return what came back; the end of input is a stop."""
        ...

    def close(self, found: Sheet, drafted: Drafted, reviewed: dict[str, Any] | None) -> None:
        """Show the sheet and the draft."""
        ...

    def trouble(self, error: CoachError) -> None:
        """Say that something failed, without losing the rest."""
        ...


def run_ask(
    options: AskOptions,
    words: Words,
    stdin: TextIO,
    stdout: TextIO,
    *,
    review: Callable[[str], dict[str, Any]] | None = None,
    shared: Callable[[str], float] | None = None,
    sharpen: Callable[[Interview, Question], Question | None] | None = None,
    keep: Callable[[Interview], None] | None = None,
    done: Callable[[Interview, Drafted], None] | None = None,
) -> int:
    """Run an interview to its end and return 0.

    ``keep`` is called after every answer with the whole state, ``done`` once with the draft. ``review`` reviews the draft;
    ``shared`` tells how much of a sentence colleagues have published; ``sharpen`` may word a question better (a model).
    """
    if hasattr(stdin, "reconfigure"):
        stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    face: Face = JsonFace(words, stdin, stdout) if options.json_lines else PlainFace(words, stdin, stdout)
    interview = begin(**options.model_dump(exclude={"json_lines"}))
    face.open()
    while question := next_question(interview):
        question = (sharpen(interview, question) if sharpen else None) or question
        match face.ask(question):
            case Heard("answer", text):
                interview = answer(interview, text, asked=question)
            case Heard("skip"):
                interview = skip(interview, asked=question)
            case _:
                interview = stop(interview)
        if keep:
            keep(interview)
    drafted = draft(interview, shared=shared)
    if done:
        done(interview, drafted)
    face.close(sheet(interview), drafted, _reviewed(drafted, review, face))
    return 0


def _reviewed(drafted: Drafted, review: Callable[[str], dict[str, Any]] | None, face: Face) -> dict[str, Any] | None:
    if review is None:
        return None
    try:
        return review(drafted.text)
    except CoachError as error:
        face.trouble(error)
        return None


def read_line(stdin: TextIO) -> str | None:
    """Return the next line without its end, ``None`` at the end of input; bytes that are not UTF-8 are Windows-1252."""
    line = stdin.readline(LINE_LIMIT)
    if not line:
        return None
    rest = line
    while rest and not rest.endswith("\n"):
        rest = stdin.readline(LINE_LIMIT)
    line = line.rstrip("\r\n").removeprefix("\ufeff")
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace") if _escaped(line) else line
    return line


def _escaped(line: str) -> bool:
    """Tell whether every surrogate stands for a byte that was not UTF-8."""
    return all("\udc80" <= char <= "\udcff" for char in line if "\ud800" <= char <= "\udfff")


class JsonFace:
    """One JSON object a line, each way. A line that cannot be read is said, and the same question put again."""

    def __init__(self, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self._words, self._in, self._out = words, stdin, stdout

    def open(self) -> None:
        """Say nothing: events only."""

    def ask(self, question: Question) -> Heard:
        """Write the question event and read until a line makes sense."""
        said = {"event": "question", "n": question.n, "slot": question.slot, "text": question.text, "quotes": question.quotes}
        while True:
            self._say(said)
            line = read_line(self._in)
            if line is None:
                return Heard("stop")
            heard = _understood(line)
            if isinstance(heard, Heard):
                return heard
            self._say({"event": "error", "message": self._words(heard)})

    def close(self, found: Sheet, drafted: Drafted, reviewed: dict[str, Any] | None) -> None:
        """Write the sheet event, then the draft event."""
        self._say({"event": "sheet", **found.model_dump(mode="json", by_alias=True)})
        self._say({"event": "draft", **drafted.model_dump(mode="json", by_alias=True), "review": reviewed})

    def trouble(self, error: CoachError) -> None:
        """Write an error event."""
        self._say({"event": "error", "message": self._words("ask.no_review", why=str(error))})

    def _say(self, event: dict[str, Any]) -> None:
        self._out.write(to_json(event) + "\n")
        self._out.flush()


def _understood(line: str) -> Heard | str:
    """Return what a line of JSON says, or the key of what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return "ask.bad_json"
    if not isinstance(said, dict) or sum(key in said for key in ("answer", "skip", "stop")) != 1:
        return "ask.bad_object"
    if isinstance(said.get("answer"), str):
        return Heard("answer", said["answer"])
    if said.get("stop") is True:
        return Heard("stop")
    return Heard("skip") if said.get("skip") is True else "ask.bad_object"


class PlainFace:
    """Questions on lines of their own, an answer a line; an empty line passes, the end of input stops."""

    def __init__(self, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self._words, self._in, self._out = words, stdin, stdout

    def open(self) -> None:
        """Say how it goes, in two lines."""
        self._say(self._words("ask.hello"), self._words("ask.rules"))

    def ask(self, question: Question) -> Heard:
        """Print a question and read one line."""
        self._say("", f"{question.n}. {question.text}")
        self._out.write("> ")
        self._out.flush()
        line = read_line(self._in)
        if line is None:
            self._say("")
            return Heard("stop")
        return Heard("answer", line) if line.strip() else Heard("skip")

    def close(self, found: Sheet, drafted: Drafted, reviewed: dict[str, Any] | None) -> None:
        """Print the sheet, the draft, what was left out and the first remarks."""
        words = self._words
        if not drafted.text or drafted.own_share == 0:
            self._say("", words("ask.nothing"))
            return
        self._heading(words("ask.sheet"))
        for key, angle in zip(("ask.angle_one", "ask.angle_other"), found.angles, strict=False):
            self._say(words(key, text=one_line(angle.text)))
        self._say(words("ask.key", text=one_line(found.key_sentence)))
        self._list("ask.facts", [fact.text for fact in found.facts])
        if found.missing:
            self._say(words("ask.missing", what=", ".join(words(f"ask.slot_{slot}") for slot in found.missing)))
        self._list("ask.red_lines", found.red_lines)
        self._heading(words("ask.draft"))
        self._say(drafted.text, "", words("ask.own", percent=round(100 * drafted.own_share)))
        self._list("ask.unused", drafted.for_later)
        self._remarks(reviewed)

    def trouble(self, error: CoachError) -> None:
        """Print what failed."""
        self._say("", self._words("ask.no_review", why=str(error)))

    def _remarks(self, reviewed: dict[str, Any] | None) -> None:
        findings = (reviewed or {}).get("findings") or []
        if not findings:
            return
        self._say("", self._words.many("ask.remarks", len(findings)))
        for finding in findings[:REMARKS_SHOWN]:
            said = " ".join(filter(None, (finding.get("message"), finding.get("question"))))
            self._say(f"- {one_line(said)}")

    def _heading(self, text: str) -> None:
        self._say("", text, "─" * len(text))

    def _list(self, key: str, lines: Any) -> None:
        if lines:
            self._say(self._words(key), *(f"- {one_line(line)}" for line in lines))

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._out.write(line + "\n")
        self._out.flush()
