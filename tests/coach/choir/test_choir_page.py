"""The report: one self-contained page, every word escaped, nobody named, its charts drawn from the figures."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest

from coach.choir.chorus import Chorus, hear
from coach.choir.crowd import Official, gather
from coach.choir.drawing import draw
from coach.choir.naming import Names
from coach.choir.page import to_html
from coach.choir.saying import head, parts
from coach.choir.tongue import Chart, Tongue, cut
from coach.post import Post

HOSTILE = 'Un <script>alert(1)</script> & {{ 7*7 }} {% raw %} « presse » de 1974 "remise" en route par l\'atelier'
NAMES = ("Ursule <b>Vasse</b>", "{{ Théo }}", "Zoé O'Hara")
FRENCH, ENGLISH = (Tongue(lang, dt.date(2026, 11, 28)) for lang in ("fr", "en"))  # type: ignore[arg-type]


def hostile(count: int = 8) -> Chorus:
    authors = [*NAMES, *(f"Membre{n}" for n in range(3, count))]
    posts = [
        Post(id=f"p{n}", text=f"{HOSTILE}, dit {NAMES[0]}.", author=author, date=f"2026-03-0{1 + n % 3}", likes=n)
        for n, author in enumerate(authors)
    ]
    title, angle = f"<i>Titre</i> de {NAMES[2]}", f"<u>Angle</u> de {NAMES[1]}"
    message = Official("<m>", (HOSTILE,), title, "2026-03-01", (angle,), ready=True)
    return hear(gather([("member", post) for post in posts], Names("A&B <Cie>"), [message]), ["<s>sujet</s>"])


class Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("say", [FRENCH, ENGLISH])
def test_hostile_words_stay_words_and_names_stay_out(say: Tongue) -> None:
    page = to_html(hostile(), say, "28 novembre")
    reader = Balanced()
    reader.feed(page)
    assert reader.open == []
    assert not reader.tags & {"script", "i", "u", "s", "img", "link", "iframe"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "49" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "A&amp;B &lt;Cie&gt;" in page
    assert not [name for name in ("Ursule", "Vasse", "Théo", "Zoé", "O'Hara", "O&#39;Hara", "Hara") if name in page]
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_a_crowd_of_nobody_makes_a_page_that_says_so() -> None:
    empty = hear(gather([], Names("Helvia")))
    page = to_html(empty, ENGLISH, "today")
    assert "Nothing to hear yet." in page
    assert "<section" not in page


def test_french_print_has_no_break_spaces_and_english_none() -> None:
    page = to_html(hostile(), FRENCH, "28 novembre")
    assert not re.search(r" [:;?!»]", re.sub(r"<style>.*?</style>|<script.*?>", "", page, flags=re.DOTALL))
    assert "The three scores" in to_html(hostile(), ENGLISH, "28 November")


def test_the_charts_are_drawn_to_scale() -> None:
    svg = draw(Chart("T", ("a", "<b>"), (50.0, 25.0), "%", (100.0, 0.0), ("found", "wanted")), ENGLISH)
    assert re.findall(r'<rect[^>]*width="([\d.]+)"', svg) == ["195.0", "97.5"]  # of 390 units for 100 %
    assert re.findall(r'<line[^>]*x1="([\d.]+)"', svg) == ["580.0", "190.0"]
    assert "&lt;b&gt;" in svg
    assert "50%" in svg
    assert draw(Chart("none", (), ()), FRENCH).endswith("</svg>")
    assert 'width="0' in draw(Chart("zero", ("a",), (0.0,)), FRENCH)


def test_what_is_said_of_few_people_gives_no_share() -> None:
    told = {part.name: part for part in parts(hostile(4), FRENCH)}
    assert [entry.brief for entry in told["scores"].entries] == ["trop peu de données (0 sur 5)"] * 2 + [
        "trop peu de données (0 sur 5)"
    ]
    assert told["leaks"].entries[0].brief == "4/4"
    assert told["leaks"].chart is None
    assert told["visuals"].none == "Aucune image en commun."
    assert "sujet" in head(hostile(4), FRENCH)


def test_numbers_and_days_are_said_as_each_language_writes_them() -> None:
    assert (FRENCH.number(1234.5, 1), ENGLISH.number(1234.5, 1)) == ("1\u202f234,5", "1,234.5")
    assert (FRENCH.number(2.0, 2), FRENCH.percent(0.425)) == ("2", "42\u00a0%")
    assert FRENCH.span("2026-11-17", "2026-11-17") == "Le 17 nov."
    assert ENGLISH.span("2025-12-02", "2026-01-03") == "From 2 Dec 2025 to 3 Jan."
    assert (FRENCH.day("un jour"), FRENCH.span(None, "2026-01-01")) == ("un jour", "")
    assert (FRENCH.many("people", 0), FRENCH.many("people", 1), ENGLISH.many("people", 0)) == (
        "0 personne",
        "1 personne",
        "0 people",
    )
    assert cut("mot " * 40, 20) == "mot mot mot mot…"
