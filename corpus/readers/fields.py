"""The usual names of columns and keys, French and English, and the usual ways to write what stands under them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coach.context import Language
from coach.post import PostForm, PostKind
from coach.text import clean, fold

_USUAL: Mapping[str, str] = {
    "text": (
        "text texte posttext texteduposte textedupost textepost textedelapublication fulltext content contenu postcontent"
        " contenudupost contenudelapublication contenudumessage message post publication body corps caption legende commentary"
        " sharecommentary posttitle titredupost titredelapublication postcopy copy tweet tweettext messagetext postmessage"
    ),
    "id": "id postid identifiant idpost idpublication iddupost iddelapublication",
    "author": (
        "author auteur auteure autrice authorname nomdelauteur postedby publiepar publieepar ecritpar createdby creepar owner"
        " ambassador ambassadeur ambassadrice employee employe collaborateur collaboratrice salarie membre member profile profil"
        " username account compte nom name"
    ),
    "kind": "kind genre",
    "form": "form forme",
    "lang": "lang language langue",
    "date": (
        "date datedepublication datepublication publicationdate publishdate publisheddate publishedat publieele publiele publie"
        " published createddate createdat created datedecreation creele creeele postdate postpublishdate posteddate postedat"
        " postingtime postedon datedupost datedelapublication scheduledat scheduledate scheduleddate scheduledtime"
        " postatspecifictime datedeprogrammation dateprevue programmele datetime dateheure dateetheure datetheure timestamp"
        " horodatage jour"
    ),
    "network": "network reseau reseausocial socialnetwork platform plateforme platforms plateformes channel canal",
    "url": (
        "url posturl urldupost urlpost urldelapublication postlink liendupost lienpost liendelapublication lienverslepost"
        " lienverslapublication permalink permalien sharelink lien link adresse"
    ),
    "image": (
        "image images imageurl imageurls urldelimage imageslink media medias mediaurl mediaurls visuel visuels visual photo"
        " photos picture"
    ),
    "likes": (
        "likes like nblikes nombredelikes likecount likescount jaime nbjaime nombredejaime mentionsjaime nombredementionsjaime"
        " reactions nbreactions nombredereactions reactioncount favoritecount favouritescount favorites favoris"
    ),
    "comments": (
        "comments commentaires nbcommentaires nombredecommentaires commentcount commentscount replies repliescount reponses"
    ),
    "shares": (
        "shares partages nbpartages nombredepartages sharecount sharescount reposts republications nombrederepublications"
        " repartages retweets retweetcount reblogscount"
    ),
    "impressions": "impressions nbimpressions nombredimpressions impressioncount affichages views vues",
}
NAMES: Mapping[str, tuple[str, ...]] = {field: tuple(names.split()) for field, names in _USUAL.items()}
"""Field to the folded names it goes by, likeliest first."""
PRIVATE = frozenset(
    "to conversationid conversationtitle recipient recipients recipientid recipientprofileurls destinataire destinataires"
    " sender senderid expediteur recipientname".split()
)
"""Folded names only private messages have."""

_KINDS: Mapping[str, PostKind] = {
    "sibling": "sibling", "colleague": "sibling", "collegue": "sibling", "ambassador": "sibling", "ambassadeur": "sibling",
    "official": "official", "officiel": "official", "officielle": "official", "company": "official", "entreprise": "official",
    "own": "own", "mine": "own", "me": "own", "moi": "own", "amoi": "own",
    "comment": "comment", "commentaire": "comment", "suggestion": "suggestion",
}  # fmt: skip
_FORMS: tuple[PostForm, ...] = ("post", "comment", "reply", "quote", "poll", "link_only", "scheduled", "draft")
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "null", "none"))
_COUNT = re.compile(r"([+-]?[1-9]\d{0,2}(?:[,.' \u00a0\u202f]\d{3})+|[+-]?\d+)(?:[.,](\d+))?\s*([km])?", re.IGNORECASE)


def plain(name: str) -> str:
    """Return a header as it is compared: no case, accent, space or punctuation."""
    return "".join(c for c in fold(name) if c.isalnum())


def columns_of(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field that ``header`` names, the person's own ``mapping`` first."""
    seen: dict[str, int] = {}
    for at, name in enumerate(header):
        seen.setdefault(plain(name), at)
    found = {field: seen[plain(name)] for field, name in mapping.items() if field in NAMES and plain(name) in seen}
    taken = set(found.values())
    for field, names in NAMES.items():
        free = [seen[name] for name in names if name in seen and seen[name] not in taken]
        if free and field not in mapping:
            found[field] = free[0]
    return found


def one_line(raw: object) -> str:
    """Return a small value as it may enter the store: clean, on one line."""
    return " ".join(clean(str(raw)).split())


def kind_named(raw: str) -> PostKind | None:
    """Return the kind a file names, ``None`` when it is not one of ours."""
    return _KINDS.get(plain(raw))


def form_named(raw: str) -> PostForm | None:
    """Return the form a file names, ``None`` when it is not one of ours."""
    return next((form for form in _FORMS if form == raw.strip().casefold()), None)


def lang_named(raw: str) -> Language | None:
    """Return ``fr`` or ``en`` for a language a file names, ``None`` for any other."""
    folded = fold(raw).strip()
    if folded in ("francais", "french") or re.match(r"fr(?:[-_]|$)|fra$|fre$", folded):
        return "fr"
    return "en" if folded in ("anglais", "english") or re.match(r"en(?:[-_]|$)|eng$", folded) else None


def count_of(raw: object) -> int | None:
    """Return a count however it is written: ``1,316``, ``1 316``, ``53.0``, ``1.2K``. Raises ``ValueError``."""
    said = "" if raw is None or isinstance(raw, bool) else str(raw).strip()
    if said.casefold() in _NOTHING:
        return None
    found = _COUNT.fullmatch(said)
    if found is None or (found[2] and not found[3] and found[2].strip("0")):
        raise ValueError(raw)
    whole = re.sub(r"[^\d+-]", "", found[1])
    value = float(f"{whole}.{found[2] or 0}") * {"k": 1_000, "m": 1_000_000}.get((found[3] or "").casefold(), 1)
    if not 0 <= value < 1e12:
        raise ValueError(raw)
    return round(value)


def images_of(raw: object) -> tuple[str, ...]:
    """Return the images a cell or a list names, in order; spaces separate addresses and whole file names only."""
    pieces: Sequence[object] = raw if isinstance(raw, (list, tuple)) else re.split(r"[|;\n]|,(?=\s*https?:)", str(raw))
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            words = one_line(piece).split(" ")
            whole = all("://" in word or re.search(r"\.\w{2,4}$", word) for word in words)
            found.extend(words if whole else [" ".join(words)])
    return tuple(name for name in found if name)
