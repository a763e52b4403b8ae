"""What a column and a cell of an export are, in words."""

from __future__ import annotations

from measurement.exports.headers.choices import ABSENT, NO_ANSWER, NOT_USED, choice_of
from measurement.exports.preview import STRANGE
from measurement.questionnaire.model import Questionnaire
from measurement.words import Sentence, say
from measurement.words import text as _
from pages.desk import source

NAMES: dict[str, Sentence] = {
    "row": say("row"),
    "excluded": say("not counted"),
    "answered_on": say("day"),
    "school_year": say("school year"),
    "strategy": say("strategy"),
    "initiative": say("initiative"),
    "moment": say("moment"),
    "centre": say("centre"),
    "net": say("net"),
    "ambt": say("ambt"),
    "role": say("role"),
    "experience": say("experience"),
    "education": say("education"),
}
ASIDE: dict[str, Sentence] = {
    "test": say("test"),
    "duplicate": say("duplicate"),
    "blank": say("blank"),
    "refused": say("refused"),
    "note": say("note"),
}


def meaning_said(meaning: str) -> str:
    """What a column was taken for, in words."""
    known = source.questionnaire()
    kind, _colon, key = meaning.partition(":")
    choice = choice_of(meaning, known)
    if choice is not None:
        return choice_said(choice, known)
    names = {
        "unknown": _("not used"),
        "meta": _("metadata, not stored"),
        "consent": _("consent"),
        "question": _("factors (multi-select)"),
        "other": _("other, written in"),
        "empty": _("not asked"),
    }
    return names.get(kind, f"{kind} {key}".strip())


def choice_said(choice: str, known: Questionnaire) -> str:
    """What a column may be, in words."""
    if choice == NOT_USED:
        return _("not used")
    item = known.item_by_id.get(choice)
    if item is not None:
        return f"{choice} · {item.wording}"
    words = {
        "factors": _("factors that were ticked, several in one column"),
        "id": _("number of the answer, not stored"),
        "email": _("e-mail address, only to tell people apart"),
        "name": _("name, only to tell people apart"),
        "first_name": _("first name, only to tell people apart"),
        "last_name": _("last name, only to tell people apart"),
        "token": _("code of the person, only to tell people apart"),
        "start": _("moment at which it was begun"),
        "end": _("moment at which it was sent in"),
        "school_year": _("survey: {what}", what=_("school year")),
        "strategy": _("survey: {what}", what=_("strategy")),
        "initiative": _("survey: {what}", what=_("initiative")),
        "moment": _("survey: {what}", what=_("moment")),
    }
    return words.get(choice) or _("person: {what}", what=str(NAMES.get(choice, choice)))


def read_as(said: str) -> str:
    """What a cell was read as, in words."""
    words = {
        STRANGE: _("no answer on the scale"),
        NO_ANSWER: _("not filled in"),
        ABSENT: _("not applicable"),
    }
    return words.get(said) or _("point {point}", point=said)
