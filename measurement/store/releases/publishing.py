"""Makes the next release of what the store holds, and withdraws one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.releases.history import undone, withdrawn
from measurement.releases.limits import Terms
from measurement.releases.release import Before, Release, release
from measurement.store.answers import answers
from measurement.store.answers.choices import centre_spellings
from measurement.store.answers.renaming import names_today
from measurement.store.people import audit
from measurement.store.people import limits as raised
from measurement.store.people.accounts import require
from measurement.store.releases import quotes, record
from measurement.store.releases.identities import identities
from measurement.store.secret import key_for
from measurement.words import say

ACTION = "release_figures"


class Occasion(NamedTuple):
    """When and by whom something is released, and which school years; all without these."""

    day: str
    by: str
    years: Collection[str] | None = None


def terms(connection: Connection, questionnaire: Questionnaire) -> Terms:
    """On what terms the next release is made: as staff set them, and as the questionnaire says."""
    return raised.terms(connection, questionnaire)


def preview(
    connection: Connection, key_path: Path, questionnaire: Questionnaire, when: Occasion
) -> Release:
    """The release that would be made now."""
    there = answers.load(connection, questionnaire)
    return release(
        there,
        identities(connection),
        key_for(connection, key_path) if there.n else b"",
        _before(connection, questionnaire),
        day=when.day,
        by=when.by,
        years=when.years,
        terms=terms(connection, questionnaire),
    )


def publish(
    connection: Connection, key_path: Path, questionnaire: Questionnaire, when: Occasion
) -> Release:
    """Make the next release, with an entry in the audit log.

    Raises :class:`SurveyError` where nothing is new.
    """
    require(connection, when.by, ACTION)
    made = make(connection, key_path, questionnaire, when)
    told: dict[str, str | int] = {"release": made.release.number, "atoms": len(made.release.atoms)}
    told |= {"quotes": made.n_quotes, "school_years": ", ".join(made.release.years)}
    audit.write(connection, when.by, "figures_released", told)
    return made.release


class Made(NamedTuple):
    """A release that was made, and how many quotes went with it."""

    release: Release
    n_quotes: int


def make(
    connection: Connection, key_path: Path, questionnaire: Questionnaire, when: Occasion
) -> Made:
    """Make the next release. Raises :class:`SurveyError` where nothing is new."""
    one = preview(connection, key_path, questionnaire, when)
    remarks = quotes.Quotable()
    if one.years:
        key, limits = key_for(connection, key_path), terms(connection, questionnaire).limits
        remarks = quotes.quotable(connection, key, limits, one.years)
    if not (one.atoms or one.totals or remarks.quotes):
        raise SurveyError(say("There is nothing new to release."))
    batches = [key for batch in remarks.batches for key in batch.keys]
    row = record.add_release(connection, one, {"remarks": batches})
    quotes.publish(connection, row, one.number, remarks.quotes)
    return Made(one, len(remarks.quotes))


def _before(connection: Connection, questionnaire: Questionnaire) -> Before:
    """What was published so far, under today's names of centres."""
    before = record.history(connection, held=True).before()
    meant, today = centre_spellings(connection), names_today(questionnaire)
    covered = {(i, m, today(meant.get(c, c)), year) for i, m, c, year in before.covered}
    held = before.held | record.also_held(connection)
    return replace(before, held=held, covered=frozenset(covered))


def withdraw(connection: Connection, number: int, by: str) -> None:
    """Let a release no longer hold. Raises :class:`SurveyError` where there is none to withdraw."""
    require(connection, by, ACTION)
    so_far = record.history(connection)
    after = withdrawn(so_far, number, date.today().isoformat(), by)
    record.add_changes(connection, so_far, after)
    audit.write(connection, by, "release_withdrawn", {"release": number})


def undo_withdrawal(connection: Connection, number: int, by: str) -> None:
    """Let a release that was withdrawn hold again, with the same rows."""
    require(connection, by, ACTION)
    so_far = record.history(connection)
    back = {one.number for one in so_far.undone}
    rows = (w for w in so_far.withdrawals if w.why == "release" and w.number not in back)
    last = next((w.number for w in rows if w.release == number), None)
    if last is None:
        raise SurveyError(say("Release {number} was not withdrawn.", number=number))
    after = undone(so_far, last, date.today().isoformat(), by)
    record.add_changes(connection, so_far, after)
    audit.write(connection, by, "release_restored", {"release": number})
