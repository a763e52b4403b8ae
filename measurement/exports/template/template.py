"""The project's own workbook: for answers on paper, or from a tool that is not recognised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from measurement.exports.headers.platforms import by_id, invitation_columns
from measurement.exports.surveys import SURVEY
from measurement.exports.template.fields import ABOUT_INVITED, ABOUT_SURVEY, Asked, answer_fields
from measurement.exports.template.invitations import COLUMNS, invitations_file
from measurement.forms import Explanation, Field, Form, workbook
from measurement.questionnaire.model import Questionnaire
from measurement.school_year import school_year_from
from measurement.words import say

__all__ = ["invitations_file", "template"]

EXPLANATION = "Uitleg"
_ROWS, _YEARS_BACK, _YEARS_AHEAD = 1000, 3, 3
_ABOUT_CENTRE = say("The centre; empty for a number of the whole survey.")


def template(questionnaire: Questionnaire) -> bytes:
    """The workbook, empty: sheets for answers, survey, invitations and an explanation, in Dutch."""
    return workbook(lambda: _sheets(questionnaire))


def _sheets(questionnaire: Questionnaire) -> tuple[Form, Form, Form, Explanation]:
    answers, survey, invited = by_id("template").spellings("sheets")
    asked = answer_fields(questionnaire)
    fields = [one.field for one in asked]
    about = [_named(questionnaire, key, 40) for key in (*SURVEY, "invited")]
    lines = [_named(questionnaire, key, 22) for key in COLUMNS]
    return (
        Form(answers, fields, _ROWS, (1, 1), heads_height=75),
        Form(survey, about, 1, (0, 0), heads_width=18),
        Form(invited, lines, _ROWS),
        _explanation(asked, (answers, survey, invited)),
    )


def _named(questionnaire: Questionnaire, key: str, width: float) -> Field:
    """What is asked of a survey or of its invitations; no choices for free text."""
    this = date.today().year
    years = range(this - _YEARS_BACK, this + _YEARS_AHEAD)
    choices = {
        "school_year": [school_year_from(year) for year in years],
        "strategy": [str(s.label) for s in questionnaire.strategies],
        "moment": [str(label) for label in questionnaire.moments.values()],
        "centre": [centre.name for centre in questionnaire.centres],
    }
    head = invitation_columns()[key][0]
    return Field(head, choices.get(key, ()), width, "count" if key == "invited" else "text")


def _explanation(asked: Sequence[Asked], titles: Sequence[str]) -> Explanation:
    about = {**ABOUT_SURVEY, "centre": _ABOUT_CENTRE, "invited": ABOUT_INVITED}
    parts = [
        [(one.field.head, one.about) for one in asked],
        *(
            [(invitation_columns()[key][0], about[key]) for key in keys]
            for keys in ((*SURVEY, "invited"), COLUMNS)
        ),
    ]
    return Explanation(
        EXPLANATION, (70, 80), [((t, ""), p) for t, p in zip(titles, parts, strict=True)]
    )
