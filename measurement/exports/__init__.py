"""Survey exports: from the bytes of a file to respondents and an answer matrix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from measurement.exports.recognised import Recognised
    from measurement.questionnaire.model import Questionnaire


def recognise(
    path: Path,
    questionnaire: Questionnaire | None = None,
    chosen: Mapping[str, str] | None = None,
    cells: Mapping[str, Mapping[str, str]] | None = None,
) -> Recognised:
    """Read a file and recognise what it holds. Raises :class:`ExportError`."""
    from measurement.exports.files.read import read
    from measurement.questionnaire.files.reading import load

    file = read(
        path
    )  # before the slow imports, so that a file that is no export is refused at once
    from measurement.exports import tidy

    return tidy.recognise(file, questionnaire or load(), chosen, cells)


def check(
    path: Path,
    questionnaire: Questionnaire | None = None,
    chosen: Mapping[str, str] | None = None,
    cells: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    """What was recognised in a file, as the plain values of ``check --json``."""
    from measurement.questionnaire.files.reading import load

    known = questionnaire or load()
    found = recognise(path, known, chosen, cells)
    from measurement.exports.checked import checked

    return checked(found, known)
