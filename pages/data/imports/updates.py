"""What files change in the store, shown before anything is stored; and what only the reader knows."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import streamlit as st

from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import fingerprint
from measurement.store.updates import sentences
from measurement.store.updates.adding import Addition
from measurement.store.updates.receipts import Receipt, doubt
from measurement.store.updates.relation import BESIDE, UPDATE
from measurement.words import text as _
from pages.desk import source
from pages.frame.writing import plain, plain_lines


def mark(addition: Addition) -> str:
    """What tells a file on the page from the others."""
    return addition.recognised.digest[:12]


def chosen(digest: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """What the reader said of a file: what it is, and which doubtful rows count, and which not."""
    key, state = digest[:12], st.session_state
    said: dict[bool, list[int]] = {True: [], False: []}
    for row in state.get(f"doubtful_{key}", ()):
        if (counts := state.get(f"doubt_{key}_{row}")) is not None:
            said[counts].append(row)
    return state.get(f"again_{key}") or "", tuple(said[True]), tuple(said[False])


def previews(additions: list[Addition]) -> list[Receipt]:
    """What these files would bring; worked out once for what was said. Says why not, if so."""
    key = (source.store().revision, fingerprint(), tuple(map(_said, additions)))
    kept: tuple[Any, list[Receipt]] = st.session_state.get("preview", (None, []))
    if kept[0] != key:
        try:
            made = source.store().imports.preview(additions, source.questionnaire(), True)
        except SurveyError as error:
            st.error(plain_lines(error), icon=":material/error:")
            return []
        kept = key, made
        st.session_state["preview"] = kept
    return kept[1]


def _said(addition: Addition) -> tuple[Any, ...]:
    rows = (tuple(addition.keep_rows), tuple(addition.leave_out))
    found = addition.recognised
    read = tuple((c.index, c.meaning) for c in found.columns), crc32(found.codes.tobytes())
    return found.digest, addition.naming, read, *rows, addition.again


def show(addition: Addition, receipt: Receipt) -> None:
    """The numbers, the rows behind them, and the questions of one file."""
    if receipt.updates or receipt.asked:
        st.info(plain(_sentence(receipt)), icon=":material/sync:")
    lines = list(sentences.lines(receipt))
    if lines:
        with st.expander(_("The rows that change"), icon=":material/rule:"):
            for line in lines:
                st.markdown(f"- {plain(line)}")
    if receipt.asked:
        _ask(mark(addition), receipt)
    if receipt.doubtful:
        _ask_rows(mark(addition), receipt)


def _sentence(receipt: Receipt) -> str:
    if receipt.questions:
        return _("This survey has answers in the store already.")
    return _("This survey is in the store already: {told}.", told=receipt.told)


def _ask(key: str, receipt: Receipt) -> None:
    for question in receipt.asked:
        st.markdown(plain(question))
    names = {
        UPDATE: _("A newer export: it takes the place of what is in the store"),
        BESIDE: _("Other answers: they count beside what is in the store"),
    }
    st.radio(
        _("What is this file?"),
        list(names),
        index=None,
        key=f"again_{key}",
        format_func=lambda choice: names[choice],
    )


def _ask_rows(key: str, receipt: Receipt) -> None:
    """Of every doubtful row whether it counts."""
    st.session_state[f"doubtful_{key}"] = receipt.doubtful
    st.warning(plain(doubt(receipt)), icon=":material/help:")
    names = {True: _("counts"), False: _("does not count")}
    for row in receipt.doubtful:
        st.radio(
            _("row {row}", row=str(row)),
            list(names),
            index=None,
            key=f"doubt_{key}_{row}",
            format_func=lambda choice: names[choice],
            horizontal=True,
        )
