"""The declared tables of the inspection scales, alone and beside the survey."""

from __future__ import annotations

from measurement.tables import Column, Table, integer, share
from measurement.words import Sentence, say

_NAME, _FRACTION = say("name"), say("fraction 0-1")
_CENTRES, _ANSWERS, _PERSONS = say("centres"), say("answers"), say("persons")
_UNLINKED = say("no question of the survey is on this subject")
_NO_ANSWER = say("no question of the survey is on this subject, or nobody answered")
_NOT_INSPECTED = say("not inspected on this scale")


def _share(name: str, meaning: Sentence) -> Column:
    return Column(name, "share", _FRACTION, meaning, _NO_ANSWER)


_SCALE = Column(
    "scale",
    "category",
    _NAME,
    say("Scale of the inspection, as in terms.csv"),
    words="inspection_scale",
)
_ITEM = Column(
    "item",
    "category",
    _NAME,
    say("Item of the survey on the same subject"),
    _UNLINKED,
    words="item",
)
_N = integer("n", _CENTRES, say("Centres with a result on this scale"))
_SURVEY = (
    integer("n_scored", _ANSWERS, say("Answers with a score on the item"), _UNLINKED),
    integer("n_high", _ANSWERS, say("Favourable scores among these"), _UNLINKED),
    integer("n_persons", _PERSONS, say("Persons behind n_scored"), _UNLINKED),
    _share("share", say("n_high / n_scored")),
    _share("lower", say("Wilson interval of share, lower bound")),
    _share("upper", say("Wilson interval of share, upper bound")),
    integer("n_all", _ANSWERS, say("Answers to the item, not applicable included"), _UNLINKED),
    _share("share_all", say("n_high / n_all")),
    _share("lower_all", say("Wilson interval of share_all, lower bound")).only_in_files(),
    _share("upper_all", say("Wilson interval of share_all, upper bound")).only_in_files(),
)

INSPECTION_SCALES = Table(
    "inspection_scales",
    (
        _SCALE,
        _N,
        integer("n_below", _CENTRES, say("Centres below expectation")),
        integer("n_approaches", _CENTRES, say("Centres that approach expectation")),
        integer("n_meets", _CENTRES, say("Centres that meet expectation")),
        integer("n_exceeds", _CENTRES, say("Centres that exceed expectation")),
        share("share_meets", say("(n_meets + n_exceeds) / n")),
        share("lower", say("Wilson interval of share_meets, lower bound")),
        share("upper", say("Wilson interval of share_meets, upper bound")),
    ),
)
BESIDE = Table(
    "inspection_beside_survey",
    (
        _SCALE,
        _ITEM,
        _N,
        integer("n_meets", _CENTRES, say("Centres that meet or exceed expectation")),
        share("share_meets", say("n_meets / n")),
        *_SURVEY,
    ),
)
BESIDE_CENTRE = Table(
    "inspection_of_centre",
    (
        _SCALE,
        Column(
            "school_year",
            "category",
            _NAME,
            say("School year of the newest result on this scale"),
            _NOT_INSPECTED,
            words="school_year",
        ),
        Column(
            "level",
            "category",
            _NAME,
            say("below, approaches, meets or exceeds expectation"),
            _NOT_INSPECTED,
            words="level",
        ),
        _ITEM,
        *_SURVEY,
        integer("n_rest", _ANSWERS, say("Answers with a score of all other centres"), _UNLINKED),
        integer(
            "n_high_rest", _ANSWERS, say("Favourable scores of all other centres"), _UNLINKED
        ).only_in_files(),
        _share("rest", say("n_high_rest / n_rest")),
        integer(
            "n_rest_all", _ANSWERS, say("Answers of all other centres, n/a included"), _UNLINKED
        ).only_in_files(),
        _share("rest_all", say("n_high_rest / n_rest_all")),
    ),
)
