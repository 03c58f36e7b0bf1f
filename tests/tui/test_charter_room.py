"""Feu vert, on the demo company: yes first, five cards at most, the way out of each, and what is remembered elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.stage import FakeHouse, app_on, seen
from tui.app import PorteVoix
from tui.opening import lay_demo
from tui.widgets.cards import Card, CardList
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 48), (80, 24)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


async def comes(pilot: Pilot[object], sign: str) -> str:
    """The page, once ``sign`` is on it."""
    page = ""
    for _ in range(200):
        await pilot.pause(0.05)
        if sign in (page := seen(pilot.app)):  # type: ignore[arg-type]
            return page
    raise AssertionError(f"{sign!r} never came:\n{page}")


async def told(pilot: Pilot[object], sign: str) -> None:
    """Wait until ``sign`` was said in passing."""
    for _ in range(200):
        if any(sign in notice.message for notice in pilot.app._notifications):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{sign!r} was never said: {[notice.message for notice in pilot.app._notifications]}")


@pytest.mark.slow
async def test_a_stop_says_yes_first_then_whom_to_ask_and_the_message_is_read_before_it_is_copied(house: House) -> None:
    app = PorteVoix(house, "charter", draft="dr-07")
    async with app.run_test(size=WIDE) as pilot:
        page = await comes(pilot, "■ Stop")
        order = [page.index(said) for said in ("■ Stop", "Ce que la charte encourage", "« chez Helvia »", "■§", "Mirabelle")]
        assert order == sorted(order)
        for said in ("Nadia, communication · com@helvia.example · délai habituel", "journée"):
            assert said in page
        assert "Code de commerce L151-1 · Charte de base en français" in page
        assert "Embargo · jusqu'au 7 décembre, encore 14" in page
        assert "du 12 janvier au 11" in page
        await pilot.press("f4")
        letter = await comes(pilot, "Demander à Nadia")
        assert "Bonjour Nadia" in letter
        assert "Emboutissage" not in letter.split("Bonjour Nadia")[1].split("Copier")[0]
        await pilot.press("shift+tab", "a", "h", "tab", "enter")
        await comes(pilot, "question posée le 23 novembre")
        assert app.clipboard.startswith("ahBonjour Nadia")
        assert [d.kind for d in house.notebook.decisions("dr-07")] == ["asked"]


@pytest.mark.slow
async def test_what_is_public_is_silent_in_another_draft_until_it_is_taken_back(house: House) -> None:
    draft = house.notebook.draft("dr-07")
    assert draft is not None
    house.notebook.save_draft(
        draft.model_copy(update={"id": "twin", "title": "Jumeau", "text": "Mirabelle arrive, chez Helvia."})
    )
    app = PorteVoix(house, "charter", draft="twin")
    async with app.run_test(size=WIDE) as pilot:
        await comes(pilot, "■ Stop")
        await pilot.press("f8", "down", "enter", *"un mur", "enter")
        await comes(pilot, "Il faut une adresse")
        assert house.notebook.decisions() == []
        await pilot.press(*"helvia.example/m", "enter")
        page = await comes(pilot, "« Mirabelle » : c'est public · https://helvia.example/m")
        assert "✓ Feu vert" in page
        app.open_room("charter", draft="dr-07")
        page = await comes(pilot, "Pièces Communes")
        assert "Mirabelle » est un nom de code" not in page
        cards = app.screen.query_one(CardList)
        cards.focus()
        for _ in range(100):  # a review that comes late deals the cards again
            await pilot.press("end")
            if "« Mirabelle » : c'est public" in seen(app):
                break
        assert "« Mirabelle » : c'est public" in seen(app)
        await pilot.press("enter")
        await comes(pilot, "Revenir sur ta réponse")
        await pilot.press("enter")
        await comes(pilot, "Mirabelle » est un nom de code")
        assert [d.withdrawn for d in house.notebook.decisions("twin")] == [True]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_five_cards_at_most_worst_first_and_the_rest_unfolds(house: House, size: tuple[int, int]) -> None:
    app = PorteVoix(house, "charter", draft="dr-12")
    async with app.run_test(size=size) as pilot:
        await comes(pilot, "■ Stop")
        cards = app.screen.query_one(CardList)
        shown = [item for item in cards._items if isinstance(item, Card)]
        assert [card.finding.severity for card in shown] == ["block", "warn", "warn", "warn", "warn"]
        fold = cards._items.index("more")
        assert str(cards.get_option_at_index(fold).prompt).startswith("▸ et 6 autres")
        cards.highlighted = fold
        await pilot.press("enter")
        await pilot.pause()
        assert sum(isinstance(item, Card) for item in cards._items) == 11
        assert isinstance(cards.looked_at, Card)


@pytest.mark.slow
async def test_a_green_light_a_question_and_the_other_drafts_in_both_languages(house: House) -> None:
    app = PorteVoix(house, "charter", draft="dr-04")
    async with app.run_test(size=NARROW) as pilot:
        page = await comes(pilot, "✓ Feu vert")
        assert "Rien n'arrête ce texte." in page
        assert "Les jours qui viennent" in page
        await pilot.press("ctrl+r")
        await comes(pilot, "Quel brouillon ?")
        await pilot.press("end", *["up"] * 6, "enter")
        await comes(pilot, "▲ Une question à poser")
        await pilot.press("ctrl+l")
        page = await comes(pilot, "▲ One question to ask")
        assert "usual delay" in page
        app.screen.action_ask("go_publish")  # type: ignore[attr-defined]
        await comes(pilot, "Publication")


async def test_with_no_draft_it_says_so_and_still_tells_the_days() -> None:
    app = app_on(FakeHouse(), "charter")
    async with app.run_test(size=NARROW) as pilot:
        await comes(pilot, "Aucun brouillon sur la table")
        await comes(pilot, "Rien au calendrier")
        await pilot.press("f8", "f4", "f5", "f9")
        assert "Aucun brouillon sur la table" in seen(app)


@pytest.mark.slow
async def test_dismissals_are_shown_before_they_are_saved_and_hold_no_word_of_the_draft(house: House, tmp_path: Path) -> None:
    app = PorteVoix(house, "charter", draft="dr-07")
    async with app.run_test(size=WIDE) as pilot:
        await comes(pilot, "■ Stop")
        app.screen.action_ask("export_dismissals")  # type: ignore[attr-defined]
        await told(pilot, "Aucune remarque écartée")
        await pilot.press("f8", "down", "down", "enter", *"Nadia: Mirabelle ok", "enter")
        await comes(pilot, "1 remarque réglée")
        saved: list[str] = []
        app.deliver_text = lambda text, **_: saved.append(text.read())  # type: ignore[assignment,method-assign,func-returns-value]
        app.screen.action_ask("export_dismissals")  # type: ignore[attr-defined]
        page = await comes(pilot, "Pour le programme")
        assert "1 × conf-embargo-window · 2026-11 · […]: […] ok" in page
        await pilot.press("enter")
        await told(pilot, "Enregistré dans tes téléchargements")
        assert saved == ["rule,reason,month,count\nconf-embargo-window,[…]: […] ok,2026-11,1\n"]
