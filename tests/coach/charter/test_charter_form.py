"""Form: disguised letters, emoji, hashtags, capitals, quotations; and the blocks of a Markdown text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.hashtags import camel_case
from coach.charter.markdown import blocks
from coach.charter.measures import MEASURES
from coach.charter.reading import Reading, plain
from coach.charter.rule import Rule
from coach.context import Context


def measured(name: str, text: str, limit: int | None = None, **context: object) -> list[str]:
    rule = Rule(id="r", extends="form", measure=name, limit=limit)
    reading = Reading(text, Context.model_validate({"today": dt.date(2026, 11, 23), **context}))
    return [m.span.of(text) for m in MEASURES[name](reading, rule)]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("fake_bold", "Un mot : 𝐎𝐒𝐄𝐙 et 𝘭𝘢 𝘴𝘶𝘪𝘵𝘦.", ["𝐎𝐒𝐄𝐙", "𝘭𝘢 𝘴𝘶𝘪𝘵𝘦"]),
        ("fake_bold", "ＦＵＬＬ width, ⓐⓑⓒ seul, 𝜆, m² et ½", ["ＦＵＬＬ", "ⓐⓑⓒ"]),
        ("fake_bold", "b̶a̶r̶r̶é̶ et souligné", ["b̶a̶r̶r̶é̶"]),
        ("emoji_run", "Bravo 🎯🎯🎯, 👏 👏 👏 et 🎉", ["🎯🎯🎯", "👏 👏 👏"]),
        ("emoji_run", "👨‍👩‍👧‍👦 🇫🇷 !", []),
        ("emoji_run", "🇫🇷🇮🇪🇪🇸", ["🇫🇷🇮🇪🇪🇸"]),
        ("emoji_run", "1️⃣2️⃣3️⃣", ["1️⃣2️⃣3️⃣"]),
        ("emoji_run", "© ® ™ 123 ###", []),
        ("emoji_bullets", "✅ a\n✅ b\n- c\n✅ d\n✅ e", ["✅"]),
        ("emoji_bullets", "✅ a\n- b", []),
        ("hashtag_case", "#semainedelindustrie #SemaineDeLIndustrie #recrutement #industrie40", ["#semainedelindustrie"]),
        ("hashtag_case", "https://x.fr/#ancrelonguedutexte &#8217; c#notrevie", []),
        ("all_caps", "VENEZ NOUS VOIR AU SALON, vite", ["VENEZ NOUS VOIR AU SALON"]),
        ("all_caps", "La SNCF, la RATP, le CNRS, l'INRS et la CARSAT", []),
        ("all_caps", "ISO 9001, RGPD, CSE", []),
        ("exclamations", "Non !!! Quoi ??! Oui !", ["!!!", "??!"]),
        ("long_quote", "« " + "a" * 420 + " »", ["« " + "a" * 420 + " »"]),
        ("old_source", "Selon un sondage de 2014, oui.", ["Selon un sondage de 2014"]),
        ("old_source", "Selon un sondage de 2024, oui.", []),
        ("mention_count", "@a1 @b1 @c1 @d1 @e1 @f1", ["@f1"]),
        ("mention_count", "ada@x.fr " * 9, []),
    ],
)  # fmt: skip
def test_measure(name: str, text: str, wanted: list[str]) -> None:
    assert measured(name, text, {"all_caps": 4, "emoji_run": 2, "emoji_bullets": 4}.get(name)) == wanted


def test_the_part_that_does_not_fit_is_shown() -> None:
    assert measured("length", "a" * 3002) == ["aa"]
    assert measured("length", "a" * 3000) == []
    assert measured("length", "🎯" * 141, network="x") == ["🎯"]
    assert measured("length", "a" * 1251, kind="comment") == ["a"]


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        ("semainedelindustrie", "SemaineDeLIndustrie"),
        ("transformationnumerique", "TransformationNumerique"),
        ("transitionécologique", "TransitionÉcologique"),
        ("softwareengineering", "SoftwareEngineering"),
        ("futureofwork", "FutureOfWork"),
        ("développementdurable", "DéveloppementDurable"),
        ("marqueemployeur", "MarqueEmployeur"),
        ("intelligenceartificielle", "IntelligenceArtificielle"),
        ("innovation", None),
        ("cybersécurité", None),
        ("entrepreneuriat", None),
        ("accompagnement", None),
        ("SemaineDeLIndustrie", None),
        ("job", None),
        ("mots_cles", None),
        ("123456789012", None),
    ],
)
def test_hashtags_get_a_capital_at_each_word(tag: str, mended: str | None) -> None:
    assert camel_case(tag) == mended


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=200)
def test_a_mended_hashtag_has_the_same_letters(tag: str) -> None:
    mended = camel_case(tag)
    assert mended is None or mended.casefold() == tag.casefold()


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_plain_keeps_every_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="abAB🎯𝐎é #@!?.«»\n\"'ⓐ\u0336 0", max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_is_measured_within_its_bounds(text: str) -> None:
    reading = Reading(text, Context(today=dt.date(2026, 11, 23)))
    for name, measure in MEASURES.items():
        for found in measure(reading, Rule(id="r", extends="form", measure=name)):
            assert 0 <= found.span.start < found.span.end <= len(text)


def told(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.view.text) for b in blocks(text)]


def test_blocks_of_markdown() -> None:
    text = (
        "---\ntitle: x\n---\n# A *big* head #\n\nOne `code` and [a link](http://x.fr) here,\nthen **more**.\n\n"
        "- item one\n- item two\n\n> quoted\n> twice\n\n```\nhidden\n```\n\n<!-- gone -->\n\n    indented\n\n"
        "Under\n=====\n\n| a | b |\n|---|---|\n| c | d |\n\n![alt](i.png) end \\* star"
    )
    assert told(text) == [
        ("heading", "A big head"),
        ("text", "One **** and a link here,\nthen more."),
        ("list", "item one"),
        ("list", "item two"),
        ("blockquote", "quoted\ntwice"),
        ("heading", "Under"),
        ("table", "a"), ("table", "b"), ("table", "c"), ("table", "d"),
        ("text", " end * star"), ("attr", "alt"),
    ]  # fmt: skip


def test_a_block_knows_the_place_of_each_character() -> None:
    text = "# Head\n\nA [link](u) *there*."
    paragraph = blocks(text)[1].view
    at = paragraph.text.index("there")
    assert paragraph.back(at, at + 5).of(text) == "there"


@given(st.text(alphabet="ab *_`[]()<>!#->|\n\\1. ", max_size=80))
@settings(deadline=None, max_examples=300)
def test_any_text_is_cut_into_blocks_of_its_own_characters(text: str) -> None:
    for block in blocks(text):
        starts = block.view.starts or ()
        assert len(starts) == len(block.view.text)
        assert all(a < b for a, b in zip(starts, starts[1:], strict=False))
        assert all(text[s] == c or c == "*" for s, c in zip(starts, block.view.text, strict=True))
