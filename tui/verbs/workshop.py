"""``portevoix workshop``: exercises listed, played on plain lines or in the app, rehearsed from a script, begun and checked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from coach.errors import BadInput
from tui.verbs.parser import Parser
from tui.verbs.reports import one_line, to_json
from tui.verbs.workshop_rooms import describe_rooms, enter
from tui.words import Words

if TYPE_CHECKING:
    from coach.context import Language
    from coach.workshop.exercise import Exercise
    from coach.workshop.playing import Play
    from tui.wiring import House

ACTIONS = ("list", "run", "host", "join", "cohort", "report", "programme", "new", "check")


def describe(parser: Parser, words: Words) -> None:
    """Add the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar=words("posts_verb.action"), title=words("posts_verb.actions"), required=True
    )
    made = {}
    for name in ACTIONS:
        about = words(f"workshop_verb.{name}")
        made[name] = actions.add_parser(name, help=about, description=about, words=words)
    for name in ("list", "run", "report", "cohort"):
        made[name].add_argument("--json", action="store_true", help=words("workshop_verb.json"))
    for name in ("list", "run", "host", "cohort", "programme", "new"):
        made[name].add_argument("--lang", choices=("fr", "en"), metavar="fr|en", help=words("workshop_verb.lang"))
    made["run"].add_argument("name", nargs="?", metavar=words("workshop_verb.name"), help=words("workshop_verb.name_help"))
    made["new"].add_argument("name", metavar=words("workshop_verb.name"), help=words("workshop_verb.new_name"))
    run_it = made["run"]
    run_it.add_argument("--input", action="append", default=[], metavar="NAME=FILE", help=words("workshop_verb.input"))
    run_it.add_argument("--seed", type=int, default=0, help=words("workshop_verb.seed"))
    run_it.add_argument("--again", action="store_true", help=words("workshop_verb.again"))
    run_it.add_argument("--script", type=Path, metavar=words("check.files"), help=words("workshop_verb.script"))
    run_it.add_argument("--keep", action="store_true", help=words("workshop_verb.keep"))
    _describe_papers(made["report"], made["programme"], words)
    made["new"].add_argument("dir", nargs="?", type=Path, metavar=words("demo.folder"), help=words("workshop_verb.new_dir"))
    made["check"].add_argument(
        "files", nargs="*", type=Path, metavar=words("check.files"), help=words("workshop_verb.check_files")
    )
    describe_rooms(made["host"], made["join"], words)
    _describe_cohort(made["cohort"], words)


def _describe_cohort(parser: Parser, words: Words) -> None:
    from datetime import date

    name = words("workshop_verb.name")
    parser.add_argument("name", nargs="?", metavar=name, help=words("cohort.verb_name"))
    parser.add_argument("--first", type=date.fromisoformat, metavar="YYYY-MM-DD", help=words("cohort.verb_first"))
    parser.add_argument("--day", action="append", default=[], metavar="N=YYYY-MM-DD", help=words("cohort.verb_day"))
    parser.add_argument("--invite", action="append", default=[], metavar=name, help=words("cohort.verb_invite"))


def _describe_papers(report_it: Parser, programme: Parser, words: Words) -> None:
    from datetime import date

    from tui.workshop_papers import FORMS, hour

    session = words("workshop_verb.session")
    report_it.add_argument("session", nargs="?", metavar=session, help=words("workshop_verb.session_help"))
    report_it.add_argument("--session", dest="session_id", metavar=session, help=words("workshop_verb.session_help"))
    whose = report_it.add_mutually_exclusive_group()
    whose.add_argument("--me", action="store_true", help=words("workshop_verb.me"))
    whose.add_argument("--participant", metavar=words("workshop_verb.name"), help=words("workshop_verb.participant"))
    report_it.add_argument("--format", choices=FORMS, metavar="|".join(FORMS), help=words("workshop_verb.format"))
    programme.add_argument("--first", type=date.fromisoformat, metavar="YYYY-MM-DD", help=words("workshop_verb.first"))
    programme.add_argument("--at", type=hour, default=hour("09:00"), metavar="HH:MM", help=words("workshop_verb.at"))
    for made in (report_it, programme):
        made.add_argument("-o", "--out", type=Path, metavar=words("check.files"), help=words("workshop_verb.out"))


def run(options: argparse.Namespace) -> int:
    """Do one action and return its exit status. Raises ``CoachError``."""
    if options.action == "check":
        return check(options)
    if options.action == "new":
        return new(options)
    if options.action in ("host", "join"):
        return enter(options)
    from tui.wiring import open_house
    from tui.workshop_cohort import cohort_verb
    from tui.workshop_papers import programme_on_paper

    house = open_house(options.words.lang)
    try:
        actions = {
            "list": list_exercises, "run": play_one, "cohort": cohort_verb, "report": report, "programme": programme_on_paper,
        }  # fmt: skip
        return actions[options.action](house, options)
    finally:
        house.close()


def _lang(options: argparse.Namespace) -> Language:
    lang: Language = getattr(options, "lang", None) or options.words.lang
    return lang


def list_exercises(house: House, options: argparse.Namespace) -> int:
    """Print the exercises of one language, one a line."""
    from tui.workshops import exercises_of

    words: Words = options.words
    found = exercises_of(house.packs, _lang(options))
    if options.json:
        print(to_json({"exercises": [_told(exercise) for exercise in found]}, 1 if sys.stdout.isatty() else None))
        return 0
    for each in found:
        people = words("workshop_verb.people", min=each.people.min, max=each.people.max)
        print(f"{each.name:22} {words('workshop_verb.minutes', n=each.minutes):>7}  {people}  {one_line(each.title)}")
        print(f"{'':22} {one_line(each.goal)}")
    return 0


