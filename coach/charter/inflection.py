"""The inflected forms of a French or an English word, as one piece of pattern.

A rule says ``<garantir>`` and is read as every form of it. More forms than the language has do no harm in a pattern; a missing
one does, so the endings are generous.
"""

from __future__ import annotations

import re
from functools import cache

from coach.context import Language

MARK = re.compile(r"(?<![?P\\k])<([a-zà-öø-ÿœ'-]{2,})>")
"""``<word>`` in a pattern, not the name of a group."""

_FUTURE = "(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)"
_PAST = "(?:ais|ait|ions|iez|aient|ant)"
_ER = f"(?:e|es|ons|ez|ent|{_PAST}|ai|as|a|âmes|èrent|ée?s?|er{_FUTURE}?)"
_IR = f"(?:s|t|e|es|r{_FUTURE}?|rent|ss(?:e|es|ons|ez|ent|{_PAST}))?"
_RE = f"(?:s|ons|ez|ent|e|es|{_PAST}|u?e?s?|it|is|irent|r(?:e|{_FUTURE}))?"

_IRREGULAR: dict[str, str] = {
    "être": f"(?:être|suis|es|est|sommes|êtes|sont|ét(?:é|{_PAST})|ser{_FUTURE}|soi[ts]|soient|soyons|soyez|fu[st]|furent)",
    "avoir": f"(?:avoir|ai|as|a|avons|avez|ont|av{_PAST}|aur{_FUTURE}|aie|ait|aient|ayons|ayez|ayant|eu|eue|eues|eus|eut|eurent)",
    "aller": f"(?:all{_ER}|vais|vas|va|vont|ir{_FUTURE}|aille|ailles|aillent)",
    "pouvoir": f"(?:pouvoir|peu[xt]|peuvent|pouv(?:ons|ez|{_PAST})|pourr{_FUTURE}|pu|puisse|puissent)",
    "vouloir": f"(?:vouloir|veu[xt]|veulent|voul(?:ons|ez|ue?s?|{_PAST})|voudr{_FUTURE}|veuille|veuillent|veuillez)",
    "devoir": f"(?:devoir|doi[st]|doivent|dev(?:ons|ez|{_PAST})|devr{_FUTURE}|dû|dues?|dus)",
    "savoir": f"(?:savoir|sai[st]|sav(?:ons|ez|ent|{_PAST})|saur{_FUTURE}|sue?s?|sach(?:e|es|ent|ons|ez|ant))",
    "voir": f"(?:voir|voi[st]|voient|voy(?:ons|ez|{_PAST})|verr{_FUTURE}|vue?s?|vit|virent)",
    "valoir": f"(?:valoir|vau[xt]|val(?:ons|ez|ent|u|{_PAST})|vaudr{_FUTURE}|vaille)",
    "mourir": f"(?:mourir|meur[st]|meurent|mour(?:ons|ez|ut|{_PAST})|mourr{_FUTURE}|mort[es]?s?)",
    "faire": f"(?:faire|fai[st]|faites|font|fais(?:ons|{_PAST})|fer{_FUTURE}|faites?|faits?|fass(?:e|es|ent|ions)|fit|firent)",
}
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("dire", f"d(?:ire|i[st]|ites?|is(?:ons|ez|ent|e|{_PAST})|ir{_FUTURE}|ites|its|irent)"),
    ("venir", f"v(?:enir|ien[st]|iennent|ienne|en(?:ons|ez|ue?s?|{_PAST})|iendr{_FUTURE}|int|inrent)"),
    ("tenir", f"t(?:enir|ien[st]|iennent|ienne|en(?:ons|ez|ue?s?|{_PAST})|iendr{_FUTURE}|int|inrent)"),
    ("prendre", f"pr(?:end(?:re|s)?|en(?:ons|ez|{_PAST})|enn(?:e|es|ent)|ises?|is|it|irent|endr{_FUTURE})"),
    ("mettre", f"m(?:et(?:s|tre)?|ett(?:ons|ez|ent|e|es|{_PAST})|ises?|is|it|irent|ettr{_FUTURE})"),
    ("battre", f"bat(?:s|t(?:re|ons|ez|ent|e|es|ue?s?|it|{_PAST}|r{_FUTURE}))?"),
    ("partir", f"part?(?:ir|s|ons|ez|ent|e|es|ie?s?|it|{_PAST}|ir{_FUTURE})?"),
    ("sortir", f"sort?(?:ir|s|ons|ez|ent|e|es|ie?s?|it|{_PAST}|ir{_FUTURE})?"),
    ("mentir", f"men[st]?(?:ir|t|s|ons|ez|ent|e|es|i|it|{_PAST}|ir{_FUTURE})?"),
    ("ouvrir", f"ouv(?:r(?:ir|e|es|ons|ez|ent|it|{_PAST}|ir{_FUTURE})|erte?s?)"),
    ("offrir", f"off(?:r(?:ir|e|es|ons|ez|ent|it|{_PAST}|ir{_FUTURE})|erte?s?)"),
    ("cevoir", f"(?:cevoir|çoi[st]|çoivent|çoive|cev(?:ons|ez|{_PAST})|cevr{_FUTURE}|çue?s?|çut)"),
    ("quérir", f"qu(?:érir|ier[st]|ièrent|ér(?:ons|ez|{_PAST})|err{_FUTURE}|ise?s?|it)"),
    ("croire", f"cr(?:o(?:ire|i[st]|ient|y(?:ons|ez|{_PAST})|ir{_FUTURE})|ue?s?|ut)"),
    ("voyer", f"v(?:oy(?:er|ons|ez|ée?s?|a|ai|èrent|{_PAST})|oi(?:e|es|ent)|err{_FUTURE}|oier{_FUTURE})"),
    ("écrire", f"écri(?:re|[st]|tes?|ts|v(?:ons|ez|ent|e|it|{_PAST})|r{_FUTURE})"),
    ("crire", f"cri(?:re|[st]|tes?|ts|v(?:ons|ez|ent|e|it|{_PAST})|r{_FUTURE})"),
    ("suivre", f"sui(?:s|t|v(?:re|ons|ez|ent|e|es|ie?s?|it|{_PAST}|r{_FUTURE}))"),
    ("vivre", f"v(?:i(?:s|t|v(?:re|ons|ez|ent|e|es|{_PAST}|r{_FUTURE}))|écue?s?|écut)"),
    ("vaincre", f"vain(?:c(?:re|s|ue?s?|r{_FUTURE})?|qu(?:ons|ez|ent|e|es|it|{_PAST}))"),
    ("truire", f"trui(?:re|[st]|tes?|ts|s(?:ons|ez|ent|e|it|{_PAST})|r{_FUTURE})"),
    ("duire", f"dui(?:re|[st]|tes?|ts|s(?:ons|ez|ent|e|it|{_PAST})|r{_FUTURE})"),
    ("lire", f"l(?:i(?:re|[st]|s(?:ons|ez|ent|e|{_PAST})|r{_FUTURE})|ue?s?|ut)"),
    ("aître", f"a(?:ître|i[st]|ît|iss(?:ons|ez|ent|e|{_PAST})|îtr{_FUTURE})"),
    ("indre", f"i(?:n(?:dre|[st]|te?s?|ts|dr{_FUTURE})|gn(?:ons|ez|ent|e|it|{_PAST}))"),
    ("courir", f"cour(?:ir|[st]|ons|ez|ent|e|ue?s?|ut|{_PAST}|r{_FUTURE})"),
    ("servir", f"ser(?:[st]|v(?:ir|ons|ez|ent|e|es|ie?s?|it|{_PAST}|ir{_FUTURE}))"),
    ("sentir", f"sen(?:[st]|t(?:ir|ons|ez|ent|e|es|ie?s?|it|{_PAST}|ir{_FUTURE}))"),
    ("soudre", f"sou(?:dre|[st]|s|te|dr{_FUTURE}|l(?:vons|vez|vent|ue?s?|v{_PAST}))"),
)


