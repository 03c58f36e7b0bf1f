"""What the measured files do not show of LinkedIn, X and Mastodon."""

import json
import shutil
import time
from pathlib import Path

import pytest
from at_hand import DATA, only, put, read
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import read_text
from corpus.readers.linkedin import unwrapped
from corpus.readers.links import is_own, network_of, urn_moment
from corpus.readers.markup import words_of

HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
LINK = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A"


def share(n: int, text: str, day: int = 1) -> str:
    quoted = '"' + text.replace("\n", '"\n"').replace('"', '""') + '"'
    return f'2026-05-{day:02} 10:00:00,{LINK}75000000000000000{n:02},{quoted},"","",MEMBER_NETWORK\n'


@pytest.mark.parametrize("text", ['"a"\n"b"', 'a\n\nb"', '""\n""', "a,b\n2026-05-01 10:00:00,https://x,y\nc", 'fin ""', "\\n \\"])
def test_a_share_comes_back_to_the_letter(tmp_path: Path, text: str) -> None:
    for content in (HEAD + share(1, text), (HEAD + share(1, text)).replace("\n", "\r\n"), "\ufeff" + HEAD + share(1, text)):
        assert read(tmp_path, "Shares.csv", content) == ([(1, text)], [], [])


BITS = st.sampled_from(['"', "\n", ",", "\\", "é", " ", "mot", '""', "2026-05-01 10:00:00,https://a,b"])
PIECES = st.lists(BITS, min_size=1, max_size=9)


@given(st.lists(PIECES.map("".join), min_size=1, max_size=4))
@settings(deadline=None, max_examples=100)
def test_any_shares_come_back_to_the_letter(texts: list[str]) -> None:
    found = read_text(HEAD + "".join(share(n, text) for n, text in enumerate(texts)), "Shares.csv")
    wanted = list(dict.fromkeys(stripped for text in texts if (stripped := text.strip(" \t\r\n"))))
    assert [post.text for post in found.posts] == wanted
    assert not found.reported


def comment(n: int, text: str) -> str:
    quoted = '"' + text.replace('"', '\\"') + '"' if any(c in text for c in ',"\n') else text
    return f"2026-05-01 10:00:{n:02},{LINK}75000000000000000{n:02},{quoted}\n"


@pytest.mark.slow
@given(st.lists(PIECES.map("".join), min_size=1, max_size=4))
@settings(deadline=None, max_examples=100)
def test_any_comments_come_back_to_the_letter(texts: list[str]) -> None:
    found = read_text("Date,Link,Message\n" + "".join(comment(n, text) for n, text in enumerate(texts)), "Comments.csv")
    assert [post.text for post in found.posts] == [text.strip(" \t\r\n") for text in texts if text.strip()]
    assert not found.reported


def test_a_share_whose_lines_are_plain_is_left_alone() -> None:
    assert unwrapped('il a dit "non"\n"oui"\net rien') == 'il a dit "non"\n"oui"\net rien'
    assert unwrapped('un"\n""\n"deux') == "un\n\ndeux"


