"""The defects of a charter in words: counted, grouped, one by one with its place; and what to say of a charter that has none."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from textual.content import Content

from coach.charter.lint.defect import Defect, DefectName
from coach.errors import CoachError
from coach.phrases import phrase
from coach.text import clean
from tui.linting import Linted
from tui.widgets.extract import extract, lines_of
from tui.widgets.plain import fit
from tui.words import Words

Piece = Content | str | tuple[str, str]
_ROW = 44


def heading(found: Linted | None, trouble: CoachError | None, words: Words) -> Content:
    """Return how the charter stands: broken, without defect, or how many of each kind."""
    pieces: list[Piece] = []
    if trouble is not None:
        pieces += [
            (f"■ {words('arroseur.broken')}", "bold $block"),
            "\n",
            clean(trouble.title),
            "\n",
            (clean(trouble.remedy), "$soft"),
        ]
        pieces += ["\n", (words("arroseur.broken_about"), "italic $soft")] if found else []
        return Content.assemble(*pieces)
    if found is None:
        return Content.styled(words("arroseur.no_charter"), "italic $soft")
    if not found.defects:
        return Content.styled(f"✓ {words('arroseur.clean')}", "bold $good")
    counted = words.many("arroseur.counted", len(found.defects))
    kinds = " · ".join(f"{n} {phrase(words.lang, 'lint', f'name.{name}')}" for name, n in found.counts())
    return Content.assemble((f"▲ {counted}", "bold $warn"), "  ", (kinds, "$soft"))


def entries(found: Linted, words: Words) -> list[tuple[Defect | None, Content]]:
    """Return the rows of the list: each kind of defect, then its own, in the order of the files."""
    rows: list[tuple[Defect | None, Content]] = []
    for name, n in found.counts():
        title = phrase(words.lang, "lint", f"name.{name}")
        rows.append((None, Content.assemble((title, "bold $primary"), (f"  {n}", "$soft"))))
        for defect in (one for one in found.defects if one.defect == name):
            text = fit(" ".join(clean(defect.text).split()), _ROW)
            rows.append((defect, Content.assemble("  ", (f"{clean(defect.where)}", "$soft"), "\n  ", text)))
    return rows


def defect_page(defect: Defect, folder: Path, words: Words, width: int, around: int) -> Content:
    """Return a defect: the sentence, why it hurts, what to do, and its place in the file beside what it goes against."""
    said = f"« {clean(defect.text)} »" if words.lang == "fr" else f"“{clean(defect.text)}”"
    pieces: list[Piece] = [
        (phrase(words.lang, "lint", f"name.{defect.defect}"), "bold $warn"), "\n\n", (said, "italic"), "\n\n",
        clean(defect.why), "\n\n", ("→ ", "bold $primary"), (clean(defect.remedy), "$primary"), "\n",
    ]  # fmt: skip
    for label, where in (("where", defect.where), ("beside", defect.with_)):
        if where:
            pieces += ["\n", (f"{words(f'arroseur.{label}')} ", "$soft"), (clean(where), "bold"), "\n"]
            read = lines_of(folder, where)
            pieces += [extract(*read, width, around=around) if read else (words("arroseur.no_file"), "$soft"), "\n"]
    return Content.assemble(*pieces[:-1])


def all_well(found: Linted, words: Words) -> Content:
    """Return what was read and what was looked for in a charter without defect."""
    pack = found.pack
    sizes = {
        "lines": len(pack.principles) + len(pack.encouraged) + len(pack.discouraged) + len(pack.mandatory),
        "rules": len(pack.rules),
        "messages": len(pack.kit),
        "windows": len(pack.calendar),
        "contacts": len(pack.contacts),
    }
    pieces: list[Piece] = [(words("arroseur.read"), "bold"), "\n"]
    for name, n in sizes.items():
        pieces += ["· ", words.many(f"arroseur.read_{name}", n), "\n"]
    pieces += ["\n", (words("arroseur.looked_for"), "bold"), "\n"]
    for name in get_args(DefectName):
        pieces += [("✓ ", "$good"), phrase(words.lang, "lint", f"name.{name}"), "\n"]
    return Content.assemble(*pieces, "\n", (words("arroseur.clean_about"), "italic $soft"))
