"""Codes, patience, origins, people: the plain rules of the door."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import main
from tui.kept_keys import in_browser
from tui.paths import given as path_given
from tui.paths import inside, suggest
from tui.serve import room_of
from tui.serving import patience as rules
from tui.serving.codes import ALPHABET, OWN_LENGTH, ROOM_LENGTH, digest, new_code, shown, typed
from tui.serving.origins import Origins, declared, headers, is_loopback
from tui.serving.page import app_page
from tui.serving.patience import Patience, delay, network_of
from tui.serving.people import Full, People, first_name
from tui.serving.rules import Rules, prefix_of
from tui.serving.seat import FILES, POSTS, environment, settle
from tui.wiring import open_house

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


# ── codes


@given(st.text(ALPHABET, min_size=1, max_size=24))
def test_a_code_is_read_back_as_it_was_shown(code: str) -> None:
    assert typed(shown(code)) == code
    assert typed(f"  {shown(code).lower()} ") == code


def test_signs_nobody_draws_are_taken_for_their_likeness_and_nothing_else_counts() -> None:
    assert typed("o0-i1 é\u202e") == "QQLL"
    assert len(typed("A" * 1_000_000)) <= 80


def test_codes_have_the_length_that_guesses_cannot_walk() -> None:
    assert len(ALPHABET) ** ROOM_LENGTH > 10**12
    assert len(ALPHABET) ** OWN_LENGTH > 10**29
    assert len(new_code()) == ROOM_LENGTH
    assert len({new_code() for _ in range(200)}) == 200


# ── patience


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_slips_are_free_then_each_guess_costs_more_and_the_address_is_shut_out() -> None:
    time = Time()
    patience = Patience(time)
    waits = []
    for _ in range(rules.ADDRESS_SHUT):
        waits.append(patience.failed("192.0.2.7"))
        time.now += waits[-1]
    assert waits[: rules.FREE] == [0.0] * rules.FREE
    assert waits[rules.FREE : rules.FREE + 4] == [1.0, 2.0, 4.0, 8.0]
    assert waits == sorted(waits)
    assert waits[-1] == rules.ADDRESS_SHUT_S


def test_faults_are_forgotten_after_a_while_or_when_somebody_comes_in() -> None:
    time = Time()
    patience = Patience(time)
    for _ in range(rules.FREE + 1):
        patience.failed("192.0.2.7")
    assert patience.wait("192.0.2.7") > 0
    patience.forgive("192.0.2.7")
    assert patience.wait("192.0.2.7") == 0
    for _ in range(rules.FREE):
        patience.failed("192.0.2.8")
    time.now += rules.ADDRESS_SHUT_S + 1
    assert patience.failed("192.0.2.8") == 0


def test_guesses_from_everywhere_shut_the_door_to_all_and_it_opens_again() -> None:
    time = Time()
    patience = Patience(time)
    for n in range(rules.ALL_SHUT):
        assert not patience.shut
        patience.failed(f"10.0.{n // 250}.{n % 250}")
    assert patience.shut
    assert patience.wait("203.0.113.5") == rules.ALL_WINDOW_S
    time.now += rules.ALL_WINDOW_S
    assert not patience.shut


def test_ten_thousand_guesses_from_as_many_addresses_take_most_of_a_day_and_little_memory() -> None:
    time = Time()
    patience = Patience(time)
    for n in range(10_000):
        address = f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"
        time.now += patience.wait(address)
        patience.failed(address)
    assert time.now >= (10_000 // rules.ALL_SHUT - 1) * rules.ALL_WINDOW_S  # 12 hours for one chance in a hundred million
    assert len(patience._of) <= rules.REMEMBERED


def test_a_whole_ipv6_network_is_one_address() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert len(network_of("x" * 9_000)) == 64
    assert delay(10**6) == rules.ADDRESS_SHUT_S


# ── origins


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("http://localhost:8000", "localhost:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("https://evil.example", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000.evil.example", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", False),
        (None, "127.0.0.1:8000", False),
    ],
)
def test_only_our_own_page_may_act(origin: str | None, host: str, allowed: bool) -> None:
    assert Origins().allows(origin, host) is allowed


def test_a_loopback_server_answers_to_no_name_a_stranger_gave_it() -> None:
    assert not Origins().knows_host("rebound.example:8000")
    assert Origins().knows_host("[::1]:8000")
    assert Origins(loopback=False).knows_host("salle.local:8000")
    assert not Origins(loopback=False).knows_host("")


def test_behind_a_proxy_only_what_was_declared_may_act() -> None:
    origins = Origins(declared(["https://Salle.example.fr/"]))
    assert origins.allows("https://salle.example.fr", "salle.example.fr")
    assert not origins.allows("http://salle.example.fr", "salle.example.fr")
    assert not origins.allows("https://other.example.fr", "other.example.fr")
    assert not origins.knows_host("other.example.fr")
    assert origins.secure
    assert not Origins().secure


def test_a_declared_name_of_this_very_machine_is_not_also_its_bare_address() -> None:
    origins = Origins(declared(["https://localhost:8443"]))
    assert origins.allows("https://localhost:8443", "localhost:8443")
    assert not origins.allows("http://localhost:8443", "localhost:8443")
    assert origins.allows("http://localhost:8000", "localhost:8000")


def test_sockets_go_to_the_declared_name_whatever_host_a_proxy_says() -> None:
    assert (
        "wss://room.example.org"
        in headers("127.0.0.1:8000", *Origins(declared(["https://room.example.org"])).names)["Content-Security-Policy"]
    )


@pytest.mark.parametrize("said", ["salle.example.fr", "https://x/y", "ftp://x", "https://a@b", "https://x?y", ""])
def test_what_is_no_origin_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        declared([said])


@pytest.mark.parametrize(("said", "meant"), [("", ""), ("/", ""), ("pv", "/pv"), ("/a/b/", "/a/b")])
def test_a_prefix_is_a_plain_path(said: str, meant: str) -> None:
    assert prefix_of(said) == meant


@pytest.mark.parametrize("said", ["/a b", "/../x", "/a?b", "/{x}", "//evil.example/x//y", '/"x', "/é"])
def test_a_prefix_that_is_no_plain_path_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        prefix_of(said)


def test_a_warning_is_due_in_clear_on_a_network_only(tmp_path: Path) -> None:
    assert not Rules(tmp_path).in_clear
    assert Rules(tmp_path, host="0.0.0.0").in_clear
    assert not Rules(tmp_path, host="0.0.0.0", declared=declared(["https://x"])).in_clear
    assert is_loopback("localhost")
    assert not is_loopback("0.0.0.0")


def test_a_host_that_is_no_host_enters_no_header() -> None:
    assert "evil" not in headers("a; script-src evil")["Content-Security-Policy"]
    assert "ws://127.0.0.1:80 " in headers("127.0.0.1:80")["Content-Security-Policy"]
    assert all(word not in headers("x")["Content-Security-Policy"] for word in ("http:", "https:", "*", "unsafe-eval"))


# ── people


def test_somebody_comes_back_with_their_code_after_a_restart_and_no_file_holds_it(tmp_path: Path) -> None:
    people = People(tmp_path / "people", most=9, now=lambda: NOON)
    lea, code = people.welcome("  Léa\u202e \n", "fr")
    assert lea.name == "Léa"
    again = People(tmp_path / "people", most=9, now=lambda: NOON)
    assert again.of(code) == lea
    assert again.of(code[:-1]) is None
    assert again.of(None) is None
    assert again.of(digest(code)) is None
    assert all(code not in path.read_text("utf-8") for path in tmp_path.rglob("*.json"))


def test_two_of_one_name_have_two_homes_and_nobody_enters_a_full_house(tmp_path: Path) -> None:
    people = People(tmp_path, most=2, now=lambda: NOON)
    one, two = people.welcome("Léa", "fr")[0], people.welcome("Léa", "fr")[0]
    assert people.home(one) != people.home(two)
    with pytest.raises(Full):
        people.welcome("Max", "en")


def test_a_damaged_or_moved_card_opens_to_nobody(tmp_path: Path) -> None:
    people = People(tmp_path, most=9, now=lambda: NOON)
    lea, code = people.welcome("Léa", "fr")
    max_, other = people.welcome("Max", "fr")
    (people.home(max_) / "person.json").write_text("{", "utf-8")
    people.home(lea).rename(tmp_path / "moved")
    again = People(tmp_path, most=9, now=lambda: NOON)
    assert again.of(code) is None
    assert again.of(other) is None


@given(st.text(max_size=300))
def test_a_first_name_is_one_short_line(said: str) -> None:
    name = first_name(said)
    assert len(name) <= 40
    assert "\n" not in name
    assert "\x1b" not in name


# ── a seat


def test_a_process_gets_no_secret_of_the_server(tmp_path: Path) -> None:
    base = {
        "PATH": "/bin",
        "OPENAI_API_KEY": "sk",
        "PORTEVOIX_HOME": "/trainer",
        "PORTEVOIX_MODEL": "x",
        "PORTEVOIX_NETWORK": "x",
    }
    env = environment(base, tmp_path, "Léa", "fr", 80, 24)
    assert env["PORTEVOIX_HOME"] == str(tmp_path)
    assert env["PATH"] == "/bin"
    assert not {"OPENAI_API_KEY", "PORTEVOIX_MODEL"} & set(env)


def test_whoever_writes_in_a_browser_sees_no_file_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seat, other = tmp_path / "seat", tmp_path / "other"
    for folder in (seat, other):
        folder.mkdir()
        (folder / "posts.csv").write_text("x", "utf-8")
    (seat / "way-out").symlink_to(other)
    monkeypatch.setenv(FILES, str(seat))
    monkeypatch.setenv("HOME", str(other))
    monkeypatch.chdir(seat)
    for way in (str(other / "secret.csv"), "../other/secret.csv", "~/secret.csv", "way-out/secret.csv", "/etc/passwd"):
        assert path_given(way).is_relative_to(seat), way
        assert not path_given(way).exists(), way
    assert path_given("posts.csv") == seat / "posts.csv"
    assert suggest(f"{other}{os.sep}") == suggest("../other/") == []
    assert suggest("posts") == ["posts.csv"]
    monkeypatch.delenv(FILES)
    assert inside(other) == other


def test_everybody_gets_the_charter_and_the_company_and_the_server_keeps_its_own_settings(tmp_path: Path) -> None:
    before = dict(os.environ)
    assert main(["--lang-ui", "fr", "demo", "--into", str(tmp_path / "trainer")]) == 0
    house = open_house("fr", {"PORTEVOIX_HOME": str(tmp_path / "trainer")})
    room = room_of(Rules(tmp_path / "served"), house)
    house.close()
    assert dict(os.environ) == before
    seat = {"PORTEVOIX_HOME": str(tmp_path / "seat"), **room.shared, POSTS: str(tmp_path / "served" / "posts.jsonl")}
    theirs = open_house("fr", seat)
    assert "helvia" in [pack.name for pack in theirs.packs]
    assert not theirs.settings.semantic
    settle(theirs, seat)
    authors = {post.author for post in theirs.corpus.posts("sibling")}
    assert "Claire" in authors  # the trainer's own posts are a colleague's here
    count = theirs.corpus.count()
    settle(theirs, seat)
    assert theirs.corpus.count() == count
    theirs.close()


def test_alt_stands_for_ctrl_where_a_browser_keeps_the_key() -> None:
    assert [in_browser(key) for key in ("ctrl+n", "ctrl+q", "ctrl+p", "f5", "escape", "shift+n")] == [
        *("alt+n", "alt+q", "ctrl+p", "f5", "escape", "shift+n")
    ]
    assert 'data-kept="nqtw"' in app_page("fr", "")
