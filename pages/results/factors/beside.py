"""The figure of one centre's factors beside the other centres."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.rows import Row, shares
from measurement.denominator import column_of, printed
from measurement.measures.sentences import outcome_mark, reach_words, verdict_label
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import figures


@kept
def factors(selection: Selection, centre: str) -> go.Figure | None:
    """Enabling and hindering factors of one centre against the rest of the network."""
    table, measure = (
        tables.factors_of_centres(selection),
        column_of("enabling", selection.denominator),
    )
    own = table[table["centre"] == centre].sort_values(measure, ascending=False)
    rows = [_beside(r, selection) for r in records(own)]
    return shares(rows, centre, _("other centres"), 0.5) if rows else None


def _beside(row: Any, selection: Selection) -> Row:
    """A centre's share beside that of the other centres; not drawn where too few gave a score."""
    questionnaire, nothing = source.questionnaire(), float("nan")
    label = str(questionnaire.factor_label(str(row.factor)))
    made = figures.dot(row, "enabling", selection, label, colour=colours.ACCENT)
    rest = printed(row, "rest", selection.denominator).share
    reach = reach_words(row, str(row.differs))
    made = replace(made, other=rest, of="<br>".join(part for part in (made.of, reach) if part))
    if row.n_persons < questionnaire.thresholds.few_answers:
        few = _("too few answers")
        return replace(made, value=nothing, lower=nothing, upper=nothing, mark=few)
    verdict = "" if pd.isna(row.verdict) else str(verdict_label(str(row.verdict)))
    marks = [made.mark, verdict, outcome_mark(str(row.differs))]
    return replace(made, mark=" · ".join(part for part in marks if part))
