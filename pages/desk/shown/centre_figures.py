"""Figures of the picture of a centre: the mirror, effect against the rest, pressure × support."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.sentences import cell_words
from measurement.charts import colours
from measurement.charts.grids import states
from measurement.charts.rows import Row, shares
from measurement.denominator import Measure, column_of, printed
from measurement.measures.comparison import Family
from measurement.measures.sentences import outcome_mark, reach_words, verdict_label
from measurement.protection.tables import coarse_label, reason_label
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Role
from measurement.questionnaire.scale import TICK
from measurement.tables import records
from measurement.words import text as _
from pages.desk import centres, source, tables
from pages.desk.cache import kept, kept_per_scope
from pages.desk.selection import Selection
from pages.desk.shown import figures

COLOURS = {
    "strength": colours.GOOD,
    "hidden_strength": colours.ACCENT,
    "work_point": colours.PALE,
    "blind_spot": colours.POOR,
    "no_data": colours.PALE,
}
MARKS = {
    "strength": "●",
    "hidden_strength": "▲",
    "work_point": "○",
    "blind_spot": "◆",
    "no_data": "·",
}


def state_words(state: Any) -> str:
    """A state of the checklist in words; missing is 'not filled in'."""
    return _("not filled in") if pd.isna(state) else str(centres.known().label("state", str(state)))


def hidden_rows(selection: Selection, centre: str, role: Role) -> list[Row]:
    """A row per item with this role that this reader does not get, with the reason in words."""
    questionnaire = source.questionnaire()
    rows = []
    for r in records(centres.withheld_with(selection, centre, role)):
        item = questionnaire.item_by_id[str(r.item)]
        ticked = questionnaire.scale_of(str(r.item)).kind == TICK.kind
        coarse = (
            None if pd.isna(r.coarse) else coarse_label(str(r.coarse), ticked, role == "factors")
        )
        label = str(
            questionnaire.factor_label(item.dimension) if role == "factors" else item.wording
        )
        mark, nothing = str(coarse or reason_label(str(r.reason))), float("nan")
        rows.append(Row(label, nothing, nothing, nothing, None, mark=mark))
    return rows


def _own(selection: Selection, centre: str) -> dict[str, Any]:
    """The rows of the table ``shares`` of one centre, by item."""
    table = tables.share_table(centres.whole(selection), "centre")
    return {str(r.item): r for r in records(table[table["centre"] == centre])}


def _beside(
    own: Any, measure: Measure, other: Any, selection: Selection, label: str, **more: Any
) -> Row:
    """A centre's share beside that of the other centres; not drawn where too few gave a score."""
    mark = more.pop("mark", "")
    row = figures.dot(own, measure, selection, label, **{"colour": colours.ACCENT, **more})
    if own.n_persons < source.questionnaire().thresholds.few_answers:
        nothing = float("nan")
        row = replace(row, value=nothing, lower=nothing, upper=nothing, mark=mark)
    else:
        row = replace(row, mark=" · ".join(filter(None, [row.mark, mark])))
    rest = printed(other, "rest", selection.denominator).share
    reach = reach_words(other, str(other.differs))
    return replace(row, other=rest, of="<br>".join(part for part in (row.of, reach) if part))


def _marked(mark: str, row: Any) -> str:
    """The mark of a row; where too few gave a score it says only that."""
    few = row.n_persons < source.questionnaire().thresholds.few_answers
    return _("too few answers") if few else mark


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) else str(verdict_label(str(row.verdict)))


@kept_per_scope
def mirror(selection: Selection, centre: str) -> go.Figure | None:
    """Nine success factors: what staff experience as a dot, the checklist and verdict in words."""
    success_factors = centres.known()
    rows = [
        Row(
            str(success_factors.factor_label(str(r.factor))),
            *tables.drawn(int(r.n), r.evidence, r.lower, r.upper),
            int(r.n) if r.n or str(r.reason) not in ("withheld", "too_few") else None,
            COLOURS[str(r.verdict)],
            mark=_("checklist") + f": {state_words(r.state)} → {cell_words(r)}",
        )
        for r in records(centres.mirror_of(selection, centre))
    ]
    return shares(rows, "", line=0.5) if any(r.value == r.value for r in rows) else None


