"""The same report, the same bytes: no clock in the files of Office, only the day that is told."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from measurement.reports.paper.parts import Report

_CLOCKS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settled(data: bytes, day: str) -> bytes:
    """The file (docx, pptx, xlsx) with this day (ISO) wherever it tells a time; embedded ones too."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for one in source.infolist():
            inner = source.read(one)
            if one.filename.endswith(".xlsx"):
                inner = settled(inner, day)
            elif one.filename == "docProps/core.xml":
                inner = _CLOCKS.sub(rb"\g<1>" + f"{day}T12:00:00Z".encode() + rb"\g<3>", inner)
            made.writestr(entry(one.filename, day), inner)
    return buffer.getvalue()


def entry(name: str, day: str) -> zipfile.ZipInfo:
    """A place in a zip that tells this day, and nothing of this computer."""
    year, month, date = map(int, day.split("-"))
    info = zipfile.ZipInfo(name, (max(year, 1980), month, date, 12, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info


def zipped(files: dict[str, bytes], day: str) -> bytes:
    """A zip of files, the same for the same files and day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in files.items():
            made.writestr(entry(name, day), data)
    return buffer.getvalue()


def described(about: Any, report: Report) -> None:
    """What a file of Office says of itself: ``about`` are its core properties."""
    about.title, about.author, about.language = report.title, report.author, report.language
    about.subject, about.comments = report.told, report.stamp
