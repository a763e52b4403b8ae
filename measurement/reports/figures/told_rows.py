"""Rows of charts of what was released of a centre: exact, within bounds, or n only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.sentences import cell_words
from measurement.centre.released.told import told
from measurement.charts import canvas, colours
from measurement.charts.rows import Row
from measurement.charts.slim import shares
from measurement.charts.told import bound_words
from measurement.denominator import WITH, Denominator, of_words
from measurement.measures.sentences import outcome_mark, reach_words, verdict_label
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reports.figures.mirror import COLOURS
from measurement.reports.figures.rows import short_name
from measurement.tables import records
from measurement.words import text

VERDICTS = ("enabling", "mixed", "", "hindering")  # the order in which factors stand, '' without


def item_row(
    row: Any, denominator: Denominator, label: str, mark: str = "", colour: str = colours.ACCENT
) -> Row:
    """A row of ``released_items``, with the rest of the network where that is told.

    At its end stand the share, or what is told instead of it, the difference with the rest, and
    ``mark``.
    """
    found = told(row, denominator)
    beside = "" if row.differs != row.differs else str(row.differs)
    rest = row.rest_all if denominator == WITH else row.rest
    of = [of_words(found.n, denominator), reach_words(row, beside)]
    marks = [str(found), mark, outcome_mark(beside)]
    return Row(
        label,
        found.share,
        found.lower,
        found.upper,
        found.n,
        colour,
        other=float(rest),
        mark=" · ".join(part for part in marks if part),
        of="<br>".join(part for part in of if part),
        least=found.share_least,
        most=found.share_most,
    )


def effect(
    table: pd.DataFrame, made: Questionnaire, denominator: Denominator, centre: str
) -> go.Figure | None:
    """The effect items of a centre, along the chain; ``table``: their rows of ``released_items``."""
    chain = [level.id for level in made.levels]

    def place(row: Any) -> int:
        level = made.item_by_id[str(row.item)].dimension
        return chain.index(level) if level in chain else len(chain)

    rows = [
        replace(
            item_row(r, denominator, short_name(made, str(r.item))),
            hint=canvas.wrapped(str(made.item_by_id[str(r.item)].wording)),
        )
        for r in sorted(records(table), key=place)
    ]
    return shares(rows, centre, text("other centres")) if rows else None


def factors(
    table: pd.DataFrame, made: Questionnaire, denominator: Denominator, centre: str
) -> go.Figure | None:
    """Factors on a scale by verdict, those that are sure to help most first.

    ``table``: ``released_factors``.
    """
    ordered = table[table["kind"] == "scale"].sort_values(
        ["share_least", "share_most"], ascending=False, kind="stable"
    )
    found = sorted(records(ordered), key=lambda r: VERDICTS.index(_verdict(r)))
    rows = [item_row(r, denominator, str(made.factor_label(str(r.factor)))) for r in found]
    headed = _under_headings(rows, [_heading(_verdict(r)) for r in found])
    other, head = text("other centres"), text("% enabling")
    return shares(headed, centre, other, 0.5, head) if rows else None


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) or row.verdict == "too_few" else str(row.verdict)


def _heading(verdict: str) -> str:
    return str(verdict_label(verdict)).capitalize() if verdict else text("No verdict")


def _under_headings(rows: Sequence[Row], headings: Sequence[str]) -> list[Row]:
    """The rows, a heading above the first of each group."""
    above = ["", *headings]
    return [
        replace(row, heading="" if own == before else own)
        for row, own, before in zip(rows, headings, above, strict=False)
    ]


def scales(
    table: pd.DataFrame, made: Questionnaire, denominator: Denominator, centre: str
) -> go.Figure | None:
    """Motivation or capacities item by item; where high is not favourable the colour is neutral."""
    rows = [
        item_row(
            r,
            denominator,
            str(made.item_by_id[str(r.item)].wording),
            colour=colours.ACCENT
            if sides(made, str(r.item)).high == "favourable"
            else colours.PALE,
        )
        for r in records(table)
    ]
    return shares(rows, centre, text("other centres")) if rows else None


def mirror(table: pd.DataFrame, terms: SuccessFactors) -> go.Figure | None:
    """The success factors: what staff experience, under checklist and verdict in words.

    ``table``: ``released_mirror``.
    """
    found = list(records(table))
    said = [f"{_state(r, terms)} → {cell_words(r)}" for r in found]
    groups = list(dict.fromkeys(said))
    together = sorted(zip(said, found, strict=True), key=lambda one: groups.index(one[0]))
    rows = [
        experienced(r, str(terms.factor_label(str(r.factor))), COLOURS[str(r.verdict)], "")
        for _said, r in together
    ]
    headed = _under_headings(rows, [one.capitalize() for one, _r in together])
    return shares(headed, "", line=0.5) if any(int(r.n_answers) for r in found) else None


def _state(row: Any, terms: SuccessFactors) -> str:
    return text("not filled in") if pd.isna(row.state) else str(terms.label("state", row.state))


def experienced(row: Any, label: str, colour: str, mark: str) -> Row:
    """The favourable scores on linked items: exactly, within bounds, or how many there are."""
    least, most, n = int(row.n_favourable_least), int(row.n_favourable_most), int(row.n_answers)
    untold = n > 0 and (least, most) == (0, n)
    exact = n > 0 and least == most
    nothing = float("nan")
    said = bound_words(least, most, n, n) if n and not exact else ""
    return Row(
        label,
        float(row.evidence_most) if exact else nothing,
        nothing if untold else float(row.lower),
        nothing if untold else float(row.upper),
        n,
        colour,
        mark=" · ".join(part for part in (said, mark) if part),
        least=nothing if untold else float(row.evidence_least),
        most=nothing if untold else float(row.evidence_most),
    )
