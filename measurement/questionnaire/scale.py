"""Scales: which points there are, which are low and high, and how people write them."""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

from measurement.words import FIRST, LANGUAGES, Label

# One byte per cell of the answer matrix. Points follow in the order of their scale.
NOT_SHOWN, SKIPPED, NOT_APPLICABLE, FIRST_POINT = 0, 1, 2, 3
MOST_POINTS = 250  # of one scale: a byte also holds the states, and a mark for what is no answer
STATES = ("not_shown", "skipped", "not_applicable")


class Scale(BaseModel):
    """A rating scale. Without ``low`` and ``high`` it has no cut: distribution and mean only."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str
    points: tuple[int, ...] = Field(min_length=2, max_length=MOST_POINTS)
    low: tuple[int, ...] = ()
    high: tuple[int, ...] = ()
    strict_low: tuple[int, ...] = ()
    ends: dict[str, tuple[str, str]] = {}
    not_applicable: tuple[str, ...] = ()
    not_applicable_codes: tuple[int, ...] = ()
    spellings: dict[int, tuple[str, ...]] = {}
    kind: str = "rating"

    @model_validator(mode="after")
    def _bands_lie_on_the_scale(self) -> Scale:
        if list(self.points) != sorted(set(self.points)):
            raise ValueError("points_not_rising")
        for band in (self.low, self.high, self.strict_low, tuple(self.spellings)):
            if not set(band) <= set(self.points):
                raise ValueError("band_outside_points")
        if set(self.low) & set(self.high):
            raise ValueError("bands_overlap")
        if bool(self.low) != bool(self.high):
            raise ValueError("one_band_missing")
        return self

    @property
    def has_cut(self) -> bool:
        """Whether answers are called low or high."""
        return bool(self.low and self.high)

    def code(self, point: int) -> int:
        """The byte that stands for a point in the answer matrix."""
        return FIRST_POINT + self.points.index(point)

    def turned(self, point: int) -> int:
        """The point seen from the other end: 9 − score on a scale of 1 to 8."""
        return self.points[0] + self.points[-1] - point

    def end_labels(self) -> tuple[Label, Label] | None:
        """What the lowest and the highest point mean, where the data say so."""
        if FIRST not in self.ends:
            return None
        said = {language: self.ends[language] for language in LANGUAGES if language in self.ends}
        first, last = (Label(**{name: ends[i] for name, ends in said.items()}) for i in (0, 1))
        return first, last


TICK = Scale(id="tick", points=(0, 1), kind="tick")
