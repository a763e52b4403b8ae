"""What checklists of success factors say: readiness, what is missing, change. No total score.

Several people may fill in the checklist of one centre. What holds for a centre is
:func:`current`: of everyone who filled in (management, core team, POC+, staff) the last time, as
far as that lies in the school year of the centre's last checklist. Where they differ, the *most
cautious* state counts, the lowest that anyone gave: what one of them finds lacking is worth
talking about. :func:`spread` shows all of them side by side. For the view of one of them alone,
give these functions the rows of that filler.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from measurement.centre.checklist.rows import (
    counted,
    current,
    declared,
    grid,
    latest,
    lowest,
    ordered,
    ranked,
    states,
)
from measurement.centre.checklist.tables import (
    CHANGE,
    MISSING,
    PRESSURE_SUPPORT,
    READINESS,
    SPREAD,
    matrix_table,
)
from measurement.questionnaire.success_factors import FILLERS, STATES, SuccessFactors

__all__ = [
    "change",
    "current",
    "latest",
    "matrix",
    "missing",
    "pressure_support",
    "readiness",
    "spread",
]


def spread(table: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """The declared table ``spread``: every state given now, one row per centre and factor.

    Of several members of staff the lowest state stands under ``medewerker``; ``n_absent``,
    ``n_partial`` and ``n_present`` count them all.
    """
    now = ranked(current(table))
    frame = grid(now, success_factors)
    for filler in FILLERS:
        frame[filler] = states(now[now["filled_by"] == filler], frame)
    frame["n"] = counted(now, frame)
    for rank, state in enumerate(STATES):
        frame[f"n_{state}"] = counted(now[now["rank"] == rank], frame)
    frame["state"] = states(now, frame)
    agreed = frame[[f"n_{state}" for state in STATES]].max(axis=1) == frame["n"]
    frame["consensus"] = frame["state"].where(agreed)
    return declared(frame, SPREAD)


def matrix(table: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """Centres × factors: the most cautious state now; missing where it is not filled in.

    One row per centre, sorted by name, with a column per factor in the order of the checklist.
    """
    now = ranked(current(table))
    frame = grid(now, success_factors)
    frame["state"] = states(now, frame).astype(object)
    wide = frame.pivot(index="centre", columns="factor", values="state")
    wide = wide.reindex(columns=list(success_factors.ids)).rename_axis(columns=None).reset_index()
    for factor in success_factors.ids:
        wide[factor] = ordered(wide[factor])
    return declared(wide, matrix_table(success_factors.names))


def readiness(table: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """The declared table ``readiness``: may a centre start? One row per centre.

    *ready*: every precondition is fully present. *not_ready*: at least one is absent, whatever
    the others are. *partly*: none is absent, at least one is only partly there. *unknown*: none is
    absent, but not all are filled in.
    """
    wide = matrix(table, success_factors)
    dates = table["date"].astype(str).groupby(table["centre"].astype(str)).max()
    rows = []
    for centre, *answered in wide[["centre", *success_factors.preconditions]].itertuples(
        index=False
    ):
        given = dict(zip(success_factors.preconditions, answered, strict=True))
        lacking = [f for f, state in given.items() if state in STATES[:2]]
        blank = [f for f, state in given.items() if state not in STATES]
        rows.append(
            {
                "centre": centre,
                "date": dates[str(centre)],
                "readiness": _verdict(list(given.values()), bool(blank)),
                "lacking": "|".join(lacking) or None,
                "not_filled": "|".join(blank) or None,
                "n_present": list(given.values()).count("present"),
                "n_preconditions": len(given),
            }
        )
    return declared(pd.DataFrame(rows, columns=list(READINESS.names)), READINESS)


def _verdict(states: Sequence[object], blank: bool) -> str:
    if "absent" in states:
        return "not_ready"
    if blank:
        return "unknown"
    return "partly" if "partial" in states else "ready"


def missing(table: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """The declared table ``missing``: what is not fully present now, with tip and warning.

    One row per centre and factor, preconditions first, then absent before partial. A factor that
    is not filled in is not listed: about that nothing is known.
    """
    now = ranked(current(table))
    frame = grid(now, success_factors)
    frame["state"] = states(now, frame)
    frame = frame[frame["state"].isin(STATES[:2])]
    by_id = success_factors.factor_by_id
    frame = frame.assign(
        tip=[str(by_id[f].tip) for f in frame["factor"]],
        warning=[str(by_id[f].warning) for f in frame["factor"]],
    )
    frame["warning"] = frame["warning"].where(frame["warning"] != "")
    order = ["centre", "precondition", "state", "factor"]
    frame = frame.sort_values(order, ascending=[True, False, True, True])
    return declared(frame, MISSING)


def pressure_support(table: pd.DataFrame, success_factors: SuccessFactors) -> pd.DataFrame:
    """The declared table ``pressure_support``: how much is asked, and how much is supported.

    Both are the mean over the factors filled in that ``success_factors.csv`` counts on that side,
    by the value of their state in ``terms.csv`` (0, 0.5, 1). They are two positions in a picture,
    never added up. One row per centre.

    Source: the checklist's remark that pressure without support brings resistance, and support
    without pressure makes an initiative optional. Which factors count where is an assumption.
    """
    wide = matrix(table, success_factors)
    weights = {state: success_factors.weight(state) for state in STATES}
    frame = wide[["centre"]].copy()
    for side in ("pressure", "support"):
        chosen = [factor.id for factor in success_factors.factors if getattr(factor, side)]
        values = wide[chosen].astype(object).apply(lambda states: states.map(weights))
        frame[side] = values.astype(float).mean(axis=1)
        frame[f"n_{side}"] = values.notna().sum(axis=1)
    limit = success_factors.threshold("pressure_support")
    pairs = zip(frame["pressure"], frame["support"], strict=True)
    frame["position"] = [_position(pressure, support, limit) for pressure, support in pairs]
    return declared(frame, PRESSURE_SUPPORT)


def _position(pressure: float, support: float, limit: float) -> str | float:
    """Where a centre stands; a share of exactly the limit counts as little."""
    if pd.isna(pressure) or pd.isna(support):
        return float("nan")
    if pressure > limit:
        return "both" if support > limit else "pressure_only"
    return "support_only" if support > limit else "neither"


def change(table: pd.DataFrame) -> pd.DataFrame:
    """The declared table ``change``: each filler's last checklist beside their one before.

    One row per centre, filler and factor of the last checklist. *new* was not filled in the time
    before (or there was none). Different fillers are never compared with each other.
    """
    now = lowest(latest(table))
    dates = table["date"].astype(str)
    last = dates.groupby([table[k].astype(str) for k in ("centre", "filled_by")]).transform("max")
    earlier = lowest(latest(table[dates < last]))
    keys = ["centre", "filled_by", "factor"]
    before = earlier[[*keys, "state", "rank"]].rename(
        columns={"state": "before", "rank": "rank_before"}
    )
    days = earlier[["centre", "filled_by", "date"]].drop_duplicates()
    days = days.rename(columns={"date": "date_before"})
    frame = now.merge(before, on=keys, how="left").merge(days, on=keys[:2], how="left")
    step = frame["rank"] - frame["rank_before"]
    frame["change"] = "new"
    for name, chosen in (("better", step > 0), ("same", step == 0), ("worse", step < 0)):
        frame.loc[chosen, "change"] = name
    return declared(frame.sort_values(keys), CHANGE)
