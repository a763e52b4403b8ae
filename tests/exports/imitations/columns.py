"""Columns: a heading per header row and a cell per person; and the rows they make."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .people import Kind, Person

Cell = str | int | float | bool | datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One column of an export; items have the level of measurement Ordinaal."""

    heads: tuple[Cell, ...]
    cell: Callable[[Person], Cell]
    item: str = ""

    @property
    def level(self) -> str:
        """The level of measurement, as an analyst would note it under the data."""
        return "Ordinaal" if self.item else "Nominaal"


def column(head: str, cell: Callable[[Person], Cell]) -> Column:
    """A column with one header row."""
    return Column((head,), cell)


def always(value: Cell) -> Callable[[Person], Cell]:
    """The same cell for everybody."""

    def cell(_: Person) -> Cell:
        return value

    return cell


def constant(head: str, value: Cell = None) -> Column:
    """A column with one header row and the same cell everywhere."""
    return Column((head,), always(value))


def header(columns: Sequence[Column]) -> list[Row]:
    """The header rows, from the top."""
    depth = len(columns[0].heads)
    return [tuple(one.heads[level] for one in columns) for level in range(depth)]


def body(columns: Sequence[Column], people: Iterable[Person]) -> list[Row]:
    """A row per person; a blank row is empty or holds only spaces."""
    return [_row(columns, person) for person in people]


def _row(columns: Sequence[Column], person: Person) -> Row:
    if person.kind is not Kind.BLANK:
        return tuple(one.cell(person) for one in columns)
    if not person.whitespace:
        return (None,) * len(columns)
    spaces: dict[int, Cell] = {2: " ", len(columns) - 1: "\u00a0"}
    return tuple(spaces.get(place) for place in range(len(columns)))
