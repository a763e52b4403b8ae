"""The forms of a report as files, by the end of their name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal

from measurement.errors import SurveyError
from measurement.reports.paper.document import document
from measurement.reports.paper.parts import Report
from measurement.reports.paper.pdf import pdf
from measurement.reports.paper.settled import zipped
from measurement.reports.paper.slides import slides
from measurement.words import say

__all__ = ["FORMS", "KINDS", "Form", "Write", "file_name", "form_of", "written", "zipped"]

Form = Literal["pdf", "pptx", "docx"]
Write = Callable[[Report], bytes]
FORMS: Mapping[Form, Write] = {
    "pdf": pdf,
    "pptx": slides,
    "docx": document,
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[Form, str] = {
    "pdf": "application/pdf",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "docx": f"{_OFFICE}.wordprocessingml.document",
}


def form_of(name: str) -> Form:
    """The form by the end of a name; raises :class:`SurveyError` for another end."""
    end = name.rpartition(".")[2].lower()
    for form in FORMS:
        if form == end:
            return form
    ends = [f".{form}" for form in FORMS]
    raise SurveyError(say("{name} does not end in {ends}.", name=name, ends=ends))


def written(report: Report, form: Form) -> bytes:
    """The report in this form."""
    return FORMS[form](report)


def file_name(title: str, end: str) -> str:
    """A name for a file that every system takes.

    >>> file_name("GO! CLB Dé/Kempen", "pdf")
    'go-clb-de-kempen.pdf'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-') or 'report'}.{end}"
