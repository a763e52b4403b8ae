"""The lists beside a questionnaire: one reader for all, that names every fault of a file at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault, rows_of

Row = TypeVar("Row", bound=BaseModel)
Where = str | os.PathLike[str] | None


def _nothing(_place: Path, _rows: Sequence[Any], _path: Where) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True)
class DataList(Generic[Row]):
    """A csv file beside the questionnaire, with a row per ``model``.

    ``key`` may stand in it once; ``check`` finds what else contradicts, given the place of the
    file, its rows and the path of the questionnaire. Without the file there are no rows; ``own``:
    those of the project's own file, ``needed``: that is a fault.
    """

    file: str
    model: type[Row]
    key: Callable[[Row], object] = attrgetter("id")
    check: Callable[[Path, Sequence[Row], Where], Iterable[Problem]] = _nothing
    own: bool = False
    needed: bool = False

    def rows(self, path: Where = None) -> tuple[Row, ...]:
        """The rows, in the order of the file (read again when it changes).

        ``path`` as in :func:`~measurement.questionnaire.files.reading.load`. Raises :class:`ExportError` with every
        fault found.
        """
        folder = reading.folder_of(path)
        if self.own and not (folder / self.file).is_file():
            folder = path = reading.HOME
        stamp = reading.fingerprint(path)
        rows: tuple[Row, ...] = _read(
            self, folder / self.file, stamp, None if path is None else os.fspath(path)
        )
        return rows

    def gathered(self, place: Path, faults: list[Problem]) -> tuple[Row, ...]:
        """The rows of the file in that place; faults are added to the list."""
        if not self.needed and not place.is_file():
            return ()
        rows: tuple[Row, ...] = tuple(rows_of(place, self.model, faults))
        for name, times in Counter(map(self.key, rows)).items():
            if times > 1:
                said = " ".join(filter(None, name)) if isinstance(name, tuple) else str(name)
                faults.append(fault(place, "'{name}' stands there twice.", name=said))
        return rows


@lru_cache(maxsize=64)
def _read(one: DataList[Any], place: Path, _stamp: str, path: str | None) -> tuple[Any, ...]:
    faults: list[Problem] = []
    rows = one.gathered(place, faults)
    if rows:
        faults += one.check(place, rows, path)
    if faults:
        raise ExportError(faults)
    return rows
