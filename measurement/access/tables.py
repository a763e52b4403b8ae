"""The declared tables of access: accounts, the audit log, what is kept of a person, what is due."""

from __future__ import annotations

import json

from measurement.access.roles import AUTOMATIC, LOCAL, ROLES, SECRETS
from measurement.tables import GROUPS, Column, Table, Vocabulary, integer
from measurement.words import Sentence, say

ROLE_WORDS: dict[str, Sentence] = {id: role.label for id, role in ROLES.items()}
# Who acts without an account; whoever has one is named by the address.
ACTOR_WORDS: dict[str, Sentence] = {
    LOCAL: say("user of this computer"),
    SECRETS: say("secrets.toml"),
    AUTOMATIC: say("the dashboard itself"),
}
STANDING_WORDS: dict[str, Sentence] = {
    "active": say("active"),
    "expired": say("expired"),
    "ended": say("ended"),
}
ACTION_WORDS: dict[str, Sentence] = {
    "access_granted": say("access given"),
    "access_changed": say("access changed"),
    "access_ended": say("access ended"),
    "access_bound": say("first sign-in"),
    "access_released": say("account released for another sign-in"),
    "access_list": say("list of access taken in"),
    "imported": say("exports added"),
    "import_undone": say("import undone"),
    "import_redone": say("import counted again"),
    "rows_exported": say("rows exported"),
    "person_searched": say("person searched"),
    "person_erased": say("person erased"),
    "erased_again": say("persons erased again in a copy that was put back"),
    "retention_set": say("time to keep changed"),
    "retention_applied": say("old school years deleted"),
    "limits_set": say("limits of protection changed"),
    "quote_released": say("quote released"),
    "quote_withdrawn": say("quote withdrawn"),
    "figures_released": say("figures released to directors"),
    "release_withdrawn": say("release withdrawn"),
    "release_restored": say("withdrawal of a release undone"),
    "release_corrected": say("released figures withdrawn by a correction"),
}
DETAIL_WORDS: dict[str, Sentence] = {
    "role": say("role"),
    "role_before": say("role before"),
    "centres": say("centres"),
    "centres_before": say("centres before"),
    "until": say("to and with"),
    "until_before": say("to and with, before"),
    "granted": say("given"),
    "changed": say("changed"),
    "same": say("the same as before"),
    "mark": say("mark of the person"),
    "marks": say("marks of the persons"),
    "imports": say("numbers of the imports"),
    "added": say("answers added"),
    "forms": say("forms filled in"),
    "remarks": say("remarks"),
    "quotes": say("quotes"),
    "participations": say("participations"),
    "school_years": say("school years"),
    "years": say("years"),
    "automatic": say("by itself"),
    "strategies": say("strategies"),
    "initiatives": say("initiatives"),
    "persons": say("persons per figure"),
    "writers": say("persons with a remark"),
    "centres_in_total": say("centres in a total of the network"),
    "both_sides": say("both sides secret"),
    # what entries of before call them
    "group": say("persons per figure"),
    "open": say("persons with a remark"),
    "crossed": say("persons per crossing"),
    "table": say("table"),
    "rows": say("rows"),
    "remark": say("number of the remark"),
    "release": say("number of the release"),
    "atoms": say("figures of centres"),
}

_NAME, _TEXT, _DAY = say("name"), say("text"), say("day (ISO)")
_FORMS, _REMARKS, _QUOTES = say("forms filled in"), say("remarks"), say("quotes")
_PARTICIPATIONS = say("participations")
_UNKNOWN = say("unknown")


def _category(
    name: str,
    unit: Sentence,
    meaning: Sentence,
    missing: Sentence | None = None,
    labels: dict[str, Sentence] | None = None,
    words: Vocabulary = "",
    joined: str = "",
) -> Column:
    return Column(name, "category", unit, meaning, missing, labels or {}, words, joined=joined)


