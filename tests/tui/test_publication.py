"""The last look, on the demo company: what shows, where it folds, the way out and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.publish.outing import call_back, go_out
from tests.tui.stage import seen
from tui.app import PorteVoix
from tui.opening import lay_demo
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 40), (80, 24)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


async def settled(pilot: Pilot[object], sign: str) -> str:
    """The page, once ``sign`` is on it."""
    page = ""
    for _ in range(100):
        await pilot.pause(0.05)
        if sign in (page := seen(pilot.app)):  # type: ignore[arg-type]
            return page
    raise AssertionError(f"{sign!r} never came:\n{page}")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_proof_shows_the_fold_the_room_and_the_verdict(house: House, size: tuple[int, int]) -> None:
    app = PorteVoix(house, "publication", draft="dr-04")
    async with app.run_test(size=size) as pilot:
        page = await settled(pilot, "Feu vert")
        assert "À vous" in page
        assert "…voir plus" in page
        assert "851 / 280" in page
        assert "3\u202f000" in page
        assert "3000" not in page


async def test_another_network_is_kept_and_says_what_does_not_fit(house: House) -> None:
    app = PorteVoix(house, "publication", draft="dr-04")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot, "À vous")
        await pilot.press("f3")
        page = await settled(pilot, "Ce qui suit ne tient pas")
        assert "…voir plus" not in page
    draft = house.notebook.draft("dr-04")
    assert draft is not None
    assert draft.network == "x"


async def test_copy_out_gives_the_text_and_nothing_else(house: House) -> None:
    app = PorteVoix(house, "publication", draft="dr-04")
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot, "LinkedIn")
        await pilot.press("f9")
        draft = house.notebook.draft("dr-04")
        assert draft is not None
        assert app.clipboard == draft.text


async def test_published_joins_the_store_and_can_be_called_back(house: House) -> None:
    app = PorteVoix(house, "publication", draft="dr-04")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot, "À vous")
        await pilot.press("f8")
        await settled(pilot, "publié")
        post = house.corpus.get("own:dr-04")
        draft = house.notebook.draft("dr-04")
        assert post is not None
        assert draft is not None
        assert (post.kind, post.author, draft.state) == ("own", "Claire", "published")
        assert house.notebook.revisions("dr-04")[0].text == draft.text
        app.screen.action_ask("call_back")  # type: ignore[attr-defined]
        await settled(pilot, "prêt")
        assert house.corpus.get("own:dr-04") is None


@pytest.mark.slow
async def test_a_stop_asks_before_it_is_called_published(house: House) -> None:
    app = PorteVoix(house, "publication", draft="dr-07")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot, "stop")
        await pilot.press("f8")
        await settled(pilot, "Il reste un stop")
        await pilot.press("escape")
        await pilot.pause(0.2)
        draft = house.notebook.draft("dr-07")
        assert draft is not None
        assert draft.state != "published"


def test_an_empty_draft_cannot_go_out(house: House) -> None:
    draft = house.notebook.drafts()[0].model_copy(update={"text": " \n"})
    with pytest.raises(ValueError, match="empty"):
        go_out(draft, at=house.clock.now(), author=None)
    full = draft.model_copy(update={"text": "Un mot."})
    assert call_back(go_out(full, at=full.updated, author=None)[0], at=full.updated).state == "ready"


async def test_what_claire_published_is_the_post_of_its_draft_and_repeats_nobody(house: House) -> None:
    """It was told to repeat one of her posts: itself; and to call it back left it in the store."""
    app = PorteVoix(house, "publication", draft="dr-05")
    async with app.run_test(size=WIDE) as pilot:
        page = await settled(pilot, "Aucune remarque")
        assert "déjà écrit" not in page
    assert house.corpus.get("own:dr-05") is not None
