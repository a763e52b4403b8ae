"""What a file says of itself: what it holds, of which answers, how it was counted, from which files."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from measurement.questionnaire.files.reading import folder_of
from measurement.questionnaire.model import Questionnaire
from measurement.releases.limits import Limits
from measurement.words import day, number, text

_ROOT = Path(__file__).parents[3]
Fact = tuple[str, str]


@dataclass(frozen=True)
class Source:
    """A file that answers came from: its name, its fingerprint (SHA-256), when it was imported."""

    file: str
    digest: str
    imported: date
    n: int


@dataclass(frozen=True)
class Account:
    """What goes along in a file: facts with their labels, and the files behind the figures.

    ``day`` is that of the file, for its properties; of a release the day it was released, since a
    file for directors tells no clock.
    """

    title: str = ""
    day: date | None = None
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = field(default=())


def made_on(when: date) -> Fact:
    """When a file was made."""
    return text("Made on"), day(when)


def how(questionnaire: Questionnaire, limits: Limits | None = None) -> Iterator[Fact]:
    """How was counted: the cuts of the scales, the smallest group, and which versions counted."""
    for scale in questionnaire.scales:
        if scale.has_cut:
            cut = text("low {low}, high {high}", low=_band(scale.low), high=_band(scale.high))
            yield text("Scale {scale}", scale=scale.id), cut
    if limits is not None:
        least = text("{n} persons per item", n=limits.persons)
        yield text("Smallest group that directors see"), least
    yield text("Questionnaire"), f"{questionnaire.title} ({questionnaire.id}, {version_of()})"
    yield text("Software"), f"measurement {software()}"


def _band(points: Sequence[int]) -> str:
    return f"{number(min(points))}–{number(max(points))}" if points else "–"


def version_of(path: str | None = None) -> str:
    """The version of the questionnaire's files: the first digits of a fingerprint of what is in them."""
    seen = hashlib.sha256()
    for file in sorted([*folder_of(path).glob("*.csv"), *folder_of(path).glob("*.toml")]):
        seen.update(file.name.encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:12]


@cache
def software() -> str:
    """The version of this software."""
    with (_ROOT / "pyproject.toml").open("rb") as project:
        return str(tomllib.load(project)["project"]["version"])


def sources_of(imports: Iterable[Any], chosen: Mapping[str, Sequence[str]]) -> Iterator[Source]:
    """The files behind a choice: of its school years, strategies and initiatives, as far as they count.

    ``imports`` are the rows of the store's list of imports, ``chosen`` the values per column.
    """
    names = {"school_year": "school_years", "strategy": "strategies", "initiative": "initiatives"}
    for one in imports:
        asked = [(getattr(one, names[c]), v) for c, v in chosen.items() if c in names]
        if not one.undone and all(not v or {*found} & {*v} for found, v in asked):
            yield Source(one.file, one.digest, one.created_at.date(), int(one.n_respondents))
