"""The three scores and the mix, on crowds whose figures are worked out by hand in the test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.charter.pack import Company
from coach.choir.crowd import Crowd, Side, engagement, gather, person_of
from coach.choir.figures import Score, impact, incarnation, mix, on_subjects, surperformance
from coach.choir.naming import Names, names_of
from coach.post import Post, PostForm, PostKind

HELVIA = Names("Helvia", ["Groupe Helvia"], ["Atelier Zéro", "Diagnostic 48 h"])


def post(n: int, text: str = "Helvia répare.", likes: int | None = None, **more: object) -> Post:
    return Post(id=f"p{n:03}", text=text, author=f"Auteur {n}", likes=likes, **more)  # type: ignore[arg-type]


def crowd(members: list[Post], page: list[Post] | None = None, outside: list[Post] | None = None) -> Crowd:
    sides: list[tuple[Side, list[Post]]] = [("member", members), ("page", page or []), ("outside", outside or [])]
    return gather([(side, one) for side, some in sides for one in some], HELVIA)


def test_incarnation_is_the_members_share_of_all_the_posts_that_mention_the_company() -> None:
    members = [post(1), post(2), post(3, "Une presse de 1974 repart.")]
    page = [post(11), post(12, "Nous recrutons.")]
    outside = [post(21, "Vu chez Helvia."), post(22, "L'Atelier Zéro m'a rendu ma machine."), post(23, "Rien à voir.")]
    # mention it: members 1 and 2, page 11, outside 21 and 22 → 2 of 5
    assert incarnation(crowd(members, page, outside)) == Score(0.4, 5)
    assert incarnation(crowd(members, page, outside[1:])) == Score(None, 4, "too_few")


def test_impact_is_the_sum_of_what_is_known_on_members_posts_that_mention_the_company() -> None:
    members = [post(n, likes=10, comments=n, shares=None) for n in range(1, 6)]
    members += [post(6, "Sans nom.", likes=1000), post(7)]
    # 5 × 10 likes + 1 + 2 + 3 + 4 + 5 comments; 6 does not mention it, 7 has no engagement to count
    assert impact(crowd(members, [post(11, likes=9999)], [post(21, likes=9999)])) == Score(65, 5)
    assert impact(crowd(members[1:])) == Score(None, 4, "too_few")
    assert engagement(post(7)) is None
    assert engagement(post(7, likes=0)) == 0


def test_surperformance_divides_medians_and_says_on_how_many_posts() -> None:
    members = [post(n, "Ma semaine.", likes=n) for n in (10, 20, 30, 40, 50, 60)]
    page = [post(100 + n, likes=n) for n in (5, 10, 14, 90, 95)]
    outside = [post(200 + n, likes=n) for n in (70, 70, 71, 72)]
    found = surperformance(crowd(members, page, outside))
    assert found.members == (35.0, 6)
    assert found.page == (14.0, 5)
    assert found.vs_page == Score(2.5, 5)
    assert found.others == (None, 3)  # two posts of one id are one post
    assert found.vs_others == Score(None, 3, "too_few")
    assert surperformance(crowd(members, [post(100 + n, likes=0) for n in range(5)])).vs_page == Score(None, 5, "zero")


def test_outside_authors_are_kept_by_subject_only_when_one_is_asked() -> None:
    outside = [post(1, "La réparation industrielle paie."), post(2, "Réparer nos machines"), post(3, "Jardinage")]
    assert on_subjects(outside, []) == outside
    assert [one.id for one in on_subjects(outside, ["réparations industrielles"])] == ["p001"]
    assert [one.id for one in on_subjects(outside, ["machine", "réparations industrielles"])] == ["p001", "p002"]
    assert on_subjects(outside, ["…"]) == outside


def test_mix_counts_each_post_once_and_stays_silent_under_five() -> None:
    members = [post(n, "Atelier Zéro ouvre.") for n in range(1, 4)] + [post(n, "La vis était rouillée.") for n in (4, 5)]
    found = mix(crowd(members))
    assert found.n == 5
    assert found.counts == {"product": 3, "culture": 0, "trade": 2}
    assert [found.percent(p) for p in ("product", "culture", "trade")] == [60, 0, 40]
    assert mix(crowd(members[:4])).percent("product") is None


@pytest.mark.parametrize("members", [[], [post(1, likes=3)]])
def test_an_empty_crowd_and_a_single_post_give_no_figure(members: list[Post]) -> None:
    one = crowd(members)
    assert incarnation(one) == Score(None, len(members), "too_few")
    assert impact(one) == Score(None, len(members), "too_few")
    assert surperformance(one).vs_page == Score(None, 0, "too_few")


def test_a_page_alone_incarnates_nothing_and_surpasses_nobody() -> None:
    page = [post(n, likes=n) for n in range(6)]
    assert incarnation(crowd([], page)) == Score(0.0, 6)
    assert impact(crowd([], page)) == Score(None, 0, "too_few")
    assert surperformance(crowd([], page)).page == (2.5, 6)


def test_comments_drafts_and_lines_of_a_model_are_no_posts() -> None:
    kinds: list[PostKind] = ["sibling", "own", "comment", "suggestion"]
    forms: list[PostForm] = ["post", "quote", "poll", "link_only", "reply", "comment", "draft", "scheduled"]
    members = [post(n, kind=kind) for n, kind in enumerate(kinds)] + [post(n, form=form) for n, form in enumerate(forms, 10)]
    assert [one.id for one in crowd(members).members] == ["p000", "p001", "p010", "p011", "p012", "p013"]


def test_a_post_given_twice_is_one_and_keeps_its_last_count() -> None:
    assert crowd([post(1, likes=3), post(1, likes=9), post(1)]).members == (post(1, likes=9),)


def test_an_outside_author_who_is_a_member_or_the_company_is_not_outside() -> None:
    inside = post(1, "Helvia répare.")
    mentions = [
        inside.model_copy(update={"id": "u1", "author": "AUTEUR  1"}),  # the same post, seen from outside: one post
        inside.model_copy(update={"id": "u2", "text": "Helvia, encore."}),  # another of hers
        post(3).model_copy(update={"author": "groupe helvia"}),
        post(4),
    ]
    found = crowd([inside], [], mentions)
    assert [one.id for one in found.members] == ["p001", "u2"]
    assert [one.id for one in found.page] == ["p003"]
    assert [one.id for one in found.outside] == ["p004"]


def test_people_are_told_by_their_name_whatever_its_dress_and_never_two_by_no_name() -> None:
    named = [Post(id=str(n), text="x", author=author) for n, author in enumerate(["Zoé  B.", "zoe b.", " ZOÉ B. "])]
    assert len({person_of(one) for one in named}) == 1
    bare = [
        Post(id="1", text="x"),
        Post(id="2", text="x"),
        Post(id="3", text="x", kind="own"),
        Post(id="4", text="y", kind="own"),
    ]
    assert len({person_of(one) for one in bare}) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chez Helvia, on répare.", True),
        ("helvia's new bay", True),
        ("#AtelierZero ouvre", True),
        ("l’atelier zéro", True),
        ("Atelier-Zéro", True),
        ("voir www.helvia.example", True),
        ("un DIAGNOSTIC 48 h", True),
        ("𝗛𝗲𝗹𝘃𝗶𝗮", True),
        ("helviatique", False),
        ("zéro atelier", False),
        ("diagnostic en 48 minutes", False),
        ("", False),
    ],
)
def test_a_company_is_mentioned_by_its_names_only(text: str, said: bool) -> None:
    assert HELVIA.said_in(text) is said


def test_a_name_takes_what_the_pack_of_that_company_knows() -> None:
    packs = [Company(), Company(name="Helvia", also=("Groupe Helvia",), products=("Atelier Zéro",))]
    assert names_of("groupe helvia", packs).all == ("Helvia", "groupe helvia", "Groupe Helvia", "Atelier Zéro")
    assert names_of("Orvandis", packs).all == ("Orvandis",)
    with pytest.raises(ValueError, match="…"):
        names_of("…", packs)


texts = st.sampled_from(["Helvia répare.", "Une vis.", "Atelier Zéro ouvre.", "Rien."])
posts = st.builds(
    Post,
    id=st.integers(0, 30).map(str),
    text=texts,
    author=st.sampled_from(["a", "b", "c", None]),
    likes=st.none() | st.integers(0, 50),
)
sided = st.lists(st.tuples(st.sampled_from(["member", "page", "outside"]), posts), max_size=40)


@pytest.mark.slow
@given(sided, st.randoms(use_true_random=False))
def test_the_order_of_posts_changes_nothing(some: list[tuple[Side, Post]], dice: object) -> None:
    one = gather(some, HELVIA)
    mixed = list(some)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    two = gather(mixed, HELVIA)
    assert one[1:] == two[1:]
    assert [incarnation(one), impact(one), surperformance(one), mix(one)] == [
        incarnation(two), impact(two), surperformance(two), mix(two),
    ]  # fmt: skip


@given(sided)
def test_scores_stay_in_their_range(some: list[tuple[Side, Post]]) -> None:
    found = incarnation(gather(some, HELVIA))
    assert found.value is None or 0 <= found.value <= 1
    assert (found.value is None) == (found.n < 5)
