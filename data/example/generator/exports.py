"""The invented exports of the example, their invitations and the list of surveys."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import xlsxwriter
from numpy.random import Generator, default_rng

from data.example.generator.answers import (
    NOT_APPLICABLE,
    SEED,
    SKIPPED,
    Enrolment,
    Matrix,
    answer,
    enrol,
    hire_staff,
    respond,
)
from data.example.generator.comments import comments
from data.example.generator.initiatives import INITIATIVES
from data.example.generator.items import Item
from data.example.generator.surveys import SURVEYS, Survey

MADE = datetime(2025, 7, 1, 9, 0)
OPEN_QUESTION = "Wat wil je nog kwijt over deze begeleiding?"
SCHOOLING_QUESTION = "Wat is je vooropleiding?"
ABOUT_THE_ANSWER = (
    "ID",
    "Begintijd",
    "Tijd van voltooien",
    "E-mail",
    "Naam",
    "Tijd van laatste wijziging",
)
ABOUT_THE_PERSON = (
    "In welk CLB werk je?",
    "Tot welk net behoort je CLB?",
    "Welke opleiding of PLG volgde je?",
    "Wat is je ambt?",
    "Welke rol(len) neem je op?",
    "Hoeveel jaar werk je in een CLB?",
)
INVITATION_COLUMNS = ("school_year", "strategy", "initiative", "moment", "centre", "invited")
SURVEY_COLUMNS = ("file", "school_year", "strategy", "moment")
NOT_APPLICABLE_CELL = "N.v.t. of geen zicht op"
END_POINTS = {1: "1 - helemaal niet akkoord", 8: "8 - helemaal akkoord"}

Cell = str | int | datetime | None


def generate(folder: Path) -> list[Path]:
    """Write the exports and the tables beside them; the paths written, in order."""
    staff = hire_staff()
    paths: list[Path] = []
    invitations: list[tuple[str | int, ...]] = []
    for number, survey in enumerate(SURVEYS):
        rng = default_rng([SEED, number])
        invited = enrol(survey, staff)
        invitations += _invitations(survey, invited)
        respondents = respond(survey, invited, rng)
        rows = _rows(survey, respondents, answer(survey, respondents, rng), rng)
        paths.append(_write_export(folder / survey.file, [_header(survey), *rows]))
    index = [(s.file, s.school_year, s.strategy, s.moment) for s in SURVEYS]
    paths.append(_write_csv(folder / "invitations.csv", [INVITATION_COLUMNS, *invitations]))
    paths.append(_write_csv(folder / "surveys.csv", [SURVEY_COLUMNS, *index]))
    return paths


def _invitations(survey: Survey, invited: Sequence[Enrolment]) -> list[tuple[str | int, ...]]:
    """How many were invited, one row per initiative and centre, sorted by both."""
    cells = Counter((e.initiative.title, e.person.centre.name) for e in invited)
    return [
        (survey.school_year, survey.strategy, title, survey.moment, centre, n)
        for (title, centre), n in sorted(cells.items())
    ]


def _header(survey: Survey) -> list[Cell]:
    schooling = [SCHOOLING_QUESTION] if survey.strategy == "starterstraject" else []
    wordings = [item.wording for item in survey.items]
    return [*ABOUT_THE_ANSWER, *ABOUT_THE_PERSON, *schooling, *wordings, OPEN_QUESTION]


def _rows(
    survey: Survey, respondents: Sequence[Enrolment], scores: Matrix, rng: Generator
) -> list[list[Cell]]:
    """The rows of an export, in the order in which the answers came in."""
    sent = _days_sent(survey)
    times = [_times(sent[e.initiative.title], rng) for e in respondents]
    remarks = comments(survey, scores, rng)
    order = sorted(range(len(respondents)), key=lambda i: (times[i][1], i))
    return [
        [
            number,
            *times[i],
            f"respondent{respondents[i].person.number:04d}@voorbeeld.be",
            f"Deelnemer {respondents[i].person.number:04d}",
            None,
            *_person(survey, respondents[i]),
            *(_cell(item, int(s)) for item, s in zip(survey.items, scores[i], strict=True)),
            remarks.get(i),
        ]
        for number, i in enumerate(order, start=1)
    ]


def _person(survey: Survey, enrolment: Enrolment) -> list[Cell]:
    """The answers to the questions about the person, a multi-select as Forms writes it."""
    person, year = enrolment.person, survey.year
    roles = "".join(f"{role};" for role in person.roles_in(year)) or None
    schooling = [person.schooling] if survey.strategy == "starterstraject" else []
    about = [person.centre.name, "GO!", enrolment.initiative.title, person.ambt, roles]
    return [*about, person.seniority(year), *schooling]


def _cell(item: Item, score: int) -> Cell:
    """A score as Forms writes it: text for the 1–8 scale, a number for the 1–10 scale."""
    if score == SKIPPED:
        return None
    if score == NOT_APPLICABLE:
        return NOT_APPLICABLE_CELL
    return score if item.trait == "V" else END_POINTS.get(score, str(score))


def _days_sent(survey: Survey) -> dict[str, date]:
    """The day on which the questionnaire of each initiative went out, spread over the period."""
    titles = [i.title for i in INITIATIVES[survey.strategy] if survey.invited(i)]
    step = (survey.closes - survey.opens) / max(len(titles) - 1, 1)
    return {title: survey.opens + n * step for n, title in enumerate(titles)}


def _times(sent: date, rng: Generator) -> tuple[datetime, datetime]:
    """When someone began and ended: mostly in the first days, some after the reminder."""
    lag = int(rng.geometric(0.35)) - 1 + (9 if rng.random() < 0.3 else 0)
    day = np.busday_offset(np.datetime64(sent, "D"), min(lag, 17), roll="forward")
    began = datetime.combine(day.astype(date), datetime.min.time())
    began += timedelta(seconds=int(rng.integers(8 * 3600, 18 * 3600)))
    return began, began + timedelta(seconds=int(rng.integers(150, 720)))


def _write_export(path: Path, rows: Iterable[Sequence[Cell]]) -> Path:
    """Write a workbook in the shape of a Microsoft Forms export."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
        sheet = book.add_worksheet("Sheet1")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(r, c, cell, moment)
                elif isinstance(cell, int):
                    sheet.write_number(r, c, cell)
                elif cell is not None:
                    sheet.write_string(r, c, cell)
    return path


def _write_csv(path: Path, rows: Iterable[Sequence[str | int]]) -> Path:
    """Write a comma-separated file with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)
    return path
