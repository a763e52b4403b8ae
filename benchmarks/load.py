"""Many readers at once: real sessions over websockets who change the school year, with time to think.

Run: ``python -m benchmarks.load [--sessions 50] [--think 2] [--seconds 60] [--page factoren]``.
Client and server share the machine. Printed: seconds from a change of the filter until the page is
done (median, 95 %, most), errors, the memory of the servers, and the processor time of servers and
client per change. ``--processes 2`` puts as many servers behind nginx, as ``docs/deploy`` does, and
signs every reader in. ``--url`` asks a server that runs already; otherwise one of its own, on
``--store`` or the example.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.behind import Behind, behind_nginx
from benchmarks.servers import a_server

DONE = ForwardMsg.FINISHED_SUCCESSFULLY
_STREAM, _PROTOCOL = "/_stcore/stream", websockets.Subprotocol("streamlit")


Connect = Callable[[], Any]


def straight(url: str) -> Connect:
    """Connections to a server without sign-in."""
    place = url.replace("http", "ws") + _STREAM
    return lambda: websockets.connect(place, subprotocols=[_PROTOCOL], max_size=None)


def signed_in(behind: Behind) -> Connect:
    """Connections through the proxy, of readers who signed in; each browser has its own mark."""
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE

    def connect() -> Any:
        kept = behind.cookies() | {"measurement_at": uuid4().hex}
        return websockets.connect(
            behind.origin.replace("https", "wss") + _STREAM,
            host="127.0.0.1",
            port=behind.port,
            origin=websockets.Origin(behind.origin),
            subprotocols=[_PROTOCOL, websockets.Subprotocol(kept["_streamlit_xsrf"])],
            additional_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in kept.items())},
            ssl=trusting,
            max_size=None,
        )

    return connect


class Session:
    """A reader with a page open."""

    def __init__(self, connect: Connect, page: str) -> None:
        self._connect, self._page = connect, page
        self._filter = ""
        self._years: list[str] = []
        self.errors = 0

    async def read(self, until: float, think: float, taken: list[float]) -> None:
        """Open the page, then change its school year until it is time."""
        async with self._connect() as self._socket:
            await self._run()
            while perf_counter() < until:
                await asyncio.sleep(random.uniform(0, think))
                start = perf_counter()
                await self._run([random.choice(self._years)] if self._years else None)
                taken.append(perf_counter() - start)

    async def _run(self, years: list[str] | None = None) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = self._page
        if years is not None:
            state = asked.rerun_script.widget_states.widgets.add(id=self._filter)
            state.string_array_value.data.extend(years)
        await self._socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self._socket.recv(decode=False))
            kind = told.WhichOneof("type")
            if kind == "delta":
                self._seen(told.delta)
            if kind == "script_finished":
                if told.script_finished != DONE:
                    continue
                return

    def _seen(self, delta: Any) -> None:
        element = getattr(delta, "new_element", None)
        if element is None:
            return
        if element.WhichOneof("type") == "exception":
            self.errors += 1
        if element.WhichOneof("type") == "multiselect" and "school_year" in element.multiselect.id:
            self._filter = element.multiselect.id
            self._years = list(element.multiselect.options)


async def measured(connect: Connect, asked: argparse.Namespace) -> tuple[list[float], int]:
    """The seconds of every change of a filter by all sessions together, and the errors."""
    taken: list[float] = []
    readers = [Session(connect, asked.page) for _ in range(asked.sessions)]
    until = perf_counter() + asked.seconds
    found = await asyncio.gather(
        *(reader.read(until, asked.think, taken) for reader in readers), return_exceptions=True
    )
    lost = sum(isinstance(one, BaseException) for one in found)
    return taken, lost + sum(reader.errors for reader in readers)


def megabytes(process: int) -> float:
    """The memory that a process holds now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    found = dict(line.split(":", 1) for line in lines)
    return int(found["VmRSS"].split()[0]) / 1024


def busy(process: int) -> float:
    """The seconds of the processor that a process has taken."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print one row of a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--sessions", type=int, default=50)
    options.add_argument("--think", type=float, default=2.0)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--page", default="")
    options.add_argument("--url", default="")
    options.add_argument("--processes", type=int, default=0)
    options.add_argument("--store", default="")
    asked = options.parse_args()
    print(
        "| sessions | think (s) | changes | median (s) | 95 % (s) | most (s) | errors | MB | ms |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    if asked.url:
        print(row(asked, *asyncio.run(measured(straight(asked.url), asked)), ()))
    elif asked.processes:
        with behind_nginx(asked.processes, asked.store) as behind:
            ask(signed_in(behind), asked, behind.processes)
    else:
        with a_server(asked.store) as (url, process):
            ask(straight(url), asked, (process,))


def ask(connect: Connect, asked: argparse.Namespace, servers: Sequence[int]) -> None:
    """Print the row of servers that were just started: the first readers fill what is kept."""
    first = {**vars(asked), "sessions": 2 * len(servers), "seconds": 10.0}
    asyncio.run(measured(connect, argparse.Namespace(**first)))
    before = [busy(process) for process in servers]
    own = process_time()
    taken, errors = asyncio.run(measured(connect, asked))
    spent = sum(map(busy, servers)) - sum(before), process_time() - own
    told = " + ".join(f"{1000 * seconds / len(taken):.0f}" for seconds in spent)
    print(row(asked, taken, errors, servers, told))


def row(
    asked: argparse.Namespace,
    taken: list[float],
    errors: int,
    servers: Sequence[int],
    spent: str = "",
) -> str:
    """One row of the table."""
    size = sum(map(megabytes, servers))
    late = quantiles(taken, n=20)[-1]
    figures = (f"{median(taken):.2f}", f"{late:.2f}", f"{max(taken):.2f}")
    told = (
        asked.sessions,
        f"0–{asked.think:g}",
        len(taken),
        *figures,
        errors,
        f"{size:.0f}",
        spent,
    )
    return f"| {' | '.join(map(str, told))} |"


if __name__ == "__main__":
    main()
