"""Csv files, international and Belgian, read back by a library that did not write them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from measurement.cli.main import main
from measurement.reports.files import DECIMALS
from measurement.reports.summary import DECLARED

BELGIAN, FULL = ("--belgian",), ("--belgian", "--full")


def belgian(path: Path) -> pd.DataFrame:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def written(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders with every table: as scripts read it, and Belgian, rounded and in full."""
    out = tmp_path_factory.mktemp("csv")
    run = ["tables", "--store", str(example_store), "--by", "strategy,school_year", "--out"]
    for folder, how in (("plain", ()), ("belgian", BELGIAN), ("full", FULL)):
        assert main([*run, str(out / folder), *how]) == 0
    return out


@pytest.mark.parametrize("name", DECLARED)
def test_every_number_of_a_belgian_table_is_that_of_the_table(name: str, written: Path) -> None:
    plain = pd.read_csv(written / "plain" / f"{name}.csv")
    rounded, full = (belgian(written / how / f"{name}.csv") for how in ("belgian", "full"))
    numbers = list(plain.select_dtypes("float").columns)
    pd.testing.assert_frame_equal(full, plain, rtol=1e-15)
    pd.testing.assert_frame_equal(rounded, plain, rtol=0, atol=0.51 * 10**-DECIMALS)
    assert np.array_equal(rounded[numbers], rounded[numbers].round(DECIMALS), equal_nan=True)
    with (written / "belgian" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == list(plain.columns)
    assert {len(row) for row in rows} == {len(plain.columns)}


def test_answers_come_belgian_rounded_or_in_full(own_store: Path, tmp_path: Path) -> None:
    run = ["data", "--store", str(own_store), "--where", "strategy=plg", "--out"]
    for name, how in (("rounded", BELGIAN), ("full", FULL)):
        assert main([*run, str(tmp_path / f"{name}.csv"), *how]) == 0
    rounded, full = (belgian(tmp_path / f"{name}.csv") for name in ("rounded", "full"))
    means = list(full.select_dtypes("float").columns)
    assert len(rounded) == len(full) > 100
    assert any((full[name].dropna() % 0.0001 > 1e-9).any() for name in means)
    # Respondents are numbered anew for every file, so rows are compared as a whole.
    assert np.allclose(rounded[means].sum(), full[means].round(DECIMALS).sum())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["tables", "--belgian", "--out", "b.xlsx"], "--belgian"),
        (["data", "--belgian", "--out", "d.sav"], "--belgian"),
        (["tables", "--full", "--out", "map"], "--full"),
        (["data", "--full", "--out", "d.csv"], "--full"),
    ],
)
def test_options_that_say_nothing_are_refused(
    example_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*asked, "--store", str(example_store)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
