"""The success factors come from data files, and every fault in those is named at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from measurement.errors import ExportError
from measurement.questionnaire.files import reading
from measurement.questionnaire.success_factor_files import FILES, load
from measurement.questionnaire.success_factors import FILLERS, STATES, VERDICTS
from measurement.words import speak

KNOWN = load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's questionnaire, to spoil."""
    return Path(shutil.copytree(reading.HOME, tmp_path / "questionnaire"))


def change(folder: Path, part: str, old: str, new: str) -> None:
    path = folder / FILES[part].file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def faults(folder: Path) -> str:
    with pytest.raises(ExportError) as error:
        load(folder)
    speak("en")
    return str(error.value)


def test_nine_factors_of_which_three_are_preconditions() -> None:
    assert KNOWN.ids == tuple(f"S{n}" for n in range(1, 10))
    assert KNOWN.preconditions == ("S1", "S2", "S3")
    assert [f.id for f in KNOWN.factors if str(f.warning)] == ["S1", "S3"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_factor_is_described_in_both_languages(language: str) -> None:
    speak(language)
    texts = [str(label) for f in KNOWN.factors for label in (f.name, f.description, f.tip)]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_the_names_of_the_checklist_carry_over() -> None:
    assert [f.name.nl for f in KNOWN.factors] == [
        "Engagement en betrokkenheid van de leidinggevende",
        "Een actieve werkgroep of kernteam",
        "Planmatig werken",
        "Eigenaarschap stimuleren en opvolgen",
        "Collectieve betrokkenheid/participatie",
        "Actief leren",
        "Actief zoeken naar transfer",
        "Tijd",
        "Kwaliteit trainers",
    ]


def test_pressure_and_support_are_two_different_sides() -> None:
    pressure = {f.id for f in KNOWN.factors if f.pressure}
    support = {f.id for f in KNOWN.factors if f.support}
    assert {"S1", "S3"} <= pressure
    assert {"S4", "S8"} <= support
    assert not pressure & support


def test_knosters_elements_are_those_the_links_name() -> None:
    links = reading.load().links
    assert {link.knoster for link in links if link.knoster} <= set(KNOWN.element_by_id)
    tensions = {e.id: (e.tension.nl, e.tension.en) for e in KNOWN.knoster}
    assert tensions == {
        "vision": ("verwarring", "confusion"),
        "interest": ("weerstand", "resistance"),
        "plan": ("valse start", "false start"),
        "means": ("frustratie", "frustration"),
        "competences": ("angst", "anxiety"),
    }


def test_there_is_a_question_for_every_contradiction_and_every_linked_factor() -> None:
    for factor in KNOWN.ids:
        for verdict in ("blind_spot", "hidden_strength", "work_point"):
            question = KNOWN.question(factor, verdict)
            assert question is not None
            assert question.nl.endswith("?")
            assert question.en.endswith("?")
    for link in reading.load().links:
        assert KNOWN.question(link.factor) is not None
    assert KNOWN.question("S1", "no_data") is None


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        ("state", "Volledig aanwezig", "present"),
        ("state", " DEELS ", "partial"),
        ("state", "niet", "absent"),
        ("state", "partly present", "partial"),
        ("state", "misschien", ""),
        ("filler", "POC+", "poc"),
        ("filler", "Directeur", "directie"),
        ("factor", "S3. Planmatig werken (oud)", "S3"),
        ("factor", "tijd", "S8"),
        ("factor", "Tijd van voltooien", ""),
        ("factor", "", ""),
    ],
)
def test_people_write_names_in_many_ways(kind: str, text: str, meant: str) -> None:
    assert KNOWN.meant(kind, text) == meant


def test_names_have_no_two_meanings() -> None:
    assert set(KNOWN.named("state")) == set(STATES)
    assert set(KNOWN.named("filler")) == set(FILLERS)
    assert len(KNOWN.named("scale")) == 12


def test_all_faults_are_named_at_once_with_their_file_and_row(folder: Path) -> None:
    change(folder, "factors", ";ja;ja;nee;", ";misschien;ja;nee;")
    change(folder, "knoster", "vision;Visie", "vision;")
    change(folder, "terms", "state;absent", "toestand;absent")
    told = faults(folder)
    assert "success_factors.csv: row 2: 'misschien' is neither yes nor no" in told
    assert "knoster.csv: row 2: the field 'label' is empty" in told
    assert "terms.csv: row 2: 'toestand' is not possible for 'kind'" in told


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("factors", "S2;", "S1;", "'S1' stands there twice"),
        ("factors", "name_nl", "naam", "the columns name_nl are missing"),
        ("talking_points", "S1:blind_spot", "S1:blinde_vlek", "'S1:blinde_vlek' is no factor"),
        ("talking_points", "\ntijd;", "\ntijdje;", "'tijdje' is no factor"),
        ("terms", "\nstate;partial", "\nstate;half", "too many or too few: half, partial"),
        ("terms", ";0.5;", ";1.5;", "the value '1.5' of 'partial'"),
        ("terms", "\nthreshold;", "\nfact;", "'threshold' must be pressure_support"),
    ],
)
def test_a_fault_is_named(folder: Path, part: str, old: str, new: str, said: str) -> None:
    change(folder, part, old, new)
    assert said in faults(folder)


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "terms.csv").unlink()
    assert "terms.csv: the file cannot be read" in faults(folder)


def test_a_file_that_is_no_utf_8_is_named(folder: Path) -> None:
    path = folder / "knoster.csv"
    path.write_bytes("id;label_nl;tension_nl\nplan;Plán;é\n".encode("cp1252"))
    assert "knoster.csv: the file is not readable text" in faults(folder)


def test_a_decimal_comma_is_a_decimal_point(folder: Path) -> None:
    change(folder, "terms", ";0.5;", ";0,25;")
    assert load(folder).weight("partial") == 0.25


def test_another_questionnaire_keeps_the_projects_own_factors(tmp_path: Path) -> None:
    other = tmp_path / "q.csv"
    other.write_text("id;wording_nl;scale\nQ1;Ik voel me goed;1-5\n", encoding="utf-8")
    assert load(other).ids == KNOWN.ids


def test_an_edit_is_seen_without_a_restart(folder: Path) -> None:
    assert load(folder).factor_label("S8").nl == "Tijd"
    change(folder, "factors", "S8;Tijd;", "S8;Tijd en ruimte;")
    assert load(folder).factor_label("S8").nl == "Tijd en ruimte"


def test_verdicts_of_the_talking_points_are_those_of_the_mirror() -> None:
    verdicts = {key.partition(":")[2] for key in KNOWN.questions if ":" in key}
    assert verdicts <= set(VERDICTS)
