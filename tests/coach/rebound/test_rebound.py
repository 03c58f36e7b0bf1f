"""The comment ladder: what each rung asks for, and that no rung is reached with the post's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.rebound.climbing import climb
from coach.rebound.ladder import RUNGS, Climb

POST = (
    "Fiers d'annoncer l'ouverture de notre troisième atelier de réparation à Roanne. "
    "Ensemble, donnons une seconde vie aux pièces communes de nos machines. "
    "En un an, 1 200 pièces ont évité la benne grâce à nos équipes."
)
POST_EN = (
    "We are proud to open our repair bay in Waterford. Two hundred machines went back to work this year. "
    "Repairing is the future of our industry and every customer deserves it."
)


def reached(climbed: Climb) -> set[str]:
    return {step.rung for step in climbed.steps if step.passed}


def test_copying_the_post_reaches_no_rung() -> None:
    assert reached(climb(POST, POST, "fr")) == set()
    assert climb(POST, POST, "fr").copied


@pytest.mark.parametrize(
    "text",
    [
        "FIERS D'ANNONCER L'OUVERTURE DE NOTRE TROISIÈME ATELIER DE RÉPARATION À ROANNE !!!",
        "🚀 Ensemble, donnons une seconde vie aux pièces communes de nos machines ! 🚀",
        "En un an, 1 200 pièces ont évité la benne grâce à nos équipes. Ensemble, donnons une seconde vie aux pièces communes.",
        "Fiers d'annoncer l'ouverture de notre troisième atelier de réparation. Bravo à toute l'équipe !",
        "Bravo à toute l'équipe !",
        "Merci pour le partage",
        "« En un an, 1 200 pièces ont évité la benne grâce à nos équipes », écrit Nadia.",
        "",
        "👏👏👏",
    ],
)
def test_the_posts_words_and_everybodys_words_reach_no_rung(text: str) -> None:
    assert reached(climb(text, POST, "fr")) == set()


LADDER_FR = {
    "relay": "Je pense à mes collègues d'Oyonnax en lisant ça.",
    "comment": "Ta phrase sur la benne m'a arrêtée, comment choisissez-vous les pièces que vous gardez ?",
    "fact": "Mardi, sur la ligne 4, j'ai remonté un vérin de 1998 avec Karim.",
    "nuance": "Mais sur nos presses anciennes ça ne marche pas encore, il manque les plans.",
    "vision": "Je crois qu'il faudrait livrer les plans avec la machine, parce que sans eux on jette des pièces saines.",
}
LADDER_EN = {
    "relay": "I pass this on to my friends in maintenance in Cork.",
    "comment": "Your line on customers made me wonder, how do you choose which machines come back?",
    "fact": "Last March my neighbour brought us a press from 1987 and we fixed it in 3 hours.",
    "nuance": "But it doesn't work for sealed motors, and I am not sure it ever will.",
    "vision": "I believe we should publish our drawings, because nobody repairs a machine they cannot open.",
}


@pytest.mark.parametrize(("ladder", "post", "lang"), [(LADDER_FR, POST, "fr"), (LADDER_EN, POST_EN, "en")])
def test_each_rung_added_is_reached_and_shown_by_its_words(ladder: dict[str, str], post: str, lang: str) -> None:
    written: list[str] = []
    for place, rung in enumerate(RUNGS):
        before = climb(" ".join(written), post, lang)  # type: ignore[arg-type]
        assert rung not in reached(before), (rung, written)
        written.append(ladder[rung])
        text = " ".join(written)
        after = climb(text, post, lang)  # type: ignore[arg-type]
        assert after.height >= place + 1, (rung, [(s.rung, s.passed) for s in after.steps])
        step = after.steps[place]
        assert step.text == text[step.start : step.end]
    assert climb(" ".join(written), post, lang).next is None  # type: ignore[arg-type]


def test_a_gap_stops_the_height_but_not_the_rungs_above() -> None:
    climbed = climb("Mardi, sur la ligne 4, Karim a remonté un vérin de 1998.", POST, "fr")
    assert "fact" in reached(climbed)
    assert climbed.height == 0
    assert climbed.next is not None
    assert climbed.next.rung == "relay"


def test_a_figure_of_the_post_is_no_fact_of_ones_own() -> None:
    assert "fact" not in reached(climb("Je retiens surtout ces 1 200 pièces, quelle belle idée pour moi.", POST, "fr"))
    assert "fact" in reached(climb("Je retiens surtout nos 340 pièces à nous, quelle idée pour moi.", POST, "fr"))


def test_it_is_said_in_the_persons_language() -> None:
    climbed = climb("", POST, "fr", speak="en")
    assert climbed.steps[0].name == "Pass it on"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_gives_five_rungs_whose_words_are_its_own(text: str, source: str) -> None:
    climbed = climb(text, source, "fr")
    assert [step.rung for step in climbed.steps] == list(RUNGS)
    for step in climbed.steps:
        assert step.passed == (step.text is not None)
        if step.passed:
            assert text[step.start : step.end] == step.text
    for copied in climbed.copied:
        assert text[copied.start : copied.end] == copied.text


@given(st.sampled_from([POST, POST_EN]), st.integers(0, 300), st.integers(0, 300))
def test_no_slice_of_the_post_reaches_a_rung(post: str, one: int, two: int) -> None:
    low, high = sorted((one, two))
    assert reached(climb(post[low:high], post, "fr" if post is POST else "en")) == set()
