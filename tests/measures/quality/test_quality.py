"""The quality report: what is counted, by which rule, and that nothing is left out by it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exports_made import FORMS, WORDING, found
from opened_pages import drawn, page
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.measures.quality.quality import Filed, Quality, per_survey, quality
from measurement.measures.quality.sentences import finding, rule
from measurement.measures.quality.tables import (
    CHECKS,
    QUALITY,
    QUALITY_ITEMS,
    QUALITY_ROWS,
    QUALITY_SURVEYS,
)
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.store import SurveyNaming, open_store
from measurement.store.updates.adding import Addition
from measurement.tables import check, records
from pages.data.quality import data as door
from pages.frame import person
from pages.frame.person import Person

KNOWN = load()
E = [item.id for item in KNOWN.items if item.module == "E"]
ONE = ("2024-2025", "opleiding_vorming", "Traject op maat", "short")

pytestmark = pytest.mark.usefixtures("own_page_cache")


def filed(items: Sequence[str], *rows: str, **more: Any) -> Filed:
    """An import; of each row a letter per item: a score, ``n`` N.v.t., ``-`` empty, ``.`` not shown."""
    code = {"-": SKIPPED, ".": NOT_SHOWN, "n": NOT_APPLICABLE}
    codes = [[code[c] if c in code else FIRST_POINT - 1 + int(c) for c in row] for row in rows]
    frame = pd.DataFrame(
        {
            **{name: [value] * len(rows) for name, value in zip(KEYS, ONE, strict=True)},
            "row": range(2, 2 + len(rows)),
            "excluded": more.get("excluded", [""] * len(rows)),
            "completed": more.get("completed", [True] * len(rows)),
            "seconds": more.get("seconds", [float("nan")] * len(rows)),
            "strange": more.get("strange", [()] * len(rows)),
        }
    )
    return Filed("f.xlsx", frame, tuple(items), np.array(codes, np.uint8), more.get("aside", {}))


KEYS = ("school_year", "strategy", "initiative", "moment")


def checks(made: Quality) -> dict[str, tuple[int | None, int | None]]:
    """How many of how many, per check."""
    return {
        str(row.check): tuple(None if pd.isna(n) else int(n) for n in (row.n_found, row.n_of))
        for row in records(made.checks)
    }


def rows(made: Quality, wanted: str) -> list[tuple[int, str | None]]:
    """The rows that a check found, with what it concerns."""
    return [
        (int(r.row), None if pd.isna(r.concerns) else str(r.concerns))
        for r in records(made.rows)
        if r.check == wanted
    ]


def test_a_question_left_empty_is_counted_where_it_was_shown() -> None:
    made = quality([filed(["A1", "A2", "A3"], "88-", "8-.", "888")], KNOWN)
    assert checks(made)["missing"] == (2, 9 - 1)
    table = made.items.set_index("item")
    assert table["n_shown"].to_dict() == {"A1": 3, "A2": 3, "A3": 2}
    assert table["missing"].to_dict() == {"A1": 0, "A2": 1 / 3, "A3": 1 / 2}


def test_who_stopped_is_counted_at_the_last_question_filled_in_as_the_form_has_them() -> None:
    one = filed(
        ["A3", "A1", "A2"], "8--", "88-", "---", "888", completed=[False, False, False, True]
    )
    made = quality([one], KNOWN)
    assert checks(made)["stopped"] == (3, 4)
    assert made.items.set_index("item")["n_stopped"].to_dict() == {"A3": 1, "A1": 1, "A2": 0}
    assert rows(made, "stopped") == [(2, "A3"), (3, "A1"), (4, None)]


def test_the_same_score_to_five_items_of_a_module_or_more_is_told_and_nvt_is_no_score() -> None:
    one = filed(E[:6], "777777", "77777n", "7777nn", "777776", "n77777")
    made = quality([one], KNOWN)
    assert checks(made)["straight"] == (3, 4)  # of the third only four items were scored
    assert rows(made, "straight") == [(2, "E"), (3, "E"), (6, "E")]


def test_four_items_of_a_module_are_too_few_to_call_answers_even() -> None:
    made = quality([filed(["A1", "A2", "A3", "A4"], "8888")], KNOWN)
    assert checks(made)["straight"] == (0, 0)
    assert "niets om naar te kijken" in finding(
        next(r for r in records(made.checks) if r.check == "straight")
    )


@pytest.mark.parametrize(
    ("seconds", "n"), [(2 * 4 - 0.5, 1), (2 * 4, 0), (600, 0)], ids=["below", "at", "above"]
)
def test_less_than_two_seconds_per_question_answered_is_quick(seconds: float, n: int) -> None:
    one = filed(["A1", "A2", "A3", "A4"], "878n", "8888", seconds=[seconds, float("nan")])
    assert checks(quality([one], KNOWN))["quick"] == (n, 1)


def test_without_times_it_is_not_known_how_quick_answers_were() -> None:
    made = quality([filed(["A1"], "8")], KNOWN)
    assert checks(made)["quick"] == (None, None)
    assert "niet bekend" in finding(next(r for r in records(made.checks) if r.check == "quick"))


def test_cells_that_are_no_answer_are_counted_at_their_item() -> None:
    one = filed(["A1", "A2"], "-8", "88", strange=[("A1",), ()])
    made = quality([one], KNOWN)
    assert checks(made)["out_of_range"] == (1, 3 + 1)  # three answers, and the cell itself
    assert rows(made, "out_of_range") == [(2, "A1")]


@pytest.mark.parametrize(("cells", "mostly"), [("nn8", True), ("n8", False), ("nn88", False)])
def test_an_item_with_more_than_half_nvt_is_told(cells: str, mostly: bool) -> None:
    made = quality([filed(["A1"], *cells)], KNOWN)
    assert checks(made)["mostly_not_applicable"] == (int(mostly), 1)
    assert made.items["mostly_not_applicable"].tolist() == [mostly]


def test_rows_that_do_not_count_are_counted_by_why_and_looked_at_no_further() -> None:
    one = filed(
        ["A1", "A2"], "88", "88", "--", excluded=["", "duplicate", "test"], aside={"blank": [5, 6]}
    )
    made = quality([one], KNOWN)
    found = checks(made)
    assert (found["duplicate"], found["test"], found["blank"]) == ((1, 5), (1, 5), (2, 5))
    assert found["missing"] == (0, 2)
    assert rows(made, "blank") == [(5, None), (6, None)]


def test_rows_without_answers_of_a_file_with_two_surveys_belong_to_neither() -> None:
    one = filed(["A1"], "8", "8", aside={"blank": [9]})
    one.rows.loc[1, "initiative"] = "Ander traject"
    made = quality([one], KNOWN)
    blank = made.checks[made.checks["check"] == "blank"]
    assert blank["initiative"].isna().tolist() == [True]
    assert per_survey(made.checks)["initiative"].tolist() == ["Ander traject", "Traject op maat"]


def test_two_imports_of_a_survey_are_one_report() -> None:
    made = quality([filed(["A1", "A2"], "8-"), filed(["A2", "A1"], "88")], KNOWN)
    assert checks(made)["missing"] == (1, 4)
    assert made.items["item"].tolist() == ["A1", "A2"]


def test_every_table_is_as_declared_and_every_check_has_a_rule() -> None:
    one = filed(["A1", "A2"], "8-", "88", excluded=["", "duplicate"], aside={"note": [9]})
    made = quality([one], KNOWN)
    for table, declared in zip(made, (QUALITY, QUALITY_ITEMS, QUALITY_ROWS), strict=True):
        check(table, declared)
    check(per_survey(made.checks), QUALITY_SURVEYS)
    assert all(rule(name, KNOWN) for name in CHECKS)
    assert "2 seconden" in rule("quick", KNOWN)


def test_an_import_keeps_how_long_people_took_and_which_cells_are_no_answer(tmp_path: Path) -> None:
    a1, a2 = WORDING["A1"], WORDING["A2"]
    export = found(
        [
            [*FORMS, a1, a2],
            [1, "2025-03-01 10:00:00", "2025-03-01 10:00:03", "a@x.be", "A", 7, 8],
            [2, "2025-03-01 10:00:00", "2025-03-01 10:05:00", "b@x.be", "B", 8, 6],
            [3, "2025-03-01 10:00:00", "2025-03-01 10:05:00", "c@x.be", "C", "zeven", 6],
        ]
    )
    assert export.respondents["seconds"].tolist() == [3, 300, 300]
    assert export.respondents["strange"].tolist() == [(), (), ("A1",)]
    with open_store(str(tmp_path / "store.sqlite")) as store:
        store.imports.add_all([Addition(export, SurveyNaming(*ONE))], KNOWN)
        made = quality_of(store)
        assert checks(made)["quick"] == (1, 3)
        assert rows(made, "quick") == [(2, None)]
        assert rows(made, "out_of_range") == [(4, "A1")]
        assert store.answers(KNOWN).n == 3  # nothing is left out by it


def quality_of(store: Any) -> Quality:
    made = store.surveys.quality(KNOWN)
    assert isinstance(made, Quality)
    return made


def test_a_date_without_a_time_of_day_tells_no_duration() -> None:
    a1, a2 = WORDING["A1"], WORDING["A2"]
    header = [*FORMS, a1, a2]
    days = [[n, "2025-03-01", "2025-03-02", f"{n}@x.be", str(n), 7, 8] for n in (1, 2)]
    assert found([header, *days]).respondents["seconds"].isna().all()


def test_what_the_tool_itself_measured_goes_before_its_moments() -> None:
    header = ["StartDate", "EndDate", "Status", "Progress", "Finished", "Duration (in seconds)"]
    row = ["2025-03-01 10:00:00", "2025-03-01 12:00:00", "IP Address", "100", "True", "95"]
    export = found([[*header, WORDING["A1"], WORDING["A2"]], [*row, 7, 8]])
    assert export.platform == "qualtrics"
    assert export.respondents["seconds"].tolist() == [95]


def opened(store: Path, monkeypatch: pytest.MonkeyPatch, **state: str) -> AppTest:
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    return page("pages/data/quality/page.py", state)


def test_the_page_says_every_check_with_its_rule(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(example_store, monkeypatch)
    assert not app.exception
    said = "\n".join(str(m.value) for m in app.markdown)
    for name in ("missing", "stopped", "straight", "quick", "out_of_range"):
        assert rule(name, KNOWN) in said
    assert len(drawn(app)) == 1
    app.selectbox(key="quality_survey").set_value("3").run()
    assert not app.exception


def test_a_director_gets_nothing_of_answer_quality(
    example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        opened(example_store, monkeypatch, look_as="director", look_at="Centrum 01")
    person.let_in(Person(LOCAL, "", "staff", "director", ("Centrum 01",)))
    for refused in (door.surveys, door.overview, door.book):
        with pytest.raises(SurveyError):
            refused()
    person.let_in(None)


def test_the_workbook_holds_the_tables_and_their_rules(
    as_staff: None, example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(example_store))
    made = door.book()()
    assert isinstance(made, bytes)
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames[:4] == ["quality_surveys", "quality", "quality_items", "quality_rows"]
    notes = [str(row[1].value) for row in book["Verantwoording"].iter_rows(max_row=18)]
    assert any("2 seconden" in note for note in notes)
