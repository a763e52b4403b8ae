"""A loader finds in every imitated export what its people truly answered."""

import json
from pathlib import Path
from typing import Any

import pytest
from imitations.catalogue import IMITATIONS, PLANS
from imitations.plan import Imitation, Plan, imitate
from imitations.wordings import MIXED

from measurement.exports import check, recognise
from measurement.exports.checked import checked
from measurement.exports.recognised import Recognised
from measurement.questionnaire.files.reading import load

EXAMPLES = sorted((Path(__file__).parents[1] / "data" / "exports").glob("*.truth.json"))
PLATFORMS = {
    "ms_forms_nl": "ms_forms",
    "google_forms_nl": "google_forms",
    "limesurvey_codes": "limesurvey",
}
POINTS = [str(point) for point in range(1, 9)]
DUTCH = [plan for plan in PLANS if plan.language == "nl"]
SILENT = ("", "nvt", "/", "geen", "N.v.t.", "-")
ENGLISH = [imitation for imitation in IMITATIONS if imitation.truth["language"] == "en"]

Counts = dict[str, Any]


def found_counts(item: Counts, wanted: Counts) -> Counts:
    """What was found of one item, with the names and the detail of the truth."""
    distribution = {point: item["distribution"].get(point, 0) for point in POINTS}
    found = {
        "n_low": item["n_low"],
        "n_high": item["n_high"],
        "n_not_applicable": item["n_not_applicable"],
        "n_empty": item["n_skipped"] + item["n_not_shown"],
        "distribution": distribution | item["distribution"],
    }
    if "n_not_shown" in wanted:
        found["n_not_shown"] = item["n_not_shown"]
    return found


def found_truth(found: Counts, truth: Counts) -> Counts:
    """What was found of an export without its items, with the keys of the truth."""
    plain = ("platform", "sheet", "header_rows", "respondents", "partial", "centres")
    excluded = {reason: sorted(found["excluded"].get(reason, [])) for reason in truth["excluded"]}
    return {key: found[key] for key in plain} | {"excluded": excluded}


def example_counts(item: Counts) -> Counts:
    """The counts of one item of an example, in the names of the truth."""
    return {
        "n_low": item["low"],
        "n_high": item["high"],
        "n_not_applicable": item["nvt"],
        "n_empty": item["blank"],
        "distribution": item["distribution"],
    }


def example_truth(path: Path) -> Counts:
    """The truth of an example export, in the form of the truth of an imitation."""
    told = json.loads(path.read_text(encoding="utf-8"))
    counts = told["counts_after_removing_test_rows_and_duplicates"]
    return {
        "platform": PLATFORMS[path.name.partition(".")[0]],
        "sheet": told["sheet"],
        "header_rows": told["header_rows"],
        "respondents": sum(told["centres_after_removing_test_rows_and_duplicates"].values()),
        "partial": told["n"]["partial_respondents"],
        "excluded": told["excel_rows"],
        "centres": told["centres_after_removing_test_rows_and_duplicates"],
        "items": {
            item: example_counts(counts[f"item{place}"]) for place, item in enumerate(MIXED, 1)
        },
    }


def assert_found(found: Counts, truth: Counts) -> None:
    wanted = {key: value for key, value in truth.items() if key not in ("items", "language")}
    assert found_truth(found, truth) == wanted
    assert sorted(found["items"]) == sorted(truth["items"])
    for item, counts in truth["items"].items():
        assert found_counts(found["items"][item], counts) == counts, item


def assert_remarks(found: Recognised, plan: Plan) -> None:
    """The open answers are there as they were typed, but for those that say nothing."""
    typed = [" ".join(p.comment.split()) for p in plan.people]
    # a csv in cp1252 has no thumbs up
    read = [t.replace(" ?", " \U0001f44d") if t == '"Top" ?' else t for t in found.texts["text"]]
    assert read == [text for text in typed if text not in SILENT]
    assert set(found.texts["item"]) == {"G1"}
    assert found.texts["row"].is_monotonic_increasing
    assert "=1+1" in read


@pytest.mark.parametrize("plan", DUTCH, ids=lambda plan: plan.name)
def test_an_imitation_is_counted_and_quoted_as_its_people_answered(
    plan: Plan, tmp_path: Path
) -> None:
    imitation = imitate(plan)
    path = tmp_path / imitation.filename
    imitation.build(path)
    found = recognise(path)
    assert_found(checked(found, load()), imitation.truth)
    if plan.before == ():
        assert_remarks(found, plan)


@pytest.mark.parametrize("imitation", ENGLISH, ids=lambda one: one.name)
def test_an_english_wording_is_counted_rightly_or_listed_as_unmapped(
    imitation: Imitation, tmp_path: Path
) -> None:
    path = tmp_path / imitation.filename
    imitation.build(path)
    found = check(path)
    truth = imitation.truth
    assert found["platform"] == truth["platform"]
    assert set(found["items"]) <= set(truth["items"])
    for item, counts in found["items"].items():
        assert found_counts(counts, truth["items"][item]) == truth["items"][item], item
    assert len(found["items"]) + len(found["unmapped"]) >= len(truth["items"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_an_example_export_is_counted_as_its_truth_says(path: Path) -> None:
    export = path.with_name(path.name.replace(".truth.json", ".xlsx"))
    assert_found(check(export), example_truth(path))


def test_every_imitation_has_a_name_of_its_own() -> None:
    names = [imitation.name for imitation in IMITATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("imitation", IMITATIONS, ids=lambda one: one.name)
def test_the_truth_of_an_imitation_adds_up(imitation: Imitation) -> None:
    truth = imitation.truth
    assert sum(truth["centres"].values()) == truth["respondents"]
    for counts in truth["items"].values():
        parts = ("n_low", "n_high", "n_not_applicable", "n_empty")
        assert sum(counts[part] for part in parts) == truth["respondents"]
