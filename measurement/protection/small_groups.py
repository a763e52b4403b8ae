"""Which rows of a summary table rest on a small group: marked for who takes the table away."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from measurement.releases.limits import LIMITS, Limits
from measurement.tables import Table

BASES = ("n", "n_scored", "n_answered")  # the first of these that a table has is its base
_OF_PEOPLE = ("answers", "persons")  # what a base counts; that of the targets differs per target
# A row of these is a part of a group, or one person's remark: its number is no base.
_PARTS = frozenset(
    {"counts", "distribution", "profiles", "comments", "scored", "themed", "remarks"}
)
CROSSED = frozenset({"ambt", "role", "experience", "education"})


def counts_people(declared: Table) -> bool:
    """Whether the base of a declared table counts the answers or persons that a row rests on."""
    base = base_of(declared.names)
    unit = next((c.unit.message for c in declared.columns if c.name == base), "")
    return unit in _OF_PEOPLE and declared.name not in _PARTS


def base_of(columns: Iterable[str]) -> str | None:
    """The column that says on how many answers a row rests; None where there is none.

    >>> base_of(["item", "n_scored", "n_high"]), base_of(["centre", "state"])
    ('n_scored', None)
    """
    known = set(columns)
    return next((name for name in BASES if name in known), None)


def least(columns: Iterable[str], limits: Limits = LIMITS) -> int:
    """From how many answers a row is no small group, in a table with these columns.

    ``limits.crossed`` with a person characteristic (``CROSSED``) among them, else ``limits.persons``.
    """
    return limits.persons if CROSSED.isdisjoint(columns) else limits.crossed


def small_groups(table: pd.DataFrame, limits: Limits = LIMITS) -> pd.Series:
    """Whether each row of a table rests on fewer answers than :func:`least`, with its index.

    Judged on one column: ``n``, else ``n_scored``, else ``n_answered``. For a response rate in
    ``trend`` that is the number of invitations. A row without answers, or of which the number is
    not known, is not small; nor is any row of a table without such a column. These are answers:
    a person who answered in several surveys counts as often. The column must count answers; what
    is small of other things (targets, checklists) is not told.
    """
    base = base_of(table.columns)
    if base is None:
        return pd.Series(False, index=table.index, dtype=bool)
    n = table[base].fillna(0)
    return ((n > 0) & (n < least(table.columns, limits))).astype(bool)
