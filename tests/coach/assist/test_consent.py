"""A yes is given for one place, kept, and taken back."""

from __future__ import annotations

import pytest

from coach.assist.consent import Consent
from tests.fakes import MemoryNotebook, StillClock


def test_nobody_said_yes_before_they_were_asked() -> None:
    assert Consent(MemoryNotebook(), StillClock(), "api.example.com").said() is None


def test_a_yes_is_for_one_place_and_can_be_taken_back() -> None:
    notebook = MemoryNotebook()
    there, elsewhere, here = (Consent(notebook, StillClock(), host) for host in ("api.example.com", "api.autre.example", None))
    there.say("yes")
    assert (there.said(), elsewhere.said(), here.said()) == ("yes", None, None)
    here.say("no")
    there.say("no")
    assert (there.said(), here.said()) == ("no", "no")
    assert (notebook.read("consent:localhost") or "").startswith("no 2026-11-23T12:00")


@pytest.mark.parametrize("kept", ["", "yesterday", "YES", "1", "oui 2026", "\x00"])
def test_what_cannot_be_read_is_no_yes(kept: str) -> None:
    notebook = MemoryNotebook()
    notebook.put("consent:api.example.com", kept)
    assert Consent(notebook, StillClock(), "api.example.com").said() != "yes"
