"""A crowd's posts, made up and always the same: French and English, words drawn by Zipf's law, campaigns pasted by many.

Small words and common words are those of the lexicons of the house, the others are syllables. A post in twelve holds a
sentence of a campaign, one in five of those with a word changed. Rows are written straight into
``posts.db``, words already folded: making a million
posts then takes minutes, and nothing measured afterwards is skipped.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coach.context import Language
from coach.phrases import room
from coach.text import fold, words
from corpus.rows import Rows
from corpus.shelf import COLUMNS, SEPARATOR

VOCABULARY = 60_000
"""Words of each language."""
SENTENCE = (6, 22)
"""Words of a sentence."""
POST = (3, 8)
"""Sentences of a post."""
CHUNK = 5_000
SYLLABLES = {
    "fr": "ba ca da fa ga la ma na pa ra sa ta va cho dou feu gi lan mon ni pou roi son teur vi bri cli dra fra gra pla"
    " tri".split(),
    "en": "bar cal den fer gor lan mer ner per ron ser ter ver chop dock foot gild lend mond nick pool rust"
    " sing tell wind".split(),
}


class Tongue:
    """The words of one language, the most used first."""

    def __init__(self, lang: Language) -> None:
        dice, lists = random.Random(f"tongue {lang}"), room("prompts", lang, "lexicon")
        found = [w for name in ("function", "common", "ritual") for w in fold(str(lists[name])).split() if w.isalpha()]
        while len(found) < VOCABULARY * 1.2:
            found.append("".join(dice.choices(SYLLABLES[lang], k=dice.randint(2, 5))))
        self.words = np.array(list(dict.fromkeys(found))[:VOCABULARY], object)
        self._edges = np.cumsum(1 / (np.arange(len(self.words)) + 2.7))

    def said(self, dice: np.random.Generator, count: int) -> list[str]:
        """Draw words."""
        ranks = self._edges.searchsorted(dice.random(count) * self._edges[-1])
        return self.words[ranks].tolist()  # type: ignore[no-any-return]


class Crowd:
    """``count`` posts, the same for the same count and ``salt``."""

    def __init__(self, count: int, salt: int = 0) -> None:
        self.count = count
        self.dice = np.random.default_rng([count, salt])
        self._tongues: dict[Language, Tongue] = {"fr": Tongue("fr"), "en": Tongue("en")}
        self.campaigns = [self.sentence("fr" if k % 3 else "en") for k in range(max(4, count // 400))]

    def sentence(self, lang: Language) -> list[str]:
        """Make one sentence, as folded words."""
        return self._tongues[lang].said(self.dice, int(self.dice.integers(*SENTENCE, endpoint=True)))

    def post(self, lang: Language) -> list[list[str]]:
        """Make one post, as sentences."""
        sizes = self.dice.integers(*SENTENCE, endpoint=True, size=int(self.dice.integers(*POST, endpoint=True)))
        drawn = iter(self._tongues[lang].said(self.dice, int(sizes.sum())))
        made = [[next(drawn) for _ in range(size)] for size in sizes]
        if self.dice.random() < 1 / 12:
            pasted = list(self.campaigns[int(self.dice.integers(len(self.campaigns)))])
            if self.dice.random() < 0.2:
                pasted[int(self.dice.integers(len(pasted)))] = self._tongues[lang].said(self.dice, 1)[0]
            made.insert(int(self.dice.integers(len(made) + 1)), pasted)
        return made

    def draft(self, size: int, others: Sequence[str]) -> str:
        """Make a draft of about ``size`` characters: own sentences, one in four taken from ``others`` with a word changed."""
        made: list[str] = []
        while sum(map(len, made)) < size:
            if others and self.dice.random() < 0.25:
                taken = others[int(self.dice.integers(len(others)))].split(". ")[0].rstrip(".").split()
                taken[int(self.dice.integers(len(taken)))] = "vraiment"
                made.append(" ".join(taken) + ". ")
            else:
                made.append(written([self.sentence("fr")]) + " ")
        return "".join(made)[:size].rstrip()

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows ``(n, same, keys, *columns)`` a few thousand at a time."""
        for start in range(0, self.count, CHUNK):
            yield [self._row(n) for n in range(start + 1, min(self.count, start + CHUNK) + 1)]

    def _row(self, n: int) -> tuple[Any, ...]:
        lang: Language = "en" if n % 3 == 0 else "fr"
        kind = "official" if n % 200 == 0 else "sibling"
        made = self.post(lang)
        date = f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"
        about = (f"s{n}", written(made), f"a{n % 800}", kind, "post", lang, date, "linkedin", None, "[]", None, None, None, None)
        return (n, f"crowd-{n}", SEPARATOR.join(w for s in made for w in s), *about)


def written(made: Sequence[Sequence[str]]) -> str:
    """Return sentences as text."""
    return " ".join(" ".join(said).capitalize() + "." for said in made)


def fill(rows: Rows, crowd: Crowd) -> None:
    """Write the rows of a crowd into an empty store; the first of them must be as the store itself would write them."""
    marks = ",".join("?" * (COLUMNS.count(",") + 3))
    for some in crowd.rows():
        for row in some[:20]:
            assert tuple(word.key for word in words(row[4])) == tuple(row[2].split(SEPARATOR)), row
        with rows.writing() as hand:
            hand.executemany(
                f"INSERT INTO posts (n, same, {COLUMNS}) VALUES ({marks})",  # noqa: S608 - names are ours
                [(n, same, *columns) for n, same, _, *columns in some],
            )
            hand.executemany("INSERT INTO words VALUES (?, ?)", [(row[0], row[2]) for row in some])
            hand.executemany("INSERT INTO queue VALUES (?, ?, ?)", [(row[0], row[6] == "official", row[9]) for row in some])
            hand.execute("UPDATE facts SET value = value + ? WHERE name = 'posts'", (len(some),))
            hand.execute("UPDATE facts SET value = value + 1 WHERE name = 'revision'")


def stored(folder: Path, count: int) -> Path:
    """Return the folder of a store of ``count`` posts under ``folder``, made the first time."""
    place = folder / f"crowd-{count}"
    if not (place / "made").is_file():
        from corpus.salvage import open_rows
        from corpus.shelf import refold
        from tests.fakes import StillClock

        place.mkdir(parents=True, exist_ok=True)
        rows, _ = open_rows(place / "posts.db", StillClock(), "fr")
        refold(rows)
        fill(rows, Crowd(count))
        rows.close()
        (place / "made").touch()
    return place
