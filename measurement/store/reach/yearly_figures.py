"""Yearly figures: numbers of reach that no list of participants tells, filled in by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, delete, insert, select

from measurement.centre.checklist.rows import declared
from measurement.contacts import masked
from measurement.errors import SurveyError
from measurement.reach.tables import FIGURES
from measurement.school_year import school_year_named
from measurement.store.answers.renaming import added_up
from measurement.store.schema import participation_file, yearly_figure
from measurement.words import say


@dataclass(frozen=True)
class YearlyFigure:
    """A number of a school year, of a centre ('' = the whole network); None takes it away."""

    school_year: str
    key: str
    centre: str = ""
    value: float | None = None


def record(connection: Connection, rows: Iterable[YearlyFigure]) -> None:
    """Keep these figures, each in place of one of the same school year, key and centre."""
    for row in rows:
        _record(connection, row)


def figures(connection: Connection) -> pd.DataFrame:
    """The declared table ``figures``: sorted by school year, key and centre."""
    c = yearly_figure.c
    chosen = select(c.school_year, c.key, c.centre, c.value)
    rows = connection.execute(chosen.order_by(c.school_year, c.key, c.centre)).all()
    frame = pd.DataFrame(rows, columns=list(FIGURES.names))
    frame = added_up(frame, list(FIGURES.names[:3]), "value")
    frame["centre"] = frame["centre"].where(frame["centre"] != "")
    return declared(frame, FIGURES).astype({"value": float})


def _record(connection: Connection, row: YearlyFigure) -> None:
    value = row.value
    if value is not None and (value < 0 or not float(value).is_integer()):
        raise SurveyError(say("'{found}' is not a number of 0 or more.", found=str(value)))
    c = yearly_figure.c
    school_year = school_year_named(row.school_year)
    centre = masked(" ".join(row.centre.split()))
    same = (c.school_year == school_year) & (c.key == row.key) & (c.centre == centre)
    connection.execute(delete(yearly_figure).where(same))
    if value is not None:
        values = {"school_year": school_year, "key": row.key, "centre": centre, "value": value}
        connection.execute(insert(yearly_figure).values(**values, example=_is_example(connection)))


def _is_example(connection: Connection) -> bool:
    """Whether figures are filled in beside lists or figures of the example."""
    tables = (participation_file, yearly_figure)
    marked = (select(table.c.id).where(table.c.example).limit(1) for table in tables)
    return any(connection.execute(one).first() is not None for one in marked)
