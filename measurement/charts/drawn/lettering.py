"""Letters: plotly's little html as svg text, and how wide a text is in the project's own fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape, unescape
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = "Effect Sans"
# Who has not our font (a program that ignores embedded ones) gets the nearest one.
STACK = f"'{FAMILY}', 'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"
LINE = 1.3  # height of a line, in sizes of its letters
_BASELINE = 0.35  # how far the baseline lies below the middle of the letters
_MEASURED = 200  # pixels: letters are measured large, since small ones are rounded
_TAG = re.compile(r"<(?P<end>/?)(?P<name>b|i|span|sup|sub)(?P<style>\s[^>]*)?>")
_BREAK = re.compile(r"<br\s*/?>")
# What is no letter: it cannot be measured, and stands in no svg.
_NO_LETTER = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_ACROSS = {"left": 0.0, "center": -0.5, "right": -1.0}
_DOWN = {"top": 0.0, "middle": -0.5, "bottom": -1.0}


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    size: float = 0


@dataclass(frozen=True)
class Ink:
    """How a text is written: size in pixels, colour, where it is held, and turned by how much."""

    size: float
    colour: str
    across: str = "center"
    down: str = "middle"
    angle: float = 0


def figure(value: float) -> str:
    """A coordinate, as short as it can be.

    >>> figure(12.0), figure(0.256)
    ('12', '0.26')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(value) < 0.005 else "-0")


def lines(html: str) -> list[list[Run]]:
    """The lines of a text with ``<b> <i> <span> <br>``; every other tag is text.

    >>> lines("<b>89</b> of<br>n &lt; 5")
    [[Run(text='89', bold=True, italic=False, colour='', size=0), Run(text=' of', bold=False, italic=False, colour='', size=0)], [Run(text='n < 5', bold=False, italic=False, colour='', size=0)]]
    """
    told, looks = [], [Run("")]
    for line in _BREAK.split(_NO_LETTER.sub(" ", html)):
        runs, at = [], 0
        for tag in _TAG.finditer(line):
            runs.append(replace(looks[-1], text=unescape(line[at : tag.start()])))
            at = tag.end()
            if not tag["end"]:
                looks.append(_look(looks[-1], tag["name"], tag["style"] or ""))
            elif len(looks) > 1:
                looks.pop()
        runs.append(replace(looks[-1], text=unescape(line[at:])))
        told.append([run for run in runs if run.text])
    return told


def _look(before: Run, name: str, style: str) -> Run:
    """The look that a tag asks for, on top of the one around it."""
    colour = re.search(r"color:\s*([^;'\"]+)", style)
    size = re.search(r"font-size:\s*([\d.]+)px", style)
    return Run(
        "",
        before.bold or name == "b",
        before.italic or name == "i",
        colour[1] if colour else before.colour,
        float(size[1]) if size else before.size,
    )


@cache
def _cut(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    name = "Bold" if bold else "Italic" if italic else "Regular"
    return ImageFont.truetype(FONTS / f"EffectSans-{name}.ttf", _MEASURED)


@lru_cache(maxsize=8192)
def _advance(text: str, bold: bool, italic: bool) -> float:
    return float(_cut(bold, italic).getlength(text)) / _MEASURED


def wide(html: str, size: float) -> float:
    """The width of a text in pixels: of its longest line."""
    return max(
        sum(_advance(run.text, run.bold, run.italic) * (run.size or size) for run in line)
        for line in lines(html)
    )


def high(html: str, size: float) -> float:
    """The height of a text in pixels."""
    return LINE * size * len(lines(html))


def written(html: str, x: float, y: float, ink: Ink, align: str = "") -> str:
    """A text as svg, held at ``x`` and ``y``; ``align`` says how its lines stand to each other."""
    told = lines(html)
    inner = align or ink.across
    start = x + wide(html, ink.size) * (_ACROSS[ink.across] - _ACROSS[inner])
    top = y + LINE * ink.size * len(told) * _DOWN[ink.down]
    turned = f' transform="rotate({figure(ink.angle)} {figure(x)} {figure(y)})"' * bool(ink.angle)
    rows = (
        f'<tspan x="{figure(start)}" y="{figure(top + LINE * ink.size * (i + 0.5) + _BASELINE * ink.size)}">{"".join(map(_span, line))}</tspan>'
        for i, line in enumerate(told)
        if line
    )
    return (
        f'<text font-size="{figure(ink.size)}" fill="{ink.colour}" text-anchor="{_ANCHORS[inner]}"{turned}>'
        f"{''.join(rows)}</text>"
    )


def _span(run: Run) -> str:
    """A stretch of text; spaces that are more than one stay."""
    said = escape(run.text.replace("  ", "\u00a0\u00a0"), quote=False)
    looks = [
        'font-weight="700"' if run.bold else "",
        'font-style="italic"' if run.italic else "",
        f'fill="{escape(run.colour)}"' if run.colour else "",
        f'font-size="{figure(run.size)}"' if run.size else "",
    ]
    style = " ".join(filter(None, looks))
    return f"<tspan {style}>{said}</tspan>" if style else said
