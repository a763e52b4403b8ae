"""The change tracks: means on 1 to 10 with their interval, and before against after."""

from __future__ import annotations

import numpy as np
import pytest
from survey_tables import answers

from measurement.counting.means import from_zero, moments_of, welch
from measurement.counting.significance import false_discovery
from measurement.errors import SurveyError
from measurement.measures.fair.before_after import CHANGES, before_after
from measurement.measures.fair.change_tracks import ratings
from measurement.measures.fair.sentences import (
    change_label,
    change_sentences,
    rating_sentences,
    signed,
)
from measurement.measures.fair.tables import BEFORE_AFTER, METHOD_WORDS, RATINGS
from measurement.measures.trend.trend import trend
from measurement.questionnaire.comparability import Comparability
from measurement.tables import check

SCORES = """
initiative  centre  times  A1  V1
T           X       1      8   4
T           X       2      8   6
T           X       1      8   9
U           X       1      8   10
U           X       1      8   n
U           Y       3      8   7
U           Z       1      8   -
"""
# Persons 1 to 6 answer both times, 7 and 8 only before, 9 to 11 only after.
BEFORE = dict(zip(range(1, 9), (4, 5, 6, 5, 3, 6, 8, 2), strict=True))
AFTER = dict(zip((1, 2, 3, 4, 5, 6, 9, 10, 11), (6, 7, 7, 8, 4, 8, 9, 7, 6), strict=True))
PAIRS = [AFTER[person] - BEFORE[person] for person in range(1, 7)]


def rows(scores: dict[int, int], moment: str, year: str = "2024-2025", name: str = "T") -> str:
    return "".join(f"{p} {year} {name} {moment} {s}\n" for p, s in scores.items())


def surveyed(*parts: str):
    return answers("respondent school_year initiative moment V1\n" + "".join(parts))


def test_the_mean_has_the_spread_and_interval_of_scipy() -> None:
    from scipy.stats import t

    table = ratings(answers(SCORES), ["initiative"])
    check(table, RATINGS, ["initiative"])
    scores = np.array([4, 6, 6, 9])
    first = table.iloc[0]
    assert (first["n"], first["mean"], first["median"]) == (4, 25 / 4, 6)
    assert first["sd"] == pytest.approx(scores.std(ddof=1))
    error = scores.std(ddof=1) / np.sqrt(4)
    assert first[["lower", "upper"]].tolist() == pytest.approx(t.interval(0.95, 3, 25 / 4, error))


def test_not_applicable_and_skipped_are_no_scores_and_other_modules_stay_out() -> None:
    table = ratings(answers(SCORES), ["centre"])
    assert table["item"].tolist() == ["V1"] * 3
    assert table["n"].tolist() == [5, 3, 0]
    assert table["mean"].tolist() == pytest.approx([35 / 5, 7, np.nan], nan_ok=True)


def test_the_interval_of_a_mean_counts_persons_as_evolution_does() -> None:
    """Six answers of three persons, whose means are 4, 6 and 9."""
    from scipy.stats import t

    given = answers(
        "times school_year respondent V1\n"
        + "".join(f"1 2024-2025 {who}\n" for who in ("1 3", "1 5", "2 6", "2 6", "3 9", "3 9"))
    )
    row = ratings(given).iloc[0]
    half = t.ppf(0.975, 3 - 1) * np.std([4, 6, 9], ddof=1) / np.sqrt(3)
    mean = (3 + 5 + 6 + 6 + 9 + 9) / 6
    assert (row["n"], row["n_persons"], row["mean"]) == (6, 3, pytest.approx(mean))
    assert row["lower"] == pytest.approx(max(1, mean - half))
    assert row["upper"] == pytest.approx(min(10, mean + half))
    series = trend(given, measures=["mean"], comparability=Comparability()).iloc[0]
    assert series[["lower", "upper"]].tolist() == pytest.approx(row[["lower", "upper"]].tolist())


@pytest.mark.parametrize("centre", ["Y", "Z"])
def test_an_interval_needs_scores_that_vary(centre: str) -> None:
    table = ratings(answers(SCORES).where(centre=centre))
    assert table[["lower", "upper"]].isna().all(axis=None)


def test_an_interval_stays_on_the_scale() -> None:
    table = ratings(answers("V1\n10\n10\n8"))
    assert table["upper"].tolist() == [10]
    assert table["lower"].tolist() == [pytest.approx(28 / 3 - 4.302652729911 * 2 / 3)]


@pytest.mark.parametrize(
    ("points", "median"), [("5", 5), ("1 2", 1.5), ("1 9 10", 9), ("2 3 8 10", 5.5)]
)
def test_the_median_is_the_middle_of_the_scores(points: str, median: float) -> None:
    table = ratings(answers("V1\n" + points.replace(" ", "\n")))
    assert table["median"].tolist() == [median] == [np.median([int(p) for p in points.split()])]


