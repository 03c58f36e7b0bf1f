"""The desk: what it shows, where Enter leads, what is written and what comes back."""

import datetime as dt
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from coach.charter.pack import Message, Pack, Window
from coach.errors import BrokenEnvironment
from coach.finding import Reflection
from coach.notebook import Draft, Idea, Notice, Talk
from coach.post import Post
from coach.review import review
from tests.fakes import NOON
from tests.tui.hall import NARROW, WIDE, Hall, settle
from tests.tui.stage import seen
from tui.app import PorteVoix
from tui.screens.desk import DeskRoom
from tui.screens.dialogs import ChooseDialog, ConfirmDialog, LineDialog, TellDialog
from tui.widgets.jot import JotLine
from tui.widgets.shelf import Shelf

pytestmark = pytest.mark.anyio

HOSTILE = "[/b] {{7*7}} [@click=app.quit]sortir \x1b]52;c;aGk=\x07 👨‍👩‍👧‍👦 \u202eABC é"
HOSTILE_SEEN = "[/b] {{7*7}} [@click=app.quit]sortir"


class Doors(PorteVoix):
    """The app, which notes the rooms it is asked to open instead of opening them."""

    def __init__(self, house: Hall, first: str = "desk") -> None:
        super().__init__(house, first)  # type: ignore[arg-type]
        self.opened: list[tuple[str, dict[str, object]]] = []

    def open_room(self, name: str, **arguments: object) -> None:
        self.opened.append((name, arguments))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def idea(name: str, text: str = "", **more: object) -> Idea:
    return Idea(id=name, text=text or f"une idée {name}", created=NOON - dt.timedelta(days=1), **more)  # type: ignore[arg-type]


def draft(name: str, text: str = "Du texte.", **more: object) -> Draft:
    return Draft(id=name, text=text, created=NOON, updated=NOON - dt.timedelta(hours=18), **more)  # type: ignore[arg-type]


def shelf(app: PorteVoix, zone: str) -> Shelf:
    return app.screen.query_one(f"#{zone} Shelf", Shelf)


def held(app: PorteVoix, zone: str) -> list[str]:
    return [row.key for row in shelf(app, zone).rows]


async def take(pilot: Pilot[object], zone: str, place: int = 0) -> None:
    """Put the hands on a row."""
    taken = shelf(cast(PorteVoix, pilot.app), zone)
    taken.focus()
    taken.highlighted = place * (2 if taken.tall else 1)
    await pilot.pause()


# --- what it shows


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_empty_desk_tells_the_first_three_steps_and_takes_an_idea_at_once(hall: Hall, size: tuple[int, int]) -> None:
    app = Doors(hall)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        page = seen(app)
        assert [step in page for step in ("1  Note une idée", "2  Choisis-la", "3  F5 :")] == [True] * 3
        assert isinstance(app.focused, JotLine)


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_morning_of_the_demo_fits_both_windows(hall: Hall, size: tuple[int, int]) -> None:
    app = Doors(hall.with_helvia())
    async with app.run_test(size=size) as pilot:
        await settle(pilot, 0.6)
        page = seen(app)
        for said in (
            "Bonjour Claire.",
            "lundi 23 novembre",
            "Idées  6",
            "Brouillons  16",
            "Ce qui attend",
            "◐ Entre deux et sept ans",
        ):
            assert said in page
        assert "Pièces Communes, le stock" not in page, "a message under embargo waits for nobody"
        assert not any(key.startswith("message:") for key in held(app, "waiting")), "the others are old, or have their draft"
        assert app.focused is shelf(app, "drafts")


async def test_what_waits_is_told_in_order(hall: Hall) -> None:
    book = hall.notebook
    book.save_idea(idea("i1", "la presse de 1962"))
    book.save_talk(Talk(id="t1", idea_id="i1", updated=NOON - dt.timedelta(minutes=5), state="{}"))
    book.save_draft(draft("d1", title="Prêt, celui-là", state="ready", message="répondu"))
    hall.corpus.add([Post(id="p", text="Un post de collègue.", author="Léa")])
    day = NOON.date()
    kit = [
        Message(name="ouvert", title="Nouvel atelier", date=day - dt.timedelta(days=3)),
        Message(name="répondu", title="Déjà répondu", date=day),
        Message(name="caché", title="Sous embargo", date=day, embargo_until=day + dt.timedelta(days=1)),
        Message(name="levé", title="Embargo levé", embargo_until=day),
        Message(name="vieux", title="Vieille annonce", date=day - dt.timedelta(days=200)),
    ]
    quiet = Window.model_validate({"kind": "quiet_period", "label": "Résultats", "from": day, "to": day + dt.timedelta(days=4)})
    far = Window.model_validate({"kind": "launch", "label": "Très loin", "from": day + dt.timedelta(days=120)})
    hall.packs = (Pack(name="p", calendar=(far, quiet)),)
    hall.messages = kit
    hall.notices = [Notice("Le disque est presque plein.", "Libère de la place.")]  # type: ignore[assignment]
    app = Doors(hall)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert held(app, "waiting") == ["talk:t1", "ready:d1", "message:ouvert", "message:levé", "window:0", "notice:0"]
        page = seen(app)
        assert "la presse de 1962" in page
        assert "entretien · il y a 5 min" in page
        assert "calendrier · jusqu'au 27 novembre" in page
        assert held(app, "ideas") == [], "an idea in an interview is not waiting for one"


