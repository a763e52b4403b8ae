"""The measures that a target may name: each says how many reach it, out of how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from measurement.answers import ROLES_JOINED_BY, Answers
from measurement.counts import count
from measurement.school_year import school_year
from measurement.shares import shares
from measurement.success_factors import Flag, Written
from measurement.words import Label

NETWORK = ""
_ID = r"^[A-Za-z][A-Za-z0-9_.-]*$"


class Target(BaseModel):
    """One target. Columns of ``targets.csv``.

    ``short`` stands above a column. ``threshold`` is a fraction (1 = all) or a number; ``strategy``, ``figure``, ``level`` and
    ``roles`` are what the measure is about, where it is about that. ``proxy``: the measure stands
    in for something that cannot be measured.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(pattern=_ID)
    label: Written
    short: Label = Label("")
    measure: str = Field(min_length=1)
    strategy: str = ""
    figure: str = ""
    level: str = ""
    roles: tuple[str, ...] = ()
    scope: Literal["centre", "network", "both"]
    threshold: Decimal = Field(ge=0)
    from_year: str = ""
    to_year: str = ""
    proxy: Flag = False
    note: Label = Label("")
    status: str = "assumed"

    @field_validator("roles", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value

    @field_validator("threshold", mode="before")
    @classmethod
    def _with_a_comma(cls, value: object) -> object:
        return value.replace(",", ".") if isinstance(value, str) else value

    @field_validator("from_year", "to_year")
    @classmethod
    def _is_a_school_year(cls, value: str) -> str:
        found = school_year(value)
        if value and not found:
            raise PydanticCustomError("school_year", "no school year")
        return found

    @property
    def head(self) -> str:
        """The name above a column."""
        return str(self.short) or str(self.label)

    def holds_in(self, school_years: Iterable[str]) -> bool:
        """Whether the target was set for all of these school years."""
        last = self.to_year or "9999"
        return all(self.from_year <= year <= last for year in school_years)


class Result(NamedTuple):
    """How many reach it, out of how many (None for a number), and what is lacking or to be done."""

    n: int | None = None
    of: int | None = None
    advice: str = ""


@dataclass(frozen=True)
class Known:
    """All that measures look at; ``participations`` are of ``school_years``."""

    participations: pd.DataFrame
    figures: pd.DataFrame
    staff: Mapping[str, int]
    answers: Answers
    school_years: tuple[str, ...]
    centres: tuple[str, ...]

    def of_strategy(self, strategy: str) -> pd.DataFrame:
        """The participations in initiatives of one strategy."""
        return self.participations[self.participations["strategy"] == strategy]

    def figure(self, key: str, centre: str) -> int | None:
        """A yearly figure, added up over the school years; None when one of them is unknown."""
        if any((year, key, centre) not in self._figures for year in self.school_years):
            return None
        return sum(self._figures[year, key, centre] for year in self.school_years)

    @cached_property
    def _figures(self) -> dict[tuple[str, str, str], int]:
        columns = self.figures[["school_year", "key", "centre", "value"]].astype(object)
        return {
            (str(year), str(key), NETWORK if pd.isna(centre) else str(centre)): int(value)
            for year, key, centre, value in columns.itertuples(index=False, name=None)
        }

    @cached_property
    def roles(self) -> dict[tuple[int, str], set[str]]:
        """The roles that people named in the surveys of a school year."""
        people = self.answers.respondents[["respondent", "school_year", "role"]].astype(object)
        made: dict[tuple[int, str], set[str]] = {}
        for person, year, role in people.dropna().itertuples(index=False, name=None):
            made.setdefault((int(person), str(year)), set()).update(_parts(role))
        return made


Results = dict[str, Result]
Measure = Callable[[Target, Known], Results]


def figure_of_staff(target: Target, known: Known) -> Results:
    """A yearly figure of a centre divided by its staff; of the last school year only."""
    known = replace(known, school_years=known.school_years[-1:])
    made = {}
    for centre in known.centres:
        n, staff = known.figure(target.figure, centre), known.staff.get(centre)
        made[centre] = Result(
            n, staff, "no_figure" if n is None else "no_staff" if not staff else ""
        )
        if staff is None:
            made[centre] = Result(None, None, made[centre].advice)
    return {**made, NETWORK: _together(made, known.figure(target.figure, NETWORK))}


def people_of_figure(target: Target, known: Known) -> Results:
    """Different people in initiatives of the strategy, divided by a yearly figure."""
    there = known.of_strategy(target.strategy)
    n = there.groupby("centre", observed=True)["person"].nunique()
    made = {}
    for centre in known.centres:
        of = known.figure(target.figure, centre)
        advice = "no_figure" if of is None else "no_list" if there.empty else ""
        if advice:
            made[centre] = Result(None, of, advice)
        else:
            made[centre] = Result(int(n.get(centre, 0)), of, "" if of else "no_starters")
    whole = known.figure(target.figure, NETWORK)
    if whole is not None and not there.empty:
        return {**made, NETWORK: Result(int(there["person"].nunique()), whole)}
    return {**made, NETWORK: _together(made, None)}


def _together(made: Results, figure: int | None) -> Result:
    """The whole network, from the figure of the network or the sum of all centres."""
    every = list(made.values())
    of = None if any(r.of is None for r in every) else sum(r.of or 0 for r in every)
    if figure is not None and of:
        return Result(figure, of)
    if not every or of is None or any(r.n is None for r in every):
        return lacking(every)
    return Result(sum(r.n or 0 for r in every), of, "" if of else every[0].advice)


def lacking(every: Iterable[Result]) -> Result:
    """No data, and why: what all of them lack, else that some lack something."""
    reasons = {result.advice for result in every}
    return Result(advice=reasons.pop() if len(reasons) == 1 else "incomplete")


def role_in_initiatives(target: Target, known: Known) -> Results:
    """Initiatives of the strategy with somebody of the centre in one of the roles, of all of them.

    The role stands in the list, or the person named it in a survey of that school year. A centre
    that takes part in none has 0; of one that took part without any known role nothing is known.
    """
    there = known.of_strategy(target.strategy)
    columns = there[["school_year", "initiative", "centre", "role", "person"]].astype(object)
    offered: set[tuple[str, str]] = set()
    sent: dict[str, set[tuple[str, str]]] = {}
    took_part: set[str] = set()
    with_role: set[str] = set()
    for year, title, centre, role, person in columns.itertuples(index=False, name=None):
        offered.add((year, title))
        named = None if pd.isna(person) else known.roles.get((int(person), str(year)))
        roles = {*(() if pd.isna(role) else _parts(role)), *(named or ())}
        took_part.add(str(centre))
        if roles:
            with_role.add(str(centre))
        if roles & set(target.roles) and pd.notna(centre):
            sent.setdefault(str(centre), set()).add((year, title))
    if not with_role:
        reason = "no_roles" if offered else "no_list"
        return dict.fromkeys(known.centres, Result(advice=reason))
    return {
        c: Result(advice="no_roles")
        if c in took_part - with_role
        else Result(len(sent.get(c, ())), len(offered), "dialogue")
        for c in known.centres
    }


def initiatives(target: Target, known: Known) -> Results:
    """The number of initiatives of the strategy in which the centre took part, added up."""
    there = known.of_strategy(target.strategy)
    if there.empty:
        return dict.fromkeys((*known.centres, NETWORK), Result(advice="no_list"))
    once = there.drop_duplicates(["school_year", "initiative", "centre"])
    n = once.groupby("centre", observed=True).size()
    made = {centre: Result(int(n.get(centre, 0))) for centre in known.centres}
    offered = there.drop_duplicates(["school_year", "initiative"])
    return {**made, NETWORK: Result(len(offered))}


def high_share(target: Target, known: Known) -> Results:
    """High scores on the items of a level, of all answers to them, not applicable included."""
    made = known.answers.questionnaire
    levels = {i.id for i in made.items if i.dimension == target.level and i.direction == "+"}
    items = [i for i in known.answers.items if i in levels and made.scale_of(i).has_cut]
    if not items:
        return dict.fromkeys((*known.centres, NETWORK), Result(advice="no_answers"))
    per_centre = shares(count(known.answers, ["centre"]).select(items), made)
    network = shares(count(known.answers).select(items), made)
    sums = per_centre.groupby("centre", observed=True)[["n_high", "n"]].sum()
    n = {str(c): (int(high), int(of)) for c, high, of in sums.itertuples(name=None)}
    found = {c: _counted(*n.get(c, (0, 0))) for c in known.centres}
    return {**found, NETWORK: _counted(int(network["n_high"].sum()), int(network["n"].sum()))}


def _counted(n: int, of: int) -> Result:
    return Result(n, of) if of else Result(advice="no_answers")


def _parts(roles: object) -> list[str]:
    return str(roles).split(ROLES_JOINED_BY)


MEASURES: Mapping[str, Measure] = {
    made.__name__: made
    for made in (figure_of_staff, people_of_figure, role_in_initiatives, initiatives, high_share)
}
ADDING_UP = ("initiatives",)
# What a row of the file must name for a measure.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "figure_of_staff": ("figure",),
    "people_of_figure": ("strategy", "figure"),
    "role_in_initiatives": ("strategy", "roles"),
    "initiatives": ("strategy",),
    "high_share": ("level",),
}
