"""What the line says of drafts, on the fictional company's eight people: false alarms on their own posts, and what it finds.

Each person's published posts are held against their memento, the post itself left out of what is known of them. What was never
asked of the thresholds is in the second half: sentences written for this bench, in both languages.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from coach.context import Context  # noqa: E402
from coach.language import language_of  # noqa: E402
from coach.line.holding import HeldLine  # noqa: E402
from coach.line.memento import Memento, Territory  # noqa: E402
from tui.demo_line import mementos  # noqa: E402

DAY = dt.date(2026, 11, 23)
PRODUCTS = ("Atelier Zéro", "Carnet Machine", "Diagnostic 48 h")

# (language, red line, a sentence that touches it, a sentence that does not)
RED = [
    (
        "fr",
        "Pas de photo de nos ateliers sans autorisation",
        "Voici une photo prise dans nos ateliers hier soir.",
        "La photo de mon chat a plu à tout l'étage.",
    ),
    (
        "fr",
        "Je ne parle jamais de mes enfants",
        "Mes enfants m'ont demandé ce que je faisais de mes journées.",
        "Un enfant est passé devant le stand, sérieux comme un pape.",
    ),
    (
        "fr",
        "Rien sur le procès avec le fournisseur",
        "Le procès contre notre fournisseur n'en finit pas.",
        "Notre fournisseur a livré mardi, tout était juste.",
    ),
    (
        "fr",
        "Aucun salaire, aucune prime",
        "La prime de fin d'année a remplacé un salaire entier.",
        "J'ai pris la prime de risque au sens propre : un casque.",
    ),
    (
        "fr",
        "Pas de diagnostic médical, même anonyme",
        "Son diagnostic médical est tombé un lundi.",
        "Notre diagnostic tenait sur une page, schéma compris.",
    ),
    (
        "fr",
        "Pas de critique d'un concurrent",
        "Je critique rarement un concurrent, mais celui-ci exagère.",
        "Un critique gastronomique déjeunait à la table voisine.",
    ),
    (
        "en",
        "Nothing about the Leeds site closing",
        "The Leeds site is closing and nobody says so.",
        "I took the train to Leeds and fixed a pump.",
    ),
    ("en", "No patient stories", "A patient told me her story in the lift.", "Be patient: the second coat needs a night."),
    ("en", "Never my family", "My family thinks I sell printers.", "We met on a Tuesday, in the rain."),
    (
        "en",
        "No customer data without consent",
        "We looked at the customer data for two hours.",
        "The customer signed, so here is the data, with their consent.",
    ),
    ("en", "No photos of the plant floor", "Look at this photo: the plant floor at dawn.", "The floor was wet, so I waited."),
    ("en", "Not a word on layoffs", "The layoffs were announced at nine.", "I laid off the coffee for a month."),
]
# (language, banned word, a sentence with a form of it, a sentence without)
BANNED = [
    ("fr", "solution", "Nos solutions tiennent dans une valise.", "La soluté physiologique coule goutte à goutte."),
    ("fr", "passionnée", "Je suis passionné par les engrenages.", "La passion n'y est pour rien."),
    ("fr", "fier de", "Nous sommes fiers de ce câble.", "Il se fie à son oreille."),
    ("fr", "révolutionner", "Cela révolutionne le tri.", "La révolution du plateau dure deux secondes."),
    ("fr", "accompagner", "J'accompagnais un client perdu.", "Son compagnon attendait dehors."),
    ("fr", "challenge", "Deux challenges pour la semaine.", "Le chaland passe à huit heures."),
    ("en", "leverage", "We leveraged the old crane.", "The lever is made of brass."),
    ("en", "game changer", "Two game changers in one week.", "He changed the game for the children."),
    ("en", "passionate", "I am passionate about bolts.", "It was a passion of my father's."),
    ("en", "journey", "Our journeys began in a shed.", "The trip took an hour."),
]
# (language, name, names it, is innocent)
NAMED = [
    ("fr", "Bellecroix Industries", "J'étais chez Bellecroix Industries lundi.", "La belle croix de bois est tombée."),
    ("fr", "Bellecroix Industries", "#BellecroixIndustries nous a appelés.", "Les industries de la région recrutent."),
    ("fr", "Pierre", "J'ai demandé à Pierre.", "La pierre était froide."),
    ("fr", "Orange", "On a livré Orange en mai.", "Un fil orange pendait."),
    ("en", "Mark Tilbury", "Mark Tilbury signed it.", "We mark the pipe in chalk."),
    ("en", "Apple", "Apple called us in March.", "She ate an apple on the crane."),
]


def own_posts(shared: Path | None = None) -> dict[str, list[tuple[str, str]]]:
    """Published posts by author, newest first, as (text, language)."""
    lines = (ROOT / "corpus/demo/posts.jsonl").read_text("utf-8").splitlines()
    posts = sorted((json.loads(line) for line in lines), key=lambda p: p["date"], reverse=True)
    found: dict[str, list[tuple[str, str]]] = {}
    for post in posts:
        if post["kind"] in ("sibling", "own"):
            found.setdefault(post["author"], []).append((post["text"], post.get("lang") or language_of(post["text"])))
    return found


def context(lang: str, author: str | None = None) -> Context:
    """A draft in ``lang``."""
    return Context(today=DAY, lang="en" if lang == "en" else "fr", author=author)


def alarms() -> None:
    """Print what is said of posts by their own authors, and of everybody else's as if theirs."""
    posts = own_posts()
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    seen = foreign = 0
    spent: list[float] = []
    for memento, _ in mementos():
        mine = posts.get(memento.name, [])
        for n, (text, lang) in enumerate(mine):
            line = HeldLine(memento, [t for k, (t, _) in enumerate(mine) if k != n], PRODUCTS)
            line.hold(text, context(lang, memento.name))
            start = process_time()
            standing, found = line.hold(text + " ", context(lang, memento.name))
            spent.append(process_time() - start)
            seen += 1
            own.update({f.rule for f in found if f.source == "line"})
            own["card said"] += bool(standing and standing.card)
        line = HeldLine(memento, [t for t, _ in mine], PRODUCTS)
        for name, theirs in posts.items():
            for text, lang in theirs if name != memento.name else ():
                standing, found = line.hold(text, context(lang))
                foreign += 1
                others.update({f.rule for f in found if f.source == "line"})
                others["card said"] += bool(standing and standing.card)
    print(f"one's own posts: {seen}    somebody else's, as if one's own: {foreign}")
    for rule in sorted({*own, *others}):
        print(f"  {rule:24} {own[rule]:4} ({own[rule] / seen:5.1%})      {others[rule]:4} ({others[rule] / foreign:5.1%})")
    spent.sort()
    print(f"CPU a review: median {1000 * spent[len(spent) // 2]:.2f} ms, worst {1000 * spent[-1]:.2f} ms")


