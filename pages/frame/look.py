"""How the frame looks: the one stylesheet for a screen and the one for paper, and the name of the app."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

import streamlit as st

from measurement.charts import colours
from measurement.charts.drawn.lettering import FONTS
from measurement.words import text as _

NAME = "Effectmeting"
_STYLES = tuple(Path(__file__).parent / f"{name}.css" for name in ("style", "print"))
_SCRIPTS = tuple(Path(__file__).parent / f"{name}.js" for name in ("figures", "print"))
# Three bars and the name; the font is that of the reader's machine, as in any picture.
_BARS = ((0, 22, 12, colours.POOR), (15, 12, 22, colours.PALE), (30, 2, 32, colours.GOOD))


def dress() -> None:
    """Put the stylesheet and the name of the app on the page."""
    st.html(f"<style>{_sheets()}{_in_own_words()}</style>")
    st.html(f"<script>{_scripts()}</script>", unsafe_allow_javascript=True)
    st.logo(_named(colours.ink()), size="medium", icon_image=_named(colours.ink()))


@cache
def _scripts() -> str:
    return "".join(script.read_text(encoding="utf-8") for script in _SCRIPTS)


@cache
def _sheets() -> str:
    marks = base64.b64encode((FONTS / "EffectMarks.woff").read_bytes()).decode()
    face = f"@font-face {{ font-family: 'Effect Marks'; src: url(data:font/woff;base64,{marks}); }}"
    return face + "".join(sheet.read_text(encoding="utf-8") for sheet in _STYLES)


def _in_own_words() -> str:
    """What Streamlit says in English only, said in the reader's language: of an uploader, and its first link."""
    most = int(st.get_option("server.maxUploadSize"))
    zone, file = "[data-testid='stFileUploaderDropzone']", "[data-testid='stFileUploaderFile']"
    said = {
        "[data-testid='stSkipToContent']": _("Skip to the content"),
        f"{zone} button p": _("Choose files"),
        "[data-testid='stFileUploaderDropzoneInstructions']": _(
            "or drop them here; at most {most} MB each", most=most
        ),
        f"{file}ErrorMessage": _(
            "Too large (at most {most} MB), or a kind of file that cannot be read here.", most=most
        ),
    }
    return " ".join(
        f"{place}, {place} * {{ font-size: 0; }} {place}::after {{ font-size: 0.9rem; content: '{words}'; }}"
        for place, words in said.items()
    )


def _named(ink: str) -> str:
    """The bars and the name beside them, as a picture in this colour."""
    bars = "".join(
        f'<rect x="{x}" y="{y}" width="11" height="{height}" rx="2" fill="{fill}"/>'
        for x, y, height, fill in _BARS
    )
    name = f'<text x="52" y="28" font-family="sans-serif" font-size="25" font-weight="700" fill="{ink}">{NAME}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="270" height="36" viewBox="0 0 270 36">{bars}{name}</svg>'
