"""The words of a text kept as HTML, as the network shows them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(("p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "div"))
_VOID = frozenset(("br", "img", "hr", "wbr", "input", "area", "col", "embed", "link", "meta", "source", "track"))
_SILENT = frozenset(("script", "style", "template"))


class _Words(HTMLParser):
    """Collects text: paragraphs are two line breaks apart, hidden pieces of links are joined, scripts are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag in _SILENT or self._silent or "quote-inline" in classes.split():  # the address a quote repeats for old servers
            self._silent += tag not in _VOID
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in _PARAGRAPHS:
            self._part("\n\n")
        elif tag == "li":
            self._part("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
        elif tag in _PARAGRAPHS:
            self._part("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", data))

    def _part(self, gap: str) -> None:
        """Leave a gap after what there is, once."""
        if self.pieces and not self.pieces[-1].endswith(gap):
            self.pieces.append(gap)


def words_of(html: str) -> str:
    """Return the text of a piece of HTML."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub("\n{3,}", "\n\n", "".join(reader.pieces)).strip("\n ")


def is_html(text: str) -> bool:
    """Tell whether a text is HTML, as the interfaces of some networks give it."""
    return text.lstrip().startswith(("<p>", "<p ")) and "</p>" in text
