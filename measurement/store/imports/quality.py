"""What the quality report looks at: every import that holds, with the rows that do not count.

Rows that came in again are looked at once, in the export that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from measurement.exports.surveys import SURVEY
from measurement.measures.quality.quality import Filed
from measurement.questionnaire.model import Questionnaire
from measurement.store.schema import file_import, respondent, survey
from measurement.store.updates.updating import GONE, REPLACED

_COLUMNS = (*SURVEY, "row", "excluded", "completed", "seconds", "strange")


def filed(connection: Connection, questionnaire: Questionnaire) -> Iterator[Filed]:
    """Every active import in the order they came in, with the rated items that are known."""
    c, r = file_import.c, respondent.c
    chosen = select(c.id, c.file, c.layout, c.notes).where(c.undone_at.is_(None)).order_by(c.id)
    imports = {row.id: row for row in connection.execute(chosen)}
    lines = connection.execute(
        select(r.import_id, *(survey.c[key] for key in SURVEY))
        .add_columns(r.row, r.excluded, r.completed, r.seconds, r.strange, r.codes)
        .select_from(respondent)
        .outerjoin(survey)
        .where(r.import_id.in_(imports), r.excluded.not_in((REPLACED, GONE)))
        .order_by(r.import_id, r.row)
    ).all()
    for import_id, group in groupby(lines, key=lambda line: line[0]):
        yield _filed(imports[import_id], list(group), questionnaire)


def _filed(one: Any, lines: Sequence[Any], questionnaire: Questionnaire) -> Filed:
    rows = pd.DataFrame([line[1:-1] for line in lines], columns=list(_COLUMNS))
    rows[list(SURVEY)] = rows[list(SURVEY)].astype(object).where(rows[list(SURVEY)].notna(), "")
    rows["seconds"] = pd.to_numeric(rows["seconds"]).astype("float64")
    rows["strange"] = [tuple(items or ()) for items in rows["strange"]]
    place_of = {item: place for place, (item, _) in enumerate(one.layout)}
    rated = [i for i in place_of if _rated(i, questionnaire)]
    items = _as_in_the_file(one.notes, rated)
    codes = np.frombuffer(b"".join(line[-1] for line in lines), np.uint8)
    codes = codes.reshape(len(lines), len(one.layout))[:, [place_of[i] for i in items]]
    return Filed(one.file, rows, tuple(items), codes, one.notes.get("aside", {}))


def _rated(item: str, questionnaire: Questionnaire) -> bool:
    """Whether an item is known and has a scale: of a list to tick nothing is left empty."""
    return item in questionnaire.counted and questionnaire.scale_of(item).kind == "rating"


def _as_in_the_file(notes: Mapping[str, Any], items: Sequence[str]) -> list[str]:
    """The items in the order of their columns; those of one column in that of the questionnaire."""
    place: dict[str, int] = {}
    for index, _header, meaning, *_ in notes.get("columns", ()):
        place.setdefault(str(meaning).partition(":")[2], int(index))
    return sorted(items, key=lambda item: place.get(item, len(place)))
