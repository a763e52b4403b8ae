"""Key words: forms of a word count as one, in how many remarks, and beside the scores."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import scipy.stats
from test_comments import banded

from measurement.comments.keywords import _stemmed, keywords, stem, stop_words, tokens
from measurement.comments.tables import KEYWORDS
from measurement.comments.themes import load
from measurement.counting.intervals import newcombe
from measurement.tables import check
from measurement.texts import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("collega's", "Collega"),
        ("collega’s", "collega"),
        ("oefeningen", "oefening"),
        ("leerlingen", "LEERLING"),
        ("treinen", "trein"),
        ("privé", "prive"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tijd", "altijd"), ("begeleiding", "beleid"), ("gevolg", "volgen")]
)
def test_other_words_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


# Published with the algorithm: snowballstem.org/algorithms/dutch_porter (M. Porter).
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lichaamsziek", "lichaamsziek"),
        ("lichamelijke", "licham"),
        ("lichtende", "lichtend"),
        ("opgingen", "opging"),
        ("opgroeien", "opgroei"),
        ("opheldering", "ophelder"),
    ],
)
def test_stems_are_those_of_snowball(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_stop_words_fall_out_and_signs_part_neighbours() -> None:
    assert tokens("De trein, het station") == [
        None,
        ("trein", "trein"),
        None,
        None,
        (stem("station"), "station"),
    ]
    assert tokens("Één, wij, 2024 — x!") == [None, None, None, None, None]
    assert {"het", "een", "moeten", "onze"} <= stop_words("nl")
    assert "the" in stop_words("en")
    assert folded("Één") == "een"


def test_a_word_counts_once_per_remark_under_its_commonest_form() -> None:
    table = keywords(
        banded(
            ("low", "oefening, oefening, oefening"),
            ("low", "Oefeningen!"),
            ("high", "meer oefeningen"),
            ("?", "iets anders"),
        ),
        least=3,
    )
    check(table, KEYWORDS)
    assert table[["word", "n", "n_low", "of_low", "n_high", "of_high"]].astype(
        object
    ).values.tolist() == [["oefeningen", 3, 2, 2, 1, 1]]
    assert table["leans"].tolist() == ["too_few"]


@pytest.mark.parametrize(("least", "words"), [(1, 2), (2, 2), (3, 1), (4, 0)])
def test_what_occurs_in_too_few_remarks_is_left_out(least: int, words: int) -> None:
    rows = [("low", "halve dagen"), ("low", "halve dagen"), ("high", "dagen")]
    table = keywords(banded(*rows), least=least)
    check(table, KEYWORDS)
    assert len(table) == words


def test_a_word_that_only_occurs_in_one_pair_is_told_as_that_pair() -> None:
    rows = [("low", "halve dagen"), ("high", "halve dagen"), ("high", "hele dagen")]
    assert list(keywords(banded(*rows), least=2)["word"]) == ["dagen", "halve dagen"]


@pytest.mark.parametrize("text", ["Ik kijk nu anders.", "Het loopt verder mee.", "Zo'n x, 2024"])
def test_words_that_mean_nothing_by_themselves_fall_out(text: str) -> None:
    assert set(tokens(text)) == {None}


def test_two_words_count_where_they_stand_side_by_side() -> None:
    rows = [("low", "halve dagen zijn"), ("high", "Halve dagen"), ("high", "halve. Dagen")]
    rows += [("high", "halve van de dagen")]
    table = keywords(banded(*rows), least=2).set_index("word")
    assert table.loc["halve", "n"] == 4
    pair = [word for word in table.index if " " in str(word)]
    assert [(word, int(table.loc[word, "n"])) for word in pair] == [("halve dagen", 2)]


def test_shares_test_and_interval_are_those_of_the_books() -> None:
    rows = [("low", "druk")] * 9 + [("low", "x")] + [("high", "druk"), *[("high", "rustig")] * 19]
    rows += [("mixed", "druk"), ("?", "druk")]
    table = keywords(banded(*rows)).set_index("word")
    row = table.loc["druk"]
    assert (row["n"], row["n_low"], row["of_low"]) == (9 + 1 + 2, 9, 10)
    assert (row["n_high"], row["of_high"]) == (1, 20)
    assert row["difference"] == pytest.approx(9 / 10 - 1 / 20)
    p = scipy.stats.fisher_exact([[9, 1], [1, 19]]).pvalue
    assert row["p"] == pytest.approx(p, abs=1e-12)
    q = scipy.stats.false_discovery_control(table["p"].to_numpy())
    np.testing.assert_allclose(table["q"], q, atol=1e-12)
    bounds = newcombe(9, 10, 1, 20)
    assert row["difference_lower"] == pytest.approx(float(bounds.lower))
    assert row["difference_upper"] == pytest.approx(float(bounds.upper))
    assert row["leans"] == "low"
    assert table.loc["rustig", "leans"] == "high"


def test_words_that_have_nothing_to_do_with_scores_hardly_ever_lean() -> None:
    rng = np.random.default_rng(20241)
    names = [a + b for a in "bdfgklmprt" for b in ("oot", "uim", "ant")]
    leaning = 0
    for _run in range(40):
        rows = [
            (str(rng.choice(["low", "high"])), " ".join(rng.choice(names, 6))) for _i in range(60)
        ]
        leaning += int((keywords(banded(*rows))["leans"].isin(["low", "high"])).any())
    assert leaning <= 5  # 5 % of 40 runs is 2; more than 5 has a chance of 1.4 %


def test_groups_are_counted_apart() -> None:
    table = keywords(banded(*[("low", "trein")] * 3), ["strategy"])
    check(table, KEYWORDS, ["strategy"])
    assert table["strategy"].tolist() == ["p"]
    check(keywords(banded(), ["strategy"]), KEYWORDS, ["strategy"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Weinig animo, jammer.", ["animo"]),  # how much, and what a score says by itself
        ("De dag erna kon ik het al gebruiken.", []),  # when, and verbs that only join
        ("Samen met collega's gevolgd, dat helpt.", ["samen", "collega's"]),
        ("Fijne uitwisseling over tijd en werkdruk.", ["uitwisseling", "tijd", "werkdruk"]),
    ],
)
def test_words_of_an_empty_kind_fall_out_and_names_of_things_stay(
    text: str, left: list[str]
) -> None:
    assert [token[1] for token in tokens(text) if token] == left


def test_a_word_that_names_a_theme_is_never_empty() -> None:
    named = {folded(word) for theme in load() for word in theme.words}
    assert "werkdruk*" in named
    assert named & stop_words("nl") == set()


def test_english_has_its_own_stop_words_and_stems() -> None:
    rows = [("low", "the exercises")] * 2 + [("low", "an exercise")]
    assert keywords(banded(*rows), language="en")["word"].tolist() == ["exercises"]


def test_words_keep_their_stem_when_many_read_at_once() -> None:
    words = [f"begeleiding{i}en" for i in range(400)]
    _stemmed.cache_clear()
    alone = [stem(word) for word in words]
    _stemmed.cache_clear()
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda _: [stem(word) for word in words], range(4)))
    finally:
        sys.setswitchinterval(before)
    assert all(found == alone for found in together)


def test_words_that_only_repeat_a_score_or_join_others_are_no_key_words() -> None:
    said = tokens("Hoog blijft het tempo, laag lag de druk en de materialen liggen klaar")
    assert [one[1] for one in said if one] == ["tempo", "druk", "materialen", "klaar"]
