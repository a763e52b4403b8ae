"""Motivational profiles: high and low against the middle of the scale."""

from __future__ import annotations

import pytest
from scale_survey import MADE, survey
from survey_tables import answers

from measurement.counting.intervals import wilson
from measurement.measures.scales.motivation import PROFILES, profiles
from measurement.measures.scales.sentences import profile_explained, profile_label
from measurement.measures.scales.tables import PROFILES as DECLARED
from measurement.tables import check

ITEMS = "M1 M2 M3 N1 N2 N3"
EIGHT = """
strategy  times  M1  M2  M3  N1  N2  N3
p         5      8   8   8   1   1   1
p         2      7   7   7   6   6   6
p         1      2   2   2   3   3   3
p         1      8   8   8   n   n   n
q         3      1   1   1   8   8   8
r         2      n   n   n   n   n   n
s         9      .   .   .   .   .   .
"""


def of(table):
    return {str(r.profile): int(r.n) for r in table.itertuples()}


def test_every_group_that_was_asked_has_all_four_profiles():
    table = profiles(answers(EIGHT, made=MADE), ["strategy"])
    check(table, DECLARED, ["strategy"])
    assert list(table["profile"]) == list(PROFILES) * 3
    assert of(table[table["strategy"] == "p"]) == dict(zip(PROFILES, (5, 2, 1, 0), strict=True))
    assert of(table[table["strategy"] == "q"]) == dict(zip(PROFILES, (0, 0, 0, 3), strict=True))


def test_shares_are_of_answers_with_both_scores_and_the_interval_is_wilsons():
    """54 of 80: 0.566405273106 to 0.767558381556 (R: prop.test without correction)."""
    table = profiles(answers(f"times {ITEMS}\n54 8 8 8 1 1 1\n26 1 1 1 8 8 8", made=MADE))
    first = table.iloc[0]
    assert (first["n"], first["n_scored"], first["share"]) == (54, 80, 54 / 80)
    assert [first["lower"], first["upper"]] == pytest.approx([0.566405273106, 0.767558381556])
    by_group = profiles(answers(EIGHT, made=MADE), ["strategy"])
    row = by_group[(by_group["strategy"] == "p") & (by_group["profile"] == "high_quantity")].iloc[0]
    assert (row["n"], row["n_scored"], row["share"]) == (2, 5 + 2 + 1, 2 / 8)
    assert [row["lower"], row["upper"]] == pytest.approx([float(b) for b in wilson(2, 8)])


def test_without_scores_the_count_is_nought_and_the_share_missing():
    table = profiles(answers(EIGHT, made=MADE), ["strategy"])
    rows = table[table["strategy"] == "r"]
    assert rows["n"].tolist() == rows["n_scored"].tolist() == [0] * 4
    assert rows[["share", "lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("autonomous", "controlled", "profile"),
    [
        ("5 5 5", "4 4 4", "good_quality"),
        ("5 5 5", "5 5 5", "high_quantity"),
        ("4 4 4", "4 4 4", "low_quantity"),
        ("4 4 4", "5 5 5", "poor_quality"),
        ("4 5 4", "4 4 4", "low_quantity"),
        ("4 4 5", "4 4 4", "low_quantity"),
        ("4 5 5", "4 4 4", "good_quality"),
        ("5 5 5", "5 4 4", "good_quality"),
    ],
    ids=[
        "above, below",
        "both above",
        "both below",
        "below, above",
        "just below the middle",
        "autonomous exactly the middle is low",
        "just above the middle",
        "controlled exactly the middle is low",
    ],
)
def test_high_is_above_the_middle(autonomous, controlled, profile):
    table = profiles(answers(f"{ITEMS}\n{autonomous} {controlled}", made=MADE))
    assert {p for p, n in of(table).items() if n} == {profile}


def test_the_middle_is_that_of_the_scale_in_the_questionnaire():
    """On 1 to 10 the middle is 5.5: a 5 is low, where on 1 to 8 it is high."""
    made = survey("V1 E + zin willen\nV2 E - plicht moeten")
    assert of(profiles(answers("V1 V2\n5 1", made=made)))["low_quantity"] == 1
    assert of(profiles(answers("V1 V2\n6 1", made=made)))["good_quality"] == 1


def test_who_has_two_roles_counts_in_both():
    table = profiles(answers(f"role {ITEMS}\na|b 8 8 8 1 1 1\nb 1 1 1 8 8 8", made=MADE), ["role"])
    check(table, DECLARED, ["role"])
    assert table["n_scored"].tolist() == [1] * 4 + [2] * 4


def test_without_motivation_or_answers_there_are_no_rows():
    alone = survey("M1 E + zin willen")
    check(profiles(answers("M1\n8", made=alone), ["centre"]), DECLARED, ["centre"])
    nobody = answers(EIGHT, made=MADE).where(strategy="z")
    check(profiles(nobody, ["strategy"]), DECLARED, ["strategy"])
    assert profiles(nobody).empty
    assert profiles(answers("M1\n8", made=alone)).empty


def test_pooled_and_per_group_counts_agree():
    per, whole = (profiles(answers(EIGHT, made=MADE), by) for by in (["strategy"], []))
    assert per.groupby("profile", observed=False)["n"].sum().tolist() == whole["n"].tolist()


def test_every_profile_has_a_name_and_one_line():
    assert len({profile_label(p).message for p in PROFILES}) == 4
    assert len({profile_explained(p).message for p in PROFILES}) == 4
