"""The project's own workbook: for answers on paper, or from a tool that is not recognised."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from measurement.exports.invitations import COLUMNS, invitations_file
from measurement.exports.platforms import by_id, invitation_columns
from measurement.exports.surveys import SURVEY
from measurement.exports.template_fields import (
    ABOUT_INVITED,
    ABOUT_SURVEY,
    DAY,
    Field,
    answer_fields,
)
from measurement.questionnaire import Questionnaire
from measurement.words import Sentence, language, say, speak

__all__ = ["invitations_file", "template"]

EXPLANATION, LISTS = "Uitleg", "Lijsten"
_ROWS, _YEARS_BACK, _YEARS_AHEAD = 1000, 3, 3
_LONGEST_LIST = 255  # characters that Excel takes as a list typed into a cell's rule


def template(questionnaire: Questionnaire) -> bytes:
    """The workbook, empty: sheets for answers, survey, invitations and an explanation, in Dutch."""
    spoken = language()
    speak("nl")
    try:
        return _Workbook(questionnaire).bytes()
    finally:
        speak(spoken)


class _Workbook:
    def __init__(self, questionnaire: Questionnaire) -> None:
        import xlsxwriter

        self.questionnaire = questionnaire
        self.stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.stream, options)
        self.bold = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1}
        )
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        self.lists: Any = None
        self.n_lists = 0

    def bytes(self) -> bytes:
        """The finished file."""
        answers, survey, invited = by_id("template").spellings("sheets")
        sheets = [
            self.book.add_worksheet(n) for n in (answers, survey, invited, EXPLANATION, LISTS)
        ]
        self.lists = sheets[4]
        fields = answer_fields(self.questionnaire)
        self._answers(sheets[0], fields)
        self._survey(sheets[1])
        self._invited(sheets[2])
        self._explain(sheets[3], fields)
        self.lists.hide()
        self.book.close()
        return self.stream.getvalue()

    def _answers(self, sheet: Any, fields: Sequence[Field]) -> None:
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 75)
        for column, field in enumerate(fields):
            sheet.write_string(0, column, field.header, self.bold)
            sheet.set_column(column, column, field.width, self.day if field.header == DAY else None)
            self._allow(sheet, (1, column, _ROWS, column), field.allowed)

    def _survey(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 40)
        for row, (key, allowed) in enumerate(self._about_survey().items()):
            sheet.write_string(row, 0, invitation_columns()[key][0], self.bold)
            self._allow(sheet, (row, 1, row, 1), allowed)
        row = len(self._about_survey())
        self._whole_number(sheet, (row, 1, row, 1))
        sheet.write_string(row, 0, invitation_columns()["invited"][0], self.bold)

    def _invited(self, sheet: Any) -> None:
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, 22)
        allowed = {**self._about_survey(), "centre": self._centres()}
        for column, key in enumerate(COLUMNS):
            sheet.write_string(0, column, invitation_columns()[key][0], self.bold)
            self._allow(sheet, (1, column, _ROWS, column), allowed.get(key, ()))
        last = len(COLUMNS) - 1
        self._whole_number(sheet, (1, last, _ROWS, last))

    def _explain(self, sheet: Any, fields: Sequence[Field]) -> None:
        sheet.set_column(0, 0, 70, self.wrapped)
        sheet.set_column(1, 1, 80, self.wrapped)
        row = 0
        for title, lines in self._explanations(fields).items():
            sheet.write_string(row, 0, title, self.bold)
            sheet.write_string(row, 1, "", self.bold)
            for name, about in lines:
                row += 1
                sheet.write_string(row, 0, name)
                sheet.write_string(row, 1, str(about))
            row += 2

    def _explanations(self, fields: Sequence[Field]) -> dict[str, list[tuple[str, Sentence | str]]]:
        answers, survey, invited = by_id("template").spellings("sheets")
        names = invitation_columns()
        return {
            answers: [(field.header, field.about) for field in fields],
            survey: [
                (names[key][0], about)
                for key, about in {**ABOUT_SURVEY, "invited": ABOUT_INVITED}.items()
            ],
            invited: [
                (names[key][0], about)
                for key, about in {
                    **ABOUT_SURVEY,
                    "centre": say("The centre; empty for a number of the whole survey."),
                    "invited": ABOUT_INVITED,
                }.items()
            ],
        }

    def _about_survey(self) -> dict[str, tuple[str, ...]]:
        """The values that each part of a survey may take; none for free text."""
        this = date.today().year
        years = range(this - _YEARS_BACK, this + _YEARS_AHEAD)
        allowed = {
            "school_year": tuple(f"{year}-{year + 1}" for year in years),
            "strategy": tuple(str(s.label) for s in self.questionnaire.strategies),
            "moment": tuple(str(label) for label in self.questionnaire.moments.values()),
        }
        return {key: allowed.get(key, ()) for key in SURVEY}

    def _centres(self) -> tuple[str, ...]:
        return tuple(centre.name for centre in self.questionnaire.centres)

    def _allow(
        self, sheet: Any, where: tuple[int, int, int, int], allowed: tuple[str, ...]
    ) -> None:
        """Offer a list of values; another value gives a warning, no refusal."""
        if not allowed:
            return
        short = len(",".join(allowed)) <= _LONGEST_LIST and not any("," in a for a in allowed)
        source: Any = list(allowed) if short else self._listed(allowed)
        sheet.data_validation(
            *where,
            {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True},
        )

    def _listed(self, allowed: tuple[str, ...]) -> str:
        """A range on the hidden sheet with lists that are too long for a cell's rule."""
        column = self.n_lists
        self.n_lists += 1
        self.lists.write_column(0, column, allowed)
        letter = chr(ord("A") + column)
        return f"={LISTS}!${letter}$1:${letter}${len(allowed)}"

    def _whole_number(self, sheet: Any, where: tuple[int, int, int, int]) -> None:
        rule = {"validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": True}
        sheet.data_validation(*where, rule)
