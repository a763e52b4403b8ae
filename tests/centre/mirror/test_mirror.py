"""The mirror: evidence pooled over linked items, and the rule at its boundaries."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_survey import LINKED, checklist, row
from openpyxl import load_workbook
from statsmodels.stats.proportion import proportion_confint
from survey_tables import answers

from measurement.centre.mirror.evidence import evidence, standing
from measurement.centre.mirror.mirror import (
    REASONS,
    VERDICTS,
    blind_spots,
    in_force,
    mirror,
)
from measurement.centre.mirror.sentences import (
    cell_words,
    chance_sentence,
    network_sentence,
    verdict_label,
    verdict_meaning,
)
from measurement.centre.mirror.tables import BLIND_SPOTS, EVIDENCE, MIRROR
from measurement.counting.intervals import wilson
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.linked_items import linked_items
from measurement.questionnaire.success_factors import STATES
from measurement.store import open_store
from measurement.tables import check
from measurement.words import speak

# Person 1 answered twice. Time: 8 8 2 2 3; means: 7 6 n . 1.
TWICE = """
centre respondent  C1  C2  C4  K1
X      1           8   7   8   1
X      1           8   6   2   0
X      2           2   n   n   .
X      3           2   .   1   .
X      4           3   1   4   .
X      5           n   -   .   .
Y      6           8   8   8   .
"""
NONE = checklist("centre factor state")


def time_of(high: int, low: int) -> str:
    """As many persons of X as told call time favourable and unfavourable."""
    return f"centre times C1\nX {high} 8\nX {low} 1"


def test_evidence_pools_the_scores_on_all_linked_items():
    table = evidence(answers(TWICE, made=LINKED), LINKED)
    check(table, EVIDENCE)
    found = row(table, centre="X", factor="S8")
    assert (found.n_answers, found.n_favourable) == (5 + 3, 2 + 2)
    assert found.share == 4 / 8
    assert found.items == "C1, C2"
    assert found.n_linked == 2 + 1  # C1, C2 and the option K1
    assert found.n_ticked_answers == 2


def test_the_interval_counts_persons_more_than_scores():
    """Persons 1 to 4 gave a score on time or means; person 5 only "not applicable".

    All of it is in the oracle's slow loops; here: no more than the persons, and Wilson's.
    """
    found = row(evidence(answers(TWICE, made=LINKED), LINKED), centre="X", factor="S8")
    assert found.n == 4
    assert found.n_effective <= 4
    size = found.n_effective
    assert [found.lower, found.upper] == [*wilson(4 / 8 * size, size)]
    independent = proportion_confint(size / 2, size, 0.05, "wilson")
    assert (found.lower, found.upper) == pytest.approx(independent, abs=1e-12)


def test_a_negative_item_is_turned():
    """Workload 8 2 1 4: favourable are 2 and 1 (turned 7 and 8); 4 becomes 5, low."""
    found = row(evidence(answers(TWICE, made=LINKED), LINKED), centre="X", factor="S3")
    assert (found.n, found.n_answers, found.n_favourable) == (3, 4, 2)


def test_what_is_linked_is_in_the_data():
    linked = linked_items(LINKED)
    assert list(linked) == ["S1", "S3", "S4", "S5", "S6", "S8", "S9"]
    assert linked["S8"] == (("C1", "C2"), ("K1",))
    assert linked["S9"] == (("A1", "A2"), ())
    assert linked["S4"] == (("E1",), ())  # controlled motivation (E8) is never favourable
    assert linked["S5"] == ((), ())  # a scale without a cut has no favourable side
    assert linked["S1"] == ((), ("K2",))


@pytest.mark.parametrize(
    ("high", "low", "lean", "certain"),
    [
        (4, 0, "", False),  # fewer than few_answers
        (5, 0, "favourable", True),  # Wilson of 5 in 5: 0.566 to 1
        (0, 5, "unfavourable", True),
        (3, 2, "favourable", False),  # just mirror_high
        (2, 3, "unfavourable", False),  # just mirror_low
        (59, 41, "divided", False),
        (41, 59, "divided", False),
        (60, 40, "favourable", True),  # of 60 in 100: 0.502 to 0.691
        (40, 60, "unfavourable", True),
        (550, 450, "divided", False),  # surely above half, and still a divided staff
        (8, 2, "favourable", False),  # of 8 in 10: 0.490 to 0.943
        (9, 2, "favourable", True),  # of 9 in 11: 0.523 to 0.949
        (2, 8, "unfavourable", False),
        (2, 9, "unfavourable", True),
    ],
)
def test_how_a_share_stands(high, low, lean, certain):
    n = high + low
    assert standing(high / n, *map(float, wilson(high, n)), n, LINKED) == (lean, certain)


@pytest.mark.parametrize(
    ("state", "high", "low", "verdict", "reason"),
    [
        ("present", 9, 2, "strength", "clear"),
        ("present", 8, 2, "strength", "leaning"),
        ("present", 2, 9, "blind_spot", "clear"),
        ("present", 2, 8, "blind_spot", "leaning"),
        ("partial", 9, 2, "hidden_strength", "clear"),
        ("absent", 9, 2, "hidden_strength", "clear"),
        ("absent", 8, 2, "hidden_strength", "leaning"),
        ("partial", 2, 9, "work_point", "clear"),
        ("absent", 2, 8, "work_point", "leaning"),
        ("present", 5, 5, "no_data", "uncertain"),
        ("partial", 5, 5, "no_data", "uncertain"),
        ("absent", 5, 5, "no_data", "uncertain"),
        ("present", 4, 0, "no_data", "too_few"),
        ("?", 9, 2, "no_data", "no_checklist"),
        ("?", 4, 0, "no_data", "no_checklist"),
    ],
)
def test_the_rule(state, high, low, verdict, reason):
    told = checklist(f"centre factor state\nX S8 {state}")
    table = mirror(told, answers(time_of(high, low), made=LINKED), LINKED)
    check(table, MIRROR)
    found = row(table, centre="X", factor="S8")
    assert (found.verdict, found.reason, found.certain) == (verdict, reason, reason == "clear")
    assert found.evidence == high / (high + low)


@pytest.mark.parametrize(
    ("centre", "factor", "reason"),
    [
        ("X", "S5", "no_link"),  # linked only to a scale without a cut
        ("X", "S7", "no_link"),  # named by the checklist only
        ("X", "S8", "no_survey"),  # the centre answered, not this
        ("X", "S1", "only_ticked"),
        ("X", "S9", "no_checklist"),
        ("Y", "S8", "no_survey"),  # a checklist, no answer at all
        ("Y", "S9", "neither"),
        ("Z", "S9", "neither"),  # asked for, known to nobody
    ],
)
def test_what_is_missing_is_named(centre, factor, reason):
    told = checklist(
        "centre factor state\nX S5 present\nX S7 absent\nX S8 present\nX S1 present\nY S8 present"
    )
    every = answers("centre times A1 C1 K2\nX 6 8 . 1", made=LINKED)
    table = mirror(told, every, LINKED, centres=["X", "Y", "Z"])
    found = row(table, centre=centre, factor=factor)
    assert (found.verdict, found.certain, found.reason) == ("no_data", False, reason)


def test_the_checklists_that_hold_are_those_of_the_checklist_page():
    """Of each filler the last, in the centre's last school year; the most cautious state."""
    told = checklist(
        """
        centre factor day    state    by
        X      S8     01-15  absent   directie
        X      S8     03-20  present  directie
        X      S9     03-20  present  directie
        X      S9     02-10  partial  kernteam
        X      S3     03-20  ?        directie
        Y      S8     05-30  absent   poc
        Y      S8     09-15  present  directie
        """
    )
    states = {("X", "S8"): "present", ("X", "S9"): "partial", ("Y", "S8"): "present"}
    assert in_force(told) == states
    assert in_force(told[::-1]) == states
    assert in_force(NONE) == {}


