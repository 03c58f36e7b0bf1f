"""What holds for any text: exact spans, no crash, nothing found where nothing is shared, work that grows with the text."""

import datetime as dt
import random
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.context import Context
from coach.finding import Severity
from coach.mirror.mirror import CorpusMirror
from coach.post import Post
from coach.text import clean
from tests.coach.mirror.memory_corpus import MemoryCorpus

CONTEXT = Context(today=dt.date(2026, 11, 23), author="moi")
BORROWED = (
    "laiton rivet enclume soufflet tenaille creuset limaille burin forge maillet poinçon scorie trempe "
    "alésage fraisage taraud mandrin copeau bavure chanfrein goujon clavette rotule vilebrequin bielle"
).split()
OWN = (
    "abricot cerise mirabelle groseille verger panier ruche abeille nectar pollen miel rayon essaim fumoir gelée "
    "confiture bocal sucre noyau branche bourgeon greffe taille récolte cueillette saladier cannelle vanille"
).split()
SMALL = "le la de et un une dans avec pour sur qui que".split()

sentence = st.lists(st.sampled_from(BORROWED + SMALL), min_size=12, max_size=25).filter(
    lambda words: len(set(words) & set(BORROWED)) >= 6
)
innocent = st.lists(st.lists(st.sampled_from(OWN), min_size=4, max_size=15), min_size=1, max_size=4)
few = settings(max_examples=60, deadline=None)


def written(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


def warned(text: str, *posts: str):
    mirror = CorpusMirror(MemoryCorpus(Post(id=f"p{n}", text=post) for n, post in enumerate(posts)))
    _, found = mirror.look(text, CONTEXT)
    return [f for f in found if f.severity == Severity.WARN]


@few
@given(st.lists(sentence, min_size=1, max_size=3), innocent, innocent)
def test_a_post_pasted_whole_is_found_with_its_exact_span(post, before, after):
    source = " ".join(written(s) for s in post)
    head, tail = "\n".join(map(written, before)), "\n".join(map(written, after))
    text = f"{head}\n\n{source}\n\n{tail}"
    found = warned(text, source)
    covered = {c for f in found for c in range(f.start, f.end)}
    start = len(head) + 2
    letters = {c for c in range(start, start + len(source)) if text[c].isalnum()}
    assert letters <= covered
    assert covered <= set(range(start, start + len(source)))


BOLD = {**{chr(65 + n): chr(0x1D5D4 + n) for n in range(26)}, **{chr(97 + n): chr(0x1D5EE + n) for n in range(26)}}
disguises = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.swapcase,
        lambda t: "".join(BOLD.get(c, c) for c in t),
        lambda t: t.replace("ç", "c").replace("é", "e"),
        lambda t: t.replace(" ", "  "),
        lambda t: f"🚀 {t} 🙌",
        lambda t: t.replace(" et ", " ✨ et "),
    ]
)


@few
@given(sentence, disguises)
def test_case_accents_bold_and_emoji_hide_nothing(words, disguise):
    source = written(words)
    (finding,) = warned(disguise(source), source)
    assert finding.evidence.text == source


@few
@given(innocent, st.lists(sentence, min_size=1, max_size=5))
def test_words_nobody_else_wrote_are_never_flagged(own, posts):
    text = "\n".join(map(written, own))
    assert not warned(text, *map(written, posts))


@few
@given(st.text(max_size=300), st.lists(sentence, min_size=1, max_size=3), st.data())
def test_any_text_is_looked_at_and_every_slice_is_exact(noise, posts, data):
    sources = [written(p) for p in posts]
    cut = data.draw(st.integers(0, len(noise)))
    text = clean(noise[:cut] + data.draw(st.sampled_from(sources)) + noise[cut:])
    mirror = CorpusMirror(MemoryCorpus(Post(id=f"p{n}", text=s) for n, s in enumerate(sources)))
    reflection, found = mirror.look(text, CONTEXT)
    assert 0 <= reflection.reprise <= 1
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]
        source = sources[int(finding.evidence.post_id[1:])]
        assert finding.evidence.text == source[finding.evidence.start : finding.evidence.end]
        assert finding.question


@few
@given(st.lists(sentence, min_size=2, max_size=4))
def test_looking_twice_says_the_same(posts):
    sources = [written(p) for p in posts]
    mirror = CorpusMirror(MemoryCorpus(Post(id=f"p{n}", text=s) for n, s in enumerate(sources)))
    text = "\n".join(reversed(sources))
    assert mirror.look(text, CONTEXT) == mirror.look(text, CONTEXT)


def calls(text: str) -> int:
    """Count the functions a look calls: work, whatever the machine."""
    mirror = CorpusMirror(MemoryCorpus([Post(id="p", text=written(BORROWED)), Post(id="q", text="le la de " * 2000)]))
    mirror.look("chauffe", CONTEXT)
    count = 0

    def seen(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        mirror.look(text, CONTEXT)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", ["le la de ", "le ", "forge ", "Forge et rivet. ", "#forge ", "« forge » dit Karim. ", "a🚀 B ", "\n.\n"]
)
def test_work_grows_with_the_text_and_no_faster(unit):
    small, large = calls(unit * (4000 // len(unit))), calls(unit * (32000 // len(unit)))
    assert large < 12 * small + 2000


@pytest.mark.parametrize("text", ["a" * 200_000, "_a" * 100_000, "a-" * 100_000, "1" * 200_000, "a@" * 100_000, '"' * 200_000])
def test_a_text_without_an_end_does_not_hang_a_pattern(text):
    start = time.process_time()
    warned(text, written(BORROWED))
    assert time.process_time() - start < 10  # 0.5 s when all goes well; a pattern of quadratic cost takes minutes


def test_a_long_text_is_read_to_its_end():
    rng = random.Random(1)
    noise = " ".join(rng.choice(OWN) for _ in range(20_000))
    source = written(BORROWED[:14])
    found = warned(f"{noise}. {source}", source)
    assert [f.text for f in found] == [source]
