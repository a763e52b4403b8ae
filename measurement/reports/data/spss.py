"""Answers as an SPSS file: every variable a number, with labels and three kinds of no answer."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from measurement import workplace
from measurement.reports.data.variables import Variable

# What the format takes, in bytes; what is longer it cuts without a word, in the middle of a letter.
_VARIABLE_LABEL, _VALUE_LABEL, _FILE_LABEL, _NOTE = 255, 120, 64, 80


def spss(
    numbers: pd.DataFrame, variables: Sequence[Variable], title: str, notes: Sequence[str] = ()
) -> bytes:
    """The file for SPSS of a table in numbers (see ``in_numbers``); not known is system-missing."""
    import pyreadstat

    columns = {v.name: v.spss for v in variables}
    frame = numbers[list(columns)].rename(columns=columns)
    labels = {v.spss: cut(v.label, _VARIABLE_LABEL) for v in variables}
    about: dict[str, Any] = {
        "column_labels": labels,
        "variable_value_labels": {v.spss: _labels(v) for v in variables if _labels(v)},
        "missing_ranges": {v.spss: [n.code for n in v.no_answer] for v in variables if v.no_answer},
        "variable_measure": {v.spss: v.measure for v in variables},
        "variable_format": {v.spss: _format(v, frame[v.spss]) for v in variables},
    }
    lines = [line for note in notes for line in _lines(note)]
    with workplace.folder() as folder:
        place = folder / "answers.sav"
        pyreadstat.write_sav(
            frame, place, file_label=cut(title, _FILE_LABEL), note=lines, row_compress=True, **about
        )
        return place.read_bytes()


def cut(text: str, most: int) -> str:
    """The text, of at most ``most`` bytes; what is cut off ends in an ellipsis.

    >>> cut("één", 5), cut("éénmaal", 8)
    ('één', 'één…')
    """
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - len("…".encode())].decode(errors="ignore")
    return f"{kept.rstrip()}…"


def _labels(variable: Variable) -> dict[float, str]:
    every = (*variable.values, *variable.no_answer)
    return {float(v.code): cut(v.label, _VALUE_LABEL) for v in every}


def _format(variable: Variable, values: pd.Series) -> str:
    """As wide as its longest number: without a format SPSS shows a score as 8.00."""
    longest = max((abs(float(v)) for v in (values.min(), values.max()) if v == v), default=0.0)
    whole = len(str(int(longest))) + (bool((values < 0).any()))
    known = max((len(str(v.code)) for v in (*variable.values, *variable.no_answer)), default=1)
    width = max(whole, known)
    return (
        f"F{width + 1 + variable.decimals}.{variable.decimals}"
        if variable.decimals
        else f"F{width}.0"
    )


def _lines(note: str) -> list[str]:
    """A note in lines of at most 80 bytes: SPSS cuts longer ones."""
    wrapped = textwrap.wrap(note, _NOTE - 20) or [""]
    return [cut(line, _NOTE) for line in wrapped]
