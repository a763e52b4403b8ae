"""Quotes come from a batch of enough writers, and late ones from a batch of their own."""

from __future__ import annotations

import pandas as pd

from measurement.comments.quotable import batches
from measurement.releases.given import Identity, keys_of

SECRET = b"key"


def remarks(**writers: int) -> pd.DataFrame:
    """That many writers per school year of centre X, each with one remark."""
    years = [year for year, n in writers.items() for _ in range(n)]
    return pd.DataFrame(
        {"respondent": range(len(years)), "centre": "X", "school_year": pd.Categorical(years)}
    )


def who(table: pd.DataFrame) -> list[Identity]:
    return [Identity(f"p{p}", "s") for p in table["respondent"]]


def test_a_batch_has_ten_writers_of_one_year() -> None:
    table = remarks(y1=10, y2=9)
    (found,) = batches(table, who(table), SECRET)
    assert (found.centre, found.school_year, found.writers) == ("X", "y1", 10)
    assert found.rows == tuple(range(10))


def test_two_remarks_of_one_person_are_of_one_writer() -> None:
    table = remarks(y1=10).assign(respondent=[0, *range(9)])
    assert batches(table, who(table), SECRET) == ()


def test_a_late_remark_waits_for_nine_others() -> None:
    first, later, last = remarks(y1=10), remarks(y1=11), remarks(y1=20)
    held = set(batches(first, who(first), SECRET)[0].keys)
    assert batches(later, who(later), SECRET, held) == ()
    (found,) = batches(last, who(last), SECRET, held)
    assert found.rows == tuple(range(10, 20))
    assert held.isdisjoint(found.keys)


def test_of_a_corrected_survey_no_remark_is_released_any_more() -> None:
    table = remarks(y1=12)
    held = {keys_of(SECRET, who(table)[0], "quotes").survey}
    assert batches(table, who(table), SECRET, held) == ()


def test_remarks_without_a_centre_or_a_year_are_in_no_batch() -> None:
    table = remarks(y1=12)
    assert batches(table.assign(centre=None), who(table), SECRET) == ()
    assert batches(remarks(y1=0), [], SECRET) == ()
