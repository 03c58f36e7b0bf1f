"""A rule taken over from another pack is tried with the lists of that pack."""

from __future__ import annotations

from coach.charter.examples import coverage, run_examples
from coach.charter.pack import Pack
from coach.charter.rule import Rule

EXAMPLES = ({"input": "Rivalys triche.", "contains": "triche"}, {"input": "Rivalys livre.", "absent": True})
BASE = Pack(
    name="base",
    lang="fr",
    lists={"wrongs": ("triche", "ment")},
    rules=(
        Rule.model_validate({"extends": "existence", "id": "ill", "message": "%s", "tokens": ["{wrongs}"], "tests": EXAMPLES}),
    ),
)
MINE = Pack(name="mine", lang="fr", rules=(Rule.model_validate({"extends": "ill", "id": "ill", "level": "advise"}),))


def test_its_examples_run_with_the_lists_it_calls() -> None:
    assert [result.ok for result in run_examples(MINE, [BASE])] == [True, True]
    assert coverage([MINE], [BASE]) == []


def test_its_own_list_wins() -> None:
    mine = MINE.model_copy(update={"lists": {"wrongs": ("copie",)}})
    assert [result.ok for result in run_examples(mine, [BASE])] == [False, True]
    assert coverage([mine], [BASE]) == ["ill"]
