"""Figures without a table of their own: one alone, or small ones beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from measurement.charts.years.small import SMALL_WIDTH
from measurement.reports.pictures import Shown, Words
from pages.desk import panels
from pages.frame.writing import plain


def alone(
    key: str,
    figure: go.Figure,
    said: str | Sequence[str],
    how: str,
    caption: str = "",
    more: Callable[[], object] = lambda: None,
    *,
    name: str,
) -> None:
    """A figure without a table of its own: what it says, the figure, how to read it, and ``more``.

    Its picture is called ``name``.
    """
    lines = panels.in_a_sentence(said)
    panels.sentences(lines)
    panels.drawing(figure, key, " ".join(lines))
    if caption:
        st.caption(plain(caption))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        _taken_along(key, figure, " ".join(lines), f"{caption} {how}".strip(), name)
        panels.explained(how)
        more()


@dataclass(frozen=True)
class Small:
    """A small figure among others, with what it says for who cannot see it."""

    key: str
    figure: go.Figure
    alt: str


def beside(
    key: str,
    figures: Sequence[Small],
    said: Sequence[str],
    how: str,
    caption: str = "",
    *,
    title: str,
    name: str,
) -> None:
    """Small figures beside each other: what they say together, the figures, and how to read them.

    All of them go in one picture with this ``title``, called ``name``.
    """
    panels.sentences(panels.in_a_sentence(said))
    with st.container(horizontal=True, gap="small"):
        for one in figures:
            panels.drawing(one.figure, f"{key}_{one.key}", one.alt, SMALL_WIDTH)
    if caption:
        st.caption(plain(caption))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        every = [one.figure for one in figures]
        _taken_along(key, every, title, f"{caption} {how}".strip(), name)
        panels.explained(how)


def _taken_along(key: str, figure: Shown, title: str, caption: str, name: str) -> None:
    with panels.taking(key) as opened:
        if opened:
            panels.pictures(key, figure, Words(title, caption), name)
