"""The declared tables of answers: as they were given, and counted."""

from __future__ import annotations

from measurement.tables import PERSON, SURVEY, Column, Table, category, integer
from measurement.words import say

STATE_WORDS = {
    "answered": say("answered"),
    "not_applicable": say("not applicable"),
    "skipped": say("skipped"),
    "not_shown": say("not shown"),
}
_POINTS = say("points of the scale")
_ITEM = category("item", say("Item of the questionnaire"), words="item")
_SCORE = Column("score", "integer", _POINTS, say("Point that was chosen"), say("not answered"))
_STATE = category(
    "state", say("answered, not_applicable, skipped or not_shown"), labels=STATE_WORDS
)

ANSWERS = Table(
    "answers",
    (
        *SURVEY,
        Column("respondent", "integer", say("number"), say("Person, as a number without a name")),
        _ITEM,
        _SCORE,
        _STATE,
        *PERSON,
    ),
)
COUNTS = Table(
    "counts",
    (_ITEM, _STATE, _SCORE, integer("n", say("answers"), say("Answers with this state and score"))),
)
