"""The declared tables of the picture of a centre: evidence, mirror, Knoster, scales beside the rest."""

from __future__ import annotations

from measurement.tables import Column, Table, category, integer
from measurement.words import say

_NAME, _FRACTION, _YES_NO = say("name"), say("fraction 0-1"), say("yes or no")
_ANSWERS, _PERSONS, _CENTRES, _ITEMS = say("answers"), say("persons"), say("centres"), say("items")
_NO_SCORES = say("nobody gave a score to a linked item")
MIRROR_WORDS = {
    "strength": say("strength"),
    "work_point": say("work point"),
    "blind_spot": say("blind spot"),
    "hidden_strength": say("underrated strength"),
    "no_data": say("no data"),
}
REASON_WORDS = {
    "clear": say("clear"),
    "leaning": say("leaning, not certain"),
    "uncertain": say("no clear picture"),
    "too_few": say("too few answers"),
    "only_ticked": say("only ticked in a list"),
    "no_survey": say("nobody answered"),
    "no_checklist": say("no checklist"),
    "neither": say("no checklist and no answers"),
    "no_link": say("no linked item"),
}
ELEMENT_WORDS = {
    "present": say("experienced as present"),
    "mixed": say("mixed"),
    "missing": say("experienced as missing"),
    "too_few": say("too few answers"),
    "no_survey": say("nobody answered"),
    "no_link": say("no linked item"),
}
_CENTRE = category("centre", say("Centre of the respondent"))
_FACTOR = category("factor", say("Success factor of the checklist"), words="success_factor")
_N = integer("n", _PERSONS, say("Persons with a score on at least one linked item"))
_N_EFFECTIVE = Column(
    "n_effective", "number", _ANSWERS, say("What n_answers is worth: at most the persons")
).only_in_files()
_N_ANSWERS = integer("n_answers", _ANSWERS, say("Scores on the linked items together"))
_N_FAVOURABLE = integer("n_favourable", _ANSWERS, say("Favourable ones among these scores"))
_LOWER = Column(
    "lower", "share", _FRACTION, say("Wilson interval on n_effective, lower bound"), _NO_SCORES
)
_UPPER = Column(
    "upper", "share", _FRACTION, say("Wilson interval on n_effective, upper bound"), _NO_SCORES
)
_LISTED = category("items", say("Linked items that were scored, joined by comma"), _NO_SCORES)
_SHARE = Column("share", "share", _FRACTION, say("n_favourable / n_answers"), _NO_SCORES)

EVIDENCE = Table(
    "evidence",
    (
        _CENTRE,
        category(
            "factor",
            say("Success factor or element that the items are linked to"),
            words="success_factor_or_element",
        ),
        integer("n_linked", _ITEMS, say("Items and options that are linked")),
        _N,
        _N_EFFECTIVE,
        _N_ANSWERS,
        _N_FAVOURABLE,
        _SHARE,
        _LOWER,
        _UPPER,
        _LISTED,
        integer(
            "n_ticked_answers", _ANSWERS, say("Answers to lists with linked options, not pooled")
        ),
    ),
)
MIRROR = Table(
    "mirror",
    (
        _CENTRE,
        _FACTOR,
        Column(
            "state",
            "category",
            _NAME,
            say("absent, partial or present, by the checklists that hold"),
            say("no checklist"),
            words="state",
            heading=say("checklist"),
        ),
        Column("evidence", "share", _FRACTION, say("n_favourable / n_answers"), _NO_SCORES),
        _LOWER,
        _UPPER,
        _N,
        _N_EFFECTIVE,
        _N_ANSWERS,
        _N_FAVOURABLE,
        _LISTED,
        Column(
            "verdict",
            "category",
            _NAME,
            say("strength, work_point, blind_spot, hidden_strength or no_data"),
            labels=MIRROR_WORDS,
        ),
        Column("certain", "flag", _YES_NO, say("The whole interval lies on one side of even")),
        category(
            "reason",
            say("Why this verdict: clear, leaning, or what is missing"),
            None,
            REASON_WORDS,
        ),
    ),
)
BLIND_SPOTS = Table(
    "blind_spots",
    (
        _FACTOR,
        integer("n_centres", _CENTRES, say("Centres in the mirror")),
        integer("n_strength", _CENTRES, say("Centres with a strength")),
        integer("n_work_point", _CENTRES, say("Centres with a work point")),
        integer("n_blind_spot", _CENTRES, say("Centres with a blind spot")),
        integer("n_hidden_strength", _CENTRES, say("Centres with a hidden strength")),
        integer("n_no_data", _CENTRES, say("Centres without a verdict")),
        integer("n_blind_spot_certain", _CENTRES, say("Centres whose blind spot is certain")),
    ),
)
_PERSONS_LEAST = integer("n", _PERSONS, say("Persons with a score on a linked item, at least"))
_TOLD = (
    _PERSONS_LEAST,
    _N_ANSWERS,
    integer("n_favourable_least", _ANSWERS, say("Favourable ones among these scores, at least")),
    integer("n_favourable_most", _ANSWERS, say("Favourable ones among these scores, at most")),
    Column("evidence_least", "share", _FRACTION, say("n_favourable_least / n_answers"), _NO_SCORES),
    Column("evidence_most", "share", _FRACTION, say("n_favourable_most / n_answers"), _NO_SCORES),
    _LOWER,
    _UPPER,
    _LISTED,
)
RELEASED_MIRROR = Table("released_mirror", (*MIRROR.columns[:3], *_TOLD, *MIRROR.columns[-3:]))
RELEASED_KNOSTER = Table(
    "released_knoster",
    (
        _CENTRE,
        category("element", say("Element of the model of Knoster"), words="element"),
        *_TOLD,
        category(
            "state",
            say("present, mixed, missing, too_few, no_survey or no_link"),
            None,
            ELEMENT_WORDS,
            heading=say("according to staff"),
        ),
        category(
            "tension", say("Tension to expect"), say("the element is not missing"), words="tension"
        ),
    ),
)
