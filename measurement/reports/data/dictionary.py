"""The data dictionary: the variables of a file and their values, as declared tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from measurement.reports.data.tables import VALUES, VARIABLES
from measurement.reports.data.variables import Variable
from measurement.rows import framed


def dictionary(variables: Iterable[Variable]) -> dict[str, pd.DataFrame]:
    """The declared tables ``variables`` and ``values``, in the order of the file."""
    listed = list(variables)
    order = {"variable": [v.name for v in listed]}
    return {
        VARIABLES.name: framed(map(_row, listed), VARIABLES, order),
        VALUES.name: framed(_values(listed), VALUES, order),
    }


def _row(variable: Variable) -> tuple[object, ...]:
    low, high = variable.ends or (None, None)
    return (
        variable.name,
        variable.spss,
        variable.label,
        variable.measure,
        variable.module or None,
        variable.direction or None,
        low,
        high,
    )


def _values(variables: Iterable[Variable]) -> Iterator[tuple[object, ...]]:
    for variable in variables:
        for value in variable.values:
            yield variable.name, value.code, value.value, value.label, False
        for value in variable.no_answer:
            yield variable.name, value.code, value.value, value.label, True
