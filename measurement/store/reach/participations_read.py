"""Reads what the store knows of participations: which rows count, of whom, and their lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from measurement.centre.checklist.rows import declared
from measurement.reach.tables import PARTICIPATIONS
from measurement.store.answers.renaming import under_todays_names
from measurement.store.schema import file_import, participation, participation_file, respondent

TEXTS = ("school_year", "strategy", "initiative", "session", "centre", "role")
_FILED = ("id", "created_at", "file", "school_years")
COLUMNS = (*_FILED, "n_participations", "n_repeated", "excluded", "problems", "undone", "example")
_OCCASION = ("person", "school_year", "strategy", "initiative", "session", "held_on")


def counting(connection: Connection) -> list[Any]:
    """The rows that count; of the same person at the same session the first, in whatever list."""
    p = participation.c
    rows = connection.execute(
        select(p.file_id, *(p[name] for name in (*TEXTS, "held_on", "person")))
        .join(participation_file)
        .where(participation_file.c.undone_at.is_(None), p.excluded == "")
        .order_by(p.file_id, p.row)
    ).all()
    seen: dict[tuple[Any, ...], int] = {}
    kept = []
    for row in rows:
        occasion = tuple(getattr(row, name) for name in _OCCASION)
        if not row.person or seen.setdefault(occasion, row.file_id) == row.file_id:
            kept.append(row)
    return kept


def table(connection: Connection) -> pd.DataFrame:
    """The declared table ``participations``, in the order the lists came in."""
    rows = counting(connection)
    frame = pd.DataFrame(rows, columns=["file_id", *TEXTS, "held_on", "person"])
    numbers = _numbers(connection, frame["person"].tolist())
    under_todays_names(frame)
    for name in TEXTS:
        frame[name] = frame[name].astype(object).where(frame[name] != "", None)
    frame["held_on"] = [None if d is None else d.isoformat() for d in frame["held_on"]]
    frame["person"] = 0
    declared_table = declared(frame, PARTICIPATIONS)
    declared_table["person"] = pd.array(numbers, dtype="Int64")
    return declared_table


def _numbers(connection: Connection, people: Sequence[str]) -> list[int | None]:
    """A number per person: that of the answers, else a negative one in order of appearance."""
    r = respondent.c
    answered = connection.execute(
        select(r.person, r.id)
        .join(file_import)
        .where(file_import.c.undone_at.is_(None), r.excluded == "", r.person != "")
        .order_by(r.import_id, r.row)
    )
    number_of: dict[str, int] = {}
    for person, number in answered:
        number_of.setdefault(person, number)
    others: dict[str, int] = {}
    return [
        None
        if not person
        else number_of[person]
        if person in number_of
        else others.setdefault(person, -1 - len(others))
        for person in people
    ]


def files(connection: Connection) -> pd.DataFrame:
    """One row per list, the newest first."""
    f, p = participation_file.c, participation.c
    aside: dict[int, dict[str, list[int]]] = defaultdict(dict)
    years: dict[int, set[str]] = defaultdict(set)
    counts: Counter[int] = Counter()
    chosen = select(p.file_id, p.excluded, p.row, p.school_year).order_by(p.file_id, p.row)
    for file_id, excluded, row, school_year in connection.execute(chosen):
        if excluded:
            aside[file_id].setdefault(excluded, []).append(row)
        else:
            counts[file_id] += 1
            years[file_id].add(school_year)
    kept = Counter(row.file_id for row in counting(connection))
    rows = []
    for one in connection.execute(select(participation_file).order_by(f.id.desc())):
        undone = one.undone_at is not None
        n = counts[one.id] if undone else kept[one.id]
        left = {**one.notes["aside"], **aside[one.id]}
        told = (left, one.notes["problems"], undone, one.example)
        school_years = tuple(sorted(years[one.id]))
        filed = (one.id, one.created_at, one.file, school_years)
        rows.append((*filed, n, counts[one.id] - n, *told))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["created_at"] = pd.to_datetime(frame["created_at"], utc=True)
    return frame.astype({"undone": bool, "example": bool})
