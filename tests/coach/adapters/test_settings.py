"""Settings: which word wins, and what is said of a wrong one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coach.adapters.home import Home, open_home
from coach.adapters.notebook import SqliteNotebook
from coach.adapters.settings import language_set, paths, read_preferences, read_settings, variable
from coach.adapters.settings_page import example, settings_page
from coach.errors import BadInput
from coach.settings import Settings
from tests.fakes import StillClock

EN = {"LANG": "en_GB.UTF-8"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home({"PORTEVOIX_HOME": str(tmp_path / "home")})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    made.mkdir()
    return made


def refusal(home: Home, folder: Path, text: str | bytes, env: dict[str, str] | None = None) -> BadInput:
    home.settings.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as caught:
        read_settings(home, EN if env is None else env, folder=folder)
    return caught.value


def test_nothing_set_gives_the_defaults_in_french(home: Home, folder: Path) -> None:
    assert read_settings(home, {}, folder=folder) == Settings()


def test_each_word_wins_over_the_next(home: Home, folder: Path) -> None:
    def network(env: dict[str, str], flag: str | None = None) -> str:
        return read_settings(home, env, folder=folder, flags={"network": flag}).network

    assert network({}) == "linkedin"
    home.settings.write_text('network = "x"', "utf-8")
    assert network({}) == "x"
    (folder / ".portevoix.toml").write_text('network = "mastodon"', "utf-8")
    assert network({}) == "mastodon"
    assert network({"PORTEVOIX_NETWORK": "bluesky"}) == "bluesky"
    assert network({"PORTEVOIX_NETWORK": "bluesky"}, "linkedin") == "linkedin"


def test_what_was_chosen_in_the_app_only_beats_the_defaults(home: Home, folder: Path) -> None:
    choices = {"lang": "en", "name": "Zoé"}
    chosen = read_settings(home, {"LANG": "fr_FR.UTF-8"}, folder=folder, choices=choices)
    assert (chosen.language, chosen.name) == ("en", "Zoé")
    home.settings.write_text('language = "fr"', "utf-8")
    chosen = read_settings(home, {}, folder=folder, choices=choices)
    assert (chosen.language, chosen.name) == ("fr", "Zoé")


def test_a_choice_that_means_nothing_is_not_followed(home: Home, folder: Path) -> None:
    assert read_settings(home, {}, folder=folder, choices={"lang": "klingon", "name": None}).language == "fr"


def test_sections_are_merged_key_by_key_and_origins_told(home: Home, folder: Path) -> None:
    home.settings.write_text('[model]\nname = "ollama/a"\ntimeout_s = 5\n[fold_at]\nx = 10\n', "utf-8")
    (folder / ".portevoix.toml").write_text("[fold_at]\nlinkedin = 210\n", "utf-8")
    found = read_preferences(home, {"PORTEVOIX_MODEL": "ollama/b", "PORTEVOIX_FOLD_AT_X": "12"}, folder=folder)
    assert (found.settings.model.name, found.settings.model.timeout_s) == ("ollama/b", 5)
    assert (found.settings.fold_at.linkedin, found.settings.fold_at.x) == (210, 12)
    assert found.origins == {
        "model.name": "PORTEVOIX_MODEL",
        "model.timeout_s": str(home.settings),
        "fold_at.x": "PORTEVOIX_FOLD_AT_X",
        "fold_at.linkedin": str(folder / ".portevoix.toml"),
    }


def test_every_setting_has_its_own_variable() -> None:
    names = [variable(path) for path in paths()]
    assert len(set(names)) == len(names)
    assert {"PORTEVOIX_LANG", "PORTEVOIX_NETWORK", "PORTEVOIX_MODEL", "PORTEVOIX_FOLD_AT_X"} <= set(names)


def test_variables_are_read_as_what_they_set(home: Home, folder: Path) -> None:
    env = {
        "PORTEVOIX_LANG": "en_US.UTF-8",
        "PORTEVOIX_SEMANTIC": "0",
        "PORTEVOIX_PACKS": "/a:/b",
        "PORTEVOIX_KEYS": "app.help=f2",
    }
    found = read_settings(home, env, folder=folder)
    assert (found.language, found.semantic, found.keys) == ("en", False, {"app.help": "f2"})
    assert found.packs == (Path("/a"), Path("/b"))


def test_an_empty_variable_sets_nothing(home: Home, folder: Path) -> None:
    assert read_settings(home, {"PORTEVOIX_NETWORK": ""}, folder=folder) == Settings()


def test_packs_are_found_from_where_the_file_stands(home: Home, folder: Path) -> None:
    home.settings.write_text('packs = ["charters/a", "/b"]', "utf-8")
    assert read_settings(home, {}, folder=folder).packs == (home.config / "charters" / "a", Path("/b"))


@pytest.mark.parametrize(
    ("text", "line", "key", "near"),
    [
        ("\nnetwrok = 'x'\n", 2, "netwrok", "network"),
        ("network = 'linkedn'", 1, "network", "linkedin"),
        ("name = 'A'\n[model]\nname = 'x/y'\ntimout_s = 3\n", 4, "model.timout_s", "model.timeout_s"),
        ("timeout_s = 3", 1, "timeout_s", "model.timeout_s"),
        ("[fold_at]\nlinkdin = 1", 2, "fold_at.linkdin", "fold_at.linkedin"),
        ("fold_at.linkdin = 1", 1, "fold_at.linkdin", "fold_at.linkedin"),
        ("theme = 'drak'", 1, "theme", "dark"),
    ],
)
def test_a_wrong_key_or_word_names_the_line_and_the_nearest(
    home: Home, folder: Path, text: str, line: int, key: str, near: str
) -> None:
    error = refusal(home, folder, text)
    assert f"{home.settings}:{line}:" in error.title
    assert f"“{key}”" in error.title
    assert f"“{near}”" in error.remedy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("semantic = 'perhaps'", "true or false"),
        ("[fold_at]\nx = 'a'", "a whole number"),
        ("[fold_at]\nx = -1", "at least 0"),
        ("[model]\ntimeout_s = 0", "greater than 0"),
        ("[model]\ntimeout_s = 'long'", "a number"),
        ("name = 3", "a text in quotes"),
        ("packs = 'a'", "a list of texts"),
        ("packs = ['a', 3]", "a text in quotes"),
        ("model = 3", "[model]"),
    ],
)
def test_a_value_that_does_not_suit_says_what_would(home: Home, folder: Path, text: str, expected: str) -> None:
    assert expected in refusal(home, folder, text).remedy


@pytest.mark.parametrize("text", ["a = [", "= 3", "a = 1\na = 2", "x" * 500, "a = " + "[" * 5000])
def test_what_is_not_toml_is_said_with_its_file(home: Home, folder: Path, text: str) -> None:
    assert str(home.settings) in refusal(home, folder, text).title


def test_a_file_in_another_encoding_a_folder_and_a_huge_file(home: Home, folder: Path) -> None:
    assert "UTF-8" in refusal(home, folder, "name = 'Zoé'".encode("cp1252")).title
    assert "1 MB" in refusal(home, folder, "#" * 1_000_001).title
    home.settings.unlink()
    home.settings.mkdir()
    with pytest.raises(BadInput, match="folder"):
        read_settings(home, EN, folder=folder)


def test_a_byte_order_mark_is_no_fault(home: Home, folder: Path) -> None:
    home.settings.write_bytes("\ufeffname = 'Zoé'".encode())
    assert read_settings(home, {}, folder=folder).name == "Zoé"


@pytest.mark.parametrize("text", ["[model]\napi_base = 'http://evil.example'", "corpus.server = 'http://evil.example'"])
def test_a_working_folder_cannot_say_where_texts_go(home: Home, folder: Path, text: str) -> None:
    (folder / ".portevoix.toml").write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        read_settings(home, EN, folder=folder)
    assert ".portevoix.toml:1" in caught.value.title
    assert str(home.settings) in caught.value.remedy


def test_a_wrong_variable_or_flag_is_named(home: Home, folder: Path) -> None:
    with pytest.raises(BadInput, match="PORTEVOIX_NETWORK: “facebok”"):
        read_settings(home, {**EN, "PORTEVOIX_NETWORK": "facebok"}, folder=folder)
    with pytest.raises(BadInput, match="--network"):
        read_settings(home, EN, folder=folder, flags={"network": "myspace"})


def test_a_misspelt_variable_is_told_and_a_stranger_let_be(home: Home, folder: Path) -> None:
    env = {**EN, "PORTEVOIX_NETWROK": "x", "PORTEVOIX_HOME": "/h", "PORTEVOIX_SERVE_TOKEN": "t", "OTHER": "1"}
    told = read_preferences(home, env, folder=folder).notices
    assert [("PORTEVOIX_NETWROK" in n.title, "PORTEVOIX_NETWORK" in n.remedy) for n in told] == [(True, True)]


def test_escapes_in_a_file_are_not_repeated_on_the_screen(home: Home, folder: Path) -> None:
    error = refusal(home, folder, 'network = "\\u001b]52;c;ZXZpbA==\\u0007{0}{x}"')
    assert "\x1b" not in str(error)
    assert "{0}{x}" in str(error)


def test_the_language_is_known_before_anything_is_opened(home: Home, folder: Path) -> None:
    assert language_set(home, {}, folder) is None
    notebook = SqliteNotebook(home.notebook, StillClock())
    notebook.put("lang", "en")
    assert language_set(home, {}, folder) == "en"
    notebook.close()
    home.settings.write_text("language = 'fr'", "utf-8")
    assert language_set(home, {}, folder) == "fr"
    home.settings.write_text("language = [", "utf-8")
    assert language_set(home, {}, folder) == "en"
    home.notebook.write_bytes(b"rubbish" * 1000)
    assert language_set(home, {}, folder) is None


def test_the_page_of_documentation_is_the_one_the_models_give() -> None:
    page = Path(__file__).parents[3] / "docs" / "settings.md"
    assert page.read_text("utf-8") == settings_page(), "run: python -m coach.adapters.settings_page > docs/settings.md"


def test_the_page_names_every_setting_and_its_example_is_valid() -> None:
    page = settings_page()
    assert all(f"`{variable(path)}`" in page for path in paths())
    assert "|  |" not in page, "a setting has no docstring"
    assert Settings.model_validate(tomllib.loads(example())).name == "Claire"
