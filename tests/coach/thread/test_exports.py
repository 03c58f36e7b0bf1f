"""One skeleton, four texts: the person's words, headings from the data, visible gaps, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Language
from coach.phrases import phrase, room
from coach.text import words
from coach.thread.exports import ama_sheet, as_posts, slides, thread, tribune
from coach.thread.skeleton import Claim, Limit, Proof, Skeleton

FULL = Skeleton(
    thesis="on jette des machines parce qu'on ne sait plus les lire",
    claims=(
        Claim(
            id="a",
            text="réparer coûte moins cher",
            proofs=(Proof(text="11 400 €, contre 190 000 € pour la neuve", source="devis du 4 mars 2024"),),
            limit=Limit(text="pas sur une carte électronique récente"),
            plain="comme une chaussure qu'on ressemelle",
        ),
        Claim(id="b", text="le schéma est la première pièce", proofs=(Proof(text="412 fils, 37 sans étiquette"),)),
    ),
    limit=Limit(text="je n'ai compté que des presses"),
    question="vous gardez vos schémas, vous",
)
WORDS = st.text(alphabet="abcdéà 123.,€«»-{}[]\n", max_size=40)
CLAIMS = st.builds(
    lambda i, t, p, s, li, w: Claim(
        id=i, text=t, proofs=(Proof(text=p, source=s),) if p else (), limit=Limit(text=li) if li else None, plain=w
    ),
    st.uuids().map(str),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
SKELETONS = st.builds(
    lambda lang, t, c, q, li: Skeleton(lang=lang, thesis=t, claims=tuple(c), question=q, limit=Limit(text=li) if li else None),
    st.sampled_from(["fr", "en"]),
    WORDS,
    st.lists(CLAIMS, max_size=4),
    WORDS,
    WORDS,
)


def headings(lang: Language) -> set[str]:
    data = room("prompts", lang, "thread")
    return {w.key for key, said in data.items() if key.startswith("export.") and isinstance(said, str) for w in words(said)}


def parts(one: Skeleton) -> list[str]:
    told = [one.thesis, one.question, one.limit.text if one.limit else ""]
    for claim in one.claims:
        told += [claim.text, claim.plain, claim.limit.text if claim.limit else ""]
        told += [said for proof in claim.proofs for said in (proof.text, proof.source)]
    return [said for said in told if said]


def test_a_thread_is_a_post_a_claim() -> None:
    posts = thread(FULL).split("\n---\n")
    assert len(posts) == 5
    assert posts[1] == (
        "Réparer coûte moins cher. 11 400 €, contre 190 000 € pour la neuve. devis du 4 mars 2024 "
        "Pas sur une carte électronique récente. Comme une chaussure qu'on ressemelle."
    )
    assert posts[-1] == "Vous gardez vos schémas, vous ?"
    done = as_posts(FULL, "x")
    assert [p.text for p in done.posts] == posts
    assert done.findings == ()


def test_slides_and_sheet_have_headings_and_the_long_post_none() -> None:
    assert slides(FULL).startswith("Diapo 1\nOn jette des machines")
    assert "- Preuve : 412 fils, 37 sans étiquette." in slides(FULL)
    assert "- Source : devis du 4 mars 2024" in slides(FULL)
    assert ama_sheet(FULL).count("?") >= 8
    assert not headings("fr") & {"diapo"} or "Diapo" not in tribune(FULL)
    assert tribune(FULL).count("\n\n") == 4


@pytest.mark.parametrize("export", [thread, slides, tribune, ama_sheet])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_skeleton_shows_its_gaps(export: object, lang: Language) -> None:
    text = export(Skeleton(lang=lang))  # type: ignore[operator]
    assert phrase(lang, "thread", "export.gap", what=phrase(lang, "thread", "export.thesis")) in text


@pytest.mark.slow
@given(SKELETONS, st.sampled_from([thread, slides, tribune, ama_sheet]))
@settings(deadline=None, max_examples=150)
def test_every_word_is_the_person_s_or_a_heading_and_all_of_theirs_are_there(one: Skeleton, export: object) -> None:
    text = export(one)  # type: ignore[operator]
    told = [w.key for said in parts(one) for w in words(said)]
    allowed = set(told) | headings(one.lang) | {str(n) for n in range(9)}
    written = [w.key for w in words(text)]
    assert {w for w in written if w not in allowed and not re.fullmatch(r"[\d., ]+", w)} == set()
    squeezed = re.sub(r"[\W_]", "", text.casefold())
    for said in parts(one):
        assert re.sub(r"[\W_]", "", said.casefold()) in squeezed


def test_a_separator_in_the_words_does_not_end_a_post() -> None:
    one = Skeleton(thesis="avant\n---\naprès", question="q")
    assert thread(one).split("\n---\n")[0] == "Avant après."
