"""Whom to ask about a remark, and the message to that person, with the extract and nothing else of the draft."""

from __future__ import annotations

from collections.abc import Mapping

from coach.charter.pack import Contact
from coach.charter.rule import Rule
from coach.context import Context, Language
from coach.finding import Ask
from coach.phrases import phrase

LONGEST_EXTRACT = 400
"""Code points of the draft that a message may carry."""

EQUIVALENT: Mapping[str, tuple[str, ...]] = {
    "rssi": ("securite", "sécurité", "security", "ciso", "it", "dsi", "com"),
    "dpo": ("juridique", "legal", "privacy", "rh", "com"),
    "finance": ("juridique", "legal", "com"),
    "rh": ("hr", "juridique", "com"),
    "juridique": ("legal", "com"),
    "rse": ("csr", "com"),
    "medical": ("affaires_medicales", "juridique", "legal", "com"),
    "com": ("communication", "comms", "press", "presse"),
}
"""Who stands in for a desk the company does not have, nearest first."""


def resolve(key: str, contacts: Mapping[str, Contact]) -> tuple[str, Contact | None]:
    """Return the contact for ``key``: the company's own, or who stands in for it, or the key alone."""
    for name in (key, *EQUIVALENT.get(key, ())):
        if name in contacts:
            return name, contacts[name]
    return key, None


def ask_about(rule: Rule, extract: str, context: Context, contacts: Mapping[str, Contact]) -> Ask | None:
    """Return whom to ask about ``extract`` and the message, in the language of the person; ``None`` when the rule asks nobody.

    The message carries the extract and what kind of doubt it is, nothing else of the draft.
    """
    if rule.ask is None:
        return None
    key, contact = resolve(rule.ask, contacts)
    from coach.assist.templates import render_ask

    shown = extract if len(extract) <= LONGEST_EXTRACT else extract[: LONGEST_EXTRACT - 1].rstrip() + "…"
    draft = render_ask(
        context.speak,
        extract=" ".join(shown.split()),
        matter=_matter(rule, context.speak),
        contact=(contact.name if contact else None) or "",
        author=context.author or "",
        kind=context.kind,
    )
    return Ask(key=key, name=contact.name if contact else None, channel=contact.channel if contact else None, draft_message=draft)


def _matter(rule: Rule, speak: Language) -> str:
    """Return the rule's category in words; empty for one a company made up."""
    try:
        return phrase(speak, "charter", f"category.{rule.category}")
    except KeyError:
        return ""
