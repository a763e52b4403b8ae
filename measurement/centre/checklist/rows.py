"""Rows of checklists: which of them hold now, and their states per centre and factor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from measurement.centre.checklist.tables import CHANGE_WORDS, CHECKLIST, POSITION_WORDS, READY_WORDS
from measurement.questionnaire.success_factors import FILLERS, STATES, SuccessFactors
from measurement.school_year import school_year_of
from measurement.tables import Table

READY, POSITIONS, CHANGES = map(tuple, (READY_WORDS, POSITION_WORDS, CHANGE_WORDS))
_KEYS = ["centre", "factor"]
_ORDERS = {"state": STATES, "before": STATES, "readiness": READY, "position": POSITIONS}
_ORDERS |= {"change": CHANGES, "consensus": STATES, **dict.fromkeys(FILLERS, STATES)}


def latest(table: pd.DataFrame, by: Sequence[str] = ("centre", "filled_by")) -> pd.DataFrame:
    """The rows of the last date of each group; of two checklists on one day both."""
    dates = table["date"].astype(str)
    last = dates.groupby([table[name].astype(str) for name in by]).transform("max")
    return table[dates == last].reset_index(drop=True)


def current(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that hold now: the last of each filler, in the centre's last school year."""
    last = latest(table)
    years = last["date"].astype(str).map(lambda day: school_year_of(date.fromisoformat(day)))
    newest = years.groupby(last["centre"].astype(str)).transform("max")
    return last[years == newest].reset_index(drop=True)


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Names as text, and the place of each state among the states."""
    frame = table[list(CHECKLIST.names)].copy()
    for name in ("centre", "date", "filled_by", "factor", "state"):
        frame[name] = frame[name].astype(str)
    places = {state: place for place, state in enumerate(STATES)}
    return frame.assign(rank=frame["state"].map(places).astype("float64"))


def lowest(table: pd.DataFrame) -> pd.DataFrame:
    """One row per centre, filler and factor: the most cautious of those on one day."""
    frame = ranked(table).sort_values("rank", kind="stable")
    return frame.drop_duplicates(["centre", "filled_by", "factor"])


def grid(now: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """Every centre with every factor of the checklist, in order."""
    centres = sorted(now["centre"].unique())
    rows = [
        (centre, factor.id, factor.precondition)
        for centre in centres
        for factor in success_factors.factors
    ]
    frame = pd.DataFrame(rows, columns=[*_KEYS, "precondition"])
    return frame.astype({"centre": str, "factor": str, "precondition": bool})


def states(rows: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """The lowest state per place of the grid, as an ordered category."""
    rank = rows.groupby(_KEYS)["rank"].min()
    lowest_state = rank.reindex(pd.MultiIndex.from_frame(places[_KEYS])).map(
        dict(enumerate(STATES))
    )
    return ordered(pd.Series(lowest_state.to_numpy(object), index=places.index, dtype=object))


def counted(rows: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """How many of these rows there are per place of the grid."""
    n = rows.groupby(_KEYS).size().reindex(pd.MultiIndex.from_frame(places[_KEYS])).fillna(0)
    return pd.Series(n.to_numpy().astype(int), index=places.index)


def ordered(values: pd.Series) -> pd.Series:
    """The values as an ordered category of states."""
    return values.astype(pd.CategoricalDtype(list(STATES), ordered=True))


def declared(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The columns of the declaration, in its order and kinds."""
    typed = frame[list(table.names)].reset_index(drop=True)
    for column in table.columns:
        if column.kind == "category" and column.name in _ORDERS:
            ordered_states = pd.CategoricalDtype(list(_ORDERS[column.name]), ordered=True)
            typed[column.name] = typed[column.name].astype(object).astype(ordered_states)
        elif column.kind == "category" and not isinstance(
            typed[column.name].dtype, pd.CategoricalDtype
        ):
            typed[column.name] = typed[column.name].astype(object).astype("category")
        elif column.kind == "flag":
            typed[column.name] = typed[column.name].astype(bool)
        elif column.kind == "integer":
            typed[column.name] = typed[column.name].astype("int64")
        elif column.kind == "share":
            typed[column.name] = typed[column.name].astype(float)
    return typed
