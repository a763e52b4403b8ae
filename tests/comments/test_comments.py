"""Open answers beside scores, and themes: counted, tested, and never claimed too soon."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from survey_tables import answers

from measurement.comments.scored import LEANS, scored
from measurement.comments.sentences import band_label, leans_label
from measurement.comments.tables import COMMENTS, SCORED, THEMED, THEMES
from measurement.comments.themes import (
    Theme,
    load,
    theme_label,
    theme_table,
    themes_of,
    with_themes,
)
from measurement.errors import ExportError
from measurement.questionnaire.files.reading import HOME
from measurement.questionnaire.model import Thresholds
from measurement.tables import check

KEYS = ("school_year", "strategy", "initiative", "moment")
TIME = Theme.model_validate({"id": "time", "label": {"nl": "Tijd"}, "words": ["tijd", "te snel"]})
TEAM = Theme.model_validate(
    {"id": "team", "label": {"nl": "Team", "en": "Crew"}, "words": ["collega's", "team*"]}
)


def comments(*rows: tuple[int, str], initiative: str = "I") -> pd.DataFrame:
    """Remarks by these people on one survey."""
    n = len(rows)
    frame = {
        "comment": np.arange(1, n + 1),
        "school_year": pd.Categorical(["2024-2025"] * n),
        "strategy": pd.Categorical(["p"] * n),
        "initiative": pd.Categorical([initiative] * n),
        "moment": pd.Categorical(["short"] * n),
        "centre": pd.Categorical(["X"] * n),
        "respondent": np.array([person for person, _text in rows], np.int64),
        "item": pd.Categorical(["G1"] * n),
        "text": pd.Categorical([text for _person, text in rows]),
        "released": np.zeros(n, bool),
        "quote": pd.Categorical([None] * n),
    }
    return pd.DataFrame(frame)[list(COMMENTS.names)]


def banded(*rows: tuple[str, str]) -> pd.DataFrame:
    """Remarks with the bands told: low, mixed, high or ?."""
    made = comments(*((i, text) for i, (_band, text) in enumerate(rows, 1)))
    bands = [None if band == "?" else band for band, _text in rows]
    return made.assign(
        n_scored=np.ones(len(rows), np.int64),
        score=np.ones(len(rows)),
        band=pd.Categorical(bands, ["low", "mixed", "high"]),
    )[list(SCORED.names)]


PEOPLE = """
respondent  school_year  strategy  initiative  moment  survey  A1  A2  A10  C1  V1
1           2024-2025    p         I           short   1       2   8   5    8   1
2           2024-2025    p         I           short   1       6   3   n    1   1
3           2024-2025    p         I           short   1       7   -   8    1   1
4           2024-2025    p         I           short   1       n   .   -    8   9
1           2024-2025    p         J           short   2       8   8   8    8   1
"""


def test_the_score_is_the_mean_of_the_effect_items_of_that_survey_alone() -> None:
    table = scored(comments((1, "a"), (2, "b"), (3, "c"), (4, "d"), (9, "e")), answers(PEOPLE))
    check(table, SCORED)
    # C1 and V1 are no effect items, and what person 1 gave in survey J is not in it
    assert table["n_scored"].tolist() == [3, 2, 2, 0, 0]
    assert table["score"].tolist()[:3] == [(2 + 8 + 5) / 3, (6 + 3) / 2, (7 + 8) / 2]
    assert table["score"].isna().tolist() == [False, False, False, True, True]
    # 1: two low, one high; 2: one of each; 3: two high; 4 and 9: nothing
    assert table["band"].astype(object).where(table["band"].notna(), "?").tolist() == [
        "low",
        "mixed",
        "high",
        "?",
        "?",
    ]
    other = scored(comments((1, "a"), initiative="J"), answers(PEOPLE))
    assert other["score"].tolist() == [8]


def test_the_remarks_keep_their_order_and_are_not_changed() -> None:
    given = comments((3, "c"), (1, "a"), (1, "b"))
    before = given.copy(deep=True)
    table = scored(given, answers(PEOPLE))
    assert table["text"].tolist() == ["c", "a", "b"]
    assert table["band"].tolist() == ["high", "low", "low"]
    pd.testing.assert_frame_equal(given, before)


def test_without_remarks_or_answers_the_tables_are_empty_but_whole() -> None:
    none = comments()
    table = scored(none, answers(PEOPLE))
    check(table, SCORED)
    themed = with_themes(table, [TIME])
    check(themed, THEMED)
    check(theme_table(themed, [TIME]), THEMES)
    assert theme_table(themed, [TIME])["n"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Te weinig tijd.", ["time"]),
        ("TIJDEN veranderen", ["time"]),  # another form of the word
        ("altijd goed", []),  # within a word does not count
        ("het ging te snel", ["time"]),
        ("snel te veel", []),  # the words of a phrase in another order
        ("Onze collega’s en het teamoverleg", ["team"]),
        ("Met collega's geen tijd", ["time", "team"]),
        ("stoomteam", []),
        ("", []),
        ("c++ ~tijd~ |tijd|", ["time"]),
    ],
)
def test_a_theme_is_found_by_the_forms_of_its_words(text: str, found: list[str]) -> None:
    themed = with_themes(banded(("low", text)), [TIME, TEAM])
    check(themed, THEMED)
    assert themes_of(themed["themes"].astype(object).iloc[0]) == found


def test_a_remark_counts_for_each_of_its_themes_and_else_for_other() -> None:
    table = theme_table(
        with_themes(
            banded(
                ("low", "tijd en team"),
                ("low", "tijd"),
                ("high", "team"),
                ("mixed", "tijd"),
                ("?", "niets"),
            ),
            [TIME, TEAM],
        ),
        [TIME, TEAM],
    )
    check(table, THEMES)
    columns = ["theme", "n", "n_low", "of_low", "n_high", "of_high"]
    assert table[columns].astype(object).values.tolist() == [
        ["time", 3, 2, 2, 0, 1],
        ["team", 2, 1, 2, 1, 1],
        ["other", 1, 0, 2, 0, 1],
    ]
    assert table["share_low"].tolist() == [2 / 2, 1 / 2, 0 / 2]
    assert set(table["leans"]) == {"too_few"}  # two and one remarks: nothing is tested
    assert table["p"].isna().all()


@pytest.mark.parametrize(
    ("low", "high", "leans"),
    [
        ((9, 10), (1, 20), "low"),
        ((1, 20), (9, 10), "high"),
        ((3, 10), (4, 20), "even"),
        ((4, 4), (0, 20), "too_few"),  # four remarks with low scores
        ((5, 5), (0, 5), "low"),  # just enough of both
    ],
)
def test_a_theme_leans_only_when_the_corrected_test_says_so(
    low: tuple[int, int], high: tuple[int, int], leans: str
) -> None:
    rows = [
        (band, "tijd" if i < k else "x")
        for band, (k, n) in (("low", low), ("high", high))
        for i in range(n)
    ]
    table = theme_table(with_themes(banded(*rows), [TIME]), [TIME]).iloc[0]
    assert table["leans"] == leans
    if leans != "too_few":
        # scipy, an independent implementation; 'other' is the same test turned round: q = p
        p = scipy.stats.fisher_exact(
            [[low[0], low[1] - low[0]], [high[0], high[1] - high[0]]]
        ).pvalue
        assert table["p"] == pytest.approx(p, abs=1e-12)
        assert table["q"] == pytest.approx(p, abs=1e-12)


def test_remarks_of_fewer_than_five_persons_lean_nowhere() -> None:
    """Ten remarks with low scores of four persons are four persons; of five they are enough."""
    rows = [("low", "tijd")] * 10 + [("high", "x")] * 10
    made = with_themes(banded(*rows), [TIME])
    for n_persons, leans in ((4, "too_few"), (5, "low")):
        who = [i % n_persons for i in range(10)] + list(range(100, 110))
        assert theme_table(made.assign(respondent=who), [TIME])["leans"].iloc[0] == leans


def test_two_remarks_of_one_person_weigh_as_one() -> None:
    """Ten remarks of five persons, two each, are five: 5 of 5 against 0 of 10 other persons."""
    rows = [("low", "tijd")] * 10 + [("high", "x")] * 10
    who = [i // 2 for i in range(10)] + list(range(100, 110))
    made = with_themes(banded(*rows), [TIME]).assign(respondent=who)
    table = theme_table(made, [TIME]).iloc[0]
    assert (table["n_low"], table["of_low"]) == (10, 10)
    assert table["p"] == pytest.approx(scipy.stats.fisher_exact([[5, 0], [0, 10]]).pvalue)


def test_the_correction_is_over_all_groups_of_the_table() -> None:
    rows = [("low", "tijd")] * 6 + [("high", "x")] * 6
    one = with_themes(banded(*rows), [TIME])
    both = pd.concat([one, one.assign(strategy=pd.Categorical(["q"] * 12))], ignore_index=True)
    both["strategy"] = pd.Categorical(both["strategy"])
    table = theme_table(both, [TIME], ["strategy"])
    check(table, THEMES, ["strategy"])
    assert table["strategy"].tolist() == ["p", "p", "q", "q"]
    expected = scipy.stats.false_discovery_control(table["p"].to_numpy())
    np.testing.assert_allclose(table["q"], expected, atol=1e-12)
    strict = Thresholds.model_validate({"false_discovery": 1e-6})
    assert set(theme_table(both, [TIME], ["strategy"], strict)["leans"]) == {"even"}


def test_every_band_and_leaning_has_words() -> None:
    words = [str(leans_label(leans)) for leans in LEANS]
    words += [str(band_label(band)) for band in ("low", "mixed", "high", "")]
    assert all(words)


def test_the_projects_own_themes_can_be_read_and_have_names_in_both_languages() -> None:
    themes = load(HOME)
    assert len(themes) >= 10
    assert all(theme.label.nl and theme.label.en for theme in themes)
    assert str(theme_label("time", themes)) == "Tijd"
    assert str(theme_label("other", themes)) == "geen thema"
    assert str(theme_label("gone", themes)) == "gone"


def themes_file(folder: Path, *rows: str) -> Path:
    items = "id;wording_nl;scale\nA1;tevreden;1-8\n"
    (folder / "items.csv").write_text(items, encoding="utf-8")
    lines = "\n".join(["id;label_nl;label_en;words;status", *rows])
    (folder / "themes.csv").write_text(lines, encoding="utf-8")
    return folder / "items.csv"


def test_without_a_file_there_are_no_themes(tmp_path: Path) -> None:
    path = themes_file(tmp_path)
    assert load(path) == ()
    (tmp_path / "themes.csv").unlink()
    assert load(path) == ()


def test_every_fault_of_the_file_is_named(tmp_path: Path) -> None:
    path = themes_file(
        tmp_path,
        "time;Tijd;;tijd;seed",
        "time;Tijd;;uur;seed",
        "other;Rest;;rest;seed",
        "t!;X;;x;seed",
        "none;Niets;;;seed",
        "signs;Tekens;;+++|goed;seed",
        "state;Staat;;x;raar",
    )
    with pytest.raises(ExportError) as caught:
        load(path)
    told = str(caught.value)
    for part in ("‘time’", "other", "‘t!’", "‘words’", "+++", "‘raar’"):
        assert part in told, part
