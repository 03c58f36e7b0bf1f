"""The command line as scripts use it, against the contract: reviews of hostile texts, odd streams, statuses, round trips."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.context import Context
from tests.tui.test_cli import ROOT, portevoix, spare_reading
from tui.cli import main
from tui.verbs.sources import read_batch
from tui.wiring import House, open_house
from tui.words import Words

KEYS = {
    "review": {"schema", "id", "lang", "network", "chars", "mirror", "charter", "findings"},
    "mirror": {"verdict", "reprise", "apport", "semantic"},
    "charter": {"verdict", "encouraged"},
    "finding": set(
        "id source rule category severity start end text message why question fixes ask evidence".split(),
    ),
    "ask": {"key", "name", "channel", "draft_message"},
    "evidence": {"post_id", "author", "kind", "date", "start", "end", "text", "how", "strength"},
}
SEVERITIES = ("block", "warn", "advise")


# ── a review is valid whatever the text ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo company's house, lexical tier only."""
    home = tmp_path_factory.mktemp("contract") / "home"
    assert main(["--lang-ui", "fr", "demo", "--into", str(home)]) == 0
    opened = open_house("fr", {"PORTEVOIX_HOME": str(home), "PORTEVOIX_LANG": "fr"}, semantic=False)
    yield opened
    opened.close()


