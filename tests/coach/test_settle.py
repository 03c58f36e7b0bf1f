"""A decision closes the remarks of its rule on its words, and nothing else; withdrawn, it closes nothing."""

import datetime as dt

import pytest

from coach.finding import Evidence, Finding, Reflection, Review, Ruling, Severity, Source
from coach.notebook import Decision, DecisionKind
from coach.settle import settle
from coach.text import Span

TEXT = "Le projet Ariane est secret. Le Projet ARIANE avance, toujours."


def finding(start: int, end: int, rule: str = "conf", severity: Severity = Severity.BLOCK) -> Finding:
    return Finding.at(TEXT, Span(start, end), source=Source.CHARTER, rule=rule, severity=severity, message="m")


REVIEW = Review(
    lang="fr",
    network="linkedin",
    chars=len(TEXT),
    mirror=Reflection(),
    charter=Ruling(verdict="stop"),
    findings=(finding(3, 16), finding(32, 45), finding(54, 62, "absolute", Severity.WARN)),
)


def decision(
    kind: DecisionKind = "dismissed", rule: str = "conf", text: str = "projet Ariane", withdrawn: bool = False
) -> Decision:
    return Decision(
        id="x", draft_id="d1", kind=kind, rule=rule, text=text, made=dt.datetime(2026, 11, 23, tzinfo=dt.UTC), withdrawn=withdrawn
    )


def test_same_words_elsewhere_are_closed_too_and_the_verdict_follows() -> None:
    settled = settle(REVIEW, [decision()])
    assert settled.closed == 2
    assert [f.rule for f in settled.review.findings] == ["absolute"]
    assert settled.review.charter.verdict == "ask"


def test_nothing_left_is_a_green_light() -> None:
    settled = settle(REVIEW, [decision(), decision(rule="absolute", text="toujours")])
    assert settled.review.charter.verdict == "go"


@pytest.mark.parametrize(
    "decided",
    [decision(withdrawn=True), decision(kind="asked"), decision(rule="other"), decision(text="projet")],
    ids=["withdrawn", "asked", "another rule", "other words"],
)
def test_what_does_not_close(decided: Decision) -> None:
    assert settle(REVIEW, [decided]) == (REVIEW, 0, ())


def test_a_published_draft_is_not_told_that_it_repeats_its_own_post() -> None:
    def repeats(post_id: str) -> Finding:
        evidence = Evidence(post_id=post_id, kind="own", start=0, end=9, text="Le projet", how="verbatim", strength=1)
        mirror = {"source": Source.MIRROR, "rule": "mirror-own", "severity": Severity.ADVISE, "message": "m"}
        return Finding.at(TEXT, Span(0, 9), **mirror, evidence=evidence)

    review = REVIEW.model_copy(update={"id": "d1", "findings": (repeats("own:d1"), repeats("own:d2"))})
    settled = settle(review, [])
    assert [f.evidence and f.evidence.post_id for f in settled.review.findings] == ["own:d2"]
    assert settled.closed == 0
