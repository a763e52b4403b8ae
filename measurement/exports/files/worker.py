"""The subprocess that parses a file: its own limits, no way to harm the server.

Run as ``python -m measurement.exports.files.worker FORM FILE OUT``. Writes one Arrow file per sheet
and a ``sheets.json``; a refusal is written to ``refused.json``.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measurement.exports.files import guard, search, text_table, unseen, workbook
from measurement.exports.files.guard import Refused

MEMORY, ADDRESSES = 700 << 20, 3 << 30  # of data of its own, and all that is mapped
# Two seconds for the start, so that a file that lies about its size is refused within five.
CPU_SECONDS, CPU_PER_MEGABYTE = 2, {"xlsx": 0.1, "csv": 0.3}


def cpu_seconds(form: str, path: Path) -> int:
    """The processor time that parsing a file may take, by its size unpacked."""
    size = guard.unpacked(path) if form == "xlsx" else path.stat().st_size
    return int(CPU_SECONDS + CPU_PER_MEGABYTE[form] * size / 1e6)


def main(form: str, file: str, out: str) -> int:
    """Parse ``file`` and write its sheets into the folder ``out``."""
    path, folder = Path(file), Path(out)
    _limit(cpu_seconds(form, path))
    try:
        if form == "csv":
            sheets = [_write(folder, 0, "", workbook.Place(), text_table.columns(path))]
        else:
            if path.stat().st_size < guard.DEEP_LIMIT:
                search.search(path)
            beside = unseen.Search(path)
            parsed = enumerate(workbook.sheets(path))
            sheets = [_write(folder, i, *sheet) for i, sheet in parsed]
            found = beside.found()
            for sheet in sheets:
                if unseen_cells := found.get(sheet["part"]):
                    sheet |= asdict(unseen_cells)
    except Refused as refusal:
        (folder / "refused.json").write_text(json.dumps(refusal.__dict__))
        return 3
    (folder / "sheets.json").write_text(json.dumps(sheets))
    return 0


def _limit(seconds: int) -> None:
    with contextlib.suppress(ImportError):  # not on Windows; the parent's timeout holds there
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(
    folder: Path, i: int, name: str, place: workbook.Place, columns: Sequence[Any]
) -> dict[str, Any]:
    """Write the columns as dictionary-encoded text, and say where the sheet stood."""
    import pyarrow as pa

    file = f"{i}.arrow" if len(columns) else ""
    if file:
        encoded = [
            c if pa.types.is_dictionary(c.type) else c.cast(pa.string()).dictionary_encode()
            for c in columns
        ]
        table = pa.Table.from_arrays(encoded, names=[str(c) for c in range(len(encoded))])
        with (
            pa.OSFile(str(folder / file), "wb") as sink,
            pa.ipc.new_file(sink, table.schema) as writer,
        ):
            writer.write_table(table)
    return {"file": file, "name": name, **asdict(place)}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
