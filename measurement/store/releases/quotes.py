"""Quotes that go with releases: frozen as they were approved, gone at once when withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, insert, select

from measurement.comments.quotable import Batch, batches, remark_keys
from measurement.releases.given import Identity
from measurement.releases.limits import Limits
from measurement.store.imports.comments import OF_ROW, counting
from measurement.store.releases.identities import of_responses
from measurement.store.releases.record import QUOTE, RELEASE, add
from measurement.store.schema import comment, publication, published_quote, respondent

Row = dict[str, Any]


class Quotable(NamedTuple):
    """The batches that are new, and the approved quotes of all batches that were not published."""

    batches: tuple[Batch, ...] = ()
    quotes: tuple[Row, ...] = ()


def quotable(
    connection: Connection, secret: bytes, limits: Limits, years: Collection[str]
) -> Quotable:
    """What the next release publishes of the remarks of these school years."""
    every = counting(connection)
    remarks = every[every["school_year"].isin(list(years))].reset_index(drop=True)
    identity_of = of_responses(connection)
    who = [identity_of[response] for response in remarks["response"].tolist()]
    held = _held(connection)
    new = batches(remarks, who, secret, held, limits)
    inside = held.union(*(one.keys for one in new))
    there = {(row.response, row.remark) for row in _standing(connection)}
    approved = _approved(remarks, who, secret, inside)
    return Quotable(new, tuple(r for r in approved if (r["response"], r["remark"]) not in there))


def _held(connection: Connection) -> frozenset[str]:
    """The keys of the remarks that were in a batch."""
    c = publication.c
    contents = connection.execute(select(c.content).where(c.kind == RELEASE)).scalars()
    return frozenset(key for content in contents for key in content["remarks"])


def _approved(
    remarks: pd.DataFrame, who: Sequence[Identity], secret: bytes, inside: Collection[str]
) -> Iterator[Row]:
    """The approved quotes of remarks in a batch, in the order of the table."""
    columns = ("response", "item", "text", "centre", "school_year", "quote")
    values = zip(*(remarks[name].tolist() for name in columns), strict=True)
    for one, (response, item, text, centre, year, quote) in zip(who, values, strict=True):
        if isinstance(quote, str) and not set(remark_keys(secret, one).own).isdisjoint(inside):
            said = {"response": response, "remark": remark_mark(item, text), "text": quote}
            yield {**said, "centre": centre, "school_year": year}


def remark_mark(item: str, text: str) -> str:
    """What stands for a remark beside its response."""
    said = f"{item}\x1f{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def publish(connection: Connection, row: int, release: int, rows: Iterable[Row]) -> None:
    """Freeze quotes with a release, that stands in this row."""
    of_it = {"publication_id": row, "release": release}
    frozen = [{**one, **of_it, "mark": secrets.token_hex(16)} for one in rows]
    if frozen:
        connection.execute(insert(published_quote), frozen)


def hide(connection: Connection, comment_id: int, unless: str = "") -> None:
    """Hide the published quote of a remark from now on, unless it is this text."""
    chosen = (
        select(respondent.c.response, comment.c.item, comment.c.text)
        .join(comment, OF_ROW)
        .where(comment.c.id == comment_id)
    )
    response, item, text = connection.execute(chosen).one()
    _hide(
        connection,
        lambda row: (
            (row.response, row.remark) == (response, remark_mark(item, text)) and row.text != unless
        ),
    )


def hide_lost(connection: Connection, moved: Collection[int]) -> None:
    """Hide the published quotes of these responses, and of remarks that count no longer."""
    if not _standing(connection):
        return
    remarks = counting(connection)
    columns = (remarks[name].tolist() for name in ("response", "item", "text"))
    there = {(of, remark_mark(item, text)) for of, item, text in zip(*columns, strict=True)}
    _hide(
        connection,
        lambda row: row.response in moved or (row.response, row.remark) not in there,
    )


def _hide(connection: Connection, which: Callable[[Any], bool]) -> None:
    for row in _standing(connection):
        if which(row):
            add(connection, QUOTE, {"quote": row.mark})


def shown(connection: Connection, releases: Collection[int]) -> list[tuple[str, str, str]]:
    """Centre, school year and text of the quotes of these releases that stand, by these."""
    rows = (row for row in _standing(connection) if row.release in releases)
    return sorted((row.centre, row.school_year, row.text) for row in rows)


def counts(connection: Connection) -> Counter[int]:
    """How many quotes of each release stand."""
    return Counter(row.release for row in _standing(connection))


def _standing(connection: Connection) -> list[Any]:
    """The published quotes that were not withdrawn."""
    gone = select(publication.c.content).where(publication.c.kind == QUOTE)
    withdrawn = {content["quote"] for content in connection.execute(gone).scalars()}
    chosen = select(published_quote).order_by(published_quote.c.id)
    return [row for row in connection.execute(chosen) if row.mark not in withdrawn]
