"""Reads an export with what is said of it now, and with what was said of files like it before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol

from measurement.errors import ExportError, SurveyError
from measurement.exports import recognise
from measurement.exports.headers.choices import EVERYWHERE, Choices, can_be, code_of
from measurement.exports.recognised import Recognised
from measurement.exports.unknown import columns_of
from measurement.questionnaire.centres import with_spellings
from measurement.questionnaire.model import Questionnaire
from measurement.words import plural, say, text


class Memory(Protocol):
    """What remembers choices: :class:`measurement.store.parts.by_hand.ByHand`."""

    def remembered(
        self, questionnaire: str, names: list[str], texts: Mapping[str, list[str]]
    ) -> Choices:
        """What was last said of a file with these columns."""
        ...

    def centre_spellings(self) -> dict[str, str]:
        """The centre that is meant by each name that was assigned."""
        ...


@dataclass(frozen=True)
class Read:
    """A file as it was read, what of earlier choices was used for it, and all that was used."""

    found: Recognised
    remembered: Choices
    used: Choices


def read(
    path: Path,
    questionnaire: Questionnaire,
    said: Choices,
    memory: Memory | None = None,
    centres: Mapping[str, str] | None = None,
    first: Recognised | None = None,
) -> Read:
    """What a file holds; what is said now goes before what was remembered.

    ``centres`` says which centre is meant by a name; ``first`` is what was recognised with what
    is said now alone, where that is known. Raises :class:`ExportError` for a file that cannot be
    used.
    """
    spellings = {**(memory.centre_spellings() if memory else {}), **(centres or {})}
    spelt = with_spellings(questionnaire, spellings)
    try:
        recognised = first or recognise(path, spelt, said.columns, said.cells)
    except ExportError as error:
        return _by_memory(path, spelt, said, memory, error)
    stale = first is not None and spelt is not questionnaire and _strange_centres(first)
    before = Choices()
    if memory is not None:
        texts = {c.name: [cell for cell, *_ in c.cells] for c in recognised.columns}
        before = _still(
            memory.remembered(questionnaire.id, names(recognised), texts), questionnaire
        )
    used = said.over(before)
    if used != said or stale:
        recognised = recognise(path, spelt, used.columns, used.cells)
    return Read(recognised, _new(before, said), used)


def _still(before: Choices, questionnaire: Questionnaire) -> Choices:
    """What was remembered, without what the questionnaire no longer has."""
    return Choices(
        {n: c for n, c in before.columns.items() if can_be(c, questionnaire)}, before.cells
    )


def _new(before: Choices, said: Choices) -> Choices:
    """What was remembered and is not said now."""
    return Choices(
        {n: c for n, c in before.columns.items() if n not in said.columns},
        {n: c for n, c in before.cells.items() if n not in said.cells},
    )


def _by_memory(
    path: Path,
    questionnaire: Questionnaire,
    said: Choices,
    memory: Memory | None,
    error: ExportError,
) -> Read:
    """A file of which nothing is recognised by itself, read by what was said of one like it."""
    columns = columns_of(error, path) if memory is not None else ()
    if memory is None or not columns:
        raise error
    texts = {c.name: [cell for cell, *_ in c.cells] for c in columns}
    before = _still(
        memory.remembered(questionnaire.id, [c.name for c in columns], texts), questionnaire
    )
    if not before:
        raise error
    used = said.over(before)
    first = recognise(path, questionnaire, used.columns, used.cells)
    again = read(path, questionnaire, used, memory, None, first)
    return Read(again.found, _new(again.remembered.over(before), said), again.used)


def in_words(before: Choices) -> str:
    """What of earlier choices is used for a file, in a sentence."""
    n_cells = sum(len(said) for said in before.cells.values())
    parts = [
        plural("{n} column", "{n} columns", len(before.columns)) if before.columns else "",
        plural("{n} value", "{n} values", n_cells) if n_cells else "",
    ]
    return text(
        "Remembered of an earlier file with the same headers: {what}.",
        what=", ".join(part for part in parts if part),
    )


def _strange_centres(recognised: Recognised) -> bool:
    people = recognised.respondents
    return bool(((people["centre"] != "") & ~people["centre_known"]).any())


def names(recognised: Recognised) -> list[str]:
    """The names of the columns of a file."""
    return [column.name for column in recognised.columns]


def refuse_unknown(said: Choices, files: list[Recognised], questionnaire: Questionnaire) -> None:
    """Raise :class:`SurveyError` for a column that no file has, or a meaning on no scale."""
    for meaning in (meaning for each in said.cells.values() for meaning in each.values()):
        if all(code_of(meaning, scale) is None for scale in questionnaire.scales):
            raise SurveyError(
                say(
                    "'{found}' is no point of a scale. A cell can mean a point, nvt, or nothing.",
                    found=meaning,
                )
            )
    column_names = [name for recognised in files for name in names(recognised)]
    for name in (*said.columns, *said.cells):
        if name not in column_names and name != EVERYWHERE:
            near = get_close_matches(name, column_names, 3, 0.5) or column_names[:3]
            raise SurveyError(
                say(
                    "No column is called '{found}' in {file}. Did you mean {near}?",
                    found=name,
                    file=[recognised.file for recognised in files],
                    near=[f"'{one}'" for one in near],
                )
            )
