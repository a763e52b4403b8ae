"""What goes wrong is told by its cause, in a sentence, whatever the door."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from measurement.cli.main import main
from measurement.questionnaire.files.cells import HOME
from measurement.store.file.place import address_of, file_of

EXPORT = Path(__file__).parents[1] / "data" / "exports" / "ms_forms_nl.xlsx"
NAMED = ["--strategy", "plg", "--initiative", "Rouw", "--school-year", "2024-2025"]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """The lines that a command ends with; it must end as one that was not done."""

    def ask(*arguments: object) -> list[str]:
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as ended:  # of an argument that cannot be
            code = int(ended.code or 0)
        lines = capsys.readouterr().err.splitlines()
        assert code == 2, lines
        return lines

    return ask


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://me@server:abc/x", "postgresql+psycopg://me@server:99999999/x"]
)
def test_a_port_that_is_none_is_told(told: Callable[..., list[str]], url: str) -> None:
    assert len(told("verify", "--store", url)) == 1


def test_a_path_as_windows_writes_it_is_a_file() -> None:
    path = file_of(address_of("C:/data/store.sqlite"))
    assert path is not None
    assert path.name == "store.sqlite"


def test_more_invited_than_there_are_people_is_told(
    told: Callable[..., list[str]], tmp_path: Path
) -> None:
    store = tmp_path / "s.sqlite"
    for n in ("9" * 30, 10**12):
        lines = told("import", EXPORT, *NAMED, "--invited", n, "--store", store)
        assert "--invited" in lines[-1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("options.csv", (HOME / "options.csv").read_bytes()[:20]),
        ("items.csv", b'id;wording_nl;scale\nA1;"' + b"x" * 140_000 + b'";1-8\n'),
        ("items.csv", b""),
    ],
)
def test_a_file_of_the_questionnaire_that_is_cut_or_endless_is_named(
    told: Callable[..., list[str]], tmp_path: Path, name: str, content: bytes
) -> None:
    for file in HOME.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(content)
    csv.field_size_limit(1_000_000)  # as after an export in csv
    lines = told("check", EXPORT, "--questionnaire", tmp_path)
    assert all(name in line for line in lines)


def test_a_document_of_word_is_not_taken_for_a_workbook(
    told: Callable[..., list[str]], tmp_path: Path
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    for name in ("verslag.docx", "verslag.xlsx"):
        (tmp_path / name).write_bytes(made.getvalue())
        (line,) = told("check", tmp_path / name)
        assert "geen Excel-werkmap" in line, line


def test_a_part_packed_in_a_way_that_nobody_knows_is_damage(
    told: Callable[..., list[str]], tmp_path: Path
) -> None:
    """A bit of the number that tells how a part is packed."""
    data = bytearray(EXPORT.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 10
    data[at] ^= 0x40
    (tmp_path / "export.xlsx").write_bytes(data)
    assert len(told("check", tmp_path / "export.xlsx")) == 1


def test_a_checklist_without_a_column_is_told_once(
    told: Callable[..., list[str]], tmp_path: Path
) -> None:
    rows = "".join(f"GO! CLB Gent;S{n % 9 + 1};deels\n" for n in range(300))
    (tmp_path / "lijst.csv").write_text(f"Centrum;Factor;Toestand\n{rows}", encoding="utf-8")
    store = tmp_path / "s.sqlite"
    assert len(told("checklist", "import", tmp_path / "lijst.csv", "--store", store)) <= 2


@pytest.mark.parametrize("day", ["0024-10-03", "3/10/1624", "1/1/9999", "0001-01-01"])
def test_a_checklist_of_a_day_that_nobody_can_mean_is_told(
    told: Callable[..., list[str]], tmp_path: Path, day: str
) -> None:
    head = "Centrum;Datum;Ingevuld door;Factor;Toestand"
    path = tmp_path / "lijst.csv"
    path.write_text(f"{head}\nGO! CLB Gent;{day};directie;S1;deels\n", encoding="utf-8")
    (line,) = told("checklist", "import", path, "--store", tmp_path / "s.sqlite")
    assert "kolom B" in line


def test_what_the_tool_wrote_of_checklists_is_read_back(own_store: Path, tmp_path: Path) -> None:
    assert main(["tables", "--store", str(own_store), "--out", str(tmp_path / "t")]) == 0
    written, store = tmp_path / "t" / "checklist.csv", tmp_path / "new.sqlite"
    assert main(["checklist", "import", str(written), "--store", str(store)]) == 0
    assert main(["tables", "--store", str(store), "--out", str(tmp_path / "again")]) == 0
    again = (tmp_path / "again" / "checklist.csv").read_text(encoding="utf-8").splitlines()
    assert sorted(again) == sorted(written.read_text(encoding="utf-8").splitlines())


def test_a_folder_that_may_not_be_written_is_told(
    told: Callable[..., list[str]], own_store: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.access(locked, os.W_OK):  # root may write everywhere but among the kernel's own files
        locked = Path("/sys")
    assert len(told("tables", "--store", own_store, "--out", locked / "t")) == 1
    assert len(told("template", "--out", locked / "book.xlsx")) == 1


@pytest.mark.parametrize("command", [["template"], ["checklist", "template"]])
def test_a_folder_that_is_not_there_is_told(
    told: Callable[..., list[str]], command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (line,) = told(*command, "--out", tmp_path / "file" / "book.xlsx")
    assert "book.xlsx" in line
