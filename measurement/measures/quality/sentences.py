"""The quality report in words: each check with its rule, and what was found."""

from __future__ import annotations

from typing import Any

import pandas as pd

from measurement.measures.quality.tables import ASIDE, CHECKS
from measurement.questionnaire.model import Questionnaire
from measurement.words import Sentence, number, percent, say
from measurement.words import text as _

_RULES: dict[str, Sentence] = {
    "missing": say("A closed question that was shown and left empty."),
    "stopped": say(
        "An answer that was not sent in, as the tool says; where it does not say: nothing is filled in any more from some question on, for {tail} closed questions or more."
    ),
    "straight": say(
        "One and the same score to every item of a module, of at least {items} scored items on one scale. N.v.t. is no score."
    ),
    "quick": say(
        "Less than {seconds} seconds per closed question answered, from opening the form to sending it in."
    ),
    "out_of_range": say(
        "A cell under an item that is no point of its scale, no N.v.t. and not empty; it counts as not filled in."
    ),
    "mostly_not_applicable": say(
        "An item to which more than half of those who answered it said N.v.t. or no view on it."
    ),
    "duplicate": say(
        "A row that repeats an earlier row of the file, of the same person or too alike to be chance."
    ),
    "test": say("A row that calls itself a test, by its centre, name or text."),
    "left_out": say("A row that was left out by hand."),
    "blank": say("A row in which nothing was filled in."),
    "note": say("A row that is nobody's answer: sums, notes, measurement levels."),
    "refused": say("A person who gave no consent; nothing of the row is stored."),
    "erased": say("A person who had everything erased; nothing of the row is stored."),
}


def rule(check: str, questionnaire: Questionnaire) -> str:
    """The rule by which a check finds something."""
    limits = questionnaire.thresholds
    values = {
        "tail": limits.partial_tail,
        "items": limits.straight_items,
        "seconds": _number(limits.quick_seconds),
    }
    return str(Sentence(_RULES[check].message, values))


def rules(questionnaire: Questionnaire) -> list[str]:
    """Every rule in a line, and what they do not do."""
    said = [f"{CHECKS[check]}: {rule(check, questionnaire)}" for check in CHECKS]
    return [*said, _("Nothing is left out because of this report.")]


def finding(row: Any) -> str:
    """How many were found, of how many: a row of the table ``quality``."""
    if pd.isna(row.n_found):
        return _(
            "not known: the tool gives no times, or the file was imported before they were kept"
        )
    if not row.n_of:
        return _("nothing to look at")
    if row.check in ASIDE:
        return _("{n} of {of} rows", n=int(row.n_found), of=int(row.n_of))
    words = {
        "cells": _("{n} of {of} cells", n=int(row.n_found), of=int(row.n_of)),
        "items": _("{n} of {of} items", n=int(row.n_found), of=int(row.n_of)),
        "answers": _("{n} of {of} answers", n=int(row.n_found), of=int(row.n_of)),
    }
    return f"{words[row.counted]} ({percent(int(row.n_found), int(row.n_of))})"


def _number(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)
