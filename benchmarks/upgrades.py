"""Stores that earlier versions of this tool made, opened by today's: the same figures as of a new one.

    python -m benchmarks.upgrades [--versions 0001 0008] [--postgresql]

The code of a version comes from the history of the project: the last state before the next step of
the tables. It imports exports of the example into a store; today's code opens that store and writes
the summary tables, which must be those of a store that today's code made of the same exports.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.kills.__main__ import places
from benchmarks.kills.places import Place
from measurement.example.load import FOLDER, listed
from measurement.store.file import copies
from measurement.store.opening import STEPS

ROOT = Path(__file__).resolve().parents[1]
_SURVEYS = (0, 4, 6, 10)  # of the example: of two strategies, two moments and two school years


def versions() -> list[str]:
    """The versions of the tables there have been before today's."""
    return sorted(step.name[:4] for step in STEPS.glob("versions/0*.py"))[:-1]


def code_of(version: str, folder: Path) -> Path:
    """The code as it was when the tables had this version."""
    step = next(STEPS.glob(f"versions/{int(version) + 1:04}_*.py")).relative_to(ROOT)
    found = _git("log", "--diff-filter=A", "--format=%H", "--", str(step)).split()
    archive = subprocess.run(
        ["git", "archive", f"{found[-1].decode()}^"], cwd=ROOT, capture_output=True, check=True
    )
    code = folder / f"code-{version}"
    code.mkdir()
    subprocess.run(["tar", "-x", "-C", str(code)], input=archive.stdout, check=True)
    return code


def _git(*command: str) -> bytes:
    return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, check=True).stdout


def fill(code: Path, place: Place) -> None:
    """Import the exports with the command of some version."""
    rows = listed("surveys.csv")
    for row in (rows[n] for n in _SURVEYS):
        named = ["--school-year", row["school_year"], "--strategy", row["strategy"]]
        command = ["import", str(FOLDER / row["file"]), *named, "--moment", row["moment"]]
        _run(code, place, *command)


def tables(place: Place) -> dict[str, str]:
    """The summary tables by name, written by today's code."""
    out = place.folder / "tables"
    by = "strategy,school_year,moment,centre"
    _run(ROOT, place, "tables", "--by", by, "--out", str(out))
    return {file.name: file.read_text("utf-8") for file in sorted(out.iterdir())}


def _run(code: Path, place: Place, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "measurement", *command, "--store", place.address],
        cwd=code,
        env={**os.environ, "MEASUREMENT_SECRET_FILE": str(place.folder / "store.key")},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{code.name} {command[0]}: {done.stderr[-600:]}")


def differing(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """The tables that are not the same, with the first line in which they differ."""
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        if one != other:
            lines = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), ())
            yield f"{name}: {len(one)} and {len(other)} lines; {' / '.join(lines)}"


def main() -> int:
    """Make, open, compare; 1 where a figure is another one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--versions", nargs="+", default=versions())
    parser.add_argument("--postgresql", action="store_true", help="on a server that is started")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name, places(options.postgresql) as where:
        new = where.new()
        fill(ROOT, new)
        expected = tables(new)
        for version in options.versions:
            old = where.new()
            fill(code_of(version, Path(name)), old)
            found = list(differing(tables(old), expected))
            kept = len(copies.beside(Path(old.address)))
            print(f"{version}: {len(expected)} tables, {len(found)} differ; {kept} copies before")
            print(*found, sep="\n", flush=True)
            wrong += bool(found)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