def test_without_anything_there_is_a_table_and_no_crash():
    nothing = answers("centre C1\nX 8", made=LINKED).where(centre="nowhere")
    check(mirror(NONE, nothing, LINKED), MIRROR)
    check(evidence(nothing, LINKED), EVIDENCE)
    check(blind_spots(mirror(NONE, nothing, LINKED)), BLIND_SPOTS)
    check(evidence(answers("centre C1\nX 8", made=LINKED), LINKED, wanted=[]), EVIDENCE)
    alone = mirror(NONE, nothing, LINKED, factors=["S8"], centres=["X"])
    assert row(alone, centre="X", factor="S8").reason == "neither"


def test_answers_of_an_unknown_centre_belong_to_nobody():
    table = mirror(NONE, answers("centre C1\n? 8\nX 1", made=LINKED), LINKED)
    assert set(table["centre"]) == {"X"}


def test_blind_spots_are_counted_over_the_network():
    told = checklist("centre factor state\nX S8 present\nY S8 present\nZ S8 present\nX S3 absent")
    every = answers("centre times C1 C4\nX 12 1 8\nY 3 1 .\nY 2 8 .\nZ 9 8 .", made=LINKED)
    mirrored = mirror(told, every, LINKED)
    table = blind_spots(mirrored)
    check(table, BLIND_SPOTS)
    time, load_ = (row(table, factor=f) for f in ("S8", "S3"))
    assert (time.n_centres, time.n_blind_spot, time.n_blind_spot_certain) == (3, 2, 1)
    assert (time.n_strength, time.n_no_data) == (1, 0)
    assert (load_.n_work_point, load_.n_no_data) == (1, 2)
    assert network_sentence(time, "Tijd").startswith("Tijd: een blinde vlek in 2 centra")
    assert network_sentence(load_, "Plan") == "Plan: in geen enkel centrum een blinde vlek."


