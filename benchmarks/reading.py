"""Reading a large export, as a ratio to two ways of reading it without understanding it.

Run: ``python -m benchmarks.reading [--rows 100000]``. Prints a small table in Markdown.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from numpy.random import Generator, default_rng

from measurement.questionnaire.files.reading import load

N_ROWS, N_ITEMS, N_COLUMNS = 100_000, 30, 45
LABELS = ["1 - helemaal niet akkoord", *"234567", "8 - helemaal akkoord", "N.v.t. of geen zicht op"]
SCRIPTS = {
    "recognise(): guard, subprocess, answers ready to count": (
        "from pathlib import Path\n"
        "import measurement.exports.assembly, measurement.exports.checked, rapidfuzz.process\n"
        "from measurement.exports import recognise\n"
        "found = recognise(Path(path))\n"
        "size = found.codes.shape"
    ),
    "bare python-calamine rows": (
        "from python_calamine import load_workbook\n"
        "rows = load_workbook(path).get_sheet_by_index(0).to_python()\n"
        "size = len(rows) - 1, len(rows[0])"
    ),
    "pandas.read_excel with openpyxl": (
        "import pandas\nframe = pandas.read_excel(path, engine='openpyxl')\nsize = frame.shape"
    ),
}
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>"
    ),
}


class Strings:
    """The shared strings of a workbook: text to number."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        return f'" t="s"><v>{self.number.setdefault(text, len(self.number))}</v></c>'

    def part(self) -> str:
        """The XML part with all strings."""
        inside = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.number)
        return (
            f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</sst>'
        )


def headers() -> list[str]:
    """The columns of a Microsoft Forms export with thirty items."""
    made = load()
    items = [i.wording.nl for i in made.items if i.closed and i.scale == "1-8"][:N_ITEMS]
    people = [i.wording.nl for i in made.items if not i.closed]
    start = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
    found = [*start, *people, *items]
    return [*found, *(f"Vraag {n}" for n in range(len(found) + 1, N_COLUMNS + 1))][:N_COLUMNS]


def letters(number: int) -> str:
    """The letters of the column with this number, from 0."""
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


class People:
    """The cells that the rows of answers draw from."""

    def __init__(self, strings: Strings) -> None:
        self.strings = strings
        self.names = headers()
        self.places = [letters(i) for i in range(len(self.names))]
        self.centres = [strings(f"Centrum {i:02}") for i in range(1, 20)]
        self.labels = [strings(text) for text in LABELS]
        self.texts = [strings(f"Antwoord nummer {i}") for i in range(400)]
        self.anonymous = strings("anonymous")
        items = {item.wording.nl for item in load().items if item.closed}
        self.is_item = [name in items for name in self.names]
        self.open_text = self.names.index("Wat wil je nog kwijt over deze begeleiding?")

    def row(self, n: int, rng: Generator) -> str:
        """The XML of the n-th row of answers (from 0), as Excel writes it."""
        at, day = n + 2, 45_700 + n * 0.002
        cells = [f'"><v>{at - 1}</v></c>', f'" s="1"><v>{day:.6f}</v></c>']
        cells += [f'" s="1"><v>{day + 0.004:.6f}</v></c>', self.anonymous, self.anonymous]
        cells.append(self.centres[n * 7 % 19])
        drawn = rng.integers(0, 1 << 30, len(self.names)).tolist()
        for c in range(6, len(self.names)):
            pool = self.labels if self.is_item[c] else self.texts
            cells.append(pool[drawn[c] % len(pool)])
        if n % 5 == 0:  # one in five leaves a comment that nobody else leaves
            cells[self.open_text] = self.strings(f"Opmerking {at}: graag een vervolg in het najaar")
        inside = "".join(f'<c r="{p}{at}{c}' for p, c in zip(self.places, cells, strict=True))
        return f'<row r="{at}">{inside}</row>'


def build(path: Path, n: int) -> None:
    """Write the export."""
    strings, rng = Strings(), default_rng(20250630)
    top = "".join(f'<c r="{letters(i)}1{strings(h)}' for i, h in enumerate(headers()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                + f'<dimension ref="A1:{letters(N_COLUMNS - 1)}{n + 1}"/><sheetData><row r="1">{top}</row>'.encode()
            )
            people = People(strings)
            for place in range(n):
                part.write(people.row(place, rng).encode())
            part.write(b"</sheetData></worksheet>")
        for name, content in {**_PARTS, "xl/sharedStrings.xml": strings.part()}.items():
            archive.writestr(name, content)


def timed(script: str, path: Path) -> tuple[float, float, str]:
    """Seconds and megabytes of a process of its own that runs the script, imports left out."""
    imports = "\n".join(x for x in script.split("\n") if x.startswith(("from", "import")))
    work = "\n".join(x for x in script.split("\n") if not x.startswith(("from", "import")))
    code = (
        f"import resource, time\npath = {str(path)!r}\n{imports}\nstart = time.perf_counter()\n{work}\n"
        "taken = time.perf_counter() - start\n"
        "peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "print(taken, peak / 1024, size)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, megabytes, size = done.stdout.split(maxsplit=2)
    return float(seconds), float(megabytes), size.strip()


def main(arguments: list[str] | None = None) -> None:
    """Build the export and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=N_ROWS)
    parser.add_argument("--repeats", type=int, default=3, help="runs of the two fast ways")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        build(path, chosen.rows)
        fast, bare, slow = SCRIPTS
        runs = {name: [timed(SCRIPTS[name], path)] for name in SCRIPTS}
        for _ in range(chosen.repeats - 1):
            for name in (fast, bare):
                runs[name].append(timed(SCRIPTS[name], path))
    seconds = {name: median(run[0] for run in found) for name, found in runs.items()}
    print(f"{chosen.rows} rows × {N_COLUMNS} columns, {N_ITEMS} items\n")
    print("| way | seconds | MB | size | recognise() takes |\n|---|---:|---:|---|---:|")
    for name, found in runs.items():
        ratio = seconds[fast] / seconds[name]
        megabytes = max(run[1] for run in found)
        print(f"| {name} | {seconds[name]:.2f} | {megabytes:.0f} | {found[0][2]} | {ratio:.2f} × |")
    print(f"\npandas with openpyxl takes {seconds[slow] / seconds[fast]:.1f} times as long.")


if __name__ == "__main__":
    main()
