"""Targets: what was agreed to reach, and how far every centre and the network are.

A target is a row of ``targets.csv`` that names one of the registered measures; a new target with a
known measure is a new row. Source of the five targets: annual report of the POC+, 2025-2030.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.reach.reach import staff_of
from measurement.reach.tables import STATES, TARGETS
from measurement.reach.target_measures import ADDING_UP, MEASURES, Results, lacking
from measurement.reach.target_model import NETWORK, Known, Result, Target

MET, NOT_MET, NO_DATA = STATES


def targets(
    participations: pd.DataFrame,
    figures: pd.DataFrame,
    facts: pd.DataFrame,
    answers: Answers,
    definitions: Sequence[Target],
    school_years: Sequence[str],
    centres: Sequence[str],
) -> pd.DataFrame:
    """The declared table ``targets``: per target the network, then every centre, in order.

    ``value`` is n / of, or n where the target is a number; the state is ``met`` from the threshold
    on, exactly. In the network's row of a target that is set for centres, n is the number of centres
    that meet it and ``of`` those with data; it is met when all ``centres`` are. Outside its period
    a target is compared with all the same (``in_period``): what was before is a zero measurement.
    A measure that adds up takes all school years of the period up to the last of ``school_years``.
    Figures add up over several school years. ``above``: more than 100 %, so one of the two numbers
    is not right.
    """
    rows: list[dict[str, object]] = []
    for target in definitions:
        years = _years(target, participations, school_years)
        data = Known(
            participations[participations["school_year"].isin(years)],
            figures,
            staff_of(facts),
            answers.where(school_year=years),
            tuple(years),
            tuple(centres),
        )
        rows += _rows(target, MEASURES[target.measure](target, data), data, school_years)
    table = pd.DataFrame(rows, columns=list(TARGETS.names))
    judged = "+".join(sorted(school_years)) or None
    table["school_year"] = pd.Categorical([judged] * len(table))
    table["target"] = pd.Categorical(table["target"], categories=[t.id for t in definitions])
    table["centre"] = table["centre"].astype(object).astype("category")
    table["state"] = pd.Categorical(table["state"], categories=list(STATES), ordered=True)
    table["advice"] = table["advice"].astype(object).astype("category")
    numbers = table.astype({"n": "Int64", "of": "Int64", "value": float, "threshold": float})
    return numbers.astype({"proxy": bool, "above": bool, "in_period": bool})


def _years(target: Target, participations: pd.DataFrame, chosen: Sequence[str]) -> list[str]:
    if target.measure in ADDING_UP and chosen and target.holds_in(chosen):
        there = {*participations["school_year"].dropna().astype(str), *chosen}
        return sorted(year for year in there if target.from_year <= year <= max(chosen))
    return sorted(chosen)


def _rows(
    target: Target, results: Results, data: Known, chosen: Sequence[str]
) -> list[dict[str, object]]:
    threshold = Fraction(target.threshold)
    centres = data.centres if target.scope != "network" else ()
    lines = {c: results.get(c, Result(advice="no_data")) for c in centres}
    states = {c: _state(result, threshold) for c, result in lines.items()}
    of_network, network_threshold = results.get(NETWORK, Result(advice="no_data")), threshold
    if target.scope == "centre":
        n_met, n_seen = _times(states, MET), len(states) - _times(states, NO_DATA)
        of_network = Result(n_met, n_seen) if n_seen else lacking(lines.values())
        network_threshold = Fraction(1)
    state = _state(of_network, network_threshold)
    if target.scope == "centre" and state == MET and NO_DATA in states.values():
        state, of_network = NO_DATA, of_network._replace(advice="incomplete")
    in_period = target.holds_in(chosen)
    running = in_period and target.measure in ADDING_UP and max(chosen, default="") < target.to_year
    targets_told = [_row(target, NETWORK, of_network, network_threshold, state, in_period)]
    for centre, result in lines.items():
        told = result
        if states[centre] == NOT_MET and not result.advice and running:
            told = result._replace(advice="running")
        elif states[centre] == MET:
            told = result._replace(advice="")
        targets_told.append(_row(target, centre, told, threshold, states[centre], in_period))
    return targets_told


def _times(states: Mapping[str, str], state: str) -> int:
    return sum(held == state for held in states.values())


def _state(result: Result, threshold: Fraction) -> str:
    """Met from the threshold on, on the exact fraction."""
    if result.n is None or result.of == 0:
        return NO_DATA
    return MET if result.n >= threshold * (1 if result.of is None else result.of) else NOT_MET


def _row(
    target: Target, centre: str, result: Result, threshold: Fraction, state: str, in_period: bool
) -> dict[str, object]:
    n, of = result.n, result.of
    seen = state != NO_DATA and n is not None
    return {
        "target": target.id,
        "centre": centre or None,
        "n": n,
        "of": of,
        "value": np.nan if not seen or n is None else n if of is None else n / of,
        "threshold": float(threshold),
        "state": state,
        "proxy": target.proxy,
        "above": n is not None and of is not None and n > of > 0,
        "in_period": in_period,
        "advice": result.advice or None,
    }
