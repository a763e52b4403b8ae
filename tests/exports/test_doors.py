"""What people write is read the same at every door: files of all kinds and the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from checklist_made import KNOWN
from exports_made import WORDING, found

from measurement.access.file import access_file
from measurement.centre.checklist.file import checklists_file
from measurement.centre.inspection.file import inspections_file
from measurement.cli import filters, main
from measurement.errors import SurveyError
from measurement.exports.participations.participations import recognise_participations
from measurement.exports.surveys import Survey, SurveyNaming, survey_named
from measurement.exports.template.invitations import invitations_file
from measurement.questionnaire.comparability import Change
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.success_factor_files import load as success_factors

Door = Callable[[Path, str], object]
QUESTIONNAIRE = load()
LONG_AGO = date(2001, 1, 1)
NOBODY = Survey("", "", "", "")


def csv(folder: Path, head: str, row: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    return path


def export(column: str, name: str) -> Door:
    """The column of one answer in an export."""

    def through(_folder: Path, text: str) -> object:
        made = found([["Nr", column, WORDING["A1"], WORDING["A2"]], [1, text, 8, 7]])
        return made.respondents[name].iloc[0]

    return through


def participants(column: str, name: str) -> Door:
    dated = column not in ("Datum", "Schooljaar")

    def through(folder: Path, text: str) -> object:
        head, row = f"E-mail;Titel;{column}", f"a@x.be;Rouw;{text}"
        path = csv(folder, head + ";Datum" * dated, row + ";3/10/2024" * dated)
        return recognise_participations(path, QUESTIONNAIRE, ()).rows[name].iloc[0]

    return through


def checklist(folder: Path, day: str = "3/10/2024", centre: str = "GO! CLB Gent") -> object:
    head = "Centrum;Datum;Ingevuld door;Factor;Toestand"
    path = csv(folder, head, f"{centre};{day};directie;S1;deels")
    return checklists_file(path, KNOWN, QUESTIONNAIRE)[0]


def access(folder: Path, day: str = "", centre: str = "GO! CLB Gent") -> object:
    path = csv(folder, "E-mail;Rol;Centrum;Tot", f"a@x.be;directeur;{centre};{day}")
    return access_file(path, QUESTIONNAIRE, LONG_AGO).wishes[0]


def inspection(folder: Path, year: str = "2024-2025", centre: str = "GO! CLB Gent") -> object:
    row = f"{centre};{year};Beeldvorming;benadert"
    path = csv(folder, "Centrum;Schooljaar;Schaal;Niveau", row)
    return inspections_file(path, success_factors(), QUESTIONNAIRE)[0]


def invited(
    folder: Path, year: str = "2024-2025", strategy: str = "plg", moment: str = "long", centre: str = "Gent"
) -> tuple[object, ...]:  # fmt: skip
    head = "Schooljaar;Strategie;Initiatief;Moment;Centrum;Uitgenodigd"
    row = f"{year};{strategy};Onthaal;{moment};{centre};9"
    return invitations_file(csv(folder, head, row), QUESTIONNAIRE)[0]


def where(column: str) -> Door:
    """``tables --where``."""

    def through(folder: Path, text: str) -> object:
        asked = ["tables", "--where", f"{column}={text}", "--out", str(folder)]
        return filters.asked(main._parser().parse_args(asked))[column][0]

    return through


def named(column: str) -> Door:
    """``import --school-year``, ``--strategy``, ``--moment``, and the page Imports."""
    return lambda _folder, text: getattr(
        survey_named(NOBODY, SurveyNaming(**{column: text}), QUESTIONNAIRE), column
    )


DAYS: dict[str, Door] = {
    "export": export("Datum", "answered_on"),
    "participants": participants("Datum", "held_on"),
    "checklist": lambda folder, text: checklist(folder, text).date,
    "access": lambda folder, text: access(folder, text).until,
}
SCHOOL_YEARS: dict[str, Door] = {
    "export": export("Schooljaar", "school_year"),
    "participants": participants("Schooljaar", "school_year"),
    "inspection": lambda folder, text: inspection(folder, text).school_year,
    "invitations": lambda folder, text: invited(folder, year=text)[0],
    "changes": lambda _folder, text: Change(school_year=text, kind="zero").school_year,
    "import": named("school_year"),
    "where": where("school_year"),
}
STRATEGIES: dict[str, Door] = {
    "export": export("Strategie", "strategy"),
    "participants": participants("Type", "strategy"),
    "invitations": lambda folder, text: invited(folder, strategy=text)[1],
    "import": named("strategy"),
    "where": where("strategy"),
}
MOMENTS: dict[str, Door] = {
    "export": export("Moment", "moment"),
    "invitations": lambda folder, text: invited(folder, moment=text)[3],
    "import": named("moment"),
    "where": where("moment"),
}
CENTRES: dict[str, Door] = {
    "export": export("In welk CLB werk je?", "centre"),
    "participants": participants("CLB", "centre"),
    "checklist": lambda folder, text: checklist(folder, centre=text).centre,
    "access": lambda folder, text: access(folder, centre=text).centres[0],
    "inspection": lambda folder, text: inspection(folder, centre=text).centre,
    "invitations": lambda folder, text: invited(folder, centre=text)[4],
    "where": where("centre"),
}


def read(door: Door, folder: Path, text: str) -> object:
    """What a door makes of a text: the value, a day as a day, or None where it is refused."""
    try:
        value = door(folder, text)
    except (SurveyError, ValueError):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is pd.NaT or value == "" else value


def doors(of: dict[str, Door]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("door", [pytest.param(d, id=name) for name, d in of.items()])


@doors(DAYS)
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/8/23", date(2023, 8, 31)),
        ("31-08-2023", date(2023, 8, 31)),
        ("31.8.2023", date(2023, 8, 31)),
        ("05/11/2023", date(2023, 11, 5)),  # the day first
        ("2024/10/03", date(2024, 10, 3)),
        ("2024-10-03", date(2024, 10, 3)),
        ("2024-10-03T00:00:00", date(2024, 10, 3)),
        ("20241003", date(2024, 10, 3)),
        ("3 oktober 2024", date(2024, 10, 3)),
        ("3-okt-24", date(2024, 10, 3)),
        ("do. 3 okt. 2024", date(2024, 10, 3)),
        ("3 October 2024", date(2024, 10, 3)),
        ("3/10/2024 14:05", date(2024, 10, 3)),
        ("45568", date(2024, 10, 3)),  # as Excel keeps it
        ("45568,0", date(2024, 10, 3)),
        ("31/02/2024", None),
        ("3 ooit 2024", None),
        ("3/10", None),
        ("2024", None),
        ("3/10/2024 tot 5/10/2024", None),
    ],
)
def test_a_day(door: Door, text: str, day: date | None, tmp_path: Path) -> None:
    assert read(door, tmp_path, text) == day


@pytest.mark.parametrize("name", ["participants", "checklist", "access"])
def test_the_month_is_never_first_in_what_people_fill_in(name: str, tmp_path: Path) -> None:
    assert read(DAYS[name], tmp_path, "08/31/2023") is None


def test_a_column_of_a_tool_may_show_that_its_months_come_first(tmp_path: Path) -> None:
    assert read(DAYS["export"], tmp_path, "08/31/2023") == date(2023, 8, 31)


@doors(SCHOOL_YEARS)
@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024-2025", "2024-2025"),
        ("2024-25", "2024-2025"),
        ("24-25", "2024-2025"),
        ("24/25", "2024-2025"),
        (" 2024 – 2025 ", "2024-2025"),
        ("schooljaar 2024/2025", "2024-2025"),
        ("Schooljaar: 24-25", "2024-2025"),
        ("SJ 2024–2025", "2024-2025"),
        ("2024_2025", "2024-2025"),
        ("school year 2024-25", "2024-2025"),
        ("2024-2026", None),
        ("2025-2024", None),
        ("2024", None),
        ("2024-10-03", None),
        ("2023-2024 en 2024-2025", None),
        ("vorig jaar", None),
    ],
)
def test_a_school_year(door: Door, text: str, year: str | None, tmp_path: Path) -> None:
    assert read(door, tmp_path, text) == year


@doors(STRATEGIES)
@pytest.mark.parametrize(
    ("text", "strategy"),
    [
        ("opleiding_vorming", "opleiding_vorming"),
        ("Opleiding & vorming", "opleiding_vorming"),
        ("OPLEIDING EN  VORMING", "opleiding_vorming"),
        ("Training", "opleiding_vorming"),
        ("plg", "plg"),
        ("PLG’s", "plg"),
        ("PLC", "plg"),
        ("Starters' track", "starterstraject"),
        ("coaching", None),
        ("PLG en opleiding", None),
    ],
)
def test_a_strategy(door: Door, text: str, strategy: str | None, tmp_path: Path) -> None:
    assert read(door, tmp_path, text) == strategy


@doors(MOMENTS)
@pytest.mark.parametrize(
    ("text", "moment"),
    [("long", "long"), ("Lange termijn", "long"), ("LANGE", "long"), ("korte-termijn", "short"), ("nulmeting", "zero"), ("ooit", None)],
)  # fmt: skip
def test_a_moment(door: Door, text: str, moment: str | None, tmp_path: Path) -> None:
    assert read(door, tmp_path, text) == moment


@doors(CENTRES)
@pytest.mark.parametrize(
    "text", ["GO! CLB Gent", "CLB GO! Gent", "gent", "C.L.B. Gent", "go!clb  gent"]
)
def test_a_centre(door: Door, text: str, tmp_path: Path) -> None:
    assert read(door, tmp_path, text) == "GO! CLB Gent"
