"""How many surveys one person had in a school year: too many surveys make people stop answering."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.plan.tables import LOAD, LOAD_CENTRES
from measurement.rows import framed
from measurement.tables import records

MANY = 3
_SURVEY = list(SURVEY_COLUMNS)
_INITIATIVE = ["school_year", "strategy", "initiative"]
_PERSON = ["school_year", "person"]


def surveys_per_person(
    answers: Answers,
    participations: pd.DataFrame | None = None,
    anonymous: Collection[int] = (),
) -> pd.DataFrame:
    """The declared table ``load``: one row per school year, basis and number of surveys.

    ``basis`` ``answered`` counts the different surveys that a person answered in the school year.
    With ``participations`` there is ``received`` too: the surveys of the initiatives that the
    person took part in, united with those answered. Every survey of an initiative counts, of all
    its moments; who took part only in initiatives that were not surveyed received none and is
    left out. Whether a participant was really invited to each survey is not in the data.

    ``participations`` has the columns school_year, strategy, initiative, centre and person, in
    which ``person`` is the respondent's number (negative for who never answered). ``anonymous``
    are the respondents that cannot be tied to a person: without it each counts as a person with
    one survey, with it they are left out.
    """
    received = _received(answers, participations, anonymous)
    persons = (
        received.groupby(["basis", *_PERSON], observed=True).size().reset_index(name="n_surveys")
    )
    sizes = persons.groupby(["school_year", "basis", "n_surveys"], observed=True).size()
    rows = records(sizes.reset_index(name="n_persons"))
    return framed(((r.school_year, r.n_surveys, r.n_persons, r.basis) for r in rows), LOAD)


def surveys_per_person_in_centres(
    answers: Answers,
    participations: pd.DataFrame | None = None,
    anonymous: Collection[int] = (),
    many: int = MANY,
) -> pd.DataFrame:
    """The declared table ``load_per_centre``: a row per school year, basis and centre, by name.

    The surveys of a person are those of :func:`surveys_per_person`, whatever centre was named in them: who
    named several centres counts in each. Answers without a centre are left out. ``n_many`` are
    the persons with more than ``many`` surveys.
    """
    received = _received(answers, participations, anonymous)
    total = received.groupby(["basis", *_PERSON], observed=True).size().rename("n_surveys")
    homes = received.dropna(subset="centre")[["basis", *_PERSON, "centre"]].drop_duplicates()
    if participations is not None and len(participations):
        homes = pd.concat([homes, _homes(participations)]).drop_duplicates()
    pairs = homes.merge(total.reset_index(), on=["basis", *_PERSON])
    pairs = pairs.assign(many=pairs["n_surveys"] > many)
    grouped = pairs.groupby(["school_year", "basis", "centre"], observed=True)
    table = grouped.agg(
        n_persons=("n_surveys", "size"),
        mean=("n_surveys", "mean"),
        most=("n_surveys", "max"),
        n_many=("many", "sum"),
    ).reset_index()
    rows = table[list(LOAD_CENTRES.names)].itertuples(index=False, name=None)
    return framed(rows, LOAD_CENTRES)


def _homes(participations: pd.DataFrame) -> pd.DataFrame:
    """The centres that participants belong to."""
    with_centre = participations.dropna(subset="centre")
    return _texts(with_centre, ["school_year", "centre"])[
        ["school_year", "person", "centre"]
    ].assign(basis="received")


def _received(
    answers: Answers, participations: pd.DataFrame | None, anonymous: Collection[int]
) -> pd.DataFrame:
    """One row per basis, person and survey; ``centre`` is that of the answer, where there is one."""
    people = answers.respondents.rename(columns={"respondent": "person"})
    people = people[~people["person"].isin(list(anonymous)) & people["school_year"].notna()]
    own = _texts(people, [*_SURVEY, "centre"])[["person", *_SURVEY, "centre"]]
    own = own.drop_duplicates(["person", *_SURVEY]).assign(basis="answered")
    if participations is None:
        return own
    held = pd.concat([own[_SURVEY], _texts(answers.invitations, _SURVEY)[_SURVEY]])
    took = _texts(participations, _INITIATIVE)[["person", *_INITIATIVE]].drop_duplicates()
    got = took.merge(held.drop_duplicates(), on=_INITIATIVE).assign(centre=None)
    both = pd.concat([own.assign(basis="received"), got.assign(basis="received")])
    both = both.drop_duplicates(["person", *_SURVEY])
    return pd.concat([own, both], ignore_index=True)


def _texts(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The frame with these columns as plain texts, so that tables of other origin can meet."""
    return frame.assign(**{name: frame[name].astype(object) for name in columns})


def persons_above(table: pd.DataFrame, many: int) -> int:
    """How many persons in a table ``load`` (of one year and basis) have more surveys than this."""
    return int(table.loc[table["n_surveys"] > many, "n_persons"].sum())
