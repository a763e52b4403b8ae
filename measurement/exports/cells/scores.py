"""Item columns to the answer matrix, with everything that was strange on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from measurement.errors import rows_shown
from measurement.exports.cells.direction import directed
from measurement.exports.cells.items import Codes, ItemColumn
from measurement.exports.cells.other_scales import item_columns
from measurement.exports.cells.reading import UNREADABLE
from measurement.exports.cells.shared_items import settle
from measurement.exports.cells.ticks import Ticks
from measurement.exports.rows.table import Table
from measurement.questionnaire.scale import NOT_APPLICABLE, SKIPPED
from measurement.words import some


@dataclass
class Scores:
    """The answer matrix under construction: codes by item, and the columns they came from."""

    table: Table
    codes: dict[str, Codes] = field(default_factory=dict)
    sources: dict[str, list[int]] = field(default_factory=dict)
    strange: dict[int, Codes] = field(default_factory=dict)

    @classmethod
    def read(cls, table: Table) -> Scores:
        """All items and ticked options of a table."""
        scores = cls(table)
        settle(table)
        read = directed(table, item_columns(table))
        for column, codes in zip(read.columns, read.codes, strict=True):
            scores._add(column, codes)
        ticks = Ticks.read(table)
        scores.codes.update(ticks.codes)
        scores.sources.update(ticks.sources)
        return scores

    @property
    def items(self) -> tuple[str, ...]:
        """The items found, in the order of the questionnaire."""
        return tuple(i for i in self.table.questionnaire.counted if i in self.codes)

    def matrix(self) -> npt.NDArray[np.uint8]:
        """Rows × items, unreadable cells as skipped."""
        codes_by_row = np.empty((self.table.n, len(self.items)), dtype=np.uint8, order="F")
        for place, item in enumerate(self.items):
            codes_by_row[:, place] = self.codes[item]
        return codes_by_row

    def n_strange(self) -> npt.NDArray[np.intp]:
        """How many cells of each row are no answer."""
        numbers = np.zeros(self.table.n, dtype=np.intp)
        for codes in self.strange.values():
            numbers += codes == UNREADABLE
        return numbers

    def strange_items(self) -> list[tuple[str, ...]]:
        """The items of each row whose cell is no answer."""
        items: list[tuple[str, ...]] = [()] * self.table.n
        for index, codes in self.strange.items():
            item = self.table.meanings[index].key
            for row in np.flatnonzero(codes == UNREADABLE).tolist():
                items[row] = (*items[row], item)
        return items

    def _add(self, column: ItemColumn, codes: Codes) -> None:
        if (codes == UNREADABLE).any():
            self.strange[column.index] = codes
            codes = np.where(codes == UNREADABLE, SKIPPED, codes).astype(np.uint8)
        if column.item in self.codes:
            self._merge(column, codes)
        else:
            self.codes[column.item], self.sources[column.item] = codes, [column.index]

    def _merge(self, column: ItemColumn, there: Codes) -> None:
        """One item asked in several columns (branches of a form): one answer per row."""
        here = self.codes[column.item]
        both = (here >= NOT_APPLICABLE) & (there >= NOT_APPLICABLE) & (here != there)
        fill = (here < NOT_APPLICABLE) & (there >= NOT_APPLICABLE)
        here[fill] = there[fill]
        self.sources[column.item].append(column.index)
        if both.any():
            rows = self.table.excel_rows(np.flatnonzero(both))
            self.table.tell(
                "asked_twice",
                "item {item} stands in another column too, with another answer (rows {rows}); the first column counts.",
                "Choose another item for this column, or leave it out.",
                at=np.flatnonzero(both),
                column=column.index,
                item=column.item,
                rows=rows_shown(rows),
            )

    def tell_strange(self, excluded: npt.NDArray[np.bool_]) -> None:
        """Name the cells that are no answer, but not those of rows that are left out anyway."""
        for index, codes in self.strange.items():
            at = np.flatnonzero((codes == UNREADABLE) & ~excluded)
            if not len(at):
                continue
            cells = self.table.cells(index)
            texts = sorted({cells.texts[place] for place in cells.positions[at]})
            self.table.tell(
                "unreadable",
                "{found} is not on the scale of {item}; these cells count as not filled in (rows {rows}).",
                "Correct them in the file, or add the spelling to the questionnaire's scale.",
                at=at,
                column=index,
                found=some([f"'{text[:40]}'" for text in texts], 6),
                item=self.table.meanings[index].key,
                rows=rows_shown(self.table.excel_rows(at)),
            )
