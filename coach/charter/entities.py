"""Things a pattern alone cannot prove: telephone numbers, identifiers with a checksum, addresses, secrets, internal hosts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from coach.charter.leaks import internal_host, meeting, secret
from coach.charter.pack import Company
from coach.charter.reading import Reading
from coach.text import Span

Entity = Callable[[Reading, Company], Iterator[Span]]


@cache
def _re(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _public(piece: str, company: Company) -> bool:
    """Tell whether the company publishes this contact: compared by digits for numbers, by letters otherwise."""
    key = _key(piece)
    return any(_key(c) == key for c in company.public_contacts)


def _key(contact: str) -> str:
    digits = re.sub(r"\D", "", contact)
    if "@" in contact or len(digits) < 6:
        return contact.strip().casefold()
    return digits[-9:]


_DIGITS = r"(?<![\w.,/-])(?:\+|\(\+?|00)?\d(?:[\s.()\-/]{0,2}\d){6,16}(?![\w/-]|[.,]\d)"
_NOT_PHONE = (
    r"(?:commande|référence|réf\.?|ref\.?|version|série|facture|dossier|ticket|siret|siren|rcs|tva|isbn|ean|n°"
    r"|numéro de (?:série|commande|dossier)"
    r"|order|invoice|serial|reference|case|part|isbn|vat)\s*(?:n°|no\.?|number|num|:|#)?\s*$"
)


_NORTH_AMERICAN_FICTION = re.compile(r"555\D{0,2}01\d\d$")
"""Numbers kept for films: nobody has them."""


def phone(reading: Reading, company: Company) -> Iterator[Span]:
    """Yield telephone numbers that could be somebody's: no short or emergency number, none the company publishes."""
    text = reading.plain
    for match in _re(_DIGITS).finditer(text):
        head = text[max(0, match.start() - 30) : match.start()].lower()
        if _re(_NOT_PHONE).search(head) or _public(match.group(), company) or _NORTH_AMERICAN_FICTION.search(match.group()):
            continue
        for start, end in _numbers(match.group(), reading.context.lang):
            span = Span(match.start() + start, match.start() + end)
            if not _public(span.of(text), company):
                yield span


def _numbers(piece: str, lang: str) -> list[tuple[int, int]]:
    import phonenumbers

    regions = ("FR", "GB", "US", "IE", "BE", "CH", "CA") if lang == "fr" else ("GB", "IE", "US", "FR")
    for region in regions:
        bare = re.sub(r"\D", "", piece)
        if region in ("GB", "IE", "US", "CA") and not piece.startswith(("+", "00", "0", "(")) and len(bare) != 10:
            continue
        leniency = phonenumbers.Leniency.VALID
        found = [(m.start, m.end) for m in phonenumbers.PhoneNumberMatcher(piece, region, leniency)]
        if found:
            return found
    fictional = re.fullmatch(
        r"(?:\+33 ?|0)(?:[67] ?39 ?98|1 ?99 ?00|[1-5] ?(?:61 ?91|53 ?01|65 ?71|36 ?49))[\s.]?\d\d[\s.]?\d\d",
        piece.replace(".", " "),
    )
    french = re.fullmatch(r"0[1-79](?:[ .\-]?\d\d){4}", piece)
    british = lang == "en" and re.fullmatch(r"(?:\+44 ?|0)7\d{3}[ .-]?\d{3}[ .-]?\d{3}", piece)
    return [(0, len(piece))] if fictional or french or british else []


_EMAIL = r"(?<![\w.+@-])[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])"
_GENERIC = re.compile(
    r"^(?:contact|presse|press|info|infos|hello|bonjour|accueil|rh|hr|recrutement|recruitment|jobs|careers?|emploi|support|sales|media|dpo|privacy"
    r"|communication|com|service[.-]?client|sav|billetterie|inscriptions?|events?|newsletter|noreply|no-reply|office|team|equipe|association|abuse|postmaster)"
    r"(?:[.+-][a-z]+)?@",
    re.IGNORECASE,
)


def email(reading: Reading, company: Company) -> Iterator[Span]:
    """Yield addresses of persons: not the desks of a company (``contact@``), not the ones it publishes."""
    for match in _re(_EMAIL).finditer(reading.plain):
        if not _GENERIC.match(match.group()) and not _public(match.group(), company):
            yield Span(*match.span())


