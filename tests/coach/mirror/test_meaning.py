"""The tier of meaning: asked once a sentence, never in ``look``, silent when nearness is only a common subject."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Context, Language
from coach.mirror.exemption import Exemption
from coach.mirror.masks import hidden
from coach.mirror.meaning import unstopped, visible
from coach.mirror.mirror import CorpusMirror
from coach.mirror.model import REFERENCE, Measures, model
from coach.mirror.pieces import pieces
from coach.mirror.tokens import read
from coach.ports import Neighbour
from coach.post import Post
from tests.coach.mirror.memory_corpus import MemoryCorpus

CONTEXT = Context(today=dt.date(2026, 11, 23), author="moi")
WELDER = "Une soudeuse de soixante ans m'a appris à lire la couleur du métal."
WELDER_EN = "A sixty-year-old welder taught me to read the colour of metal."
BREAD = "Le fournil de Laval cuit deux cents pains avant l'aube sans une goutte de gaz."
OTHERWISE = "C'est une ancienne, bientôt à la retraite, qui m'a montré ce que dit la teinte de l'acier."


class NearCorpus(MemoryCorpus):
    """A corpus whose neighbours are told by the test: for each post's first sentence, a cosine in its language."""

    def __init__(self, posts: Sequence[Post], near: dict[str, float]) -> None:
        super().__init__(posts)
        self.near = near
        self.asked: list[str] = []
        self.about = 0.6
        self.compared: list[tuple[str, str]] = []

    def semantic(self) -> bool:
        return True

    def common(self, one: str, two: str) -> float:
        self.compared.append((one, two))
        return self.about

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        self.asked.append(text)
        found = [Neighbour(p.id, 0, len(p.text), self.near[p.id]) for p in self.posts() if p.id in self.near and p.lang == lang]
        return sorted(found, key=lambda n: -n.similarity)[:limit]


def store(**near: float) -> NearCorpus:
    posts = [
        Post(id="fr", text=WELDER, author="Karim", lang="fr"),
        Post(id="copy", text=WELDER.upper(), author="Louise", lang="fr"),
        Post(id="bread", text=BREAD, author="Omar", lang="fr"),
        Post(id="en", text=WELDER_EN, author="Tom", lang="en"),
    ]
    return NearCorpus(posts, near)


def look(corpus: NearCorpus, text: str = OTHERWISE, **more):
    mirror = CorpusMirror(corpus, **more)
    mirror.fathom(text, CONTEXT)
    return mirror.look(text, CONTEXT)


def test_a_sentence_said_otherwise_is_found_with_its_copies():
    reflection, (finding,) = look(store(fr=0.98, copy=0.97, bread=0.86))
    assert finding.rule == "mirror-paraphrase"
    assert finding.evidence.how == "paraphrase"
    assert finding.text == OTHERWISE
    assert finding.evidence.text == WELDER
    assert "un autre collègue" in finding.message
    assert reflection.semantic
    assert reflection.verdict == "paraphrase"


def test_a_translation_is_found():
    _, (finding,) = look(store(en=0.94, bread=0.85))
    assert finding.rule == "mirror-translated"
    assert finding.evidence.post_id == "en"


SUBJECT = [{}, {"fr": 0.9, "bread": 0.895}, {"fr": 0.86}, {"en": 0.88}, {"fr": 0.92, "copy": 0.92, "bread": 0.91}]


@pytest.mark.parametrize("near", SUBJECT)
def test_a_common_subject_is_not_a_borrowing(near):
    reflection, found = look(store(**near))
    assert not found
    assert reflection.semantic


def test_the_quotation_in_the_middle_of_a_sentence_is_not_asked_for():
    text = "Quand Nora me dit « le métal change de couleur avant de céder », je tends toujours l'oreille."
    [piece] = pieces(text, hidden(text))
    said = visible(read(piece.text, piece.hidden))
    assert "métal" not in said
    assert said.startswith("Quand Nora me dit")
    assert said.endswith("je tends toujours l'oreille.")
    text = "Hier chez @nora nous avons soudé la coque du vieux bac."
    assert visible(read(text, hidden(text))) == text


def test_other_figures_are_another_story():
    same = Measures(
        similarity=0.92, following=0.86, covered=0.6, length=0.9, other_figures=False, same_figures=False, apart=0, terms=0.5
    )
    known = model(REFERENCE)
    assert known is not None
    for line in (known.paraphrase, known.translated):
        assert line.beyond(same) > line.beyond(same._replace(other_figures=True))
        assert line.beyond(same) > line.beyond(same._replace(following=0.91))


def test_a_formula_that_runs_on_from_a_sentence_is_not_asked_for():
    corpus = store(fr=0.98)
    said = "Le treuil du quai grince encore quand il pleut : Je suis ravie de vous annoncer une grande nouvelle aujourd'hui."
    CorpusMirror(corpus).fathom(said, CONTEXT)
    assert corpus.asked
    assert not any("ravie" in text for text in corpus.asked)


def test_look_never_asks_for_meaning_and_says_what_it_does_not_know():
    corpus = store(fr=0.98)
    mirror = CorpusMirror(corpus)
    reflection, found = mirror.look(OTHERWISE, CONTEXT)
    assert (corpus.asked, reflection.semantic, list(found)) == ([], False, [])
    assert mirror.fathom(OTHERWISE, CONTEXT) == 1
    assert mirror.fathom(OTHERWISE, CONTEXT) == 0
    assert mirror.look(OTHERWISE, CONTEXT)[0].semantic
    corpus.add([Post(id="new", text="Autre chose.", lang="fr")])
    assert not mirror.look(OTHERWISE, CONTEXT)[0].semantic


