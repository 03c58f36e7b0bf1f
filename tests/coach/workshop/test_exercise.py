"""Exercises: those shipped, and what is said of one badly written."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from coach.errors import BadInput
from coach.workshop.exercise import DEBRIEF, Exercise
from coach.workshop.programme import shipped_programme
from coach.workshop.reading import exercise_of, exercises_in, find_exercises, pick, read_exercise, shipped
from coach.workshop.schema import FILE, exercise_schema, written

GOOD = """---
name: essai
title: Un essai
lang: fr
goal: Voir.
minutes: 10
inputs:
  - name: phrases
    label: Des phrases
    texts: [Une., Deux.]
steps:
  - id: ecrire
    kind: write
    title: Écrire
    minutes: 4
    prompt: Écrivez.
  - id: choisir
    kind: choose
    title: Choisir
    minutes: 3
    prompt: Choisissez.
    from: phrases
debrief: ["Alors ?"]
---
Pour mener.
"""


def fault(text: str) -> tuple[str, str]:
    with pytest.raises(BadInput) as told:
        exercise_of(text, "mien.md", "fr")
    return told.value.title, told.value.remedy


def test_the_good_one_is_read_whole() -> None:
    exercise = exercise_of(GOOD, "mien.md", "fr")
    assert [step.id for step in exercise.plan] == ["ecrire", "choisir", DEBRIEF]
    assert exercise.plan[-1].minutes == 3
    assert (exercise.notes, exercise.where) == ("Pour mener.", "mien.md")
    assert Exercise.model_validate_json(exercise.model_dump_json()) == exercise


@pytest.mark.parametrize(
    ("old", "new", "line", "title", "remedy"),
    [
        ("goal:", "gaol:", 2, "goal", "goal"),
        ("    kind: choose", "    kind: chose", 18, "kind", ""),
        ("    prompt: Écrivez.", "    promt: Écrivez.", 16, "prompt", "prompt"),
        ("    prompt: Écrivez.", "    prompt: Écrivez.\n    shows: [group]", 17, "shows", "look"),
        ("    from: phrases", "    from: phrase", 22, "phrase", "phrases"),
        ("    from: phrases", "    from: ecrire\n    whose: others", 22, "prévenu", "shown: unsigned"),
        ("    from: phrases", "    from: phrases\n    whose: others", 22, "n'est pas une étape", "from"),
        ("    from: phrases", "    least: 1", 17, "from", "from"),
        ("    from: phrases", "    from: phrases\n    least: 4\n    most: 2", 24, "least", ""),
        ("id: choisir", "id: ecrire", 17, "ecrire", ""),
        ("id: choisir", "id: debrief", 17, "debrief", ""),
        ("minutes: 10", "minutes: 7", 6, "7 min", ""),
        ("    kind: write", "    kind: talk\n    rounds: 6", 14, "6 tours", "tours"),
        ("    kind: choose", "    kind: match\n    to: options\n    options_from: phrase", 20, "phrase", "phrases"),
        ("minutes: 10", "minutes: 10\npeople: {min: 5, max: 2}", 7, "5", ""),
        ("minutes: 10", "minutes: dix", 6, "minutes", ""),
        ("minutes: 10", "minutes: 10\nnotes: moi", 7, "notes", ""),
        ("inputs:", "inputs: [", 8, "", ""),
    ],
)
def test_a_fault_names_file_line_key_and_the_nearest(old: str, new: str, line: int, title: str, remedy: str) -> None:
    told, after = fault(GOOD.replace(old, new, 1))
    assert "mien.md" in told
    if title not in ("goal", "prompt"):  # a missing key has no line of its own: either fault of a misspelt one may be told
        assert f"ligne {line} " in told.replace(":", " :")
    assert title in told or title in after
    assert remedy in after


def test_a_file_without_front_matter_is_refused() -> None:
    assert "mien.md" in fault("Bonjour")[0]
    assert "mien.md" in fault("---\nname: a\n")[0]


def test_those_shipped_speak_both_languages_and_play_the_same_steps() -> None:
    one, two = shipped("fr"), shipped("en")
    assert {e.name for e in one} >= {"degraisser", "hook"}
    by_name = {e.name: e for e in two}
    assert set(by_name) == {e.name for e in one}
    for french in one:
        english = by_name[french.name]
        assert (french.lang, english.lang) == ("fr", "en")
        assert [(s.id, s.kind, s.minutes, s.saves) for s in french.plan] == [
            (s.id, s.kind, s.minutes, s.saves) for s in english.plan
        ]
        assert (french.minutes, french.people, len(french.debrief)) == (english.minutes, english.people, len(english.debrief))
        assert sum(step.minutes for step in french.plan) == french.minutes
        assert any(step.saves for step in french.steps)


def test_a_pack_adds_its_own_and_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "a.md").write_text(GOOD.replace("name: essai", "name: hook"), "utf-8")
    found = find_exercises([tmp_path], "fr")
    assert pick(found, "hook", "fr").title == "Un essai"
    assert pick(find_exercises([tmp_path], "en"), "hook", "en").lang == "en"
    with pytest.raises(BadInput) as told:
        pick(found, "hok", "fr")
    assert "hook" in told.value.remedy
    (tmp_path / "exercises" / "b.md").write_text(GOOD.replace("name: essai", "name: hook"), "utf-8")
    with pytest.raises(BadInput, match=r"a\.md"):
        exercises_in(tmp_path, "fr")


def test_hostile_words_are_clean(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(GOOD.replace("Écrivez.", '"\\e]52;c;aGk=\\aÉcrivez."'), "utf-8")
    assert read_exercise(path, "x.md", "fr").steps[0].prompt == "Écrivez."


def test_the_schema_kept_is_the_one_made() -> None:
    kept = files("charter_rules").joinpath("schema", FILE).read_text("utf-8")
    assert kept == written(exercise_schema())
    step = json.loads(kept)["$defs"]["Step"]["properties"]
    assert {"from", "kind", "prompt", "title"} <= set(step)
    assert "description" in step["saves"]
    assert "source" not in step


def test_the_programme_is_the_same_in_both_languages() -> None:
    one, two = shipped_programme("fr"), shipped_programme("en")
    assert len(one.half_days) == 4
    for french, english in zip(one.half_days, two.half_days, strict=True):
        assert (french.exercises, french.follow_up) == (english.exercises, english.follow_up)
        assert [h.id for h in french.homework] == [h.id for h in english.homework]
