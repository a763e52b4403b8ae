"""What checklists say, each table worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from checklist_made import KNOWN, lists

from measurement.centre.checklist.checklist import (
    change,
    current,
    latest,
    matrix,
    missing,
    pressure_support,
    readiness,
    spread,
)
from measurement.centre.checklist.tables import (
    CHANGE,
    CHECKLIST,
    CHECKLIST_TABLES,
    MISSING,
    PRESSURE_SUPPORT,
    READINESS,
    SPREAD,
    matrix_table,
)
from measurement.tables import check, definitions
from measurement.words import speak

EMPTY = lists()
SOME = lists(
    "A 2023-10-01 directie 111111111",
    "A 2024-10-01 directie 222111112",
    "A 2024-10-09 kernteam 2.2.1....",
    "B 2024-10-02 directie 201......",
)


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    values = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return list(values.itertuples(index=False, name=None))


@pytest.mark.parametrize("table", [SOME, EMPTY], ids=["some", "empty"])
def test_every_table_keeps_to_its_declaration_and_changes_nothing(table: pd.DataFrame) -> None:
    before = table.copy()
    check(table, CHECKLIST)
    check(spread(table, KNOWN), SPREAD)
    check(matrix(table, KNOWN), matrix_table(KNOWN.names))
    check(readiness(table, KNOWN), READINESS)
    check(missing(table, KNOWN), MISSING)
    check(pressure_support(table, KNOWN), PRESSURE_SUPPORT)
    check(change(table), CHANGE)
    pd.testing.assert_frame_equal(table, before)


def test_the_latest_of_each_filler() -> None:
    found = latest(SOME)[["centre", "date", "filled_by"]].drop_duplicates()
    assert rows(found, "centre", "date", "filled_by") == [
        ("A", "2024-10-01", "directie"),
        ("A", "2024-10-09", "kernteam"),
        ("B", "2024-10-02", "directie"),
    ]
    assert set(latest(SOME, ["centre"])["date"]) == {"2024-10-09", "2024-10-02"}


def test_what_a_filler_gave_in_an_earlier_school_year_no_longer_holds() -> None:
    table = lists("A 2024-08-31 poc 000000000", "A 2024-09-01 directie 2........")
    assert set(current(table)["filled_by"]) == {"directie"}


@pytest.mark.parametrize(
    ("states", "verdict", "lacking", "not_filled"),
    [
        ("222......", "ready", None, None),
        ("221......", "partly", "S3", None),
        ("112......", "partly", "S1|S2", None),
        ("202......", "not_ready", "S2", None),
        ("0.1......", "not_ready", "S1|S3", "S2"),
        ("2.2......", "unknown", None, "S2"),
        ("1.2......", "unknown", "S1", "S2"),
        ("...222222", "unknown", None, "S1|S2|S3"),
    ],
)
def test_readiness(states: str, verdict: str, lacking: str | None, not_filled: str | None) -> None:
    found = readiness(lists(f"A 2024-10-01 directie {states}"), KNOWN)
    assert rows(found, "centre", "readiness", "lacking", "not_filled") == [
        ("A", verdict, lacking, not_filled)
    ]
    assert rows(found, "n_present", "n_preconditions") == [(states[:3].count("2"), 3)]


def test_where_people_differ_the_most_cautious_counts_and_all_are_shown() -> None:
    table = lists(
        "A 2024-10-01 directie 222......",
        "A 2024-10-03 medewerker 21.......",
        "A 2024-10-03 medewerker 22.......",
    )
    assert readiness(table, KNOWN)["lacking"].tolist() == ["S2"]
    found = spread(table, KNOWN).set_index("factor").loc[["S1", "S2", "S3", "S4"]]
    columns = ("directie", "medewerker", "n", "n_partial", "n_present", "state", "consensus")
    assert rows(found, *columns) == [
        ("present", "present", 3, 0, 3, "present", "present"),
        ("present", "partial", 3, 1, 2, "partial", None),
        ("present", None, 1, 0, 1, "present", "present"),
        (None, None, 0, 0, 0, None, None),
    ]


def test_one_filler_can_be_looked_at_alone() -> None:
    table = lists("A 2024-10-01 directie 222......", "A 2024-10-03 kernteam 000......")
    alone = table[table["filled_by"] == "directie"]
    assert readiness(alone, KNOWN)["readiness"].tolist() == ["ready"]


def test_what_is_missing_comes_with_its_tip_and_warning() -> None:
    found = missing(lists("A 2024-10-01 directie 1202.0122"), KNOWN)
    assert rows(found, "factor", "precondition", "state") == [
        ("S3", True, "absent"),
        ("S1", True, "partial"),
        ("S6", False, "absent"),
        ("S7", False, "partial"),
    ]
    factors = KNOWN.factor_by_id
    assert found["tip"].tolist() == [factors[f].tip.nl for f in ("S3", "S1", "S6", "S7")]
    assert found["warning"].isna().tolist() == [False, False, True, True]
    speak("en")
    english = missing(lists("A 2024-10-01 directie 1........"), KNOWN)
    assert english["tip"].tolist() == [factors["S1"].tip.en]


@pytest.mark.parametrize(
    ("states", "pressure", "support", "position"),
    [
        ("2.2222222", (1 + 1) / 2, (1 + 1 + 1) / 3, "both"),
        ("2.10..00.", (1 + 0.5) / 2, 0 / 3, "pressure_only"),
        ("0.02..12.", 0 / 2, (1 + 0.5 + 1) / 3, "support_only"),
        ("1.11..11.", 0.5, 0.5, "neither"),  # exactly at the limit is little
        ("2..2.....", 1 / 1, 1 / 1, "both"),  # what is not filled in does not count
        ("2.2......", 1.0, None, None),
    ],
)
def test_pressure_and_support_are_means_of_their_factors(
    states: str, pressure: float, support: float | None, position: str | None
) -> None:
    found = pressure_support(lists(f"A 2024-10-01 directie {states}"), KNOWN)
    assert rows(found, "pressure", "support", "position") == [(pressure, support, position)]


def test_change_compares_a_filler_with_themselves() -> None:
    table = lists(
        "A 2023-10-01 directie 0212.....",
        "A 2024-10-01 directie 1211.2...",
        "A 2024-10-05 kernteam 0........",
    )
    found = change(table)
    assert rows(found, "filled_by", "factor", "before", "state", "change") == [
        ("directie", "S1", "absent", "partial", "better"),
        ("directie", "S2", "present", "present", "same"),
        ("directie", "S3", "partial", "partial", "same"),
        ("directie", "S4", "present", "partial", "worse"),
        ("directie", "S6", None, "present", "new"),
        ("kernteam", "S1", None, "absent", "new"),
    ]
    assert found["date_before"].tolist()[:5] == ["2023-10-01"] * 5
    assert found["date_before"].isna().tolist()[5]


def test_change_looks_at_the_time_before_not_at_the_first_time() -> None:
    table = lists(
        "A 2022-10-01 directie 2........",
        "A 2023-10-01 directie 0........",
        "A 2024-10-01 directie 1........",
    )
    assert change(table)["change"].tolist() == ["better"]


def test_the_matrix_has_a_row_per_centre_and_says_what_is_not_filled_in() -> None:
    found = matrix(SOME, KNOWN)
    assert list(found.columns) == ["centre", *KNOWN.ids]
    assert rows(found, "centre", "S1", "S2", "S3", "S4") == [
        ("A", "present", "present", "present", "partial"),
        ("B", "present", "absent", "partial", None),
    ]


def test_no_table_has_a_total() -> None:
    names = {column.name for table in CHECKLIST_TABLES for column in table.columns}
    assert not [name for name in names if "total" in name or "score" in name]


@pytest.mark.parametrize("table", CHECKLIST_TABLES, ids=lambda table: table.name)
def test_every_column_is_declared_once_with_its_words(table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert (definitions(table)[["kind", "unit", "meaning"]] != "").all(axis=None)
