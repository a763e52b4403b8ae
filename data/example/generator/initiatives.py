"""The invented initiatives of the example: how many were invited, and how well each went down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from data.example.generator.centres import CENTRES


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
