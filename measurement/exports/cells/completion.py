"""Which answers are partial, and which questions were not asked at all."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from measurement.exports.cells.scores import Scores
from measurement.exports.files.columns import Mask
from measurement.exports.rows.table import Table
from measurement.questionnaire.scale import NOT_SHOWN, SKIPPED
from measurement.texts import bare
from measurement.word_lists import words

_SEEN_NOT_ANSWERED = re.compile(r"-99(?:[.,]0+)?")


def partial(table: Table, scores: Scores, live: Mask) -> Mask:
    """Rows that were not sent in, as the tool says; else rows that stop early."""
    absent = {bare(word) for word in table.layout.platform.spellings("not_shown")}
    if submit := table.of("meta", "submit"):
        return ~table.each(submit[:1], lambda t: bool(t) and bare(t) not in absent)
    if finished := table.of("meta", "finished"):
        return table.each(finished[:1], lambda t: bare(t) in words("unfinished"))
    if progress := table.of("meta", "progress"):
        return table.each(progress[:1], _below_whole)
    return _stopped_early(table, scores, live)


def _below_whole(text: str) -> bool:
    """Whether a progress is below 100 %.

    >>> _below_whole("85 %"), _below_whole("100"), _below_whole("0,5")
    (True, False, True)
    """
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)", text)
    if not match:
        return False
    share = float(match[1].replace(",", "."))
    return share < 100 and not (share == 1 and not match[2])


def _stopped_early(table: Table, scores: Scores, live: Mask) -> Mask:
    asked = [i for i in table.of("item") if (table.said(i) & live).any()]
    if not asked:
        return table.none()
    items = np.column_stack([scores.codes[table.meanings[i].key] for i in asked])
    after = table.any_said(i for i in table.own_words if i > asked[-1])
    return broken_off(items, after, table.questionnaire.thresholds.partial_tail)


def broken_off(items: npt.NDArray[np.uint8], after: Mask, tail: int) -> Mask:
    """Rows that stopped early, for tools that do not say so.

    ``items`` are the closed questions in the order of the sheet; ``after`` says whether anything
    stands behind the last of them. A row is partial when at least ``tail`` questions at the end
    and everything behind them are empty.
    """
    if items.shape[1] < tail:
        return np.zeros(len(items), dtype=bool)
    filled = items > SKIPPED
    trailing = np.where(filled.any(axis=1), np.argmax(filled[:, ::-1], axis=1), items.shape[1])
    return np.asarray((trailing >= tail) & ~after)


def mark_not_shown(
    table: Table, scores: Scores, codes: npt.NDArray[np.uint8], live: Mask, survey: Numbers
) -> None:
    """Turn 'skipped' into 'not shown' where the question was not asked.

    ``survey`` numbers the survey of each row: an item that nobody of a survey filled in was not
    asked there.
    """
    if _tells_skipped(table):
        for place, item in enumerate(scores.items):
            empty = ~table.any_filled(scores.sources[item])
            codes[empty & (codes[:, place] == SKIPPED), place] = NOT_SHOWN
    few = table.questionnaire.thresholds.few_answers
    for one in np.unique(survey[live]):
        rows = np.flatnonzero(live & (survey == one))
        unasked = np.flatnonzero((codes[rows] <= SKIPPED).all(axis=0))
        if len(unasked) and len(rows) >= few:
            codes[np.ix_(rows, unasked)] = NOT_SHOWN


def _tells_skipped(table: Table) -> bool:
    """Whether the tool writes a code for 'seen but not answered', so that empty is 'not shown'."""
    if not table.layout.platform.spellings("skipped"):
        return False
    return any(
        _SEEN_NOT_ANSWERED.fullmatch(table.cells(i).texts[place])
        for i in table.of("item")
        for place in table.cells(i).used
    )


Numbers = npt.NDArray[np.int64]


def numbered(columns: list[pa.StringArray]) -> Numbers:
    """One number per distinct combination of texts."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        coded = column.dictionary_encode()
        numbers = numbers * len(coded.dictionary) + coded.indices.to_numpy(zero_copy_only=False)
        _, numbers = np.unique(numbers, return_inverse=True)
    return numbers
