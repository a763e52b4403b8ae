"""What a share is printed of: all answers, 'not applicable' among them, or those with a score.

A reader chooses it once for all pages. It is a choice of what is *printed*: shares, n and their
intervals. Tests, verdicts and the mirror always use the answers with a score, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from measurement.words import number, percent, text

Denominator = Literal["with", "without"]
WITH: Denominator = "with"  # as in the annual report
WITHOUT: Denominator = "without"
DENOMINATORS: tuple[Denominator, ...] = (WITH, WITHOUT)
Measure = Literal["high", "enabling", "hindering", "share", "rest", "value"]
_NOTHING, _HAIR = float("nan"), 1e-9


class Printed(NamedTuple):
    """A share (0-1) as it is printed: ``part`` of ``n`` answers, with its interval."""

    part: int
    n: int
    share: float
    lower: float
    upper: float

    def __str__(self) -> str:
        if not self.n or self.share != self.share:
            return text("no data")
        if abs(self.part / self.n - self.share) < _HAIR:
            return percent(self.part, self.n)
        return f"{number(100 * self.share, 1)}\u00a0%"  # the rest at another mix than its own


class _Columns(NamedTuple):
    part: str
    n: str
    share: str
    lower: str
    upper: str


def _bounded(part: str, n: str, share: str) -> _Columns:
    return _Columns(part, n, share, f"{share}_lower", f"{share}_upper")


_COLUMNS: Mapping[Measure, Mapping[Denominator, _Columns]] = {
    **{
        measure: {
            WITH: _bounded(f"n_{measure}", "n", measure),
            WITHOUT: _bounded(f"n_{measure}", "n_scored", f"{measure}_scored"),
        }
        for measure in ("high", "enabling", "hindering")
    },
    "share": {
        WITH: _Columns("n_high", "n_all", "share_all", "lower_all", "upper_all"),
        WITHOUT: _Columns("n_high", "n_scored", "share", "lower", "upper"),
    },
    "rest": {
        WITH: _Columns("n_high_rest", "n_rest_all", "rest_all", "rest_lower_all", "rest_upper_all"),
        WITHOUT: _Columns("n_high_rest", "n_rest", "rest", "rest_lower", "rest_upper"),
    },
    "value": {
        WITH: _Columns("n_high", "n_all", "value_all", "lower_all", "upper_all"),
        WITHOUT: _Columns("n_high", "n", "value", "lower", "upper"),
    },
}


def column_of(measure: Measure, denominator: Denominator) -> str:
    """The column of the declared tables that holds this share of this denominator."""
    return _COLUMNS[measure][denominator].share


def printed(row: Any, measure: Measure, denominator: Denominator) -> Printed:
    """The share of one row of a declared table on this denominator, as every page prints it.

    ``measure``: ``high`` in ``shares``; ``enabling`` or ``hindering`` in ``factors``; ``share`` and
    ``rest`` in ``comparison`` and what stands beside it; ``value`` in ``trend``. A bound that the
    table does not hold is missing, and so is a share of nobody.
    """
    names = _COLUMNS[measure][denominator]
    n = getattr(row, names.n)
    part = getattr(row, names.part)
    share, lower, upper = (
        float(getattr(row, name, _NOTHING)) for name in (names.share, names.lower, names.upper)
    )
    has_share = share == share
    return Printed(int(part) if has_share else 0, int(n) if n == n else 0, share, lower, upper)


def base_words(denominator: Denominator) -> str:
    """What the shares are of, as a sentence under a figure."""
    if denominator == WITH:
        return text("Denominator: all answers, 'not applicable' included.")
    return text("Denominator: scored answers only, 'not applicable' left out.")


def of_words(n: int, denominator: Denominator) -> str:
    """The denominator in numbers and words: ``of 89, n/a included`` or ``of 70 with a score``."""
    if denominator == WITH:
        return text("of {n}, n/a included", n=n)
    return text("of {n} with a score", n=n)


def part_words(part: str, denominator: Denominator) -> str:
    """How many of how many, with what they are of: ``57 of 66, n/a included``."""
    if denominator == WITH:
        return text("{part}, n/a included", part=part)
    return text("{part} with a score", part=part)


def judged_words() -> str:
    """That tests and verdicts use the answers with a score, whatever is printed."""
    return text("Verdicts and tests: of who gave a score.")
