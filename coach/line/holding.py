"""The line at work: a draft held against the memento of the person who writes it. Deterministic, offline, a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from coach.assist.slop import worn
from coach.context import Context, Language
from coach.finding import Finding, LineStanding, Pillar, Severity, Source
from coach.language import language_of
from coach.line.forbidden import forbidden
from coach.line.memento import Memento
from coach.line.mix import FEWEST, Shares, lacking, one_too_many, pillar_of, shares
from coach.line.playing import Home, Play, home, inside, played
from coach.line.usual import FEWEST_HERE, FEWEST_USUAL, Difference, Habits, difference, habits, of_language
from coach.phrases import phrase
from coach.text import Span, fold, sentences

NO_SMOOTH = ("leader", "expert")
"""Personas whose drafts are also read for worn phrases: the corporate smooth is what they fall into."""
SMOOTH_WEIGHT = {"leader": 2, "expert": 3}
"""Weight of a worn phrase from which it is remarked on, by persona: 2 a cliché, 3 a press release."""
SUBJECTS = 4
"""Subjects named in a remark."""


class HeldLine:
    """The port ``Line`` over one memento and what its author has published, newest first."""

    def __init__(self, memento: Memento, published: Sequence[str] = (), products: Sequence[str] = ()) -> None:
        self.memento = memento
        self.products = tuple(products)
        self._published = tuple((text, language_of(text)) for text in published)
        self._pillars: tuple[Pillar, ...] | None = None
        self._home: dict[Language, Home] = {}

    def hold(self, text: str, context: Context) -> tuple[LineStanding | None, Sequence[Finding]]:
        """Return where ``text`` stands in the line, and the remarks; nothing for somebody else's draft, or an empty line."""
        memento = self.memento
        if memento.empty or not self._is_theirs(context):
            return None, ()
        lang = context.lang
        play = played(text, memento.territories, lang)
        within = inside(text, memento, play, self._at_home(lang), lang)
        pillar = pillar_of(text, play, self.products, lang)
        counted, usual = self.mix(), self.habits(lang)
        apart = difference(text, usual, lang) if context.kind == "post" else None
        found = [*forbidden(text, memento, context)]
        if context.kind == "post":
            found += self._about_the_whole(text, within, pillar, counted, apart, usual, context)
        found += smooth(text, memento, context)
        standing = LineStanding(
            card=play.territory.name if play else None,
            shared=play.shared if play else (),
            inside=within,
            pillar=pillar,
            published=counted.n,
            lacks=lacking(counted, memento.mix),
            usual=usual.n,
        )
        short = habits((text,), lang).n < FEWEST_HERE
        told = "short" if short else "other" if apart else "well"
        return standing.model_copy(update={"said": _said(standing, play, told, context.speak)}), found

    def _is_theirs(self, context: Context) -> bool:
        return not (context.author and self.memento.name) or fold(context.author) == fold(self.memento.name)

    def mix(self) -> Shares:
        """Return the mix of what was published."""
        if self._pillars is None:
            subjects = self.memento.territories
            self._pillars = tuple(
                pillar_of(text, played(text, subjects, lang), self.products, lang) for text, lang in self._published
            )
        return shares(self._pillars)

    def habits(self, lang: Language) -> Habits:
        """Return the habits of one's own sentences: voice samples, then what was published."""
        voice = [(text, language_of(text)) for text in self.memento.voice]
        return habits(of_language([*voice, *self._published], lang), lang)

    def _at_home(self, lang: Language) -> Home:
        if lang not in self._home:
            self._home[lang] = home(of_language(self._published, lang), self.memento.own_words, lang)
        return self._home[lang]

    def _about_the_whole(
        self,
        text: str,
        within: bool | None,
        pillar: Pillar,
        counted: Shares,
        apart: Difference | None,
        usual: Habits,
        context: Context,
    ) -> Iterator[Finding]:
        """Yield what is said of the whole draft, on its first sentence. All of it is advice."""
        speak, wanted = context.speak, self.memento.mix
        if within is False:
            names = [t.name for t in self.memento.strongest() or self.memento.territories][:SUBJECTS]
            yield _on_first(text, "outside", speak, {"n": self._at_home(context.lang).n}, {"subjects": " · ".join(names)})
        if one_too_many(counted, wanted, pillar):
            missing = lacking(counted, wanted) or "trade"
            said = phrase(speak, "line", f"pillar.{pillar}")
            about = {
                "pillar": said if speak == "fr" else said.capitalize(),
                "count": counted.counts[pillar],
                "n": counted.n,
                "wanted": wanted.of(pillar),
            }
            lacks = {"lacking": phrase(speak, "line", f"lacking.{missing}")}
            yield _on_first(text, "mix", speak, about, {}, lacks)
        if apart is not None:
            about = {"here": apart.here, "usual": apart.usual, "n": usual.n}
            yield _on_first(text, "usual", speak, about, what=apart.what)


