"""Names of the scales, from ``scales.csv`` beside the questionnaire."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import rows_of
from measurement.questionnaire.model import Named
from measurement.words import Label


def scale_labels(path: str | os.PathLike[str] | None = None) -> Mapping[str, Label]:
    """Names by the id of a level, dimension or derived scale; none when there is no such file.

    Columns of ``scales.csv``: ``id``, ``label_nl``, ``label_en``. Raises :class:`ExportError` with
    every fault found.
    """
    folder = reading.folder_of(path)
    return _load(folder / "scales.csv", reading.fingerprint(folder))


@lru_cache(maxsize=8)
def _load(place: Path, _stamp: str) -> Mapping[str, Label]:
    if not place.is_file():
        return {}
    faults: list[Problem] = []
    found = {row.id: row.label for row in rows_of(place, Named, faults)}
    if faults:
        raise ExportError(faults)
    return found
