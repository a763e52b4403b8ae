"""Every figure with a name: it is drawn from the example, without a warning, with its words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from measurement.centre.released.seen import Seen
from measurement.denominator import WITH
from measurement.errors import SurveyError
from measurement.questionnaire import comparability, success_factor_files
from measurement.questionnaire.files.reading import load
from measurement.releases.views import Choice
from measurement.reports.named.asked import Known, OfCentre, OfNetwork
from measurement.reports.named.of_centre import CENTRE
from measurement.reports.named.registry import NETWORK, named, named_of_centre
from measurement.reports.pictures import pictured
from measurement.store import Store, open_store


@pytest.fixture(scope="module")
def store(example_store: Path) -> Iterator[Store]:
    with open_store(str(example_store)) as opened:
        yield opened


@pytest.fixture(scope="module")
def known(store: Store) -> Known:
    terms = success_factor_files.load()
    return Known(terms, comparability.load(), store.checklists.table(terms))


@pytest.mark.parametrize("name", NETWORK)
def test_every_figure_of_the_network_is_drawn(name: str, store: Store, known: Known) -> None:
    answers, figure = store.answers(load()), NETWORK[name]
    asked = OfNetwork(answers, known, WITH)
    ids = list(figure.of(asked)) if figure.of else [""]
    for one in {*ids[:1], *ids[-1:]}:
        drawn, words = named(name, OfNetwork(answers, known, WITH, {}, one))
        assert words.title.startswith(str(figure.title))
        assert words.caption.endswith((".", ")"))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert pictured(drawn, words, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("name", CENTRE)
def test_every_figure_of_a_centre_is_drawn_of_its_release(
    name: str, store: Store, known: Known
) -> None:
    centre, figure = "Centrum 07", CENTRE[name]
    names = store.releases.names_of(centre)
    seen = Seen(store.releases.history().of(names), names, load(), Choice())
    ids = list(figure.of(OfCentre(seen, known, WITH))) if figure.of else [""]
    drawn, words = named_of_centre(name, OfCentre(seen, known, WITH, ids[0]))
    assert words.title.startswith(f"{centre} · {figure.title}")
    assert "(nr. " in words.caption
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pictured(drawn, words, "png").startswith(b"\x89PNG")


def test_a_figure_of_one_says_of_which_it_may_be(store: Store, known: Known) -> None:
    answers = store.answers(load())
    with pytest.raises(SurveyError, match="B4"):
        named("funnel", OfNetwork(answers, known, WITH, {}, "nope"))


def test_a_centre_alone_is_compared_with_all_others(store: Store, known: Known) -> None:
    answers = store.answers(load())
    drawn = named("difference", OfNetwork(answers, known, WITH, {}, "B4"))
    whole = pictured(*drawn, "svg").decode()
    where = {"centre": ["Centrum 07"]}
    drawn = named("difference", OfNetwork(answers, known, WITH, where, "B4"))
    alone = pictured(*drawn, "svg").decode()
    assert "Centrum 07" in whole
    assert "Centrum 08" in whole
    assert "Centrum 07" in alone
    assert "Centrum 08" not in alone
