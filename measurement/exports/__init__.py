"""Survey exports: from the bytes of a file to respondents and an answer matrix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from measurement.exports.recognised import Recognised
    from measurement.questionnaire import Questionnaire


def recognise(
    path: Path, questionnaire: Questionnaire | None = None, chosen: Mapping[str, str] | None = None
) -> Recognised:
    """Read a file and recognise what it holds. Raises :class:`ExportError`."""
    from measurement.exports import tidy
    from measurement.exports.read import read
    from measurement.questionnaire_files import load

    return tidy.recognise(read(path), questionnaire or load(), chosen)


def check(path: Path, questionnaire: Questionnaire | None = None) -> dict[str, Any]:
    """What was recognised in a file, as the plain values of ``check --json``."""
    from measurement.exports.checked import checked
    from measurement.questionnaire_files import load

    known = questionnaire or load()
    return checked(recognise(path, known), known)
