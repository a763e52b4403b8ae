"""An agreed target, what is known to measure it by, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from measurement.counting.answers import Answers
from measurement.counting.columns import roles_of
from measurement.questionnaire.success_factors import Flag, Written
from measurement.school_year import school_year
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
        year = school_year(value)
        if value and not year:
            raise PydanticCustomError("school_year", "no school year")
        return year

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
        by_person: dict[tuple[int, str], set[str]] = {}
        for person, year, role in people.dropna().itertuples(index=False, name=None):
            by_person.setdefault((int(person), str(year)), set()).update(roles_of(str(role)))
        return by_person