def test_no_answers_give_the_declared_tables_without_rows() -> None:
    nothing = answers(SCORES).where(centre="nowhere")
    check(ratings(nothing, ["centre"]), RATINGS, ["centre"])
    check(before_after(nothing), BEFORE_AFTER)
    with pytest.raises(SurveyError):
        ratings(nothing, ["colour"])


def test_the_sleep_data_of_student_have_the_t_tests_of_r() -> None:
    """R: t.test(extra ~ group, sleep) p = 0.07939414; paired p = 0.002832890, -2.4598858 -0.7001142."""
    one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    two = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    assert welch(moments_of(one), moments_of(two)).p.item() == pytest.approx(0.07939414, abs=1e-8)
    paired = from_zero(moments_of(one - two))
    assert paired.p.item() == pytest.approx(0.002832890, abs=1e-9)
    assert [paired.lower.item(), paired.upper.item()] == pytest.approx(
        [-2.4598858, -0.7001142], abs=1e-7
    )


def test_who_answered_both_times_is_compared_with_oneself() -> None:
    from scipy.stats import ttest_1samp, ttest_ind

    table = before_after(surveyed(rows(BEFORE, "zero"), rows(AFTER, "long")))
    check(table, BEFORE_AFTER)
    row = table.iloc[0]
    before, after = list(BEFORE.values()), list(AFTER.values())
    assert (row["n_before"], row["n_after"], row["n_paired"]) == (8, 9, 6)
    assert row["difference"] == pytest.approx(sum(after) / 9 - sum(before) / 8)
    bounds = ttest_ind(after, before, equal_var=False).confidence_interval()
    assert row[["difference_lower", "difference_upper"]].tolist() == pytest.approx([*bounds])
    paired = ttest_1samp(PAIRS, 0)
    assert row["paired_difference"] == pytest.approx(sum(PAIRS) / 6)
    both = [person for person in BEFORE if person in AFTER]
    means = [sum(scores[p] for p in both) / 6 for scores in (BEFORE, AFTER)]
    assert row[["paired_before", "paired_after"]].tolist() == pytest.approx(means)
    assert row[["paired_difference_lower", "paired_difference_upper"]].tolist() == pytest.approx(
        [*paired.confidence_interval()]
    )
    assert (row["method"], row["changed"]) == ("paired", "higher")
    assert row["p"] == row["q"] == pytest.approx(paired.pvalue)


@pytest.mark.parametrize(
    ("n_before", "n_after", "shift", "method"),
    [
        (5, 5, 0, "paired"),
        (5, 5, 1, "independent"),  # four pairs
        (5, 4, 0, None),
        (4, 5, 0, None),
    ],
)
def test_the_test_follows_from_how_many_answered_both_times(
    n_before: int, n_after: int, shift: int, method: str | None
) -> None:
    from scipy.stats import ttest_ind

    before = {p: 2 + p % 3 for p in range(n_before)}
    after = {p + shift: 7 + p % 2 for p in range(n_after)}
    row = before_after(surveyed(rows(before, "zero"), rows(after, "short"))).iloc[0]
    if method is None:
        assert np.isnan(row["p"])
        assert row["changed"] == "too_few"
        return
    assert (row["method"], row["changed"]) == (method, "higher")
    if method == "independent":
        expected = ttest_ind([*after.values()], [*before.values()], equal_var=False).pvalue
        assert row["p"] == pytest.approx(expected)


def test_ten_scores_of_four_persons_are_too_few_for_a_test() -> None:
    four, six = (
        "".join(f"{p + i % n} 2024-2025 T {moment} {s + i % 2}\n" for i in range(10))
        for p, n, moment, s in ((1, 4, "zero", 2), (20, 6, "short", 8))
    )
    row = before_after(surveyed(four, six)).iloc[0]
    assert (row["n_before"], row["n_after"], row["changed"]) == (10, 10, "too_few")
    more = "".join(f"{p} 2024-2025 T zero {s}\n" for p, s in ((11, 2), (12, 4)))
    assert before_after(surveyed(four, more, six)).iloc[0]["changed"] == "higher"


