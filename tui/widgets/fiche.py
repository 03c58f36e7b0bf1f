"""The sheet of an interview on one page: the angle chosen, the facts, what is missing, and the draft with its provenance."""

from __future__ import annotations

from textual.content import Content

from coach.interview.draft import Drafted
from coach.interview.sheet import Sheet
from coach.text import clean
from tui.words import Words

Piece = Content | str | tuple[str, str]


def fiche(found: Sheet, words: Words) -> Content:
    """Return what the interview found, to be approved."""
    pieces: list[Piece] = []
    if found.key_sentence:
        pieces += [(words("interview.key") + "\n", "$soft"), (f"« {_line(found.key_sentence)} »", "bold"), "\n\n"]
    if found.facts:
        pieces += [(words("interview.facts") + "\n", "$soft")]
        pieces += [f"· {_line(fact.text)}\n" for fact in found.facts] + ["\n"]
    if found.missing:
        pieces += [(words("interview.missing") + "\n", "$soft")]
        pieces += [piece for slot in found.missing for piece in (("○ ", "$warn"), words(f"ask.slot_{slot}"), "\n")] + ["\n"]
    if found.red_lines:
        pieces += [(words("interview.red_lines") + "\n", "$soft")]
        pieces += [piece for line in found.red_lines for piece in (("■ ", "$block"), f"{_line(line)}\n")]
    return Content.assemble(*pieces)


def provenance(drafted: Drafted, words: Words) -> Content:
    """Return the draft, each sentence with the answer it comes from; gaps stand out."""
    percent = round(100 * drafted.own_share)
    pieces: list[Piece] = [(words("interview.own_share", percent=percent), "bold $good"), "\n\n"]
    at = 0
    follows: tuple[str, ...] = ()
    for sentence in drafted.sentences:
        start = drafted.text.find(sentence.text, at)
        if follows and (sentence.from_ != follows or "\n" in drafted.text[at:start]):
            pieces.append((f" {_source(follows, words)}", "$soft"))  # once where the next words come from elsewhere
        pieces.append(clean(drafted.text[at:start]))
        pieces.append((clean(sentence.text), "bold $warn") if sentence.kind == "gap" else clean(sentence.text))
        at, follows = start + len(sentence.text), sentence.from_
    if follows:
        pieces.append((f" {_source(follows, words)}", "$soft"))
    return Content.assemble(*pieces)


def _source(origins: tuple[str, ...], words: Words) -> str:
    said = [words("interview.from_idea") if o == "idea" else words("interview.from_answer", n=o.lstrip("a")) for o in origins]
    return f"({', '.join(said)})"


def _line(text: str) -> str:
    return " ".join(clean(text).split())
