"""A report as slides: a slide per figure, with native charts and tables that people can edit."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from measurement.charts import colours
from measurement.reports.paper.looks import FONT, Place
from measurement.reports.paper.native import chart
from measurement.reports.paper.parts import (
    Grid,
    Intervals,
    Questions,
    Quotes,
    Report,
    Section,
    Splits,
)
from measurement.reports.paper.settled import described, settled
from measurement.reports.paper.theme import dressed

WIDE, TALL, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
MOST_ROWS = 12  # of a table on one slide
MOST_BARS = 9  # of a figure on one slide
MOST_LINES = 7
_SHORT = 260  # characters of sentences that a figure leaves room for
_LINE = Inches(0.36)  # of such a sentence
_FEW_ROWS = 6  # of a table, its head included
_TOP = Inches(1.2)  # below the title
_TITLE_ONLY, _OPENING = 5, 0
_INK = RGBColor.from_string(colours.INKS[False].removeprefix("#"))
_PALE = RGBColor.from_string("5B6670")


def slides(report: Report) -> bytes:
    """The report as a pptx file: an opening, then of every section its sentences and figures."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, TALL
    dressed(deck)
    _opening(deck, report)
    for section in report.sections:
        for title, draw in _drawn(section):
            _slide(deck, report, title, draw)
    described(deck.core_properties, report)
    buffer = io.BytesIO()
    deck.save(buffer)
    return settled(buffer.getvalue(), report.day)


def _drawn(section: Section) -> Iterator[tuple[str, Any]]:
    """The slides of a section: a title, and what draws the rest; few sentences stand over the first figure."""
    first = section.blocks[0] if section.blocks else None
    beside = sum(map(len, section.lines)) <= _SHORT and isinstance(first, Splits | Intervals | Grid)
    over = section.lines if beside else ()
    for lines in _apart(section.lines[len(over) :], MOST_LINES):
        yield section.title, partial(_lines, lines=lines)
    for block in section.blocks:
        for title, draw in _of_block(block):
            yield (section.title, partial(_under, lines=over, draw=draw)) if over else (title, draw)
            over = ()


