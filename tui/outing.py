"""Publication carried out: the draft marked, its last version kept, its post in the store; and all of it undone."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from coach.notebook import Draft
from coach.publish.outing import call_back, go_out, own_post_id
from tui.house import House
from tui.visuals import visual_of


@dataclass
class WentOut(Message):
    """A draft was marked as published, or called back."""

    draft: Draft


def send_out(house: House, draft: Draft) -> WentOut:
    """Mark a draft as published and put its post in the store. Slow: for a thread. Raises ``CoachError``."""
    now = house.clock.now()
    out, post = go_out(draft, at=now, author=house.notebook.read("name"))
    if visual := visual_of(house.notebook, draft.id):
        post = post.model_copy(update={"images": (visual.imprint,)})
    house.notebook.save_draft(out)
    house.notebook.keep_revision(out.id, out.text, "published", now)
    house.corpus.add([post])
    return WentOut(out)


def bring_back(house: House, draft: Draft) -> WentOut:
    """Undo :func:`send_out`: the draft is ready again, its post gone. Slow: for a thread. Raises ``CoachError``."""
    back = call_back(draft, at=house.clock.now())
    house.notebook.save_draft(back)
    house.corpus.remove([own_post_id(draft)])
    return WentOut(back)
