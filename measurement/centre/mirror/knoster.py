"""The five elements of Knoster: the same evidence seen as what complex change needs.

Source: T. Knoster (1991), Factors in managing complex change, presentation at the TASH conference;
which item bears on which element stands in ``links.csv``.
"""

from __future__ import annotations

from measurement.centre.mirror.evidence import Standing
from measurement.centre.mirror.tables import ELEMENT_WORDS

STATES = tuple(ELEMENT_WORDS)
# Element: the tension to expect where it is missing. Their words stand in knoster.csv.
TENSIONS = {
    "vision": "confusion",
    "interest": "resistance",
    "plan": "false_start",
    "means": "frustration",
    "competences": "anxiety",
}


def state_of(n_linked: int, n_answers: int, stands: Standing) -> str:
    """How an element stands: one of :data:`STATES`.

    ``present`` when the share of favourable scores is ``mirror_high`` or more and its whole interval
    lies above even, ``missing`` when it is ``mirror_low`` or less and lies below; ``mixed`` otherwise.
    """
    if not n_linked:
        return "no_link"
    if not n_answers:
        return "no_survey"
    lean, certain = stands
    if not lean:
        return "too_few"
    if not certain:
        return "mixed"
    return "present" if lean == "favourable" else "missing"