def written() -> None:
    """Print what is found of the sentences written for this bench."""
    for title, rule, cases, made in (
        ("red lines", "line-red-line", RED, lambda said: Memento(red_lines=(said,))),
        ("banned words", "line-banned-word", BANNED, lambda said: Memento(banned_words=(said,))),
        ("names never cited", "line-never-named", NAMED, lambda said: Memento(never_named=(said,))),
    ):
        hit = false = 0
        for lang, said, touches, innocent in cases:
            line = HeldLine(made(said))
            found = {f.rule for f in line.hold(touches, context(lang))[1]}
            wrong = {f.rule for f in line.hold(innocent, context(lang))[1]}
            hit += rule in found
            false += rule in wrong
            if rule not in found or rule in wrong:
                print(f"    {lang} {said!r}: found {rule in found}, false {rule in wrong}")
        print(f"{title}: {hit}/{len(cases)} found, {false}/{len(cases)} false")
    subject = Territory(
        name="Joints et fuites", want=3, standing=3, proof=3, instance="la pompe de Brest, un joint posé à l'envers"
    )
    line = HeldLine(Memento(territories=(subject,)))
    for text in ("La fuite venait du joint, encore.", "À Brest, la pompe chantait."):
        standing, _ = line.hold(text, context("fr"))
        print(f"card of {text!r}: {standing.card if standing else None}")


if __name__ == "__main__":
    alarms()
    written()
