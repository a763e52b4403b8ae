"""Figures without a table of their own: one alone, or small ones beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from measurement.charts.years.small import SMALL_WIDTH
from pages.desk import panels
from pages.frame.writing import plain


def alone(
    key: str,
    figure: go.Figure,
    said: str | Sequence[str],
    how: str,
    caption: str = "",
    more: Callable[[], object] = lambda: None,
) -> None:
    """A figure without a table of its own: what it says, the figure, how to read it, and ``more``."""
    lines = panels.in_a_sentence(said)
    panels.sentences(lines)
    panels.drawing(figure, key, " ".join(lines))
    if caption:
        st.caption(plain(caption))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        panels.explained(how)
        more()


@dataclass(frozen=True)
class Small:
    """A small figure among others, with what it says for who cannot see it."""

    key: str
    figure: go.Figure
    alt: str


def beside(
    key: str, figures: Sequence[Small], said: Sequence[str], how: str, caption: str = ""
) -> None:
    """Small figures beside each other: what they say together, the figures, and how to read them."""
    panels.sentences(panels.in_a_sentence(said))
    with st.container(horizontal=True, gap="small"):
        for one in figures:
            panels.drawing(one.figure, f"{key}_{one.key}", one.alt, SMALL_WIDTH)
    if caption:
        st.caption(plain(caption))
    panels.explained(how)
