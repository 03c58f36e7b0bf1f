"""A draft held against a memento: the card it plays, the names, words and red lines it touches, and silence where it must be."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Context
from coach.finding import Finding, LineStanding
from coach.line.holding import HeldLine
from coach.line.memento import Memento, Mix, Territory
from coach.line.mix import FEWEST, REMARKED
from coach.line.usual import FEWEST_USUAL
from coach.review import review
from tui.demo_line import line_of_person, mementos

DAY = dt.date(2026, 11, 23)
LEAKS = Territory(
    name="Fuites et joints", want=3, standing=3, proof=3, instance="à Brest, la pompe au joint inversé", pillar="trade"
)
LONG = "Ce matin nous avons repeint la barrière du parking avec un vieux pinceau. " * 8


def held(text: str, memento: Memento, published: tuple[str, ...] = (), **more: str) -> tuple[LineStanding | None, list[Finding]]:
    standing, found = HeldLine(memento, published, ("Atelier Zéro",)).hold(text, Context.model_validate({"today": DAY, **more}))
    return standing, list(found)


def rules(text: str, memento: Memento, published: tuple[str, ...] = (), **more: str) -> list[str]:
    return [f"{f.severity}:{f.rule}" for f in held(text, memento, published, **more)[1]]


def test_a_draft_says_which_card_it_plays_or_that_it_is_outside() -> None:
    memento = Memento(territories=(LEAKS,))
    standing, found = held("La fuite venait encore du joint, comme à Brest.", memento)
    assert standing is not None
    assert (standing.card, standing.inside, standing.pillar) == ("Fuites et joints", True, "trade")
    assert "joint" in standing.shared
    assert found == []
    assert rules("Un mot trop court.", memento) == []
    assert rules(LONG, memento) == []


def test_a_draft_is_outside_only_by_more_than_any_post_of_ten_is_and_says_how_many_they_are() -> None:
    about = "Lundi {n} le soudeur a serré la bride du circuit, et le soudeur a noté la pression du circuit avec Moussa {n}."
    published = tuple(about.format(n=n) for n in range(10))
    memento = Memento(territories=(Territory(name="Chorale", want=3, standing=3, proof=3, instance="le concert de mars"),))
    outside = [f for f in held(LONG, memento, published)[1] if f.rule == "line-outside"]
    assert [(f.severity, "n = 10" in f.message) for f in outside] == [("advise", True)]
    at_home = f"{LONG} Le soudeur a serré la bride du circuit."
    english = "This morning we painted the old fence of the car park with a brush. " * 8
    for text, posts, lang, inside in (
        (LONG, published[:9], "fr", None),  # nine posts are too few to tell
        (at_home, published, "fr", True),
        (english, published, "en", None),  # no post in that language
    ):
        standing = held(text, memento, posts, lang=lang)[0]
        assert standing is not None
        assert standing.inside is inside


def test_names_are_warned_of_as_written_and_their_parts_only_hinted() -> None:
    memento = Memento(never_named=("Bellecroix Industries", "Pierre"))
    assert rules("Chez Bellecroix Industries, lundi.", memento) == ["warn:line-never-named"]
    assert rules("Merci #BellecroixIndustries.", memento) == ["warn:line-never-named"]
    assert rules("Hier chez Bellecroix, tout allait bien.", memento) == ["advise:line-never-named-part"]
    assert rules("La pierre était froide, et la belle croix aussi.", memento) == []
    assert rules("J'ai demandé à Pierre.", memento) == ["warn:line-never-named"]


def test_banned_words_are_seen_in_their_forms_but_not_in_a_quotation() -> None:
    memento = Memento(banned_words=("solution", "fier de", "accompagner"))
    text = "Nos solutions, dont je suis fière de parler, accompagnaient la fin."
    found = held(text, memento)[1]
    assert [f.text for f in found] == ["solutions", "fière de", "accompagnaient"]
    assert {f.severity for f in found} == {"advise"}
    assert rules("Nadia m'a dit : « nos solutions sont là ».", memento) == []
    assert rules("Il se fie à son oreille, le compagnon.", memento) == []


def test_a_red_line_is_touched_unless_its_condition_is_met() -> None:
    memento = Memento(red_lines=("Pas de photo des ateliers sans accord",))
    assert rules("Voici une photo de nos ateliers.", memento) == ["warn:line-red-line"]
    assert rules("Voici une photo de nos ateliers, avec leur accord.", memento) == []
    assert rules("Voici une photo. Les ateliers sont loin.", memento) == []
    assert rules("Ma famille va bien.", Memento(red_lines=("Rien sur la famille",))) == ["advise:line-red-line"]
    assert rules("C'est une famille de machines.", Memento(red_lines=("Rien sur la famille",))) == []


def test_the_mix_is_counted_on_what_was_published_and_silent_under_its_n() -> None:
    memento = Memento(territories=(LEAKS,), mix=Mix(product=20, culture=30, trade=50))
    product = tuple(f"Notre Atelier Zéro, encore, numéro {n}." for n in range(REMARKED))
    standing, found = held("Atelier Zéro ouvre demain.", memento, product)
    assert standing is not None
    assert (standing.pillar, standing.lacks, standing.published) == ("product", "trade", REMARKED)
    assert [f.rule for f in found] == ["line-mix"]
    few = held("Atelier Zéro ouvre demain.", memento, product[: FEWEST - 1])[0]
    assert few is not None
    assert few.lacks is None
    assert "trop peu" in " ".join(few.said)
    assert rules("La fuite venait du joint.", memento, product) == []


def test_usual_sentences_are_a_hint_with_its_n_or_nothing() -> None:
    voice = tuple(f"Je passe par là. J'ai vu le tour numéro {n}. Je note." for n in range(10))
    loud = "Quelle journée incroyable ! Un succès total ! Tout le monde applaudit. La salle est pleine. Merci au public. Bravo !"
    found = held(loud, Memento(posture="x", voice=voice))[1]
    [hint] = [f for f in found if f.rule == "line-usual"]
    assert hint.severity == "advise"
    assert "n = 30" in hint.message
    standing, found = held(loud, Memento(posture="x", voice=voice[:3]))
    assert standing is not None
    assert standing.usual < FEWEST_USUAL
    assert found == []


def test_worn_phrases_are_for_leaders_and_experts_and_their_own_words_are_theirs() -> None:
    text = "Ravie de vous annoncer notre nouvelle presse."
    assert [f.source for f in held(text, Memento(persona="leader"))[1]] == []  # an empty line holds nothing
    leader = Memento(persona="leader", posture="x")
    assert {f.source for f in held(text, leader)[1]} == {"slop"}
    assert held(text, Memento(persona="supporter", posture="x"))[1] == []


def test_it_speaks_the_persons_language_and_holds_only_their_own_drafts() -> None:
    memento = Memento(name="Claire", banned_words=("leverage",))
    text = "We leveraged the crane."
    found = held(text, memento, lang="en", speak="en", author="claire")[1]
    assert found[0].message.startswith("“leveraged”")
    assert held(text, memento, lang="en", author="Moussa") == (None, [])
    assert held(text, Memento(name="Claire")) == (None, [])


def test_a_review_without_a_line_is_as_it_was_and_one_with_a_line_says_it() -> None:
    context = Context(today=DAY)
    assert "line" not in review("Bonjour.", context).model_dump(mode="json")
    made = review(
        "Voici une photo de\r\nnos ateliers.", context, line=HeldLine(Memento(red_lines=("Pas de photo des ateliers",)))
    )
    assert made.line is not None
    assert made.model_dump(mode="json")["line"]["inside"] is None
    assert made.findings == () or made.findings[0].text in "Voici une photo de\r\nnos ateliers."


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=200), st.sampled_from([m for m, _ in mementos()]), st.sampled_from(["fr", "en"]))
def test_whatever_the_text_the_spans_are_in_it(text: str, memento: Memento, lang: str) -> None:
    context = Context(today=DAY, lang="en" if lang == "en" else "fr")
    made = review(text, context, line=HeldLine(memento, (text, "Bonjour."), ("Atelier Zéro",)))
    assert all(text[f.start : f.end] == f.text for f in made.findings)
    assert made == review(text, context, line=HeldLine(memento, (text, "Bonjour."), ("Atelier Zéro",)))


def test_the_eight_people_of_the_demo_have_a_finished_line() -> None:
    found = mementos()
    assert len(found) == 8
    assert all(m.strongest() and not m.lacks() for m, _ in found)
    assert line_of_person("Claire").memento.never_named[0] == "Emboutissage Lorcadet"
    with pytest.raises(StopIteration):
        line_of_person("Personne")
