"""From which school year on answers can be compared: breaks, new wordings, the zero measurement."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from measurement.errors import Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault
from measurement.questionnaire.files.lists import DataList, Where
from measurement.school_year import school_year
from measurement.words import Label

EVERYTHING = ""


class Change(BaseModel):
    """From this school year on a series starts anew. Columns of ``changes.csv``.

    ``item`` is empty where it holds for all items. ``kind``: ``comparable`` (what lies before
    cannot be compared), ``wording`` (the wording changed), ``zero`` (this school year is the zero
    measurement; nothing breaks).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    school_year: str = Field(min_length=1)
    item: str = EVERYTHING
    kind: Literal["comparable", "wording", "zero"]
    note: Label = Label("")

    @field_validator("school_year")
    @classmethod
    def _is_a_school_year(cls, value: str) -> str:
        year = school_year(value)
        if not year:
            raise ValueError("no school year")
        return year


class Break(NamedTuple):
    """Where a series starts anew: the school year, why, and what the file says of it."""

    school_year: str
    kind: str
    note: Label


@dataclass(frozen=True)
class Comparability:
    """What the file says, for any item. Without rows all years can be compared."""

    changes: tuple[Change, ...] = ()

    def breaks(self, items: Sequence[str]) -> tuple[Break, ...]:
        """The breaks of a series over these items, in order: one a school year.

        A series of several items (the mean of a scale) starts anew when one of them does; a series
        over no item (the response rate) only when everything before cannot be compared. Where
        both happen in one year the graver one, ``comparable``, is named.
        """
        by_year: dict[str, Break] = {}
        for change in sorted(self.changes, key=lambda c: (c.school_year, c.kind)):
            if change.kind != "zero" and _bears_on(change, items):
                by_year.setdefault(
                    change.school_year, Break(change.school_year, change.kind, change.note)
                )
        return tuple(by_year.values())

    def segments(self, school_years: Iterable[str], items: Sequence[str]) -> list[int]:
        """How many breaks lie at or before each school year: the segment that it belongs to.

        >>> rows = (Change(school_year="2023-2024", kind="comparable"),)
        >>> Comparability(rows).segments(["2022-2023", "2023-2024", "2024-2025"], ["A1"])
        [0, 1, 1]
        """
        starts = [one.school_year for one in self.breaks(items)]
        return [sum(start <= year for start in starts) for year in school_years]

    def zero(self, school_years: Iterable[str], items: Sequence[str]) -> str:
        """The zero measurement among the school years with data; '' when there are none.

        It lies in the newest segment: the school year that the file names, else the first with
        data. What the file names for an item goes before what it names for all.
        """
        years = sorted(set(school_years))
        if not years:
            return ""
        segments = self.segments(years, items)
        newest = [y for y, s in zip(years, segments, strict=True) if s == segments[-1]]
        named = sorted(
            (not c.item, c.school_year)
            for c in self.changes
            if c.kind == "zero" and (not c.item or c.item in items)
        )
        starts = [b.school_year for b in self.breaks(items) if b.school_year <= newest[-1]]
        start = max(starts, default="")
        return next((y for _general, y in named if start <= y <= newest[-1]), newest[0])


def _bears_on(change: Change, items: Sequence[str]) -> bool:
    if not items:
        return change.kind == "comparable" and change.item == EVERYTHING
    return change.item == EVERYTHING or change.item in items


def load(path: str | os.PathLike[str] | None = None) -> Comparability:
    """What ``changes.csv`` beside a questionnaire says (see :func:`~measurement.questionnaire.files.reading.load`).

    Without the file all years can be compared. Raises :class:`ExportError` with every fault.
    """
    return Comparability(LISTED.rows(path))


def _contradictions(place: Path, changes: Sequence[Change], path: Where) -> Iterator[Problem]:
    item_ids = set(reading.load(path).item_by_id)
    for item in sorted({c.item for c in changes} - item_ids - {EVERYTHING}):
        yield fault(
            place,
            "the item '{item}' is not in the questionnaire.",
            "Write an id of items.csv or options.csv, or leave the cell empty for all items.",
            item=item,
        )
    zeros = Counter(c.item for c in changes if c.kind == "zero")
    for item in [item for item, times in zeros.items() if times > 1]:
        yield fault(
            place,
            "there is more than one zero measurement{of}.",
            "Keep one school year with the kind 'zero' for it.",
            of=f" ({item})" if item else "",
        )


LISTED = DataList(
    "changes.csv",
    Change,
    key=attrgetter("school_year", "item", "kind"),
    check=_contradictions,
)
