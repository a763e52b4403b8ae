"""Kills the tool in the middle of what changes a store, and looks what is left.

    python -m benchmarks.kills --runs 100

Each run takes a fresh copy of a store, starts one action in a process of its own, kills it (SIGKILL)
at a random moment of what it takes, opens the store again and compares: everything as before, or
everything as after. Anything else is mixed; a store that does not verify is lost.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from measurement.errors import SurveyError
from measurement.store import open_store

ROOT = Path(__file__).resolve().parents[1]
EXPORT = ROOT / "tests" / "data" / "exports" / "ms_forms_nl.xlsx"
_FIRST = """
import sys
from pathlib import Path
from measurement.access.roles import LOCAL
from measurement.example.load import load_example
from measurement.exports import recognise
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from measurement.store.restoring import restore
from measurement.store.updates.relation import BESIDE
place, copy, export = map(Path, sys.argv[1:4])
known = load()
found = recognise(export, known)
survey = SurveyNaming("2024-2025", "plg", f"PLG {place.parent.name}", "short")
who = next(identity for identity in found.respondents["identity"] if identity)
print("go", flush=True)
"""
# What is done, and the store it starts from: nothing, one import, or the example.
ACTIONS = {
    "first start": ("nothing", "with open_store(place) as s: load_example(s, known)"),
    "import": (
        "one",
        "with open_store(place) as s: s.imports.add(found, survey, known, again=BESIDE)",
    ),
    "undo": ("one", "with open_store(place) as s: s.imports.undo(1, LOCAL)"),
    "erase": ("one", "with open_store(place) as s: s.people.erase(LOCAL, who)"),
    "clear the example": ("example", "with open_store(place) as s: s.example.clear()"),
    "restore": ("example", "restore(place, copy)"),
}


class State(NamedTuple):
    """What a store holds."""

    rows: tuple[tuple[str, int], ...]
    example: bool
    undone: int


class Outcome(NamedTuple):
    """How one run ended: before, after, mixed or lost."""

    action: str
    kind: str


def state(place: Path) -> State | None:
    """What is in a store; None for one that cannot be opened or does not verify."""
    try:
        with open_store(place) as store:
            health = store.file.health()
            undone = int(store.imports.table()["undone"].sum())
            if not health.sound:
                return None
            return State(tuple(sorted(health.rows.items())), store.example.there, undone)
    except SurveyError:
        return None


def start(action: str, place: Path, copy: Path) -> subprocess.Popen[str]:
    """The process, at the point where it begins to act."""
    command = [sys.executable, "-c", _FIRST + ACTIONS[action][1], place, copy, EXPORT]
    process = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    if process.stdout.readline() != "go\n":
        raise RuntimeError(f"{action}: the process did not start")
    return process


class Trial:
    """One action: what was before and is after it, and how long it takes."""

    def __init__(self, action: str, stores: dict[str, Path], folder: Path) -> None:
        self.action = action
        self._from, self._copy, self._folder = stores[ACTIONS[action][0]], stores["one"], folder
        place = self._fresh()
        self._before = state(self._fresh())
        process = start(action, place, self._copy)
        begun = time.perf_counter()
        if process.wait() != 0:
            raise RuntimeError(f"{action}: failed without being killed")
        self.seconds = time.perf_counter() - begun
        self._after = state(place)

    def _fresh(self) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        for ending in (".sqlite", ".key"):
            if (one := self._from.with_suffix(ending)).exists():
                shutil.copy(one, folder / f"store{ending}")
        return folder / "store.sqlite"

    def killed(self, chance: random.Random) -> Outcome:
        """Kill it once, at a random moment."""
        place = self._fresh()
        process = start(self.action, place, self._copy)
        time.sleep(chance.uniform(0, self.seconds))
        process.kill()
        process.wait()
        found = state(place)
        shutil.rmtree(place.parent)
        if found is None:
            return Outcome(self.action, "lost")
        kind = {self._before: "before", self._after: "after"}.get(found, "mixed")
        return Outcome(self.action, kind)


def prepared(folder: Path) -> dict[str, Path]:
    """The stores that the actions start from."""
    stores = {name: folder / f"{name}.sqlite" for name in ("nothing", "one", "example")}
    for name, action in (("one", "import"), ("example", "first start")):
        if start(action, stores[name], stores[name]).wait() != 0:
            raise RuntimeError(f"the store '{name}' could not be made")
    return stores


def main() -> int:
    """Kill, count, and say how it ended; 1 when anything was mixed or lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=60, help="kills in all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts: Counter[Outcome] = Counter()
    with tempfile.TemporaryDirectory() as name:
        stores = prepared(Path(name))
        trials = [Trial(action, stores, Path(name)) for action in ACTIONS]
        for run in range(options.runs):
            outcome = trials[run % len(trials)].killed(chance)
            counts[outcome] += 1
            print(f"{run + 1:4} {outcome.action}: {outcome.kind}", flush=True)
    for trial in trials:
        kinds = {k: counts[Outcome(trial.action, k)] for k in ("before", "after", "mixed", "lost")}
        told = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
        print(f"{trial.action:18} {trial.seconds:6.2f} s  {told}")
    return int(any(outcome.kind in ("mixed", "lost") for outcome in counts))


if __name__ == "__main__":
    sys.exit(main())
