"""The declared tables of the checklist and of what else is known about a centre."""

from __future__ import annotations

from collections.abc import Mapping

from measurement.tables import Column, Table, category, integer
from measurement.words import Label, Sentence, say

_NAME, _DAY, _NUMBER = say("name"), say("year-month-day"), say("number")
_YES_NO, _FRACTION, _LISTS = say("yes or no"), say("fraction 0-1"), say("checklists")
_FACTORS, _TEXT, _NOT_FILLED = say("factors"), say("text"), say("not filled in")
_NOTHING_FILLED = say("none of the factors is filled in")
READY_WORDS = {
    "ready": say("ready to start"),
    "partly": say("not every precondition fully present"),
    "not_ready": say("a precondition is absent"),
    "unknown": say("not every precondition filled in"),
}
POSITION_WORDS = {
    "both": say("pressure and support"),
    "pressure_only": say("pressure without support"),
    "support_only": say("support without pressure"),
    "neither": say("little of both"),
}
CHANGE_WORDS = {
    "better": say("better"),
    "same": say("the same"),
    "worse": say("worse"),
    "new": say("new"),
}
YES_NO_WORDS = {"yes": say("yes"), "no": say("no")}
STATUS_WORDS = {"open": say("open"), "closed": say("closed")}


def _state(
    meaning: Sentence,
    missing: Sentence | None = None,
    name: str = "state",
    heading: Sentence | Label | None = None,
) -> Column:
    return Column(name, "category", _NAME, meaning, missing, words="state", heading=heading)


def _day(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    return Column(name, "category", _DAY, meaning, missing)


_CENTRE = category("centre", say("Centre that the checklist is about"))
_DATE = _day("date", say("Day on which the checklist was filled in"))
_FILLER = Column(
    "filled_by", "category", _NAME, say("directie, kernteam, poc or medewerker"), words="filler"
)
_FACTOR = category("factor", say("Success factor of the checklist"), words="success_factor")
_PRECONDITION = Column(
    "precondition", "flag", _YES_NO, say("The factor must be present before a centre starts")
)
_ON_LIST = say("on the checklist")
_STATE = _state(say("absent, partial or present"), heading=_ON_LIST)
_CAUTIOUS = _state(
    say("absent, partial or present: the lowest that anyone gave"), _NOT_FILLED, heading=_ON_LIST
)
_NOTE = Column("note", "category", _TEXT, say("Remark with the factor"), say("no remark"))
_LIST = Column(
    "checklist",
    "integer",
    _NUMBER,
    say("Number of the checklist in the store"),
    heading=say("number of the checklist"),
)

CHECKLIST = Table(
    "checklist", (_CENTRE, _DATE, _FILLER, _FACTOR, _PRECONDITION, _STATE, _NOTE, _LIST)
)
EXPORTED = Table("checklist", CHECKLIST.columns[:6])
SPREAD = Table(
    "spread",
    (
        _CENTRE,
        _FACTOR,
        _PRECONDITION,
        *(
            _state(meaning, _NOT_FILLED, name)
            for name, meaning in (
                ("directie", say("State given by the management")),
                ("kernteam", say("State given by the core team")),
                ("poc", say("State given by the POC+")),
                ("medewerker", say("State given by staff; of several the lowest")),
            )
        ),
        integer("n", _LISTS, say("Checklists with this factor filled in")),
        integer("n_absent", _LISTS, say("Checklists that say absent")),
        integer("n_partial", _LISTS, say("Checklists that say partly present")),
        integer("n_present", _LISTS, say("Checklists that say fully present")),
        _CAUTIOUS,
        _state(say("The state when all gave the same"), say("they differ, or none"), "consensus"),
    ),
)
READINESS = Table(
    "readiness",
    (
        _CENTRE,
        _DATE,
        category("readiness", say("ready, partly, not_ready or unknown"), None, READY_WORDS),
        Column(
            "lacking",
            "category",
            _FACTORS,
            say("Preconditions that are not fully present, joined by |"),
            say("none"),
            words="success_factor",
            joined="|",
        ),
        Column(
            "not_filled",
            "category",
            _FACTORS,
            say("Preconditions that are not filled in, joined by |"),
            say("none"),
            words="success_factor",
            joined="|",
        ),
        integer("n_present", _FACTORS, say("Preconditions that are fully present")),
        integer("n_preconditions", _FACTORS, say("Preconditions")),
    ),
)
MISSING = Table(
    "missing",
    (
        _CENTRE,
        _FACTOR,
        _PRECONDITION,
        _state(say("absent or partial: the lowest that anyone gave"), heading=_ON_LIST),
        Column("tip", "category", _TEXT, say("What can help")),
        Column("warning", "category", _TEXT, say("What to watch out for"), say("none")),
    ),
)
PRESSURE_SUPPORT = Table(
    "pressure_support",
    (
        _CENTRE,
        Column(
            "pressure",
            "share",
            _FRACTION,
            say("Mean of the factors of pressure: absent 0, partial a half, present 1"),
            _NOTHING_FILLED,
        ),
        Column(
            "support",
            "share",
            _FRACTION,
            say("Mean of the factors of support: absent 0, partial a half, present 1"),
            _NOTHING_FILLED,
        ),
        integer("n_pressure", _FACTORS, say("Factors of pressure that are filled in")),
        integer("n_support", _FACTORS, say("Factors of support that are filled in")),
        category(
            "position",
            say("both, pressure_only, support_only or neither, by the limit in terms.csv"),
            _NOTHING_FILLED,
            POSITION_WORDS,
        ),
    ),
)
CHANGE = Table(
    "change",
    (
        _CENTRE,
        _FILLER,
        _FACTOR,
        _PRECONDITION,
        _day("date_before", say("Day of the checklist before"), say("there is none before")),
        _state(say("State on that day"), say("not filled in then"), "before"),
        _DATE,
        _STATE,
        category("change", say("better, same, worse or new"), None, CHANGE_WORDS),
    ),
)
LISTING = Table(
    "checklists",
    (
        _LIST,
        _CENTRE,
        _DATE,
        _FILLER,
        category("status", say("open or closed"), None, STATUS_WORDS),
        integer("version", _NUMBER, say("How many times it was saved")),
        integer("n_filled", _FACTORS, say("Factors that are filled in")),
        category("updated_at", say("Moment of the last change (UTC)"), words="clock"),
    ),
)
FACTS = Table(
    "facts",
    (
        _CENTRE,
        category(
            "key",
            say("What it is about, as in terms.csv"),
            words="fact",
            heading=say("fact of the centre"),
        ),
        category("value", say("Number, text, or yes or no"), labels=YES_NO_WORDS),
        _day("date", say("Day from which it holds")),
    ),
)
INSPECTIONS = Table(
    "inspections",
    (
        _CENTRE,
        category("school_year", say("School year of the inspection"), words="school_year"),
        category(
            "scale", say("Scale of the inspection, as in terms.csv"), words="inspection_scale"
        ),
        category("level", say("below, approaches, meets or exceeds expectation"), words="level"),
    ),
)
CHECKLIST_TABLES = (
    CHECKLIST,
    SPREAD,
    READINESS,
    MISSING,
    PRESSURE_SUPPORT,
    CHANGE,
    LISTING,
    FACTS,
    INSPECTIONS,
)


def matrix_table(factors: Mapping[str, Label]) -> Table:
    """The declaration of the matrix of centres × these factors, by id and name."""
    meaning = say("absent, partial or present: the lowest that anyone gave")
    states = (_state(meaning, _NOT_FILLED, id, name) for id, name in factors.items())
    return Table("matrix", (_CENTRE, *states))
