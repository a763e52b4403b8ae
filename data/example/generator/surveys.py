"""The invented surveys of the example: what was asked, of how many, and golden counts.

Everything is made up except the golden counts of 2024-2025, which are those of the annual report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from data.example.generator.initiatives import Initiative
from data.example.generator.items import ITEMS, Item


class Golden(NamedTuple):
    """Counts an item must come out at: 1–5, 6–8, and n.v.t. of geen zicht op."""

    low: int
    high: int
    not_applicable: int


# fmt: off
GOLDEN_TRAINING = {
    "A1": Golden(31, 260, 0), "A2": Golden(44, 247, 0),
    "A3": Golden(22, 266, 3), "A4": Golden(30, 257, 4),
}
GOLDEN_PLG = {
    "B1": Golden(16, 72, 1), "B2": Golden(34, 49, 6),
    "B3": Golden(28, 49, 12), "B4": Golden(29, 41, 19),
}
# fmt: on


@dataclass(frozen=True)
class Survey:
    """One export file: which questions, who answers, and what its figures must come out at.

    ``blank`` is a set of modules and the number of respondents who left them all empty; ``quotas``
    are exact numbers of answers of a centre; ``shifts`` move a module, trait or item.
    """

    year: int
    strategy: str
    moment: str
    modules: str
    n_answered: int
    opens: date
    closes: date
    golden: Mapping[str, Golden] = field(default_factory=dict)
    blank: tuple[str, int] = ("", 0)
    quotas: Mapping[str, int] = field(default_factory=dict)
    shifts: Mapping[str, float] = field(default_factory=dict)

    @property
    def school_year(self) -> str:
        """The school year as in ``2024-2025``."""
        return f"{self.year}-{self.year + 1}"

    @property
    def file(self) -> str:
        """The name of the export."""
        return f"{self.school_year}_{self.strategy}_{self.moment}.xlsx"

    @property
    def items(self) -> tuple[Item, ...]:
        """The items asked, in the order of the questionnaire."""
        return tuple(item for item in ITEMS if item.id[0] in self.modules)

    def invited(self, initiative: Initiative) -> int:
        """How many people the initiative's invitation went to in this school year."""
        return initiative.invited[self.year - 2023]


NO_PLG = {"Centrum 16": 0, "Centrum 19": 1}
FEW = ({"Centrum 18": 3, "Centrum 19": 4}, {"Centrum 18": 4, "Centrum 19": 3})
EARLIER = {"A": -0.2, "B": -0.2, "V": -0.3}
OBLIGED = {"E7": 1.9, "E8": 2.6, "E1": -0.4}


def _surveys(year: int, answered: tuple[int, ...], blank: tuple[int, int]) -> tuple[Survey, ...]:
    """The six surveys of a school year; 2024-2025 comes out at the golden counts."""
    last, shifts = year == 2024, EARLIER if year == 2023 else {}
    training, plg = (GOLDEN_TRAINING, GOLDEN_PLG) if last else ({}, {})
    autumn, winter, spring = date(year, 10, 1), date(year, 12, 1), date(year + 1, 5, 12)
    close, start, n = date(year + 1, 5, 20), {**shifts, **OBLIGED}, iter(answered)
    told = {**shifts, "A2": -0.5, "A4": -0.6}
    june = date(year + 1, 6, 2)
    few = FEW[year - 2023]
    # fmt: off
    return (
        Survey(year, "opleiding_vorming", "short", "ACE", next(n), autumn, close, training,
               ("CE", blank[0]), few, shifts),
        Survey(year, "starterstraject", "short", "AE", next(n), winter, close, shifts=start),
        Survey(year, "infosessie", "short", "AE", next(n), date(year, 9, 16), close, shifts=told),
        Survey(year, "plg", "short", "ACE", next(n), winter, date(year + 1, 2, 10), {}, ("", 0),
               NO_PLG, shifts),
        Survey(year, "plg", "long", "BDE", next(n), spring, june, plg, ("B", blank[1]), NO_PLG,
               shifts),
        Survey(year, "verandertraject", "long", "V", next(n), spring, june, shifts=shifts),
    )
    # fmt: on


# Before the change tracks of 2024-2025 began: what their effect is measured from.
ZERO = Survey(
    2024,
    "verandertraject",
    "zero",
    "V",
    62,
    date(2024, 9, 9),
    date(2024, 9, 27),
    shifts={"V1": -1.3, "V2": -0.8},
)
SURVEYS = (
    *_surveys(2023, (249, 77, 105, 131, 104, 57), (6, 26)),
    *_surveys(2024, (291, 90, 120, 150, 121, 70), (7, 32)),
    ZERO,
)
