"""The invented list of participants and yearly figures, in agreement with the example surveys.

Exactly as in the annual report: 2290 participations of 561 people over three school years; in
2024-25 14 trainings with 38 sessions and 664 participations of 205 people from 19 centres, 132 new
members of staff from all centres in the starters' track, 12 learning communities, and a change
track in every centre. Also those of the website, the materials and its users. All else is made up.

What agrees with the surveys: who took part in a training, starters' track or learning community of
2023-24 and 2024-25 is, per centre and initiative, exactly as many as were invited. What cannot agree:

- 678 people are invited in the surveys, where the report knows 561. So some took the place of a
  colleague of the same centre; of those who answered as many as possible kept their place.
- Information sessions have no list (580 invitations), and of change tracks only two people per
  centre are in it: the invitations derived from these differ, or there are none.
- Of starters, learning communities and change tracks the list has one row per person and school
  year; of trainings one per session.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from data.example.generator.answers import hire_staff
from data.example.generator.centres import CENTRES
from data.example.generator.sessions import Row, aside, rows

FILE, FIGURES = "participations.xlsx", "figures.csv"
MADE = datetime(2025, 7, 1, 9, 0)
HEADER = (
    "Schooljaar",
    "Begeleidingsstrategie",
    "Titel",
    "Sessie",
    "Datum",
    "E-mailadres",
    "Naam",
    "CLB",
    "Functie",
    "Status",
)
TITLE = "Deelnemerslijst POC+ (voorbeeld, verzonnen)"
TYPES = {
    "opleiding_vorming": "Opleiding",
    "starterstraject": "Starters",
    "plg": "PLG",
    "verandertraject": "Verandertraject",
}
FIGURE_COLUMNS = ("school_year", "key", "centre", "value")


def figures() -> list[tuple[str, str, str, int]]:
    """The rows of ``figures.csv``; per centre readers of the newsletter and new staff."""
    year = "2024-2025"
    made = [
        (year, "website_views", "", 20353),
        (year, "website_users", "", 7326),
        (year, "materials", "", 108),
        (year, "newsletter_issues", "", 10),
        ("2023-2024", "newsletter_issues", "", 9),
        ("2023-2024", "materials", "", 84),
        (year, "helpdesk_questions", "", 286),
        (year, "helpdesk_sessions", "", 31),
        (year, "e_module_users", "", 174),
    ]
    new = Counter(p.centre.name for p in hire_staff() if p.started == 2024)
    for n, centre in enumerate(CENTRES):
        readers = centre.n_staff * (10 - n % 6) // 10 + (2 if n == 12 else 0)
        made.append((year, "newsletter_readers", centre.name, readers))
        missing = 2 if n in (3, 9, 14) else 0  # new staff that did not follow the starters' track
        made.append((year, "new_staff", centre.name, new[centre.name] + missing))
    return made


def generate(folder: Path) -> list[Path]:
    """Write ``participations.xlsx`` and ``figures.csv``; the paths written."""
    counting = rows()
    every = sorted([*counting, *aside(counting)], key=lambda r: (r.day, r.title, r.session))
    target = folder / FIGURES
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([FIGURE_COLUMNS, *figures()])
    return [_write(folder / FILE, every), target]


def _write(path: Path, every: Iterable[Row]) -> Path:
    """A workbook as an administration writes it: a title above, and two spellings of centres."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        moment = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Deelnemers")
        sheet.write_string(0, 0, TITLE)
        sheet.write_row(2, 0, HEADER)
        for place, row in enumerate(every, start=3):
            for column, cell in enumerate(_cells(row)):
                if isinstance(cell, date):
                    sheet.write_datetime(
                        place, column, datetime(cell.year, cell.month, cell.day), moment
                    )
                elif cell:
                    sheet.write_string(place, column, cell)
    return path


def _cells(row: Row) -> tuple[str | date, ...]:
    spelling = "CLB GO! {}" if row.year == 2022 else "GO! CLB {}" if row.year == 2023 else "{}"
    return (
        f"{row.year}-{row.year + 1}",
        TYPES[row.strategy],
        row.title,
        row.session,
        row.day,
        f"respondent{row.person.number:04d}@voorbeeld.be",
        f"Deelnemer {row.person.number:04d}",
        spelling.format(row.person.centre.name),
        row.role,
        row.status,
    )
