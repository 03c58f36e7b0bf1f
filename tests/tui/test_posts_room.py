"""The posts room: finding, leafing, reading, bringing in, taking out, reading the meaning."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from coach.post import Post, PostKind
from corpus.browse import Search
from tests.fakes import NOON
from tests.tui.hall import NARROW, WIDE, Hall, settle
from tests.tui.stage import seen, until
from tui.app import PorteVoix
from tui.screens.columns import ColumnsDialog
from tui.screens.dialogs import ConfirmDialog, TellDialog
from tui.screens.import_posts import ImportDialog
from tui.screens.paste_post import PasteDialog
from tui.screens.posts import PostsRoom
from tui.widgets.jot import JotLine
from tui.widgets.plain import Plain
from tui.widgets.post_table import PostTable
from tui.widgets.reader import Reader

pytestmark = pytest.mark.anyio

HOSTILE = "[/b] {{7*7}} [@click=app.quit]sortir \x1b]52;c;aGk=\x07\u202e 👨‍👩‍👧‍👦"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path / "home")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(folder)
    return folder


def app_on(hall: Hall) -> PorteVoix:
    return PorteVoix(hall, "posts")  # type: ignore[arg-type]


def table(pilot: Pilot[object]) -> PostTable:
    return pilot.app.screen.query_one(PostTable)


def fill(hall: Hall, count: int, kind: PostKind = "sibling", author: str = "Léa") -> None:
    hall.corpus.add(
        [
            Post(id=f"{kind}{n}", text=f"Post numéro {n} de {author}", author=author, kind=kind, date=f"2020-01-{n % 28 + 1:02d}")
            for n in range(count)
        ]
    )


def read(app: PorteVoix) -> str:
    """What the reading pane holds."""
    return str(app.screen.query_one(Reader).query_one(Plain).content)


def said(app: PorteVoix) -> str:
    return "\n".join(f"{n.title} {n.message}" for n in app._notifications)


# --- finding and reading


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_empty_store_says_what_to_do(hall: Hall, size: tuple[int, int]) -> None:
    app = app_on(hall)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "Aucun post encore" in seen(app)
        assert "F3 importe" in seen(app)
        assert isinstance(app.focused, JotLine)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_posts_of_the_demo_are_listed_and_read(hall: Hall, size: tuple[int, int]) -> None:
    app = app_on(hall.with_helvia())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        page = seen(app)
        for word in ("80 posts", "Tous 80", "collègues", "Date ▾", "Premiers mots", "2026-11-20", "Moussa", "57 j'aime"):
            assert word in page
        assert table(pilot).posts[0].text in read(app)
        await pilot.press("down")
        await pilot.pause()
        assert table(pilot).posts[1].text in read(app)


@pytest.mark.slow
async def test_typing_anywhere_searches_words_and_names(hall: Hall) -> None:
    app = app_on(hall.with_helvia())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press(*"moussa")
        await settle(pilot, 0.5)
        assert isinstance(app.focused, JotLine)
        assert {post.author for post in table(pilot).posts} >= {"Moussa"}
        assert "sur 80 posts" in seen(app)
        app.screen.query_one("#search", Input).value = "rien qui soit là"
        await settle(pilot, 0.5)
        assert "Rien ne correspond." in seen(app)
        assert "F3 importe un" not in seen(app)


@pytest.mark.slow
async def test_kinds_author_and_order_narrow_the_list(hall: Hall) -> None:
    fill(hall, 3)
    fill(hall, 2, "official", "Helvia")
    fill(hall, 1, "own", "Moi")
    app = app_on(hall)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "Tous 6   collègues 3   officiels 2   à moi 1" in seen(app)
        await pilot.press("up")
        app.screen.query_one("#kinds").focus()
        await pilot.press("right", "right")
        await settle(pilot)
        assert {post.kind for post in table(pilot).posts} == {"official"}
        await pilot.click("#kinds", offset=(2, 0))
        await settle(pilot)
        assert len(table(pilot).posts) == 6
        table(pilot).focus()
        await pilot.press("f5")
        await settle(pilot)
        assert "de Léa · F5" in seen(app)
        assert {post.author for post in table(pilot).posts} == {"Léa"}
        await pilot.press("f5")
        await settle(pilot)
        assert len(table(pilot).posts) == 6
        newest = table(pilot).posts[0].date
        await pilot.click(PostTable, offset=(3, 0))
        await settle(pilot)
        assert "Date ▴" in seen(app)
        assert table(pilot).posts[-1].date == newest


@pytest.mark.slow
async def test_a_large_store_is_leafed_through_a_few_hundred_at_a_time(hall: Hall) -> None:
    fill(hall, 1000)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        everyone = [post.id for post in hall.corpus.browse(Search(limit=2000)).posts]
        assert len(table(pilot).posts) == 200
        ends: list[str] = []
        for _ in range(10):
            await pilot.press("end")
            ends.append(table(pilot).chosen.id)  # type: ignore[union-attr]
            await pilot.press("down")
            await settle(pilot, 0.05)
            assert table(pilot).row_count <= 200
            after = table(pilot).chosen
            assert after is not None
            place = everyone.index(ends[-1])
            assert after.id == everyone[min(place + 1, 999)], "the line after the last is the next post"
        assert everyone[-1] in ends
        await pilot.press("home", "up")
        await settle(pilot, 0.05)
        assert table(pilot).cursor_row > 0, "and back"


async def test_enter_gives_the_whole_narrow_screen_to_the_post_and_escape_takes_it_back(hall: Hall) -> None:
    fill(hall, 3)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, Reader)
        assert "Premiers mots" not in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.focused, PostTable)
        assert "Premiers mots" in seen(app)
        assert isinstance(app.screen, PostsRoom)


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_other_peoples_posts_are_only_words(hall: Hall, size: tuple[int, int]) -> None:
    hall.corpus.add(
        [
            Post(id="a", text=HOSTILE, author=HOSTILE, url=f"https://x.example/{HOSTILE}", network="[/]", date="[/b]2026"),
            Post(id="b", text="x" * 3000, author="👨‍👩‍👧‍👦" * 20, date="2026-01-01", impressions=14600),
            Post(id="c", text="\x00\x9b2J\x85avant\u2028après", author="", date=""),
            Post(id="d", text="mot " * 10_000, author="Long"),
        ]
    )
    app = app_on(hall)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        shown = ""
        for _ in range(4):
            shown += seen(app)
            await pilot.press("down")
            await pilot.pause()
        assert "[/b] {{7*7}} [@click=app.quit]sortir" in shown
        assert "14\u202f600 vues" in shown
        assert not {"\x1b", "\x07", "\u202e", "\x00", "\x9b"} & set(shown)
        app.screen.query_one("#search", Input).value = HOSTILE
        await settle(pilot, 0.4)
        await pilot.press("f5", "f9")
        await pilot.pause()


async def test_a_post_of_a_million_characters_is_shown_by_its_beginning(hall: Hall) -> None:
    hall.corpus.add([Post(id="a", text="é" * 900_000)])
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        app.screen.query_one(Reader).scroll_end(animate=False)
        await pilot.pause()
        assert "… et 888\u202f000 caractères de plus" in seen(app)


async def test_the_other_language_says_everything(hall: Hall) -> None:
    app = app_on(hall.with_helvia())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        for word in ("All 80", "First words", "colleague", "57 likes", "20 November"):
            assert word in seen(app)


# --- bringing in


async def open_import(pilot: Pilot[object]) -> ImportDialog:
    await settle(pilot)
    await pilot.press("f3")
    await settle(pilot)
    return cast(ImportDialog, pilot.app.screen)


@pytest.mark.slow
async def test_a_file_of_this_folder_is_found_by_a_few_letters_and_imported(hall: Hall, in_a_folder: Path) -> None:
    lines = ['{"text": "Bonjour", "author": "Nadia"}', '{"text": ""}', "pas du json [/b]", '{"text": "Au revoir"}']
    (in_a_folder / "mes posts.jsonl").write_text("\n".join(lines), "utf-8")
    (in_a_folder / "notes.bin").write_bytes(b"\0")
    (in_a_folder / "autres").mkdir()
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await open_import(pilot)
        assert "mes posts.jsonl" in seen(app)
        assert f"autres{os.sep}" in seen(app)
        assert "notes.bin" not in seen(app)
        await pilot.press(*"mes", "tab")
        await settle(pilot)
        assert app.screen.query_one("#path", Input).value == "mes posts.jsonl"
        await pilot.press("tab", "right", "enter", "shift+tab", "enter")
        await settle(pilot)
        page = seen(app)
        for word in ("2 ajoutés", "1 laissé de côté", "1 × texte vide", "1 ligne à regarder", "mes posts.jsonl:3", "[/b]"):
            assert word in page
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, PostsRoom)
        assert [post.kind for post in table(pilot).posts] == ["official", "official"]


@pytest.mark.slow
async def test_a_folder_is_walked_and_what_is_known_is_said(hall: Hall, in_a_folder: Path) -> None:
    (in_a_folder / "a.md").write_text("Un post en Markdown.", "utf-8")
    (in_a_folder / "b.txt").write_text("Un autre.", "utf-8")
    app = app_on(hall)
    for expected in ("2 ajoutés", "déjà dans tes posts"):
        async with app_on(hall).run_test(size=NARROW) as pilot:
            app = cast(PorteVoix, pilot.app)
            dialog = await open_import(pilot)
            dialog.query_one("#path", Input).value = str(in_a_folder)
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert expected in seen(app)


@pytest.mark.slow
async def test_a_path_that_is_not_there_is_given_back(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await open_import(pilot)
        dialog.query_one("#path", Input).value = "nulle part.csv"
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.screen is dialog
        assert dialog.query_one("#path", Input).value == "nulle part.csv"
        assert "n'existe pas" in said(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PostsRoom)


@pytest.mark.slow
async def test_a_table_of_unknown_headings_asks_which_column_is_which(hall: Hall, in_a_folder: Path) -> None:
    rows = (
        "[/b]Titre;Corps du billet;Qui;Quand\nx;Un texte de post assez long.;Léa;01/02/2026\ny;Un autre texte.;Max;03/04/2026\n"
    )
    (in_a_folder / "t.csv").write_text(rows, "utf-8")
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await open_import(pilot)
        await pilot.press(*"t.csv", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ColumnsDialog)
        assert "[/b]Titre" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Il manque la colonne du texte." in seen(app)
        await pilot.press(
            "right", "right", "down", "right", "right", "right", "down", *["right"] * 4, "down", "right", "right", "enter"
        )
        await settle(pilot)
        assert "2 ajoutés" in seen(app)
        assert {(p.text, p.author, p.date) for p in hall.corpus.posts()} == {
            ("Un texte de post assez long.", "Léa", "2026-01-02"),
            ("Un autre texte.", "Max", "2026-03-04"),
        }


@pytest.mark.slow
async def test_leaving_the_columns_unsaid_imports_nothing(hall: Hall, in_a_folder: Path) -> None:
    (in_a_folder / "t.csv").write_text("Titre;Corps du billet\nx;Un texte de post.\n", "utf-8")
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await open_import(pilot)
        await pilot.press(*"t.csv", "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Rien de nouveau." in seen(app)
        assert hall.corpus.count() == 0


@pytest.mark.slow
async def test_a_post_is_pasted_with_its_author(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, PasteDialog)
        await pilot.press("f3")
        await pilot.pause()
        assert "Il n'y a pas encore de texte." in seen(app)
        app.screen.query_one(TextArea).text = "  Un post [/b] collé.\nSur deux lignes.\x1b[2J  "
        await pilot.press("tab", "right", "tab", *"Nadia", "f3")
        await settle(pilot)
        [post] = hall.corpus.posts()
        assert post.model_dump(include={"text", "author", "kind", "date"}) == {
            "text": "Un post [/b] collé.\nSur deux lignes.",
            "author": "Nadia",
            "kind": "official",
            "date": NOON.date().isoformat(),
        }
        assert "Post gardé." in said(app)
        assert "Un post [/b] collé." in seen(app)


# --- taking out


@pytest.mark.slow
@pytest.mark.parametrize("key", ["f9", "delete"])
async def test_a_post_is_removed_without_a_trace(hall: Hall, key: str) -> None:
    fill(hall, 2)
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        gone = table(pilot).posts[0].id
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter")
        await settle(pilot)
        assert hall.corpus.get(gone) is None
        assert hall.corpus.traces(gone) == []
        assert "Post retiré, sans trace." in said(app)
        assert len(table(pilot).posts) == 1


async def test_a_trace_that_is_left_is_told(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(hall, 1)
    monkeypatch.setattr(hall.corpus, "traces", lambda _: ["vectors"])
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f9", "enter")
        await settle(pilot)
        assert "il en reste une trace : vectors" in said(app)


async def test_a_message_of_the_kit_is_said_to_come_back(hall: Hall) -> None:
    hall.corpus.add([Post(id="kit:helvia:m1", text="Message officiel.", author="Helvia", kind="official")])
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert "message du kit" in seen(app)


@pytest.mark.slow
async def test_posts_are_written_in_a_file_that_is_read_again(hall: Hall, in_a_folder: Path) -> None:
    fill(hall, 3)
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        told = []
        for name in ("tout.jsonl", "tout.csv", "tout.csv"):
            await settle(pilot)
            await pilot.press("ctrl+p", *"exporter", "enter")
            await pilot.pause()
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await settle(pilot, 0.3)
            told.append(said(app))
        assert "3 posts écrits dans tout.jsonl" in told[0]
        assert "tout.csv existe déjà." in told[2]
    lines = (in_a_folder / "tout.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == {"sibling0", "sibling1", "sibling2"}
    from corpus.readers import read_path

    for name in ("tout.jsonl", "tout.csv"):
        assert {post.id for read in read_path(Path(name)) for post in read.posts} == {"sibling0", "sibling1", "sibling2"}


@pytest.mark.slow
async def test_in_a_browser_the_posts_are_downloaded(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(hall, 2)
    given: list[str] = []
    monkeypatch.setattr(PorteVoix, "is_web", True)
    monkeypatch.setattr(PorteVoix, "deliver_text", lambda _, text, **more: given.append(text.read()))
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"exporter", "enter")
        await settle(pilot)
    assert len(given[0].splitlines()) == 2


@pytest.mark.slow
async def test_the_store_in_figures(hall: Hall) -> None:
    app = app_on(hall.with_helvia())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"chiffres", "enter")
        await settle(pilot)
        assert isinstance(app.screen, TellDialog)
        page = seen(app)
        for word in ("collègues", "Auteurs", "2025-11-24", "français", "Posts en attente"):
            assert word in page


# --- the meaning


class SlowQueue:
    """A queue of ten posts that is worked off one at a time, when the test says so; never by itself."""

    def __init__(self, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.go = 10, threading.Semaphore(0)
        self.stopped = threading.Event()
        monkeypatch.setattr(hall.corpus, "pending", lambda: self.left)
        monkeypatch.setattr(hall.corpus, "lacks", lambda: ["still_embedding"] if self.left else [])
        monkeypatch.setattr(hall.corpus, "step", self.step)
        monkeypatch.setattr("tui.app.BEGIN_AFTER_S", 60)

    def step(self, count: int, stop: Callable[[], bool]) -> int:  # noqa: ARG002
        while not stop():
            if self.go.acquire(timeout=0.02):
                self.left -= 1
                if not self.left:
                    self.stopped.set()
                return 1
        self.stopped.set()
        return 0


@pytest.mark.slow
async def test_the_queue_is_worked_off_stopped_and_taken_up_again(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(hall, 10)
    queue = SlowQueue(hall, monkeypatch)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "10 posts attendent que le miroir en lise le sens." in seen(app)
        await pilot.press("f8")
        for _ in range(4):
            queue.go.release()
        await until(pilot, lambda: "4 / 10" in seen(app))
        assert "━" in seen(app)
        await pilot.press("f8")
        assert queue.stopped.wait(2)
        await until(pilot, lambda: "6 posts attendent" in seen(app))
        await pilot.press("f8")
        for _ in range(6):
            queue.go.release()
        await until(pilot, lambda: queue.left == 0 and "attend" not in seen(app))


@pytest.mark.slow
async def test_the_reading_goes_on_when_one_leaves_the_room(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(hall, 10)
    queue = SlowQueue(hall, monkeypatch)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f8", "f2")
        await pilot.pause(0.3)
        for _ in range(10):
            queue.go.release()
        assert queue.stopped.wait(2)
        assert queue.left == 0


async def test_without_an_engine_the_mirror_says_it_sees_words_only(hall: Hall) -> None:
    fill(hall, 2)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "le miroir ne voit que les mots" in seen(app)
        assert "F8 sens" not in seen(app)