def _told(exercise: Exercise) -> dict[str, Any]:
    told = exercise.model_dump(mode="json", include={"name", "title", "lang", "goal", "minutes", "people"})
    return {**told, "steps": [{"id": step.id, "kind": step.kind, "minutes": step.minutes} for step in exercise.plan]}


def play_one(house: House, options: argparse.Namespace) -> int:
    """Play an exercise alone: in the app on a terminal, on lines in a pipe; or rehearse a script. Raises ``BadInput``."""
    words: Words = options.words
    if options.script is not None:
        return rehearse(house, options)
    if options.name is None:
        raise BadInput(words("workshop_verb.no_name"), words("workshop_verb.no_name_remedy"))
    from coach.workshop.playing import Beginning, begin, unfinished
    from coach.workshop.reading import pick
    from tui.workshops import brought_for, exercises_of, read_inputs

    exercise = pick(exercises_of(house.packs, _lang(options)), options.name, words.lang)
    brought = {**brought_for(house, exercise), **read_inputs(options.input, exercise, words.lang)}
    if not options.json and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.opening import open_app

        return open_app(words, "exercise", exercise=exercise.name, brought=brought, again=options.again)
    play = None if options.again else unfinished(house.logbook, exercise.name, house.clock)
    name = house.settings.author or house.notebook.read("name") or words("workshop_verb.somebody")
    how = Beginning(uuid4().hex, options.seed, brought, alone=name)
    return _on_lines(house, play or begin(house.logbook, exercise, house.clock, how), options)


def _on_lines(house: House, play: Play, options: argparse.Namespace) -> int:
    from coach.workshop.looking import look
    from coach.workshop.playing import ME
    from tui.workshop_json import JsonFace
    from tui.workshop_lines import run_lines
    from tui.workshop_plain import PlainFace
    from tui.workshops import land_mine, reviewer_of

    words: Words = options.words
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    face = (JsonFace if options.json else PlainFace)(words, sys.stdin, sys.stdout)
    review = reviewer_of(house)
    return run_lines(
        play,
        face,
        lambda step: look(play.state, step, ME, words.lang, review),
        lambda: land_mine(house.notebook, play, house.clock, words.lang),
    )


def rehearse(house: House, options: argparse.Namespace) -> int:
    """Play a script without anybody and print what came out. Raises ``BadInput`` naming the script's line."""
    from coach.pack_files import read_text
    from tui.workshop_rehearsal import rehearsed

    words: Words = options.words
    if not options.script.is_file():
        raise BadInput(words("workshop_verb.no_script", file=options.script), words("workshop_verb.no_script_remedy"))
    text = read_text(options.script, str(options.script), lang=words.lang)
    reports = rehearsed(house, text, str(options.script), _lang(options), options.seed, keep=options.keep)
    _print_reports(reports, options)
    return 0


def report(house: House, options: argparse.Namespace) -> int:
    """Print the report of one session, of the last one without an id, or what somebody changed. Raises ``BadInput``."""
    from tui.workshop_papers import chosen, report_on_paper

    if not options.json:
        return report_on_paper(house, options)
    from coach.workshop.report import report_of

    play = chosen(house, options)
    _print_reports([report_of(play.session, play.state, options.words.lang)], options)
    return 0


def _print_reports(reports: Any, options: argparse.Namespace) -> None:
    from coach.workshop.report import written

    if options.json:
        print(to_json({"sessions": [each.model_dump(mode="json") for each in reports]}, 1 if sys.stdout.isatty() else None))
    else:
        print("\n".join(written(each, options.words.lang) for each in reports), end="")


def new(options: argparse.Namespace) -> int:
    """Write an exercise to start from, and say where. Raises ``BadInput`` when the file is there or the name will not do."""
    from coach.workshop.scaffold import write_exercise

    path = write_exercise(options.name, options.dir or Path("exercises"), _lang(options))
    print(path)
    print(options.words("workshop_verb.new_next", file=path), file=sys.stderr)
    return 0


def check(options: argparse.Namespace) -> int:
    """Read exercises and say what they are; every fault is told, and makes it 2."""
    from coach.workshop.reading import read_exercise
    from tui.verbs import tell

    words: Words = options.words
    files = [file for given in options.files or [Path("exercises")] for file in _files(given, words.lang)]
    if not files:
        raise BadInput(words("workshop_verb.no_files"), words("workshop_verb.no_files_remedy"))
    status = 0
    for file in files:
        try:
            exercise = read_exercise(file, str(file), words.lang)
        except BadInput as error:
            sys.stdout.flush()
            status = max(status, tell(error))
        else:
            minutes = words("workshop_verb.minutes", n=exercise.minutes)
            print(f"✓ {file}: {one_line(exercise.title)}, {minutes}, {words.many('workshop_verb.steps', len(exercise.plan))}")
    return status


def _files(given: Path, lang: Language) -> list[Path]:
    if given.is_dir():
        below = given / "exercises"
        return sorted((below if below.is_dir() else given).glob("*.md"))
    if not given.is_file():
        from coach.workshop.reading import trouble

        raise trouble(lang, "no_file", file=given)
    return [given]
