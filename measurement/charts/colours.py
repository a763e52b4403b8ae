"""The colours of all figures, on a light and on a dark page.

Blue and orange stay apart for every kind of colour vision; the middle tones read on either page.
Texts that must follow the page's theme get no colour of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar

GOOD = "#226CA2"  # favourable: high, enabling


POOR = "#D27F24"  # unfavourable: low, hindering


PALE = "#8A949E"  # not applicable, the rest of the network, too few answers


ACCENT = "#7A5AA6"  # one centre picked out


# The colour of how a side of an item reads, on every chart.
READINGS = {"favourable": GOOD, "unfavourable": POOR, "neutral": PALE}


QUIET = "#77828C"  # lines that matter


LINE = "rgba(128,138,148,0.35)"


# The points of a scale, from low to high: darker towards the ends.
POINTS = ("#9C5212", "#CC7A22", "#E0974A", "#EBB67C", "#F3D5AE", "#A9CCE5", "#5FA3D3", "#226CA2")


# Heat maps from low over even to high, and from little to much; pale on a light page, deep on a dark one.
_HEAT = {
    False: ("#E08A2E", "#F0BE85", "#F2F1EE", "#A9CCE5", "#5FA3D3"),
    True: ("#9A5510", "#5E3F1C", "#2A333B", "#1F4663", "#226CA2"),
}
_MUCH = {False: ("#E3EDF5", "#A9CCE5", "#5FA3D3"), True: ("#22303B", "#1F4663", "#226CA2")}


# The colour of texts, on a dark page and on a light one.
INKS = {True: "#D6DEE4", False: "#2B3740"}


# The same meanings as words, which need more contrast: on a dark page and on a light one.
_SAID = {
    GOOD: {True: "#6FB1DE", False: GOOD},
    POOR: {True: "#E0974A", False: "#9C5212"},
    PALE: {True: "#AAB8C3", False: "#4D5B66"},
}


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


def said(colour: str) -> str:
    """The colour in which words of this meaning read on the page."""
    return _SAID[colour][_dark.get()]


def interval() -> str:
    """The colour of an interval: it is seen on the page and on every bar."""
    return "#FFFFFF" if _dark.get() else "#0B1116"


def heat() -> list[tuple[float, str]]:
    """The scale of a heat map around an even middle."""
    return _steps(_HEAT[_dark.get()])


def much() -> list[tuple[float, str]]:
    """The scale of a heat map of how much."""
    return _steps(_MUCH[_dark.get()])


def on_heat() -> str:
    """The colour of figures in the cells of a heat map."""
    return "#FFFFFF" if _dark.get() else "#111111"


def _steps(scale: Sequence[str]) -> list[tuple[float, str]]:
    return [(i / (len(scale) - 1), colour) for i, colour in enumerate(scale)]


def contrast(background: str) -> str:
    """Black or white, whichever reads better on a colour (WCAG relative luminance).

    >>> contrast("#226CA2"), contrast("#EFC890")
    ('#FFFFFF', '#111111')
    """
    return max(("#FFFFFF", "#111111"), key=lambda ink: ratio(ink, background))


def ratio(one: str, other: str) -> float:
    """How far two colours are apart in lightness, from 1 to 21 (WCAG's contrast ratio).

    >>> round(ratio("#FFFFFF", "#000000"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2), from 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
