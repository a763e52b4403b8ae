"""The subprocess that parses a file: its own limits, no way to harm the server.

Run as ``python -m measurement.exports.worker FORM FILE OUT``. Writes one Arrow file per sheet
and a ``sheets.json``; a refusal is written to ``refused.json``.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from measurement.exports import guard
from measurement.exports.guard import Refused

MEMORY = 3 << 30
CPU_SECONDS, CPU_PER_MEGABYTE = 4, 1.5


def cpu_seconds(size: int) -> int:
    """The processor time that parsing a file of this size may take."""
    return int(CPU_SECONDS + CPU_PER_MEGABYTE * size / 1e6)


def main(form: str, file: str, out: str) -> int:
    """Parse ``file`` and write its sheets into the folder ``out``."""
    path, folder = Path(file), Path(out)
    _limit(path.stat().st_size)
    try:
        if form == "csv":
            sheets = [_write(folder, 0, "", True, 1, 1, _csv_columns(path))]
        else:
            if path.stat().st_size < guard.DEEP_LIMIT:
                guard.search(path)
            sheets = _xlsx(path, folder)
    except Refused as refusal:
        (folder / "refused.json").write_text(json.dumps(refusal.__dict__))
        return 3
    (folder / "sheets.json").write_text(json.dumps(sheets))
    return 0


def _limit(size: int) -> None:
    with contextlib.suppress(ImportError):  # not on Windows; the parent's timeout holds there
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        seconds = cpu_seconds(size)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _xlsx(path: Path, folder: Path) -> list[dict[str, Any]]:
    import fastexcel

    starts = _starts(path)
    reader = fastexcel.read_excel(str(path))
    sheets = []
    for i, name in enumerate(reader.sheet_names):
        try:
            sheet = reader.load_sheet(i, header_row=None, dtypes="string")
        except fastexcel.FastExcelError as error:
            if "SheetNotFound" in str(error) or "not a worksheet" in str(error).lower():
                continue
            raise
        table = sheet.to_arrow()
        row, column = starts.get(name, (1, 1))
        columns = [table.column(c) for c in range(table.num_columns)]
        sheets.append(_write(folder, i, name, sheet.visible == "visible", row, column, columns))
    return sheets


def _write(
    folder: Path, i: int, name: str, visible: bool, row: int, column: int, columns: list[Any]
) -> dict[str, Any]:
    import pyarrow as pa

    encoded = [
        pa.array(c, pa.string()).dictionary_encode()
        if not isinstance(c, pa.Array)
        else c.cast(pa.string()).dictionary_encode()
        for c in columns
    ]
    if encoded:
        table = pa.Table.from_arrays(encoded, names=[str(c) for c in range(len(encoded))])
        with (
            pa.OSFile(str(folder / f"{i}.arrow"), "wb") as sink,
            pa.ipc.new_file(sink, table.schema) as writer,
        ):
            writer.write_table(table)
    return {
        "file": f"{i}.arrow" if encoded else "",
        "name": name,
        "visible": visible,
        "row": row,
        "column": column,
    }


def _starts(path: Path) -> dict[str, tuple[int, int]]:
    """The first row and column with a value per sheet: the parser trims what lies before."""
    starts: dict[str, tuple[int, int]] = {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        if "xl/_rels/workbook.xml.rels" not in names:
            return starts
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {}
        for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
            key, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
            if key and target:
                targets[key[1]] = target[1].lstrip("/").removeprefix("xl/")
        for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
            label, key = re.search(r'\bname="([^"]*)"', tag), re.search(r'\b\w+:id="([^"]*)"', tag)
            part = f"xl/{targets.get(key[1], '')}" if key else ""
            if label and part in names:
                import html

                with archive.open(part) as source:
                    starts[html.unescape(label[1])] = _first_cell(source.read(1 << 19))
    return starts


def _first_cell(content: bytes) -> tuple[int, int]:
    row, column = 0, 1 << 30
    for match in re.finditer(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>', content):
        row = row or int(match[2])
        column = min(column, guard.column_number(match[1].decode()))
    return (row, column) if row else (1, 1)


def _csv_columns(path: Path) -> list[list[str | None]]:
    content = _decoded(path.read_bytes())
    if "\0" in content:
        raise Refused(
            "corrupt",
            "This is not a readable csv file: it holds binary data.",
            "Export it again as csv (UTF-8) or as Excel workbook.",
        )
    delimiter = _delimiter(content)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(
            "corrupt",
            "The csv file cannot be read from line {n} on.",
            "Export it again as csv (UTF-8) or as Excel workbook.",
            {"n": content.count("\n") if "field" not in str(error) else 1},
        ) from None
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > guard.MOST_CELLS or width > 16384:
        raise Refused(
            "far_cell",
            "The csv file spans {n} cells; that is no survey export.",
            "Check the separator between the columns and export it again.",
            {"n": width * len(rows)},
        )
    return [
        [row[c] if c < len(row) and row[c] != "" else None for row in rows] for c in range(width)
    ]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(content: str) -> str:
    """The separator that splits the first lines most evenly into the most columns."""
    best, score = ",", (0, 0)
    for delimiter in ";\t,|":
        lines = csv.reader(io.StringIO(content[:200_000], newline=""), delimiter=delimiter)
        widths = []
        with contextlib.suppress(csv.Error):
            for row in lines:
                if any(row):
                    widths.append(len(row))
                if len(widths) == 20:
                    break
        if widths:
            usual = max(set(widths), key=widths.count)
            found = (widths.count(usual) * (usual > 1), usual)
            if found > score and usual > 1:
                best, score = delimiter, found
    return best


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
