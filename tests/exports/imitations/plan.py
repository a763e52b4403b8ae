"""From columns and people to an imitation: a file that can be written, and its truth."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .columns import Column, Row, body, header
from .files import Dialect, Sheet, write_csv, write_workbook
from .people import Person
from .truth import Truth, counts_of


@dataclass(frozen=True)
class Imitation:
    """An imitated export: `build` writes it, `truth` says what a loader must find."""

    name: str
    filename: str
    build: Callable[[Path], None]
    truth: Truth


@dataclass(frozen=True)
class Plan:
    """What an imitation consists of; a messier one is this with some parts replaced."""

    name: str
    platform: str
    columns: tuple[Column, ...]
    people: tuple[Person, ...]
    sheet: str | None = "Sheet1"
    dialect: Dialect | None = None
    above: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    before: tuple[Sheet, ...] = ()
    after: tuple[Sheet, ...] = ()
    left: int = 0
    padding: int = 0
    inline: bool = False
    explicit_not_shown: bool = False
    language: str = "nl"


def rows_of(plan: Plan) -> list[Row]:
    """All rows of the sheet with the answers, from row 1."""
    data = body(plan.columns, plan.people)
    return [*plan.above, *header(plan.columns), *data, *plan.below]


def imitate(plan: Plan) -> Imitation:
    """The imitation of a plan."""
    depth = len(plan.columns[0].heads)
    items = [column.item for column in plan.columns if column.item]
    first_row = len(plan.above) + depth + 1
    truth: Truth = {
        "platform": plan.platform,
        "sheet": None if plan.dialect else plan.sheet,
        "header_rows": depth,
        "language": plan.language,
        **counts_of(plan.people, items, first_row, plan.explicit_not_shown),
    }
    filename = f"{plan.name}.{'csv' if plan.dialect else 'xlsx'}"
    return Imitation(plan.name, filename, lambda path: write(plan, path), truth)


def write(plan: Plan, path: Path) -> None:
    """Write the file of a plan."""
    rows = rows_of(plan)
    if plan.dialect:
        write_csv(path, rows, plan.dialect)
        return
    sheet = Sheet(plan.sheet or "Sheet1", rows, left=plan.left, padding=plan.padding)
    write_workbook(path, [*plan.before, sheet, *plan.after], plan.inline)
