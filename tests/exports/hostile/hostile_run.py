"""Run one command under limits and print, as JSON, how it ended and what it took.

    python hostile_run.py SECONDS COMMAND ...

It is a process of its own, so that the peak memory is that of this one command and its children.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time

ADDRESS_SPACE = 6 << 30  # the machine survives, whatever the command does


def limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def run(seconds: float, command: list[str]) -> dict[str, object]:
    start = time.perf_counter()
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True)
    timed_out = False
    try:
        out, err = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        timed_out = True
        os.killpg(child.pid, signal.SIGKILL)
        out, err = child.communicate()
    elapsed = time.perf_counter() - start
    with contextlib.suppress(ProcessLookupError):  # children it left behind
        os.killpg(child.pid, signal.SIGKILL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "code": child.returncode,
        "timed_out": timed_out,
        "seconds": min(elapsed, used.ru_utime + used.ru_stime),
        "out": out.decode(errors="replace"),
        "err": err.decode(errors="replace"),
        "peak_bytes": used.ru_maxrss * 1024,
    }


if __name__ == "__main__":
    limit_memory()
    print(json.dumps(run(float(sys.argv[1]), sys.argv[2:])))
