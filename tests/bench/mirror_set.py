"""A second set to measure the mirror on: ``python tests/bench/mirror_set.py FOLDER [--part look|judge]``.

Writes ``posts.jsonl`` and ``drafts.jsonl`` in FOLDER, in the shape ``mirror_dev.py`` and ``mirror.py`` read, from sentences
written by hand (``mirror_set/{fr,en}.toml``): sources borrowed in every way, and what must stay silent (formulas, quotations with
their author, disclosures, names, hashtags, other things said of one subject). ``look`` takes the entries of even place, which may
be looked at while changing the mirror; ``judge`` the odd ones, which may not. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "mirror_set"
LANGUAGES = ("fr", "en")
COPIES = 9
"""Colleagues who paste an official sentence."""
ALPHABETS = (0x1D400, 0x1D434, 0x1D468, 0x1D49C, 0x1D4D0, 0x1D504, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D63C, 0x1D670, 0xFF21)
"""Where each dressed-up alphabet starts: bold, italic, script, fraktur, sans-serif, monospace, full width."""

Row = dict[str, Any]


def read(lang: str) -> Row:
    """Return the sentences of one language."""
    return tomllib.loads((HERE / f"{lang}.toml").read_text("utf-8"))


def dressed(text: str, start: int) -> str:
    """Return ``text`` in the letters of the alphabet that begins at ``start``; accents become combining marks."""
    upper = 32 if start == 0xFF21 else 26
    said = []
    for letter in unicodedata.normalize("NFD", text):
        if "A" <= letter <= "Z" or "a" <= letter <= "z":
            code = start + (ord(letter) - 65 if letter <= "Z" else upper + ord(letter) - 97)
            said.append(chr(code) if unicodedata.category(chr(code)) != "Cn" else letter)
        else:
            said.append(letter)
    return "".join(said)


def surface(text: str, place: int) -> str:
    """Return ``text`` in another dress: capitals, no accents, emoji, struck through."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    ways = (text.upper(), bare.lower(), f"🚀 {text[:-1]} 💡✨", "\u0336".join(text), text.replace(" ", "\u00a0 "))
    return ways[place % len(ways)]


