"""The column of one item: what each distinct cell says, and whether these are answers at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from measurement.exports.cells import UNREADABLE, Reader, Reading
from measurement.exports.columns import Cells
from measurement.exports.meaning import Meaning
from measurement.exports.platforms import codes
from measurement.exports.table import Table
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED

Codes = npt.NDArray[np.uint8]
_GOOD_SHARE, _STRANGE_SHARE, _OTHER_SHARE, _OFTEN = 0.5, 0.2, 0.1, 3


@dataclass
class ItemColumn:
    """A column of an item; ``readings`` has one entry per distinct text in use."""

    item: str
    index: int
    cells: Cells
    reader: Reader
    readings: dict[int, Reading]

    def count(self, wanted: Callable[[Reading], bool]) -> int:
        """How many cells have such a reading."""
        return sum(int(self.cells.counts[p]) for p, r in self.readings.items() if wanted(r))

    def places(self, wanted: Callable[[Reading], bool]) -> list[int]:
        """The distinct texts with such a reading."""
        return [place for place, reading in self.readings.items() if wanted(reading)]

    def rows(self, wanted: Callable[[Reading], bool]) -> npt.NDArray[np.intp]:
        """The rows with such a reading."""
        return self.cells.rows_of(self.places(wanted))

    @property
    def n_filled(self) -> int:
        """How many cells say something."""
        return self.count(lambda r: r.code not in (SKIPPED, NOT_SHOWN))

    def codes(self, turned: npt.NDArray[np.bool_] | None) -> Codes:
        """The code of every row, seen from the other end of the scale where ``turned``."""
        codes = np.full(len(self.cells.raw) + 1, SKIPPED, dtype=np.uint8)
        for place, reading in self.readings.items():
            codes[place] = reading.code
        column: Codes = codes[self.cells.positions]
        if turned is not None and turned.any():
            other = np.array([self.reader.turned(int(code)) for code in codes], dtype=np.uint8)
            column[turned] = other[self.cells.positions[turned]]
        return column


def item_columns(table: Table) -> list[ItemColumn]:
    """The columns of items. One whose cells are no answers becomes unknown, and is told."""
    found = []
    for index in table.of("item"):
        column = _read(table, index)
        if _is_other_scale(column):
            _leave_out(table, column, "other_scale")
        elif not _is_answers(column):
            _leave_out(table, column, "not_answers")
        else:
            found.append(column)
    _settle_codes(table, found)
    return found


def _read(table: Table, index: int) -> ItemColumn:
    item = table.meanings[index].key
    known = table.questionnaire.item_by_id[item]
    scale = table.questionnaire.scale_of(item)
    reader = Reader(scale, table.layout.platform, known.not_applicable)
    cells = table.cells(index)
    said = table.choices.codes(table.names[index], scale)
    readings = {
        place: Reading(said[text]) if text in said else reader.read(text)
        for place in cells.used
        for text in [cells.texts[place]]
    }
    return ItemColumn(item, index, cells, reader, readings)


def _is_other_scale(column: ItemColumn) -> bool:
    """Whether the cells speak of another number of points than the scale has."""
    n_other = column.count(lambda r: r.top is not None)
    if not n_other:
        return False
    tops = [r.top for r in column.readings.values() if r.top is not None]
    proof = column.count(
        lambda r: (
            (FIRST_POINT <= r.code < UNREADABLE and r.claims != 0)
            or (
                FIRST_POINT <= r.code < UNREADABLE
                and column.reader.scale.points[r.code - FIRST_POINT] > max(tops)
            )
        )
    )
    return n_other >= _OTHER_SHARE * column.n_filled or (n_other > 1 and not proof)


def _is_answers(column: ItemColumn) -> bool:
    filled = column.n_filled
    good = column.count(lambda r: NOT_APPLICABLE <= r.code < UNREADABLE)
    strange = column.places(lambda r: r.code == UNREADABLE)
    n_strange = sum(int(column.cells.counts[place]) for place in strange)
    often = any(column.cells.counts[place] >= _OFTEN for place in strange)
    if often and n_strange > _STRANGE_SHARE * filled:
        return False
    return good >= _GOOD_SHARE * filled


def _leave_out(table: Table, column: ItemColumn, kind: str) -> None:
    table.meanings[column.index] = Meaning("unknown", column.item, kind)
    scale = column.reader.scale
    strange = column.places(lambda r: r.code == UNREADABLE)
    strange.sort(key=lambda place: -int(column.cells.counts[place]))
    found = ", ".join(f"'{column.cells.texts[place][:40]}'" for place in strange[:3])
    messages = {
        "other_scale": "the header is that of {item}, but the cells use another scale than {first} to {last} (for example {found}); the column was left out.",
        "not_answers": "the header is that of {item}, but the cells are no answers on its scale of {first} to {last} (for example {found}); the column was left out.",
    }
    table.tell(
        kind,
        messages[kind],
        "Choose another item for this column, or describe its scale in the questionnaire.",
        at=column.cells.rows_of(strange)[:1],
        column=column.index,
        item=column.item,
        first=str(scale.points[0]),
        last=str(scale.points[-1]),
        found=found or "?",
    )


def _settle_codes(table: Table, columns: list[ItemColumn]) -> None:
    """Where a file has a code for N.v.t. next to its scale, 99 is a missing answer."""
    general = codes("not_applicable_codes")
    own = any(
        r.by_code is not None and r.by_code not in general
        for column in columns
        for r in column.readings.values()
    )
    for column in columns:
        if own:
            for place, r in column.readings.items():
                if r.by_code in general:
                    column.readings[place] = replace(r, code=SKIPPED)
        _tell_codes(table, column, NOT_APPLICABLE)
        _tell_codes(table, column, SKIPPED)


def _tell_codes(table: Table, column: ItemColumn, code: int) -> None:
    def wanted(reading: Reading) -> bool:
        return reading.by_code is not None and reading.code == code

    if n := column.count(wanted):
        texts = ", ".join(sorted(column.cells.texts[place] for place in column.places(wanted)))
        table.tell(
            "coded_not_applicable",
            "{found} was read as not applicable (number of cells: {n})."
            if code == NOT_APPLICABLE
            else "{found} was read as not filled in (number of cells: {n}).",
            column=column.index,
            n=n,
            found=texts,
        )
