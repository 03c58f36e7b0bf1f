"""The words of a text kept as HTML, as the network shows them.

Tags are told by one pattern that never looks back: the library's parser takes minutes on a post made to hurt it.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|<!--.*?-->|<[!?][^>]*>", re.DOTALL)
_CLASS = re.compile(r"""\sclass\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
_PARAGRAPHS = frozenset(("p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "div"))
_SILENT = frozenset(("script", "style", "template"))
_VOID = frozenset(("br", "img", "hr", "wbr", "input", "area", "col", "embed", "link", "meta", "source", "track"))
_QUOTED = "quote-inline"
"""Class of the paragraph that repeats, for old servers, the address of what a post quotes."""


def words_of(html: str) -> str:
    """Return the text of a piece of HTML: paragraphs two line breaks apart, hidden pieces of links joined, no script."""
    pieces: list[str] = []
    silent = at = 0
    last, last_comment = html.rfind(">"), html.rfind("-->")

    def say(text: str) -> None:
        if not silent and text:
            pieces.append(re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", unescape(text)))

    while True:
        start = html.find("<", at)
        if start < 0 or start > last:  # what never closes is text
            say(html[at:])
            break
        open_comment = html.startswith("<!--", start) and start > last_comment
        found = None if open_comment else _TAG.match(html, start)
        say(html[at : start if found else start + 1])
        at = found.end() if found else start + 1
        if found and found[2]:
            silent = _step(pieces, found[1], found[2].lower(), found[3], silent)
    return re.sub("\n{3,}", "\n\n", "".join(pieces)).strip("\n ")


def _step(pieces: list[str], closing: str, tag: str, attributes: str, silent: int) -> int:
    """Do what a tag asks and return how many silent elements are open behind it."""
    named = _CLASS.search(attributes) if _QUOTED in attributes else None
    quiet = tag in _SILENT or (named is not None and _QUOTED in named[1].split())
    if tag in _VOID:
        if tag == "br" and not silent:
            pieces.append("\n")
    elif silent or (quiet and not closing):
        return max(0, silent + (-1 if closing else 1))
    elif tag in _PARAGRAPHS or tag == "li":
        gap = "\n" if tag == "li" else "\n\n"
        if pieces and not pieces[-1].endswith(gap):
            pieces.append(gap)
    return silent


def is_html(text: str) -> bool:
    """Tell whether a text is HTML, as the interfaces of some networks give it."""
    return text.lstrip().startswith(("<p>", "<p ")) and "</p>" in text
