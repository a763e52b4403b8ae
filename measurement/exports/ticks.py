"""Factors that respondents tick: one column for all of them, or one column per factor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from measurement.exports.columns import Cells
from measurement.exports.items import Codes
from measurement.exports.platforms import bare, is_blank, plain, words
from measurement.exports.table import Table
from measurement.questionnaire import Option
from measurement.scale import FIRST_POINT, NOT_SHOWN, SKIPPED

NO_TICK, TICKED = FIRST_POINT, FIRST_POINT + 1


@dataclass
class Ticks:
    """Codes by option, and the columns they came from."""

    table: Table
    codes: dict[str, Codes] = field(default_factory=dict)
    sources: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, table: Table) -> Ticks:
        """All ticked factors of a table."""
        made = cls(table)
        for index in table.of("option"):
            made._add_option(table.meanings[index].key, index)
        for index in table.of("question"):
            made._add_question(table.meanings[index].key, index)
        made._complete()
        return made

    def _add(self, option: str, index: int, codes: Codes) -> None:
        known = self.codes.get(option)
        self.codes[option] = codes if known is None else np.maximum(known, codes)
        self.sources.setdefault(option, []).append(index)

    def _add_option(self, option: str, index: int) -> None:
        """A column of one factor: filled or 'yes' is ticked."""
        own = {
            plain(word)
            for o in self.table.questionnaire.options
            if o.id == option
            for word in (o.wording.nl, o.wording.en, *o.aliases, o.id)
        }
        absent = {bare(word) for word in self.table.layout.platform.spellings("not_shown")}

        def reading(text: str) -> int:
            said = bare(text)
            if said in absent:
                return NOT_SHOWN
            if is_blank(text) or said in ("-99", "-999"):
                return SKIPPED
            if said in words("not_ticked"):
                return NO_TICK
            known = said in words("ticked") or plain(text) in own
            return TICKED if known or len(plain(text)) > 2 else NO_TICK

        self._add(option, index, self.table.cells(index).each(reading, SKIPPED, np.uint8))

    def _add_question(self, question: str, index: int) -> None:
        """A multi-select column: texts joined by ``;``, ``, ``, lines or as a list."""
        options = [o for o in self.table.questionnaire.options if o.question.nl == question]
        cells = self.table.cells(index)
        spelt = _spelt(options)
        absent = {bare(word) for word in self.table.layout.platform.spellings("not_shown")}
        ticks: dict[int, set[str]] = {}
        unknown: Counter[str] = Counter()
        for place in cells.used:
            text = cells.texts[place]
            if not is_blank(text) and bare(text) not in absent:
                ticks[place], rest = ticked(text, spelt)
                unknown.update(dict.fromkeys(rest, int(cells.counts[place])))
        for option in options:
            self._add(option.id, index, _codes_of(option.id, cells, ticks))
        if unknown:
            self.table.tell(
                "other_factor",
                "other factors were written in: {n} answers, not counted under a factor.",
                "Add one to the options of the questionnaire if it returns often.",
                column=index,
                n=sum(unknown.values()),
            )

    def _complete(self) -> None:
        """In a row with one tick the other options are 'not ticked', not skipped."""
        options = [o for o in self.table.questionnaire.options if o.id in self.codes]
        for question in {o.question.nl for o in options}:
            ids = [o.id for o in options if o.question.nl == question]
            answered = np.any([self.codes[i] >= FIRST_POINT for i in ids], axis=0)
            for i in ids:
                self.codes[i][answered & (self.codes[i] < FIRST_POINT)] = NO_TICK


def _codes_of(option: str, cells: Cells, ticks: dict[int, set[str]]) -> Codes:
    codes = np.full(len(cells.raw) + 1, SKIPPED, dtype=np.uint8)
    for place, found in ticks.items():
        codes[place] = TICKED if option in found else NO_TICK
    return np.asarray(codes[cells.positions])


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
    found: set[str] = set()
    rest: list[str] = []
    for part in re.split(r"[;\n|]", text):
        said = f" {plain(part)} "
        for spelling, option in spelt:
            if f" {spelling} " in said:
                found.add(option)
                said = said.replace(f" {spelling} ", " | ")
        rest.extend(piece.strip() for piece in said.split("|") if piece.strip())
    return found, rest
