"""Workbooks to fill in: what may be chosen, what stands there, and in which language."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from measurement.forms import Explanation, Field, Form, workbook
from measurement.words import Label, language, speak


def opened(*sheets: Form | Explanation) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(lambda: sheets)))


def rules(sheet: Any) -> dict[str, Any]:
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_a_field_is_a_column_with_room_below_its_head() -> None:
    form = Form("A", [Field("Wie", given=["An", "=1+1"]), Field("Ja?", ("ja", "nee"))], 9)
    sheet = opened(form)["A"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Wie", "Ja?"],
        ["An", None],
        ["=1+1", None],
    ]
    assert sheet["A3"].data_type == "s"  # text, not a formula
    assert rules(sheet)["B2:B10"].formula1 == '"ja,nee"'


def test_a_field_is_a_row_where_the_heads_stand_beside() -> None:
    form = Form("A", [Field("Wie", given=["An"]), Field("Dag", kind="day")], 3, heads_width=20)
    sheet = opened(form)["A"]
    assert [cell.value for cell in sheet["A"]] == ["Wie", "Dag"]
    assert sheet["B1"].value == "An"


@pytest.mark.parametrize(
    "choices",
    [["x" * 100, "y" * 100, "z" * 100], ["klein, en fijn", "groot"]],
    ids=["long", "comma"],
)
def test_a_list_that_a_rule_cannot_hold_stands_on_a_hidden_sheet_once(choices: list[str]) -> None:
    book = opened(Form("A", [Field("Een", choices), Field("Twee", choices)], 5))
    n = len(choices)
    assert {rule.formula1 for rule in rules(book["A"]).values()} == {f"Keuzes!$A$1:$A${n}"}
    assert [row[0].value for row in book["Keuzes"]] == choices
    assert book["Keuzes"].sheet_state == "hidden"


@pytest.mark.parametrize(("strict", "style"), [(True, None), (False, "warning")])
def test_another_value_is_refused_or_warned_of(strict: bool, style: str | None) -> None:
    sheet = opened(Form("A", [Field("Ja?", ("ja", "nee"))], 1, strict=strict))["A"]
    assert rules(sheet)["A2"].errorStyle == style


def test_a_form_is_made_in_dutch_whatever_the_reader_speaks() -> None:
    speak("en")
    told = Explanation("Uitleg", (40,), [((Label("Wat", "What"),), [(Label("een", "one"),)])])
    made = openpyxl.load_workbook(io.BytesIO(workbook(lambda: [told])))["Uitleg"]
    assert [cell.value for cell in made["A"]] == ["Wat", "een"]
    assert language() == "en"
