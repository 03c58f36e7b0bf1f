"""Entities are proved, not guessed: checksums, shapes, and what is public left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.entities import ENTITIES, find_entities
from coach.charter.pack import Company
from coach.charter.reading import Reading
from coach.context import Context


def found(name: str, text: str, lang: str = "fr", **company: object) -> list[str]:
    reading = Reading(text, Context.model_validate({"today": dt.date(2026, 1, 1), "lang": lang}))
    return [span.of(text) for span in find_entities((name,), reading, Company.model_validate(company))]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("phone", "au 06 39 98 12 34.", ["06 39 98 12 34"]),
        ("phone", "au 06.48.21.37.90 ou 06-48-21-37-91", ["06.48.21.37.90", "06-48-21-37-91"]),
        ("phone", "Tél. : +33 (0)6 48 21 37 90", ["+33 (0)6 48 21 37 90"]),
        ("phone", "appelez le 0648213790", ["0648213790"]),
        ("phone", "le 06 48 21 37 90", ["06 48 21 37 90"]),
        ("phone", "le 15, le 112, le 3919", []),
        ("phone", "la commande n° 0648213790", []),
        ("phone", "le 12/03/2026 à 14h30, 1 234 567 890 euros", []),
        ("phone", "SIRET 732 829 320 00074", []),
        ("phone", "1600 1700 1800", []),
        ("email", "à martine.lefebvre62@mail.example.", ["martine.lefebvre62@mail.example"]),
        ("email", "contact@x.fr, presse@x.fr, rh+nantes@x.fr, service.client@x.fr", []),
        ("email", "@martine sur Mastodon : @martine@piaille.fr", []),
        ("nir", "2 86 03 69 123 456 xx", ["2 86 03 69 123 456 xx"]),
        ("nir", "sécu 2860369123456", ["2860369123456"]),
        ("nir", "pièce 2860369123456", []),
        ("iban", "FR76 3000 6000 0112 3456 7890 189 avant", ["FR76 3000 6000 0112 3456 7890 189"]),
        ("iban", "GB82WEST12345698765432", ["GB82WEST12345698765432"]),
        ("iban", "FR76 3000 6000 0112 3456 7890 188", []),
        ("card", "4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("card", "4111-1111-1111-1112", []),
        ("card", "5555555555554444", ["5555555555554444"]),
        ("address", "au 14 bis rue des Lilas, 05000 Gap.", ["14 bis rue des Lilas, 05000 Gap"]),
        ("address", "27 avenue des Tilleuls à Poitiers", ["27 avenue des Tilleuls à Poitiers"]),
        ("address", "la rue des Lilas", []),
        ("secret", "mot de passe : Helvia2026!", ["mot de passe : Helvia2026"]),
        ("secret", "le mot de passe : secret", []),
        ("secret", "AKIAIOSFODNN7EXAMPLE", ["AKIAIOSFODNN7EXAMPLE"]),
        ("secret", "postgres://root:s3cr3t@db.example/x", ["postgres://root:s3cr3t@db.example/x"]),
        ("secret", "-----BEGIN RSA PRIVATE KEY-----", ["-----BEGIN RSA PRIVATE KEY-----"]),
        ("internal_host", "http://wiki.corp.lan/schedule, dites-moi", ["http://wiki.corp.lan/schedule"]),
        ("internal_host", "https://intranet.helvia.example/planning.", ["https://intranet.helvia.example/planning"]),
        ("internal_host", "http://10.0.0.12:8080/x et 192.168.1.1", ["http://10.0.0.12:8080/x", "192.168.1.1"]),
        ("internal_host", "http://srv-paris/commun", ["http://srv-paris/commun"]),
        ("internal_host", r"\\srv\commun\offres", [r"\\srv\commun\offres"]),
        ("internal_host", "https://x.sharepoint.com/sites/a,", ["https://x.sharepoint.com/sites/a"]),
        ("internal_host", "https://docs.google.com/document/d/1", ["https://docs.google.com/document/d/1"]),
        ("internal_host", "https://exemple.fr, https://wiki.debian.org/x, https://gitlab.com/a/b, v1.10.0.1", []),
        ("internal_host", "https://docs.google.com/forms/d/1", []),
        ("meeting", "https://zoom.us/j/91234?pwd=x.", ["https://zoom.us/j/91234?pwd=x"]),
        ("meeting", "https://teams.microsoft.com/l/meetup-join/19 ici", ["https://teams.microsoft.com/l/meetup-join/19"]),
        ("meeting", "meet.google.com/abc-defg-hij", ["meet.google.com/abc-defg-hij"]),
        ("meeting", "zoom.us est un outil", []),
    ],
)  # fmt: skip
def test_entity(name: str, text: str, wanted: list[str]) -> None:
    assert found(name, text) == wanted


def test_what_the_company_publishes_is_left_alone() -> None:
    public = ["01 99 00 41 20", "Atelier@helvia.example"]
    assert found("phone", "+33 1 99 00 41 20", public_contacts=public) == []
    assert found("email", "atelier@helvia.example", public_contacts=public) == []
    assert found("internal_host", "https://wiki.helvia.example/x", domains=["wiki.helvia.example"]) == []


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("phone", "Call me on 07911 123456", ["07911 123456"]),
        ("phone", "in 2024 2025 we sold 1,234,567", []),
        ("phone", "film number (555) 555-0199", []),
        ("address", "at 14 Lilac Road, Galway", ["14 Lilac Road, Galway"]),
        ("address", "Abbey Road was 50 years ago", []),
        ("secret", "Guest wifi password: Spring!26 for everyone", ["password: Spring!26"]),
    ],
)
def test_entity_in_english(name: str, text: str, wanted: list[str]) -> None:
    held = found(name, text, "en")
    assert [w in h for w, h in zip(wanted, held, strict=True)] == [True] * len(wanted)


@given(st.text(alphabet="0123456789 +.-()/@ABCabc:éhtps\\fr\n", max_size=120), st.sampled_from(["fr", "en"]))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_entities_within_it_in_order(text: str, lang: str) -> None:
    reading = Reading(text, Context.model_validate({"today": dt.date(2026, 1, 1), "lang": lang}))
    spans = list(find_entities(tuple(ENTITIES), reading, Company()))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
