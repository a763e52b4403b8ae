"""Persons, not answers: the effective number, the rest with the own mix, and power.

Everything is held against the slow loops of :mod:`effective_oracle`, on data that change.
"""

from __future__ import annotations

import effective_oracle as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_survey import LINKED
from survey_tables import SMALL, answers

from measurement.centre.mirror.evidence import evidence
from measurement.counting.answers import Answers
from measurement.counting.counts import Counts, count
from measurement.counting.effective import correlations, sizes, whole
from measurement.counting.intervals import newcombe, wilson
from measurement.counting.power import detectable
from measurement.measures.comparison import against_rest
from measurement.measures.factors import factors
from measurement.measures.rest import sides
from measurement.measures.shares import shares

KIND = {"A1": "scale", "A2": "scale", "C1": "scale", "C4": "turned", "K1": "ticked"}
ROLES = (("A1", "A2"), ("C1", "C4", "K1"))
PERSON = st.tuples(
    st.integers(0, 12),
    st.sampled_from("XYZ"),
    st.sampled_from("pq"),
    st.sampled_from(["2023-2024", "2024-2025"]),
    *(st.one_of(st.just("n"), st.just("-"), st.integers(1, 8)) for _ in range(4)),
    st.integers(0, 1),
)
ROWS = st.lists(PERSON, min_size=1, max_size=60)
Drawn = list[tuple[object, ...]]
HEAD = "respondent centre strategy school_year A1 A2 C1 C4 K1"


def made(rows: Drawn) -> Answers:
    return answers("\n".join([HEAD, *(" ".join(map(str, row)) for row in rows)]))


def scores(rows: Drawn, *items: str) -> list[oracle.Row]:
    """The rows as the oracle reads them, of these items."""
    return [
        oracle.row(*row[:4], item, score, KIND[item])
        for row in rows
        for item, score in zip(KIND, row[4:], strict=True)
        if item in items and isinstance(score, int)
    ]


def rhos(rows: Drawn, unit: oracle.Unit = oracle.by_person) -> dict[str, float]:
    return {i: r for role in ROLES for i, r in oracle.rho(scores(rows, *role), unit).items()}


@given(ROWS)
def test_the_correlation_within_persons_is_that_of_the_oracle(rows: Drawn) -> None:
    for by, unit in (((), oracle.by_person), (("school_year",), oracle.by_person_and_year)):
        found, expected = correlations(made(rows), by).item, rhos(rows, unit)
        for item, value in expected.items():
            assert found[item] == pytest.approx(value, abs=1e-9)


@given(ROWS)
def test_what_a_group_of_answers_is_worth_is_that_of_the_oracle(rows: Drawn) -> None:
    counts = count(made(rows), ["centre"])
    found, rho = sizes(counts), rhos(rows)
    for g, centre in enumerate(counts.groups["centre"]):
        for i, item in enumerate(counts.items):
            mine = [r for r in scores(rows, item) if r.centre == centre]
            side = oracle.side(mine, rho.get(item, 0.35))
            assert found.n_persons[g, i] == side.n_persons
            assert found.scored[g, i] == pytest.approx(side.n_eff, abs=1e-9)
            most = max(
                (sum(r.person == p for r in mine) for p in {r.person for r in mine}), default=0
            )
            assert found.most[g, i] == most


@settings(max_examples=40)
@given(ROWS)
def test_own_and_rest_with_the_own_mix_are_those_of_the_oracle(rows: Drawn) -> None:
    counts = count(made(rows), ["centre"])
    found, rho = sides(counts).scored, rhos(rows)
    for g, centre in enumerate(counts.groups["centre"]):
        for i, item in enumerate(counts.items):
            expected = oracle.beside(scores(rows, item), str(centre), item, rho.get(item, 0.35))
            for side, right in ((found.own, expected.own), (found.rest, expected.rest)):
                assert side.n[g, i] == right.n
                assert side.n_high[g, i] == right.n_high
                assert side.n_persons[g, i] == right.n_persons
                assert side.share[g, i] == pytest.approx(right.share, abs=1e-9, nan_ok=True)
                assert side.size[g, i] == pytest.approx(right.n_eff, abs=1e-9)
            asked = sum(r.centre == centre for r in scores(rows, item))
            assert found.n_left_out[g, i] == asked - expected.own.n


