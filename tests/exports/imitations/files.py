"""Rows to files: workbooks with several sheets, and csv in several dialects."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .columns import Cell, Row

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d/mm/yyyy hh:mm:ss",
}


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its rows from row 1 on, and formatted empty rows below."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    left: int = 0
    padding: int = 0


class Quoted(csv.excel):
    """Every field in quotation marks, as LimeSurvey and Google write them."""

    quoting = csv.QUOTE_ALL


def day_first(moment: datetime) -> str:
    """A moment as a Belgian spreadsheet shows it: 3/03/2025 14:05:09."""
    return f"{moment.day}/{moment:%m/%Y %H:%M:%S}"


def iso(moment: datetime) -> str:
    """A moment as 2025-03-03 14:05:09."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def month_first(moment: datetime) -> str:
    """A moment as 03/14/2025 02:05:09 PM."""
    return f"{moment:%m/%d/%Y %I:%M:%S %p}"


def year_first_with_zone(moment: datetime) -> str:
    """A moment as Google Forms downloads it: 2025/03/03 2:05:09 pm CET."""
    hour = moment.hour % 12 or 12
    return f"{moment:%Y/%m/%d} {hour}:{moment:%M:%S} {f'{moment:%p}'.lower()} CET"


@dataclass(frozen=True)
class Dialect:
    """How a csv file is written."""

    delimiter: str = ","
    encoding: str = "utf-8"
    quote_all: bool = False
    moment: Callable[[datetime], str] = iso


def write_workbook(path: Path, sheets: Sequence[Sheet], inline: bool = False) -> None:
    """Write an xlsx file; inline puts the strings into the cells, as some tools do."""
    options = {**OPTIONS, "constant_memory": inline}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2025, 4, 1)})
        grey = book.add_format({"bg_color": "#EEEEEE", "border": 1})
        visible = next(place for place, sheet in enumerate(sheets) if not sheet.hidden)
        for place, sheet in enumerate(sheets):
            worksheet = book.add_worksheet(sheet.name)
            _fill(worksheet, sheet)
            for row in range(len(sheet.rows), len(sheet.rows) + sheet.padding):
                for place_in_row in range(len(sheet.rows[-1])):
                    worksheet.write_blank(row, place_in_row, None, grey)
            if sheet.hidden:
                worksheet.hide()
            if place == visible:
                worksheet.activate()
                worksheet.set_first_sheet()


def _fill(worksheet: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            if cell is not None:
                worksheet.write(number, sheet.left + place, cell)


def write_csv(path: Path, rows: Sequence[Row], dialect: Dialect) -> None:
    """Write a csv file; what the encoding lacks becomes a question mark."""
    style = Quoted if dialect.quote_all else csv.excel
    with path.open("w", encoding=dialect.encoding, errors="replace", newline="") as file:
        writer = csv.writer(file, style, delimiter=dialect.delimiter)
        writer.writerows([[_text(cell, dialect) for cell in row] for row in rows])


def _text(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    return dialect.moment(cell) if isinstance(cell, datetime) else str(cell)
