"""The comment ladder: the highest rung at the top, what the next one asks for underneath."""

from __future__ import annotations

from textual.content import Content

from coach.rebound.ladder import Climb
from coach.text import clean
from tui.widgets.plain import Plain, fit, words_of

REACHED, NEXT, ABOVE = "●", "◐", "○"


class LadderView(Plain):
    """Five lines, then the question of the rung to climb now. Drawn again only when it reads differently."""

    def show_climb(self, climb: Climb, elsewhere: int) -> None:
        """Show how far up the comment is; ``elsewhere``: passages the mirror knows from other posts."""
        words, room = words_of(self), max(20, self.content_size.width or 48)
        lines: list[Content] = []
        for place in range(len(climb.steps) - 1, -1, -1):
            step = climb.steps[place]
            sign = REACHED if step.passed else NEXT if step is climb.next else ABOVE
            tone = "$good" if step.passed else "$primary" if step is climb.next else "$soft"
            shown = f"« {clean(step.text).replace(chr(10), ' ')} »" if step.text else ""
            lines.append(
                Content.assemble(
                    (f"{sign} {step.name}", f"bold {tone}"), "  ", (fit(shown, room - len(step.name) - 4), "italic $soft")
                )
            )
        ahead = climb.next
        if ahead is None:
            lines.append(Content.assemble("\n", (words("rebound.top"), "bold $good")))
        else:
            lines.append(Content.assemble("\n", (words("rebound.next", name=ahead.name), "bold $primary"), "\n", ahead.must))
            lines.append(Content.assemble(("→ ", "bold $primary"), (ahead.question, "$primary")))
        for key, count in (("copied", len(climb.copied)), ("elsewhere", elsewhere)):
            if count:
                lines.append(Content.assemble(("▲ ", "bold $warn"), words.many(f"rebound.{key}", count)))
        self.show(Content("\n").join(lines))