@settings(max_examples=40)
@given(ROWS)
def test_the_test_is_fishers_on_the_whole_numbers_of_the_oracle(rows: Drawn) -> None:
    table = against_rest(count(made(rows), ["centre"]), ROLES[0], SMALL)
    rho = rhos(rows)
    for row in table[table["p"].notna()].itertuples():
        item = str(row.item)
        beside = oracle.beside(scores(rows, item), str(row.centre), item, rho[item])
        assert row.p == pytest.approx(oracle.p_beside(beside), rel=1e-6)


@given(ROWS)
def test_the_evidence_of_linked_items_is_worth_what_the_oracle_says(rows: Drawn) -> None:
    given_rows = answers(
        "\n".join(
            [
                "respondent centre C1 C2",
                *(" ".join(map(str, (r[0], r[1], r[4], r[5]))) for r in rows),
            ]
        ),
        made=LINKED,
    )
    table = evidence(given_rows, LINKED)
    linked = [
        oracle.row(row[0], row[1], "", "", item, score)
        for row in rows
        for item, score in (("C1", row[4]), ("C2", row[5]))
        if isinstance(score, int)
    ]
    rho = oracle.rho_linked(linked)
    for row in table[table["factor"] == "S8"].itertuples():
        mine = [r for r in linked if r.centre == row.centre]
        assert row.n_effective == pytest.approx(oracle.n_effective_linked(mine, rho), abs=1e-9)


@settings(max_examples=60)
@given(
    st.floats(0.02, 0.98),
    st.integers(2, 60),
    st.integers(20, 400),
    st.sampled_from([1, 12, 171]),
    st.booleans(),
)
def test_the_smallest_difference_found_is_that_of_the_oracle(
    rest: float, n: int, n_rest: int, n_tests: int, up: bool
) -> None:
    found = float(detectable(rest, n, n_rest, 0.05 / n_tests, up))
    expected = oracle.smallest_found(rest, n, n_rest, n_tests, up)
    assert (None if np.isnan(found) else round(found, 9)) == expected


@pytest.mark.parametrize(("size", "expected"), [(20, 0.5), (40, 0.35), (60, 0.3)])
def test_the_smallest_differences_are_those_of_the_method(size: int, expected: float) -> None:
    """Source: the figures for a rest of 60 % and 171 tests."""
    assert detectable(0.6, size, 1000, 0.05 / 171, up=False) == pytest.approx(expected, abs=0.051)


@pytest.mark.parametrize(
    ("share", "size", "toward", "expected"),
    [
        (0.5, 5.0, 0.6, (3, 5)),  # 2.5 of 5, towards a rest that is higher
        (0.5, 5.0, 0.4, (2, 5)),
        (0.5, 2.5, 0.4, (1, 3)),  # halves of the size go up: 1.5 of 3, towards the lower rest
        (0.4, 10.0 - 1e-12, 0.9, (4, 10)),  # equal to n: the counts themselves
    ],
)
def test_halves_are_rounded_towards_the_rest(
    share: float, size: float, toward: float, expected: tuple[int, int]
) -> None:
    one = whole(*(np.array([x]) for x in (share, size, 4, 10, toward)))
    assert (int(one.n_high[0]), int(one.n[0])) == expected


def test_one_person_with_five_answers_is_no_verdict() -> None:
    rows = "\n".join(["respondent C1", *["1 8"] * 5])
    (verdict,) = factors(answers(rows), (), SMALL)["verdict"]
    assert verdict == "too_few"


