"""A small questionnaire of capacities, motivation and effect, for tests of scales."""

from __future__ import annotations

from measurement.questionnaire.model import Questionnaire

# id, module, direction, dimension, level
ITEMS = """
I  A  +  intentie    deelnemer
T  A  +  toepassing  deelnemer
P1 D  +  denken      ik
P2 D  +  weten       ik
P3 D  -  weten       ik
O1 D  +  leiding     huis
O2 D  +  leiding     huis
M1 E  +  zin         willen
M2 E  +  zin         willen
M3 E  +  nut         willen
N1 E  -  schuld      moeten
N2 E  -  plicht      moeten
N3 E  -  plicht      moeten
"""
ROLES = {"A": "effect", "D": "capacities", "E": "motivation"}


def survey(
    items: str = ITEMS, outcomes: tuple[str, ...] = ("intentie", "toepassing")
) -> Questionnaire:
    """A questionnaire of these items, on a scale of 1 to 8 (``V`` items: 1 to 10)."""
    rows = [line.split() for line in items.splitlines() if line.strip()]
    return Questionnaire.model_validate(
        {
            "id": "scales",
            "title": {"nl": "schalen"},
            "scales": [
                {
                    "id": "1-8",
                    "points": list(range(1, 9)),
                    "low": [1, 2, 3, 4, 5],
                    "high": [6, 7, 8],
                },
                {"id": "1-10", "points": list(range(1, 11))},
            ],
            "modules": [
                {"id": m, "role": role, "label": {"nl": role}} for m, role in ROLES.items()
            ],
            "items": [
                {
                    "id": id_,
                    "module": module,
                    "wording": {"nl": id_.lower()},
                    "scale": "1-10" if id_.startswith("V") else "1-8",
                    "direction": direction,
                    "dimension": "" if dimension == "." else dimension,
                    "level": "" if level == "." else level,
                }
                for id_, module, direction, dimension, level in rows
            ],
            "levels": [
                {"id": level, "label": {"nl": level.title()}, "outcome": True} for level in outcomes
            ],
        }
    )


MADE = survey()
