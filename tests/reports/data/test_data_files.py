"""Answers per person as files for analysts, read back by libraries that did not write them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest
from lxml import etree
from openpyxl import load_workbook
from survey_tables import SMALL, answers

from measurement.counting.answers import Answers, no_answers
from measurement.errors import SurveyError
from measurement.measures.scales.scales import scale_scores, scales_of
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.reports.answers import renumbered
from measurement.reports.data import variables
from measurement.reports.data.spss import cut
from measurement.reports.data.write import Kind, data_file, kind_of
from measurement.reports.wording import Names, names
from measurement.store import open_store

# Every kind of cell: a score, not applicable, skipped, not shown; and what is unknown of a person.
TABLE = """
respondent  centre  ambt      role             completed  A1  A2  V1  K1
1           X       arts      anker|starter    yes        8   n   10  1
2           Y       ?         ?                no         5   -   .   0
3           Z       directeur starter          yes        1   .   2   .
"""
DDI = "{ddi:codebook:2_5}"


@pytest.fixture(scope="module")
def words_of() -> Names:
    return names()


@pytest.fixture(scope="module")
def example(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


def file(made: Answers, kind: Kind, words_of: Names, **how: Any) -> bytes:
    """The same chance for every file: the same numbers and order of persons."""
    return data_file(made, kind, words_of, rng=Random(1), **how)


def sav(written: bytes, folder: Path) -> tuple[pd.DataFrame, Any]:
    place = folder / "back.sav"
    place.write_bytes(written)
    return pyreadstat.read_sav(place, user_missing=True)


# ── SPSS ──────────────────────────────────────────────────────────────────────────────────────


def test_spss_keeps_three_kinds_of_no_answer_apart(words_of: Names, tmp_path: Path) -> None:
    frame, about = sav(file(answers(TABLE), "sav", words_of), tmp_path)
    frame = frame.sort_values("centre")  # X, Y, Z are 1, 2, 3
    assert frame["A1"].tolist() == [8, 5, 1]
    assert frame["A2"].tolist() == [97, 98, 99]
    assert frame["V1"].tolist() == [10, 99, 2]
    ranges = about.missing_ranges["A2"]
    assert [(r["lo"], r["hi"]) for r in ranges] == [(97, 97), (98, 98), (99, 99)]
    labels = about.variable_value_labels["A2"]
    assert {code: labels[code] for code in (97, 98, 99)} == {
        97: "n.v.t.",
        98: "overgeslagen",
        99: "niet getoond",
    }


def test_what_is_not_known_of_a_person_is_system_missing(words_of: Names, tmp_path: Path) -> None:
    frame, about = sav(file(answers(TABLE), "sav", words_of), tmp_path)
    frame = frame.sort_values("centre")
    assert frame["ambt"].isna().tolist() == [False, True, False]
    assert frame["role_starter"].tolist()[::2] == [1, 1]
    assert frame["role_anker"].tolist()[::2] == [1, 0]
    assert frame["role_anker"].isna().tolist() == [False, True, False]
    assert frame["completed"].tolist() == [1, 0, 1]
    assert about.variable_value_labels["centre"] == {1: "X", 2: "Y", 3: "Z"}


def test_every_answer_of_the_example_is_in_the_file_for_spss(
    example: Answers, words_of: Names, tmp_path: Path
) -> None:
    made = renumbered(example, Random(1))
    frame, about = sav(file(example, "sav", words_of), tmp_path)
    assert len(frame) == example.n
    for i, item in enumerate(example.items):
        codes = made.codes[:, i]
        points = [0, 0, 0, *example.questionnaire.scale_of(item).points]
        expected = np.array(points, float)[codes]
        for state, code in ((NOT_APPLICABLE, 97), (SKIPPED, 98), (NOT_SHOWN, 99)):
            expected[codes == state] = code
        assert frame[item].tolist() == expected.tolist()
        wording = str(example.questionnaire.item_by_id[item].wording)
        assert about.column_names_to_labels[item] == cut(wording, 255)
    names_of = about.variable_value_labels["centre"]
    assert frame["centre"].map(names_of).tolist() == made.respondents["centre"].tolist()
    scales = scales_of(example.questionnaire)
    expected_means = scale_scores(made, scales)
    for scale, column in zip(scales, expected_means.T, strict=True):
        np.testing.assert_array_equal(frame[f"mean_{scale.id}"], column)


def test_the_long_file_for_spss_holds_the_same(
    example: Answers, words_of: Names, tmp_path: Path
) -> None:
    made = renumbered(example, Random(1))
    frame, about = sav(file(example, "sav", words_of, form="long"), tmp_path)
    assert len(frame) == example.n * len(example.items)
    answered = made.codes.ravel() >= FIRST_POINT
    assert (frame["score"] < 97).tolist() == answered.tolist()
    long = made.long()
    assert frame.loc[answered, "score"].sum() == long["score"].sum()
    item = frame["item"].map(
        {k: v.split(" ·")[0] for k, v in about.variable_value_labels["item"].items()}
    )
    assert item.tolist() == long["item"].tolist()


def test_pspp_reads_what_was_written(example: Answers, words_of: Names, tmp_path: Path) -> None:
    (tmp_path / "answers.sav").write_bytes(file(example, "sav", words_of))
    (tmp_path / "ask.sps").write_text("get file='answers.sav'.\ndescriptives A3.\n")
    told = subprocess.run(
        ["pspp", "-o", "-", "-O", "format=csv", "ask.sps"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    column = example.codes[:, example.items.index("A3")]
    given = column[column >= FIRST_POINT].astype(int) - FIRST_POINT + 1  # points 1 to 8
    row = next(line for line in told.splitlines() if line.startswith("Deze begeleiding is bruik"))
    n, mean = row.split(",")[1:3]
    assert int(n) == len(given)
    assert float(mean) == pytest.approx(given.mean(), abs=0.005)


def test_texts_that_are_too_long_end_in_an_ellipsis(words_of: Names, tmp_path: Path) -> None:
    long = "é" * 200
    changed = SMALL.model_dump()
    changed["items"][0]["wording"] = {"nl": long}
    made = answers(f"centre  A1\n{long}  8", made=Questionnaire.model_validate(changed))
    frame, about = sav(file(made, "sav", words_of), tmp_path)
    label = about.column_names_to_labels["A1"]
    assert label == "é" * 126 + "…"
    assert len(label.encode()) == 126 * 2 + 3
    centre = about.variable_value_labels["centre"][4.0]  # after X, Y and Z
    assert centre == "é" * 58 + "…"
    assert frame["A1"].tolist() == [8]


def test_where_a_scale_reaches_97_the_codes_are_longer() -> None:
    changed = SMALL.model_dump()
    changed["scales"][1]["points"] = list(range(0, 101))
    wide = Questionnaire.model_validate(changed)
    assert [v.code for v in variables.no_answers(wide, ["A1"])] == [97, 98, 99]
    assert [v.code for v in variables.no_answers(wide, ["A1", "V1"])] == [997, 998, 999]


@pytest.mark.parametrize("name", ["ALL", "by", "a b", "1x", "x.", "é", "x" * 90, "A1", ">10", ""])
def test_spss_takes_every_name(name: str, tmp_path: Path) -> None:
    taken = {"A1"}
    found = variables.spss_name(name, taken)
    pyreadstat.write_sav(pd.DataFrame({"A1": [1.0], found: [2.0]}), tmp_path / "x.sav")
    frame, _ = pyreadstat.read_sav(tmp_path / "x.sav")
    assert frame[found].tolist() == [2.0]


# ── Csv and Parquet ───────────────────────────────────────────────────────────────────────────


def test_wide_csv_says_beside_a_score_why_there_is_none(words_of: Names) -> None:
    read = pd.read_csv(io.BytesIO(file(answers(TABLE), "csv", words_of))).sort_values("centre")
    assert read["A1"].tolist() == [8, 5, 1]
    assert read["A2"].isna().all()
    assert read["A2_no_answer"].tolist() == ["not_applicable", "skipped", "not_shown"]
    assert read["A1_no_answer"].isna().all()
    assert read["centre"].tolist() == ["X", "Y", "Z"]
    assert read["role_anker"].tolist()[::2] == ["yes", "no"]


def test_belgian_csv_opens_in_belgian_excel(example: Answers, words_of: Names) -> None:
    written = file(example, "csv", words_of, belgian=True)
    assert written.startswith(b"\xef\xbb\xbf")
    belgian = pd.read_csv(io.BytesIO(written), sep=";", decimal=",", encoding="utf-8-sig")
    international = pd.read_csv(io.BytesIO(file(example, "csv", words_of)))
    assert belgian.columns.tolist() == international.columns.tolist()
    means = [c for c in belgian.columns if c.startswith("mean_")]
    assert means
    np.testing.assert_allclose(belgian[means], international[means], atol=0.00005)
    rest = [c for c in belgian.columns if c not in means]
    pd.testing.assert_frame_equal(belgian[rest], international[rest])


def test_parquet_holds_the_same_and_says_what_its_columns_are(
    example: Answers, words_of: Names
) -> None:
    for form in ("wide", "long"):
        table = pq.read_table(io.BytesIO(file(example, "parquet", words_of, form=form)))
        written = table.to_pandas().to_csv(index=False, lineterminator="\n")
        assert written.encode() == file(example, "csv", words_of, form=form)
    about = pq.read_schema(io.BytesIO(file(example, "parquet", words_of))).field("A1").metadata
    assert about[b"label"].decode() == str(example.questionnaire.item_by_id["A1"].wording)


@pytest.mark.parametrize("kind", ["csv", "parquet", "sav", "xml", "xlsx"])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_without_answers_there_is_a_file_with_the_same_columns(
    words_of: Names, kind: Kind, form: variables.Form
) -> None:
    assert file(no_answers(load()), kind, words_of, form=form)


# ── The dictionary and the codebook ───────────────────────────────────────────────────────────


def test_the_dictionary_names_every_variable_and_value(words_of: Names, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(file(answers(TABLE), "xlsx", words_of)))
    described = pd.DataFrame(list(book["variables"].values)[1:])
    frame, about = sav(file(answers(TABLE), "sav", words_of), tmp_path)
    assert described[1].tolist() == frame.columns.tolist()
    values = pd.DataFrame(list(book["values"].values)[1:])
    for name, labels in about.variable_value_labels.items():
        own = values[values[0] == name]
        assert dict(zip(own[1], own[3], strict=True)) == labels


def test_the_codebook_counts_every_value(example: Answers, words_of: Names) -> None:
    root = etree.fromstring(file(example, "xml", words_of))
    assert root.tag == f"{DDI}codeBook"
    assert root.find(f".//{DDI}caseQnty").text == str(example.n)
    variable = root.find(f".//{DDI}var[@name='B4']")
    assert variable.find(f"{DDI}qstn/{DDI}qstnLit").text == str(
        example.questionnaire.item_by_id["B4"].wording
    )
    counts = {
        c.find(f"{DDI}catValu").text: (c.get("missing"), int(c.find(f"{DDI}catStat").text))
        for c in variable.iter(f"{DDI}catgry")
    }
    column = example.codes[:, example.items.index("B4")]
    assert counts["97"] == ("Y", int((column == NOT_APPLICABLE).sum()))
    assert counts["98"] == ("Y", int((column == SKIPPED).sum()))
    assert counts["99"] == ("Y", int((column == NOT_SHOWN).sum()))
    valid = {s.get("type"): int(s.text) for s in variable.iter(f"{DDI}sumStat")}
    assert valid == {
        "vald": int((column >= FIRST_POINT).sum()),
        "invd": int((column < FIRST_POINT).sum()),
    }


def test_no_number_of_the_store_is_in_a_file(example: Answers, words_of: Names) -> None:
    known = set(example.respondents["respondent"].astype(str))
    for form in ("wide", "long"):
        read = pd.read_csv(io.BytesIO(file(example, "csv", words_of, form=form)), dtype=str)
        assert known.isdisjoint(read["respondent"])


def test_another_end_of_a_name_is_refused() -> None:
    assert kind_of("a.b.SAV") == "sav"
    with pytest.raises(SurveyError, match=r"a\.doc eindigt niet op"):
        kind_of("a.doc")
