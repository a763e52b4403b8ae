"""The rows that the store holds of some imports: of each response the newest."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, Select, select

from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import SKIPPED
from measurement.store.answers.answers import code_matrix, layouts
from measurement.store.schema import comment, file_import, respondent
from measurement.store.updates.content import Numbers
from measurement.store.updates.marks import OWN_NUMBERS, Marks, unpacked
from measurement.store.updates.matching import Side

TEXTS = ("centre", "net", "ambt", "role", "experience", "education")
REMARK = "remark"
_FRAME = (
    "id",
    "import_id",
    "row",
    "response",
    "survey_id",
    "by_hand",
    "kept",
    "excluded",
    "completed",
)
_CHUNK = 5_000


@dataclass(frozen=True)
class Standing:
    """Rows in the store: what is known of them, and the side to compare them by.

    ``frame`` has a row per response with the columns ``import_id``, ``row``, ``response``,
    ``survey_id``, ``by_hand``, ``kept``, ``excluded``, ``completed`` and ``file``.
    """

    frame: pd.DataFrame
    side: Side


def undone(connection: Connection, surveys: Collection[int]) -> set[int]:
    """The imports of these surveys that were undone, and may come back."""
    c = file_import.c
    chosen = select(respondent.c.import_id).join(file_import).where(c.undone_at.is_not(None))
    chosen = chosen.where(respondent.c.survey_id.in_(surveys)).distinct()
    return set(connection.execute(chosen).scalars())


def earlier(connection: Connection, surveys: Collection[int], tickets: Iterable[int]) -> set[int]:
    """The active imports that hold answers of these surveys, or responses with these tickets."""
    r = respondent.c
    active = file_import.c.undone_at.is_(None)
    chosen = select(r.import_id).join(file_import).where(active).distinct()
    imports = set(connection.execute(chosen.where(r.survey_id.in_(surveys))).scalars())
    numbers = [int(ticket) for ticket in tickets if ticket]
    for start in range(0, len(numbers), _CHUNK):
        part = numbers[start : start + _CHUNK]
        imports |= set(connection.execute(chosen.where(r.ticket.in_(part))).scalars())
    return imports


def standing(
    connection: Connection, imports: Collection[int], questionnaire: Questionnaire
) -> Standing:
    """The rows of these imports, of each response the newest."""
    r = respondent.c
    columns = [r[name] for name in (*_FRAME, *TEXTS, "answered_on", "person")]
    chosen = (
        select(*columns, file_import.c.file, file_import.c.platform, r.ticket, r.marks, r.codes)
        .join(file_import)
        .where(r.import_id.in_(imports))
        .order_by(r.import_id, r.row)
    )
    names = [*(column.name for column in columns), "file", "platform"]
    *told, tickets, lines, answers = _columns(connection, chosen, len(names) + 3)
    frame = pd.DataFrame(dict(zip(names, told, strict=True)))
    codes = code_matrix(told[1], answers, layouts(connection, imports), questionnaire)
    newest = ~frame["response"].duplicated(keep="last").to_numpy()
    marks = Marks(*(part[newest] for part in unpacked(tickets, lines)))
    frame, codes = frame[newest].reset_index(drop=True), codes[newest]
    said = _remarks(connection, imports)
    keys = zip(frame["import_id"], frame["row"], strict=True)
    frame[REMARK] = [said.get(key, "") for key in keys]
    frame["own"] = frame["platform"].isin(OWN_NUMBERS)
    return Standing(frame, side(frame, marks, codes, questionnaire.counted))


def _columns(connection: Connection, chosen: Select[Any], n: int) -> list[tuple[Any, ...]]:
    """What was chosen, column by column."""
    return list(zip(*connection.execute(chosen).all(), strict=True)) or [()] * n


def side(
    frame: pd.DataFrame, marks: Marks, codes: npt.NDArray[np.uint8], items: Sequence[str]
) -> Side:
    """Rows to compare, with the columns ``response``, ``person``, ``answered_on``, ``own``,
    ``remark`` and the characteristics; ``codes`` are their answers to ``items``."""
    said = {
        item: np.where(codes[:, place] <= SKIPPED, 0, codes[:, place]).astype(np.int64)
        for place, item in enumerate(items)
    }
    said |= {name: numbered(frame[name]) for name in (*TEXTS, REMARK)}
    days = pd.to_datetime(frame["answered_on"]).to_numpy("M8[D]")
    said["day"] = np.where(np.isnat(days), 0, days.astype(np.int64) + (1 << 32))
    return Side(
        label=frame["response"].to_numpy(np.int64),
        **marks._asdict(),
        day=said["day"],
        person=numbered(frame["person"]),
        own=frame["own"].to_numpy(bool),
        columns=said,
    )


def numbered(texts: pd.Series) -> Numbers:
    """A number per text, the same wherever it stands; 0 for none."""
    places, names = pd.factorize(texts.astype(object).fillna(""))
    numbers = [_number(str(name)) if name else 0 for name in names]
    return np.array([*numbers, 0], np.int64)[places]


def said_of(remarks: Iterable[tuple[Hashable, str, str]]) -> dict[Hashable, str]:
    """All remarks of a row as one text, from rows with an item and a text."""
    remarks_of: defaultdict[Hashable, list[tuple[str, str]]] = defaultdict(list)
    for row, item, text in remarks:
        remarks_of[row].append((item, text))
    return {
        row: "\n".join(f"{item}: {text}" for item, text in sorted(said))
        for row, said in remarks_of.items()
    }


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True) or 1


def _remarks(connection: Connection, imports: Collection[int]) -> dict[Hashable, str]:
    c = comment.c
    chosen = select(c.import_id, c.row, c.item, c.text).where(c.import_id.in_(imports))
    return said_of(((i, row), item, text) for i, row, item, text in connection.execute(chosen))
