"""How the frame looks: the one stylesheet for a screen and the one for paper, and the name of the app."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from measurement.charts import colours
from measurement.words import text as _

NAME = "Effectmeting"
_STYLES = tuple(Path(__file__).parent / f"{name}.css" for name in ("style", "print"))
# Three bars and the name; the font is that of the reader's machine, as in any picture.
_BARS = ((0, 22, 12, colours.POOR), (15, 12, 22, colours.PALE), (30, 2, 32, colours.GOOD))


def dress() -> None:
    """Put the stylesheet and the name of the app on the page."""
    for style in _STYLES:
        st.html(style)
    # What Streamlit says in English only: the button of an uploader.
    button = "[data-testid='stFileUploaderDropzone'] button p"
    words = _("Choose files")
    said = f"font-size: 0.95rem; content: '{words}';"
    st.html(f"<style>{button} {{ font-size: 0; }} {button}::after {{ {said} }}</style>")
    st.logo(_named(colours.ink()), size="medium", icon_image=_named(colours.ink()))


def _named(ink: str) -> str:
    """The bars and the name beside them, as a picture in this colour."""
    bars = "".join(
        f'<rect x="{x}" y="{y}" width="11" height="{height}" rx="2" fill="{fill}"/>'
        for x, y, height, fill in _BARS
    )
    name = f'<text x="52" y="28" font-family="sans-serif" font-size="25" font-weight="700" fill="{ink}">{NAME}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="270" height="36" viewBox="0 0 270 36">{bars}{name}</svg>'
