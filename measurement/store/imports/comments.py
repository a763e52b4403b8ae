"""Open answers in the tables: added, and read with what was approved of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any
from unicodedata import category, is_normalized, normalize

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, delete, insert, select

from measurement.comments.tables import COMMENTS
from measurement.contacts import spellings
from measurement.errors import SurveyError
from measurement.store.answers.answers import category_of, person_numbers, survey_columns
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import renamed
from measurement.store.schema import comment, file_import, quote, respondent
from measurement.store.updates.adding import Prepared
from measurement.words import say

_CHUNK = 5_000
OF_ROW = (comment.c.import_id == respondent.c.import_id) & (comment.c.row == respondent.c.row)
_WORD, _SIGN = re.compile(r"[^\W_]+"), re.compile(r"[@:\d]")


def one_line(text: str) -> str:
    """The text as one paragraph, without characters that cannot be seen."""
    spaced = " ".join(normalize("NFC", text).split())
    return "".join(c for c in spaced if category(c) not in ("Cc", "Cf", "Co", "Cs"))


def add(connection: Connection, rows: Iterable[tuple[int, str, str]], import_id: int) -> None:
    """Store the remarks of an import, as :func:`remarks` gives them."""
    records = ({"import_id": import_id, "row": r, "item": i, "text": t} for r, i, t in rows)
    while chunk := list(islice(records, _CHUNK)):
        connection.execute(insert(comment), chunk)


def remarks(prepared: Prepared, clean: Callable[[Any], Any]) -> Iterator[tuple[int, str, str]]:
    """Row, item and text of the remarks of the rows that are stored, masked by ``clean``."""
    recognised = prepared.addition.recognised
    texts = recognised.texts[recognised.texts["row"].isin(prepared.rows["row"])]
    suspect = _suspicion([*recognised.respondents["identity"].unique(), *recognised.names])
    cleaned = {t: clean(t) if suspect(t) else t for t in texts["text"].unique()}
    for row, item, text in zip(
        texts["row"].tolist(), texts["item"].tolist(), texts["text"].tolist(), strict=True
    ):
        yield row, item, cleaned[text]


def _suspicion(identities: Iterable[str]) -> Callable[[str], bool]:
    """A quick look whether a text may hold something to mask: ten times as fast as masking.

    Says yes too often rather than too seldom: at signs that addresses and telephones have, at two
    neighbouring words that begin a name, and at letters that have more than one form.
    """
    starts = {words[:2] for words in spellings(identities)}

    def suspect(text: str) -> bool:
        folded = text.casefold()
        if _SIGN.search(text) or not all(is_normalized("NFKC", t) for t in (text, folded)):
            return True
        return not starts.isdisjoint(pairwise(_WORD.findall(folded)))

    return suspect


def clear_example(connection: Connection) -> None:
    """Delete the remarks of the example data, with what was released of them."""
    marked = select(file_import.c.id).where(file_import.c.example)
    theirs = select(comment.c.id).where(comment.c.import_id.in_(marked))
    connection.execute(delete(quote).where(quote.c.comment_id.in_(theirs)))
    connection.execute(delete(comment).where(comment.c.import_id.in_(marked)))


def _counting() -> Any:
    """The remarks of rows that count, with their row."""
    return (
        select(comment.c.id, comment.c.item, comment.c.text)
        .add_columns(respondent.c.id.label("place"), respondent.c.survey_id, respondent.c.centre)
        .add_columns(respondent.c.response)
        .join(respondent, OF_ROW)
        .join(file_import, file_import.c.id == comment.c.import_id)
        .where(file_import.c.undone_at.is_(None), respondent.c.excluded == "")
    )


def refuse_unknown(connection: Connection, comment_id: int) -> None:
    """Raise :class:`SurveyError` unless there is such a remark that counts."""
    counted = connection.execute(_counting().where(comment.c.id == comment_id)).first()
    if counted is None:
        raise SurveyError(say("There is no remark {number}.", number=str(comment_id)))


def counting(connection: Connection) -> pd.DataFrame:
    """The declared table ``comments``, with the number of each ``response`` behind it."""
    chosen = _counting().order_by(comment.c.import_id, comment.c.row, comment.c.item)
    rows = connection.execute(chosen).all()
    people, released = _numbers(connection), _released(connection)
    quotes = [released.get((row.response, row.item, row.text), "") for row in rows]
    columns: Mapping[str, Sequence[Any]] = {
        name: [getattr(row, name) for row in rows] for name in ("id", "item", "text")
    }
    meant = centre_spellings(connection)
    centres = renamed([meant.get(row.centre, row.centre) for row in rows])
    frame = {
        "comment": np.array(columns["id"], np.int64),
        "respondent": np.array([people[row.place] for row in rows], np.int64),
        "item": category_of(columns["item"]),
        "centre": category_of(centres),
        "text": category_of(columns["text"]),
        "released": np.array([bool(text) for text in quotes], bool),
        "quote": category_of(quotes),
        **survey_columns(connection, np.array([row.survey_id for row in rows], np.int64)),
    }
    frame["response"] = np.array([row.response for row in rows], np.int64)
    return pd.DataFrame(frame)[[*COMMENTS.names, "response"]]


def _numbers(connection: Connection) -> dict[int, int]:
    """The number of the person of every row that counts, as in the table of answers."""
    r = respondent.c
    chosen = (
        select(r.id, r.person)
        .join(file_import)
        .where(file_import.c.undone_at.is_(None), r.excluded == "")
        .order_by(r.import_id, r.row)
    )
    ids, persons = list(zip(*connection.execute(chosen).all(), strict=True)) or [(), ()]
    return dict(zip(ids, person_numbers(ids, persons).tolist(), strict=True))


def _released(connection: Connection) -> dict[tuple[int, str, str], str]:
    """What may be quoted, by response, item and remark."""
    chosen = (
        select(respondent.c.response, comment.c.item, comment.c.text, quote.c.text)
        .select_from(quote)
        .join(comment)
        .join(respondent, OF_ROW)
        .where(quote.c.withdrawn_at.is_(None))
    )
    return {(of, item, said): text for of, item, said, text in connection.execute(chosen)}


def the_same(comment_id: int) -> Select[tuple[int]]:
    """The ids of this remark in every export of its response."""
    this, its = comment.alias(), respondent.alias()
    return (
        select(comment.c.id)
        .join(respondent, OF_ROW)
        .join(its, its.c.response == respondent.c.response)
        .join(this, (this.c.import_id == its.c.import_id) & (this.c.row == its.c.row))
        .where(this.c.id == comment_id, comment.c.item == this.c.item)
        .where(comment.c.text == this.c.text)
    )
