"""``portevoix posts``: what colleagues and the company have published, in and out of the store."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.errors import BadInput
from tui.verbs import sharing
from tui.verbs.notices import tell_notices
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, shortened, to_json
from tui.verbs.sources import spooled_stdin
from tui.words import Words

KINDS = ("sibling", "official", "own")
COLUMNS = (
    *("id", "text", "author", "kind", "form", "lang", "date", "network", "url", "image"),
    *("likes", "comments", "shares", "impressions"),
)
"""Names of the export, which ``import`` reads back."""
REPORTED_SHOWN = 20
"""Unreadable rows named one by one; the rest are counted."""


def describe(parser: Parser, words: Words) -> None:
    """Add the actions of the contract."""
    actions = parser.add_subparsers(
        dest="action", metavar=words("posts_verb.action"), title=words("posts_verb.actions"), required=True
    )

    def action(name: str) -> Parser:
        about = words(f"posts_verb.{name}")
        added: Parser = actions.add_parser(name, help=about, description=about, words=words)
        return added

    bring = action("import")
    bring.add_argument("paths", nargs="+", metavar=words("posts_verb.path"), help=words("posts_verb.path_help"))
    bring.add_argument("--kind", choices=KINDS, default="sibling", help=words("posts_verb.kind"))
    bring.add_argument("--author", help=words("posts_verb.author"))
    bring.add_argument("--map", action="append", default=[], metavar="text=COLUMN", help=words("posts_verb.map"))
    bring.add_argument("--no-embed", action="store_true", help=words("posts_verb.no_embed"))
    bring.add_argument("--json", action="store_true", help=words("posts_verb.json"))
    show = action("list")
    show.add_argument("--kind", choices=(*KINDS, "comment", "suggestion"), help=words("posts_verb.only_kind"))
    show.add_argument("--author", help=words("posts_verb.only_author"))
    show.add_argument("--limit", type=int, default=50, help=words("posts_verb.limit"))
    show.add_argument("--json", action="store_true", help=words("posts_verb.json"))
    count = action("stats")
    count.add_argument("--json", action="store_true", help=words("posts_verb.json"))
    out = action("export")
    out.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help=words("posts_verb.export_format"))
    gone = action("remove")
    gone.add_argument("ids", nargs="*", metavar="ID", help=words("posts_verb.ids"))
    gone.add_argument("--author", help=words("posts_verb.remove_author"))
    gone.add_argument("--json", action="store_true", help=words("posts_verb.json"))
    action("reindex")
    action("sync").add_argument("--json", action="store_true", help=words("posts_verb.json"))


def run(options: argparse.Namespace) -> int:
    """Do one action and return its exit status."""
    from tui.wiring import open_house

    house = open_house(options.words.lang)
    done = {"import": bring_in, "list": list_posts, "stats": stats, "export": export, "reindex": reindex}
    done |= {"remove": remove, "sync": sharing.sync}
    if options.action not in ("import", "sync"):
        sharing.meet(house, sharing.READING_S)
    status = done[options.action](house, options)
    if options.action in ("import", "reindex"):
        sharing.meet(house, sharing.SENDING_S, sending=True)
    if options.action != "sync":
        sharing.tell(house, options.words)
    tell_notices(house)
    return status


def bring_in(house: Any, options: argparse.Namespace) -> int:
    """Import every path; a bad one is said and the others are imported. Returns 2 when nothing of a path could be read."""
    from tui.kit import as_imported

    words: Words = options.words
    totals: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    reported: list[dict[str, Any]] = []
    status = 0
    for name in options.paths:
        some = False
        lost = False
        for read in _reads(name, options):
            if isinstance(read, BadInput):
                print(f"portevoix: {read.title}\n  → {read.remedy}", file=sys.stderr)
                lost = True
                continue
            if read.columns is not None:
                _say_unmapped(words, read)
                status = 2
            done = house.corpus.add(as_imported(read.posts, house.corpus))
            totals.update(added=done.added, updated=done.updated)
            skipped.update(s.reason for s in read.skipped)
            skipped.update({"already_there": done.unchanged} if done.unchanged else {})
            reported.extend(r.model_dump() for r in read.reported)
            some = some or bool(read.posts or read.skipped)
            lost = lost or bool(read.reported)
        if lost and not some:
            status = 2
    if options.json:
        print(to_json({**_counts(totals), "skipped": dict(skipped), "reported": reported}))
    else:
        _say_import(words, totals, skipped, reported)
    if not options.no_embed:
        embed(house, words)
    return status


def _counts(totals: Counter[str]) -> dict[str, int]:
    return {"added": totals["added"], "updated": totals["updated"]}


def _say_unmapped(words: Words, read: Any) -> None:
    columns = ", ".join(map(one_line, read.columns))
    print(words("posts_verb.unmapped", name=one_line(read.where), columns=columns), file=sys.stderr)
    print(f"  → {words('posts_verb.unmapped_remedy', column=one_line((read.columns or ('…',))[0]))}", file=sys.stderr)


def _reads(name: str, options: argparse.Namespace) -> Iterator[Any]:
    from corpus.imprints import imprinted
    from corpus.readers import read_path

    mapping = dict(pair.split("=", 1) for pair in options.map if "=" in pair)
    if len(mapping) != len(options.map):
        raise BadInput(options.words("posts_verb.bad_map"), options.words("posts_verb.bad_map_remedy"))
    more = {"kind": options.kind, "author": options.author, "mapping": mapping or None, "speak": options.words.lang}
    try:
        if name == "-":
            with spooled_stdin() as path:
                yield from read_path(path, **more)
        else:
            yield from (imprinted(read, Path(name), options.words.lang) for read in read_path(Path(name), **more))
    except BadInput as error:
        yield error


def _say_import(words: Words, totals: Counter[str], skipped: Counter[str], reported: list[dict[str, Any]]) -> None:
    print(words("posts_verb.imported", added=totals["added"], updated=totals["updated"], skipped=skipped.total()))
    for reason, n in skipped.most_common():
        print(f"  {n} × {_reason(words, reason)}")
    if reported:
        print(words.many("posts_verb.reported", len(reported)))
    for row in reported[:REPORTED_SHOWN]:
        print(f"  {one_line(row['where'])}: {_reason(words, row['reason'])}")
    if len(reported) > REPORTED_SHOWN:
        print(words.many("posts_verb.reported_more", len(reported) - REPORTED_SHOWN))


def _reason(words: Words, reason: str) -> str:
    from coach.phrases import phrase

    return phrase(words.lang, "readers", f"reason.{reason}")


def embed(house: Any, words: Words) -> None:
    """Work off the embedding queue with a progress bar on a terminal; Ctrl-C leaves the rest for later."""
    from coach.phrases import phrase

    store = house.corpus
    if not store.pending() or not house.settings.semantic:
        return
    live = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if live:
            filled = 30 * done // max(1, total)
            bar = "█" * filled + "░" * (30 - filled)
            print(f"\r{words('posts_verb.embedding')} {bar} {done}/{total}", end="", file=sys.stderr, flush=True)

    try:
        store.run(progress, lambda: False)
    except KeyboardInterrupt:
        print(f"\n{words('posts_verb.embed_later', n=store.pending())}", file=sys.stderr)
        return
    if live:
        print(file=sys.stderr)
    for lack in store.lacks():
        print(phrase(words.lang, "corpus", f"lacks.{lack}"), file=sys.stderr)


def list_posts(house: Any, options: argparse.Namespace) -> int:
    """Print the posts, newest first, one a line."""
    shown = 0
    for post in house.corpus.posts(options.kind):
        if options.author and (post.author or "").casefold() != options.author.casefold():
            continue
        if shown == options.limit:
            break
        shown += 1
        if options.json:
            print(to_json(post.model_dump(mode="json")))
        else:
            known = f"{(post.date or '')[:10]:10}  {post.kind:8}  {one_line(post.author or '—'):18.18}"
            print(f"{one_line(post.id)}  {known}  {shortened(one_line(post.text), 72)}")
    if not shown and not options.json:
        print(options.words("posts_verb.none"), file=sys.stderr)
    return 0


def stats(house: Any, options: argparse.Namespace) -> int:
    """Print how many posts there are, of what, by whom, since when."""
    known = house.corpus.stats().model_dump()
    if options.json:
        print(to_json(known))
        return 0
    for name, value in known.items():
        said = ", ".join(f"{k} {n}" for k, n in value.items()) if isinstance(value, dict) else value
        print(f"{options.words('posts_verb.stat_' + name)}: {'—' if said in (None, '') else said}")
    return 0


def export(house: Any, options: argparse.Namespace) -> int:
    """Write the whole store to stdout with the names ``import`` reads."""
    if options.format == "jsonl":
        for row in house.corpus.export("jsonl"):
            print(to_json(row))
        return 0
    writer = csv.DictWriter(sys.stdout, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in house.corpus.export("csv"):
        writer.writerow(row)
    return 0


def remove(house: Any, options: argparse.Namespace) -> int:
    """Remove posts by id or by author, with their vectors and index entries, and verify that nothing is left."""
    words: Words = options.words
    ids = list(options.ids)
    if options.author:
        ids += [p.id for p in house.corpus.posts() if (p.author or "").casefold() == options.author.casefold()]
    if not ids:
        raise BadInput(
            words("posts_verb.nobody") if options.author else words("posts_verb.nothing_to_remove"),
            words("posts_verb.remove_remedy"),
        )
    n = house.corpus.remove(ids)
    sharing.meet(house, sharing.SENDING_S, sending=True)
    left = {post_id: house.corpus.traces(post_id) for post_id in dict.fromkeys(ids)}
    unknown = len(set(ids)) - n
    waits = [post_id for post_id, where in left.items() if where == ["server"]]
    here = sorted({trace for where in left.values() for trace in where} - {"server"})
    if options.json:
        verified = {"here": not here, "server": None if house.shares_with is None else not waits}
        print(to_json({"removed": n, "unknown": unknown, "verified": verified, "left": {k: v for k, v in left.items() if v}}))
    else:
        print(words.many("posts_verb.removed", n))
    if here:
        print(words("posts_verb.traces", where=", ".join(here)), file=sys.stderr)
        return 3
    if waits:
        print(words("posts_verb.server_waits", host=house.shares_with or "?"), file=sys.stderr)
    elif house.shares_with is not None and n and not options.json:
        print(words("posts_verb.server_verified", host=house.shares_with))
    if unknown:
        print(words.many("posts_verb.unknown_ids", unknown), file=sys.stderr)
        return 2
    return 0


def reindex(house: Any, options: argparse.Namespace) -> int:
    """Rebuild what is missing or damaged and finish the queue."""
    house.corpus.reindex()
    embed(house, options.words)
    print(options.words("posts_verb.reindexed", n=house.corpus.count(), waiting=house.corpus.pending()))
    return 0
