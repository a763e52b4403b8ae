"""What people take away: the report of a centre in every form, of all centres in a zip, and all tables.

Run: ``python -m benchmarks.reports``. Prints a small table in Markdown: seconds by the clock and of
the processor, on the example data.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from measurement.cli.main import main as command
from measurement.example.load import load_example
from measurement.questionnaire.files.reading import load
from measurement.reports.paper import forms
from measurement.store import Store, open_store, taken
from measurement.store.annual import annual
from measurement.store.taken import Asked

CENTRE, YEAR = "Centrum 07", "2024-2025"


def everything(store: Store) -> bytes:
    """The PDF of every centre, in a zip."""
    asked, files, day = Asked(), {}, ""
    for centre, report in taken.reports(store, asked, taken.centres(store, asked)):
        files[forms.file_name(centre, "pdf")], day = forms.written(report, "pdf"), report.day
    return forms.zipped(files, day)


def book(store: Store, out: Path) -> bytes:
    """All tables of all answers as one workbook, by the command line."""
    command(["tables", "--by", "strategy,school_year", "--store", store.url, "--out", str(out)])
    return out.read_bytes()


def main() -> None:
    """Write every file once before it is timed, and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "s.sqlite")) as store,
    ):
        load_example(store, load())
        works: dict[str, Callable[[], bytes]] = {
            f"report of a centre, {form}": lambda form=form: forms.written(  # type: ignore[misc]
                taken.report(store, CENTRE, Asked()), form
            )
            for form in forms.FORMS
        }
        works["annual pack, docx"] = lambda: forms.written(annual(store, YEAR), "docx")
        works["all centres, zip of pdf"] = lambda: everything(store)
        works["all tables, one workbook"] = lambda: book(store, Path(folder) / "tables.xlsx")
        print("| file | seconds | of the processor | kB |\n|---|---|---|---|")
        for name, work in works.items():
            work()
            clock, processor = perf_counter(), process_time()
            size = len(work()) / 1000
            spent = process_time() - processor
            print(f"| {name} | {perf_counter() - clock:.2f} | {spent:.2f} | {size:.0f} |")


if __name__ == "__main__":
    main()
