"""Who looks, and at which part of the data: plain values, so that a cache can have them in its key."""

from __future__ import annotations

from dataclasses import dataclass

from measurement.access.roles import ROLES, STAFF

# The id of all other centres together, as a director sees them.
REST = "other_centres"


@dataclass(frozen=True)
class Scope:
    """What a person may see: all of it, or for a director the own centres and the rest.

    A director without a centre sees nobody's answers.
    """

    role: str = STAFF
    centres: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"role {self.role!r}")
        # One set of centres is one scope, whatever the order in which they were given.
        object.__setattr__(self, "centres", tuple(sorted(set(self.centres))))

    @property
    def sees_all(self) -> bool:
        """Whether no row and no item is kept from this person."""
        return not ROLES[self.role].has_centres


EVERYONE = Scope()


@dataclass(frozen=True, order=True)
class View:
    """What a director may filter on: everything, one school year, or one strategy of one year."""

    school_year: str = ""
    strategy: str = ""

    def __post_init__(self) -> None:
        if self.strategy and not self.school_year:
            raise ValueError("a strategy is chosen within one school year")

    def filters(self) -> dict[str, str]:
        """The columns that are filtered, with the value that stays."""
        chosen = {"school_year": self.school_year, "strategy": self.strategy}
        return {column: value for column, value in chosen.items() if value}


WHOLE = View()
