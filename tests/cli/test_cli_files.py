"""Files that cannot be read or written: exit code 2 and one sentence, whatever the command."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from exports_made import csv_file

from measurement.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = "Nr;A1;A2\n1;8;7\n2;6;5\n"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command that is not done tells."""
    assert main([str(argument) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "Errno" not in told.err
    return told.err


def test_a_template_is_not_written_where_there_is_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "nieuw" / "t.xlsx"
    assert str(place) in said(capsys, "template", "--out", place)
    assert not place.parent.exists()


def test_a_template_does_not_take_the_place_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "map" in said(capsys, "template", "--out", tmp_path)


@pytest.mark.parametrize("out", ["uit", "boek.xlsx"])
def test_tables_are_not_written_below_a_file(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (tmp_path / "bestand").write_text("x")
    place = tmp_path / "bestand" / out
    assert str(place.parent) in said(capsys, "tables", "--store", own_store, "--out", place)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
@pytest.mark.parametrize("out", ["t.xlsx", "boek.xlsx", "map"])
def test_what_may_not_be_written_is_told(
    own_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    out: str,
) -> None:
    usual = Path.open

    def refuses(path: Path, mode: str = "r", *more: Any, **options: Any) -> IO[Any]:
        if mode == "xb":
            raise OSError(code, os.strerror(code), str(path))
        return usual(path, mode, *more, **options)

    monkeypatch.setattr(Path, "open", refuses)
    command = ["template"] if out == "t.xlsx" else ["tables", "--store", own_store]
    assert "niet toegelaten" in said(capsys, *command, "--out", tmp_path / out)


def test_an_export_that_may_not_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, usual = csv_file(tmp_path, ANSWERS), Path.open

    def refuses(self: Path, *arguments: object, **options: object) -> object:
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return usual(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuses)
    for command in (["check", path], ["import", path, "--store", tmp_path / "s.sqlite"]):
        assert "export.csv" in said(capsys, *command)


def test_a_store_that_cannot_be_made_is_told_without_the_words_of_the_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").write_text("x")
    assert "bestand" in said(capsys, "demo", "--store", tmp_path / "bestand" / "s.sqlite")


@contextmanager
def nobody_in_particular() -> Iterator[None]:
    """Who is root may do anything, so there somebody else asks."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_folder_without_permission_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "--out", str(tmp_path / "first.xlsx")]) == 0  # all is imported
    tmp_path.chmod(0o500)
    with nobody_in_particular():
        assert "niet toegelaten" in said(capsys, "template", "--out", tmp_path / "t.xlsx")


def test_the_process_itself_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "measurement", "template", "--out", tmp_path / "x" / "t.xlsx"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
