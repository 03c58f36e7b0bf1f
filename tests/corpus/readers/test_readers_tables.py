import csv
import io
import json
from pathlib import Path

import pytest
from at_hand import DATA, only, put, read
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.post import Post
from corpus.readers import read_path, read_text
from corpus.readers.fields import NAMES, PRIVATE, columns_of, count_of, images_of, kind_named, lang_named, plain


def test_no_name_means_two_things() -> None:
    every = [name for names in NAMES.values() for name in names]
    assert len(every) == len(set(every))
    assert all(name == plain(name) for name in (*every, *PRIVATE))
    assert not PRIVATE.intersection(every)


@pytest.mark.parametrize(
    "header",
    [
        "Texte", "TEXTE ", "texte du post", "Post text", "post_text", "Post-Text", "Content", "Contenu", "Message", "Publication",
        "Légende", "Texte de la publication", "TEXT", "Tweet", "full_text",
    ],
)  # fmt: skip
def test_usual_names_of_the_text(header: str) -> None:
    assert columns_of(["x", header], {}) == {"text": 1}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Auteur·rice", None), ("Auteur", "author"), ("Publié par", "author"), ("Posted by", "author"),
        ("Date de publication", "date"), ("Publié le", "date"), ("Created date", "date"), ("Scheduled At", "date"),
        ("J’aime", "likes"), ("Mentions J'aime", "likes"), ("Nb. de likes", None), ("Nombre de likes", "likes"),
        ("Commentaires", "comments"), ("Comments", "comments"), ("Partages", "shares"), ("Reposts", "shares"),
        ("Republications", "shares"), ("Impressions", "impressions"), ("Réseau social", "network"),
        ("Plateforme", "network"), ("Lien du post", "url"), ("Permalink", "url"), ("Langue", "lang"),
        ("Visuel", "image"), ("Image URL", "image"),
    ],
)  # fmt: skip
def test_usual_names_of_the_rest(header: str, field: str | None) -> None:
    assert columns_of(["Texte", header], {}) == ({"text": 0} | ({field: 1} if field else {}))


def test_the_likeliest_name_wins_and_the_person_has_the_last_word() -> None:
    header = ["Message", "Texte", "Lien", "Post URL"]
    assert columns_of(header, {}) == {"text": 1, "url": 3}
    assert columns_of(header, {"text": " MESSAGE"}) == {"text": 0, "url": 3}
    assert columns_of(header, {"author": "texte"})["text"] == 0


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("1,316", 1316), ("1 316", 1316), ("1\u202f316", 1316), ("1.316", 1316), ("12", 12), (12, 12), (53.0, 53), ("53.0", 53),
        ("1.2K", 1200), ("1,2 k", 1200), ("3M", 3_000_000), ("", None), ("—", None), ("n/a", None), (None, None),
        (True, None), ("0", 0),
    ],
)  # fmt: skip
def test_counts(raw: object, count: int | None) -> None:
    assert count_of(raw) == count


@pytest.mark.parametrize("raw", ["beaucoup", "-3", "1.5", "0.512", "1e99", "9" * 40, "1,2,3", [1], "nan"])
def test_what_is_no_count(raw: object) -> None:
    with pytest.raises(ValueError):
        count_of(raw)


def test_small_values() -> None:
    assert images_of("https://a.b/1.png, https://a.b/2.png") == ("https://a.b/1.png", "https://a.b/2.png")
    assert images_of("ma photo.png") == ("ma photo.png",)
    assert images_of("a.png b.png") == ("a.png", "b.png")
    assert images_of(["a.png", 3, " "]) == ("a.png",)
    assert [lang_named(raw) for raw in ("fr-FR", "Français", "EN_us", "de", "")] == ["fr", "fr", "en", None, None]
    assert [kind_named(raw) for raw in ("Officiel", "Collègue", "own", "Organic")] == ["official", "sibling", "own", None]


def test_unknown_headers_are_asked_about_and_mapped(tmp_path: Path) -> None:
    path = DATA / "tables" / "unknown.csv"
    asked = only(path)
    assert (asked.columns, asked.posts, asked.reported) == (("Ma prose", "Qui", "Quand"), (), ())
    assert asked.where == "unknown.csv"
    found = only(path, mapping={"text": "ma PROSE", "author": "Qui", "date": "quand"})
    assert found.columns is None
    assert [(p.text, p.author, p.date) for p in found.posts] == [("Le fer rougit", "Noé Essai", "2026-05-12")]


