"""Which items of the survey bear on a scale of the inspection, read from ``inspection_links.csv``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from measurement.errors import ExportError, Problem
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault, rows_of
from measurement.questionnaire.model import Questionnaire
from measurement.words import Label

FILE = "inspection_links.csv"


class InspectionLink(BaseModel):
    """An item on the same subject as a scale of the inspection, with why it may be put beside it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    scale: str = Field(min_length=1)
    item: str = Field(min_length=1)
    note: Label = Label("")
    status: str = "assumed"


@dataclass(frozen=True)
class InspectionLinks:
    """What the file says. Without rows no scale has an item beside it."""

    links: tuple[InspectionLink, ...] = ()

    def items(self, scale: str) -> tuple[str, ...]:
        """The items linked to a scale, in the order of the file."""
        return tuple(link.item for link in self.links if link.scale == scale)

    def note(self, scale: str, item: str) -> str:
        """Why an item stands beside a scale; '' where the file does not say."""
        found = (link.note for link in self.links if (link.scale, link.item) == (scale, item))
        return str(next(found, ""))


def load(path: str | os.PathLike[str] | None = None) -> InspectionLinks:
    """What ``inspection_links.csv`` beside a questionnaire says.

    Without the file nothing is linked. Raises :class:`ExportError` with every fault: a scale that
    terms.csv does not have, an item that the questionnaire does not have or that has no favourable
    side, and a row that stands there twice.
    """
    made = reading.load(path)
    known = tuple(made.item_by_id)
    sided = tuple(item for item in made.counted if _has_favourable_side(item, made))
    scales = tuple(success_factor_files.load(path).named("scale"))
    place = reading.folder_of(path) / FILE
    return _load(place, reading.fingerprint(path), known, sided, scales)


def _has_favourable_side(item: str, made: Questionnaire) -> bool:
    """Whether a high score, or a low one on a negative item, is good news."""
    return made.scale_of(item).has_cut and "favourable" in sides(made, item)


@lru_cache(maxsize=8)
def _load(
    place: Path,
    _stamp: str,
    known: tuple[str, ...],
    sided: tuple[str, ...],
    scales: tuple[str, ...],
) -> InspectionLinks:
    if not place.is_file():
        return InspectionLinks()
    faults: list[Problem] = []
    made = InspectionLinks(tuple(rows_of(place, InspectionLink, faults)))
    faults += _contradictions(place, made, known, sided, scales)
    if faults:
        raise ExportError(faults)
    return made


def _contradictions(
    place: Path,
    made: InspectionLinks,
    known: Sequence[str],
    sided: Sequence[str],
    scales: Sequence[str],
) -> Iterator[Problem]:
    for scale in sorted({link.scale for link in made.links} - set(scales)):
        yield fault(
            place,
            "the scale '{scale}' is not in terms.csv.",
            "Write one of: {known}.",
            scale=scale,
            known=scales,
        )
    for item in sorted({link.item for link in made.links} - set(sided)):
        if item not in known:
            yield fault(
                place,
                "the item '{item}' is not in the questionnaire.",
                "Write an id of items.csv.",
                item=item,
            )
            continue
        yield fault(
            place,
            "of the item '{item}' no side of the scale is favourable.",
            "Choose an item with low and high scores; controlled motivation is never favourable.",
            item=item,
        )
    for (scale, item), times in Counter((k.scale, k.item) for k in made.links).items():
        if times > 1:
            yield fault(place, "'{name}' stands there twice.", name=f"{scale} {item}")
