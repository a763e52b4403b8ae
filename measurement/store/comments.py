"""Open answers in the store, and the quotes that the support team released from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any
from unicodedata import category, is_normalized, normalize

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, delete, insert, select, update

from measurement.comment_tables import COMMENTS, QUOTES
from measurement.errors import SurveyError
from measurement.exports.texts import LONGEST
from measurement.store.adding import Prepared
from measurement.store.answers import _category, _named, _people
from measurement.store.masking import masked, spellings
from measurement.store.schema import comment, file_import, now, quote, respondent
from measurement.store.transactions import reading, writing
from measurement.words import say

_CHUNK = 5_000
_WORD, _SIGN = re.compile(r"[^\W_]+"), re.compile(r"[@:\d]")


class Comments:
    """The remarks that count, and what of them may be quoted: a room of the store.

    A remark counts as long as its row does: those of an import that was undone, and of rows that
    were left out, are not there.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def table(self) -> pd.DataFrame:
        """The declared table ``comments``: one row per remark that counts, as they came in."""
        with reading(self._engine) as connection:
            return _table(connection)

    def quotes(self) -> pd.DataFrame:
        """The declared table ``quotes``: what was released, as it was edited; of nobody."""
        table = self.table()
        released = table[table["released"]].reset_index(drop=True)
        made = released[list(QUOTES.names)].copy()
        for name in made.columns:
            if isinstance(made[name].dtype, pd.CategoricalDtype):
                made[name] = made[name].cat.remove_unused_categories()
        return made

    def release(self, comment_id: int, text: str) -> None:
        """Let this text be quoted for a remark, in place of what was released of it before.

        Addresses and telephone numbers are taken out. Raises :class:`SurveyError` when there is no
        such remark (any more), or the text is empty.
        """
        edited = masked(one_line(text))[:LONGEST]
        if not edited:
            raise SurveyError(say("The quote is empty: write what may be shown."))
        with writing(self._engine) as connection:
            _refuse_unknown(connection, comment_id)
            values = {"text": edited, "released_at": now(), "withdrawn_at": None}
            known = update(quote).where(quote.c.comment_id == comment_id).values(**values)
            if not connection.execute(known).rowcount:
                connection.execute(insert(quote).values(comment_id=comment_id, **values))

    def withdraw(self, comment_id: int) -> None:
        """Let a remark no longer be quoted. Raises :class:`SurveyError` when it is not released."""
        with writing(self._engine) as connection:
            _refuse_unknown(connection, comment_id)
            released = (quote.c.comment_id == comment_id) & quote.c.withdrawn_at.is_(None)
            done = connection.execute(update(quote).where(released).values(withdrawn_at=now()))
            if not done.rowcount:
                raise SurveyError(say("Remark {number} is not released.", number=str(comment_id)))


def one_line(text: str) -> str:
    """The text as one paragraph, without characters that cannot be seen."""
    spaced = " ".join(normalize("NFC", text).split())
    return "".join(c for c in spaced if category(c) not in ("Cc", "Cf", "Co", "Cs"))


def add(
    connection: Connection, made: Prepared, import_id: int, clean: Callable[[Any], Any]
) -> None:
    """Store the remarks of the rows of an import that are stored, masked by ``clean``."""
    rows = _records(made, import_id, clean)
    while chunk := list(islice(rows, _CHUNK)):
        connection.execute(insert(comment), chunk)


def _records(
    made: Prepared, import_id: int, clean: Callable[[Any], Any]
) -> Iterator[dict[str, Any]]:
    recognised = made.addition.recognised
    texts = recognised.texts[recognised.texts["row"].isin(made.rows["row"])]
    suspect = _suspicion([*recognised.respondents["identity"].unique(), *recognised.names])
    cleaned = {t: clean(t) if suspect(t) else t for t in texts["text"].unique()}
    for row, item, text in zip(
        texts["row"].tolist(), texts["item"].tolist(), texts["text"].tolist(), strict=True
    ):
        yield {"import_id": import_id, "row": row, "item": item, "text": cleaned[text]}


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
    same = (comment.c.import_id == respondent.c.import_id) & (comment.c.row == respondent.c.row)
    return (
        select(comment.c.id, comment.c.item, comment.c.text)
        .add_columns(respondent.c.id.label("place"), respondent.c.survey_id, respondent.c.centre)
        .join(respondent, same)
        .join(file_import, file_import.c.id == comment.c.import_id)
        .where(file_import.c.undone_at.is_(None), respondent.c.excluded == "")
    )


def _refuse_unknown(connection: Connection, comment_id: int) -> None:
    found = connection.execute(_counting().where(comment.c.id == comment_id)).first()
    if found is None:
        raise SurveyError(say("There is no remark {number}.", number=str(comment_id)))


def _table(connection: Connection) -> pd.DataFrame:
    chosen = _counting().order_by(comment.c.import_id, comment.c.row, comment.c.item)
    rows = connection.execute(chosen).all()
    people, released = _numbers(connection), _released(connection)
    quotes = [released.get(row.id, "") for row in rows]
    columns: Mapping[str, Sequence[Any]] = {
        name: [getattr(row, name) for row in rows] for name in ("id", "item", "text", "centre")
    }
    frame = {
        "comment": np.array(columns["id"], np.int64),
        "respondent": np.array([people[row.place] for row in rows], np.int64),
        "item": _category(columns["item"]),
        "centre": _category(columns["centre"]),
        "text": _category(columns["text"]),
        "released": np.array([bool(text) for text in quotes], bool),
        "quote": _category(quotes),
        **_named(connection, np.array([row.survey_id for row in rows], np.int64)),
    }
    return pd.DataFrame(frame)[list(COMMENTS.names)]


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
    return dict(zip(ids, _people(ids, persons).tolist(), strict=True))


def _released(connection: Connection) -> dict[int, str]:
    """What may be quoted, by remark."""
    chosen = select(quote.c.comment_id, quote.c.text).where(quote.c.withdrawn_at.is_(None))
    return {row.comment_id: row.text for row in connection.execute(chosen)}
