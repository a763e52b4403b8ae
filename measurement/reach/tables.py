"""The declared tables of reach: participations, yearly figures, what is counted of them, targets."""

from __future__ import annotations

from measurement.tables import Column, Table, category, integer
from measurement.words import Sentence, say

STATES = ("met", "not_met", "no_data")
NUMBERS = ("new", "same", "differs")  # a derived number of invited, against the number known

STATE_WORDS: dict[str, Sentence] = {
    "met": say("met"),
    "not_met": say("not met"),
    "no_data": say("no data"),
}
ADVICE: dict[str, Sentence] = {
    "dialogue": say("a dialogue with the centre follows"),
    "running": say("there is still time until the end of the period"),
    "no_starters": say("no new staff"),
    "no_figure": say("the yearly figure is not filled in"),
    "no_staff": say("the number of staff is not known"),
    "no_list": say("there is no list of participants for it"),
    "no_roles": say("neither the list nor the surveys say who is ambassador or anchor"),
    "no_answers": say("no answers to these questions"),
    "incomplete": say("not all centres are known"),
}
NUMBER_WORDS: dict[str, Sentence] = {
    "new": say("new: not known yet"),
    "same": say("the same"),
    "differs": say("differs"),
}

_NAME, _FRACTION, _YES_NO = say("name"), say("fraction 0-1"), say("yes or no")
_PARTICIPATIONS, _PERSONS = say("participations"), say("persons")
_UNKNOWN = say("unknown")


_YEAR = category("school_year", say("School year of the participation"), words="school_year")
_STRATEGY = category("strategy", say("Guidance strategy"), _UNKNOWN, words="strategy")
_INITIATIVE = category("initiative", say("Initiative: one training, one learning community"))
_CENTRE = category("centre", say("Centre of the participant"), _UNKNOWN)
GROUPS = (_YEAR, _STRATEGY, _INITIATIVE, _CENTRE)

PARTICIPATIONS = Table(
    "participations",
    (
        _YEAR,
        _STRATEGY,
        _INITIATIVE,
        category("session", say("Session of the initiative"), _UNKNOWN),
        category("held_on", say("Day of the session (ISO)"), _UNKNOWN),
        _CENTRE,
        category(
            "role", say("Roles of the participant, joined by |"), _UNKNOWN, words="role", joined="|"
        ),
        Column(
            "person",
            "integer",
            say("number"),
            say("Person, as a number without a name: that of the answers, else below 0"),
            say("nobody is named"),
        ),
    ),
)
FIGURES = Table(
    "figures",
    (
        category("school_year", say("School year of the figure"), words="school_year"),
        category("key", say("What was counted"), words="figure", heading=say("yearly figure")),
        category("centre", say("Centre that the figure is of"), say("the whole network")),
        Column("value", "number", say("as the key says"), say("The number that was filled in")),
    ),
)
_REACHED = say("number of staff not known, or more people than staff")
REACH = Table(
    "reach",
    (
        integer("n_participations", _PARTICIPATIONS, say("Persons × sessions")),
        integer("n_unique", _PERSONS, say("Different persons")),
        integer("n_unidentified", _PARTICIPATIONS, say("Participations of which nobody is named")),
        integer(
            "n_sessions", say("sessions"), say("Different sessions (initiative × session × day)")
        ),
        integer("n_initiatives", say("initiatives"), say("Different initiatives")),
        integer("n_centres", say("centres"), say("Different centres")),
        integer("n_staff", _PERSONS, say("Staff of the centre, or of all centres"), _UNKNOWN),
        Column("reached", "share", _FRACTION, say("n_unique / n_staff"), _REACHED),
        Column("more_than_staff", "flag", _YES_NO, say("More different persons than staff")),
    ),
)
MATRIX = Table(
    "matrix",
    (
        category("centre", say("Centre of the participant")),
        _STRATEGY,
        _INITIATIVE,
        integer("n_unique", _PERSONS, say("Different persons")),
        integer("n_participations", _PARTICIPATIONS, say("Persons × sessions")),
    ),
)
DERIVED = Table(
    "derived",
    (
        category("school_year", say("School year of the survey"), words="school_year"),
        _STRATEGY,
        _INITIATIVE,
        category("moment", say("Moment of the survey: short or long term"), words="moment"),
        category("centre", say("Centre of the participants")),
        integer("n_derived", _PERSONS, say("Different persons that took part")),
        integer("n_known", _PERSONS, say("People invited, as it is known now"), say("not known")),
        category(
            "state",
            say("new, same or differs"),
            None,
            NUMBER_WORDS,
            heading=say("against what is known"),
        ),
        integer(
            "n_loose",
            _PARTICIPATIONS,
            say("Participations of the initiative without a person or centre: not in the number"),
        ),
    ),
)
TARGETS = Table(
    "targets",
    (
        category("target", say("Target"), words="target"),
        category(
            "school_year",
            say("School years that are judged, joined by +"),
            _UNKNOWN,
            words="school_year",
            joined="+",
        ),
        category("centre", say("Centre"), say("the network as a whole")),
        integer("n", say("as the target says"), say("How many reach it"), say("no data")),
        integer(
            "of", say("as the target says"), say("Out of how many"), say("no data, or a number")
        ),
        Column("value", "number", say("fraction or number"), say("n / of, or n"), say("no data")),
        Column("threshold", "number", say("fraction or number"), say("Met from this value on")),
        category("state", say("met, not_met or no_data"), None, STATE_WORDS, heading=say("result")),
        Column("proxy", "flag", _YES_NO, say("The measure stands in for what cannot be measured")),
        Column("above", "flag", _YES_NO, say("More than 100 %: one of the two numbers is wrong")),
        Column("in_period", "flag", _YES_NO, say("The school years lie in the target's period")),
        category("advice", say("What to do, or what is lacking"), say("nothing"), ADVICE),
    ),
)
