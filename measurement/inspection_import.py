"""Inspection results of many centres at once: a workbook to fill in, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measurement.centre_facts import Inspection
from measurement.errors import ExportError, Problem, SurveyError, refuse
from measurement.exports.centres import Centres
from measurement.exports.platforms import is_blank
from measurement.exports.read import Sheet, read
from measurement.forms import Field, Form, workbook
from measurement.questionnaire import Questionnaire
from measurement.store.naming import school_year_named
from measurement.success_factors import SuccessFactors
from measurement.texts import plain, tidy
from measurement.words import Sentence, say

_HEADS: Mapping[str, tuple[str, ...]] = {
    "centre": ("centrum", "centre", "clb"),
    "school_year": ("schooljaar", "school year", "school_year"),
    "scale": ("schaal", "scale"),
    "level": ("niveau", "level"),
}
_LAST_ROW = 500


def template(known: SuccessFactors, centres: Sequence[str]) -> bytes:
    """A workbook with a row per centre and a column per scale; every cell may stay empty."""
    scales, levels = ([label.nl for label in known.named(k).values()] for k in ("scale", "level"))
    fields = [Field("Centrum", (), 22, given=centres), Field("Schooljaar", (), 22)]
    fields += [Field(scale, levels, 22) for scale in scales]
    form = Form("Doorlichting", fields, _LAST_ROW, (1, 2), shaded=False, strict=True)
    return workbook(lambda: [form])


def inspections_file(
    path: Path, known: SuccessFactors, questionnaire: Questionnaire
) -> list[Inspection]:
    """The results in a workbook or csv: a column per scale, or a row per result.

    The first row names the columns: centre and school year, and the scales, or scale and level.
    Empty cells say nothing. Raises :class:`ExportError` with every fault, by row.
    """
    for sheet in read(path).sheets:
        columns = _columns(sheet, known)
        if {"centre", "school_year"} <= set(columns):
            return _Reading(known, questionnaire).results(sheet, columns)
    raise refuse(
        "no_inspections",
        "{file} holds no inspection results.",
        "The first row must begin with Centrum and Schooljaar, followed by the scales: use the template.",
        file=path.name,
    )


def _columns(sheet: Sheet, known: SuccessFactors) -> dict[str, int]:
    """What the columns stand for: a key of ``_HEADS``, a scale as ``scale:id``, or a text."""
    spelt = {plain(name): key for key, names in _HEADS.items() for name in names}
    heads = [tidy(cell) for cell in sheet.top[0]] if sheet.top else []
    found: dict[str, int] = {}
    for column, head in enumerate(heads):
        scale = known.meant("scale", head)
        name = spelt.get(plain(head)) or (f"scale:{scale}" if scale else f"?{head}")
        if head:
            found.setdefault(name, column)
    return found


@dataclass(frozen=True)
class _Cell:
    """A level as it was written, whose it is, and the row it stands in as Excel shows it."""

    row: int
    centre: str
    school_year: str
    scale: str
    level: str


@dataclass
class _Reading:
    """Reads a sheet and gathers its faults."""

    known: SuccessFactors
    questionnaire: Questionnaire
    faults: dict[str, Problem] = field(default_factory=dict)

    def results(self, sheet: Sheet, columns: Mapping[str, int]) -> list[Inspection]:
        """Every result, or :class:`ExportError` with every fault."""
        centres = Centres(self.questionnaire)
        found: dict[tuple[str, str, str], str] = {}
        for head in [name[1:] for name in columns if name.startswith("?")]:
            told = say("the column '{found}' is not a scale of the inspection.", found=head[:60])
            self._tell(sheet.first_row, told, self._one_of("scale"))
        for cell in _cells(sheet, columns):
            key = (self._centre(cell, centres), self._year(cell), self._scale(cell))
            level = self._level(cell)
            if found.setdefault(key, level) != level and all(key) and level:
                told = say("'{found}' contradicts a row above it.", found=cell.level[:40])
                self._tell(cell.row, told)
        if self.faults:
            raise ExportError(list(self.faults.values()))
        return [Inspection(*key, level) for key, level in found.items()]

    def _centre(self, cell: _Cell, centres: Centres) -> str:
        if not cell.centre:
            self._tell(cell.row, say("the centre is not filled in."))
            return ""
        name = centres.known(cell.centre)
        if name is None and self.questionnaire.centres:
            self._tell(
                cell.row,
                say("'{found}' is not a centre of the list.", found=cell.centre[:60]),
                say("Add it, or this spelling, to data/questionnaire/centres.csv."),
            )
            return ""
        return name or cell.centre

    def _year(self, cell: _Cell) -> str:
        if not cell.school_year:
            self._tell(cell.row, say("the school year is not filled in."))
            return ""
        try:
            return school_year_named(cell.school_year)
        except SurveyError:
            told = "'{found}' is not a school year. Write it as 2024-2025."
            self._tell(cell.row, say(told, found=cell.school_year[:60]))
            return ""

    def _scale(self, cell: _Cell) -> str:
        scale = self.known.meant("scale", cell.scale)
        if not scale:
            told = say("'{found}' is not a scale of the inspection.", found=cell.scale[:60])
            self._tell(cell.row, told, self._one_of("scale"))
        return scale

    def _level(self, cell: _Cell) -> str:
        level = self.known.meant("level", cell.level)
        if not level:
            told = say("'{found}' is not a level of the inspection.", found=cell.level[:60])
            self._tell(cell.row, told, self._one_of("level"))
        return level

    def _one_of(self, kind: str) -> Sentence:
        return say("Write one of: {known}.", known=list(self.known.named(kind).values()))

    def _tell(self, row: int, found: Sentence, remedy: Sentence | None = None) -> None:
        where = say("Row {row}", row=str(row))
        problem = Problem("inspection", found, remedy, where, (row,), blocking=True)
        self.faults.setdefault(str(problem), problem)


def _cells(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[_Cell]:
    """The levels that are filled in, whichever way the sheet is laid out."""
    texts = {name: _texts(sheet, column) for name, column in columns.items()}
    scales = {n: n.removeprefix("scale:") for n in texts if n.startswith("scale:")}
    for row in range(1, sheet.n_rows):
        about = (sheet.first_row + row, texts["centre"][row], texts["school_year"][row])
        if "level" in texts and "scale" in texts and texts["level"][row]:
            yield _Cell(*about, texts["scale"][row], texts["level"][row])
        for name, scale in scales.items():
            if texts[name][row]:
                yield _Cell(*about, scale, texts[name][row])


def _texts(sheet: Sheet, column: int) -> list[str]:
    cells = sheet.table.column(column).to_pylist()
    return ["" if is_blank(cell or "") else tidy(cell) for cell in cells]
