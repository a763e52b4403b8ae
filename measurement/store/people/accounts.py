"""The rows of accounts: who holds one, what is changed of them, and what is told of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from measurement.access.lists import Wish
from measurement.access.roles import AUTOMATIC, LOCAL, SECRETS, STAFF, Account, address, may
from measurement.errors import SurveyError
from measurement.store.answers.renaming import renamed
from measurement.store.people.audit import Details, write_all
from measurement.store.schema import account, now
from measurement.words import say


@dataclass(frozen=True)
class ListTaken:
    """How many people a list gave access, or other access; the rest had just that already."""

    n_granted: int
    n_changed: int
    n_same: int


def accounts(connection: Connection) -> list[Account]:
    """Every account, in the order in which they were given."""
    return [_account(row) for row in connection.execute(select(account).order_by(account.c.id))]


def account_of(connection: Connection, email: str, today: date | None = None) -> Account | None:
    """The account that gives this address access now; None for everybody else."""
    wanted = address(email)
    if not wanted:
        return None
    c = account.c
    row = connection.execute(select(account).where(c.email == wanted, c.ended_at.is_(None))).first()
    holder = None if row is None else _account(row)
    return holder if holder is not None and holder.active(today or date.today()) else None


def require(connection: Connection, by: str, action: str) -> None:
    """Raise :class:`SurveyError` unless this person may do this now."""
    if by == LOCAL or (by == AUTOMATIC and action == "erase_person"):
        return
    holder = account_of(connection, by)
    if holder is None or not may(holder.role, action):
        raise SurveyError(say("You have no access to this. Ask the staff of the POC+."))


def known_account(connection: Connection, email: str) -> Account:
    """The account that gives this address access now. Raises :class:`SurveyError` without one."""
    holder = account_of(connection, email)
    if holder is None:
        raise SurveyError(say("{email} has no access.", email=email.strip()[:80] or "-"))
    return holder


def staff_left(connection: Connection) -> tuple[bool, bool]:
    """Whether staff has access now, and whether some of them have it without a last day."""
    c = account.c
    chosen = select(account).where(c.role == STAFF, c.ended_at.is_(None))
    active = [a for row in connection.execute(chosen) if (a := _account(row)).active(date.today())]
    return bool(active), any(a.until is None for a in active)


def take(connection: Connection, by: str, wishes: Sequence[Wish]) -> ListTaken:
    """Give access as wished, each change with its entry in the audit log."""
    rows = connection.execute(select(account).where(account.c.ended_at.is_(None)))
    there = {holder.email: holder for holder in map(_account, rows)}
    active = {email: holder for email, holder in there.items() if holder.active(date.today())}
    new = [wish for wish in wishes if wish.email not in active]
    other = [w for w in wishes if w.email in active and _given(w) != _given(active[w.email])]
    end(connection, [wish.email for wish in new if wish.email in there])  # had expired
    if new:
        values = {"valid_from": now(), "granted_by": _name(by)}
        connection.execute(insert(account), [values | _values(w) for w in new])
    for wish in other:
        this = (account.c.email == wish.email) & account.c.ended_at.is_(None)
        changed = _values(wish) | {"granted_by": _name(by)}
        connection.execute(update(account).where(this).values(**changed))
    entries = [("access_granted", told(wish), wish.email) for wish in new]
    for wish in other:
        entries.append(("access_changed", told(wish, active[wish.email]), wish.email))
    write_all(connection, by, entries)
    return ListTaken(len(new), len(other), len(wishes) - len(new) - len(other))


def end(connection: Connection, emails: Sequence[str]) -> None:
    """Let these accounts no longer hold."""
    for email in emails:
        this = (account.c.email == email) & account.c.ended_at.is_(None)
        connection.execute(update(account).where(this).values(ended_at=now()))


def _name(by: str) -> str:
    return by if by in (LOCAL, SECRETS) else address(by)


def _given(of: Wish | Account) -> tuple[str, frozenset[str], date | None]:
    return of.role, frozenset(of.centres), of.until


def _values(wish: Wish) -> dict[str, Any]:
    given = {"role": wish.role, "centres": [*wish.centres], "until": wish.until}
    return {"email": wish.email, **given}


def told(of: Wish | Account, before: Account | None = None) -> Details:
    """What was given, and of what changed what it was, in plain words."""
    words = {"role": of.role, "centres": " | ".join(of.centres)}
    words["until"] = of.until.isoformat() if of.until else ""
    if before is not None:
        was = told(before)
        words |= {
            f"{k}_before": str(was.get(k, "-")) for k in tuple(words) if was.get(k, "") != words[k]
        }
    return {key: text for key, text in words.items() if text}


def _account(row: Any) -> Account:
    return Account(
        row.email,
        row.role,
        tuple(dict.fromkeys(renamed(row.centres))),
        row.valid_from,
        row.until,
        row.ended_at,
        row.granted_by,
        row.issuer,
        row.subject,
    )


def bind(connection: Connection, email: str, issuer: str, subject: str) -> None:
    """Let the account of an address be of who signed in first with it."""
    this = (account.c.email == email) & account.c.ended_at.is_(None) & (account.c.subject == "")
    bound = update(account).where(this).values(issuer=issuer, subject=subject)
    if connection.execute(bound).rowcount:
        write_all(connection, email, [("access_bound", {}, email)])


def release(connection: Connection, by: str, email: str) -> None:
    """Let the account of an address be of who signs in next with it."""
    this = (account.c.email == email) & account.c.ended_at.is_(None)
    connection.execute(update(account).where(this).values(issuer="", subject=""))
    write_all(connection, by, [("access_released", {}, email)])
