"""Hands an export back with every problem marked in its cell, and a sheet that lists them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from measurement import workplace
from measurement.errors import ExportError, refuse
from measurement.exports.files.read import ROOT, File, read
from measurement.exports.marks import marker
from measurement.exports.marks.marks import marks
from measurement.exports.recognised import Recognised
from measurement.words import text as _

_PATIENCE = 300  # seconds on the clock
MOST_CELLS = 1_000_000  # a minute of work or less: a survey of 20 000 answers to 45 questions


def marked(path: Path, recognised: Recognised) -> bytes:
    """The workbook with notes, colours and a sheet of remarks; a csv becomes a workbook.

    All else stays as it was: values, formats, other sheets. What the library that writes it does
    not know (charts, pictures) is lost. Raises :class:`ExportError` for a file that is too large.
    """
    if len(recognised.respondents) * len(recognised.columns) > MOST_CELLS:
        raise _refused(path)
    with workplace.folder() as place:
        source = path if path.suffix.lower() in (".xlsx", ".xlsm") else _as_workbook(path, place)
        out = place / "marked.xlsx"
        told = {
            "sheet": recognised.sheet,
            "marks": [list(mark) for mark in marks(recognised)],
            "words": _words(),
            "macros": path.suffix.lower() == ".xlsm",
        }
        (place / "marks.json").write_text(json.dumps(told), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            marker.__name__,
            str(source.resolve()),
            str(place),
            str(out),
        ]
        try:
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            done = None
        if done is None or done.returncode or not out.is_file():
            raise _refused(path)
        return out.read_bytes()


def _refused(path: Path) -> ExportError:
    return refuse(
        "not_marked",
        "{file} cannot be handed back with marks: it is too large, or holds what cannot be written again.",
        "Look the remarks up by their row and column.",
        file=path.name,
    )


def _words() -> dict[str, str]:
    """What stands on the sheet of remarks."""
    return {
        "title": _("Remarks"),
        "cell": _("Cell"),
        "found": _("What was found"),
        "remedy": _("What you can do"),
        "file": _("the whole file"),
        "more": _("and more: only the first cells are marked"),
        "author": _("Import"),
    }


def _as_workbook(path: Path, folder: Path) -> Path:
    """A csv as a workbook of one sheet, every cell as text."""
    import xlsxwriter

    file: File = read(path)
    target = folder / "source.xlsx"
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as book:
        for sheet in file.sheets:
            page = book.add_worksheet(sheet.name or None)
            for column in range(sheet.width):
                for row, cell in enumerate(sheet.column(column, 0).to_pylist()):
                    if cell is not None:
                        page.write_string(
                            sheet.first_row - 1 + row,
                            sheet.first_column - 1 + column,
                            cell[:32_000],
                        )
    return target
