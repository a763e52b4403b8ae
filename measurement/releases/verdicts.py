"""Higher, lower or neither: a centre beside the rest of the network, by what was published alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from measurement.counting.effective import kish, whole
from measurement.counting.intervals import Floats, share
from measurement.counting.power import detectable
from measurement.counting.significance import corrected, decided, fisher
from measurement.questionnaire.model import Questionnaire
from measurement.releases.atoms import Atom
from measurement.releases.history import History
from measurement.releases.readings import high_is_favourable
from measurement.releases.rests import Rest, rest, total_of
from measurement.releases.views import Choice, cautious_squares, in_view, of_item

OUTCOMES = ("higher", "lower", "same", "too_few")


@dataclass(frozen=True)
class Verdict:
    """A centre beside the rest, of one item; shares are of high scores, as pages print them.

    ``n`` own scores are compared; ``n_effective`` is what they are worth. ``rest`` is the share of the
    others at the own mix of strategies and school years, ``rest_all`` the same of all answers, not
    applicable included: to print, not tested. ``p`` and ``q`` are missing where there
    are too few persons. ``detectable_higher`` and ``detectable_lower`` are the differences that
    would have been found.
    """

    item: str
    n: int
    n_effective: float
    share: float
    n_rest: int
    n_effective_rest: float
    rest: float
    rest_all: float
    p: float
    q: float
    outcome: str
    detectable_higher: float
    detectable_lower: float


@dataclass(frozen=True)
class _Stratum:
    """A strategy of a year: the own atom, the rest of it, and Σm² of the whole year."""

    year: str
    own: Atom
    rest: Rest
    own_squares: int
    year_squares: int


@dataclass(frozen=True)
class _Pair:
    """Own and rest of one item, with the numbers of high scores; the persons of the smaller."""

    item: str
    persons: int
    n: int
    high: int
    size: float
    rest_n: int
    rest_share: float
    rest_all: float
    rest_size: float


def verdicts(
    history: History,
    centres: Collection[str],
    made: Questionnaire,
    view: Choice,
    items: Iterable[str] | None = None,
) -> tuple[Verdict, ...]:
    """The centre beside the rest of the network, per item of which that can be said.

    Of an item there is no word unless all its atoms in the view are exact, are those of the
    release of the totals, and every strategy of every year stands alone and has a total that is
    told. Late answers are in no total and are left out. The tests of one view are one family.
    """
    own = history.of(centres)
    asked = dict.fromkeys(a.item for a in own.atoms)
    wanted = [item for item in asked if items is None or item in items]
    pairs = [p for p in (_pair(own, centres, made, view, item) for item in wanted) if p]
    return _tested(pairs, made) if pairs else ()


def _pair(
    history: History, centres: Collection[str], made: Questionnaire, view: Choice, item: str
) -> _Pair | None:
    strata = _strata(history, centres, view, item)
    if not strata:
        return None
    known = history.rho_of(item, {s.own.release for s in strata})
    favourable = high_is_favourable(made, item)
    n = sum(s.own.scored for s in strata)
    good = sum(s.own.favourable or 0 for s in strata)
    weights = np.array([share(s.own.scored, s.rest.scored) for s in strata], float)
    high = [s.rest.favourable if favourable else s.rest.scored - s.rest.favourable for s in strata]
    spread = float((weights**2) @ np.array([s.rest.scored for s in strata]))
    clustered = _squares_of_rest(strata, weights)
    return _Pair(
        item=item,
        persons=min(max(s.own.scorers for s in strata), max(s.rest.scorers for s in strata)),
        n=n,
        high=good if favourable else n - good,
        size=float(kish(np.array([float(n)]), np.array([_own_squares(strata)]), known)[0]),
        rest_n=sum(s.rest.scored for s in strata),
        rest_share=float(weights @ np.array(high, float)) / n,
        rest_all=_of_all(strata, high),
        rest_size=n**2 / ((1 - known) * spread + known * max(clustered, spread)),
    )


def _of_all(strata: Sequence[_Stratum], high: Sequence[int]) -> float:
    """The share of high among all answers of the rest, at the own mix of all answers."""
    n = sum(s.own.n for s in strata)
    return sum(s.own.n / n * k / s.rest.n for s, k in zip(strata, high, strict=True))


def _strata(
    history: History, centres: Collection[str], view: Choice, item: str
) -> list[_Stratum] | None:
    """The own parts in the view, each with its rest; None where one of them has none."""
    atoms = of_item(history.atoms, centres, item)
    years = sorted({y for a in in_view(atoms, view) for y in a.years})
    found: list[_Stratum] = []
    for year in years:
        total = total_of(history.totals, item, Choice(year))
        if total is None:
            return None
        mine = [a for a in atoms if a.release == total.release and year in a.years]
        squares = {a.id: a.squares for a in mine if a.level == "whole"}
        for own in (a for a in mine if a.level == "part"):
            if view.strategy and own.strategies != (view.strategy,):
                continue
            others = rest(history, centres, item, Choice(year, own.strategies[0]))
            if others is None or not others.scored or not _alone(own):
                return None
            own_year = own.squares if view.strategy else squares[own.whole]
            found.append(_Stratum(year, own, others, own_year, total.squares))
    return [s for s in found if s.own.scored] or None


def _alone(own: Atom) -> bool:
    return not own.joined and len(own.strategies) == 1 and own.favourable is not None


def _own_squares(strata: Sequence[_Stratum]) -> float:
    return cautious_squares({s.year: s.own_squares for s in strata}.values())


def _squares_of_rest(strata: Sequence[_Stratum], weights: Floats) -> float:
    """Σ (Σw)² over the persons of the rest at most, w the weight of each of their answers.

    Within a year at most Σ w²Σm² of its strategies, with for who answered in several of them the
    largest w·w' times what the year's Σm² has beyond its strategies'; and never more than as if
    the same persons answered all.
    """
    per_year: dict[str, list[int]] = {}
    for i, stratum in enumerate(strata):
        per_year.setdefault(stratum.year, []).append(i)
    parts = []
    for places in per_year.values():
        w = weights[places]
        squares = np.array([strata[i].rest.squares for i in places], float)
        own = (w**2 * squares).sum()
        crossed = max(strata[places[0]].year_squares - squares.sum(), 0.0)
        pairs = np.sort(w)[-2:].prod() if len(w) > 1 else 0.0
        parts.append(min(own + pairs * crossed, float((w * np.sqrt(squares)).sum() ** 2)))
    return sum(sqrt(part) for part in parts) ** 2


def _tested(pairs: Sequence[_Pair], made: Questionnaire) -> tuple[Verdict, ...]:
    limits = made.thresholds
    own = np.array([share(p.high, p.n) for p in pairs], float)
    other = np.array([p.rest_share for p in pairs], float)
    size, rest_size = (np.array([getattr(p, x) for p in pairs]) for x in ("size", "rest_size"))
    n, high, n_rest = (_numbers(pairs, x) for x in ("n", "high", "rest_n"))
    mine = whole(own, size, high, n, other)
    rest_high = np.rint(other * n_rest).astype(np.int64)
    theirs = whole(other, rest_size, rest_high, n_rest, np.full(len(pairs), np.inf))
    tested = _numbers(pairs, "persons") >= limits.few_answers
    p = np.where(tested, fisher(*mine, *theirs), np.nan)
    q = corrected(p)
    outcome = decided(p, q, own - other, limits.false_discovery)
    level = np.full(len(pairs), limits.false_discovery / max(int(tested.sum()), 1))
    reach = (
        np.where(tested, detectable(other, mine.n, theirs.n, level, up), np.nan)
        for up in (True, False)
    )
    columns = (own, other, p, q, outcome, *reach)
    return tuple(_verdict(pair, *values) for pair, *values in zip(pairs, *columns, strict=True))


def _verdict(pair: _Pair, own: float, other: float, p: float, q: float, *found: float) -> Verdict:
    outcome, higher, lower = found
    return Verdict(
        item=pair.item,
        n=pair.n,
        n_effective=pair.size,
        share=float(own),
        n_rest=pair.rest_n,
        n_effective_rest=pair.rest_size,
        rest=float(other),
        rest_all=pair.rest_all,
        p=float(p),
        q=float(q),
        outcome=OUTCOMES[int(outcome)],
        detectable_higher=float(higher),
        detectable_lower=float(lower),
    )


def _numbers(pairs: Sequence[_Pair], name: str) -> NDArray[np.int64]:
    return np.array([getattr(pair, name) for pair in pairs], np.int64)
