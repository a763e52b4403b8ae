"""What can be known of a centre beside surveys and checklists: facts and inspection results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STAFF = "staff"  # how many people work there: what reach and targets divide by
LEVELS = ("below", "approaches", "meets", "exceeds")


@dataclass(frozen=True)
class Fact:
    """Something known of a centre from a day on; the value '' says that it is no longer known.

    Which facts there are, and whether they are a whole number, text, or ``yes`` or ``no``, stands
    in terms.csv.
    """

    centre: str
    key: str
    value: str
    date: date


@dataclass(frozen=True)
class Inspection:
    """The level of a centre on one scale of the inspection; '' takes it away."""

    centre: str
    school_year: str
    scale: str
    level: str
