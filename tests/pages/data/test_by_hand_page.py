"""The page *Gegevens*: looked at, corrected by hand, remembered, and handed back with marks."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exports_made import CENTRE, WORDING
from opened_pages import page, said
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from measurement.exports import recognise
from measurement.exports.headers.choices import AS_READ
from measurement.exports.marks.marked import marked
from measurement.questionnaire.files.reading import HOME, load
from measurement.store import Store, open_store
from pages.desk import uploads

A1, A2, A3 = (WORDING[i] for i in ("A1", "A2", "A3"))
Open = Callable[..., AppTest]

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    with open_store(tmp_path / "store.sqlite") as made:
        made.example.decline()
        yield made


@pytest.fixture
def dropped(store: Store) -> Open:
    """The page with this csv dropped on it."""

    def drop(*rows: str, name: str = "export.csv") -> AppTest:
        app = page("pages/data/imports/page.py")
        app.file_uploader[0].upload(name, "\n".join(rows).encode(), "text/csv").run()
        assert not app.exception
        return app

    return drop


def keyed(app: AppTest, kind: str, start: str) -> Any:
    """The widget whose key starts so; there must be one."""
    (found,) = [w for w in app.get(kind) if str(w.key).startswith(start)]
    return found


def picked(app: AppTest, kind: str, start: str, value: object) -> AppTest:
    keyed(app, kind, start).set_value(value)
    app.run()
    assert not app.exception, app.exception
    return app


def preview(app: AppTest) -> Any:
    """The first rows as understood."""
    return next(
        d.value for d in app.dataframe if "A3" in d.value.columns or "rij" in d.value.columns
    )


def confirmed(app: AppTest, store: Store) -> Any:
    """The import confirmed under a name; what the store then holds."""
    picked(app, "selectbox", "year_", "2024-2025")
    picked(app, "selectbox", "strategy_", "opleiding_vorming")
    picked(app, "text_input", "initiative_", "Traject op maat")
    app.button(key="confirm").click().run()
    assert not app.exception
    return store.answers(load())


def test_the_first_rows_are_shown_as_they_were_understood(dropped: Open) -> None:
    rows = preview(dropped(f"Nr;{CENTRE};{A1};{A3}", "1;CLB GO! Gent;7;nvt", "2;GO! CLB Nova;;8"))
    assert rows.columns.tolist()[:2] == ["rij", "niet meegeteld"]
    assert rows["A1"].tolist() == ["7", ""]
    assert rows["A3"].tolist() == ["n.v.t.", "8"]


def test_a_recognised_column_can_be_made_something_else_and_back(
    dropped: Open, store: Store
) -> None:
    app = dropped(f"Nr;{A1};{A2};{A3}", "1;7;5;8", "2;6;4;8")
    picked(app, "selectbox", "which_", A1)
    picked(app, "selectbox", "meaning_", "B1")
    assert preview(app)["B1"].tolist() == ["7", "6"]
    picked(app, "selectbox", "meaning_", AS_READ)
    assert "B1" not in preview(app)
    picked(app, "selectbox", "meaning_", "")
    assert "A1" not in preview(app)
    picked(app, "selectbox", "meaning_", "B1")
    picked(app, "selectbox", "meaning_", "")
    answers = confirmed(app, store)
    counts = (answers.codes > 2).sum(axis=0)
    assert dict(zip(answers.items, counts.tolist(), strict=True))["A1"] == 0
    kept = store.by_hand.remembered(load().id, ["Nr", A1, A2, A3], {})
    assert kept.columns == {A1: ""}  # what was said last


def test_two_equal_headers_are_chosen_apart(dropped: Open) -> None:
    app = dropped(f"Nr;Score;Score;{A3}", "1;7;2;8", "2;6;1;8")
    picked(app, "selectbox", "which_", "Score")
    picked(app, "selectbox", "meaning_", "A1")
    picked(app, "selectbox", "which_", "Score (2)")
    app.selectbox(
        key=next(str(w.key) for w in app.selectbox if str(w.key).startswith("meaning_"))
    ).set_value("A2").run()
    assert preview(app)["A1"].tolist() == ["7", "6"]
    assert preview(app)["A2"].tolist() == ["2", "1"]


def test_what_a_cell_means_can_be_said_and_is_remembered(dropped: Open, store: Store) -> None:
    header = f"Nr;{A1};{A2};{A3}"
    app = dropped(header, "1;9;9;8", *(f"{n};7;6;8" for n in range(2, 8)))
    picked(app, "selectbox", "which_", A1)
    picked(app, "selectbox", "cell_", "9")
    picked(app, "checkbox", "everywhere_", True)
    picked(app, "selectbox", "means_", "8")
    assert preview(app)["A1"].tolist()[0] == "8"
    assert preview(app)["A2"].tolist()[0] == "8"
    confirmed(app, store)
    later = dropped(header, "1;9;9;8", *(f"{n};5;6;8" for n in range(2, 8)), name="later.csv")
    assert "Onthouden van een vorig bestand" in said(later)
    assert preview(later)["A1"].tolist()[0] == "8"
    keyed(later, "button", "forget_").click()
    later.run()
    assert preview(later)["A1"].tolist()[0] != "8"


def test_an_unknown_centre_is_assigned_once_and_remembered(dropped: Open, store: Store) -> None:
    header = f"Nr;{CENTRE};{A1};{A3}"
    app = dropped(header, "1;De Regenboog;7;8", "2;GO! CLB Gent;6;8")
    picked(app, "selectbox", "centre_", "GO! CLB Gent")
    assert preview(app)["centrum"].tolist() == ["GO! CLB Gent"] * 2
    answers = confirmed(app, store)
    assert set(answers.respondents["centre"]) == {"GO! CLB Gent"}
    later = dropped(header, "1;De Regenboog;5;8", "2;GO! CLB Nova;6;8", name="later.csv")
    assert preview(later)["centrum"].tolist() == ["GO! CLB Gent", "GO! CLB Nova"]
    picked(later, "multiselect", "take_back_centres", ["De Regenboog"])
    later.button(key="forget_centres").click().run()
    assert store.by_hand.centre_spellings() == {}


@pytest.fixture
def own_questionnaire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "questionnaire"
    shutil.copytree(HOME, folder)
    monkeypatch.setenv("MEASUREMENT_QUESTIONNAIRE", str(folder))
    return folder


def test_a_new_item_is_made_of_a_column_and_counted(
    own_questionnaire: Path, dropped: Open, store: Store
) -> None:
    header = f"Nr;Zou je deze opleiding aanraden?;{A1};{A3}"
    app = dropped(header, "1;0;7;8", "2;10;6;8", "3;9;6;8")
    picked(app, "selectbox", "which_", "Zou je deze opleiding aanraden?")
    picked(app, "selectbox", "new_module_", "A")
    keyed(app, "selectbox", "new_scale_").set_value("other")
    keyed(app, "selectbox", "new_side_").set_value("")
    app.button(key=next(str(b.key) for b in app.button if "new_add_" in str(b.key))).click().run()
    assert not app.exception
    assert load(own_questionnaire).scale_of("A5").points == tuple(range(11))
    assert preview(app)["A5"].tolist() == ["0", "10", "9"]
    answers = confirmed(app, store)
    assert "A5" in answers.items


def test_the_file_can_be_taken_back_with_marks(dropped: Open) -> None:
    app = dropped(f"Nr;{A1};{A3}", "1;zeven;8", *(f"{n};{n};8" for n in range(2, 8)))
    assert [b for b in app.get("download_button") if "marked_" in str(b.proto.id)]
    clean = dropped(f"Nr;{A1};{A3}", "1;7;8", *(f"{n};{n};8" for n in range(2, 8)))
    assert not [b for b in clean.get("download_button") if "marked_" in str(b.proto.id)]


def test_the_file_that_is_handed_back_holds_the_remark_in_its_cell(
    store: Store, as_staff: None
) -> None:
    class Dropped:
        name, file_id = "export.csv", "1"

        def getvalue(self) -> bytes:
            return f"Nr;{A1};{A3}\n1;zeven;8\n2;7;8\n3;6;8\n4;6;8".encode()

    with uploads.on_disk(Dropped()) as path:
        made = marked(path, recognise(path))
    sheet = load_workbook(io.BytesIO(made)).worksheets[0]
    assert "zeven" in sheet["B2"].comment.text


def test_two_equal_headers_that_are_not_recognised_are_both_listed_and_the_file_is_added(
    dropped: Open, store: Store
) -> None:
    app = dropped(f"Nr;{A1};{A3};Score;Score", "1;7;8;3;4", "2;6;8;2;1")
    listed = [w.label for w in app.selectbox if str(w.key).startswith("column_")]
    assert listed == ["Score", "Score (2)"]
    assert confirmed(app, store).n == 2


def test_a_file_of_which_nothing_is_recognised_is_read_by_hand_and_then_remembered(
    dropped: Open, store: Store
) -> None:
    header = "Nr;Tevreden?;Zin in meer?"
    app = dropped(header, "1;7;8", "2;6;5", "3;8;4")
    assert "geen enkele stelling" in said(app)
    for name, item in (("Tevreden?", "A1"), ("Zin in meer?", "A3")):
        picked(app, "selectbox", "which_", name)
        picked(app, "selectbox", f"meaning_{keyed(app, 'selectbox', 'which_').key[6:]}", item)
    assert preview(app)["A1"].tolist() == ["7", "6", "8"]
    assert confirmed(app, store).n == 3
    later = dropped(header, "1;5;8", "2;4;5", name="later.csv")
    assert "Onthouden van een vorig bestand" in said(later)
    assert preview(later)["A3"].tolist() == ["8", "5"]


def test_a_scale_that_was_coded_from_zero_is_read_one_point_higher(dropped: Open) -> None:
    header = f"Nr;{A1};{A2};{A3}"
    app = dropped(header, *(f"{n};{n % 8};{(n + 3) % 8};{(n + 5) % 8}" for n in range(24)))
    picked(app, "selectbox", "which_", A1)
    keyed(app, "button", "higher_").click()
    app.run()
    assert preview(app)["A1"].tolist() == ["1", "2", "3", "4", "5", "6"]
    assert preview(app)["A3"].tolist() == ["6", "7", "8", "1", "2", "3"]
