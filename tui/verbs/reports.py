"""Reviews on paper: text for a person, lines for an editor, JSON for a script, SARIF for a code host."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Protocol

from coach.finding import Finding, Review
from coach.text import clean
from tui import __version__
from tui.verbs.sources import Source
from tui.words import Words

SHOWN = 5
"""Remarks shown at once in a text report; the rest are counted."""


class Report(Protocol):
    """A way of writing reviews to stdout."""

    def __init__(self, words: Words, *, several: bool) -> None: ...

    def add(self, source: Source, review: Review) -> None:
        """Write one review."""
        ...

    def pause(self) -> None:
        """Flush before a notice goes to stderr."""
        ...

    def end(self) -> None:
        """Write what comes last."""
        ...


def to_json(value: Any, indent: int | None = None) -> str:
    """Return JSON with readable accents, or escaped where a lone surrogate could not be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def one_line(text: str) -> str:
    """Return other people's words as one safe line."""
    return " ".join(clean(text).split())


def place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a code point, both from 1."""
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1


class Plain:
    """Nothing to hold back."""

    def __init__(self, words: Words, *, several: bool) -> None:
        self.words, self.several = words, several

    def pause(self) -> None:
        """Flush, so that stdout and stderr keep their order on a terminal."""
        sys.stdout.flush()

    def end(self) -> None:
        """Nothing comes last."""


class JsonReport(Plain):
    """One review a line, or one indented review when there is one on a terminal."""

    def add(self, source: Source, review: Review) -> None:
        """Write one JSON object."""
        indent = 1 if not self.several and sys.stdout.isatty() else None
        named = review.model_dump(mode="json")
        if "id" not in source.given:
            named["id"] = None if source.name == "-" else source.name
        print(to_json(named, indent))


class LineReport(Plain):
    """``FILE:LINE:COL:RULE:MESSAGE``, which every editor knows how to jump to."""

    def add(self, source: Source, review: Review) -> None:
        """Write one line a finding, in the order of the text."""
        for finding in sorted(review.findings, key=lambda f: (f.start, f.end)):
            line, column = place(source.text, finding.start)
            print(f"{one_line(source.name)}:{line}:{column}:{finding.rule}:{one_line(finding.message)}")


class TextReport(Plain):
    """What a person reads: the verdicts, the yes first, then at most five remarks."""

    def add(self, source: Source, review: Review) -> None:
        """Write one review."""
        say = self.words
        if self.several:
            print(f"── {one_line(source.name)}")
        if review.mirror.verdict != "unchecked":
            print(f"{say('check.mirror')}  {say('check.mirror_' + review.mirror.verdict)}")
            self._apport(review)
        if review.charter.verdict is not None:
            print(f"{say('check.charter')}  {say('check.charter_' + review.charter.verdict)}")
            for yes in review.charter.encouraged:
                print(f"  ✓ {one_line(yes.message)}")
        if review.line is not None:
            print(f"{say('check.line')}  {one_line(' '.join(review.line.said))}")
        for finding in review.findings[:SHOWN]:
            self._finding(source, finding)
        if len(review.findings) > SHOWN:
            print(say.many("check.more", len(review.findings) - SHOWN))
        if not review.findings:
            print(say("check.nothing_found"))
        print()

    def _apport(self, review: Review) -> None:
        counts = review.mirror.apport
        names = ("places", "dates", "figures", "people", "first_person", "doubt", "questions")
        said = [self.words.many(f"check.apport_{name}", n) for name in names if (n := getattr(counts, name))]
        print(f"  + {', '.join(said)}" if said else f"  + {self.words('check.apport_none')}")

    def _finding(self, source: Source, finding: Finding) -> None:
        line, column = place(source.text, finding.start)
        glyph = {"block": "■", "warn": "▲", "advise": "·"}[finding.severity]
        severity = self.words("check.severity_" + finding.severity)
        print(f"{glyph} {line}:{column} {severity} {finding.rule}: {one_line(finding.message)}")
        if finding.text:
            print(f"    « {shortened(one_line(finding.text))} »")
        if finding.evidence is not None and finding.evidence.text:
            known = ", ".join(one_line(k) for k in (finding.evidence.author, finding.evidence.date) if k)
            print(f"    ↳ {known or finding.evidence.post_id}: « {shortened(one_line(finding.evidence.text))} »")
        for mark, said in (("?", finding.question), (" ", finding.why)):
            if said:
                print(f"    {mark} {one_line(said)}")
        for fix in finding.fixes:
            print(f"    · {one_line(fix)}")
        if finding.ask is not None and finding.ask.name:
            print(f"    → {one_line(finding.ask.name)}" + (f", {one_line(finding.ask.channel)}" if finding.ask.channel else ""))


def shortened(text: str, width: int = 96) -> str:
    """Return ``text`` in at most ``width`` characters, cut in its middle."""
    half = width // 2 - 2
    return text if len(text) <= width else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


class SarifReport(Plain):
    """SARIF 2.1.0, one run for all the drafts."""

    def __init__(self, words: Words, *, several: bool) -> None:
        super().__init__(words, several=several)
        self.results: list[dict[str, Any]] = []
        self.rules: dict[str, dict[str, Any]] = {}

    def add(self, source: Source, review: Review) -> None:
        """Keep the findings of one review."""
        for finding in review.findings:
            self.rules.setdefault(
                finding.rule, {"id": finding.rule, "properties": {"category": finding.category or finding.source}}
            )
            self.results.append(self._result(source, finding))

    def _result(self, source: Source, finding: Finding) -> dict[str, Any]:
        line, column = place(source.text, finding.start)
        end_line, end_column = place(source.text, finding.end)
        region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        region |= {"charOffset": finding.start, "charLength": finding.end - finding.start}
        uri = "stdin" if source.name == "-" else source.name.replace(os.sep, "/")
        location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
        level = {"block": "error", "warn": "warning", "advise": "note"}[finding.severity]
        said = " ".join(one_line(part) for part in (finding.message, finding.question) if part)
        return {
            "ruleId": finding.rule,
            "level": level,
            "message": {"text": said},
            "locations": [location],
            "partialFingerprints": {"portevoixFinding/1": finding.id},
        }

    def end(self) -> None:
        """Write the whole log."""
        driver = {"name": "portevoix", "version": __version__, "rules": list(self.rules.values())}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": self.results}
        schema = "https://json.schemastore.org/sarif-2.1.0.json"
        print(to_json({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1))


REPORTS: dict[str, type[Any]] = {"text": TextReport, "line": LineReport, "json": JsonReport, "sarif": SarifReport}
"""What ``--format`` takes."""
