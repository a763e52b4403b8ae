"""Bytes to sheets of text, parsed in a subprocess with limits on memory and time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement import logs, workplace
from measurement.errors import ExportError, Problem
from measurement.exports.files import guard, search, worker
from measurement.exports.files.guard import Refused
from measurement.exports.files.unseen import Unseen
from measurement.words import say

if TYPE_CHECKING:
    import pyarrow as pa

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 30  # seconds on the clock beside the processor time, for a machine that is busy
_STEP = re.compile(
    r'^ +File "(?P<file>[^"\n]+)", line (?P<line>\d+), in (?P<name>[\w<>]+)$'
    r"|^(?P<kind>[A-Z][\w.]*(?:Error|Exception|Interrupt|Warning))(?=:|$)",
    re.MULTILINE,
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # a reader computes nothing; starting them takes time


@dataclass(frozen=True)
class Sheet:
    """A sheet as columns of dictionary-encoded text; empty cells are null.

    ``first_row`` and ``first_column`` are where Excel shows the first cell (from 1); ``unseen`` is
    what is hidden there, and which cells stay empty although they look filled.
    """

    name: str
    visible: bool
    first_row: int
    first_column: int
    table: pa.Table
    unseen: Unseen = field(default_factory=Unseen)

    @property
    def n_rows(self) -> int:
        """The number of rows, header included."""
        return int(self.table.num_rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return int(self.table.num_columns)

    @cached_property
    def top(self) -> list[list[str]]:
        """The first 60 rows as lists of text, empty cells as ''."""
        columns = [column.slice(0, 60).to_pylist() for column in self.table.columns]
        return [[cell or "" for cell in row] for row in zip(*columns, strict=True)]

    def column(self, index: int, from_row: int) -> pa.DictionaryArray:
        """The cells of one column below the header."""
        return self.table.column(index).slice(from_row).combine_chunks()


@dataclass(frozen=True)
class File:
    """What was read: the name, the digest of the bytes, the form and the sheets."""

    name: str
    digest: str
    form: str
    sheets: tuple[Sheet, ...]


def read(path: Path) -> File:
    """The sheets of an xlsx or csv file. Raises :class:`ExportError` with one clear reason."""
    try:
        form = guard.form_of(path)
        with workplace.folder() as folder:
            sheets = _parsed(path, form, folder)
    except Refused as refusal:
        raise _error(refusal, path.name) from None
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return File(path.name, digest, form, sheets)


def _parsed(path: Path, form: str, folder: Path) -> tuple[Sheet, ...]:
    limit = worker.cpu_seconds(form, path)
    command = [sys.executable, "-m", worker.__name__, form, str(path.resolve()), str(folder)]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | _ONE_THREAD,
            capture_output=True,
            timeout=_PATIENCE + 3 * limit,
            check=False,
        )
        code, said = done.returncode, done.stderr
    except subprocess.TimeoutExpired as error:
        code, said = -1, error.stderr or b""
    if code == 0:
        return tuple(
            _sheet(folder, entry) for entry in json.loads((folder / "sheets.json").read_text())
        )
    if code == 3:
        raise Refused(**json.loads((folder / "refused.json").read_text()))
    logs.event("reader_failed", form=form, code=code, through=" | ".join(_through(said)))
    if form == "xlsx":
        search.search(path)
    raise Refused(
        "corrupt",
        "The file cannot be read: it is damaged, or far larger than a survey export.",
        "Download the export again from the survey tool; if that does not help, save only the sheet with the answers in a new workbook.",
    )


def _through(said: bytes) -> list[str]:
    """The lines of code and the kind of error in what a reader said; no message, it may quote a cell.

    >>> _through(b'  File "/a/b.py", line 3, in f\\n    x = 1\\nValueError: a name')
    ['/a/b.py:3 f', 'ValueError']
    """
    return [
        f"{at['file']}:{at['line']} {at['name']}" if at["file"] else at["kind"]
        for at in _STEP.finditer(said.decode(errors="replace"))
    ]


def _sheet(folder: Path, entry: dict[str, Any]) -> Sheet:
    import pyarrow as pa

    table = pa.table({})
    if entry["file"]:
        with pa.OSFile(str(folder / str(entry["file"]))) as source:
            table = pa.ipc.open_file(source).read_all()
    by_column = (
        {int(column): rows for column, rows in entry.get(kind, {}).items()}
        for kind in ("formulas", "errors", "merged")
    )
    return Sheet(
        str(entry["name"]),
        bool(entry["visible"]),
        int(entry["row"]),
        int(entry["column"]),
        table,
        Unseen(entry.get("hidden_rows", []), entry.get("hidden_columns", []), *by_column),
    )


def _error(refusal: Refused, file: str) -> ExportError:
    remedy = say(refusal.remedy, **refusal.values) if refusal.remedy else None
    sentence = say(refusal.message, **refusal.values)
    where = say("File {file}", file=file)
    return ExportError([Problem(refusal.kind, sentence, remedy, where, blocking=True)])
