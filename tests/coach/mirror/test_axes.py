"""The other two axes of the parrot: the same visual, the same moment."""

from __future__ import annotations

import datetime as dt

import pytest

from coach.context import Context
from coach.finding import Severity
from coach.mirror.axes import ThreeAxes
from coach.mirror.mirror import CorpusMirror
from coach.mirror.moment import MANY, WITHIN_DAYS, links
from coach.mirror.visual import NEAR, VIEWS, Imprint
from coach.post import Post
from coach.review import review
from tests.coach.mirror.memory_corpus import MemoryCorpus

TODAY = dt.date(2026, 11, 23)
SAID = "La barge électrique de Vannes a livré ses premières palettes mardi, sans une goutte de gazole."
DRAFT = f"Il pleuvait sur le quai. {SAID} J'ai aidé à débarquer."
OFFICIAL = Post(id="off", text=f"{SAID} Elle repartira chaque semaine.", kind="official", author="Armel", date="2026-11-16")
PICTURE = Imprint(tuple(0x0123456789ABCDEF ^ (n << 50) for n in range(VIEWS)))


def me(**more: object) -> Context:
    return Context(today=TODAY, author="Lou", **more)  # type: ignore[arg-type]


def relay(n: int, days: int, **more: object) -> Post:
    day = TODAY - dt.timedelta(days=days)
    about = {"id": f"r{n}", "text": f"{SAID} Fier de l'équipe {n} !", "author": f"Qui{n}", "date": day.isoformat(), **more}
    return Post.model_validate(about)


def seen_by(corpus: MemoryCorpus, text: str = DRAFT, context: Context | None = None, rule: str = "mirror-same-moment"):
    context = context or me()
    mirror = ThreeAxes(CorpusMirror(corpus), corpus)
    before = review(text, context, mirror=mirror)
    assert not [f for f in before.findings if f.rule == rule]  # nothing slow at the first look
    mirror.surround(context)
    after = review(text, context, mirror=mirror)
    return [f for f in after.findings if f.rule == rule]


def test_many_on_one_message_within_days_is_said_with_a_wish_to_wait_or_to_differ():
    (found,) = seen_by(MemoryCorpus([OFFICIAL, *(relay(n, n) for n in range(1, 5))]))
    assert found.severity is Severity.ADVISE
    assert found.text == SAID
    assert "4 collègues" in found.message
    assert found.question.endswith("?")
    assert "1 décembre" in found.fixes[0] or "1er décembre" in found.fixes[0]
    assert not any(f"Qui{n}" in str(found.model_dump()) for n in range(1, 5))  # people are counted, nobody is named


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([relay(n, 1) for n in range(MANY - 1)], id="too few"),
        pytest.param([relay(n, WITHIN_DAYS + 1) for n in range(9)], id="last week"),
        pytest.param([relay(n, 1, author="Qui") for n in range(9)], id="one person"),
        pytest.param([relay(n, 1, author="lou") for n in range(9)], id="oneself"),
        pytest.param([relay(n, 1, date=None) for n in range(9)], id="no date"),
        pytest.param([relay(n, 1, date="2026-11-4x") for n in range(9)], id="no real date"),
        pytest.param([relay(n, 1, kind="comment") for n in range(9)], id="comments"),
        pytest.param([relay(n, 1, text=f"À Vannes, le quai {n} est en travaux.") for n in range(9)], id="another subject"),
    ],
)
def test_it_is_no_chorus(others):
    assert not seen_by(MemoryCorpus([OFFICIAL, *others]))


def test_the_same_words_make_a_moment_without_an_official_message():
    (found,) = seen_by(MemoryCorpus([relay(n, 2) for n in range(3 + 1)]))
    assert "ces mots" in found.message
    assert found.evidence is None


def test_one_link_shared_by_many_is_a_moment_whatever_was_said_of_it():
    posts = [
        relay(n, 1, text=f"Numéro {n}, à lire : https://www.armel.example/barge/essai?utm_source=x{n} #quai") for n in range(3)
    ]
    text = "Mon carnet du jour : https://armel.example/barge/essai."
    (found,) = seen_by(MemoryCorpus(posts), text)
    assert found.text == "https://armel.example/barge/essai"
    assert "ce lien le 22 novembre" in found.message
    assert not seen_by(MemoryCorpus(posts), "Autre page : https://armel.example/barge")


def test_one_remark_at_most_on_what_most_people_are_on():
    other = "Le musée des moteurs ouvre ses réserves aux apprentis dès jeudi prochain."
    corpus = MemoryCorpus([*(relay(n, 1) for n in range(3)), *(relay(n, 1, text=f"{other} Numéro {n}.") for n in range(10, 16))])
    (found,) = seen_by(corpus, f"{DRAFT}\n\n{other}")
    assert found.text == other
    assert "6 collègues" in found.message


