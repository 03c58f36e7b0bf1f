"""What is public is remembered for what it names, and only with a link a reader could open."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.charter.public import entry_of, link_of, may_be_public
from coach.finding import Finding, Reflection, Review, Ruling, Severity, Source
from coach.notebook import Decision
from coach.settle import settle
from coach.text import Span


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (" https://helvia.example/presse ", "https://helvia.example/presse"),
        ("helvia.example/presse", "https://helvia.example/presse"),
        ("http://93.184.216.34/a", "http://93.184.216.34/a"),
    ],
)
def test_a_web_address_is_kept_with_its_scheme(typed: str, link: str) -> None:
    assert link_of(typed) == link


@pytest.mark.parametrize(
    "typed",
    ["", "c'est public", "intranet", "http://intranet/a", "https://wiki.local/a", "https://10.0.0.3/a", "file:///etc/passwd",
     "javascript:alert(1)", "https://me:secret@helvia.example", "https://[::1", "https://a..b/", "https://x.example:port/"],
)  # fmt: skip
def test_what_no_reader_could_open_is_refused(typed: str) -> None:
    assert link_of(typed) is None


@pytest.mark.slow
@given(st.text(max_size=60))
def test_any_typing_gives_an_address_or_nothing(typed: str) -> None:
    link = link_of(typed)
    assert link is None or link.lower().startswith(("http://", "https://"))
    assert link is None or link_of(link) == link


def remark(text: str, start: int, end: int, rule: str = "client", category: str = "client_named_without_consent") -> Finding:
    where = Span(start, end)
    return Finding.at(text, where, source=Source.CHARTER, rule=rule, severity=Severity.WARN, message="m", category=category)


def review_of(text: str, *findings: Finding) -> Review:
    return Review(
        lang="fr", network="linkedin", chars=len(text), mirror=Reflection(), charter=Ruling(verdict="ask"), findings=findings
    )


def public(text: str, rule: str = "client") -> Decision:
    made = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    return Decision(id="p", draft_id="another", kind="public", rule=rule, text=text, made=made, link="https://a.example")


def test_another_draft_that_names_the_same_client_is_silent_and_says_where_it_is_public() -> None:
    text = "Chez Emboutissage Lorcadet, lundi."
    settled = settle(review_of(text, remark(text, 5, 26)), [public("client Emboutissage Lorcadet")])
    assert settled.review.findings == ()
    assert settled.review.charter.verdict == "go"
    assert [one.decision.link for one in settled.answered] == ["https://a.example"]


@pytest.mark.parametrize("known", ["Emboutissage Vernay", "Lorcadet", "emboutissage"])
def test_another_client_is_still_asked_about(known: str) -> None:
    text = "Chez Emboutissage Lorcadet, lundi."
    assert settle(review_of(text, remark(text, 5, 26)), [public(known)]).closed == 0


def test_two_figures_that_share_a_number_are_two_entries() -> None:
    assert entry_of("12 % de marge") != entry_of("12 millions de marge")
    assert entry_of("12 %, de Marge") == entry_of("12 % de marge")


def test_a_telephone_number_found_elsewhere_stays_personal() -> None:
    text = "Appelle le 06 39 98 14 27"
    assert may_be_public(remark(text, 0, 5))
    assert not may_be_public(remark(text, 11, 25, "pd-phone", "personal_data"))
