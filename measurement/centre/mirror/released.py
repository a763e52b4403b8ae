"""What staff experience of a success factor, by what was released: sums of atoms, with bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from measurement.centre.mirror.evidence import Standing, standing
from measurement.centre.mirror.knoster import STATES as ELEMENT_STATES
from measurement.centre.mirror.knoster import TENSIONS, state_of
from measurement.centre.mirror.mirror import REASONS, VERDICTS, Basis, judge, n_linked
from measurement.centre.mirror.tables import RELEASED_KNOSTER, RELEASED_MIRROR
from measurement.questionnaire.linked_items import Linked, linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import STATES
from measurement.releases.atoms import Atom
from measurement.releases.views import Choice, Sum, by_item, cautious_squares, interval
from measurement.rows import framed_by_name


class Experience(NamedTuple):
    """What staff say on the items linked to a success factor, or to an element of Knoster.

    ``persons``: who scored, at least how many; ``least`` and ``most`` bound the favourable of ``n_answers``
    scores; the interval reaches over both; ``standing`` is told only where it is so at both.
    """

    factor: str
    items: tuple[str, ...]
    persons: int
    n_answers: int
    least: int
    most: int
    size: float
    lower: float
    upper: float
    standing: Standing
    n_ticked_answers: int


def experiences(
    atoms: Iterable[Atom], questionnaire: Questionnaire, view: Choice, link: str = "success_factor"
) -> tuple[Experience, ...]:
    """What is published of the items linked to every factor, in a view, of one centre.

    The number of persons is that of the item with most; as if the same persons gave all answers,
    so that the interval is never too narrow.
    """
    sums = by_item(atoms, view)
    linked = linked_items(questionnaire, link)
    return tuple(_experience(factor, one, sums, questionnaire) for factor, one in linked.items())


def _experience(
    factor: str, linked: Linked, sums: dict[str, Sum], questionnaire: Questionnaire
) -> Experience:
    items = tuple(item for item in linked.scales if item in sums and sums[item].scored)
    linked_sums = [sums[item] for item in items]
    persons = max((one.scorers for one in linked_sums), default=0)
    n, least, most = (
        sum(getattr(one, name) for one in linked_sums) for name in ("scored", "least", "most")
    )
    size = _size(linked_sums, n, persons)
    bounds = interval(least, most, n, size, questionnaire.thresholds.confidence)
    ticked = max((sums[i].scored for i in linked.ticked if i in sums), default=0)
    stands = _stands((least, most), n, size, persons, questionnaire)
    return Experience(factor, items, persons, n, least, most, size, *bounds, stands, ticked)


def _size(linked_sums: Sequence[Sum], n: int, persons: int) -> float:
    """n²/Σm², the persons counted, with Σm² at most: never more than there are persons."""
    squares = cautious_squares(one.squares for one in linked_sums)
    return min(n**2 / squares, float(persons)) if n else 0.0


def _stands(
    bounds: tuple[int, int], n: int, size: float, persons: int, questionnaire: Questionnaire
) -> Standing:
    if not n:
        return Standing("", False)
    both = [
        standing(
            k / n,
            *interval(k, k, n, size, questionnaire.thresholds.confidence),
            persons,
            questionnaire,
        )
        for k in bounds
    ]
    low, high = both
    if low.lean != high.lean:
        return Standing("divided", False)
    return Standing(low.lean, low.certain and high.certain)


def released_mirror(
    centre: str,
    states: Mapping[str, str],
    found: Iterable[Experience],
    questionnaire: Questionnaire,
    factors: Sequence[str],
) -> pd.DataFrame:
    """The declared table ``released_mirror`` of a centre: one row per success factor, in that order.

    ``states`` is the checklist that holds; ``found`` what staff experience, in a view. The rule is
    that of :mod:`~measurement.centre.mirror.mirror`; a verdict holds over the whole bound.
    """
    linked, experience_of = linked_items(questionnaire), {one.factor: one for one in found}
    rows = []
    for factor in factors:
        one = experience_of.get(factor, _nobody(factor))
        basis = Basis(
            n_linked(linked, factor), one.n_answers, one.n_ticked_answers, _told_standing(one)
        )
        state = states.get(factor)
        rows.append(
            {"centre": centre, "factor": factor, "state": state}
            | _figures(one)
            | judge(state, basis)._asdict()
        )
    orders = {"factor": factors, "state": STATES, "verdict": VERDICTS, "reason": REASONS}
    return framed_by_name(rows, RELEASED_MIRROR, orders)


def released_knoster(
    centre: str,
    found: Iterable[Experience],
    questionnaire: Questionnaire,
    tensions: Mapping[str, str] = TENSIONS,
) -> pd.DataFrame:
    """The declared table ``released_knoster`` of a centre: one row per element, in the model's order.

    ``found`` is what staff experience by the link ``knoster``; the rule that of
    :func:`~measurement.centre.mirror.knoster.state_of`, over the whole bound. Only a missing element
    has a tension; ``tensions`` names the elements, in order, each with its own.
    """
    linked, experience_of = linked_items(questionnaire, "knoster"), {e.factor: e for e in found}
    elements = [*tensions, *(e for e in linked if e not in tensions)]
    rows = []
    for element in elements:
        one = experience_of.get(element, _nobody(element))
        state = state_of(n_linked(linked, element), one.n_answers, _told_standing(one))
        tension = tensions.get(element) if state == "missing" else None
        rows.append(
            {"centre": centre, "element": element, "state": state, "tension": tension}
            | _figures(one)
        )
    orders = {"element": elements, "state": ELEMENT_STATES, "tension": tensions.values()}
    return framed_by_name(rows, RELEASED_KNOSTER, orders)


def _nobody(factor: str) -> Experience:
    nothing = float("nan")
    return Experience(factor, (), 0, 0, 0, 0, 0.0, nothing, nothing, Standing("", False), 0)


def _told_standing(one: Experience) -> Standing:
    """How it stands; as if nobody answered where nothing but numbers of answers is told."""
    untold = (one.least, one.most) == (0, one.n_answers) and one.n_answers > 0
    return Standing("", False) if untold else one.standing


def _figures(one: Experience) -> dict[str, Any]:
    n = one.n_answers
    return {
        "n": one.persons,
        "n_answers": n,
        "n_favourable_least": one.least,
        "n_favourable_most": one.most,
        "evidence_least": one.least / n if n else None,
        "evidence_most": one.most / n if n else None,
        "lower": one.lower,
        "upper": one.upper,
        "items": ", ".join(one.items) or None,
    }
