"""The column of one item: what each distinct cell says, and whether these are answers at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from measurement.exports.cells.reading import UNREADABLE, Reader, Reading
from measurement.exports.cells.worded import Worded, by_point, sets_of
from measurement.exports.files.columns import Cells
from measurement.exports.headers.meaning import CHOSEN, Meaning
from measurement.exports.rows.table import Table
from measurement.questionnaire.label_sets import LabelSet
from measurement.questionnaire.scale import NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.word_lists import codes
from measurement.words import mark

Codes = npt.NDArray[np.uint8]
_GOOD_SHARE, _STRANGE_SHARE, _OFTEN = 0.5, 0.2, 3


@dataclass
class ItemColumn:
    """A column of an item; ``readings`` has one entry per distinct text in use."""

    item: str
    index: int
    cells: Cells
    reader: Reader
    readings: dict[int, Reading]
    chosen: bool = False  # a person said that this is the item: its numbers count as they stand

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


def read_columns(table: Table) -> list[ItemColumn]:
    """Every column of an item, read on its scale, with words of a known set where it has none."""
    indices = table.of("item")
    scales = {i: table.questionnaire.scale_of(table.meanings[i].key) for i in indices}
    open_ = [i for i in indices if not table.choices.codes(table.names[i], scales[i])]
    sets = sets_of({i: Worded.of(scales[i], table.cells(i)) for i in open_})
    read = []
    for index in indices:
        chosen = sets.get(index, [])
        if len(chosen) > 1:
            _ask_words(table, index, chosen)
            continue
        more = by_point(scales[index], chosen[0]) if chosen else ()
        read.append(_read(table, index, more))
        if chosen:
            _tell_words(table, index, chosen[0])
    return read


def _read(table: Table, index: int, more: tuple[tuple[int, tuple[str, ...]], ...]) -> ItemColumn:
    item = table.meanings[index].key
    asked = table.questionnaire.item_by_id[item]
    scale = table.questionnaire.scale_of(item)
    reader = Reader(scale, table.layout.platform, asked.not_applicable, more)
    cells = table.cells(index)
    said = table.choices.codes(table.names[index], scale)
    readings = {
        place: Reading(said[text]) if text in said else reader.read(text)
        for place in cells.used
        for text in [cells.texts[place]]
    }
    return ItemColumn(item, index, cells, reader, readings, table.meanings[index].how == CHOSEN)


def _ask_words(table: Table, index: int, sets: list[LabelSet]) -> None:
    """Words that stand for other points in one set of labels than in another."""
    item = table.meanings[index].key
    table.meanings[index] = Meaning("unknown", item, "not_answers")
    table.tell(
        "unsure_words",
        "the words in the cells of {item} belong to several sets of labels, which give them other points; the column was left out.",
        "Say which one it is: write it in the questionnaire as the scale of {item}. Possible are: {sets}.",
        column=index,
        item=item,
        sets=[one.id for one in sets],
    )


def _tell_words(table: Table, index: int, one: LabelSet) -> None:
    table.tell(
        "label_set",
        "the words in the cells of {item} were read with the set of labels {set}: from '{lowest}' to '{highest}'.",
        column=index,
        item=table.meanings[index].key,
        set=one.id,
        lowest=one.words[0][0],
        highest=one.words[-1][0],
    )


def is_answers(column: ItemColumn) -> bool:
    """Whether the cells of a column are answers on its scale, with few exceptions."""
    filled = column.n_filled
    good = column.count(lambda r: NOT_APPLICABLE <= r.code < UNREADABLE)
    strange = column.places(lambda r: r.code == UNREADABLE)
    n_strange = sum(int(column.cells.counts[place]) for place in strange)
    often = any(column.cells.counts[place] >= _OFTEN for place in strange)
    if often and n_strange > _STRANGE_SHARE * filled:
        return False
    return good >= _GOOD_SHARE * filled


def leave_out(table: Table, column: ItemColumn, kind: str) -> None:
    """Make the column of an item unknown, and tell why."""
    table.meanings[column.index] = Meaning("unknown", column.item, kind)
    scale = column.reader.scale
    strange = column.places(lambda r: r.code == UNREADABLE)
    strange.sort(key=lambda place: -int(column.cells.counts[place]))
    examples = ", ".join(f"'{column.cells.texts[place][:40]}'" for place in strange[:3])
    seen = kind if strange else "as_the_others"
    messages = {
        "other_scale": mark(
            "the header is that of {item}, but the cells use another scale than {first} to {last} (for example {found}); the column was left out."
        ),
        "as_the_others": mark(
            "the header is that of {item}, but most questions on its scale of {first} to {last} use another scale in this file, and nothing in this column shows that it does not; the column was left out."
        ),
        "not_answers": mark(
            "the header is that of {item}, but the cells are no answers on its scale of {first} to {last} (for example {found}); the column was left out."
        ),
    }
    table.tell(
        kind,
        messages[seen],
        "Choose another item for this column, or describe its scale in the questionnaire.",
        at=column.cells.rows_of(strange)[:1],
        column=column.index,
        item=column.item,
        first=str(scale.points[0]),
        last=str(scale.points[-1]),
        found=examples or "?",
    )


def settle_codes(table: Table, columns: list[ItemColumn]) -> None:
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
            mark("{found} was read as not applicable (number of cells: {n}).")
            if code == NOT_APPLICABLE
            else mark("{found} was read as not filled in (number of cells: {n})."),
            column=column.index,
            n=n,
            found=texts,
        )