def test_a_column_that_is_not_there_is_said() -> None:
    asked = only(DATA / "tables" / "unknown.csv", mapping={"text": "Mon texte"})
    assert (asked.columns, [r.reason for r in asked.reported]) == (("Ma prose", "Qui", "Quand"), ["mapped_column_missing"])
    found = only(DATA / "tables" / "francais.csv", mapping={"author": "Qui"})
    assert (len(found.posts), [r.text for r in found.reported]) == (2, ["Qui"])
    assert found.posts[0].author is None


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_unknown_keys_are_asked_about_and_mapped(tmp_path: Path, name: str) -> None:
    rows = [{"prose": "Le fer rougit", "qui": "Noé"}, {"prose": "Le feu", "qui": "Ada"}]
    path = put(tmp_path, name, json.dumps(rows) if name == "a.json" else "\n".join(map(json.dumps, rows)))
    assert only(path).columns == ("prose", "qui")
    assert [(p.text, p.author) for p in only(path, mapping={"text": "prose", "author": "qui"}).posts] == [
        ("Le fer rougit", "Noé"),
        ("Le feu", "Ada"),
    ]


def test_a_broken_row_in_the_middle_has_its_number(tmp_path: Path) -> None:
    content = 'texte,auteur,date\nUn,Noé,2026-05-01\nDeux,de,trop,2026-05-02\n"Trois\nlignes",Ada,2026-05-03\nseul\nCinq,Léa,\n'
    found = read(tmp_path, "a.csv", content)
    assert found.posts == [(1, "Un"), (3, "Trois\nlignes"), (5, "Cinq")]
    assert found.reported == [(2, "wrong_column_count"), (4, "wrong_column_count")]


def test_an_open_quote_in_the_middle_costs_one_row(tmp_path: Path) -> None:
    content = 'texte,auteur,date\nUn,Noé,2026-05-01\n"Deux,Noé,2026-05-02\n"Trois, enfin",Ada,2026-05-03\nQuatre,Ada,2026-05-04\n'
    found = read(tmp_path, "a.csv", content)
    assert found.posts == [(1, "Un"), (3, "Trois, enfin"), (4, "Quatre")]
    assert found.reported == [(2, "unclosed_quote")]


def test_a_last_row_cut_short_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", 'texte,auteur\nUn,Noé\n"Deux, coupé\nau milieu')
    assert (found.posts, found.reported) == ([(1, "Un")], [(2, "truncated_last_row_unclosed_quote")])


