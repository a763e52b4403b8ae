"""From the sheets of a file to respondents and an answer matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from measurement.errors import refuse
from measurement.exports.files.read import File
from measurement.exports.headers.choices import AS_READ, Choices
from measurement.exports.headers.known import Names
from measurement.exports.headers.layout import layout
from measurement.exports.headers.mapping import meanings
from measurement.questionnaire.model import Questionnaire
from measurement.texts import plain

if TYPE_CHECKING:
    from measurement.exports.recognised import Recognised


def recognise(
    file: File,
    questionnaire: Questionnaire,
    chosen: Mapping[str, str] | None = None,
    cells: Mapping[str, Mapping[str, str]] | None = None,
) -> Recognised:
    """What a file holds. Raises :class:`ExportError` when nothing of the questionnaire is there.

    ``chosen`` maps column headers to what a person says they are ('' leaves the column out), and
    ``cells`` headers to what the texts in their cells mean (see :class:`Choices`).
    """
    names, choice = Names(questionnaire), Choices(chosen or {}, cells or {})
    taken = {plain(header) for header, said in choice.columns.items() if said != AS_READ}
    place = layout(file, lambda text, exact: names.knows(text, exact) or plain(text) in taken)
    if place is None:
        raise refuse(
            "no_items",
            "No question of the questionnaire was recognised in {file}.",
            "Check that this is the export of the right survey, and that the sheet with the answers has its questions in the header.",
            file=file.name,
        )
    meant = meanings(place.headers, names, place.platform, choice.columns)
    from measurement.exports.assembly import assembled  # slow to import, and not needed above
    from measurement.exports.rows.table import Table

    return assembled(file, Table(place, questionnaire, meant, choices=choice))
