"""The command line, as an analyst and a script use it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from measurement import logs
from measurement.cli.main import main
from measurement.questionnaire.files import reading
from measurement.store.schema import VERSION

EXPORTS = Path(__file__).parents[1] / "data" / "exports"
MS_FORMS = EXPORTS / "ms_forms_nl.xlsx"


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def test_check_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", MS_FORMS, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {
        "platform",
        "sheet",
        "header_rows",
        "respondents",
        "partial",
        "excluded",
        "items",
        "centres",
        "unmapped",
        "problems",
    } <= set(found)
    assert set(found["items"]["A1"]) == {
        "column",
        "n_low",
        "n_high",
        "n_not_applicable",
        "n_skipped",
        "n_not_shown",
        "distribution",
    }


def test_an_item_without_a_cut_has_no_low_and_high(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "v.csv"
    file.write_text(
        "V1,V2\n" + "\n".join(f"{1 + i % 10},{10 - i % 10}" for i in range(12)), encoding="utf-8"
    )
    assert run("check", file, "--json") == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert items["V1"]["n_low"] is None
    assert items["V1"]["n_high"] is None
    assert items["V1"]["distribution"]["10"] == 1


def test_a_bad_file_gives_sentences_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "leeg.xlsx"
    file.touch()
    assert run("check", file) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip().endswith(".")


def test_what_nobody_thought_of_gives_a_number_and_exit_3(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    last_net: Callable[[], None],
) -> None:
    last_net()
    log = tmp_path / "log.jsonl"
    monkeypatch.setenv(logs.SETTING, str(log))
    logs.set_up()
    monkeypatch.setattr(reading, "load", lambda _file: {}["jan@school.be"])
    assert run("check", MS_FORMS) == 3
    line = json.loads(log.read_text())
    assert line["number"] in capsys.readouterr().err
    assert "jan@" not in log.read_text()


def test_import_adds_answers_and_tables_show_them(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    assert (
        run(
            "import",
            MS_FORMS,
            "--strategy",
            "opleiding_vorming",
            "--initiative",
            "HGD",
            "--school-year",
            "2024-2025",
            "--invited",
            200,
            "--store",
            store,
        )
        == 0
    )
    assert (
        run("tables", "--store", store, "--by", "centre,school_year", "--out", tmp_path / "t") == 0
    )
    shares = pd.read_csv(tmp_path / "t" / "shares.csv")
    assert list(shares.columns[:3]) == ["centre", "school_year", "item"]
    assert shares.loc[shares["item"] == "A1", "n"].sum() == 32 + 71
    assert run("tables", "--store", store, "--out", tmp_path / "u") == 0
    response = pd.read_csv(tmp_path / "u" / "response.csv")
    assert response.loc[0, ["n_invited", "n_answered", "n_completed"]].tolist() == [200, 104, 95]


def test_the_same_file_is_not_added_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.sqlite"
    naming = (
        "--strategy",
        "plg",
        "--initiative",
        "X",
        "--school-year",
        "2024-2025",
        "--moment",
        "short",
        "--store",
        store,
    )
    assert run("import", MS_FORMS, *naming) == 0
    assert run("import", MS_FORMS, *naming) == 2
    assert capsys.readouterr().err


def test_a_row_that_was_left_out_can_be_taken_back(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    assert (
        run(
            "import",
            MS_FORMS,
            "--strategy",
            "plg",
            "--initiative",
            "X",
            "--school-year",
            "2024-2025",
            "--moment",
            "short",
            "--keep-rows",
            "37,75",
            "--store",
            store,
        )
        == 0
    )
    run("tables", "--store", store, "--out", tmp_path / "t")
    assert pd.read_csv(tmp_path / "t" / "response.csv").loc[0, "n_answered"] == 104 + 2


def test_the_year_is_proposed_from_the_dates(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    assert (
        run(
            "import",
            MS_FORMS,
            "--strategy",
            "opleiding_vorming",
            "--initiative",
            "X",
            "--store",
            store,
        )
        == 0
    )
    run("tables", "--store", store, "--by", "school_year", "--out", tmp_path / "t")
    assert pd.read_csv(tmp_path / "t" / "response.csv")["school_year"].tolist() == ["2024-2025"]


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", MS_FORMS, "--store", tmp_path / "s.sqlite") == 2
    assert "strategie" in capsys.readouterr().err


def test_tables_can_be_one_workbook_without_formulas(tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("centrum;A1;A2\n" + "=HYPERLINK(1);8;8\n" * 6, encoding="utf-8")
    store = tmp_path / "s.sqlite"
    assert (
        run(
            "import",
            source,
            "--strategy",
            "infosessie",
            "--initiative",
            "=1+1",
            "--school-year",
            "2024-2025",
            "--store",
            store,
        )
        == 0
    )
    assert (
        run("tables", "--store", store, "--by", "centre,initiative", "--out", tmp_path / "b.xlsx")
        == 0
    )
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert {"shares ruw", "response ruw", "factors ruw"} <= set(book.sheetnames)
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_an_unknown_column_is_named_with_the_known_ones(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tables", "--store", example_store, "--by", "regio", "--out", tmp_path / "t") == 2
    assert "regio" in capsys.readouterr().err
    assert not (tmp_path / "t").exists()


def test_where_keeps_one_group(example_store: Path, tmp_path: Path) -> None:
    assert (
        run(
            "tables",
            "--store",
            example_store,
            "--where",
            "strategy=plg",
            "--where",
            "moment=long",
            "--where",
            "school_year=2024-2025",
            "--out",
            tmp_path / "t",
        )
        == 0
    )
    assert pd.read_csv(tmp_path / "t" / "response.csv").loc[0, "n_answered"] == 121


def test_real_answers_are_not_mixed_with_the_example(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.sqlite"
    shutil.copy(example_store, store)
    shutil.copy(example_store.with_suffix(".key"), store.with_suffix(".key"))
    assert (
        run(
            "import",
            MS_FORMS,
            "--strategy",
            "plg",
            "--initiative",
            "X",
            "--school-year",
            "2024-2025",
            "--store",
            store,
        )
        == 2
    )
    assert capsys.readouterr().err


OTHER = """
id = "welzijn"
title = { nl = "Welzijn" }
[[scales]]
id = "vijf"
points = [1, 2, 3, 4, 5]
low = [1, 2]
high = [4, 5]
[[items]]
id = "Q1"
wording = { nl = "Ik voel me goed op het werk" }
scale = "vijf"
[[items]]
id = "Q2"
wording = { nl = "Ik krijg steun van mijn team" }
scale = "vijf"
"""


def test_another_questionnaire_works_through_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questionnaire, file = tmp_path / "q.toml", tmp_path / "x.csv"
    questionnaire.write_text(OTHER, encoding="utf-8")
    file.write_text(
        "Ik voel me goed op het werk;Ik krijg steun van mijn team\n1;5\n2;4\n5;4\n3;\n4;1\n",
        encoding="utf-8",
    )
    assert run("check", file, "--questionnaire", questionnaire, "--json") == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert (items["Q1"]["n_low"], items["Q1"]["n_high"]) == (2, 2)
    assert items["Q1"]["distribution"] == {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1}
    assert items["Q2"]["n_skipped"] == 1


def test_the_codebook_as_it_was_proposed_is_a_questionnaire_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = tmp_path / "codebook.csv"
    book.write_text(
        "item_id;label_nl;module;scale;direction\nX1;Ik ben blij met de uitleg;X;1-7;+\nX2;Ik mis uitleg;X;1-7;-\n",
        encoding="utf-8",
    )
    file = tmp_path / "x.csv"
    file.write_text("X1,X2\n7,1\n6,2\n", encoding="utf-8")
    assert run("check", file, "--questionnaire", book, "--json") == 0
    assert json.loads(capsys.readouterr().out)["items"]["X1"]["n_low"] is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("dit is geen toml", ["TOML"]),
        (
            'id = "x"\n[[items]]\nid = "Q1"\nwording = { nl = "a" }\nscale = "bestaat niet"\n',
            ["Q1", "bestaat niet"],
        ),
        (
            'id = "x"\n[[scales]]\nid = "s"\npoints = [1, 2, 3]\nlow = [1, 2]\nhigh = [2, 3]\n[[items]]\nid = "Q1"\nwording = { nl = "a" }\nscale = "s"\n',
            ["s"],
        ),
        (
            'id = "x"\n[[items]]\nid = "Q1"\nwording = { nl = "a" }\nscale = "1-5"\n[[items]]\nid = "Q1"\nwording = { nl = "b" }\nscale = "1-5"\n',
            ["Q1"],
        ),
    ],
)
def test_a_wrong_questionnaire_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: list[str]
) -> None:
    path = tmp_path / "fout.toml"
    path.write_text(content, encoding="utf-8")
    assert run("check", MS_FORMS, "--questionnaire", path) == 2
    told = capsys.readouterr().err
    assert "fout.toml" in told
    assert all(word in told for word in words)
    assert "Traceback" not in told


def test_prior_education_groups_a_table(tmp_path: Path) -> None:
    export = tmp_path / "survey.csv"
    export.write_text(
        "Nr;Wat is je vooropleiding?;A1;A2\n1;Bachelor;7;8\n2;Master;6;5\n3;Bachelor;8;8\n",
        encoding="utf-8",
    )
    store, survey = tmp_path / "s.sqlite", ("--strategy", "infosessie", "--initiative", "X")
    assert run("import", export, *survey, "--school-year", "2024-2025", "--store", store) == 0
    assert run("tables", "--store", store, "--by", "education", "--out", tmp_path / "t") == 0
    shares = pd.read_csv(tmp_path / "t" / "shares.csv").query("item == 'A1'")
    assert dict(zip(shares["education"], shares["n"], strict=True)) == {"Bachelor": 2, "Master": 1}


def test_answers_of_two_school_years_each_go_to_the_year_of_their_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "Tijdstempel;E-mailadres;A1;A2\n"
    days = ["1/03/2024", "2/09/2024", "3/03/2025", "31/08/2024"]  # 2 of 2023-24, 2 of 2024-25
    rows = [f"{day} 10:00:00;p{n}@clb.be;7;{n + 3}" for n, day in enumerate(days, 1)]
    file = tmp_path / "jaren.csv"
    file.write_text(head + "\n".join(rows), "utf-8")
    told = ["--strategy", "plg", "--initiative", "Rouw", "--moment", "short"]
    for given, expected in (
        ([], {"2023-2024": "2", "2024-2025": "2"}),
        (["--school-year", "2024-2025"], {"2024-2025": "4"}),
    ):
        store, out = tmp_path / f"s{len(given)}.sqlite", tmp_path / f"t{len(given)}"
        assert main(["import", str(file), "--store", str(store), *told, *given]) == 0
        said = capsys.readouterr().out
        assert ("2 × 2023-24, 2 × 2024-25" in said) is (not given)
        by = ["--by", "school_year", "--out", str(out)]
        assert main(["tables", "--store", str(store), *by]) == 0
        with (out / "response.csv").open(encoding="utf-8") as source:
            counts = {row["school_year"]: row["n_answered"] for row in csv.DictReader(source)}
        assert counts == expected


def test_the_version_names_the_tables_of_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--version")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"measurement 0.1.0 (store {VERSION})\n"
