"""A report as a Word document, with native charts and tables that people can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from pptx import Presentation

from measurement.charts import colours
from measurement.reports.paper.looks import FONT, Place
from measurement.reports.paper.native import alternative, chart
from measurement.reports.paper.parts import (
    Block,
    Grid,
    Intervals,
    Questions,
    Quotes,
    Report,
    Splits,
)
from measurement.reports.paper.settled import described, settled

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WHOLE = 16  # rows of a table that stays on one page, with its caption
_WIDE = 17.0  # centimetres between the margins of A4
_INK = RGBColor.from_string(colours.INKS[False].removeprefix("#"))
_PALE = RGBColor(0x5B, 0x66, 0x70)
_STAMP = RGBColor(0xB0, 0x3A, 0x2E)


def document(report: Report) -> bytes:
    """The report as a docx file on A4."""
    word = docx.Document()
    _page(word, report)
    word.add_heading(report.title, 0)
    for line in (report.subtitle, report.told):
        if line:
            word.add_paragraph(line)
    if report.stamp:
        _run(word.add_paragraph(), report.stamp.upper(), 12, _STAMP, bold=True)
    charts = _Charts(word)
    for section in report.sections:
        word.add_heading(section.title, 1)
        for line in section.lines:
            word.add_paragraph(line)
        for block in section.blocks:
            if block.title != section.title:
                word.add_heading(block.title, 2)
            _block(word, charts, block)
    described(word.core_properties, report)
    buffer = io.BytesIO()
    word.save(buffer)
    return settled(buffer.getvalue(), report.day)


def _page(word: Any, report: Report) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for style in ("Normal", "Title", "Heading 1", "Heading 2"):
        font = word.styles[style].font
        font.name = FONT
        font.color.rgb = _INK
        word.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    word.styles["Normal"].font.size = Pt(11)
    _language(word, report.language)
    foot = section.footer.paragraphs[0]
    _run(foot, " · ".join(p for p in (report.title, report.told) if p), 9, _PALE)
    if report.stamp:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(head, report.stamp.upper(), 9, _STAMP, bold=True)


def _language(word: Any, language: str) -> None:
    """The language that Word checks, and a screen reader speaks."""
    known = {"nl": "nl-BE", "en": "en-GB"}
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), known.get(language, language))
    properties = word.styles["Normal"].element.get_or_add_rPr()
    properties.append(spoken)


def _run(paragraph: Any, said: str, size: float, colour: RGBColor, bold: bool = False) -> None:
    run = paragraph.add_run(said)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour


def _block(word: Any, charts: _Charts, block: Block) -> None:
    if isinstance(block, Splits | Intervals):
        charts.add(block)
        _run(word.add_paragraph(), block.caption, 9, _PALE)
    elif isinstance(block, Grid):
        _grid(word, block)
        under = word.add_paragraph()
        under.paragraph_format.space_before = Pt(4)
        _run(under, block.caption, 9, _PALE)
    elif isinstance(block, Questions):
        for one in block.asked:
            paragraph = word.add_paragraph(style="List Number")
            paragraph.add_run(one.question).bold = True
            _run(paragraph, f"\n{one.figure}", 10, _PALE)
    elif isinstance(block, Quotes):
        for line in block.lines:
            word.add_paragraph(f"“{line}”", style="Quote")


def _grid(word: Any, block: Grid) -> None:
    table = word.add_table(len(block.rows) + 1, len(block.heads))
    table.style, table.alignment = "Light Shading", WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for said, value in (("firstColumn", "0"), ("noHBand", "1")):
        table._tbl.tblPr.find(qn("w:tblLook")).set(qn(f"w:{said}"), value)
    parts = block.wide or (1.0,) * len(block.heads)
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Cm(_WIDE * part / sum(parts))
    for r, row in enumerate((block.heads, *block.rows)):
        for c, said in enumerate(row):
            cell = table.cell(r, c)
            cell.width = table.columns[c].width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = len(block.rows) <= _WHOLE
            run = paragraph.add_run(said)
            run.font.size, run.font.bold = Pt(9), r == 0 or None
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


class _Charts:
    """The charts of a document: those that python-pptx makes, moved over with their workbooks."""

    def __init__(self, word: Any) -> None:
        self._word, self._n = word, 0
        deck = Presentation()
        self._shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes

    def add(self, block: Splits | Intervals) -> None:
        self._n += 1
        height = min(2.6 + 1.05 * len(block.rows), 16.0)
        width, tall = Cm(_WIDE), Cm(height)
        frame = chart(self._shapes, block, Place(0, 0, width, tall))
        place = self._part(frame.chart.part)
        drawn = _drawing(self._n, place, (width, tall), alternative(block))
        self._word.add_paragraph()._p.append(parse_xml(drawn))

    def _part(self, source: Any) -> str:
        """The chart and its workbook as parts of the document; the id of the chart."""
        package = self._word.part.package
        book = Part(
            PackURI(f"/word/embeddings/chart{self._n}.xlsx"),
            _BOOK,
            source.chart_workbook.xlsx_part.blob,
            package,
        )
        part = Part(PackURI(f"/word/charts/chart{self._n}.xml"), _CHART, source.blob, package)
        old = source._element.xpath("c:externalData/@r:id")[0]
        new = part.relate_to(book, f"{_OFFICE}/package")
        part._blob = source.blob.replace(f'r:id="{old}"'.encode(), f'r:id="{new}"'.encode())
        return str(self._word.part.relate_to(part, f"{_OFFICE}/chart"))


def _drawing(number: int, place: str, size: Sequence[int], alt: str) -> str:
    main = "http://schemas.openxmlformats.org/drawingml/2006/"
    spaces = (
        f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:wp="{main}wordprocessingDrawing" xmlns:a="{main}main" '
        f'xmlns:c="{main}chart" xmlns:r="{_OFFICE}"'
    )
    return (
        f'<w:r {spaces}><w:drawing><wp:inline><wp:extent cx="{int(size[0])}" cy="{int(size[1])}"/>'
        f'<wp:docPr id="{100 + number}" name="Figuur {number}" descr={quoteattr(alt)}/>'
        f'<a:graphic><a:graphicData uri="{main}chart"><c:chart r:id="{place}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
