"""The figures of a centre's profile, of what was released."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.sentences import cell_words
from measurement.charts import colours
from measurement.charts.rows import Axis, Row
from measurement.charts.slim import row_chart, shares
from measurement.charts.told import bound_words, few_words
from measurement.denominator import Denominator
from measurement.measures.sentences import verdict_label
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Role
from measurement.tables import records
from measurement.words import number, year
from measurement.words import text as _
from pages.centre.mirror.figures import COLOURS
from pages.centre.profile import data
from pages.desk import centres, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.told_rows import item_row

VERDICTS = ("enabling", "mixed", "", "hindering")  # the order in which factors stand, '' without


@kept_of_centre
def effect(look: Look, denominator: Denominator) -> go.Figure | None:
    """The effect items of a centre, along the chain, with the rest of the network where it is told."""
    made = source.questionnaire()
    chain = [level.id for level in made.levels]

    def place(row: Any) -> int:
        level = made.item_by_id[str(row.item)].dimension
        return chain.index(level) if level in chain else len(chain)

    rows = [
        item_row(r, denominator, str(made.item_by_id[str(r.item)].wording))
        for r in sorted(records(data.with_role(look, "effect")), key=place)
    ]
    return shares(rows, look.centre, _("other centres")) if rows else None


@kept_of_centre
def factors(look: Look, denominator: Denominator) -> go.Figure | None:
    """Enabling and hindering factors on a scale by verdict, those that are sure to help most first."""
    table, made = data.factors(look), source.questionnaire()
    scales = table[table["kind"] == "scale"]
    ordered = scales.sort_values(["share_least", "share_most"], ascending=False, kind="stable")
    by_verdict = sorted(records(ordered), key=lambda r: VERDICTS.index(_verdict(r)))
    rows: list[Row] = []
    before = None
    for r in by_verdict:
        row = item_row(r, denominator, str(made.factor_label(str(r.factor))))
        verdict = _verdict(r)
        heading = "" if verdict == before else _heading(verdict)
        rows, before = [*rows, replace(row, heading=heading)], verdict
    return shares(rows, look.centre, _("other centres"), 0.5) if rows else None


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) or row.verdict == "too_few" else str(row.verdict)


def _heading(verdict: str) -> str:
    return str(verdict_label(verdict)).capitalize() if verdict else _("No verdict")


@kept_of_centre
def scales(look: Look, denominator: Denominator, role: Role) -> go.Figure | None:
    """Motivation or capacities item by item; where high is not favourable the colour is neutral."""
    made = source.questionnaire()
    rows = [
        item_row(
            r,
            denominator,
            str(made.item_by_id[str(r.item)].wording),
            colour=colours.ACCENT if _good(str(r.item)) else colours.PALE,
        )
        for r in records(data.with_role(look, role))
    ]
    return shares(rows, look.centre, _("other centres")) if rows else None


def _good(item: str) -> bool:
    return sides(source.questionnaire(), item).high == "favourable"


@kept_of_centre
def means(look: Look) -> go.Figure | None:
    """The means of the experiment, before and after, each by itself."""
    table = data.means(look)
    if table.empty:
        return None
    made = source.questionnaire()
    points = made.scale_of(str(table["item"].iloc[0])).points
    rows = [_mean_row(r, str(made.item_by_id[str(r.item)].wording)) for r in records(table)]
    axis = Axis(points[0], points[-1], points, [str(p) for p in points])
    return row_chart(rows, axis, head=_("mean"))


def _mean_row(row: Any, wording: str) -> Row:
    nothing, value = float("nan"), float(row.mean)
    years = " + ".join(year(one) for one in str(row.school_years).split("|"))
    moment = _("before") if row.moment == "before" else _("after")
    untold = few_words(int(row.n_scored)) if value != value else ""
    told = f"{number(value, 1)}, n = {int(row.n_scored)}" if value == value else ""
    hollow = "circle-open" if row.moment == "before" else "circle"
    mark = " · ".join(part for part in (f"{moment}, {years}", untold) if part)
    return Row(
        wording, value, nothing, nothing, int(row.n_scored), symbol=hollow, mark=mark, said=told
    )


@kept_of_centre
def mirror(look: Look, states: data.States) -> go.Figure | None:
    """Nine success factors: what staff experience, the checklist and verdict in words."""
    terms, table = centres.known(), data.mirror(look, states)
    asked = [(f"{centres.state_words(r.state)} → {cell_words(r)}", r) for r in records(table)]
    groups = list(dict.fromkeys(group for group, _row in asked))
    rows: list[Row] = []
    before = ""
    for group, r in sorted(asked, key=lambda one: groups.index(one[0])):
        name, colour = str(terms.factor_label(str(r.factor))), COLOURS[str(r.verdict)]
        row = _experienced(r, name, colour, "")
        rows.append(replace(row, heading="" if group == before else group.capitalize()))
        before = group
    return shares(rows, "", line=0.5) if any(int(r.n_answers) for r in records(table)) else None


@kept_of_centre
def elements(look: Look) -> go.Figure | None:
    """The five elements of change of one centre, with the tension where one is missing."""
    table, terms = data.elements(look), centres.known()
    rows = []
    for r in records(table):
        element = terms.element_by_id.get(str(r.element))
        name = str(element.label) if element else str(r.element)
        tension = ""
        if not pd.isna(r.tension) and element is not None:
            tension = _("tension to expect") + f": {element.tension}"
        colour = {"present": colours.GOOD, "missing": colours.POOR}.get(str(r.state), colours.PALE)
        rows.append(_experienced(r, name, colour, tension))
    return shares(rows, "", line=0.5) if any(int(r.n_answers) for r in records(table)) else None


def _experienced(row: Any, label: str, colour: str, mark: str) -> Row:
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
