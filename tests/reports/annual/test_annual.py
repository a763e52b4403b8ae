"""The annual pack: the golden figures as the report prints them, native charts, and a text by rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import copied
from taken_away import C, charts, office_text, wrong_references

from measurement.access.roles import LOCAL
from measurement.cli.main import main
from measurement.errors import SurveyError
from measurement.reports.paper.document import document
from measurement.reports.paper.parts import Report, Splits
from measurement.reports.paper.slides import slides
from measurement.store import Store, open_store
from measurement.store.annual import annual

STAMP = "concept, niet verspreiden"
GOLDEN = ("89,3 %", "84,9 %", "91,4 %", "88,3 %", "80,9 %", "55,1 %", "46,1 %", "62 %", "42 %")


@pytest.fixture
def store(example_store: Path) -> Iterator[Store]:
    with open_store(str(example_store)) as opened:
        yield opened


@pytest.fixture
def report(store: Store) -> Report:
    return annual(store, "2024-2025")


@pytest.mark.parametrize("make", [slides, document])
def test_the_pack_of_the_example_holds_the_golden_figures_as_printed(
    report: Report, make: type
) -> None:
    said = office_text(make(report))
    for figure in (*GOLDEN, "n = 89 van 121", "260 (89,3 %)", "291 van 472"):
        assert figure in said, figure


@pytest.mark.parametrize("make", [slides, document])
def test_its_native_charts_hold_the_counts_and_point_at_their_cells(
    report: Report, make: type
) -> None:
    made = make(report)
    assert wrong_references(made) == []
    drawn = {float(v.text) for chart, _ in charts(made) for v in chart.iter(C + "v") if _number(v)}
    blocks = [b for b in report.blocks if isinstance(b, Splits)]
    assert len(blocks) > 4
    for row in (row for block in blocks for row in block.rows):
        assert {-row.low / row.n, row.high / row.n, row.none / row.n} <= drawn


def _number(node: object) -> bool:
    try:
        float(str(node.text))  # type: ignore[attr-defined]
    except ValueError:
        return False
    return True


def test_while_a_figure_is_not_released_the_pack_is_a_stamped_draft(report: Report) -> None:
    """Items A1 to A3 of the example are no totals that may be told."""
    assert report.stamp == STAMP
    cells = [
        row
        for b in report.blocks
        if getattr(b, "source", "") == "shares"
        for row in getattr(b, "rows", ())
    ]
    told = {row[0].split()[0]: row[-1] for row in cells if isinstance(row, tuple)}
    assert told["A1"] == "antwoorden van nu"
    assert STAMP.upper() in office_text(document(report))


def test_without_any_release_it_is_a_draft_with_the_same_figures(
    example_store: Path, tmp_path: Path, report: Report
) -> None:
    path = copied(example_store, tmp_path / "store.sqlite")
    with open_store(str(path)) as store:
        for release in store.releases.history().holding:
            store.releases.withdraw(release.number, LOCAL)
        made = annual(store, "2024-2025")
    assert made.stamp == STAMP
    assert [b for b in made.blocks if isinstance(b, Splits)] == [
        b for b in report.blocks if isinstance(b, Splits)
    ]


def test_every_sentence_on_a_figure_names_its_table_and_last_year(report: Report) -> None:
    lines = [line for s in report.sections for line in s.lines if line.startswith("“")]
    assert len(lines) > 10
    assert all("(tabel shares)." in line for line in lines)
    assert all("; in 2023-24 " in line for line in lines)
    assert all("interval" in line for line in lines)


def test_a_school_year_without_answers_is_told(store: Store) -> None:
    with pytest.raises(SurveyError, match="2030-2031"):
        annual(store, "2030-2031")


def test_the_command_writes_the_pack_and_says_that_it_is_a_draft(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], report: Report
) -> None:
    out = tmp_path / "pack.docx"
    run = ["report", "--annual", "2024-25", "--store", str(example_store), "--out", str(out)]
    assert main(run) == 0
    assert STAMP in capsys.readouterr().out
    assert out.read_bytes() == document(report)
