"""A new item is one row more in the questionnaire's own file; what cannot be added changes nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from measurement.errors import SurveyError
from measurement.questionnaire.files.new_items import NewItem, add_item, free_id
from measurement.questionnaire.files.reading import HOME, load

ITEM = NewItem("A9", "Ik raad deze begeleiding aan", "A", "0-10", "", not_applicable=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HOME, tmp_path / "questionnaire")
    return tmp_path / "questionnaire"


def test_an_item_on_a_scale_of_its_own_is_one_row_more(folder: Path) -> None:
    before = (folder / "items.csv").read_bytes()
    add_item(ITEM, folder)
    after = (folder / "items.csv").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].count(b"\n") == 1
    known = load(folder)
    made = known.item_by_id["A9"]
    assert (str(made.wording), made.module, made.not_applicable) == (ITEM.wording, "A", False)
    assert known.scale_of("A9").points == tuple(range(11))
    assert not known.scale_of("A9").has_cut


def test_a_bare_csv_of_items_keeps_its_own_columns_and_sign(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("id,wording_nl,scale\nQ1,Ik leerde bij,1-5", encoding="utf-8")
    add_item(NewItem("Q2", "Goed, en leuk", "Q", "1-5"), file)
    assert file.read_text(encoding="utf-8").splitlines() == [
        "id,wording_nl,scale",
        "Q1,Ik leerde bij,1-5",
        'Q2,"Goed, en leuk",1-5',
    ]
    assert str(load(file).item_by_id["Q2"].wording) == "Goed, en leuk"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "a1"}, "Er is al een stelling a1"),
        ({"id": "9A"}, "kan geen code van een stelling zijn"),
        ({"wording": "  "}, "Vul de formulering"),
        ({"scale": "10-0"}, "is geen schaal"),
        ({"scale": "veel"}, "is geen schaal"),
        ({"module": "ZZ"}, "ZZ"),
    ],
)
def test_what_cannot_be_added_is_a_sentence_and_the_file_stays(
    folder: Path, change: dict[str, str], sentence: str
) -> None:
    before = (folder / "items.csv").read_bytes()
    with pytest.raises(SurveyError) as refused:
        add_item(replace(ITEM, **change), folder)
    assert sentence in str(refused.value)
    assert (folder / "items.csv").read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in HOME.iterdir())


def test_items_that_stand_in_the_toml_itself_are_added_there_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text(
        'id = "one"\n[[items]]\nid = "Q1"\nwording = "Ik leerde bij"\nscale = "1-5"\n', "utf-8"
    )
    with pytest.raises(SurveyError, match="niet in een csv-bestand"):
        add_item(NewItem("Q2", "Nog een", "Q", "1-5"), file)


def test_the_first_free_code_of_a_module_is_proposed() -> None:
    assert free_id("V", load()) == "V3"
