"""The worked example of the method page, from the data on screen. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from measurement.denominator import WITH, printed
from measurement.measures import overview
from measurement.tables import records
from measurement.words import number
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection


def example() -> str:
    """One share with its interval, step by step; '' without data."""
    years = source.all_answers().respondents["school_year"].dropna().astype(str)
    return _example(Selection((max(years),))) if len(years) else ""


@kept
def _example(selection: Selection) -> str:
    known = source.questionnaire()
    rows = list(records(overview.effect(source.answers(selection))))
    if not rows:
        return ""
    row = max(rows, key=lambda one: one.n)
    told = printed(row, "high", WITH)
    return _(
        "An example. “{item}” got {n} answers ({survey}). Of these {k} were high. {k} of {n} is {share}. What the guidance does in such a group lies between {lower} and {upper} with 95 % certainty: that is the interval.",
        item=str(known.item_by_id[str(row.item)].wording),
        survey=known.survey_label(str(row.strategy), str(row.moment)),
        n=told.n,
        k=told.part,
        share=str(told),
        lower=_per_cent(told.lower),
        upper=_per_cent(told.upper),
    )


def _per_cent(share: float) -> str:
    return _("{share} %", share=number(100 * share, 1))
