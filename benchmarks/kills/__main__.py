"""Kills the tool in the middle of what changes a store, and looks what is left.

    python -m benchmarks.kills --runs 500
    python -m benchmarks.kills --runs 200 --postgresql

Each run takes a fresh copy of a store, starts one action in a process that is forked from a warm
one, kills it (SIGKILL), opens the store again and compares: everything as before, or everything as
after. Anything else is mixed; a store that does not open or verify is lost. One run in two is killed
at a random moment of what the action takes, the other at a random step: a statement, a commit, a
file made, renamed, linked or removed.
"""

from __future__ import annotations

import argparse
import random
import re
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.kills.actions import ACTIONS, Act
from benchmarks.kills.killing import PHASES, Trial
from benchmarks.kills.places import Databases, Files, Place, Places
from benchmarks.postgresql import a_database_server

KINDS = ("before", "after", "mixed", "lost")


@contextmanager
def places(postgresql: bool) -> Iterator[Places]:
    """Where the stores are: files, or databases on a server of our own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        if not postgresql:
            yield Files(Path(name))
            return
        with a_database_server() as server:
            yield Databases(Path(name), server)


def trials(where: Places, names: list[str], files: bool) -> Iterator[Trial]:
    """The actions, each with what is before and after it."""
    bases: dict[Act, Place] = {}
    for name in names:
        action = ACTIONS[name]
        if action.only_files and not files:
            continue
        if action.to is not None and action.to not in bases:
            bases[action.to] = where.new()
            action.to(bases[action.to])
        yield Trial(name, action, where, None if action.to is None else bases[action.to])


def main() -> int:
    """Kill, count, and say how it ended; 1 when anything was mixed or lost."""
    options = _options()
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    chance, counts = random.Random(seed), Counter[tuple[str, str, str]]()
    left, names = Counter[str](), set[str]()
    with places(options.postgresql) as where:
        every = list(trials(where, options.actions, not options.postgresql))
        until = time.monotonic() + 60 * options.minutes
        for run in range(options.runs):
            if time.monotonic() > until:
                options.runs = run
                break
            trial = every[run % len(every)]
            way = (trial.by_clock, trial.by_step)[run // len(every) % 2]
            outcome = way(chance)
            counts[trial.name, outcome.phase, outcome.kind] += 1
            left[trial.name] += bool(outcome.left)
            names |= {_shape(name) for name in outcome.left}
            if outcome.kind in KINDS[2:]:
                print(f"{run + 1:4} {trial.name}, {way.__name__}: {outcome}", flush=True)
    print(
        f"{options.runs} kills, {'PostgreSQL' if options.postgresql else 'SQLite'}, seed {seed}\n"
    )
    _table(every, counts, left)
    print("left:", ", ".join(sorted(names)) or "nothing")
    return int(any(kind in KINDS[2:] for *_, kind in counts))


def _shape(name: str) -> str:
    """The name of a file without its moment or chance."""
    return re.sub(r"\d+|(?<=key)\w+|(?<=-)\w{8}$", "…", name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=56, help="kills in all")
    parser.add_argument("--minutes", type=float, default=60, help="and no longer than this")
    parser.add_argument("--seed", type=int, help="random without it")
    parser.add_argument("--postgresql", action="store_true", help="on a server that is started")
    parser.add_argument("--actions", nargs="+", default=list(ACTIONS), choices=ACTIONS)
    return parser.parse_args()


def _table(every: list[Trial], counts: Counter[tuple[str, str, str]], left: Counter[str]) -> None:
    heads = ["action", "s", "steps", *(f"killed {phase}" for phase in PHASES), *KINDS, "files left"]
    print("|", " | ".join(heads), "|")
    print("|---" * len(heads) + "|")
    total: Counter[str] = Counter()
    for trial in every:
        told = {key[1:]: n for key, n in counts.items() if key[0] == trial.name}
        by = Counter[str]()
        for (phase, kind), n in told.items():
            by[f"killed {phase}"] += n
            by[kind] += n
        by["files left"] = left[trial.name]
        total += by
        cells = [trial.name, f"{trial.seconds:.2f}", str(trial.steps)]
        print("|", " | ".join([*cells, *(str(by[head]) for head in heads[3:])]), "|")
    print("|", " | ".join(["all", "", "", *(str(total[head]) for head in heads[3:])]), "|")


if __name__ == "__main__":
    sys.exit(main())
