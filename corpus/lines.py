"""The log of what a model showed, by hashes: ``log_suggestion`` and ``suggested`` of the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from coach.finding import Value
from coach.ports import Line, Proposed
from corpus.rows import Row, Rows, Transaction


class Shown(Value):
    """A line shown to somebody, as it is kept and shared."""

    id: str
    who: str
    """Identifies the store of whoever was shown it: drawn at random, nobody's name."""
    words: int
    date: str
    grams: tuple[int, ...]


def shown(line: Line, who: str, date: str) -> Shown:
    """Return ``line`` as shown to ``who``; the same line shown twice to the same one is one."""
    seen = json.dumps([who, sorted(line.grams)])
    name = "s" + hashlib.blake2b(seen.encode("ascii"), digest_size=8).hexdigest()
    return Shown(id=name, who=who, words=line.words, date=date, grams=line.grams)


def keep(rows: Rows, lines: Iterable[Shown]) -> int:
    """Keep lines, ours or others'; return how many are new. Raises ``BrokenEnvironment``."""
    with rows.writing() as hand:
        return sum(_keep(hand, line) for line in lines)


def _keep(hand: Transaction, line: Shown) -> bool:
    row = (line.id, line.who, line.words, line.date)
    if not hand.execute("INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?)", row).rowcount:
        return False
    hand.executemany("INSERT OR IGNORE INTO grams VALUES (?, ?)", [(gram, line.id) for gram in line.grams])
    if line.who == _me(hand):
        hand.execute("INSERT OR IGNORE INTO unsaid VALUES (?)", (line.id,))
    else:
        hand.execute("UPDATE facts SET value = value + 1 WHERE name = 'revision'")
    return True


def suggested(rows: Rows, grams: Sequence[int]) -> list[Proposed]:
    """Return those of ``grams`` shown to somebody else. Raises ``BrokenEnvironment``."""
    found = rows.all(
        "SELECT gram, line, words, date FROM grams JOIN lines ON id = line"
        " WHERE gram IN (SELECT value FROM json_each(?)) AND who <> (SELECT value FROM facts WHERE name = 'store')",
        (json.dumps(list(grams)),),
    )
    return [Proposed(*row) for row in found]  # type: ignore[arg-type]


def any_of_others(rows: Rows) -> bool:
    """Tell whether anything at all was shown to somebody else. Raises ``BrokenEnvironment``."""
    return rows.one("SELECT 1 FROM lines WHERE who <> (SELECT value FROM facts WHERE name = 'store') LIMIT 1") is not None


def unsaid(rows: Rows, limit: int) -> list[Shown]:
    """Return lines shown here that the team has not heard of."""
    found = rows.all("SELECT id, who, words, date FROM unsaid JOIN lines USING (id) ORDER BY id LIMIT ?", (limit,))
    return [_shown(rows, row) for row in found]


def said(rows: Rows, ids: Iterable[str]) -> None:
    """Note that the team has heard of lines."""
    with rows.writing() as hand:
        hand.executemany("DELETE FROM unsaid WHERE id = ?", [(name,) for name in ids])


def _shown(rows: Rows, row: Row) -> Shown:
    name, who, count, date = row
    grams = rows.all("SELECT gram FROM grams WHERE line = ? ORDER BY gram", (name,))
    return Shown(id=str(name), who=str(who), words=int(count or 0), date=str(date), grams=tuple(int(g or 0) for (g,) in grams))


def _me(hand: Transaction) -> str:
    return str(hand.execute("SELECT value FROM facts WHERE name = 'store'").fetchone()[0])
