"""Response rates: how many of those invited answered. Unknown stays unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS, known_column
from measurement.counting.groups import group_rows
from measurement.counting.intervals import share

Key = tuple[object, ...]
_Record = dict[str, object]
# In the key of an invitation: it may have gone to any value of this column.
_ANY = object()
# The survey of a row, beside a grouping column that may be called "survey" as well.
_SURVEY = "survey_key"


@dataclass(slots=True)
class _Cell:
    """What is known of one survey in one group."""

    n_answered: int = 0
    n_completed: int = 0
    n_invited: int = 0
    known: bool = False
    unknown: bool = False


class _Invitation(NamedTuple):
    key: Key
    survey: object
    n_invited: int | None


Cells = dict[Key, dict[object, _Cell]]


def response(answers: Answers, by: Sequence[str] = ()) -> pd.DataFrame:
    """The declared table ``response``: one row per group with answers or invitations, sorted.

    ``n_answered`` counts answers (persons × initiatives), ``n_completed`` those that reached the
    end. ``n_invited`` and ``rate`` are missing when the invitations of one of the group's surveys
    are not known, and ``rate`` also when there are more answers than invitations;
    ``n_surveys_impossible`` counts the surveys of a group that have these. Invitations
    known for a survey as a whole are unknown per centre; they may have reached every centre. For
    a person characteristic invitations are never known. Raises
    :class:`~measurement.errors.SurveyError` for a column that does not exist.
    """
    names = (by,) if isinstance(by, str) else tuple(by)
    for name in names:
        known_column(answers.respondents, name)
    cells: Cells = defaultdict(lambda: defaultdict(_Cell))
    groups = _add_answers(cells, answers, names)
    loose = []
    for invitation in _invitations(answers, names):
        if _ANY in invitation.key:
            loose.append(invitation)
        else:
            _invite(cells[invitation.key][invitation.survey], invitation.n_invited)
    _spread(cells, loose)
    return _table(cells, groups, names)


def _add_answers(cells: Cells, answers: Answers, names: tuple[str, ...]) -> pd.DataFrame:
    """Put the answers in their cells; returns the groups they make."""
    people = answers.respondents.assign(**{_SURVEY: answers.respondents["survey"]})
    grouping = group_rows(people, (*names, _SURVEY))
    completed = people["completed"].to_numpy(bool)
    finished = grouping.index[completed if grouping.rows is None else completed[grouping.rows]]
    n_groups = len(grouping.groups)
    counted = zip(
        np.bincount(grouping.index, minlength=n_groups).tolist(),
        np.bincount(finished, minlength=n_groups).tolist(),
        _rows(grouping.groups, (*names, _SURVEY)),
        strict=True,
    )
    for n_answered, n_completed, (*key, survey) in counted:
        cells[tuple(key)][survey] = _Cell(n_answered, n_completed)
    return grouping.groups


def _invitations(answers: Answers, names: tuple[str, ...]) -> Iterator[_Invitation]:
    """Every invitation that counts for these groups; a survey that has none: number unknown."""
    surveys = group_rows(answers.respondents, (*SURVEY_COLUMNS, "survey")).groups
    answered, told = _records(surveys), _records(answers.invitations)
    filled = {(a["survey"], c) for a in answered for c in SURVEY_COLUMNS if a[c] is not None}
    named = {row["survey"] for row in told}
    rows = [*told, *(row for row in answered if row["survey"] not in named)]
    nets = answers.net_by_centre
    for row in _one_level(rows, split=not {"centre", "net"}.isdisjoint(names)):
        row["net"] = nets.get(str(row.get("centre")))
        key = tuple(_told(row, name, filled) for name in names)
        n = row.get("n_invited")
        yield _Invitation(key, row["survey"], None if n is None else int(str(n)))


def _told(row: _Record, column: str, filled: set[tuple[object, str]]) -> object:
    """The value; a missing one means any, or none if the survey's answers have none either."""
    value = row.get(column)
    if value is None and (column not in SURVEY_COLUMNS or (row["survey"], column) in filled):
        return _ANY
    return value


def _one_level(rows: list[_Record], split: bool) -> Iterable[_Record]:
    """Of a survey told both per centre and as a whole, the one that is wanted."""
    wanted = {row["survey"] for row in rows if (row.get("centre") is not None) is split}
    return (
        row
        for row in rows
        if (row.get("centre") is not None) is split or row["survey"] not in wanted
    )


