"""What is seen of a centre: its atoms and the published totals, in one choice of year and strategy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import TICK
from measurement.releases.atoms import Atom
from measurement.releases.history import History
from measurement.releases.verdicts import Verdict, verdicts
from measurement.releases.views import EVERYTHING, Choice, Sum, alike, in_view, left_out, summed


@dataclass(frozen=True)
class Seen:
    """A centre under all ``names`` it had, in a choice; ``history`` is narrowed to these names."""

    history: History
    names: tuple[str, ...]
    made: Questionnaire
    view: Choice = EVERYTHING

    @property
    def centre(self) -> str:
        """The name of today: the first."""
        return self.names[0]

    @cached_property
    def atoms(self) -> Mapping[str, tuple[Atom, ...]]:
        """The atoms in the choice per item, in the order of the questionnaire; no zero measurements.

        Of a strategy that is told together with others the numbers of answers are there alone.
        """
        found: dict[str, list[Atom]] = {}
        for one in self.history.atoms:
            if not one.moment:
                found.setdefault(one.item, []).append(one)
        seen = {i: self._in_view(alike(found[i])) for i in self.made.counted if i in found}
        return {item: own for item, own in seen.items() if own}

    @cached_property
    def sums(self) -> Mapping[str, Sum]:
        """The sum of every item in the choice that has a high side: with a cut, or ticked."""
        kinds = {item: self.made.scale_of(item) for item in self.atoms}
        cut = [i for i, scale in kinds.items() if scale.has_cut or scale.kind == TICK.kind]
        return {item: summed(self.atoms[item]) for item in cut}

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Every item beside the rest of the network, as far as that can be said; one family."""
        found = verdicts(self.history, self.names, self.made, self.view)
        return {one.item: one for one in found}

    @cached_property
    def elsewhere(self) -> tuple[str, ...]:
        """Items of which answers of the chosen year stand together with those of other years."""
        if not self.view.school_year:
            return ()
        joined = {one.item for one in left_out(self.history.atoms, self.view) if not one.moment}
        return tuple(item for item in self.made.counted if item in joined)

    def rho(self, item: str) -> float:
        """How far answers of one person to this item go together."""
        return self.history.rho_of(item, {one.release for one in self.atoms[item]})

    def _in_view(self, own: tuple[Atom, ...]) -> tuple[Atom, ...]:
        """The atoms of an item in the choice; else of a strategy how many answered."""
        there = in_view(own, self.view)
        if there or not self.view.strategy:
            return there
        alone = (self.view.school_year,), (self.view.strategy,)
        return tuple(a for a in own if a.level == "member" and (a.years, a.strategies) == alone)


def offered(history: History) -> tuple[Choice, ...]:
    """What can be looked at of the centre of this history: all, each year alone, each of its strategies.

    In that order, the newest school year first. A year of which all answers stand together with
    those of other years is not offered.
    """
    alone = [one for one in history.atoms if not one.joined and not one.moment]
    years = sorted({one.years[0] for one in alone}, reverse=True)
    choices = [EVERYTHING]
    for year in years:
        choices.append(Choice(year))
        kinds = {
            a.strategies[0]
            for a in alone
            if a.level == "part" and len(a.strategies) == 1 and a.years == (year,)
        }
        choices += [Choice(year, kind) for kind in sorted(kinds)]
    return tuple(choices)
