"""What protection costs: a director's guard and rows, beside counting the same answers once."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measurement.counting.counts import count
from measurement.example.load import load_example
from measurement.protection.decide import guard
from measurement.protection.protect import protected
from measurement.protection.scope import Scope
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

CENTRES = [f"Centrum {number:02}" for number in range(1, 20)]


def main() -> None:
    """Print what is made once per store revision and director, over the 19 example centres."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "store.sqlite")) as store,
    ):
        load_example(store, load())
        answers = store.answers(load())
    floor = _median(lambda _: count(answers, ["centre", "school_year", "strategy"]))
    known = {centre: guard(answers, Scope("director", (centre,))) for centre in CENTRES}
    made = _median(lambda centre: guard(answers, Scope("director", (centre,))))
    rows = _median(lambda c: protected(answers, known[c].scope, decision=known[c]))
    print("| way | median ms | ratio |")
    print("|---|---:|---:|")
    print(f"| counting the example once, by centre, year and strategy | {floor:.1f} | 1 |")
    print(
        f"| the guard of a director: every item in every view | {made:.0f} | {made / floor:.0f} |"
    )
    print(f"| the protected rows of a view, with a guard | {rows:.1f} | {rows / floor:.1f} |")
    shown = [known[c].shown(*known[c].views()) for c in CENTRES]
    asked = sum(one.asked for one in shown)
    exact, coarse = sum(one.exact for one in shown), sum(one.coarse for one in shown)
    print(f"\n{asked} cells: {exact / asked:.1%} shown exactly, {coarse / asked:.1%} coarsely.")


def _median(work: Callable[[str], object]) -> float:
    """The median over the centres, in milliseconds."""
    times = []
    for centre in CENTRES:
        start = time.perf_counter()
        work(centre)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    main()
