"""Sixty-two posts written to judge form, accessibility and internal links at first sight: what each must be told.

    python tests/bench/form_unseen.py

Each case: the network, the language, what must be told (a category, or ``None`` for neither form nor link), the text. At first
sight 57 were right (small capitals, a hashtag with the name of a country, a camera without words and one with were not); the
rules have learned from them since.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from coach.charter.engine import PackCharter  # noqa: E402
from coach.context import Context  # noqa: E402
from coach.packs import built_in, load_pack  # noqa: E402
from coach.review import review  # noqa: E402

FORM, READ, LINK = "format_limit", "accessibility", "internal_link_or_tool"
TODAY = dt.date(2026, 11, 23)
CASES: list[tuple[str, str, str | None, str]] = [
    # room, as each network counts it
    ("linkedin", "fr", FORM, "La scie a chanté tout l'hiver. " * 97),
    ("linkedin", "fr", None, "La scie a chanté tout l'hiver. " * 96),
    ("x", "en", FORM, "The saw sang all winter long. " * 10),
    ("x", "en", None, "The saw sang all winter long. " * 9),
    ("x", "fr", None, "Le plan : https://exemple.org/" + "a" * 300 + " et " + "mot " * 60),
    ("x", "fr", FORM, "🪵" * 141),
    ("x", "en", None, "🪵 " + "planks, counted twice. " * 12),
    ("mastodon", "fr", FORM, "Un copeau, puis un autre. " * 20),
    ("mastodon", "fr", None, "Un copeau, puis un autre. " * 18),
    ("mastodon", "en", None, "Notes at https://example.org/" + "b" * 480 + " for you"),
    ("bluesky", "fr", FORM, "Un copeau, puis un autre. " * 12),
    ("bluesky", "en", None, "A chip, then another. " * 13),
    ("bluesky", "fr", None, "👩‍🔧 é" + "a" * 297),
    ("bluesky", "fr", FORM, "👩‍🔧" * 301),
    ("linkedin", "en", FORM, "We planed oak today. #oak #wood #planer #saw #glue #clamp #bench #dust"),
    ("linkedin", "en", None, "We planed oak today. #oak #wood #planer"),
    ("linkedin", "fr", FORM, "Bonjour tout le monde,\n\nVoici ce que j'ai appris en rabotant du chêne cet hiver."
     + " Une phrase de plus pour la suite." * 8),
    # letters in disguise
    ("linkedin", "fr", READ, "𝗝'𝗮𝗶 𝗰𝗵𝗮𝗻𝗴𝗲́ d'avis sur le chêne."),
    ("linkedin", "en", READ, "Three things I learned: 𝑙𝑖𝑠𝑡𝑒𝑛, measure, cut once."),
    ("linkedin", "en", READ, "The word 🅾🅰🅺 says it all."),
    ("linkedin", "fr", READ, "Prix c̶a̶s̶s̶é̶s̶ : non, comptés."),
    ("bluesky", "en", READ, "ｗｏｏｄ is patient."),
    ("linkedin", "en", READ, "ᴛʜᴇ ꜱʜᴏᴘ is open to students."),
    ("linkedin", "fr", None, "L'épaisseur est de 12 mm² ± 0,5, soit ½ pouce, à 20 °C."),
    ("linkedin", "en", None, "The coefficient λ stays under 0.13 W/m·K."),
    # emoji
    ("linkedin", "fr", READ, "Bravo à l'atelier 👏👏👏👏"),
    ("linkedin", "en", READ, "Well done 🔥 🔥 🔥 everyone"),
    ("linkedin", "fr", None, "Bravo à l'atelier 👏 et à demain 🪚"),
    ("linkedin", "fr", None, "Toute la famille était là 👨‍👩‍👧 dimanche."),
    ("linkedin", "en", READ, "✅ measure\n✅ mark\n✅ cut\n✅ sand\nThat is all."),
    ("linkedin", "fr", None, "- mesurer\n- tracer\n- couper\n- poncer"),
    ("linkedin", "fr", READ, "🌲 Lundi 🪓 mardi 🪚 mercredi 🔨 jeudi 🪛 vendredi 🧰 samedi 🌞 dimanche 🌙 nuit 🎉 fête"),
    # pictures announced without words
    ("linkedin", "en", READ, "Our new planer is in. 📸"),
    ("linkedin", "en", READ, "📷 below!"),
    ("linkedin", "fr", READ, "La nouvelle raboteuse est là. 📸"),
    ("linkedin", "fr", READ, "Tout est dans la photo ci-dessous."),
    ("linkedin", "en", READ, "See the picture below, it says everything."),
    ("linkedin", "en", None, "📸 Alt text: a woman in a blue apron planes an oak board by the window."),
    ("linkedin", "fr", None, "📸 Sur la photo, Aïcha rabote une planche de chêne près de la fenêtre."),
    ("linkedin", "en", None, "📸 Photo by Ana Reyes, of our oak boards drying in the loft under a row of lamps."),
    ("linkedin", "fr", None, "J'ai pris l'appareil photo de mon père pour documenter le chantier."),
    # capitals, hashtags, signs
    ("linkedin", "fr", READ, "NOUS RECRUTONS UN MENUISIER DÈS LUNDI à Tulle."),
    ("linkedin", "en", READ, "WE ARE HIRING A JOINER THIS MONDAY in Leeds."),
    ("linkedin", "fr", None, "La CNIL, l'ANSSI, le CEREMA et l'ADEME ont publié leur guide."),
    ("linkedin", "en", READ, "Come and see us #woodworkersofengland"),
    ("linkedin", "fr", READ, "Venez #journeesdupatrimoine"),
    ("linkedin", "fr", None, "Venez #JournéesDuPatrimoine, #menuiserie"),
    ("linkedin", "fr", READ, "Enfin !!! La colle a pris."),
    ("linkedin", "en", READ, "==================\nThree lessons from the bench"),
    ("linkedin", "en", READ, "We shrugged ¯\\_(ツ)_/¯ and started again."),
    ("linkedin", "fr", None, "Je me demande... si le chêne pardonne ?"),
    # links and tools of the house
    ("linkedin", "fr", LINK, "Le plan de charge est sur https://intranet.scierie.local/planning."),
    ("linkedin", "en", LINK, "Details: http://10.12.0.4:8080/board"),
    ("linkedin", "fr", LINK, "Tout est rangé dans \\\\srv-fichiers\\atelier\\plans."),
    ("linkedin", "en", LINK, "The doc is at https://scierie.sharepoint.com/sites/atelier/Shared%20Documents/plan.docx"),
    ("linkedin", "fr", LINK, "Le ticket https://jira.scierie.fr/browse/BOIS-1412 explique tout."),
    ("linkedin", "en", LINK, "Notes: https://docs.google.com/document/d/1aBcD_efGhIJ/edit"),
    ("linkedin", "en", LINK, "Run it from http://localhost:3000 and see."),
    ("linkedin", "fr", LINK, "Le wiki est là : https://wiki.corp.scierie.fr/chene"),
    ("linkedin", "fr", None, "Le guide public est sur https://www.scierie.fr/guide-du-chene."),
    ("linkedin", "en", None, "Our code is on https://github.com/scierie/planer and the talk on https://www.youtube.com/watch?v=abc123."),
    ("linkedin", "fr", None, "Nous utilisons Jira et Confluence depuis trois ans, et j'y perds encore mes affaires."),
]  # fmt: skip


def main() -> None:
    """Print what was told otherwise than it should."""
    charter = PackCharter([load_pack(folder, tried=True) for folder in built_in()[0]])
    wrong = 0
    for network, lang, wanted, text in CASES:
        context = Context(today=TODAY, lang=lang, speak=lang, network=network)  # type: ignore[arg-type]
        found = review(text, context, charter=charter).findings
        told = {f.category for f in found} & {FORM, READ, LINK}
        if (told != set()) if wanted is None else wanted not in told:
            wrong += 1
            print(f"   {network} {lang}: {text[:70]!r} wanted {wanted}, told {[f.rule for f in found]}")
    print(f"form, accessibility and internal links: {len(CASES) - wrong} of {len(CASES)}")


if __name__ == "__main__":
    main()
