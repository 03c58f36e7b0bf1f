"""One skeleton, four texts: a thread, slides, a long post, a sheet of questions. The person's words, headings from the data.

What is missing shows as a gap to complete; nothing is invented to fill it.
"""

from __future__ import annotations

from collections.abc import Iterable

from coach.context import Language, Network
from coach.interview.sentence import tidy
from coach.phrases import phrase
from coach.thread.skeleton import Claim, Part, Skeleton, missing
from coach.thread.split import Split, split
from coach.thread.units import SEPARATOR

BETWEEN = "\n---\n"
"""Between two posts of a thread that is not split yet."""


def thread(skeleton: Skeleton) -> str:
    """Return the thread, posts apart by ``---``: the thesis, a post a claim with all that goes with it, then the end."""
    lang = skeleton.lang
    posts = [_or_gap(skeleton.thesis, "thesis", lang)]
    posts += [_joined(_claim_parts(claim, lang)) for claim in skeleton.claims] or [_gap("claim", lang)]
    posts += [_limit(skeleton), _or_gap(skeleton.question, "question", lang, asks=True)]
    return BETWEEN.join(post for post in posts if post)


def as_posts(skeleton: Skeleton, network: Network, *, speak: Language = "fr", numbered: bool = False) -> Split:
    """Return the thread as posts for ``network``, with what an outsider would stumble on."""
    return split(thread(skeleton), network, lang=skeleton.lang, speak=speak, numbered=numbered)


def slides(skeleton: Skeleton) -> str:
    """Return the text of the slides: one for the thesis, one a claim, one for where it all stops, one for the question."""
    lang = skeleton.lang
    pages = [[_or_gap(skeleton.thesis, "thesis", lang)]]
    for claim in skeleton.claims:
        page = [_or_gap(claim.text, "claim", lang)]
        for proof in claim.proofs:
            page.append(phrase(lang, "thread", "export.slide_proof", text=_said(proof.text, lang)))
            if proof.source:
                page.append(phrase(lang, "thread", "export.slide_source", text=_flat(proof.source)))
        if not claim.proofs:
            page.append(phrase(lang, "thread", "export.slide_proof", text=_gap("proof", lang)))
        if claim.limit:
            page.append(phrase(lang, "thread", "export.slide_limit", text=_said(claim.limit.text, lang)))
        if claim.plain:
            page.append(phrase(lang, "thread", "export.slide_plain", text=_said(claim.plain, lang)))
        pages.append([page[0], *(f"- {line}" for line in page[1:])])
    if last := _limit(skeleton):
        pages.append([phrase(lang, "thread", "export.slide_limit", text=last)])
    pages.append([_or_gap(skeleton.question, "question", lang, asks=True)])
    return "\n\n".join("\n".join([phrase(lang, "thread", "export.slide", n=n), *page]) for n, page in enumerate(pages, 1))


def tribune(skeleton: Skeleton) -> str:
    """Return the long post: a paragraph a claim, no heading."""
    lang = skeleton.lang
    told = [_or_gap(skeleton.thesis, "thesis", lang)]
    told += [_joined(_claim_parts(claim, lang)) for claim in skeleton.claims] or [_gap("claim", lang)]
    told += [_limit(skeleton), _or_gap(skeleton.question, "question", lang, asks=True)]
    return "\n\n".join(paragraph for paragraph in told if paragraph)


def ama_sheet(skeleton: Skeleton) -> str:
    """Return the sheet of an *ask me anything*: the questions an outsider asks, the person's own words as answers."""
    lang = skeleton.lang

    def ask(name: str, answer: str, **values: object) -> str:
        return f"{phrase(lang, 'thread', f'export.ama_{name}', **values)}\n{answer}"

    asked = [phrase(lang, "thread", "export.ama_title"), ask("thesis", _or_gap(skeleton.thesis, "thesis", lang))]
    for n, claim in enumerate(skeleton.claims, 1):
        asked.append(ask("claim", _or_gap(claim.text, "claim", lang), n=n))
        proofs = [part for proof in claim.proofs for part in (_said(proof.text, lang), _flat(proof.source)) if part]
        asked.append(ask("proof", " ".join(proofs) or _gap("proof", lang)))
        asked.append(ask("limit", _or_gap(claim.limit.text if claim.limit else "", "limit", lang)))
        asked.append(ask("plain", _or_gap(claim.plain, "plain", lang)))
    if skeleton.limit:
        asked.append(ask("limit", _said(skeleton.limit.text, lang)))
    asked.append(ask("question", _or_gap(skeleton.question, "question", lang, asks=True)))
    return "\n\n".join(asked)


def _claim_parts(claim: Claim, lang: Language) -> Iterable[str]:
    yield _or_gap(claim.text, "claim", lang)
    for proof in claim.proofs:
        yield _or_gap(proof.text, "proof", lang)
        yield _flat(proof.source)
    if not claim.proofs:
        yield _gap("proof", lang)
    if claim.limit:
        yield _said(claim.limit.text, lang)
    yield _said(claim.plain, lang)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _limit(skeleton: Skeleton) -> str:
    """Return the limit of the whole thread, or a gap when no claim has one either."""
    if skeleton.limit and skeleton.limit.text:
        return _said(skeleton.limit.text, skeleton.lang)
    return _gap("limit", skeleton.lang) if any(gone.part == "limit" for gone in missing(skeleton)) else ""


def _or_gap(said: str, part: Part, lang: Language, *, asks: bool = False) -> str:
    return _said(said, lang, asks=asks) or _gap(part, lang)


def _said(said: str, lang: Language, *, asks: bool = False) -> str:
    """Return words on one line with their first capital and last mark in order; none of them changes."""
    flat = _flat(said)
    return tidy(flat, lang, asks=asks) if flat else ""


def _flat(said: str) -> str:
    """Return words on one line: a separator among them would be taken for the end of a post."""
    return " ".join(SEPARATOR.sub("", said).split())


def _gap(part: Part, lang: Language) -> str:
    return phrase(lang, "thread", "export.gap", what=phrase(lang, "thread", f"export.{part}"))
