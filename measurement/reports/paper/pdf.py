"""A report as PDF on A4, tagged for who hears it (PDF/UA-1), set by a template of Typst.

A figure is a table there: its numbers are cells with texts, and what is drawn stands between them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from measurement.charts import colours
from measurement.charts.drawn.lettering import FAMILY
from measurement.reports.paper.parts import (
    TONES,
    Block,
    Grid,
    Interval,
    Intervals,
    Questions,
    Quotes,
    Report,
    Section,
    Split,
    Splits,
)
from measurement.reports.typesetting import typeset
from measurement.words import number, percent, text

Paper = Literal["a4", "a3"]
TEMPLATE = Path(__file__).parent / "report.typ"
_SCALES: dict[Paper, float] = {"a4": 1.0, "a3": 2**0.5}
_REGIONS = {"nl": "be", "en": "gb"}


def pdf(report: Report, paper: Paper = "a4") -> bytes:
    """The report as PDF; the same report gives the same bytes. On A3 everything is as much larger."""
    data = {**_plain(report), "paper": paper, "scale": _SCALES[paper]}
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
    }
    made = datetime.fromisoformat(report.day).replace(hour=12, tzinfo=UTC)
    return typeset(files, "pdf", standards=("ua-1",), made=made)


def _plain(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "told": report.told,
        "stamp": report.stamp,
        "author": report.author,
        "lang": report.language,
        "region": _REGIONS.get(report.language, ""),
        "font": FAMILY,
        "colours": {**TONES, "ink": colours.INKS[False]},
        "sections": [_section(one) for one in report.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "page": section.new_page,
        "lines": list(section.lines),
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Intervals):
        return _intervals(block)
    if isinstance(block, Splits):
        return _splits(block)
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Questions):
        rows: Any = [[one.question, one.figure] for one in block.asked]
        return {"kind": "questions", "title": block.title, "caption": "", "rows": rows}
    assert isinstance(block, Quotes)
    return {"kind": "quotes", "title": block.title, "caption": "", "rows": list(block.lines)}


def _intervals(block: Intervals) -> Mapping[str, Any]:
    legend = [part for part in (block.name, block.other) if part]
    return {
        "kind": "intervals",
        "title": block.title,
        "caption": block.caption,
        "heads": [text("Statement"), block.head, ""],
        "legend": legend if block.other else [],
        "legend-tone": block.rows[0].tone if block.rows else "own",
        "line": _known(block.line),
        "rows": [_interval(row) for row in block.rows],
    }


def _interval(row: Interval) -> dict[str, Any]:
    drawn = {
        name: _known(getattr(row, name))
        for name in ("value", "lower", "upper", "other", "least", "most")
    }
    if not row.bounded:
        drawn |= {"least": None, "most": None}
    words = {"label": row.label, "said": row.said, "word": row.word, "tone": row.tone}
    return {**drawn, **words, "n": number(row.n)}


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def _splits(block: Splits) -> Mapping[str, Any]:
    return {
        "kind": "splits",
        "title": block.title,
        "caption": block.caption,
        "heads": [text("Statement"), "", block.low, block.high, block.none, "n"],
        "low-room": max((r.low / r.n for r in block.rows if r.n), default=0.0),
        "rows": [_split(row) for row in block.rows],
    }


def _split(row: Split) -> dict[str, Any]:
    n = row.n or 1
    said = [percent(part, n) if row.n else "–" for part in (row.low, row.high, row.none)]
    return {
        "label": row.label,
        "low": row.low / n,
        "high": row.high / n,
        "said": [*said, number(row.n)],
    }


def _grid(block: Grid) -> Mapping[str, Any]:
    wide = block.wide or (1.0,) * len(block.heads)
    return {
        "kind": "grid",
        "title": block.title,
        "caption": block.caption,
        "heads": list(block.heads),
        "wide": list(wide),
        "rows": [list(row) for row in block.rows],
    }
