"""Facts of many centres at once: a workbook to fill in, and reading it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from measurement.centre_facts import KEYS, YES_OR_NO, Fact
from measurement.errors import ExportError, Problem, refuse
from measurement.exports.centres import Centres
from measurement.exports.read import Sheet, read
from measurement.forms import Field, Form, workbook
from measurement.questionnaire import Questionnaire
from measurement.success_factors import SuccessFactors
from measurement.texts import plain, tidy
from measurement.words import say

_YES = {"ja", "yes", "1", "x", "waar", "true"}
_LAST_ROW = 500
_NO = {"nee", "neen", "no", "0", "onwaar", "false"}


def template(known: SuccessFactors, centres: Sequence[str]) -> bytes:
    """A workbook with a row per centre and a column per fact; every cell may stay empty."""
    fields = [Field("Centrum", (), 24, given=centres)]
    for key in KEYS:
        choices = ("ja", "nee") if key in YES_OR_NO else ()
        fields.append(Field(known.label("fact", key).nl, choices, 24))
    form = Form("Gegevens", fields, _LAST_ROW, (1, 1), shaded=False, strict=True)
    return workbook(lambda: [form])


def facts_file(path: Path, known: SuccessFactors, questionnaire: Questionnaire) -> list[Fact]:
    """The facts of a filled-in workbook or csv, as of today.

    Empty cells say nothing. Raises :class:`ExportError` with every fault, by row and column.
    """
    names = {plain(str(label)): key for key in KEYS for label in _names(known, key)}
    for sheet in read(path).sheets:
        heads = [plain(cell) for cell in sheet.top[0]] if sheet.top else []
        if heads and heads[0] in ("centrum", "centre", "clb"):
            return _facts(sheet, [names.get(head, "") for head in heads], questionnaire)
    raise refuse(
        "no_facts",
        "{file} holds no facts of centres.",
        "The first row must begin with Centrum, followed by the facts: use the template.",
        file=path.name,
    )


def _names(known: SuccessFactors, key: str) -> tuple[str, ...]:
    label = known.label("fact", key)
    return key, label.nl, label.en or label.nl


def _facts(sheet: Sheet, keys: Sequence[str], questionnaire: Questionnaire) -> list[Fact]:
    centres = Centres(questionnaire)
    columns = [column.to_pylist() for column in sheet.table.columns]
    found: list[Fact] = []
    faults: list[Problem] = []
    for row in range(1, sheet.n_rows):
        name = tidy(columns[0][row] or "")
        for key, column in zip(keys[1:], columns[1:], strict=True):
            cell = tidy(column[row] or "")
            if not (key and cell):
                continue
            value = _value(key, cell)
            if not name or value is None:
                faults.append(_fault(sheet.first_row + row, cell if name else ""))
                continue
            found.append(Fact(centres.known(name) or name, key, value, date.today()))
    if faults:
        raise ExportError(faults)
    return found


def _value(key: str, cell: str) -> str | None:
    if key in YES_OR_NO:
        return "yes" if plain(cell) in _YES else "no" if plain(cell) in _NO else None
    if key == "staff":
        return cell if cell.isdigit() else None
    return cell


def _fault(row: int, cell: str) -> Problem:
    where = say("Row {row}", row=str(row))
    if not cell:
        return Problem("centre", say("the centre is not filled in."), None, where, (row,), True)
    found = say("'{found}' cannot be used here.", found=cell[:40])
    remedy = say("Write yes or no, or a whole number for the staff.")
    return Problem("value", found, remedy, where, (row,), True)
