"""An update of a large survey, as a ratio to its first import.

The same export a week later: one in a hundred more answers, one in a hundred corrected, one in a
hundred gone, all in another order. Once with what the tool gives (numbers and times), once without.

Run: ``python -m benchmarks.updating [--rows 100000]``. Prints a small table in Markdown.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.random import default_rng

from benchmarks.reading import N_ROWS, build
from measurement.exports import recognise
from measurement.exports.recognised import Recognised
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import FIRST_POINT
from measurement.store import SurveyNaming, open_store

NAMING = SurveyNaming("2024-2025", "opleiding_vorming", "Traject op maat", "short")


def timed(work: Callable[[], object]) -> float:
    """The seconds that some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def a_week_later(made: Recognised, n: int) -> Recognised:
    """Sorted otherwise, with corrections and without some of the first ``n`` rows."""
    rng = default_rng(20250704)
    order = rng.permutation(len(made.respondents))
    order = order[~np.isin(order, rng.choice(n, n // 100, replace=False))]
    codes = made.codes[order].copy()
    there = rng.choice(len(order), n // 100, replace=False)
    codes[there, 0] = np.where(codes[there, 0] == FIRST_POINT, FIRST_POINT + 1, FIRST_POINT)
    rows = made.respondents.iloc[order].reset_index(drop=True)
    numbers = pd.Series(
        np.arange(2, len(rows) + 2), index=made.respondents["row"].to_numpy()[order]
    )
    texts = made.texts[made.texts["row"].isin(numbers.index)]
    texts = texts.assign(row=numbers[texts["row"]].to_numpy())
    rows = rows.assign(row=numbers.to_numpy())
    return replace(made, respondents=rows, codes=np.asfortranarray(codes), texts=texts)


def bare(made: Recognised) -> Recognised:
    """The same answers without numbers and times."""
    never = pd.Series(pd.NaT, index=made.respondents.index)
    times = dict.fromkeys(("started", "sent", "answered_on"), never)
    return replace(made, respondents=made.respondents.assign(number="", **times))


def measured(folder: Path, first: Recognised, later: Recognised) -> tuple[float, float, str]:
    """Seconds of the first import and of the update in a new store, and what the update told."""
    asked = load()
    with open_store(folder / "store.sqlite") as store:
        one = timed(lambda: store.imports.add(first, NAMING, asked))
        receipts = []
        two = timed(lambda: receipts.append(store.imports.add(later, NAMING, asked)))
        return one, two, receipts[0].told


def main(arguments: list[str] | None = None) -> None:
    """Build the exports and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=N_ROWS)
    n = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = folder / "first.xlsx", folder / "later.xlsx"
        for path, size in zip(paths, (n, n + n // 100), strict=True):
            build(path, size)
        found: list[Recognised] = []
        reading = [timed(lambda p=path: found.append(recognise(p))) for path in paths]  # type: ignore[misc]
        first, later = found[0], a_week_later(found[1], n)
        print(f"{n} rows, read in {reading[0]:.2f} s and {reading[1]:.2f} s\n")
        print("| export | first import (s) | update (s) | ratio | with reading | told |")
        print("|---|---:|---:|---:|---:|---|")
        kinds = {
            "with numbers and times": (first, later),
            "answers only": (bare(first), bare(later)),
        }
        for place, (kind, pair) in enumerate(kinds.items()):
            one, two, told = measured(folder / str(place), *pair)
            whole = (reading[1] + two) / (reading[0] + one)
            print(f"| {kind} | {one:.2f} | {two:.2f} | {two / one:.2f} | {whole:.2f} | {told} |")


if __name__ == "__main__":
    main()
