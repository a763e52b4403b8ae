"""Csv for analysts: international or Belgian, with all decimals or rounded."""

from __future__ import annotations

import pandas as pd

from measurement.reports.files import harmless

# Enough for a share in per cents with one decimal, and for a mean with two.
DECIMALS = 4


def csv(frame: pd.DataFrame, belgian: bool = False, rounded: bool = False) -> bytes:
    """The table as csv; text that a spreadsheet would run is made harmless.

    International: UTF-8, comma, decimal point, for scripts. Belgian: ``;``, a decimal comma and a
    byte order mark, so that Excel in Belgium and the Netherlands opens it rightly. ``rounded`` to four decimals.
    """
    table = harmless(frame)
    if rounded:
        floats = [c for c in table.columns if pd.api.types.is_float_dtype(table[c])]
        table[floats] = table[floats].round(DECIMALS)
    if not belgian:
        return table.to_csv(index=False, lineterminator="\n").encode()
    written = table.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return written.encode("utf-8-sig")
