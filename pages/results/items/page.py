"""Every item: by module, with its distribution, by strategy, initiative, year and centre."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.denominator import base_words
from measurement.measures.tables import DISTRIBUTION, FACTORS, SHARES
from measurement.questionnaire.favourable import turned
from measurement.tables import Table, records
from measurement.words import number
from measurement.words import text as _
from pages.desk import filters, panels, source, tables
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.frame.writing import plain
from pages.results.items import figures as item_figures

GROUPS = {
    "strategy": ("strategy", "moment"),
    "initiative": ("initiative",),
    "school_year": ("school_year",),
    "centre": ("centre",),
}


def modules(selection: Selection) -> dict[str, str]:
    """The modules that were asked in this selection, with their names."""
    questionnaire = source.questionnaire()
    asked = {
        questionnaire.item_by_id[i].module
        for i in tables.share_table(selection)["item"].astype(str)
    }
    return {m.id: f"{m.id} · {m.label}" for m in questionnaire.modules if m.id in asked}


def module_bars(selection: Selection, module: str, order: str) -> None:
    """All items of a module on either side of a line."""
    figure = item_figures.items(selection, module, order)
    if figure is None:
        st.caption(_("The scale of these items has no low and high: see the distribution of each."))
        return
    caption = [_("n/a %: of all who answered. Thin lines are 95 % intervals.")]
    if declared(module) is FACTORS:
        caption.append(
            _(
                "Blue is enabling, orange is hindering. An item about a hindrance is turned (9 − score): of that a low score is enabling."
            )
        )
    elif source.questionnaire().module_by_id[module].role == "motivation":
        caption.append(_("High controlled motivation is not favourable, and low says nothing."))
    panels.panel(
        "items",
        figure,
        item_figures.module_table(selection, module),
        declared(module),
        said=item_figures.items_said(selection, module),
        caption=base_words(selection.denominator),
        how=" ".join(caption),
        name=_("items"),
    )


def declared(module: str) -> Table:
    """The declaration of the table of a module."""
    role = source.questionnaire().module_by_id[module].role
    return FACTORS if role == "factors" else SHARES


def wording(item: str) -> None:
    """The full wording, the scale and where the wording comes from."""
    described = source.questionnaire().item_by_id[item]
    st.markdown(f"**{plain(described.wording)}**")
    status = (
        _("Wording from the annual report.")
        if described.status == "seed"
        else _("This wording is an assumption: replace it by that of your own questionnaire.")
    )
    st.caption(" ".join(part for part in (figures.scale_sentence(item), status) if part))


def one_item(selection: Selection, item: str) -> None:
    """One item: distribution, and its share per group."""
    distribution(selection, item)
    if source.questionnaire().scale_of(item).has_cut:
        per_group(selection, item)


def distribution(selection: Selection, item: str) -> None:
    """How often every point of the scale was chosen."""
    row = next(records(tables.share_table(selection).pipe(lambda t: t[t["item"] == item])))
    mean = number(float(row.mean), 2) if pd.notna(row.mean) else "–"
    caption = _(
        "Number of answers per point; mean {mean}, n/a {none}, skipped {skipped}.",
        mean=mean,
        none=int(row.n_not_applicable),
        skipped=int(row.n_skipped),
    )
    if turned(source.questionnaire(), [item]):
        caption += " " + _("About a hindrance: of this item a low score is enabling (blue).")
    panels.panel(
        "distribution",
        figures.distribution(selection, item),
        tables.distribution_of(selection, item),
        DISTRIBUTION,
        said=figures.most_chosen(selection, item),
        caption=caption,
        how=figures.distribution_read(),
        name=_("distribution"),
    )


def per_group(selection: Selection, item: str) -> None:
    """The share of an item in every group of one kind."""
    by = filters.one_of(
        "by",
        _("Per"),
        {
            "strategy": _("strategy"),
            "initiative": _("initiative"),
            "school_year": _("school year"),
            "centre": _("centre"),
        },
    )
    how = " ".join(
        [
            _(
                "Groups in the order of their names, not ranked; thin lines are 95 % intervals: small groups say little."
            ),
        ]
    )
    panels.panel(
        "per_group",
        item_figures.per_group(selection, item, GROUPS[by]),
        item_figures.of_item(selection, item, GROUPS[by]),
        declared(source.questionnaire().item_by_id[item].module),
        said=item_figures.groups_said(selection, item, GROUPS[by]),
        caption=base_words(selection.denominator),
        how=how,
        by=GROUPS[by],
        name=_("item per group"),
    )


selection = filters.filters()
asked = modules(selection)
left, right = st.columns([3, 2], vertical_alignment="bottom")
with left:
    module = filters.one_of_many(
        "module", _("Module"), list(asked), lambda m: asked[m], _("Choose a module")
    )
with right:
    order = filters.one_of(
        "sort", _("Order"), {"questionnaire": _("questionnaire"), "share": _("highest first")}
    )
module_bars(selection, module, order)
st.header(_("One item"), anchor=False)
ids = [str(i) for i in item_figures.module_table(selection, module)["item"]]
known = source.questionnaire()
item = filters.one_of_many(
    "item", _("Item"), ids, lambda i: f"{i} · {known.item_by_id[i].wording}", _("Choose an item")
)
wording(item)
one_item(selection, item)
