"""Scales that ran the other way: '1 - helemaal akkoord' in the whole form, or from one row on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from measurement.exports.cells import UNREADABLE
from measurement.exports.items import Codes, ItemColumn
from measurement.exports.table import Table

Rows = npt.NDArray[np.intp]


def directed(table: Table, columns: list[ItemColumn]) -> list[Codes]:
    """The codes of every column, turned where the words stand at the other end of the scale."""
    claims = [(c.rows(lambda r: r.claims == 1), c.rows(lambda r: r.claims == -1)) for c in columns]
    mixed = [i for i, (here, there) in enumerate(claims) if len(here) and len(there)]
    change = _change([claims[i] for i in mixed])
    scales = {columns[i].reader.scale.id for i in mixed}
    made, whole, partly = [], [], []
    for column, (here, there) in zip(columns, claims, strict=True):
        turned = table.none()
        if change is not None and column.reader.scale.id in scales and _fits(here, there, change):
            turned[change] = True
            partly.append(column)
        elif len(there) and not len(here):
            turned[:] = True
            whole.append(column)
        codes = column.codes(turned)
        if len(there) and not turned.any():
            codes[there] = UNREADABLE
        made.append(codes)
    _tell_whole(table, whole)
    _tell_partly(table, partly, change)
    return made


def _change(claims: list[tuple[Rows, Rows]]) -> slice | None:
    """The rows of the other direction, when these follow or precede all the usual ones."""
    if not claims:
        return None
    here = np.concatenate([usual for usual, _ in claims])
    there = np.concatenate([opposite for _, opposite in claims])
    if here.max() < there.min():
        return slice(int(there.min()), None)
    if there.max() < here.min():
        return slice(0, int(there.max()) + 1)
    return None


def _fits(usual: Rows, opposite: Rows, change: slice) -> bool:
    """Whether nothing in a column speaks against the change that other columns show."""
    return bool(_inside(opposite, change).all() and not _inside(usual, change).any())


def _inside(rows: Rows, change: slice) -> npt.NDArray[np.bool_]:
    stop = np.iinfo(np.intp).max if change.stop is None else change.stop
    return np.asarray((rows >= change.start) & (rows < stop))


def _tell_whole(table: Table, columns: list[ItemColumn]) -> None:
    for column in columns:
        table.tell(
            "turned",
            "the words stand at the other end of the scale than in the questionnaire; all answers were turned.",
            "Check the form: if this is not so, leave the column out.",
            column=column.index,
        )


def _tell_partly(table: Table, columns: list[ItemColumn], change: slice | None) -> None:
    if change is None:
        return
    first = change.start
    last = table.n - 1 if change.stop is None else change.stop - 1
    for column in columns:
        table.tell(
            "turned",
            "in rows {first} to {last} the scale runs the other way (the words stand at the other end); those answers were turned.",
            "Check the form: if this is not so, leave these rows out.",
            at=[first],
            column=column.index,
            first=str(table.layout.excel_row(first)),
            last=str(table.layout.excel_row(last)),
        )
