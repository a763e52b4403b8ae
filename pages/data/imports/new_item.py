"""Makes a new item of the questionnaire from a column that is none yet."""

from __future__ import annotations

import streamlit as st

from measurement.errors import SurveyError
from measurement.exports.recognised import Column
from measurement.questionnaire.files.new_items import NewItem, add_item, free_id
from measurement.words import text as _
from pages.desk import source, uploads
from pages.frame import person
from pages.frame.writing import plain_lines

_OTHER = "other"
_SIDES = ("+", "-", "")


def offer(mark: str, column: Column) -> None:
    """A form for a new item, filled in as far as the column says."""
    known = source.questionnaire()
    labels = {m.id: f"{m.id} · {m.label}" for m in known.modules}
    asked = [m for m in labels if any(i.closed and i.module == m for i in known.items)]
    key = f"{mark}_{column.name}"
    with st.popover(_("Make a new item of it"), icon=":material/add:"):
        module = st.selectbox(
            _("Module"), asked, key=f"new_module_{key}", format_func=labels.__getitem__
        )
        item = _asked(key, module, column.header)
        if item is not None:
            _add(mark, column, item)


def _asked(key: str, module: str, header: str) -> NewItem | None:
    """The form of one item; None until it is sent."""
    sides = {"+": _("favourable"), "-": _("unfavourable"), "": _("neither")}
    with st.form(f"new_{key}", border=False):
        code = st.text_input(
            _("Code"),
            free_id(module, source.questionnaire()),
            key=f"new_code_{key}_{module}",
            max_chars=30,
        )
        wording = st.text_area(_("Wording"), header, key=f"new_wording_{key}")
        scale = _scale(key)
        side = st.selectbox(
            _("A high score is"), _SIDES, key=f"new_side_{key}", format_func=sides.__getitem__
        )
        absent = st.checkbox(_("N.v.t. could be chosen"), True, key=f"new_absent_{key}")
        st.caption(
            _(
                "'From' and 'to' are used for another scale only. The item is added to the questionnaire for everybody."
            )
        )
        wanted = st.form_submit_button(_("Add the item"), key=f"new_add_{key}")
    return NewItem(code.strip(), wording, module, scale, side, absent) if wanted else None


def _scale(key: str) -> str:
    """A scale of the questionnaire by its id, or the points of another one."""
    scale = st.selectbox(
        _("Scale"),
        [*(s.id for s in source.questionnaire().scales), _OTHER],
        key=f"new_scale_{key}",
        format_func=lambda s: _("another scale, from … to …") if s == _OTHER else s,
    )
    left, right = st.columns(2)
    first = left.number_input(_("From"), 0, 99, 0, key=f"new_first_{key}")
    last = right.number_input(_("To"), 1, 100, 10, key=f"new_last_{key}")
    return f"{int(first)}-{int(last)}" if scale == _OTHER else str(scale)


def _add(mark: str, column: Column, item: NewItem) -> None:
    try:
        person.me().require("import_exports")
        add_item(item)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    uploads.choose(mark, column.name, item.id)
    st.rerun()
