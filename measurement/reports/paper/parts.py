"""What a report holds, before it is set: sections of sentences, figures and tables.

A figure says in its rows what is drawn and what is written, so that every form of the report has
the same numbers; ``source`` names the declared table that they come from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from measurement.charts import colours

Tone = Literal["own", "good", "poor", "pale"]
TONES: dict[Tone, str] = {
    "own": colours.ACCENT,
    "good": colours.GOOD,
    "poor": colours.POOR,
    "pale": colours.PALE,
}


@dataclass(frozen=True)
class Interval:
    """A share with its interval, and what it is laid beside: a row of :class:`Intervals`.

    ``said`` is the share in words: ``75,0 %``, ``at most 3 of 12``, or that there are too few.
    A share that is told within bounds is missing and lies from ``least`` to ``most``; of one that
    is not told these are missing too. ``word`` is a verdict.
    """

    label: str
    said: str
    n: int
    value: float = math.nan
    lower: float = math.nan
    upper: float = math.nan
    least: float = math.nan
    most: float = math.nan
    other: float = math.nan
    word: str = ""
    tone: Tone = "own"

    @property
    def bounded(self) -> bool:
        """Whether it is only told between two values."""
        return math.isnan(self.value) and not math.isnan(self.least) and self.least < self.most


@dataclass(frozen=True)
class Intervals:
    """A figure of shares with intervals on an axis from 0 to 100 %.

    ``head`` names the shares, ``other`` says what the diamonds are, ``line`` is a share that
    matters.
    """

    title: str
    caption: str
    rows: tuple[Interval, ...]
    head: str
    name: str
    other: str = ""
    line: float = math.nan
    source: str = ""


@dataclass(frozen=True)
class Split:
    """Counts of low, high and not applicable of ``n`` answers: a row of :class:`Splits`."""

    label: str
    low: int
    high: int
    none: int
    n: int


@dataclass(frozen=True)
class Splits:
    """A figure of low and high on either side of a line, with not applicable beside it."""

    title: str
    caption: str
    rows: tuple[Split, ...]
    low: str
    high: str
    none: str
    source: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of texts; ``wide`` are how wide its columns are beside each other."""

    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[float, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Quotes:
    """What people wrote, as it was released."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question for the talk, with the figure that gave rise to it."""

    question: str
    figure: str


@dataclass(frozen=True)
class Questions:
    """Questions for the talk."""

    title: str
    asked: tuple[Question, ...]


Block = Intervals | Splits | Grid | Quotes | Questions


@dataclass(frozen=True)
class Section:
    """A heading, sentences under it, and what follows these; on paper perhaps on a new page."""

    title: str
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    new_page: bool = False


@dataclass(frozen=True)
class Report:
    """A report in the reader's language.

    ``told`` says of which release it is, or that it is a draft; ``stamp`` is printed over every
    page of a draft. ``day`` (ISO) is the only time in its files, so that the same report gives
    the same bytes.
    """

    title: str
    subtitle: str
    told: str
    day: str
    language: str
    sections: tuple[Section, ...]
    stamp: str = ""
    author: str = "POC+"
    notes: tuple[str, ...] = field(default=())

    @property
    def blocks(self) -> Sequence[Block]:
        """All figures and tables, in order."""
        return [block for section in self.sections for block in section.blocks]
