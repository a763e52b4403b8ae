"""The invented centres of the example and the people in them; what a reader should find again.

The effects planted here are what the dashboard should show.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


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
