"""What a person can set, and where from: flags, environment, the working folder, their own file, what they chose in the app."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from coach.adapters.home import Home
from coach.adapters.settings_fault import fault, misplaced, near_miss, syntax, unreadable
from coach.context import Language
from coach.finding import Value
from coach.language import language_asked
from coach.notebook import Notice
from coach.settings import CorpusSettings, FoldSettings, ModelSettings, Settings

__all__ = [
    "CorpusSettings",
    "FoldSettings",
    "ModelSettings",
    "Preferences",
    "Settings",
    "language_set",
    "read_preferences",
    "read_settings",
]

WORKSPACE = ".portevoix.toml"
"""Settings of the folder one works in."""
PREFIX = "PORTEVOIX_"
OWN_ONLY = ("model", "corpus")
"""Sections a working folder may not set: a folder received from somebody must not say where texts and keys are sent."""
CHOSEN = {"lang": "language", "name": "name"}
"""Keys the app writes in the notebook, and the setting each stands for."""
_ALIASES = {"PORTEVOIX_LANG": ("language",), "PORTEVOIX_MODEL": ("model", "name")}
CORPUS_TOKEN = "PORTEVOIX_CORPUS_TOKEN"  # noqa: S105 - the name of the variable, not what it holds
"""Where the token of a shared store is looked for: the environment, then the system keyring under the same name."""
_NOT_SETTINGS = frozenset({"PORTEVOIX_HOME", CORPUS_TOKEN})
_LARGEST = 1_000_000


class Preferences(NamedTuple):
    """The settings in force, and where each comes from."""

    settings: Settings
    origins: dict[str, str]
    """For each dotted key that was set: the file, variable or flag."""
    notices: list[Notice]
    """Variables that look like a misspelt setting."""


class _Source(NamedTuple):
    where: str
    text: str | None
    """The file's text, to name the line of a fault; ``None`` for what is not a file."""
    values: dict[str, Any]


def read_settings(
    home: Home,
    env: Mapping[str, str],
    *,
    folder: Path | None = None,
    flags: Mapping[str, object] | None = None,
    choices: Mapping[str, str | None] | None = None,
) -> Settings:
    """Return the settings in force (see :func:`read_preferences`). Raises ``BadInput``."""
    return read_preferences(home, env, folder=folder, flags=flags, choices=choices).settings


def read_preferences(
    home: Home,
    env: Mapping[str, str],
    *,
    folder: Path | None = None,
    flags: Mapping[str, object] | None = None,
    choices: Mapping[str, str | None] | None = None,
) -> Preferences:
    """Return the settings in force and their origins.

    Flags win over the environment, it over the working folder's file, it over the person's own, it over what was chosen in
    the app, and that over the defaults.

    ``folder`` is the working folder (the current one when ``None``); ``flags`` go by dotted key, ``None`` meaning not given;
    ``choices`` are read from the notebook under the names of :data:`CHOSEN`. Raises ``BadInput`` naming the file, the line, the
    key and the nearest valid one.
    """
    speak = language_asked(env)
    merged: dict[str, Any] = {"language": speak}
    origins: dict[str, str] = {}
    for source in _sources(home, env, folder, flags or {}, choices or {}, speak):
        try:
            Settings.model_validate(source.values)
        except ValidationError as error:
            raise fault(error, Settings, source.values, source.where, source.text, speak) from None
        _merge(merged, source.values)
        origins.update({".".join(path): source.where for path in _leaves(source.values)})
    known = {variable(path) for path in paths()} | set(_ALIASES) | _NOT_SETTINGS
    return Preferences(Settings.model_validate(merged), origins, near_miss(env, PREFIX, known, speak))


def language_set(home: Home, env: Mapping[str, str], folder: Path | None = None) -> Language | None:
    """Return the language set by file or chosen in the app, or ``None``; a broken file or notebook is left for others to tell."""
    from coach.adapters.peek import peek
    from coach.errors import CoachError

    speak = language_asked(env)
    for file in (_workspace(folder), home.settings):
        try:
            asked = _read(file, speak).get("language") if file else None
        except CoachError:
            continue
        if asked in get_args(Language):
            return "fr" if asked == "fr" else "en"
    chosen = peek(home.notebook, "lang")
    return "fr" if chosen == "fr" else "en" if chosen == "en" else None


def paths(model: type[BaseModel] = Settings, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every setting: ``("network",)``, ``("model", "name")``."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Value):
            yield from paths(kind, (*above, name))
        else:
            yield (*above, name)


def variable(path: tuple[str, ...]) -> str:
    """Return the environment variable of a setting: ``PORTEVOIX_MODEL_TIMEOUT_S``; short for the two most used."""
    return next((short for short, of in _ALIASES.items() if of == path), PREFIX + "_".join(path).upper())


def _sources(
    home: Home,
    env: Mapping[str, str],
    folder: Path | None,
    flags: Mapping[str, object],
    choices: Mapping[str, str | None],
    speak: Language,
) -> Iterator[_Source]:
    """Yield what sets anything, the weakest first."""
    for key, setting in CHOSEN.items():
        chosen = choices.get(key)
        if chosen and (setting != "language" or chosen in get_args(Language)):
            yield _Source("app", None, {setting: chosen})
    for file in (home.settings, _workspace(folder)):
        if file is None:
            continue
        text: list[str] = []
        values = _read(file, speak, text)
        if file != home.settings and (stray := next((key for key in OWN_ONLY if key in values), None)):
            raise misplaced(stray, str(file), "".join(text), home.settings, speak)
        yield _Source(str(file), "".join(text), _rooted(values, file.parent))
    for path in paths():
        name = variable(path)
        if env.get(name):
            yield _Source(name, None, _nested(path, _from_text(path, env[name])))
    for key, value in flags.items():
        if value is not None:
            yield _Source("--" + key.replace("_", "-"), None, _nested(tuple(key.split(".")), value))


def _workspace(folder: Path | None) -> Path | None:
    try:
        return (folder or Path.cwd()) / WORKSPACE
    except FileNotFoundError:
        return None


def _read(file: Path, speak: Language, kept: list[str] | None = None) -> dict[str, Any]:
    """Return what a file sets, nothing when there is none; its text is added to ``kept``."""
    import tomllib

    try:
        if not file.exists():
            return {}
        if not file.is_file() or file.stat().st_size > _LARGEST:
            raise unreadable(file, None, speak)
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(file, error, speak) from None
    except OSError as error:
        raise unreadable(file, error, speak) from error
    if kept is not None:
        kept.append(text)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise syntax(file, error, speak) from None


def _rooted(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return ``values`` with the folders of packs taken from where the file stands."""
    packs = values.get("packs")
    if not isinstance(packs, list):
        return values
    return {**values, "packs": [str(folder / Path(p).expanduser()) if isinstance(p, str) else p for p in packs]}


def _from_text(path: tuple[str, ...], text: str) -> object:
    match path:
        case ("language",):
            plain = text.strip().casefold().replace("-", "_").partition(".")[0].partition("_")[0]
            return plain if plain in get_args(Language) else text
        case ("packs",):
            return [Path(p).expanduser() for p in text.split(os.pathsep) if p]
        case ("keys",):
            return dict(pair.split("=", 1) for pair in text.split(",") if "=" in pair)
        case _:
            return text


def _nested(path: tuple[str, ...], value: object) -> dict[str, Any]:
    for name in reversed(path):
        value = {name: value}
    return value if isinstance(value, dict) else {}


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, dict) else value


def _leaves(values: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        if isinstance(value, dict) and (*above, key) not in set(paths()):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key)