async def test_an_interview_without_an_idea_says_what_it_is_about(hall: Hall) -> None:
    from coach.interview.turns import Interview

    message = Message(name="m", title="Nouvel atelier", text="Helvia ouvre un atelier.", date=NOON.date())
    hall.messages = [message]
    begun = {
        "t1": Interview(idea="la presse verte", persona="expert", format="auto", lang="fr").model_dump_json(),
        "t2": Interview(idea="", persona="expert", format="auto", lang="fr", message=message.text).model_dump_json(),
        "t3": '{"of": "another version"}',
    }
    for place, (name, state) in enumerate(begun.items()):
        hall.notebook.save_talk(Talk(id=name, updated=NOON - dt.timedelta(minutes=place), state=state))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        texts = [row.text for row in shelf(app, "waiting").rows if row.key.startswith("talk")]
        assert texts == ["la presse verte", "Nouvel atelier", "Entretien commencé"]


@pytest.mark.slow
async def test_an_idea_that_became_a_draft_comes_back_when_the_draft_is_put_away(hall: Hall) -> None:
    hall.notebook.save_idea(idea("i1"))
    hall.notebook.save_draft(draft("d1", idea_id="i1"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert held(app, "ideas") == []
        await take(pilot, "drafts")
        await pilot.press("f9", "enter")
        await settle(pilot)
        assert (held(app, "ideas"), held(app, "drafts")) == (["i1"], [])


async def test_drafts_say_how_far_they_are_when_and_what_the_mirror_sees(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1", "Ensemble, construisons la mobilité de demain."))
    hall.notebook.save_draft(draft("d2", "Publié déjà.", state="published", published=NOON - dt.timedelta(days=53)))
    hall.reviewer = lambda text, context: review(text, context).model_copy(update={"mirror": Reflection(verdict="copy")})
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        page = seen(app)
        assert "○ Ensemble, construisons la mobilité" in page
        assert "■ Copie" in page
        assert "hier, 18 h" in page
        assert "● Publié déjà." in page
        assert "1er octobre" in page
        assert [text for text, _ in hall.seen] == ["Ensemble, construisons la mobilité de demain."]
        cast(DeskRoom, app.screen).look_again()
        await settle(pilot)
        assert len(hall.seen) == 1, "a text already judged before the same store is not judged again"


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_other_peoples_words_are_only_words(hall: Hall, size: tuple[int, int]) -> None:
    hall.notebook.save_idea(idea("i1", HOSTILE))
    hall.notebook.save_draft(draft("d1", title=HOSTILE))
    hall.notebook.save_draft(draft("d2", "x" * 3000 + HOSTILE, state="ready"))
    hall.notebook.put("name", HOSTILE)
    hall.notices = [Notice(HOSTILE, HOSTILE)]  # type: ignore[assignment]
    app = Doors(hall)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        page = seen(app)
        assert page.count("[/b] {{7*7}}") >= 4
        assert not {"\x1b", "\x07", "\u202e"} & set(page)
        for zone in ("ideas", "drafts", "waiting"):
            await take(pilot, zone)
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("escape")
        await pilot.press("f9")
        await pilot.pause()
        assert HOSTILE_SEEN in seen(app) or "xxx" in seen(app)


@pytest.mark.slow
async def test_switching_the_language_says_everything_again(hall: Hall) -> None:
    app = Doors(hall.with_helvia())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        page = seen(app)
        for said in ("Hello Claire.", "Monday 23 November", "Ideas  6", "Drafts  16", "Friday, 9:00", "until 7 December"):
            assert said in page
        assert "Brouillons" not in page


@pytest.mark.slow
async def test_a_thousand_drafts_are_shown_without_a_slow_turn(hall: Hall) -> None:
    for n in range(1000):
        hall.notebook.save_draft(draft(f"d{n}", f"Brouillon {n} " + "mot " * 200, state="published"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot, 0.6)
        await take(pilot, "drafts")
        await pilot.press("end")
        await pilot.pause()
        assert "… et 960 autres" in seen(app)
        await pilot.press("enter", "end")
        await pilot.pause()
        assert "Brouillon 999" in seen(app)
        assert "Ce qui attend" in seen(app), "a long list leaves room to the others"


# --- moving


@pytest.mark.slow
async def test_arrows_go_through_the_lists_as_one_page_in_a_narrow_window(hall: Hall) -> None:
    hall.with_helvia()
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("up")
        assert app.focused is shelf(app, "ideas")
        assert shelf(app, "ideas").highlighted == 5, "coming from below, one enters by the last"
        await pilot.press("home", "up")
        assert isinstance(app.focused, JotLine)
        await pilot.press("down")
        assert app.focused is shelf(app, "ideas")
        await pilot.press("end", "down", "end", "down")
        assert app.focused is shelf(app, "waiting")


@pytest.mark.slow
async def test_arrows_go_from_column_to_column_in_a_wide_window(hall: Hall) -> None:
    app = Doors(hall.with_helvia())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "right")
        assert app.focused is shelf(app, "waiting")
        await pilot.press("left", "left", "left")
        assert app.focused is shelf(app, "ideas")
        await pilot.press("right")
        assert shelf(app, "drafts").chosen == shelf(app, "drafts").rows[2]
        await pilot.press("home", "up")
        assert isinstance(app.focused, JotLine)


async def test_typing_anywhere_jots(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.focused, Shelf)
        await pilot.press("é", "t", "a", "u", "enter")
        await settle(pilot)
        assert [kept.text for kept in hall.notebook.ideas()] == ["étau"]
        assert app.screen.query_one(JotLine).value == ""
        assert "étau" in seen(app)


# --- what is written


@pytest.mark.slow
async def test_an_idea_is_kept_clean_and_once(hall: Hall) -> None:
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        jot = app.screen.query_one(JotLine)
        jot.value = "  une \x1b[31mscène  "
        await pilot.press("enter", "enter")
        await settle(pilot)
        jot.value = "   "
        await pilot.press("enter")
        await settle(pilot)
        assert [kept.text for kept in hall.notebook.ideas()] == ["une scène"]
        assert hall.notebook.ideas()[0].created == NOON


async def test_several_lines_pasted_make_one_idea_and_none_is_lost(hall: Hall) -> None:
    from textual.events import Paste

    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        app.post_message(Paste("première ligne\n\n  deuxième\tligne\n"))
        await pilot.pause()
        assert app.screen.query_one(JotLine).value == "première ligne deuxième ligne"


@pytest.mark.slow
async def test_an_idea_that_cannot_be_kept_stays_on_the_line(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Idea) -> None:
        raise BrokenEnvironment("Le disque est plein.", "Libère de la place.")

    app = Doors(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(hall.notebook, "save_idea", refuse)
            app.screen.query_one(JotLine).value = "mon idée"
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert app.screen.query_one(JotLine).value == "mon idée"
            assert "Le disque est plein." in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        assert [kept.text for kept in hall.notebook.ideas()] == ["mon idée"]


@pytest.mark.slow
async def test_an_idea_offers_to_talk_to_write_to_reword_and_to_put_away(hall: Hall) -> None:
    hall.notebook.save_idea(idea("i1", "la presse verte"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await take(pilot, "ideas")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChooseDialog)
        assert "En parler d'abord" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.opened == [("interview", {"idea": "i1"})]

        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        [written] = hall.notebook.drafts()
        assert (written.text, written.idea_id, written.lang) == ("la presse verte", "i1", "fr")
        assert app.opened[1:] == [("workbench", {"draft": written.id})]


@pytest.mark.slow
async def test_an_idea_is_reworded(hall: Hall) -> None:
    hall.notebook.save_idea(idea("i1", "la presse verte"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await take(pilot, "ideas")
        await pilot.press("enter", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("end", "!", "enter")
        await settle(pilot)
        assert [kept.text for kept in hall.notebook.ideas()] == ["la presse verte!"]


async def test_a_new_draft_is_blank_and_opens(hall: Hall) -> None:
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        [made] = hall.notebook.drafts()
        assert (made.text, made.created, made.network) == ("", NOON, "linkedin")
        assert app.opened == [("workbench", {"draft": made.id})]


@pytest.mark.slow
async def test_enter_opens_a_draft_and_what_waits(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1", state="ready"))
    hall.notebook.save_talk(Talk(id="t1", updated=NOON, state="{}"))
    hall.messages = [Message(name="m1", title="Nouvel atelier", date=NOON.date())]
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await take(pilot, "drafts")
        await pilot.press("enter")
        for place in range(4):
            await take(pilot, "waiting", place)
            await pilot.press("enter")
        await pilot.press("f5")
        await pilot.pause()
        assert app.opened == [
            ("workbench", {"draft": "d1"}),
            ("interview", {"talk": "t1"}),
            ("publication", {"draft": "d1"}),
            ("interview", {"message": "m1"}),
            ("posts", {}),
            ("posts", {}),
        ]


@pytest.mark.slow
async def test_a_click_opens_too(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1"))
    app = Doors(hall)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#drafts Shelf", offset=(4, 0))
        await pilot.pause()
        assert app.opened == [("workbench", {"draft": "d1"})]


@pytest.mark.slow
async def test_a_window_of_the_calendar_is_told_whole(hall: Hall) -> None:
    window = Window.model_validate({"kind": "embargo", "label": "Nouveau service", "to": NOON.date(), "subject": "Pièces"})
    hall.packs = (Pack(name="p", calendar=(window,)),)
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await take(pilot, "waiting")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TellDialog)
        assert "Embargo, jusqu'au 23 novembre." in seen(app)
        assert "Sujet : Pièces." in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DeskRoom)


@pytest.mark.slow
async def test_a_draft_is_renamed_without_touching_what_was_typed_since(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1", "ancien texte", title="Ancien"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await take(pilot, "drafts")
        await pilot.press("f8")
        await pilot.pause()
        hall.notebook.save_draft(draft("d1", "typed in another window", title="Ancien"))
        app.screen.query_one("Input").value = "Le nouveau"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settle(pilot)
        kept = hall.notebook.draft("d1")
        assert kept is not None
        assert (kept.title, kept.text) == ("Le nouveau", "typed in another window")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["f9", "delete"])
async def test_what_is_put_away_comes_back_as_it_was(hall: Hall, key: str) -> None:
    hall.notebook.save_draft(draft("d1", state="ready"))
    hall.notebook.save_idea(idea("i1"))
    app = Doors(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        for zone in ("drafts", "ideas"):
            await take(pilot, zone)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, ConfirmDialog)
            await pilot.press("enter")
            await settle(pilot)
        assert (held(app, "drafts"), held(app, "ideas")) == ([], [])
        assert "Ctrl+G" in seen(app)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert (held(app, "drafts"), held(app, "ideas")) == ([], ["i1"])
        await pilot.press("ctrl+g")
        await settle(pilot)
        kept = hall.notebook.draft("d1")
        assert kept is not None
        assert kept.state == "ready"
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "Rien n'a été rangé." in seen(app)


@pytest.mark.slow
async def test_thinking_better_of_it_puts_nothing_away(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1"))
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        for answer in ("escape", "right"):
            await pilot.press("f9")
            await pilot.pause()
            await pilot.press(*(["tab", "enter"] if answer == "right" else [answer]))
            await settle(pilot)
        assert held(app, "drafts") == ["d1"]


@pytest.mark.slow
async def test_commands_are_offered_only_for_what_is_under_the_cursor(hall: Hall) -> None:
    hall.notebook.save_draft(draft("d1"))
    app = Doors(hall)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "F9 ranger" in seen(app)
        await pilot.press("f3")
        await settle(pilot)
        assert "F9 ranger" not in seen(app)
        assert "F4 brouillon" in seen(app)


@pytest.mark.slow
async def test_the_desk_looks_again_when_one_comes_back(hall: Hall) -> None:
    app = PorteVoix(hall, "desk")  # type: ignore[arg-type]
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        hall.notebook.save_draft(draft("d9", title="Venu d'ailleurs"))
        await pilot.press("escape")
        await settle(pilot)
        assert "Venu d'ailleurs" in seen(app)


@pytest.mark.slow
async def test_one_can_be_called_otherwise(hall: Hall) -> None:
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"prénom", "enter")
        await pilot.pause()
        await pilot.press(*"Zoé", "enter")
        await settle(pilot)
        assert "Bonjour Zoé." in seen(app)


@pytest.mark.slow
async def test_the_demo_can_be_visited_from_the_palette(hall: Hall) -> None:
    app = Doors(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"helvia", "enter")
        await pilot.pause()
    assert app.return_value == "demo"
