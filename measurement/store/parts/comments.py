"""Remarks in the store, and the quotes that the support team released from them."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine, insert, update

from measurement.comments.tables import COMMENTS, QUOTES
from measurement.contacts import masked
from measurement.errors import SurveyError
from measurement.exports.cells.texts import LONGEST
from measurement.store.imports import comments
from measurement.store.releases import quotes as published
from measurement.store.releases.ledger import recorded
from measurement.store.schema import now, quote
from measurement.store.transactions import reading, writing
from measurement.words import say


class Comments:
    """The remarks that count, and what of them may be quoted.

    A remark counts as long as its row does: those of an import that was undone, and of rows that
    were left out, are not there. What was released of a remark holds for the same remark in every
    export of its response, and no longer for one that was changed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def table(self) -> pd.DataFrame:
        """The declared table ``comments``: one row per remark that counts, as they came in."""
        with reading(self._engine) as connection:
            return comments.counting(connection)[list(COMMENTS.names)]

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

        Directors get it with the next release; another text that they had is hidden at once.
        Addresses and telephone numbers are taken out. Raises :class:`SurveyError` when there is no
        such remark (any more), or the text is empty.
        """
        edited = masked(comments.one_line(text))[:LONGEST]
        if not edited:
            raise SurveyError(say("The quote is empty: write what may be shown."))
        with recorded(self._engine), writing(self._engine) as connection:
            comments.refuse_unknown(connection, comment_id)
            values = {"text": edited, "released_at": now(), "withdrawn_at": None}
            same = quote.c.comment_id.in_(comments.the_same(comment_id))
            earlier = update(quote).where(same).values(**values)
            if not connection.execute(earlier).rowcount:
                connection.execute(insert(quote).values(comment_id=comment_id, **values))
            published.hide(connection, comment_id, unless=edited)

    def withdraw(self, comment_id: int) -> None:
        """Let a remark no longer be quoted. Raises :class:`SurveyError` when it is not released."""
        with recorded(self._engine), writing(self._engine) as connection:
            comments.refuse_unknown(connection, comment_id)
            same = quote.c.comment_id.in_(comments.the_same(comment_id))
            released = same & quote.c.withdrawn_at.is_(None)
            done = connection.execute(update(quote).where(released).values(withdrawn_at=now()))
            if not done.rowcount:
                raise SurveyError(say("Remark {number} is not released.", number=str(comment_id)))
            published.hide(connection, comment_id)
