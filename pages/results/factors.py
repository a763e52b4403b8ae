"""Enabling and hindering factors: centres × factors, and one centre against the rest."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.charts import canvas
from measurement.charts.dots import Dot, dots
from measurement.charts.grids import heat
from measurement.factors import verdict_label
from measurement.tables import FACTORS
from measurement.words import number
from measurement.words import text as _
from pages.shared import controls, frames, panels, source
from pages.shared.source import Selection

_COLOURS = {"enabling": canvas.GOOD, "hindering": canvas.POOR, "mixed": canvas.PALE, "too_few": canvas.PALE}


def network(selection: Selection) -> None:
    """Every factor over the whole selection, with its verdict in words."""
    table = source.factor_table(selection)
    if table.empty:
        st.info(_("No data: nobody in this choice was asked about factors."), icon=":material/info:")
        st.stop()
    scales = table[table["kind"] == "scale"].sort_values("enabling", ascending=False)
    known = source.questionnaire()
    rows = [
        Dot(str(known.factor_label(str(r.factor))), r.enabling, r.enabling_lower, r.enabling_upper, int(r.n), _COLOURS[str(r.verdict)], mark=str(verdict_label(str(r.verdict))), hint=_hint(r))
        for r in scales.itertuples()
    ]
    caption = _("Dot: share enabling of all answers, n/a included, with 95 % interval; negative items are turned. Verdict: the interval among scored answers lies above one half (enabling), below (hindering), or across (mixed). In the table: the mean and the strict band of hindering (1–3).")
    panels.panel("network", dots(rows, _("share enabling"), centre_line=0.5) if rows else None, table, FACTORS, caption, _("Factors from enabling to hindering"), (), _("factors"), frames.read)


def _hint(row) -> str:  # noqa: ANN001
    return _("mean {mean}, strictly hindering {strict} %", mean=number(float(row.mean), 1), strict=number(100 * float(row.strict_hindering), 1)) if pd.notna(row.mean) else ""


def map_of_centres(selection: Selection) -> None:
    """The heat map: a row is a centre, a column a factor."""
    table = source.factor_table(selection, "centre")
    scales = table[(table["kind"] == "scale") & table["centre"].notna()]
    if scales.empty:
        return
    known = source.questionnaire()
    st.subheader(_("Centres × factors"), anchor=False)
    items = list(dict.fromkeys(scales["item"].astype(str)))
    centres = sorted(scales["centre"].astype(str).unique())
    keyed = scales.assign(centre=scales["centre"].astype(str), item=scales["item"].astype(str)).set_index(["centre", "item"])
    values = keyed["enabling_scored"].unstack().reindex(index=centres, columns=items)
    n = keyed["n_scored"].unstack().reindex(index=centres, columns=items).fillna(0).astype(int)
    words = keyed["verdict"].astype(str).unstack().reindex(index=centres, columns=items).fillna("too_few")
    labels = [str(known.factor_label(known.item_by_id[i].dimension)) for i in items]
    few = known.thresholds.few_answers
    figure = heat(centres, labels, values.to_numpy().tolist(), n.to_numpy().tolist(), few, [[str(verdict_label(w)) for w in line] for line in words.to_numpy().tolist()])
    caption = _("Numbers: per cent enabling among scored answers; blue above one half, orange below. Dotted cells have fewer than {few} answers: too few to say anything.", few=few)
    panels.panel("heat", figure, table, FACTORS, caption, _("Heat map of centres and factors"), ("centre",), _("factors per centre"), frames.read)


def one_centre(selection: Selection) -> None:
    """One centre against the rest of the network."""
    table = source.factor_table(selection, "centre")
    scales = table[(table["kind"] == "scale") & table["centre"].notna()]
    if scales.empty:
        return
    st.subheader(_("One centre against the rest"), anchor=False)
    centre = st.selectbox(_("Centre"), sorted(scales["centre"].astype(str).unique()), key="one", bind="query-params", placeholder=_("Choose a centre"))
    own = scales[scales["centre"] == centre].sort_values("enabling_scored", ascending=False)
    known = source.questionnaire()
    rows = [
        Dot(str(known.factor_label(str(r.factor))), r.enabling_scored, r.enabling_scored_lower, r.enabling_scored_upper, int(r.n_scored), canvas.ACCENT, r.rest, mark=_mark(r))
        for r in own.itertuples()
    ]
    higher, lower = (own[own["differs"] == d]["factor"].astype(str) for d in ("higher", "lower"))
    said = [
        _("{centre} scores higher than the other centres on: {factors}.", centre=centre, factors=", ".join(str(known.factor_label(f)).lower() for f in higher)) if len(higher) else "",
        _("{centre} scores lower than the other centres on: {factors}.", centre=centre, factors=", ".join(str(known.factor_label(f)).lower() for f in lower)) if len(lower) else "",
    ]
    if not any(said):
        said = [_("No difference between {centre} and the other centres survives the correction for many comparisons.", centre=centre)]
    panels.sentences([s for s in said if s])
    caption = _("Share enabling among scored answers, with 95 % interval; diamond: all other centres together (own centre left out). A difference is named only when Fisher's exact test, corrected for many comparisons (false discovery 5 %), says so.")
    panels.panel("one_centre", dots(rows, str(centre), _("other centres"), 0.5) if rows else None, own, FACTORS, caption, " ".join(said), ("centre",), _("centre against the rest"), frames.read)


def _mark(row) -> str:  # noqa: ANN001
    return {"higher": _("higher than the rest"), "lower": _("lower than the rest"), "too_few": _("too few answers")}.get(str(row.differs), "")


selection = controls.filters()
network(selection)
map_of_centres(selection)
one_centre(selection)
