"""Factors that respondents tick: one column for all of them, or one column per factor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from measurement.errors import rows_shown
from measurement.exports.cells.items import Codes
from measurement.exports.cells.options import NO_TICK, TICKED, Answer, OptionColumn
from measurement.exports.files.columns import Cells
from measurement.exports.headers.meaning import Meaning
from measurement.exports.rows.table import Table
from measurement.questionnaire.model import Option
from measurement.questionnaire.scale import FIRST_POINT, SKIPPED
from measurement.texts import plain

_MOSTLY_UNKNOWN = 0.5  # of the answers to a multi-select question


@dataclass
class Ticks:
    """Codes by option, and the columns they came from."""

    table: Table
    codes: dict[str, Codes] = field(default_factory=dict)
    sources: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, table: Table) -> Ticks:
        """All ticked factors of a table."""
        ticks = cls(table)
        ticks._add_options([OptionColumn(table, index) for index in table.of("option")])
        for index in table.of("question"):
            ticks._add_question(table.meanings[index].key, index)
        ticks._complete()
        return ticks

    def _add(self, option: str, index: int, codes: Codes) -> None:
        before = self.codes.get(option)
        self.codes[option] = codes if before is None else np.maximum(before, codes)
        self.sources.setdefault(option, []).append(index)

    def _add_options(self, columns: list[OptionColumn]) -> None:
        """A column per factor: 'yes' or the factor's own text is ticked."""
        rated = {column.question for column in columns if column.rates}
        for column in columns:
            if column.is_strange or (column.question in rated and column.numbers):
                self._leave_out(column)
                continue
            if column.strange:
                self._tell_strange(column)
            self._add(column.option, column.index, column.codes())

    def _leave_out(self, column: OptionColumn) -> None:
        """Cells that rate or weigh a factor do not say whether it was ticked."""
        index, option, cells = column.index, column.option, column.cells
        self.table.meanings[index] = Meaning("unknown", option, "not_answers")
        often = sorted(column.strange or cells.used, key=lambda place: -int(cells.counts[place]))
        self.table.tell(
            "not_answers",
            "the header is that of factor {item}, but the cells do not say whether it was ticked (for example {found}); the column was left out.",
            "Choose another item for this column, or leave it out.",
            at=cells.rows_of(often)[:1],
            column=index,
            item=option,
            found=", ".join(f"'{cells.texts[place][:40]}'" for place in often[:3]),
        )

    def _tell_strange(self, column: OptionColumn) -> None:
        at = column.cells.rows_of(column.strange)
        texts = [column.cells.texts[place] for place in column.strange]
        self.table.tell(
            "unreadable",
            "{found} does not say whether factor {item} was ticked; these cells count as not filled in (rows {rows}).",
            "Correct them in the file.",
            at=at,
            column=column.index,
            item=column.option,
            found=", ".join(f"'{text[:40]}'" for text in texts[:6]),
            rows=rows_shown(self.table.excel_rows(at)),
        )

    def _add_question(self, question: str, index: int) -> None:
        """A multi-select column: texts joined by ``;``, ``, ``, lines or as a list."""
        options = [o for o in self.table.questionnaire.options if o.question.nl == question]
        cells = self.table.cells(index)
        spelt = _spelt(options)
        answer = Answer(self.table)
        states: dict[int, int] = {}
        ticks: dict[int, set[str]] = {}
        unknown: Counter[str] = Counter()
        for place in cells.used:
            text = cells.texts[place]
            named_options, rest = ticked(text, spelt)
            state = None if named_options and not rest else answer.state(text)
            if state is not None:
                states[place] = state
            else:
                ticks[place] = named_options
                unknown.update(dict.fromkeys(rest, int(cells.counts[place])))
        silent = [place for place, named in ticks.items() if not named]
        if self._n(cells, silent) > _MOSTLY_UNKNOWN * self._n(cells, list(ticks)):
            self._ask_factors(index, cells, silent)
            return
        for option in options:
            self._add(option.id, index, _codes_of(option.id, cells, ticks, states))
        if unknown:
            self.table.tell(
                "other_factor",
                "other factors were written in: {n} answers, not counted under a factor.",
                "Add one to the options of the questionnaire if it returns often.",
                column=index,
                n=sum(unknown.values()),
            )

    @staticmethod
    def _n(cells: Cells, places: list[int]) -> int:
        return sum(int(cells.counts[place]) for place in places)

    def _ask_factors(self, index: int, cells: Cells, silent: list[int]) -> None:
        """A question of which hardly any answer is known would show that nobody ticked anything."""
        self.table.meanings[index] = Meaning("unknown", "", "not_answers")
        often = sorted(silent, key=lambda place: -int(cells.counts[place]))
        self.table.tell(
            "unknown_factors",
            "most answers name no factor of the questionnaire (for example {found}); the column was left out.",
            "Export the texts instead of the numbers of the choices, or write each spelling or number as an alias of its factor in options.csv.",
            at=cells.rows_of(often)[:1],
            column=index,
            found=", ".join(f"'{cells.texts[place][:40]}'" for place in often[:3]),
        )

    def _complete(self) -> None:
        """In a row with one tick the options left empty are 'not ticked', not skipped."""
        options = [o for o in self.table.questionnaire.options if o.id in self.codes]
        for question in {o.question.nl for o in options}:
            ids = [o.id for o in options if o.question.nl == question]
            answered = np.any([self.codes[i] >= FIRST_POINT for i in ids], axis=0)
            for i in ids:
                self.codes[i][answered & (self.codes[i] == SKIPPED)] = NO_TICK


def _codes_of(
    option: str, cells: Cells, ticks: dict[int, set[str]], states: dict[int, int]
) -> Codes:
    code_of = np.full(len(cells.raw) + 1, SKIPPED, dtype=np.uint8)
    for place, options in ticks.items():
        code_of[place] = TICKED if option in options else NO_TICK
    for place, state in states.items():
        code_of[place] = state
    return np.asarray(code_of[cells.positions])


def _spelt(options: list[Option]) -> list[tuple[str, str]]:
    """Every spelling with its option, the longest first."""
    pairs = [
        (plain(spelling), o.id)
        for o in options
        for spelling in (o.wording.nl, o.wording.en, *o.aliases)
        if plain(spelling)
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def ticked(text: str, spelt: list[tuple[str, str]]) -> tuple[set[str], list[str]]:
    """The options named in a cell and what is left over.

    >>> ticked("Te weinig tijd;Iets anders;", [("te weinig tijd", "K1")])
    ({'K1'}, ['iets anders'])
    """
    options: set[str] = set()
    rest: list[str] = []
    for part in re.split(r"[;\n|]", text):
        said = f" {plain(part)} "
        for spelling, option in spelt:
            if f" {spelling} " in said:
                options.add(option)
                said = said.replace(f" {spelling} ", " | ")
        rest.extend(piece.strip() for piece in said.split("|") if piece.strip())
    return options, rest
