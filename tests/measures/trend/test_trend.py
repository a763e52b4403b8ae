"""The evolution over school years: compared within what is comparable, corrected, never overdone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.counting.intervals import newcombe, wilson
from measurement.errors import SurveyError
from measurement.measures.response import response
from measurement.measures.scales.means import scale_means
from measurement.measures.shares import shares
from measurement.measures.trend.sentences import change_sentences, reading, value_words
from measurement.measures.trend.tables import CHANGES, MEASURE_NAMES, TREND, trend_of
from measurement.measures.trend.trend import MEASURES, OUTCOMES, trend
from measurement.questionnaire.comparability import Change, Comparability, load
from measurement.questionnaire.files.reading import load as load_questionnaire
from measurement.questionnaire.model import Questionnaire
from measurement.store import open_store
from measurement.tables import check

ALL = Comparability()
BREAK = Comparability((Change(school_year="2023-2024", kind="comparable"),))
FOUR_YEARS = """
school_year  times  A1  A2  C4  K1  V1
2022-2023    30     8   8   2   1   9
2022-2023    10     1   1   8   0   2
2023-2024    20     8   8   2   1   4
2023-2024    20     1   1   8   0   6
2024-2025    36     8   8   2   1   8
2024-2025    4      1   n   8   0   9
2025-2026    35     8   1   2   1   8
2025-2026    5      1   8   8   0   9
"""
WITH_SCALES = Questionnaire.model_validate(
    {
        **SMALL.model_dump(),
        "modules": [
            *SMALL.model_dump()["modules"],
            {"id": "D", "role": "capacities", "label": {"nl": "d"}},
        ],
        "items": [
            *SMALL.model_dump()["items"],
            *(
                {
                    "id": f"D{i}",
                    "module": "D",
                    "wording": {"nl": f"d{i}"},
                    "scale": "1-8",
                    "dimension": "kennis",
                    "level": "persoonlijk",
                }
                for i in (1, 2)
            ),
        ],
    }
)


def only(table, item, measure=""):
    found = table[table["item"].astype(object).eq(item) if item else table["item"].isna()]
    return found[found["measure"] == measure] if measure else found


def rows(table, *columns):
    """Rows as tuples, '' for missing."""
    return [
        tuple("" if pd.isna(v) else v for v in row)
        for row in table[list(columns)].astype(object).values
    ]


def test_every_measure_has_its_numerator_and_denominator_per_school_year():
    table = trend(answers(FOUR_YEARS), comparability=ALL)
    check(table, TREND)
    assert rows(only(table, "A1"), "measure", "school_year", "n", "n_high", "value") == [
        ("high", "2022-2023", 40, 30, 30 / 40),
        ("high", "2023-2024", 40, 20, 20 / 40),
        ("high", "2024-2025", 40, 36, 36 / 40),
        ("high", "2025-2026", 40, 35, 35 / 40),
    ]
    assert rows(only(table, "A2"), "n", "n_high")[2] == (36, 36)  # not applicable is no score
    assert rows(only(table, "C4"), "measure", "n_high")[0] == ("enabling", 30)  # turned: 9 − 2 = 7
    assert rows(only(table, "K1"), "measure", "n_high")[1] == ("ticked", 20)
    assert rows(only(table, "V1"), "measure", "n", "n_high", "value")[0] == (
        "mean",
        40,
        "",
        (30 * 9 + 10 * 2) / 40,
    )


def test_a_series_is_compared_within_its_segment_only():
    table = only(trend(answers(FOUR_YEARS), comparability=BREAK), "A1")
    assert rows(table, "school_year", "segment", "zero", "previous", "changed", "zero_changed") == [
        ("2022-2023", 0, False, "", "first", ""),
        ("2023-2024", 1, True, "", "first", ""),
        ("2024-2025", 1, False, "2023-2024", "higher", "higher"),
        ("2025-2026", 1, False, "2024-2025", "same", "higher"),
    ]
    assert rows(table, "change", "zero_change")[2:] == [
        (36 / 40 - 20 / 40, 36 / 40 - 20 / 40),
        (35 / 40 - 36 / 40, 35 / 40 - 20 / 40),
    ]


def test_a_changed_wording_breaks_the_series_of_that_item_only():
    known = Comparability(
        (*BREAK.changes, Change(school_year="2025-2026", kind="wording", item="A2"))
    )
    table = trend(answers(FOUR_YEARS), comparability=known)
    assert rows(only(table, "A2"), "segment", "zero", "previous") == [
        (0, False, ""),
        (1, False, ""),
        (1, False, "2023-2024"),
        (2, True, ""),  # its own zero measurement: older answers are to another question
    ]
    assert rows(only(table, "A1"), "segment", "previous")[3] == (1, "2024-2025")
    assert only(table, "A2")["changed"].iloc[3] == "first"


def test_a_year_without_data_in_between_is_passed_over():
    table = trend(
        answers("school_year times A1 A2\n2022-2023 9 8 8\n2023-2024 9 n 1\n2024-2025 9 1 8"),
        comparability=ALL,
        measures=["high"],
    )
    assert rows(only(table, "A1"), "school_year", "n", "value", "previous", "changed") == [
        ("2022-2023", 9, 1.0, "", "first"),
        ("2023-2024", 0, "", "", ""),
        ("2024-2025", 9, 0.0, "2022-2023", "lower"),
    ]
    assert rows(only(table, "A2"), "previous")[2] == ("2023-2024",)


@pytest.mark.parametrize(
    ("before", "after", "tested"), [(5, 5, True), (4, 5, False), (5, 4, False), (4, 40, False)]
)
@pytest.mark.parametrize("item", ["A1", "V1"])
def test_with_few_answers_in_either_year_nothing_is_called_changed(before, after, tested, item):
    made = answers(
        f"school_year times {item}\n2023-2024 1 2\n2023-2024 {before - 1} 1\n"
        f"2024-2025 1 7\n2024-2025 {after - 1} 8"
    )
    last = trend(made, comparability=ALL, measures=["high", "mean"]).iloc[-1]
    assert (last["changed"] != "too_few") == tested
    assert (pd.notna(last["p"]), pd.notna(last["q"])) == (tested, tested)
    assert last["change"] > 0  # the figures stay


def test_shares_have_the_interval_of_statsmodels_and_the_p_of_scipy():
    from scipy.stats import fisher_exact
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

    last = only(trend(answers(FOUR_YEARS), comparability=BREAK), "A1").iloc[3]
    assert last[["lower", "upper"]].tolist() == pytest.approx(
        proportion_confint(35, 40, method="wilson")
    )
    for prefix, k in (("", 36), ("zero_", 20)):
        bounds = confint_proportions_2indep(35, 40, k, 40, method="newcomb", compare="diff")
        assert last[[f"{prefix}change_lower", f"{prefix}change_upper"]].tolist() == pytest.approx(
            bounds
        )
        expected = fisher_exact([[35, 5], [k, 40 - k]]).pvalue
        assert last[f"{prefix}p"] == pytest.approx(expected)


def test_means_have_the_test_and_intervals_of_scipy():
    from scipy.stats import t, ttest_ind

    table = only(trend(answers(FOUR_YEARS), comparability=BREAK), "V1")
    before, after = np.repeat([4, 6], [20, 20]), np.repeat([8, 9], [36, 4])
    found = ttest_ind(after, before, equal_var=False)
    row = table.iloc[2]
    assert row["sd"] == pytest.approx(after.std(ddof=1))
    assert (row["change"], row["p"]) == pytest.approx((after.mean() - before.mean(), found.pvalue))
    assert row[["change_lower", "change_upper"]].tolist() == pytest.approx(
        list(found.confidence_interval(0.95))
    )
    assert row[["lower", "upper"]].tolist() == pytest.approx(
        list(t.interval(0.95, 39, after.mean(), after.std(ddof=1) / np.sqrt(40)))
    )


def test_one_correction_holds_over_all_tests_of_the_table_each_counted_once():
    from statsmodels.stats.multitest import multipletests

    table = trend(answers(FOUR_YEARS), comparability=BREAK)
    second_year = table["previous"] == "2023-2024"  # the zero measurement: one and the same test
    p = [*table["p"].dropna(), *table.loc[~second_year, "zero_p"].dropna()]
    q = multipletests(p, method="fdr_bh")[1]
    found = [*table["q"].dropna(), *table.loc[~second_year, "zero_q"].dropna()]
    assert len(p) == 5 * 3  # five items: one year against the year before, twice against zero
    assert found == pytest.approx(list(q))
    assert table.loc[second_year, "q"].tolist() == table.loc[second_year, "zero_q"].tolist()


def test_a_change_that_stands_alone_may_not_stand_among_many():
    """p = 0.041 (17 of 20 against 10 of 20) is a change on its own, not beside nine other tests."""
    alone = "school_year times A1\n2023-2024 10 1\n2023-2024 10 8\n2024-2025 3 1\n2024-2025 17 8"
    made = trend(answers(alone), comparability=ALL, measures=["high"])
    assert made["p"].iloc[1] == pytest.approx(0.0407, abs=1e-4)
    assert made["changed"].iloc[1] == "higher"
    beside = "\n".join(
        f"{year} {c} {n} {a}"
        for year, low, high in (("2023-2024", 10, 10), ("2024-2025", 3, 17))
        for c in "abcdefghij"
        for n, a in (((low, 1), (high, 8)) if c == "a" else ((10, 1), (10, 8)))
    )
    many = trend(
        answers(f"school_year centre times A1\n{beside}"),
        ["centre"],
        comparability=ALL,
        measures=["high"],
    )
    assert set(many["changed"]) == {"first", "same"}


def test_means_that_are_all_alike_are_not_tested():
    table = trend(
        answers("school_year times V1\n2022-2023 9 8\n2023-2024 9 8\n2024-2025 9 9"),
        comparability=ALL,
        measures=["mean"],
    )
    assert table["p"].isna().tolist() == [True, True, False]  # ranks need no spread within a year
    assert table[["lower", "upper"]].isna().all(axis=None)
    assert list(table["changed"]) == ["first", "same", "higher"]


def test_a_rate_is_tested_where_invitations_are_known_and_missing_elsewhere():
    from scipy.stats import fisher_exact

    made = answers(
        "school_year survey times A1\n2021-2022 1 30 8\n2022-2023 2 30 8\n2023-2024 3 30 8\n2024-2025 4 60 8",
        "school_year survey n_invited\n2021-2022 1 90\n2022-2023 2 ?\n2023-2024 3 29\n2024-2025 4 90",
    )
    table = only(trend(made, comparability=ALL), "")
    assert rows(table, "school_year", "n", "n_high", "value", "previous", "changed") == [
        ("2021-2022", 90, 30, 30 / 90, "", "first"),
        ("2022-2023", "", 30, "", "", ""),
        ("2023-2024", 29, 30, "", "", ""),  # more answers than invitations: a problem, not a rate
        ("2024-2025", 90, 60, 60 / 90, "2021-2022", "higher"),
    ]
    assert table["p"].iloc[3] == pytest.approx(fisher_exact([[60, 30], [30, 60]]).pvalue)
    assert table[["lower", "upper"]].iloc[1:3].isna().all(axis=None)


def test_a_scale_follows_its_means_and_breaks_with_its_items():
    made = answers(
        "school_year times D1 D2\n2022-2023 9 7 8\n2023-2024 5 7 8\n2023-2024 4 5 6\n2024-2025 9 2 3",
        made=WITH_SCALES,
    )
    known = Comparability((Change(school_year="2024-2025", kind="wording", item="D2"),))
    table = trend(made, comparability=known, measures=["scale"])
    check(table, TREND)
    level = only(table, "persoonlijk")
    means = scale_means(made, ["school_year"], reliability=False)
    assert level["value"].tolist() == means.loc[means["scale"] == "persoonlijk", "mean"].tolist()
    assert level["value"].tolist() == pytest.approx([7.5, (5 * 7.5 + 4 * 5.5) / 9, 2.5])
    assert rows(level, "segment", "previous") == [(0, ""), (0, "2022-2023"), (1, "")]


def test_groups_have_their_own_series_and_an_unknown_group_is_one():
    table = trend(
        answers(
            "school_year centre times A1\n2023-2024 X 9 8\n2024-2025 X 9 1\n2023-2024 ? 9 1\n2024-2025 ? 9 1\n2024-2025 Y 9 8"
        ),
        ["centre"],
        comparability=ALL,
        measures=["high"],
    )
    check(table, TREND, ["centre"])
    assert rows(table, "centre", "school_year", "zero", "changed") == [
        ("X", "2023-2024", True, "first"),
        ("X", "2024-2025", False, "lower"),
        ("Y", "2024-2025", False, "first"),  # the zero measurement is a school year, of all
        ("", "2023-2024", True, "first"),
        ("", "2024-2025", False, "same"),
    ]


def test_what_was_said_before_an_initiative_began_counts_for_the_rate_only():
    made = answers(
        "school_year moment survey times A1\n2023-2024 zero 1 9 1\n2023-2024 long 2 9 8",
        "school_year moment survey n_invited\n2023-2024 zero 1 10\n2023-2024 long 2 10",
    )
    table = trend(made, comparability=ALL)
    assert rows(table, "measure", "n", "n_high") == [("high", 9, 9), ("rate", 20, 18)]
    apart = trend(made, ["moment"], comparability=ALL, measures=["high"])
    assert rows(apart, "moment", "n", "n_high") == [("long", 9, 9), ("zero", 9, 0)]


def test_answers_without_a_school_year_are_left_out_and_the_year_need_not_be_named():
    made = answers("school_year times A1\n2023-2024 9 8\n? 9 1")
    table = trend(made, ["school_year"], comparability=ALL)
    check(table, TREND)
    assert rows(table, "school_year", "n", "n_high") == [("2023-2024", 9, 9), ("2023-2024", "", 9)]


@pytest.mark.parametrize("measures", [MEASURES, ["rate"], ["scale"], ["mean", "rate"], []])
def test_only_the_measures_asked_are_there_also_without_answers(measures):
    made = answers(FOUR_YEARS)
    table = trend(made, ["centre"], comparability=BREAK, measures=measures)
    check(table, TREND, ["centre"])
    assert set(table["measure"]) <= set(measures)
    nothing = trend(
        made.where(school_year="1999-2000"), ["centre"], comparability=BREAK, measures=measures
    )
    check(nothing, TREND, ["centre"])
    assert nothing.empty


def test_a_measure_or_column_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="share"):
        trend(answers(FOUR_YEARS), comparability=ALL, measures=["share"])
    with pytest.raises(SurveyError):
        trend(answers(FOUR_YEARS), ["team"], comparability=ALL)


def test_the_answers_stay_as_they_were():
    made = answers(FOUR_YEARS)
    people, codes = made.respondents.copy(), made.codes.copy()
    trend(made, ["centre"], comparability=BREAK)
    pd.testing.assert_frame_equal(made.respondents, people)
    assert (made.codes == codes).all()


@pytest.mark.parametrize("n", [10, 30, 100])
def test_years_that_are_alike_are_called_changed_in_at_most_five_per_cent_of_runs(n):
    """Six centres, three years, a share and a mean: 36 tests a run, drawn from one distribution."""
    rng, runs = np.random.default_rng(2311 + n), 120
    years = ("2023-2024", "2024-2025", "2025-2026")
    lines = [f"{year} c{c} {n} 8 8" for year in years for c in range(6)]
    made = answers("\n".join(["school_year centre times A1 V1", *lines]))
    points = [SMALL.scale_of(item).points for item in ("A1", "V1")]
    alarms = 0
    for _run in range(runs):
        drawn = [
            [
                scale_code(p)
                for p in rng.choice(
                    points[0], made.n, p=(0.04, 0.04, 0.06, 0.08, 0.13, 0.25, 0.25, 0.15)
                )
            ],
            [scale_code(p) for p in rng.choice(points[1], made.n)],
        ]
        run = replace(made, codes=np.array(drawn, np.uint8).T)
        table = trend(run, ["centre"], comparability=ALL, measures=["high", "mean"])
        alarms += bool({"higher", "lower"} & {*table["changed"], *table["zero_changed"].dropna()})
    assert alarms / runs <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)


def scale_code(point: int) -> int:
    return SMALL.scale_of("V1").code(int(point))


def test_a_real_change_is_found():
    """The simulation above can fail: a fall from 90 to 50 % among 40 is called a change."""
    table = trend(
        answers(
            "school_year times A1\n2023-2024 36 8\n2023-2024 4 1\n2024-2025 20 8\n2024-2025 20 1"
        ),
        comparability=ALL,
    )
    assert list(only(table, "A1")["changed"]) == ["first", "lower"]


@pytest.fixture(scope="module")
def example(example_store: Path):
    with open_store(str(example_store)) as store:
        return store.answers(load_questionnaire())


def test_pooled_and_per_year_figures_of_the_example_agree(example):
    """Sums over the school years equal the pooled counts, item by item and centre by centre."""
    for by in ([], ["centre"]):
        table = trend(example, by, comparability=load())
        check(table, TREND, by)
        rated = [i for i in example.items if example.questionnaire.scale_of(i).has_cut]
        pooled = shares(count(example.without_zero(), by).select(rated), example.questionnaire)
        pooled = pooled[~pooled["item"].isin(turned(example.questionnaire))]
        keys = [*by, "item"]
        summed = table[table["measure"].isin(["high", "enabling"])].astype({"item": str})
        summed = summed.groupby(keys, observed=True, dropna=False)[["n", "n_high"]].sum()
        assert len(pooled) > 25
        for row in pooled.astype({"item": str}).itertuples():
            key = tuple(getattr(row, k) for k in keys)
            assert tuple(summed.loc[key if by else key[0]]) == (row.n_scored, row.n_high)


def turned(known: Questionnaire) -> list[str]:
    return [i for i in known.items_with("factors") if known.item_by_id[i].direction == "-"]


def test_the_pooled_share_is_the_mean_of_the_years_weighted_by_n(example):
    table = only(trend(example, comparability=load()), "A4")
    pooled = (
        shares(count(example.without_zero()), example.questionnaire).set_index("item").loc["A4"]
    )
    weighted = (table["value"] * table["n"].astype(float)).sum() / table["n"].sum()
    assert weighted == pytest.approx(pooled["high_scored"])


def test_pooled_and_per_year_invitations_of_the_example_agree(example):
    table = only(trend(example, comparability=load()), "")
    pooled = response(example).iloc[0]
    assert tuple(table[["n", "n_high"]].sum()) == (pooled["n_invited"], pooled["n_answered"])


def test_means_of_the_example_agree_with_the_scores_themselves(example):
    table = only(trend(example, comparability=load()), "V1")
    long = example.without_zero().long()
    scores = long[(long["item"] == "V1") & (long["state"] == "answered")]
    for row in table.itertuples():
        own = scores.loc[scores["school_year"] == row.school_year, "score"].astype(float)
        assert (row.n, row.value, row.sd) == pytest.approx((len(own), own.mean(), own.std()))


def test_every_outcome_and_measure_has_words():
    assert set(OUTCOMES) == set(CHANGES)
    assert set(MEASURES) == set(MEASURE_NAMES)


def test_shares_alone_are_declared_as_fractions():
    units = {c.name: c.unit.message for c in trend_of(["high", "rate"]).columns}
    assert units["value"] == units["change"] == "fraction 0-1"
    assert trend_of(["high", "mean"]) is TREND


def test_sentences_tell_what_changed_against_which_year_and_with_which_figures():
    table = only(trend(answers(FOUR_YEARS), comparability=BREAK), "A1")
    assert change_sentences(table, lambda row: str(row.item)) == [
        "A1: 2025-26 ligt hoger dan het startjaar 2023-24 (87,5\u00a0% van 40 met een score tegenover 50,0\u00a0% van 40 met een score).",
        "A1: 2024-25 ligt hoger dan 2023-24 (90,0\u00a0% van 40 met een score tegenover 50,0\u00a0% van 40 met een score).",
    ]


def test_more_changes_than_fit_are_counted():
    table = trend(answers(FOUR_YEARS), comparability=BREAK)
    told = change_sentences(table, lambda row: str(row.item), most=2)
    everything = change_sentences(table, lambda row: str(row.item), most=99)
    assert told == [*everything[:2], f"En nog {len(everything) - 2} veranderingen: zie de tabel."]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("school_year times A1\n2024-2025 9 8", "Er is één schooljaar met vergelijkbare gegevens"),
        (
            "school_year times A1\n2022-2023 9 8\n2024-2025 9 1",
            "Er is één schooljaar met vergelijkbare",
        ),
        ("school_year times A1\n2023-2024 3 8\n2024-2025 3 1", "te weinig antwoorden"),
        ("school_year times A1\n2023-2024 9 8\n2024-2025 9 8", "Geen enkele verandering is groter"),
    ],
)
def test_without_a_change_a_sentence_says_why(table, said):
    found = trend(answers(table), comparability=BREAK, measures=["high"])
    sentence, *reach = change_sentences(found, lambda row: str(row.item))
    assert said in sentence
    assert len(reach) == said.startswith("Geen enkele")  # where nothing is found: what would show


@pytest.mark.parametrize(
    ("measure", "item", "changed", "expected"),
    [
        ("high", "A1", "higher", "favourable"),
        ("high", "A1", "lower", "unfavourable"),
        ("high", "A1", "same", "neutral"),
        ("enabling", "C4", "higher", "favourable"),  # turned already
        ("ticked", "K1", "higher", "unfavourable"),  # an option that hinders
        ("ticked", "K2", "lower", "unfavourable"),
        ("ticked", "K3", "higher", "neutral"),
        ("rate", "nan", "lower", "unfavourable"),
    ],
)
def test_whether_a_change_is_good_news_follows_the_direction(measure, item, changed, expected):
    row = SimpleNamespace(measure=measure, item=item, changed=changed)
    assert reading(row, SMALL) == expected


@pytest.mark.parametrize(
    ("measure", "item"), [("high", "E8"), ("scale", "gecontroleerd"), ("scale", "extern")]
)
def test_controlled_motivation_is_never_favourable(measure, item):
    known = load_questionnaire()
    rows_ = [
        SimpleNamespace(measure=measure, item=item, changed=way) for way in ("higher", "lower")
    ]
    assert [reading(row, known) for row in rows_] == ["unfavourable", "neutral"]


def test_a_value_is_said_as_a_percentage_a_mean_or_no_data():
    made = trend(answers(FOUR_YEARS), comparability=ALL)
    first = next(only(made, "A1").itertuples())
    mean = next(only(made, "V1").itertuples())
    rate = next(only(made, "").itertuples())
    assert [value_words(r) for r in (first, mean, rate)] == ["75,0\u00a0%", "7,25", "geen gegevens"]


def test_the_intervals_are_those_of_the_house():
    last = only(trend(answers(FOUR_YEARS), comparability=ALL), "A1").iloc[1]
    assert tuple(last[["lower", "upper"]]) == tuple(map(float, wilson(20, 40)))
    assert tuple(last[["change_lower", "change_upper"]]) == tuple(
        map(float, newcombe(20, 40, 30, 40))
    )
