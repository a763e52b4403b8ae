"""Reads checklists from a workbook or csv file, and names every fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from measurement.centre.cells import CentreCells
from measurement.centre.checklist.draft import ChecklistDraft, Entry
from measurement.centre.checklist.layout import NAMES, Wide, wide_on
from measurement.errors import ExportError, refuse
from measurement.exports.files.read import Sheet, read
from measurement.exports.lists import Cell, list_on, named, refuse_long, texts_of
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.school_year import day_named
from measurement.words import Sentence, day, mark, say

Head = tuple[str, date, str]  # centre, day and who filled in
_MOST_COLUMNS = 1_000
_NO_COLUMN = mark("The sheet has no column {missing}.")
_NO_ROW = mark("The sheet has no row {missing}.")


def checklists_file(
    path: Path, success_factors: SuccessFactors, questionnaire: Questionnaire
) -> list[ChecklistDraft]:
    """The checklists of an xlsx or csv file, in the order of the file.

    What the file leaves empty is not named, so that it stays as it is in the store. Raises
    :class:`ExportError` with every fault of every sheet.
    """
    reading = _Reading("checklist", success_factors, questionnaire)
    sheets = [given for sheet in read(path).sheets if (given := reading.given(sheet)) is not None]
    for given in sheets:
        for one in given:
            reading.take(one)
    reading.check()
    if not sheets:
        raise _no_checklist(path)
    if not reading.found:
        raise refuse("empty", "In {file} no checklist is filled in.", file=path.name)
    return [ChecklistDraft(*head, entries) for (head, _), entries in reading.found.items()]


def _no_checklist(path: Path) -> ExportError:
    return refuse(
        "no_checklist",
        "{file} holds no checklist of success factors.",
        "Use the template, or give a table with the columns {columns}.",
        file=path.name,
        columns=[names[0] for names in NAMES.values()],
    )


class _Given(NamedTuple):
    """The cells about one factor of one checklist, with those that say whose it is.

    ``column`` is that of the checklist where every checklist has its own, else None.
    """

    cells: dict[str, Cell]
    column: int | None = None


def _columns(sheet: Sheet, wide: Wide) -> Iterator[_Given]:
    refuse_long(sheet.n_rows)
    labels, head = texts_of(sheet, wide.labels), wide.head
    first = min(*head.values(), *wide.factors)
    for column in range(wide.labels + 1, min(sheet.width, _MOST_COLUMNS)):
        texts = texts_of(sheet, column)
        about = {
            key: Cell(sheet, head.get(key, first), column, texts[head[key]] if key in head else "")
            for key in ("centre", "date", "filled_by", "note")
        }
        for row in range(first, len(texts)):
            if texts[row] and labels[row] and row not in head.values():
                factor = Cell(sheet, row, wide.labels, labels[row])
                state = Cell(sheet, row, column, texts[row])
                yield _Given({**about, "factor": factor, "state": state}, column)


@dataclass
class _Reading(CentreCells):
    """A file being read: ``found`` fills up."""

    found: dict[tuple[Head, int], dict[str, Entry]] = field(default_factory=dict)
    columns: dict[Head, list[tuple[str, int]]] = field(default_factory=dict)

    def where(self, cell: Cell) -> Sentence:
        return cell.where

    def given(self, sheet: Sheet) -> Iterable[_Given] | None:
        """What is filled in on a sheet, whichever way it is laid out; None where it holds no list."""
        if not sheet.visible:
            return None
        if listed := list_on(sheet, named(NAMES), {"centre", "factor", "state"}.issubset):
            if self._lacks(Cell(sheet, listed.top, 0), listed.places, _NO_COLUMN):
                return ()
            rows = listed.rows(NAMES)
            return (_Given(row) for row in rows if row["state"].text or row["note"].text)
        wide = wide_on(sheet.top, self.known)
        if wide and self._lacks(Cell(sheet, wide.head["centre"], wide.labels), wide.head, _NO_ROW):
            return ()
        return _columns(sheet, wide) if wide else None

    def _lacks(self, heads: Cell, there: Collection[str], message: str) -> bool:
        """Whether a sheet does not say at all whose lists these are: one fault, not one per cell."""
        missing = [NAMES[key][0] for key in ("date", "filled_by") if key not in there]
        if missing:
            self.tell(heads, say(message, missing=missing), say("Add it, or use the template."))
        return bool(missing)

    def take(self, one: _Given) -> None:
        """Add what is given for one factor; what is wrong is told."""
        cells = one.cells
        centre, when = self.centre(cells["centre"]), self._day(cells["date"])
        filler, factor = self._filler(cells["filled_by"]), self.meant("factor", cells["factor"])
        state = self.meant("state", cells["state"]) if cells["state"].text else ""
        note = cells["note"].text
        if not (centre and when and filler and factor and (state or note)):
            return
        head = (centre, when, filler)
        entries = self.found.setdefault((head, self._number(one, head)), {})
        old = entries.get(factor, Entry())
        if (old.state and state) or (old.note and note):
            twice = mark("{factor} stands there twice for {centre}, {day}.")
            self.tell(cells["factor"], say(twice, factor=factor, centre=centre, day=day(when)))
        entries[factor] = Entry(state or old.state, note or old.note)

    def _number(self, one: _Given, head: Head) -> int:
        """Which checklist of this centre, day and filler it is: only staff can be several."""
        if one.column is None:
            return 0
        columns = self.columns.setdefault(head, [])
        here = (one.cells["centre"].sheet.name, one.column)
        if here not in columns:
            columns.append(here)
        number = columns.index(here)
        if number and head[2] != "medewerker":
            twice = mark("The checklist of {centre} of {day} stands there twice.")
            self.tell(one.cells["centre"], say(twice, centre=head[0], day=day(head[1])))
        return number

    def _day(self, cell: Cell) -> date | None:
        when = day_named(cell.text)
        if not cell.text:
            self.tell(cell, say("The date is not filled in."))
        elif when is None:
            fault = say("'{found}' is not a date.", found=cell.text[:60])
            self.tell(cell, fault, say("Write it as 3/10/2024."))
        elif when > date.today():
            self.tell(cell, say("The date {day} is still to come.", day=day(when)))
            return None
        return when

    def _filler(self, cell: Cell) -> str:
        if cell.text:
            return self.meant("filler", cell)
        self.tell(cell, say("It is not said who filled in."), self.one_of("filler"))
        return ""
