"""What the page of a centre shows beside items and factors is in its report too, with the numbers of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from taken_away import office_text, pdf_text

from measurement.centre.mirror.released import experiences, released_knoster
from measurement.centre.mirror.tables import ELEMENT_WORDS
from measurement.centre.released.figures import released_scales
from measurement.centre.released.seen import Seen
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale_labels import scale_labels
from measurement.releases.views import Choice
from measurement.reports.paper.forms import written
from measurement.reports.paper.intervals import without_middle
from measurement.reports.paper.parts import Grid, Intervals, Report
from measurement.store import Store, open_store, taken
from measurement.store.taken import Asked
from measurement.tables import records
from measurement.words import number, percent

YEAR = Choice("2024-2025")
CENTRES = ("Centrum 02", "Centrum 07", "Centrum 15")


@pytest.fixture
def store(example_store: Path) -> Iterator[Store]:
    with open_store(str(example_store)) as opened:
        yield opened


def seen(store: Store, centre: str) -> Seen:
    names = store.releases.names_of(centre)
    return Seen(store.releases.history().of(names), names, load(), YEAR)


def block(report: Report, source: str) -> Intervals | Grid | None:
    found = (b for b in report.blocks if isinstance(b, Intervals | Grid))
    return next((one for one in found if one.source == source), None)


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("centre", CENTRES)
def test_the_elements_of_change_are_those_of_their_table(store: Store, centre: str) -> None:
    one, terms = seen(store, centre), success_factor_files.load()
    found = experiences(one.history.atoms, one.made, YEAR, "knoster")
    rows = [r for r in records(released_knoster(centre, found, one.made)) if r.n_answers]
    shown = block(taken.report(store, centre, Asked(YEAR)), "released_knoster")
    assert isinstance(shown, Intervals)
    assert len(shown.rows) == len(rows)
    for drawn, row in zip(shown.rows, rows, strict=True):
        assert drawn.label == str(terms.element_by_id[str(row.element)].label)
        assert drawn.n == row.n_answers
        assert drawn.word.startswith(str(ELEMENT_WORDS[str(row.state)]))
        assert (str(row.state) == "missing") == (len(drawn.word.split(" · ")) > 1)
        least, most = row.n_favourable_least, row.n_favourable_most
        if least == most:
            assert said(drawn.said) == said(percent(most, row.n_answers))
            assert drawn.value == most / row.n_answers
        elif (least, most) != (0, row.n_answers):
            assert (drawn.least, drawn.most) == (least / row.n_answers, most / row.n_answers)


def test_the_means_of_the_scales_are_those_of_their_table_in_every_file(store: Store) -> None:
    report, one = taken.report(store, "Centrum 07", Asked(YEAR)), seen(store, "Centrum 07")
    shown = block(report, "released_scales")
    assert isinstance(shown, Grid)
    expected = [
        (str(scale_labels()[str(r.scale)]), "2024-25", number(r.mean, 2), number(r.n))
        for role in ("motivation", "capacities")
        for r in records(released_scales(one, role))
    ]
    assert list(shown.rows) == expected
    assert expected
    paper = pdf_text(written(report, "pdf"))
    decks = [office_text(written(report, form)) for form in ("pptx", "docx")]
    for row in expected:
        assert " ".join(row) in paper
        assert all("\n".join(row) in deck for deck in decks)


def test_what_else_is_known_is_told_without_how_staff_plan(store: Store) -> None:
    terms, facts = success_factor_files.load(), store.centres.facts()
    flagged = facts[facts["key"].isin(terms.flags) & (facts["value"] == "yes")]
    centre = str(flagged["centre"].iloc[0])
    report = taken.report(store, centre, Asked(YEAR))
    shown = block(report, "facts")
    assert isinstance(shown, Grid)
    told = dict(shown.rows)
    own = {str(r.key): str(r.value) for r in records(facts[facts["centre"] == centre])}
    assert told[str(terms.label("fact", "staff"))] == own["staff"]
    assert told.get(str(terms.label("fact", "guidance_agreement"))) == (
        "ja" if own["guidance_agreement"] == "yes" else None
    )
    files = [pdf_text(written(report, "pdf")), office_text(written(report, "pptx"))]
    for flag in terms.flags:
        label = str(terms.label("fact", flag))
        assert label not in told
        assert not any(label in file for file in files)


def test_no_two_rows_of_a_native_chart_read_the_same(store: Store) -> None:
    report = taken.report(store, "Centrum 07", Asked(YEAR))
    for block in report.blocks:
        if isinstance(block, Intervals):
            for room in (20, 35, 60):
                shown = [without_middle(row.label, room) for row in block.rows]
                assert all(len(one) <= room for one in shown)
                assert room < 35 or len(set(shown)) == len(shown), (block.title, room)
