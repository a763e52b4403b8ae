"""Which side of an item is good: one rule for cut, colour and words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from survey_tables import SMALL

from measurement.charts import colours
from measurement.charts.bars import Bar, diverging
from measurement.questionnaire import favourable
from measurement.questionnaire.favourable import change_reading, point_readings, sides, turned
from measurement.questionnaire.files.reading import load

ROOT = Path(__file__).resolve().parents[2]
REPORT = load()


@pytest.mark.parametrize(
    ("item", "low", "high"),
    [
        ("A1", "unfavourable", "favourable"),  # effect
        ("C1", "unfavourable", "favourable"),  # a factor: hindering, enabling
        ("C4", "unfavourable", "favourable"),  # a hindrance, turned: hindering, enabling
        ("E1", "unfavourable", "favourable"),  # autonomous motivation
        ("E5", "neutral", "unfavourable"),  # controlled motivation is never good
        ("V1", "neutral", "neutral"),  # no low and high
    ],
)
def test_every_kind_of_item_has_its_good_side(item: str, low: str, high: str) -> None:
    assert sides(REPORT, item) == (low, high)


def test_only_a_hindrance_on_a_scale_is_turned() -> None:
    assert turned(REPORT, REPORT.counted) == {"C4"}


def test_of_a_hindrance_the_bands_are_turned_back_on_the_scale() -> None:
    """6 to 8 turned is 3 to 1 as it was given."""
    readings = point_readings(REPORT, "C4")
    assert {p for p, r in readings.items() if r == "favourable"} == {9 - 6, 9 - 7, 9 - 8}
    assert {p for p, r in readings.items() if r == "unfavourable"} == {9 - p for p in range(1, 6)}
    assert [p for p, r in point_readings(SMALL, "A1").items() if r == "favourable"] == [6, 7, 8]


@pytest.mark.parametrize(
    ("item", "way", "reads"),
    [
        ("A1", "higher", "favourable"),
        ("A1", "lower", "unfavourable"),
        ("E5", "higher", "unfavourable"),
        ("E5", "lower", "neutral"),
        ("C4", "higher", "favourable"),  # more enabling, the item being turned
        ("A1", "same", "neutral"),
    ],
)
def test_more_and_fewer_read_by_the_side_that_is_good(item: str, way: str, reads: str) -> None:
    assert change_reading(sides(REPORT, item), way) == reads


def test_no_side_of_controlled_motivation_has_the_colour_of_good() -> None:
    read = sides(REPORT, "E5")
    bar = Bar("x", 99, 1, 0, 100, low=read.low, high=read.high)
    figure = diverging([bar], "laag (1–5)", "hoog (6–8)")
    assert figure.data[0].marker.color[0] == colours.PALE
    assert figure.data[1].marker.color[0] == colours.POOR
    legend = {t.name: t.marker.color for t in figure.data if t.showlegend}
    assert legend == {
        "laag (1–5): niet goed, niet slecht, %": colours.PALE,
        "hoog (6–8): hier niet gunstig, %": colours.POOR,
    }


def test_nobody_else_reads_the_direction_of_an_item() -> None:
    """Cut, colour and words ask this module which side is good; none of them finds it out itself."""
    asking = set()
    for path in (path for room in ("measurement", "pages") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Attribute) and node.attr == "direction"
            if named and "item_by_id" in ast.unparse(node):
                asking.add(path)
    assert asking == {Path(favourable.__file__)}
