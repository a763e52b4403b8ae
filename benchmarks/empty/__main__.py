"""Starts the dashboard with two empty pages in its menu: ``python -m benchmarks.empty [options]``."""

from __future__ import annotations

from measurement.words import Sentence
from pages.frame import launch, menu

EMPTY = tuple(
    menu.Door("../benchmarks/empty", Sentence(name), "crop_square", name.lower(), "see_own_centres")
    for name in ("Empty", "Void")
)

if __name__ == "__main__":
    menu.ROOMS = (*menu.ROOMS, ("Benchmark", EMPTY))  # type: ignore[assignment]
    launch.main()