def test_a_verdict_that_may_be_chance_says_perhaps():
    told = checklist("centre factor state\nX S8 present")
    leaning, clear, divided = (
        row(mirror(told, answers(time_of(*n), made=LINKED), LINKED), factor="S8")
        for n in ((2, 8), (2, 9), (5, 5))
    )
    assert [cell_words(r) for r in (leaning, clear, divided)] == [
        "blinde vlek (misschien)",
        "blinde vlek",
        "geen duidelijk beeld",
    ]
    speak("en")
    assert cell_words(leaning) == "blind spot (perhaps)"


def test_every_verdict_has_words():
    assert [str(verdict_label(v)) for v in VERDICTS] == [
        *("sterkte", "werkpunt", "blinde vlek", "onderschatte kracht"),
        "geen gegevens",
    ]
    assert all(str(verdict_meaning(v)) for v in VERDICTS)


def test_inputs_stay_as_they_were():
    told, every = checklist("centre factor state\nX S8 present"), answers(TWICE, made=LINKED)
    before, codes = told.copy(), every.codes.copy()
    mirror(told, every, LINKED)
    pd.testing.assert_frame_equal(told, before)
    assert (every.codes == codes).all()


CELL = st.sampled_from([*".-n12345678"])
PEOPLE = st.lists(
    st.tuples(st.sampled_from("XYZ?"), st.integers(1, 6), CELL, CELL, CELL), min_size=1, max_size=25
)


def survey(people):
    lines = [" ".join(map(str, person)) for person in people]
    return answers("\n".join(["centre respondent C1 C4 A1", *lines]), made=LINKED)


@settings(deadline=None, max_examples=60)
@given(
    PEOPLE,
    st.lists(
        st.tuples(
            st.sampled_from("XYZ"),
            st.sampled_from(["S1", "S3", "S8", "S9"]),
            st.sampled_from(STATES),
        ),
        max_size=8,
    ),
)
def test_every_cell_has_exactly_one_verdict_and_reason(people, told):
    lines = "\n".join(["centre factor state", *(" ".join(one) for one in told)])
    table = mirror(checklist(lines), survey(people), LINKED, centres=["X", "Y", "Z"])
    check(table, MIRROR)
    assert not table.duplicated(["centre", "factor"]).any()
    assert len(table) == 3 * len(linked_items(LINKED))
    for cell in table.itertuples():
        assert cell.verdict in VERDICTS
        assert cell.reason in REASONS
        assert (cell.verdict == "no_data") == (cell.reason not in ("clear", "leaning"))
        assert cell.certain == (cell.reason == "clear")
        assert isnan(cell.evidence) == (cell.n == 0)
        if cell.n:
            assert cell.lower <= cell.evidence <= cell.upper


