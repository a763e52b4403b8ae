"""Who looks, as plain values, so that a cache can have them in its key."""

from __future__ import annotations

from dataclasses import dataclass

from measurement.access.roles import ROLES, STAFF


@dataclass(frozen=True)
class Scope:
    """What a person may see: all of it, or for a director the own centres.

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
