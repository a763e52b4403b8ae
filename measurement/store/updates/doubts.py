"""Rows that may be answers that were left out by hand before, where nothing tells for sure."""

from __future__ import annotations

import numpy as np

from measurement.store.updates.content import Mask, Numbers
from measurement.store.updates.matching import PERSON
from measurement.store.updates.relation import UPDATE
from measurement.store.updates.updating import OUT, Comparison

_LIKE = 0.6  # share of the columns in which a corrected answer agrees at least


def doubtful(comparison: Comparison) -> tuple[int, ...]:
    """The rows of the file of which the reader must say whether they count, as Excel shows them.

    Only of answers without a person or anything of the tool: a left-out answer of which more than
    one row may be the later state, or one of several that say the same.
    """
    frame, linked = comparison.old.frame, comparison.linked
    updated = [number for number, relation in comparison.relations.items() if relation == UPDATE]
    of_persons = linked.where(linked.strength >= PERSON)
    old = frame["import_id"].isin(updated).to_numpy() & ~_places(of_persons.old, len(frame))
    new = ~_places(of_persons.new, len(comparison.new.frame))
    out = np.flatnonzero(old & (frame["by_hand"] == OUT).to_numpy())
    candidates = np.zeros(len(new), bool)
    for row in out.tolist():
        candidates |= _candidates(comparison, row, old, new)
    return tuple(comparison.new.frame["row"].to_numpy()[candidates].tolist())


def _candidates(comparison: Comparison, row: int, old: Mask, new: Mask) -> Mask:
    """The new rows that may be this answer, if it is not clear which."""
    whole = comparison.matching.content.whole
    rows = np.flatnonzero(new)
    rows = rows[~comparison.matching.contradict(np.full(len(rows), row), rows)]
    same = rows[whole[1][rows] == whole[0][row]]
    if len(same):
        alike = np.flatnonzero(old & (whole[0] == whole[0][row]))
        all_out = (comparison.old.frame["by_hand"].to_numpy()[alike] == OUT).all()
        return _places(same if len(same) != len(alike) and not all_out else same[:0], len(new))
    taken = comparison.linked.where(comparison.linked.alike).new
    rows = rows[~_places(taken, len(new))[rows]]
    agree = comparison.matching.content.agreement(np.full(len(rows), row), rows)
    rows = rows[agree >= _LIKE]
    mine = comparison.linked.new[comparison.linked.old == row]
    clear = len(rows) == 1 and rows[0] in mine
    return _places(rows[:0] if clear else rows, len(new))


def _places(rows: Numbers, n: int) -> Mask:
    flags = np.zeros(n, bool)
    flags[rows] = True
    return flags
