"""A review signed: what it says, that it holds no word of the draft, and that a later edit undoes it."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.charter.letter import address_of, mailto
from coach.charter.pack import Pack
from coach.charter.record import Record, as_json, record_in, record_of, sign, standing, text_hash
from coach.charter.record_page import as_markdown
from coach.finding import Encouraged, Finding, Reflection, Review, Ruling, Severity, Source
from coach.notebook import Decision
from coach.settle import settle
from coach.text import Span

TEXT = "Mirabelle ouvre lundi, toujours à Roanne."
MADE = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
PACK = Pack(name="helvia", version="2026.11")


def finding(start: int, end: int, rule: str, severity: Severity) -> Finding:
    return Finding.at(TEXT, Span(start, end), source=Source.CHARTER, rule=rule, severity=severity, message="m")


def made_record(**more: str) -> Record:
    review = Review(
        lang="fr",
        network="linkedin",
        chars=len(TEXT),
        mirror=Reflection(verdict="yours"),
        charter=Ruling(verdict="stop", encouraged=(Encouraged(rule="enc-place", message="Un lieu.", start=32, end=40),)),
        findings=(finding(0, 9, "conf", Severity.BLOCK), finding(23, 31, "absolute", Severity.WARN)),
    )
    base = {"draft_id": "d1", "made": MADE, "rule": "conf", "text": "Mirabelle"}
    decisions = [
        Decision.model_validate({**base, "id": "1", "kind": "public", "link": "https://helvia.example/m", "reason": "annoncé"}),
        Decision.model_validate({**base, "id": "2", "kind": "asked", "rule": "absolute", "text": "toujours"}),
    ]
    return record_of(TEXT, settle(review, decisions), decisions, [PACK], made=MADE, signed_by="Claire <b>", tool="0.1.0", **more)


def test_it_says_what_was_checked_by_what_and_what_became_of_each_remark() -> None:
    record = made_record()
    assert (record.charter, record.mirror, record.chars) == ("ask", "yours", len(TEXT))
    assert [(k.rule, k.outcome, k.asked, k.link) for k in record.remarks] == [
        ("absolute", "left", True, None), ("conf", "public", False, "https://helvia.example/m")
    ]  # fmt: skip
    assert [(p.name, p.version) for p in record.packs] == [("helvia", "2026.11")]
    assert record.encouraged == ("enc-place",)


def test_it_goes_through_the_notebook_and_out_as_json_without_the_draft() -> None:
    record = made_record()
    assert record_in(sign(record, "d1", "s1")) == record
    out = as_json([record])
    assert "Mirabelle" not in out
    assert json.loads(out)["records"][0]["schema"] == "portevoix.record/1"


@pytest.mark.parametrize(("lang", "verdict"), [("fr", "une question à poser"), ("en", "a question to ask")])
def test_the_page_reads_in_both_languages_and_escapes_what_others_wrote(lang: str, verdict: str) -> None:
    page = as_markdown(made_record(note="voir [ici](http://x)"), "en" if lang == "en" else "fr")
    assert verdict in page
    assert "helvia" in page
    assert "Claire \\<b\\>" in page
    assert "\\[ici\\]" in page
    assert text_hash(TEXT) in page
    assert "Mirabelle" not in page


def test_a_later_edit_or_another_network_undoes_it() -> None:
    signature = sign(made_record(), "d1", "s1")
    assert standing(signature, TEXT, "linkedin") == "valid"
    assert standing(signature, TEXT + " ", "linkedin") == "text_changed"
    assert standing(signature, TEXT, "x") == "network_changed"


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_letter_cannot_add_a_recipient_or_a_header(subject: str, body: str) -> None:
    letter = mailto("juridique@helvia.example", subject, body)
    head, _, tail = letter.partition("?")
    assert head == "mailto:juridique@helvia.example"
    assert tail.count("&") == 1
    assert tail.count("=") == 2
    assert all(char.isascii() and char.isprintable() and char not in ' "<>\\^`{|}+' for char in letter)


def test_spaces_accents_and_lines_are_encoded_as_mail_programs_read_them() -> None:
    letter = mailto("a+b@helvia.example", "Une question", "Bonjour Solène,\n50 % & plus")
    assert letter == "mailto:a%2Bb@helvia.example?subject=Une%20question&body=Bonjour%20Sol%C3%A8ne%2C%0D%0A50%20%25%20%26%20plus"


@pytest.mark.parametrize(
    ("channel", "address"),
    [("juridique@helvia.example", "juridique@helvia.example"), ("poste 4020", None), (None, None), ("#legal sur le chat", None),
     ("écrire à com@helvia.example.", "com@helvia.example"), ("<rh@helvia.example>", "rh@helvia.example")],
)  # fmt: skip
def test_the_address_is_found_in_what_the_company_wrote(channel: str | None, address: str | None) -> None:
    assert address_of(channel) == address
