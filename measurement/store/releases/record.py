"""What was published, as rows that are only ever added; read back as a history."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select

from measurement.releases import keeping
from measurement.releases.given import KEY_BYTES
from measurement.releases.history import History
from measurement.releases.release import Release
from measurement.store import settings
from measurement.store.answers.choices import centre_spellings
from measurement.store.releases import groups
from measurement.store.schema import now, publication, published_quote

RELEASE, WITHDRAWAL, UNDONE = "release", "withdrawal", "undone"
QUOTE, HELD = "quote", "held"  # a quote that was withdrawn; more keys of answers in an atom
OF_RELEASE = ("releases", "atoms", "totals", "correlations", "response")
Content = dict[str, Any]


def add(connection: Connection, kind: str, content: Content, held: bytes | None = None) -> int:
    """Add a row; its id. What is published of the example alone goes when the example goes."""
    row = insert(publication).values(
        mark=secrets.token_hex(16),
        at=now(),
        kind=kind,
        content=content,
        held=held,
        example=settings.only_example(connection),
    )
    return int(connection.execute(row).inserted_primary_key[0])  # type: ignore[index]


def add_release(connection: Connection, one: Release, more: Mapping[str, Any]) -> int:
    """Add a release, with what else it publishes; the id of its row."""
    atoms: dict[str, list[str]] = {}
    for key, atom in one.held.items():
        atoms.setdefault(atom, []).append(key)
    written = keeping.written(History((replace(one, held={}),)))
    content: Content = {name: written[name] for name in OF_RELEASE}
    content |= {**more, "held": [[atom, len(keys)] for atom, keys in atoms.items()]}
    held = b"".join(bytes.fromhex(key) for keys in atoms.values() for key in keys)
    return add(connection, RELEASE, content, held)


def add_changes(connection: Connection, before: History, after: History) -> None:
    """Add the withdrawals, and what was undone of these, that are new in a history."""
    new = History(
        withdrawals=after.withdrawals[len(before.withdrawals) :],
        undone=after.undone[len(before.undone) :],
    )
    written = keeping.written(new)
    for kind, table in ((WITHDRAWAL, "withdrawals"), (UNDONE, "undone")):
        for row in written[table]:
            add(connection, kind, row)


def history(connection: Connection, held: bool = False) -> History:
    """All that was published; with ``held`` also which answers are in an atom.

    Without it reading is quick, but nothing new can be published on it.
    """
    c = publication.c
    columns = [c.kind, c.content, c.held] if held else [c.kind, c.content]
    chosen = select(*columns).where(c.kind.in_((RELEASE, WITHDRAWAL, UNDONE))).order_by(c.id)
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in keeping.TABLES}
    for row in connection.execute(chosen):
        _take(tables, row.kind, row.content, row.held if held else b"")
    return keeping.read(tables)


def _take(tables: dict[str, list[Any]], kind: str, content: Content, held: bytes | None) -> None:
    if kind == RELEASE:
        for name in OF_RELEASE:
            tables[name] += content[name]
        number = content["releases"][0]["number"]
        tables["held"] += _held(number, content["held"], held or b"")
    else:
        tables["withdrawals" if kind == WITHDRAWAL else "undone"].append(content)


def _held(number: int, atoms: Sequence[tuple[str, int]], keys: bytes) -> list[dict[str, Any]]:
    names = (atom for atom, n in atoms for _ in range(n))
    return [
        {"release": number, "key": key, "atom": atom}
        for key, atom in zip(_keys(keys), names, strict=False)
    ]


def _keys(packed: bytes) -> list[str]:
    return [packed[i : i + KEY_BYTES].hex() for i in range(0, len(packed), KEY_BYTES)]


def hold(connection: Connection, keys: Collection[str]) -> None:
    """Keep more keys by which answers in an atom are recognised."""
    if keys:
        add(connection, HELD, {}, b"".join(map(bytes.fromhex, sorted(keys))))


def also_held(connection: Connection) -> frozenset[str]:
    """The keys that :func:`hold` kept."""
    chosen = select(publication.c.held).where(publication.c.kind == HELD)
    return frozenset(key for held in connection.execute(chosen).scalars() for key in _keys(held))


def last(connection: Connection) -> str:
    """What stands for all that was published; '' before the first release."""
    c = publication.c
    chosen = select(c.mark).where(c.kind != HELD).order_by(c.id.desc()).limit(1)
    return connection.execute(chosen).scalar_one_or_none() or ""


def stamp(connection: Connection) -> str:
    """A text that is another one when directors may get something else of what was published.

    With the last row, with a quote that went with its answer, with the names of centres, and with who
    has several of them.
    """
    if not (newest := last(connection)):
        return ""
    quotes = connection.execute(select(func.count()).select_from(published_quote)).scalar_one()
    names = sorted(centre_spellings(connection).items())
    several = sorted(map(sorted, groups.of_directors(connection)))
    return hashlib.sha256(repr((newest, quotes, names, several)).encode()).hexdigest()[:16]
