"""X's archive: ``tweets*.js`` joined with the long texts of ``note-tweet.js``; retweets, deleted and edited versions stay out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from coach.post import PostForm
from corpus.readers.dates import read_date
from corpus.readers.decoding import Page, page_of
from corpus.readers.entries import Frame, entry
from corpus.readers.items import Item, read_items, skip_past
from corpus.readers.values import Kept, Left, LeftReason, Lost, Origin, Seen, glimpse

_OPENING = re.compile(r"\s*window\.YTD\.(\w+)\.part\d+\s*=")
_MENTIONS = re.compile(r"\s*(?:@\w+\s+)+")
_LINK = re.compile(r"https?://\S+")
_STATUS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/\d+")
_CUT_FROM = 240
"""Characters from which a text that ends with an ellipsis was cut by the archive and not by its author."""
_COMPARED = 20
"""Characters of a cut text that must agree with a long one of the same second."""

Notes = Mapping[str, list[Mapping[str, Any]]]


def part_of(head: str) -> str | None:
    """Return which part of an archive a script is (``tweets``, ``direct_messages``), ``None`` when it is none."""
    found = _OPENING.match(head)
    return found[1] if found else None


def is_tweets(part: str) -> bool:
    """Tell whether a part holds published posts."""
    return part in ("tweets", "tweet")


def read_part(part: str) -> Iterator[Seen]:
    """Yield why a part of an archive that holds no published post is left out."""
    reasons: Mapping[str, LeftReason] = {"deleted_tweets": "deleted_tweets", "deleted_tweet": "deleted_tweets"}
    private = "message" in part
    yield Left(0, "private_messages" if private else reasons.get(part, "not_posts"))


def read_tweets(page: Page, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of one file of tweets; of an edited one the last version there is."""
    notes = _notes(page)
    handle = _handle(page)
    frame = Frame(origin._replace(author=origin.author or handle), "x", utc="Z", lossy=page.lossy)
    by_id: dict[str, int] = {}
    edited: dict[str, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for item in _items(page):
        tweet = _inner(item, "tweet")
        if isinstance(tweet, Lost):
            yield tweet
            continue
        before = by_id.setdefault(_id(tweet), item.number)
        if before != item.number and _id(tweet):
            yield Left(item.number, "duplicate_id", before)
            continue
        versions = _versions(tweet)
        if len(versions) > 1:
            edited[versions[0]].append((item.number, tweet))
        else:
            yield from _tweet(item.number, tweet, frame, notes, handle)
    for same in edited.values():
        same.sort(key=lambda pair: (_rank(pair[1]), pair[0]))
        last, tweet = same[-1]
        yield from (Left(number, "edited_later", last) for number, _ in same[:-1])
        yield from _tweet(last, tweet, frame, notes, handle)


def _items(page: Page) -> Iterator[Item]:
    with page.opening() as stream:
        skip_past(stream, "=")
        yield from read_items(stream)


def _inner(item: Item, name: str) -> Mapping[str, Any] | Lost:
    """Return what an item wraps; very old archives do not wrap."""
    if item.fault or not isinstance(item.value, dict):
        return Lost(item.number, item.fault or "not_an_object", glimpse(item.value))
    inner = item.value.get(name, item.value)
    return inner if isinstance(inner, dict) else Lost(item.number, "not_an_object", glimpse(item.value))


def _id(tweet: Mapping[str, Any]) -> str:
    return glimpse(tweet.get("id_str") or tweet.get("id") or "")


def _versions(tweet: Mapping[str, Any]) -> list[str]:
    """Return the ids of all the versions of a tweet, oldest first."""
    info = tweet.get("edit_info")
    if not isinstance(info, dict):
        return []
    inner = info.get("edit")
    control = info.get("initial") or (inner.get("editControlInitial") if isinstance(inner, dict) else None)
    ids = control.get("editTweetIds") if isinstance(control, dict) else None
    return [glimpse(one) for one in ids] if isinstance(ids, list) else []


def _rank(tweet: Mapping[str, Any]) -> int:
    versions, mine = _versions(tweet), _id(tweet)
    return versions.index(mine) if mine in versions else len(versions)


def _tweet(record: int, tweet: Mapping[str, Any], frame: Frame, notes: Notes, handle: str | None) -> Iterator[Seen]:
    raw = tweet.get("full_text", tweet.get("text"))
    if not isinstance(raw, str):
        yield Lost(record, "no_text" if raw is None else "text_not_a_string", glimpse(tweet))
        return
    if raw.startswith("RT @"):
        yield Left(record, "retweet")
        return
    created = tweet.get("created_at")
    note = _note(raw, created, notes)
    text = _expanded(_unescaped(raw), tweet) if note is None else _expanded(str(note.get("text")), tweet, note)
    own = _id(tweet)
    fields: dict[str, object] = {
        "text": text,
        "date": created,
        "lang": tweet.get("lang"),
        "url": f"https://x.com/{handle or 'i'}/status/{own}" if own else None,
        "image": [m["media_url_https"] for m in _media(tweet) if isinstance(m.get("media_url_https"), str)],
        "likes": tweet.get("favorite_count"),
        "shares": tweet.get("retweet_count"),
    }
    # The same post has the same id whether or not account.js was there to tell the name of its author.
    seed = f"https://x.com/i/status/{own}" if own else None
    for seen in entry(record, fields, frame._replace(form=_form(tweet)), seed=seed):
        yield seen
        if isinstance(seen, Kept) and note is None and _is_cut(raw):
            yield Lost(record, "cut_text_kept", text[-60:])


def _form(tweet: Mapping[str, Any]) -> PostForm:
    if tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id"):
        return "reply"
    links = _urls(tweet)
    return "quote" if links and _STATUS.match(glimpse(links[-1].get("expanded_url"))) else "post"


def _listed(holder: object, name: str) -> list[dict[str, Any]]:
    found = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _urls(tweet: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _listed(tweet.get("entities"), "urls")


def _media(tweet: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _listed(tweet.get("extended_entities"), "media") or _listed(tweet.get("entities"), "media")


def _unescaped(text: str) -> str:
    """Return ``text`` with the only three characters the archive escapes as they were; the ampersand last."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _expanded(text: str, tweet: Mapping[str, Any], note: Mapping[str, Any] | None = None) -> str:
    """Return ``text`` with its short links written out and without the one that stands for the media."""
    for media in _media(tweet):
        if isinstance(short := media.get("url"), str) and short:
            text = text.replace(short, "")
    pairs = [(link.get("url"), link.get("expanded_url")) for link in _urls(tweet)]
    pairs += [(link.get("shortUrl"), link.get("expandedUrl")) for link in _listed(note, "urls")]
    known = {short: full for short, full in pairs if isinstance(short, str) and isinstance(full, str) and short and full}
    for short in sorted(known, key=len, reverse=True):
        text = text.replace(short, known[short])
    return text


def _is_cut(raw: str) -> bool:
    return len(raw) >= _CUT_FROM and _LINK.sub("", raw).rstrip().endswith("…")


def _note(raw: str, created: object, notes: Notes) -> Mapping[str, Any] | None:
    """Return the long text a cut one begins: same second, same beginning, but for the names a reply starts with."""
    if not isinstance(created, str) or not notes:
        return None
    begun = _beginning(_unescaped(raw))
    for note in notes.get(read_date(created).value or "", ()):
        whole = _beginning(str(note.get("text")))
        if any(
            len(piece) >= min(_COMPARED, len(long)) and long.startswith(piece)
            for piece in (begun, _MENTIONS.sub("", begun, count=1))
            for long in (whole, _MENTIONS.sub("", whole, count=1))
        ):
            return note
    return None


def _beginning(text: str) -> str:
    """Return ``text`` up to its first link, without an ellipsis and with single spaces, as two spellings of it compare."""
    return " ".join(_LINK.split(text, maxsplit=1)[0].split()).rstrip("…").rstrip()


def _notes(page: Page) -> Notes:
    """Return the long texts beside a file of tweets, by the second they were made."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    names = ["note-tweet.js", *(f"note-tweet-part{n}.js" for n in range(1, 100))]
    for name in names:
        beside = _beside(page, name)
        if beside is None:
            break
        for item in _items(beside):
            note = _inner(item, "noteTweet")
            core = note.get("core") if isinstance(note, dict) else None
            if isinstance(note, dict) and isinstance(core, dict) and isinstance(core.get("text"), str):
                found[read_date(glimpse(note.get("createdAt"))).value or ""].append(core)
    return found


def _handle(page: Page) -> str | None:
    """Return the account name that ``account.js`` tells."""
    beside = _beside(page, "account.js")
    for item in _items(beside) if beside is not None else ():
        account = _inner(item, "account")
        if isinstance(account, dict) and isinstance(name := account.get("username"), str) and re.fullmatch(r"\w{1,50}", name):
            return name
    return None


def _beside(page: Page, name: str) -> Page | None:
    source = page.beside(name)
    return page_of(source) if source is not None else None
