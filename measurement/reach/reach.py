"""Reach: how many took part in what, how many different people, and of which centres.

A participation is one person at one session. A person counts once per group, however many
sessions he or she attended; a participation of which nobody is named counts as a participation
and not as a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.errors import SurveyError
from measurement.questionnaire.centre_facts import STAFF
from measurement.reach.tables import DERIVED, GROUPS, MATRIX, NUMBERS, REACH
from measurement.texts import bare
from measurement.words import say

Staff = Mapping[str, int]
_GROUPS = tuple(column.name for column in GROUPS)
_SESSION = ["school_year", "strategy", "initiative", "session", "held_on"]
_SURVEY = ["school_year", "strategy", "initiative", "moment"]


def reach(
    participations: pd.DataFrame, by: Sequence[str] = (), staff: Staff | None = None
) -> pd.DataFrame:
    """The declared table ``reach``: one row per group with participations, sorted by the groups.

    ``by`` are columns among school_year, strategy, initiative and centre. ``staff`` is the number
    of staff per centre: of the group's centre, and in a group of all centres their sum. ``reached``
    is missing where the staff of one of the centres is not known, or where there were more people
    than staff (``more_than_staff``): staff come and go within a year. Raises
    :class:`SurveyError` for another grouping column.
    """
    names = (by,) if isinstance(by, str) else tuple(by)
    if wrong := [name for name in names if name not in _GROUPS]:
        raise SurveyError(
            say(
                "'{found}' is no column to group participations by. Known are: {known}.",
                found=wrong[0],
                known=_GROUPS,
            )
        )
    frame = participations.assign(
        _session=_numbered(participations, _SESSION),
        _initiative=_numbered(participations, _SESSION[1:3]),
        _unnamed=participations["person"].isna(),
    )
    if not names:
        rows = [_measured(frame)] if len(frame) else []
        return _reached(pd.DataFrame(rows, columns=list(_COUNTED)), names, staff or {}, frame)
    grouped = frame.groupby(list(names), observed=True, sort=True, dropna=False)
    keys, rows = [], []
    for key, of in grouped:
        keys.append(key)
        rows.append(_measured(of))
    measured = pd.DataFrame(rows, columns=list(_COUNTED))
    for i, name in reversed(list(enumerate(names))):
        values = pd.Categorical([k[i] for k in keys], categories=frame[name].cat.categories)
        measured.insert(0, name, pd.Series(values))
    return _reached(measured, names, staff or {}, frame)


_COUNTED = REACH.names[:6]


def _measured(of: pd.DataFrame) -> tuple[int, ...]:
    """The six numbers of one group."""
    return (
        len(of),
        int(of["person"].nunique()),
        int(of["_unnamed"].sum()),
        int(of["_session"].nunique()),
        int(of["_initiative"].nunique()),
        int(of["centre"].nunique()),
    )


def _numbered(frame: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """A number per row, equal where these columns are; a missing value is a value."""
    grouped = frame.groupby(list(columns), observed=True, sort=False, dropna=False)
    return np.asarray(grouped.ngroup(), dtype=np.int64)


def _reached(
    measured: pd.DataFrame, names: Sequence[str], staff: Staff, frame: pd.DataFrame
) -> pd.DataFrame:
    if "centre" in names:
        staff_sizes = [staff.get(str(c)) if pd.notna(c) else None for c in measured["centre"]]
    else:
        there = set(frame["centre"].dropna().astype(str))
        whole = sum(staff.values()) if staff and there <= set(staff) else None
        staff_sizes = [whole] * len(measured)
    n_staff = pd.array(staff_sizes, dtype="Int64")
    people = measured["n_unique"].to_numpy(float)
    of = n_staff.to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(of > 0, people / of, np.nan)
    more = people > of
    counted = measured.astype(dict.fromkeys(_COUNTED, "int64"))
    return counted.assign(
        n_staff=n_staff, reached=np.where(share <= 1, share, np.nan), more_than_staff=more
    )


def matrix(participations: pd.DataFrame, centres: Collection[str] = ()) -> pd.DataFrame:
    """The declared table ``matrix``: every centre with every initiative of these participations.

    One row per centre and initiative, by strategy and name; ``n_unique`` is 0 where nobody of the
    centre took part. Centres of ``centres`` (known from any data) have a row although nobody of
    theirs took part; participations without a centre are left out.
    """
    named = participations[participations["centre"].notna()]
    there = sorted({*named["centre"].astype(str), *centres})
    columns = ["strategy", "initiative"]
    offered = participations[columns].drop_duplicates().sort_values(columns).reset_index(drop=True)
    grid = pd.DataFrame({"centre": there}).merge(offered.astype(object), how="cross")
    counted = named.groupby(["centre", *columns], observed=True, dropna=False)["person"]
    numbers = counted.agg(["nunique", "size"]).reset_index().astype(dict.fromkeys(columns, object))
    numbers["centre"] = numbers["centre"].astype(str)
    crossed = grid.merge(numbers, on=["centre", *columns], how="left")
    crossed["n_unique"] = crossed["nunique"].fillna(0).astype("int64")
    crossed["n_participations"] = crossed["size"].fillna(0).astype("int64")
    crossed["centre"] = pd.Categorical(crossed["centre"], categories=there)
    for name in columns:
        crossed[name] = pd.Categorical(
            crossed[name], categories=participations[name].cat.categories
        )
    return crossed[list(MATRIX.names)]


def invitations_from(participations: pd.DataFrame, answers: Answers) -> pd.DataFrame:
    """The declared table ``derived``: the number invited that follows from who took part.

    One row per survey with answers or invitations and centre, sorted, for surveys whose initiative
    (in that school year and strategy) is in the list of participants. Everybody who took part in
    at least one session is held to have got the survey, at each of its moments. ``state``: ``new``
    (no number is known per centre, and a number for the whole survey does not contradict),
    ``same`` or ``differs``. A centre that was invited and has no participants has 0.
    """
    people = participations.assign(_title=_folded(participations["initiative"]))
    rows = [
        row
        for survey in _surveys(answers)
        for row in _derived(survey, _of(people, survey), _known(answers, survey))
    ]
    derived = pd.DataFrame(rows, columns=list(DERIVED.names))
    for name in (*_SURVEY, "centre"):
        derived[name] = derived[name].astype(object).astype("category")
    derived["state"] = pd.Categorical(derived["state"], categories=list(NUMBERS))
    return derived.astype({"n_derived": "int64", "n_known": "Int64", "n_loose": "int64"})


_Survey = tuple[str, str, str, str]


def _surveys(answers: Answers) -> list[_Survey]:
    columns = list(SURVEY_COLUMNS)
    both = [answers.respondents[columns], answers.invitations[columns]]
    surveys = pd.concat([of.astype(object) for of in both]).dropna().drop_duplicates()
    return sorted(
        (str(a), str(b), str(c), str(d)) for a, b, c, d in surveys.itertuples(index=False)
    )


def _folded(titles: pd.Series) -> pd.Series:
    return titles.astype(str).map(bare)


def _of(people: pd.DataFrame, survey: _Survey) -> pd.DataFrame:
    """The participations of a survey's initiative."""
    year, strategy, title, _moment = survey
    same = people["_title"] == bare(title)
    return people[same & (people["school_year"] == year) & (people["strategy"] == strategy)]


