"""Adds an item to the questionnaire's own file: one row, in the columns that the file has."""

from __future__ import annotations

import csv
import io
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from measurement import outputs
from measurement.errors import SurveyError, of_file
from measurement.questionnaire.files.reading import folder_of, load
from measurement.questionnaire.model import Questionnaire
from measurement.words import say

_ID = re.compile(r"[A-Za-z]\w{0,30}")
_SCALE = re.compile(r"\d{1,3}-\d{1,3}")
_YES, _NO = "ja", "nee"


@dataclass(frozen=True)
class NewItem:
    """A closed question to add; ``scale`` is one that is described, or first-last such as 0-10."""

    id: str
    wording: str
    module: str
    scale: str
    direction: str = "+"
    not_applicable: bool = True


def free_id(module: str, questionnaire: Questionnaire) -> str:
    """The first number of a module that no item has.

    >>> free_id("V", load())
    'V3'
    """
    taken = {one.casefold() for one in questionnaire.item_by_id}
    return next(f"{module}{n}" for n in range(1, 1000) if f"{module}{n}".casefold() not in taken)


def add_item(item: NewItem, path: str | os.PathLike[str] | None = None) -> None:
    """Add an item to the file of items of a questionnaire (as in :func:`load`).

    Raises :class:`SurveyError` for an item that cannot be added, or a file that cannot be written;
    the file is then as it was.
    """
    _refuse(item, load(path))
    file = _file(path)
    before = _read(file)
    _write(file, _with_row(before, item))
    try:
        load(path)
    except SurveyError:
        _write(file, before)
        raise


def _refuse(item: NewItem, questionnaire: Questionnaire) -> None:
    if not _ID.fullmatch(item.id):
        raise SurveyError(
            say(
                "'{found}' cannot be the code of an item: write a letter first, then letters and digits.",
                found=item.id,
            )
        )
    if item.id.casefold() in {one.casefold() for one in questionnaire.item_by_id}:
        raise SurveyError(say("There is an item {item} already.", item=item.id))
    if not item.wording.strip():
        raise SurveyError(say("Fill in the wording of the item."))
    if item.scale not in questionnaire.scale_by_id:
        first, _, last = item.scale.partition("-")
        if not _SCALE.fullmatch(item.scale) or not int(first) < int(last) <= int(first) + 99:
            raise SurveyError(
                say(
                    "'{found}' is not a scale. Write the first and the last point, such as 0-10.",
                    found=item.scale,
                )
            )


def _file(path: str | os.PathLike[str] | None) -> Path:
    """The csv file in which the items of a questionnaire stand."""
    place = Path(path or os.environ.get("MEASUREMENT_QUESTIONNAIRE") or folder_of(path))
    if place.is_dir():
        place = place / "questionnaire.toml"
    if place.suffix.lower() == ".csv":
        return place
    named = tomllib.loads(_read(place).decode("utf-8-sig")).get("files", {}).get("items")
    if not named:
        raise SurveyError(
            say(
                "The items stand in {file} itself, and not in a csv file: add the item there.",
                file=place.name,
            )
        )
    return place.parent / str(named)


def _with_row(before: bytes, item: NewItem) -> bytes:
    """The file with one row more, written as its first row is."""
    encoding = "utf-8-sig" if before.startswith(b"\xef\xbb\xbf") else "utf-8"
    content = before.decode(encoding)
    delimiter = max(";,\t", key=content.split("\n", 1)[0].count)
    ending = "\r\n" if "\r\n" in content else "\n"
    fields = next(csv.reader(io.StringIO(content), delimiter=delimiter), [])
    said = {
        "id": item.id,
        "item_id": item.id,
        "module": item.module,
        "wording_nl": " ".join(item.wording.split()),
        "label_nl": " ".join(item.wording.split()),
        "scale": item.scale,
        "direction": item.direction,
        "not_applicable": _YES if item.not_applicable else _NO,
        "nvt_allowed": _YES if item.not_applicable else _NO,
        "status": "assumed",
    }
    row = io.StringIO()
    csv.writer(row, delimiter=delimiter, lineterminator=ending).writerow(
        [said.get(field.strip(), "") for field in fields]
    )
    kept = content if content.endswith("\n") else content + ending
    return (kept + row.getvalue()).encode(encoding)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise of_file(error) from None


def _write(file: Path, content: bytes) -> None:
    """Put the file in place as a whole: a reader finds the old one or the new one."""
    try:
        outputs.write(file, content)
    except OSError as error:
        raise of_file(error) from None
