"""The sheets of the template beside the answers: which survey it was, and who was invited."""

from __future__ import annotations

from dataclasses import replace

from measurement.exports.files.read import File, Sheet
from measurement.exports.headers.platforms import by_id, invitation_columns
from measurement.exports.recognised import Invited
from measurement.exports.rows.table import Table
from measurement.exports.surveys import SURVEY, survey_value
from measurement.exports.template.invitations import table_of, values_of
from measurement.texts import plain
from measurement.word_lists import is_blank
from measurement.words import say


def survey(file: File, table: Table) -> dict[str, str]:
    """What the sheet about the survey says; strategy and moment as ids, the rest as text."""
    sheet = _sheet(file, 1)
    if sheet is None:
        return {}
    said = values_of(sheet.top)
    stated: dict[str, str] = {}
    for key, names in invitation_columns().items():
        text = next((said[plain(n)] for n in names if plain(n) in said), "")
        if is_blank(text) or key == "centre":
            continue
        value = survey_value(table.questionnaire, key, text) if key in SURVEY else text
        if value:
            stated[key] = value
        else:
            table.tell(
                "unknown_survey",
                "Sheet '{sheet}': '{found}' is not known for '{what}'.",
                "Choose one of the list in that cell.",
                sheet=sheet.name,
                found=text[:60],
                what=names[0],
            )
    return stated


def invitations(file: File, table: Table, stated: dict[str, str]) -> list[Invited]:
    """The rows of the sheet with invitations; faults are told and their rows left out."""
    sheet = _sheet(file, 2) if table.layout.platform.id == "template" else None
    table_read = None if sheet is None else table_of(sheet, table.questionnaire)
    if sheet is None or table_read is None:
        return []
    table_read.default = stated
    rows = list(table_read.rows())
    table.problems.extend(
        replace(
            problem,
            where=say("Sheet '{sheet}', {place}", sheet=sheet.name, place=str(problem.where)),
        )
        for problem in table_read.listed.problems
    )
    return rows


def _sheet(file: File, place: int) -> Sheet | None:
    names = by_id("template").spellings("sheets")
    wanted = plain(names[place]) if place < len(names) else ""
    return next((sheet for sheet in file.sheets if plain(sheet.name) == wanted), None)