def _known(answers: Answers, survey: _Survey) -> pd.DataFrame:
    table = answers.invitations
    same = np.ones(len(table), bool)
    for name, value in zip(_SURVEY, survey, strict=True):
        same &= (table[name] == value).to_numpy(bool)
    return table[same & table["n_invited"].notna().to_numpy(bool)]


def _derived(
    survey: _Survey, people: pd.DataFrame, invited: pd.DataFrame
) -> list[tuple[object, ...]]:
    """The rows of one survey; none when nobody is in the list."""
    if people.empty:
        return []
    whole = people["centre"].notna() & people["person"].notna()
    n = people[whole].groupby("centre", observed=True)["person"].nunique()
    derived = {str(centre): int(k) for centre, k in n.items()}
    split = invited[invited["centre"].notna()]
    told = {str(c): int(k) for c, k in zip(split["centre"], split["n_invited"], strict=True)}
    total = invited.loc[invited["centre"].isna(), "n_invited"].sum()
    agrees = told or invited.empty or total == sum(derived.values())
    rows: list[tuple[object, ...]] = []
    for centre in sorted({*derived, *told}):
        ours, theirs = derived.get(centre, 0), told.get(centre)
        state = "same" if ours == theirs else "differs"
        if theirs is None and not told:
            state = "new" if agrees else "differs"
        rows.append((*survey, centre, ours, theirs, state, int((~whole).sum())))
    return rows


def staff_of(facts: pd.DataFrame) -> dict[str, int]:
    """The number of staff per centre, from the declared table ``facts``; unknown ones left out."""
    rows = facts[facts["key"].astype(str) == STAFF]
    pairs = zip(rows["centre"].astype(str), rows["value"].astype(str), strict=True)
    return {centre: int(value) for centre, value in pairs if value.isdigit()}


def answered_too(participations: pd.DataFrame, respondents: pd.DataFrame) -> tuple[int, int]:
    """How many of the different people stand among these ``respondents``, and how many there are.

    Who can be found in the answers has the same number there.
    """
    people = participations["person"].dropna().drop_duplicates()
    known = respondents.loc[~respondents["anonymous"], "respondent"]
    return int(people.isin(known).sum()), len(people)