POSTS = [json.loads(line)["text"] for line in (ROOT / "corpus/demo/posts.jsonl").read_text("utf-8").splitlines()]
ODD = (
    *("\0", "\x1b[31m", "\x1b]52;c;Zm\a", "\ud800", "\u202e", "\u2066", "\ufeff", "\r\n", "\r", "\u2028", "\u200b"),
    *("👨‍👩‍👧‍👦", "🙏🏽", "e\u0301", "\u0301" * 40, "ﬁ", "𝗯𝗼𝗹𝗱", "İ", "ß", "\u1112\u1161\u11ab", "[/b]", "{{7*7}}", "%s"),
    *("« ", " »", "#Tag", "@nom", "https://a.b/c?d=1", "12,4 M€", "+33 6 12 34 56 78", "a@b.fr", "Noctua", "Helvia", " je ", "?"),
)


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A text a person might give: a piece of a post, with anything pushed into it, its accents in any form."""
    post = draw(st.sampled_from(POSTS))
    start = draw(st.integers(0, len(post)))
    text = post[start : start + draw(st.integers(0, 300))]
    for piece in draw(st.lists(st.sampled_from(ODD) | st.text(max_size=12), max_size=6)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    form = draw(st.sampled_from(("", "NFC", "NFD", "NFKD")))
    return unicodedata.normalize(form, text) if form else text  # type: ignore[arg-type]


contexts = st.builds(
    Context,
    today=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    lang=st.sampled_from(("fr", "en")),
    speak=st.sampled_from(("fr", "en")),
    network=st.sampled_from(("linkedin", "x", "mastodon", "bluesky")),
    author=st.sampled_from((None, "Karim", "")),
    employer=st.sampled_from((None, "Helvia")),
)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=drafts(), context=contexts)
def test_any_text_gives_a_review_that_keeps_the_contract(house: House, text: str, context: Context) -> None:
    review = house.review(text, context).model_dump(mode="json")
    assert review == house.review(text, context).model_dump(mode="json")
    posts = {post.id: post.text for post in house.corpus.posts()}
    assert list(faults(review, text, posts)) == []


def faults(review: dict[str, Any], text: str, posts: dict[str, str]) -> Iterator[str]:
    """Yield what a review says against the contract."""
    if (
        set(review) - {"line"} != KEYS["review"]
        or set(review["mirror"]) != KEYS["mirror"]
        or set(review["charter"]) != KEYS["charter"]
    ):
        yield "keys of the review"
    if review["schema"] != "portevoix.review/1" or review["chars"] != len(text):
        yield "schema or length"
    if review["mirror"]["verdict"] not in ("copy", "collage", "paraphrase", "yours", "unchecked"):
        yield "verdict of the mirror"
    if review["charter"]["verdict"] not in ("go", "ask", "stop"):
        yield "verdict of the charter"
    if not 0 <= review["mirror"]["reprise"] <= 1 or not 0 <= review["mirror"]["apport"]["own_words"] <= 1:
        yield "a share outside 0 to 1"
    for yes in review["charter"]["encouraged"]:
        if set(yes) != {"rule", "message", "start", "end"} or not 0 <= yes["start"] <= yes["end"] <= len(text):
            yield f"encouraged {yes['rule']}"
    found = review["findings"]
    if len({finding["id"] for finding in found}) != len(found):
        yield "two findings of one id"
    order = [(SEVERITIES.index(finding["severity"]), finding["start"], finding["end"]) for finding in found]
    if order != sorted(order):
        yield "order of the findings"
    for finding in found:
        yield from (f"{finding['rule']}: {what}" for what in finding_faults(finding, text, posts))
    json.dumps(review, allow_nan=False)


def finding_faults(finding: dict[str, Any], text: str, posts: dict[str, str]) -> Iterator[str]:
    """Yield what one finding says against the contract."""
    if set(finding) != KEYS["finding"]:
        yield "keys"
    if not re.fullmatch("[0-9a-f]{6,}", finding["id"]) or finding["source"] not in ("mirror", "charter", "form", "line", "slop"):
        yield "id or source"
    if not 0 <= finding["start"] <= finding["end"] <= len(text) or text[finding["start"] : finding["end"]] != finding["text"]:
        yield f"text is not the slice of the draft: {finding['text']!r}"
    if any(finding[key] is not None and not finding[key].strip() for key in ("message", "why", "question")):
        yield "an empty sentence instead of null"
    if finding["ask"] is not None and set(finding["ask"]) != KEYS["ask"]:
        yield "keys of ask"
    borrowed = finding["evidence"]
    if (borrowed is not None) != (finding["source"] == "mirror"):
        yield "evidence is the mirror's, and the mirror always has some"
    if borrowed is not None:
        if set(borrowed) != KEYS["evidence"] or not 0 <= borrowed["strength"] <= 1:
            yield "keys or strength of the evidence"
        if borrowed["kind"] not in ("sibling", "official", "own", "suggestion"):
            yield "kind of the evidence"
        if borrowed["how"] not in ("verbatim", "reordered", "words_replaced", "paraphrase", "translated"):
            yield "how it was borrowed"
        if posts[borrowed["post_id"]][borrowed["start"] : borrowed["end"]] != borrowed["text"] or not borrowed["text"]:
            yield f"evidence is not the slice of the post: {borrowed['text']!r}"


def test_the_checker_of_reviews_can_fail(house: House) -> None:
    context = Context(today=dt.date(2026, 11, 23), lang="fr", speak="fr")
    text = POSTS[0]
    review = house.review(text, context).model_dump(mode="json")
    posts = {post.id: post.text for post in house.corpus.posts()}
    assert any(finding["source"] == "mirror" for finding in review["findings"])
    assert list(faults(review, text, posts)) == []
    assert list(faults(review, "x" + text[:-1], posts)) != []
    assert list(faults(review, text, {key: "x" + value for key, value in posts.items()})) != []


# ── streams and statuses ───────────────────────────────────────────────────────────────────────────────────────────────


def shell(home: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """``line`` in a shell where ``$PV`` is the command."""
    code = "import sys; from tui.cli import main; sys.exit(main())"
    clean = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home), "LANG": "fr_FR.UTF-8", **env}
    clean.setdefault("PORTEVOIX_HOME", str(home / "state"))
    spare_reading(Path(clean["PORTEVOIX_HOME"]))
    line = f'PV() {{ "{sys.executable}" -c "{code}" "$@"; }}; {line}'
    return subprocess.run(["sh", "-c", line], cwd=home, env=clean, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize(
    ("line", "status"),
    [
        pytest.param("PV check - --json --no-mirror <&-", 0, id="check without stdin"),
        pytest.param("PV check --json --no-mirror <&-", 0, id="check of nothing without stdin"),
        pytest.param("PV ask --json --idea x <&-", 0, id="ask without stdin"),
        pytest.param("PV posts import - --no-embed <&-", 2, id="import without stdin"),
        pytest.param("echo ici | PV check --json --no-mirror >&-", 0, id="check without stdout"),
        pytest.param("echo ici | PV check --json --no-mirror 2>&-", 0, id="check without stderr"),
        pytest.param("PV ask --json --idea x </dev/null >&- 2>&-", 0, id="ask without stdout and stderr"),
    ],
)
def test_a_closed_stream_is_an_empty_one(line: str, status: int, tmp_path: Path) -> None:
    seen = shell(tmp_path, line)
    assert "Traceback" not in seen.stderr
    assert seen.returncode == status


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize(
    "line", ["echo ici | PV check --json --no-mirror", "PV ask --json --idea x </dev/null", "PV posts stats"]
)
def test_a_result_that_cannot_be_written_is_the_environment_s_fault(line: str, tmp_path: Path) -> None:
    seen = shell(tmp_path, f"{line} >/dev/full")
    assert seen.returncode == 3
    assert "Traceback" not in seen.stderr
    assert "→" in seen.stderr


def test_a_failure_nobody_foresaw_is_never_taken_for_a_bad_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path))
    monkeypatch.setattr("tui.verbs.check.run", fail)
    assert main(["check", "-"]) == 3
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "→" in err


@pytest.mark.parametrize("flag", [["--lang-ui=en"], ["--lang-ui", "en"]])
def test_the_language_flag_is_heard_in_both_spellings(flag: list[str], tmp_path: Path) -> None:
    seen = portevoix(*flag, "--help", home=tmp_path)
    assert "commands" in seen.stdout
    assert "commandes" not in seen.stdout


@pytest.mark.slow
def test_a_wrong_choice_is_quoted_once(tmp_path: Path) -> None:
    assert "« maybe »" in portevoix("check", "--fail-on", "maybe", home=tmp_path).stderr
    assert "« hier »" in portevoix("check", "--date", "hier", home=tmp_path).stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is refused to the administrator")
def test_a_batch_that_may_not_be_read_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").touch(mode=0o200)
    seen = portevoix("check", "--batch", "batch.jsonl", home=tmp_path)
    assert seen.returncode == 2
    assert "batch.jsonl" in seen.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
def test_a_draft_without_end_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    seen = portevoix("check", "/dev/zero", home=tmp_path)
    assert seen.returncode == 2
    assert "/dev/zero" in seen.stderr


def test_a_batch_line_that_is_too_long_or_misdated_keeps_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.verbs.sources.LIMIT", 100)
    path = tmp_path / "batch.jsonl"
    path.write_text('{"text": "' + "x" * 450 + '"}\n' + '{"text": "court"}\n' + "y" * 300, "utf-8")
    read = list(read_batch(path, Words("fr")))
    assert [type(line).__name__ for line in read] == ["Broken", "Source", "Broken"]
    assert [f"{path}:{n}" in str(line) for n, line in enumerate(read, 1)] == [True] * 3
    path.write_text('{"id": "e", "text": "x", "date": "2026-3-3"}\n', "utf-8")
    seen = portevoix("check", "--batch", str(path), home=tmp_path)
    assert seen.returncode == 2
    assert "« date »" in json.loads(seen.stdout)["error"]


# ── posts in and out ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test, for commands run in this process."""
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def piped(raw: bytes, home: Path) -> subprocess.CompletedProcess[bytes]:
    """``posts import -`` with ``raw`` on standard input."""
    spare_reading(home / "home")
    code = "import sys; from tui.cli import main; sys.exit(main(['posts', 'import', '-', '--no-embed', '--json']))"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PORTEVOIX_HOME": str(home / "home"), "PORTEVOIX_LANG": "fr"}
    return subprocess.run([sys.executable, "-c", code], env=env, input=raw, capture_output=True, check=False)


