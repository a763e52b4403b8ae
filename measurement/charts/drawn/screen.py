"""A figure on a page: drawn here for several widths, of which the browser shows the one that fits.

Nothing is worked out by the browser: what comes is what is seen, at once, on a phone and on paper
too. What a mark tells stands with it (``data-told``), for who points at it. The page's script
(``pages/frame/figures.js``) places the drawing and shows what is told.
"""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.svg import Drawing, drawn, parts

WIDTHS = (360, 520, 760, 1040)  # pixels: a phone, half a laptop, a tablet, a laptop


def on_screen(figure: go.Figure, name: str, alt: str) -> str:
    """The figure as html, in the colours it was made in; ``alt`` is for who hears the page.

    Drawn once per figure: figures are kept, and never changed once they are shown. Raises
    ``ValueError`` for a kind of trace or area that is not drawn.
    """
    if "_on_screen" not in vars(figure):
        figure._on_screen = " ".join(map(_attribute, _drawings(figure)))
    told = f'id="figure-{escape(name)}" role="img" aria-label="{escape(" ".join(alt.split()))}"'
    return f'<div class="figure" {told} {figure._on_screen}></div>'


def _drawings(figure: go.Figure) -> list[Drawing]:
    """The figure at every width; one with a width of its own at that."""
    of = parts(figure)
    own = of.layout.get("width")
    return [drawn(of, width) for width in ([own] if own else WIDTHS)]


def _attribute(one: Drawing) -> str:
    """A drawing as an attribute that says how wide it is."""
    wide, high = f(one.width), f(one.height)
    svg = (
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" aria-hidden="true">'
        f"{one.inside}</svg>"
    )
    return f"data-w{wide}='{svg.replace('&', '&amp;').replace(chr(39), '&#39;')}'"
