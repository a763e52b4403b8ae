"""What native charts share: where they stand, their letters, colours and room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

FONT = "Calibri"  # one that Office has: a file names its font, it does not carry it
SIZE = 11  # points
PERCENT = "0.0\u00a0%"
NAMELESS = "\u00a0"  # a series without a place in the legend


@dataclass(frozen=True)
class Place:
    """Where a chart stands on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int


def rgb(colour: str) -> RGBColor:
    """A colour as Office wants it."""
    return RGBColor.from_string(colour.removeprefix("#"))


def unframed(made: Any) -> None:
    """No frame around a chart: Writer draws one where nothing is said."""
    space = made._chartSpace
    for old in space.findall(qn("c:spPr")):
        space.remove(old)
    plain = parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    space.find(qn("c:chart")).addnext(plain)


def placed(made: Any, left: float, wide: float, top: float, tall: float) -> None:
    """Where the drawing itself lies in the chart, so that long names leave it its room."""
    area = made._chartSpace.find(qn("c:chart")).find(qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    parts = {"x": left, "y": top, "w": wide, "h": tall}
    said = "".join(f'<c:{name} val="{value:.3f}"/>' for name, value in parts.items())
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{said}</c:manualLayout></c:layout>"
    area.insert(0, parse_xml(layout))
