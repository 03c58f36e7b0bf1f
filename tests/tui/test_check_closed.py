"""``portevoix check`` puts the closed questions of a charter to a model: the real litellm, and a server of a few lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.model_server import answering
from tui.cli import main

TEXT = "Mardi, on a signé avec la mairie de Tulle.\nLe contrat du projet Citadelle n'est pas public. Moussa a réparé la scie."
PACK = """\
name: scierie
version: 1
lang: fr
company: {name: Scierie, codenames: [{name: Citadelle}]}
contacts: {juridique: {name: Anne Roy, channel: anne@scierie.example}}
"""
RULES = """\
- {extends: judge, id: contrat, category: confidential_project, lang: fr, message: "« %s » : un contrat.", why: Pas annoncé.,
   question: "Le texte annonce-t-il un contrat signé ?", ask: juridique}
- {extends: judge, id: promesse, category: legal_commitment, lang: fr, level: block, message: "« %s » engage.", why: Raison.,
   question: "Le texte promet-il quelque chose ?", ask: juridique}
- {extends: judge, id: anglais, lang: en, message: "x", question: "Is it?"}
- {extends: judge, id: ailleurs, lang: fr, message: "x", question: "Est-ce ?", when: {network: x}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "scierie"
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.yml").write_text(PACK, "utf-8")
    (folder / "rules" / "r.yml").write_text(RULES, "utf-8")
    return folder


def checked(tmp_path: Path, pack: Path, base: str | None, *args: str) -> tuple[int, dict[str, Any], str]:
    """Run the command as a person would, in a home of its own: status, review, what it told on stderr."""
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and not k.startswith("PORTEVOIX")}
    env |= {"PORTEVOIX_HOME": str(tmp_path / "home"), "PORTEVOIX_LANG": "fr"}
    if base is not None:
        env |= {"PORTEVOIX_MODEL": "openai/stub", "PORTEVOIX_MODEL_API_BASE": base}
    start = "import sys; from tui.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "check", "--json", "--no-mirror", "--only-rules", "--rules", str(pack), *args]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, input=TEXT, capture_output=True, text=True, env=env, cwd=root, timeout=120, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def answer(said: str) -> str:
    if "contrat signé" in said:
        return 'Voici : {"answer": "yes", "quote": "on a signé avec la mairie de Tulle"}'
    return json.dumps({"answer": "yes", "quote": "nous vous promettons la lune"})


@pytest.mark.slow
def test_a_yes_that_quotes_the_text_is_told_and_no_other(tmp_path: Path, pack: Path) -> None:
    with answering(answer) as stub:
        status, review, told = checked(tmp_path, pack, stub.base, "--model")
    [finding] = [f for f in review["findings"] if f["source"] == "charter"]
    assert (finding["rule"], finding["severity"]) == ("contrat", "advise")
    assert TEXT[finding["start"] : finding["end"]] == finding["text"] == "on a signé avec la mairie de Tulle"
    assert finding["ask"]["name"] == "Anne Roy"
    assert finding["question"] == "Le texte annonce-t-il un contrat signé ?"
    assert (status, review["charter"]["verdict"]) == (0, "go")
    assert "promesse" in told, "a yes that cannot quote is told, not kept"
    assert len(stub.asked) == 2, "neither the rule in English nor the one of another network is asked"
    assert not any("Citadelle" in said for said in stub.asked), "what the company keeps inside does not leave"
    assert all("> [1] Mardi" in said for said in stub.asked)


@pytest.mark.slow
def test_the_company_may_raise_a_question_to_a_stop(tmp_path: Path, pack: Path) -> None:
    with answering(lambda _: '{"answer": "yes", "quote": "Moussa a réparé la scie"}') as stub:
        status, review, _ = checked(tmp_path, pack, stub.base, "--model")
    assert [(f["rule"], f["severity"]) for f in review["findings"]] == [("promesse", "block"), ("contrat", "advise")]
    assert (status, review["charter"]["verdict"]) == (1, "stop")


@pytest.mark.parametrize(("named", "flags"), [(True, ()), (True, ("--no-model",)), (False, ())])
def test_without_a_yes_or_a_model_the_questions_are_silent(
    tmp_path: Path,
    pack: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    named: bool,
    flags: tuple[str, ...],
) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    draft = tmp_path / "post.txt"
    draft.write_text(TEXT, "utf-8")
    with answering(answer) as stub:
        if named:
            monkeypatch.setenv("PORTEVOIX_MODEL", "openai/stub")
            monkeypatch.setenv("PORTEVOIX_MODEL_API_BASE", stub.base)
        status = main(["check", "--json", "--no-mirror", "--only-rules", "--rules", str(pack), *flags, str(draft)])
    assert (status, stub.asked) == (0, [])
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.slow
def test_a_model_that_is_down_is_told_and_the_review_stands(tmp_path: Path, pack: Path) -> None:
    status, review, told = checked(tmp_path, pack, "http://127.0.0.1:9/v1", "--model")
    assert (status, review["findings"]) == (0, [])
    assert "127.0.0.1" in told
