"""Colours are seen on either page, read by everybody, and told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from measurement.charts import colours
from measurement.charts.canvas import whiskers
from measurement.charts.colours import ratio
from measurement.charts.levels import COLOURS as LEVELS

PAGES = {False: "#FFFFFF", True: "#12181D"}  # .streamlit/config.toml
PAINT = {
    "good": colours.GOOD,
    "poor": colours.POOR,
    "pale": colours.PALE,
    "accent": colours.ACCENT,
    "quiet": colours.QUIET,
}
# How somebody without green cones sees linear red, green and blue (Viénot, Brettel & Mollon 1999).
DEUTERANOPIA = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def page(request: pytest.FixtureRequest) -> Iterator[str]:
    colours.paper(request.param)
    yield PAGES[request.param]
    colours.paper(False)


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def apart(one: str, other: str, seen: np.ndarray) -> float:
    """The distance of two colours in CIELAB (1976), as somebody with this sight sees them."""

    def lab(colour: str) -> np.ndarray:
        x, y, z = np.cbrt(np.clip(TO_XYZ @ seen @ linear(colour), 0.008856, None))
        return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])

    return float(np.linalg.norm(lab(one) - lab(other)))


@pytest.mark.parametrize("name", PAINT)
def test_what_is_drawn_is_seen_on_either_page(name: str, page: str) -> None:
    assert ratio(PAINT[name], page) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("name", ["good", "poor", "pale"])
def test_words_of_a_colour_read_on_either_page(name: str, page: str) -> None:
    assert ratio(colours.said(PAINT[name]), page) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("name", ["good", "poor", "pale"])
def test_an_interval_is_seen_on_the_page_and_on_every_bar(name: str, page: str) -> None:
    drawn = whiskers([1], [1])["color"]
    assert ratio(drawn, page) >= 3
    assert ratio(drawn, PAINT[name]) >= 3


@pytest.mark.parametrize("colour", [*PAINT.values(), *colours.POINTS, *LEVELS])
def test_a_figure_in_a_bar_reads(colour: str) -> None:
    assert ratio(colours.contrast(colour), colour) >= 4.5  # WCAG 2.2, 1.4.3


def test_figures_in_heat_maps_read_in_every_cell(page: str) -> None:
    for _place, colour in (*colours.heat(), *colours.much()):
        assert ratio(colours.on_heat(), colour) >= 4.5


def test_the_middle_of_a_heat_map_is_as_light_or_dark_as_its_page(page: str) -> None:
    assert ratio(colours.heat()[2][1], page) < 1.5


def test_low_and_high_stay_apart_without_green_cones_and_in_grey() -> None:
    for low, high in ((colours.POOR, colours.GOOD), (colours.heat()[0][1], colours.heat()[-1][1])):
        assert apart(low, high, DEUTERANOPIA) >= 50
    assert ratio(colours.POOR, colours.GOOD) >= 1.8


def test_the_points_of_a_scale_are_steps_towards_the_middle() -> None:
    light = [colours.luminance(colour) for colour in colours.POINTS]
    half = len(light) // 2
    assert all(one < other for one, other in pairwise(light[:half]))
    assert all(one > other for one, other in pairwise(light[half:]))


def test_texts_read_on_the_page(page: str) -> None:
    assert ratio(colours.ink(), page) >= 7
