"""The sheet: marks on the right cells, and hostile text that stays text."""

from threading import Event

import pytest
from textual.events import Paste
from textual.geometry import Region

from coach.text import clean
from tests.tui.stage import FakeHouse, app_on, rows, seen, until
from tui.app import PorteVoix
from tui.widgets.editor import MARGIN, Editor

pytestmark = pytest.mark.anyio

HOSTILE = [
    "[/b]",
    "[b]gras[/b]",
    "{{ 7*7 }}",
    "[@click=app.quit]clique[/]",
    "$primary",
    "\\[x]",
    "e\u0301te\u0301",
    "👨‍👩‍👧‍👦 famille",
]
UNSAFE = {
    "\x1b]52;c;cGlyYXRl\x07vole": "vole",
    "\x1b[2Jefface": "efface",
    "a\u202edroite": "adroite",
    "nul\x00la": "nulla",
    "seul\ud83d!": "seul!",
    "une\r\ndeux\x85trois": "une\ndeux\ntrois",
}


def underlined(app: PorteVoix) -> list[str]:
    """The underlined words of the sheet, by row."""
    found = []
    for strip in app.screen.query_one(Editor).render_lines(Region(0, 0, *app.screen.query_one(Editor).size)):
        words = "".join(s.text if s.style and s.style.underline else "\0" for s in strip)
        found += [word for word in words.split("\0") if word]
    return found


def drawn(app: PorteVoix) -> list[list[tuple[str, object]]]:
    """The rows of the sheet as they are on the screen, with their styles."""
    sheet = app.screen.query_one(Editor).region
    strips = app.screen._compositor.render_strips(app.size)[sheet.y : sheet.bottom]
    return [[(piece.text, piece.style) for piece in strip.crop(sheet.x, sheet.right)] for strip in strips]


async def test_marks_are_on_their_words_and_signs_in_the_margin() -> None:
    app = app_on(FakeHouse().with_draft("Un mot.\nCe projet confidentiel avance toujours."), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        assert underlined(app) == ["confidentiel", "toujours"]
        editor = app.screen.query_one(Editor)
        sheet = [row[: MARGIN + 1] for row in rows(app)[editor.region.y : editor.region.y + 3]]
        assert [row.strip() for row in sheet] == ["", "■§", ""]


async def test_what_an_edit_paints_again_is_all_that_changed() -> None:
    app = app_on(FakeHouse().with_draft("Un mot.\nCe projet confidentiel avance toujours.\n" * 4), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        editor = app.screen.query_one(Editor)
        editor.cursor_blink = False
        editor.insert("a", (3, 2))
        await pilot.pause(0.3)
        painted: list[int] = []
        real = editor.render_line
        editor.render_line = lambda y: painted.append(y) or real(y)  # type: ignore[method-assign, func-returns-value]
        edits = [
            lambda: editor.insert("b", (3, 3)),
            lambda: editor.insert("\n", (1, 4)),
            lambda: editor.delete((0, 0), (2, 3)),
            lambda: editor.insert("mot " * 60, (1, 0)),
            lambda: editor.replace("", (1, 0), (1, 40)),
            editor.undo,
            editor.redo,
            lambda: editor.insert("(x", editor.document.end),
            lambda: editor.insert(")", editor.document.end),
            lambda: editor.delete((0, 0), editor.document.end),
            lambda: editor.insert("Tout neuf.", (0, 0)),
        ]
        for n, edit in enumerate(edits):
            painted.clear()
            edit()
            await pilot.pause(0.1)
            if n == 0:
                assert set(painted) == {3}, "a letter costs its row"
            shown = drawn(app)
            editor.refresh()
            await pilot.pause(0.05)
            assert drawn(app) == shown, n


async def test_marks_stay_on_their_words_while_the_next_review_is_awaited() -> None:
    house, done = FakeHouse().with_draft("Ce projet confidentiel avance."), Event()
    app = app_on(house, draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        quick, house.reviewer = house.reviewer, lambda text, context: quick(text, context) if done.wait(5) else None  # type: ignore[return-value]
        editor = app.screen.query_one(Editor)
        editor.insert("Oh, ", (0, 0))
        await pilot.pause()
        assert underlined(app) == ["confidentiel"]
        done.set()


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    app = app_on(FakeHouse().with_draft(text, title=text), draft="d1")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause(0.1)
        assert seen(app).count(text) == 2
        assert app.screen.query_one(Editor).text == text


@pytest.mark.parametrize("text", UNSAFE)
async def test_what_acts_on_a_terminal_never_enters(text: str) -> None:
    house = FakeHouse().with_draft(text)
    app = app_on(house, draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        editor = app.screen.query_one(Editor)
        assert editor.text == UNSAFE[text]
        editor.select_all()
        editor.replace(text, *editor.selection)
        assert editor.text == UNSAFE[text] == clean(text)
        await until(pilot, lambda: bool(house.seen) and house.seen[-1][0] == UNSAFE[text])


async def test_a_paste_is_cleaned_and_can_be_undone() -> None:
    app = app_on(FakeHouse().with_draft("Début. "), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        editor = app.screen.query_one(Editor)
        editor.move_cursor(editor.document.end)
        app.post_message(Paste("\x1b[31mrouge\x1b[0m [/b]"))
        await pilot.pause()
        assert editor.text == "Début. rouge [/b]"
        editor.undo()
        await pilot.pause()
        assert editor.text == "Début. "


@pytest.mark.parametrize("text", ["", "a", "\n", "\n\n\n"])
async def test_the_smallest_texts(text: str) -> None:
    app = app_on(FakeHouse().with_draft(text), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("x", "backspace")
        assert app.screen.query_one(Editor).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["mot confidentiel " * 12000, "\n".join(["une ligne de texte confidentielle"] * 6000)], ids=["one line", "many lines"]
)
async def test_a_very_long_text_is_opened_marked_and_typed_in(text: str) -> None:
    app = app_on(FakeHouse().with_draft(text[:200_000]), draft="d1")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.5)
        editor = app.screen.query_one(Editor)
        editor.move_cursor(editor.document.end)
        await pilot.pause(0.2)
        editor.insert("x")
        drawn = editor.render_lines(Region(0, 0, *editor.size))
        assert len(drawn) == editor.size.height
        assert len(editor.text) == 200_001
