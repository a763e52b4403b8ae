"""Puts hostile and broken files to the doors of the tool, and says how each ended.

    python -m benchmarks.hostile --files 300 --seed 1

Bits flipped, files cut, far cells, wide and deep ones, wrong encodings, error cells and days of all
ages: exports, lists of participants, checklists and folders of a questionnaire in turn. Each goes
through the command line in a process of its own; it must be read or be a sentence, in five seconds
of processor and 500 MB above what the tool takes without it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.hostile import doors
from benchmarks.hostile.made import DOORS, files
from measurement.store import open_store


def main() -> int:
    """Make the files, put them, count; 1 when one did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="tell of every file")
    options = parser.parse_args()
    doors.warm()
    counts: Counter[tuple[str, str]] = Counter()
    worst: dict[str, tuple[float, float]] = dict.fromkeys(DOORS, (0.0, 0.0))
    lost = 0
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store.sqlite"
        open_store(store).close()
        for made in files(options.files, options.seed, Path(name)):
            outcome = doors.put(made, store, compare=True)
            counts[made.door, outcome.kind] += 1
            seconds, mb = worst[made.door]
            worst[made.door] = max(seconds, outcome.seconds), max(mb, outcome.mb)
            lost += not outcome.held
            if options.all or not outcome.held:
                told = f"{len(outcome.told)} lines: {' / '.join(outcome.told)[:300]}"
                print(made.door, made.bend, outcome.kind, sep=" · ", end=" · ")
                figures = f"{outcome.seconds:.1f} s, {outcome.mb:.0f} MB"
                print(figures, outcome.wrong, told, sep=" · ", flush=True)
    for door, (seconds, mb) in worst.items():
        told = ", ".join(f"{counts[door, k]} {k}" for k in ("read", "sentence", "traceback"))
        print(f"{door:14} {told}; at most {seconds:.1f} s, {mb:.0f} MB")
    print(f"{options.files} files (seed {options.seed}): {lost} did not hold")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
