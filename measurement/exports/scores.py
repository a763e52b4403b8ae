"""Item and factor columns to the answer matrix, with everything that was strange on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from measurement.errors import Problem, rows_shown
from measurement.exports.cells import UNREADABLE, Reader, Reading
from measurement.exports.columns import Cells
from measurement.exports.guard import column_letters
from measurement.exports.headers import Layout
from measurement.exports.platforms import plain, tidy
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.words import say

Codes = npt.NDArray[np.uint8]
NO_TICK, TICKED = FIRST_POINT, FIRST_POINT + 1
_TICK_WORDS = {
    "y",
    "yes",
    "ja",
    "j",
    "1",
    "x",
    "true",
    "waar",
    "quoted",
    "selected",
    "aangevinkt",
    "checked",
    "geselecteerd",
}
_NO_TICK_WORDS = {
    "n",
    "no",
    "nee",
    "neen",
    "0",
    "false",
    "onwaar",
    "not quoted",
    "not selected",
    "niet geselecteerd",
    "niet aangevinkt",
}


@dataclass
class Scores:
    """The matrix under construction: codes by item, the column each came from, problems."""

    layout: Layout
    questionnaire: Questionnaire
    codes: dict[str, Codes] = field(default_factory=dict)
    sources: dict[str, list[int]] = field(default_factory=dict)
    unreadable: npt.NDArray[np.intp] = field(init=False)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.layout.sheet.n_rows - self.layout.data_from
        self.unreadable = np.zeros(max(rows, 0), dtype=np.intp)

    def where(self, index: int) -> Any:
        """Sheet and column for a message."""
        letters = column_letters(self.layout.sheet.first_column + index)
        header = self.layout.headers[index].shown
        return say("Column {column} ('{header}')", column=letters, header=header[:70])

    def excel_rows(self, indices: Iterable[int]) -> tuple[int, ...]:
        """Row numbers as Excel shows them."""
        return tuple(self.layout.excel_row(i) for i in indices)

    def add_item(self, item: str, index: int, cells: Cells) -> bool:
        """Read an item's column; False when its cells are not answers on the item's scale."""
        known = self.questionnaire.item_by_id[item]
        reader = Reader(
            self.questionnaire.scale_of(item), self.layout.platform, known.not_applicable
        )
        readings = {place: reader.read(cells.texts[place]) for place in cells.used}
        if not self._plausible(readings, cells):
            return False
        column = self._directed(reader, readings, cells, index)
        bad = [p for p, r in readings.items() if r.code == UNREADABLE]
        self._tell_codes(readings, cells, index)
        if bad:
            self.unreadable += (column == UNREADABLE).astype(np.intp)
        self._merge(item, index, column)
        return True

    def _plausible(self, readings: dict[int, Reading], cells: Cells) -> bool:
        filled = sum(
            int(cells.counts[p]) for p, r in readings.items() if r.code not in (SKIPPED, NOT_SHOWN)
        )
        good = sum(
            int(cells.counts[p])
            for p, r in readings.items()
            if NOT_APPLICABLE <= r.code < UNREADABLE
        )
        return filled == 0 or good >= 0.5 * filled

    def _directed(
        self, reader: Reader, readings: dict[int, Reading], cells: Cells, index: int
    ) -> Codes:
        """The column's codes, turned where the words say that the scale ran the other way."""
        codes = np.full(len(cells.texts) + 1, SKIPPED, dtype=np.uint8)
        for place, reading in readings.items():
            codes[place] = reading.code
        column: Codes = codes[cells.positions]
        opposite = [p for p, r in readings.items() if r.claims == -1]
        if not opposite:
            return column
        usual = [p for p, r in readings.items() if r.claims == 1]
        first, last = min(cells.rows_of(opposite)), max(cells.rows_of(usual), default=-1)
        if last < first:
            turned = np.array([reader.turned(int(c)) for c in codes], dtype=np.uint8)
            start = 0 if last < 0 else first
            column[start:] = turned[cells.positions[start:]]
            self._tell(
                "turned",
                index,
                (start,),
                "from row {row} on the scale runs the other way (the words stand at the other end); those answers were turned.",
                "Check the form: if this is not so, leave these rows out.",
                row=str(self.layout.excel_row(start)),
            )
            return column
        column[np.isin(cells.positions, opposite)] = UNREADABLE
        return column

    def _tell_codes(self, readings: dict[int, Reading], cells: Cells, index: int) -> None:
        coded = [p for p, r in readings.items() if r.by_code]
        if coded:
            n = sum(int(cells.counts[p]) for p in coded)
            text = ", ".join(sorted({tidy(cells.texts[p]) for p in coded}))
            self._tell(
                "coded_not_applicable",
                index,
                (),
                "{n} cells with {found} were read as not applicable.",
                "",
                n=n,
                found=text,
            )

    def tell_unreadable(self, excluded: npt.NDArray[np.bool_], columns: dict[int, Cells]) -> None:
        """Name the cells that are no answer, but not those of rows that are left out anyway."""
        for item, indices in self.sources.items():
            bad = np.flatnonzero((self.codes[item] == UNREADABLE) & ~excluded)
            if len(bad):
                cells = columns[indices[0]]
                texts = sorted(
                    {tidy(cells.texts[p]) for p in cells.positions[bad] if p < len(cells.texts)}
                )
                self._tell(
                    "unreadable",
                    indices[0],
                    bad,
                    "{found} is not on the scale of {item}; these cells count as not filled in (rows {rows}).",
                    "Correct them in the file, or add the spelling to the questionnaire's scale.",
                    found=", ".join(f"'{t[:40]}'" for t in texts[:4]),
                    item=item,
                    rows=rows_shown(self.excel_rows(bad)),
                )
            self.codes[item][self.codes[item] == UNREADABLE] = SKIPPED

    def _tell(
        self,
        kind: str,
        index: int,
        at: Sequence[int] | npt.NDArray[Any],
        message: str,
        remedy: str,
        **values: object,
    ) -> None:
        mend = say(remedy, **values) if remedy else None
        self.problems.append(
            Problem(
                kind,
                say(message, **values),
                mend,
                self.where(index),
                self.excel_rows(int(r) for r in at),
            )
        )

    def _merge(self, item: str, index: int, column: Codes) -> None:
        """One item asked in several columns (branches of a form): one answer per row."""
        if item not in self.codes:
            self.codes[item], self.sources[item] = column, [index]
            return
        here, there = self.codes[item], column
        both = np.flatnonzero(
            (here >= NOT_APPLICABLE) & (there >= NOT_APPLICABLE) & (here != there)
        )
        fill = (here < NOT_APPLICABLE) & (there >= NOT_APPLICABLE)
        here[fill] = there[fill]
        self.sources[item].append(index)
        if len(both):
            self._tell(
                "asked_twice",
                index,
                both,
                "item {item} stands in another column too, with another answer (rows {rows}); the first column counts.",
                "Choose another item for this column, or leave it out.",
                item=item,
                rows=rows_shown(self.excel_rows(both)),
            )

    def add_option(self, option: str, index: int, cells: Cells) -> None:
        """Read a column of one factor: filled or 'yes' is ticked."""
        words = {
            plain(w)
            for o in self.questionnaire.options
            if o.id == option
            for w in (o.wording.nl, o.wording.en, *o.aliases, o.id)
        }

        def reading(text: str) -> int:
            found = plain(text)
            if text.strip().upper() in self.layout.platform.spellings("not_shown"):
                return NOT_SHOWN
            if not found or tidy(text) in self.layout.platform.spellings("skipped"):
                return SKIPPED
            return (
                NO_TICK
                if found in _NO_TICK_WORDS
                else TICKED
                if found in _TICK_WORDS or found in words or len(found) > 2
                else NO_TICK
            )

        column = cells.each(reading, SKIPPED, np.uint8)
        known = self.codes.get(option)
        self.codes[option] = column if known is None else np.maximum(known, column)
        self.sources.setdefault(option, []).append(index)

    def add_question(self, question: str, index: int, cells: Cells) -> None:
        """Read a multi-select column: texts joined by ``;`` or ``, ``, options with commas."""
        options = [o for o in self.questionnaire.options if o.question.nl == question]
        spelt = sorted(
            (
                (plain(s), o.id)
                for o in options
                for s in (o.wording.nl, o.wording.en, *o.aliases)
                if s
            ),
            key=lambda pair: -len(pair[0]),
        )
        unknown: dict[str, int] = {}
        ticks = {}
        for place in cells.used:
            ticks[place], rest = _ticked(cells.texts[place], spelt)
            for text in rest:
                unknown[text] = unknown.get(text, 0) + int(cells.counts[place])
        for option in options:
            codes = np.full(len(cells.texts) + 1, SKIPPED, dtype=np.uint8)
            for place, found in ticks.items():
                if tidy(cells.texts[place]):
                    codes[place] = TICKED if option.id in found else NO_TICK
            self.codes[option.id] = codes[cells.positions]
            self.sources[option.id] = [index]
        if unknown:
            self._tell(
                "other_factor",
                index,
                (),
                "other factors were written in: {n} answers, not counted under a factor.",
                "Add one to the options of the questionnaire if it returns often.",
                n=sum(unknown.values()),
            )

    def complete_options(self) -> None:
        """In a row with one tick the other options are 'not ticked', not skipped."""
        for question in {o.question.nl for o in self.questionnaire.options}:
            ids = [
                o.id
                for o in self.questionnaire.options
                if o.question.nl == question and o.id in self.codes
            ]
            if not ids:
                continue
            answered = np.any([self.codes[i] >= FIRST_POINT for i in ids], axis=0)
            for i in ids:
                self.codes[i][answered & (self.codes[i] < FIRST_POINT)] = NO_TICK


def _ticked(text: str, spelt: list[tuple[str, str]]) -> tuple[set[str], list[str]]:
    """The options named in a cell and what is left over."""
    found: set[str] = set()
    rest: list[str] = []
    for part in re.split(r"[;\n]", text):
        words = f" {plain(part)} "
        for spelling, option in spelt:
            if f" {spelling} " in words:
                found.add(option)
                words = words.replace(f" {spelling} ", " | ")
        rest.extend(piece.strip() for piece in words.split("|") if piece.strip())
    return found, rest
