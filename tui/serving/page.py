"""The two pages of a server, filled in: the door, where one types a code, and the app."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from coach.context import Language
from tui.kept_keys import KEPT
from tui.serving.codes import shown
from tui.words import Words


def join_page(lang: Language, prefix: str, *, why: str = "", seconds: int = 0, own: str = "") -> str:
    """Return the door. ``why``: what was wrong with what was typed; ``own``: the code of somebody who has just come in."""
    words = Words(lang)
    wrong = words(f"serve.page_{why}", seconds=seconds) if why else ""
    said = {name: words(f"serve.page_{name}") for name in ("title", "how", "name_label", "code_label", "enter", "kept")}
    own_said = {name: words(f"serve.page_own_{name}") for name in ("title", "how", "go")}
    body = "own" if own else "form"
    return _fill(
        f"join-{body}.html",
        lang=lang,
        prefix=prefix,
        wrong=wrong,
        own=shown(own),
        **said,
        **{f"own_{name}": text for name, text in own_said.items()},
    )


def app_page(lang: Language, prefix: str) -> str:
    """Return the page the app is painted on."""
    words = Words(lang)
    names = ("loading", "ended", "idle", "full", "again", "lost", "copy_by_hand", "leave", "noscript", "failed")
    said = {name: words(f"serve.page_app_{name}") for name in names}
    return _fill("app.html", lang=lang, prefix=prefix, kept=KEPT, title=words("serve.page_title"), **said)


@cache
def _template(name: str) -> Template:
    return Template(files("tui.serving").joinpath("pages", name).read_text("utf-8"))


def _fill(name: str, **values: str) -> str:
    return _template(name).substitute({key: escape(value) for key, value in values.items()})
