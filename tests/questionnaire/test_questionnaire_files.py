"""Questionnaire files: what they may leave out, and which faults are named before anything is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exports_made import csv_file

from measurement.errors import ExportError
from measurement.exports import check
from measurement.questionnaire import label_sets
from measurement.questionnaire.files.reading import HOME, load
from measurement.words import speak

ITEM = '{ id = "W1", wording = "De workshop was de moeite waard", scale = "s" }'
SCALE = "[[scales]]\nid = 's'\npoints = [1, 2, 3, 4, 5]\n"


def written(folder: Path, content: str, name: str = "q.toml") -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def faults(path: Path) -> list[str]:
    speak("en")
    with pytest.raises(ExportError) as error:
        load(path)
    return [str(problem).partition(": ")[2] for problem in error.value.problems]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            f"items = [{ITEM}]\n[[scale]]\nid = 's'",
            "at the top: the field 'scale' does not exist. The nearest one is 'scales'.",
        ),
        (
            f"items = [{ITEM.replace('scale', 'scal')}]",
            "statement W1: the field 'scal' does not exist. The nearest one is 'scale'.",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}lows = [1]",
            "scale s: the field 'lows' does not exist. The nearest one is 'low'.",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}[thresholds]\nfew_answer = 3",
            "the part [thresholds]: the field 'few_answer' does not exist. The nearest one is 'few_answers'.",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}[consent]\nrefuse = ['nee']",
            "the part [consent]: the field 'refuse' does not exist. The nearest one is 'refused'.",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}[[modules]]\nid = 'W'\nlabel = {{ nl = 'X', fr = 'Y' }}",
            "module W: the field 'fr' does not exist. Possible are: en, nl.",
        ),
    ],
)
def test_a_field_that_does_not_exist_is_refused_with_the_nearest_one(
    tmp_path: Path, content: str, told: str
) -> None:
    assert told in faults(written(tmp_path, content))


def test_a_column_of_a_csv_that_does_not_exist_is_refused_but_remarks_are_the_readers_own(
    tmp_path: Path,
) -> None:
    head = "id;wording_nl;scale;alias;opmerking\n"
    path = written(tmp_path, head + "W1;Goed;1-5;Prima;van An\n", "q.csv")
    assert faults(path) == [
        "the first row: the field 'alias' does not exist. The nearest one is 'aliases'."
    ]
    written(tmp_path, path.read_text("utf-8").replace("alias;", "aliases;"), "q.csv")
    assert load(path).items[0].aliases == ("Prima",)


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ("spellings = { 1 = ['zwak'], 2 = ['Zwak!'] }", "'Zwak!' stands for 1 and for 2."),
        ("spellings = { 2 = ['4'] }", "'4' stands for 2 and for 4."),
        ("spellings = { 2 = ['🙂'], 3 = ['🙂'] }", "'🙂' stands for 2 and for 3."),
        (
            "spellings = { 3 = ['geen mening'] }\nnot_applicable = ['Geen mening']",
            "'Geen mening' stands for 3 and for n.v.t..",
        ),
        (
            "spellings = { 1 = ['akkoord'] }\nends = { nl = ['oneens', 'akkoord'] }",
            "'akkoord' stands for 1 and for 5.",
        ),
    ],
)
def test_one_spelling_for_two_points_is_named(tmp_path: Path, scale: str, told: str) -> None:
    found = faults(written(tmp_path, f"items = [{ITEM}]\n{SCALE}{scale}"))
    assert [line.removeprefix("scale s: ").partition(" Leave")[0] for line in found] == [told]


@pytest.mark.parametrize(
    "other", ["W2;De workshop was de moeite  waard!;", "W2;Nuttig;De workshop was de moeite waard"]
)
def test_two_statements_with_one_wording_are_named(tmp_path: Path, other: str) -> None:
    content = f"id;wording_nl;aliases;scale\nW1;De workshop was de moeite waard;;1-5\n{other};1-5\n"
    (told,) = faults(written(tmp_path, content, "q.csv"))
    assert told.startswith("statements W1 and W2 have the same wording")


@pytest.mark.parametrize("alias", ["GO! CLB Gent", "CLB GO! Gent", "Gent"])
def test_a_spelling_that_belongs_to_two_centres_is_refused(tmp_path: Path, alias: str) -> None:
    folder = Path(shutil.copytree(HOME, tmp_path / "questionnaire"))
    with (folder / "centres.csv").open("a", encoding="utf-8") as file:
        file.write(f"GO! CLB Tussenpoort;go;CLB Oosterpoort | {alias};seed\n")
    (told,) = faults(folder)
    assert told == (
        f"the spelling '{alias}' belongs to two centres: GO! CLB Gent and GO! CLB Tussenpoort. "
        "Leave that spelling at one of the two in centres.csv."
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            'items = [{ id = "W1", wording = { en = "Fine" }, scale = "1-5" }]',
            "statement W1: the wording in Dutch (wording_nl) is missing.",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}".replace("5]", "vijf]").replace("vijf", "'vijf'"),
            "scale s: 'vijf' is not possible for the points of the scale (points).",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}[[strategies]]\nid = 'A b'\nlabel = {{ nl = 'x' }}",
            "strategy A b: 'A b' is not possible for the code (id) (letters, digits, _ only).",
        ),
        (
            f"items = [{ITEM}]\n{SCALE}[thresholds]\nfew_answers = 0",
            "the field 'thresholds': '0' is not possible for the field 'few_answers'.",
        ),
    ],
)
def test_a_fault_names_the_field_in_words(tmp_path: Path, content: str, told: str) -> None:
    assert faults(written(tmp_path, content)) == [told]


def test_every_fault_is_said_in_dutch_too(tmp_path: Path) -> None:
    path = written(tmp_path, f"items = [{ITEM.replace('scale', 'scal')}]")
    with pytest.raises(ExportError) as error:
        load(path)
    speak("nl")
    assert "het veld ‘scal’ bestaat niet. Het lijkt op ‘scale’." in str(error.value)


def test_a_slider_from_0_to_100_is_described_by_its_ends_and_bands_by_ranges(
    tmp_path: Path,
) -> None:
    scale = "[[scales]]\nid = 's'\npoints = '0-100'\nlow = '0-49'\nhigh = [50, '51-100']\n"
    made = load(written(tmp_path, f"items = [{ITEM}]\n{scale}")).scale_of("W1")
    assert made.points == tuple(range(101))
    assert (made.low, made.high) == (tuple(range(50)), tuple(range(50, 101)))


@pytest.mark.parametrize(
    ("name", "cells", "counts"),
    [
        ("0-100", ["0", "55", "100", "73", "99"], {"0": 1, "55": 1, "73": 1, "99": 1, "100": 1}),
        ("-2-2", ["-2", "0", "+1", "2", "-2"], {"-2": 2, "0": 1, "1": 1, "2": 1}),
        ("1-3", ["1", "3", "N.v.t.", "weet niet", "3"], {"1": 1, "3": 2}),
    ],
)
def test_a_bare_csv_names_a_scale_by_its_ends(
    tmp_path: Path, name: str, cells: list[str], counts: dict[str, int]
) -> None:
    questionnaire = load(
        written(tmp_path, f"id;wording_nl;scale\nS1;Hoe bekwaam ben je?;{name}\n", "q.csv")
    )
    rows = [f"{n}/03/2026 10:00:00;{cell}" for n, cell in enumerate(cells, 1)]
    export = csv_file(tmp_path, "\n".join(["Tijdstempel;Hoe bekwaam ben je?", *rows]))
    item = check(export, questionnaire)["items"]["S1"]
    assert {point: n for point, n in item["distribution"].items() if n} == counts
    assert item["n_not_applicable"] == len(cells) - sum(counts.values())


def test_refusals_test_rows_and_centres_are_recognised_with_any_questionnaire(
    tmp_path: Path,
) -> None:
    items = [
        "id;wording_nl;scale;dimension",
        "W1;De workshop was de moeite waard;1-5;",
        "P1;In welk centrum werk je?;category;centre",
    ]
    rows = [
        "Tijdstempel;Ik geef toestemming voor het gebruik;De workshop was de moeite waard;In welk centrum werk je?",
        "1/03/2026 10:00:00;Ja;5;CLB GO! Gent",
        "2/03/2026 10:00:00;Nee;1;CLB GO! Gent",
        "3/03/2026 10:00:00;Ja;4;testcentrum",
    ]
    known = load(written(tmp_path, "\n".join(items), "q.csv"))
    found = check(csv_file(tmp_path, "\n".join(rows)), known)
    assert found["respondents"] == 1
    assert (found["excluded"]["refused"], found["excluded"]["test"]) == ([3], [4])
    assert known.centre_words == load().centre_words
    assert not [p for p in found["problems"] if "Gent" in p]


@pytest.mark.parametrize("one", label_sets.label_sets(), ids=lambda one: one.id)
def test_every_set_of_labels_has_one_point_per_word(
    one: label_sets.LabelSet, tmp_path: Path
) -> None:
    path = written(tmp_path, f"id;wording_nl;scale\nW1;Goed;{one.id}\n", "q.csv")
    made = load(path).scale_of("W1")  # refuses one word for two points
    assert len(made.points) == len(one.words) == int(one.id.split("-")[1])
    assert one.family in ("agreement", "satisfaction", "frequency", "quality")


def test_a_scale_takes_its_words_from_a_set_of_labels(tmp_path: Path) -> None:
    scale = "[[scales]]\nid = 's'\npoints = [0, 1, 2, 3]\nlabels = 'frequency-4'"
    made = load(written(tmp_path, f"items = [{ITEM}]\n{scale}")).scale_of("W1")
    assert "nooit" in made.spellings[0]
    assert "altijd" in made.spellings[3]
    (told,) = faults(written(tmp_path, f"items = [{ITEM}]\n{scale.replace('-4', '-5')}"))
    assert told.startswith("scale s: there is no set of labels 'frequency-5'")
    assert "frequency-4-seldom" in told


@pytest.mark.parametrize(
    "content", ["id = 1" + "0" * 100_000, "a = " + "[" * 100_000, "a." * 100_000 + "a = 1"]
)
def test_toml_without_end_is_a_sentence(content: str, tmp_path: Path) -> None:
    place = tmp_path / "questionnaire.toml"
    place.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError) as error:
        load(place)
    assert [problem.kind for problem in error.value.problems] == ["questionnaire"]


@pytest.mark.parametrize("wrong", ["files = 3", "items = 'x'", "scales = 'x'", "modules = 1"])
def test_what_should_be_a_list_of_parts_and_is_none_is_told(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "q.toml"
    path.write_text(f"{wrong}\n", encoding="utf-8")
    with pytest.raises(ExportError) as error:
        load(path)
    assert "kan niet voor" in str(error.value)
