"""What is heard together: leaks, phrases, visuals, slots, with counts worked out by hand, and nobody's name in any of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.choir.chorus import Chorus, hear
from coach.choir.crowd import Official, gather
from coach.choir.leaks import Slot, Taken
from coach.choir.nameless import Veil
from coach.choir.naming import Names
from coach.mirror.visual import VIEWS, Imprint
from coach.post import Post

HELVIA = Names("Helvia", products=["Atelier Zéro"])
FIRST = "Avec Atelier Zéro, nous prolongeons la durée de vie de vos machines et réduisons votre empreinte carbone."
SECOND = "La baie de réparation de Roanne accueille désormais des presses de trois cents tonnes."
MESSAGE = Official("m1", (f"{FIRST} {SECOND}",), "L'ouverture", "2026-03-02", ("Qu'avez-vous vu ?",))
OWN = (
    "Lundi, la pompe de Roanne a lâché à six heures du matin.",
    "Mon fils m'a demandé ce que je fais de mes journées.",
    "Un roulement, ça s'écoute avant de se démonter.",
    "Le client attendait depuis trois jours sous la pluie.",
    "J'ai cassé deux forets sur un boulon de 1962.",
)
THANKS = "Bravo à toutes les équipes, merci à tous et à très bientôt !"


def post(n: int, text: str, date: str | None = "2026-03-03", **more: object) -> Post:
    return Post(id=f"p{n:03}", text=text, author=f"Auteur{n}", date=date, **more)  # type: ignore[arg-type]


def heard(members: Iterable[Post], *messages: Official) -> Chorus:
    return hear(gather([("member", one) for one in members], HELVIA, messages))


def test_a_leak_counts_people_and_posts_and_says_which_sentence_leaked() -> None:
    members = [
        post(1, f"{FIRST} {THANKS}"),
        post(2, f"{SECOND}\n\n{FIRST}", "2026-03-03T09:10"),
        post(3, FIRST.replace("vos machines", "nos presses"), "2026-03-03T09:50"),
        post(4, SECOND, "2026-03-04"),
        *(post(5 + n, said) for n, said in enumerate(OWN)),
        post(4, SECOND).model_copy(update={"id": "again", "date": "2026-03-09"}),
        post(11, FIRST, "2026-03-01"),  # the day before the message: nobody borrowed it
    ]
    (leak,) = heard(members, MESSAGE).leaks
    # 1, 2, 3 and 4 (twice) reuse it; 1 to 9 and 11 published: 4 of 10 people, 5 of 11 posts
    assert (leak.people, leak.n_people, leak.posts, leak.n_posts, leak.share) == (4, 10, 5, 11, 0.4)
    assert leak.taken == (Taken(FIRST, 3, 3), Taken(SECOND, 2, 3))
    assert leak.days == (Slot("2026-03-03", 3, 3), Slot("2026-03-04", 1, 1), Slot("2026-03-09", 1, 1))
    assert leak.day == Slot("2026-03-03", 3, 3)
    assert leak.hours == (Slot("2026-03-03T09", 2, 2),)
    assert leak.hour is None  # two colleagues are a coincidence
    assert leak.message.angles == MESSAGE.angles


def test_thanks_names_and_quotations_are_no_leak() -> None:
    message = Official("m", (f"{THANKS} Atelier Zéro est ouvert. {FIRST}",))
    members = [
        *(post(n, f"{THANKS} {said}") for n, said in enumerate(OWN)),
        post(7, "Je travaille chez Helvia, à l'Atelier Zéro."),
        post(8, f"Nadia l'a écrit : « {FIRST} » Moi, je n'en suis pas sûr."),
        post(9, "#AtelierZero #Helvia"),
    ]
    found = heard(members, message)
    assert found.leaks[0].people == 0
    assert found.phrases == ()


def test_under_five_people_there_is_no_share() -> None:
    (leak,) = heard([post(1, FIRST), post(2, OWN[0])], MESSAGE).leaks
    assert (leak.people, leak.n_people, leak.share, leak.reason) == (1, 2, None, "too_few")


def test_a_message_given_twice_is_one() -> None:
    page = post(50, MESSAGE.texts[0], kind="official")
    crowd = gather([("member", post(1, FIRST)), ("page", page)], HELVIA, [MESSAGE])
    assert [leak.message.id for leak in hear(crowd).leaks] == ["m1"]


def test_a_phrase_in_circulation_counts_people_once_and_every_post() -> None:
    slogan = "réparer vaut mieux que remplacer une machine saine"
    members = [
        post(1, f"Chez nous, {slogan}. {OWN[0]}", "2026-01-05"),
        post(2, f"{OWN[1]} Et {slogan}, non ?", "2026-02-01"),
        post(3, f"{slogan.capitalize()} !", None),
        post(3, f"{slogan.capitalize()} !").model_copy(update={"id": "again", "date": "2026-04-09T08:00"}),
        post(4, "Réparer vaut mieux, parfois."),
        post(5, OWN[2]),
    ]
    (phrase,) = heard(members).phrases
    assert (phrase.said.people, phrase.said.posts) == (3, 4)
    assert phrase.said.text.casefold() == slogan
    assert (phrase.said.first, phrase.said.last) == ("2026-01-05", "2026-04-09")
    assert phrase.message is None
    assert heard(members[1:]).phrases == ()  # two people left


def test_a_phrase_from_a_message_says_so_and_longer_copies_of_it_are_not_told_again() -> None:
    members = [post(n, FIRST) for n in range(4)] + [post(9, FIRST.replace("empreinte carbone", "facture d'énergie"))]
    (phrase,) = heard(members, MESSAGE).phrases
    assert (phrase.said.people, phrase.message) == (5, "m1")  # the words all five have, not the longer run of four
    assert phrase.said.text == FIRST.removesuffix(" empreinte carbone.")


def test_what_the_language_says_is_not_in_circulation() -> None:
    usual = "Je suis très heureux de vous annoncer que nous serons présents."
    assert heard(post(n, f"{usual} {n}") for n in range(9)).phrases == ()


def test_one_picture_is_seen_through_its_imprint_and_its_name() -> None:
    views = tuple(0x0F0F_0F0F_0F0F_0F0F ^ (0x1111 * n) for n in range(VIEWS))
    one, near = Imprint(views).name, Imprint((views[0] ^ 0b111111, *views[1:])).name
    far = Imprint(tuple(view ^ 0xFFFF_FFFF for view in views)).name
    members = [
        post(1, FIRST, images=(one,)),
        post(2, FIRST, "2026-03-08", images=(near, one)),
        post(3, OWN[0], images=(far,)),
        post(4, OWN[1], images=("kit.png",)),
        post(5, OWN[2], images=("kit.png",)),
        post(6, OWN[3], images=("kit.png",)),
        post(7, OWN[4], images=("mine.png",)),
    ]
    found = heard(members, MESSAGE)
    assert found.pictured == 7
    assert [(v.people, v.posts, v.official, v.message, v.last) for v in found.visuals] == [
        (3, 3, False, None, "2026-03-03"),
        (2, 2, False, "m1", "2026-03-08"),
    ]
    page = post(50, "La page.", kind="official", images=(one,))
    crowd = gather([*(("member", m) for m in members), ("page", page)], HELVIA)
    assert {v.official for v in hear(crowd).visuals} == {True, False}


# ── nobody's name ──────────────────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = {
    "Zébulon Krapfenwald": "krapfenwald", "<script>alert('Ursule')</script>": "ursule", "{{ 7*7 }} Ludivine": "ludivine",
    "O'Hanrahan-Dupré": "hanrahan", "SOLÈNE": "solène", "𝗜𝘀𝗼𝗹𝗱𝗲": "𝗜𝘀𝗼𝗹𝗱𝗲", "'; DROP TABLE Rosamonde": "rosamonde",
    "[/red] Théophraste": "théophraste", "Anne-Sidonie de La Tour": "sidonie",
}  # fmt: skip
"""Names made to slip through; each is thanked by everybody, in the text that is pasted."""


def strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*strings(key), *strings(inner))
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from strings(inner)
    elif dataclasses.is_dataclass(value):
        yield from strings(vars(value))


def shown(found: Chorus) -> str:
    """Everything a chorus holds that is shown: all but the folded keys of phrases, which are only compared."""
    phrases = [(one.said.text, one.message) for one in found.phrases]
    return "\n".join(strings(found._replace(phrases=()))) + "\n".join(strings(phrases))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_in_anything_heard(name: str) -> None:
    pasted = f"Toute la gratitude des ateliers va vers {name} pour la presse de 1974 remise en route. Écrivez à {name}@x.example."
    message = Official(f"kit:{name}", (pasted,), f"Merci {name}", "2026-01-01", (f"Que dirait {name} ?",))
    members = [post(n, pasted).model_copy(update={"author": name if n == 0 else f"Auteur{n}"}) for n in range(6)]
    found = shown(heard(members, message))
    assert "presse de 1974 remise en route" in found
    assert name not in found
    assert HOSTILE[name] not in found.casefold()


@pytest.mark.slow
@given(st.text(min_size=1, max_size=20), st.text(max_size=60), st.text(max_size=60))
def test_a_veil_leaves_no_name_standing_as_words(name: str, before: str, after: str) -> None:
    from coach.choir.nameless import _is_word, _keys
    from coach.text import fold

    keys = tuple(_keys(name))
    assume(keys and not _is_word(keys) and not HELVIA.is_one(name))
    covered = [fold(piece) for piece in Veil([name], [], HELVIA).over(f"{before} {name} {after}").split()]
    assert " ".join(keys) not in " ".join(covered).split(" | ")
    assert not any(covered[at : at + len(keys)] == list(keys) for at in range(len(covered)))


def test_a_stranger_is_hidden_by_the_whole_name_and_the_company_stays() -> None:
    veil = Veil(["Helvia", "Jeanne Roche"], ["Industrie Magazine"], HELVIA)
    said = "Helvia remercie Jeanne, puis Roche et Industrie Magazine. L'Industrie, la roche, Atelier Zéro restent. @jr 0199004120"
    assert veil.over(said) == "Helvia remercie […], puis […] et […]. L'Industrie, la roche, Atelier Zéro restent. […] […]"


# ── what holds for any crowd ───────────────────────────────────────────────────────────────────────────────────────────

pasted_or_own = st.sampled_from([FIRST, SECOND, f"{SECOND} {FIRST}", *OWN, f"{OWN[0]} {FIRST}"])
crowds = st.lists(
    st.builds(
        Post,
        id=st.integers(0, 40).map(str),
        text=pasted_or_own,
        author=st.integers(0, 8).map("personne {}".format) | st.none(),
        date=st.sampled_from(["2026-03-03", "2026-03-04T10:00:00Z", None]),
        images=st.sampled_from([(), ("kit.png",)]),
    ),
    max_size=14,
    unique_by=lambda one: one.id,
)


@pytest.mark.slow
@given(crowds, st.randoms(use_true_random=False))
def test_the_order_changes_nothing_of_what_is_heard(members: list[Post], dice: object) -> None:
    mixed = list(members)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    one, two = heard(members, MESSAGE), heard(mixed, MESSAGE)
    assert one == two


@pytest.mark.slow
@given(crowds, st.sampled_from([FIRST, SECOND]))
def test_one_more_person_who_pastes_never_lowers_a_leak_nor_a_phrase(members: list[Post], pasted: str) -> None:
    more = [*members, Post(id="new", text=pasted, author="quelqu'un d'autre", date="2026-03-05")]
    (one,), (two,) = heard(members, MESSAGE).leaks, heard(more, MESSAGE).leaks
    assert two.people == one.people + 1
    assert (two.share or 0) >= (one.share or 0)
    people = {phrase.said.keys: phrase.said.people for phrase in heard(more, MESSAGE).phrases}
    for phrase in heard(members, MESSAGE).phrases:
        longest = max((n for keys, n in people.items() if set(phrase.said.keys) <= set(keys)), default=0)
        assert longest >= phrase.said.people