def _invite(cell: _Cell, n_invited: int | None) -> None:
    cell.known = True
    cell.unknown |= n_invited is None
    cell.n_invited += n_invited or 0


def _spread(cells: Cells, loose: Sequence[_Invitation]) -> None:
    """Make a survey unknown in every group that its unsplit invitations may have reached."""
    patterns = {tuple(value is _ANY for value in invitation.key) for invitation in loose}
    reached: dict[Key, list[Key]] = defaultdict(list)
    for key in cells:
        for pattern in patterns:
            reached[_masked(key, pattern)].append(key)
    for key, survey, _ in loose:
        nowhere = tuple(None if value is _ANY else value for value in key)
        for group in reached.get(key, [nowhere]):
            cells[group][survey].unknown = True


def _masked(key: Key, pattern: tuple[bool, ...]) -> Key:
    return tuple(_ANY if any_value else v for v, any_value in zip(key, pattern, strict=True))


def _rows(frame: pd.DataFrame, columns: Iterable[str]) -> list[Key]:
    """The rows as tuples, ``None`` for missing."""
    return list(zip(*(_values(frame[column]) for column in columns), strict=True))


def _records(frame: pd.DataFrame) -> list[_Record]:
    """The rows as dictionaries, ``None`` for missing."""
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, row, strict=True)) for row in _rows(frame, columns)]


def _values(column: pd.Series) -> list[object]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = [*column.cat.categories.to_numpy(object), None]
        return [names[code] for code in column.cat.codes.tolist()]
    return [
        None if gone else value
        for value, gone in zip(column.astype(object).tolist(), column.isna().tolist(), strict=True)
    ]


def _order(column: pd.Series, values: Iterable[object]) -> list[object]:
    """All values in order: that of the categories, new ones sorted in or behind them."""
    ours = sorted({value for value in values if value is not None}, key=_comparable)
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return ours
    listed = list(column.cat.categories)
    if listed == sorted(listed, key=_comparable):
        return sorted({*listed, *ours}, key=_comparable)
    return [*listed, *(value for value in ours if value not in listed)]


def _comparable(value: object) -> tuple[bool, int, str]:
    return (isinstance(value, str), value if isinstance(value, int) else 0, str(value))


def _table(cells: Cells, groups: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    orders = [_order(groups[name], (key[i] for key in cells)) for i, name in enumerate(names)]
    places = [{value: i for i, value in enumerate(order)} for order in orders]
    rank = {key: tuple(p.get(v, len(p)) for p, v in zip(places, key, strict=True)) for key in cells}
    keys = sorted(cells, key=rank.__getitem__)
    columns = {
        name: _column([key[i] for key in keys], places[i], groups[name])
        for i, name in enumerate(names)
    }
    rates = _rates([list(cells[key].values()) for key in keys])
    return pd.DataFrame({**columns, **rates}, index=pd.RangeIndex(len(keys)))


def _column(values: list[object], place: Mapping[object, int], like: pd.Series) -> object:
    if isinstance(like.dtype, pd.CategoricalDtype):
        codes = np.array([place.get(value, -1) for value in values], np.intp)
        order = pd.Index(list(place)) if place else like.cat.categories
        return pd.Categorical.from_codes(codes, order, ordered=bool(like.dtype.ordered))
    return pd.Series(values, dtype=None if None in values or not values else like.dtype)


def _rates(groups: list[list[_Cell]]) -> dict[str, object]:
    """The columns of the table, from the surveys of each group."""
    n_unknown = np.array([sum(c.unknown or not c.known for c in cs) for cs in groups], np.int64)
    n_invited = np.array([sum(c.n_invited for c in cs) for cs in groups], np.int64)
    n_answered = np.array([sum(c.n_answered for c in cs) for cs in groups], np.int64)
    unknown = n_unknown > 0
    more = ~unknown & (n_answered > n_invited)
    return {
        "n_invited": pd.arrays.IntegerArray(n_invited, unknown),
        "n_answered": n_answered,
        "n_completed": np.array([sum(c.n_completed for c in cs) for cs in groups], np.int64),
        "rate": np.where(unknown | more, np.nan, share(n_answered, n_invited)),
        "n_surveys": np.array([len(cs) for cs in groups], np.int64),
        "n_surveys_unknown": n_unknown,
        "more_than_invited": more,
        "n_surveys_impossible": np.array([sum(map(_impossible, cs)) for cs in groups], np.int64),
    }


def _impossible(cell: _Cell) -> bool:
    return cell.known and not cell.unknown and cell.n_answered > cell.n_invited
