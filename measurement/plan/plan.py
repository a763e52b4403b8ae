"""Which survey had which modules, against what the questionnaire prescribes for its strategy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import asked
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.counting.counts import count
from measurement.counting.groups import group_rows
from measurement.measures.response import response
from measurement.plan.tables import EXPECTED, MODULES_ASKED, PLAN, PLAN_ITEMS
from measurement.questionnaire.model import Questionnaire, Role
from measurement.questionnaire.scale import TICK
from measurement.rows import framed
from measurement.tables import records

Key = tuple[str | None, ...]  # school year, strategy, initiative, moment
Open = Collection[Key] | Collection[int] | None
# The net follows from the centre, so it tells nothing of what was asked.
CHARACTERISTICS = ("centre", "ambt", "role", "experience", "education")
JOINED_BY = ", "
_PERSON: Role = "person"
_OPEN: Role = "open"


def plan(answers: Answers, open_surveys: Open = None) -> pd.DataFrame:
    """The declared table ``survey_plan``: one row per survey with answers.

    A module was asked when anybody was shown one of its items (a question left empty was shown);
    the module of person characteristics when any characteristic of anybody is known, whether it
    was asked or came with the list of participants; the module of open questions when
    ``open_surveys`` holds the survey, by its key (school year, strategy, initiative, moment) or
    its number. Without ``open_surveys``, and for a module without items that are counted, nothing
    tells: it stands under ``unknown``, neither as asked nor as not asked. Sorted by school year,
    strategy and moment (in the order of the questionnaire) and initiative.
    """
    questionnaire = answers.questionnaire
    invited = _invited(answers)
    hidden = _hidden(questionnaire, open_surveys is not None)
    rows = [
        (*one.key, one.n, invited.get(one.key), *_held_to(one, questionnaire, hidden))
        for one in _surveys(answers, open_surveys)
    ]
    return framed(sorted(rows, key=lambda row: _place(row[:4], questionnaire)), PLAN)


def part_missing(answers: Answers) -> pd.DataFrame:
    """The declared table ``survey_plan_items``: items of a prescribed module that nobody saw.

    Only of modules of which other items were shown: what was not asked at all stands in
    :func:`plan`. A module may be asked on a scale or as a list to tick; the items of the form that
    was not used are not missed.
    """
    questionnaire = answers.questionnaire
    rows: list[tuple[str | None, ...]] = []
    for survey in _surveys(answers, None):
        forms = {
            (questionnaire.item_by_id[i].module, questionnaire.item_by_id[i].scale == TICK.id)
            for i in survey.items
        }
        for item in answers.items:
            one = questionnaire.item_by_id[item]
            part = (one.module, one.scale == TICK.id) in forms and item not in survey.items
            if part and one.module in (prescribed_modules(questionnaire, survey.key) or ()):
                rows.append((*survey.key, one.module, item))
    orders = {"item": answers.items}
    return framed(sorted(rows, key=lambda row: _place(row[:4], questionnaire)), PLAN_ITEMS, orders)


def expected(answers: Answers) -> pd.DataFrame:
    """The declared table ``expected_surveys``: prescribed surveys without a single answer.

    Per school year with answers, and per strategy and moment with prescribed modules: initiatives
    that were surveyed at another moment only (``other_moment``), surveys that people were invited
    to (``no_answers``), and strategies of which nothing is known (``no_survey``). Whether a survey
    is still to come in a school year that is not over, the data do not tell.
    """
    questionnaire = answers.questionnaire
    answered = {s.key for s in _surveys(answers, None)}
    invited = set(_keys(answers.invitations)) - answered
    held = answered | invited
    rows: list[tuple[str | None, ...]] = []
    for year in sorted({str(key[0]) for key in answered if key[0]}):
        for strategy, moment in _prescribed_kinds(questionnaire):
            ours = {key[2] for key in held if key[:2] == (year, strategy)}
            for initiative in sorted((i for i in ours if i), key=str):
                key = (year, strategy, initiative, moment)
                if key not in answered:
                    why = "no_answers" if key in invited else "other_moment"
                    rows.append((*key, why))
            if not ours:
                rows.append((year, strategy, None, moment, "no_survey"))
    return framed(rows, EXPECTED)


def modules_asked(planned: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """The declared table ``modules_asked``, from ``survey_plan``: a row per kind and module.

    Every module of the questionnaire that is prescribed or was asked anywhere in the table.
    """
    rows = list(records(planned))
    kinds = list(dict.fromkeys((_text(r.strategy), _text(r.moment)) for r in rows))
    columns = ("prescribed", "present", "unknown")
    used = {m for r in rows for column in columns for m in listed(getattr(r, column))}
    modules = [m.id for m in questionnaire.modules if m.id in used]
    modules += sorted(used - set(modules))
    lines = []
    for kind in kinds:
        ours = [r for r in rows if (_text(r.strategy), _text(r.moment)) == kind]
        rule = prescribed_modules(questionnaire, (None, kind[0], None, kind[1])) or ()
        for module in modules:
            n_asked = sum(module in listed(r.present) for r in ours)
            n_unknown = sum(module in listed(r.unknown) for r in ours)
            lines.append((*kind, module, module in rule, len(ours), n_asked, n_unknown))
    return framed(lines, MODULES_ASKED, {"module": modules})


def listed(value: Any) -> list[str]:
    """The modules in one cell of ``survey_plan``; none for a missing one.

    >>> listed("A, C"), listed(float("nan"))
    (['A', 'C'], [])
    """
    return str(value).split(JOINED_BY) if isinstance(value, str) else []


def prescribed_modules(questionnaire: Questionnaire, key: Key) -> tuple[str, ...] | None:
    """The modules of a survey's strategy and moment; None where nothing is prescribed."""
    strategy = questionnaire.strategy_by_id.get(str(key[1]))
    return None if strategy is None else strategy.modules.get(str(key[3]))


