"""Room taken on each network, and where the post folds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Network
from coach.publish.counts import count, graphemes, is_emoji, limit_at, weigh
from coach.publish.fold import fold_at

FAMILY = "👨‍👩‍👧‍👦"
NETWORKS: tuple[Network, ...] = ("linkedin", "x", "mastodon", "bluesky")


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("abc", 3),
        ("é", 1),
        ("🎯", 2),
        (FAMILY, 2),
        ("🇫🇷", 2),
        ("1️⃣", 2),
        ("日本", 4),
        ("« oui » — non…", 15),
        ("voir https://exemple.fr/un/chemin/tres/long?x=1 ici", 5 + 23 + 4),
        ("voir exemple.fr/chemin ici", 5 + 23 + 4),
        ("(https://exemple.fr).", 1 + 23 + 2),
        ("ada@exemple.fr", 14),
        ("v1.2.3", 6),
        ("", 0),
    ],
)
def test_weight_on_x(text: str, used: int) -> None:
    assert weigh(text) == used
    assert count(text, "x") == (used, 280, "weighted")


def test_each_network_counts_its_way() -> None:
    text = f"{FAMILY} https://exemple.fr/un/long/chemin/qui/ne/finit/pas"
    assert count(text, "linkedin") == (len(text), 3000, "characters")
    assert count(text, "bluesky") == (len(text) - len(FAMILY) + 1, 300, "graphemes")
    assert count(text, "mastodon") == (1 + 1 + 23, 500, "characters")
    assert count("à @ada@piaille.fr", "mastodon").used == len("à @ada")
    assert count("a", "linkedin", kind="comment").limit == 1250


@pytest.mark.parametrize("network", NETWORKS)
def test_the_limit_is_where_it_stops_fitting(network: Network) -> None:
    limit = count("", network).limit
    assert limit_at("a" * limit, network) is None
    assert count("a" * limit, network).over == 0
    assert limit_at("a" * (limit + 5), network) == limit
    assert count("a" * (limit + 5), network).over == 5


def test_emoji_are_told_from_signs() -> None:
    assert all(is_emoji(c) for c in ("🎯", FAMILY, "🇫🇷", "❤️", "1️⃣", "✅"))
    assert not any(is_emoji(c) for c in ("a", "1", "#", "©", "™", " ", "é", "→", "日"))


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_counts_are_never_negative_and_graphemes_lose_nothing(text: str) -> None:
    assert "".join(graphemes(text)) == text
    for network in NETWORKS:
        held = count(text, network)
        assert held.used >= 0
        at = limit_at(text, network)
        assert at is None or 0 <= at < max(1, len(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("court", None),
        ("", None),
        ("a " * 100, None),
        ("mot " * 100, 207 + 0),
        ("a" * 300, 210),
        ("un\ndeux\ntrois\nquatre", 13),
        ("un\n\ndeux\n\ntrois", 8),
        ("un\ndeux\ntrois\n\n", None),
    ],
)
def test_linkedin_folds_after_three_lines_or_210_characters(text: str, cut: int | None) -> None:
    assert fold_at(text, "linkedin") == cut


def test_the_fold_is_a_setting_and_linkedin_s_alone() -> None:
    assert fold_at("a" * 300, "linkedin", 140) == 140
    assert fold_at("a" * 300, "linkedin", 0) is None
    assert fold_at("a" * 300, "bluesky") is None


@given(st.text(alphabet="ab \n", max_size=400))
@settings(deadline=None, max_examples=150)
def test_the_fold_falls_inside_the_text(text: str) -> None:
    cut = fold_at(text, "linkedin")
    assert cut is None or 0 <= cut < len(text.rstrip())