@cache
def inflected(word: str, lang: Language) -> str:
    """Return a pattern, one group, of the inflected forms of ``word`` (an infinitive, or a singular)."""
    return f"(?:{_french(word) if lang == 'fr' else _english(word)})"


def expand(pattern: str, lang: Language) -> str:
    """Return ``pattern`` with every ``<word>`` opened into its forms."""
    return MARK.sub(lambda m: inflected(m.group(1), lang), pattern)


def _french(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, forms in _ENDINGS:
        if word.endswith(ending):
            return f"{re.escape(word[: -len(ending)])}(?:{forms})"
    if word.endswith("er"):
        return f"(?:{'|'.join(_er_stems(word[:-2]))}){_ER}|{word}s?"
    if word.endswith("ir") and not word.endswith("oir"):
        return f"{word[:-1]}{_IR}"
    if word.endswith(("dre", "pre", "cre")):
        return f"{word[:-2]}{_RE}"
    return _french_noun(word)


def _er_stems(stem: str) -> list[str]:
    """Return the stems an -er verb takes: achet/achèt, appel/appell, pay/pai, mang/mange, lanc/lanç."""
    stems = [stem]
    if stem.endswith("g"):
        stems.append(stem + "e")
    elif stem.endswith("c"):
        stems.append(stem[:-1] + "ç")
    elif stem.endswith("y"):
        stems.append(stem[:-1] + "i")
    elif stem.endswith(("el", "et")):
        stems += [stem + stem[-1], stem[:-2] + "è" + stem[-1]]
    elif changed := re.fullmatch(r"(.*)[eé]([bcdfghjklmnprstvz]|qu|gn|gu|ch|br|tr)", stem):
        stems.append(f"{changed[1]}è{changed[2]}")
    return stems


def _french_noun(word: str) -> str:
    for ending, forms in (
        ("teur", "t(?:eur|rice|euse)s?"),
        ("eur", "eu(?:r|re|se)s?"),
        ("eux", "eu(?:x|ses?)"),
        ("al", "a(?:l|ls|le|les|ux)"),
        ("eau", "eau[x]?"),
        ("eil", "eil(?:s|le|les)?"),
        ("el", "el(?:s|le|les)?"),
        ("ien", "ien(?:s|ne|nes)?"),
        ("on", "on(?:s|ne|nes)?"),
        ("if", "i(?:fs?|ves?)"),
        ("et", "et(?:s|te|tes)?"),
    ):
        if word.endswith(ending):
            return word[: -len(ending)] + forms
    return word + ("(?:e?s?)" if not word.endswith(("e", "s", "x", "z")) else "s?")


_ENGLISH: dict[str, str] = {
    "be": "be|am|is|are|was|were|been|being",
    "have": "have|has|had|having",
    "do": "do|does|did|done|doing",
    "go": "go|goes|went|gone|going",
    "buy": "buy|buys|bought|buying",
    "sell": "sell|sells|sold|selling",
    "win": "win|wins|won|winning",
    "lose": "lose|loses|lost|losing",
    "say": "say|says|said|saying",
    "tell": "tell|tells|told|telling",
    "make": "make|makes|made|making",
    "get": "get|gets|got|gotten|getting",
    "take": "take|takes|took|taken|taking",
    "give": "give|gives|gave|given|giving",
    "pay": "pay|pays|paid|paying",
    "lie": "lie|lies|lied|lying",
    "steal": "steal|steals|stole|stolen|stealing",
    "cheat": "cheat|cheats|cheated|cheating",
    "beat": "beat|beats|beaten|beating",
    "cut": "cut|cuts|cutting",
    "shut": "shut|shuts|shutting",
    "leave": "leave|leaves|left|leaving",
    "break": "break|breaks|broke|broken|breaking",
    "choose": "choose|chooses|chose|chosen|choosing",
    "grow": "grow|grows|grew|grown|growing",
    "know": "know|knows|knew|known|knowing",
    "lay": "lay|lays|laid|laying",
    "deal": "deal|deals|dealt|dealing",
    "bring": "bring|brings|brought|bringing",
    "build": "build|builds|built|building",
    "send": "send|sends|sent|sending",
    "spend": "spend|spends|spent|spending",
    "write": "write|writes|wrote|written|writing",
    "speak": "speak|speaks|spoke|spoken|speaking",
    "find": "find|finds|found|finding",
    "think": "think|thinks|thought|thinking",
    "run": "run|runs|ran|running",
    "rise": "rise|rises|rose|risen|rising",
    "fall": "fall|falls|fell|fallen|falling",
    "hit": "hit|hits|hitting",
    "let": "let|lets|letting",
    "set": "set|sets|setting",
    "hold": "hold|holds|held|holding",
    "keep": "keep|keeps|kept|keeping",
    "meet": "meet|meets|met|meeting",
    "see": "see|sees|saw|seen|seeing",
}


def _english(word: str) -> str:
    if word in _ENGLISH:
        return _ENGLISH[word]
    if word.endswith("e"):
        return f"{word[:-1]}(?:es?|ed|ing|er|ers)"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}(?:y|ies|ied|ying)"
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return f"{word}(?:es|ed|ing)?"
    double = word[-1] if re.search(r"^[^aeiou]*[aeiou][bdgklmnprt]$|(?:fer|mit|bel|cel|pel|cur)$", word) else ""
    return f"{word}(?:s|{double}ed|{double}ing)?" + (f"|{word}(?:ed|ing)" if double else "")
