"""What the cells of a list about centres mean, and what is wrong in them: each fault once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from measurement.errors import ExportError, Problem
from measurement.exports.lists import Cell
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.words import Sentence, mark, say

MOST_TOLD = 40  # faults of one file: nobody reads hundreds
_UNKNOWN = {
    "filler": mark("'{found}' does not say who filled in."),
    "factor": mark("'{found}' is not a success factor."),
    "state": mark("'{found}' is not a state."),
    "scale": mark("'{found}' is not a scale of the inspection."),
    "level": mark("'{found}' is not a level of the inspection."),
}


@dataclass
class CentreCells:
    """Reads cells one by one; ``problems`` (by what they say) fills up."""

    kind: str
    known: SuccessFactors
    questionnaire: Questionnaire
    problems: dict[str, Problem] = field(default_factory=dict)

    @cached_property
    def centres(self) -> Centres:
        """The centres of the list, by any of their names."""
        return Centres(self.questionnaire)

    def where(self, cell: Cell) -> Sentence:
        """The place of a cell, for a sentence."""
        return say("Row {row}", row=str(cell.excel_row))

    def centre(self, cell: Cell) -> str:
        """The name of a centre of the list, '' for none; without a list every name is one."""
        name = self.centres.known(cell.text) if cell.text else None
        if not cell.text:
            self.tell(cell, say("The centre is not filled in."))
        elif name is None and self.questionnaire.centres:
            self.tell(
                cell,
                say("'{found}' is not a centre of the list.", found=cell.text[:60]),
                say("Add it, or this spelling, to data/questionnaire/centres.csv."),
            )
            return ""
        return name or cell.text

    def meant(self, kind: str, cell: Cell) -> str:
        """The id of the term that a cell names, '' for none."""
        meant = self.known.meant(kind, cell.text)
        if not meant:
            self.tell(cell, say(_UNKNOWN[kind], found=cell.text[:60]), self.one_of(kind))
        return meant

    def one_of(self, kind: str) -> Sentence:
        """What to write instead."""
        names = self.known.ids if kind == "factor" else self.known.named(kind).values()
        return say("Write one of: {known}.", known=list(names))

    def tell(self, cell: Cell, found: Sentence, remedy: Sentence | None = None) -> None:
        """Note what is wrong in a cell."""
        rows = (cell.excel_row,)
        problem = Problem(self.kind, found, remedy, self.where(cell), rows, blocking=True)
        self.problems.setdefault(str(problem), problem)

    def check(self) -> None:
        """Raise :class:`ExportError` with the faults, if there is one: 40 of them, and how many more."""
        if not self.problems:
            return
        told = list(self.problems.values())
        if len(told) > MOST_TOLD:
            rest = say("{n} more cells are not right.", n=len(told) - MOST_TOLD)
            mend = say("Mend those above first, and read the file again.")
            told = [*told[:MOST_TOLD], Problem(self.kind, rest, mend, blocking=True)]
        raise ExportError(told)
