"""The declared tables of open answers: remarks, released quotes, key words, themes."""

from __future__ import annotations

from measurement.tables import GROUPS, Column, Table
from measurement.words import Sentence, say

BAND_WORDS = {
    "low": say("mostly low scores"),
    "mixed": say("as many low as high scores"),
    "high": say("mostly high scores"),
}
NO_SCORES = say("no scores")
LEAN_WORDS = {
    "low": say("more with low scores"),
    "high": say("more with high scores"),
    "even": say("no clear difference"),
    "too_few": say("too few remarks"),
}
_NAME, _FRACTION, _YES_NO = say("name"), say("fraction 0-1"), say("yes or no")
_REMARKS, _KEY, _POINTS = say("remarks"), say("number"), say("points of the scale")
_DIFFERENCE, _PROBABILITY = say("difference of fractions"), say("probability 0-1")
_TEXT, _ANSWERS = say("text"), say("answers")
_NO_BAND = say("no remark of this band")
_UNTESTED = say("too few remarks to test")
_UNSCORED = say("no score on an effect item")


def _text(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    return Column(name, "category", _TEXT, meaning, missing)


def _n(name: str, meaning: Sentence) -> Column:
    return Column(name, "integer", _REMARKS, meaning)


_COMMENT = Column("comment", "integer", _KEY, say("Remark, as a number"))
_SURVEY = tuple(GROUPS[name] for name in ("school_year", "strategy", "initiative", "moment"))
_CENTRE = GROUPS["centre"]
_ITEM = Column("item", "category", _NAME, say("Item of the questionnaire"), words="item")
_QUOTE = say("The remark as it was edited for others")
_SCORES = (
    Column("n_scored", "integer", _ANSWERS, say("Scores of this person on effect items")),
    Column(
        "score", "number", _POINTS, say("Mean of these scores, negative items turned"), _UNSCORED
    ),
    Column(
        "band",
        "category",
        _NAME,
        say("low, mixed or high: what most of these scores are"),
        say("no score on an effect item with a cut"),
        BAND_WORDS,
    ),
)

COMMENTS = Table(
    "comments",
    (
        _COMMENT,
        *_SURVEY,
        _CENTRE,
        Column("respondent", "integer", _KEY, say("Person, as a number without a name")),
        _ITEM,
        _text(
            "text", say("What the person wrote, without addresses, phones and respondents' names")
        ),
        Column("released", "flag", _YES_NO, say("Whether the remark may be quoted to others")),
        _text("quote", _QUOTE, say("not released")),
    ),
)
QUOTES = Table("quotes", (_COMMENT, *_SURVEY, _CENTRE, _ITEM, _text("quote", _QUOTE)))
SCORED = Table("scored", (*COMMENTS.columns, *_SCORES))
_THEMES = Column(
    "themes",
    "category",
    _NAME,
    say("Themes in the remark, joined by |"),
    say("no theme"),
    words="theme",
    joined="|",
)
THEMED = Table("themed", (*SCORED.columns, _THEMES))
# What is taken away of remarks: never the number of the person.
REMARKS = Table("remarks", tuple(c for c in THEMED.columns if c.name != "respondent"))

_LEANING = (
    _n("n", say("Remarks in which it occurs")),
    _n("n_low", say("Those of people with mostly low scores")),
    _n("of_low", say("All remarks of people with mostly low scores")),
    Column("share_low", "share", _FRACTION, say("n_low / of_low"), _NO_BAND),
    _n("n_high", say("Those of people with mostly high scores")),
    _n("of_high", say("All remarks of people with mostly high scores")),
    Column("share_high", "share", _FRACTION, say("n_high / of_high"), _NO_BAND),
    Column("difference", "number", _DIFFERENCE, say("share_low - share_high"), _NO_BAND),
    *(
        Column(name, "number", _DIFFERENCE, meaning, _NO_BAND)
        for name, meaning in (
            (
                "difference_lower",
                say("Newcombe interval of the difference, lower bound"),
            ),
            (
                "difference_upper",
                say("Newcombe interval of the difference, upper bound"),
            ),
        )
    ),
    Column(
        "p", "share", _PROBABILITY, say("Fisher's exact test, two-sided"), _UNTESTED
    ).only_in_files(),
    Column(
        "q", "share", _PROBABILITY, say("p corrected for all tests in the table"), _UNTESTED
    ).only_in_files(),
    Column(
        "leans",
        "category",
        _NAME,
        say("low, high, even or too_few, by q"),
        labels=LEAN_WORDS,
    ),
)
KEYWORDS = Table(
    "keywords",
    (
        Column("word", "category", _NAME, say("The stem's form that is used most, or two words")),
        Column("stem", "category", _NAME, say("What the forms of the word have in common")),
        *_LEANING,
    ),
)
THEMES = Table(
    "themes",
    (
        Column("theme", "category", _NAME, say("Theme; 'other' is: no theme"), words="theme"),
        *_LEANING,
    ),
)
