"""The first step of an import: what was recognised in a file, and what the reader makes of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from measurement.errors import rows_shown
from measurement.exports.headers.platforms import by_id
from measurement.exports.recognised import Recognised
from measurement.words import mark, plural
from measurement.words import text as _
from pages.desk import source, uploads
from pages.frame import net
from pages.frame.writing import plain


def recognition(found: Recognised, told: dict[str, Any]) -> None:
    known = source.questionnaire()
    modules = Counter(known.item_by_id[i].module for i in told["items"])
    parts = ", ".join(f"{m} ({n})" for m, n in sorted(modules.items()))
    st.markdown(f"**{plain(found.file)}**")
    line = _(
        "{tool}: {n} answers count, {partial} of them partial. Items per module: {modules}.",
        tool=by_id(found.platform).label,
        n=told["respondents"],
        partial=told["partial"],
        modules=parts,
    )
    if told["factors"]:
        line += " " + _("{n} factors of a multi-select question.", n=len(told["factors"]))
    st.markdown(plain(line))
    with st.popover(_("What was recognised"), icon=":material/visibility:"):
        st.dataframe(
            pd.DataFrame(
                [(c.header, _said(c.meaning), _(_HOW.get(c.how, c.how))) for c in found.columns],
                columns=[_("header"), _("meaning"), _("how")],
            ),
            hide_index=True,
        )


# How a column was recognised, in words.
_HOW = {
    "tool": mark("as this tool names it"),
    "id": mark("by its id"),
    "wording": mark("by its wording"),
    "alias": mark("by another wording"),
    "code": mark("by its code"),
    "look": mark("by a part that looks like its code"),
    "similar": mark("by likeness"),
    "chosen": mark("chosen by you"),
    "ask": mark("proposed only"),
    "none": mark("not"),
    "not_answers": mark("not: no answers in it"),
    "other_scale": mark("not: another scale"),
    "question": mark("asked about"),
}

_ASKED = ("ask", "question")  # what the reader may confirm


def _said(meaning: str) -> str:
    """What a column is for, in words."""
    kind, _colon, key = meaning.partition(":")
    item = source.questionnaire().item_by_id.get(key)
    names = {
        "meta": _("metadata, not stored"),
        "unknown": _("not recognised"),
        "open": _("open text, kept without addresses and names of respondents"),
        "consent": _("consent"),
        "question": _("factors (multi-select)"),
        "person": _("person characteristic"),
        "survey": _("survey"),
        "other": _("other, written in"),
    }
    return (
        f"{key} · {item.wording}"
        if item is not None
        else f"{names.get(kind, kind)} {key if kind in ('person', 'survey') else ''}".strip()
    )


def exclusions(place: int, found: Recognised, excluded: dict[str, list[int]]) -> tuple[int, ...]:
    """Rows left out by kind; test rows and duplicates can be taken back in."""
    rows = {k: v for k, v in excluded.items() if v}
    if not rows:
        return ()
    total = sum(map(len, rows.values()))
    parts = ", ".join(f"{len(v)} {_(k)}" for k, v in rows.items())
    keep: list[int] = []
    with st.expander(
        plural(
            "{n} other row is not counted: {parts}",
            "{n} other rows are not counted: {parts}",
            total,
            parts=parts,
        ),
        icon=":material/rule:",
    ):
        for kind, numbers in rows.items():
            st.markdown(f"- **{_(kind)}**: " + _("rows {rows}", rows=rows_shown(numbers)))
        back = [r for k in ("test", "duplicate") for r in rows.get(k, [])]
        if back:
            keep = st.multiselect(
                _("Count these rows after all"),
                back,
                key=f"keep_{place}_{found.digest[:8]}",
                placeholder=_("Choose Excel rows"),
                format_func=lambda r: _("row {row}", row=str(r)),
            )
    return tuple(keep)


def problems(found: Recognised) -> None:
    """Problems grouped by kind, each with its remedy, behind one line."""
    if not found.problems:
        return
    with st.expander(
        plural("{n} remark", "{n} remarks", len(found.problems)), icon=":material/lightbulb:"
    ):
        for problem in found.problems:
            st.markdown(f"- {plain(problem)}")


def unrecognised(mark: str, found: Recognised) -> None:
    """Columns that are not recognised for sure: the reader says what they are."""
    if not found.unmapped:
        return
    known = source.questionnaire()
    asked = {c.name: c.meaning.partition(":")[2] for c in found.columns if c.how in _ASKED}
    taken = {c.meaning.partition(":")[2] for c in found.columns if c.how not in _ASKED}
    free = [i for i in known.counted if i not in taken]
    n = len(found.unmapped)
    with st.expander(
        plural("{n} column is not recognised", "{n} columns are not recognised", n),
        icon=":material/help:",
        expanded=bool(asked),
    ):
        for header in found.unmapped:
            st.selectbox(
                plain(header),
                free,
                index=None,
                key=f"column_{mark}_{header}",
                placeholder=_("Not used. Choose an item if it is one.")
                if not asked.get(header)
                else _("Is this {item}? Choose to confirm.", item=_worded(asked[header])),
                format_func=_worded,
                on_change=_chosen,
                args=(mark, header),
            )


def _worded(item: str) -> str:
    """An item's id with its wording."""
    known = source.questionnaire().item_by_id.get(item)
    return f"{item} · {known.wording}" if known else item


@net.caught
def _chosen(mark: str, header: str) -> None:
    item = st.session_state.get(f"column_{mark}_{header}")
    uploads.choose(mark, header, item or "")
