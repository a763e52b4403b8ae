"""The invented example surveys: centres, initiatives, numbers of people, and golden counts.

Everything is made up except the golden counts of 2024-2025, which are those of the annual report.
The effects planted here are what a reader of the dashboard should find again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from measurement.example_items import ITEMS, Item


class Centre(NamedTuple):
    """An invented centre: staff before 2023, and how readily they answer (1 = as most do)."""

    name: str
    n_staff: int
    response: float = 1.0


# fmt: off
LOW_RESPONSE = {4: 0.25, 10: 0.3, 17: 0.28}
HIGH_RESPONSE = {3: 1.9, 7: 2.2}
STAFF = (38, 34, 30, 36, 34, 28, 40, 26, 34, 30, 38, 22, 33, 36, 27, 20, 29, 9, 8)
CENTRES = tuple(
    Centre(f"Centrum {n:02d}", staff, (LOW_RESPONSE | HIGH_RESPONSE).get(n, 1.0))
    for n, staff in enumerate(STAFF, start=1)
)

# (centre, module or item or trait) -> shift on the scale, the same in every year.
PLANTED: Mapping[tuple[str, str], float] = {
    ("Centrum 07", "A"): 0.6, ("Centrum 07", "B"): 0.8, ("Centrum 07", "V"): 0.9,
    ("Centrum 03", "A"): 0.5, ("Centrum 03", "D"): 0.6,
    ("Centrum 11", "A"): -0.8, ("Centrum 11", "B"): -0.8, ("Centrum 11", "V"): -1.2,
    ("Centrum 15", "A"): -0.7, ("Centrum 15", "D"): -0.6,
    ("Centrum 05", "C1"): -2.4, ("Centrum 11", "C1"): -2.0, ("Centrum 14", "C1"): -2.2,
    ("Centrum 05", "D8"): -1.5, ("Centrum 11", "D8"): -1.5, ("Centrum 14", "D8"): -1.5,
    ("Centrum 02", "C3"): 3.0, ("Centrum 09", "C3"): 2.6, ("Centrum 13", "C3"): 2.6,
    ("Centrum 02", "C4"): -2.4, ("Centrum 09", "C4"): -2.0, ("Centrum 13", "C4"): -2.0,
    ("Centrum 02", "D6"): 1.8, ("Centrum 09", "D6"): 1.5, ("Centrum 13", "D6"): 1.5,
    ("Centrum 08", "C5"): -1.6, ("Centrum 08", "C6"): -1.4, ("Centrum 01", "C2"): -1.6,
    ("Centrum 06", "C8"): 1.2, ("Centrum 10", "E-"): 1.2,
}
# fmt: on

STARTERS = {2023: 118, 2024: 132}
AMBTEN = {
    "psychopedagogisch consulent": 0.34,
    "maatschappelijk werker": 0.26,
    "paramedisch werker": 0.19,
    "arts": 0.07,
    "psychopedagogisch werker": 0.06,
    "administratief medewerker": 0.05,
    "ervaringsdeskundige": 0.02,
    "intercultureel bemiddelaar": 0.01,
}
ROLES = {
    "trajectbegeleider": 0.45,
    "onthaler": 0.3,
    "contactpersoon": 0.25,
    "anker": 0.1,
    "ambassadeur": 0.06,
    "coördinator": 0.05,
    "beleidsmedewerker": 0.04,
}
SCHOOLING = (
    "Bachelor sociaal werk",
    "Bachelor toegepaste psychologie",
    "Bachelor verpleegkunde",
    "Master psychologie",
    "Master pedagogische wetenschappen",
    "Master geneeskunde",
    "Lerarenopleiding",
)


class Initiative(NamedTuple):
    """A training, PLG or track: invited in 2023-2024 and 2024-2025, and how well it went down."""

    title: str
    invited: tuple[int, int]
    quality: float = 0.0
    centres: tuple[str, ...] = ()


def _guided(remainder: int) -> tuple[str, ...]:
    """The centres of one change track: one in four, so that each centre has exactly one."""
    return tuple(c.name for i, c in enumerate(CENTRES) if i % 4 == remainder)


# fmt: off
INITIATIVES: Mapping[str, tuple[Initiative, ...]] = {
    "opleiding_vorming": (
        Initiative("Handelingsgericht samenwerken: de basis", (46, 44), 0.2),
        Initiative("Oplossingsgerichte gespreksvoering", (44, 42), 0.7),
        Initiative("Rouw en verlies bij jongeren", (36, 38), 0.6),
        Initiative("Omgaan met schoolweigering", (40, 40)),
        Initiative("Een kwaliteitsvol verslag schrijven", (42, 36), -0.6),
        Initiative("Cognitieve diagnostiek: cijfers en meer", (30, 30), 0.1),
        Initiative("Werken met een tolk", (24, 22), 0.2),
        Initiative("Studiekeuze begeleiden", (38, 34)),
        Initiative("Neurodiversiteit in de klas", (40, 42), 0.4),
        Initiative("Leerlingen die stil worden", (28, 30), 0.1),
        Initiative("Registreren zonder tijdverlies", (34, 32), -1.0),
        Initiative("Eerste hulp bij crisis op school", (28, 32), 0.3),
        Initiative("Kansrijk onthaal van nieuwkomers", (0, 26)),
        Initiative("Artificiële intelligentie in het CLB", (0, 24), -0.3),
    ),
    "starterstraject": (
        Initiative("Starterstraject, groep najaar", (72, 80)),
        Initiative("Starterstraject, groep voorjaar", (46, 52), 0.2),
    ),
    "infosessie": (
        Initiative("Infosessie nieuwe regelgeving", (90, 84), -0.4),
        Initiative("Infosessie digitale materialenbank", (60, 62), 0.2),
        Initiative("Infosessie verwijzen naar jeugdhulp", (70, 68), 0.1),
        Initiative("Infosessie vaccinatie en gezondheid", (60, 46)),
        Initiative("Infosessie doorlichting: wat komt eraan?", (0, 40), -0.2),
    ),
    "plg": tuple(
        Initiative(f"PLG {theme}", invited, quality)
        for theme, invited, quality in (
            ("Onthaal", (26, 28), 0.2), ("Kleuters", (24, 26), 0.3),
            ("Leren en studeren", (26, 26), 0.0), ("Onderwijsloopbaan", (28, 26), 0.0),
            ("Psychisch en sociaal functioneren", (28, 30), 0.3),
            ("Preventieve gezondheidszorg", (24, 24), 0.1), ("Diagnostiek", (26, 28), 0.2),
            ("Anderstalige leerlingen", (20, 20), 0.0), ("Buitengewoon onderwijs", (22, 22), -0.1),
            ("Kwaliteitszorg", (20, 20), -0.6), ("Schoolondersteuning", (20, 20), -0.3),
            ("Ambassadeurs", (0, 18), 0.4),
        )
    ),
    "verandertraject": (
        Initiative("Verandertraject zorgoverleg", (30, 36), 0.3, _guided(0)),
        Initiative("Verandertraject onthaal", (30, 35), 0.0, _guided(1)),
        Initiative("Verandertraject teamwerking", (30, 35), -0.2, _guided(2)),
        Initiative("Verandertraject signaalfunctie", (30, 34), 0.0, _guided(3)),
    ),
}
# fmt: on


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
