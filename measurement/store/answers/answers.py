"""Loads the answers that count, as the matrix of bytes that everything is counted from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from measurement.counting.answers import Answers
from measurement.counting.columns import ANONYMOUS, COLUMNS
from measurement.exports.surveys import SURVEY
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_SHOWN
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.invitations import invitations
from measurement.store.answers.renaming import renamed
from measurement.store.schema import file_import, respondent, survey

Layout = list[tuple[str, tuple[int, ...]]]  # items in the order of the codes, with their points
_TEXTS = ("centre", "net", "ambt", "role", "experience", "education")


def load(connection: Connection, questionnaire: Questionnaire) -> Answers:
    """The answers of active imports that are not set aside, in the order they came in.

    Items and points follow the questionnaire of today: an item it does not know is left out, one
    that an import does not have was not shown. Centres have today's names.
    """
    import_ids, ids, surveys, people, completed, centres, *texts, lines = _columns(connection)
    meant = centre_spellings(connection)
    texts.insert(0, renamed([meant.get(centre, centre) for centre in centres], questionnaire))
    nets = Centres(questionnaire).nets
    own = zip(texts[1], texts[0], strict=True)
    texts[1] = [net or nets.get(centre, "") for net, centre in own]
    frame = {
        "respondent": person_numbers(ids, people),
        ANONYMOUS: np.array([not person for person in people], bool),
        "survey": np.array(surveys, np.int64),
        "completed": np.array(completed, bool),
        **{name: category_of(values) for name, values in zip(_TEXTS, texts, strict=True)},
    }
    frame |= survey_columns(connection, frame["survey"])
    return Answers(
        pd.DataFrame(frame)[[*COLUMNS, ANONYMOUS]],
        questionnaire.counted,
        code_matrix(import_ids, lines, layouts(connection), questionnaire),
        invitations(connection, questionnaire),
        questionnaire,
    )


def _columns(connection: Connection) -> list[Sequence[Any]]:
    """The rows that count, column by column."""
    r = respondent.c
    rows = connection.execute(
        select(r.import_id, r.id, r.survey_id, r.person, r.completed, *(r[t] for t in _TEXTS))
        .add_columns(r.codes)
        .join(file_import)
        .where(file_import.c.undone_at.is_(None), r.excluded == "")
        .order_by(r.import_id, r.row)
    ).all()
    return list(zip(*rows, strict=True)) or [()] * (6 + len(_TEXTS))


def layouts(connection: Connection, imports: Collection[int] | None = None) -> dict[int, Layout]:
    """The items of these imports, else of the active ones, in the order of the codes, with their
    points."""
    c = file_import.c
    wanted = c.undone_at.is_(None) if imports is None else c.id.in_(imports)
    chosen = select(c.id, c.layout).where(wanted).order_by(c.id)
    return {
        import_id: [(item, tuple(points)) for item, points in items]
        for import_id, items in connection.execute(chosen)
    }


def left_behind(layout: Layout, questionnaire: Questionnaire) -> list[tuple[str, tuple[int, ...]]]:
    """The items, and of known items the points, that the questionnaire does not know.

    An item without points named is unknown as a whole.
    """
    today = set(questionnaire.counted)
    lost: Layout = []
    for item, points in layout:
        if item not in today:
            lost.append((item, ()))
        elif gone := tuple(p for p in points if p not in questionnaire.scale_of(item).points):
            lost.append((item, gone))
    return lost


def code_matrix(
    import_ids: Sequence[int],
    lines: Sequence[bytes],
    layout_of: dict[int, Layout],
    questionnaire: Questionnaire,
) -> NDArray[np.uint8]:
    """The codes of all rows, one column per item of the questionnaire, stored by column."""
    items = questionnaire.counted
    today = [(item, questionnaire.scale_of(item).points) for item in items]
    codes = np.full((len(lines), len(items)), NOT_SHOWN, np.uint8, order="F")
    place = {item: j for j, item in enumerate(items)}
    start = 0
    for import_id, group in groupby(import_ids):
        layout = layout_of[import_id]
        end = start + sum(1 for _ in group)
        block = np.frombuffer(b"".join(lines[start:end]), np.uint8)
        block = block.reshape(end - start, len(layout))
        if layout == today:
            codes[start:end] = block
        else:
            for j, (item, points) in enumerate(layout):
                if item in place:
                    now = questionnaire.scale_of(item).points
                    codes[start:end, place[item]] = _translation(points, now)[block[:, j]]
        start = end
    return codes


def _translation(then: Sequence[int], now: Sequence[int]) -> NDArray[np.uint8]:
    """For each code of a scale its code on another, by point; a point that is gone: not shown."""
    table = np.full(256, NOT_SHOWN, np.uint8)
    table[:FIRST_POINT] = np.arange(FIRST_POINT)
    for code, point in enumerate(then, FIRST_POINT):
        if point in now:
            table[code] = FIRST_POINT + list(now).index(point)
    return table


def person_numbers(ids: Sequence[int], people: Sequence[str]) -> NDArray[np.int64]:
    """A number per person: the id of the first row; who is unknown is nobody else."""
    first: dict[str, int] = {}
    numbers = [first.setdefault(p, i) if p else i for i, p in zip(ids, people, strict=True)]
    return np.array(numbers, np.int64)


def category_of(values: Sequence[str]) -> pd.Categorical:
    """The texts as categories in alphabetical order; '' is missing."""
    names = sorted(set(values) - {""})
    place = {"": -1, **{name: i for i, name in enumerate(names)}}
    codes = np.fromiter(map(place.__getitem__, values), np.int32, len(values))
    return pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))


def survey_columns(connection: Connection, surveys: Any) -> dict[str, pd.Categorical]:
    """The columns of a survey, a value per row: ``surveys`` holds the id of each row's survey."""
    chosen = select(survey.c.id, *(survey.c[key] for key in SURVEY))
    names = {row.id: row for row in connection.execute(chosen)}
    used, place = np.unique(surveys, return_inverse=True)
    columns = {}
    for key in SURVEY:
        short = category_of([getattr(names[i], key) for i in used.tolist()])
        columns[key] = pd.Categorical.from_codes(short.codes[place], categories=short.categories)
    return columns
