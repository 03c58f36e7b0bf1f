"""Each guard hears its context in both languages, and is not fooled by what looks like it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from coach.charter.guards import GUARDS
from coach.charter.reading import Reading
from coach.context import Context
from coach.text import Span

CASES: list[tuple[str, str, str, bool]] = [
    # guard, language, text with the passage between [ ], whether the guard holds
    ("quotation", "fr", "Il m'a dit : « tu es [nul], va-t'en ».", True),
    ("quotation", "fr", "Il est [nul], dit « le chef ».", False),
    ("quotation", "en", "She said “you are [useless]” twice.", True),
    ("quotation", "en", "Rock 'n' roll is [useless].", False),
    ("quotation", "fr", "> il est [nul]\nje ne suis pas d'accord", True),
    ("negation", "fr", "Ce n'est pas [confidentiel].", True),
    ("negation", "fr", "Nous n'avons jamais été [leaders].", True),
    ("negation", "fr", "Personne n'est [infaillible].", True),
    ("negation", "fr", "Le [zéro risque] n'existe pas.", True),
    ("negation", "fr", "Un café sans sucre, et c'est [confidentiel].", False),
    ("negation", "fr", "Ce n'est pas grave. C'est [confidentiel].", False),
    ("negation", "en", "It is not [confidential].", True),
    ("negation", "en", "[Zero risk] does not exist.", True),
    ("negation", "en", "No sugar, thanks; it is [confidential].", False),
    ("consent", "fr", "Avec son accord, je raconte : [Laurent] est en arrêt.", True),
    ("consent", "fr", "[Laurent] est en arrêt. Il m'a autorisé à le dire.", True),
    ("consent", "fr", "Je le dis sans son accord : [Laurent] est en arrêt.", False),
    ("consent", "fr", "[Laurent] est en arrêt. Il n'a pas encore donné son accord.", False),
    ("consent", "en", "With her permission, I tell about [Laura].", True),
    ("consent", "en", "[Laura] is off sick. I have not asked her.", False),
    ("cited_source", "fr", "[6 DRH sur 10] en ont un (baromètre Sillage, mars 2026).", True),
    ("cited_source", "fr", "[6 DRH sur 10] en ont un. Selon moi, c'est peu.", False),
    ("cited_source", "fr", "[12 %] : https://exemple.fr/etude", True),
    ("cited_source", "en", "According to the Census Office, [12%] moved.", True),
    ("cited_source", "en", "According to me, [12%] moved.", False),
    ("published", "fr", "L'usine [va doubler], le communiqué est sorti.", True),
    ("published", "fr", "L'usine [va doubler], ce n'est pas encore annoncé.", False),
    ("published", "fr", "L'usine [va doubler], ce sera bientôt annoncé.", False),
    ("published", "en", "The plant [will double], as announced yesterday.", True),
    ("published", "en", "The plant [will double], to be announced soon.", False),
    ("first_person", "fr", "Je suis un [idiot].", True),
    ("first_person", "fr", "Quel [idiot] je fais.", True),
    ("first_person", "fr", "Mon chef dort. C'est un [idiot].", False),
    ("first_person", "en", "I am such an [idiot].", True),
    ("first_person", "en", "What an [idiot] I am.", True),
    ("first_person", "en", "He is an [idiot].", False),
    ("past", "fr", "L'an dernier nous avons [signé].", True),
    ("past", "fr", "Demain nous [signons].", False),
    ("past", "en", "Two years ago we [signed].", True),
    ("past", "en", "Tomorrow we [sign].", False),
    ("long_ago", "fr", "En 2009, mon usine a [fermé].", True),
    ("long_ago", "fr", "Hier, mon usine a [fermé].", False),
    ("long_ago", "en", "Ten years ago my plant [closed].", True),
    ("long_ago", "en", "Yesterday my plant [closed].", False),
    ("fiction", "fr", "Imaginez : on est [piratés].", True),
    ("fiction", "fr", "Ce matin on est [piratés].", False),
    ("fiction", "en", "Imagine we are [hacked].", True),
    ("fiction", "en", "This morning we are [hacked].", False),
    ("mention", "fr", "L'expression [leader incontesté] me fatigue.", True),
    ("mention", "fr", "Nous sommes [leader incontesté].", False),
    ("mention", "en", "The phrase [undisputed leader] tires me.", True),
    ("mention", "en", "We are the [undisputed leader].", False),
    ("objective", "fr", "Notre objectif : [zéro accident].", True),
    ("objective", "fr", "Chez nous, [zéro accident].", False),
    ("objective", "en", "Our goal is [zero accidents].", True),
    ("objective", "en", "With us, [zero accidents].", False),
    ("question", "fr", "Sommes-nous [leaders] ?", True),
    ("question", "fr", "Nous sommes [leaders]. Et vous ?", False),
    ("question", "en", "Are we [leaders]?", True),
    ("question", "en", "We are [leaders].", False),
    ("conditional", "fr", "Si tout va bien, [livré] mardi.", True),
    ("conditional", "fr", "C'est [livré] mardi.", False),
    ("conditional", "en", "If all goes well, [delivered] on Tuesday.", True),
    ("conditional", "en", "It is [delivered] on Tuesday.", False),
    ("humour", "fr", "On est [les rois du monde] 😅", True),
    ("humour", "fr", "On est [les rois du monde].", False),
    ("humour", "en", "We are [kings], just kidding.", True),
    ("humour", "en", "We are [kings].", False),
    ("job_ad", "fr", "On recrute : [moins de 30 ans].", True),
    ("job_ad", "fr", "J'avais [moins de 30 ans].", False),
    ("job_ad", "en", "We are hiring: [under 30].", True),
    ("job_ad", "en", "I was [under 30].", False),
    ("public_procurement", "fr", "Marché public attribué : [la Région] nous a choisis.", True),
    ("public_procurement", "fr", "[Texalp] nous a choisis.", False),
    ("trifle", "fr", "[Top secret] : la machine à café marche.", True),
    ("trifle", "fr", "[Top secret] : la ligne 4 ferme.", False),
    ("trifle", "en", "[Top secret]: the coffee is hot.", True),
    ("trifle", "en", "[Top secret]: line 4 closes.", False),
    ("banter", "fr", "[leaders] de la sieste.", True),
    ("banter", "fr", "[leaders] de la pompe.", False),
    ("banter", "en", "[leaders] in naps.", True),
    ("banter", "en", "[leaders] in pumps.", False),
    ("praise", "fr", "Merci à [Vaporex].", True),
    ("praise", "fr", "[Vaporex] livre.", False),
    ("praise", "en", "Thank you [Vaporex].", True),
    ("praise", "en", "[Vaporex] delivers.", False),
    ("first_job", "fr", "Chez [Obier], quand j'ai commencé.", True),
    ("first_job", "fr", "Chez [Obier], on a migré.", False),
    ("first_job", "en", "At [Obier], when I started.", True),
    ("first_job", "en", "At [Obier], we migrated.", False),
    ("abstains", "fr", "[Votez], quel que soit votre choix.", True),
    ("abstains", "fr", "[Votez] pour elle.", False),
    ("abstains", "en", "[Vote], whatever your choice.", True),
    ("abstains", "en", "[Vote] for her.", False),
    ("public_procurement", "en", "Contract award notice: [the county] chose us.", True),
    ("public_procurement", "en", "[Texalp] chose us.", False),
    ("disclosure", "fr", "Testez [la Box]. Je travaille chez Merlin.", True),
    ("disclosure", "fr", "Testez [la Box], elle est bien.", False),
    ("disclosure", "en", "Try [the Box]. I work at Merlin.", True),
    ("disclosure", "en", "Try [the Box], it is good.", False),
    ("ours", "fr", "[12 %] de marge chez nous.", True),
    ("ours", "fr", "[12 %] de marge dans le secteur.", False),
    ("ours", "en", "[12%] margin for our team.", True),
    ("ours", "en", "[12%] margin in the trade.", False),
    ("ours_here", "fr", "Notre marge est de [12 %].", True),
    ("ours_here", "fr", "Notre marge monte. Le secteur fait [12 %].", False),
    ("ours_here", "en", "Our margin is [12%].", True),
    ("ours_here", "en", "Our margin is up. The trade makes [12%].", False),
    ("own_count", "fr", "J'ai compté : [12 %] des devis.", True),
    ("own_count", "fr", "[12 %] des salariés dorment.", False),
    ("own_count", "en", "I counted [12%] of the quotes.", True),
    ("own_count", "en", "[12%] of workers sleep.", False),
]


def reading(text: str, lang: str) -> tuple[Reading, Span]:
    start, end = text.index("["), text.index("]") - 1
    bare = text.replace("[", "", 1).replace("]", "", 1)
    return Reading(bare, Context.model_validate({"today": dt.date(2026, 11, 23), "lang": lang})), Span(start, end)


@pytest.mark.parametrize(("guard", "lang", "text", "holds"), CASES, ids=lambda v: str(v)[:40])
def test_guard(guard: str, lang: str, text: str, holds: bool) -> None:
    assert GUARDS[guard](*reading(text, lang)) is holds


def test_every_guard_is_tried_both_ways_in_both_languages() -> None:
    tried = {(guard, lang, holds) for guard, lang, _, holds in CASES}
    for guard in set(GUARDS) - {"spokesperson"}:
        for lang in ("fr", "en"):
            assert (guard, lang, True) in tried, (guard, lang)
            assert (guard, lang, False) in tried, (guard, lang)


def test_the_employer_named_is_ours() -> None:
    context: Any = Context(today=dt.date(2026, 11, 23), employer="Merlin")
    text = Reading("Merlin fait 12 % de marge.", context)
    assert GUARDS["ours"](text, Span(12, 16))
    assert GUARDS["ours_here"](text, Span(12, 16))


def test_a_spokesperson_is_told_by_the_reading() -> None:
    context = Context(today=dt.date(2026, 11, 23))
    assert GUARDS["spokesperson"](Reading("x", context, spokesperson=True), Span(0, 1))
    assert not GUARDS["spokesperson"](Reading("x", context), Span(0, 1))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_guards_take_any_place_of_any_text(lang: str) -> None:
    for text in ("", " ", "\n\n", "a", "…", "« ", "« a » b. c"):
        held = Reading(text, Context.model_validate({"today": dt.date(2026, 11, 23), "lang": lang}))
        for span in {Span(0, 0), Span(0, len(text)), Span(len(text), len(text))}:
            for guard in GUARDS.values():
                assert guard(held, span) in (True, False)
