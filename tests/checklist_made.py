"""Small tables of checklists, as a reader writes them in a test."""

from __future__ import annotations

import pandas as pd

from measurement.centre.checklist.rows import declared
from measurement.centre.checklist.tables import CHECKLIST
from measurement.questionnaire.success_factor_files import load

KNOWN = load()
STATE = {"0": "absent", "1": "partial", "2": "present"}


def lists(*rows: str) -> pd.DataFrame:
    """The table ``checklist`` of lines such as ``A 2024-10-01 directie 211......``.

    The states are those of S1 to S9: 0 absent, 1 partial, 2 present, . not filled in.
    """
    made = []
    for number, row in enumerate(rows, start=1):
        centre, date, filler, states = row.split()
        for factor, state in zip(KNOWN.ids, states, strict=True):
            if state != ".":
                first = factor in KNOWN.preconditions
                made.append((centre, date, filler, factor, first, STATE[state], None, number))
    return declared(pd.DataFrame(made, columns=list(CHECKLIST.names)), CHECKLIST)