@settings(deadline=None, max_examples=60)
@given(PEOPLE, PEOPLE)
def test_answers_of_other_centres_never_change_the_own_evidence(people, more):
    others = [person for person in more if person[0] != "X"]
    alone, together = (
        evidence(survey(found), LINKED).astype(object)
        for found in (
            [("X", 1, ".", ".", "."), *people],
            [("X", 1, ".", ".", "."), *people, *others],
        )
    )
    mine = [table[table["centre"] == "X"].reset_index(drop=True) for table in (alone, together)]
    # But for the interval: how far the scores of a person go together is known of the network.
    counts = [table.drop(columns=["n_effective", "lower", "upper"]) for table in mine]
    pd.testing.assert_frame_equal(*counts)


# ── Centrum 05, 2024-2025: by hand, from the cells of the exports to the text ─────────────────

EXAMPLE = Path(__file__).parents[3] / "data" / "example"
ENCOURAGED = "Het beleid van mijn centrum moedigt mij aan om het geleerde toe te passen"
CONTENT = "Ik ben tevreden over de inhoud van deze begeleiding"
LEARNT = "Ik heb nieuwe dingen geleerd dankzij deze begeleiding"
KINDS = ("opleiding_vorming_short", "plg_short", "starterstraject_short", "infosessie_short")


def raw(centre, wordings):
    """Every score of the centre on these statements in 2024-2025: (person, score)."""
    found = []
    for kind in KINDS:
        header, *body = load_workbook(EXAMPLE / f"2024-2025_{kind}.xlsx")["Sheet1"].values
        for cells in body:
            told = dict(zip(header, cells, strict=True))
            for wording in wordings:
                if (
                    told["In welk CLB werk je?"] == centre
                    and str(told.get(wording))[0] in "12345678"
                ):
                    found.append((told["E-mail"], int(str(told[wording])[0])))
    return found


BY_HAND = {
    "S1": (6, 22, 17, "blind_spot", False),
    "S9": (61, 66, 23, "hidden_strength", True),
}


def test_one_centre_from_raw_answers_and_checklist_to_the_verdict(example_store: Path) -> None:
    told = checklist("centre factor state\n05 S1 present\n05 S9 partial")
    told["centre"] = "Centrum 05"
    made = load()
    with open_store(str(example_store)) as store:
        year = store.answers(made).where(school_year="2024-2025")
    table = mirror(told, year, made)
    for factor, wordings in (("S1", [ENCOURAGED]), ("S9", [CONTENT, LEARNT])):
        scores = raw("Centrum 05", wordings)
        high, n, people, verdict, certain = BY_HAND[factor]
        assert (sum(s >= 6 for _, s in scores), len(scores)) == (high, n)
        assert len({person for person, _ in scores}) == people
        cell = row(table, centre="Centrum 05", factor=factor)
        assert (cell.n_favourable, cell.n_answers, cell.n) == (high, n, people)
        bounds = proportion_confint(high / n * people, people, 0.05, "wilson")
        assert (cell.lower, cell.upper) == pytest.approx(bounds, abs=1e-12)
        assert (cell.verdict, cell.certain) == (verdict, certain)


def test_the_mirror_says_how_many_certain_verdicts_chance_alone_would_give():
    """Of 40 cells with enough answers at most 5 %: 2. Cells without are not counted."""
    reasons = ["clear"] * 3 + ["leaning"] * 30 + ["uncertain"] * 7 + ["too_few"] * 60
    table = pd.DataFrame({"reason": reasons, "certain": [r == "clear" for r in reasons]})
    assert chance_sentence(table, LINKED) == (
        "Van 40 vakjes met genoeg antwoorden zijn er 3 zeker. Waren medewerkers overal half om half "
        "verdeeld, dan leken er door toeval alleen al hoogstens 2 zeker."
    )
    assert chance_sentence(table[table["reason"] == "too_few"], LINKED) == ""