ACCOUNTS = Table(
    "accounts",
    (
        _category("email", _TEXT, say("E-mail address of somebody who uses this tool")),
        _category("role", _NAME, say("Role: staff, analyst or director"), None, ROLE_WORDS),
        _category(
            "centres",
            _NAME,
            say("Centres of a director, joined by |"),
            say("all centres"),
            joined="|",
        ),
        _category("since", _DAY, say("Day from which access was given")),
        _category("until", _DAY, say("Last day of access"), say("no end")),
        _category("ended", _DAY, say("Day on which access was ended"), say("not ended")),
        _category("standing", _NAME, say("active, expired or ended"), None, STANDING_WORDS),
        _category("granted_by", _TEXT, say("Who gave this access last"), None, ACTOR_WORDS),
    ),
)
AUDIT = Table(
    "audit",
    (
        Column("entry", "integer", say("number"), say("Entry, numbered as they came")),
        _category("logged_at", say("moment (ISO, UTC)"), say("When it was done"), words="clock"),
        _category("who", _TEXT, say("Who did it"), None, ACTOR_WORDS),
        _category("action", _NAME, say("What was done"), None, ACTION_WORDS),
        _category("about", _TEXT, say("Whose access it is about"), say("about nobody's access")),
        _category("details", say("JSON"), say("Details, never of a respondent"), words="details"),
    ),
)
_REMARK_COLUMNS = (
    integer("n_remarks", _REMARKS, say("Remarks, as they were written")),
    integer("n_quotes", _QUOTES, say("Quotes released or withdrawn")),
    integer("n_participations", _PARTICIPATIONS, say("Rows of lists of participants")),
)
PERSON = Table(
    "person",
    (
        _category("school_year", _NAME, say("School year"), _UNKNOWN, words="school_year"),
        _category("strategy", _NAME, say("Guidance strategy"), _UNKNOWN, words="strategy"),
        _category("initiative", _NAME, say("Initiative"), _UNKNOWN),
        _category("moment", _NAME, GROUPS["moment"].meaning, say("no survey"), words="moment"),
        integer("n_forms", _FORMS, say("Forms filled in that count")),
        integer("n_set_aside", _FORMS, say("Forms set aside, or of an import that was undone")),
        *_REMARK_COLUMNS,
    ),
)
RETENTION = Table(
    "retention",
    (
        _category("school_year", _NAME, say("School year"), words="school_year"),
        _category("ended_on", _DAY, say("Last day of the school year")),
        integer("n_forms", _FORMS, say("Forms filled in, those set aside too")),
        *_REMARK_COLUMNS,
    ),
)
_HOLDS, _FIGURES = say("holds"), say("centre × item × school year, or years joined")
RELEASES = Table(
    "releases",
    (
        integer("release", say("number"), say("Release, numbered as they came")),
        _category("released_on", _DAY, say("Day of the release")),
        _category("released_by", _TEXT, say("Who released"), None, ACTOR_WORDS),
        _category(
            "school_years",
            _NAME,
            say("School years in it, joined by |"),
            words="school_year",
            joined="|",
        ),
        integer("n_centres", say("centres"), say("Centres with a figure in it")),
        integer("n_figures", _FIGURES, say("Figures of a centre that are new in it")),
        integer("n_answers", say("answers to an item"), say("Answers in these figures")),
        integer("n_quotes", _QUOTES, say("Quotes in it that were not withdrawn")),
        integer("n_corrected", _FIGURES, say("Figures in it withdrawn as answers were corrected")),
        _category("withdrawn_on", _DAY, say("Day on which it was withdrawn"), _HOLDS),
        _category("withdrawn_by", _TEXT, say("Who withdrew it"), _HOLDS, ACTOR_WORDS),
    ),
)
RELEASED_QUOTES = Table(
    "released_quotes",
    (
        _category("centre", _NAME, GROUPS["centre"].meaning),
        _category("school_year", _NAME, GROUPS["school_year"].meaning, words="school_year"),
        _category("quote", _TEXT, say("What was approved of a remark, as it was released")),
    ),
)
ACCESS_TABLES = (ACCOUNTS, AUDIT, PERSON, RETENTION, RELEASES, RELEASED_QUOTES)


def details_in_words(details: str) -> str:
    """The details of an entry of the audit log as a reader sees them.

    >>> details_in_words('{"n": 3}')
    'n: 3'
    """
    values: dict[str, object] = json.loads(details)
    parts = []
    for key, value in values.items():
        label = DETAIL_WORDS.get(key)
        word = ROLE_WORDS.get(str(value)) if key.startswith("role") else None
        parts.append(f"{key if label is None else label}: {value if word is None else word}")
    return "; ".join(parts)
