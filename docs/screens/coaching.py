"""The coach's pictures: its advice on a draft, and a sheet with its "um"s dropped."""

from __future__ import annotations

from typing import Any

from docs.screens.ways import Play, goes, settled


class Silent:
    """A model that is set and never asked: its preview is all there is to draw."""

    name, leaves_machine = "mistral/mistral-small-latest", "api.mistral.ai"

    def stream(self, prompt: Any) -> Any:
        """Say nothing."""
        return iter(())


def advice(*keys: str, model: bool = False, network: str = "linkedin") -> Play:
    """Return the way to the advice on a draft, maybe on a shorter network, maybe with a model not yet agreed to."""

    async def play(app: Any, pilot: Any) -> None:
        from coach.assist.voice import Voice

        await settled(app, pilot)
        book, clock = app.house.notebook, app.house.clock
        if model:
            spent = {"spent": lambda: 0.12, "ceiling": 2.0}
            app.house.voice = Voice(lambda _: Silent(), book, clock, borrowed=app.house.borrowed, **spent)
        draft = book.draft("dr-08" if app.words.lang == "en" else "dr-04")
        book.save_draft(draft.model_copy(update={"network": network}))
        await goes("workbench", "f12", *keys, draft=draft.id)(app, pilot)

    return play


ORAL = {
    "fr": ("euh bah lundi à Roanne, y avait Moussa devant l'armoire, voilà", "ben 412 fils, hein, dont 37 sans étiquette, quoi"),
    "en": ("um, so on Monday in Leeds Moussa was at the cabinet, you know", "well, 412 wires, 37 with no label, right"),
}


async def fillers(app: Any, pilot: Any) -> None:
    """Answer as one speaks, then ask the sheet to drop the "um"s."""
    from tui.widgets.transcript import AnswerBox

    await settled(app, pilot)
    app.open_room("interview")
    await settled(app, pilot)
    for said in ORAL[app.words.lang]:
        app.screen.query_one(AnswerBox).load_text(said)
        await pilot.press("enter")
        await settled(app, pilot)
    await pilot.press("f9", "f6")
    await settled(app, pilot)