def test_separators_a_spreadsheet_left_out_are_no_fault(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", "texte,auteur,likes,partages\nUn,Noé,3,1\nDeux,Ada\nTrois,Léa,2,1,,\n")
    assert (found.posts, found.reported) == ([(1, "Un"), (2, "Deux"), (3, "Trois")], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_separator_is_told(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["Auteur", "Texte"], ["Noé", "Un, deux ; trois | quatre\tcinq"]])
    assert read(tmp_path, "a.csv", out.getvalue()).posts == [(1, "Un, deux ; trois | quatre\tcinq")]


def test_sentences_above_the_header_and_the_separator_line(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "sep=;\nAuteur;Texte\nNoé;Un\n").posts == [(1, "Un")]
    assert read(tmp_path, "b.csv", "Posts de mai, tous réseaux\n\nAuteur,Texte\nNoé,Un\n").posts == [(1, "Un")]


def test_a_day_order_is_proved_said_or_left_open(tmp_path: Path) -> None:
    def dates(content: str, **more: object) -> list[str | None]:
        return [p.date for p in only(put(tmp_path, "a.csv", content), **more).posts]

    english = "text,author,date\nOne,Noé,03/06/2026\nTwo,Noé,04/06/2026\n"
    assert dates(english) == [None, None]
    assert dates(english + "Three,Noé,25/06/2026\n") == ["2026-06-03", "2026-06-04", "2026-06-25"]
    assert dates(english + "Three,Noé,06/25/2026\n") == ["2026-03-06", "2026-04-06", "2026-06-25"]
    assert dates(english, mapping={"date_order": "mdy"}) == ["2026-03-06", "2026-04-06"]
    assert dates("texte,auteur,date\nUn,Noé,03/06/2026\n") == ["2026-06-03"]
    assert dates("text;author;date\nUn;Noé;03/06/2026\n") == ["2026-06-03"]
    number = 1780477200000 << 22  # 2026-06-03
    assert dates(f"text,date,url\nOne,06/03/2026,https://www.linkedin.com/feed/update/urn:li:share:{number}\n") == ["2026-06-03"]


def test_a_link_many_posts_share_does_not_make_them_one(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.csv", "texte,lien\nUn,https://example.org/offre\nDeux,https://example.org/offre\n"))
    assert len({post.id for post in found.posts}) == 2
    own = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7505192073461760000"
    one, two = only(put(tmp_path, "b.csv", f"texte,lien\nUn,{own}\nUn corrigé,{own}\n")).posts
    assert one.id == two.id
    assert one.network == "linkedin"


def test_a_single_column_is_not_split(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "texte\nBonjour, à tous\nUn ; deux\n").posts == [(1, "Bonjour, à tous"), (2, "Un ; deux")]


def test_a_message_that_says_message_is_no_header(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.csv", "25/06/2026 09:05,Bonjour,\n26/06/2026 09:05,Message,\n"))
    assert (found.format, len(found.posts)) == ("hootsuite_bulk", 2)


def test_json_without_a_post_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, "a.json", '{"version": 1, "files": {"a": {"b": 2}}}').reported == [(1, "no_text")]
    assert read(tmp_path, "b.json", "[1, 2]").reported == [(1, "not_an_object"), (2, "not_an_object")]


def test_kind_and_author_of_the_file_come_first(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "texte,auteur,kind\nUn,Noé,official\nDeux,,\nTrois,,inconnu\n")
    found = only(path, kind="own", author="Ada")
    assert [(p.author, p.kind) for p in found.posts] == [("Noé", "official"), ("Ada", "own"), ("Ada", "own")]
    assert [(r.record, r.reason) for r in found.reported] == [(3, "unknown_kind_kept")]


def test_a_row_twice_is_one_post(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", "texte,auteur\nUn,Noé\nDeux,Noé\nUn,Noé\n")
    assert (found.posts, found.skipped) == ([(1, "Un"), (2, "Deux")], [(3, "duplicate_row")])


def test_words_meant_for_one_person_stay_out(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "From,To,Sent At,Message,Direction\nNoé,Ada,x,secret,OUT\n").skipped == [
        (0, "private_messages")
    ]
    assert read(tmp_path, "b.csv", "Expéditeur;Destinataire;Message\nNoé;Ada;secret\n").skipped == [(0, "private_messages")]
    assert read(tmp_path, "c.csv", "Destinataires;Message\nTous;Notre offre\n", mapping={"text": "Message"}).posts


def test_the_comments_header_of_another_tool_is_a_table_of_posts(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.csv", "Date,Link,Message\n2026-05-01,https://example.org,Bonjour\n"))
    assert (found.format, found.posts[0].kind) == ("table", "sibling")


POSTS = st.builds(
    Post,
    id=st.text("abc123-", min_size=1, max_size=8),
    text=st.text(st.sampled_from('ab é"\n,;😀'), min_size=1, max_size=20).filter(lambda text: text == text.strip() and text),
    author=st.none() | st.sampled_from(["Noé Essai", "Ada, Test"]),
    kind=st.sampled_from(["sibling", "official", "own", "comment"]),
    form=st.sampled_from(["post", "reply", "draft"]),
    lang=st.sampled_from([None, "fr", "en"]),
    date=st.sampled_from([None, "2026-05-12", "2026-05-12T09:30:00Z", "2026-05-12T09:30:00"]),
    network=st.sampled_from([None, "linkedin", "x", "mastodon", "bluesky"]),
    url=st.sampled_from([None, "https://example.org/1"]),
    images=st.sampled_from([(), ("a.png",), ("a.png", "b.png")]),
    likes=st.none() | st.integers(0, 10**6),
    impressions=st.none() | st.integers(0, 10**6),
)


@pytest.mark.slow
@given(st.lists(POSTS, min_size=1, max_size=5, unique_by=lambda post: post.id))
@settings(deadline=None, max_examples=60)
def test_what_is_exported_comes_back(posts: list[Post]) -> None:
    rows = [{"image": list(post.images), **post.model_dump(exclude={"images"})} for post in posts]
    lines = "\n".join(json.dumps(row) for row in rows)
    assert list(read_text(lines, "a.jsonl").posts) == posts
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {"image": " ".join(row["image"])} for row in rows)
    assert list(read_text(table.getvalue(), "a.csv").posts) == posts


def test_reading_twice_gives_the_same_ids(tmp_path: Path) -> None:
    ids = [[post.id for read in read_path(DATA) for post in read.posts] for _ in range(2)]
    assert ids[0] == ids[1]
