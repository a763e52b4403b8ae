"""Which answers are published together: by hand."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import made

from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.releases.given import Identity, held_key, keys_of
from measurement.releases.limits import LIMITS, Limits
from measurement.releases.partition import blocks, partition, strategies_together
from measurement.releases.readings import Reading, reading
from measurement.releases.tally import Tally, tally

TWO = Reading("A1", (1, 8), frozenset({8}), "one_side")


def people(**sizes: int) -> dict[str, set[int]]:
    """That many different persons per year, none in two."""
    start, found = 0, {}
    for year, size in sizes.items():
        found[year] = set(range(start, start + size))
        start += size
    return found


@pytest.mark.parametrize(
    ("sizes", "told", "waiting"),
    [
        ({"y1": 5, "y2": 9}, [("y1",), ("y2",)], []),
        ({"y1": 3, "y2": 9}, [("y1", "y2")], []),
        ({"y1": 9, "y2": 2, "y3": 3, "y4": 9}, [("y1",), ("y2", "y3"), ("y4",)], []),
        ({"y1": 9, "y2": 2, "y3": 6}, [("y1",), ("y2", "y3")], []),  # the smaller neighbour
        ({"y1": 2, "y2": 1}, [], ["y1", "y2"]),
        ({"y1": 4}, [], ["y1"]),
    ],
)
def test_a_small_year_joins_its_smallest_neighbour(
    sizes: dict[str, int], told: list[tuple[str, ...]], waiting: list[str]
) -> None:
    assert blocks(people(**sizes), 5) == (tuple(told), tuple(waiting))


def test_the_same_person_in_two_years_is_one() -> None:
    assert blocks({"y1": {1, 2, 3}, "y2": {1, 2, 3, 4}}, 5).waiting == ("y1", "y2")


def test_small_strategies_are_told_together() -> None:
    kinds = people(plg=2, start=1, talk=1, training=8)
    assert strategies_together(kinds, 5) == (("plg", "start", "talk", "training"),)
    kinds = people(plg=3, start=2, training=8)
    assert strategies_together(kinds, 5) == (("plg", "start"), ("training",))


def test_late_answers_are_published_among_themselves() -> None:
    rows = [("X", "y1", "plg", p, 8) for p in (1, 2)] + [("X", "y2", "plg", p, 8) for p in range(9)]
    told, waiting = partition(made(TWO, rows), {("X", "y1")})
    assert [(b.years, len(b.rows)) for b in told] == [(("y2",), 9)]
    assert [(w.year, w.persons) for w in waiting] == [("y1", 2)]
    for nothing_late in (set(), {("Y", "y1")}):
        assert [b.years for b in partition(made(TWO, rows), nothing_late)[0]] == [("y1", "y2")]


def test_answers_without_a_centre_are_in_no_atom() -> None:
    rows = [("", "y1", "plg", p, 8) for p in range(9)]
    assert partition(made(TWO, rows)) == ([], [])


def test_what_was_answered_changes_no_block() -> None:
    where = [("X", "y1", "plg", p) for p in range(4)] + [("X", "y2", "plg", p) for p in range(7)]
    high, low, none = ([(*w, score) for w in where] for score in (8, 1, -1))
    found = [[b.years for b in partition(made(TWO, rows))[0]] for rows in (high, low, none)]
    assert found == [[("y1", "y2")]] * 3


def test_a_tally_counts_persons_and_the_busiest() -> None:
    scores = [(1, 8), (1, 8), (1, 1), (2, 1), (2, 8), (3, 8), (4, -1)]
    found = made(TWO, [("X", "y1", "plg", p, s) for p, s in scores])
    assert tally(found, np.arange(7)) == Tally(
        n=7,
        persons=4,
        scorers=3,
        busiest=3 + 2,
        most=3,
        squares=3**2 + 2**2 + 1,
        counts=(2, 4),
    )


def test_of_a_hindrance_and_of_controlled_motivation_low_is_favourable() -> None:
    known = load()
    assert reading(known, "A1").favourable == {6, 7, 8}
    hindrance = next(
        i for i in known.items if known.role_of(i.id) == "factors" and i.direction == "-"
    )
    assert reading(known, hindrance.id).favourable == {1, 2, 3}
    controlled = next(
        i for i in known.items if known.role_of(i.id) == "motivation" and i.direction == "-"
    )
    assert reading(known, controlled.id).favourable == {1, 2, 3, 4, 5}
    assert reading(known, "V1").secret == "mean"
    assert reading(known, "A1", strict=True).secret == "both_sides"
    for option in known.options:
        found = reading(known, option.id)
        assert found.favourable == ({0} if option.direction == "-" else {1})
        assert (found.secret == "one_side") == (option.direction != "")


def test_no_limit_goes_below_its_floor() -> None:
    assert Limits(persons=7).persons == 7
    assert (LIMITS.persons, LIMITS.writers, LIMITS.crossed) == (5, 10, 10)
    for name, floor in (("persons", 5), ("writers", 10), ("crossed", 10), ("centres", 6)):
        with pytest.raises(SurveyError, match=str(floor)):
            Limits(**{name: floor - 1})


def test_a_key_tells_person_survey_and_item_apart_and_needs_the_secret() -> None:
    one = held_key(b"s", "ann", "7", "A1")
    others = [("s", "ann", "7", "A2"), ("s", "ann", "8", "A1"), ("t", "ann", "7", "A1")]
    assert one not in {held_key(s.encode(), *rest) for s, *rest in others}
    assert held_key(b"s", "ann1", "7", "A1") != held_key(b"s", "ann", "17", "A1")
    two = held_key(b"s", "", "mark 10:42", "A1")
    found = keys_of(b"s", Identity("ann", "7", ("10:42",)), "A1")
    assert (found.own, found.survey) == ((one, two), held_key(b"s", "", "7", "A1"))
    assert found.response == keys_of(b"s", Identity("ann", "7", ("10:42",)), "A2").response
    nameless = keys_of(b"s", Identity("answer 12", "8", ("10:42",)), "A1")
    assert set(nameless.own) & set(found.own) == {two}  # of another name and survey, by its mark
