"""Compiled patterns kept on disk: compiling all those shipped takes seconds, taking them up again takes none.

``regex`` pickles what it has compiled. What is read back may call its ``compile`` and nothing else, whatever the file holds.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

_FILE = "patterns"
_NAMED = ("regex._regex", "compile")
"""The one function a pickled pattern names."""


class CompiledShelf:
    """Patterns compiled before, by what they were compiled from; empty until it has a folder."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._kept: dict[bytes, bytes] = {}
        self._fresh = False

    def open(self, folder: Path) -> None:
        """Take up what is kept in ``folder``; a file that cannot be read is as if absent."""
        if folder == self._folder:
            return
        self._folder = folder
        try:
            read = _Plain(io.BytesIO((folder / _name()).read_bytes())).load()
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, IndexError, KeyError, TypeError, AttributeError):
            return
        if isinstance(read, dict):
            self._kept |= {k: v for k, v in read.items() if isinstance(k, bytes) and isinstance(v, bytes)}

    def find(self, source: str, flags: int) -> Any:
        """Return the pattern compiled from ``source`` before, or ``None``."""
        kept = self._kept.get(_key(source, flags))
        if kept is None:
            return None
        try:
            found = _Compiled(io.BytesIO(kept)).load()
        except (pickle.UnpicklingError, EOFError, ValueError, IndexError, TypeError, RuntimeError, AttributeError):
            return None
        return found if getattr(found, "pattern", None) == source else None

    def add(self, source: str, flags: int, compiled: Any) -> None:
        """Remember a pattern, until :meth:`keep` writes it down."""
        if self._folder is not None:
            self._kept[_key(source, flags)] = pickle.dumps(compiled)
            self._fresh = True

    def keep(self) -> None:
        """Write down what is new, whole or not at all. Raises ``OSError``."""
        if self._folder is None or not self._fresh:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._folder / _name()
        fresh = kept.with_name(f"{kept.stem}.{os.getpid()}.new")
        fresh.write_bytes(pickle.dumps(self._kept))
        fresh.replace(kept)
        self._fresh = False


SHELF = CompiledShelf()
"""The shelf of this process."""


class _Plain(pickle.Unpickler):
    """Reads bytes and what holds them; nothing can be called."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


class _Compiled(pickle.Unpickler):
    """Reads a compiled pattern; nothing else can be called."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) != _NAMED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}")
        return super().find_class(module_name, global_name)


def _name() -> str:
    """Return the file's name, which changes with what compiled it."""
    import regex

    python = f"{sys.implementation.cache_tag}-{sys.maxunicode}"
    return f"{_FILE}-{python}-{regex.__version__}.pickle"


def _key(source: str, flags: int) -> bytes:
    return blake2b(f"{flags}:{source}".encode("utf-8", "surrogatepass"), digest_size=12).digest()
