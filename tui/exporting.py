"""The whole store as text: JSON Lines or CSV, under the names ``portevoix posts import`` reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TextIO

from coach.errors import BadInput
from corpus.census import FIELDS
from tui.house import Library
from tui.words import Words


def write_posts(corpus: Library, out: TextIO, *, table: bool) -> int:
    """Write every post to ``out``, as CSV when ``table``; return how many there were. Raises ``CoachError``."""
    count = 0
    sheet = csv.DictWriter(out, FIELDS, lineterminator="\n") if table else None
    if sheet is not None:
        sheet.writeheader()
    for row in corpus.export("csv" if table else "jsonl"):
        if sheet is not None:
            sheet.writerow(row)
        else:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def save_posts(corpus: Library, path: Path, words: Words) -> int:
    """Write every post to a new file. Raises ``BadInput`` when there is one already or it cannot be written."""
    with new_file(path, words) as out:
        return write_posts(corpus, out, table=path.suffix.casefold() == ".csv")


@contextmanager
def new_file(path: Path, words: Words) -> Iterator[TextIO]:
    """Open a file to write, never one there is. Raises ``BadInput`` when there is one already or it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="") as out:
            yield out
    except FileExistsError as error:
        raise BadInput(words("posts.export_exists", path=path), words("posts.export_exists_remedy")) from error
    except OSError as error:
        raise BadInput(
            words("posts.export_failed", path=path, why=error.strerror or error), words("posts.export_failed_remedy")
        ) from error


def posts_text(corpus: Library) -> StringIO:
    """Return every post as JSON Lines, to be delivered."""
    out = StringIO()
    write_posts(corpus, out, table=False)
    out.seek(0)
    return out
