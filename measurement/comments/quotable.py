"""Which remarks may be released as quotes: of a centre and a school year, from enough writers."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

import numpy as np
import pandas as pd

from measurement.releases.given import Identity, Keys, keys_of
from measurement.releases.limits import LIMITS, Limits

_AS_ITEM = "quotes"  # the place of an item in the keys of remarks


class Batch(NamedTuple):
    """Remarks of a centre in a school year of which some may be released, now or later.

    ``rows`` are their places in the table, ``keys`` what is held of them from the release on.
    """

    centre: str
    school_year: str
    writers: int
    rows: tuple[int, ...]
    keys: tuple[str, ...]


def batches(
    remarks: pd.DataFrame,
    identities: Sequence[Identity],
    secret: bytes,
    held: Set[str] = frozenset(),
    limits: Limits = LIMITS,
) -> tuple[Batch, ...]:
    """The batches of remarks that were in none before, by centre and school year.

    ``remarks``: one row per remark, with ``respondent``, ``centre`` and ``school_year``;
    ``identities`` are those of its rows, ``held`` the keys of earlier batches. Remarks that came
    late wait until there are enough writers among them: a quote that is added after one colleague
    answered would be that colleague's.
    """
    keys = [remark_keys(secret, one) for one in identities]
    new = np.array([_new(one, held) for one in keys], bool)
    table = remarks.assign(_row=np.arange(len(remarks)))[new].dropna(
        subset=["centre", "school_year"]
    )
    new_batches = []
    for (centre, year), part in table.groupby(["centre", "school_year"], observed=True):
        rows = tuple(int(row) for row in part["_row"])
        writers = int(part["respondent"].nunique())
        if writers >= limits.writers:
            own = tuple(key for row in rows for key in keys[row].own)
            new_batches.append(Batch(str(centre), str(year), writers, rows, own))
    return tuple(new_batches)


def remark_keys(secret: bytes, one: Identity) -> Keys:
    """The keys by which the remarks of an answer are recognised as those of a batch."""
    return keys_of(secret, one, _AS_ITEM)


def _new(one: Keys, held: Set[str]) -> bool:
    return not one.in_any(held)
