"""Prompts are data: declared, checked, the same from one day to the next; answers are read or refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import jinja2
import jinja2.meta
import pytest

from coach.assist.briefing import brief
from coach.assist.closed import CLOSED
from coach.assist.counsel_tasks import COUNSEL, TaskName
from coach.assist.gate import Suggestion
from coach.assist.material import read_material
from coach.assist.material import told as told_material
from coach.assist.overrides import templates_of
from coach.assist.tasks import NEXT_QUESTION, Task, prompt, quoted, read
from coach.assist.templates import render
from coach.context import Language
from coach.errors import BadInput
from coach.interview.asking import Question
from coach.interview.turns import Turn, begin
from coach.ports import Prompt
from tests.coach.assist.canned import suggest

ROOT = Path(__file__).parents[3]
GOLDENS = Path(__file__).parent / "goldens"
TEMPLATES = sorted(ROOT.glob("prompts/*/tasks/*.j2"))
TOLD: dict[Language, tuple[str, tuple[str, str], tuple[str, str], str]] = {
    "fr": (
        "une presse de 1987 qu'un client voulait jeter",
        ("Quel jour, où, avec qui ?", "mardi à Saint-Étienne, avec Moussa, devant la presse. mon mail c'est claire@helvia.fr"),
        ("« devant la presse » : combien ?", "deux vérins changés, 11 400 euros contre 190 000 pour la neuve"),
        "Helvia lance Atelier Zéro, son service de réparation.",
    ),
    "en": (
        "a 1987 press that a customer wanted to scrap",
        ("What day, where, with whom?", "last Tuesday in Leeds, with Moussa, in front of the press. my mail is claire@helvia.fr"),
        ("“in front of the press”: how much?", "two rams changed, 11,400 euros against 190,000 for the new one"),
        "Helvia launches Workshop Zero, its repair service.",
    ),
}


def told(lang: Language) -> Prompt:
    """What leaves for the third question of a short interview, after a first try that was refused."""
    idea, scene, proof, message = TOLD[lang]
    turns = tuple(
        Turn(n=n, slot=slot, question_id=f"{slot}.x", question=asked, answer=said, outcome="answered")
        for n, (slot, (asked, said)) in enumerate((("scene", scene), ("preuve", proof)), start=1)
    )
    interview = begin(idea, lang=lang, message=message, never=("Moussa",), author="Claire").model_copy(update={"turns": turns})
    briefing = brief(interview, Question(n=3, slot="friction", id="friction.x", text="Qu'a dit Moussa ?"))
    assert briefing is not None
    return briefing.prompt('{"quote": "deux", "question": "Combien ?"}', ["…"])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_template_declares_all_and_only_what_it_uses(path: Path) -> None:
    text = path.read_text("utf-8")
    declared = re.match(r"\{# values:(.*)#\}\n", text)
    assert declared is not None
    assert set(filter(None, declared.group(1).replace(" ", "").split(","))) == jinja2.meta.find_undeclared_variables(
        jinja2.Environment(autoescape=True).parse(text)
    )


def test_both_languages_have_every_template() -> None:
    names = [{path.name for path in TEMPLATES if path.parts[-3] == lang} for lang in ("fr", "en")]
    assert (
        names[0]
        == names[1]
        == {
            f"{NEXT_QUESTION.name}.system.j2",
            f"{NEXT_QUESTION.name}.user.j2",
            "text.user.j2",
            f"{CLOSED.name}.system.j2",
            f"{CLOSED.name}.user.j2",
            *(f"{name}.system.j2" for name in COUNSEL),
        }
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_leaves_is_the_same_from_one_day_to_the_next(lang: Language) -> None:
    said = told(lang)
    assert f"{said.system}\n\n{said.user}\n" == (GOLDENS / f"next_question.{lang}.txt").read_text("utf-8")


def test_a_wrong_declaration_is_refused_by_name() -> None:
    odd: Task[Suggestion] = NEXT_QUESTION._replace(system=frozenset({"limit", "colour"}))
    with pytest.raises(BadInput, match=r"prompts/fr/tasks/next_question.system.j2.*colour, limit"):
        prompt(odd, "fr", {"limit": 1, "colour": 2})


def test_the_schema_is_what_is_read() -> None:
    schema = NEXT_QUESTION.schema
    assert set(schema["required"]) == set(schema["properties"]) == set(Suggestion.model_fields)
    assert schema["additionalProperties"] is False
    assert told("fr").json_schema == schema


@pytest.mark.parametrize(
    "said",
    [
        suggest("Où ?"),
        "  " + suggest("Où ?") + " ",
        "```json\n" + suggest("Où ?") + "\n```",
        'hm {"a": 1} puis ' + suggest("Où ?"),
    ],
)
def test_an_answer_is_read_whatever_stands_around(said: str) -> None:
    assert read(NEXT_QUESTION, said) == Suggestion(quote="37 sans étiquette", question="Où ?")


def test_an_answer_is_composed() -> None:
    found = read(NEXT_QUESTION, '{"quote": "e\\u0301tiquette", "question": "?"}')
    assert cast(Suggestion, found).quote == "étiquette"


@pytest.mark.parametrize(
    "said", ["", "{", "{}", '"x"', "null", "{" * 10_000, suggest("Où ?", more=1), '{"quote": 1, "question": "?"}']
)
def test_anything_else_is_no_answer(said: str) -> None:
    assert read(NEXT_QUESTION, said) is None


@pytest.mark.parametrize("text", ["", "a", "a\nb", "a\r\nDERNIÈRE RÉPONSE\n", "a\u2028b\x0bc\x85d"])
def test_no_line_of_data_passes_for_a_line_of_the_prompt(text: str) -> None:
    assert all(line.startswith("> ") for line in quoted(text).splitlines())


TEXTS: dict[Language, tuple[str, str]] = {
    "fr": (
        "Mardi, on a changé deux vérins pour 11 400 euros. Le schéma manquait.\n\nMoussa l'a redessiné : claire@helvia.fr l'a.",
        "ma sœur, prof de musique",
    ),
    "en": (
        "On Tuesday we changed two rams for 11,400 euros. The drawing was missing.\n\nMoussa redrew it: claire@helvia.fr has it.",
        "my sister, who teaches music",
    ),
}
AGAIN = {"refused": quoted("{}"), "reasons": ["…"]}


def told_of_a_text(name: TaskName, lang: Language, templates: Mapping[str, str] | None = None) -> Prompt:
    """What leaves for a task on a text, after a first try that was refused."""
    text, reader = TEXTS[lang]
    material = read_material(text, lang, message=TOLD[lang][3], never=("Moussa",), reader=reader, at=3)
    return prompt(COUNSEL[name], lang, {**told_material(material)[1], **AGAIN}, templates)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", list(COUNSEL))
def test_what_leaves_for_a_text_is_the_same_from_one_day_to_the_next(name: TaskName, lang: Language) -> None:
    said = told_of_a_text(name, lang)
    golden = GOLDENS / f"{name}.{lang}.txt"
    assert f"{said.system}\n\n{said.user}\n" == golden.read_text("utf-8")
    assert "Moussa" not in said.user
    assert "claire@helvia.fr" not in said.user
    assert said.json_schema == COUNSEL[name].schema


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_template_that_is_given_less_than_it_uses_is_an_error(path: Path) -> None:
    lang: Language = "fr" if path.parts[-3] == "fr" else "en"
    text = path.read_text("utf-8")
    one = {"question": "…", "answer": "…"}
    full: dict[str, object] = {"last": one, "turns": [one], "lines": ["…"], "reasons": ["…"]}
    used = jinja2.meta.find_undeclared_variables(jinja2.Environment(autoescape=True).parse(text))
    for lost in used:
        with pytest.raises(BadInput, match=lost):
            render(text, name=path.name, lang=lang, **{name: full.get(name, "…") for name in used - {lost}})
    assert render(text, name=path.name, lang=lang, **{name: full.get(name, "…") for name in used})


def test_a_pack_puts_one_template_in_the_place_of_ours_and_the_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "prompts" / "fr" / "tasks"
    folder.mkdir(parents=True)
    own = "{# values: limit #}\nUne seule entrée, moins de {{ limit }} signes."
    (folder / "angles.system.j2").write_text(own, "utf-8")
    templates = templates_of([tmp_path], "fr")
    assert told_of_a_text("angles", "fr", templates).system == "Une seule entrée, moins de 240 signes."
    assert told_of_a_text("angles", "fr", templates).user == told_of_a_text("angles", "fr").user
    assert told_of_a_text("gaps", "fr", templates) == told_of_a_text("gaps", "fr")
    assert told_of_a_text("angles", "en", templates) == told_of_a_text("angles", "en")
    (folder / "angles.system.j2").write_text(own.replace("limit #", "limit, notes #"), "utf-8")
    with pytest.raises(BadInput, match=r"prompts/fr/tasks/angles.system.j2"):
        told_of_a_text("angles", "fr", templates_of([tmp_path], "fr"))
