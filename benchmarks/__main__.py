"""``python -m benchmarks``: all of them, as tables."""

from __future__ import annotations

import logging

from benchmarks import counting, pages, reading, reports, updating


def main() -> None:
    """Run every benchmark and print its table."""
    logging.disable(logging.WARNING)
    for title, run in (
        ("Reading", reading.main),
        ("Updating", updating.main),
        ("Counting", counting.main),
        ("Pages", pages.main),
        ("Reports", reports.main),
    ):
        print(f"\n## {title}\n")
        run()


if __name__ == "__main__":
    main()