def test_older_shares_have_fewer_columns(tmp_path: Path) -> None:
    content = "Date,ShareLink,ShareCommentary,SharedUrl\n2019-05-01 10:00:00,https://www.linkedin.com/feed/update/a,Un,\n"
    assert read(tmp_path, "Shares.csv", content).posts == [(1, "Un")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_the_shares_of_2018(tmp_path: Path, encoding: str) -> None:
    header = "Date,Share Title,Share Description,Share Link,Share Commentary,Shared URL,Media URL,Type,Visibility".split(",")
    row = [
        "2017/06/08 08:15:44 UTC",
        "T",
        "D",
        "https://www.linkedin.com/feed/update/urn:li:share:1",
        'Un ""mot""\nà dire',
        "",
        "",
        "A",
        "P",
    ]
    content = "\r\n".join("\t".join(f'"{cell}"' for cell in line) for line in (header, row)) + "\r\n"
    post = only(put(tmp_path, "Shares.csv", content.encode(encoding))).posts[0]
    assert (post.text, post.date) == ('Un "mot"\nà dire', "2017-06-08T08:15:44Z")


def test_the_same_words_are_one_share_and_the_members_own_is_kept(tmp_path: Path) -> None:
    group = share(2, "Pareil", 2).replace("Ashare", "AgroupPost").replace("3A75", "3A42-75")
    found = read(tmp_path, "Shares.csv", HEAD + group + share(1, "Pareil") + share(3, "Pareil", 3))
    assert found.posts == [(2, "Pareil")]
    assert sorted(found.skipped) == [(1, "cross_post_same_text"), (3, "cross_post_same_text")]


def test_a_broken_share_in_the_middle_costs_one_row(tmp_path: Path) -> None:
    broken = share(2, "Deux\nlignes")[:-30] + "\n"
    found = read(tmp_path, "Shares.csv", HEAD + share(1, "Un") + broken + share(3, "Trois\nlignes") + share(4, "Quatre"))
    assert found.posts == [(1, "Un"), (3, "Trois\nlignes"), (4, "Quatre")]
    assert [record for record, _ in found.reported] == [2]


def test_addresses() -> None:
    assert network_of("https://fr.linkedin.com/posts/x") == "linkedin"
    assert network_of("https://notlinkedin.com/posts/x") is None
    assert network_of("http://[bad") is None
    assert network_of("https://m.example/@noe/115000000000000001") == "mastodon"
    assert is_own("https://x.com/noe/status/1960000000000000001")
    assert not is_own("https://x.com/noe")
    assert not is_own("https://example.org/posts/1")
    moment = urn_moment("https://www.linkedin.com/feed/update/urn:li:activity:7459508136335405522")
    assert moment is not None
    assert moment.strftime("%Y-%m-%d %H:%M:%S") == "2026-05-11 07:42:10"
    assert urn_moment("https://www.linkedin.com/feed/update/urn:li:share:12") is None


def tweets(folder: Path, *items: dict, name: str = "tweets.js", head: str = "window.YTD.tweets.part0 = ") -> Path:
    return put(folder, name, head + json.dumps(list(items)))


def tweet(n: int, text: str, **more: object) -> dict:
    return {"tweet": {"id_str": str(n), "full_text": text, "created_at": f"Tue Dec 02 06:23:{n:02} +0000 2025", **more}}


def test_old_archives_of_x(tmp_path: Path) -> None:
    old = tweet(1, "Un &amp;amp; deux")["tweet"]
    path = tweets(tmp_path, old, name="tweet.js", head="window.YTD.tweet.part0 = ")
    post = only(path).posts[0]
    assert (post.text, post.url, post.author, post.date) == (
        "Un &amp; deux",
        "https://x.com/i/status/1",
        None,
        "2025-12-02T06:23:01Z",
    )
    assert only(tweets(tmp_path, name="empty.js")).posts == ()


def test_the_id_of_a_post_of_x_does_not_depend_on_the_account_file(tmp_path: Path) -> None:
    alone = only(tweets(tmp_path, tweet(1, "Un"))).posts[0]
    put(tmp_path, "account.js", 'window.YTD.account.part0 = [{"account": {"username": "noe"}}]')
    known = only(tmp_path / "tweets.js").posts[0]
    assert (alone.id, alone.author) == (known.id, None)
    assert (known.author, known.url) == ("noe", "https://x.com/noe/status/1")
    assert only(tmp_path / "tweets.js", author="Noé Essai").posts[0].author == "Noé Essai"


def test_parts_of_a_big_archive(tmp_path: Path) -> None:
    shutil.copytree(DATA / "x", tmp_path / "x")
    path = tweets(tmp_path / "x" / "data", tweet(7, "Suite"), name="tweets-part1.js", head="window.YTD.tweets.part1 = ")
    assert only(path).posts[0].author == "noe_essai"


def test_an_edited_post_whose_last_version_is_gone_keeps_the_last_there_is(tmp_path: Path) -> None:
    ids = {"editTweetIds": ["1", "2", "3"]}
    found = read(
        tmp_path,
        "tweets.js",
        "window.YTD.tweets.part0 = "
        + json.dumps(
            [tweet(2, "Deux", edit_info={"edit": {"editControlInitial": ids}}), tweet(1, "Un", edit_info={"initial": ids})]
        ),
    )
    assert (found.posts, found.skipped) == ([(1, "Deux")], [(2, "edited_later")])


def test_a_long_text_is_not_given_to_another_post_of_the_same_second(tmp_path: Path) -> None:
    cut = "Le fer rougit puis noircit. " * 12
    note = {"noteTweet": {"createdAt": "2025-12-02T06:23:01.000Z", "core": {"text": "Tout autre chose, " * 30}}}
    put(tmp_path, "note-tweet.js", "window.YTD.note_tweet.part0 = " + json.dumps([note]))
    found = only(tweets(tmp_path, tweet(1, cut[:275] + "…"), tweet(1, "Oui")))
    assert found.posts[0].text.startswith("Le fer rougit")
    assert [r.reason for r in found.reported] == ["cut_text_kept"]
    assert only(tmp_path / "note-tweet.js").skipped == ()


def test_long_texts_without_their_posts_are_left(tmp_path: Path) -> None:
    path = put(tmp_path, "note-tweet.js", "window.YTD.note_tweet.part0 = []")
    assert [s.reason for s in only(path).skipped] == ["not_posts"]


def test_what_is_no_part_of_x_is_left(tmp_path: Path) -> None:
    assert read(tmp_path, "app.js", "console.log('[]')").skipped == [(0, "not_posts")]
    assert read(tmp_path, "d.js", 'window.YTD.direct_messages_group.part0 = [{"text": "secret"}]').skipped == [
        (0, "private_messages")
    ]


def test_a_broken_tweet_costs_one_tweet(tmp_path: Path) -> None:
    good = json.dumps([tweet(1, "Un"), tweet(2, "Deux"), tweet(3, "Trois")], indent=2)
    found = read(tmp_path, "tweets.js", "window.YTD.tweets.part0 = " + good.replace('"full_text": "Deux"', '"full_text": "Deux'))
    assert found.posts == [(1, "Un"), (3, "Trois")]
    assert found.reported == [(2, "bad_json")]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a<br>b</p><p>c</p>", "a\nb\n\nc"),
        ("<p>a<br/>b<br />c</p>", "a\nb\nc"),
        ("<p>1 &lt; 2 &amp;amp; &#39;x&#39; &quot;y&quot;</p>", "1 < 2 &amp; 'x' \"y\""),
        ("<p>« a »&nbsp;!</p>", "« a »\u00a0!"),
        ("<ul><li>un</li><li>deux</li></ul><p>fin</p>", "un\ndeux\n\nfin"),
        ("<p>a</p><script>alert(1)</script><style>x</style><p>b</p>", "a\n\nb"),
        ('<p class="quote-inline">RE: <a href="x">y</a></p><p>a</p>', "a"),
        ("<p>a\n b</p>", "a b"),
        ("sans balise", "sans balise"),
        ("1 < 2 et 3 > 2, a<b", "1 < 2 et 3 > 2, a<b"),
        ("<p>a<!-- b --><!DOCTYPE x>c</p>", "ac"),
        ("<p>a<!-- b", "a<!-- b"),
        ("<p>mal fermé <b>a", "mal fermé a"),
        ("", ""),
    ],
)
def test_words_of_html(html: str, words: str) -> None:
    assert words_of(html) == words


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<a href='", "</a", "<![CDATA[", "<?", "&#", "<p>", "<script>"])
def test_html_made_to_hurt_is_read_in_no_time(piece: str) -> None:
    start = time.process_time()
    words_of(piece * 50_000)
    words_of(piece * 50_000 + "-->")
    assert time.process_time() - start < 2


