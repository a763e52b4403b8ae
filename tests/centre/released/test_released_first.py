"""What a director reads first: no surer than the bounds."""

from __future__ import annotations

from linked_survey import LINKED
from test_released_profile import NAMES, mirrored, seen

from measurement.centre.released.factors import released_factors
from measurement.centre.released.first import clearly, contradicting, mirror_sentence
from measurement.centre.released.told import told
from measurement.denominator import WITH, WITHOUT
from measurement.tables import records


def test_what_clearly_helps_and_hinders_is_told_within_its_bounds() -> None:
    """Time: 1 of 20 enabling, so at most 2. Means: 20 of 20, so at least 18."""
    factors = released_factors(seen("C1 C2", "19 2 8\n1 7 8"))
    assert clearly(factors, LINKED, "hindering", WITHOUT) == [
        "Tijd: minstens 18 van 20 met een score"
    ]
    (helps,) = clearly(factors, LINKED, "enabling", WITHOUT)
    assert helps.startswith("Middelen: ")
    assert helps.endswith("20 met een score")


def test_what_clearly_helps_is_told_on_the_denominator_of_its_figure() -> None:
    """Of 23 people 3 have no view: 20 scores, of which 18 at most are known to be high."""
    factors = released_factors(seen("C2", "18 8\n2 1\n3 n"))
    (row,) = records(factors)
    found = told(row, WITH)
    assert clearly(factors, LINKED, "enabling", WITH) == [f"Middelen: {found.part}, n.v.t. mee"]
    assert found.n == 23


def test_where_no_verdict_says_so_nothing_is_called_helping_or_hindering() -> None:
    factors = released_factors(seen("C1", "5 8\n5 2"))
    assert clearly(factors, LINKED, "hindering", WITHOUT) == [
        "Van wat gezegd wordt, hindert niets duidelijk."
    ]
    assert clearly(factors, LINKED, "enabling", WITHOUT) == [
        "Van wat gezegd wordt, helpt niets duidelijk."
    ]


def test_a_contradiction_is_told_with_its_bounds() -> None:
    """Present by the checklist, and 1 of 20 scores favourable, so at most 2."""
    table = mirrored(seen("C1", "19 2\n1 8"), S8="present")
    (said,) = contradicting(table, NAMES)
    assert said == "Tijd: aanwezig volgens de checklist, hoogstens 2 van 20 scores gunstig"
    assert "spreken elkaar tegen bij 1, waarvan 1 zeker" in mirror_sentence(table)


def test_without_any_verdict_the_mirror_does_not_say_that_views_agree() -> None:
    table = mirrored(seen("C1", "19 2\n1 8"))
    assert contradicting(table, NAMES) == ["De spiegel heeft nog geen oordeel."]
    assert mirror_sentence(table) == ""