def test_after_is_the_newest_measurement_since_the_latest_zero_measurement() -> None:
    """The school year may differ; long comes after short; what came earlier is no after."""
    low, high = {1: 1, 2: 2}, {1: 9, 2: 10}
    table = before_after(
        surveyed(
            rows(low, "zero", "2022-2023"),
            rows(low, "long", "2022-2023"),
            rows({1: 3, 2: 4}, "zero", "2023-2024"),
            rows({1: 5, 2: 6}, "short", "2024-2025"),
            rows(high, "long", "2024-2025"),
            rows(high, "long", "2022-2023", "U"),
            rows(low, "zero", "2023-2024", "U"),
            rows(high, "long", "2023-2024", "V"),
        )
    )
    columns = ["initiative", "year_before", "mean_before", "year_after", "moment_after"]
    found = table[columns].astype(object).where(table[columns].notna(), None).values.tolist()
    assert found == [
        ["T", "2023-2024", 3.5, "2024-2025", "long"],
        ["U", "2023-2024", 1.5, None, None],
    ]
    assert table["mean_after"].tolist() == pytest.approx([9.5, np.nan], nan_ok=True)
    assert table["n_after"].tolist() == [2, 0]
    assert list(table["changed"]) == ["too_few", "too_few"]


def test_a_person_counts_once_among_the_pairs() -> None:
    twice = rows({1: 4}, "zero") + rows({1: 6}, "zero")
    row = before_after(surveyed(twice, rows({1: 9}, "long"))).iloc[0]
    assert (row["n_before"], row["n_paired"], row["paired_difference"]) == (2, 1, 9 - 6)


def test_changes_are_corrected_over_all_initiatives() -> None:
    """One of six with p = 0.03 is no change; alone it would be one."""
    surveys = []
    for i, name in enumerate("PQRSTU"):
        before = {p: 4 + (p + i) % 3 for p in range(12)}
        steps = (2, -1, 2, 1, -1, 2, 1, 0, 2, -1, 1, 2) if name == "P" else (1, -1) * 6
        after = {p: s + d for (p, s), d in zip(before.items(), steps, strict=True)}
        surveys += [rows(before, "zero", name=name), rows(after, "long", name=name)]
    table = before_after(surveyed(*surveys))
    assert table["q"].tolist() == pytest.approx(false_discovery(table["p"]).tolist())
    assert table["p"][0] < 0.05 < table["q"][0]
    assert set(table["changed"]) == {"same"}
    alone_ = before_after(surveyed(*surveys[:2]))
    assert list(alone_["changed"]) == ["higher"]


def test_scores_that_do_not_vary_have_no_test() -> None:
    same = dict.fromkeys(range(6), 5)
    row = before_after(surveyed(rows(same, "zero"), rows(same, "long"))).iloc[0]
    assert np.isnan(row["p"])
    assert row["changed"] == "too_few"
    assert row["difference"] == 0


def test_people_without_a_change_are_seldom_called_changed() -> None:
    """400 tracks of twenty before and twenty after, drawn from one distribution."""
    rng = np.random.default_rng(5)
    p = [
        welch(*(moments_of(rng.integers(1, 11, 20)) for _ in range(2))).p.item() for _ in range(400)
    ]
    assert np.mean(np.array(p) < 0.05) == pytest.approx(0.05, abs=0.025)


def test_a_sentence_claims_a_change_only_when_the_test_does() -> None:
    said = change_sentences(before_after(surveyed(rows(BEFORE, "zero"), rows(AFTER, "long"))))
    mean = signed(sum(PAIRS) / 6)
    assert said[0].startswith(f"T: hoger dan voordien ({mean} punten")
    unsure = before_after(surveyed(rows(BEFORE, "zero"), rows(AFTER, "long"))).assign(
        changed="same"
    )
    (told,) = change_sentences(unsure, 12)  # its interval leaves 0 out, its q does not
    assert "bij 12 vergelijkingen kan toeval dit geven" in told
    few = {1: 4, 2: 5}
    said = change_sentences(before_after(surveyed(rows(few, "zero"), rows(few, "long"))))
    assert "te weinig antwoorden" in said[0]
    said = change_sentences(before_after(surveyed(rows(few, "zero"))))
    assert said == ["T: nulmeting in 2024-25, nog niet opnieuw gemeten."]


def test_a_mean_is_told_with_its_interval_and_n_where_there_is_one() -> None:
    made = answers(SCORES)
    whole = rating_sentences(ratings(made), made.questionnaire)
    assert "gemiddeld 7,0 op een schaal van 1 tot 10" in whole[0]
    assert "n = 8" in whole[0]
    assert (
        "interval" not in rating_sentences(ratings(made.where(centre="Y")), made.questionnaire)[0]
    )
    assert rating_sentences(ratings(made.where(centre="Z")), made.questionnaire) == []


def test_every_change_and_method_has_words() -> None:
    assert len({change_label(change).message for change in CHANGES}) == len(CHANGES)
    assert len({word.message for word in METHOD_WORDS.values()}) == len(METHOD_WORDS)


def test_answers_stay_as_they_were() -> None:
    made = surveyed(rows(BEFORE, "zero"), rows(AFTER, "long"))
    codes, people = made.codes.copy(), made.respondents.copy()
    before_after(made)
    ratings(made, ["moment"])
    assert (made.codes == codes).all()
    assert made.respondents.equals(people)
