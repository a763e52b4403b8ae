"""What can be known of a centre beside surveys and checklists: facts and inspection results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FLAGS = ("flag_inspection", "flag_director", "flag_merger", "flag_plan", "flag_policy")
YES_OR_NO = (*FLAGS, "guidance_agreement")
KEYS = ("staff", "net", *YES_OR_NO)
LEVELS = ("below", "approaches", "meets", "exceeds")


@dataclass(frozen=True)
class Fact:
    """Something known of a centre from a day on; the value '' says that it is no longer known.

    ``staff`` is a whole number, the flags and ``guidance_agreement`` are ``yes`` or ``no``.
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