def test_an_archive_on_standard_input_is_walked_and_not_taken_for_a_text(tmp_path: Path) -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.jsonl", '{"text": "Un post dans une archive."}\n')
    seen = piped(raw.getvalue(), tmp_path)
    assert seen.returncode == 0
    assert json.loads(seen.stdout)["added"] == 1


@pytest.mark.slow
def test_bytes_that_are_no_text_are_refused_on_standard_input_too(tmp_path: Path) -> None:
    seen = piped(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), tmp_path)
    assert seen.returncode == 2
    assert json.loads(seen.stdout)["added"] == 0


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n", b"", b"PK\x03\x04 cut", b"[" * 9_000], ids=["image", "empty", "zip", "deep"]
)
def test_a_path_that_gives_nothing_readable_is_bad_input(raw: bytes, away: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (away / "given.json").write_bytes(raw)
    (away / "good.jsonl").write_text('{"text": "Un post."}\n{"text": 5}\n', "utf-8")
    assert main(["posts", "import", "--no-embed", "good.jsonl"]) == 0
    assert main(["posts", "import", "--no-embed", "given.json", "good.jsonl"]) == 2
    assert "given.json" in capsys.readouterr().out


def test_the_kit_of_another_home_is_imported_and_stays(away: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit = {"id": "kit:helvia:lancement", "text": "Helvia lance Atelier Zéro.", "kind": "official", "author": "Helvia"}
    (away / "store.jsonl").write_text(json.dumps(kit) + "\n", "utf-8")
    assert main(["posts", "import", "--no-embed", "store.jsonl"]) == 0
    capsys.readouterr()
    assert main(["posts", "export"]) == 0
    [row] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {key: row[key] for key in ("text", "kind", "author")} == {key: kit[key] for key in ("text", "kind", "author")}


@pytest.mark.slow
@pytest.mark.parametrize("command", [["check", "-", "--no-charter"], ["posts", "stats"]])
def test_a_damaged_store_is_kept_aside_and_said(command: list[str], tmp_path: Path) -> None:
    store = tmp_path / "state" / "data" / "posts.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"not a database, and long enough to be taken for one " * 100)
    seen = portevoix(*command, home=tmp_path, text="Bonjour.")
    assert seen.returncode == 0
    assert "posts.db" in seen.stderr
    assert any(".damaged-" in path.name for path in store.parent.iterdir())


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_imported_elsewhere_exports_the_same(
    form: str, away: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": f"p{n}", "text": f"Le post numéro {n}.", "date": "2026-03-0" + str(1 + n % 2)} for n in range(6)]
    rows += [{"text": f'Sans date, sans nom, "{n}" ; \n- ligne, à la fin'} for n in range(4)]
    (away / "given.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    file, written = "given.jsonl", []
    for home in ("one", "two", "three"):
        monkeypatch.setenv("PORTEVOIX_HOME", str(away / home))
        assert main(["posts", "import", "--no-embed", file]) == 0
        capsys.readouterr()
        assert main(["posts", "export", "--format", form]) == 0
        written.append(capsys.readouterr().out)
        file = f"{home}.{form}"
        (away / file).write_text(written[-1], "utf-8", newline="")
    assert written[0].count("Le post") == 6
    assert written[0] == written[1] == written[2]
