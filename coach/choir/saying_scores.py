"""The three scores and the mix in words, each with what it is counted on and what it does not say."""

from __future__ import annotations

from coach.choir.chorus import Chorus
from coach.choir.crowd import ENOUGH
from coach.choir.figures import Middle, Score
from coach.choir.tongue import Chart, Entry, Line, Tongue, enough
from coach.line.memento import PILLARS
from coach.line.mix import GAP


def score_entries(heard: Chorus, say: Tongue) -> tuple[Entry, ...]:
    """Return the three scores, in the order of seed 001."""
    return _incarnation(heard, say), _impact(heard, say), _surperformance(heard, say)


def _missing(score: Score, say: Tongue) -> str:
    if score.reason == "zero":
        return say("zero_long")
    return say("too_few_long", n=say.number(score.n), enough=ENOUGH)


def _incarnation(heard: Chorus, say: Tongue) -> Entry:
    score, what = heard.incarnation, Line(say("score.incarnation_what"), "note")
    if score.value is None:
        return Entry(say("score.incarnation"), enough(score.n, say), (Line(_missing(score, say).capitalize()), what))
    own = say.number(round(score.value * score.n))
    value = say.percent(score.value)
    lines = [Line(say("score.incarnation_said", value=value, n=say.number(score.n), own=own, company=heard.company)), what]
    if score.value == 1:
        lines.append(Line(say("score.incarnation_alone"), "advice"))
    return Entry(say("score.incarnation"), f"{value} (n = {say.number(score.n)})", tuple(lines))


def _impact(heard: Chorus, say: Tongue) -> Entry:
    score, what = heard.impact, Line(say("score.impact_what"), "note")
    if score.value is None:
        return Entry(say("score.impact"), enough(score.n, say), (Line(_missing(score, say).capitalize()), what))
    value, n = say.number(score.value), say.number(score.n)
    line = Line(say("score.impact_said", value=value, n=n, company=heard.company))
    return Entry(say("score.impact"), f"{value} (n = {n})", (line, what))


def _surperformance(heard: Chorus, say: Tongue) -> Entry:
    found = heard.surperformance
    lines = []
    for name, score, other in (("vs_page", found.vs_page, found.page), ("vs_others", found.vs_others, found.others)):
        said = _against(score, found.members, other, say)
        lines.append(Line(f"{say(f'score.{name}')}{' :' if say.lang == 'fr' else ':'} {said}"))
    sides = (("members", found.members), ("page", found.page), ("others", found.others))
    known = [(say(f"score.{name}"), middle.value) for name, middle in sides if middle.value is not None]
    chart = Chart(say("score.chart"), tuple(n for n, _ in known), tuple(v for _, v in known)) if len(known) > 1 else None
    brief = enough(min(found.vs_page.n, found.vs_others.n), say)
    if found.vs_page.value is not None or found.vs_others.value is not None:
        brief = say("score.vs_brief", page=_ratio(found.vs_page, say), others=_ratio(found.vs_others, say))
    return Entry(say("score.surperformance"), brief, (*lines, Line(say("score.surperformance_what"), "note")), chart)


def _ratio(score: Score, say: Tongue) -> str:
    return "–" if score.value is None else say.number(score.value, 2)


def _against(score: Score, one: Middle, other: Middle, say: Tongue) -> str:
    if score.value is None or one.value is None or other.value is None:
        return _missing(score, say)
    medians = {"one": say.number(one.value, 1), "other": say.number(other.value, 1)}
    return say("score.vs_said", ratio=_ratio(score, say), n=say.number(one.n), n_other=say.number(other.n), **medians)


def mix_entry(heard: Chorus, say: Tongue) -> Entry:
    """Return the mix against the one wanted."""
    found = heard.mix
    title = say("part.mix")
    shares = {pillar: found.percent(pillar) for pillar in PILLARS}
    known = {pillar: share for pillar, share in shares.items() if share is not None}
    if not known:
        return Entry(title, enough(found.n, say), (Line(say("too_few_long", n=found.n, enough=ENOUGH).capitalize()),))
    lines = []
    for pillar, share in known.items():
        figures = {"found": say.percent(share / 100), "wanted": say.percent(found.wanted.of(pillar) / 100)}
        lines.append(Line(say("mix.said", pillar=say(f"mix.{pillar}").capitalize(), **figures)))
    widest = max(PILLARS, key=lambda pillar: abs(known[pillar] - found.wanted.of(pillar)))
    wide = abs(known[widest] - found.wanted.of(widest)) >= GAP
    lines.append(Line(say("mix.off", pillar=say(f"mix.{widest}")) if wide else say("mix.holds"), "advice"))
    brief = say("mix.brief", **{pillar: say.number(share) for pillar, share in known.items()})
    chart = Chart(
        title=say("mix.chart"),
        labels=tuple(say(f"mix.{pillar}") for pillar in PILLARS),
        values=tuple(round(known[pillar], 1) for pillar in PILLARS),
        unit="%",
        beside=tuple(float(found.wanted.of(pillar)) for pillar in PILLARS),
        names=(say("mix.found"), say("mix.wanted")),
    )
    return Entry(title, f"{brief} (n = {say.number(found.n)})", tuple(lines), chart)
