"""The columns of the template's sheet with answers, and what each of them asks."""

from __future__ import annotations

from typing import NamedTuple

from measurement.forms import Field
from measurement.questionnaire.model import Item, Questionnaire
from measurement.words import Sentence, say

RESPONDENT, DAY, EMAIL, INITIATIVE = "Respondent", "Datum", "E-mail", "Initiatief"
_WIDEST = 60


class Asked(NamedTuple):
    """A column of the sheet with answers, and what it asks."""

    field: Field
    about: Sentence


ABOUT_SURVEY = {
    "school_year": say("The school year in full, for example 2024-2025."),
    "strategy": say("The guidance strategy: choose from the list."),
    "initiative": say("The name of the training, PLC or session that was evaluated."),
    "moment": say("Short or long term; empty where the strategy has one moment."),
}
ABOUT_INVITED = say("How many people were invited: a whole number.")


def answer_fields(questionnaire: Questionnaire) -> list[Asked]:
    """The columns of the sheet with answers, in order."""
    centre = [i for i in questionnaire.items if i.dimension == "centre"][:1]
    fields = [
        Asked(Field(RESPONDENT), say("A number of your own for each respondent. It is not kept.")),
        Asked(
            Field(DAY, kind="day"),
            say("The day of the answer; from it the school year is proposed."),
        ),
        Asked(
            Field(EMAIL, width=24),
            say("May stay empty. It serves to find duplicates and is never kept."),
        ),
    ]
    fields += [_field(questionnaire, item) for item in centre]
    fields.append(Asked(Field(INITIATIVE, width=28), ABOUT_SURVEY["initiative"]))
    fields += [_field(questionnaire, item) for item in questionnaire.items if item not in centre]
    for question in dict.fromkeys(option.question for option in questionnaire.options):
        fields.append(_multiple(questionnaire, str(question)))
    return fields


def _field(questionnaire: Questionnaire, item: Item) -> Asked:
    header = str(item.wording)
    width = min(max(len(header) // 4, 16), _WIDEST)
    if item.closed:
        return _scored(questionnaire, item, header, width)
    if item.dimension == "centre":
        names = tuple(centre.name for centre in questionnaire.centres)
        about = say("The name of the centre, in any of its spellings.")
        return Asked(Field(header, names, width), about)
    values = [v for v in questionnaire.values if v.characteristic == item.dimension]
    labels = tuple(str(value.label) for value in values)
    if not labels:
        return Asked(Field(header, (), width), say("Text of your own; may stay empty."))
    about = say("One of: {values}. Several are separated by a semicolon.", values=labels)
    return Asked(Field(header, labels, width), about)


def _scored(questionnaire: Questionnaire, item: Item, header: str, width: int) -> Asked:
    scale = questionnaire.scale_of(item.id)
    first, last = str(scale.points[0]), str(scale.points[-1])
    ends = scale.end_labels()
    labels = {"low": str(ends[0]), "high": str(ends[1])} if ends else {"low": "–", "high": "–"}
    absent = scale.not_applicable[:1] if item.not_applicable else ()
    points = (*map(str, scale.points), *absent)
    if absent:
        about = say(
            "{first} ({low}) to {last} ({high}), or {absent}. Empty: not filled in, or not asked.",
            first=first,
            last=last,
            absent=absent[0],
            **labels,
        )
    else:
        about = say(
            "{first} ({low}) to {last} ({high}). Empty: not filled in, or not asked.",
            first=first,
            last=last,
            **labels,
        )
    return Asked(Field(header, points, width), about)


def _multiple(questionnaire: Questionnaire, question: str) -> Asked:
    labels = [str(o.wording) for o in questionnaire.options if str(o.question) == question]
    about = say(
        "One or more of: {values}. Separate them by a semicolon.", values=" · ".join(labels)
    )
    return Asked(Field(question, (), 40), about)
