"""Our colours and a font that Office has, in the theme of slides: no template file to keep."""

from __future__ import annotations

import re
from typing import Any

from measurement.charts import colours
from measurement.reports.paper.looks import FONT

_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_COLOURS = {
    "dk2": colours.INKS[False],
    "accent1": colours.GOOD,
    "accent2": colours.POOR,
    "accent3": colours.ACCENT,
    "accent4": colours.PALE,
}


def dressed(deck: Any) -> None:
    """Put them in every theme of a presentation."""
    for part in deck.part.package.iter_parts():
        if part.content_type == _THEME:
            part._blob = _themed(part.blob)


def _themed(xml: bytes) -> bytes:
    said = xml.decode()
    for name, colour in _COLOURS.items():
        fill = f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        said = re.sub(rf"<a:{name}>.*?</a:{name}>", fill, said, flags=re.DOTALL)
    for kind in ("major", "minor"):
        said = re.sub(
            rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", said, count=1
        )
    return said.encode()
