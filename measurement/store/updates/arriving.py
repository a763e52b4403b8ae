"""The rows of an export that is to be stored, in the form in which they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from measurement.questionnaire.model import Questionnaire
from measurement.store.updates.adding import Prepared, texts
from measurement.store.updates.marks import OWN_NUMBERS, Marks
from measurement.store.updates.standing import REMARK, said_of, side
from measurement.store.updates.updating import Incoming


def incoming(
    prepared: Prepared,
    ids: Sequence[int | None],
    people: Sequence[str],
    marks: Marks,
    said: Iterable[tuple[int, str, str]],
    clean: Callable[[Any], Any],
    questionnaire: Questionnaire,
) -> Incoming:
    """The rows to store, as they are compared with those of before."""
    rows, recognised = prepared.rows, prepared.addition.recognised
    remarks = said_of(said)
    frame = pd.DataFrame(
        {
            "row": rows["row"].tolist(),
            "response": np.zeros(len(rows), np.int64),
            "survey_id": pd.Series([ids[i] for i in prepared.survey_of.tolist()], dtype=object),
            "found": rows["found"].tolist(),
            "by_hand": rows["by_hand"].tolist(),
            "completed": rows["completed"].astype(bool).tolist(),
            "answered_on": rows["answered_on"].to_numpy(),
            "person": people,
            "own": recognised.platform in OWN_NUMBERS,
            REMARK: [remarks.get(row, "") for row in rows["row"].tolist()],
            **texts(rows, clean),
        }
    )
    codes = np.zeros((len(rows), len(questionnaire.counted)), np.uint8, order="F")
    for place, item in enumerate(recognised.items):
        codes[:, questionnaire.counted.index(item)] = prepared.codes[:, place]
    counting = set(frame["survey_id"][(rows["excluded"] == "").to_numpy()].dropna())
    return Incoming(frame, side(frame, marks, codes, questionnaire.counted), counting)
