"""The workbench: remarks, decisions, saving, versions, in a wide window and a narrow one."""

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from coach.errors import BrokenEnvironment
from coach.finding import Ask, Finding, Severity, Source
from coach.notebook import Draft
from coach.review import review
from coach.text import Span
from tests.fakes import NOON
from tests.tui.stage import FakeHouse, app_on, seen
from tui.app import PorteVoix
from tui.screens.room import Room
from tui.screens.workbench import Workbench
from tui.widgets.editor import Editor
from tui.widgets.remarks import RemarkList

pytestmark = pytest.mark.anyio

TEXT = "On gagne toujours.\nEnsemble, construisons la mobilité de demain.\nCe projet est confidentiel."
WIDE, NARROW = (140, 40), (80, 24)


def bench(app: PorteVoix) -> Workbench:
    assert isinstance(app.screen, Workbench)
    return app.screen


async def settle_down(pilot: Pilot[None]) -> None:
    await pilot.pause(0.15)
    await pilot.pause()


async def test_remarks_are_listed_worst_first_with_the_verdict() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        page = seen(app)
        assert page.index("« confidentiel »") < page.index("message officiel") < page.index("« toujours »")
        assert "Miroir" in page
        assert f"{len(TEXT)} / 3\u202f000" in page


async def test_enter_on_a_remark_goes_to_its_place() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.press("ctrl+o", "down", "enter")
        editor = app.screen.query_one(Editor)
        assert editor.has_focus
        assert editor.cursor_location == (1, 10)
        assert "Nadia B." in seen(app)
        assert "→ Qu'as-tu vu, toi, ce jour-là ?" in seen(app)


async def test_a_click_on_a_remark_goes_to_its_place() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.click(RemarkList, offset=(4, 0))
        assert app.screen.query_one(Editor).cursor_location == (2, 14)


async def test_next_and_previous_remark() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        places = []
        for key in ("f3", "f3", "f4", "f4"):
            await pilot.press(key)
            places.append(app.screen.query_one(Editor).cursor_location)
        assert places == [(0, 9), (1, 10), (0, 9), (2, 14)]


