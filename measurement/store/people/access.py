"""Who has access, kept in the store: given, changed and ended by staff, all of it in the audit log.

Here stand e-mail addresses of people who *use* the tool, because they sign in with them; those of
respondents never stand anywhere in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from measurement.access.lists import Faults, Wish, settled
from measurement.access.roles import SECRETS, STAFF, Account
from measurement.access.tables import ACCOUNTS, ROLE_WORDS, STANDING_WORDS
from measurement.errors import ExportError, SurveyError
from measurement.releases.limits import Limits
from measurement.rows import framed
from measurement.store.people import limits
from measurement.store.people.accounts import (
    ListTaken,
    account_of,
    accounts,
    bind,
    end,
    known_account,
    release,
    require,
    staff_left,
    take,
    told,
)
from measurement.store.people.audit import write
from measurement.store.transactions import noting, reading, writing
from measurement.words import say


class Access:
    """Accounts in the store; every change is one transaction with its entry in the audit log.

    ``by`` is the address of who does it: staff, or :data:`measurement.access.roles.LOCAL` for the user of
    an own computer without sign-in. Else :class:`SurveyError`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def account_of(self, email: str, today: date | None = None) -> Account | None:
        """The account that gives this address access now; None for everybody else."""
        with reading(self._engine) as connection:
            return account_of(connection, email, today)

    def admit(self, email: str, issuer: str, subject: str) -> Account | None:
        """The account for who signs in so; the first who does is who it is of from then on.

        None where the address has no access, or the account is of another. An address can go to
        somebody else, and be written in an account elsewhere: the access does not go along.
        """
        known = self.account_of(email)
        if known is not None and not known.bound and subject:
            with noting(self._engine) as connection:
                bind(connection, known.email, issuer, subject)
            known = self.account_of(email)
        return known if known and (known.issuer, known.subject) == (issuer, subject) else None

    def release(self, by: str, email: str) -> None:
        """Let whoever signs in next with this address have its account: a new account at work."""
        with self._by_staff(by) as connection:
            release(connection, by, known_account(connection, email).email)

    def list(self, today: date | None = None) -> pd.DataFrame:
        """The declared table ``accounts``: one row per account, active ones first, by address."""
        day = today or date.today()
        with reading(self._engine) as connection:
            every = accounts(connection)
        order = list(STANDING_WORDS)
        rows = [_row(one, day) for one in every]
        rows.sort(key=lambda row: (order.index(row[6]), row[0]))
        return framed(rows, ACCOUNTS, {"role": tuple(ROLE_WORDS), "standing": tuple(order)})

    def grant(
        self,
        by: str,
        email: str,
        role: str,
        centres: Sequence[str] = (),
        until: date | None = None,
    ) -> Account:
        """Give somebody access, to and with the day ``until``. Raises :class:`SurveyError`.

        A director needs a centre; who has access already is to be changed instead.
        """
        wish = _one(Wish(email, role, tuple(centres), until))
        with self._by_staff(by) as connection:
            if existing := account_of(connection, wish.email):
                raise SurveyError(
                    say(
                        "{email} has access already, as {role}. Change that instead.",
                        email=existing.email,
                        role=str(ROLE_WORDS[existing.role]),
                    )
                )
            take(connection, by, [wish])
            return known_account(connection, wish.email)

    def change(
        self,
        by: str,
        email: str,
        role: str,
        centres: Sequence[str] = (),
        until: date | None = None,
    ) -> Account:
        """Give somebody other access in place of what he or she has. Raises :class:`SurveyError`."""
        wish = _one(Wish(email, role, tuple(centres), until))
        with self._by_staff(by) as connection:
            known_account(connection, wish.email)
            take(connection, by, [wish])
            return known_account(connection, wish.email)

    def end(self, by: str, email: str) -> None:
        """Let somebody no longer have access, from now on. Raises :class:`SurveyError`."""
        with self._by_staff(by) as connection:
            ended = known_account(connection, email)
            end(connection, [ended.email])
            write(connection, by, "access_ended", told(ended), ended.email)

    def take_list(self, by: str, rows: Iterable[Wish]) -> ListTaken:
        """Give everybody in a list the access that stands there: all, or none.

        Who is not in the list keeps what he or she has. Raises :class:`ExportError` with every
        fault in the list.
        """
        wishes = _settled(rows)
        with self._by_staff(by) as connection:
            taken = take(connection, by, wishes)
            counts = {"granted": taken.n_granted, "changed": taken.n_changed, "same": taken.n_same}
            write(connection, by, "access_list", counts)
        return taken

    def ensure_first(self, emails: Iterable[str]) -> tuple[str, ...]:
        """Give the staff named in the secrets access where nobody of staff has it; who got it.

        While anybody of staff has access nothing is done: who was ended stays ended.
        """
        wishes = _settled(Wish(email, STAFF) for email in emails)
        with reading(self._engine) as connection:
            if not wishes or staff_left(connection)[0]:
                return ()
        with writing(self._engine) as connection:
            if staff_left(connection)[0]:  # another process was first
                return ()
            take(connection, SECRETS, wishes)
        return tuple(wish.email for wish in wishes)

    @property
    def limits(self) -> Limits:
        """From how many persons and centres something is released to directors."""
        with reading(self._engine) as connection:
            return limits.limits(connection)

    @property
    def strict(self) -> bool:
        """Whether nobody may be known to be satisfied either, not only dissatisfied."""
        with reading(self._engine) as connection:
            return limits.strict(connection)

    def set_limits(self, by: str, wanted: Limits, strict: bool = False) -> None:
        """Set the limits, and the rule, of later releases; what was released stays as it is."""
        with writing(self._engine) as connection:
            limits.set_limits(connection, by, wanted, strict)

    @contextmanager
    def _by_staff(self, by: str) -> Iterator[Connection]:
        """A transaction for who may manage access, that leaves somebody who may."""
        with writing(self._engine) as connection:
            require(connection, by, "manage_access")
            before = staff_left(connection)
            yield connection
            after = staff_left(connection)
            if any(had and not has for had, has in zip(before, after, strict=True)):
                raise SurveyError(
                    say(
                        "This is the last account of POC+ staff without a last day: it stays as it is, "
                        "else nobody could manage access any more. Give somebody else access first."
                    )
                )


def _one(wish: Wish) -> Wish:
    return _settled([wish])[0]


def _settled(wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes in the form in which they are kept. Raises :class:`ExportError`."""
    faults = Faults()
    kept = settled(wishes, date.today(), faults)
    if faults.found:
        raise ExportError(faults.problems)
    return kept


def _row(account: Account, today: date) -> tuple[Any, ...]:
    ended = account.ended_at
    return (
        account.email,
        account.role,
        "|".join(account.centres) or None,
        account.valid_from.date().isoformat(),
        account.until.isoformat() if account.until else None,
        ended.date().isoformat() if ended else None,
        "ended" if ended else "active" if account.active(today) else "expired",
        account.granted_by,
    )
