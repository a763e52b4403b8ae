"""An attacker: takes everything a director can get and looks for what must not follow from it.

What it has: of every view that is offered the tables made of the protected rows (shares with their
means and states, ticked options, response), the reasons and coarse words of what is withheld, and
the published totals of the network per school year and strategy, point by point. What it wants:
the size of a group below the minimum, the one opinion of a small unanimous group, or the rest of
the network where that is small or hardly anybody else's. For every group it asks an exact solver
(integers, HiGHS) for the least and the most that fits all of it; one value only is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from measurement.centre.mirror.evidence import evidence
from measurement.counting.columns import point_values
from measurement.counting.counts import count
from measurement.protection.decide import WORTH, guard
from measurement.protection.protect import protected
from measurement.protection.rules import ALL, LIMITS, coarse_bands
from measurement.protection.scope import REST, Scope
from measurement.questionnaire.favourable import turned as turned_items
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, TICK

NONE = NOT_APPLICABLE  # the codes below it are no answers


@dataclass(frozen=True)
class Finding:
    """What follows from the tables and should not."""

    kind: str
    centre: str
    item: str
    group: tuple
    value: int = 0


@dataclass
class Truth:
    """The real counts of own centres and the rest, cells × items × codes, and the persons."""

    cells: list
    items: tuple
    x: np.ndarray
    total: np.ndarray
    persons: dict
    others: np.ndarray

    @classmethod
    def of(cls, answers, scope):
        answers = answers.without_zero()
        counts = count(answers, ["centre", "school_year", "strategy"])
        groups = counts.groups
        keys = list(
            zip(groups["school_year"].astype(str), groups["strategy"].astype(str), strict=True)
        )
        cells = sorted(set(keys))
        size = (len(cells), *counts.numbers.shape[1:])
        x, total = np.zeros((len(scope.centres), *size), int), np.zeros(size, int)
        others = [set() for _ in range(size[0] * size[1])]
        centre = groups["centre"].astype(str).tolist()
        for row, (key, name) in enumerate(zip(keys, centre, strict=True)):
            at = cells.index(key)
            total[at] += counts.numbers[row]
            if name in scope.centres:
                x[scope.centres.index(name), at] += counts.numbers[row]
                continue
            if name == "nan":
                continue
            for i in np.flatnonzero(counts.numbers[row, :, NONE:].sum(axis=1)):
                others[at * size[1] + i].add(name)
        people = answers.respondents
        told = answers.codes >= NONE
        persons = {}
        place = {key: i for i, key in enumerate(cells)}
        columns = (people[c].astype(str).tolist() for c in ("school_year", "strategy", "centre"))
        number = people["respondent"].tolist()
        for row, (year, kind, name) in enumerate(zip(*columns, strict=True)):
            group = scope.centres.index(name) if name in scope.centres else -1
            for i in np.flatnonzero(told[row]).tolist():
                persons.setdefault((group, i, place[year, kind]), set()).add(number[row])
        return cls(
            cells, answers.items, x, total, persons, np.array(others, object).reshape(size[:2])
        )

    def nodes(self):
        """Every group there is a name for: all, years, strategies, cells; as places of cells."""
        whole = tuple(range(len(self.cells)))
        found = {whole}
        for part in (0, 1):
            for value in {cell[part] for cell in self.cells}:
                found.add(tuple(i for i in whole if self.cells[i][part] == value))
        return found | {(i,) for i in whole}

    def n_persons(self, group, item, cells):
        return len(set().union(*(self.persons.get((group, item, i), set()) for i in cells)))

    def n_others(self, item, cells):
        return len(set().union(*(self.others[i, item] for i in cells)))


@dataclass
class System:
    """Linear facts about the unknown counts of one item, all own centres: equalities and bounds."""

    rows: list = field(default_factory=list)
    low: list = field(default_factory=list)
    high: list = field(default_factory=list)

    def add(self, row, low, high):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)


class Attack:
    """One director against the protection."""

    def __init__(self, answers, scope, limits=LIMITS, rules=ALL, worth=WORTH):
        self.scope, self.limits, self.made = scope, limits, answers.questionnaire
        self.truth = Truth.of(answers, scope)
        self.items = self.truth.items
        self.points = point_values(self.made, self.items)
        self.n_codes = self.truth.x.shape[3]
        self.findings = []
        known = guard(answers, scope, limits, rules, worth)
        self.views = known.views()
        self.systems = {}
        got = [(v, protected(answers, scope, v, limits, rules, decision=known)) for v in self.views]
        for i in range(len(self.items)):
            self.systems[i] = System()
        for view, found in got:
            self._learn(view, found)

    def under(self, view):
        return [
            at
            for at, (year, kind) in enumerate(self.truth.cells)
            if view.school_year in ("", year) and view.strategy in ("", kind)
        ]

    def row(self, c, cells, weights):
        made = np.zeros((len(self.scope.centres), len(self.truth.cells), self.n_codes))
        made[c, cells] = weights
        return made.ravel()

    def bands(self, i):
        """The codes that the tables tell apart."""
        scale = self.made.scale_of(self.items[i])
        codes = np.arange(self.n_codes)
        if scale.kind == TICK.kind:
            return [codes == c for c in (0, 1, NONE, FIRST_POINT, FIRST_POINT + 1)]
        turned = self.items[i] in turned_items(self.made, self.items)
        seen = {scale.code(p): scale.turned(p) if turned else p for p in scale.points}
        low = np.isin(codes, [code for code, p in seen.items() if p in scale.low])
        high = np.isin(codes, [code for code, p in seen.items() if p in scale.high])
        return [
            *(codes == c for c in range(FIRST_POINT)),
            low,
            high,
            (codes >= FIRST_POINT) & ~low & ~high,
        ]

    def _learn(self, view, found):
        """What the tables of one view say."""
        cells = self.under(view)
        counts = count(found.answers, ["centre"])
        centres = [str(c) for c in counts.groups["centre"]]
        self._redundant(view, found, counts)
        withheld = {
            (str(r.centre), str(r.item)): (str(r.reason), r.coarse)
            for r in found.withheld.itertuples()
        }
        for c, centre in enumerate(self.scope.centres):
            if centre not in centres:
                continue
            numbers = counts.numbers[centres.index(centre)]
            rest = (
                counts.numbers[centres.index(REST)] if REST in centres else np.zeros_like(numbers)
            )
            answered = int(numbers[0].sum())
            for i, item in enumerate(self.items):
                system = self.systems[i]
                system.add(self.row(c, cells, np.ones(self.n_codes)), answered, answered)
                if (numbers[i, 1:].sum() + rest[i, 1:].sum()) == 0:
                    self._reason(system, c, cells, i, withheld.get((centre, item)))
                    continue
                for band in self.bands(i):
                    value = int(numbers[i, : self.n_codes][band[: numbers.shape[1]]].sum())
                    system.add(self.row(c, cells, band.astype(float)), value, value)
                points = self.points[i]
                total = int(numbers[i, : len(points)] @ points[: numbers.shape[1]])
                weights = np.zeros(self.n_codes)
                weights[: len(points)] = points[: self.n_codes]
                system.add(self.row(c, cells, weights), total, total)
                if not coarse_bands(int(numbers[i, FIRST_POINT:].sum()), self.limits):
                    for code in range(FIRST_POINT, self.n_codes):
                        value = int(numbers[i, code])
                        system.add(
                            self.row(c, cells, np.arange(self.n_codes) == code), value, value
                        )

    def _reason(self, system, c, cells, i, told):
        """What it says that this was withheld, and why."""
        if told is None:
            return
        answered = (np.arange(self.n_codes) >= NONE).astype(float)
        least = self.limits.group
        reason, coarse = told
        if reason == "few":
            system.add(self.row(c, cells, answered), 1, np.inf)
        if reason != "unanimous":
            return
        system.add(self.row(c, cells, answered), least, np.inf)
        low, high = self.bands(i)[FIRST_POINT : FIRST_POINT + 2]
        codes = np.arange(self.n_codes)
        few = {
            "almost_all_high": low,
            "almost_all_low": high,
            "almost_all_not_applicable": codes >= FIRST_POINT,
        }
        if coarse in few:
            system.add(self.row(c, cells, few[coarse].astype(float)), 0, self.limits.dissent)

    def _redundant(self, view, found, counts):
        """The tables that pool or combine items: what they hold beyond the open items is a leak."""
        open_ = {item for i, item in enumerate(counts.items) if counts.numbers[:, i, NONE:].any()}
        for link in ("success_factor", "knoster"):
            for r in evidence(found.answers, self.made, link).itertuples():
                used = set(str(r.items).split(", ")) - {"nan", "None", ""}
                if not used <= open_:
                    self.findings.append(Finding("evidence", str(r.centre), str(r.factor), (view,)))

    # ------------------------------------------------------------------ the search

    def run(self):
        """Every finding; sorted, each once."""
        for i, system in self.systems.items():
            wanted = [
                (c, *target)
                for c in range(len(self.scope.centres))
                for target in self._targets(c, i)
            ]
            if wanted and system.rows:
                self._search(i, system, wanted)
        return sorted(set(self.findings), key=str)

    def _targets(self, c, i):
        """(kind, cells, codes, value) that must stay unknown: small, of one voice, someone else's."""
        truth, limits = self.truth, self.limits
        codes = np.arange(self.n_codes)
        found = []
        for cells in sorted(truth.nodes()):
            own = truth.x[c, list(cells), i].sum(axis=0)
            total = truth.total[list(cells), i].sum(axis=0)
            rest = total - truth.x[:, list(cells), i].sum(axis=(0, 1))
            n = int(own[NONE:].sum())
            if not n:
                continue
            few = n < limits.group or truth.n_persons(c, i, cells) < limits.group
            n_rest = int(rest[NONE:].sum())
            alone = n_rest < limits.group or truth.n_persons(-1, i, cells) < limits.group
            alone = alone or truth.n_others(i, cells) < limits.other_centres
            every = truth.x[:, list(cells), i].sum(axis=(0, 1))
            if few:
                found.append(("small", cells, codes >= NONE, n))
            if alone:
                found.append(("rest", cells, codes >= NONE, int(every[NONE:].sum())))
            scored = int(own[FIRST_POINT:].sum())
            if 0 < scored < limits.group:
                found.append(("scored", cells, codes >= FIRST_POINT, scored))
            for kind, part, size in (("unanimous", own, n), ("unanimous rest", rest, n_rest)):
                other = self._other(part, i)
                # Where the published total has one voice wherever they answered, nothing can help.
                there = [at for at in cells if self._answered(kind, c, i, at)]
                hidden = other is not None and truth.total[there, i][:, other].any()
                people = truth.n_persons(c if part is own else -1, i, cells)
                if hidden and 0 < min(size, people) < limits.unanimous:
                    mine = own if part is own else every
                    found.append((kind, cells, other, int(mine[other].sum())))
        small = [f[1][0] for f in found if f[0] == "small" and len(f[1]) == 1]
        n_of = {at: int(truth.x[c, at, i, NONE:].sum()) for at in small}
        for size in (2, 3):
            for cells in combinations(small, size):
                if sum(n_of[at] for at in cells) < limits.group:
                    found.append(("small", cells, codes >= NONE, sum(n_of[at] for at in cells)))
        return found

    def _answered(self, kind, c, i, at):
        own = self.truth.x[:, at, i, NONE:].sum(axis=1)
        if kind == "unanimous":
            return own[c] > 0
        return self.truth.total[at, i, NONE:].sum() > own.sum()

    def _other(self, part, i):
        """The codes of another opinion, if the group has one voice."""
        scored = part[FIRST_POINT:].sum()
        codes = np.arange(self.n_codes)
        if not scored:
            return codes >= FIRST_POINT if part[NONE:].sum() else None
        scale = self.made.scale_of(self.items[i])
        if not (scale.has_cut or scale.kind == TICK.kind):
            voices = [codes == FIRST_POINT + int(part[FIRST_POINT:].argmax())]
        else:
            voices = self.bands(i)[FIRST_POINT:]
        for voice in voices:
            if part[voice].sum() == scored:
                return (codes >= FIRST_POINT) & ~voice
        return None

    def _search(self, i, system, wanted):
        total = self.truth.total[:, i]
        size = (len(self.scope.centres), *total.shape)
        groups, cells, codes = np.nonzero(np.broadcast_to(total > 0, size))
        used = np.ravel_multi_index((groups, cells, codes), size)
        upper = total[cells, codes].astype(float)
        facts = np.column_stack([np.array(system.rows)[:, used], system.low, system.high])
        # All own centres together are at most the network.
        for cell, code in np.argwhere(total > 0) if len(self.scope.centres) > 1 else ():
            row = ((cells == cell) & (codes == code)).astype(float)
            facts = np.vstack([facts, [*row, 0, total[cell, code]]])
        facts = np.unique(facts, axis=0)
        facts = LinearConstraint(csr_array(facts[:, :-2]), facts[:, -2], facts[:, -1])
        objectives = []
        for c, kind, group, measure, _ in wanted:
            # What is known of the rest is what is known of all own centres together.
            mine = np.ones(len(used), bool) if kind.endswith("rest") else groups == c
            objectives.append((mine & np.isin(cells, group) & measure[codes]).astype(float))
        seen = []

        def solve(objective):
            found = milp(
                objective,
                constraints=facts,
                bounds=Bounds(0, upper),
                integrality=np.ones(len(used)),
            )
            if found.x is None:
                raise AssertionError(f"the facts contradict each other: {found.message}")
            seen.append(np.round(found.x))

        every = np.sum(objectives, axis=0)
        solve(every)
        solve(-every)
        for (c, kind, group, _, value), objective in zip(wanted, objectives, strict=True):
            for sign in (1, -1):
                values = {int(objective @ one) for one in seen} | {value}
                if len(values) > 1:
                    break
                solve(sign * objective)
            if len({int(objective @ one) for one in seen} | {value}) == 1:
                named = tuple(self.truth.cells[at] for at in group)
                self.findings.append(
                    Finding(kind, self.scope.centres[c], self.items[i], named, value)
                )


def attack(answers, centres, limits=LIMITS, rules=ALL, worth=WORTH):
    """The findings for the director of these centres; ``worth`` 0 offers every level."""
    return Attack(answers, Scope("director", tuple(centres)), limits, rules, worth).run()
