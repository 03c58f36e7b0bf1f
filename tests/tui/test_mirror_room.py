"""The Miroir: sources beside the draft, what the mirror is taught, the thermometer, the picture; and one text in two rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from textual.pilot import Pilot
from textual.widgets import Input

from coach.finding import Apport
from coach.notebook import Draft
from tests.fakes import NOON
from tests.tui.hall import Hall, settle
from tests.tui.stage import FakeHouse, app_on, seen
from tui.opening import lay_demo
from tui.screens.mirror import MirrorRoom
from tui.screens.workbench import Workbench
from tui.visuals import Visual, attach, path_typed, visual_of
from tui.widgets.plain import Plain
from tui.widgets.remarks import RemarkList
from tui.widgets.thermometer import column
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 40), (80, 24)
BORROWED = "Ensemble, construisons la mobilité de demain."
TEXT = f"Lundi à Brest.\n{BORROWED}\nCe projet est confidentiel."


def glass(app: object) -> MirrorRoom:
    room = app.screen  # type: ignore[attr-defined]
    assert isinstance(room, MirrorRoom)
    return room


async def settle_down(pilot: Pilot[str]) -> None:
    await pilot.pause(0.15)
    await pilot.pause()


async def until(pilot: Pilot[str], there: Callable[[], object]) -> None:
    """Wait until something is there: a busy machine makes it late."""
    for _ in range(400):
        if there():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came")


@pytest.mark.slow
async def test_from_a_mark_to_its_source_and_what_the_mirror_is_taught() -> None:
    house = FakeHouse().with_draft(TEXT)
    app = app_on(house, "mirror", draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        page = seen(app)
        assert "message officiel" in page
        assert "confidentiel »" not in page  # the charter speaks at the workbench
        assert "Appuie" not in page
        assert not glass(app).query_one("#teach").display
        await pilot.press("f3")
        await settle_down(pilot)
        page = seen(app)
        told = ("▣ Message officiel", "Nadia B.", "mot pour mot", "→ Qu'as-tu vu", "C'est une citation", "Je l'ai dit en premier")
        for word in told:
            assert word in page
        await pilot.click("#say_quotation")
        await until(pilot, lambda: house.notebook.decisions() and not glass(app).editor.marks.marks)
        assert [d.kind for d in house.notebook.decisions()] == ["quotation"]
        assert not glass(app).editor.marks.marks
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "« construisons la mobilité de demain »" in seen(app)
        assert "c'est une citation · dans tous tes textes" in seen(app)
        await pilot.press("enter")
        await settle_down(pilot)
        assert [d.withdrawn for d in house.notebook.decisions()] == [True]
        assert len(glass(app).editor.marks.marks) == 1
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "Rien encore" in seen(app)


@pytest.mark.slow
@pytest.mark.parametrize(("button", "kind"), [("say_our_name", "our_name"), ("say_mine_first", "mine_first")])
async def test_by_keys_alone_in_a_narrow_window(button: str, kind: str) -> None:
    house = FakeHouse("en").with_draft(TEXT)
    app = app_on(house, "mirror", draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        assert not app.screen.query_one("#side").display
        await pilot.press("ctrl+o")
        await settle_down(pilot)
        room = glass(app)
        assert room.query_one("#side").display
        assert not room.editor.display
        assert room.remarks.has_focus
        for _ in range(8):
            if app.focused is not None and app.focused.id == button:
                break
            await pilot.press("tab")
        else:
            raise AssertionError(f"Tab never came to {button}")
        await pilot.press("enter")
        await until(pilot, lambda: house.notebook.decisions())
        assert [d.kind for d in house.notebook.decisions()] == [kind]


@pytest.mark.slow
async def test_an_unchanged_right_side_is_not_painted_again_at_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    update = Plain.update

    def counted(self: Plain, *args: object, **more: object) -> None:
        painted.append(self.id or type(self).__name__)
        update(self, *args, **more)  # type: ignore[arg-type]

    app = app_on(FakeHouse().with_draft(TEXT), "mirror", draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.press("f3")
        await settle_down(pilot)
        await pilot.press("ctrl+end")
        await settle_down(pilot)
        monkeypatch.setattr(Plain, "update", counted)
        options: list[int] = []
        monkeypatch.setattr(RemarkList, "set_options", lambda self, found: options.append(len(list(found))))
        await pilot.press(*" encore un mot ici")
        await settle_down(pilot)
        assert glass(app).review_is_fresh
    assert painted == []
    assert options == []


@pytest.mark.slow
async def test_two_rooms_hold_one_text_one_picture_and_the_same_decisions() -> None:
    house = FakeHouse().with_draft(TEXT)
    app = app_on(house, "workbench", draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        below = app.screen
        assert isinstance(below, Workbench)
        await pilot.press("ctrl+b")
        await settle_down(pilot)
        room = glass(app)
        await until(pilot, lambda: room.editor.marks.marks)
        await pilot.press("f3", "ctrl+end", *" fin")
        await until(pilot, lambda: room.review_is_fresh)
        await pilot.press("f3")
        await settle_down(pilot)
        await pilot.click("#say_our_name")
        await until(pilot, lambda: house.notebook.decisions())
        attach(house.notebook, "d1", Visual("a.png", "imprint:0"))
        room.visual = visual_of(house.notebook, "d1")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is below and below.review_is_fresh)
        assert below.editor.text == TEXT + " fin"
        assert below.visual == Visual("a.png", "imprint:0")
        assert [f.source for f in below.settled.review.findings] == ["charter"]  # type: ignore[union-attr]
        await pilot.press("ctrl+end", "!", "ctrl+b")
        await settle_down(pilot)
        assert glass(app).editor.text == TEXT + " fin!"
        await pilot.press("ctrl+b")
        await settle_down(pilot)
        assert isinstance(app.screen, Workbench)
        assert app.screen.editor.text == TEXT + " fin!"
        assert sum(isinstance(screen, Workbench | MirrorRoom) for screen in app.screen_stack) == 1
    kept = house.notebook.draft("d1")
    assert kept is not None
    assert kept.text == TEXT + " fin!"


async def test_without_a_draft_asked_for_the_last_one_worked_on_is_there() -> None:
    house = FakeHouse().with_draft("Vieux.")
    later = NOON.replace(hour=13)
    house.notebook.save_draft(Draft(id="d2", text="Récent.", created=NOON, updated=later))
    house.notebook.save_draft(Draft(id="d3", text="Sorti.", created=NOON, updated=later.replace(hour=14), state="published"))
    app = app_on(house, "mirror")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        assert glass(app).editor.text == "Récent."


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_empty_store_says_what_to_do(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_on(Hall(tmp_path), "mirror")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        if size == NARROW:
            await pilot.press("ctrl+o")
            await settle(pilot)
        page = seen(app)
        assert "n'a encore rien à comparer" in " ".join(page.split())
        assert "apporter des posts" in page
        assert "visiter Helvia" in page
        await pilot.press("f1")
        await pilot.pause()
        assert any("Comment s'en servir" in str(page.render()) for page in app.screen.query(Plain))
        await pilot.press("escape")
        await pilot.click("#bring_posts")
        await until(pilot, lambda: getattr(app.screen, "WORDS", "") == "posts")


# --- on the demo company, with the real mirror


@pytest.fixture
def helvia(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


@pytest.mark.slow
async def test_the_demo_shows_the_three_axes_and_the_thermometer_rises(helvia: House, tmp_path: Path) -> None:
    said = "En douze mois, 47 machines ont été remises en route par les équipes de Roanne et de Waterford."
    helvia.notebook.save_draft(Draft(id="x", text=said, created=NOON, updated=NOON))
    app = app_on(helvia, "mirror", draft="x")  # type: ignore[arg-type]
    async with app.run_test(size=(140, 48)) as pilot:
        room = glass(app)
        await until(pilot, lambda: any(m.finding.rule == "mirror-same-moment" for m in room.editor.marks.marks))
        app.meaning.stop()
        await pilot.pause()
        assert "Presque tout le texte est repris d'un seul post." in " ".join(seen(app).split())
        rules = [mark.finding.rule for mark in room.editor.marks.marks]
        assert rules == ["mirror-verbatim", "mirror-same-moment"]
        assert "collègues ont publié ce message" in " ".join(seen(app).split())
        assert "froid" in seen(app)

        with Image.open(Path("corpus/demo/visuals/premiere-annee.png")) as shipped:
            shipped.convert("RGB").resize((500, 290)).save(tmp_path / "photo de moi.jpg", quality=60)
        await pilot.click("#attach_visual")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = f'"{tmp_path / "photo de moi.jpg"}"'
        await pilot.press("enter")
        await until(pilot, lambda: any(m.finding.rule == "mirror-same-visual" for m in room.editor.marks.marks))
        await pilot.pause()
        page = " ".join(seen(app).split())
        assert "Visuel : photo de moi.jpg" in page
        assert "Même visuel : Nadia l’a déjà publié" in page
        said = {mark.finding.rule: mark.finding.message for mark in room.editor.marks.marks}
        assert said["mirror-same-visual"].endswith("le 17 novembre, et 2 autres collègues aussi.")

        await pilot.press("ctrl+end", "enter")
        room.editor.insert("Mardi à Feurs, j'ai tenu la lampe pour Bertrand pendant 3 heures.")
        await until(pilot, lambda: "froid" not in seen(app) and room.review_is_fresh)
        assert "froid" not in seen(app)
        assert "✓" in seen(app)
    kept = helvia.notebook.read("visual.x") or ""
    assert "photo de moi.jpg" in kept
    assert str(tmp_path) not in kept


async def test_a_bad_picture_is_said_and_the_draft_stays(tmp_path: Path) -> None:
    (tmp_path / "vide.png").write_bytes(b"")
    house = FakeHouse().with_draft(TEXT)
    app = app_on(house, "mirror", draft="d1")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle_down(pilot)
        glass(app)._named(str(tmp_path / "vide.png"))
        await until(pilot, lambda: list(app._notifications))
        assert any("vide.png est vide" in (note.title or "") for note in app._notifications)
        assert glass(app).visual is None
        assert glass(app).editor.text == TEXT
        attach(house.notebook, "d1", Visual("a.png", "imprint:0"))
        glass(app).visual = visual_of(house.notebook, "d1")
        glass(app)._named("")
        assert visual_of(house.notebook, "d1") is None


def test_the_thermometer_says_it_in_words_and_blocks() -> None:
    for lang, cold, warm in (("fr", "froid", "chaud"), ("en", "cold", "warm")):
        words = Words("en" if lang == "en" else "fr")
        nothing, much = (column(a, words).plain for a in (Apport(), Apport(places=3, people=2, dates=2, own_words=0.9)))
        assert cold in nothing
        assert nothing.count("█") == 0
        assert warm in much
        assert much.count("█") == 7
        assert "%" not in nothing + much


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/tmp/a b.png", "/tmp/a b.png"),
        ("'/tmp/a b.png' ", "/tmp/a b.png"),
        ('"/tmp/a b.png"', "/tmp/a b.png"),
        ("file:///tmp/a%20b.png", "/tmp/a b.png"),
        ("/tmp/a\\ b.png", "/tmp/a b.png"),
        ("~nobody-at-all/a.png", "~nobody-at-all/a.png"),
        ("'", "'"),
    ],
)
def test_a_path_is_read_as_people_paste_it(typed: str, path: str) -> None:
    assert path_typed(typed) == Path(path)


def test_what_is_kept_of_a_picture_survives_what_is_not_ours() -> None:
    house = FakeHouse()
    for kept in ("[]", "{", '{"name": 3}', "3", "null"):
        house.notebook.put("visual.d", kept)
        assert visual_of(house.notebook, "d") is None