def test_intervals_of_shares_rest_on_the_effective_number() -> None:
    """Person 1 answered four times, 2 to 5 once; ρ is that of so few: 0.35 and a little."""
    given_rows = answers("respondent A1\n1 8\n1 8\n1 8\n1 2\n2 8\n3 1\n4 7\n5 n")
    row = shares(count(given_rows), SMALL).iloc[0]
    rho = correlations(given_rows).item["A1"]
    worth = 7 / (1 + rho * ((16 + 1 + 1 + 1) / 7 - 1))
    assert (row["n"], row["n_scored"], row["n_persons"]) == (8, 7, 4)
    assert row["n_effective"] == pytest.approx(worth)
    expected = wilson(5 / 7 * worth, worth)
    assert [row["high_scored_lower"], row["high_scored_upper"]] == pytest.approx(
        [float(x) for x in expected]
    )
    with_na = 8 / (1 + rho * ((16 + 1 + 1 + 1 + 1) / 8 - 1))
    expected = wilson(5 / 8 * with_na, with_na)
    assert [row["high_lower"], row["high_upper"]] == pytest.approx([float(x) for x in expected])


def test_a_centre_keeps_the_correlation_of_the_network_when_it_is_filtered_out() -> None:
    rows = [
        (p, c, "p", "2024-2025", s, s, s, s, 1)
        for p, c, s in [
            (1, "X", 8),
            (1, "X", 7),
            (2, "X", 2),
            (3, "Y", 1),
            (3, "Y", 2),
            (4, "Y", 8),
        ]
    ]
    network = made(rows)
    own = network.where(centre="X")
    assert own.network is network
    assert sizes(count(own)).scored[0, 0] == pytest.approx(
        sizes(count(network, ["centre"])).scored[0, 0]
    )
    later = network.where(centre="X").where(school_year="2024-2025")
    assert later.network is not None
    assert later.network.n == network.n
    assert network.where(strategy="p").network is None


def test_strata_without_a_rest_are_left_out_of_the_comparison_and_told() -> None:
    lines = ["centre strategy times A1", "X p 6 8", "X q 9 1", "Y p 4 8", "Y p 4 1"]
    row = against_rest(count(answers("\n".join(lines)), ["centre"]), ["A1"], SMALL).iloc[0]
    assert (row["n_scored"], row["share"], row["n_left_out"]) == (15, 6 / 15, 9)
    assert (row["rest"], row["difference"]) == (4 / 8, 6 / 6 - 4 / 8)
    assert [row["difference_lower"], row["difference_upper"]] == pytest.approx(
        [*newcombe(6, 6, 4, 8)]
    )


def test_more_than_half_of_one_person_is_told() -> None:
    table = against_rest(
        count(
            answers("respondent centre A1\n1 X 8\n1 X 8\n1 X 8\n2 X 1\n3 X 1\n4 Y 8\n5 Y 1\n"),
            ["centre"],
        ),
        ["A1"],
        SMALL,
    )
    assert table["one_person"].tolist() == [True, False]


def test_the_family_of_a_centre_holds_its_own_tests_only() -> None:
    lines = ["centre times A1 A2", "X 20 8 8", "Y 20 1 5", "Z 20 5 8", "W 9 8 1"]
    counts = count(answers("\n".join(lines)), ["centre"])
    network, centre = (
        against_rest(counts, ["A1", "A2"], SMALL, family=family) for family in ("network", "centre")
    )
    assert centre["p"].tolist() == network["p"].tolist()
    for name, own in centre.groupby("centre", observed=True):
        p = sorted(own["p"])
        expected = {p[1]: p[1], p[0]: min(2 * p[0], p[1])}
        assert own["q"].tolist() == pytest.approx([expected[x] for x in own["p"]]), name
    assert (network["q"] >= centre["q"] - 1e-12).all()


def test_counts_without_answers_take_every_answer_for_a_person() -> None:
    counts = count(answers("centre times A1\nX 5 8\nX 5 1\nY 9 8"), ["centre"])
    bare = Counts(counts.groups, counts.items, counts.numbers, counts.questionnaire)
    with_answers, without = (against_rest(c, ["A1"], SMALL) for c in (counts, bare))
    assert with_answers["p"].tolist() == pytest.approx(without["p"].tolist())
