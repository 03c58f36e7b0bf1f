"""A third set to measure the mirror on: ``python tests/bench/mirror_far.py FOLDER [--part look|judge]``.

Writes ``posts.jsonl`` and ``drafts.jsonl`` in FOLDER, in the shape ``mirror_dev.py`` and ``mirror.py`` read, from sentences
written by hand on subjects far from the two others (``mirror_set/far_{fr,en}.toml``): ideas said again closely, freely and in the
other language, something else said of the same event, formulas, attributed quotations, and quotation marks around what nobody
said. ``look`` takes the entries of even place, which may be looked at while changing the mirror; ``judge`` the odd ones, which
may not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.mirror_set import LANGUAGES, Row, asked, draft, post, read, write  # noqa: E402


def posts(lang: str, said: Row) -> Iterator[Row]:
    """Yield what colleagues published: an idea each, and a formula after it."""
    for place, (source, *_) in enumerate(said["pairs"]):
        yield post(f"{lang}-far{place}", lang, f"{source}\n{said['formulas'][place]}")
    for place, formula in enumerate(said["formulas"][len(said["pairs"]) :]):
        yield post(f"{lang}-farf{place}", lang, formula)


def drafts(lang: str, said: Row, odd: int) -> Iterator[Row]:
    """Yield the labelled drafts of the entries of even or ``odd`` place."""
    for place in range(odd, len(said["pairs"]), 2):
        _, close, free, innocent, _ = said["pairs"][place]
        source = [f"{lang}-far{place}"]
        yield draft(lang, said, "paraphrase-close", place, close, source)
        yield draft(lang, said, "paraphrase", place, free, source)
        yield draft(lang, said, "same-topic", place, innocent, [])
    for place in range(odd, len(said["formulas"]), 2):
        yield draft(lang, said, "formula", place, said["formulas"][place], [])
    for level, name in (("quote-attributed", "quotes"), ("quote-bare", "bare")):
        for place in range(odd, len(said[name]), 2):
            other = place % len(said["pairs"])
            quoted = said["pairs"][other][0].rstrip(".")
            text = said[name][place].format(x=quoted, w=said["speakers"][place % len(said["speakers"])])
            text = text[0].upper() + text[1:]
            yield draft(lang, said, level, place, text, [f"{lang}-far{other}"] if name == "bare" else [])


def translations(odd: int) -> Iterator[Row]:
    """Yield each idea of one language said in the other."""
    for lang, other in (("fr", "en"), ("en", "fr")):
        for place in range(odd, len(read(f"far_{lang}")["pairs"]), 2):
            text = read(f"far_{lang}")["pairs"][place][4]
            yield draft(other, read(f"far_{other}"), "translated", place, text, [f"{lang}-far{place}"])


def main() -> None:
    """Write the two files."""
    given = asked(__doc__)
    odd = int(given.part == "judge")
    languages = {lang: read(f"far_{lang}") for lang in LANGUAGES}
    made = [row for lang, said in languages.items() for row in drafts(lang, said, odd)]
    published = [row for lang, said in languages.items() for row in posts(lang, said)]
    write(given.folder, {"posts": published, "drafts": [*made, *translations(odd)]})


if __name__ == "__main__":
    main()
