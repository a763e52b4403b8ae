"""What was understood of a file, to be looked at: its columns, and its first rows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from measurement.exports.cells.reading import UNREADABLE, Reader
from measurement.exports.headers.choices import ABSENT, NO_ANSWER
from measurement.exports.recognised import Column, Recognised
from measurement.exports.rows.table import Table
from measurement.exports.surveys import SURVEY
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, Scale

STRANGE = "?"
_MOST = 24
_OF_PERSONS = ("centre", "net", "ambt", "role", "experience", "education")


def columns(table: Table) -> tuple[Column, ...]:
    """Every column of the sheet with what it was taken for."""
    return tuple(
        Column(
            header.index,
            header.shown,
            f"{meaning.kind}:{meaning.key}" if meaning.key else meaning.kind,
            meaning.how,
            table.names[place],
            _cells(table, place),
        )
        for place, (header, meaning) in enumerate(
            zip(table.layout.headers, table.meanings, strict=True)
        )
    )


def _cells(table: Table, index: int) -> tuple[tuple[str, int, str], ...]:
    """The commonest texts of a column; none of a column of names and addresses."""
    meaning = table.meanings[index]
    if meaning.kind in ("meta", "consent"):
        return ()
    cells, item = table.cells(index), table.questionnaire.item_by_id.get(meaning.key)
    counts = np.where(cells.blank, 0, cells.counts[:-1])
    rated = item is not None and item.closed and item.scale in table.questionnaire.scale_by_id
    often = np.argsort(-counts, kind="stable")[:_MOST].tolist()
    texts = [(cells.texts[p], int(counts[p])) for p in often if counts[p]]
    if not rated or item is None or meaning.kind == "option":
        return tuple((text, n, "") for text, n in texts)
    scale = table.questionnaire.scale_of(meaning.key)
    reader = Reader(scale, table.layout.platform, item.not_applicable)
    said = table.choices.codes(table.names[index], scale)
    codes = [said[t] if t in said else reader.read(t).code for t, _ in texts]
    return tuple((t, n, in_words(code, scale)) for (t, n), code in zip(texts, codes, strict=True))


def in_words(code: int, scale: Scale) -> str:
    """What a code says: a point, ``nvt``, '' for no answer, ``?`` for what is no answer."""
    if code == UNREADABLE:
        return STRANGE
    if code >= FIRST_POINT:
        return str(scale.points[code - FIRST_POINT])
    return ABSENT if code == NOT_APPLICABLE else NO_ANSWER


def first_rows(recognised: Recognised, questionnaire: Questionnaire, n: int = 6) -> pd.DataFrame:
    """The first rows as they were understood, without who answered.

    The columns ``row`` and ``excluded`` ('' = counts), what is known of survey, day and person, and
    the items: a point, ``nvt``, or '' where nothing was answered.
    """
    people = recognised.respondents.head(n)
    shown = people[["row", "excluded"]].copy()
    if people["answered_on"].notna().any():
        shown["answered_on"] = people["answered_on"].dt.strftime("%Y-%m-%d").fillna("")
    for name in (*SURVEY, *_OF_PERSONS):
        if (people[name] != "").any():
            shown[name] = people[name].astype(object)
    for place, item in enumerate(recognised.items):
        scale = questionnaire.scale_of(item)
        shown[item] = [
            in_words(int(code), scale) for code in recognised.codes[: len(people), place]
        ]
    return shown.reset_index(drop=True)
