"""A figure as a picture to take away: with its title, its caption and n in it."""

from __future__ import annotations

import base64
import struct
import textwrap
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.drawn.lettering import FAMILY, FONTS, LINE, Ink, wide, written
from measurement.charts.drawn.svg import WIDTH, beside, drawing, picture
from measurement.reports.typesetting import DPI, typeset

Kind = Literal["png", "svg"]
Shown: TypeAlias = (
    go.Figure | Sequence[go.Figure]
)  # small ones stand beside each other in one picture
_MARGIN = 18  # pixels around
_TITLE, _CAPTION = 17.0, 12.0  # sizes of letters
_MM = 25.4 / 96  # of a pixel
# The cuts of the font, and what in a picture asks for them.
_CUTS = (
    ("Regular", 400, "normal", ""),
    ("Bold", 700, "normal", 'font-weight="700"'),
    ("Italic", 400, "italic", 'font-style="italic"'),
)


@dataclass(frozen=True)
class Words:
    """What a picture says beside its figure; ``alt`` is for who hears it, without one the title."""

    title: str
    caption: str = ""
    alt: str = ""


def pictured(figure: Shown, words: Words, kind: Kind, width: float = WIDTH) -> bytes:
    """The figure as png (300 dots per inch) or as svg with its letters along, on white paper.

    The look is that of the screen on a light page. Raises ``ValueError`` for a kind of trace that
    is not drawn.
    """
    composed, tall = _composed(figure, words, width)
    if kind == "svg":
        return _whole(_with_letters(composed), words, width, tall).encode()
    page = f"#set page(width: {width * _MM:.3f}mm, height: {tall * _MM:.3f}mm, margin: 0mm)\n"
    template = page + f'#image("figure.svg", width: {width * _MM:.3f}mm)'
    files = {"figure.svg": _whole(composed, words, width, tall).encode()}
    return _with_density(typeset({"main.typ": template.encode(), **files}, "png"))


def _composed(figure: Shown, words: Words, width: float) -> tuple[str, float]:
    """The inside of the picture, and how high it is."""
    alone, room = isinstance(figure, go.Figure), width - 2 * _MARGIN
    drawn = drawing(figure, room) if alone else beside(figure, room)
    title = list(_texts(words.title, _TITLE, width - 2 * _MARGIN, _MARGIN, bold=True))
    y = _MARGIN + LINE * _TITLE * len(title) + 6
    below = y + drawn.height + 10
    caption = list(_texts(words.caption, _CAPTION, width - 2 * _MARGIN, below))
    tall = below + LINE * _CAPTION * len(caption) + _MARGIN
    inside = f'<g transform="translate({_MARGIN},{y:.1f})">{drawn.inside}</g>'
    ground = f'<rect width="{width:g}" height="{tall:.1f}" fill="#FFFFFF"/>'
    return ground + "".join(title) + inside + "".join(caption), round(tall, 1)


def _texts(said: str, size: float, room: float, top: float, bold: bool = False) -> Iterator[str]:
    """The lines of a text, from top to bottom."""
    ink = Ink(size, colours.INKS[False], "left", "top")
    for i, line in enumerate(_broken(said, size, room, bold)):
        told = escape(line, quote=False)
        html = f"<b>{told}</b>" if bold else told
        yield written(html, _MARGIN, top + LINE * size * i, ink)


def _broken(said: str, size: float, room: float, bold: bool) -> list[str]:
    """A text in lines that fit in the room."""
    lines: list[str] = []
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        told = escape(longer, quote=False)
        if lines and wide(f"<b>{told}</b>" if bold else told, size) <= room:
            lines[-1] = longer
        else:
            lines.extend(textwrap.wrap(word, 90) or [""] if said else [])
    return lines


def _whole(inside: str, words: Words, width: float, tall: float) -> str:
    return picture(inside, width, tall, words.title, words.alt or words.caption)


def _with_letters(inside: str) -> str:
    """With the cuts of the font that are used, so that a browser shows it as our own screen does."""
    faces = []
    for cut, weight, style, sign in _CUTS:
        if sign in inside:
            letters = base64.b64encode((FONTS / f"EffectSans-{cut}.woff2").read_bytes()).decode()
            faces.append(
                f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};"
                f"src:url(data:font/woff2;base64,{letters})}}"
            )
    return f"<style>{''.join(faces)}</style>{inside}"


def _with_density(png: bytes) -> bytes:
    """The png with its dots per inch, so that programs place it at its real size."""
    head = png.index(b"IHDR") + 4 + 13 + 4  # its name, its data and their check
    per_metre = round(DPI / 0.0254)
    data = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + data + struct.pack(">I", zlib.crc32(data))
    return png[:head] + chunk + png[head:]
