"""The report of a centre: of the release, whoever makes it, with the numbers of its tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import copied
from taken_away import check_pdf, office_text, pages_of, pdf_text, wrong_references

from measurement.access.roles import LOCAL
from measurement.centre.released.factors import released_factors
from measurement.centre.released.items import released_items
from measurement.centre.released.seen import Seen
from measurement.centre.released.told import told
from measurement.cli.main import main
from measurement.denominator import WITH
from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.releases.views import EVERYTHING, Choice
from measurement.reports.paper import forms
from measurement.reports.paper.parts import Intervals, Questions, Report
from measurement.reports.paper.pdf import pdf
from measurement.reports.paper.slides import slides
from measurement.store import Store, open_store, taken
from measurement.store.taken import Asked
from measurement.tables import records
from measurement.words import day

CENTRE = "Centrum 07"
YEAR = Choice("2024-2025")


@pytest.fixture
def nothing_released(example_store: Path, tmp_path: Path) -> Path:
    """The example without a release that holds."""
    path = copied(example_store, tmp_path / "store.sqlite")
    with open_store(str(path)) as store:
        for release in store.releases.history().holding:
            store.releases.withdraw(release.number, LOCAL)
    return path


@pytest.fixture
def store(example_store: Path) -> Iterator[Store]:
    with open_store(str(example_store)) as opened:
        yield opened


def seen(store: Store, choice: Choice = YEAR) -> Seen:
    names = store.releases.names_of(CENTRE)
    return Seen(store.releases.history().of(names), names, load(), choice)


def figures(report: Report) -> dict[str, Intervals]:
    return {b.title: b for b in report.blocks if isinstance(b, Intervals)}


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


# ── The numbers ───────────────────────────────────────────────────────────────────────────────


def test_every_number_of_a_figure_is_that_of_its_table(store: Store) -> None:
    report = taken.report(store, CENTRE, Asked(YEAR))
    rows = {str(r.item): told(r, WITH) for r in records(released_items(seen(store)))}
    made = load()
    shown = {
        r.label: r for b in figures(report).values() for r in b.rows if b.source == "released_items"
    }
    items = [i for role in ("effect", "motivation", "capacities") for i in made.items_with(role)]
    expected = [i for i in items if i in rows]
    assert len(shown) == len(expected) > 15
    for item in expected:
        one, row = shown[str(made.item_by_id[item].wording)], rows[item]
        assert (one.said, one.n) == (str(row), row.n)
        if row.how == "exact":
            assert one.value == row.most / row.n
            assert one.lower <= one.value <= one.upper
        else:
            assert one.value != one.value
            assert (one.least, one.most) == (
                row.least / row.n,
                row.most / row.n,
            ) or row.how == "n_only"


def test_the_numbers_stand_in_the_pdf_and_on_the_slides(store: Store) -> None:
    report = taken.report(store, CENTRE, Asked(YEAR))
    paper, deck = pdf_text(pdf(report)), office_text(slides(report))
    for row in records(released_factors(seen(store))):
        if str(row.kind) != "scale":
            continue
        label, share = str(load().factor_label(str(row.factor))), told(row, WITH)
        assert f"{label} {said(str(share))} {share.n}" in paper
        assert f"{label}   {said(str(share))} · n = {share.n}" in deck


def test_every_native_chart_of_every_centre_points_at_its_cells(store: Store) -> None:
    asked = Asked()
    for _, report in taken.reports(store, asked, taken.centres(store, asked)[:4]):
        assert wrong_references(slides(report)) == []


# ── Of the release ────────────────────────────────────────────────────────────────────────────


def test_without_a_release_there_is_one_clear_sentence(nothing_released: Path) -> None:
    with (
        open_store(str(nothing_released)) as store,
        pytest.raises(SurveyError, match="nog niets vrijgegeven"),
    ):
        taken.report(store, CENTRE, Asked())


def test_of_a_centre_of_which_nothing_is_released_it_is_said(store: Store) -> None:
    with pytest.raises(SurveyError, match="Centrum 99"):
        taken.report(store, "Centrum 99", Asked())


def test_the_number_and_day_of_the_release_stand_in_the_file(store: Store, tmp_path: Path) -> None:
    report = taken.report(store, CENTRE, Asked(YEAR))
    made = pdf(report)
    check_pdf(made, tmp_path / "report.pdf")
    last = store.releases.history().last
    assert last is not None
    when = said(day(date.fromisoformat(last.day), full=True))
    assert pdf_text(made).count(f"Vrijgegeven op {when} (nr. {last.number})") >= pages_of(made)
    assert report.stamp == ""


def test_when_the_answers_are_gone_the_report_is_the_same_to_the_byte(
    example_store: Path, tmp_path: Path
) -> None:
    path = copied(example_store, tmp_path / "store.sqlite")
    with open_store(str(path)) as store:
        before = [forms.written(taken.report(store, CENTRE, Asked(YEAR)), f) for f in forms.FORMS]
        with store._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM respondent")
        assert store.answers(load()).empty or not (store.answers(load()).codes > 0).any()
        after = [forms.written(taken.report(store, CENTRE, Asked(YEAR)), f) for f in forms.FORMS]
    assert before == after


def test_a_preview_is_stamped_and_says_so(store: Store) -> None:
    report = taken.report(store, CENTRE, Asked(YEAR, preview=True, by=LOCAL))
    assert report.stamp == "concept, niet verspreiden"
    today = day(date.today(), full=True)
    assert f"Voorproef van {today}" in said(report.told)
    assert "CONCEPT, NIET VERSPREIDEN" in pdf_text(pdf(report))


# ── What it holds ─────────────────────────────────────────────────────────────────────────────


def test_in_short_and_the_questions_for_the_talk_stand_on_the_first_page(store: Store) -> None:
    import pypdf

    report = taken.report(store, CENTRE, Asked(YEAR))
    pages = pypdf.PdfReader(io.BytesIO(pdf(report))).pages
    first = said(" ".join(pages[0].extract_text().split()))
    asked = next(b for b in report.blocks if isinstance(b, Questions))
    assert len(asked.asked) >= 1
    assert all(said(q.question) in first for q in asked.asked)
    assert all(said(line) in first for line in report.sections[0].lines)


def test_what_a_single_colleague_filled_in_is_in_no_report(store: Store) -> None:
    asked = Asked()
    network = taken._network(store, asked)
    fillers = set(network.checklists["filled_by"])
    assert "medewerker" in fillers
    own = network.of(store.releases.names_of(CENTRE)).checklists
    assert set(own["centre"]) <= {CENTRE}
    assert "medewerker" not in set(own["filled_by"])


def test_a_choice_of_all_years_and_of_a_strategy_is_reported(store: Store) -> None:
    everything = taken.report(store, CENTRE, Asked(EVERYTHING))
    assert "alle schooljaren samen" in everything.subtitle
    assert pdf(everything) != pdf(taken.report(store, CENTRE, Asked(YEAR)))


def test_the_summary_of_every_centre_is_one_page(store: Store, tmp_path: Path) -> None:
    asked = Asked()
    for centre in taken.centres(store, asked):
        report = taken.summary(store, centre, asked)
        assert pages_of(pdf(report)) == 1, centre
    check_pdf(pdf(report, "a3"), tmp_path / "summary.pdf")
    assert pages_of(pdf(report, "a3")) == 1


# ── The command line ──────────────────────────────────────────────────────────────────────────


def test_the_commands_write_what_the_report_is(
    example_store: Path, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, base = str(example_store), tmp_path
    for name in ("r.pdf", "r.pptx", "r.docx"):
        run = ["report", "--centre", CENTRE, "--store", place, "--school-year", "2024-25"]
        assert main([*run, "--out", str(base / name)]) == 0
        report = taken.report(store, CENTRE, Asked(YEAR))
        assert (base / name).read_bytes() == forms.written(report, forms.form_of(name))
    assert (
        main(
            ["summary", "--centre", CENTRE, "--store", place, "--a3", "--out", str(base / "s.pdf")]
        )
        == 0
    )
    assert (base / "s.pdf").read_bytes() == pdf(taken.summary(store, CENTRE, Asked()), "a3")
    assert (
        main(["summary", "--centre", CENTRE, "--store", place, "--out", str(base / "s.docx")]) == 2
    )
    assert "s.docx" in capsys.readouterr().err


def test_all_centres_come_in_a_zip_or_a_folder(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["report", "--all-centres", "--store", str(example_store), "--out"]
    assert main([*run, str(tmp_path / "all.zip")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 19
    assert told[-1] == "19 van 19: Centrum 19"
    with zipfile.ZipFile(tmp_path / "all.zip") as pack:
        assert len(pack.namelist()) == 19
        assert len({one.date_time for one in pack.infolist()}) == 1
        report = pdf_text(pack.read("centrum-07.pdf"))
    assert "Centrum 07" in report
    assert "Centrum 08" not in report


def test_all_centres_come_as_slides_where_that_is_asked(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["report", "--store", str(example_store), "--kind", "pptx", "--out"]
    assert main([*run, str(tmp_path / "all"), "--all-centres"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "1 van 19: Centrum 01"
    assert len(list((tmp_path / "all").glob("*.pptx"))) == 19
    assert "Centrum 07" in office_text((tmp_path / "all" / "centrum-07.pptx").read_bytes())
    assert main([*run, str(tmp_path / "r.pptx"), "--centre", CENTRE]) == 2
    assert "--all-centres" in capsys.readouterr().err


def test_without_a_release_the_command_says_so(
    nothing_released: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, place = str(tmp_path / "r.pdf"), str(nothing_released)
    assert main(["report", "--centre", CENTRE, "--store", place, "--out", out]) == 2
    assert "nog niets vrijgegeven" in capsys.readouterr().err
