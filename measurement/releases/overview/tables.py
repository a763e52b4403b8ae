"""The declared tables for who publishes: what waits, and what each centre and the network get."""

from __future__ import annotations

from measurement.tables import GROUPS, Column, Table, category, integer, share
from measurement.words import Sentence, say

_FIGURES, _ANSWERS, _PERSONS = say("figures"), say("answers to items"), say("persons")
_FORMS, _NOT_KNOWN = say("answers"), say("not known of every survey")
_NO_NUMBER = say("not a matter of numbers")
# Why answers are in no figure of a centre: yet, or for good.
REASONS = {
    "few": say("too few persons, in this school year and those beside it"),
    "late": say("came after the school year was released, too few by themselves"),
    "hidden": say("shown only after another answer: does not go to directors"),
    "no_centre": say("no centre is known: counts in the network only"),
    "no_year": say("no school year is known"),
}
_YEAR, _CENTRE = GROUPS["school_year"], GROUPS["centre"]
_ITEM = category("item", say("Item of the questionnaire"), words="item")


def _figures(name: str, meaning: Sentence) -> Column:
    return integer(name, _FIGURES, meaning)


WAITING = Table(
    "release_waiting",
    (
        _YEAR,
        _CENTRE,
        category("reason", say("Why these answers are in no figure of a centre"), None, REASONS),
        integer("n_items", say("items"), say("Items that this holds for")),
        integer("n_given", _ANSWERS, say("Answers to these items, not applicable included")),
        integer("n_persons", _PERSONS, say("Most persons who answered one of these items")),
        integer("n_needed", _PERSONS, say("How many persons would be enough"), _NO_NUMBER),
    ),
)
BY_CENTRE = Table(
    "release_by_centre",
    (
        _CENTRE,
        integer("n_invited", _FORMS, say("Invitations (persons × initiatives)"), _NOT_KNOWN),
        integer(
            "n_answered", _FORMS, say("Answers (persons × initiatives), partial ones included")
        ),
        share("rate", say("n_answered / n_invited"), _NOT_KNOWN).in_whole_per_cents(),
        _figures("n_exact", say("Figures (item × school year) that are told exactly")),
        _figures("n_at_most", say("Figures of which only 'at most so many' is told")),
        _figures("n_only", say("Figures of which only the number of answers is told")),
        _figures("n_joined", say("Of all these, figures of several school years together")),
        _figures("n_by_strategy", say("Of those of one year, told per strategy as well")),
        _figures("n_new", say("Of all these, new with this release")),
        integer("n_waiting", _ANSWERS, say("Answers to items that wait")),
        integer("n_quotes", say("quotes"), say("Quotes that this director gets to read")),
    ),
)
TOTALS = Table(
    "release_totals",
    (
        _ITEM,
        _YEAR,
        integer("n", _FORMS, say("Answers of the whole network, not applicable included")),
        integer("n_centres", say("centres"), say("Centres in the total")),
        Column(
            "told", "flag", say("yes or no"), say("Whether directors get the network beside it")
        ),
        integer("n_by_strategy", say("strategies"), say("Strategies of which it is told as well")),
    ),
)
