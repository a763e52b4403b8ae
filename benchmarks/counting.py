"""Counting three million answers, as a ratio to a bare ``numpy.bincount`` over ready keys.

Run: ``python -m benchmarks.counting``. Prints a small table in Markdown.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.random import default_rng

from measurement.counting.answers import Answers, no_answers
from measurement.counting.columns import CATEGORIES
from measurement.counting.counts import count
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import FIRST_POINT

N_ANSWERS, N_ITEMS, N_CENTRES, N_RUNS = 100_000, 30, 19, 41
# How often not shown, skipped, not applicable and the points 1 to 8 occur.
WEIGHTS = np.array([1, 1, 4, 2, 3, 6, 12, 20, 30, 15, 6]) / 100


def invented(n: int = N_ANSWERS, n_items: int = N_ITEMS) -> Answers:
    """Answers of ``n`` people of 19 centres to items on a scale of 1 to 8."""
    rng = default_rng(20250630)
    made = load()
    items = [item for item in made.counted if len(made.scale_of(item).points) == 8][:n_items]
    centres = pd.Index([f"Centrum {i + 1:02}" for i in range(N_CENTRES)])
    centre = pd.Categorical.from_codes(rng.integers(0, N_CENTRES, n), categories=centres)
    unknown = pd.Series(pd.NA, index=range(n), dtype="category")
    people = pd.DataFrame({"respondent": np.arange(n), **dict.fromkeys(CATEGORIES, unknown)})
    people = people.assign(centre=centre, completed=True, survey=1)
    codes = rng.choice(len(WEIGHTS), size=(n, n_items), p=WEIGHTS).astype(np.uint8)
    return Answers(people, tuple(items), codes, no_answers(made).invitations, made)


def measure() -> dict[str, float]:
    """The median milliseconds of each way to count, taken in turn."""
    answers = invented()
    n_codes = FIRST_POINT + 8
    place = answers.respondents["centre"].cat.codes.to_numpy(np.intp) * n_codes
    size = N_CENTRES * n_codes
    keys = np.concatenate([place + answers.codes[:, i] + i * size for i in range(N_ITEMS)])
    ways: dict[str, Callable[[], object]] = {
        "bare numpy.bincount over ready keys": lambda: np.bincount(keys, minlength=size * N_ITEMS),
        "count(answers, by=[centre])": lambda: count(answers, ["centre"]),
        "count(...).frame(), the counts table": lambda: count(answers, ["centre"]).frame(),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(N_RUNS):
        for name, way in ways.items():
            start = perf_counter()
            way()
            times[name].append((perf_counter() - start) * 1000)
    return {name: median(taken) for name, taken in times.items()}


def main() -> None:
    """Print the medians and their ratios to the floor."""
    medians = measure()
    floor = next(iter(medians.values()))
    print(f"{N_ANSWERS * N_ITEMS:,} answers, {N_CENTRES} centres, median of {N_RUNS}\n")
    print("| way | ms | ratio |\n|---|---:|---:|")
    for name, taken in medians.items():
        print(f"| {name} | {taken:.2f} | {taken / floor:.2f} |")


if __name__ == "__main__":
    main()
