"""Lists of participants as administrations write them: what counts, of whom, and what is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from measurement.errors import ExportError
from measurement.exports.participations.participations import (
    Participations,
    recognise_participations,
)
from measurement.questionnaire.files.reading import load
from measurement.texts import identity_form

ROOT = Path(__file__).resolve().parents[3]
HEAD = "E-mail;Naam;Titel;Type;Sessie;Datum;CLB;Functie;Status"


def listed(tmp_path: Path, text: str, surveys: object = ()) -> Participations:
    """A csv with this text, recognised."""
    path = tmp_path / "lijst.csv"
    path.write_text(text.strip(), encoding="utf-8")
    return recognise_participations(path, load(), surveys)  # type: ignore[arg-type]


def row(found: Participations, excel_row: int) -> dict[str, object]:
    frame = found.rows.set_index("row")
    return dict(frame.loc[excel_row])


def told(found: Participations, kind: str) -> str:
    return "\n".join(str(p) for p in found.problems if p.kind == kind).replace("\u00a0", " ")


def test_a_row_becomes_a_participation(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        f"{HEAD}\nAn@X.be;An Peeters;Rouw bij jongeren;Opleiding;1;17/03/2025;CLB GO! Gent;anker, starter;aanwezig",
    )
    seen = row(found, 2)
    assert seen["held_on"].date() == date(2025, 3, 17)  # type: ignore[attr-defined]
    del seen["held_on"]
    assert seen == {
        "excluded": "",
        "school_year": "2024-2025",
        "strategy": "opleiding_vorming",
        "initiative": "Rouw bij jongeren",
        "session": "1",
        "centre": "GO! CLB Gent",
        "centre_known": True,
        "role": "anker|starter",
        "identity": "an@x.be",
    }
    assert found.problems == ()


@pytest.mark.parametrize(
    ("email", "centre", "day"),
    [
        ("E-mail", "CLB", "Datum"),
        ("E-mailadres deelnemer", "Instelling", "Datum sessie"),
        ("Email address", "Centre", "Session date"),
        (" e-mail ", "CENTRUM", "datum:"),
    ],
)
def test_columns_are_known_by_many_names(tmp_path: Path, email: str, centre: str, day: str) -> None:
    found = listed(tmp_path, f"{email};Opleiding;{centre};{day}\na@x.be;PLG Onthaal;Gent;3/10/2024")
    assert {c.meaning for c in found.columns} == {"email", "initiative", "centre", "date"}
    assert row(found, 2)["centre"] == "GO! CLB Gent"


def test_the_header_may_stand_below_a_title_and_rows_keep_their_excel_number(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in (
        ["Deelnemerslijst"],
        [],
        ["Stamnummer", "Vorming", "Datum"],
        ["S1", "Rouw", date(2024, 9, 1)],
        [],
        ["S2", "Rouw", date(2024, 8, 31)],
    ):
        sheet.append(cells)
    book.save(tmp_path / "lijst.xlsx")
    found = recognise_participations(tmp_path / "lijst.xlsx", load())
    assert found.rows["row"].tolist() == [4, 5, 6]
    assert found.aside == {"blank": (5,)}
    assert row(found, 4)["school_year"] == "2024-2025"  # from 1 September on
    assert row(found, 6)["school_year"] == "2023-2024"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("aanwezig", ""),
        ("Ja", ""),
        ("x", ""),
        ("afwezig", "absent"),
        ("Verontschuldigd", "absent"),
        ("geannuleerd", "cancelled"),
        ("ingeschreven", "registered"),
        ("", "registered"),
    ],
)
def test_only_who_was_present_counts_where_the_list_says_so(
    tmp_path: Path, status: str, kind: str
) -> None:
    found = listed(
        tmp_path,
        f"E-mail;Titel;Datum;Status\na@x.be;PLG A;3/10/2024;aanwezig\nb@x.be;PLG A;3/10/2024;{status}",
    )
    assert row(found, 3)["excluded"] == kind


def test_in_a_list_of_registrations_every_registration_counts_and_that_is_told(
    tmp_path: Path,
) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum;Status\na@x.be;PLG A;3/10/2024;ingeschreven\nb@x.be;PLG A;3/10/2024;geannuleerd",
    )
    assert found.rows["excluded"].tolist() == ["", "cancelled"]
    assert "wie zich inschreef, niet wie er was" in told(found, "only_registered")


def test_the_same_person_at_the_same_session_counts_once_and_at_another_session_again(
    tmp_path: Path,
) -> None:
    found = listed(
        tmp_path,
        """
