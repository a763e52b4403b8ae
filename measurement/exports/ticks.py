"""Factors that respondents tick: one column for all of them, or one column per factor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from measurement.errors import rows_shown
from measurement.exports.cells import UNREADABLE, squeezed
from measurement.exports.columns import Cells
from measurement.exports.items import Codes
from measurement.exports.meaning import Meaning
from measurement.exports.platforms import bare, codes, is_blank, plain, words
from measurement.exports.table import Table
from measurement.questionnaire import Option
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED

NO_TICK, TICKED = FIRST_POINT, FIRST_POINT + 1
_ALIKE, _STRANGE_SHARE = 85, 0.2


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
        made._add_options([OptionColumn(table, index) for index in table.of("option")])
        for index in table.of("question"):
            made._add_question(table.meanings[index].key, index)
        made._complete()
        return made

    def _add(self, option: str, index: int, codes: Codes) -> None:
        known = self.codes.get(option)
        self.codes[option] = codes if known is None else np.maximum(known, codes)
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
            if (state := answer.state(text)) is not None:
                states[place] = state
            else:
                ticks[place], rest = ticked(text, spelt)
                unknown.update(dict.fromkeys(rest, int(cells.counts[place])))
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

    def _complete(self) -> None:
        """In a row with one tick the options left empty are 'not ticked', not skipped."""
        options = [o for o in self.table.questionnaire.options if o.id in self.codes]
        for question in {o.question.nl for o in options}:
            ids = [o.id for o in options if o.question.nl == question]
            answered = np.any([self.codes[i] >= FIRST_POINT for i in ids], axis=0)
            for i in ids:
                self.codes[i][answered & (self.codes[i] == SKIPPED)] = NO_TICK


class Answer:
    """What a cell about factors says beside a tick: nothing, not applicable, or not shown."""

    def __init__(self, table: Table) -> None:
        self.absent = {bare(word) for word in table.layout.platform.spellings("not_shown")}
        # A tool with a word for 'not shown' translates it: there, N.v.t. is that word.
        self.not_applicable = NOT_SHOWN if self.absent else NOT_APPLICABLE
        scales = table.questionnaire.scales
        self.inapplicable = {squeezed(w) for scale in scales for w in scale.not_applicable}

    def state(self, text: str) -> int | None:
        """The code of one text, None where it says something of the factor."""
        if bare(text) in self.absent:
            return NOT_SHOWN
        if is_blank(text) or _whole(text) in map(str, codes("blank_codes")):
            return SKIPPED
        return self.not_applicable if squeezed(text) in self.inapplicable else None


class OptionColumn:
    """The column of one factor; ``strange`` are the texts that do not say if it was ticked."""

    def __init__(self, table: Table, index: int) -> None:
        self.index, self.option = index, table.meanings[index].key
        self.cells = table.cells(index)
        own = [o for o in table.questionnaire.options if o.id == self.option]
        named = [w for o in own for w in (o.wording.nl, o.wording.en, *o.aliases, o.id)]
        self.question = own[0].question.nl if own else ""
        self._own = {plain(w) for w in (*named, *table.layout.headers[index].texts)} - {""}
        answer = Answer(table)
        self._codes = {p: self._read(answer, self.cells.texts[p]) for p in self.cells.used}
        self.strange = [place for place, code in self._codes.items() if code == UNREADABLE]

    def _read(self, answer: Answer, text: str) -> int:
        said = _whole(text)
        if said in words("not_ticked"):
            return NO_TICK
        if said in words("ticked") or self._is_own(plain(text)):
            return TICKED
        state = answer.state(text)
        return UNREADABLE if state is None else state

    def _is_own(self, said: str) -> bool:
        """Whether a text is that of the factor, give or take a typo or an explanation."""
        return said in self._own or any(_alike(said, own) for own in self._own)

    @property
    def numbers(self) -> set[str]:
        """The numbers that its cells are."""
        return {said for p in self.cells.used if (said := _whole(self.cells.texts[p])).isdigit()}

    @property
    def is_strange(self) -> bool:
        """Whether too many cells say neither that the factor was ticked nor that it was not."""
        counts = self.cells.counts
        filled = sum(int(counts[p]) for p, code in self._codes.items() if code >= NOT_APPLICABLE)
        return sum(int(counts[p]) for p in self.strange) > _STRANGE_SHARE * filled

    @property
    def rates(self) -> bool:
        """Whether the cells are points of a scale: a tick has no more than two numbers."""
        return len(self.numbers) > 2 or (self.is_strange and bool(self.numbers))

    def codes(self) -> Codes:
        """The code of every row, what is strange as skipped."""
        made = np.full(len(self.cells.raw) + 1, SKIPPED, dtype=np.uint8)
        for place, code in self._codes.items():
            made[place] = SKIPPED if code == UNREADABLE else code
        return np.asarray(made[self.cells.positions])


def _alike(said: str, own: str) -> bool:
    from rapidfuzz import fuzz

    if words("negations") & (set(said.split()) ^ set(own.split())):
        return False
    return f"{said} ".startswith(f"{own} ") or fuzz.ratio(said, own) >= _ALIKE


def _whole(text: str) -> str:
    """Text for comparison, whole numbers without decimals."""
    return re.sub(r"^(-?\d+)[.,]0+$", r"\1", bare(text))


def _codes_of(
    option: str, cells: Cells, ticks: dict[int, set[str]], states: dict[int, int]
) -> Codes:
    made = np.full(len(cells.raw) + 1, SKIPPED, dtype=np.uint8)
    for place, found in ticks.items():
        made[place] = TICKED if option in found else NO_TICK
    for place, state in states.items():
        made[place] = state
    return np.asarray(made[cells.positions])


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
