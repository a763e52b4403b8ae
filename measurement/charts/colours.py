"""The colours of all figures, on a light and on a dark page.

Blue and orange stay apart for every kind of colour vision; the middle tones read on either page.
Texts that must follow the page's theme get no colour of their own.
"""

from __future__ import annotations

from contextvars import ContextVar

GOOD = "#2F7FB8"  # favourable: high, enabling


POOR = "#DD8A2E"  # unfavourable: low, hindering


PALE = "#8E99A3"  # not applicable, the rest of the network, too few answers


ACCENT = "#7A5AA6"  # one centre picked out


# The colour of how a side of an item reads, on every chart.
READINGS = {"favourable": GOOD, "unfavourable": POOR, "neutral": PALE}


QUIET = "rgba(120,130,140,0.75)"


LINE = "rgba(128,138,148,0.35)"


POINTS = ("#B5651D", "#C97C2B", "#DD8A2E", "#E8A95C", "#EFC890", "#8DB9DA", "#5499C7", "#2F7FB8")


# The colour of texts, on a dark page and on a light one.
INKS = {True: "#D6DEE4", False: "#2B3740"}


_dark: ContextVar[bool] = ContextVar("dark", default=False)


def paper(dark: bool) -> None:
    """Say whether figures stand on a dark page, so that their texts read well on it."""
    _dark.set(dark)


def is_dark() -> bool:
    """Whether figures stand on a dark page."""
    return _dark.get()


def ink() -> str:
    """The colour of texts in a figure."""
    return INKS[_dark.get()]


def contrast(background: str) -> str:
    """Black or white, whichever reads better on a colour (WCAG relative luminance).

    >>> contrast("#2F7FB8"), contrast("#EFC890")
    ('#FFFFFF', '#111111')
    """
    channels = [int(background[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#111111" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) * 1.6 else "#FFFFFF"
