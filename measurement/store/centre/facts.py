"""What is known of a centre beside surveys and checklists: facts and inspection results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from measurement.centre.checklist.rows import declared
from measurement.centre.checklist.tables import FACTS, INSPECTIONS
from measurement.contacts import masked
from measurement.errors import SurveyError
from measurement.questionnaire.centre_facts import LEVELS, Fact, Inspection
from measurement.questionnaire.success_factors import YES_OR_NO, SuccessFactors
from measurement.school_year import school_year_named
from measurement.store.answers.renaming import under_todays_names
from measurement.store.schema import centre_fact, checklist, inspection
from measurement.words import say

Key = tuple[str, str, object]


def record_facts(
    connection: Connection, rows: Iterable[Fact], success_factors: SuccessFactors
) -> None:
    """Keep these facts, each in place of one of the same centre, key and day.

    Which facts there are, and of what kind, ``success_factors`` says. Raises
    :class:`SurveyError` for another.
    """
    values: dict[Key, str] = {}
    for row in rows:
        values[_centre(row.centre), row.key, row.date] = _checked(row, success_factors.facts)
    _put(connection, centre_fact, values, "value")


def facts(connection: Connection) -> pd.DataFrame:
    """The declared table ``facts``: what holds now, one row per centre and key, sorted by both."""
    c = centre_fact.c
    newest = (
        select(c.centre, c.key, func.max(c.date).label("date")).group_by(c.centre, c.key).subquery()
    )
    holds = (c.centre == newest.c.centre) & (c.key == newest.c.key) & (c.date == newest.c.date)
    chosen = select(c.centre, c.key, c.value, c.date).join(newest, holds).where(c.value != "")
    rows = connection.execute(chosen.order_by(c.centre, c.key)).all()
    frame = pd.DataFrame(rows, columns=list(FACTS.names))
    frame = _of_today(frame, ["centre", "key"], "date")
    frame["date"] = [day.isoformat() for day in frame["date"]]
    return declared(frame, FACTS)


def _of_today(frame: pd.DataFrame, key: list[str], newest: str) -> pd.DataFrame:
    """The rows under today's names; of centres that became one the newest of each key."""
    frame["stored"] = frame["centre"]
    if under_todays_names(frame):
        frame["own"] = frame["stored"] == frame["centre"]
        frame = frame.sort_values([newest, "own"], kind="stable").drop_duplicates(key, keep="last")
        frame = frame.drop(columns="own").sort_values(key, ignore_index=True)
    return frame.drop(columns="stored")


def record_inspections(connection: Connection, rows: Iterable[Inspection]) -> None:
    """Keep these results, each in place of one of the same centre, school year and scale."""
    levels: dict[Key, str] = {}
    for row in rows:
        if row.level not in ("", *LEVELS):
            raise SurveyError(
                say(
                    "'{found}' is not a level of the inspection. Known are: {known}.",
                    found=row.level,
                    known=LEVELS,
                )
            )
        key = (_centre(row.centre), school_year_named(row.school_year), row.scale)
        levels[key] = row.level
    _put(connection, inspection, levels, "level")


def inspections(connection: Connection) -> pd.DataFrame:
    """The declared table ``inspections``: one row per centre, school year and scale."""
    c = inspection.c
    columns = [c[name] for name in INSPECTIONS.names]
    rows = connection.execute(select(*columns).order_by(c.centre, c.school_year, c.id)).all()
    frame = pd.DataFrame(rows, columns=list(INSPECTIONS.names))
    frame = _of_today(frame, ["centre", "school_year", "scale"], "school_year")
    return declared(frame, INSPECTIONS)


def any_there(connection: Connection) -> bool:
    """Whether the store holds a fact or an inspection result."""
    tables = (centre_fact, inspection)
    return any(connection.execute(select(t.c.id).limit(1)).first() is not None for t in tables)


def mark_example(connection: Connection) -> None:
    """Mark all facts and results as example data."""
    for table in (centre_fact, inspection):
        connection.execute(update(table).values(example=True))


def clear_example(connection: Connection) -> None:
    """Delete the facts and results of the example."""
    for table in (centre_fact, inspection):
        connection.execute(delete(table).where(table.c.example))


def _checked(row: Fact, kinds: Mapping[str, str]) -> str:
    """The value of a fact. Raises :class:`SurveyError` for one that cannot be."""
    value = masked(" ".join(row.value.split()))
    if row.key not in kinds:
        raise SurveyError(
            say(
                "'{found}' is not a fact of a centre. Known are: {known}.",
                found=row.key,
                known=list(kinds),
            )
        )
    if kinds[row.key] in YES_OR_NO and value not in ("", "yes", "no"):
        raise SurveyError(say("'{found}' is neither yes nor no.", found=value))
    if kinds[row.key] == "number" and value and not value.isdigit():
        raise SurveyError(say("'{found}' is not a whole number.", found=value))
    return value


def _centre(name: str) -> str:
    centre = masked(" ".join(name.split()))
    if not centre:
        raise SurveyError(say("It is not said which centre this is about."))
    return centre


def _put(connection: Connection, table: Table, rows: Mapping[Key, str], value: str) -> None:
    """Put rows in place of those with the same key; of an empty value only a fact keeps a row.

    A row about a centre whose checklists are of the example belongs to the example.
    """
    if not rows:
        return
    names = [c.name for c in table.columns if c.name not in ("id", value, "example")]
    same = [table.c[name] == bindparam(f"this_{name}") for name in names]
    keys = [{f"this_{n}": part for n, part in zip(names, key, strict=True)} for key in rows]
    connection.execute(delete(table).where(*same), keys)
    invented = set(
        connection.execute(select(checklist.c.centre).where(checklist.c.example)).scalars()
    )
    records = [
        {**dict(zip(names, key, strict=True)), value: given, "example": key[0] in invented}
        for key, given in rows.items()
        if given or table is centre_fact
    ]
    if records:
        connection.execute(insert(table), records)
