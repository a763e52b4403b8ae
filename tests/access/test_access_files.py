"""A list of access, xlsx or csv: what is in it, what is wrong in it, and hostile ones."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from measurement.access.file import HEADS, MOST_ROWS, AccessList, access_file, template
from measurement.errors import ExportError
from measurement.questionnaire.files.reading import load
from measurement.words import speak

TODAY = date(2026, 11, 22)
HEAD = "E-mail;Rol;Centrum(s);Tot"


@pytest.fixture(autouse=True)
def _english(_dutch: None) -> None:
    speak("en")


def listed(folder: Path, *lines: str, head: str = HEAD) -> AccessList:
    path = folder / "lijst.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return access_file(path, load(), TODAY)


def faults(folder: Path, *lines: str, head: str = HEAD) -> list[str]:
    with pytest.raises(ExportError) as caught:
        listed(folder, *lines, head=head)
    return [str(problem) for problem in caught.value.problems]


def told(found: AccessList) -> dict[str, str]:
    return {problem.kind: str(problem) for problem in found.told}


def test_a_list_is_read_whatever_its_order_and_spelling(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "31/08/2027;DIRECTEUR; An.Peeters@x.be ;clb go! gent",
        ";;;",
        ";POC+;jan@x.be;-",
        "2027-06-30;analist;mia@x.be;",
        head="Tot en met;rol;E-MAILADRES;Centra",
    )
    assert [(w.email, w.role, w.centres, w.until, w.row) for w in found.wishes] == [
        ("an.peeters@x.be", "director", ("GO! CLB Gent",), date(2027, 8, 31), 2),
        ("jan@x.be", "staff", (), None, 4),
        ("mia@x.be", "analyst", (), date(2027, 6, 30), 5),
    ]
    assert found.told == ()


def test_the_template_comes_back_filled_in(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(["GO! CLB Gent", "=1+1"])))
    assert [cell.value for cell in book["Toegang"][1]] == list(HEADS)
    assert [row[0].value for row in book["Centra"]] == ["Naam", "GO! CLB Gent", "=1+1"]
    assert book["Centra"]["A3"].data_type == "s"  # text, not a formula
    sheet = book["Toegang"]
    sheet.append(["an@x.be", "directeur", "GO! CLB Gent\nGO! CLB Nova", date(2027, 8, 31)])
    sheet.append(["jan@x.be", "poc", None, None])
    path = tmp_path / "toegang.xlsx"
    book.save(path)
    an, jan = access_file(path, load(), TODAY).wishes
    assert (an.centres, an.until) == (("GO! CLB Gent", "GO! CLB Nova"), date(2027, 8, 31))
    assert (jan.role, jan.until) == ("staff", None)


def test_an_empty_template_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "toegang.xlsx"
    path.write_bytes(template(["GO! CLB Gent"]))
    with pytest.raises(ExportError, match="holds no list of access"):
        access_file(path, load(), TODAY)


def test_an_unknown_centre_is_kept_and_told(tmp_path: Path) -> None:
    found = listed(tmp_path, "an@x.be;directeur;CLB Nergens;", "jan@x.be;directeur;Gent;")
    assert [w.centres for w in found.wishes] == [("CLB Nergens",), ("GO! CLB Gent",)]
    assert told(found).keys() == {"unknown_centre"}
    assert told(found)["unknown_centre"].startswith("row 2: these centres are not on the list")


def test_a_near_miss_never_gives_another_centre(tmp_path: Path) -> None:
    """Imports forgive a typing error in the name of a centre; access may not."""
    found = listed(tmp_path, "an@x.be;directeur;GO! CLB Vilvorde;")
    assert found.wishes[0].centres == ("GO! CLB Vilvorde",)
    assert "unknown_centre" in told(found)


def test_rows_of_one_director_are_joined_and_told(tmp_path: Path) -> None:
    found = listed(tmp_path, "an@x.be;directeur;Gent;", "AN@x.be;directeur;Nova;")
    assert [w.centres for w in found.wishes] == [("GO! CLB Gent", "GO! CLB Nova")]
    assert told(found)["joined"].startswith("row 3: these addresses stand in a row above too")


def test_a_centre_beside_staff_is_not_kept_and_told(tmp_path: Path) -> None:
    found = listed(tmp_path, "an@x.be;poc;Gent;")
    assert found.wishes[0].centres == ()
    assert told(found).keys() == {"centre_not_kept"}


def test_every_fault_is_named_at_once_with_its_rows(tmp_path: Path) -> None:
    said = faults(
        tmp_path,
        "an@x.be;directeur;;",
        "jan;poc;;",
        "mia@x.be;baas;;",
        "eva@x.be;poc;;zomer",
        "bob@x.be;poc;;01/01/2020",
        "ria@x.be;poc;;",
        "ria@x.be;analist;;",
    )
    assert [fault.split(":")[0] for fault in said] == [
        "row 5",
        "row 2",
        "row 3",
        "row 4",
        "row 6",
        "row 8",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("=HYPERLINK(1)@x.be;poc;;", "not an e-mail address"),
        ("@SUM(A1)@x.be;poc;;", "not an e-mail address"),
        ("an@x.be;=cmd|' /C calc'!A0;;", "not a role"),
        ("an@x.be;directeur;=1+1;", "cannot be the name of a centre"),
        ("an@x.be;directeur;@SUM(A1);", "cannot be the name of a centre"),
        ("an@x.be;directeur;Gent\x07bel;", "cannot be the name of a centre"),
        ("an@x.be;poc;;=TODAY()", "not a day"),
        ("an@x.be,jan@x.be;poc;;", "not an e-mail address"),
        ("an@x.be'; DROP TABLE account;--;poc;;", "not an e-mail address"),
    ],
)
def test_hostile_cells_are_faults(tmp_path: Path, line: str, fault: str) -> None:
    assert any(fault in said for said in faults(tmp_path, line))


def test_a_formula_in_a_workbook_is_read_as_what_it_shows_not_run(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["E-mail", "Rol", "Centrum"])
    sheet.append(['="an@x.be"', "poc", None])
    path = tmp_path / "formule.xlsx"
    book.save(path)
    with pytest.raises(ExportError, match="not an e-mail address"):
        access_file(path, load(), TODAY)


def test_a_list_of_ten_thousand_rows_is_refused_in_one_sentence(tmp_path: Path) -> None:
    said = faults(tmp_path, *(f"p{i}@x.be;poc;;" for i in range(10_000)))
    assert len(said) == 1
    assert "holds 10,000 rows" in said[0]
    most = listed(tmp_path, *(f"p{i}@x.be;poc;;" for i in range(MOST_ROWS)))
    assert len(most.wishes) == MOST_ROWS


def test_a_thousand_faults_are_one_sentence_per_kind(tmp_path: Path) -> None:
    said = faults(tmp_path, *(f"p{i};baas{i};;" for i in range(1_000)))
    assert len(said) == 2
    assert all(len(sentence) < 300 and "2–1001" in sentence for sentence in said)


@pytest.mark.parametrize(
    "head", ["Naam;Voornaam", "E-mail;Naam", "Rol;Centrum", "E-mail;Begintijd;A1"]
)
def test_another_file_is_refused_with_the_columns_it_needs(tmp_path: Path, head: str) -> None:
    (said,) = faults(tmp_path, "an@x.be;poc;x;y", head=head)
    assert "E-mail, Rol, Centrum, Tot en met" in said