def test_what_was_found_follows_the_store():
    corpus, context = MemoryCorpus([OFFICIAL, *(relay(n, 1) for n in range(3))]), me()
    mirror = ThreeAxes(CorpusMirror(corpus), corpus)
    mirror.look(DRAFT, context)
    assert mirror.surround(context) == 1
    assert mirror.surround(context) == 0
    corpus.add([relay(9, 1)])
    mirror.look(DRAFT, context)
    assert mirror.surround(context) == 1
    assert "4 collègues" in next(f for f in mirror.look(DRAFT, context)[1] if f.rule == "mirror-same-moment").message


def test_it_stops_when_told():
    corpus, context = MemoryCorpus([OFFICIAL, *(relay(n, 1) for n in range(3))]), me()
    mirror = ThreeAxes(CorpusMirror(corpus), corpus)
    mirror.look(DRAFT, context)
    assert mirror.surround(context, lambda: True) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("voir https://Ex.example/A/?utm_source=li&utm_medium=x.", "ex.example/a"),
        ("(www.ex.example/a#haut)", "ex.example/a"),
        ("https://ex.example/a?page=2&trk=abc", "ex.example/a?page=2"),
        ("aucun lien ici, http:// non plus", None),
    ],
)
def test_links_are_read_without_their_tracks(text, found):
    assert [link for _, link in links(text)] == ([found] if found else [])


# --- the same visual


def pictured(n: int, imprint: Imprint = PICTURE, **more: object) -> Post:
    about = {
        "id": f"v{n}",
        "text": f"Mot {n}.",
        "author": f"Qui{n}",
        "date": f"2026-11-{10 + n}",
        "images": (imprint.name,),
        **more,
    }
    return Post.model_validate(about)


def visuals(corpus: MemoryCorpus, imprint: Imprint = PICTURE, text: str = "Mon texte à moi."):
    return seen_by(corpus, text, me(visual=imprint.name), "mirror-same-visual")


def off_by(bits: int) -> Imprint:
    return Imprint(tuple(view ^ ((1 << bits) - 1) for view in PICTURE.views))


def test_a_colleagues_picture_is_known_again_and_a_question_asked():
    (found,) = visuals(MemoryCorpus([pictured(2), pictured(1), pictured(3)]), off_by(NEAR))
    assert found.severity is Severity.WARN
    assert (found.start, found.end, found.text) == (0, 0, "")
    assert "Qui1" in found.message
    assert "11 novembre" in found.message
    assert "2 autres collègues" in found.message
    assert found.question.endswith("?")
    assert not found.fixes
    assert found.evidence.post_id == "v1"
    assert found.evidence.text == ""
    assert found.evidence.strength == round(1 - NEAR / 64, 3)


def test_another_picture_is_nobodys():
    assert not visuals(MemoryCorpus([pictured(1)]), Imprint(tuple(~view & (2**64 - 1) for view in PICTURE.views)))
    assert not visuals(MemoryCorpus([pictured(1, author="LOU"), pictured(2, kind="own")]))
    assert not visuals(MemoryCorpus([Post(id="x", text="Sans empreinte.", images=("a.png", "imprint:zz"))]))


def test_the_official_picture_is_advice_until_a_colleague_has_it():
    official = pictured(1, kind="official", author="Armel")
    (alone,) = visuals(MemoryCorpus([official]))
    assert alone.severity is Severity.ADVISE
    (shared,) = visuals(MemoryCorpus([official, pictured(5)]))
    assert shared.severity is Severity.WARN
    assert "un collègue l’a déjà publié" in shared.message


def test_a_draft_without_words_may_have_a_picture():
    assert len(visuals(MemoryCorpus([pictured(1)]), text="")) == 1


def test_what_is_no_imprint_is_no_picture():
    assert not seen_by(MemoryCorpus([pictured(1)]), context=me(visual="photo.png"), rule="mirror-same-visual")


@pytest.mark.parametrize("speak", ["fr", "en"])
def test_it_is_said_in_both_languages(speak):
    corpus = MemoryCorpus([OFFICIAL, *(relay(n, 1, images=(PICTURE.name,)) for n in range(4))])
    context = me(visual=PICTURE.name, speak=speak)
    mirror = ThreeAxes(CorpusMirror(corpus), corpus)
    mirror.look(DRAFT, context)
    mirror.surround(context)
    said = " ".join(f.message for f in mirror.look(DRAFT, context)[1] if f.rule.startswith("mirror-same-"))
    assert ("collègues" in said) == (speak == "fr")
    assert ("colleagues" in said) == (speak == "en")
