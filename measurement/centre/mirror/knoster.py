"""The five elements of Knoster: the same evidence seen as what complex change needs.

Source: T. Knoster (1991), Factors in managing complex change, presentation at the TASH conference;
which item bears on which element stands in ``links.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.centre.mirror.evidence import evidence, standing
from measurement.centre.mirror.tables import ELEMENT_WORDS, KNOSTER
from measurement.counting.answers import Answers
from measurement.questionnaire.linked_items import linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records

STATES = tuple(ELEMENT_WORDS)
# Element: the tension to expect where it is missing. Their words stand in knoster.csv.
TENSIONS = {
    "vision": "confusion",
    "interest": "resistance",
    "plan": "false_start",
    "means": "frustration",
    "competences": "anxiety",
}


def knoster(
    answers: Answers, questionnaire: Questionnaire, tensions: Mapping[str, str] = TENSIONS
) -> pd.DataFrame:
    """The declared table ``knoster``: one row per centre and element, in the model's order.

    ``present`` when the share of favourable scores is ``mirror_high`` or more and its whole
    interval lies above even, ``missing`` when it is ``mirror_low`` or less and lies below;
    ``mixed`` otherwise. Only a missing element has a tension; ``tensions`` names the elements,
    in order, each with its own. The interval is on persons, as in
    :func:`~measurement.centre.mirror.evidence.evidence`.
    """
    others = [e for e in linked_items(questionnaire, "knoster") if e not in tensions]
    table = evidence(answers, questionnaire, "knoster", [*tensions, *others])
    states = [_state(row, questionnaire) for row in records(table)]
    expected = [
        tensions.get(str(element)) if state == "missing" else None
        for element, state in zip(table["factor"], states, strict=True)
    ]
    return table.rename(columns={"factor": "element"}).assign(
        state=pd.Categorical(states, list(STATES)),
        tension=pd.Categorical(expected, list(dict.fromkeys(tensions.values()))),
    )[list(KNOSTER.names)]


def _state(row: Any, questionnaire: Questionnaire) -> str:
    if not row.n_linked:
        return "no_link"
    if not row.n_answers:
        return "no_survey"
    lean, certain = standing(row.share, row.lower, row.upper, row.n, questionnaire)
    if not lean:
        return "too_few"
    if not certain:
        return "mixed"
    return "present" if lean == "favourable" else "missing"
