"""Privacy in plain words, with the numbers of the store."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from measurement.releases.limits import LIMITS
from measurement.store.people.removal import Counts
from measurement.words import Sentence, plural, say
from measurement.words import text as _
from pages.desk import source

_TOLD = "privacy_told"
WIDE = 480  # pixels of a form with one box


class Head(NamedTuple):
    """The heading of a part, with its icon."""

    title: Sentence
    icon: str


KEPT = Head(say("What is kept"), "inventory_2")
NEVER = Head(say("What is never kept"), "block")
WHY = Head(say("What it is for"), "flag")
WHO = Head(say("Who sees what"), "visibility")
HOW_LONG = Head(say("For how long"), "schedule")
ASK = Head(say("What you can ask for"), "contact_support")
FIND = Head(say("Find and erase a person"), "person_search")
KEEP = Head(say("How long answers are kept"), "auto_delete")


def head(of: Head) -> None:
    """The heading of a part."""
    st.header(f":material/{of.icon}: {of.title}", anchor=False)


def part(of: Head, lines: list[str]) -> None:
    """A part of the text: its heading, and what there is to say."""
    head(of)
    st.markdown("\n".join(f"- {line}" for line in lines))


def in_short() -> str:
    """What comes before everything else."""
    return _(
        "The surveys are not anonymous, on purpose: it must be known from which centre an answer comes, and whether two answers are of one person. That is why little is kept, and why nobody is told who answered what."
    )


def kept() -> list[str]:
    """What the store holds of people."""
    return [
        _("**Answers**: per person and per survey, with the day."),
        _(
            "**A code instead of a name**: worked out from the e-mail address, the number or the name in the file, with a secret key that is not in the store itself. The code cannot be turned back into a name; whoever has the key and an address can look up the code of that address."
        ),
        _(
            "**Codes of an answer**: worked out with the same key from the number, the beginning and the end that the survey tool gave it. By these an answer is recognised in a later export, so that nobody is counted twice."
        ),
        _(
            "**Characteristics**: centre, net, ambt, role, years of experience and prior education, where they were asked."
        ),
        _(
            "**Open answers**: without addresses, phone numbers and the name of who wrote them. The name of somebody else may still be in them."
        ),
        _("**Participations**: who followed which session, with the same code."),
        _(
            "**Checklists and other facts of a centre**: they are about the centre. What you write in a note there is kept as you wrote it."
        ),
        _("**Who may use this dashboard**: e-mail address, role, centres and period."),
        _(
            "**A log**: who gave access to whom, took rows away, released a quote, or searched or erased a person, and when. Of who was searched or erased only a mark of eight signs is in it."
        ),
    ]


def never_kept() -> list[str]:
    """What the store never holds."""
    return [
        _("Names, e-mail addresses, phone numbers and IP addresses of people who answer."),
        _("Answers of people who did not agree: only the number of their row in the file is kept."),
    ]


def purposes() -> list[str]:
    """The two purposes, and what is none."""
    return [
        _("To make what the POC+ offers better."),
        _("To have a picture per centre, for the talk with that centre."),
        _("For nothing else, and never to judge a person."),
    ]


def who_sees() -> list[str]:
    """Who sees what, with the limits that are in force."""
    limits, strict = source.store().access.limits, source.store().access.strict
    return [
        _(
            "**Staff of the POC+ and analysts** see the figures of all centres. Those of small groups too, marked as such. They read the open answers, and can take away rows without names; taking away is written in the log."
        ),
        _(
            "**Directors** see what staff released of their own centre, and of all centres together. What is released is worked out once: an answer that comes later, or is erased, never changes it. A figure is of {n} persons at least; an answer of whom it is not known who gave it counts as one person.",
            n=limits.persons,
        ),
        *_guarded(limits.centres, strict),
        _(
            "**Open answers**: directors see only quotes that staff edited and released, and only where at least {n} persons wrote something. They get the school year with it, never the question or the scores.",
            n=limits.writers,
        ),
        _(
            "**Staff can raise these numbers**, and nobody can go below {persons} persons per figure, {writers} with an open answer, {crossed} per function or role and {centres} centres in a total.",
            persons=LIMITS.persons,
            writers=LIMITS.writers,
            crossed=LIMITS.crossed,
            centres=LIMITS.centres,
        ),
        _(
            "**What this does not guard against**: colleagues who lay their own answers side by side know more of the others. It rules out certainty, not every guess: of five persons of whom two are satisfied, each may well not be. And of 'at most 2 of 12' it is likely that most were not satisfied. The released figures are taken to be the only ones of the network that go outside. A director who kept figures and is given more centres later can lay the two side by side, and so can three directors together."
        ),
    ]


def _guarded(centres: int, strict: bool) -> list[str]:
    """What follows from released figures, and what does not."""
    return [
        _secret(strict),
        _(
            "**What is not secret**: how many people answered a question, skipped it or answered n.v.t., also per strategy."
        ),
        _(
            "**All centres together** are told only where at least {n} centres are in it, and nobody can work out another centre from it, not even two directors together.",
            n=centres,
        ),
        _(
            "**When an answer is corrected**, the figures that it is in are withdrawn, and not made again: a new figure beside the old one would tell what was corrected."
        ),
    ]


def _secret(strict: bool) -> str:
    """What no released figure tells of anybody."""
    if strict:
        return _(
            "**Of nobody** it can be known from these figures how he or she answered, neither satisfied nor dissatisfied, not even by a colleague who knows the own answers. Where a figure would tell it, only 'at most so many' is told, or only how many answered."
        )
    return _(
        "**Of nobody** it can be known from these figures that he or she is dissatisfied, not even by a colleague who knows the own answers. Where a figure would tell it, only 'at most so many' is told, or only how many answered. That everybody is satisfied may be told."
    )


def how_long() -> list[str]:
    """How long answers are kept, as it is set now, and what stays."""
    return [
        kept_now(source.store().retention.years),
        _(
            "With the answers of a school year go its open answers, quotes and participations, and the numbers of people invited."
        ),
        _("What is about centres stays: checklists, facts, inspections and yearly figures."),
        _(
            "Figures that were released to directors stay as they were released: they are counts, of no one person. With them codes are kept by which an answer that comes back is never released twice."
        ),
        _("Who had access and the log stay, to be able to account for what was done."),
    ]


def to_ask() -> list[str]:
    """What somebody who answered may ask for, and of whom."""
    return [
        _("**To see what is kept of you**: of which surveys and sessions, and how much."),
        _(
            "**To have it erased**: it then counts in no figure that is still worked out, and files that are added later leave you out. For that only your code is kept, with the day. Figures that were released to directors stay as they are: counts of at least five people. A quote of yours goes."
        ),
        _(
            "**Ask the staff of the POC+.** They search by the e-mail address with which you answered. Answers without an address, number or name cannot be found, not even by them."
        ),
        _(
            "Reports and files that were taken away before, and backups, do not change along: ask about these as well."
        ),
    ]


def kept_now(years: int | None) -> str:
    if years is None:
        return _("No end is set: answers are kept until staff set one, or erase a person.")
    if source.store().retention.automatic:
        return plural(
            "Answers are kept for {n} year after the school year in which they were given. After that they are deleted by themselves.",
            "Answers are kept for {n} years after the school year in which they were given. After that they are deleted by themselves.",
            years,
        )
    return plural(
        "Answers are kept for {n} year after the school year in which they were given. After that staff delete them.",
        "Answers are kept for {n} years after the school year in which they were given. After that staff delete them.",
        years,
    )


def beyond() -> str:
    return _(
        "Backups, and the export files themselves, are outside this dashboard: delete it there as well."
    )


def amount(counts: Counts) -> str:
    """The numbers in words, without those that are nought."""
    forms, remarks, quotes, participations = counts.each
    said = (
        (forms, plural("{n} form filled in", "{n} forms filled in", forms)),
        (remarks, plural("{n} remark", "{n} remarks", remarks)),
        (quotes, plural("{n} quote", "{n} quotes", quotes)),
        (participations, plural("{n} participation", "{n} participations", participations)),
    )
    return ", ".join(words for n, words in said if n)


def say_next(tool: str, lines: list[str]) -> None:
    """Run the page anew, and tell this there beside the tool that did it."""
    st.session_state[_TOLD] = (tool, " ".join(lines))
    st.rerun()


def tell(tool: str) -> None:
    """Tell once what was just done with this tool."""
    if st.session_state.get(_TOLD, ("", ""))[0] == tool:
        st.success(st.session_state.pop(_TOLD)[1], icon=":material/check_circle:")
