"""Which items of the survey bear on a scale of the inspection, read from ``inspection_links.csv``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from measurement.errors import Problem
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault
from measurement.questionnaire.files.lists import DataList, Where
from measurement.questionnaire.model import Questionnaire
from measurement.words import Label


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
        notes = (link.note for link in self.links if (link.scale, link.item) == (scale, item))
        return str(next(notes, ""))


def load(path: str | os.PathLike[str] | None = None) -> InspectionLinks:
    """What ``inspection_links.csv`` beside a questionnaire says.

    Without the file nothing is linked. Raises :class:`ExportError` with every fault: a scale that
    terms.csv does not have, an item that the questionnaire does not have or that has no favourable
    side, and a row that stands there twice.
    """
    return InspectionLinks(LISTED.rows(path))


def _has_favourable_side(item: str, questionnaire: Questionnaire) -> bool:
    """Whether a high score, or a low one on a negative item, is good news."""
    return questionnaire.scale_of(item).has_cut and "favourable" in sides(questionnaire, item)


def _contradictions(place: Path, links: Sequence[InspectionLink], path: Where) -> Iterator[Problem]:
    questionnaire = reading.load(path)
    sided = {i for i in questionnaire.counted if _has_favourable_side(i, questionnaire)}
    scales = success_factor_files.load(path).named("scale")
    for scale in sorted({link.scale for link in links} - set(scales)):
        yield fault(
            place,
            "the scale '{scale}' is not in terms.csv.",
            "Write one of: {known}.",
            scale=scale,
            known=list(scales),
        )
    for item in sorted({link.item for link in links} - sided):
        if item not in questionnaire.item_by_id:
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


LISTED = DataList(
    "inspection_links.csv",
    InspectionLink,
    key=attrgetter("scale", "item"),
    check=_contradictions,
)
