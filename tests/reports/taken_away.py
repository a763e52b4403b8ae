"""What is read back of files that people take away, by libraries that did not write them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdf
from lxml import etree

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def charts(data: bytes) -> Iterator[tuple[Any, Any]]:
    """The XML of every native chart in a pptx or docx, with the workbook that it refers to."""
    pack = zipfile.ZipFile(io.BytesIO(data))
    for name in sorted(pack.namelist()):
        found = re.fullmatch(r"(ppt|word)/charts/(chart[^/]*\.xml)", name)
        if not found:
            continue
        links = pack.read(f"{found[1]}/charts/_rels/{found[2]}.rels").decode()
        target = re.search(r'Target="[./]*(?:word/|ppt/)?(embeddings/[^"]+)"', links)
        assert target is not None
        inner = pack.read(f"{found[1]}/{target[1]}")
        book = openpyxl.load_workbook(io.BytesIO(inner), data_only=True)
        yield etree.fromstring(pack.read(name)), book


def wrong_references(data: bytes) -> list[str]:
    """References of charts whose cells differ from what is drawn."""
    wrong = []
    for chart, book in charts(data):
        references = list(chart.iter(C + "numRef", C + "strRef"))
        assert references
        for one in references:
            place = one.find(C + "f").text
            drawn = [point.find(C + "v").text for point in one.iter(C + "pt")]
            cells = _cells(book, place)
            if len(cells) != len(drawn) or not all(map(_same, cells, drawn)):
                wrong.append(place)
    return wrong


def _cells(book: Any, place: str) -> list[Any]:
    sheet, area = place.rsplit("!", 1)
    found = book[sheet.strip("'")][area.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in row]


def _same(cell: Any, drawn: str) -> bool:
    return cell is not None and (str(cell) == drawn or abs(float(cell) - float(drawn)) < 1e-12)


def office_text(data: bytes) -> str:
    """Every text in a pptx or docx: of slides, tables, charts, headers and footers."""
    pack, parts = zipfile.ZipFile(io.BytesIO(data)), []
    for name in sorted(pack.namelist()):
        if re.match(r"(ppt/slides|ppt/charts|word)/[^/]*\.xml$|word/charts/[^/]*\.xml$", name):
            root = etree.fromstring(pack.read(name))
            for paragraph in root.iter(A + "p", W + "p"):
                parts.append("".join(t.text or "" for t in paragraph.iter(A + "t", W + "t")))
            parts += [v.text or "" for v in root.iter(C + "v")]
    return "\n".join(parts).replace("\u00a0", " ")


def pdf_text(data: bytes) -> str:
    """The text of a PDF, its pages one after the other and its lines joined."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    said = " ".join(page.extract_text() for page in pages)
    return re.sub(r"\s+", " ", said.replace("\u00a0", " "))


def pages_of(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def check_pdf(data: bytes, place: Path) -> None:
    """Tagged, in Dutch, titled, with its fonts along, and nothing that a machine finds of PDF/UA-1."""
    place.write_bytes(data)
    with pikepdf.open(place) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang).startswith("nl")
        assert root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"]
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())
    checked = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(place)], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout.decode()
