"""The limits that protect small groups and the rule of choice, as staff set them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, insert, select

from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.releases.limits import LIMITS, Limits, Terms
from measurement.store.people import audit
from measurement.store.people.accounts import require
from measurement.store.schema import setting
from measurement.words import say

_KEY, _STRICT = "limits", "strict"
_TOLD = {"centres": "centres_in_total"}  # in the audit log, that knows centres of accounts
MOST = 100


def limits(connection: Connection) -> Limits:
    """The limits in force: the usual ones where nothing was set."""
    chosen = select(setting.c.value).where(setting.c.key == _KEY)
    stored = connection.execute(chosen).scalar_one_or_none()
    return replace(LIMITS, **json.loads(stored)) if stored else LIMITS


def strict(connection: Connection) -> bool:
    """Whether both sides of every item are kept secret, not the unfavourable one alone."""
    chosen = select(setting.c.value).where(setting.c.key == _STRICT)
    return connection.execute(chosen).scalar_one_or_none() is not None


def terms(connection: Connection, questionnaire: Questionnaire) -> Terms:
    """On what terms the next release is made."""
    hidden = frozenset(item.id for item in questionnaire.items if item.conditional)
    return Terms(limits=limits(connection), strict=strict(connection), hidden=hidden)


def set_limits(connection: Connection, by: str, wanted: Limits, strict: bool) -> None:
    """Keep other limits, not below the usual ones, and the rule, with an entry in the audit log.

    Raises :class:`SurveyError`.
    """
    require(connection, by, "manage_access")
    given = asdict(wanted)
    if max(given.values()) > MOST:
        raise SurveyError(say("A limit cannot be higher than {most}.", most=MOST))
    rows = [(_KEY, json.dumps(given)), *([(_STRICT, "1")] if strict else [])]
    connection.execute(delete(setting).where(setting.c.key.in_((_KEY, _STRICT))))
    connection.execute(insert(setting), [{"key": key, "value": value} for key, value in rows])
    told = {_TOLD.get(name, name): n for name, n in given.items()}
    audit.write(connection, by, "limits_set", {**told, "both_sides": int(strict)})
