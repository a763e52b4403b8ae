"""How long a page's script runs on the example data, after the first time."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from pages.frame.menu import DOORS

DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard.py"
RUNS = 25


def main() -> None:
    """Print the median and slowest run per page, and beside it a script that shows one line."""
    from streamlit.testing.v1 import AppTest

    from measurement.example.load import load_example
    from measurement.questionnaire.files.reading import load
    from measurement.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store.sqlite")
        os.environ["MEASUREMENT_STORE"] = store
        with open_store(store) as opened:
            load_example(opened, load())
        floor = _median(AppTest.from_string("import streamlit as st\nst.write('x')"))[0]
        print("| page | median ms | slowest ms | times an empty script |")
        print("|---|---:|---:|---:|")
        for door in DOORS:
            app = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
            middle, slowest = _median(app.switch_page(door.path) if door.address else app)
            print(f"| {door.title} | {middle:.0f} | {slowest:.0f} | {middle / floor:.0f} |")
        app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
        app.session_state["look_as"], app.session_state["look_at"] = "director", "Centrum 07"
        middle, slowest = _median(app.run())
        print(f"| as a director | {middle:.0f} | {slowest:.0f} | {middle / floor:.0f} |")


def _median(app: object) -> tuple[float, float]:
    app.run()  # type: ignore[attr-defined]
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        app.run()  # type: ignore[attr-defined]
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), max(times)


if __name__ == "__main__":
    main()
