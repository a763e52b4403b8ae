"""An attacker with the real answers: what a colleague, or two directors, would know for certain.

Too large to enumerate, so it asks of every published figure and of every two persons whether the
second can have answered favourably throughout, given what the first knows of the own answers.
Whoever cannot, is known. It reads the answers themselves and the published rows, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations, product

import numpy as np

from measurement.counting.answers import Answers, point_values
from measurement.questionnaire.scale import FIRST_POINT
from measurement.releases.atoms import Atom
from measurement.releases.totals import Total

Good = dict[str, set[int]]


class Truth:
    """Per item and place who gave how many scores, and how many of them are favourable."""

    def __init__(self, answers: Answers, good: Good) -> None:
        people = answers.respondents
        self.columns = {
            name: people[name].astype(object).fillna("").to_numpy(object)
            for name in ("centre", "school_year", "strategy")
        }
        self.zero = (people["moment"] == "zero").to_numpy(bool)
        self.person = people["respondent"].to_numpy()
        self.items = answers.items
        self.codes = answers.codes
        self.points = point_values(answers.questionnaire, answers.items)
        self.good = good

    def scores(self, item: str, rows: np.ndarray) -> tuple[Counter[int], Counter[int]]:
        """Scores, and favourable ones, per person, among these rows."""
        place = self.items.index(item)
        m: Counter[int] = Counter()
        f: Counter[int] = Counter()
        for row in np.flatnonzero(rows & (self.codes[:, place] >= FIRST_POINT)):
            m[self.person[row]] += 1
            f[self.person[row]] += int(
                self.points[place, self.codes[row, place]] in self.good[item]
            )
        return m, f

    def of(self, one: Atom, first: np.ndarray) -> np.ndarray:
        """The rows of an atom: ``first`` are the rows that its release was made of."""
        kinds = {"" if s == "unknown" else s for s in one.strategies}
        return (
            first
            & ~self.zero
            & (self.columns["centre"] == one.centre)
            & np.isin(self.columns["school_year"], one.years)
            & np.isin(self.columns["strategy"], list(kinds))
        )


def possible(told: int | None, bound: int | None, own: int, other: int, rest: int) -> bool:
    """Whether ``other`` answers can all be on a side, by what is told of it and by the own ones.

    ``rest``: the answers of everybody else.
    """
    if told is not None:
        return other <= told - own <= other + rest
    return bound is None or own + other <= bound


def known_colleagues(
    truth: Truth, atoms: Iterable[Atom], first: np.ndarray, neither: Collection[str] = ()
) -> list[tuple[str, int]]:
    """The atoms and persons of whom a colleague, or an outsider, knows an unfavourable answer.

    Of the items of ``neither`` a favourable one as well.
    """
    found = []
    for one in atoms:
        if one.moment or not truth.good[one.item]:
            continue
        m, f = truth.scores(one.item, truth.of(one, first))
        assert sum(m.values()) == one.scored, one
        assert one.favourable in (None, sum(f.values())), one
        least, most = one.bounds if one.how != "n_only" else (None, None)
        bad = {who: m[who] - f[who] for who in m}
        sides = [(f, one.favourable, most if one.side == "favourable" else None)]
        if one.item in neither:
            told = None if one.favourable is None else one.scored - one.favourable
            limit = one.scored - least if least is not None and one.side == "unfavourable" else None
            sides.append((bad, told, limit))
        for own, told, bound in sides:
            for other, who in product(m, (None, *m)):
                if who == other:
                    continue
                mine, size = (own[who], m[who]) if who is not None else (0, 0)
                rest = one.scored - size - m[other]
                if not possible(told, bound, mine, m[other], rest):
                    found.append((one.id, int(other)))
    return found


def known_centres(
    truth: Truth, totals: Iterable[Total], first: np.ndarray
) -> list[tuple[str, ...]]:
    """The totals by which two directors know how another centre, or somebody there, answered."""
    found = []
    for one in (t for t in totals if t.told and truth.good[t.item]):
        rows = first & ~truth.zero & (truth.columns["school_year"] == one.year)
        if one.strategy:
            rows &= truth.columns["strategy"] == one.strategy
        centres = sorted(set(truth.columns["centre"][rows]) - {""})
        each = {c: truth.scores(one.item, rows & (truth.columns["centre"] == c)) for c in centres}
        whole = truth.scores(one.item, rows)
        assert sum(whole[1].values()) == one.favourable, one
        sizes = {c: (sum(m.values()), sum(f.values())) for c, (m, f) in each.items()}
        for known in combinations(centres, 2):
            left = sum(whole[0].values()) - sum(sizes[c][0] for c in known)
            good = sum(whole[1].values()) - sum(sizes[c][1] for c in known)
            for c in (c for c in centres if c not in known and sizes[c][0]):
                others = left - sizes[c][0]
                least, most = max(0, good - others), min(sizes[c][0], good)
                busiest = max(each[c][0].values())
                if least == most or good < busiest or left - good < busiest:
                    found.append((one.item, one.year, one.strategy, *known, c))
    return found
