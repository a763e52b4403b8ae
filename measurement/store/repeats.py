"""Answers that came in before: the same survey exported once more, with later answers added.

A row that says exactly the same as one of an earlier import does not count a second time. That is
worked out anew after every change, so that undoing the earlier import lets the later one count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from measurement.store.schema import file_import, respondent

REPEATED = "repeated"
LEAST_UNNAMED = 3  # fewer equal rows without a person may well be chance


@dataclass
class Repeats:
    """How many rows of each import are of people who answered before, and how many are copies."""

    met: Counter[int] = field(default_factory=Counter)
    copies: Counter[int] = field(default_factory=Counter)


def settle(connection: Connection, surveys: Collection[int]) -> Repeats:
    """Mark every copy in these surveys as ``repeated``, and let all others count again."""
    repeats = Repeats()
    layouts: dict[int, str] = {}
    for survey in surveys:
        imports = _imports_of(connection, survey)
        if len(imports) < 2:
            _release(connection, survey, imports)
            continue
        for row in connection.execute(
            select(file_import.c.id, file_import.c.layout).where(file_import.c.id.in_(imports))
        ):
            layouts[row.id] = repr(row.layout)
        rows = _rows(connection, survey, imports)
        met, copies = _compared(rows, layouts)
        _mark(connection, rows, copies)
        repeats.met.update(row.import_id for row in rows if row.id in met)
        repeats.copies.update(row.import_id for row in rows if row.id in copies)
    return repeats


def _imports_of(connection: Connection, survey: int) -> list[int]:
    chosen = (
        select(respondent.c.import_id)
        .join(file_import)
        .where(respondent.c.survey_id == survey, file_import.c.undone_at.is_(None))
        .distinct()
    )
    return list(connection.execute(chosen).scalars())


def _release(connection: Connection, survey: int, imports: Sequence[int]) -> None:
    """Nothing to compare with: what was a copy counts again."""
    r = respondent.c
    connection.execute(
        update(respondent)
        .where(r.survey_id == survey, r.import_id.in_(imports), r.excluded == REPEATED)
        .values(excluded="")
    )


def _rows(connection: Connection, survey: int, imports: Sequence[int]) -> list[Row[Any]]:
    """The rows that count, that were left out by hand, or that were found to be copies."""
    r = respondent.c
    return list(
        connection.execute(
            select(r.id, r.import_id, r.row, r.person, r.answered_on, r.centre, r.excluded)
            .add_columns(r.kept, r.codes)
            .where(r.survey_id == survey, r.import_id.in_(imports))
            .where(r.excluded.in_(("", REPEATED, "left_out")))
            .order_by(r.import_id, r.row)
        )
    )


def _compared(rows: Iterable[Row[Any]], layouts: dict[int, str]) -> tuple[set[int], set[int]]:
    """The ids of rows of people met in an earlier import, and of rows that say the same."""
    people: set[str] = set()
    said: set[tuple[str, str, bytes]] = set()
    unnamed: list[frozenset[object]] = []
    met: set[int] = set()
    copies: set[int] = set()
    for import_id, group in groupby(rows, key=lambda row: row.import_id):
        layout = layouts[import_id]
        part = list(group)
        named = {row.id: (row.person, layout, row.codes) for row in part if row.person}
        copies |= {row for row, answer in named.items() if answer in said}
        met |= {row for row, answer in named.items() if answer[0] in people}
        said.update(named.values())
        people.update(answer[0] for answer in named.values())
        copies |= _unnamed_copies(part, layout, unnamed)
    return met | copies, copies


def _unnamed_copies(
    part: Sequence[Row[Any]], layout: str, earlier: list[frozenset[object]]
) -> set[int]:
    """Rows without a person are copies where a whole earlier import comes back in its place."""
    here = {
        (layout, row.row, row.answered_on, row.centre, row.codes): row.id
        for row in part
        if not row.person
    }
    whole = [rows for rows in earlier if len(rows) >= LEAST_UNNAMED and rows <= here.keys()]
    earlier.append(frozenset(here))
    return {here[key] for rows in whole for key in rows}  # type: ignore[index]


def _mark(connection: Connection, rows: Iterable[Row[Any]], copies: set[int]) -> None:
    changed: dict[str, list[dict[str, int]]] = defaultdict(list)
    for row in rows:
        if row.excluded == "left_out" or row.kept:
            continue
        wanted = REPEATED if row.id in copies else ""
        if wanted != row.excluded:
            changed[wanted].append({"this": row.id})
    for excluded, ids in changed.items():
        connection.execute(
            update(respondent)
            .where(respondent.c.id == bindparam("this"))
            .values(excluded=excluded),
            ids,
        )
