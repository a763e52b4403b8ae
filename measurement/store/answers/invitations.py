"""How many people were invited, per survey and per centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select

from measurement.errors import SurveyError
from measurement.exports.surveys import SURVEY, Survey, SurveyNaming, survey_named
from measurement.questionnaire.model import Questionnaire
from measurement.store.answers.renaming import under_todays_names
from measurement.store.schema import file_import, invitation, survey
from measurement.store.transactions import new_id
from measurement.words import say


@dataclass(frozen=True)
class Invitation:
    """The number of people of a centre ('' = of the whole survey) invited; None = not known."""

    school_year: str
    strategy: str
    initiative: str
    moment: str = ""
    centre: str = ""
    n_invited: int | None = None


def survey_id(connection: Connection, named: Survey) -> int:
    """The id of a survey, which is made if it is new."""
    chosen = select(survey.c.id).where(*(survey.c[k] == v for k, v in named._asdict().items()))
    number = connection.execute(chosen).scalar_one_or_none()
    if number is not None:
        return int(number)
    inserted = connection.execute(insert(survey).values(**named._asdict(), example=False))
    return new_id(inserted)


def invite(
    connection: Connection, rows: Iterable[Invitation], questionnaire: Questionnaire | None
) -> None:
    """Keep these numbers, each in place of an earlier one for the same survey and centre."""
    numbers = _numbers(connection, rows, questionnaire)
    if not numbers:
        return
    connection.execute(
        delete(invitation).where(
            invitation.c.survey_id == bindparam("this"),
            invitation.c.centre == bindparam("of"),
            invitation.c.import_id.is_(None),
        ),
        [{"this": this, "of": centre} for this, centre in numbers],
    )
    connection.execute(
        insert(invitation),
        [
            {"survey_id": this, "centre": centre, "n_invited": number}
            for (this, centre), number in numbers.items()
        ],
    )


def _numbers(
    connection: Connection, rows: Iterable[Invitation], questionnaire: Questionnaire | None
) -> dict[tuple[int, str], int | None]:
    """The last number said, by the id of its survey and its centre; a new survey is made."""
    surveys: dict[Survey, int] = {}
    numbers: dict[tuple[int, str], int | None] = {}
    for row in rows:
        said = Survey(row.school_year, row.strategy, row.initiative, row.moment)
        if said not in surveys:
            named = survey_named(said, SurveyNaming(), questionnaire)
            if named.missing:
                raise SurveyError(
                    say("Still to be filled in for the invited: {missing}.", missing=named.missing)
                )
            surveys[said] = survey_id(connection, named)
        if row.n_invited is not None and row.n_invited < 0:
            raise SurveyError(say("The number of people invited cannot be below 0."))
        numbers[surveys[said], " ".join(row.centre.split())] = row.n_invited
    return numbers


def invitations(connection: Connection, questionnaire: Questionnaire) -> pd.DataFrame:
    """The numbers that hold: one row per survey and centre, sorted by survey and centre.

    ``centre`` is missing where the number is of the whole survey. Numbers that came with an import
    that was undone do not hold. Those of centres that became one are added up, but for what was
    filled in by hand under today's name afterwards: that stands in their place.
    """
    newest = (
        select(func.max(invitation.c.id))
        .outerjoin(file_import)
        .where(or_(invitation.c.import_id.is_(None), file_import.c.undone_at.is_(None)))
        .group_by(invitation.c.survey_id, invitation.c.centre)
    )
    rows = connection.execute(
        select(*(survey.c[key] for key in SURVEY), invitation.c.centre, survey.c.id)
        .add_columns(invitation.c.n_invited, invitation.c.import_id, invitation.c.id)
        .select_from(invitation)
        .join(survey)
        .where(invitation.c.id.in_(newest), invitation.c.n_invited.is_not(None))
        .order_by(survey.c.id, invitation.c.centre)
    ).all()
    columns = [*SURVEY, "centre", "survey", "n_invited", "import_id", "id"]
    frame = _as_one(pd.DataFrame(rows, columns=columns), questionnaire)
    frame["centre"] = frame["centre"].where(frame["centre"] != "")
    categories = dict.fromkeys((*SURVEY, "centre"), "category")
    return frame.astype({**categories, "survey": "int64", "n_invited": "Int64"})


def _as_one(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """The numbers under today's names of the centres."""
    stored, key = frame["centre"].copy(), ["survey", "centre"]
    if under_todays_names(frame, questionnaire):
        by_hand = frame["import_id"].isna() & (stored == frame["centre"])
        since = frame["id"].where(by_hand).groupby([frame[k] for k in key]).transform("max")
        frame = frame[since.isna() | (frame["id"] >= since)]
        frame = frame.groupby([*SURVEY, *key], as_index=False, sort=False).agg({"n_invited": "sum"})
        frame = frame.sort_values(key, kind="stable", ignore_index=True)
    return frame[[*SURVEY, *key[::-1], "n_invited"]]
