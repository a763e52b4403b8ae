"""One description of a report, set as PDF, slides and a Word document: the same numbers in each."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pptx import Presentation
from taken_away import C, charts, check_pdf, office_text, pages_of, pdf_text, wrong_references

from measurement.errors import SurveyError
from measurement.reports.paper import forms
from measurement.reports.paper.document import document
from measurement.reports.paper.parts import (
    Grid,
    Interval,
    Intervals,
    Question,
    Questions,
    Quotes,
    Report,
    Section,
    Split,
    Splits,
)
from measurement.reports.paper.pdf import pdf
from measurement.reports.paper.slides import slides
from measurement.words import percent, speak

HOSTILE = '#panic() *x* <a> @b $c$ & "d" \\e'
SPLITS = Splits(
    "Effect",
    "Noemer: alle antwoorden.",
    (
        Split("Ik pas het toe", 16, 72, 1, 89),
        Split("De leerlingen merken het", 29, 41, 19, 89),
    ),
    "laag",
    "hoog",
    "n.v.t.",
    "shares",
)
INTERVALS = Intervals(
    "Wat helpt en wat hindert",
    "Aandeel met interval.",
    (
        Interval("Beleid", "86,4 %", 66, 57 / 66, 0.75, 0.93, other=0.8, word="ondersteunend"),
        Interval("Tijd", "hoogstens 3 van 12", 12, lower=0.0, upper=0.53, least=0.0, most=0.25),
        Interval("Plan", "6 antwoorden; te weinig om meer te tonen", 6),
    ),
    "gunstig",
    "Centrum 07",
    "andere centra",
    0.5,
    "released_factors",
)
GRID = Grid("Respons", "Geteld.", ("strategie", "respons"), (("PLG", "42 %"), (HOSTILE, "62 %")))
ASKED = Questions("Gespreksvragen", (Question("Waar is er tijd?", "Tijd: hoogstens 3 van 12."),))
REPORT = Report(
    title="Centrum 07",
    subtitle="2024-25",
    told="Vrijgegeven op 12 november 2025 (nr. 2)",
    day="2025-11-12",
    language="nl",
    sections=(
        Section("In het kort", ("Een zin met 89,3 %.", HOSTILE), (ASKED,)),
        Section("Cijfers", (), (SPLITS, INTERVALS, GRID, Quotes("Hun woorden", (HOSTILE,)))),
    ),
)


def test_a_pdf_is_tagged_and_in_dutch(tmp_path: Path) -> None:
    check_pdf(pdf(REPORT), tmp_path / "report.pdf")


def test_six_figures_of_a_centre_stand_on_two_pages() -> None:
    label = "De begeleiding heeft positieve gevolgen teweeggebracht voor de leerlingen"
    rows = tuple(replace(INTERVALS.rows[0], label=label, word="") for _ in range(9))
    said = INTERVALS.caption * 5
    sections = tuple(
        Section(title, (), (replace(INTERVALS, title=title, rows=rows, caption=said),))
        for title in "ABCDEF"
    )
    assert pages_of(pdf(replace(REPORT, sections=sections))) <= 2


def test_a_few_sentences_stand_on_the_slide_of_their_figure() -> None:
    section = Section(INTERVALS.title, ("Eén zin erover.",), (INTERVALS,))
    deck = Presentation(io.BytesIO(slides(replace(REPORT, sections=(section,)))))
    _, only = deck.slides
    assert [s.has_chart for s in only.shapes].count(True) == 1
    assert any("Eén zin erover." in s.text_frame.text for s in only.shapes if s.has_text_frame)


def test_a_heading_is_not_said_twice_and_columns_are_as_wide_as_asked() -> None:
    grid = replace(GRID, wide=(3.0, 1.0))
    section = Section(GRID.title, (), (grid,))
    made = docx.Document(io.BytesIO(document(replace(REPORT, sections=(section,)))))
    said = [p.text for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert said == [GRID.title]
    first, second = (column.width for column in made.tables[0].columns)
    assert first == pytest.approx(3 * second, rel=0.01)


def test_every_text_and_number_stands_in_the_pdf_and_nothing_is_markup() -> None:
    said = pdf_text(pdf(REPORT))
    told = [REPORT.title, REPORT.told, "89,3 %", HOSTILE, ASKED.asked[0].question]
    told += [r.said for r in INTERVALS.rows] + [r.label for r in INTERVALS.rows]
    told += [percent(part, r.n) for r in SPLITS.rows for part in (r.low, r.high, r.none)]
    told += [cell for row in GRID.rows for cell in row]
    for one in told:
        assert one.replace("\u00a0", " ") in said, one


@pytest.mark.parametrize("make", [slides, document])
def test_every_text_and_number_stands_in_slides_and_document(make: forms.Write) -> None:
    said = office_text(make(REPORT))
    told = [REPORT.title, REPORT.told, "89,3 %", HOSTILE, ASKED.asked[0].question]
    told += [f"n = {r.n}" for r in INTERVALS.rows] + [r.said for r in INTERVALS.rows]
    told += [cell for row in GRID.rows for cell in row]
    for one in told:
        assert one.replace("\u00a0", " ") in said, one


@pytest.mark.parametrize("make", [slides, document])
def test_every_reference_of_a_native_chart_points_at_its_cells(make: forms.Write) -> None:
    made = make(REPORT)
    assert len(list(charts(made))) == 2
    assert wrong_references(made) == []


@pytest.mark.parametrize("make", [slides, document])
def test_native_bars_hold_low_to_the_left_and_not_applicable_apart(make: forms.Write) -> None:
    chart, _ = next(
        (c, b) for c, b in charts(make(REPORT)) if c.find(f".//{C}barChart") is not None
    )
    values = {
        series.find(f"{C}tx//{C}v").text: [float(v.text) for v in series.findall(f"{C}val//{C}v")]
        for series in chart.iter(C + "ser")
    }
    assert values["laag"] == [-16 / 89, -29 / 89]
    assert values["hoog"] == [72 / 89, 41 / 89]
    assert values["n.v.t."] == [1 / 89, 19 / 89]


@pytest.mark.parametrize("make", [slides, document])
def test_native_intervals_hold_every_value_interval_bound_and_diamond(make: forms.Write) -> None:
    chart, _ = next(
        (c, b) for c, b in charts(make(REPORT)) if c.find(f".//{C}scatterChart") is not None
    )
    lines = [
        [float(v.text) for v in series.findall(f"{C}xVal//{C}v")]
        for series in chart.iter(C + "ser")
    ]
    drawn = {(line[0], line[-1]) for line in lines}
    first, bounded, _untold = INTERVALS.rows
    assert {(first.lower, first.upper), (bounded.least, bounded.most), (0.0, 0.53)} <= drawn
    assert [first.value] in lines
    assert [first.other] in lines
    assert len(lines) == 2 + 1 + 1 + 1 + 1  # intervals, bounds, dots, diamonds, names


@pytest.mark.parametrize("make", [pdf, slides, document])
def test_the_same_report_gives_the_same_bytes(make: forms.Write) -> None:
    first = make(REPORT)
    time.sleep(2.1)  # what a zip tells of a time is in steps of two seconds
    assert make(REPORT) == first


@pytest.mark.parametrize("make", [slides, document])
def test_files_of_office_tell_the_day_of_the_release_and_no_clock(make: forms.Write) -> None:
    pack = zipfile.ZipFile(io.BytesIO(make(REPORT)))
    assert {one.date_time[:3] for one in pack.infolist()} == {(2025, 11, 12)}
    about = pack.read("docProps/core.xml").decode()
    assert about.count("2025-11-12T12:00:00Z") == 2


@pytest.mark.parametrize("make", [pdf, slides, document])
def test_a_draft_is_stamped_on_every_page(make: forms.Write) -> None:
    stamped = Report(**{**vars(REPORT), "stamp": "concept, niet verspreiden"})
    plain = make(REPORT)
    assert plain != make(stamped)
    if make is pdf:
        n = pages_of(make(stamped))
        assert pdf_text(make(stamped)).count("CONCEPT, NIET VERSPREIDEN") == n
        return
    assert "CONCEPT, NIET VERSPREIDEN" in office_text(make(stamped))
    if make is slides:
        deck = Presentation(io.BytesIO(make(stamped)))
        for slide in deck.slides:
            words = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
            assert "CONCEPT, NIET VERSPREIDEN" in words


def test_a_page_of_a3_is_twice_as_large_and_holds_the_same() -> None:
    assert pdf_text(pdf(REPORT, "a3")) == pdf_text(pdf(REPORT))


def test_long_figures_and_tables_go_on_over_slides_without_losing_a_row() -> None:
    rows = tuple(Split(f"Item {i}", i, 40 - i, 0, 40) for i in range(20))
    grid = tuple((f"rij {i}", str(i)) for i in range(30))
    long = Report(
        **{
            **vars(REPORT),
            "sections": (
                Section(
                    "Veel",
                    tuple(f"Zin {i}." for i in range(20)),
                    (
                        Splits("Veel", "", rows, "laag", "hoog", "n.v.t."),
                        Grid("Tabel", "", ("a", "b"), grid),
                    ),
                ),
            ),
        }
    )
    said = office_text(slides(long))
    assert all(f"Item {i} (n = 40)" in said for i in range(20))
    assert all(f"rij {i}" in said for i in range(30))
    assert all(f"Zin {i}." in said for i in range(20))
    assert pages_of(pdf(long)) >= 2


@pytest.mark.parametrize("n", [1, 2])
def test_a_figure_of_few_rows_is_drawn(n: int) -> None:
    few = Intervals("Weinig", "", INTERVALS.rows[:n], "hoog", "X", "rest")
    one = Report(**{**vars(REPORT), "sections": (Section("S", (), (few,)),)})
    for make in (slides, document):
        assert wrong_references(make(one)) == []


def test_charts_and_tables_have_a_text_for_who_cannot_see_them() -> None:
    deck = Presentation(io.BytesIO(slides(REPORT)))
    frames = [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]
    told = [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames]
    assert len(told) == 3
    assert all(told)
    assert "hoogstens 3 van 12" in " ".join(told)
    word = docx.Document(io.BytesIO(document(REPORT)))
    drawn = [p.get("descr") for p in word.element.iter() if p.tag.endswith("}docPr")]
    assert len(drawn) == 2
    assert all(drawn)


def test_the_head_of_a_table_in_a_document_is_a_head() -> None:
    word = docx.Document(io.BytesIO(document(REPORT)))
    head = word.tables[0].rows[0]._tr
    assert [one.tag for one in head.iter() if one.tag.endswith("tblHeader")]


def test_a_name_for_a_file_is_one_that_every_system_takes() -> None:
    assert forms.file_name("CON/..\\é?*", "pdf") == "con-e.pdf"
    assert forms.file_name("…", "zip") == "report.zip"
    with pytest.raises(SurveyError, match=r"niet op"):
        forms.form_of("a.odt")


def test_in_english_the_numbers_are_written_as_in_english() -> None:
    speak("en")
    english = Report(**{**vars(REPORT), "language": "en"})
    assert "80.9%" in pdf_text(pdf(english))
