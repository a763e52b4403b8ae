"""The items of one centre, of what was released: by module, and one item by its parts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre.released.said import parts_sentence, ticked_sentence
from measurement.centre.released.tables import RELEASED_DISTRIBUTION, RELEASED_ITEMS
from measurement.charts.told import span_note
from measurement.denominator import Denominator, base_words
from measurement.measures.extremes import distribution_said
from measurement.questionnaire.favourable import turned
from measurement.tables import records
from measurement.words import text as _
from pages.centre.items import data, figures
from pages.desk import panels, released, source
from pages.desk.choices import one_of, one_of_many
from pages.desk.selection import Look
from pages.desk.shown.figures import distribution_read, scale_sentence, ticked_read, wording
from pages.frame.writing import plain


def when(look: Look) -> str:
    """Of which release it is, as a sentence."""
    return f"{released.told(look).rstrip('.')}."


def caption(look: Look, table: pd.DataFrame, *said: str) -> str:
    """What stands under a figure: of which release it is, and what a hatched span means."""
    spans = [span_note()] if (table["told"] == "at_most").any() else []
    return " ".join([*(part for part in said if part), *spans, when(look)])


def reading(module: str) -> str:
    """How the colours of a module read, where that is not said by its legend."""
    role = source.questionnaire().module_by_id[module].role
    if role == "factors":
        return _(
            "Blue is enabling, orange is hindering. An item about a hindrance is turned (9 − score): of that a low score is enabling."
        )
    if role == "motivation":
        return _("High controlled motivation is not favourable, and low says nothing.")
    return ""


def module_bars(look: Look, module: str, order: str, denominator: Denominator) -> None:
    """All items of a module on either side of a line."""
    table = data.on_scale(look, module)
    if len(table):
        note = _("n/a %: of all who answered. Thin lines are 95 % intervals.")
        panels.panel(
            "released_items",
            figures.items(look, module, order, denominator),
            table,
            RELEASED_ITEMS,
            said=data.sentences(look, module, denominator),
            how=" ".join(part for part in (note, reading(module)) if part),
            caption=caption(look, table, base_words(denominator)),
            name=released.file_name(look, _("items")),
        )


def ticked(look: Look, module: str, denominator: Denominator) -> None:
    """What was ticked in a list, where the module has one."""
    listed = data.in_list(look, module)
    if len(listed):
        st.subheader(_("Ticked in a list"), anchor=False)
        panels.panel(
            "released_ticked",
            figures.ticked(look, module, denominator),
            listed,
            RELEASED_ITEMS,
            said=ticked_sentence(listed, wording, denominator),
            how=ticked_read(),
            caption=caption(look, listed, _("Share of who saw the list.")),
            name=released.file_name(look, _("items in a list")),
        )


def one_item(look: Look, item: str, denominator: Denominator) -> None:
    """One item: its wording, its distribution, and its parts."""
    st.markdown(f"**{plain(source.questionnaire().item_by_id[item].wording)}**")
    if scale := scale_sentence(item):
        st.caption(scale)
    distribution(look, item)
    parts = {"year": _("school year"), "strategy": _("strategy")}
    per = one_of("released_per", _("Per"), parts)
    make, rows = {
        "year": (figures.per_year, data.per_year),
        "strategy": (figures.per_strategy, data.per_strategy),
    }[per]
    table = data.of_item(rows(look), item)
    if table.empty:
        st.info(_("Of this item nothing was released per strategy."), icon=":material/info:")
        return
    read = {
        "year": _(
            "Every school year by itself; years with few answers were released together and stand together."
        ),
        "strategy": _("Strategies are told apart only where each of that school year can be."),
    }
    panels.panel(
        f"released_per_{per}",
        make(look, item, denominator),
        table,
        RELEASED_ITEMS,
        said=parts_sentence(table, [figures.part_words(r) for r in records(table)], denominator),
        how=read[per],
        caption=caption(look, table, base_words(denominator)),
        name=released.file_name(look, _("{item} per {part}", item=item, part=parts[per])),
    )


def distribution(look: Look, item: str) -> None:
    """How often every point of the scale was chosen, where that is told."""
    figure, table = figures.distribution(look, item), released.distribution(look)
    (row,) = records(data.of_item(released.items(look), item))
    if figure is None:
        if not (table["item"] == item).any() and source.questionnaire().scale_of(item).has_cut:
            st.caption(
                _("The points are told only where enough answers lie on both sides of the border.")
            )
        return
    spread = data.of_item(table, item)
    said = _("Number of answers per point; n/a {none}.", none=int(row.n_not_applicable))
    turn = (
        _("About a hindrance: of this item a low score is enabling (blue).")
        if turned(source.questionnaire(), [item])
        else ""
    )
    panels.panel(
        "released_distribution",
        figure,
        spread,
        RELEASED_DISTRIBUTION,
        said=distribution_said(spread, data.of_item(released.items(look), item)),
        caption=" ".join(part for part in (said, turn, when(look)) if part),
        how=distribution_read(),
        alt=_("Distribution over the scale"),
        name=released.file_name(look, " ".join((item, _("distribution")))),
    )


centre, look, denominator = released.choose()
if look is not None:
    asked = data.modules(look)
    if not asked:
        st.info(_("Nothing on this is released now."), icon=":material/info:")
        st.stop()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        module = one_of_many(
            "module", _("Module"), list(asked), lambda m: asked[m], _("Choose a module")
        )
    with right:
        order = one_of(
            "sort", _("Order"), {"questionnaire": _("questionnaire"), "share": _("highest first")}
        )
    st.header(plain(f"{centre} · {released.period(look)}"), anchor=False)
    module_bars(look, module, order, denominator)
    ticked(look, module, denominator)
    st.subheader(_("One item"), anchor=False)
    known = source.questionnaire().item_by_id
    item = one_of_many(
        "item",
        _("Item"),
        [str(i) for i in data.rows(look, module)["item"]],
        lambda i: f"{i} · {known[i].wording}",
        _("Choose an item"),
    )
    one_item(look, item, denominator)
