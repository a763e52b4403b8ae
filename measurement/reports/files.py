"""Tables as csv and xlsx files, with their definitions, and without live formulas."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence

import pandas as pd
import xlsxwriter

from measurement.reports.wording import Names, in_words, names
from measurement.tables import Column, Table, definitions, described
from measurement.words import spoken, text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHARE_FORMAT = "0.0%"


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its ids, and text that a spreadsheet would run made harmless."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].astype(object).map(_harmless, na_action="ignore")
    return safe


def worded(frame: pd.DataFrame, declared: Table, words_of: Names) -> pd.DataFrame:
    """The table with words for the ids of its columns."""
    columns = described(declared, map(str, frame.columns)).values()
    return frame.assign(**{c.name: in_words(frame[c.name], c, words_of) for c in columns})


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_for_analysis(frame: pd.DataFrame) -> bytes:
    """UTF-8, comma, decimal point, unrounded, ids: for scripts and the command line."""
    return harmless(frame).to_csv(index=False, lineterminator="\n").encode()


def csv_for_reader(frame: pd.DataFrame) -> bytes:
    """A csv that opens rightly in the reader's Excel: ``;`` where decimals follow a comma; ids."""
    decimal = spoken().before_decimals
    between = ";" if decimal == "," else ","
    written = harmless(frame).to_csv(
        index=False, sep=between, decimal=decimal, lineterminator="\r\n"
    )
    return written.encode("utf-8-sig")


def workbook(
    tables: Mapping[str, pd.DataFrame],
    declared: Mapping[str, Table] | None = None,
    by: Sequence[str] = (),
    notes: Sequence[str] = (),
    questionnaire: str | os.PathLike[str] | None = None,
) -> bytes:
    """A workbook with one sheet per table, and a sheet that says what the columns mean.

    ``declared`` names the declaration of a table: its columns get their headings, and words for
    their ids, from the data files of ``questionnaire`` (see :func:`~measurement.questionnaire.files.reading.load`).
    ``notes`` (selection, denominator) come first on the sheet of definitions.
    """
    buffer = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        styles = _styles(book)
        for name, table in tables.items():
            columns: dict[str, Column] = {}
            if declared and name in declared:
                columns = described(declared[name], map(str, table.columns))
                table = worded(table, declared[name], names(questionnaire))
            _sheet(book, name, harmless(table), columns, styles)
        if declared:
            _definitions(book, tables, declared, by, notes, styles)
    return buffer.getvalue()


def _styles(book: xlsxwriter.Workbook) -> dict[str, object]:
    """The looks of cells, by what stands in them."""
    head = {
        "bold": True,
        "bg_color": "#EAF0F2",
        "bottom": 1,
        "text_wrap": True,
        "valign": "top",
    }
    return {
        "head": book.add_format(head),
        "share": book.add_format({"num_format": _SHARE_FORMAT}),
        "number": book.add_format({"num_format": "0.00"}),
        "": None,
    }


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    styles: Mapping[str, object],
) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 0)
    for c, column in enumerate(frame.columns):
        declared = columns.get(str(column))
        kind = declared.kind if declared else ""
        if not kind and pd.api.types.is_float_dtype(frame[column]):
            kind = "number"
        head = str(declared.title if declared else column)
        sheet.write_string(0, c, head, styles["head"])
        style = styles.get(kind, None)
        values = frame[column].astype(object)
        widest = len(head)
        for r, value in enumerate(values, start=1):
            if value is None or value is pd.NA or value != value:
                continue
            if isinstance(value, str):
                sheet.write_string(r, c, value)
                widest = max(widest, min(len(value), 60))
            elif isinstance(value, bool):
                sheet.write_boolean(r, c, value)
            elif isinstance(value, int | float):
                sheet.write_number(r, c, value, style)
            else:
                sheet.write_string(r, c, str(value))
        sheet.set_column(c, c, min(widest + 2, 62))
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)


def _definitions(
    book: xlsxwriter.Workbook,
    tables: Mapping[str, pd.DataFrame],
    declared: Mapping[str, Table],
    by: Sequence[str],
    notes: Sequence[str],
    styles: Mapping[str, object],
) -> None:
    sheet = book.add_worksheet(text("definitions"))
    row = 0
    for note in notes:
        sheet.write_string(row, 0, note)
        row += 1
    sheet.set_column(0, 2, 22)
    sheet.set_column(3, 4, 14)
    sheet.set_column(5, 6, 70)
    for name in tables:
        if name not in declared:
            continue
        row += 1
        frame = definitions(declared[name], [c for c in by if c in tables[name].columns])
        heads = [text("table"), *(text(h) for h in frame.columns)]
        for c, head in enumerate(heads):
            sheet.write_string(row, c, head, styles["head"])
        for values in frame.itertuples(index=False):
            row += 1
            for c, value in enumerate((name, *values)):
                sheet.write_string(row, c, str(value))
        row += 1
