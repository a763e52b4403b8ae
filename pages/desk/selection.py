"""The reader's choice of data."""

from __future__ import annotations

from dataclasses import dataclass, fields

from measurement.denominator import WITH, Denominator


@dataclass(frozen=True)
class Selection:
    """The reader's choice of data: plain values, so that it can be part of a cache's key.

    ``denominator`` is what shares are printed of; it filters nothing.
    """

    school_year: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    initiative: tuple[str, ...] = ()
    centre: tuple[str, ...] = ()
    denominator: Denominator = WITH

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The columns that are filtered, with the values that stay."""
        names = (f.name for f in fields(self) if f.name != "denominator")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


EVERYTHING = Selection()


@dataclass(frozen=True)
class Look:
    """What a reader looks at of one centre: of the releases, or as staff of what they would be next.

    A ``strategy`` is chosen within a ``school_year``; without either it is everything.
    """

    centre: str
    school_year: str = ""
    strategy: str = ""
    preview: bool = False