def test_what_found_nothing_is_asked_again_when_more_posts_are_read():
    corpus = store(bread=0.86)
    mirror = CorpusMirror(corpus)
    assert [mirror.fathom(OTHERWISE, CONTEXT, waiting=n) for n in (3, 3, 2)] == [1, 0, 0]
    assert len(corpus.asked) == 4, "twice, in two languages"
    corpus.near["fr"] = 0.98
    assert mirror.look(OTHERWISE, CONTEXT)[0].semantic
    assert [mirror.fathom(OTHERWISE, CONTEXT, waiting=n) for n in (1, 0)] == [1, 0]
    assert len(corpus.asked) == 6
    assert [f.rule for f in mirror.look(OTHERWISE, CONTEXT)[1]] == ["mirror-paraphrase"]


def test_what_words_explain_is_not_asked():
    corpus = store(fr=0.98)
    mirror = CorpusMirror(corpus)
    assert mirror.fathom(f"{WELDER} Merci à tous ! #métal", CONTEXT) == 0
    assert not corpus.asked


def test_it_stops_when_the_text_has_moved_on():
    assert CorpusMirror(store(fr=0.98)).fathom(OTHERWISE, CONTEXT, stop=lambda: True) == 0


def test_without_vectors_or_unasked_nothing_is_claimed():
    corpus = store(fr=0.98)
    assert not look(corpus, semantic=False)[0].semantic
    assert not corpus.asked
    plain = MemoryCorpus([Post(id="p", text=BREAD)])
    assert CorpusMirror(plain).fathom(OTHERWISE, CONTEXT) == 0


def test_an_exempt_sentence_is_left_alone():
    assert not look(store(fr=0.98), exempt=[Exemption.of("mine", OTHERWISE)])[1]


def test_ones_own_paraphrase_is_advice():
    mine = Post(id="fr", text=WELDER, author="Moi", lang="fr")
    _, (finding,) = look(NearCorpus([mine], {"fr": 0.98}))
    assert finding.rule == "mirror-own"


def test_vectors_of_an_unknown_engine_are_not_judged():
    corpus = store(fr=0.98)
    reflection, found = look(corpus, embedder="letters-1")
    assert (corpus.asked, reflection.semantic, list(found)) == ([], False, [])


RUN_ON = [
    ("Le fournil de Laval passe au four électrique Nous avons visité l'atelier hier", ["Nous"]),
    ("Our bakery moves to electric ovens next spring We went there with the whole team", ["We"]),
    ("Une soudeuse de soixante ans m'a formé Elle part demain à la retraite Je lui dois beaucoup", ["Elle", "Je"]),
]
ONE_SENTENCE = [
    "Nous avons confié nos colis à La Poste pendant tout cet hiver",
    "Why Every Baker In Town Should Try An electric oven this spring",
    "Le fournil de Laval passe au four électrique, Nous avons visité l'atelier",
    "Une phrase courte Nous",
    "",
]


@pytest.mark.parametrize(("text", "starts"), RUN_ON)
def test_sentences_that_run_into_each_other_are_told_apart(text, starts):
    reading = read(text)
    found = unstopped(reading)
    assert [text[reading.starts[first] : reading.ends[first]] for first, _ in found[1:]] == starts
    assert (found[0][0], found[-1][1]) == (0, len(reading.keys))
    assert all(one[1] == two[0] for one, two in pairwise(found))


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_name_a_title_and_a_comma_are_no_full_stop(text):
    assert unstopped(read(text)) == []


@settings(deadline=None, max_examples=80)
@given(st.text(), st.integers(0, 8), st.integers(1, 8))
def test_a_part_is_read_as_if_it_were_alone(text, first, size):
    reading = read(text)
    last = min(len(reading.keys), first + size)
    if first >= last:
        return
    part = reading.part(first, last)
    assert part.keys == reading.keys[first:last]
    shown = [part.text[start:end] for start, end in zip(part.starts, part.ends, strict=True)]
    assert shown == [reading.text[reading.starts[k] : reading.ends[k]] for k in range(first, last)]


def test_what_both_are_about_is_asked_only_where_it_may_decide():
    far = store(fr=0.88, bread=0.875)
    _, none = look(far)
    assert (none, far.compared) == ([], [])
    near = store(fr=0.95, bread=0.86)
    look(near)
    assert near.compared == [(OTHERWISE, WELDER)]
    foreign = store(en=0.95)
    look(foreign)
    assert foreign.compared == []


def test_sentences_about_other_things_are_not_one_said_otherwise():
    near = store(fr=0.95, bread=0.86)
    near.about = 0.0
    assert look(near)[1] == []


def test_a_headline_is_found_in_front_of_a_sentence_of_ones_own():
    headline = OTHERWISE.rstrip(".")
    text = f"{headline} Nous avons ensuite mangé des crêpes au bord du canal"

    class Exact(NearCorpus):
        def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
            return super().nearest(text, lang, limit) if text == headline else []

    corpus = Exact(list(store().posts()), {"fr": 0.98, "bread": 0.86})
    _, (finding,) = look(corpus, text)
    assert (finding.rule, finding.text) == ("mirror-paraphrase", headline)
