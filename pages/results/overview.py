"""The first screen: what was asked, who answered, the effect, what helps and what hinders."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.charts import canvas
from measurement.charts.bars import Bar, diverging
from measurement.charts.dots import Dot, dots
from measurement.overview import band_names, strongest
from measurement.tables import FACTORS, SHARES
from measurement.words import number, percent
from measurement.words import text as _
from pages.shared import controls, frames, panels, source
from pages.shared.source import Selection


def response_cards(selection: Selection) -> None:
    """One card per kind of survey."""
    table = source.response_table(selection, "strategy", "moment")
    known = source.questionnaire()
    rows = list(table.itertuples())
    for start in range(0, len(rows), 3):
        for place, row in zip(st.columns(3), rows[start : start + 3], strict=False):
            with place.container(border=True):
                rate = percent(row.n_answered, row.n_invited, 0) if pd.notna(row.rate) else _("unknown")
                st.metric(known.survey_label(str(row.strategy), str(row.moment)), rate)
                st.progress(float(row.rate) if pd.notna(row.rate) else 0.0)
                invited = number(int(row.n_invited)) if pd.notna(row.n_invited) else _("unknown")
                st.caption(_("{answered} of {invited} invited · {completed} completed", answered=row.n_answered, invited=invited, completed=row.n_completed))


def effect_bars(selection: Selection) -> None:
    """The report's bars of high, low and not applicable per item, by kind of survey."""
    table = source.effect_table(selection)
    known = source.questionnaire()
    answered = source.response_table(selection, "strategy", "moment").set_index(["strategy", "moment"])["n_answered"]
    bars, before = [], None
    for row in table.itertuples():
        kind = (str(row.strategy), str(row.moment))
        item = known.item_by_id[str(row.item)]
        heading = ""
        if kind != before:
            block = table[(table["strategy"] == row.strategy) & (table["moment"] == row.moment)]
            heading = f"{known.survey_label(*kind)} · {_('n = {n} of {all}', n=int(block['n'].max()), all=int(answered[kind]))}"
        before = kind
        bars.append(Bar(str(item.wording), int(row.n_low), int(row.n_high), int(row.n_not_applicable), int(row.n), row.high_lower, row.high_upper, item.direction != "-", heading=heading))
    low, high = band_names(known, [str(i) for i in table["item"]])
    caption = _("Shares of all answers to the item, 'not applicable or no view on it' included, as in the annual report. Thin lines: 95 % interval of the high share.")
    panels.panel("effect", diverging(bars, low, high) if bars else None, table, SHARES, caption, " ".join(source.headline(selection)), ("strategy", "moment"), _("effect"), frames.read)


def factor_dots(selection: Selection) -> None:
    """The five strongest enabling and the five strongest hindering factors."""
    table = source.factor_table(selection)
    if table.empty:
        st.info(_("No data: nobody in this choice was asked about factors."), icon=":material/info:")
        return
    caption = _("Share of all answers to the item, n/a included; negative items are turned. Low (hindering) is the wider band, so hindering looks large: see the strict band on the page Factors.")
    for place, share, title, colour in zip(st.columns(2), ("enabling", "hindering"), (_("What helps"), _("What hinders")), (canvas.GOOD, canvas.POOR), strict=True):
        with place:
            st.subheader(title, anchor=False)
            top = strongest(table, share)
            panels.panel(f"factors_{share}", _figure(top, share, colour), top, FACTORS, caption, title, (), share, frames.read)


def _figure(top: pd.DataFrame, share: str, colour: str):  # noqa: ANN202
    known = source.questionnaire()
    rows = []
    for row in top.itertuples():
        value = getattr(row, share)
        lower, upper = (row.enabling_lower, row.enabling_upper) if share == "enabling" else source.interval(int(row.n_hindering), int(row.n))
        rows.append(Dot(str(known.factor_label(str(row.factor))), value, lower, upper, int(row.n), colour, mark=f"{number(100 * value, 1)} %", hint=str(known.item_by_id[str(row.item)].wording)))
    return dots(rows, share)


def ticked(selection: Selection) -> None:
    """Factors that were asked as one multi-select question."""
    table = source.factor_table(selection)
    table = table[table["kind"] == "ticked"] if not table.empty else table
    if table.empty:
        return
    known = source.questionnaire()
    st.subheader(_("Factors that were ticked"), anchor=False)
    rows = []
    for row in table.itertuples():
        enabling = int(row.n_enabling) > 0 or known.item_by_id[str(row.item)].direction == "+"
        n = int(row.n_enabling) + int(row.n_hindering)
        lower, upper = source.interval(n, int(row.n))
        rows.append(Dot(str(known.item_by_id[str(row.item)].wording), n / row.n if row.n else float("nan"), lower, upper, int(row.n), canvas.GOOD if enabling else canvas.POOR, mark=percent(n, int(row.n)) if row.n else ""))
    panels.panel("ticked", dots(rows, _("ticked")), table, FACTORS, _("Share of those who answered the question and ticked this factor."), _("Ticked factors"), (), _("ticked"), frames.read)


selection = controls.filters()
panels.sentences(source.headline(selection))
response_cards(selection)
st.subheader(_("Effect per item"), anchor=False)
effect_bars(selection)
factor_dots(selection)
ticked(selection)
if concerns := source.attention(selection):
    st.subheader(_("Needs attention"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in concerns))
