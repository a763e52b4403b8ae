"""The declared tables of the data dictionary: the variables of a file, and the values of each."""

from __future__ import annotations

from measurement.tables import Column, Table, category, integer
from measurement.words import say

_KINDS = {
    "nominal": say("categories"),
    "ordinal": say("points of a scale"),
    "scale": say("number"),
}
_VARIABLE = category("variable", say("Name of the variable in csv, Parquet and DDI"))

VARIABLES = Table(
    "variables",
    (
        _VARIABLE,
        category("spss_name", say("Name of the variable in SPSS")),
        category("label", say("What the variable is, or the wording of the item")),
        category("measure", say("How its values may be used"), labels=_KINDS),
        category("module", say("Module of the questionnaire"), say("not an item"), words="module"),
        category("direction", say("+ high is meant well, - an item on a hindrance"), say("none")),
        Column("lowest", "number", say("points"), say("Lowest value"), say("not a number")),
        Column("highest", "number", say("points"), say("Highest value"), say("not a number")),
    ),
)
VALUES = Table(
    "values",
    (
        _VARIABLE,
        integer("code", say("number"), say("The number that stands for the value in SPSS")),
        category("value", say("The value in csv and Parquet")),
        category("label", say("What the value means")),
        Column(
            "no_answer",
            "flag",
            say("yes or no"),
            say("Whether it says why there is no answer: user-missing in SPSS"),
        ),
    ),
)
DICTIONARY = {VARIABLES.name: VARIABLES, VALUES.name: VALUES}
