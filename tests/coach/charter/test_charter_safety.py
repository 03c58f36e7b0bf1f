"""Somebody else's pack: a pattern that never ends, a pipe for a file, a way out, a connection; none of it stops a review."""

from __future__ import annotations

import datetime as dt
import os
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from coach.assist.overrides import templates_of
from coach.charter.engine import PackCharter
from coach.charter.lint.linting import lint
from coach.charter.loading import load_pack, load_style
from coach.charter.pack import Pack
from coach.charter.pattern import Pattern, SlowPattern
from coach.charter.rule import Rule
from coach.context import Context
from coach.errors import BadInput

ENDLESS = "(?:a|aa)+$"
TEXT = "# " + "a" * 60 + "!\n\n" + "a" * 60 + "!\n\nUne pompe.\n"
CONTEXT = Context(today=dt.date(2026, 11, 23), lang="fr")


def ours(**keys: Any) -> Rule:
    return Rule.model_validate({"id": "endless", "message": "m", "nonword": True, **keys})


def theirs(**keys: Any) -> Rule:
    return ours(style_file="S.endless", **keys)


SLOW = [
    ours(extends="existence", tokens=[ENDLESS]),
    ours(extends="existence", raw=[ENDLESS]),
    ours(extends="near", tokens=["aaa"], near=[ENDLESS]),
    ours(extends="existence", tokens=["aaa"], but=[ENDLESS], within="post"),
    ours(extends="existence", tokens=["a{60}!"], exceptions=[f"(?:{ENDLESS[:-1]})b"]),
    ours(extends="occurrence", token=ENDLESS, max=1),
    ours(extends="requires", first=ENDLESS),
    ours(extends="requires", first="a", second=ENDLESS),
    theirs(extends="existence", tokens=[ENDLESS]),
    theirs(extends="existence", tokens=[ENDLESS], scope="raw"),
    theirs(extends="substitution", swap={ENDLESS: "b"}),
    theirs(extends="substitution", swap={"a{60}!": "(?:a|aa)+b"}),
    theirs(extends="repetition", tokens=[ENDLESS]),
    theirs(extends="consistency", either={ENDLESS: "b"}),
    theirs(extends="conditional", first="a", second=ENDLESS),
    theirs(extends="capitalization", match=ENDLESS, scope="heading"),
    theirs(extends="capitalization", match="$title", exceptions=["(?:a|aa)+b"], scope="heading"),
    theirs(extends="capitalization", match="$sentence", prefix=ENDLESS, scope="heading"),
]


@pytest.mark.parametrize("slow", SLOW, ids=lambda rule: f"{rule.extends}-{'style' if rule.style_file else 'ours'}")
def test_an_endless_pattern_is_named_set_aside_and_the_others_speak(slow: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    genuine = Pattern.run

    def counted(self: Pattern, text: str, first: int, last: int) -> list[Any]:
        try:
            return genuine(self, text, first, last)
        except SlowPattern:
            tried.append(self.source)
            raise

    monkeypatch.setattr(Pattern, "run", counted)
    quick = Rule.model_validate({"id": "quick", "extends": "existence", "message": "m", "tokens": ["pompe"]})
    charter = PackCharter([Pack(name="p", rules=(slow, quick))])
    for _ in range(3):
        assert [f.rule for f in charter.judge(TEXT, CONTEXT)[1]] == ["quick"]
    assert [(n.rule, n.key) for n in charter.notices] == [("endless", "slow")]
    assert len(tried) == 1, "what was too slow once is not tried again"


def test_the_rest_of_the_app_runs_while_a_pattern_does_not_end() -> None:
    endless = Pattern("(a+)+$")
    ended: list[bool] = []

    def look() -> None:
        with pytest.raises(SlowPattern):
            list(endless.matches("a" * 3000 + "!", "a" * 3000 + "!"))
        ended.append(True)

    reader = threading.Thread(target=look)
    reader.start()
    turns = 0
    while reader.is_alive():
        turns += 1
    assert ended == [True]
    assert turns > 1000, "the pattern kept the other threads waiting"


PACK = "name: p\nlang: fr\n"
RULE = (
    "id: r\nextends: existence\nmessage: m\ntokens: [pompe]\n"
    "tests: [{name: a, input: pompe, contains: true}, {name: b, input: rien, absent: true}]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "p"
    (held / "rules").mkdir(parents=True)
    (held / "kit").mkdir()
    (held / "pack.yml").write_text(PACK, "utf-8")
    (held / "rules" / "r.yml").write_text(RULE, "utf-8")
    return held


@pytest.mark.parametrize("name", ["rules/x.yml", "kit/x.md", "notes.txt"])
def test_no_link_leads_out_of_a_pack(folder: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(RULE, "utf-8")
    for target in (secret, Path("..") / ".." / "secret", Path("/etc/hosts")):
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(BadInput):
            load_pack(folder)
        with pytest.raises(BadInput):
            load_style(folder)


def test_no_template_of_a_pack_carries_a_file_from_elsewhere_to_a_model(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("{# values: limit #}\nma clé secrète", "utf-8")
    tasks = folder / "prompts" / "fr" / "tasks"
    tasks.mkdir(parents=True)
    own = tasks / "gaps.system.j2"
    own.write_text("{# values: limit #}\nà nous", "utf-8")
    assert templates_of([folder], "fr") == {"fr/tasks/gaps.system": "{# values: limit #}\nà nous"}
    own.unlink()
    own.symlink_to(secret)
    with pytest.raises(BadInput) as refused:
        templates_of([folder], "fr")
    assert "secrète" not in str(refused.value)
    own.unlink()
    own.write_text("x" * 1_000_000, "utf-8")
    with pytest.raises(BadInput):
        templates_of([folder], "fr")


def test_a_linked_folder_is_not_walked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.yml").write_text(RULE.replace("id: r", "id: stolen"), "utf-8")
    (folder / "rules" / "more").symlink_to(tmp_path / "elsewhere")
    assert [r.id for r in load_pack(folder).rules] == ["r"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["rules/x.yml", "kit/x.md"])
def test_a_pipe_keeps_nobody_waiting(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    with pytest.raises(BadInput) as refused:
        load_pack(folder)
    assert name in refused.value.title


@pytest.mark.parametrize(
    "key",
    [
        "kit: [{name: ../../secret}]",
        "rules: ['../secret.yml']",
        "path: /etc",
        "requires: !!python/name:os.system",
        "company: {name: !include ../secret}",
        "principles: !!python/object/new:os.system [echo]",
    ],
)
def test_no_key_of_a_pack_reads_a_file_or_runs_anything(folder: Path, key: str) -> None:
    (folder / "pack.yml").write_text(PACK + key + "\n", "utf-8")
    with pytest.raises(BadInput):
        load_pack(folder)


def test_many_files_are_refused_before_they_are_read(folder: Path) -> None:
    for at in range(2_001):
        (folder / f"{at}.txt").touch()
    with pytest.raises(BadInput) as refused:
        load_pack(folder)
    assert "2000" in str(refused.value)


def test_a_pack_opens_no_connection(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pack opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    (folder / "rules" / "j.yml").write_text(
        'id: j\nextends: judge\nmessage: m\nquestion: "http://127.0.0.1:1/ ?"\nlink: http://127.0.0.1:1/\n', "utf-8"
    )
    pack = load_pack(folder)
    assert [f.rule for f in PackCharter([pack]).judge("Une pompe http://127.0.0.1:1/x", CONTEXT)[1]] == ["r"]
    list(lint(pack, CONTEXT.today, "fr"))
