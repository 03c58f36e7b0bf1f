"""``portevoix ask`` on lines: the events of the contract, and the plain face, for people and pipes."""

import io
import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from coach.errors import BrokenEnvironment
from coach.interview.draft import Drafted
from coach.interview.pieces import Unused
from coach.interview.turns import Interview, begin
from tests.fakes import MemoryNotebook, StillClock
from tui.asking import AskOptions, read_line, run_ask
from tui.verbs.ask import Diary
from tui.words import Words

ANSWERS = {
    "scene": "mardi dernier à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter",
    "preuve": "on a changé deux vérins, 11 400 euros, contre 190 000 pour la neuve",
    "friction": "le plus dur ça a été de retrouver le schéma électrique avec Moussa",
    "position": "je pense qu'on jette des machines parce qu'on ne sait plus les lire",
    "enjeu": "celui qui ne fait pas ce diagnostic paie seize fois trop cher",
    "question": "vous gardez les schémas de vos vieilles machines ?",
}


def ask_json(*lines: Any, **options: Any) -> list[dict[str, Any]]:
    """Run the JSON face on these lines (objects, or text as it is) and return its events."""
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    more = {key: options.pop(key) for key in ("review", "keep", "done", "sharpen", "shared") if key in options}
    out = io.StringIO()
    asked = AskOptions(json_lines=True, **{"author": "Claire", **options})
    assert run_ask(asked, Words(asked.lang), io.StringIO(given), out, **more) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def ask_plain(*lines: str, **options: Any) -> str:
    more = {key: options.pop(key) for key in ("review",) if key in options}
    out = io.StringIO()
    asked = AskOptions(**{"author": "Claire", **options})
    assert run_ask(asked, Words(asked.lang), io.StringIO("".join(f"{line}\n" for line in lines)), out, **more) == 0
    return out.getvalue()


class Person(io.StringIO):
    """A person at the other end of the JSON face, who answers by slot what was just asked."""

    def __init__(self, out: io.StringIO, replies: dict[str, str]) -> None:
        super().__init__()
        self._out, self._replies = out, replies

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        event = json.loads(self._out.getvalue().splitlines()[-1])
        said = self._replies.get(event["slot"])
        return json.dumps({"skip": True} if said is None else {"answer": said}) + "\n"


def test_a_whole_interview_by_the_contract() -> None:
    out = io.StringIO()
    options = AskOptions(json_lines=True, author="Claire", persona="expert")
    assert run_ask(options, Words("fr"), Person(out, ANSWERS), out, review=lambda text: {"chars": len(text)}) == 0
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    questions, (sheet, draft) = events[:-2], events[-2:]
    assert [e["event"] for e in questions] == ["question"] * 6
    assert all({"event", "n", "slot", "text", "quotes"} == e.keys() for e in questions)
    assert sheet["event"] == "sheet"
    assert {"angle", "facts", "key_sentence", "missing", "red_lines"} <= sheet.keys()
    assert all(f["text"] in ANSWERS.values() for f in sheet["facts"])
    assert draft["event"] == "draft"
    assert draft["review"] == {"chars": len(draft["text"])}
    assert {s["kind"] for s in draft["sentences"]} <= {"own", "cleaned", "gap"}
    assert all(s.keys() == {"text", "from", "kind"} for s in draft["sentences"])
    assert {source for s in draft["sentences"] for source in s["from"]} == {"a1", "a2", "a3", "a4", "a5", "a6"}


def test_the_end_of_input_ends_the_interview_and_nothing_is_lost() -> None:
    events = ask_json({"answer": ANSWERS["scene"]})
    assert [e["event"] for e in events] == ["question", "question", "sheet", "draft"]
    assert events[-1]["sentences"][0]["from"] == ["a1"]


def test_no_input_at_all_is_an_interview_too() -> None:
    events = ask_json(idea="la presse de 1987")
    assert [e["event"] for e in events] == ["question", "sheet", "draft"]
    assert events[0]["quotes"] == "la presse de 1987"


def test_stop_and_skip() -> None:
    events = ask_json({"skip": True}, {"stop": True}, {"answer": "trop tard"})
    assert [e["event"] for e in events] == ["question", "question", "sheet", "draft"]
    assert "trop tard" not in events[-1]["text"]


@pytest.mark.parametrize(
    "bad",
    [
        "nope",
        "",
        "[1]",
        "null",
        "{}",
        '{"answer": 3}',
        '{"answer": null}',
        '{"skip": false}',
        '{"answer": "a", "stop": true}',
        "[" * 5_000,
        '{"answer": "',
        "\x1b]52;c;aGk=\x07",
    ],
)
def test_a_line_that_cannot_be_read_is_said_and_the_same_question_put_again(bad: str) -> None:
    events = ask_json(bad, {"stop": True})
    assert [e["event"] for e in events] == ["question", "error", "question", "sheet", "draft"]
    assert events[0] == events[2]
    assert "{" in events[1]["message"]
    assert "\x1b" not in events[1]["message"]


