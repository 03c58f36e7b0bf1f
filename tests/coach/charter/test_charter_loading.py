"""Packs are read safely, and a fault is told with its file, line, key and the nearest valid key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.pack import Pack
from coach.errors import BadInput
from coach.packs import find_packs, load_pack, load_rules, load_style

RULE = """\
extends: existence
id: r
message: "« %s »"
ignorecase: true
tokens:
  - pompe
tests:
  - {name: oui, input: une pompe, contains: pompe}
  - {name: non, input: un joint, absent: true}
"""


def pack(folder: Path, head: str = "name: p\n", rule: str | None = RULE, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yml").write_text(head, "utf-8")
    if rule is not None:
        (folder / "rules").mkdir(exist_ok=True)
        (folder / "rules" / "r.yml").write_text(rule, "utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def refused(folder: Path, lang: str = "fr") -> BadInput:
    with pytest.raises(BadInput) as caught:
        load_pack(folder, lang=lang)  # type: ignore[arg-type]
    assert caught.value.remedy
    return caught.value


def fault_of(folder: Path) -> BadInput | None:
    try:
        read = load_pack(folder)
    except BadInput as error:
        return error
    return None if isinstance(read, Pack) and read.name else BadInput("no pack")


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    head = """\
name: helvia
version: 2026.11
lang: fr
company: {name: Helvia, products: [Atelier Zéro], citable_clients: [Obier, {name: Texalp, until: 2026-12-31}]}
principles: [Exprimez-vous.]
encouraged: [{id: a, text: Racontez.}]
discouraged: [{id: b, text: Évitez., ask: com}]
mandatory: [{id: c, text: Dites-le., where: product_posts}]
contacts: {com: {name: Nadia, channel: c@x.example, delay: un jour}}
calendar: [{kind: launch, label: sortie, from: 2026-12-08, to: 2026-12-18, subject: Pièces}]
"""
    message = (
        "---\ntitle: Un titre\ndate: 2026-12-08\nembargo_until: 2026-12-09\nfacts: [un]\nready_post: Fier !\n---\n\nLe texte.\n"
    )
    read = load_pack(pack(tmp_path / "p", head, kit__m_dot_md=message))
    assert (read.name, read.version, read.lang) == ("helvia", "2026.11", "fr")
    assert [c.name for c in read.company.citable_clients] == ["Obier", "Texalp"]
    assert read.contacts["com"].delay == "un jour"
    assert read.calendar[0].end is not None
    [told] = read.kit
    assert (told.name, told.title, told.ready_post, told.text) == ("m", "Un titre", "Fier !", "Le texte.")
    [rule] = read.rules
    assert (rule.pack, rule.lang, rule.where) == ("helvia", "fr", "rules/r.yml:1")


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    error = refused(pack(tmp_path, rule=RULE.replace("ignorecase:", "ignorcase:")))
    assert "rules/r.yml, ligne 4" in error.title
    assert "« ignorcase »" in error.title
    assert "« ignorecase »" in error.remedy


def test_an_unknown_key_deep_in_pack_yml_names_its_line(tmp_path: Path) -> None:
    error = refused(pack(tmp_path, "name: p\ncompany:\n  name: H\n  competitor: [a]\n"), "en")
    assert "pack.yml, line 4" in error.title
    assert "“competitors”" in error.remedy


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (RULE.replace("extends: existence", "extends: existance"), "existence"),
        (RULE.replace("tokens:\n  - pompe\n", ""), "tokens"),
        (RULE.replace("message:", "unless: [quotatoin]\nmessage:"), "quotation"),
        (RULE.replace("  - pompe\n", "  - '(pompe'\n"), "(pompe"),
        (RULE.replace("  - pompe\n", "  - '{competitor}'\n"), "competitors"),
        (RULE.replace(", contains: pompe", ", absent: true"), "contains"),
        (RULE.replace(", absent: true", ", contains: joint"), "absent"),
        (RULE.replace("message:", "level: blok\nmessage:"), "level"),
        (RULE + "  - {name: deux, input: x, contains: x, absent: true}\n", "tests.2"),
        (RULE.replace("id: r\n", ""), "id"),
        ("- just\n- words\n", "ligne 1"),
        (RULE + "id: twice\n", "ligne 10"),
        (RULE.replace("message:", "\tmessage:"), "ligne 3"),
        (RULE.replace("message:", "where: x\nmessage:"), "where"),
        (RULE.replace("message:", "when: {network: facebook}\nmessage:"), "network"),
    ],
)
def test_a_faulty_rule_is_told_by_its_line(tmp_path: Path, rule: str, told: str) -> None:
    error = refused(pack(tmp_path, rule=rule))
    assert "rules/r.yml, ligne" in error.title
    assert told in str(error)


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    error = refused(pack(tmp_path, rules__s_dot_yml=RULE))
    assert "rules/s.yml" in error.title
    assert "rules/r.yml" in error.title


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: x\n", "ligne 1"),
        ("---\ntitel: x\n---\ny", "ligne 2"),
        ("---\n- a\n---\ny", "ligne 2"),
        ("---\nname: x\n---\ny", "name"),
    ],
)
def test_a_faulty_message_is_told_by_its_line(tmp_path: Path, text: str, told: str) -> None:
    error = refused(pack(tmp_path, kit__m_dot_md=text))
    assert "kit/m.md" in error.title
    assert told in str(error)


def test_missing_folders_and_heads_are_told(tmp_path: Path) -> None:
    assert "n'existe pas" in refused(tmp_path / "none").title
    (tmp_path / "empty").mkdir()
    assert "pack.yml" in refused(tmp_path / "empty").title
    assert "clés" in refused(pack(tmp_path / "list", "- a\n")).title


def test_yaml_runs_no_code_and_multiplies_nothing(tmp_path: Path) -> None:
    assert "pack.yml" in refused(pack(tmp_path / "a", "name: !!python/object/apply:os.getcwd []\n")).title
    bomb = "name: p\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n" + "".join(
        f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10)}]\n" for i in range(1, 9)
    )
    assert "pack.yml" in refused(pack(tmp_path / "b", bomb)).title
    assert "pack.yml" in refused(pack(tmp_path / "c", "name: " + "[" * 500 + "]" * 500 + "\n")).title


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(RULE, "utf-8")
    held = pack(tmp_path / "p", rule=None)
    (held / "rules").mkdir()
    (held / "rules" / "r.yml").symlink_to(secret)
    assert "sort du dossier" in refused(held).title


def test_files_too_large_or_not_text_are_told(tmp_path: Path) -> None:
    large = pack(tmp_path / "a")
    (large / "rules" / "r.yml").write_text("# " + "x" * 1_100_000, "utf-8")
    assert "ko" in refused(large).title
    binary = pack(tmp_path / "b")
    (binary / "rules" / "r.yml").write_bytes(b"id: r\n\xff\xfe\n")
    assert "ligne 2" in refused(binary).title


def test_a_cache_is_taken_up_until_a_file_changes(tmp_path: Path) -> None:
    held, cache = pack(tmp_path / "p"), tmp_path / "cache"
    first = load_pack(held, cache=cache)
    [kept] = (cache / "packs").glob("*.json")
    assert load_pack(held, cache=cache) == first == load_pack(held)
    changed = json.loads(kept.read_text("utf-8"))
    changed["version"] = "from the cache"
    kept.write_text(json.dumps(changed), "utf-8")
    assert load_pack(held, cache=cache).version == "from the cache"
    kept.write_text("{broken", "utf-8")
    assert load_pack(held, cache=cache) == first
    (held / "pack.yml").write_text("name: other\n", "utf-8")
    assert load_pack(held, cache=cache).name == "other"
    assert len(list((cache / "packs").iterdir())) == 1


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    assert load_pack(pack(tmp_path / "p"), cache=tmp_path / "cache").name == "p"


def test_styles_are_named_after_their_folder_and_file(tmp_path: Path) -> None:
    style = tmp_path / "styles" / "House"
    style.mkdir(parents=True)
    (style / "Weasel.yml").write_text(
        "extends: existence\nmessage: m\nlevel: error\nlink: x\ncustom: 1\ntokens: [very]\n", "utf-8"
    )
    (style / "Tagger.yml").write_text("extends: sequence\nmessage: m\ntokens: [{tag: NN}]\n", "utf-8")
    (tmp_path / "styles" / "config" / "vocabularies" / "Base").mkdir(parents=True)
    (tmp_path / "styles" / "config" / "vocabularies" / "Base" / "accept.txt").write_text("# words\nvery\n", "utf-8")
    read = load_rules(tmp_path / "styles")
    assert {r.id for r in read.rules} == {"House.Weasel", "House.Tagger"}
    assert read.lists["vocab"] == ("very",)
    assert {r.id for r in load_style(style).rules} == {"House.Weasel", "House.Tagger"}
    (style / "Odd.yml").write_text("extends: existnce\nmessage: m\n", "utf-8")
    assert "House.Weasel" in {r.id for r in load_style(style).rules}, "what cannot be read is set aside, the rest speaks"
    (tmp_path / "void").mkdir()
    with pytest.raises(BadInput, match="aucune règle"):
        load_style(tmp_path / "void")


def test_packs_are_found_in_order_and_requires_are_checked(tmp_path: Path) -> None:
    pack(tmp_path / "user" / "mine", "name: mine\n")
    pack(tmp_path / "work", "name: work\nrequires: [fr-base]\n", rule=None)
    found = find_packs(user=tmp_path / "user", workspace=tmp_path / "work")
    names = [p.name for p in found]
    assert names.index("fr-base") < names.index("mine") < names.index("work")
    pack(tmp_path / "lost", "name: lost\nrequires: [fr-bass]\n", rule=None)
    with pytest.raises(BadInput, match="fr-bass") as caught:
        find_packs(extra=[tmp_path / "lost"])
    assert "fr-base" in caught.value.remedy
    assert [p.name for p in find_packs(shipped=False, extra=[tmp_path / "user" / "mine"])] == ["mine"]


@pytest.mark.slow
@given(st.data())
@settings(deadline=None, max_examples=120)
def test_any_broken_yaml_is_refused_by_file_and_line_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    where = data.draw(st.integers(0, len(RULE)))
    cut = data.draw(st.integers(0, 12))
    added = data.draw(st.text(alphabet=" \n:-[]{}\"'&*!#|>%@`\tabé\\0,?", max_size=8))
    pack(folder, rule=RULE[:where] + added + RULE[where + cut :])
    error = fault_of(folder)
    if error is not None:
        assert "r.yml" in error.title
        assert "ligne " in error.title
        assert error.remedy


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=8), v, max_size=3),
        max_leaves=8,
    )
)
@settings(deadline=None, max_examples=100)
def test_any_value_as_pack_yml_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    pack(folder, json.dumps(value, ensure_ascii=True), rule=None)
    error = fault_of(folder)
    assert error is None or "pack.yml" in error.title