E-mail;Titel;Sessie;Datum
a@x.be;PLG A;1;3/10/2024
A@X.be ;PLG a;1;3/10/2024
a@x.be;PLG A;2;7/11/2024
""",
    )
    assert found.aside == {"duplicate": (3,)}
    assert set(found.rows["initiative"]) == {"PLG A"}


def test_test_rows_are_set_aside(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum\na@x.be;PLG A;3/10/2024\ntest@x.be;PLG A;3/10/2024\nb@x.be;TEST;3/10/2024",
    )
    assert found.aside == {"test": (3, 4)}


def test_without_initiative_or_school_year_a_row_does_not_count_and_the_row_is_named(
    tmp_path: Path,
) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum\na@x.be;PLG A;3/10/2024\nb@x.be;PLG A;ooit\nc@x.be;;3/10/2024",
    )
    assert found.aside == {"incomplete": (3, 4)}
    assert told(found, "incomplete").startswith("rijen 3–4")
    assert told(found, "date").startswith("rij 3: de datum kan niet gelezen worden")


def test_who_is_not_named_counts_as_a_participation_and_not_as_a_person(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "E-mail;Naam;Titel;Datum\na@x.be;An;PLG A;3/10/2024\n;anoniem;PLG A;3/10/2024\n;;PLG A;3/10/2024",
    )
    assert found.rows["excluded"].tolist() == ["", "", ""]
    assert found.rows["identity"].tolist() == ["a@x.be", "", ""]
    assert "rijen 3–4" in told(found, "unidentified")


def test_an_email_goes_before_a_number_and_a_number_before_a_name(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        """
E-mail;Stamnummer;Naam;Titel;Datum
a@x.be;S1;An Peeters;PLG A;3/10/2024
;S2;Jan Jans;PLG A;3/10/2024
;;Mia Maas;PLG A;3/10/2024
geen;;Mia Maas;PLG B;3/10/2024
""",
    )
    assert found.rows["identity"].tolist() == ["a@x.be", "s2", "mia maas", "mia maas"]


def test_a_row_without_an_address_takes_the_one_its_number_or_name_has_elsewhere(
    tmp_path: Path,
) -> None:
    found = listed(
        tmp_path,
        """
