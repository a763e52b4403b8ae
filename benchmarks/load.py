"""Many readers at once: real sessions over websockets who change the school year, with time to think.

Run: ``python -m benchmarks.load [--sessions 50] [--think 2] [--seconds 60] [--page factoren]``.
Client and server share the machine. Printed: seconds from a change of the filter until the page is
done (median, 95 %, most), errors, and the memory of the server. ``--url`` asks a server that runs
already, such as one behind a reverse proxy; otherwise one of its own, on ``--store`` or the example.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.servers import a_server

DONE = ForwardMsg.FINISHED_SUCCESSFULLY


class Session:
    """A reader with a page open."""

    def __init__(self, url: str, page: str) -> None:
        self._url, self._page = url.replace("http", "ws") + "/_stcore/stream", page
        self._filter = ""
        self._years: list[str] = []
        self.errors = 0

    async def read(self, until: float, think: float, taken: list[float]) -> None:
        """Open the page, then change its school year until it is time."""
        async with websockets.connect(
            self._url, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None
        ) as self._socket:
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


async def measured(url: str, asked: argparse.Namespace) -> tuple[list[float], int]:
    """The seconds of every change of a filter by all sessions together, and the errors."""
    taken: list[float] = []
    readers = [Session(url, asked.page) for _ in range(asked.sessions)]
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


def main() -> None:
    """Print one row of a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--sessions", type=int, default=50)
    options.add_argument("--think", type=float, default=2.0)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--page", default="")
    options.add_argument("--url", default="")
    options.add_argument("--store", default="")
    asked = options.parse_args()
    print("| sessions | think (s) | changes | median (s) | 95 % (s) | most (s) | errors | MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    if asked.url:
        print(row(asked, *asyncio.run(measured(asked.url, asked)), float("nan")))
        return
    with a_server(asked.store) as (url, process):
        once = argparse.Namespace(**{**vars(asked), "sessions": 1, "seconds": 10.0})
        asyncio.run(measured(url, once))  # the example data are put in place, once
        taken, errors = asyncio.run(measured(url, asked))
        print(row(asked, taken, errors, megabytes(process)))


def row(asked: argparse.Namespace, taken: list[float], errors: int, size: float) -> str:
    """One row of the table."""
    late = quantiles(taken, n=20)[-1]
    figures = (f"{median(taken):.2f}", f"{late:.2f}", f"{max(taken):.2f}")
    told = (asked.sessions, f"0–{asked.think:g}", len(taken), *figures, errors, f"{size:.0f}")
    return f"| {' | '.join(map(str, told))} |"


if __name__ == "__main__":
    main()
