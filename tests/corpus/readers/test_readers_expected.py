"""Every sample, ours and the measured ones, read to the letter: texts, dates, addresses, forms, skips, reports."""

import json
from pathlib import Path

import pytest
from at_hand import DATA, only

from coach.text import clean

SHARED = Path(__file__).parents[4] / "shared" / "formats" / "samples"


def cases(base: Path, path: Path) -> list[object]:
    if not path.exists():
        return [pytest.param(base, "", {}, marks=pytest.mark.skip(reason="the shared samples are not at hand"))]
    found = json.loads(path.read_text("utf-8"))
    return [pytest.param(base, name, wanted, id=name) for name, wanted in found.get("files", found).items()]


@pytest.mark.parametrize(
    ("base", "name", "wanted"), [*cases(SHARED, SHARED / "expected.json"), *cases(DATA, DATA.parent / "expected.json")]
)
def test_a_sample_is_read_as_expected(base: Path, name: str, wanted: dict) -> None:
    found = only(base / name)
    assert found.format == wanted["format"]
    pairs = list(zip(found.records, found.posts, strict=True))
    assert [(r.record, p.text, p.date, p.url, p.form) for r, p in pairs] == [
        (w["record"], w["text"], w["date"], w["url"], w["kind"]) for w in wanted["posts"]
    ]
    for (_, post), want in zip(pairs, wanted["posts"], strict=True):
        assert list(post.images) == want.get("media", [])
        assert post.text == clean(post.text)
        if "author" in want:
            assert post.author == want["author"]
        if "network" in want:
            assert post.network == want["network"]
            assert post.kind == want.get("whose", "sibling")
            counts = (post.likes, post.comments, post.shares, post.impressions, post.lang)
            assert counts == tuple(want.get(k) for k in ("likes", "comments", "shares", "impressions", "lang"))
    assert [(s.record, s.reason, s.same_as_record) for s in found.skipped] == [
        (w["record"], w["reason"], w.get("same_as_record")) for w in wanted["skipped"]
    ]
    assert [(r.record, r.reason) for r in found.reported] == [(w.get("record", 0), w["reason"]) for w in wanted["reported"]]
    file = Path(name).name
    assert all(r.where == f"{file}:{r.record}" for r in (*found.records, *found.skipped) if r.record)
    assert all(r.where.startswith(file) for r in found.reported)


@pytest.mark.parametrize(
    "name", ["atelier-lumen-demo_content_1778600000000.xls", "atelier-lumen-demo_content_1778600000001.xlsx"]
)
def test_page_analytics_bring_their_figures(name: str) -> None:
    path = SHARED / "linkedin_page" / name
    if not path.exists():
        pytest.skip("the shared samples are not at hand")
    first = only(path).posts[0]
    assert (first.likes, first.comments, first.shares, first.impressions) == (53, 0, 0, 5605)
    assert first.network == "linkedin"
