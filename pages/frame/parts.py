"""The parts of a long page: its headings, and links to them at the top."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@dataclass
class _Parts:
    """Where the links of this page go, and the headings so far: anchor and title."""

    place: DeltaGenerator | None = None
    headings: dict[str, str] = field(default_factory=dict)


_parts: ContextVar[_Parts] = ContextVar("parts")


def begin() -> None:
    """Nothing of the page has been shown yet."""
    _parts.set(_Parts())


def links() -> None:
    """Keep the line free in which the links to the headings of this page come."""
    _parts.get().place = st.container(key="parts")


def heading(title: str, below: bool = False) -> None:
    """A heading of a part, one level down where it stands ``below`` another; both can be linked to."""
    anchor = re.sub(r"\W+", "-", title.lower()).strip("-")
    _parts.get().headings[anchor] = title
    (st.subheader if below else st.header)(title, anchor=anchor)


def linked() -> None:
    """Put the links to all headings that were shown in the line that was kept free."""
    made = _parts.get()
    if made.place is not None and made.headings:
        shown = (f"[{title}](#{anchor})" for anchor, title in made.headings.items())
        made.place.markdown(" · ".join(shown))
