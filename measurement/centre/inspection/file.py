"""Inspection results of many centres at once: a workbook to fill in, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from measurement.centre.cells import CentreCells
from measurement.errors import refuse
from measurement.exports.files.read import read
from measurement.exports.lists import Cell, ListSheet, Meant, list_on, named
from measurement.forms import Field, Form, workbook
from measurement.questionnaire.centre_facts import Inspection
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.school_year import school_year
from measurement.texts import tidy
from measurement.words import say

_HEADS: Mapping[str, tuple[str, ...]] = {
    "centre": ("centrum", "centre", "clb"),
    "school_year": ("schooljaar", "school year", "school_year"),
    "scale": ("schaal", "scale"),
    "level": ("niveau", "level"),
}
_LAST_ROW = 500


def template(success_factors: SuccessFactors, centres: Sequence[str]) -> bytes:
    """A workbook with a row per centre and a column per scale; every cell may stay empty."""
    scales, levels = (
        [label.nl for label in success_factors.named(k).values()] for k in ("scale", "level")
    )
    fields = [Field("Centrum", (), 22, given=centres), Field("Schooljaar", (), 22)]
    fields += [Field(scale, levels, 22) for scale in scales]
    form = Form("Doorlichting", fields, _LAST_ROW, (1, 2), shaded=False, strict=True)
    return workbook(lambda: [form])


def inspections_file(
    path: Path, success_factors: SuccessFactors, questionnaire: Questionnaire
) -> list[Inspection]:
    """The results in a workbook or csv: a column per scale, or a row per result.

    The first row names the columns: centre and school year, and the scales, or scale and level.
    Empty cells say nothing. Raises :class:`ExportError` with every fault, by row.
    """
    heads = named(_HEADS)

    def meaning(head: str) -> Meant | None:
        said = tidy(head)
        other = (success_factors.meant("scale", said) or f"?{said}", 0)
        return heads(said) or (other if said else None)

    for sheet in read(path).sheets:
        if listed := list_on(sheet, meaning, {"centre", "school_year"}.issubset):
            return _Reading("inspection", success_factors, questionnaire).results(listed)
    raise refuse(
        "no_inspections",
        "{file} holds no inspection results.",
        "The first row must begin with Centrum and Schooljaar, followed by the scales: use the template.",
        file=path.name,
    )


class _Reading(CentreCells):
    """Reads a list of results."""

    def results(self, listed: ListSheet) -> list[Inspection]:
        """Every result, or :class:`ExportError` with every fault."""
        levels: dict[tuple[str, str, str], str] = {}
        for head, column in listed.places.items():
            if head.startswith("?"):
                told = say(
                    "the column '{found}' is not a scale of the inspection.", found=head[1:61]
                )
                self.tell(Cell(listed.sheet, listed.top, column), told, self.one_of("scale"))
        for row in listed.rows():
            for scale, level in self._given(row):
                centre, year = self.centre(row["centre"]), self._year(row["school_year"])
                key = (centre, year, self.meant("scale", scale))
                meant = self.meant("level", level)
                if levels.setdefault(key, meant) != meant and all(key) and meant:
                    told = say("'{found}' contradicts a row above it.", found=level.text[:40])
                    self.tell(level, told)
        self.check()
        return [Inspection(*key, level) for key, level in levels.items()]

    def _given(self, row: Mapping[str, Cell]) -> Iterator[tuple[Cell, Cell]]:
        """The scales with their levels in a row, whichever way the sheet is laid out."""
        if {"scale", "level"} <= row.keys() and row["level"].text:
            yield row["scale"], row["level"]
        for scale, cell in row.items():
            if scale not in _HEADS and not scale.startswith("?") and cell.text:
                yield replace(cell, text=scale), cell

    def _year(self, cell: Cell) -> str:
        if not cell.text:
            self.tell(cell, say("the school year is not filled in."))
            return ""
        year = school_year(cell.text)
        if not year:
            told = "'{found}' is not a school year. Write it as 2024-2025."
            self.tell(cell, say(told, found=cell.text[:60]))
        return year
