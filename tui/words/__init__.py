"""The words of the interface, one TOML file a room and a language; switched live."""

from __future__ import annotations

from coach.context import Language
from coach.phrases import room

DEFAULT: Language = "fr"


class Words:
    """The catalogue in the language of the moment. ``words("desk.title")`` reads key ``title`` of ``desk.toml``."""

    def __init__(self, lang: Language = DEFAULT) -> None:
        self.lang: Language = lang

    def __call__(self, key: str, /, **values: object) -> str:
        """Return one text. Raises ``KeyError`` naming the key: a missing word is a defect a test finds."""
        name, _, rest = key.partition(".")
        text = room("tui.words", self.lang, name)[rest]
        if not isinstance(text, str):
            raise KeyError(f"{key} is a list")
        return text.format(**values) if values else text

    def many(self, key: str, n: int, /, **values: object) -> str:
        """Return the singular (``key.one``) or plural (``key.many``) by ``n``; French counts 0 and 1 as singular."""
        single = n < 2 if self.lang == "fr" else n == 1
        return self(f"{key}_{'one' if single else 'many'}", n=self.number(n), **values)

    def number(self, n: int) -> str:
        """Return a count as it is written in the language of the moment: ``14 600`` or ``14,600``."""
        return f"{n:,}".replace(",", "\u202f" if self.lang == "fr" else ",")
