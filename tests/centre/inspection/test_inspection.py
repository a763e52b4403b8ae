"""The inspection: the table of the sources, and the survey beside it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from survey_tables import answers

from measurement.centre.inspection.inspection import (
    beside,
    beside_centre,
    inspection_scales,
    over_time,
)
from measurement.centre.inspection.sentences import inspection_sentences
from measurement.centre.inspection.tables import BESIDE, BESIDE_CENTRE, INSPECTION_SCALES
from measurement.errors import ExportError
from measurement.questionnaire import inspection_links, success_factor_files
from measurement.questionnaire.files import reading
from measurement.questionnaire.inspection_links import InspectionLink, InspectionLinks
from measurement.tables import check
from measurement.words import Label, speak

ROOT = Path(__file__).resolve().parents[3]
TERMS = success_factor_files.load()
SCALES = tuple(TERMS.named("scale"))
# Scale: approaches, meets, n. The table of the sources (17 centres, 2021-22 to 2024-25).
OF_THE_SOURCES = {
    "Beeldvorming": (10, 7, 17),
    "Signaalfunctie": (14, 3, 17),
    "Consultatieve leerlingenbegeleiding": (2, 15, 17),
    "Handelingsgerichte diagnostiek": (11, 4, 15),
    "Multidisciplinariteit": (4, 13, 17),
    "Belang van de leerling": (0, 15, 15),
    "Subsidiariteit": (1, 16, 17),
    "Proactiviteit": (15, 2, 17),
    "Beleid op het vlak van de dienstverlening": (5, 12, 17),
    "Cyclische evaluatie van de kwaliteit": (6, 11, 17),
    "Betrouwbare evaluatie van de kwaliteit": (16, 1, 17),
    "Borgen en bijsturen": (4, 13, 17),
}
RESULTS = """
centre school_year scale level
X      2021-2022   a     below
X      2024-2025   a     meets
Y      2022-2023   a     exceeds
Z      2022-2023   a     approaches
Y      2022-2023   b     approaches
"""
SURVEY = """
centre times A1 C4 K1
X      3     8  1  1
X      1     2  8  0
Y      2     8  n  0
Z      4     1  8  0
"""
LINKS = InspectionLinks(
    (
        InspectionLink(scale="a", item="A1", note=Label("over a")),
        InspectionLink(scale="a", item="C4"),
        InspectionLink(scale="c", item="A2"),
    )
)


def results(table: str = RESULTS) -> pd.DataFrame:
    head, *rows = [line.split() for line in table.splitlines() if line.strip()]
    return pd.DataFrame(rows, columns=head).astype("category")


def example() -> pd.DataFrame:
    with (ROOT / "data/example/inspections.csv").open(encoding="utf-8", newline="") as source:
        return pd.DataFrame(list(csv.DictReader(source))).astype("category")


def test_the_example_gives_the_table_of_the_sources():
    table = inspection_scales(example(), SCALES)
    check(table, INSPECTION_SCALES)
    found = {
        TERMS.label("scale", str(r.scale)).nl: (r.n_approaches, r.n_meets, r.n)
        for r in table.itertuples()
    }
    assert found == OF_THE_SOURCES
    assert list(found) == list(OF_THE_SOURCES)
    assert table["n_below"].sum() == table["n_exceeds"].sum() == 0


def test_the_levels_of_a_scale_add_up_to_its_centres():
    table = inspection_scales(example(), SCALES)
    levels = table[["n_below", "n_approaches", "n_meets", "n_exceeds"]]
    assert (levels.sum(axis=1) == table["n"]).all()


def test_of_every_centre_its_newest_result_counts():
    table = inspection_scales(results(), ["b", "a"])
    assert table["scale"].tolist() == ["b", "a"]
    columns = ["n", "n_below", "n_approaches", "n_meets", "n_exceeds", "share_meets"]
    assert table[columns].to_numpy().tolist() == [[1, 0, 1, 0, 0, 0], [3, 0, 1, 1, 1, 2 / 3]]


def test_the_interval_is_wilsons_as_in_statsmodels():
    from statsmodels.stats.proportion import proportion_confint

    row = inspection_scales(example(), SCALES).iloc[0]
    expected = proportion_confint(7, 17, method="wilson")
    assert (row["lower"], row["upper"]) == pytest.approx(expected, abs=1e-12)


def test_over_time_every_result_stands_in_its_own_year():
    table = over_time(results(), ["a", "b"])
    check(table, INSPECTION_SCALES, ["school_year"])
    columns = ["school_year", "scale", "n", "n_below", "n_approaches", "n_meets", "n_exceeds"]
    assert table[columns].astype(object).to_numpy().tolist() == [
        ["2021-2022", "a", 1, 1, 0, 0, 0],
        ["2022-2023", "a", 2, 0, 1, 0, 1],
        ["2022-2023", "b", 1, 0, 1, 0, 0],
        ["2024-2025", "a", 1, 0, 0, 1, 0],
    ]


def test_the_years_of_the_example_add_up_to_the_whole():
    """No centre of the example was inspected twice on a scale."""
    numbers = ["n", "n_below", "n_approaches", "n_meets", "n_exceeds"]
    summed = over_time(example(), SCALES).groupby("scale", observed=True)[numbers].sum()
    whole = inspection_scales(example(), SCALES).set_index("scale")[numbers]
    assert summed.to_numpy().tolist() == whole.to_numpy().tolist()


def test_the_survey_stands_beside_a_linked_scale_and_an_unlinked_one_says_nothing():
    table = beside(results(), answers(SURVEY), LINKS, ["a", "b", "c"])
    check(table, BESIDE)
    columns = ["scale", "item", "n", "n_meets", "n_scored", "n_high"]
    found = table[columns].astype(object).where(table[columns].notna(), None)
    assert found.to_numpy().tolist() == [
        ["a", "A1", 3, 2, 3 + 1 + 2 + 4, 3 + 2],
        ["a", "C4", 3, 2, 3 + 1 + 4, 3],  # negative: a low score is the favourable one
        ["b", None, 1, 0, None, None],
    ]
    assert table["share"][0] == 5 / 10
    assert table.loc[2, ["share", "lower", "upper"]].isna().all()


def test_an_item_that_nobody_answered_has_no_share():
    linked = InspectionLinks((InspectionLink(scale="a", item="A2"),))
    row = beside(results(), answers("centre A1\nX 8"), linked, ["a"]).iloc[0]
    assert (row["n_scored"], row["n_high"]) == (0, 0)
    assert pd.isna(row["share"])


def test_a_centre_stands_beside_the_rest_with_its_newest_level():
    table = beside_centre(results(), answers(SURVEY), LINKS, "X", ["a", "b", "c"])
    check(table, BESIDE_CENTRE)
    columns = ["scale", "school_year", "level", "item"]
    columns += ["n_scored", "n_high", "n_rest", "n_high_rest"]
    found = table[columns].astype(object).where(table[columns].notna(), None)
    assert found.to_numpy().tolist() == [
        ["a", "2024-2025", "meets", "A1", 4, 3, 2 + 4, 2],
        ["a", "2024-2025", "meets", "C4", 4, 3, 4, 0],
        ["b", None, None, None, None, None, None, None],
        ["c", None, None, "A2", 0, 0, 0, 0],
    ]
    assert (table["share"][0], table["rest"][0]) == (3 / 4, 2 / 6)


def test_scores_of_one_person_are_one_person_beside_the_inspection():
    rows = "respondent centre A1\n1 X 8\n1 X 8\n1 X 2\n2 X 8\n3 Y 8"
    linked = InspectionLinks((InspectionLink(scale="a", item="A1"),))
    own = beside_centre(results(), answers(rows), linked, "X", ["a"]).iloc[0]
    every = beside(results(), answers(rows), linked, ["a"]).iloc[0]
    assert (own["n_scored"], own["n_persons"]) == (4, 2)
    assert (every["n_scored"], every["n_persons"]) == (5, 3)


def test_a_centre_without_answers_has_only_the_rest():
    row = beside_centre(results(), answers(SURVEY), LINKS, "W", ["a"]).iloc[0]
    assert (row["n_scored"], row["n_rest"]) == (0, 10)
    assert pd.isna(row["share"])
    assert row["rest"] == 5 / 10


def test_nothing_inspected_gives_the_declared_tables_without_rows():
    nothing = results().iloc[:0]
    check(inspection_scales(nothing, SCALES), INSPECTION_SCALES)
    check(over_time(nothing, SCALES), INSPECTION_SCALES, ["school_year"])
    check(beside(nothing, answers(SURVEY), LINKS, SCALES), BESIDE)
    check(beside_centre(nothing, answers(SURVEY), LINKS, "X", ["a"]), BESIDE_CENTRE)
    assert inspection_sentences(nothing, inspection_scales(nothing), {}, {}) == []


def test_no_answers_leave_the_inspection_standing():
    table = beside(results(), answers(SURVEY).where(centre="nowhere"), LINKS, ["a", "b"])
    check(table, BESIDE)
    assert table["n_scored"].tolist() == [0, 0, pd.NA]


def test_the_sentences_name_the_scales_that_most_often_approach():
    table = inspection_scales(example(), SCALES)
    said = inspection_sentences(example(), table, TERMS.named("scale"), TERMS.named("level"))
    assert said == [
        "17 centra zijn doorgelicht (2021-22 tot 2024-25).",
        "Het vaakst “benadert de verwachting”: Betrouwbare evaluatie van de kwaliteit (16 van 17), Proactiviteit (15 van 17), Signaalfunctie (14 van 17).",
        "In elk centrum volgens de verwachting of beter: Belang van de leerling.",
    ]


def test_the_input_stays_as_it_was():
    given, before = results(), results()
    inspection_scales(given, SCALES)
    over_time(given, SCALES)
    beside_centre(given, answers(SURVEY), LINKS, "X", SCALES)
    pd.testing.assert_frame_equal(given, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's questionnaire, to spoil."""
    return Path(shutil.copytree(reading.HOME, tmp_path / "questionnaire"))