@dataclass(frozen=True)
class _Survey:
    """One survey with answers: its key, its size, and what was asked in it."""

    key: Key
    n: int
    modules: tuple[str, ...]
    items: frozenset[str]


def _surveys(answers: Answers, open_surveys: Open) -> Iterator[_Survey]:
    """The surveys with answers, each with its modules in the order of the questionnaire."""
    questionnaire, people = answers.questionnaire, answers.respondents
    counts = count(answers, SURVEY_COLUMNS)
    index = group_rows(people, SURVEY_COLUMNS).index
    shown = asked(counts)
    told = people[list(CHARACTERISTICS)].notna().any(axis=1).to_numpy(bool)
    of_persons = np.bincount(index[told], minlength=len(counts.groups)) > 0
    sizes = np.bincount(index, minlength=len(counts.groups))
    for g, key in enumerate(_keys(counts.groups)):
        items = frozenset(i for i, seen in zip(counts.items, shown[g], strict=True) if seen)
        modules = {questionnaire.item_by_id[item].module for item in items}
        modules |= {m.id for m in questionnaire.modules if m.role == _PERSON and of_persons[g]}
        if open_surveys and _holds(open_surveys, key, people["survey"].to_numpy()[index == g]):
            modules |= {m.id for m in questionnaire.modules if m.role == _OPEN}
        yield _Survey(key, int(sizes[g]), _in_order(modules, questionnaire), items)


def _held_to(
    survey: _Survey, questionnaire: Questionnaire, hidden: set[str]
) -> tuple[str | None, ...]:
    """The modules that are prescribed, present, not asked, extra, and unknown."""
    rule = prescribed_modules(questionnaire, survey.key) or ()
    return (
        _joined(rule),
        _joined(survey.modules),
        _joined(m for m in rule if m not in survey.modules and m not in hidden),
        _joined(m for m in survey.modules if m not in rule),
        _joined(m for m in rule if m in hidden and m not in survey.modules),
    )


def _holds(open_surveys: Collection[Any], key: Key, numbers: NDArray[np.int64]) -> bool:
    return key in open_surveys or any(number in open_surveys for number in np.unique(numbers))


def _in_order(modules: Collection[str], questionnaire: Questionnaire) -> tuple[str, ...]:
    known = [m.id for m in questionnaire.modules]
    return tuple(sorted(modules, key=lambda m: (known.index(m) if m in known else len(known), m)))


def _hidden(questionnaire: Questionnaire, open_known: bool) -> set[str]:
    """The modules of which the answers cannot tell whether they were asked."""
    seen = {questionnaire.item_by_id[item].module for item in questionnaire.counted}
    roles = {_PERSON, _OPEN} if open_known else {_PERSON}
    named = {m for s in questionnaire.strategies for modules in s.modules.values() for m in modules}
    role = {m.id: m.role for m in questionnaire.modules}
    return {m for m in named if m not in seen and role.get(m) not in roles}


def _prescribed_kinds(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [
        (s.id, moment) for s in questionnaire.strategies for moment, m in s.modules.items() if m
    ]


def _invited(answers: Answers) -> dict[Key, int | None]:
    table = response(answers, SURVEY_COLUMNS)
    n = [None if pd.isna(value) else int(value) for value in table["n_invited"]]
    return dict(zip(_keys(table), n, strict=True))


def _keys(frame: pd.DataFrame) -> list[Key]:
    rows = frame[list(SURVEY_COLUMNS)].astype(object).itertuples(index=False, name=None)
    return [tuple(_text(value) for value in row) for row in rows]


def _text(value: object) -> str | None:
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _place(key: Sequence[Any], questionnaire: Questionnaire) -> tuple[Any, ...]:
    """Where a survey stands: school year, kind in the questionnaire's order, initiative."""
    kinds = [(s.id, moment) for s in questionnaire.strategies for moment in s.modules]
    kind = (key[1], key[3])
    rank = kinds.index(kind) if kind in kinds else len(kinds)
    return (str(key[0] or ""), rank, str(key[1] or ""), str(key[3] or ""), str(key[2] or ""))


def _joined(modules: Iterable[str]) -> str | None:
    return JOINED_BY.join(modules) or None
