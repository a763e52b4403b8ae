"""Targets: met from the threshold on, and no data where something is not known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from reach_tables_made import figures, participations, staff
from survey_tables import answers

from measurement.errors import ExportError
from measurement.questionnaire.files.reading import HOME
from measurement.reach.sentences import target_said, target_sentence
from measurement.reach.tables import TARGETS
from measurement.reach.target_file import load
from measurement.reach.target_measures import MEASURES
from measurement.reach.target_model import Target
from measurement.reach.targets import targets
from measurement.store import open_store
from measurement.tables import check

NOBODY = participations("initiative centre person").iloc[:0]
ASKED = answers("school_year strategy initiative moment centre survey A1\n2024-2025 plg P s X 1 7")


def target(measure: str, scope: str = "both", threshold: str = "1", **more: object) -> Target:
    raw = {"id": "t", "label": {"nl": "doel"}, "measure": measure, "scope": scope}
    return Target.model_validate({**raw, "threshold": threshold, **more})


NEWSLETTER = target("figure_of_staff", figure="readers")
STARTERS = target("people_of_figure", strategy="starters", figure="new")
ANCHOR = target("role_in_initiatives", "centre", "0.5", strategy="plg", roles="ambassadeur|anker")
TRACK = target(
    "initiatives", "centre", strategy="track", from_year="2025-2026", to_year="2029-2030"
)


def states(
    definition: Target,
    table: pd.DataFrame = NOBODY,
    known: pd.DataFrame | None = None,
    people: pd.DataFrame | None = None,
    years: Sequence[str] = ("2024-2025",),
    centres: Sequence[str] = ("X", "Y"),
) -> dict[str, tuple[object, ...]]:
    """n, of, state and advice per centre; of the network under ''."""
    made = targets(
        table,
        figures() if known is None else known,
        staff() if people is None else people,
        ASKED,
        [definition],
        years,
        centres,
    )
    check(made, TARGETS)
    return {
        "" if pd.isna(r.centre) else str(r.centre): tuple(
            None if pd.isna(v) else v for v in (r.n, r.of, r.state, r.advice)
        )
        for r in made.itertuples()
    }


@pytest.mark.parametrize(
    ("readers", "state"), [(9, "not_met"), (10, "met"), (11, "met"), (0, "not_met")]
)
def test_the_newsletter_is_met_from_all_staff_on(readers: int, state: str) -> None:
    found = states(
        NEWSLETTER,
        known=figures(f"key centre value\nreaders X {readers}"),
        people=staff("centre value\nX 10"),
    )
    assert found["X"] == (readers, 10, state, None)
    assert found["Y"] == (None, None, "no_data", "no_figure")
    assert found[""] == (None, None, "no_data", "incomplete")


def test_more_readers_than_staff_is_flagged_and_told() -> None:
    made = targets(
        NOBODY,
        figures("key centre value\nreaders X 11"),
        staff("centre value\nX 10"),
        ASKED,
        [NEWSLETTER],
        ["2024-2025"],
        ["X"],
    )
    assert made["above"].tolist() == [True, True]
    assert made["value"].tolist() == [11 / 10, 11 / 10]
    row = next(made.itertuples())
    assert target_said(row).replace("\u00a0", " ") == (
        "11 van 10 (110 %); gehaald; meer dan 100 %: een van de twee getallen klopt niet"
    )


def test_the_network_has_the_sum_of_all_centres_or_its_own_figure() -> None:
    both = figures("key centre value\nreaders X 5\nreaders Y 9")
    people = staff("centre value\nX 10\nY 10")
    assert states(NEWSLETTER, known=both, people=people)[""] == (14, 20, "not_met", None)
    own = figures("key centre value\nreaders ? 20")
    assert states(NEWSLETTER, known=own, people=people)[""] == (20, 20, "met", None)


def test_without_the_number_of_staff_there_is_no_data() -> None:
    found = states(NEWSLETTER, known=figures("key centre value\nreaders X 5"))
    assert found["X"] == (None, None, "no_data", "no_staff")


TRACK_OF_STARTERS = """
strategy initiative centre person
starters S1         X      1
starters S1         X      1
starters S1         X      2
starters S1         Y      3
"""


@pytest.mark.parametrize(
    ("new", "of", "state", "advice"),
    [(2, 2, "met", None), (3, 3, "not_met", None), (0, 0, "no_data", "no_starters")],
)
def test_every_starter_follows_the_track(new: int, of: int, state: str, advice: str | None) -> None:
    known = figures(f"key centre value\nnew X {new}\nnew Y 1")
    found = states(STARTERS, participations(TRACK_OF_STARTERS), known)
    assert found["X"] == (2, of, state, advice)
    assert found["Y"] == (1, 1, "met", None)


def test_starters_that_are_not_filled_in_are_not_known_to_be_none() -> None:
    found = states(STARTERS, participations(TRACK_OF_STARTERS))
    assert found["X"] == (None, None, "no_data", "no_figure")
    assert found[""] == (None, None, "no_data", "no_figure")


def test_without_a_list_of_the_track_nothing_is_said_of_starters() -> None:
    found = states(STARTERS, NOBODY, figures("key centre value\nnew X 3\nnew Y 1"))
    assert found["X"] == (None, 3, "no_data", "no_list")


COMMUNITIES = """
initiative centre role            person
P1         X      anker           1
P2         X      starter|anker   2
P3         X      ?               3
P4         X      contactpersoon  4
P1         Y      ambassadeur     5
P1         Y      anker           6
"""


def test_an_anchor_in_exactly_half_of_the_communities_is_just_met() -> None:
    found = states(ANCHOR, participations(COMMUNITIES), centres=["X", "Y", "Z"])
    assert found["X"] == (2, 4, "met", None)
    assert found["Y"] == (1, 4, "not_met", "dialogue")  # two people in one community
    assert found["Z"] == (0, 4, "not_met", "dialogue")  # a centre without any PLG
    assert found[""] == (1, 3, "not_met", None)  # one of three centres


def test_just_below_half_is_not_met() -> None:
    table = participations(COMMUNITIES + "P5 X starter 7")
    assert states(ANCHOR, table)["X"] == (2, 5, "not_met", "dialogue")


def test_without_communities_or_roles_there_is_no_data() -> None:
    assert states(ANCHOR)["X"] == (None, None, "no_data", "no_list")
    plain = participations("initiative centre person\nP1 X 1")
    assert states(ANCHOR, plain)["X"] == (None, None, "no_data", "no_roles")


def test_a_centre_that_took_part_without_any_known_role_has_no_data() -> None:
    known = participations("initiative centre person role\nP1 X 1 anker\nP1 Y 2 ?")
    made = states(ANCHOR, known)
    assert made["X"][2] == "met"
    assert made["Y"] == (None, None, "no_data", "no_roles")


def test_a_role_named_in_a_survey_of_that_year_counts_too() -> None:
    asked = answers(
        "respondent school_year strategy initiative moment centre role survey A1\n1 2024-2025 plg P1 short X anker 1 7"
    )
    made = targets(
        participations("initiative centre person\nP1 X 1\nP2 X 2"),
        figures(),
        staff(),
        asked,
        [ANCHOR],
        ["2024-2025"],
        ["X"],
    )
    own = made[made["centre"] == "X"].iloc[0]
    assert (own["n"], own["of"], own["state"]) == (1, 2, "met")


TRACKS = """
school_year strategy initiative centre person
2024-2025   track    T0         X      1
2025-2026   track    T1         X      1
2026-2027   track    T1         Y      2
2026-2027   track    T1         Y      3
"""


@pytest.mark.parametrize(
    ("year", "x", "y"),
    [
        ("2024-2025", 1, 0),  # before the period: that year only
        ("2025-2026", 1, 0),
        ("2026-2027", 1, 1),  # in the period: added up from its first year
        ("2027-2028", 1, 1),
    ],
)
def test_change_tracks_add_up_over_the_period(year: str, x: int, y: int) -> None:
    found = states(TRACK, participations(TRACKS), years=[year])
    assert (found["X"][0], found["Y"][0]) == (x, y)
    assert found["X"][2] == "met"
    assert found["Y"][2] == ("met" if y else "not_met")
    advice = None if y or year == "2024-2025" else "running"
    assert found["Y"][3] == advice
    assert found[""][:3] == (1 + y, 2, "met" if y else "not_met")


def test_outside_its_period_a_target_is_compared_all_the_same_and_says_so() -> None:
    for year, inside in (("2024-2025", False), ("2025-2026", True)):
        made = targets(participations(TRACKS), figures(), staff(), ASKED, [TRACK], [year], ["X"])
        assert made["in_period"].tolist() == [inside, inside]


def test_the_supply_is_judged_by_a_proxy_that_is_called_one(example_store: Path) -> None:
    """Golden figure of the annual report: A3 high 266 of 291 in the trainings of 2024-25."""
    from measurement.questionnaire.files.reading import load as questionnaire

    with open_store(example_store) as store:
        every = store.answers(questionnaire())
        trained = every.where(strategy="opleiding_vorming", moment="short")
        needs = next(t for t in load() if t.measure == "high_share")
        made = targets(
            NOBODY, figures(), staff(), trained, [needs], ["2024-2025"], ["Centrum 01", "Nowhere"]
        )
    network = made[made["centre"].isna()].iloc[0]
    assert (network["n"], network["of"]) == (266, 291)
    assert Fraction(int(network["n"]), int(network["of"])) < 1
    assert network["state"] == "not_met"
    assert made["proxy"].all()
    assert made[made["centre"] == "Nowhere"]["advice"].tolist() == ["no_answers"]


def test_the_five_targets_of_the_annual_report_are_there(example_store: Path) -> None:
    assert [t.id for t in load()] == [
        "newsletter",
        "starters",
        "plg_anchor",
        "change_track",
        "needs",
    ]
    assert {t.measure for t in load()} == set(MEASURES)
    assert [t.id for t in load() if t.proxy] == ["needs"]
    with open_store(example_store) as store:
        from measurement.store.summary import target_table

        made = target_table(store, None)
    assert made is not None
    check(made, TARGETS)
    whole = made[made["centre"].isna()].set_index("target")
    assert len(made) == 5 * (1 + 19)
    assert (whole.loc["starters", "n"], whole.loc["change_track", "n"]) == (132, 19)
    assert whole.loc["change_track", "state"] == "met"


HEAD = "id;label_nl;measure;strategy;figure;level;roles;scope;threshold"


def written(folder: Path, *rows: str, head: str = HEAD) -> Path:
    for file in HOME.iterdir():
        if file.suffix in (".csv", ".toml") and file.name != "targets.csv":
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / "targets.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    return folder


def test_a_new_target_with_a_known_measure_is_one_row(tmp_path: Path) -> None:
    made = load(
        written(tmp_path, "drie;Drie opleidingen;initiatives;opleiding_vorming;;;;centre;3")
    )
    table = participations(
        "strategy initiative centre person\n"
        + "\n".join(f"opleiding_vorming T{i} X 1" for i in range(3))
        + "\nopleiding_vorming T1 Y 2"
    )
    found = states(made[0], table)
    assert (found["X"], found["Y"]) == ((3, None, "met", None), (1, None, "not_met", None))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("t;Doel;wens;;;;;centre;1", "Bekend zijn: figure_of_staff"),
        ("t;Doel;initiatives;zwemmen;;;;centre;1", "‘zwemmen’ is niet bekend"),
        ("t;Doel;initiatives;;;;;centre;1", "‘strategy’"),
        ("t;Doel;figure_of_staff;;lezers;;;both;1", "‘lezers’ is niet bekend"),
        ("t;Doel;high_share;;;geluk;;both;1", "‘geluk’ is niet bekend"),
        ("t;Doel;initiatives;plg;;;;overal;1", "‘overal’"),
        ("t;Doel;initiatives;plg;;;;centre;veel", "‘veel’"),
    ],
)
def test_every_fault_of_the_file_is_named(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(ExportError) as refused:
        load(written(tmp_path, row))
    assert told in str(refused.value)
    assert "targets.csv" in str(refused.value)


def test_a_decimal_comma_and_a_missing_file_are_fine(tmp_path: Path) -> None:
    place = written(tmp_path, "t;Doel;role_in_initiatives;plg;;;anker|ambassadeur;centre;0,5")
    assert [(float(t.threshold), t.roles) for t in load(place)] == [(0.5, ("anker", "ambassadeur"))]
    (place / "targets.csv").unlink()
    assert load(place) == ()


@pytest.mark.parametrize(
    ("year", "shown"),
    [
        ("2024-2025", "nog niet gehaald; het doel geldt niet in dit jaar"),
        ("2025-2026", "niet gehaald"),
    ],
)
def test_outside_its_period_a_target_is_not_missed(year: str, shown: str) -> None:
    """5 readers of 10 staff, with a target that holds from 2025-2026 on."""
    wanted = NEWSLETTER.model_copy(update={"from_year": "2025-2026", "to_year": "2029-2030"})
    known = figures("school_year key centre value\n2024-2025 readers X 5\n2025-2026 readers X 5")
    made = targets(NOBODY, known, staff("centre value\nX 10"), ASKED, [wanted], [year], ["X"])
    row = next(made.itertuples())
    assert row.state == "not_met"
    assert target_said(row).replace("\u00a0", " ").split("; ", 1)[1] == shown
    assert ("✗" in target_sentence(wanted, row)) is (year == "2025-2026")
