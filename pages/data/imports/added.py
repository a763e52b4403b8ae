"""What an import brought, and the way to its figures: one click, on the school years that are new."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from measurement.store.updates.receipts import Receipt
from measurement.words import plural, year
from measurement.words import text as _
from pages.desk import filters
from pages.frame import person
from pages.frame.writing import plain

_KEPT, _NAMED = "imported", 3


def remember(receipts: Sequence[Receipt]) -> None:
    """Keep what was stored for the next run; the results open on its school years."""
    years = sorted({survey.school_year for r in receipts for survey in r.surveys})
    filters.open_on(years)
    st.session_state[_KEPT] = _said(receipts), ", ".join(map(year, years))


def show() -> None:
    """Say what was stored last, with links to where one goes on."""
    said, years = st.session_state.pop(_KEPT, ("", ""))
    if not said:
        return
    st.success(plain(said), icon=":material/check_circle:")
    links = {
        "results/overview": (_("See the figures of {years}", years=years), "arrow_forward"),
        "data/quality": (_("How well was it answered?"), "fact_check"),
    }
    if person.me().may("release_figures"):
        links["data/release"] = (_("Release: directors see nothing of it yet"), "publish")
    with st.container(horizontal=True, gap="medium"):
        for script, (label, icon) in links.items():
            st.page_link(
                f"pages/{script}/page.py",
                label=plain(label),
                icon=f":material/{icon}:",
                width="content",
            )


def _said(receipts: Sequence[Receipt]) -> str:
    """How many answers are new, of which surveys."""
    first = [r for r in receipts if not r.updates]
    said = [f"{r.file}: {r.told}." for r in receipts if r.updates]
    if first:
        n = sum(r.n_added for r in first)
        names = _names(first)
        said.insert(
            0, plural("{n} answer added: {names}.", "{n} answers added: {names}.", n, names=names)
        )
    said.append(_("The figures are up to date."))
    if any(r.already for r in receipts):
        said.append(
            _(
                "The same file is in the store under another survey too: undo one of them if that was a mistake."
            )
        )
    return " ".join(said)


def _names(receipts: Sequence[Receipt]) -> str:
    """The surveys that answers came to, the first few by name."""
    names = sorted({str(survey) for receipt in receipts for survey in receipt.surveys})
    more = len(names) - _NAMED
    rest = plural("and {n} more survey", "and {n} more surveys", more) if more > 0 else ""
    return "; ".join([*names[:_NAMED], *([rest] if rest else [])])
