"""A server of the dashboard on a free port of this machine, and waiting until it answers."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ANY = ssl._create_unverified_context()  # a server here may have a certificate of its own making
ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, seconds: float = 120) -> None:
    """Wait until this address answers; raises ``TimeoutError``."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=1, context=_ANY).close()
            return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(url)


@contextmanager
def a_server(
    store: str = "", *options: str, start: str = "pages.frame.launch"
) -> Iterator[tuple[str, int]]:
    """A server of its own on a store, else on the example data: its address and its process."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", start, "--server.headless", "true"]
        process = subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=ROOT,
            env={**os.environ, "MEASUREMENT_STORE": store or f"{folder}/store.sqlite"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)
