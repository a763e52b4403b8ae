"""The declared tables: every column with its kind, unit, meaning and what missing means.

One declaration feeds the checks, the tests and the sheet of definitions in an export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from measurement.words import Label, Sentence, say

Kind = Literal["category", "integer", "number", "share", "flag"]
DEFINITION = ("column", "heading", "kind", "unit", "meaning", "missing")


# Where the words for the ids in a column stand: in which data file, or in which form.
Vocabulary = Literal[
    "",
    "item",
    "item_or_module",
    "scale",
    "factor",
    "success_factor",
    "element",
    "success_factor_or_element",
    "tension",
    "module",
    "strategy",
    "moment",
    "school_year",
    "net",
    "ambt",
    "role",
    "experience",
    "education",
    "state",
    "filler",
    "fact",
    "inspection_scale",
    "level",
    "theme",
    "target",
    "figure",
    "clock",
    "details",
]


@dataclass(frozen=True)
class Column:
    """A column of a table. ``missing`` says what a missing value means; none may be otherwise.

    What a reader sees of it, on screen and in a workbook, is said here and nowhere else; a csv
    keeps the name and the ids. ``heading`` stands above the column: without one its name in words.
    ``labels`` are the words for the ids in it; ``words`` says which data file names them instead
    (:mod:`measurement.reports.wording`). ``joined`` is what stands between several ids in a cell. A column that is
    not ``on_screen`` is in the files only; a share that is ``whole`` is read in whole per cents.
    """

    name: str
    kind: Kind
    unit: Sentence
    meaning: Sentence
    missing: Sentence | None = None
    labels: Mapping[str, Sentence] = field(default_factory=dict)
    words: Vocabulary = ""
    heading: Sentence | Label | None = None
    joined: str = ""
    on_screen: bool = True
    whole: bool = False

    def in_whole_per_cents(self) -> Column:
        """The same share, as people read it: a response rate without decimals."""
        return replace(self, whole=True)

    def only_in_files(self) -> Column:
        """The same column for who computes on: it is in the files, not on screen."""
        return replace(self, on_screen=False)

    @property
    def title(self) -> Sentence | Label:
        """The heading of the column, in the reader's language."""
        name = self.name.replace("_", " ")
        return self.heading or Sentence(name)


@dataclass(frozen=True)
class Table:
    """A table: the columns that follow its grouping columns, in order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def check(frame: pd.DataFrame, table: Table, by: Sequence[str] = ()) -> None:
    """Hold a frame to its declaration; raises ``ValueError`` with every difference found."""
    expected = [*by, *(name for name in table.names if name not in by)]
    if list(frame.columns) != expected:
        raise ValueError(f"{table.name}: columns {list(frame.columns)}, declared {expected}")
    faults = [f for column in table.columns for f in _faults(frame[column.name], column)]
    if faults:
        raise ValueError(f"{table.name}: " + "; ".join(faults))


def _faults(values: pd.Series, column: Column) -> list[str]:
    if not _is(column.kind, values):
        return [f"{column.name} is {values.dtype}, declared {column.kind}"]
    if column.missing is None and values.isna().any():
        return [f"{column.name} has missing values, declared without"]
    if column.kind == "share" and not values.dropna().between(0, 1).all():
        return [f"{column.name} lies outside 0 to 1"]
    return []


def _is(kind: Kind, values: pd.Series) -> bool:
    if kind == "category":
        return isinstance(values.dtype, pd.CategoricalDtype)
    if kind == "flag":
        return bool(pd.api.types.is_bool_dtype(values))
    if kind == "integer":
        return bool(pd.api.types.is_integer_dtype(values))
    return bool(pd.api.types.is_float_dtype(values))


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, with its columns as attributes."""
    return iter(frame.itertuples())


def definitions(table: Table, by: Sequence[str] = ()) -> pd.DataFrame:
    """One row per column of the table: its name in a csv, its heading, and the rest in words."""
    groups = [GROUPS[name] for name in by if name in GROUPS and name not in table.names]
    rows = [
        (c.name, str(c.title), c.kind, str(c.unit), str(c.meaning), str(c.missing or ""))
        for c in (*groups, *table.columns)
    ]
    return pd.DataFrame(rows, columns=list(DEFINITION))


def described(table: Table, names: Iterable[str]) -> dict[str, Column]:
    """What is declared of these columns of the table, those that it is grouped by among them.

    A column that neither the table nor its groups have is left out.
    """
    column_named = {**GROUPS, **{column.name: column for column in table.columns}}
    return {name: column_named[name] for name in names if name in column_named}


_NAME, _FRACTION, _UNKNOWN = say("name"), say("fraction 0-1"), say("unknown")


def category(
    name: str,
    meaning: Sentence,
    missing: Sentence | None = None,
    labels: Mapping[str, Sentence] = MappingProxyType({}),
    words: Vocabulary = "",
    heading: Sentence | None = None,
    joined: str = "",
) -> Column:
    """A column of names or ids."""
    return Column(name, "category", _NAME, meaning, missing, labels, words, heading, joined)


def integer(
    name: str, unit: Sentence, meaning: Sentence, missing: Sentence | None = None
) -> Column:
    """A column of counts."""
    return Column(name, "integer", unit, meaning, missing)


def share(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    """A column of fractions, 0 to 1."""
    return Column(name, "share", _FRACTION, meaning, missing)


def _known(name: str, meaning: Sentence, words: Vocabulary = "", joined: str = "") -> Column:
    return category(name, meaning, _UNKNOWN, words=words, joined=joined)


# By what every table may be grouped: which survey it was, and who answered.
SURVEY = (
    _known("school_year", say("School year of the survey"), words="school_year"),
    _known("strategy", say("Guidance strategy"), words="strategy"),
    _known("initiative", say("Initiative: one training, one learning community")),
    _known("moment", say("Moment of the survey: short or long term"), words="moment"),
    _known("centre", say("Centre of the respondent")),
)
PERSON = (
    _known("net", say("Education network of the centre"), words="net"),
    _known("ambt", say("Function of the respondent"), words="ambt"),
    _known("role", say("Roles of the respondent, joined by |"), words="role", joined="|"),
    _known("experience", say("Years of experience of the respondent"), words="experience"),
    _known("education", say("Prior education of the respondent"), words="education"),
)
GROUPS = {column.name: column for column in (*SURVEY, *PERSON)}
