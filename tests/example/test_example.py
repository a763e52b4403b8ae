"""The committed example data, read with openpyxl only, against the figures of the annual report."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest
from openpyxl import load_workbook

from data.example.generator.__main__ import generate
from data.example.generator.items import ITEMS

EXAMPLE = Path(__file__).parents[2] / "data" / "example"
TRAINING = "2024-2025_opleiding_vorming_short.xlsx"
PLG = "2024-2025_plg_long.xlsx"
PLG_SHORT = "2024-2025_plg_short.xlsx"
STARTERS = "2024-2025_starterstraject_short.xlsx"
NOT_APPLICABLE = "N.v.t. of geen zicht op"
CENTRE, INITIATIVE = "In welk CLB werk je?", "Welke opleiding of PLG volgde je?"
WORDINGS = {item.id: item.wording for item in ITEMS}
SCALE = {"1 - helemaal niet akkoord": 1, "8 - helemaal akkoord": 8} | {
    str(point): point for point in range(2, 8)
}
MODULES = {
    "opleiding_vorming_short": "ACE",
    "starterstraject_short": "AE",
    "infosessie_short": "AE",
    "plg_short": "ACE",
    "plg_long": "BDE",
    "verandertraject_long": "V",
    "verandertraject_zero": "V",
}
ZERO = "2024-2025_verandertraject_zero.xlsx"  # the only zero measurement
FILES = [
    f"{year}_{name}.xlsx"
    for year in ("2023-2024", "2024-2025")
    for name in MODULES
    if name != "verandertraject_zero"
] + [ZERO]


@cache
def rows(file):
    header, *body = load_workbook(EXAMPLE / file)["Sheet1"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


@cache
def listed(file):
    with (EXAMPLE / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def counts(file, item):
    cells = [row[WORDINGS[item]] for row in rows(file) if row[WORDINGS[item]] is not None]
    scores = [SCALE[cell] for cell in cells if cell != NOT_APPLICABLE]
    low, high = sum(s <= 5 for s in scores), sum(s >= 6 for s in scores)
    return low, high, cells.count(NOT_APPLICABLE)


def scores(item, centre=None, files=(TRAINING, PLG_SHORT)):
    cells = [r[WORDINGS[item]] for f in files for r in rows(f) if centre in (None, r[CENTRE])]
    return [SCALE[cell] for cell in cells if cell in SCALE]


def n_invited(school_year, strategy, moment):
    return sum(
        int(row["invited"])
        for row in listed("invitations.csv")
        if (row["school_year"], row["strategy"], row["moment"]) == (school_year, strategy, moment)
    )


@pytest.mark.parametrize(
    ("item", "low", "high", "not_applicable"),
    [("A1", 31, 260, 0), ("A2", 44, 247, 0), ("A3", 22, 266, 3), ("A4", 30, 257, 4)],
)
def test_training_comes_out_at_the_annual_report(item, low, high, not_applicable):
    assert counts(TRAINING, item) == (low, high, not_applicable)
    assert low + high + not_applicable == 291


@pytest.mark.parametrize(
    ("item", "low", "high", "not_applicable"),
    [("B1", 16, 72, 1), ("B2", 34, 49, 6), ("B3", 28, 49, 12), ("B4", 29, 41, 19)],
)
def test_plg_comes_out_at_the_annual_report(item, low, high, not_applicable):
    assert counts(PLG, item) == (low, high, not_applicable)
    assert low + high + not_applicable == 89


def test_training_has_14_initiatives_472_invited_and_291_answers():
    assert len(rows(TRAINING)) == 291
    assert len({row[INITIATIVE] for row in rows(TRAINING)}) == 14
    assert n_invited("2024-2025", "opleiding_vorming", "short") == 472


def test_plg_has_12_initiatives_288_invited_and_121_answers():
    assert len(rows(PLG)) == 121
    assert len({row[INITIATIVE] for row in rows(PLG)}) == 12
    assert n_invited("2024-2025", "plg", "long") == 288


def test_32_plg_respondents_left_the_whole_b_block_blank_and_answered_the_rest():
    block = [WORDINGS[f"B{n}"] for n in range(1, 5)]
    rest = [WORDINGS[item] for item in WORDINGS if item[0] in "DE"]
    filled = Counter(sum(row[wording] is not None for wording in block) for row in rows(PLG))
    assert filled == {4: 89, 0: 32}
    assert all(sum(row[w] is not None for w in rest) > len(rest) / 2 for row in rows(PLG))


def test_a_few_people_stop_after_module_a_of_the_training_questionnaire():
    later = [WORDINGS[item] for item in WORDINGS if item[0] in "CE"]
    assert sum(all(row[wording] is None for wording in later) for row in rows(TRAINING)) == 7


def test_every_file_is_listed_and_every_listed_file_exists():
    names = [row["file"] for row in listed("surveys.csv")]
    assert names == FILES == [f for f in FILES if (EXAMPLE / f).exists()]
    for row in listed("surveys.csv"):
        assert row["file"] == f"{row['school_year']}_{row['strategy']}_{row['moment']}.xlsx"


@pytest.mark.parametrize("file", FILES)
def test_a_survey_asks_the_items_of_its_modules_in_order(file):
    modules = MODULES[file[10:].removesuffix(".xlsx")]
    asked = [header for header in rows(file)[0] if header in WORDINGS.values()]
    assert asked == [item.wording for item in ITEMS if item.id[0] in modules]


@pytest.mark.parametrize("file", FILES)
def test_cells_are_as_forms_writes_them(file):
    for row in rows(file):
        for item, wording in WORDINGS.items():
            cell = row.get(wording)
            if item[0] == "V":
                assert cell is None or cell in range(1, 11)
            elif item[0] == "E":
                assert cell is None or cell in SCALE
            else:
                assert cell in (None, NOT_APPLICABLE) or cell in SCALE


@pytest.mark.parametrize("file", FILES)
def test_nobody_answers_twice_for_one_initiative(file):
    pairs = Counter((row["E-mail"], row[INITIATIVE]) for row in rows(file))
    assert max(pairs.values()) == 1
    bodies = Counter(tuple(row.values())[1:] for row in rows(file))
    assert max(bodies.values()) == 1


@pytest.mark.parametrize("file", FILES)
def test_people_and_centres_are_invented_ones(file):
    for row in rows(file):
        number = re.fullmatch(r"Deelnemer (\d{4})", row["Naam"])
        assert number
        assert row["E-mail"] == f"respondent{number[1]}@voorbeeld.be"
        assert re.fullmatch(r"Centrum (0[1-9]|1\d)", row[CENTRE])
        assert row["Tot welk net behoort je CLB?"] == "GO!"
        assert not any("test" in str(cell).lower() for cell in row.values())


def test_the_zero_measurement_lies_below_what_the_same_people_say_afterwards():
    later = {row["E-mail"]: row[WORDINGS["V1"]] for row in rows(ZERO.replace("zero", "long"))}
    before = {row["E-mail"]: row[WORDINGS["V1"]] for row in rows(ZERO)}
    both = [p for p in before if p in later and before[p] is not None and later[p] is not None]
    assert len(both) >= 20
    assert sum(later[p] - before[p] for p in both) / len(both) > 0.5


def test_workbooks_name_no_author():
    for file in FILES:
        properties = load_workbook(EXAMPLE / file).properties
        assert not properties.creator
        assert not properties.lastModifiedBy


@pytest.mark.parametrize("file", FILES)
def test_answers_fall_within_their_school_year(file):
    year = int(file[:4])
    for row in rows(file):
        began, ended = row["Begintijd"], row["Tijd van voltooien"]
        assert began < ended
        assert (year, 9) <= (began.year, began.month) <= (ended.year, ended.month) <= (year + 1, 6)
        if "_long" in file:
            assert began.month in (5, 6)
    assert [row["ID"] for row in rows(file)] == list(range(1, len(rows(file)) + 1))


@pytest.mark.parametrize("survey", FILES)
def test_no_cell_has_more_answers_than_invitations(survey):
    school_year, _, rest = survey.removesuffix(".xlsx").partition("_")
    invited = {
        (row["initiative"], row["centre"]): int(row["invited"])
        for row in listed("invitations.csv")
        if (row["school_year"], f"{row['strategy']}_{row['moment']}") == (school_year, rest)
    }
    answered = Counter((row[INITIATIVE], row[CENTRE]) for row in rows(survey))
    assert all(n <= invited[cell] for cell, n in answered.items())


def test_there_are_19_centres_two_small_ones_and_one_silent_in_plg():
    answered = Counter(row[CENTRE] for row in rows(TRAINING))
    assert len(answered) == 19
    assert {centre for centre, n in answered.items() if n <= 4} == {"Centrum 18", "Centrum 19"}
    assert sorted(answered.values())[:2] == [3, 4]
    silent = {row["centre"] for row in listed("invitations.csv") if row["strategy"] == "plg"} - {
        row[CENTRE] for file in (PLG, PLG_SHORT) for row in rows(file)
    }
    assert silent == {"Centrum 16"}


def test_encouragement_helps_most_and_time_hinders_most():
    turned = {f"C{n}": scores(f"C{n}") for n in range(1, 10)}
    turned["C4"] = [9 - score for score in turned["C4"]]
    enabling = {item: sum(s >= 6 for s in given) / len(given) for item, given in turned.items()}
    mean = {item: fmean(given) for item, given in turned.items()}
    assert max(enabling, key=enabling.get) == max(mean, key=mean.get) == "C1"
    assert min(enabling, key=enabling.get) == min(mean, key=mean.get) == "C3"
    assert sorted(mean, key=mean.get)[1] == "C4"


def test_the_planted_centres_stand_out():
    for centre in ("Centrum 05", "Centrum 11", "Centrum 14"):
        assert fmean(scores("C1", centre)) < fmean(scores("C1")) - 1
    for centre in ("Centrum 02", "Centrum 09", "Centrum 13"):
        assert fmean(scores("C3", centre)) > fmean(scores("C3")) + 1.5


def test_starters_feel_more_controlled_than_others():
    for item in ("E7", "E8"):
        assert fmean(scores(item, files=[STARTERS])) > fmean(scores(item)) + 1


def test_capacities_are_highest_between_people_and_lowest_in_the_organisation():
    mean = {n: fmean(scores(f"D{n}", files=[PLG])) for n in range(1, 9)}
    personal, interpersonal = fmean([mean[1], mean[2]]), fmean([mean[3], mean[4], mean[5]])
    assert fmean([mean[6], mean[7], mean[8]]) < personal < interpersonal


def test_committed_files_equal_a_fresh_generation(tmp_path):
    paths = generate(tmp_path)
    assert sorted(p.name for p in paths) == sorted(p.name for p in EXAMPLE.iterdir() if p.is_file())
    assert [p.name for p in paths if p.read_bytes() != (EXAMPLE / p.name).read_bytes()] == []


def test_workbooks_together_stay_under_one_and_a_half_megabytes():
    assert sum(path.stat().st_size for path in EXAMPLE.glob("*.xlsx")) < 1_500_000
