"""Every item: by module, with its distribution, by strategy, initiative, year and centre."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.charts.bars import Bar, diverging
from measurement.charts.grids import points
from measurement.overview import band_names
from measurement.tables import DISTRIBUTION, SHARES
from measurement.words import number, year
from measurement.words import text as _
from pages.shared import controls, frames, panels, source
from pages.shared.source import Selection

_BY = ("strategy", "initiative", "school_year", "centre")


def modules(selection: Selection) -> list[str]:
    """The modules that were asked in this selection."""
    asked = set(source.share_table(selection)["item"].astype(str))
    known = source.questionnaire()
    return [m.id for m in known.modules if any(known.item_by_id[i].module == m.id for i in asked)]


def bar(row, label: str, with_none: bool) -> Bar:  # noqa: ANN001
    """A row of the table ``shares`` as a bar, on the chosen denominator."""
    known = source.questionnaire()
    item = known.item_by_id[str(row.item)]
    bounds = (row.high_lower, row.high_upper) if with_none else (row.high_scored_lower, row.high_scored_upper)
    base = int(row.n) if with_none else int(row.n_scored)
    return Bar(label, int(row.n_low), int(row.n_high), int(row.n_not_applicable), base, *bounds, favourable=item.direction != "-", hint=_("mean {mean}", mean=number(float(row.mean), 2)) if pd.notna(row.mean) else "")


def overview(selection: Selection, module: str, with_none: bool, order: str) -> pd.DataFrame:
    """All items of a module on either side of a line."""
    known = source.questionnaire()
    table = source.share_table(selection)
    table = table[table["item"].astype(str).map(lambda i: known.item_by_id[i].module == module)]
    cut = table[table["n_high"].notna()]
    if order == "share":
        cut = cut.sort_values("high" if with_none else "high_scored", ascending=False)
    low, high = band_names(known, [str(i) for i in cut["item"]])
    figure = diverging([bar(r, str(known.item_by_id[str(r.item)].wording), with_none) for r in cut.itertuples()], low, high) if len(cut) else None
    base = _("Denominator: all answers, 'not applicable' included.") if with_none else _("Denominator: scored answers only, 'not applicable' left out.")
    caption = base + " " + _("The column n/a is always a share of the same denominator's answers; n counts scored and not applicable answers. Items where high is not favourable carry the other colour.")
    if len(cut):
        panels.panel("items", figure, cut, SHARES, caption, _("Shares of low and high per item"), (), _("items"), frames.read)
    return table


def one_item(selection: Selection, items: list[str], with_none: bool) -> None:
    """One item: wording, distribution, and its share per group."""
    known = source.questionnaire()
    st.subheader(_("One item"), anchor=False)
    item = st.selectbox(_("Item"), items, key="item", bind="query-params", format_func=lambda i: f"{i} · {known.item_by_id[i].wording}", placeholder=_("Choose an item"))
    if item is None:
        return
    scale, described = known.scale_of(item), known.item_by_id[item]
    spread = source.distribution_table(selection)
    spread = spread[spread["item"] == item]
    ends = scale.end_labels()
    st.markdown(f"**{described.wording}**")
    said = _("Scale {first} ({low}) to {last} ({high}).", first=scale.points[0], low=ends[0], last=scale.points[-1], high=ends[1]) if ends else ""
    said += " " + (_("Wording from the annual report.") if described.status == "seed" else _("Wording is an assumption: replace it in data/questionnaire/items.csv."))
    st.caption(said)
    counts = dict(zip(spread["point"].astype(int), spread["n"].astype(int), strict=True))
    figure = points([str(p) for p in scale.points], [counts.get(p, 0) for p in scale.points], [p in scale.low for p in scale.points], [p in scale.high for p in scale.points], described.direction != "-")
    row = next(source.share_table(selection).pipe(lambda t: t[t["item"] == item]).itertuples(), None)
    caption = _("Number of answers per point; mean {mean}, n/a {none}, skipped {skipped}.", mean=number(float(row.mean), 2) if row and pd.notna(row.mean) else "–", none=int(row.n_not_applicable) if row else 0, skipped=int(row.n_skipped) if row else 0)
    panels.panel("distribution", figure, spread, DISTRIBUTION, caption, _("Distribution over the scale"), (), _("distribution"), frames.read)
    if scale.has_cut:
        per_group(selection, item, with_none)


def per_group(selection: Selection, item: str, with_none: bool) -> None:
    """The item's bars per strategy, initiative, year or centre."""
    by = st.segmented_control(_("Per"), _BY, default="strategy", required=True, key="by", bind="query-params", format_func={"strategy": _("strategy"), "initiative": _("initiative"), "school_year": _("school year"), "centre": _("centre")}.__getitem__)
    columns = ("strategy", "moment") if by == "strategy" else (str(by),)
    table = source.share_table(selection, *columns)
    table = table[table["item"] == item]
    known = source.questionnaire()

    def name(row) -> str:  # noqa: ANN001
        if by == "strategy":
            return known.survey_label(str(row.strategy), str(row.moment))
        value = getattr(row, str(by))
        return _("unknown") if pd.isna(value) else year(str(value)) if by == "school_year" else str(value)

    low, high = band_names(known, [item])
    figure = diverging([bar(r, name(r), with_none) for r in table.itertuples()], low, high) if len(table) else None
    panels.panel("per_group", figure, table, SHARES, _("Groups in the order of their names, not ranked; thin lines are 95 % intervals: small groups say little."), _("The item per group"), columns, _("item per group"), frames.read)


selection = controls.filters()
known = source.questionnaire()
left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
with left:
    asked = modules(selection)
    module = st.selectbox(_("Module"), asked, key="module", bind="query-params", format_func=lambda m: f"{m} · {known.module_by_id[m].label}", placeholder=_("Choose a module"))
with middle:
    order = st.segmented_control(_("Order"), ["questionnaire", "share"], default="questionnaire", required=True, key="sort", bind="query-params", format_func={"questionnaire": _("questionnaire"), "share": _("highest first")}.__getitem__)
with right:
    with_none = controls.denominator()
if module is None:
    st.info(_("No data: nobody in this choice was asked this."), icon=":material/info:")
    st.stop()
shown = overview(selection, str(module), with_none, str(order))
one_item(selection, [str(i) for i in shown["item"]], with_none)