E-mail;Stamnummer;Naam;Titel;Datum
a@x.be;S1;An Peeters;PLG A;3/10/2024
;S1;;PLG B;3/10/2024
;;An Peeters;PLG C;3/10/2024
""",
    )
    assert found.rows["identity"].tolist() == ["a@x.be"] * 3
    assert "rijen 3–4" in told(found, "linked")


def test_one_name_at_two_centres_is_two_people_and_at_one_centre_one(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        """
Voornaam;Familienaam;Titel;Datum;CLB
An;Peeters;PLG A;3/10/2024;Gent
An;Peeters;PLG B;3/10/2024;Mechelen
Jan;Jans;PLG A;3/10/2024;Gent
Jan;Jans;PLG B;3/10/2024;Gent
""",
    )
    assert found.rows["identity"].nunique() == 2 + 1
    assert "verschillende mensen" in told(found, "same_name")


def test_a_person_has_the_identity_of_the_survey(tmp_path: Path) -> None:
    """The exports of surveys lower addresses; both are hashed in one identity_form form."""
    found = listed(tmp_path, "E-mail;Titel;Datum\nRespondent0123@Voorbeeld.be;PLG A;3/10/2024")
    assert identity_form(found.rows["identity"][0]) == identity_form("respondent0123@voorbeeld.be")


SURVEYS = [("2024-2025", "infosessie", "Rouw en verlies", "short")]


@pytest.mark.parametrize(
    ("kind", "title", "strategy"),
    [
        ("Opleiding", "Rouw en verlies", "opleiding_vorming"),  # what the list says goes first
        ("", "rouw en  verlies", "infosessie"),  # then the survey of that initiative
        ("", "PLG Onthaal", "plg"),  # then a word of the title
        ("", "Starterstraject najaar", "starterstraject"),
        ("", "Infosessie decreet", "infosessie"),
        ("", "Verandertraject zorg", "verandertraject"),
        ("", "Iets anders", ""),
        ("Bizar", "PLG Onthaal", "plg"),
    ],
)
def test_the_strategy_comes_from_the_list_the_survey_or_the_title(
    tmp_path: Path, kind: str, title: str, strategy: str
) -> None:
    found = listed(tmp_path, f"E-mail;Titel;Type;Datum\na@x.be;{title};{kind};3/10/2024", SURVEYS)
    assert row(found, 2)["strategy"] == strategy
    assert ("Iets anders" in told(found, "no_strategy")) is (strategy == "")
    assert ("Bizar" in told(found, "strategy")) is (kind == "Bizar")


def test_an_initiative_is_spelled_as_its_survey_spells_it(tmp_path: Path) -> None:
    found = listed(tmp_path, "E-mail;Titel;Datum\na@x.be;ROUW EN VERLIES;3/10/2024", SURVEYS)
    assert row(found, 2)["initiative"] == "Rouw en verlies"


def test_an_unknown_centre_stays_visible_and_is_told(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum;CLB\na@x.be;PLG A;3/10/2024;Vrij CLB Ergens\nb@x.be;PLG A;3/10/2024;",
    )
    assert found.rows["centre"].tolist() == ["Vrij CLB Ergens", ""]
    assert found.rows["centre_known"].tolist() == [False, False]
    assert "Vrij CLB Ergens" in told(found, "unknown_centre")
    assert told(found, "no_centre").startswith("rij 3")


def test_the_school_year_beside_a_date_goes_first_and_a_contradiction_is_told(
    tmp_path: Path,
) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum;Schooljaar\na@x.be;PLG A;3/10/2024;2023-24\nb@x.be;PLG A;;2023-2024",
    )
    assert found.rows["school_year"].tolist() == ["2023-2024"] * 2
    assert told(found, "school_year").startswith("rij 2")


def test_an_unknown_word_for_presence_counts_and_is_told(tmp_path: Path) -> None:
    found = listed(tmp_path, "E-mail;Titel;Datum;Status\na@x.be;PLG A;3/10/2024;misschien")
    assert row(found, 2)["excluded"] == ""
    assert "rij 2" in told(found, "status")
    assert "misschien" not in told(found, "status")  # what stands there may tell of a person


def test_where_others_were_present_an_unknown_word_does_not_count(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "E-mail;Titel;Datum;Status\n"
        "a@x.be;PLG A;3/10/2024;aanwezig\n"
        "b@x.be;PLG A;3/10/2024;Afwezig (ziek, covid)\n"
        "c@x.be;PLG A;3/10/2024;vervangen door Piet Zwartmans",
    )
    assert [row(found, n)["excluded"] for n in (2, 3, 4)] == ["", "absent", "registered"]
    assert not any("Zwartmans" in str(p) or "covid" in str(p) for p in found.problems)


@pytest.mark.parametrize(
    "file",
    ["2024-2025_plg_long.xlsx", "2024-2025_verandertraject_long.xlsx"],
)
def test_the_export_of_a_survey_is_refused_in_words(file: str) -> None:
    with pytest.raises(ExportError, match="geen lijst van deelnemers") as refused:
        recognise_participations(ROOT / "data" / "example" / file, load())
    assert "Gegevens" in str(refused.value)


@pytest.mark.parametrize("file", ["invitations.csv", "facts.csv", "checklists.csv"])
def test_another_table_is_refused_with_the_columns_that_are_expected(file: str) -> None:
    with pytest.raises(ExportError, match="geen lijst van deelnemers") as refused:
        recognise_participations(ROOT / "data" / "example" / file, load())
    assert "e-mail" in str(refused.value)


def test_a_list_in_which_nobody_was_present_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="geen enkele deelname"):
        listed(tmp_path, "E-mail;Titel;Datum;Status\na@x.be;PLG A;3/10/2024;afwezig")


def test_a_second_sheet_with_a_list_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, n in (("2024", 3), ("2023", 1)):
        sheet = book.create_sheet(name)
        sheet.append(["E-mail", "Titel", "Datum"])
        for i in range(n):
            sheet.append([f"p{i}@x.be", "PLG A", date(2024, 10, 3)])
    book.save(tmp_path / "lijst.xlsx")
    found = recognise_participations(tmp_path / "lijst.xlsx", load())
    assert len(found.counting) == 3
    assert "‘2023’" in told(found, "other_sheet")


def test_a_list_with_headings_only_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        listed(tmp_path, "E-mail;Opleiding;Datum")
    assert len(refused.value.problems) == 1
