"""Tables as people read them: names for ids, percentages, words for verdicts."""

from __future__ import annotations

import pandas as pd

from measurement.comparison import outcome_label
from measurement.factors import verdict_label
from measurement.mirror_words import verdict_label as mirror_label
from measurement.words import number, year
from measurement.words import text as _
from pages.shared import network, source

_SHARES = (
    "low",
    "high",
    "not_applicable",
    "rate",
    "enabling",
    "hindering",
    "strict_hindering",
    "share",
    "rest",
    "difference",
)


# Columns whose values have a name in terms.csv.
_TERMS = {"state": "state", "filled_by": "filler"}


def read(table: pd.DataFrame) -> pd.DataFrame:
    """The table with names for ids and percentages with one decimal, for the screen."""
    known, terms = source.questionnaire(), network.known()
    made = pd.DataFrame(index=table.index)
    for name in table.columns:
        column = table[name]
        if name == "item":
            made[_("item")] = column.astype(str).map(
                lambda i: f"{i} · {known.item_by_id[i].wording}"
            )
        elif name == "strategy":
            made[_("strategy")] = column.astype(object).map(
                lambda s: str(known.strategy_label(str(s))), na_action="ignore"
            )
        elif name == "moment":
            made[_("moment")] = column.astype(object).map(
                lambda m: str(known.moment_label(str(m))), na_action="ignore"
            )
        elif name == "school_year":
            made[_("school year")] = column.astype(object).map(
                lambda y: year(str(y)), na_action="ignore"
            )
        elif name == "factor":
            made[_("factor")] = column.astype(str).map(
                lambda f: str(terms.names.get(f) or known.factor_label(f))
            )
        elif name == "verdict":
            label = mirror_label if "reason" in table.columns else verdict_label
            made[_("verdict")] = column.astype(object).map(
                lambda v, say=label: str(say(str(v))), na_action="ignore"
            )
        elif name in _TERMS and (name != "state" or "precondition" in table.columns):
            made[_(name) if name != "state" else _("checklist")] = column.astype(object).map(
                lambda v, kind=_TERMS[name]: str(terms.label(kind, str(v))),
                na_action="ignore",
            )
        elif name == "differs":
            made[_("against the rest")] = column.astype(object).map(
                lambda v: str(outcome_label(str(v))), na_action="ignore"
            )
        elif name in _SHARES or (
            name.endswith(("_lower", "_upper", "_scored")) and name != "n_scored"
        ):
            made[f"{_(name)} (%)"] = column.map(
                lambda v: number(100 * float(v), 1), na_action="ignore"
            )
        elif pd.api.types.is_float_dtype(column):
            made[_(name)] = column.map(lambda v: number(float(v), 2), na_action="ignore")
        else:
            made[_(name)] = column
    return made
