"""The pages' door to what would be released, and to what was. Kept as in ``pages.desk.source``.

Releasing does not change the answers, so what is kept here is kept per stamp of the releases too.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from measurement.releases.overview import sentences
from measurement.store.prospect import Prospect
from measurement.store.prospect import prospect as made
from pages.desk import source
from pages.desk.cache import kept
from pages.frame import person

Years = tuple[str, ...]  # school years to release, all of each; none of them: all there are


def stamp() -> str:
    """What is another text when something was released, withdrawn or put back."""
    return source.store().releases.stamp


def state() -> str:
    """What is another text when anything changed that a release is made of."""
    return f"{source.store().revision} {stamp()}"


def today() -> str:
    """The day of a release that is made now."""
    return date.today().isoformat()


def prospect(years: Years = ()) -> Prospect:
    """What would be released now of these school years."""
    return _prospect(stamp(), years, today())


@kept
def _prospect(_stamp: str, years: Years, day: str) -> Prospect:
    by = person.me().by
    return made(source.store(), source.questionnaire(), day=day, by=by, years=years or None)


def news(years: Years = ()) -> str:
    """What is new since the last release, in a sentence."""
    found = prospect(years)
    return sentences.news_sentence(found.history, found.release)


def school_years() -> list[str]:
    """The school years of which something can be released, the newest first."""
    return sorted({one.year for one in prospect().release.news}, reverse=True)


def releases() -> pd.DataFrame:
    """The declared table ``releases``, the newest first."""
    return _releases(stamp())


@kept
def _releases(_stamp: str) -> pd.DataFrame:
    return source.store().releases.listing()


def standing() -> dict[int, str]:
    """The releases by number, the newest first, as people name them."""
    all_of_them = source.store().releases.history().releases
    return {one.number: sentences.release_label(one) for one in reversed(all_of_them)}


def withdrawn(number: int) -> bool:
    """Whether this release is withdrawn now."""
    return number not in {one.number for one in source.store().releases.history().holding}
