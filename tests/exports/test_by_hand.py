"""What a person says of columns, cells and centres: used, told, and remembered for the next file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from exports_made import CENTRE, WORDING, found_in, sheet, told_items
from sqlalchemy import text as sql

from measurement.cli.main import main
from measurement.errors import ExportError
from measurement.exports.files.read import File
from measurement.exports.headers.choices import Choices, choice_of, meaning_of, names_of, offered
from measurement.exports.preview import first_rows
from measurement.exports.recognised import Recognised
from measurement.exports.remembered import names, read
from measurement.exports.tidy import recognise
from measurement.questionnaire.centres import Centres, with_spellings
from measurement.questionnaire.files.reading import load
from measurement.store import Store, open_store

KNOWN = load()
A1, A2, A3 = (WORDING[i] for i in ("A1", "A2", "A3"))
NAMING = ("--strategy", "opleiding_vorming", "--initiative", "X", "--school-year", "2024-2025")


def seen(rows: list[list[object]], said: Choices = Choices()) -> Recognised:
    """What is recognised in a sheet with these rows, with what is said of it."""
    file = File("export.xlsx", "0" * 64, "xlsx", (sheet(rows),))
    return recognise(file, KNOWN, said.columns, said.cells)


def scores(made: Recognised, item: str) -> list[str]:
    """The answers to an item as they were understood."""
    return [str(v) for v in first_rows(made, KNOWN, 99)[item]]


def csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("choice", offered(KNOWN))
def test_every_choice_that_is_offered_can_be_made_and_is_shown_as_made(choice: str) -> None:
    meaning = meaning_of(choice, KNOWN)
    written = f"{meaning.kind}:{meaning.key}" if meaning.key else meaning.kind
    shown = choice_of(written, KNOWN)
    assert shown == choice or meaning_of(shown or "", KNOWN) == meaning


def test_what_a_column_cannot_be_is_refused_with_the_nearest() -> None:
    with pytest.raises(ExportError, match=r"Bedoelde je .*centre"):
        meaning_of("centr", KNOWN)


def test_a_recognised_column_can_be_another_item_or_nothing() -> None:
    rows = [["Nr", A1, A2, A3], [1, 7, 8, 6], [2, 5, 4, 3]]
    made = seen(rows, Choices({A1: "B1", A2: ""}))
    assert made.items == ("A3", "B1")
    assert scores(made, "B1") == ["7", "5"]


def test_a_column_can_be_a_characteristic_a_moment_or_a_list_of_factors() -> None:
    factors = [o.wording.nl for o in KNOWN.options[:2]]
    rows = [
        ["Nr", "Huis", "Wanneer", "Wat hielp er?", A1, A2],
        [1, "GO! CLB Gent", "korte termijn", f"{factors[0]};{factors[1]};", 7, 8],
        [2, "GO! CLB Nova", "lange termijn", f"{factors[0]};", 6, 8],
    ]
    made = seen(rows, Choices({"Huis": "centre", "Wanneer": "moment", "Wat hielp er?": "factors"}))
    people = made.respondents
    assert people["centre"].tolist() == ["GO! CLB Gent", "GO! CLB Nova"]
    assert people["moment"].tolist() == ["short", "long"]
    first, second = (o.id for o in KNOWN.options[:2])
    assert scores(made, first) == ["1", "1"]
    assert scores(made, second) == ["1", "0"]


def test_nine_is_point_eight_where_that_is_said_in_one_column_or_in_all() -> None:
    rows = [["Nr", A1, A2], [1, 9, 9], [2, 7, 7], [3, 7, 7], [4, 6, 5]]
    one = seen(rows, Choices({}, {A1: {"9": "8"}}))
    assert scores(one, "A1") == ["8", "7", "7", "6"]
    assert "8" not in scores(one, "A2")
    both = seen(rows, Choices({}, {"*": {"9": "8"}}))
    assert scores(both, "A2") == ["8", "7", "7", "5"]


@pytest.mark.parametrize(("meaning", "read_as"), [("nvt", "nvt"), ("", ""), ("3", "3")])
def test_a_cell_can_mean_a_point_nvt_or_no_answer(meaning: str, read_as: str) -> None:
    rows = [["Nr", A1, A2], [1, "geen idee", 8], [2, 7, 8], [3, 6, 8], [4, 7, 8]]
    made = seen(rows, Choices({}, {A1: {"geen idee": meaning}}))
    assert scores(made, "A1")[0] == read_as


def test_two_equal_headers_are_told_apart_by_a_number() -> None:
    assert names_of(["Score", "Score", "Score (2)", ""]) == [
        "Score",
        "Score (3)",
        "Score (2)",
        "(4)",
    ]
    rows = [["Nr", "Score", "Score", A3], [1, 7, 2, 8], [2, 6, 1, 8]]
    made = seen(rows, Choices({"Score": "A1", "Score (2)": "A2"}))
    assert (scores(made, "A1"), scores(made, "A2")) == (["7", "6"], ["2", "1"])
    assert [c.name for c in made.columns] == ["Nr", "Score", "Score (2)", A3]
    alone = seen(rows, Choices({"Score": "A1"}))
    assert alone.items == ("A1", "A3")
    assert alone.unmapped == ("Score (2)",)


def test_a_column_shows_its_cells_as_they_were_read_but_not_names() -> None:
    rows = [
        ["E-mail", "Nr", A1, A2],
        ["a@x.be", 1, "zeven", 8],
        ["b@x.be", 2, 7, 8],
        ["c@x.be", 3, 7, 8],
    ]
    cells = {c.name: c.cells for c in seen(rows).columns}
    assert cells[A1] == (("7", 2, "7"), ("zeven", 1, "?"))
    assert cells["E-mail"] == ()


def test_the_preview_shows_the_first_rows_as_understood_and_nobody() -> None:
    rows = [["E-mail", CENTRE, A1, A2], ["a@x.be", "CLB GO! Gent", 7, "nvt"], ["b@x.be", "", "", 8]]
    preview = first_rows(seen(rows), KNOWN)
    assert preview.columns.tolist() == ["row", "excluded", "centre", "net", "A1", "A2"]
    assert preview.iloc[0].tolist() == [2, "", "GO! CLB Gent", "go", "7", "nvt"]
    assert preview.iloc[1].tolist() == [3, "", "", "", "", "8"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite")) as opened:
        yield opened


HEADERS = ["Nr", "Tevreden?", "Bijgeleerd?", A3, "Huis"]
SAID = Choices({"Tevreden?": "A1", "Huis": "centre"}, {"Tevreden?": {"9": "8"}, "*": {"x": "nvt"}})
TEXTS = {name: ["9", "x", "7"] for name in HEADERS}


def test_choices_are_remembered_for_a_file_with_the_same_headers(store: Store) -> None:
    store.by_hand.remember("edbi-poc", HEADERS, SAID)
    assert store.by_hand.remembered("edbi-poc", HEADERS, TEXTS) == SAID
    more = [*HEADERS, "Nieuwe vraag"]  # 5 of 6 headers are shared
    assert store.by_hand.remembered("edbi-poc", more, TEXTS) == SAID
    other = [*HEADERS[:3], "Iets", "Anders"]  # 3 of 7
    assert not store.by_hand.remembered("edbi-poc", other, TEXTS)
    assert not store.by_hand.remembered("another", HEADERS, TEXTS)
    store.by_hand.forget("edbi-poc", more)
    assert not store.by_hand.remembered("edbi-poc", HEADERS, TEXTS)


def test_the_newest_choice_of_a_form_holds(store: Store) -> None:
    store.by_hand.remember("edbi-poc", HEADERS, SAID)
    later = Choices({"Tevreden?": "A2"})
    store.by_hand.remember("edbi-poc", HEADERS, later)
    assert store.by_hand.remembered("edbi-poc", HEADERS, TEXTS) == later


def test_no_header_and_no_cell_stands_in_the_store_as_it_was_written(store: Store) -> None:
    personal = Choices({"Jan Peeters": "A1"}, {"Jan Peeters": {"bel 0470 12 34 56": "nvt"}})
    store.by_hand.remember("edbi-poc", ["Jan Peeters"], personal)
    with store._engine.connect() as connection:
        kept = str(connection.execute(sql("SELECT * FROM column_choice")).all())
    assert "Jan" not in kept
    assert "0470" not in kept


def test_an_assigned_centre_holds_for_answers_in_the_store_and_for_the_next_file(
    store: Store, tmp_path: Path
) -> None:
    file = csv(
        tmp_path / "a.csv", f"Nr;{CENTRE};{A1};{A2}", "1;De Regenboog;7;8", "2;GO! CLB Gent;6;8"
    )
    url = str(tmp_path / "store.sqlite")
    assert main(["import", str(file), *NAMING, "--store", url]) == 0
    assert set(store.answers(KNOWN).respondents["centre"]) == {"De Regenboog", "GO! CLB Gent"}
    store.by_hand.assign_centres({"De Regenboog": "GO! CLB Gent"})
    assert set(store.answers(KNOWN).respondents["centre"]) == {"GO! CLB Gent"}
    again = read(file, KNOWN, Choices(), store.by_hand)
    assert again.found.respondents["centre"].tolist() == ["GO! CLB Gent"] * 2
    assert not [p for p in again.found.problems if p.kind == "unknown_centre"]
    store.by_hand.assign_centres({"De Regenboog": ""})
    assert set(store.answers(KNOWN).respondents["centre"]) == {"De Regenboog", "GO! CLB Gent"}


def test_a_spelling_that_was_assigned_is_known_in_every_way_of_writing_it() -> None:
    known = with_spellings(KNOWN, {"De Regenboog": "GO! CLB Gent"})
    assert Centres(known).known("CLB De Regenboog") == "GO! CLB Gent"
    assert Centres(KNOWN).known("CLB De Regenboog") is None


def test_the_command_line_takes_columns_and_cells_and_remembers_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = f"Nr;Score 1 = niet, 8 = wel;Tweede;{A3}"
    first = csv(tmp_path / "a.csv", header, *(f"{n};{9 if n == 1 else 7};6;8" for n in range(1, 7)))
    later = csv(tmp_path / "b.csv", header, *(f"{n};{9 if n == 1 else 4};6;8" for n in range(1, 7)))
    url = str(tmp_path / "store.sqlite")
    said = (
        "--column",
        "Score 1 = niet, 8 = wel=A1",
        "--column",
        "Tweede=A2",
        "--cell",
        "Score 1 = niet, 8 = wel:9=8",
    )
    assert main(["import", str(first), *said, *NAMING, "--store", url]) == 0
    capsys.readouterr()
    naming = [*NAMING[:3], "Y", *NAMING[4:]]
    assert main(["import", str(later), *naming, "--store", url]) == 0
    assert (
        "Onthouden van een vorig bestand met dezelfde titels: 2 kolommen, 1 waarde."
        in capsys.readouterr().out
    )
    with open_store(url) as store:
        answers = store.answers(KNOWN)
        place = answers.items.index("A1")
        points = sorted(int(code) - 2 for code in answers.codes[:, place])
    assert points == sorted([8, 7, 7, 7, 7, 7, 8, 4, 4, 4, 4, 4])


def test_check_takes_the_same_choices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = csv(tmp_path / "a.csv", f"Nr;Eerste;{A2}", "1;7;8", "2;6;8")
    assert main(["check", str(file), "--column", "Eerste=A1"]) == 0
    assert "2 stellingen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("--column", "Eersten=A1"), "Geen kolom heet 'Eersten'"),
        (("--column", "Eerste=A99"), "'A99' is niet iets wat een kolom kan zijn"),
        (("--column", "Eerste"), "heeft geen '='"),
        (("--cell", "9=99"), "'99' is geen punt van een schaal"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_nothing_is_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: tuple[str, str], sentence: str
) -> None:
    file = csv(tmp_path / "a.csv", f"Nr;Eerste;{A2}", "1;7;8", "2;6;8")
    url = str(tmp_path / "store.sqlite")
    assert main(["import", str(file), *said, *NAMING, "--store", url]) == 2
    assert sentence in capsys.readouterr().err


def test_names_are_those_of_the_columns() -> None:
    assert names(found_in(sheet([["Nr", A1, A2], [1, 7, 8]]))) == ["Nr", A1, A2]
    assert told_items([["Nr", A1, A2], [1, 7, 8]])["A1"]["distribution"]["7"] == 1


def test_what_was_remembered_of_an_item_that_is_gone_is_let_go(
    store: Store, tmp_path: Path
) -> None:
    file = csv(tmp_path / "a.csv", f"Nr;Eerste;{A2};{A3}", "1;7;8;6", "2;6;8;7")
    columns = ["Nr", "Eerste", A2, A3]
    store.by_hand.remember(KNOWN.id, columns, Choices({"Eerste": "A77", A2: ""}))
    again = read(file, KNOWN, Choices(), store.by_hand)
    assert again.remembered.columns == {A2: ""}
    assert again.found.items == ("A3",)
