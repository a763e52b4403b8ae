"""How long a page's script runs on the example data, after the first time."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

PAGES = {
    "Overzicht": "pages/results/overview.py",
    "Items": "pages/results/items.py",
    "Respons": "pages/results/response.py",
    "Factoren": "pages/results/factors.py",
    "Centrumprofiel": "pages/centre/profile.py",
    "Checklist": "pages/centre/checklist.py",
    "Spiegel": "pages/centre/mirror.py",
    "Gegevens": "pages/data/imports.py",
    "Methode": "pages/help/method.py",
}
DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard.py"
RUNS = 25


def main() -> None:
    """Print the median and slowest run per page, and beside it a script that shows one line."""
    from streamlit.testing.v1 import AppTest

    from measurement.demo import load_example
    from measurement.questionnaire_files import load
    from measurement.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store.sqlite")
        os.environ["MEASUREMENT_STORE"] = store
        with open_store(store) as opened:
            load_example(opened, load())
        floor = _median(AppTest.from_string("import streamlit as st\nst.write('x')"))[0]
        print("| page | median ms | slowest ms | times an empty script |")
        print("|---|---:|---:|---:|")
        for name, path in PAGES.items():
            app = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
            middle, slowest = _median(app if name == "Overzicht" else app.switch_page(path))
            print(f"| {name} | {middle:.0f} | {slowest:.0f} | {middle / floor:.0f} |")


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
