"""What is to be said in which cell of an export: its problems, and the rows that do not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from measurement.errors import Problem
from measurement.exports.recognised import Recognised
from measurement.words import Sentence, say
from measurement.words import text as _

LEFT_OUT = "left_out"
_WHY: dict[str, Sentence] = {
    "test": say("This row does not count: it calls itself a test."),
    "duplicate": say("This row does not count: it is a double of another row."),
    "blank": say("This row does not count: nothing was filled in."),
    "refused": say("This row does not count: no consent was given."),
    "note": say("This row does not count: it is nobody's answer."),
}


class Mark(NamedTuple):
    """One cell with what is said of it; without ``row`` it is about the whole file.

    ``row`` is as Excel shows it, and ``column`` a number (A is 1), None for the first of the row.
    """

    row: int | None
    column: int | None
    found: str
    remedy: str = ""


def marks(recognised: Recognised) -> list[Mark]:
    """Every mark: first those about the file, then by row and column."""
    header = _header_row(recognised)
    listed = [mark for problem in recognised.problems for mark in _of(problem, header)]
    listed += _aside(recognised)
    return sorted(listed, key=lambda m: (m.row or 0, m.column or 0))


def _header_row(recognised: Recognised) -> int:
    """The row in which the header starts."""
    rows = recognised.respondents["row"]
    return max(int(rows.iloc[0]) - recognised.header_rows, 1) if len(rows) else 1


def _of(problem: Problem, header: int) -> Iterator[Mark]:
    said = str(problem.found), str(problem.remedy or "")
    if problem.rows:
        yield from (Mark(row, problem.column, *said) for row in problem.rows)
    elif problem.column is not None:
        yield Mark(header, problem.column, *said)
    else:
        yield Mark(None, None, *said)


def _aside(recognised: Recognised) -> Iterator[Mark]:
    """The rows that do not count, each with why."""
    people = recognised.respondents
    for row, kind in zip(people["row"], people["excluded"], strict=True):
        if kind:
            why = _WHY.get(str(kind))
            yield Mark(int(row), None, _("This row does not count.") if why is None else str(why))
