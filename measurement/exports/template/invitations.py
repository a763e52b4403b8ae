"""Tables of how many people were invited, per survey and centre."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from measurement.errors import ExportError, Problem, refuse
from measurement.exports.files.read import Sheet, read
from measurement.exports.headers.platforms import invitation_columns
from measurement.exports.lists import ListSheet, list_on, named
from measurement.exports.recognised import Invited
from measurement.exports.surveys import SURVEY, survey_value
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.model import Questionnaire
from measurement.texts import plain, tidy
from measurement.words import Sentence, mark, say

COLUMNS = (*SURVEY, "centre", "invited")
_NEEDED = ("school_year", "strategy", "initiative", "invited")


def invitations_file(path: Path, questionnaire: Questionnaire | None = None) -> list[Invited]:
    """The rows of an xlsx or csv table of invitations.

    Columns, in any order, in Dutch or English: school_year, strategy, initiative, moment, centre,
    invited; moment and centre may be left out. Raises :class:`ExportError` with every fault.
    """
    from measurement.questionnaire.files.reading import load

    asked = questionnaire or load()
    for sheet in read(path).sheets:
        if (table := table_of(sheet, asked)) is not None:
            rows = list(table.rows())
            if table.listed.problems:
                raise ExportError([_blocking(problem, path) for problem in table.listed.problems])
            return rows
    raise refuse(
        "no_invitations",
        "{file} holds no table of invitations.",
        "The first row must have the columns {columns}.",
        file=path.name,
        columns=[invitation_columns()[key][0] for key in COLUMNS],
    )


def _blocking(problem: Problem, path: Path) -> Problem:
    where = say("{file}, {place}", file=path.name, place=str(problem.where))
    return Problem(problem.kind, problem.found, problem.remedy, where, problem.rows, blocking=True)


def table_of(sheet: Sheet, questionnaire: Questionnaire) -> InvitationTable | None:
    """The table of invitations on a sheet; None when there is none."""
    listed = list_on(sheet, named(invitation_columns()), set(_NEEDED).issubset)
    return InvitationTable(listed, questionnaire) if listed else None


@dataclass
class InvitationTable:
    """A table of invitations; ``problems`` fills up while its rows are read."""

    listed: ListSheet
    questionnaire: Questionnaire
    default: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _centres(self) -> Centres:
        return Centres(self.questionnaire)

    def rows(self) -> Iterable[Invited]:
        """The rows without fault, one per survey and centre."""
        seen: dict[tuple[str, ...], int] = {}
        for row in self.listed.rows(COLUMNS):
            cells, place = {key: row[key].text for key in COLUMNS}, row["invited"].excel_row
            if not any(cells[key] for key in COLUMNS if key != "centre"):
                continue
            invited = self._row(place, cells)
            if invited is None:
                continue
            if invited[:5] in seen:
                again = mark("the same survey and centre stand in row {row} too.")
                self._tell(place, say(again, row=str(seen[invited[:5]])))
                continue
            seen[invited[:5]] = place
            yield invited

    def _row(self, place: int, cells: Mapping[str, str]) -> Invited | None:
        faults: list[Sentence] = []
        survey = {}
        for key in SURVEY:
            said = cells[key] or self.default.get(key, "")
            survey[key] = survey_value(self.questionnaire, key, said)
            if said and not survey[key]:
                faults.append(say("'{found}' is not known.", found=said[:60]))
            elif not said and key != "moment":
                faults.append(say("'{column}' is empty.", column=invitation_columns()[key][0]))
        number = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?", cells["invited"])
        if not number:
            faults.append(say("'{found}' is not a number of people.", found=cells["invited"][:60]))
        for fault in faults:
            self._tell(place, fault)
        if faults or number is None:
            return None
        centre = cells["centre"] and (self._centres.known(cells["centre"]) or cells["centre"])
        return (*_four(survey), centre, int(number[1]))

    def _tell(self, row: int, sentence: Sentence) -> None:
        self.listed.problems.append(
            Problem(
                "invitations",
                sentence,
                say("Correct the row, or leave it out."),
                say("row {row}", row=str(row)),
                (row,),
            )
        )


def _four(survey: Mapping[str, str]) -> tuple[str, str, str, str]:
    return survey["school_year"], survey["strategy"], survey["initiative"], survey["moment"]


def values_of(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The first two cells of every row, as name (plain) and value."""
    return {plain(row[0]): tidy(row[1]) for row in rows if len(row) > 1 and plain(row[0])}
