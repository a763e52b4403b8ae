"""What a director may see: small text tables, each rule at its boundary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from survey_tables import SMALL, answers

from measurement.counting.columns import PERSON_COLUMNS
from measurement.counting.counts import count
from measurement.errors import SurveyError
from measurement.measures.response import response
from measurement.measures.shares import shares
from measurement.protection.decide import guard
from measurement.protection.protect import (
    protected,
    quote_views,
    quotes_allowed,
    views,
)
from measurement.protection.rules import ALL, Limits, coarse_bands
from measurement.protection.scope import EVERYONE, REST, WHOLE, Scope, View
from measurement.protection.tables import (
    COARSE,
    REASONS,
    WITHHELD,
    coarse_label,
    reason_label,
    reason_sentence,
)
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import NOT_SHOWN
from measurement.store import open_store
from measurement.tables import check

X = Scope("director", ("X",))
# Three other centres, with scores in both bands, so that the rest is never the reason.
OTHERS = """
2024 p Y 20 8 2
2024 p Y 20 2 8
2024 p Z 20 8 8
2024 p W 20 2 2
"""
# Who left the item out elsewhere too, so that the number of answers does not follow from that.
BLANKS = """
2024 p Y 4 . 8
2024 p Z 4 . 2
"""


def table(own, others=OTHERS, header="school_year strategy centre times A1 C4"):
    return answers("\n".join([header, *own.strip().splitlines(), *others.strip().splitlines()]))


def both_years(others=OTHERS):
    return others + others.replace("2024", "2025")


def open_items(found):
    return [
        item
        for i, item in enumerate(found.answers.items)
        if (found.answers.codes[:, i] != NOT_SHOWN).any()
    ]


def withheld(found):
    rows = found.withheld.astype(object)
    return [tuple(None if v != v else v for v in row) for row in rows.values]


def counted(found, item="A1"):
    made = shares(count(found.answers, ["centre"]), found.answers.questionnaire)
    mine = made[made["item"] == item]
    return [(r.centre, r.n_low, r.n_high) for r in mine.itertuples()]


def test_a_scope_is_plain_values_and_one_whatever_the_order():
    assert Scope("director", ("Z", "X", "X")) == Scope("director", ("X", "Z"))
    assert hash(Scope("director", ("Z", "X"))) == hash(Scope("director", ("X", "Z")))
    assert EVERYONE.sees_all
    assert Scope("analyst").sees_all
    assert not X.sees_all
    with pytest.raises(ValueError, match="role"):
        Scope("guest")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="within one school year"):
        View(strategy="p")


@pytest.mark.parametrize("name", ["group", "open", "other_centres", "unanimous", "crossed"])
def test_nobody_can_set_a_limit_below_the_usual_one(name):
    usual = getattr(Limits(), name)
    assert getattr(Limits(**{name: usual + 1}), name) == usual + 1
    with pytest.raises(SurveyError, match=f"niet lager zijn dan {usual}"):
        Limits(**{name: usual - 1})


def test_one_dissenting_score_is_the_least_that_hides_unanimity():
    with pytest.raises(SurveyError, match="niet lager zijn dan 1"):
        Limits(dissent=0)


def test_staff_and_analysts_see_the_rows_as_they_are():
    made = table("2024 p X 2 8 8")
    for role in ("staff", "analyst"):
        found = protected(made, Scope(role), View("2024", "p"))
        assert found.answers.n == made.n
        assert withheld(found) == []


@pytest.mark.parametrize(("n_low", "n_high", "is_open"), [(2, 3, True), (2, 2, False)])
def test_five_colleagues_are_shown_and_four_are_not(n_low, n_high, is_open):
    own = f"2024 p X {n_low} 2 2\n2024 p X {n_high} 8 8\n2024 p X 6 . 8\n2024 p X 6 . 2"
    found = protected(table(own, OTHERS + BLANKS), X)
    check(found.withheld, WITHHELD)
    if is_open:
        assert counted(found) == [("X", n_low, n_high), (REST, 40, 40)]
        assert withheld(found) == []
    else:
        assert counted(found) == []
        assert withheld(found) == [("X", "A1", "few", None)]
    assert counted(found, "C4") == [("X", 6 + n_low, 6 + n_high), (REST, 40 + 4, 40 + 4)]


def test_five_answers_of_four_persons_are_not_a_group_of_five():
    others = "\n".join(
        f"{100 * k + i} 2024 p {c} {8 if i % 2 else 2}"
        for k, c in enumerate("YZW", 1)
        for i in range(20)
    )
    header = "respondent school_year strategy centre A1\n"
    four = "1 2024 p X 2\n1 2024 p X 2\n2 2024 p X 8\n3 2024 p X 8\n4 2024 p X 8\n"
    five = four.replace("1 2024 p X 2\n1", "1 2024 p X 2\n5", 1)
    assert counted(protected(answers(header + four + others), X)) == []
    assert counted(protected(answers(header + five + others), X)) == [("X", 2, 3), (REST, 30, 30)]


@pytest.mark.parametrize(("n_scored", "is_open"), [(5, True), (4, False)])
def test_not_applicable_does_not_make_a_group_of_scores_large(n_scored, is_open):
    own = f"2024 p X 2 2 2\n2024 p X {n_scored - 2} 8 8\n2024 p X 9 n 8\n2024 p X 4 . 2"
    found = protected(table(own), X)
    assert bool(counted(found)) == is_open


@pytest.mark.parametrize(
    ("n_low", "n_high", "coarse"),
    [
        (0, 12, "almost_all_high"),
        (1, 11, "almost_all_high"),
        (2, 10, None),
        (11, 1, "almost_all_low"),
    ],
)
def test_a_small_group_that_nearly_agrees_is_only_described(n_low, n_high, coarse):
    own = f"2024 p X {n_low} 2 2\n2024 p X {n_high} 8 8\n2024 p X 9 . 2\n2024 p X 9 . 8"
    found = protected(table(own), X)
    if coarse is None:
        assert counted(found)[0] == ("X", n_low, n_high)
    else:
        assert counted(found) == []
        assert withheld(found) == [("X", "A1", "unanimous", coarse)]


def test_twenty_that_agree_are_shown():
    assert counted(protected(table("2024 p X 20 8 8"), X))[0] == ("X", 0, 20)
    assert counted(protected(table("2024 p X 19 8 8"), X)) == []


def test_almost_everybody_not_applicable_is_described_as_such():
    own = "2024 p X 12 n 8\n2024 p X 9 . 2"
    assert withheld(protected(table(own), X)) == [
        ("X", "A1", "unanimous", "almost_all_not_applicable")
    ]


def test_ticked_options_and_scales_without_a_cut_are_guarded_alike():
    header = "school_year strategy centre times K1 V1"
    others = "\n".join(f"2024 p {c} 20 {k} {v}" for c in "YZW" for k, v in ((1, 3), (0, 9)))
    nobody = table("2024 p X 8 0 3\n2024 p X 4 0 9", others, header)
    assert withheld(protected(nobody, X)) == [("X", "K1", "unanimous", "almost_all_low")]
    alike = table("2024 p X 8 0 3\n2024 p X 4 1 3", others, header)
    assert withheld(protected(alike, X)) == [("X", "V1", "unanimous", "almost_all_alike")]
    assert str(coarse_label("almost_all_low", ticked=True)) == "door (bijna) niemand aangevinkt"


@pytest.mark.parametrize(
    ("others", "is_open"),
    [
        ("2024 p Y 9 8 8\n2024 p Z 9 2 2\n2024 p W 1 2 2", True),
        ("2024 p Y 9 8 8\n2024 p Z 9 2 2", False),
        ("2024 p Y 2 8 8\n2024 p Z 2 2 2\n2024 p W 1 2 2", True),
        ("2024 p Y 1 8 8\n2024 p Z 2 2 2\n2024 p W 1 2 2", False),
    ],
)
def test_the_rest_is_at_least_five_persons_of_three_other_centres(others, is_open):
    found = protected(table("2024 p X 6 8 8\n2024 p X 6 2 2", others), X)
    assert bool(counted(found)) == is_open


def test_a_year_that_is_too_small_hides_the_other_year_too():
    own = "2024 p X 2 8 8\n2024 p X 2 2 2\n2025 p X 6 8 8\n2025 p X 6 2 2"
    made = table(own, both_years())
    assert counted(protected(made, X)) == [("X", 8, 8), (REST, 80, 80)]
    assert views(made, X) == (WHOLE,)
    large = table(own.replace("X 2 8", "X 3 8"), both_years())
    assert views(large, X) == (
        WHOLE,
        View("2024"),
        View("2024", "p"),
        View("2025"),
        View("2025", "p"),
    )


def test_of_three_years_the_small_one_takes_one_other_with_it():
    own = "2024 p X 1 8 8\n2024 p X 1 2 2\n2025 p X 4 8 8\n2025 p X 4 2 2\n2026 p X 9 8 8\n2026 p X 9 2 2"
    made = table(own, both_years() + OTHERS.replace("2024", "2026"))
    assert views(made, X) == (WHOLE, View("2026"), View("2026", "p"))
    assert counted(protected(made, X, View("2026"))) == [("X", 9, 9), (REST, 40, 40)]


def test_a_year_without_answers_of_the_centre_is_not_offered_and_hides_nothing():
    made = table("2024 p X 6 8 8\n2024 p X 6 2 2", both_years())
    assert views(made, X) == (WHOLE, View("2024"), View("2024", "p"))
    assert counted(protected(made, X, View("2024")))[0] == ("X", 6, 6)


def test_an_item_asked_in_one_strategy_only_is_no_data_in_the_other():
    own = "2024 p X 6 8 8\n2024 p X 6 2 2\n2024 q X 6 . 8\n2024 q X 6 . 2"
    others = OTHERS + "2024 q Y 20 . 8\n2024 q Z 20 . 2\n2024 q W 20 . 8"
    made = table(own, others)
    other = protected(made, X, View("2024", "q"))
    assert open_items(other) == ["C4"]
    assert withheld(other) == []
    assert counted(protected(made, X, View("2024", "p")))[0] == ("X", 6, 6)


def small_first_year(later):
    own = f"2024 p X 2 8 8\n2024 p X 2 2 2\n2024 p X 9 . 8\n2024 p X 9 . 2\n{later}"
    return table(own, both_years(OTHERS + BLANKS))


def test_below_the_whole_a_reason_never_tells_which_group_is_small():
    """All that is hidden below an open view has one reason: "too few" would bound the others."""
    made = small_first_year("2025 p X 6 8 8\n2025 p X 6 2 2\n2025 p X 2 . 8\n2025 p X 2 . 2")
    for year in ("2024", "2025"):
        assert withheld(protected(made, X, View(year))) == [("X", "A1", "protected", None)]
    assert counted(protected(made, X))[0] == ("X", 8, 8)


def test_a_small_year_that_follows_from_who_answered_closes_the_whole():
    """Everybody answered in 2025, as anyone can see: what is left of all years is 2024."""
    own = "2024 p X 2 8 8\n2024 p X 2 2 2\n2024 p X 9 . 8\n2024 p X 9 . 2"
    own += "\n2025 p X 6 8 8\n2025 p X 6 2 2"
    made = table(own, OTHERS + BLANKS + OTHERS.replace("2024", "2025"))
    assert counted(protected(made, X)) == []
    assert counted(protected(made, X, rules=ALL - {"audit"}))[0] == ("X", 8, 8)


def test_of_several_own_centres_the_smallest_decides_for_all():
    own = "2024 p X 6 8 8\n2024 p X 6 2 2\n2024 p V 2 8 8\n2024 p V 2 2 2\n2024 p V 9 . 8\n2024 p V 9 . 2"
    made = table(own, OTHERS + BLANKS)
    assert counted(protected(made, X))[0] == ("X", 6, 6)
    found = protected(made, Scope("director", ("X", "V")))
    assert counted(found) == []
    assert withheld(found) == [("V", "A1", "few", None), ("X", "A1", "protected", None)]
    assert [r[0] for r in counted(found, "C4")] == ["V", "X", REST]


def test_no_other_centre_and_no_finer_column_is_left_in_the_rows():
    made = answers(
        "school_year strategy initiative moment centre net ambt role A1 times\n"
        "2024 p one short X go arts anker 8 6\n2024 p two short X go arts anker 2 6\n"
        "2024 p one long Y go arts anker 8 9\n2024 p one short Z vrij arts starter 2 9\n"
        "2024 p one short W vrij arts starter 2 9"
    )
    for view in (WHOLE, View("2024"), View("2024", "p")):
        people = protected(made, X, view).answers.respondents
        assert list(people["centre"].cat.categories) == ["X", REST]
        for column in ("initiative", "moment", *PERSON_COLUMNS):
            assert people[column].isna().all()
            assert list(people[column].cat.categories) == []
        assert people["school_year"].notna().all() == bool(view.school_year)
        assert people["strategy"].notna().all() == bool(view.strategy)
        assert people["survey"].nunique() == 1
    assert list(made.respondents["centre"].cat.categories) == ["W", "X", "Y", "Z"]


def test_persons_are_numbered_by_what_is_shown_and_not_as_they_came():
    made = table("2024 p X 6 8 8\n2024 p X 6 2 2")
    people = protected(made, X).answers.respondents["respondent"]
    assert sorted(people) == list(range(1, made.n + 1))
    turned = table("2024 p X 6 2 2\n2024 p X 6 8 8", "\n".join(OTHERS.strip().split("\n")[::-1]))
    one, other = protected(made, X).answers, protected(turned, X).answers
    assert (one.codes == other.codes).all()
    assert one.respondents.equals(other.respondents)


def test_a_person_with_two_surveys_stays_one_person():
    made = answers(
        "respondent school_year strategy centre A1 times\n1 2024 p X 8 2\n2 2024 p X 2 1\n"
        "3 2024 p X 2 1\n4 2024 p X 8 1\n5 2024 p X 2 1\n6 2024 p X 8 1\n"
        + "\n".join(f"{i} 2024 p {'YZW'[i % 3]} {8 if i % 2 else 2} 1" for i in range(10, 40))
    )
    mine = protected(made, X).answers.where(centre="X").respondents
    assert (len(mine), mine["respondent"].nunique()) == (7, 6)


def test_invitations_are_pooled_to_the_own_centre_and_the_rest():
    made = answers(
        "school_year strategy centre times A1 survey\n2024 p X 6 8 1\n2024 p X 6 2 2\n"
        "2024 p Y 6 2 1\n2024 p Z 6 8 1\n2024 p W 6 8 2",
        "school_year strategy centre survey n_invited\n2024 p X 1 8\n2024 p X 2 9\n"
        "2024 p Y 1 10\n2024 p Z 1 10\n2024 p W 2 10",
    )
    found = protected(made, X).answers
    rows = response(found, ["centre"])
    assert [(r.centre, r.n_invited, r.n_answered) for r in rows.itertuples()] == [
        ("X", 8 + 9, 12),
        (REST, 30, 18),
    ]
    assert set(found.invitations["centre"]) == {"X", REST}


def test_invitations_that_are_unknown_stay_unknown():
    found = protected(table("2024 p X 6 8 8\n2024 p X 6 2 2"), X).answers
    assert response(found, ["centre"])["rate"].isna().all()


def test_a_view_that_is_not_offered_is_refused_whatever_asked_for_it():
    made = table("2024 p X 6 8 8\n2024 p X 6 2 2\n2024 q X 3 8 8", OTHERS + "2024 q Y 9 8 8")
    for view in (View("2024", "q"), View("1999"), View("2024", "nothing")):
        with pytest.raises(SurveyError, match="Kies een ruimere"):
            protected(made, X, view)


@pytest.mark.parametrize("scope", [Scope("director"), Scope("director", ("nowhere",))])
def test_a_director_without_answers_gets_no_row_at_all(scope):
    found = protected(table("2024 p X 6 8 8\n2024 p X 6 2 2"), scope)
    assert found.answers.n == 0
    assert len(found.answers.invitations) == 0
    assert views(table("2024 p X 6 8 8"), scope) == ()


def test_zero_measurements_are_no_part_of_what_a_director_gets():
    header = "school_year strategy moment centre times A1 C4"
    others = "\n".join(f"2024 p long {c} 20 {v} {v}" for c in "YZW" for v in (2, 8))
    made = table("2024 p zero X 9 2 2\n2024 p long X 6 8 8\n2024 p long X 6 2 2", others, header)
    assert counted(protected(made, X))[0] == ("X", 6, 6)


@pytest.mark.parametrize(("n", "coarse"), [(19, True), (20, False)])
def test_small_groups_have_their_distribution_in_two_bands(n, coarse):
    assert coarse_bands(n) is coarse


def test_quotes_need_ten_persons_here_and_in_every_view_beside_it():
    def remarks(first, second):
        rows = "\n".join(f"{i} {2024 if i < first else 2025} p X" for i in range(first + second))
        return answers("respondent school_year strategy centre\n" + rows).respondents

    assert quote_views(remarks(5, 4), X) == ()
    assert quote_views(remarks(9, 11), X) == (WHOLE,)
    assert View("2025") in quote_views(remarks(10, 10), X)
    assert quotes_allowed(remarks(5, 4), EVERYONE)
    assert not quotes_allowed(remarks(9, 11), X, View("2025"))


def test_every_reason_and_coarse_word_has_its_own_text():
    assert len({str(reason_label(r)) for r in REASONS}) == len(REASONS)
    assert len({str(reason_sentence(r)) for r in REASONS}) == len(REASONS)
    assert len({str(coarse_label(c)) for c in COARSE}) == len(COARSE)
    assert str(reason_label("few")) == "te weinig antwoorden"
    assert str(reason_label("protected")) == "verborgen ter bescherming"


def test_the_answers_stay_as_they_were():
    made = table("2024 p X 6 8 8\n2024 p X 6 2 2")
    codes, people = made.codes.copy(), made.respondents.copy()
    protected(made, X)
    assert (made.codes == codes).all()
    assert made.respondents.equals(people)


def test_of_the_example_at_least_seven_cells_in_ten_are_shown_and_half_exactly(example_store):
    with open_store(str(example_store)) as store:
        made = store.answers(load())
    asked = exact = coarse = 0
    for centre in sorted(set(made.respondents["centre"])):
        known = guard(made, Scope("director", (centre,)))
        found = known.shown(*known.views())
        asked, exact, coarse = asked + found.asked, exact + found.exact, coarse + found.coarse
        assert View() in known.views()
    assert asked > 2000
    assert (exact + coarse) / asked >= 0.7
    assert exact / asked >= 0.5


def test_what_a_guard_counts_as_shown_is_what_the_protected_rows_hold(example_store):
    with open_store(str(example_store)) as store:
        made = store.answers(load())
    scope = Scope("director", ("Centrum 07",))
    known = guard(made, scope)
    for view in known.views():
        found = protected(made, scope, view, decision=known)
        real = count(made.without_zero().where(centre="Centrum 07", **view.filters()))
        asked = real.numbers[0, :, 2:].any(axis=1)
        exact = (found.answers.codes != NOT_SHOWN).any(axis=0)
        shown = known.shown(view)
        told = found.withheld[found.withheld["item"].isin(list(found.answers.items))]
        assert shown.asked == int(asked.sum())
        assert shown.exact == int((asked & exact).sum())
        assert shown.coarse == int(told["coarse"].notna().sum())


def test_answers_of_nobodys_centre_are_not_of_a_centre_without_answers():
    lost = "\n2024 p ? 20 8 2\n2024 p ? 20 2 8"
    made = table("2024 p X 9 8 2\n2024 p X 9 2 8", OTHERS + lost)
    assert made.respondents["centre"].isna().sum() == 40
    nobody = Scope("director", ("Geen antwoorden",))
    assert views(made, nobody) == ()
    assert protected(made, nobody).answers.empty


def test_without_any_answer_nothing_is_offered_and_nothing_breaks():
    none = table("2024 p X 9 8 2").where(centre="nergens")
    assert none.empty
    assert views(none, X) == ()


@pytest.mark.parametrize(
    ("scores", "is_open"),
    [
        ((4, 5, 6, 7, 8), False),  # as it is shown, turned: everybody hindering
        ((1, 1, 2, 3, 3), False),  # everybody enabling
        ((1, 2, 3, 8, 8), True),
        ((3, 3, 4, 5, 5), True),  # raw all low, but two enabling and three hindering
    ],
)
def test_a_negative_factor_is_judged_as_it_is_shown(scores, is_open):
    own = "\n".join(f"2024 p X 2 {8 if i % 2 else 2} {score}" for i, score in enumerate(scores))
    found = protected(table(own), X)
    assert ("C4" in open_items(found)) is is_open
    if not is_open:
        (row,) = [row for row in withheld(found) if row[1] == "C4"]
        assert row[2] == "unanimous"
        assert row[3] == ("almost_all_low" if min(scores) > 3 else "almost_all_high")


def test_an_item_that_is_shown_by_two_cuts_stays_closed():
    every = table("2024 p X 9 8 2\n2024 p X 9 2 8")
    told = SMALL.model_dump()
    for item in told["items"]:
        item["direction"] = "-" if item["module"] == "A" else item["direction"]
    made = Questionnaire.model_validate(told)
    effect = set(made.items_with("effect"))
    assert effect & set(open_items(protected(every, X)))
    assert not effect & set(open_items(protected(replace(every, questionnaire=made), X)))


def test_leaving_a_rule_out_shows_more():
    own = "2024 p X 2 8 8\n2024 p X 2 2 2\n2024 p X 9 . 8\n2024 p X 9 . 2"
    assert counted(protected(table(own), X)) == []
    assert counted(protected(table(own), X, rules=ALL - {"minimum", "scored"}))[0] == ("X", 2, 2)
