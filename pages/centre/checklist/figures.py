"""Figures of the checklists: pressure and support, and the network's states."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.checklist.tables import POSITION_WORDS
from measurement.measures.extremes import Value, spread
from measurement.reports.figures import checklists
from measurement.tables import records
from measurement.words import number
from measurement.words import text as _
from pages.desk import centres
from pages.desk.cache import kept_per_scope


@kept_per_scope
def pressure(centre: str) -> go.Figure | None:
    """Pressure × support: this centre among the others."""
    return checklists.pressure(centres.pressure_support(), centre)


@kept_per_scope
def pressure_said(centre: str) -> str:
    """Where a centre stands between pressure and support, in a sentence."""
    table = centres.pressure_support()
    row = next(records(table[table["centre"] == centre]))
    return _(
        "{centre}: {position}. Pressure {pressure}, support {support}, both from 0 to 1.",
        centre=centre,
        position=str(POSITION_WORDS[str(row.position)]),
        pressure=number(float(row.pressure), 2),
        support=number(float(row.support), 2),
    )


@kept_per_scope
def network_said() -> list[str]:
    """Who is ready to start, how much is fully present, and which success factor most and least."""
    success_factors, table = centres.known(), centres.matrix()
    filled = table[list(success_factors.ids)].astype("string")
    n, present = filled.notna().sum(), (filled == "present").sum()
    said = _(
        "Of what is filled in, {present} of {n} success factors are fully present.",
        present=int(present.sum()),
        n=int(n.sum()),
    )
    values = [
        Value(
            str(success_factors.factor_label(factor)),
            float(present[factor] / n[factor]),
            _("fully present in {n} of {whole}", n=int(present[factor]), whole=int(n[factor])),
        )
        for factor in success_factors.ids
        if n[factor]
    ]
    return (
        [ready_said(centres.readiness(), centres.matrix()), said, spread(values)]
        if len(table) > 1
        else [said]
    )


def ready_said(readiness: pd.DataFrame, states: pd.DataFrame) -> str:
    """How many centres are ready to start, and of the others which preconditions are not there.

    ``readiness`` and ``states`` are the declared tables ``readiness`` and ``matrix``.
    """
    state = states.set_index("centre")
    waiting: dict[str, list[str]] = {}
    for row in records(readiness[readiness["readiness"] != "ready"]):
        factors = _named(row.lacking) + _named(row.not_filled)
        given = {f: state.at[row.centre, f] for f in factors}
        marks = {f: checklists.MARKS[s if isinstance(s, str) else ""] for f, s in given.items()}
        short = ", ".join(f"{f} {marks[f]}" for f in factors)
        waiting.setdefault(short, []).append(str(row.centre))
    whole, n = len(readiness), int((readiness["readiness"] == "ready").sum())
    said = _("Ready to start: {n} of {whole} centres.", n=n, whole=whole)
    if not waiting:
        return said
    told = "; ".join(f"{', '.join(waiting[short])} ({short})" for short in sorted(waiting))
    return f"{said} " + _(
        "Not yet (which precondition is ◐ partly, ○ not present or · not filled in): {centres}.",
        centres=told,
    )


def _named(joined: object) -> list[str]:
    return str(joined).split("|") if isinstance(joined, str) else []


@kept_per_scope
def network_states() -> go.Figure | None:
    """Centres × success factors: the state of the checklist as one of four marks."""
    return checklists.grid(centres.matrix(), centres.known())
