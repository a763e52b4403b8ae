"""The workbook in which checklists are filled in without the app, for one or many centres.

Its two sheets are two ways to say the same: a column per centre, or a row per centre and factor
(with room for a remark). :mod:`measurement.centre.checklist.file` reads either, and both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from measurement.centre.checklist.layout import NAMES, SHEETS
from measurement.forms import Explanation, Field, Form, workbook
from measurement.questionnaire.success_factors import FILLERS, STATES, SuccessFactors
from measurement.words import say

_COLUMNS, _ROWS = 60, 2000
_WIDTHS = {"note": 60, "factor": 40}
_EXPLAINED = (
    say("Fill in one of the two sheets, or both for different centres."),
    say("Sheet '{wide}': one column per centre.", wide=SHEETS["wide"]),
    say(
        "Sheet '{long}': one row per centre and factor, with room for a remark. No names of people, please.",
        long=SHEETS["long"],
    ),
    say("An empty cell is a factor that you have not filled in yet."),
)

_TITLES = (say("success factor"), say("What it means"), say("A tip when it is lacking"))


def template(
    success_factors: SuccessFactors, centres: Sequence[str] = (), filled: Sequence[str] = ()
) -> bytes:
    """The workbook, in Dutch: ``centres`` may be chosen from, ``filled`` head the first columns."""
    return workbook(lambda: _sheets(success_factors, centres, filled))


def _sheets(
    success_factors: SuccessFactors, centres: Sequence[str], filled: Sequence[str]
) -> tuple[Form, Form, Explanation]:
    factors = [f"{factor.id} {factor.name}" for factor in success_factors.factors]
    states = [str(success_factors.label("state", name)) for name in STATES]
    choices = {
        "centre": centres,
        "filled_by": [str(success_factors.label("filler", name)) for name in FILLERS],
        "state": states,
        "factor": factors,
    }
    fields = {
        key: Field(
            names[0],
            choices.get(key, ()),
            _WIDTHS.get(key, 20),
            "day" if key == "date" else "text",
        )
        for key, names in NAMES.items()
    }
    head = [replace(fields["centre"], given=filled), fields["date"], fields["filled_by"]]
    wide = [*head, *(Field(factor, states) for factor in factors)]
    told = [(f"{f.id} {f.name}", f.description, f.tip) for f in success_factors.factors]
    return (
        Form(SHEETS["wide"], wide, _COLUMNS, (3, 1), heads_width=48),
        Form(SHEETS["long"], tuple(fields.values()), _ROWS),
        Explanation(
            SHEETS["about"],
            (48, 80, 80),
            (((), [(line,) for line in _EXPLAINED]), (_TITLES, told)),
        ),
    )
