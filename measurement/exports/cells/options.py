"""What a cell about one factor says: ticked, not ticked, or nothing."""

from __future__ import annotations

import re

import numpy as np

from measurement.exports.cells.items import Codes
from measurement.exports.cells.reading import UNREADABLE
from measurement.exports.rows.table import Table
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.texts import bare, plain, squeezed
from measurement.word_lists import codes, is_blank, words

NO_TICK, TICKED = FIRST_POINT, FIRST_POINT + 1
_ALIKE, _STRANGE_SHARE = 85, 0.2


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
        code_of = np.full(len(self.cells.raw) + 1, SKIPPED, dtype=np.uint8)
        for place, code in self._codes.items():
            code_of[place] = SKIPPED if code == UNREADABLE else code
        return np.asarray(code_of[self.cells.positions])


def _alike(said: str, own: str) -> bool:
    from rapidfuzz import fuzz

    if words("negations") & (set(said.split()) ^ set(own.split())):
        return False
    return f"{said} ".startswith(f"{own} ") or fuzz.ratio(said, own) >= _ALIKE


def _whole(text: str) -> str:
    """Text for comparison, whole numbers without decimals."""
    return re.sub(r"^(-?\d+)[.,]0+$", r"\1", bare(text))