def halves(text: str, place: int) -> str:
    """Return ``text`` with its two halves exchanged."""
    words = text.rstrip(".").split()
    return " ".join([*words[len(words) // 2 :], *words[: len(words) // 2]]) + "."


def cut(text: str, place: int) -> str:
    """Return ``text`` without 38 % of its words, in one place."""
    words = text.split()
    gone = round(0.38 * len(words))
    start = 2 + place % max(1, len(words) - gone - 3)
    return " ".join(words[:start] + words[start + gone :])


def swapped(every: int, others: Sequence[str]) -> Callable[[str, int], str]:
    """Return a change that puts a stranger's word in the place of one word in ``every``."""
    strangers = [word for other in others for word in other.rstrip(".").split()]

    def change(text: str, place: int) -> str:
        words = text.split()
        for k in range(place % every, len(words), every):
            words[k] = strangers[zlib.crc32(f"{text}{k}".encode()) % len(strangers)]
        return " ".join(words)

    return change


def posts(lang: str, said: Row) -> Iterator[Row]:
    """Yield what colleagues and the company published."""
    every = [s for name in ("formulas", "disclosures", "hashtags") for s in said[name]]
    every += [frame.format(x=x) for x in said["products"] for frame in said["product_frames"][:2]]
    for place, (one, two) in enumerate(zip(said["posts"][::2], said["posts"][1::2], strict=True)):
        yield post(f"{lang}-p{place}", lang, f"{one}\n{two}\n{every[place]}")
    for place, text in enumerate(every[len(said["posts"]) // 2 :]):
        yield post(f"{lang}-e{place}", lang, text)
    for place, (text, _) in enumerate(said["paraphrases"]):
        yield post(f"{lang}-q{place}", lang, text)
    for place, text in enumerate(said["campaigns"]):
        official = place + 1 < len(said["campaigns"])
        yield post(f"{lang}-c{place}", lang, text) | ({"kind": "official"} if official else {})
        for copy in range(COPIES):
            yield post(f"{lang}-c{place}-{copy}", lang, f"{text}\n{said['formulas'][copy]}") | {"author": f"collegue-{copy}"}


def post(name: str, lang: str, text: str) -> Row:
    """Return ``text`` as a colleague published it."""
    number = zlib.crc32(name.encode())
    day = f"2026-{1 + number % 9:02d}-{1 + number % 28:02d}"
    return {"id": name, "text": text, "author": f"collegue-{number % 60}", "kind": "sibling", "lang": lang, "date": day}


def drafts(lang: str, said: Row, odd: int) -> Iterator[Row]:
    """Yield the labelled drafts of the entries of even or ``odd`` place."""
    ways: dict[str, Callable[[str, int], str]] = {
        "verbatim": lambda text, place: text,
        "surface": surface,
        "unicode-bold": lambda text, place: dressed(text, ALPHABETS[place % len(ALPHABETS)]),
        "halves": halves,
        "cut-38": cut,
        "swap-1-in-5": swapped(5, said["posts"]),
        "swap-1-in-3": swapped(3, said["posts"]),
    }
    for place in range(odd, len(said["posts"]), 2):
        for level, change in ways.items():
            yield draft(lang, said, level, place, change(said["posts"][place], place // 2), [f"{lang}-p{place // 2}"])
        if odd:
            both = f"{said['posts'][place]} {said['posts'][place - 1]}"
            yield draft(lang, said, "reordered", place, both, [f"{lang}-p{place // 2}"])
    for place in range(len(said["campaigns"])):
        those = [f"{lang}-c{place}", *(f"{lang}-c{place}-{copy}" for copy in range(COPIES))]
        edit = swapped(5, said["hosts"])
        for level, text in (("verbatim", said["campaigns"][place]), ("edited", edit(said["campaigns"][place], odd))):
            yield draft(lang, said, f"pasted-by-many-{level}", place, text, those)
    for place in range(odd, len(said["paraphrases"]), 2):
        those = [f"{lang}-q{place}", f"en-q{place}", f"fr-q{place}"]
        yield draft(lang, said, "paraphrase", place, said["paraphrases"][place][1], those)
        yield draft(lang, said, "same-topic", place, said["same_topic"][place][1], [])
    yield from _silent(lang, said, odd)


def _silent(lang: str, said: Row, odd: int) -> Iterator[Row]:
    for level, name in (("formula", "formulas"), ("disclosure", "disclosures"), ("hashtags", "hashtags")):
        for place in range(odd, len(said[name]), 2):
            yield draft(lang, said, level, place, said[name][place], [])
    for place in range(odd, len(said["products"]), 2):
        for frame in said["product_frames"][2:]:
            yield draft(lang, said, "product-name", place, frame.format(x=said["products"][place]), [])
    for place in range(odd, len(said["quotes"]), 2):
        quoted = said["posts"][place % len(said["posts"])].rstrip(".")
        text = said["quotes"][place].format(x=quoted, w=said["speakers"][place % len(said["speakers"])])
        yield draft(lang, said, "quote-attributed", place, text[0].upper() + text[1:], [])
    for place in range(odd, len(said["hosts"]), 2):
        yield draft(lang, said, "independent", place, "", [])
    for place in range(odd, len(said.get("translations", ())), 2):
        french, english = said["translations"][place]
        sources = [f"fr-p{read('fr')['posts'].index(french) // 2}", *(f"en-p{n}" for n in range(8))]
        yield draft(lang, said, "translated", place, english, sources)


def draft(lang: str, said: Row, level: str, place: int, text: str, sources: Sequence[str]) -> Row:
    """Return ``text`` before, inside or after one of the hosts, apart from it by a line or a space."""
    number = zlib.crc32(f"{level}{place}{text}".encode())
    host = said["hosts"][number % len(said["hosts"])]
    first, rest = host.split(". ", 1)
    between = "\n\n" if number % 3 or ">" in text else " "
    before, after = (("", host), (f"{first}.", rest), (host, ""))[number // 3 % 3] if text else (host, "")
    whole = between.join(part for part in (before, text, after) if part)
    start = len(before) + len(between) if before else 0
    spans = [{"start": start, "end": start + len(text), "post_id": sources[0]}] if sources else []
    return {
        "id": f"{lang}-{level}-{place}",
        "text": whole,
        "lang": lang,
        "author": "moi",
        "level": level,
        "label": int(bool(sources)),
        "spans": spans,
    } | ({"any_of": list(sources)} if len(sources) > 1 else {})


def asked(about: str | None) -> argparse.Namespace:
    """Return what the command line asks for: ``folder`` and ``part``."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--part", choices=("look", "judge"), default="look")
    return options.parse_args()


def write(folder: Path, made: dict[str, list[Row]]) -> None:
    """Write a file a name in ``folder``, and say how many rows each holds."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text("".join(lines), "utf-8")
        print(f"{folder / name}.jsonl: {len(rows)}")


def main() -> None:
    """Write the two files."""
    given = asked(__doc__)
    languages = {lang: read(lang) for lang in LANGUAGES}
    made = {
        "posts": [row for lang, said in languages.items() for row in posts(lang, said)],
        "drafts": [row for lang, said in languages.items() for row in drafts(lang, said, int(given.part == "judge"))],
    }
    write(given.folder, made)


if __name__ == "__main__":
    main()
