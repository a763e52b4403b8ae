"""The declared tables of the quality report: how well people answered a survey."""

from __future__ import annotations

from dataclasses import replace

from measurement.counting.columns import SURVEY_COLUMNS
from measurement.tables import GROUPS, Column, Table, integer
from measurement.words import Sentence, say

_NAME, _FRACTION, _YES_NO = say("name"), say("fraction 0-1"), say("yes or no")
_ANSWERS, _CELLS, _ROW = say("answers"), say("cells"), say("row number in Excel")

# What is looked for in the answers that count, and why rows do not count at all.
FOUND: dict[str, Sentence] = {
    "missing": say("Questions left empty"),
    "stopped": say("Stopped before the end"),
    "straight": say("The same score to a whole block"),
    "quick": say("Very quick answers"),
    "out_of_range": say("Cells that are no answer"),
    "mostly_not_applicable": say("Items with N.v.t. above half"),
}
ASIDE: dict[str, Sentence] = {
    "duplicate": say("Doubles within the file"),
    "test": say("Test rows"),
    "left_out": say("Left out by hand"),
    "blank": say("Blank rows"),
    "note": say("Rows that are no answers: sums, notes, measurement levels"),
    "refused": say("Consent refused"),
    "erased": say("Persons who had themselves erased"),
}
CHECKS = {**FOUND, **ASIDE}
UNITS = {
    "answers": say("answers"),
    "cells": say("cells"),
    "items": say("items"),
    "rows": say("rows of the file"),
}

_SURVEY = tuple(GROUPS[name] for name in SURVEY_COLUMNS)
_NO_SURVEY = say("the rows are of a file that serves several surveys")
_OF = tuple(replace(column, missing=_NO_SURVEY) for column in _SURVEY)
_CHECK = Column("check", "category", _NAME, say("What was looked for"), labels=CHECKS)
_ITEM = Column("item", "category", _NAME, say("Item of the questionnaire"), words="item")
_EMPTY = say("left empty")
_NONE_SHOWN, _NOBODY = say("shown to nobody"), say("nobody answered")


QUALITY = Table(
    "quality",
    (
        *_OF,
        _CHECK,
        Column("counted", "category", _NAME, say("What n_found and n_of count"), labels=UNITS),
        integer(
            "n_found", say("see counted"), say("How many were found"), say("the files do not tell")
        ),
        integer("n_of", say("see counted"), say("Of how many"), say("the files do not tell")),
        Column("share", "share", _FRACTION, say("n_found / n_of"), say("nothing to find it in")),
    ),
)
QUALITY_ITEMS = Table(
    "quality_items",
    (
        *_SURVEY,
        _ITEM,
        integer("n_shown", _ANSWERS, say("Answers in which the question was shown")),
        integer("n_skipped", _ANSWERS, say("Question shown and left empty")),
        Column(
            "missing", "share", _FRACTION, say("n_skipped / n_shown"), _NONE_SHOWN, heading=_EMPTY
        ),
        integer(
            "n_stopped", _ANSWERS, say("Incomplete answers of which this is the last one filled in")
        ),
        integer(
            "n_strange", _CELLS, say("Cells that are no answer on the scale; counted as empty")
        ),
        integer("n_not_applicable", _ANSWERS, say("Answers 'not applicable or no view on it'")),
        Column(
            "not_applicable",
            "share",
            _FRACTION,
            say("n_not_applicable / (n_shown - n_skipped)"),
            _NOBODY,
        ),
        Column(
            "mostly_not_applicable", "flag", _YES_NO, say("More than half answered not applicable")
        ),
    ),
)
QUALITY_ROWS = Table(
    "quality_rows",
    (
        *_OF,
        Column("file", "category", _NAME, say("File of the import")),
        integer("row", _ROW, say("Row of the answer in that file")),
        _CHECK,
        Column(
            "concerns",
            "category",
            _NAME,
            say("The item or module concerned"),
            say("the whole row"),
            words="item_or_module",
        ),
    ),
)
QUALITY_SURVEYS = Table(
    "quality_surveys",
    (
        *_SURVEY,
        integer("n", _ANSWERS, say("Answers that count")),
        Column(
            "missing",
            "share",
            _FRACTION,
            say("Cells left empty, of those shown"),
            _NONE_SHOWN,
            heading=_EMPTY,
        ),
        integer("n_stopped", _ANSWERS, say("Incomplete answers")),
        integer("n_straight", _ANSWERS, say("Answers with the same score to a whole module")),
        integer("n_quick", _ANSWERS, say("Very quick answers"), say("the files do not tell")),
        integer(
            "n_strange", _CELLS, say("Cells that are no answer on the scale; counted as empty")
        ),
        integer("n_mostly_not_applicable", say("items"), say("Items with N.v.t. above half")),
        integer("n_doubles", say("rows"), say("Rows left out as doubles")),
        integer("n_aside", say("rows"), say("Rows left out for another reason")),
    ),
)
