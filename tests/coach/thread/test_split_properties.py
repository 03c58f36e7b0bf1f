"""Whatever the text: every word once and in order, within the network's own counting, nothing broken that could stay whole."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.context import Network
from coach.publish.counts import COMMENT_LIMITS, LIMITS, count
from coach.text import clean
from coach.thread.split import Split, split
from coach.thread.units import SEPARATOR

NETWORKS: list[Network] = ["x", "bluesky", "mastodon", "linkedin"]
FAMILY = "👨‍👩‍👧‍👦"
PIECES = st.sampled_from(
    [
        "On a changé deux vérins et un automate.",
        "11 400 €",
        "3 ans",
        "12,5 %",
        "190\u00a0000\u202f€",
        "« on verra bien, dit-il. Plus tard »",
        "https://exemple.fr/a/very/long/path?with=query#part",
        "#AtelierZéro",
        "@helvia@mastodon.social",
        "Donc",
        "Cela",
        "mais",
        "et puis",
        "TRS",
        "5 conseils",
        "1/",
        "2/",
        "\n",
        "\n\n",
        "\n---\n",
        "---",
        "  ",
        "— oui —",
        "(entre parenthèses. Vraiment.)",
        "e\u0301te\u0301",
        FAMILY,
        "🙏🏽",
        "🇫🇷",
        "1️⃣",
        "機械を修理する人々の話。",
        "جملة",
        "a" * 90,
        "é" * 40,
        "M. Dupont",
        "p. 12",
        "Why?",
        "This is it.",
        "They",
        "\x1b]0;pwn\x07",
        "\u202e",
        "\ud800",
        "\u0301",
        "\u200d",
        "[/b] {{ 7*7 }}",
        '"',
        "«",
        "»",
        "…",
        "3.",
        "le 12 mars 2024 à 14 h 30",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map(". ".join),
    st.lists(PIECES, max_size=30).map("".join),
    st.text(max_size=700),
)


def said(text: str) -> str:
    """All that is not white space, without the separators."""
    return re.sub(r"\s", "", SEPARATOR.sub("", clean(text)))


def within(done: Split, network: Network) -> bool:
    limits = [LIMITS[network], *[COMMENT_LIMITS[network]] * len(done.posts)]
    return all(count(p.text, network).used <= limit for p, limit in zip(done.posts, limits, strict=False))


@pytest.mark.slow
@given(TEXTS, st.sampled_from(NETWORKS))
@example("a" * 10_000, "x")
@example("a" * 10_000, "bluesky")
@example("é" * 10_000, "linkedin")
@example(FAMILY * 700, "bluesky")
@example(FAMILY * 700, "x")
@example("\u200d".join("👩" * 2000), "linkedin")
@example("https://exemple.fr/" + "a" * 5000, "mastodon")
@example("機" * 3000, "x")
@example("«" + " mot" * 400 + " »", "x")
@example("x" * 62 + ".fr\u0301" * 40, "x")
@example("---\n---\n---", "x")
@example("", "linkedin")
@settings(deadline=None, max_examples=200)
def test_every_word_stays_once_and_in_order_within_the_limit(text: str, network: Network) -> None:
    done = split(text, network)
    assert "".join(re.sub(r"\s", "", p.text) for p in done.posts) == said(text)
    assert within(done, network)
    for n, post in enumerate(done.posts, 1):
        assert post.n == n
        assert post.text == post.text.strip()
        assert post.text
        assert post.length == count(post.text, network).used <= post.limit


@given(TEXTS, st.sampled_from(NETWORKS), st.sampled_from(["fr", "en", None]))
@settings(deadline=None, max_examples=120)
def test_findings_stand_in_the_text_given_and_never_block(text: str, network: Network, lang: str | None) -> None:
    for finding in split(text, network, lang=lang).findings:  # type: ignore[arg-type]
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.severity in ("advise", "warn")
        assert finding.source == "form"
        assert (finding.question or "").endswith("?")
        assert finding.why


@given(TEXTS, st.sampled_from(NETWORKS))
@settings(deadline=None, max_examples=80)
def test_numbered_posts_keep_the_words_and_the_limit(text: str, network: Network) -> None:
    done = split(text, network, numbered=True)
    assert within(done, network)
    marks = [f" ({n}/{len(done.posts)})" for n in range(1, len(done.posts) + 1)]
    bare = [p.text.removesuffix(mark) for p, mark in zip(done.posts, marks, strict=True)]
    assert "".join(re.sub(r"\s", "", one) for one in bare) == said(text)


WHOLE = st.sampled_from(
    [
        "11 400 €",
        "12,5 %",
        "3 ans",
        "37 fils",
        "« je ne sais pas, on verra »",
        "“not today, maybe later”",
        "https://exemple.fr/rapport-2021.pdf",
        "#AtelierZero",
        "le 12 mars 2024",
        "14 h 30",
        "€3.2 million",
        "2 350 kWh",
        "page 12",
        "trois jours",
        "n° 12",
        "-4 °C",
        "1 à 3 mois",
    ]
)
WORDS = st.sampled_from(
    "atelier machine réparer client vieux schéma quand personne regarde panne moteur hiver mais alors lundi".split()
)


@pytest.mark.slow
@given(st.lists(st.tuples(st.lists(WORDS, min_size=2, max_size=7), WHOLE), min_size=5, max_size=40), st.sampled_from(NETWORKS))
@settings(deadline=None, max_examples=150)
def test_numbers_units_quotations_and_addresses_stay_whole_even_in_an_endless_sentence(
    told: list[tuple[list[str], str]], network: Network
) -> None:
    text = " ".join(f"{' '.join(words)} {whole}" for words, whole in told) + "."
    done = split(text, network)
    assert "".join(re.sub(r"\s", "", p.text) for p in done.posts) == said(text)
    joined = "\0".join(p.text for p in done.posts)
    for _, whole in told:
        assert joined.count(whole) >= sum(w == whole for _, w in told)


@pytest.mark.slow
@given(st.lists(st.lists(WORDS, min_size=3, max_size=14), min_size=2, max_size=30), st.sampled_from(NETWORKS))
@settings(deadline=None, max_examples=80)
def test_a_sentence_that_fits_is_never_cut(told: list[list[str]], network: Network) -> None:
    lines = [f"{' '.join(words).capitalize()}." for words in told]
    done = split(" ".join(lines), network)
    for line in lines:
        assert any(line in p.text for p in done.posts)
    assert all(p.length >= 40 for p in done.posts) or len(done.posts) == 1 or min(map(len, lines)) < 40


def test_decomposed_accents_are_split_and_read_like_composed_ones() -> None:
    text = "Voilà où cela mène. " * 30 + "\n\nDonc la réparation est toujours préférable à l'achat, c'est évident pour tous."
    decomposed = unicodedata.normalize("NFD", text)
    one, two = split(text, "bluesky"), split(decomposed, "bluesky")
    assert [unicodedata.normalize("NFC", p.text) for p in two.posts] == [p.text for p in one.posts]
    assert [f.rule for f in two.findings] == [f.rule for f in one.findings]
    for finding in two.findings:
        assert decomposed[finding.start : finding.end] == finding.text
