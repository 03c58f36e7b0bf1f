"""Readers of what people have at hand: exports of networks and schedulers, tables, JSON, Markdown, a pasted text."""

from corpus.readers.door import read_path, read_text
from corpus.readers.values import Read, Record, Reported, Skipped

__all__ = ["Read", "Record", "Reported", "Skipped", "read_path", "read_text"]
