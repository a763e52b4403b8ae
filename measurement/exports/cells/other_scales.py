"""Columns of an item that use another scale than the questionnaire says."""

from __future__ import annotations

from measurement.exports.cells.items import (
    ItemColumn,
    is_answers,
    leave_out,
    read_columns,
    settle_codes,
)
from measurement.exports.cells.reading import UNREADABLE
from measurement.exports.rows.table import Table
from measurement.questionnaire.scale import FIRST_POINT

_OTHER_SHARE = 0.1


def on_another_scale(columns: list[ItemColumn]) -> list[ItemColumn]:
    """The columns whose cells speak of points that their scale does not have.

    Where most columns on a scale do, the others go with them, unless their own words or numbers
    prove the scale: in a form from 0 to 7 one question may never get a 0.
    """
    sure = [column for column in columns if _is_other(column)]
    others = list(sure)
    for scale in {column.reader.scale.id for column in sure}:
        same = [column for column in columns if column.reader.scale.id == scale]
        out = [column for column in same if column in sure]
        if 2 * len(out) > len(same):
            values = {value for column in out for value in _outside(column)}
            others += [c for c in same if c not in sure and c.n_filled and not _proof(c, values)]
    return others


def _is_other(column: ItemColumn) -> bool:
    values = _outside(column)
    n = column.count(lambda r: r.outside is not None)
    return bool(n) and (
        n >= _OTHER_SHARE * column.n_filled or (n > 1 and not _proof(column, values))
    )


def _outside(column: ItemColumn) -> set[int]:
    return {r.outside for r in column.readings.values() if r.outside is not None}


def _proof(column: ItemColumn, outside: set[int]) -> int:
    """How many cells show that the scale is ours all the same, whatever lies outside.

    Its words at the end in question, or a number that the other scale cannot have: above its
    highest point, or 8 where a scale from 0 ends at 7.
    """
    points = column.reader.scale.points
    above = {value for value in outside if value >= points[0]}
    beyond = max(above) if above else points[-1] - 1
    ends = {points[-1]} if above else {points[0], points[-1]}

    def shows(code: int, claims: int) -> bool:
        if not FIRST_POINT <= code < UNREADABLE:
            return False
        point = points[code - FIRST_POINT]
        return point > beyond or (claims != 0 and point in ends)

    return column.count(lambda r: shows(r.code, r.claims))


def item_columns(table: Table) -> list[ItemColumn]:
    """The columns of items. One whose cells are no answers becomes unknown, and is told."""
    columns = read_columns(table)
    others = {column.index for column in on_another_scale(columns)}
    on_scale = []
    for column in columns:
        if column.index in others:
            leave_out(table, column, "other_scale")
        elif not is_answers(column):
            leave_out(table, column, "not_answers")
        else:
            on_scale.append(column)
    settle_codes(table, on_scale)
    return on_scale
