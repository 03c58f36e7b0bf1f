"""What the programme learns of the remarks set aside: never a word of a draft, never a name."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from coach.charter.dismissals import GAP, RUN, said_without, tally
from coach.notebook import Decision
from coach.text import words

NAMES = ["Claire", "Nadia, communication"]
DRAFT = "Mirabelle arrive le 8 décembre chez Lorcadet, et la presse de 1987 repart."


def dismissed(reason: str, n: int = 0, month: int = 11, **more: object) -> Decision:
    made = dt.datetime(2026, month, 3 + n, 9, tzinfo=dt.UTC)
    base = {"id": f"{reason}{n}{month}", "draft_id": "d1", "kind": "dismissed", "rule": "conf", "text": "Mirabelle", "made": made}
    return Decision.model_validate({**base, "reason": reason, **more})


def test_equal_reasons_of_a_rule_are_counted_by_month() -> None:
    rows = tally(
        [dismissed("déjà annoncé"), dismissed("déjà  annoncé", 1), dismissed("déjà annoncé", month=10)],
        {"d1": DRAFT},
        NAMES,
        "fr",
    )
    assert [(r.rule, r.reason, r.month, r.count) for r in rows] == [
        ("conf", "déjà annoncé", "2026-11", 2), ("conf", "déjà annoncé", "2026-10", 1)
    ]  # fmt: skip


def test_what_was_taken_back_or_answered_otherwise_is_not_counted() -> None:
    made = [dismissed("a", withdrawn=True), dismissed("b", kind="public"), dismissed("c", kind="asked")]
    assert tally(made, {}, NAMES, "fr") == ()


def test_names_addresses_and_the_draft_are_held_back() -> None:
    reason = "Nadia a dit oui à claire@helvia.example pour Mirabelle : la presse de 1987 repart, et le mot « Lorcadet » aussi"
    said = said_without(reason, ["Mirabelle", DRAFT], NAMES, "fr")
    for secret in ("Nadia", "claire@", "Mirabelle", "1987", "Lorcadet", "presse"):
        assert secret not in said
    assert said.startswith(f"{GAP} a dit oui")


def test_a_reason_of_ones_own_is_left_whole() -> None:
    assert said_without("la règle prend un lieu pour un projet", [DRAFT], NAMES, "fr") == "la règle prend un lieu pour un projet"


@given(st.text(alphabet="abc éÀ1'’ .", max_size=80), st.text(alphabet="abc éÀ1'’ .", max_size=80))
def test_no_run_of_a_draft_is_ever_repeated(reason: str, draft: str) -> None:
    said = [word.key for word in words(said_without(reason, [draft], [], "fr"))]
    theirs = [word.key for word in words(draft)]
    size = min(RUN, len(theirs))
    runs = {tuple(theirs[at : at + size]) for at in range(len(theirs) - size + 1)} if size else set()
    assert not runs & {tuple(said[at : at + size]) for at in range(len(said) - size + 1)}
