"""Tables as people read them on a screen: what people need first, under headings of their own."""

from __future__ import annotations

import pandas as pd
import pytest

from measurement.centre.checklist.tables import CHECKLIST
from measurement.locale.catalogue import declared_tables
from measurement.reports.summary import DECLARED
from pages.desk import wording

TABLES = [*declared_tables(), *DECLARED.values()]


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("comparison", {"n_scored", "n_persons", "share", "rest", "difference", "differs"}),
        ("trend", {"n", "n_persons", "value", "previous", "change", "changed"}),
        ("factors", {"n", "enabling", "hindering", "verdict", "n_persons"}),
        ("targets", {"target", "value", "threshold"}),
    ],
)
def test_what_serves_to_compute_on_is_in_the_files_only(name: str, needed: set[str]) -> None:
    table = pd.DataFrame(columns=list(DECLARED[name].names))
    left_out = set(wording.left_out(table, DECLARED[name]))
    assert not left_out & needed
    assert {"n_effective", "p", "q", "lower_95"} & set(table.columns) <= left_out
    assert len(table.columns) - len(left_out) <= 24


def test_the_table_of_a_checklist_shows_the_state_in_words_and_its_number() -> None:
    row = ["Gent", "2025-03-01", "directie", "S1", True, "partial", "", 7]
    shown = wording.read(pd.DataFrame([row], columns=list(CHECKLIST.names)), CHECKLIST)
    assert shown.iloc[0].to_dict() == {
        "centrum": "Gent",
        "datum": "2025-03-01",
        "ingevuld door": "directie",
        "factor": "Engagement en betrokkenheid van de leidinggevende",
        "randvoorwaarde": True,
        "op de checklist": "deels aanwezig",
        "notitie": "",
        "nummer van de checklist": 7,
    }
