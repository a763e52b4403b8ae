"""What is kept of the remarks on a file: where, how often and of what kind, never a text of it."""

from __future__ import annotations

from collections.abc import Iterable

from measurement.contacts import MASK
from measurement.errors import Problem, at_rows
from measurement.exports.files.guard import column_letters
from measurement.words import Sentence, say


def kept(problems: Iterable[Problem]) -> list[str]:
    """A sentence per problem, in the reader's language, with … for whatever stood in the file.

    What somebody typed in a cell may name a person. It would outlive the erasure of who wrote it,
    and who reads the list has the file: its row and column say enough.

    >>> found = say("'{found}' is not known.", found="An De Smet")
    >>> kept([Problem("net", found, rows=(4, 5), column=3)])
    ['kolom C, rijen 4–5: ‘…’ is niet bekend.']
    """
    return [_one(problem) for problem in problems]


def _one(problem: Problem) -> str:
    column = say("column {column}", column=column_letters(problem.column or 0))
    places = [column if problem.column else None, at_rows(problem.rows)]
    told = ", ".join(str(place) for place in places if place is not None)
    said = str(_without_texts(problem.found))
    return f"{told}: {said}" if told else said


def _without_texts(said: Sentence) -> Sentence:
    return Sentence(said.message, {name: _hidden(value) for name, value in said.values.items()})


def _hidden(value: object) -> object:
    if isinstance(value, Sentence):
        return _without_texts(value)
    return value if isinstance(value, int | float) else MASK
