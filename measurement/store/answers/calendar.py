"""When surveys ran, and which answers cannot be tied to a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, case, func, select

from measurement.exports.surveys import SURVEY
from measurement.plan.tables import SURVEY_DAYS
from measurement.rows import framed
from measurement.store.schema import file_import, respondent, survey

_OPEN = "open:"  # what the columns of open questions are recognised as


def survey_days(connection: Connection) -> pd.DataFrame:
    """The declared table ``survey_days``: one row per survey with answers that count.

    ``opened`` and ``closed`` are the days of the first and the last answer, missing where the tool
    gave no dates: when the survey was sent is not known. ``open_asked`` says that an active import
    with answers to the survey has a column of an open question. Sorted by school year, first day
    (unknown last) and name.
    """
    r = respondent.c
    grouped = _counting(
        select(
            *(survey.c[key] for key in SURVEY),
            func.min(r.answered_on),
            func.max(r.answered_on),
            func.count(),
            func.count(r.answered_on),
            func.sum(case((r.person == "", 1), else_=0)),
            survey.c.id,
        )
        .select_from(respondent)
        .join(survey)
    ).group_by(survey.c.id, *(survey.c[key] for key in SURVEY))
    asked = _with_open_question(connection)
    rows = [_row(*line, asked=asked) for line in connection.execute(grouped).all()]
    rows.sort(key=lambda row: (row[0], row[4] is None, row[4] or "", row[:4]))
    return framed(rows, SURVEY_DAYS)


def anonymous_answers(connection: Connection) -> frozenset[int]:
    """The numbers of respondents, as in answers, of whom it is not known who they are."""
    r = respondent.c
    return frozenset(connection.execute(_counting(select(r.id)).where(r.person == "")).scalars())


def _counting(chosen: Select[Any]) -> Select[Any]:
    """Only the rows that count, of imports that were not undone."""
    return chosen.join(file_import, respondent.c.import_id == file_import.c.id).where(
        file_import.c.undone_at.is_(None), respondent.c.excluded == ""
    )


def _with_open_question(connection: Connection) -> frozenset[int]:
    """The surveys with answers from a file in which a column was taken for an open question."""
    c = file_import.c
    notes = connection.execute(select(c.id, c.notes).where(c.undone_at.is_(None)))
    files = [
        number
        for number, note in notes
        if any(str(column[2]).startswith(_OPEN) for column in note.get("columns", ()))
    ]
    r = respondent.c
    pairs = _counting(select(r.survey_id, r.import_id)).distinct()
    return frozenset(s for s, number in connection.execute(pairs) if number in files)


def _row(
    *line: Any,
    asked: frozenset[int],
) -> tuple[Any, ...]:
    *key, first, last, n, n_dated, n_anonymous, number = line
    return (
        *key,
        _day(first),
        _day(last),
        None if first is None else (last - first).days + 1,
        int(n),
        int(n_dated),
        int(n_anonymous),
        number in asked,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