def faults(folder: Path, *rows: str) -> str:
    lines = ["scale;item;note_nl;note_en;status", *rows]
    (folder / inspection_links.LISTED.file).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ExportError) as error:
        inspection_links.load(folder)
    speak("en")
    return str(error.value)


def test_the_projects_links_are_to_known_items_with_a_note():
    known = inspection_links.load()
    assert known.items("belang_van_de_leerling") == ("B4",)
    assert all(link.note.nl and link.note.en for link in known.links)
    assert {link.status for link in known.links} == {"assumed"}


def test_without_the_file_nothing_is_linked(folder: Path):
    (folder / inspection_links.LISTED.file).unlink()
    assert inspection_links.load(folder) == InspectionLinks()


def test_every_fault_is_named_at_once(folder: Path):
    told = faults(
        folder,
        "beeldvorming;A1;;;assumed",
        "beeldvorming;A1;;;assumed",
        "sterkte;A1;;;assumed",
        "proactiviteit;X9;;;assumed",
    )
    assert "'beeldvorming A1' stands there twice" in told
    assert "'sterkte' is not in terms.csv" in told
    assert "'X9' is not in the questionnaire" in told


@pytest.mark.parametrize("item", ["V1", "E8", "K1"])
def test_an_item_without_a_favourable_side_is_refused(folder: Path, item: str):
    assert f"of the item '{item}' no side" in faults(folder, f"beeldvorming;{item};;;assumed")


def test_a_cell_left_empty_is_named_with_its_row(folder: Path):
    assert "row 2: the field 'item' is empty" in faults(folder, "beeldvorming;;;;assumed")
