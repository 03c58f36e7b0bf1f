"""A chorus in words: parts, their entries, their lines and their charts, said once for the room, the terminal and the report."""

from __future__ import annotations

from coach.choir.chorus import Chorus, Phrase
from coach.choir.crowd import Official
from coach.choir.leaks import Leak, Slot
from coach.choir.saying_scores import mix_entry, score_entries
from coach.choir.tongue import Chart, Entry, Line, Part, PartName, Tongue, cut
from coach.choir.visuals import SameVisual


def head(heard: Chorus, say: Tongue) -> str:
    """Return who was heard, in one sentence."""
    counts = {"people": heard.people, "posts": heard.posts, "page": heard.page, "outside": heard.outside}
    said = say("head", company=heard.company, **{key: say.many(key, n) for key, n in counts.items()})
    return f"{said} {say('subjects', subjects=', '.join(heard.subjects))}" if heard.subjects else said


def parts(heard: Chorus, say: Tongue) -> tuple[Part, ...]:
    """Return everything heard, in the order it is told."""
    told: dict[PartName, tuple[Entry, ...]] = {
        "scores": score_entries(heard, say),
        "leaks": (*(_leak(leak, say) for leak in heard.leaks if leak.people), *_quiet(heard, say)),
        "phrases": tuple(_phrase(one, heard, say) for one in heard.phrases),
        "visuals": tuple(_visual(one, heard, say) for one in heard.visuals),
        "slots": tuple(_slot(leak, leak.day, say) for leak in heard.leaks if leak.day),
        "mix": (mix_entry(heard, say),),
    }
    return tuple(
        Part(
            name,
            say(f"part.{name}"),
            say(f"about.{name}"),
            entries,
            "" if entries else say(f"none.{name}"),
            _all_leaks(heard, say) if name == "leaks" else None,
        )
        for name, entries in told.items()
    )


def title_of(message: Official, say: Tongue) -> str:
    """Return what a message is called: its title, else how it begins."""
    if message.title:
        return cut(message.title)
    return cut(message.texts[0]) if message.texts else say("leak.undated")


def _leak(leak: Leak, say: Tongue) -> Entry:
    counts = {"people": say.many("people", leak.people), "posts": say.many("posts", leak.posts)}
    counts |= {"n_people": say.number(leak.n_people), "n_posts": say.number(leak.n_posts)}
    brief = f"{leak.people}/{leak.n_people}" + (f" · {say.percent(leak.share)}" if leak.share is not None else "")
    said = say("leak.said_few", **counts) if leak.share is None else say("leak.said", share=say.percent(leak.share), **counts)
    lines = [Line(said)]
    for at, taken in enumerate(leak.taken):
        if at < 2:
            lines.append(Line(say("leak.then" if at else "leak.which"), "note"))
        counted = say("leak.taken", people=say.many("people", taken.people), posts=say.many("posts", taken.posts))
        lines += [Line(say("quote", text=" ".join(taken.text.split())), "quote"), Line(counted, "note")]
    lines += _advice(leak.message, say)
    return Entry(title_of(leak.message, say), brief, tuple(lines), _by_time(leak.days, "leak.chart", say))


def _quiet(heard: Chorus, say: Tongue) -> list[Entry]:
    """Return the messages nobody reuses, as one entry."""
    titles = [title_of(leak.message, say) for leak in heard.leaks if not leak.people]
    lines = (Line(say("leak.nobody")), *(Line(f"– {title}") for title in titles))
    return [Entry(say.many("leak.quiet", len(titles)), "0", lines)] if titles else []


def _advice(message: Official, say: Tongue) -> list[Line]:
    lines = [Line(say("leak.advice"), "advice")]
    lines += [Line(say("leak.ready"))] if message.ready else []
    if not message.angles:
        return [*lines, Line(say("leak.no_angle"))]
    return [*lines, Line(say("leak.angles")), *(Line(f"– {' '.join(angle.split())}") for angle in message.angles)]


def _phrase(one: Phrase, heard: Chorus, say: Tongue) -> Entry:
    said, text = one.said, " ".join(one.said.text.split())
    people, posts = say.many("people", said.people), say.many("posts", said.posts)
    counted = " ".join(filter(None, (say("phrase.said", people=people, posts=posts), say.span(said.first, said.last))))
    message = heard.message(one.message)
    source = say("phrase.from", title=title_of(message, say)) if message else say("phrase.own")
    lines = (Line(say("quote", text=text), "quote"), Line(counted), Line(source))
    return Entry(
        cut(text), str(said.people), (*lines, Line(say("phrase.from_advice" if message else "phrase.own_advice"), "advice"))
    )


def _visual(one: SameVisual, heard: Chorus, say: Tongue) -> Entry:
    message = heard.message(one.message)
    title = say("visual.of", title=title_of(message, say)) if message else say("visual.title")
    said = say("visual.said", people=say.many("people", one.people), posts=say.many("posts", one.posts))
    lines = [Line(" ".join(filter(None, (said, say.span(one.first, one.last)))))]
    lines += [Line(say("visual.official"))] if one.official else []
    return Entry(title, str(one.people), (*lines, Line(say("visual.advice"), "advice")))


def _slot(leak: Leak, day: Slot, say: Tongue) -> Entry:
    said = say("slot.said", people=say.many("people", day.people), day=say.day(day.when)).replace("..", ".")
    lines = [Line(said)]
    if leak.hour:
        hour = int(leak.hour.when[11:13])
        edges = {"first": say("hour", h=hour), "last": say("hour", h=(hour + 1) % 24)}
        lines.append(Line(say("slot.hour", people=say.many("people", leak.hour.people), **edges)))
    lines.append(Line(say("slot.hours_as_written" if leak.hours else "slot.no_hour"), "note"))
    brief = say("slot.brief", people=day.people, day=say.day(day.when))
    chart = _by_time(leak.hours, "slot.chart_hours", say) or _by_time(leak.days, "leak.chart", say)
    return Entry(title_of(leak.message, say), brief, (*lines, Line(say("slot.advice"), "advice")), chart)


def _by_time(some: tuple[Slot, ...], title: str, say: Tongue) -> Chart | None:
    if not some:
        return None
    labels = [f"{say.day(s.when)} {say('hour', h=int(s.when[11:13]))}" if len(s.when) > 10 else say.day(s.when) for s in some]
    return Chart(say(title), tuple(labels), tuple(float(slot.people) for slot in some))


def _all_leaks(heard: Chorus, say: Tongue) -> Chart | None:
    known = [leak for leak in heard.leaks if leak.share is not None and leak.people]
    if not known:
        return None
    labels = tuple(cut(title_of(leak.message, say), 28) for leak in known)
    return Chart(say("leak.all"), labels, tuple(round(100 * (leak.share or 0), 1) for leak in known), "%")
