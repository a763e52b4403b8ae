"""Views are sums of atoms: by hand."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest
from scipy.stats import tstd
from statsmodels.stats.proportion import proportion_confint

from measurement.releases.atoms import Atom
from measurement.releases.views import (
    EVERYTHING,
    Choice,
    by_item,
    cautious_squares,
    in_view,
    interval,
    left_out,
    of_item,
    summed,
    trend,
)

EXACT = Atom(
    id="1|X|A1|y1|",
    release=1,
    centre="X",
    item="A1",
    years=("y1",),
    strategies=("plg", "training"),
    moment="",
    level="whole",
    whole="1|X|A1|y1|",
    n=12,
    persons=9,
    scorers=8,
    scored=10,
    busiest=4,
    squares=14,
    how="exact",
    side="",
    favourable=6,
    counts=((1, 4), (8, 6)),
    mean=None,
)
BOUND = replace(
    EXACT,
    id="1|X|A1|y2|",
    whole="1|X|A1|y2|",
    years=("y2",),
    n=7,
    persons=6,
    scorers=6,
    scored=7,
    busiest=3,
    squares=9,
    how="at_most",
    side="favourable",
    favourable=None,
    counts=None,
)
JOINED = replace(EXACT, id="2|X|A1|y3+y4|", release=2, years=("y3", "y4"), whole="2|X|A1|y3+y4|")
PART = replace(EXACT, id="p", level="part", strategies=("plg",), n=6, scored=6, favourable=4)
FEW = replace(BOUND, how="n_only", side="", scored=3, n=5)
MEAN = replace(EXACT, how="exact", item="V1", favourable=None, counts=None, mean=6.5, moment="zero")
ATOMS = (EXACT, PART, BOUND, JOINED)


def test_what_a_bound_leaves_open() -> None:
    other = replace(BOUND, side="unfavourable")
    bounds = [one.bounds for one in (EXACT, BOUND, other, FEW)]
    assert bounds == [(6, 6), (0, 3), (7 - 3, 7), (0, 3)]


def test_bounds_are_added_to_bounds() -> None:
    found = summed([EXACT, BOUND])
    assert (found.n, found.scored, found.not_applicable) == (12 + 7, 10 + 7, 2)
    assert (found.least, found.most, found.exact) == (6 + 0, 6 + 3, False)
    assert (found.persons, found.scorers) == (9, 8)
    assert found.squares == pytest.approx((sqrt(14) + sqrt(9)) ** 2)
    assert found.counts is None
    assert found.side(favourable=True) == (6, 9)
    assert found.side(favourable=False) == (17 - 9, 17 - 6)


def test_points_add_up_where_all_are_told() -> None:
    found = summed([EXACT, JOINED])
    assert found.counts == ((1, 8), (8, 12))
    assert found.mean == (8 * 1 + 12 * 8) / 20
    assert found.sd == pytest.approx(tstd([1] * 8 + [8] * 12))
    assert summed([BOUND]).mean is None


def test_wholes_and_parts_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="add up"):
        summed([EXACT, PART])


def test_joined_years_stand_in_no_choice_of_one_year_and_in_no_trend() -> None:
    assert in_view(ATOMS, EVERYTHING) == (EXACT, BOUND, JOINED)
    assert in_view(ATOMS, Choice("y1")) == (EXACT,)
    assert in_view(ATOMS, Choice("y3")) == ()
    assert left_out(ATOMS, Choice("y3")) == (JOINED,)
    assert in_view(ATOMS, Choice("y1", "plg")) == (PART,)
    assert in_view(ATOMS, Choice("y1", "training")) == ()
    assert list(trend(ATOMS)) == ["y1", "y2"]


def test_a_centre_has_the_atoms_of_all_its_names() -> None:
    other = replace(EXACT, centre="Old name")
    assert of_item([EXACT, other, MEAN], {"X", "Old name"}, "A1") == (EXACT, other)


def test_atoms_of_another_cut_are_another_figure() -> None:
    before = replace(EXACT, good=(6, 7, 8))
    after = replace(BOUND, release=2, good=(7, 8))
    assert of_item([before, after], {"X"}, "A1") == (after,)
    assert of_item([before, replace(after, good=(6, 7, 8))], {"X"}, "A1")[0] == before
    assert by_item([before, after], EVERYTHING)["A1"] == summed([after])
    assert by_item([before, after], Choice("y1")) == {}


def test_an_effective_number_counts_the_same_persons_again() -> None:
    """Two years of the same five persons, an answer each: Σm² = 5 · 2², as the bound says."""
    assert cautious_squares([5, 5]) == pytest.approx(5 * 2**2)
    one = replace(EXACT, scored=5, n=5, persons=5, squares=5)
    assert summed([one, one]).size(rho=1) == pytest.approx(5)
    assert summed([one]).size(rho=1) == pytest.approx(5)
    assert summed([one, one]).size(rho=0) == pytest.approx(10)


def test_an_interval_reaches_over_the_whole_bound() -> None:
    """Reference: statsmodels' Wilson interval at either end."""
    low, high = interval(6, 9, 17, 17.0, 0.95)
    assert low == pytest.approx(proportion_confint(6, 17, method="wilson")[0])
    assert high == pytest.approx(proportion_confint(9, 17, method="wilson")[1])
    assert all(x != x for x in interval(0, 0, 0, 0.0, 0.95))
