"""Patterns: what a text must hold, inflections, and never a match lost to a short cut."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.inflection import expand, inflected
from coach.charter.literals import possible, required
from coach.charter.pattern import (
    NEVER,
    BadPattern,
    Pattern,
    Patterns,
    SlowPattern,
    cell_of,
    list_names,
    open_pattern,
    scoped,
    words_of,
)
from coach.charter.rule import Rule


def plain(need: object) -> object:
    return None if need is None else [[set(words) for words in branch] for branch in need]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pattern", "need"),
    [
        ("pompe", [[{"pompe"}]]),
        ("Pompe?s", [[{"pomp"}]]),
        ("pompe|joint", [[{"pompe"}], [{"joint"}]]),
        (r"\bpompe\b", [[{" pompe "}]]),
        (r"(?:pompe|joint) vis", [[{"pompe ", "joint "}, {" vis"}]]),
        (r"(?:pompe|joint)(?: \w+)? vis", [[{"pompe ", "joint "}, {" vis"}]]),
        (r"(?:pompe)? vis", [[{" vis"}]]),
        (r"(?:pompe|\w+) vis", [[{" vis"}]]),
        (r"\w+", None),
        (r"pompe|\w+", None),
        (r"\d+ vis", [[{"0"}, {" vis"}]]),
        (r"12 %", [[{"00  % "}]]),
        (r"\d[\d ]* ?€", [[{"0"}, {" € "}]]),
        (r"la[ -]vis", [[{"la "}, {" vis"}]]),
        (r"la\W+vis", [[{"la "}, {" vis"}]]),
        (r"l'a?vis", [[{"vis"}]]),
        (r"(?!pompe)vis", [[{"vis"}]]),
        (r"(?<!\w)vis(?!\w)", [[{" vis "}]]),
        (r"(?i:Vis)", [[{"vis"}]]),
        (r"a{2}bc", [[{"bc"}]]),
        (r"bc+ vis", [[{"bc"}, {" vis"}]]),
        ("(?!)|vis", [[{"vis"}]]),
        ("(?:(?!)|vis) la", [[{"vis "}, {" la"}]]),
        ("(?:(?!)) la", []),
        (r"\p{L}+", None),
        (r"(a)\1", None),
        (r"[ab]cd", [[{"cd"}]]),
        ("(unclosed", None),
        ("", None),
    ],
)
def test_what_a_text_must_hold(pattern: str, need: object) -> None:
    found = plain(required(pattern))
    assert (None if found is None else [sorted(map(sorted, b)) for b in found]) == (  # type: ignore[attr-defined]
        None if need is None else [sorted(map(sorted, b)) for b in need]  # type: ignore[attr-defined]
    )


def test_a_match_no_letter_touches_needs_its_words_whole() -> None:
    need = plain(required("on|(?:le|la) vis|pomp\\w+", framed=True))
    assert need == [[{" on "}], [{" vis "}, {" le ", " la "}], [{" pomp"}]]
    assert possible(required("on", framed=True), "l'on y va")
    assert not possible(required("on", framed=True), "bonjour")


_ATOM = st.sampled_from(["ab", "c", "[ab]", ".", r"\d", r"\w", r"\W", r"\s", r"\b", "[ -]", "%", "1", " ", "é", "'", r"\.", "B"])


def _joined(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(children, min_size=1, max_size=3).map("".join),
        st.lists(children, min_size=1, max_size=3).map(lambda c: f"(?:{'|'.join(c)})"),
        st.tuples(children, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "+?"])).map(lambda c: f"(?:{c[0]}){c[1]}"),
        children.map(lambda c: f"(?={c}){c}"),
        children.map(lambda c: f"(?!{c})."),
        children.map(lambda c: f"(?i:{c})"),
    )


@pytest.mark.slow
@given(st.recursive(_ATOM, _joined, max_leaves=8), st.text(alphabet="abcAB é'.12 %-²", max_size=25))
@settings(deadline=None, max_examples=400)
def test_the_short_cut_never_hides_a_match(pattern: str, text: str) -> None:
    if regex.compile(pattern, regex.IGNORECASE).search(text):
        assert possible(required(pattern), text.lower())
    if regex.compile(rf"(?<!\w)(?:{pattern})(?!\w)", regex.IGNORECASE).search(text):
        assert possible(required(pattern, framed=True), text.lower())


@pytest.mark.parametrize(
    ("core", "cell"),
    [
        (None, "text"),
        ("pompe|vis", "sentence"),
        (r"\d[\d ,.]*", "sentence"),
        (r"on[^.!?\n]{0,60}pompe", "sentence"),
        (r"M\. \w+(?= ?[.!,])", "sentence"),
        (r"on[^,\n]{0,60}pompe", "line"),
        (r"on.{0,60}pompe", "line"),
        (r"exception(?= ?[.!]|$)", "line"),
        (r"(?<![^.!?\n])[^.!?\n]*vous", "line"),
        (r"on\W+pompe", "text"),
        (r"on[^.]{0,60}pompe", "text"),
        (r"on\npompe", "text"),
        (r"on[\s,]pompe", "text"),
        (r"(?s)on", "text"),
    ],
)
def test_what_a_match_never_leaves(core: str | None, cell: str) -> None:
    assert cell_of(core) == cell


_INSIDE = st.recursive(
    st.sampled_from(["ab", "c", "[ab]", r"\d", r"\w", " ", "é", r"[^.!?\n]", r"[^\n]", "."]), _joined, max_leaves=8
)


@pytest.mark.slow
@given(_INSIDE, st.text(alphabet="abcAé 1.!\n", max_size=30))
@settings(deadline=None, max_examples=400)
def test_looking_cell_by_cell_finds_what_looking_at_once_does(core: str, text: str) -> None:
    source = rf"(?m)(?<!\w)(?:{core})(?!\w)"
    by_cell = Patterns([Pattern(source, ignorecase=True, core=core, framed=True)])
    whole = [m.span() for m in regex.finditer(source, text, regex.IGNORECASE) if m.end() > m.start()]
    for _ in range(2):  # the second time what was found is remembered
        assert [m.span() for m in by_cell.matches(text, text.lower()) if m.end() > m.start()] == whole


def test_a_sentence_looked_at_again_after_an_edit_is_still_heard() -> None:
    pattern = Patterns([Pattern(r"(?m)(?<!\w)(?:pompe rouge)(?!\w)", core="pompe rouge", framed=True)])
    for text in ("Une pompe. Une vis.", "Une pompe. Une pompe rouge.", "Une pompe rouge. Une pompe rouge."):
        assert len(list(pattern.matches(text, text.lower()))) == text.count("pompe rouge")


def test_several_patterns_find_the_leftmost_first() -> None:
    both = Patterns([Pattern("vis"), Pattern("la vis|joint")])
    text = "la vis, le joint"
    assert [m.group() for m in both.matches(text, text)] == ["la vis", "joint"]
    assert both.found(text, text)
    assert not both.found("rien", "rien")


def test_a_pattern_that_takes_too_long_says_so() -> None:
    slow = Pattern(r"(?:a|aa)+$")
    text = "a" * 80 + "!"
    with pytest.raises(SlowPattern):
        list(slow.matches(text, text))


def test_a_pattern_that_does_not_compile_says_so() -> None:
    with pytest.raises(BadPattern):
        Pattern("(").compiled()


def test_raw_is_concatenated_and_tokens_alternated_as_in_vale() -> None:
    assert words_of(("a", "b"), nonword=False) == r"(?m)\b(?:a|b)\b"
    assert words_of(("a",), nonword=True) == "(?m)(?:a)"
    assert words_of((), nonword=False, raw=r"\bso\b") == r"\bso\b(?m)(?:)"
    assert words_of(("a",), nonword=False, raw="x", append=True) == r"(?m)\b(?:a)\bx"
    assert scoped("(?i)abc") == "(?i:abc)"
    assert scoped("abc(?i)") == "abc(?i)"


def test_lists_and_words_are_opened() -> None:
    rule = Rule(id="r", extends="existence", lemma=True, lang="fr")
    assert open_pattern("{company} x{2,3}", rule, {"company": "Helvia"}, "fr") == "(?:Helvia) x{2,3}"
    assert open_pattern("{nobody}", rule, {}, "fr") == f"(?:{NEVER})"
    assert list_names(r"{company} \p{L} a{2} {montant_2}") == {"company", "montant_2"}
    plainly = Rule(id="r", extends="existence")
    assert open_pattern("<garantir>", plainly, {}, "fr") == "<garantir>"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("garantir", "garantir garantis garantit garantissons garantissez garantira garantirons garanti garantie garantissait"),
        ("lancer", "lancer lance lançons lancez lancera lancé lancée lancées lançait lancerait"),
        ("racheter", "racheter rachète rachetons rachètera racheté rachètent"),
        ("appeler", "appeler appelle appelons appellera appelé"),
        ("promettre", "promettre promet promets promettons promettra promis promise promettait"),
        ("vendre", "vendre vends vend vendons vendra vendu vendues"),
        ("détruire", "détruire détruit détruisent détruira détruites"),
        ("convaincre", "convaincre convainc convainquons convaincu convaincra"),
        ("craindre", "craindre crains craignons craint craindra"),
        ("envoyer", "envoyer envoie envoyons enverra envoyé"),
        ("payer", "payer paie paye payons paiera payé"),
        ("être", "être suis est sommes sont été sera serions"),
        ("client", "client clients cliente clientes"),
        ("menteur", "menteur menteurs menteuse menteuses"),
        ("acheteur", "acheteur acheteuse acheteurs"),
        ("national", "national nationale nationaux nationales"),
        ("ouvrir", "ouvrir ouvre ouvrons ouvert ouverte ouvrira"),
        ("produire", "produire produit produisons produira produite"),
    ],
)
def test_french_forms(word: str, forms: str) -> None:
    pattern = regex.compile(inflected(word, "fr"))
    for form in forms.split():
        assert pattern.fullmatch(form), form
    assert not pattern.fullmatch(word + "xyz")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("promise", "promise promises promised promising"),
        ("buy", "buy buys bought buying"),
        ("ship", "ship ships shipped shipping"),
        ("carry", "carry carries carried carrying"),
        ("fix", "fix fixes fixed fixing"),
        ("win", "win wins won winning"),
        ("launch", "launch launches launched launching"),
    ],
)
def test_english_forms(word: str, forms: str) -> None:
    pattern = regex.compile(inflected(word, "en"))
    for form in forms.split():
        assert pattern.fullmatch(form), form


def test_a_named_group_is_not_a_word() -> None:
    assert expand("(?P<nom>a)(?<=b)(?<!c)<client>", "fr").startswith("(?P<nom>a)(?<=b)(?<!c)(?:client")


@given(st.from_regex(r"[a-zéè]{2,12}(er|ir|re|al|eur|eux|on)?", fullmatch=True), st.sampled_from(["fr", "en"]))
@settings(deadline=None, max_examples=200)
def test_any_word_opens_into_a_pattern_that_knows_it(word: str, lang: str) -> None:
    assert regex.compile(inflected(word, lang)).fullmatch(word)
