"""Figures of several items together: scales, and what staff experience of a success factor."""

from __future__ import annotations

import numpy as np
import pytest
from network import SECRET, invented, who

from measurement.centre.mirror.evidence import Standing
from measurement.centre.mirror.released import experiences
from measurement.counting.answers import Answers
from measurement.measures.scales.scales import scales_of
from measurement.releases.atoms import Atom
from measurement.releases.history import History, added
from measurement.releases.release import release
from measurement.releases.scales import scale_figures
from measurement.releases.views import EVERYTHING


def released() -> tuple[Answers, tuple[Atom, ...]]:
    """Answers of nine centres, and the atoms of one of them."""
    answers = invented(centres=9, persons=14)
    one = release(answers, who(answers), SECRET, History().before(), day="", by="")
    return answers, added(History(), one).of({"Centrum 2"}).atoms


def test_a_scale_is_the_mean_of_the_means_of_its_items() -> None:
    answers, atoms = released()
    found = {one.scale: one for one in scale_figures(atoms, answers.questionnaire, EVERYTHING)}
    assert found
    for scale in scales_of(answers.questionnaire):
        if scale.id not in found or scale.parts:
            continue
        means = []
        for item in scale.items:
            (one,) = (a for a in atoms if a.item == item and a.level == "whole")
            mean = sum(p * n for p, n in one.counts) / one.scored
            negative = answers.questionnaire.item_by_id[item].direction == "-"
            means.append(9 - mean if negative and scale.role == "capacities" else mean)
        assert found[scale.id].mean == pytest.approx(np.mean(means))


def test_a_scale_without_the_mean_of_one_item_is_not_told() -> None:
    answers, atoms = released()
    first = scale_figures(atoms, answers.questionnaire, EVERYTHING)[0]
    items = next(s for s in scales_of(answers.questionnaire) if s.id == first.scale).items
    fewer = [a for a in atoms if a.item != items[0]]
    assert first.scale not in {
        one.scale for one in scale_figures(fewer, answers.questionnaire, EVERYTHING)
    }


def test_what_staff_experience_is_a_sum_with_its_bounds() -> None:
    answers, atoms = released()
    for one in experiences(atoms, answers.questionnaire, EVERYTHING):
        mine = [a for a in atoms if a.level == "whole" and a.item in one.items]
        assert one.n_answers == sum(a.scored for a in mine)
        assert one.least == sum(a.bounds[0] for a in mine)
        assert one.most == sum(a.bounds[1] for a in mine)
        assert one.size <= one.persons == max((a.scorers for a in mine), default=0)
        if one.n_answers and one.least == 0 and one.most == one.n_answers:
            assert one.standing.lean == "divided"


def test_a_word_is_told_only_where_it_is_so_over_the_whole_bound() -> None:
    """Each of the items as it could be at either end."""
    answers, atoms = released()
    told = [one for one in experiences(atoms, answers.questionnaire, EVERYTHING) if one.n_answers]
    assert any(one.least < one.most for one in told)
    for one in told:
        ends = one.least / one.n_answers, one.most / one.n_answers
        if one.standing.lean == "favourable":
            assert min(ends) >= answers.questionnaire.thresholds.mirror_high
        if one.standing.lean == "unfavourable":
            assert max(ends) <= answers.questionnaire.thresholds.mirror_low
    assert all(
        one.standing == Standing("", False)
        for one in experiences((), answers.questionnaire, EVERYTHING)
    )
