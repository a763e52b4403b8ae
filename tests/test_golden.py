"""The annual report of 2024-25, reproduced digit for digit from the example exports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from measurement.cli.main import main
from measurement.words import percent, speak

# item: n, low, high, not applicable; then low %, high %, n/a % as the report prints them.
GOLDEN = """
opleiding_vorming short A1 291 31 260  0  10,7 89,3  0,0
opleiding_vorming short A2 291 44 247  0  15,1 84,9  0,0
opleiding_vorming short A3 291 22 266  3   7,6 91,4  1,0
opleiding_vorming short A4 291 30 257  4  10,3 88,3  1,4
plg               long  B1  89 16  72  1  18,0 80,9  1,1
plg               long  B2  89 34  49  6  38,2 55,1  6,7
plg               long  B3  89 28  49 12  31,5 55,1 13,5
plg               long  B4  89 29  41 19  32,6 46,1 21,3
""".strip().splitlines()
WITHOUT = {"A3": "92,4", "A4": "89,5", "B1": "81,8", "B2": "59,0", "B3": "63,6", "B4": "58,6"}


@pytest.fixture(scope="module")
def tables(
    example_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, pd.DataFrame]:
    """The csv files that the command line writes, read as text and numbers."""
    out = tmp_path_factory.mktemp("tables")
    speak("nl")
    assert (
        main(
            [
                "tables",
                "--store",
                str(example_store),
                "--by",
                "strategy,school_year,moment",
                "--out",
                str(out),
            ]
        )
        == 0
    )
    return {name: pd.read_csv(out / f"{name}.csv") for name in ("shares", "response", "factors")}


def chosen(table: pd.DataFrame, strategy: str, moment: str) -> pd.DataFrame:
    return table[
        (table["strategy"] == strategy)
        & (table["moment"] == moment)
        & (table["school_year"] == "2024-2025")
    ]


@pytest.mark.parametrize("line", GOLDEN)
def test_counts_and_shares_of_the_report(tables: dict[str, pd.DataFrame], line: str) -> None:
    strategy, moment, item, *numbers, low, high, none = line.split()
    row = chosen(tables["shares"], strategy, moment).set_index("item").loc[item]
    n, n_low, n_high, n_none = map(int, numbers)
    assert (row["n"], row["n_low"], row["n_high"], row["n_not_applicable"]) == (
        n,
        n_low,
        n_high,
        n_none,
    )
    assert n == n_low + n_high + n_none
    assert row["high"] == n_high / n
    shown = [percent(k, n, sign=False) for k in (n_low, n_high, n_none)]
    assert shown == [low, high, none]


@pytest.mark.parametrize(("item", "share"), WITHOUT.items())
def test_the_second_denominator_leaves_not_applicable_out(
    tables: dict[str, pd.DataFrame], item: str, share: str
) -> None:
    strategy, moment = ("opleiding_vorming", "short") if item.startswith("A") else ("plg", "long")
    row = chosen(tables["shares"], strategy, moment).set_index("item").loc[item]
    assert percent(int(row["n_high"]), int(row["n_scored"]), sign=False) == share
    assert row["n_scored"] == row["n"] - row["n_not_applicable"]


@pytest.mark.parametrize(
    ("strategy", "moment", "invited", "answered", "rate"),
    [("opleiding_vorming", "short", 472, 291, "62"), ("plg", "long", 288, 121, "42")],
)
def test_response_rates_of_the_report(
    tables: dict[str, pd.DataFrame],
    strategy: str,
    moment: str,
    invited: int,
    answered: int,
    rate: str,
) -> None:
    row = chosen(tables["response"], strategy, moment).iloc[0]
    assert (row["n_invited"], row["n_answered"]) == (invited, answered)
    assert percent(answered, invited, 0, sign=False) == rate


def test_the_report_counts_14_trainings_and_12_plgs(example_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "t"
    main(
        [
            "tables",
            "--store",
            str(example_store),
            "--by",
            "strategy,school_year,moment,initiative",
            "--out",
            str(out),
        ]
    )
    table = pd.read_csv(out / "response.csv")
    assert len(chosen(table, "opleiding_vorming", "short")) == 14
    assert len(chosen(table, "plg", "long")) == 12
