"""What a file lost or hides: changed bytes, pages under another name, quotes that swallow answers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from exports_made import WORDING, csv_file

from measurement.errors import ExportError
from measurement.exports import recognise
from measurement.exports.files import guard


def test_a_large_workbook_of_which_a_byte_changed_is_refused(tmp_path: Path) -> None:
    """Whatever its size: the parts of large ones are read to their checksums beside the parser."""
    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nr", WORDING["A1"], WORDING["A2"]])
        for row in range(1, 40):
            sheet.write_row(row, 0, [row, 8, 7])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("xl/media/photo.png", b"\0" * (guard.DEEP_LIMIT + 1))
    assert recognise(path).respondents["excluded"].eq("").sum() == 39
    changed = path.read_bytes().replace(b'<c r="B9"><v>8</v>', b'<c r="B9"><v>1</v>')
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    with pytest.raises(ExportError) as caught:
        recognise(path)
    assert caught.value.problems[0].kind == "corrupt"


@pytest.mark.parametrize("start", ["<!DOCTYPE html>\n", "\n <html>", "<table>"])
def test_a_page_that_is_called_csv_is_refused(tmp_path: Path, start: str) -> None:
    file = csv_file(tmp_path, start + "\n" + "A1;A2\n8;7\n")
    with pytest.raises(ExportError) as caught:
        recognise(file)
    assert caught.value.problems[0].kind == "mislabelled"


COLUMNS = "Nr;A1;A2;In welk CLB werk je?;Opmerkingen;Naam"


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (['1;8;7;"Gent;goed;An', "2;8;7;Gent;goed;Bo"], 2),
        (["1;8;7;Gent;goed;An", '2;8;7;"Gent;goed;Bo', '3;8;7;Gent;"goed";Cy'], 3),
        (['1;8;7;"Gent;goed;An', "2;8;7;Gent;goed;Bo", '3;8;7;Gent"; goed;Cy'], 2),
    ],
    ids=["to the end", "into the next line", "over several lines"],
)
def test_a_quote_that_is_not_closed_is_named_with_its_line(
    tmp_path: Path, lines: list[str], row: int
) -> None:
    with pytest.raises(ExportError) as caught:
        recognise(csv_file(tmp_path, "\n".join([COLUMNS, *lines])))
    assert f"regel {row} " in str(caught.value)


@pytest.mark.parametrize("remark", ["een; twee; drie", "goed\nen; nuttig; ook; voor; later"])
def test_separators_in_a_quoted_remark_are_no_such_quote(tmp_path: Path, remark: str) -> None:
    lines = [COLUMNS, f'1;8;7;Gent;"{remark}";An', "2;8;7;Gent;goed;Bo"]
    made = recognise(csv_file(tmp_path, "\n".join(lines)))
    assert len(made.respondents) == 2


@pytest.mark.parametrize("day", ["04/03/0024", "04/03/2924", "31/12/9999", "0001-01-01 10:00"])
def test_a_day_that_nobody_can_mean_is_told_in_its_cell(tmp_path: Path, day: str) -> None:
    lines = ["Tijdstempel;A1;A2", "04/03/2025;8;7", f"{day};6;7"]
    made = recognise(csv_file(tmp_path, "\n".join(lines)))
    assert made.respondents["answered_on"].isna().tolist() == [False, True]
    told = next(p for p in made.problems if p.kind == "date")
    assert (told.rows, told.blocking) == ((3,), False)


def test_a_workbook_with_the_old_ending_is_told_its_name_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Nr", WORDING["A1"]])
    with pytest.raises(ExportError) as caught:
        recognise(path)
    assert "eindigt op .xlsx" in str(caught.value)