def _under(slide: Any, lines: Sequence[str], draw: Any) -> None:
    """A figure or table with sentences over it."""
    width = WIDE - 2 * EDGE
    rows = sum(-(-len(line) // 105) for line in lines)
    frame = slide.shapes.add_textbox(EDGE, _TOP, width, _LINE * rows).text_frame
    frame.word_wrap = True
    _paragraphs(frame, lines, 16, after=3)
    draw(slide, top=_TOP + _LINE * rows + Inches(0.15))


def _of_block(block: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(block, Splits):
        for bars in _apart(block.rows, MOST_BARS):
            yield block.title, partial(_figure, block=replace(block, rows=bars))
    elif isinstance(block, Intervals):
        for shares in _apart(block.rows, MOST_BARS):
            yield block.title, partial(_figure, block=replace(block, rows=shares))
    elif isinstance(block, Grid):
        for rows in _apart(block.rows, MOST_ROWS):
            yield block.title, partial(_grid, block=replace(block, rows=rows))
    elif isinstance(block, Questions):
        lines = [f"{q.question}\n{q.figure}" for q in block.asked]
        for few in _apart(lines, 4):
            yield block.title, partial(_lines, lines=few)
    elif isinstance(block, Quotes):
        for few in _apart([f"“{line}”" for line in block.lines], MOST_LINES):
            yield block.title, partial(_lines, lines=few)


def _apart(rows: Sequence[Any], most: int) -> Iterator[tuple[Any, ...]]:
    """The rows in groups of about the same size, none larger than ``most``."""
    if not rows:
        return
    groups = -(-len(rows) // most)
    size = -(-len(rows) // groups)
    for start in range(0, len(rows), size):
        yield tuple(rows[start : start + size])


def _opening(deck: Any, report: Report) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_OPENING])
    title, under = slide.shapes.title, slide.placeholders[1]
    _put(title, EDGE, Inches(2.2), WIDE - 2 * EDGE, Inches(1.4))
    _put(under, EDGE, Inches(3.7), WIDE - 2 * EDGE, Inches(1.2))
    _say(title, report.title, 40, bold=True)
    _say(under, "\n".join(part for part in (report.subtitle, report.told) if part), 20)
    _foot(slide, report)


def _slide(deck: Any, report: Report, title: str, draw: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    head = slide.shapes.title
    _put(head, EDGE, Inches(0.35), WIDE - 2 * EDGE, Inches(0.8))
    _say(head, title, 28, bold=True)
    draw(slide)
    _foot(slide, report)


def _put(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _say(shape: Any, said: str, size: float, bold: bool = False) -> None:
    frame = shape.text_frame
    frame.text, frame.word_wrap = said, True
    frame.auto_size, frame.vertical_anchor = MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
            run.font.color.rgb = _INK


def _foot(slide: Any, report: Report) -> None:
    """Of which release it is; over a draft also that it is one."""
    box = slide.shapes.add_textbox(EDGE, TALL - Inches(0.5), WIDE - 2 * EDGE, Inches(0.35))
    _small(box, " · ".join(p for p in (report.title, report.told) if p))
    if report.stamp:
        mark = slide.shapes.add_textbox(WIDE - Inches(5.2), Inches(0.05), Inches(4.6), Inches(0.35))
        _small(mark, report.stamp.upper(), bold=True, colour=RGBColor(0xB0, 0x3A, 0x2E))
        mark.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _small(
    box: Any, said: str, size: float = 11, bold: bool = False, colour: RGBColor = _PALE
) -> None:
    frame = box.text_frame
    frame.text, frame.word_wrap = said, True
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.bold = Pt(size), FONT, bold
            run.font.color.rgb = colour


def _lines(slide: Any, lines: Sequence[str]) -> None:
    """Sentences, a paragraph each; a second line of one is smaller."""
    box = slide.shapes.add_textbox(EDGE, Inches(1.3), WIDE - 2 * EDGE, TALL - Inches(2.0))
    box.text_frame.word_wrap = True
    _paragraphs(box.text_frame, lines, 17 if sum(map(len, lines)) > 700 else 20)


def _paragraphs(frame: Any, lines: Sequence[str], size: float, after: float = 9) -> None:
    for i, line in enumerate(lines):
        for j, said in enumerate(line.split("\n")):
            paragraph = frame.paragraphs[0] if i == j == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = said
            run.font.size, run.font.name = Pt(size - 6 * bool(j)), FONT
            run.font.color.rgb = _PALE if j else _INK
            paragraph.space_after = Pt(3 if j == 0 and "\n" in line else after)


def _figure(slide: Any, block: Splits | Intervals, top: int = _TOP) -> None:
    room = Place(EDGE, top, WIDE - 2 * EDGE, TALL - top - Inches(1.35))
    chart(slide.shapes, block, room)
    _caption(slide, block.caption, TALL - Inches(1.25))


def _caption(slide: Any, said: str, top: int) -> None:
    box = slide.shapes.add_textbox(EDGE, top, WIDE - 2 * EDGE, Inches(0.7))
    _small(box, said, 12)


def _grid(slide: Any, block: Grid, top: int = _TOP) -> None:
    """A table with its caption under it; a short one in larger letters."""
    rows, columns = len(block.rows) + 1, len(block.heads)
    size, step = (16, Inches(0.5)) if rows <= _FEW_ROWS else (12, Inches(0.38))
    width, height = WIDE - 2 * EDGE, step * rows
    frame = slide.shapes.add_table(rows, columns, EDGE, top, width, height)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{block.title}. {block.caption}")
    table, share = frame.table, block.wide or (1.0,) * columns
    for i, part in enumerate(share):
        table.columns[i].width = Emu(int(width * part / sum(share)))
    for r, row in enumerate((block.heads, *block.rows)):
        for c, said in enumerate(row):
            cell = table.cell(r, c)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.text = said
            for run in cell.text_frame.paragraphs[0].runs:
                run.font.size, run.font.name, run.font.bold = Pt(size), FONT, r == 0
    lines = sum(_lines_of(row, share, size) for row in (block.heads, *block.rows))
    under = top + max(height, lines * Pt(size * 1.25) + rows * Inches(0.06))
    _caption(slide, block.caption, min(under + Inches(0.15), TALL - Inches(1.25)))


def _lines_of(row: Sequence[str], share: Sequence[float], size: float) -> int:
    """How many lines the longest cell of a row takes."""
    room = (WIDE - 2 * EDGE) / Pt(size) * 1.9 / sum(share)
    return max(
        -(-len(said) // max(int(room * part), 1)) for said, part in zip(row, share, strict=True)
    )