def nir(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield French social security numbers: thirteen digits of the right shape, and a right key when there is one."""
    shape = (
        r"(?<!\d)[1278][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d\d|2[ab])[ .]?\d{3}[ .]?\d{3}"
        r"(?:[ .]?(?:\d\d|xx))?(?![\d])"
    )
    for match in _re(shape).finditer(reading.plain):
        bare = re.sub(r"[ .]", "", match.group()).lower()
        keyed = len(bare) == 15 and bare[13:].isdigit()
        head = reading.plain[max(0, match.start() - 60) : match.start()].lower()
        told = re.search(r"sécu|securite sociale|\bnir\b|dossier|immatricul|assurée?|n° ?ss", head) is not None
        if (keyed and _nir_key(bare)) or (not keyed and (told or " " in match.group().strip())):
            yield Span(*match.span())


def _nir_key(bare: str) -> bool:
    number = bare[:13].replace("2a", "19").replace("2b", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(bare[13:])


def iban(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield bank account numbers whose checksum is right."""
    for match in _re(r"(?<!\w)[a-z]{2}\d{2}(?:[ ]?[0-9a-z]{4}){2,7}(?:[ ]?[0-9a-z]{1,4})?(?!\w)").finditer(reading.plain):
        piece = match.group()
        while piece:
            bare = piece.replace(" ", "").upper()
            if 15 <= len(bare) <= 34 and _iban_key(bare):
                yield Span(match.start(), match.start() + len(piece))
                break
            piece = piece.rpartition(" ")[0].rstrip()


def _iban_key(bare: str) -> bool:
    moved = bare[4:] + bare[:4]
    return bare[:2].isalpha() and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def card(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield payment card numbers: a known prefix and a right Luhn sum."""
    for match in _re(r"(?<![\d.,])(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|3[47]\d\d|6\d{3})(?:[ -]?\d){9,15}(?![\d.,]\d)").finditer(
        reading.plain
    ):
        digits = [int(d) for d in re.sub(r"\D", "", match.group())]
        total = sum(sum(divmod(d * (1 + i % 2), 10)) for i, d in enumerate(reversed(digits)))
        if 13 <= len(digits) <= 19 and total % 10 == 0 and len(set(digits)) > 1:
            yield Span(*match.span())


_FR_WAY = (
    r"(?:[Rr]ue|[Aa]venue|av\.|[Bb]oulevard|bd|[Cc]hemin|[Ii]mpasse|[Aa]llées?|[Pp]lace|[Qq]uai|[Cc]ours|[Rr]oute|[Pp]assage|[Ss]quare"
    r"|[Rr]ésidence|[Ll]otissement|[Ss]entier)"
)
_FR_ADDRESS = re.compile(
    rf"(?<![\w.,])\d{{1,4}} ?(?:bis|ter|quater|[a-dA-D](?= ))?,? {_FR_WAY} "
    r"(?:de la |de l'|des |du |de |d'|le |la |les )?[\w'-]+"
    r"(?: (?:de la |du |des |de |d'|et |le |la )?[A-ZÀ-Ý][\w'-]+){0,4}"
    r"(?:,? (?:\d{5} )?(?:à )?[A-ZÀ-Ý][\w'-]+(?: [A-ZÀ-Ý][\w'-]+)?)?"
)
_EN_WAY = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Crescent|Court|Way|Terrace|Gardens|Square|Place|Boulevard|Blvd)"
)
_EN_ADDRESS = re.compile(
    rf"(?<![\w.,])(?:[Ff]lat \d+,? )?\d{{1,5}}[a-d]? (?:[A-Z][\w'-]+ ){{1,3}}{_EN_WAY}(?!\w)"
    r"(?:,? [A-Z][\w'-]+){0,2}(?:,? [A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})?"
)


def address(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield postal addresses, number and way."""
    way = _FR_ADDRESS if reading.context.lang == "fr" else _EN_ADDRESS
    for match in way.finditer(reading.plain):
        yield Span(*match.span())


ENTITIES: dict[str, Entity] = {e.__name__: e for e in (phone, email, nir, iban, card, address, secret, internal_host, meeting)}
"""Entities by the name rules call them."""


def find_entities(names: tuple[str, ...], reading: Reading, company: Company) -> Iterator[Span]:
    """Yield the entities of these kinds, in order, no two overlapping."""
    found: list[Span] = sorted({s for name in names for s in ENTITIES[name](reading, company)}, key=lambda s: (s.start, -s.end))
    last = -1
    for span in found:
        if span.start >= last and span.start < span.end:
            last = span.end
            yield span
