"""Lists that people fill in, a row per thing: where the heads stand, and what each cell says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from measurement.errors import Problem, at_rows, refuse
from measurement.exports.files.columns import Cells
from measurement.exports.files.guard import column_letters
from measurement.exports.files.read import Sheet
from measurement.texts import plain, tidy
from measurement.words import Sentence, say

MOST_ROWS = 20_000  # of a list: a network writes some thousands a year
Meant = tuple[str, int]  # what a column is for, and the place of its name among those for that
Meaning = Callable[[str], Meant | None]


@dataclass(frozen=True)
class Cell:
    """What a cell says, '' for nothing, and where it stands in its sheet (from 0)."""

    sheet: Sheet
    row: int
    column: int
    text: str = ""

    @property
    def excel_row(self) -> int:
        """The row as Excel shows it."""
        return self.sheet.first_row + self.row

    @property
    def lines(self) -> list[str]:
        """What each of its lines says."""
        raw = self.sheet.table.column(self.column)[self.row].as_py() if self.text else ""
        return [tidy(line) for line in raw.splitlines()]

    @property
    def where(self) -> Sentence:
        """The place as Excel shows it."""
        row = str(self.excel_row)
        column = column_letters(self.sheet.first_column + self.column)
        if not self.sheet.name:
            return say("Row {row}, column {column}", row=row, column=column)
        return say(
            "Sheet '{sheet}', row {row}, column {column}",
            sheet=self.sheet.name,
            row=row,
            column=column,
        )


def refuse_long(n: int) -> None:
    """Raise :class:`ExportError` for a list of so many rows that nobody wrote it."""
    if n > MOST_ROWS:
        raise refuse(
            "too_large",
            "The list has more than 20 000 rows.",
            "Split it by school year, or see that the rows below the list are empty.",
        )


def texts_of(sheet: Sheet, column: int) -> list[str]:
    """The tidied text of every cell of a column, '' where it says nothing."""
    return [str(text) for text in Cells.of(sheet.column(column, 0)).shown.to_pylist()]


@dataclass
class ListSheet:
    """A sheet with the heads of a list; ``problems`` fills up while the rows are read.

    ``top`` is the place of the heads, ``places`` the column of each role.
    """

    sheet: Sheet
    top: int
    places: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """The cells below the heads, by role."""
        return {
            role: Cells.of(self.sheet.column(place, self.top + 1))
            for role, place in self.places.items()
        }

    @cached_property
    def n(self) -> int:
        """The number of rows up to the last that says something.

        Raises :class:`ExportError` for more than a list of people has.
        """
        last = [np.flatnonzero(cells.filled) for cells in self.cells.values()]
        n = max((int(filled[-1]) + 1 for filled in last if len(filled)), default=0)
        refuse_long(n)
        return n

    def texts(self, role: str) -> list[str]:
        """The tidied text of every row, '' where there is none or no such column."""
        if role not in self.cells:
            return [""] * self.n
        return [str(text) for text in self.cells[role].shown.to_pylist()[: self.n]]

    def rows(self, roles: Iterable[str] = ()) -> Iterator[dict[str, Cell]]:
        """The rows that say something, as cells by role; also of ``roles`` without a column."""
        texts = {role: self.texts(role) for role in (*self.places, *roles)}
        for place, said in enumerate(zip(*texts.values(), strict=True), self.top + 1):
            if any(said):
                yield {
                    role: Cell(self.sheet, place, self.places.get(role, 0), text)
                    for role, text in zip(texts, said, strict=True)
                }

    def excel_rows(self, places: Iterable[int]) -> list[int]:
        """Places below the heads as Excel numbers rows."""
        first = self.sheet.first_row + self.top + 1
        return [first + place for place in places]

    def tell(
        self, kind: str, message: str, remedy: str, places: Collection[int], **values: object
    ) -> None:
        """Note a problem of these rows (places below the heads); nothing for no rows."""
        if places:
            rows = tuple(sorted(self.excel_rows(places)))
            sentence = say(message, **values)
            self.problems.append(Problem(kind, sentence, say(remedy), at_rows(rows), rows))


def named(names: Mapping[str, Sequence[str]]) -> Meaning:
    """What a head stands for, by the names of each column."""
    by_head: dict[str, Meant] = {}
    for role, listed in names.items():
        for place, name in enumerate(listed):
            by_head.setdefault(plain(name), (role, place))
    return lambda head: by_head.get(plain(head))


def list_on(
    sheet: Sheet, meaning: Meaning, whole: Callable[[Collection[str]], bool]
) -> ListSheet | None:
    """The list on a sheet, or None: its heads are the row that names most of its columns.

    ``meaning`` says what a head stands for, ``whole`` whether these columns make a list. Of two
    columns for the same it takes the one whose name comes first in the list of names.
    """
    best: ListSheet | None = None
    for top, cells in enumerate(sheet.top):
        places = _places(cells, meaning)
        if whole(places) and (best is None or len(places) > len(best.places)):
            best = ListSheet(sheet, top, places)
    return best


def _places(cells: Sequence[str], meaning: Meaning) -> dict[str, int]:
    ranked: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        if meant := meaning(cell):
            role, rank = meant
            ranked[role] = min(ranked.get(role, (rank, index)), (rank, index))
    return {role: index for role, (_rank, index) in ranked.items()}
