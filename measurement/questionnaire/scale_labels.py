"""Names of the scales, from ``scales.csv`` beside the questionnaire."""

from __future__ import annotations

import os
from collections.abc import Mapping

from measurement.questionnaire.files.lists import DataList
from measurement.questionnaire.model import Named
from measurement.words import Label

LABELS = DataList("scales.csv", Named)


def scale_labels(path: str | os.PathLike[str] | None = None) -> Mapping[str, Label]:
    """Names by the id of a level, dimension or derived scale; none when there is no such file.

    Columns of ``scales.csv``: ``id``, ``label_nl``, ``label_en``. Raises :class:`ExportError` with
    every fault found.
    """
    return {row.id: row.label for row in LABELS.rows(path)}
