"""A small questionnaire with links, and checklists from a small text table."""

from __future__ import annotations

from datetime import date

import pandas as pd
from survey_tables import SMALL

from measurement.questionnaire.model import Questionnaire

# factor, success factor, element of Knoster
LINKS = """
tijd          S8  means
middelen      S8  means
werkdruk      S3  plan
tevredenheid  S9  interest
leereffect    S9  competences
samen_leren   S6  competences
intrinsiek    S4  interest
extern        S4  interest
beleid        S1  vision
geen_cut      S5  vision
"""
DIMENSIONS = {"A1": "tevredenheid", "A2": "leereffect", "V1": "geen_cut"}
# id, module, direction, dimension, level
MORE = """
C2  C  +  middelen     centrum
D4  D  +  samen_leren  interpersoonlijk
D6  D  +  condities    organisatorisch
E1  E  +  intrinsiek   autonoom
E8  E  -  extern       gecontroleerd
"""


def _made() -> Questionnaire:
    data = SMALL.model_dump()
    for item in data["items"]:
        item["dimension"] = DIMENSIONS.get(item["id"], item["dimension"])
    for line in MORE.split("\n")[1:-1]:
        one, module, direction, dimension, level = line.split()
        data["items"] += (
            {
                "id": one,
                "module": module,
                "wording": {"nl": one.lower()},
                "scale": "1-8",
                "direction": direction,
                "dimension": dimension,
                "level": level,
            },
        )
    data["modules"] += (
        {"id": "D", "role": "capacities", "label": {"nl": "capaciteiten"}},
        {"id": "E", "role": "motivation", "label": {"nl": "motivatie"}},
    )
    data["links"] = [
        {"factor": f, "label": {"nl": f.capitalize()}, "success_factor": s, "knoster": k}
        for f, s, k in (line.split() for line in LINKS.split("\n")[1:-1])
    ]
    data["levels"] = [{"id": "tevredenheid", "label": {"nl": "Tevredenheid"}}]
    return Questionnaire.model_validate(data)


LINKED = _made()


def checklist(table: str) -> pd.DataFrame:
    """The declared table of checklists, from centre, factor, state and (if told) day of 2025."""
    lines = [line.split() for line in table.splitlines() if line.strip()]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return pd.DataFrame(
        {
            "centre": [row["centre"] for row in rows],
            "date": [date.fromisoformat(f"2025-{row.get('day', '01-15')}") for row in rows],
            "filled_by": [row.get("by", "directie") for row in rows],
            "factor": [row["factor"] for row in rows],
            "precondition": [row["factor"] in ("S1", "S2", "S3") for row in rows],
            "state": [None if row["state"] == "?" else row["state"] for row in rows],
            "note": ["" for _ in rows],
        }
    )


def row(table, **values):
    """The one row with these values."""
    for column, value in values.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return next(iter(table.itertuples()))
