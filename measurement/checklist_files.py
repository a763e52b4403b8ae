"""Reads checklists from a workbook or csv file, and names every fault with its sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from measurement.checklist_cells import Cell, Given, given
from measurement.checklist_layout import NAMES, day_of, layout_of
from measurement.errors import ExportError, Problem, refuse
from measurement.exports.centres import Centres
from measurement.exports.read import Sheet, read
from measurement.questionnaire import Questionnaire
from measurement.store.merging import ChecklistDraft, Entry
from measurement.success_factors import SuccessFactors
from measurement.words import Sentence, day, say

Head = tuple[str, date, str]  # centre, day and who filled in


def checklists_file(
    path: Path, known: SuccessFactors, questionnaire: Questionnaire
) -> list[ChecklistDraft]:
    """The checklists of an xlsx or csv file, in the order of the file.

    What the file leaves empty is not named, so that it stays as it is in the store. Raises
    :class:`ExportError` with every fault of every sheet.
    """
    reading = _Reading(known, questionnaire)
    layouts = [
        (sheet, layout)
        for sheet in read(path).sheets
        if sheet.visible and (layout := layout_of(sheet.top, known)) is not None
    ]
    for sheet, layout in layouts:
        for one in given(sheet, layout):
            reading.take(sheet, one)
    if reading.problems:
        raise ExportError(list(reading.problems.values()))
    if not layouts:
        raise _no_checklist(path)
    if not reading.found:
        raise refuse("empty", "In {file} no checklist is filled in.", "", file=path.name)
    return [ChecklistDraft(*head, entries) for (head, _), entries in reading.found.items()]


def _no_checklist(path: Path) -> ExportError:
    return refuse(
        "no_checklist",
        "{file} holds no checklist of success factors.",
        "Use the template, or give a table with the columns {columns}.",
        file=path.name,
        columns=[names[0] for names in NAMES.values()],
    )


@dataclass
class _Reading:
    """A file being read: ``found`` and ``problems`` (by what they say) fill up."""

    known: SuccessFactors
    questionnaire: Questionnaire
    found: dict[tuple[Head, int], dict[str, Entry]] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    columns: dict[Head, list[tuple[str, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.centres = Centres(self.questionnaire)

    def take(self, sheet: Sheet, one: Given) -> None:
        """Add what stands in one cell of a sheet; what is wrong is told."""
        centre = self._centre(sheet, one["centre"])
        when = self._day(sheet, one["date"])
        filler = self._filler(sheet, one["filled_by"])
        factor = self._factor(sheet, one["factor"])
        state = self._state(sheet, one["state"])
        if not (centre and when and filler and factor and (state or one["note"].text)):
            return
        head = (centre, when, filler)
        entries = self.found.setdefault((head, self._number(sheet, one, head)), {})
        old, note = entries.get(factor, Entry()), one["note"].text
        if (old.state and state) or (old.note and note):
            fault = say(
                "{factor} stands there twice for {centre}, {day}.",
                factor=factor,
                centre=centre,
                day=day(when),
            )
            self._tell(sheet, one["factor"], fault)
        entries[factor] = Entry(state or old.state, note or old.note)

    def _number(self, sheet: Sheet, one: Given, head: Head) -> int:
        """Which checklist of this centre, day and filler it is: only staff can be several."""
        if one.column is None:
            return 0
        columns = self.columns.setdefault(head, [])
        here = (sheet.name, one.column)
        if here not in columns:
            columns.append(here)
        number = columns.index(here)
        if number and head[2] != "medewerker":
            fault = say(
                "The checklist of {centre} of {day} stands there twice.",
                centre=head[0],
                day=day(head[1]),
            )
            self._tell(sheet, one["centre"], fault)
        return number

    def _centre(self, sheet: Sheet, cell: Cell) -> str:
        if not cell.text:
            self._tell(sheet, cell, say("The centre is not filled in."))
            return ""
        name = self.centres.known(cell.text)
        if name is None and self.questionnaire.centres:
            self._tell(
                sheet,
                cell,
                say("'{found}' is not a centre of the list.", found=cell.text[:60]),
                say("Add it, or this spelling, to data/questionnaire/centres.csv."),
            )
            return ""
        return name or cell.text

    def _day(self, sheet: Sheet, cell: Cell) -> date | None:
        when = day_of(cell.text)
        if not cell.text:
            self._tell(sheet, cell, say("The date is not filled in."))
        elif when is None:
            fault = say("'{found}' is not a date.", found=cell.text[:60])
            self._tell(sheet, cell, fault, say("Write it as 3/10/2024."))
        elif when > date.today():
            self._tell(sheet, cell, say("The date {day} is still to come.", day=day(when)))
            return None
        return when

    def _filler(self, sheet: Sheet, cell: Cell) -> str:
        who = self.known.meant("filler", cell.text)
        if not cell.text:
            self._tell(sheet, cell, say("It is not said who filled in."), self._one_of("filler"))
        elif not who:
            fault = say("'{found}' does not say who filled in.", found=cell.text[:60])
            self._tell(sheet, cell, fault, self._one_of("filler"))
        return who

    def _factor(self, sheet: Sheet, cell: Cell) -> str:
        factor = self.known.meant("factor", cell.text)
        if not factor:
            fault = say("'{found}' is not a success factor.", found=cell.text[:60])
            remedy = say("Write one of: {known}.", known=list(self.known.ids))
            self._tell(sheet, cell, fault, remedy)
        return factor

    def _state(self, sheet: Sheet, cell: Cell) -> str:
        state = self.known.meant("state", cell.text) if cell.text else ""
        if cell.text and not state:
            fault = say("'{found}' is not a state.", found=cell.text[:60])
            self._tell(sheet, cell, fault, self._one_of("state"))
        return state

    def _one_of(self, kind: str) -> Sentence:
        return say("Write one of: {known}.", known=list(self.known.named(kind).values()))

    def _tell(
        self, sheet: Sheet, cell: Cell, found: Sentence, remedy: Sentence | None = None
    ) -> None:
        where = cell.where(sheet)
        rows = (sheet.first_row + cell.row,)
        problem = Problem("checklist", found, remedy, where, rows, blocking=True)
        self.problems.setdefault(str(problem), problem)
