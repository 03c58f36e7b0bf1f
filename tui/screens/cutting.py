"""A sheet that says which whole sentences could go when its text is too long; nothing goes unless the person says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.publish.counts import LIMITS, count
from tui.screens.dialogs import Choice, ChooseDialog, TellDialog
from tui.screens.marked import MarkedSheet

if TYPE_CHECKING:
    from coach.interview.cuts import Cuts

ALL = "all"


class CuttingSheet(MarkedSheet):
    """A sheet whose sentences can be taken out one by one, or all those proposed at once."""

    def propose_cuts(self) -> None:
        """Show the sentences that could go for the text to hold on its network, or that it holds."""
        from coach.interview.cuts import cuts_for

        text, network, words = self.editor.text, self.draft.network, self.words
        limit, told = LIMITS[network], words.number
        used = count(text, network).used
        name = words(f"publication.{network}")
        if used <= limit:
            self.app.push_screen(
                TellDialog(words("cuts.title"), words("cuts.fits", used=told(used), limit=told(limit), network=name))
            )
            return
        found = cuts_for(text, self.draft.lang, limit, lambda left: count(left, network).used)
        over = words("cuts.over", used=told(used), limit=told(limit), network=name, over=told(used - limit))
        after = words("cuts.after" if found.used <= limit else "cuts.not_enough", used=told(found.used))
        choices = [Choice(str(n), f"− {cut.sentence}") for n, cut in enumerate(found.cuts)]
        if len(found.cuts) > 1:
            choices.insert(0, Choice(ALL, words.many("cuts.all", len(found.cuts)), after))
        if not choices:
            self.app.push_screen(TellDialog(words("cuts.title"), f"{over} {words('cuts.none')}"))
            return
        dialog = ChooseDialog(words("cuts.title"), f"{over}\n{words('cuts.then')}", choices)
        self.app.push_screen(dialog, partial(self._cut, text, found))

    def _cut(self, text: str, found: Cuts, chosen: str | None) -> None:
        """Take out what was chosen, where the text has not moved on."""
        if chosen is None:
            return
        if self.editor.text != text:
            self.porte_voix.say("counsel.moved")
            return
        self.rewrite(found.text if chosen == ALL else found.cuts[int(chosen)].text, "fix")