@given(st.text(st.sampled_from("<>ap/!-'\"=br &lt;script"), max_size=40))
@settings(deadline=None, max_examples=150)
def test_any_html_has_words(html: str) -> None:
    assert "<br>" not in words_of(html)
    words_of(f"<p>{html}</p>")


def test_a_json_lines_post_that_cites_the_fediverse_is_a_post(tmp_path: Path) -> None:
    content = '{"text": "Lire https://www.w3.org/ns/activitystreams et \\"orderedItems\\""}\n'
    assert len(read(tmp_path, "a.jsonl", content).posts) == 1
    assert len(read(tmp_path, "a.json", content).posts) == 1


def test_posts_of_an_interface_keep_closed_ones_out(tmp_path: Path) -> None:
    rows = [
        {
            "content": "<p>ouvert</p>",
            "visibility": "public",
            "favourites_count": 3,
            "url": "https://m.example/@noe/115000000000000001",
        },
        {"content": "<p>fermé</p>", "visibility": "private"},
        {"content": "", "reblog": {"content": "<p>autre</p>"}},
    ]
    found = only(put(tmp_path, "a.json", json.dumps(rows)))
    assert [(p.text, p.likes, p.network) for p in found.posts] == [("ouvert", 3, "mastodon")]
    assert [s.reason for s in found.skipped] == ["not_public", "boost"]
