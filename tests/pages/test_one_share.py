"""One truth per item: the same item, school year and choice give the same share on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import pytest
from opened_pages import dashboard

from measurement.denominator import DENOMINATORS, WITH, WITHOUT, Denominator
from measurement.words import percent
from pages.centre.inspection import data as inspections
from pages.centre.profile import figures as profile
from pages.desk import source, tables
from pages.desk.selection import Look, Selection
from pages.desk.shown import figures
from pages.frame import person
from pages.results.comparison import data as fair
from pages.results.comparison import figures as fair_figures
from pages.results.factors import figures as factor_figures
from pages.results.items import figures as item_figures
from pages.results.overview import figures as overview_figures
from pages.results.trend import data as evolution
from pages.results.trend import figures as trend_figures

YEAR = "2024-2025"
CENTRE = "Centrum 07"
pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture(autouse=True)
def _on_the_example(example_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MEASUREMENT_STORE", str(example_store))
    person.let_in(person.OWNER)
    yield
    person.let_in(None)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("<br>", " ").replace("\u00a0", " "))


def hovers(figure: go.Figure | None) -> list[str]:
    """All hover texts of a figure."""
    found: list[object] = []
    for trace in figure.data if figure is not None else ():
        told = trace.hovertext if trace.hovertext is not None else []
        for one in [told] if isinstance(told, str) else told:
            found += [one] if isinstance(one, str) else list(one)
    return [plain(str(one)) for one in found]


def share_of(figure: go.Figure | None, label: str, before: str = "") -> str:
    """The one share and denominator that a figure shows behind a label; '' when it shows none."""
    found = set()
    for text in hovers(figure):
        if text.startswith(plain(label)):
            rest = text[len(plain(label)) :]
            of = re.search(r"van \d+(?:, n\.v\.t\. mee| met een score)", rest)
            share = re.search(rf"{before}(\d+,\d) %", rest)
            if of and share:
                found.add(f"{share[1]} % {of[0]}")
    assert len(found) < 2, (label, found)
    return found.pop() if found else ""


def of_network(chosen: Selection, item: str) -> dict[str, str]:
    """What every page of the network prints of an item in one school year."""
    known = source.questionnaire()
    described, role = known.item_by_id[item], known.role_of(item)
    name, everything = figures.wording(item), replace(chosen, school_year=())
    found = {
        "items": share_of(item_figures.items(chosen, described.module, "share"), name, "hoog "),
        "items per year": share_of(
            item_figures.per_group(everything, item, ("school_year",)), "2024-25", "hoog "
        ),
        "evolution": share_of(
            trend_figures.large(everything, role, item), f"{evolution.item_name(item)} 24-25:"
        ),
        "comparison": in_words(fair.item_sentences(chosen, item)[0]),
        "funnel": in_words(
            plain(
                " ".join(
                    a.text for a in fair_figures.funnel(chosen, item, False).layout.annotations
                )
            )
            + of_all(chosen, item)
        ),
    }
    if role == "effect":
        level = next(str(one.label) for one in known.levels if one.id == described.dimension)
        found |= {
            "chain": share_of(overview_figures.chain(chosen), level),
            "effect": share_of(overview_figures.effect(chosen), name, "hoog "),
        }
    else:
        label = str(known.factor_label(described.dimension))
        found |= {"factors": share_of(factor_figures.network(chosen), label)}
        found |= {"what helps": share_of(factor_figures.top_factors(chosen, "enabling"), label)}
    return {page: told for page, told in found.items() if told}


def in_words(sentence: str) -> str:
    """The share and denominator in a sentence."""
    share, of = (
        re.search(pattern, plain(sentence))
        for pattern in (r"(\d+,\d) %", r"van \d+(?:, n\.v\.t\. mee| met een score)")
    )
    return f"{share[1]} % {of[0]}" if share and of else ""


def of_all(chosen: Selection, item: str) -> str:
    """The denominator of the line of the funnel: all centres of it together."""
    table = fair.of_item(chosen, item)
    columns = ("n_all", "n_rest_all") if chosen.denominator == WITH else ("n_scored", "n_rest")
    n = int(table.iloc[0][list(columns)].sum())
    return f" van {n}, n.v.t. mee" if chosen.denominator == WITH else f" van {n} met een score"


@pytest.mark.parametrize(
    ("denominator", "share"),
    [
        (WITH, f"{plain(percent(41, 89))} van 89, n.v.t. mee"),
        (WITHOUT, f"{plain(percent(41, 89 - 19))} van 70 met een score"),
    ],
)
def test_pupils_is_one_figure_on_every_page(denominator: Denominator, share: str) -> None:
    told = of_network(Selection((YEAR,), denominator=denominator), "B4")
    assert set(told) == {
        "items",
        "items per year",
        "evolution",
        "comparison",
        "funnel",
        "chain",
        "effect",
    }
    assert set(told.values()) == {share}


@pytest.mark.parametrize("denominator", DENOMINATORS)
@pytest.mark.parametrize(
    ("role", "strategy"), [("effect", "opleiding_vorming"), ("effect", "plg"), ("factors", "")]
)
def test_every_item_has_one_share_on_all_pages(
    role: str, strategy: str, denominator: Denominator
) -> None:
    """The overview has a block per kind of survey: one strategy at a time for the effect."""
    strategies = (strategy,) if strategy else ()
    chosen, known = Selection((YEAR,), strategies, denominator=denominator), source.questionnaire()
    asked = set(tables.share_table(chosen)["item"].astype(str))
    items = [i for i in known.items_with(role) if i in asked]
    assert len(items) > 3
    for item in items:
        told = of_network(chosen, item)
        assert len(told) >= 5, (item, told)
        assert len(set(told.values())) == 1, (item, told)


@pytest.mark.parametrize("denominator", DENOMINATORS)
def test_the_inspection_shows_the_share_of_all_years(denominator: Denominator) -> None:
    chosen = Selection(denominator=denominator)
    figure, found = inspections.beside_figure(denominator), 0
    for text in hovers(figure):
        item = text.split(" · ")[0]
        known = source.questionnaire().item_by_id[item]
        if source.questionnaire().role_of(item) in ("effect", "factors"):
            here = share_of(
                item_figures.items(chosen, known.module, "share"), figures.wording(item), "hoog "
            )
            assert here == in_words(text), item
            found += 1
    assert found > 2


@pytest.mark.parametrize("denominator", DENOMINATORS)
def test_what_a_profile_tells_exactly_is_what_the_page_of_items_shows_of_its_centre(
    denominator: Denominator,
) -> None:
    """Everything was released, and nothing came in since."""
    chosen, known = Selection((YEAR,), denominator=denominator), source.questionnaire()
    look, shown = Look(CENTRE, YEAR), 0
    for role, draw in (("effect", profile.effect), ("factors", profile.factors)):
        figure = draw(look, denominator)
        for item in known.items_with(role):
            if known.scale_of(item).kind != "rating":
                continue
            if told := share_of(figure, figures.short_name(item)):
                living = item_figures.per_group(chosen, item, ("centre",))
                assert told == share_of(living, CENTRE, "hoog "), item
                shown += 1
    assert shown > 10


def test_the_choice_goes_along_to_every_page_and_stands_in_the_link() -> None:
    app = dashboard().run()
    app.segmented_control(key="denominator").set_value("without").run()
    assert app.query_params["denominator"] in ("without", ["without"])
    for page in ("results/items", "results/response", "results/factors", "centre/profile"):
        app.switch_page(f"pages/{page}/page.py").run()
        assert not app.exception
        captions = " ".join(str(c.value) for c in app.caption)
        if page != "results/response":
            assert app.segmented_control(key="denominator").value == "without"
            assert "Aandeel van de antwoorden met een score" in captions
