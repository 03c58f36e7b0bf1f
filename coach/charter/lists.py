"""The company's lists as patterns that rules call by name: ``{company}``, ``{competitors}``, ``{clients}``, ``{codenames}``…"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from coach.charter.pack import Company, Pack

BUILT_IN = (
    "company",
    "products",
    "competitors",
    "clients",
    "expired_clients",
    "codenames",
    "spokespeople",
    "domains",
    "public_contacts",
)
"""Names of the lists every rule may call."""


def alternatives(names: Iterable[str]) -> str:
    """Return a pattern of the names, longest first, spaces of any width; empty when there is none.

    A name does not run over a line break: what may do so is looked for in the whole text again at every key.
    """
    ordered = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
    return "|".join(r"[ \t]+".join(re.escape(w) for w in plain_words(n)) for n in ordered)


def plain_words(name: str) -> list[str]:
    """Return the words of a name, typography made plain."""
    from coach.charter.reading import plain

    return plain(name).split()


def join_companies(packs: Sequence[Pack], employer: str | None) -> Company:
    """Return what the packs know of the company, added up; the last one that gives a name names it, else ``employer``."""
    companies = [p.company for p in packs]
    named = [c for c in companies if c.name]
    also = [n for c in companies for n in ((c.name or ""), *c.also) if n] + ([employer] if employer else [])
    return Company(
        name=named[-1].name if named else employer,
        also=tuple(dict.fromkeys(also)),
        products=tuple(n for c in companies for n in c.products),
        competitors=tuple(n for c in companies for n in c.competitors),
        citable_clients=tuple(n for c in companies for n in c.citable_clients),
        codenames=tuple(n for c in companies for n in c.codenames),
        public_figures=tuple(n for c in companies for n in c.public_figures),
        public_contacts=tuple(n for c in companies for n in c.public_contacts),
        spokespeople=tuple(n for c in companies for n in c.spokespeople),
        domains=tuple(n for c in companies for n in c.domains),
    )


def company_lists(company: Company, today: dt.date, vocabulary: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the patterns by name as they hold on ``today``; a list that is empty is left out, and then matches nothing."""
    citable = [c.name for c in company.citable_clients if c.until is None or today <= c.until]
    lists = {
        "company": alternatives([company.name or "", *company.also]),
        "products": alternatives(company.products),
        "competitors": alternatives(company.competitors),
        "clients": alternatives(citable),
        "expired_clients": alternatives(c.name for c in company.citable_clients if c.name not in citable),
        "codenames": alternatives(c.name for c in company.codenames if c.public_from is None or today < c.public_from),
        "spokespeople": alternatives(company.spokespeople),
        "domains": alternatives(company.domains),
        "public_contacts": alternatives(company.public_contacts),
    }
    lists.update({name: "|".join(patterns) for name, patterns in vocabulary.items()})
    return {name: pattern for name, pattern in lists.items() if pattern}