@kept_per_scope
def effect(selection: Selection, centre: str) -> go.Figure | None:
    """The effect items of a centre against the rest of the network, along the chain."""
    table = tables.comparison_table(centres.whole(selection), "centre")
    own = table[(table["centre"] == centre) & (table["n_scored"] > 0)]
    questionnaire = source.questionnaire()
    chain = [level.id for level in questionnaire.levels]
    rows = []
    for r in sorted(
        records(own),
        key=lambda r: (
            chain.index(questionnaire.item_by_id[str(r.item)].dimension)
            if questionnaire.item_by_id[str(r.item)].dimension in chain
            else len(chain)
        ),
    ):
        rows.append(
            _beside(
                _own(selection, centre)[str(r.item)],
                "high",
                r,
                selection,
                str(questionnaire.item_by_id[str(r.item)].wording),
                mark=_marked(outcome_mark(str(r.differs)), r),
            )
        )
    rows += hidden_rows(selection, centre, "effect")
    return shares(rows, centre, _("other centres")) if rows else None


@kept_per_scope
def factors(selection: Selection, centre: str, family: Family = "network") -> go.Figure | None:
    """Enabling and hindering factors of one centre against the rest of the network."""
    table, questionnaire = tables.factors_of_centres(selection, family), source.questionnaire()
    measure = column_of("enabling", selection.denominator)
    own = table[table["centre"] == centre].sort_values(measure, ascending=False)
    rows = [
        _beside(
            r,
            "enabling",
            r,
            selection,
            str(questionnaire.factor_label(str(r.factor))),
            mark=_marked(" · ".join(filter(None, [_verdict(r), outcome_mark(str(r.differs))])), r),
        )
        for r in records(own)
    ]
    rows += hidden_rows(selection, centre, "factors")
    return shares(rows, centre, _("other centres"), 0.5) if rows else None


@kept
def grid(selection: Selection) -> go.Figure | None:
    """Centres × success factors: one of five marks a cell, with its word in the hover text."""
    success_factors, table = centres.known(), centres.mirrored(selection)
    if table.empty:
        return None
    cells = {
        (str(r.centre), str(r.factor)): (str(r.verdict), cell_words(r)) for r in records(table)
    }
    names = sorted({c for c, _f in cells})
    verdicts = [[cells.get((c, f), ("no_data", ""))[0] for f in success_factors.ids] for c in names]
    words = [[cells.get((c, f), ("no_data", ""))[1] for f in success_factors.ids] for c in names]
    labels = [str(success_factors.factor_label(f)) for f in success_factors.ids]
    return states(
        names,
        [f"{f} {label}" for f, label in zip(success_factors.ids, labels, strict=True)],
        verdicts,
        words,
        COLOURS,
        MARKS,
    )


@kept_per_scope
def elements(selection: Selection, centre: str) -> go.Figure | None:
    """The five elements of change of one centre, with the tension where one is missing."""
    table, success_factors = centres.elements(selection), centres.known()
    rows = []
    for r in records(table[table["centre"] == centre]):
        element = success_factors.element_by_id.get(str(r.element))
        name = str(element.label) if element else str(r.element)
        tension = (
            ""
            if pd.isna(r.tension) or element is None
            else _("tension to expect") + f": {element.tension}"
        )
        colour = {"present": colours.GOOD, "missing": colours.POOR}.get(str(r.state), colours.PALE)
        drawn = tables.drawn(int(r.n), r.share, r.lower, r.upper)
        rows.append(Row(name, *drawn, int(r.n), colour, mark=tension))
    return shares(rows, "", line=0.5) if any(row.value == row.value for row in rows) else None


@kept_per_scope
def scales(selection: Selection, centre: str, role: Role) -> go.Figure | None:
    """Motivation or capacities item by item; where high is not favourable the colour is neutral."""
    questionnaire = source.questionnaire()
    rows = []
    for r in records(centres.scales(selection, centre, role)):
        if not r.n_scored:
            continue
        good = sides(questionnaire, str(r.item)).high == "favourable"
        rows.append(
            _beside(
                _own(selection, centre)[str(r.item)],
                "high",
                r,
                selection,
                str(questionnaire.item_by_id[str(r.item)].wording),
                colour=colours.ACCENT if good else colours.PALE,
                mark=_marked("", r),
            )
        )
    rows += hidden_rows(selection, centre, role)
    return shares(rows, centre, _("other centres")) if rows else None
