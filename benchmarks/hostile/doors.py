"""One file through the command line of a user, in a process of its own, and what that took."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import resource
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile import truth
from benchmarks.hostile.made import Made
from benchmarks.hostile.tables import EXPORTS
from measurement.cli.main import main

MOST_SECONDS, MOST_MB = 5.0, 500
_PATIENCE = 120
_KINDS = {0: "read", 2: "sentence"}
# What is read of a file, so that a process that begins has loaded all that it needs.
_WARM = ["check", str(EXPORTS[0]), "--json"]


class Outcome(NamedTuple):
    """How it ended: ``read``, ``sentence`` or ``traceback``, and the lines that were told.

    ``seconds`` are of the processor, of all processes (or on the clock, if that is less); ``mb``
    the peak of memory of the tool above what it had before, and that of its reader added to it.
    ``wrong`` is what was read and does not stand in the sound file, '' for nothing.
    """

    kind: str
    told: list[str]
    seconds: float
    mb: float
    wrong: str = ""

    @property
    def held(self) -> bool:
        """Whether it is a sentence or read right, within the limits."""
        known = self.kind in _KINDS.values() and not self.wrong
        return known and self.seconds <= MOST_SECONDS and self.mb <= MOST_MB


def warm() -> None:
    """Load the tool, so that only what a file takes is measured."""
    with contextlib.redirect_stdout(io.StringIO()):
        main(_WARM)


def put(made: Made, store: Path, *, compare: bool = False) -> Outcome:
    """Put a file to its door; the store is an empty one that is there.

    With ``compare`` what is read is held against the sound file.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_run, args=(made if compare else None, _command(made, store), theirs)
    )
    process.start()
    theirs.close()
    try:
        answer = (
            ours.recv() if ours.poll(_PATIENCE) else ("traceback", ["too long"], _PATIENCE, 0.0)
        )
    except EOFError:
        answer = ("traceback", ["the process ended"], 0.0, 0.0)
    process.kill()
    process.join()
    return Outcome(*answer)


def _command(made: Made, store: Path) -> list[str]:
    path = str(made.path)
    return {
        "export": ["check", path, "--json"],
        "participants": ["participations", "check", path, "--json"],
        "checklist": ["checklist", "import", path, "--store", str(store)],
        "questionnaire": [*_WARM, "--questionnaire", path],
    }[made.door]


def _run(made: Made | None, command: list[str], answer: Connection) -> None:
    idle, begun = _resident(), time.perf_counter()
    told, read = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(read):
        try:
            code = main(command)
        except BaseException as error:
            code, _ = 1, told.write(f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - begun
    own, reader = (
        resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    used = sum(of.ru_utime + of.ru_stime for of in (own, reader))
    peak = (own.ru_maxrss - idle + _above_fork(reader.ru_maxrss, own.ru_maxrss)) / 1024
    kind = _KINDS.get(code, "traceback")
    lines, wrong = _lines(told, read, kind), ""
    if kind == "read" and made is not None and made.sound is not None:
        wrong = truth.wrong(made.door, made.path, made.sound, made.known, lines)
    answer.send((kind, lines, min(seconds, used), peak, wrong))


def _resident() -> int:
    """The memory of this process, in kB."""
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * resource.getpagesize() // 1024


def _above_fork(reader: int, starter: int) -> int:
    """The reader's own peak: what is below the peak of who started it may be what it began with."""
    return reader if reader > starter else 0


def _lines(told: io.StringIO, read: io.StringIO, kind: str) -> list[str]:
    lines = told.getvalue().splitlines()
    if kind == "read" and read.getvalue().startswith("{"):
        lines += json.loads(read.getvalue())["problems"]
    return lines