async def test_narrow_shows_one_pane_at_a_time_and_whispers_the_question() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        assert "message officiel" not in seen(app)
        await pilot.press("f3")
        assert "→ Qui peut le confirmer ?" in seen(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "message officiel" in seen(app)
        assert not app.screen.query_one(Editor).region
        await pilot.press("ctrl+o")
        assert app.screen.query_one(Editor).has_focus
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert app.screen.query_one(Editor).region
        assert app.screen.query_one(RemarkList).region


async def test_five_remarks_are_shown_and_the_others_unfold() -> None:
    app = app_on(FakeHouse().with_draft("toujours " * 9), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        remarks = app.screen.query_one(RemarkList)
        assert remarks.option_count == 6
        assert "▸ et 4 autres" in seen(app)
        await pilot.press("ctrl+o", *["down"] * 5, "enter")
        await pilot.pause()
        assert remarks.option_count == 9


@pytest.mark.slow
async def test_setting_a_remark_aside_needs_a_reason_is_kept_and_undone() -> None:
    house = FakeHouse().with_draft(TEXT)
    app = app_on(house, draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.press("f3", "f8", "enter", "enter")
        assert house.notebook.decisions("d1") == []
        assert "Il faut une raison" in seen(app)
        await pilot.press("o", "k", "enter")
        await settle_down(pilot)
        (decision,) = house.notebook.decisions("d1")
        assert (decision.kind, decision.rule, decision.text, decision.reason) == ("dismissed", "conf-toujours", "toujours", "ok")
        assert decision.made == NOON
        assert [m.finding.text for m in bench(app).editor.marks.marks] == ["confidentiel", "construisons la mobilité de demain"]
        assert "1 remarque réglée" in seen(app)
        await pilot.press("ctrl+g")
        await settle_down(pilot)
        assert house.notebook.decisions("d1")[0].withdrawn
        assert len(bench(app).editor.marks.marks) == 3


@pytest.mark.slow
async def test_decisions_are_found_again_when_the_draft_is_opened_again() -> None:
    house = FakeHouse().with_draft(TEXT)
    for decisions in (0, 1):
        app = app_on(house, draft="d1")
        async with app.run_test(size=WIDE) as pilot:
            await settle_down(pilot)
            assert len(bench(app).editor.marks.marks) == 3 - decisions
            if not decisions:
                await pilot.press("f3", "f8", "down", "enter")
                await settle_down(pilot)
    assert [d.kind for d in house.notebook.decisions("d1")] == ["quotation"]


@pytest.mark.slow
async def test_asking_somebody_copies_the_message_and_leaves_the_remark() -> None:
    house = FakeHouse().with_draft("Secret.")
    ask = Ask(
        key="juridique", name="Service juridique", channel="juridique@example.org", draft_message="Puis-je écrire « Secret » ?"
    )

    def reviewer(text: str, context: object) -> list[Finding]:
        return [Finding.at(text, Span(0, 6), source=Source.CHARTER, rule="r", severity=Severity.BLOCK, message="m", ask=ask)]

    house.reviewer = lambda text, context: review(text, context, others=[reviewer])
    app = app_on(house, draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        assert "Service juridique · juridique@example.org" in seen(app)
        await pilot.press("f8")
        offered = seen(app)
        assert "Demander à Service juridique" in offered
        assert "→ juridique@example.org" in offered
        await pilot.press("enter")
        await pilot.pause()
        assert "Puis-je écrire « Secret » ?" in seen(app)
        await pilot.press("enter")
        await settle_down(pilot)
        assert app.clipboard == "Puis-je écrire « Secret » ?"
        assert [d.kind for d in house.notebook.decisions("d1")] == ["asked"]
        assert len(bench(app).editor.marks.marks) == 1


async def test_every_key_is_saved_within_half_a_second() -> None:
    house = FakeHouse().with_draft("Un")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("end", "x", "y")
        await pilot.pause(0.5)
        assert house.notebook.draft("d1").text == "Unxy"  # type: ignore[union-attr]
        assert "enregistré" in seen(app)


async def test_leaving_saves_what_was_not_and_keeps_a_version() -> None:
    house = FakeHouse().with_draft("Un")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("end", "!", "ctrl+q")
    assert house.notebook.draft("d1").text == "Un!"  # type: ignore[union-attr]
    assert [r.text for r in house.notebook.revisions("d1")] == ["Un!", "Un"]


@pytest.mark.slow
async def test_a_save_that_fails_is_told_once_with_its_remedy_and_the_text_stays() -> None:
    house = FakeHouse().with_draft("Un")
    told = "Le disque est plein."

    def refuse(_: Draft) -> None:
        raise BrokenEnvironment(told, "Fais de la place.")

    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        house.notebook.save_draft = refuse  # type: ignore[method-assign]
        await pilot.press("end", "x")
        await pilot.pause(0.3)
        await pilot.press("y")
        await pilot.pause(0.3)
        assert seen(app).count(told) == 1
        assert "pas enregistré" in seen(app)
        assert app.screen.query_one(Editor).text == "Unxy"
        del house.notebook.save_draft  # the disk has room again
        await pilot.press("z")
        await pilot.pause(0.4)
        assert house.notebook.draft("d1").text == "Unxyz"  # type: ignore[union-attr]


async def test_a_review_that_fails_is_told_and_typing_goes_on() -> None:
    house = FakeHouse().with_draft("Un")

    def broken(text: str, context: object) -> None:
        raise BrokenEnvironment("Les posts ne s'ouvrent pas.", "portevoix doctor dit pourquoi.")

    house.reviewer = broken  # type: ignore[assignment]
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("x")
        await pilot.pause(0.2)
        assert seen(app).count("Les posts ne s'ouvrent pas.") == 1
        assert app.screen.query_one(Editor).text == "xUn"


async def test_a_review_of_a_text_that_moved_on_is_dropped() -> None:
    house = FakeHouse().with_draft("Ce projet confidentiel avance.")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        screen = bench(app)
        old = screen._reviewed
        assert old
        screen.editor.load_text("Rien de tel.")
        screen.post_message(old)
        await pilot.pause()
        assert screen.editor.render_lines(Region(0, 0, *screen.editor.size))
        assert [m.finding.text for m in screen.editor.marks.marks if m.span.of(screen.editor.text) != m.finding.text] == []


async def test_without_a_draft_a_new_one_begins_with_the_first_key() -> None:
    house = FakeHouse()
    app = app_on(house)
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        assert house.notebook.drafts() == []
        await pilot.press("a")
        await pilot.pause(0.4)
        assert [d.text for d in house.notebook.drafts()] == ["a"]


@pytest.mark.slow
async def test_the_other_language_says_everything_remarks_too() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.press("f3", "f3", "ctrl+l")
        await settle_down(pilot)
        page = seen(app)
        for french in ("Établi", "Miroir", "Longueur", "Remarques", "Le coach", "remarque ", "message officiel", "rien ne sort"):
            assert french not in page
        for english in ("Workbench", "Mirror", "Charter", "Remarks", "The coach", "These words are official.", "nothing leaves"):
            assert english in page


async def test_the_source_shows_what_was_changed_and_the_whole_post() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        await pilot.press("f3", "f3", "f5")
        await settle_down(pilot)
        page = seen(app)
        assert "Message officiel · Nadia B. · 01/09/2026" in page
        assert "Bonjour à tous. Ensemble, construisons" in page
        assert "→ Qu'as-tu vu, toi, ce jour-là ?" in page
        await pilot.press("escape")
        assert isinstance(app.screen, Workbench)


@pytest.mark.slow
async def test_a_version_is_kept_compared_restored_and_the_restoring_undone() -> None:
    house = FakeHouse().with_draft("Un deux trois")
    app = app_on(house, draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        editor = app.screen.query_one(Editor)
        editor.replace("quatre", (0, 3), (0, 7))
        await pilot.press("ctrl+s", "ctrl+r")
        await settle_down(pilot)
        assert "C'est le texte de maintenant." in seen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "Un −quatre +deux trois" in seen(app)
        await pilot.press("enter")
        await settle_down(pilot)
        assert editor.text == "Un deux trois"
        await pilot.press("ctrl+z")
        assert editor.text == "Un quatre trois"
        await pilot.pause(0.5)
        kept = [(r.text, r.cause) for r in house.notebook.revisions("d1")]
        assert kept[:3] == [("Un deux trois", "restored"), ("Un quatre trois", "typed"), ("Un deux trois", "typed")]
        assert house.notebook.draft("d1").text == "Un quatre trois"  # type: ignore[union-attr]


async def test_a_text_without_remark_says_so() -> None:
    app = app_on(FakeHouse().with_draft("Bonjour."), draft="d1")
    async with app.run_test(size=WIDE) as pilot:
        await settle_down(pilot)
        assert "Aucune remarque." in seen(app)
        assert "Rien à redire ici." in seen(app)


async def test_going_elsewhere_saves_before_the_next_room_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    house = FakeHouse().with_draft("Un")
    app, found = app_on(house, draft="d1"), []

    class Reader(Room):
        WORDS = "workbench"

        def on_mount(self) -> None:
            found.append(self.house.notebook.draft("d1").text)  # type: ignore[union-attr]

    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        monkeypatch.setattr(app, "room", lambda name, **more: Reader())
        await pilot.press("end", "!", "f9")
        await pilot.pause()
    assert found == ["Un!"]


async def test_ctrl_end_goes_to_the_end_of_the_text_and_ctrl_home_back() -> None:
    app = app_on(FakeHouse().with_draft(TEXT), draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await settle_down(pilot)
        editor = bench(app).editor
        await pilot.press("ctrl+end", "!", "ctrl+home", "?")
        assert editor.text == f"?{TEXT}!"
