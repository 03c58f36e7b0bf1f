"""The last resort for a text that the notebook refuses: a plain file in the temporary folder, told to the person."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path


class Rescue:
    """Plain copies of texts that could not be saved, in a folder only the person can read, made when first needed."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._folder: Path | None = None

    def keep(self, name: str, text: str) -> Path | None:
        """Write ``text`` under ``name`` and return where; ``None`` when there is no room there either."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="portevoix-"))
            file = self._folder / (re.sub(r"[^\w-]", "_", name)[:80] + ".txt")
            file.write_text(text, "utf-8", errors="replace")
        except OSError:
            return None
        return file

    def forget(self, name: str) -> None:
        """Remove the copy of a text that has since been saved."""
        if self._folder is not None:
            (self._folder / (re.sub(r"[^\w-]", "_", name)[:80] + ".txt")).unlink(missing_ok=True)
