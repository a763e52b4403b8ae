"""Lists from the participant administration: from the bytes of a file to participations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from measurement.errors import ExportError, Problem, refuse
from measurement.exports.files.read import File, Sheet, read
from measurement.exports.headers.platforms import of_header
from measurement.exports.lists import ListSheet, list_on
from measurement.exports.participations.rows import KnownSurvey, ParticipantList, expected_columns
from measurement.exports.participations.sheet import ParticipantSheet
from measurement.exports.participations.words import columns
from measurement.exports.recognised import Column
from measurement.questionnaire.model import Questionnaire
from measurement.texts import plain
from measurement.words import say

_PERSON = {"email", "person_id", "name", "first_name", "last_name"}
_WHEN = {"date", "school_year"}
_QUESTIONS = 2  # a list with so many questions of the questionnaire is the export of a survey


@dataclass(frozen=True)
class Participations:
    """One list, read and recognised. Nothing in it is stored by itself.

    ``rows`` has one row per row of the list: ``row`` (as Excel shows it), ``excluded`` ('' where it
    counts, else ``blank``, ``test``, ``cancelled``, ``absent``, ``registered``, ``incomplete`` or
    ``duplicate``), ``school_year``, ``strategy``, ``initiative``, ``session`` ('' where unknown),
    ``held_on`` (NaT where unknown), ``centre``, ``centre_known``, ``role`` (several joined by
    ``|``) and ``identity``, which is only ever hashed. ``people`` are the names and addresses that
    must not be stored.
    """

    file: str
    digest: str
    rows: pd.DataFrame
    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()
    people: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def counting(self) -> pd.DataFrame:
        """The rows that count."""
        return self.rows[self.rows["excluded"] == ""]

    @property
    def aside(self) -> dict[str, tuple[int, ...]]:
        """Why rows do not count, with the rows as Excel shows them."""
        left = self.rows[self.rows["excluded"] != ""]
        return {str(kind): tuple(of["row"].tolist()) for kind, of in left.groupby("excluded")}


def recognise_participations(
    path: Path, questionnaire: Questionnaire, known_surveys: Collection[KnownSurvey] = ()
) -> Participations:
    """What stands in a list of participants, xlsx or csv, one row per person and session.

    ``known_surveys`` (school year, strategy, initiative, moment) tell the strategy and spelling of
    initiatives. Raises :class:`ExportError` for a file that is no such list.
    """
    file = read(path)
    heads = columns()
    lists = [one for sheet in file.sheets if (one := list_on(sheet, heads, _whole)) is not None]
    if not lists:
        raise _refused(file, questionnaire)
    most = max(lists, key=lambda one_list: (one_list.sheet.visible, one_list.sheet.n_rows))
    listed = ParticipantSheet(most.sheet, most.top, most.places)
    named = listed.sheet.top[listed.top]
    if n := _questions(named, questionnaire):
        raise _is_survey(file, n)
    if not listed.n:
        raise _nobody(file)
    participants = ParticipantList(listed, questionnaire, known_surveys)
    frame = participants.rows()
    if not (frame["excluded"] == "").any():
        raise ExportError([*_nobody(file).problems, *listed.problems])
    return Participations(
        file.name,
        file.digest,
        frame,
        _columns(named, listed.places),
        (*listed.problems, *_other_sheets(lists, listed.sheet)),
        frozenset(participants.people),
    )


def _whole(told: Collection[str]) -> bool:
    """Whether these columns make a list of participants."""
    people, days = _PERSON.intersection(told), _WHEN.intersection(told)
    return "initiative" in told and bool(people) and bool(days)


def _columns(cells: Sequence[str], places: Mapping[str, int]) -> tuple[Column, ...]:
    meant = {index: role for role, index in places.items()}
    return tuple(
        Column(i, cell, meant.get(i, ""), "alias" if i in meant else "none")
        for i, cell in enumerate(cells)
        if cell.strip()
    )


def _questions(cells: Sequence[str], questionnaire: Questionnaire) -> int:
    """How many columns are closed questions of the questionnaire, when that is more than chance."""
    asked = {
        plain(text)
        for item in questionnaire.items
        if item.closed
        for text in (item.id, item.wording.nl, item.wording.en, *item.aliases)
        if text
    }
    n = sum(plain(cell) in asked for cell in cells if cell)
    return n if n >= _QUESTIONS else 0


def _refused(file: File, questionnaire: Questionnaire) -> ExportError:
    for sheet in file.sheets:
        for cells in sheet.top[:10]:
            if n := _questions(cells, questionnaire):
                return _is_survey(file, n)
            if of_header([c for c in cells if c]) is not None:
                return _is_survey(file, 0)
    heads = next((row for sheet in file.sheets for row in sheet.top if any(row)), [])
    return refuse(
        "no_list",
        "{file} holds no list of participants: no row was found that names an initiative, a person, and a date or school year. Found: {found}.",
        "One row per person and session is expected, with columns such as {columns}.",
        file=file.name,
        found=[cell for cell in heads if cell][:8] or "-",
        columns=expected_columns(),
    )


def _is_survey(file: File, n: int) -> ExportError:
    if n:
        return refuse(
            "survey",
            "{file} holds answers to a survey ({n} questions), not a list of participants.",
            "Drop it on the page Imports.",
            file=file.name,
            n=n,
        )
    return refuse(
        "survey",
        "{file} is the export of a survey tool, not a list of participants.",
        "Drop it on the page Imports.",
        file=file.name,
    )


def _nobody(file: File) -> ExportError:
    return refuse(
        "no_participations",
        "{file} holds no participation that counts.",
        "Check the columns for initiative, date and status.",
        file=file.name,
    )


def _other_sheets(lists: Sequence[ListSheet], chosen: Sheet) -> list[Problem]:
    """A problem per sheet that holds a list too."""
    return [
        Problem(
            "other_sheet",
            say(
                "the sheet '{other}' holds a list too ({n} rows); only the sheet '{sheet}' was read.",
                other=one.sheet.name,
                sheet=chosen.name,
                n=one.sheet.n_rows - one.top - 1,
            ),
            say("If both count, save each sheet as a file of its own and add both."),
        )
        for one in lists
        if one.sheet is not chosen
    ]
