"""Where a sentence of a pack stands in its files, to the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from coach.pack_files import line_of

_WORD = re.compile(r"\w+")
_REACH = 60
"""Lines below its key in which a sentence is looked for."""
_OPENING = 8
"""Words by which a sentence is told from its neighbours."""


class Places:
    """The files of one pack as lines; a pack that was never a folder has every place at line 1."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder) if folder else None
        self._texts: dict[str, str] = {}

    def text(self, file: str) -> str:
        """Return what ``file``, a path inside the pack, holds; nothing when it is not there."""
        if file not in self._texts:
            path = self.folder / file if self.folder is not None else None
            self._texts[file] = path.read_text("utf-8-sig") if path is not None and path.is_file() else ""
        return self._texts[file]

    @cached_property
    def main(self) -> str:
        """The text of ``pack.yml``."""
        return self.text("pack.yml")

    def key(self, *path: int | str) -> str:
        """Return ``pack.yml:line`` of what stands at ``path``: the line of its key."""
        return f"pack.yml:{line_of(self.main, path)}"

    def sentence(self, path: Sequence[int | str], words: str) -> str:
        """Return ``pack.yml:line`` of the first words of a sentence that stands at ``path``."""
        return self.below("pack.yml", line_of(self.main, path), words)

    def below(self, file: str, line: int, words: str) -> str:
        """Return ``file:line`` of the first line from ``line`` on where ``words`` begin; ``line`` itself when they do not."""
        lines = self.text(file).splitlines()[line - 1 : line - 1 + _REACH]
        held = [(m.group(), line + at) for at, text in enumerate(lines) for m in _WORD.finditer(text)]
        wanted = _WORD.findall(words)[:_OPENING]
        for at in range(len(held) - len(wanted) + 1) if wanted else ():
            if all(held[at + i][0] == word for i, word in enumerate(wanted)):
                return f"{file}:{held[at][1]}"
        return f"{file}:{line}"


def split_where(where: str) -> tuple[str, int]:
    """Return the file and the line of ``file:line``."""
    file, _, line = where.rpartition(":")
    return file, int(line)
