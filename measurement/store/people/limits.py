"""The limits that protect small groups, as staff set them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, insert, select

from measurement.errors import SurveyError
from measurement.protection.rules import LIMITS, Limits
from measurement.questionnaire.model import Questionnaire
from measurement.releases import limits as releases
from measurement.releases.limits import Terms
from measurement.store.people import audit
from measurement.store.people.accounts import require
from measurement.store.schema import setting
from measurement.words import say

_KEY = "limits"
MOST = 100
# What staff may raise; the other limits belong to the method.
RAISED = ("group", "open", "crossed")


def limits(connection: Connection) -> Limits:
    """The limits in force: the usual ones where nothing was set."""
    chosen = select(setting.c.value).where(setting.c.key == _KEY)
    stored = connection.execute(chosen).scalar_one_or_none()
    return replace(LIMITS, **json.loads(stored)) if stored else LIMITS


def terms(connection: Connection, questionnaire: Questionnaire) -> Terms:  # noqa: ARG001
    """On what terms the next release is made."""
    now = limits(connection)
    raised = releases.Limits(persons=now.group, writers=now.open, crossed=now.crossed)
    return Terms(limits=raised)


def set_limits(connection: Connection, by: str, wanted: Limits) -> None:
    """Keep other limits, not below the usual ones, with an entry in the audit log.

    Raises :class:`SurveyError`.
    """
    require(connection, by, "manage_access")
    given = {name: value for name, value in asdict(wanted).items() if name in RAISED}
    if max(given.values()) > MOST:
        raise SurveyError(say("A limit cannot be higher than {most}.", most=MOST))
    connection.execute(delete(setting).where(setting.c.key == _KEY))
    connection.execute(insert(setting).values(key=_KEY, value=json.dumps(given)))
    audit.write(connection, by, "limits_set", given)
