"""What a column and the ids in it are called: once, on screen and in workbooks, in both languages."""

from __future__ import annotations

import io
from typing import get_args

import pandas as pd
import pytest
from openpyxl import load_workbook

from measurement.centre.mirror.knoster import TENSIONS
from measurement.locale.catalogue import declared_tables
from measurement.reports.files import csv, workbook
from measurement.reports.summary import DECLARED
from measurement.reports.wording import in_words, names
from measurement.tables import GROUPS, Column, Table, Vocabulary, definitions
from measurement.words import speak
from pages.desk import wording

TABLES = {table.name: table for table in [*declared_tables(), *DECLARED.values()]}
KNOWN = names()
# Columns that hold what people wrote, dates, and codes of the questionnaire: said as they stand.
AS_WRITTEN = (
    {"centre", "centres", "initiative", "session", "file", "email", "about"}
    | {"text", "quote", "note", "tip", "warning", "word", "stem"}
    | {"date", "date_before", "held_on", "opened", "closed", "since", "until", "ended", "ended_on"}
    | {"released_on", "withdrawn_on"}
    | {"items", "prescribed", "present", "not_asked", "extra", "unknown", "release"}
    | {"variable", "spss_name", "label", "direction", "value"}
)
# Per kind of id those that the data files have.
IDS = {
    "item": [*KNOWN.questionnaire.item_by_id, *KNOWN.scales],
    "scale": [*KNOWN.scales],
    "factor": [*KNOWN.questionnaire.link_by_factor],
    "success_factor": [*KNOWN.factors.ids],
    "element": [*KNOWN.factors.element_by_id],
    "tension": [*TENSIONS.values()],
    "module": [*KNOWN.questionnaire.module_by_id],
    "strategy": [*KNOWN.questionnaire.strategy_by_id],
    "moment": [*KNOWN.questionnaire.moments],
    "school_year": ["2024-2025"],
    "inspection_scale": [*KNOWN.factors.named("scale")],
    "theme": [*(theme.id for theme in KNOWN.themes), "other"],
    "target": [*KNOWN.targets],
    "figure": [*KNOWN.figures],
    "clock": ["2026-07-01T10:30:00+00:00"],
    "details": ['{"years": 3}'],
}
IDS |= {kind: [*KNOWN.factors.named(kind)] for kind in ("state", "filler", "fact", "level")}
IDS |= {
    kind: [v.value for v in KNOWN.questionnaire.values if v.characteristic == kind]
    for kind in ("net", "ambt", "role", "experience", "education")
}
IDS |= {
    "success_factor_or_element": [*IDS["success_factor"], *IDS["element"]],
    "item_or_module": [*KNOWN.questionnaire.item_by_id, *IDS["module"]],
}


def ids(column: Column) -> list[str]:
    return [*column.labels] or IDS.get(column.words, [])


def filled(table: Table) -> pd.DataFrame:
    """A table with every id that its columns can hold; numbers stay missing."""
    columns = {column.name: ids(column) for column in table.columns}
    longest = max([1, *(len(found) for found in columns.values())])
    return pd.DataFrame(
        {name: [*found, *[None] * (longest - len(found))] for name, found in columns.items()},
        dtype=object,
    )


def test_every_kind_of_id_has_its_words_and_its_test() -> None:
    kinds = set(get_args(Vocabulary)) - {""}
    assert kinds == set(KNOWN.vocabulary) == set(IDS)
    assert [kind for kind, found in IDS.items() if not found] == ["education"]  # free text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_no_two_columns_of_a_table_share_a_heading(table: Table, language: str) -> None:
    speak(language)
    columns = {**GROUPS, **{column.name: column for column in table.columns}}
    headings = [str(column.title) for column in columns.values()]
    assert len(set(headings)) == len(headings)
    assert all(heading and "_" not in heading for heading in headings)
    assert definitions(table)["heading"].tolist() == [str(c.title) for c in table.columns]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_id_has_one_word_on_screen_and_in_a_workbook(table: Table, language: str) -> None:
    speak(language)
    rows = filled(table)
    screen = wording.read(rows, table)
    sheet = load_workbook(io.BytesIO(workbook({"t": rows}, {"t": table})))["t"]
    cells = {str(column[0].value): [c.value for c in column[1:]] for column in sheet.columns}
    for column in table.columns:
        if column.kind != "category":
            continue
        assert column.labels or column.words or column.name in AS_WRITTEN, column.name
        if column.name in wording.left_out(rows, table):
            assert str(column.title) not in cells  # it is in the raw sheet
            continue
        said = [str(word) for word in cells[str(column.title)] if word is not None]
        assert len(said) == len(ids(column))
        assert len(set(said)) == len(set(ids(column)))
        assert [word for word in screen[str(column.title)] if word] == said


@pytest.mark.parametrize("name", ["response", "release_by_centre"])
def test_a_response_rate_is_read_in_whole_per_cents_and_a_csv_keeps_all_of_it(name: str) -> None:
    rows = filled(TABLES[name])[:1].assign(rate=0.625)
    assert wording.read(rows, TABLES[name])["responsgraad (%)"].tolist() == ["63"]
    sheet = load_workbook(io.BytesIO(workbook({"t": rows}, {"t": TABLES[name]})))["t"]
    (column,) = [c for c in sheet.columns if c[0].value == "responsgraad"]
    assert (column[1].value, column[1].number_format) == (0.625, "0\u00a0%")
    assert "0.625" in csv(rows).decode()


def test_a_csv_keeps_names_and_ids() -> None:
    rows = filled(TABLES["readiness"])
    lines = csv(rows).decode().splitlines()
    assert lines[0].split(",") == list(TABLES["readiness"].names)
    assert "S1" in lines[1].split(",")


def test_several_ids_in_one_cell_are_said_one_by_one() -> None:
    speak("nl")
    lacking = next(c for c in TABLES["readiness"].columns if c.name == "lacking")
    names_of = [str(KNOWN.factors.names[id]) for id in ("S1", "S3")]
    assert in_words(pd.Series(["S1|S3"]), lacking, KNOWN).tolist() == [", ".join(names_of)]


def test_the_same_name_may_have_a_heading_of_its_own_in_each_table() -> None:
    speak("nl")
    headings = {
        name: str(next(c for c in TABLES[name].columns if c.name == "state").title)
        for name in ("checklist", "released_knoster", "targets", "derived", "answers")
    }
    assert headings == {
        "checklist": "op de checklist",
        "released_knoster": "volgens medewerkers",
        "targets": "resultaat",
        "derived": "naast wat bekend is",
        "answers": "soort antwoord",
    }
