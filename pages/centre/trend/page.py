"""The evolution of one centre over school years, of what was released, and which changes exceed chance."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre.released.evolution_table import RELEASED_EVOLUTION
from measurement.charts.told import span_note
from measurement.denominator import Denominator, base_words, judged_words
from measurement.reports.figures.years import SUBJECTS
from measurement.words import text as _
from pages.centre.trend import data, figures
from pages.desk import panels, released, source
from pages.desk.choices import one_of, one_of_many
from pages.desk.selection import Look
from pages.desk.shown import bare
from pages.desk.shown.figures import short_name
from pages.frame.writing import plain


def caption(look: Look, table: pd.DataFrame, denominator: Denominator) -> str:
    """What the figures show, and of which release it is."""
    spans = [span_note()] if (table["told"] == "at_most").any() else []
    told = f"{released.told(look).rstrip('.')}."
    return " ".join([base_words(denominator), judged_words(), *spans, told])


def method() -> str:
    """How a change is told from chance."""
    return _(
        "Whiskers: 95 % interval; grey point: fewer than {few} persons. ▲ or ▼ only when the change stands after the correction for lucky hits, over all items and years of this centre. A change can also come from other initiatives being surveyed.",
        few=source.questionnaire().thresholds.few_answers,
    )


def one_item(look: Look, what: str, item: str, denominator: Denominator) -> None:
    """One item in large: what changed of it, in a sentence and a figure."""
    name, wording = short_name(item), str(source.questionnaire().item_by_id[item].wording)
    st.subheader(plain(name), anchor=False)
    if wording not in name:
        st.markdown(plain(wording))
    points = data.only(data.rows(look, what), item)
    panels.panel(
        "released_trend_one",
        figures.large(look, what, item, denominator),
        points,
        RELEASED_EVOLUTION,
        said=data.item_sentences(look, what, item),
        how=method(),
        caption=caption(look, points, denominator),
        name=released.file_name(look, " ".join((item, _("evolution")))),
    )


def all_items(look: Look, what: str, denominator: Denominator) -> None:
    """Small panels beside each other, and the table behind them."""
    bare.beside(
        "released_trend",
        figures.panels(look, what, denominator),
        data.sentences(look, what),
        method(),
        caption(look, data.rows(look, what), denominator),
        title=f"{look.centre} · {SUBJECTS[what]}",
        name=released.file_name(look, " ".join((_("evolution"), str(SUBJECTS[what])))),
    )
    with panels.folded(_("Everything as a table"), "released_trend_everything") as opened:
        if opened:
            name = released.file_name(look, _("evolution"))
            panels.table("released_trend_all", data.rows(look, what), RELEASED_EVOLUTION, name)


centre, look, denominator = released.choose("choice")
if look is not None:
    offered = data.offered(look)
    if not offered:
        st.info(
            _("Of this centre no school year was released by itself: there is no evolution yet."),
            icon=":material/info:",
        )
        st.stop()
    what = one_of("released_what", _("What"), {key: str(SUBJECTS[key]) for key in offered})
    st.header(plain(f"{centre} · {SUBJECTS[what]}"), anchor=False)
    all_items(look, what, denominator)
    item = one_of_many(
        "released_item", _("Item"), data.items(look, what), short_name, _("Choose an item")
    )
    one_item(look, what, item, denominator)
