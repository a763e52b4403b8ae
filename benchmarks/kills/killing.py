"""Starts an action in a warm process, kills it at a moment, and judges what is left."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import random
import signal
import sys
import time
from multiprocessing.process import BaseProcess
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect

from benchmarks.kills.actions import Action
from benchmarks.kills.places import Place, Places
from benchmarks.kills.states import State, left_behind, problems, state
from measurement import workplace

WHOLE_RUNS, _PATIENCE = 2, 120
PHASES = ("before", "in a transaction", "after")  # of the last transaction that writes
_CHANGING = frozenset(("os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir", "os.rmdir"))


class Outcome(NamedTuple):
    """How one run ended: when it was killed, and what was found: before, after, mixed or lost."""

    phase: str
    kind: str
    told: str = ""
    left: tuple[str, ...] = ()


class _Watched:
    """What a process that acts tells of itself in memory that is shared: its phase and its steps.

    A step is a statement, a commit, or something done to a file: made, renamed, linked, removed.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 5)
        self._last, self._writing = 0, False

    @property
    def phase(self) -> str:
        return PHASES[self._memory[0]]

    @property
    def steps(self) -> int:
        return int.from_bytes(self._memory[1:5], "big")

    def watch(self, last: int) -> None:
        """Count from now on in this process, and end it at the last step; 0 is never."""
        self._last = last
        commit: Any = DefaultDialect.do_commit

        def committed(dialect: DefaultDialect, connection: Any) -> None:
            self._step()
            commit(dialect, connection)
            if self._writing:
                self._memory[0], self._writing = 2, False
            self._step()

        event.listen(Engine, "begin", self._begun)
        event.listen(Engine, "before_cursor_execute", lambda *_rest: self._step())
        patch.object(DefaultDialect, "do_commit", committed).start()
        sys.addaudithook(self._hooked)

    def _begun(self, connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            self._memory[0], self._writing = 1, True

    def _hooked(self, name: str, given: tuple[Any, ...]) -> None:
        made = name == "open" and isinstance(given[2], int) and given[2] & os.O_CREAT
        if made or name in _CHANGING:
            self._step()

    def _step(self) -> None:
        n = self.steps + 1
        self._memory[1:5] = n.to_bytes(4, "big")
        if n == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


class Trial:
    """One action on one kind of database: what is before and after it, and how long it takes.

    What two whole runs do not agree on (moments, random marks) is not compared.
    """

    def __init__(self, name: str, action: Action, places: Places, base: Place | None) -> None:
        self.name, self._action, self._places, self._base = name, action, places, base
        self._before = self._seen(places.new(base))
        runs = [self._whole() for _ in range(WHOLE_RUNS)]
        self.seconds = median(seconds for _, seconds, _ in runs)
        self.steps = min(steps for *_, steps in runs)
        after, *others = (found for found, *_ in runs)
        self._steady = {k for k in after if all(one.get(k) == after[k] for one in others)}
        self._after = after
        if wrong := problems(self._before) + problems(after):
            raise RuntimeError(f"{name}: not sound without a kill: {wrong}")
        if self._same(self._before, after):
            raise RuntimeError(f"{name}: changes nothing")

    def by_clock(self, chance: random.Random) -> Outcome:
        """Kill it once, at a random moment of what it takes."""
        return self._killed(chance.uniform(0, self.seconds), 0)

    def by_step(self, chance: random.Random) -> Outcome:
        """Let it end itself once, at a random step."""
        return self._killed(_PATIENCE, chance.randint(1, self.steps))

    def _killed(self, seconds: float, last: int) -> Outcome:
        place, watched = self._places.new(self._base), _Watched()
        process = self._start(place, watched, last)
        process.join(seconds)
        process.kill()
        process.join()
        self._places.quiet(place)
        with workplace.beside(str(place.folder / "store.sqlite")):
            workplace.clear()  # as the next start does
        left = tuple(sorted(left_behind(place.folder)))
        found = self._seen(place)
        return Outcome(watched.phase, *self._judged(found), left)

    def _judged(self, found: State) -> tuple[str, str]:
        if wrong := problems(found):
            return "lost", " ".join(wrong)
        if self._same(found, self._before):
            return "before", ""
        if self._same(found, self._after):
            return "after", ""
        unlike = (", ".join(sorted(self._other(found, one))) for one in (self._before, self._after))
        return "mixed", "unlike before: {}; unlike after: {}".format(*unlike)

    def _same(self, one: State, other: State) -> bool:
        return not self._other(one, other)

    def _other(self, one: State, other: State) -> set[str]:
        """What the two do not agree on, of what is compared."""
        return {k for k in self._steady | (one.keys() ^ other.keys()) if one.get(k) != other.get(k)}

    def _whole(self) -> tuple[State, float, int]:
        place, watched = self._places.new(self._base), _Watched()
        begun = time.perf_counter()
        process = self._start(place, watched, 0)
        process.join()
        seconds = time.perf_counter() - begun
        if process.exitcode != 0:
            raise RuntimeError(f"{self.name}: failed without being killed")
        return self._seen(place), seconds, watched.steps

    def _start(self, place: Place, watched: _Watched, last: int) -> BaseProcess:
        """The process, at the point where it begins to act."""
        here, there = multiprocessing.Pipe(duplex=False)

        def run() -> None:
            watched.watch(last)
            there.send(())
            self._action.do(place)

        process = multiprocessing.get_context("fork").Process(target=run)
        process.start()
        here.recv()
        return process

    def _seen(self, place: Place) -> State:
        found = state(place)
        self._places.gone(place)
        return found
