"""What is said to who publishes: what is new, what waits, and what publishing does."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd

from measurement.releases.history import History
from measurement.releases.overview.tables import REASONS
from measurement.releases.release import Release
from measurement.words import day, plural, text, year


def release_name(one: Release) -> str:
    """A release as people name it: its day and its number."""
    when = day(date.fromisoformat(one.day))
    return text("the release of {day} (no. {number})", day=when, number=one.number)


def release_label(one: Release) -> str:
    """A release in a list to choose from."""
    when = day(date.fromisoformat(one.day))
    return text("No. {number}, released on {day}", day=when, number=one.number)


def news_sentence(history: History, preview: Release) -> str:
    """What is new since the last release that holds: answers, surveys, centres, school years."""
    last = history.last
    if not preview.news:
        if last is None:
            return text("Nothing has been released yet, and there is nothing to release.")
        return text("Nothing is new since {release}.", release=release_name(last))
    new = text("{answers} to {surveys}, of {centres}, in {years}", **_parts(preview))
    if last is None:
        return text("Nothing has been released yet. Ready to release: {new}.", new=new)
    return text("New since {release}: {new}.", release=release_name(last), new=new)


def _parts(preview: Release) -> dict[str, str]:
    news = preview.news
    surveys = len({one.survey for one in news})
    centres = len({one.centre for one in news})
    years = [year(one) for one in sorted({one.year for one in news})]
    return {
        "answers": plural("{n} answer", "{n} answers", sum(one.answers for one in news)),
        "surveys": plural("{n} survey", "{n} surveys", surveys),
        "centres": plural("{n} centre", "{n} centres", centres),
        "years": ", ".join(years),
    }


def waiting_sentences(waiting: pd.DataFrame, preview: Release) -> list[str]:
    """How many new answers are in no figure of a centre, and why, by ``release_waiting``."""
    if waiting.empty:
        return [text("No answer waits.")]
    given: Counter[str] = Counter()
    for reason, n in zip(waiting["reason"].astype(str), waiting["n_given"], strict=True):
        given[reason] += int(n)
    whole = sum(a.n for a in preview.atoms if a.level == "whole")
    waits = {r: n for r, n in given.items() if r in WAIT}
    never = {r: n for r, n in given.items() if r not in WAIT}
    said = [
        _waiting(sum(waits.values()), whole, _why(waits)) if waits else "",
        plural(
            "{n} answer to an item does not go to directors: {why}.",
            "{n} answers to items do not go to directors: {why}.",
            sum(never.values()),
            why=_why(never),
        )
        if never
        else "",
    ]
    return [line for line in said if line]


def late_sentence() -> str:
    """Why an answer that comes after its school year was released waits."""
    return text(
        "An answer that comes in after its school year was released waits for a later release, until there are enough late ones together: on its own it would show what one person answered."
    )


def _waiting(n: int, released: int, why: str) -> str:
    """How many answers wait, beside those that are ``released`` now."""
    if not released:
        return plural(
            "{n} answer to an item waits: {why}.", "{n} answers to items wait: {why}.", n, why=why
        )
    return plural(
        "Of {all} new answers to items {n} waits: {why}.",
        "Of {all} new answers to items {n} wait: {why}.",
        n,
        all=released + n,
        why=why,
    )


WAIT = ("few", "late")  # what may go into a later release; the rest does not


def _why(given: dict[str, int]) -> str:
    told = [(reason, given[reason]) for reason in REASONS if reason in given]
    if len(told) == 1:
        return str(REASONS[told[0][0]])
    return "; ".join(text("{n} ({why})", n=n, why=REASONS[reason]) for reason, n in told)


def centres_sentence(by_centre: pd.DataFrame) -> str:
    """What directors get after this release, by the table ``release_by_centre``."""
    shown = by_centre[by_centre[list(_HOW)].sum(axis=1) > 0]
    n = {name: int(shown[name].sum()) for name in (*_HOW, "n_joined")}
    told = [
        text("{n} exactly", n=n["n_exact"]),
        text("{n} as 'at most so many'", n=n["n_at_most"]),
        text("{n} only by the number of answers", n=n["n_only"]),
    ]
    return text(
        "The directors of {centres} get {figures}: {told}. {joined} of them are of several school years together.",
        centres=plural("{n} centre", "{n} centres", len(shown)),
        figures=plural("{n} figure", "{n} figures", sum(n[name] for name in _HOW)),
        told=told,
        joined=n["n_joined"],
    )


_HOW = ("n_exact", "n_at_most", "n_only")


def totals_sentence(totals: pd.DataFrame) -> str:
    """Of how much the network is told beside the own centre, by the table ``release_totals``."""
    return text(
        "Beside the own figures directors see the network for {told} of {all} (item × school year).",
        told=int(totals["told"].sum()),
        all=plural("{n} figure", "{n} figures", len(totals)),
    )


def consequences(preview: Release, n_centres: int) -> list[str]:
    """What happens when this is released: said before it is confirmed."""
    years = [year(one) for one in preview.years]
    return [
        plural(
            "The director of {n} centre sees these figures from now on: {years}.",
            "The directors of {n} centres see these figures from now on: {years}.",
            n_centres,
            years=years,
        ),
        text(
            "What is released is never worked out again. An answer that comes later to these school years makes a figure of its own with other late ones, or waits; it never comes into the figures of the network."
        ),
        text(
            "So release a school year once its surveys are closed. A release can be withdrawn; it cannot be made again in another way."
        ),
    ]


def released_sentence(made: Release) -> str:
    """What was released just now."""
    wholes = [a for a in made.atoms if a.level == "whole"]
    return text(
        "Released (no. {number}): {figures} of {centres}, in {years}.",
        number=made.number,
        figures=plural("{n} figure", "{n} figures", len(wholes)),
        centres=plural("{n} centre", "{n} centres", len({a.centre for a in wholes})),
        years=[year(one) for one in made.years],
    )


def withdrawing() -> list[str]:
    """What a withdrawal does: said before it is confirmed."""
    return [
        text("Directors no longer see these figures, on any page or in any file."),
        text(
            "The same answers are not released in another way. You can undo the withdrawal: then the same figures are back."
        ),
        text("Files that a director took away before do not change along."),
    ]


def withdrawn_sentence(number: int) -> str:
    """That a release was withdrawn."""
    return text("Release {number} is withdrawn: directors no longer see it.", number=number)


def undoing() -> list[str]:
    """What undoing a withdrawal does: said before it is confirmed."""
    return [text("Directors see the same figures again as before the withdrawal.")]


def undone_sentence(number: int) -> str:
    """That the withdrawal of a release was undone."""
    return text("Release {number} holds again: directors see the same as before.", number=number)
