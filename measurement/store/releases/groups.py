"""Which centres are known to one reader: all those of a director, and all that one centre was before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, or_, select

from measurement.access.roles import ROLES
from measurement.releases.history import History
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import names_today
from measurement.store.schema import account

Groups = frozenset[frozenset[str]]
_WITH_CENTRES = [name for name, role in ROLES.items() if role.has_centres]


def of_directors(connection: Connection) -> Groups:
    """The centres of each director who has several, as they were called when access was given."""
    c = account.c
    still = or_(c.until.is_(None), c.until >= date.today())
    chosen = select(c.centres).where(c.ended_at.is_(None), c.role.in_(_WITH_CENTRES), still)
    found = (frozenset(centres) for centres in connection.execute(chosen).scalars())
    return frozenset(one for one in found if len(one) > 1)


def known_to_one(connection: Connection, history: History) -> Groups:
    """The names under which something was published that one reader sees together, where several."""
    meant, today = centre_spellings(connection), names_today()
    names: dict[str, set[str]] = defaultdict(set)
    for centre in {atom.centre for one in history.releases for atom in one.atoms}:
        names[today(meant.get(centre, centre))].add(centre)
    wanted = [frozenset({name}) for name in names]
    wanted += [frozenset(map(today, one)) for one in of_directors(connection)]
    found = (frozenset().union(*(names.get(c, set()) for c in one)) for one in wanted)
    return frozenset(one for one in found if len(one) > 1)