def test_lone_surrogates_and_escapes_come_out_clean() -> None:
    line = '{"answer": "mardi \\ud800 chez un client \\u001b[2J\\u0000 avec {{ 7*7 }} [/b]"}'
    events = ask_json(line, {"stop": True})
    said = json.dumps(events, ensure_ascii=False)
    assert "{{ 7*7 }} [/b]" in events[-1]["text"]
    assert "\ud800" not in said
    assert "\\u001b" not in said


def test_the_state_is_kept_after_every_answer_and_the_draft_once() -> None:
    kept: list[Interview] = []
    done: list[Drafted] = []
    ask_json(
        {"answer": ANSWERS["scene"]}, {"skip": True}, {"stop": True},
        keep=kept.append, done=lambda interview, drafted: done.append(drafted),
    )  # fmt: skip
    assert [len(i.turns) for i in kept] == [1, 2, 2]
    assert kept[-1].stopped
    assert Interview.model_validate_json(kept[0].model_dump_json()) == kept[0]
    assert len(done) == 1


def test_a_review_that_fails_does_not_take_the_draft_with_it() -> None:
    def broken(text: str) -> dict[str, Any]:
        raise BrokenEnvironment("Le fonds est fermé.", "Réessaie.")

    events = ask_json({"answer": ANSWERS["scene"]}, {"stop": True}, review=broken)
    assert [e["event"] for e in events[-3:]] == ["error", "sheet", "draft"]
    assert "Le fonds est fermé." in events[-3]["message"]
    assert events[-1]["review"] is None
    assert "presse de 1987" in events[-1]["text"]


def test_a_sharper_wording_is_shown_and_kept() -> None:
    kept: list[Interview] = []
    events = ask_json(
        {"stop": True}, {"stop": True},
        sharpen=lambda interview, question: question.model_copy(update={"text": "Et après ?"}), keep=kept.append,
    )  # fmt: skip
    assert events[0]["text"] == "Et après ?"


def test_plain_lines_for_a_person() -> None:
    shown = ask_plain(ANSWERS["scene"], "", "pas de chiffre du tout", "stop", idea="la presse", format="recit")
    assert "Six questions au plus" in shown
    assert "1. " in shown
    assert "Ta fiche" in shown
    assert "Mardi dernier à Saint-Étienne" in shown
    assert "Ce qui manque :" in shown
    assert "Mots à toi :" in shown


def test_plain_lines_in_english_show_the_first_remarks() -> None:
    remarks = {"findings": [{"message": f"Remark {i}.", "question": "What did you see?"} for i in range(7)]}
    shown = ask_plain("last thursday in Waterford we opened a filler with Padraig", lang="en", review=lambda text: remarks)
    assert "Your draft" in shown
    assert "Last thursday in Waterford" in shown
    assert "7 remarks:" in shown
    assert shown.count("What did you see?") == 5


@pytest.mark.parametrize("lines", [(), ("stop",), ("", "", "", "", "", ""), ("bof", "bof", "bof", "bof", "bof", "bof")])
def test_plain_lines_with_nothing_said_end_kindly(lines: tuple[str, ...]) -> None:
    assert "c'est très bien" in ask_plain(*lines)


def test_lines_of_another_age_are_read() -> None:
    raw = "\ufeffdéjà vu\r\n".encode() + "déjà vu\n".encode("cp1252") + b"fin"
    stream = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", errors="surrogateescape")
    assert [read_line(stream) for _ in range(4)] == ["déjà vu", "déjà vu", "fin", None]


def test_a_real_stream_of_bytes_is_reconfigured() -> None:
    stdin = io.TextIOWrapper(
        io.BytesIO("mardi à Orléans chez un client, la pompe était à l'envers\n".encode("cp1252")), encoding="utf-8"
    )
    out = io.StringIO()
    assert run_ask(AskOptions(author="Zoé"), Words("fr"), stdin, out) == 0
    assert "Mardi à Orléans chez un client" in out.getvalue()


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    events = ask_json('{"answer": "' + "a" * 1_200_000 + '"}', {"stop": True})
    assert [e["event"] for e in events] == ["question", "error", "question", "sheet", "draft"]


def test_what_an_interview_left_out_goes_to_the_ideas() -> None:
    notebook = MemoryNotebook()
    diary = Diary(cast("Any", SimpleNamespace(notebook=notebook, clock=StillClock())), AskOptions(), None)
    unused = (
        Unused(text="Le guichet 2.", from_=("a2",), why="thin"),
        Unused(text="Le nom du client.", from_=("a3",), why="red_line"),
    )
    diary.done(begin("", lang="fr"), Drafted(text="Un mot.", sentences=(), own_share=1, format="recit", unused=unused))
    assert [(idea.text, idea.origin) for idea in notebook.ideas()] == [("Le guichet 2.", "interview")]
    assert [draft.text for draft in notebook.drafts()] == ["Un mot."]
