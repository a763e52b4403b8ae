"""A centre beside the rest, by published figures alone: by hand, and what its words give away."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd
import pytest
from network import SECRET, invented, who
from worlds import every, known_answers, made, seen

from measurement.counting.counts import count
from measurement.measures.comparison import against_rest
from measurement.questionnaire.files.reading import load
from measurement.releases.given import Identity, keys_of
from measurement.releases.history import History, added, corrected
from measurement.releases.limits import ALL, EXACT
from measurement.releases.readings import reading
from measurement.releases.release import Release, published, release
from measurement.releases.rests import rest
from measurement.releases.verdicts import verdicts
from measurement.releases.views import Choice

MADE = load()
ITEM = "A1"
YEAR = Choice("2024-2025")
Row = tuple[str, str, str, int, int]


def others(first: int = 1000, year: str = "2024-2025") -> list[Row]:
    """Eight other centres of ten persons each, half of them favourable."""
    return [(f"C{p // 10}", year, "plg", first + p, 8 if p % 2 else 1) for p in range(80)]


def identity(row: Row) -> Identity:
    return Identity(f"person {row[3]}", f"survey of {row[1]}")


def history(rows: list[Row], rules: frozenset[str] = ALL, so_far: History | None = None) -> History:
    so_far = so_far or History()
    before = so_far.before(rules)
    given = made(reading(MADE, ITEM), rows, lambda i: keys_of(SECRET, identity(rows[i]), ITEM))
    found = published(given, before, rules=rules)
    one = Release(
        before.number + 1,
        "",
        "",
        tuple(sorted({row[1] for row in rows})),
        tuple(found.atoms),
        tuple(found.totals),
        found.held,
        {ITEM: 0.35},
        pd.DataFrame({"centre": []}),
    )
    return added(so_far, one)


def own(low: int, high: int, year: str = "2024-2025", first: int = 0) -> list[Row]:
    n = low + high
    return [("X", year, "plg", first + p, 8 if p < high else 1) for p in range(n)]


def test_the_rest_is_the_total_without_the_own_atoms() -> None:
    found = rest(history([*own(3, 4), *others()]), {"X"}, ITEM, YEAR)
    assert found is not None
    assert (found.n, found.scored, found.favourable, found.scorers) == (80, 80, 40, 80)
    assert found.counts == tuple((p, {1: 40, 8: 40}.get(p, 0)) for p in range(1, 9))


def test_own_answers_that_wait_stay_in_the_rest() -> None:
    found = rest(history([*own(2, 1), *others()]), {"X"}, ITEM, YEAR)
    assert found is not None
    assert (found.n, found.favourable) == (83, 41)


def test_there_is_no_rest_beside_a_bound_or_a_withdrawn_atom() -> None:
    assert rest(history([*own(6, 1), *others()]), {"X"}, ITEM, YEAR) is None
    so_far = history([*own(3, 4), *others()])
    assert rest(so_far, {"C1"}, ITEM, YEAR) is not None
    lost = corrected(so_far, [identity(own(3, 4)[0])], [ITEM], SECRET, "", "")
    assert not [a for a in lost.atoms if a.centre == "X"]
    assert rest(lost, {"X"}, ITEM, YEAR) is None
    assert rest(lost, {"C1"}, ITEM, YEAR) == rest(so_far, {"C1"}, ITEM, YEAR)


def test_a_director_gets_atoms_of_the_own_centre_only() -> None:
    mine = history([*own(3, 4), *others()]).of({"X"})
    assert {a.centre for a in mine.atoms} == {"X"}
    assert all(r.held == {} and r.waiting == () for r in mine.releases)
    assert rest(mine, {"X"}, ITEM, YEAR) is not None


def test_late_answers_change_neither_rest_nor_verdict() -> None:
    rows = [*own(6, 14), *others()]
    before = history(rows)
    after = history([*rows, *own(5, 1, first=500)], so_far=before)
    assert len([a for a in after.atoms if a.centre == "X" and a.level == "whole"]) == 2
    assert rest(after, {"X"}, ITEM, YEAR) == rest(before, {"X"}, ITEM, YEAR)
    assert verdicts(after, {"X"}, MADE, YEAR) == verdicts(before, {"X"}, MADE, YEAR)


@pytest.mark.parametrize(
    ("low", "high", "outcome"), [(0, 20, "higher"), (17, 3, "lower"), (9, 11, "same")]
)
def test_higher_lower_or_neither(low: int, high: int, outcome: str) -> None:
    (found,) = verdicts(history([*own(low, high), *others()]), {"X"}, MADE, YEAR)
    assert (found.outcome, found.n, found.n_rest) == (outcome, low + high, 80)
    assert found.share == high / (low + high)
    assert found.rest == 40 / 80


def test_there_is_no_word_beside_a_bound_or_without_a_total() -> None:
    assert verdicts(history([*own(18, 2), *others()]), {"X"}, MADE, YEAR) == ()
    assert verdicts(history([*own(0, 20), *others()[:40]]), {"X"}, MADE, YEAR) == ()


def test_published_figures_give_the_verdicts_of_living_ones() -> None:
    """Where everybody answered once and all is exact, both are the same test."""
    answers = invented(centres=9, persons=14)
    known = added(
        History(), release(answers, who(answers), SECRET, History().before(), day="", by="")
    )
    centre = "Centrum 1"
    table = against_rest(count(answers, ["centre"]), answers.items, answers.questionnaire)
    living = table[table["centre"].astype(str) == centre].set_index("item")
    found = verdicts(known, {centre}, answers.questionnaire, Choice("2024-2025"))
    assert found
    for one in found:
        row = living.loc[one.item]
        assert one.share == pytest.approx(row["share"])
        assert one.rest == pytest.approx(row["rest"])
        assert one.rest_all == pytest.approx(row["rest_all"])
        assert one.n_effective == pytest.approx(row["n_effective"])
        assert one.n_effective_rest == pytest.approx(row["n_effective_rest"])
        assert one.p == pytest.approx(row["p"])


def attack(rules: frozenset[str]) -> int:
    """What the word gives away beside the figure, to who knows all other centres."""
    worlds = every((1,) * 9)

    def look(w: tuple[int, ...]) -> Hashable:
        rows = [("X", "2024-2025", "plg", p, 8 if good else 1) for p, good in enumerate(w)]
        so_far = history([*rows, *others()], rules)
        (one,) = (a for a in so_far.atoms if a.centre == "X" and a.level == "whole")
        words = tuple(v.outcome for v in verdicts(so_far, {"X"}, MADE, YEAR))
        told = {"exact": one.favourable, "at_most": one.busiest, "n_only": None}[one.how]
        return (one.how, told, words)

    by_sum = {s: look((1,) * s + (0,) * (9 - s)) for s in range(10)}
    looks = seen(worlds.sum(axis=1)[:, None], lambda s: by_sum[s[0]])
    return known_answers(worlds, looks, 1 - worlds, [[i] for i in range(9)])


def test_a_word_beside_a_bound_would_give_somebody_away() -> None:
    assert attack(ALL) == 0
    assert attack(ALL - {EXACT}) > 0