def _on_first(
    text: str,
    rule: str,
    speak: Language,
    message: dict[str, Any],
    why: dict[str, Any] | None = None,
    question: dict[str, Any] | None = None,
    what: str = "message",
) -> Finding:
    first = next(iter(sentences(text)), Span(0, len(text)))
    return Finding.at(
        text,
        first,
        source=Source.LINE,
        rule=f"line-{rule}",
        category=rule,
        severity=Severity.ADVISE,
        message=phrase(speak, "line", f"{rule}.{what}", **message),
        why=phrase(speak, "line", f"{rule}.why", **(why or {})),
        question=phrase(speak, "line", f"{rule}.question", **(question or {})),
    )


def smooth(text: str, memento: Memento, context: Context) -> Iterator[Finding]:
    """Yield the worn phrases of a leader's or an expert's draft, except those in their own words."""
    if memento.persona not in NO_SMOOTH:
        return
    own = {fold(word) for word in memento.own_words}
    for one in worn(text, context.lang):
        said = one.span.of(text)
        if one.weight >= SMOOTH_WEIGHT[memento.persona] and fold(said) not in own:
            yield Finding.at(
                text,
                one.span,
                source=Source.SLOP,
                rule=f"slop-{one.family.replace('_', '-')}",
                category="worn_phrase",
                severity=Severity.ADVISE,
                message=phrase(context.speak, "line", "worn.message", text=said),
                why=phrase(context.speak, "line", "worn.why"),
                question=phrase(context.speak, "line", "worn.question"),
            )


def _said(standing: LineStanding, play: Play | None, sentences_are: str, speak: Language) -> tuple[str, ...]:
    """Return the standing in sentences: the card, the mix, the sentences (``short``, ``other``, ``well``).

    Each says when it cannot tell.
    """
    if play is not None:
        card = phrase(speak, "line", "standing.card", card=play.territory.name, words=", ".join(play.shared[:3]))
    else:
        at = "outside" if standing.inside is False else "inside_own" if standing.inside else "inside_none"
        card = phrase(speak, "line", f"standing.{at}")
    n, usual = standing.published, standing.usual
    if n < FEWEST:
        mix = phrase(speak, "line", "standing.mix_few", n=n)
    elif standing.lacks is None:
        mix = phrase(speak, "line", "standing.mix_well", n=n)
    else:
        mix = phrase(speak, "line", "standing.mix_lacks", n=n, lacking=phrase(speak, "line", f"lacking.{standing.lacks}"))
    if usual < FEWEST_USUAL:
        sentence = phrase(speak, "line", "standing.usual_few", n=usual)
    else:
        sentence = phrase(speak, "line", f"standing.usual_{sentences_are}", n=usual)
    return card, mix, sentence


@lru_cache(maxsize=4)
def _kept(memento: Memento, published: tuple[str, ...], products: tuple[str, ...]) -> HeldLine:
    return HeldLine(memento, published, products)


def held(memento: Memento, published: Sequence[str], products: Sequence[str]) -> HeldLine:
    """Return the line at work, the same one as long as nothing of it changed: what it counted stays counted."""
    return _kept(memento, tuple(published), tuple(products))
