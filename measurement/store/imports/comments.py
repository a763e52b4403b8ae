"""Open answers in the store, and the quotes that the support team released from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any
from unicodedata import category, is_normalized, normalize

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Select, delete, insert, select, update

from measurement.comments.tables import COMMENTS, QUOTES
from measurement.contacts import masked, spellings
from measurement.errors import SurveyError
from measurement.exports.cells.texts import LONGEST
from measurement.store.answers.answers import category_of, person_numbers, survey_columns
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import renamed
from measurement.store.schema import comment, file_import, now, quote, respondent
from measurement.store.transactions import reading, writing
from measurement.store.updates.adding import Prepared
from measurement.words import say

_CHUNK = 5_000
_OF_ROW = (comment.c.import_id == respondent.c.import_id) & (comment.c.row == respondent.c.row)
_WORD, _SIGN = re.compile(r"[^\W_]+"), re.compile(r"[@:\d]")


class Comments:
    """The remarks that count, and what of them may be quoted: a room of the store.

    A remark counts as long as its row does: those of an import that was undone, and of rows that
    were left out, are not there. What was released of a remark holds for the same remark in every
    export of its response, and no longer for one that was changed.
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
        shown = released[list(QUOTES.names)].copy()
        for name in shown.columns:
            if isinstance(shown[name].dtype, pd.CategoricalDtype):
                shown[name] = shown[name].cat.remove_unused_categories()
        return shown

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
            same = quote.c.comment_id.in_(_the_same(comment_id))
            earlier = update(quote).where(same).values(**values)
            if not connection.execute(earlier).rowcount:
                connection.execute(insert(quote).values(comment_id=comment_id, **values))

    def withdraw(self, comment_id: int) -> None:
        """Let a remark no longer be quoted. Raises :class:`SurveyError` when it is not released."""
        with writing(self._engine) as connection:
            _refuse_unknown(connection, comment_id)
            same = quote.c.comment_id.in_(_the_same(comment_id))
            released = same & quote.c.withdrawn_at.is_(None)
            done = connection.execute(update(quote).where(released).values(withdrawn_at=now()))
            if not done.rowcount:
                raise SurveyError(say("Remark {number} is not released.", number=str(comment_id)))


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
        .join(respondent, _OF_ROW)
        .join(file_import, file_import.c.id == comment.c.import_id)
        .where(file_import.c.undone_at.is_(None), respondent.c.excluded == "")
    )


def _refuse_unknown(connection: Connection, comment_id: int) -> None:
    counted = connection.execute(_counting().where(comment.c.id == comment_id)).first()
    if counted is None:
        raise SurveyError(say("There is no remark {number}.", number=str(comment_id)))


def _table(connection: Connection) -> pd.DataFrame:
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
    return dict(zip(ids, person_numbers(ids, persons).tolist(), strict=True))


def _released(connection: Connection) -> dict[tuple[int, str, str], str]:
    """What may be quoted, by response, item and remark."""
    chosen = (
        select(respondent.c.response, comment.c.item, comment.c.text, quote.c.text)
        .select_from(quote)
        .join(comment)
        .join(respondent, _OF_ROW)
        .where(quote.c.withdrawn_at.is_(None))
    )
    return {(of, item, said): text for of, item, said, text in connection.execute(chosen)}


def _the_same(comment_id: int) -> Select[tuple[int]]:
    """The ids of this remark in every export of its response."""
    this, its = comment.alias(), respondent.alias()
    return (
        select(comment.c.id)
        .join(respondent, _OF_ROW)
        .join(its, its.c.response == respondent.c.response)
        .join(this, (this.c.import_id == its.c.import_id) & (this.c.row == its.c.row))
        .where(this.c.id == comment_id, comment.c.item == this.c.item)
        .where(comment.c.text == this.c.text)
    )
