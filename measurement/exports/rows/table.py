"""One sheet with the meaning of its columns, and the problems found in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.errors import Problem
from measurement.exports.files.columns import Cells, Mask
from measurement.exports.files.guard import column_letters
from measurement.exports.headers.choices import Choices, names_of
from measurement.exports.headers.layout import Layout
from measurement.exports.headers.meaning import Meaning
from measurement.exports.rows.sums import WORDS, SummaryRows
from measurement.questionnaire.model import Questionnaire
from measurement.texts import bare, plain
from measurement.word_lists import is_blank
from measurement.words import Sentence, say

_ERROR = (
    r"^#((DIV|DEEL)/0!|WAARDE!|VALUE!|NAAM\?|NAME\?|VERW!|REF!|GETAL!|NUM!|LEEG!|NULL!|N/[AB])$"
)
_TOTALLED = r"\b(gem|gemiddelde?|totaal|totale|total|som|sum|average|mean|mediaan|median)\b"
_DECIMAL = r"^-?[0-9]+[.,][0-9]*[1-9][0-9]*$"


@dataclass
class Table:
    """The rows below the header, column by column."""

    layout: Layout
    questionnaire: Questionnaire
    meanings: list[Meaning]
    problems: list[Problem] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    _cells: dict[int, Cells] = field(default_factory=dict)
    _written: dict[int, Cells] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """The number of rows below the header."""
        return max(self.layout.sheet.n_rows - self.layout.data_from, 0)

    def cells(self, index: int) -> Cells:
        """The cells of a column; those of rows that sum up the answers count as empty."""
        if index not in self._cells:
            cells = self.written(index)
            if self.sums_up.any():
                cells = replace(
                    cells, positions=np.where(self.sums_up, len(cells.raw), cells.positions)
                )
            self._cells[index] = cells
        return self._cells[index]

    def written(self, index: int) -> Cells:
        """The cells of a column, with those of rows that sum up the answers."""
        if index not in self._written:
            column = self.layout.sheet.column(index, self.layout.data_from)
            self._written[index] = Cells.of(column, self._declared(index))
        return self._written[index]

    def _declared(self, index: int) -> frozenset[str]:
        """What looks like an empty cell but is an answer here: an option called None or ``--``."""
        meaning, questionnaire = self.meanings[index], self.questionnaire
        texts: list[str] = []
        if meaning.kind == "item":
            scale = questionnaire.scale_of(meaning.key)
            texts = [*scale.not_applicable, *(t for ts in scale.spellings.values() for t in ts)]
            texts += [text for ends in scale.ends.values() for text in ends]
        elif meaning.kind in ("option", "question"):
            texts = [
                t for o in questionnaire.options for t in (o.wording.nl, o.wording.en, *o.aliases)
            ]
        elif meaning.kind == "person":
            own = [v for v in questionnaire.values if v.characteristic == meaning.key]
            texts = [t for v in own for t in (v.value, v.label.nl, v.label.en, *v.aliases)]
        return frozenset(bare(text) for text in texts if text and is_blank(text))

    @cached_property
    def sums_up(self) -> Mask:
        """Rows of totals, means or frequencies: by their label, or below the respondents."""
        return SummaryRows(self).found()

    @cached_property
    def names(self) -> list[str]:
        """The name of every column (see :func:`measurement.exports.headers.choices.names_of`)."""
        return names_of([header.shown for header in self.layout.headers])

    def of(self, kind: str, *keys: str) -> list[int]:
        """The columns with this meaning, in the order of the sheet."""
        return [
            i for i, m in enumerate(self.meanings) if m.kind == kind and (not keys or m.key in keys)
        ]

    def of_kinds(self, *kinds: str) -> list[int]:
        """The columns of these kinds, in the order of the sheet."""
        return [i for i, m in enumerate(self.meanings) if m.kind in kinds]

    @property
    def content(self) -> list[int]:
        """Columns that hold what a respondent said."""
        return [i for i, m in enumerate(self.meanings) if m.kind not in ("meta", "consent")]

    @property
    def own_words(self) -> list[int]:
        """Content that respondents gave themselves, so without columns that were worked out."""
        return [i for i in self.content if not self._is_worked_out(i)]

    @property
    def telling(self) -> list[int]:
        """Content that nobody can have filled in for a respondent beforehand."""
        return [
            i
            for i in self.own_words
            if self.meanings[i].kind != "survey" and not (self._is_strange(i) and self._is_fixed(i))
        ]

    def worded(self, index: int) -> bool:
        """Whether a column holds words: more than numbers, times and errors of a formula."""
        cells = self.cells(index)
        return not _errors(cells)[cells.speaking_of(WORDS)].all()

    def _is_strange(self, index: int) -> bool:
        """Whether a column resembles nothing of the questionnaire."""
        return self.meanings[index].kind == "unknown" and not self.meanings[index].key

    def _is_fixed(self, index: int) -> bool:
        """Whether a column says the same in several rows and nothing else."""
        cells = self.cells(index)
        said = cells.numbers[cells.filled]
        return len(said) > 1 and bool((said == said[0]).all())

    def _is_worked_out(self, index: int) -> bool:
        """Whether a column looks like a formula: numbers under a total, or with decimals."""
        if not self._is_strange(index) or self.worded(index):
            return False
        cells, header = self.cells(index), plain(self.layout.headers[index].shown)
        return bool(re.search(_TOTALLED, header)) or any(
            re.search(_DECIMAL, cells.texts[place]) for place in cells.used
        )

    def none(self) -> npt.NDArray[np.bool_]:
        """No row."""
        return np.zeros(self.n, dtype=bool)

    def said(self, index: int) -> npt.NDArray[np.bool_]:
        """Rows where a column says something.

        Not empty, no error, no code for 'not answered', no word for 'not shown'.
        """
        cells, platform = self.cells(index), self.layout.platform
        codes = platform.spellings("skipped")
        filled = cells.filled & ~cells.spread(_errors(cells), False, bool)
        if self._is_strange(index):
            codes = (*codes, "0")  # what a formula that was filled down finds in an empty row
        coded = cells.among(
            frozenset(
                [
                    *codes,
                    *(f"{code}.0" for code in codes),
                    *map(bare, platform.spellings("not_shown")),
                ]
            )
        )
        return np.asarray(filled & ~coded)

    def any_said(self, columns: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Rows where one of these columns says something."""
        rows = self.none()
        for index in columns:
            rows |= self.said(index)
        return rows

    def any_filled(self, columns: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Rows where one of these columns is not empty, also where a row sums up the answers."""
        rows = self.none()
        for index in columns:
            rows |= self.written(index).filled
        return rows

    def filled(self, kind: str, *keys: str) -> pa.StringArray:
        """The tidied text of the first filled column with this meaning, '' where empty."""
        absent = pa.array(
            [bare(w) for w in self.layout.platform.spellings("not_shown")], pa.string()
        )
        texts: pa.StringArray | None = None
        for index in self.of(kind, *keys):
            here = self.cells(index).shown
            if len(absent):
                here = pc.if_else(pc.is_in(pc.utf8_lower(here), absent), "", here)
            texts = here if texts is None else pc.if_else(pc.equal(texts, ""), here, texts)
        return pa.array([""]).take(pa.array(np.zeros(self.n, int))) if texts is None else texts

    def each(
        self, columns: Iterable[int], reading: Callable[[str], Any], about: str = ""
    ) -> npt.NDArray[np.bool_]:
        """Rows where ``reading`` says yes to one of these columns.

        ``about`` is a pattern without which the answer is no: it saves reading every text.
        """
        rows = self.none()
        for index in columns:
            cells = self.cells(index)
            places = cells.speaking_of(about) if about else None
            rows |= cells.each(reading, False, bool, places)
        return rows

    def where(self, index: int) -> Sentence:
        """Column and header for a message."""
        letters = column_letters(self.layout.sheet.first_column + index)
        header = self.layout.headers[index].shown
        return say("Column {column} ('{header}')", column=letters, header=header[:70])

    def excel_rows(self, indices: Iterable[Any]) -> tuple[int, ...]:
        """Row numbers as Excel shows them."""
        return tuple(self.layout.excel_row(int(i)) for i in indices)

    def tell(
        self,
        kind: str,
        message: str,
        remedy: str = "",
        at: Sequence[int] | npt.NDArray[Any] = (),
        column: int | None = None,
        **values: object,
    ) -> None:
        """Add a problem: what was found, what to do about it, in which rows and column."""
        mend = say(remedy, **values) if remedy else None
        where = None if column is None else self.where(column)
        sentence = say(message, **values)
        place = None if column is None else self.layout.sheet.first_column + column
        self.problems.append(
            Problem(kind, sentence, mend, where, self.excel_rows(at), column=place)
        )


def _errors(cells: Cells) -> Mask:
    """Which distinct texts of a column are the error of a formula."""
    errors = pc.match_substring_regex(cells.tidied, _ERROR)
    return np.asarray(errors.to_numpy(zero_copy_only=False), dtype=bool)
