"""What was published of answers that are corrected is withdrawn as they are, in one transaction.

Whatever changes answers is compared with what they were: an answer that no longer counts, that says
something else, or that belongs somewhere else now, takes the figures with it that hold it. Erasing a
person and deleting old school years are no corrections: what was published stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, select

from measurement.access.roles import AUTOMATIC
from measurement.releases.given import Identity, keys_of
from measurement.releases.history import History, corrected_each
from measurement.store.answers.answers import layouts
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import names_today
from measurement.store.people import audit
from measurement.store.releases import quotes, record
from measurement.store.releases.identities import COUNTS, of_rows, said
from measurement.store.releases.ledger import recorded
from measurement.store.schema import file_import, respondent, survey
from measurement.store.secret import key_file, key_for
from measurement.store.transactions import trying, writing


class Stands(NamedTuple):
    """A row that counts: which, of which survey's place, and of which centre by today's name."""

    id: int
    place: tuple[str, str, str]
    centre: str


class Changed(NamedTuple):
    """A row that counted, the items of which the answer holds no longer, and where it is now.

    ``centre`` is '' where it is gone, or moved in another way than to a centre.
    """

    id: int
    items: frozenset[str]
    centre: str


@contextmanager
def correcting(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change answers, and withdraws what was published of them."""
    with recorded(engine), writing(engine) as connection:
        published = record.last(connection)
        before = _standing(connection) if published else {}
        yield connection
        if published:
            _withdraw(connection, key_file(engine.url), before)


@contextmanager
def weighing(engine: Engine) -> Iterator[tuple[Connection, Callable[[], int]]]:
    """The same to see what it would bring: nothing is kept, and how many figures it would withdraw."""
    with trying(engine) as connection:
        published = record.last(connection)
        before = _standing(connection) if published else {}
        path = key_file(engine.url)
        yield connection, lambda: _withdraw(connection, path, before) if published else 0


def _standing(connection: Connection) -> dict[int, Stands]:
    """The rows that count, by response."""
    r, s = respondent.c, survey.c
    chosen = (
        select(r.id, r.response, r.centre, s.school_year, s.strategy, s.moment)
        .select_from(respondent)
        .join(file_import)
        .join(survey)
        .where(COUNTS)
        .order_by(r.id)
    )
    name = _names(connection)
    return {
        row.response: Stands(row.id, (row.school_year, row.strategy, row.moment), name(row.centre))
        for row in connection.execute(chosen)
    }


def _names(connection: Connection) -> Callable[[str], str]:
    """The centre that a name stands for today."""
    meant, today = centre_spellings(connection), names_today()
    return lambda name: today(meant.get(name, name))


def _withdraw(connection: Connection, key_path: Path, before: Mapping[int, Stands]) -> int:
    """Withdraw what holds no longer; how many figures that are."""
    after = _standing(connection)
    differ = {of: was for of, was in before.items() if after.get(of) != was}
    came = [now.id for of, now in after.items() if of not in before or before[of].id != now.id]
    if not differ and not came:
        return 0
    so_far, key = record.history(connection, held=True), key_for(connection, key_path)
    atoms = {key: atom for one in so_far.releases for key, atom in one.held.items()}
    known = atoms.keys() | record.also_held(connection)
    record.hold(connection, _more_keys(connection, came, key, known))
    changed = list(_changes(connection, differ, after))
    lost = _lost(connection, so_far, atoms, changed, key)
    new = corrected_each(so_far, lost, key, date.today().isoformat(), AUTOMATIC)
    n = 0 if new is so_far else len(new.withdrawals[-1].atoms)
    if n:
        record.add_changes(connection, so_far, new)
        audit.write(connection, AUTOMATIC, "release_corrected", {"atoms": n})
    name = _names(connection)
    moved = [of for of, was in differ.items() if _moved(was, after.get(of), name)]
    quotes.hide_lost(connection, moved)
    return n


def _more_keys(
    connection: Connection, came: Sequence[int], key: bytes, known: Set[str]
) -> set[str]:
    """What else answers in an atom are recognised by, as rows of them came in again.

    A corrected answer, say, of which nothing but what it said is known.
    """
    told, more = _told(connection, set(came)), set[str]()
    for row, one in of_rows(connection, came).items():
        for item in told[row]:
            own = keys_of(key, one, item).own
            if not known.isdisjoint(own):
                more |= {k for k in own if k not in known}
    return more


def _moved(was: Stands, now: Stands | None, name: Callable[[str], str]) -> bool:
    """Whether an answer is gone, or somewhere else than where its centre went as a whole."""
    return now is None or (was.place, name(was.centre)) != (now.place, now.centre)


def _changes(
    connection: Connection, differ: Mapping[int, Stands], after: Mapping[int, Stands]
) -> Iterator[Changed]:
    """What of each of these responses holds no longer."""
    now = {of: after[of] for of in differ if of in after}
    told = _told(connection, {s.id for s in (*differ.values(), *now.values())})
    for of, was in differ.items():
        given, here = told.get(was.id, {}), now.get(of)
        if here is None or here.place != was.place:
            yield Changed(was.id, frozenset(given), "")
            continue
        gone = {item for item, point in given.items() if told[here.id].get(item) != point}
        if gone:
            yield Changed(was.id, frozenset(gone), "")
        if here.centre != was.centre:
            yield Changed(was.id, frozenset(given) - gone, here.centre)


def _told(connection: Connection, ids: set[int]) -> dict[int, dict[str, str]]:
    """What these rows say, by item."""
    r = respondent.c
    listed, rows = sorted(ids), list[Any]()
    for start in range(0, len(listed), 500):
        these = r.id.in_(listed[start : start + 500])
        rows += connection.execute(select(r.id, r.import_id, r.codes).where(these)).all()
    layout_of = layouts(connection, {row.import_id for row in rows})
    return {row.id: said(row.codes, layout_of[row.import_id]) for row in rows}


def _lost(
    connection: Connection,
    history: History,
    atoms: Mapping[str, str],
    changed: Sequence[Changed],
    key: bytes,
) -> dict[Identity, set[str]]:
    """Per answer the items of which a figure does not hold any more; ``atoms``: which holds each key.

    A figure goes along with its centre where this is renamed or merged: only where the name that
    it was published under stands for another centre than the answer's it is no longer right.
    """
    lost: dict[Identity, set[str]] = {}
    name = _names(connection)
    centres = {a.id: name(a.centre) for one in history.releases for a in one.atoms}
    identity_of = of_rows(connection, [one.id for one in changed])
    for one in (c for c in changed if c.id in identity_of):
        who = identity_of[one.id]
        for item in one.items:
            own = keys_of(key, who, item).own
            if {centres[atoms[k]] for k in own if k in atoms} - {one.centre}:
                lost.setdefault(who, set()).add(item)
    return lost
