"""The pages, opened through the dashboard as a reader opens them."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from opened_pages import dashboard, page, said
from streamlit import config
from streamlit.testing.v1 import AppTest

from pages.frame.menu import DOORS

PAGES = {str(door.title): door.path for door in DOORS}


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(on_example: Path) -> Any:
    """Opens a page on the example data."""

    def open_page(title: str, **query: str) -> AppTest:
        if title == "Overzicht":
            return dashboard(**query).run()
        return page(PAGES[title], **query)

    return open_page


@pytest.mark.parametrize("title", PAGES)
def test_every_page_opens_in_dutch_without_an_error(opened: Any, title: str) -> None:
    app = opened(title)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == title


@pytest.mark.parametrize("title", PAGES)
def test_every_page_speaks_english_when_asked(opened: Any, title: str) -> None:
    app = opened(title, lang="en")
    assert not app.exception
    assert "The centres and the answers that you see here are invented." in said(app)


def test_the_overview_shows_the_figures_of_the_report_in_dutch(opened: Any) -> None:
    app = opened("Overzicht")
    app.session_state["effect_open"] = True  # the bars of the report are folded
    text = said(app.run())
    for figure in (
        "62 %",
        "42 %",
        "89,3",
        "84,9",
        "91,4",
        "88,3",
        "80,9",
        "55,1",
        "46,1",
        "38,2",
        "13,5",
        "21,3",
        "291 van 472",
        "121 van 288",
    ):
        assert figure in text, figure
    assert "n = 89 van 121" in text


def test_the_overview_says_that_the_data_are_an_example(opened: Any) -> None:
    assert "verzonnen" in said(opened("Overzicht"))


def test_a_link_restores_the_choice(opened: Any) -> None:
    app = opened("Respons", per="centre", school_year="2023-2024")
    assert app.segmented_control(key="per").value == "centre"
    assert "Centrum 19" in said(app)


def test_an_unknown_value_in_a_link_is_ignored(opened: Any) -> None:
    app = opened("Overzicht", centre="Bestaat niet", school_year="1999-00")
    assert not app.exception
    assert not app.error


def test_the_other_denominator_is_named(opened: Any) -> None:
    app = opened("Stellingen")
    with_none = said(app)
    app.segmented_control(key="denominator").set_value("without").run()
    assert not app.exception
    assert said(app) != with_none
    assert "niet meegerekend" in said(app) or "zonder" in said(app)


def test_a_choice_without_answers_is_a_sentence(opened: Any) -> None:
    app = opened("Overzicht")
    plg = next(o for o in app.multiselect(key="initiative").options if o.startswith("PLG"))
    app.multiselect(key="initiative").set_value([plg]).run()
    app.multiselect(key="centre").set_value(["Centrum 16"]).run()
    assert not app.exception
    assert app.warning


def test_one_centre_against_the_rest_is_told_in_words(opened: Any) -> None:
    app = opened("Factoren")
    app.selectbox(key="one").set_value("Centrum 14").run()
    assert not app.exception
    assert "Centrum 14" in said(app)


def test_a_filter_on_one_centre_keeps_the_comparison_with_the_network(opened: Any) -> None:
    app = opened("Factoren", centre="Centrum 14", school_year="")
    assert app.selectbox(key="one").value == "Centrum 14"
    assert "Centrum 14 scoort lager dan de andere centra" in said(app)


def test_an_item_without_a_cut_is_shown_by_its_distribution(opened: Any) -> None:
    app = opened("Stellingen")
    app.selectbox(key="module").set_value("V").run()
    assert not app.exception
    assert not app.error


def test_no_garbage_collection_is_forced_after_each_run() -> None:
    """It is the main cost of a page; what stays for the life of the server is frozen instead."""
    config.get_config_options(force_reparse=True)
    assert config.get_option("runner.postScriptGC") is False


def test_what_is_kept_is_frozen_out_of_garbage_collection(opened: Any) -> None:
    st.cache_resource.clear()
    gc.unfreeze()
    opened("Overzicht")
    assert gc.get_freeze_count() > 100_000


def test_the_server_listens_on_loopback_and_sends_nothing_home() -> None:
    config.get_config_options(force_reparse=True)
    assert config.get_option("server.address") == "127.0.0.1"
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("client.showErrorDetails") == "none"
    assert config.get_option("server.maxUploadSize") <= 100  # megabytes


def test_starting_empty_can_be_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    app = dashboard().run()
    app.button(key="start_empty").click().run()
    assert "Op deze pagina kun je ze terugzetten." in app.toast[0].value
    app.button(key="example_back").click().run()
    assert not app.exception
    assert app.toast[0].value == "De voorbeeldgegevens staan er weer."
    assert "62 %" in said(dashboard().run())


def test_starting_empty_leaves_no_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    app = dashboard().run()
    assert "verzonnen" in said(app)
    app.button(key="start_empty").click().run()
    assert not app.exception
    assert app.title[0].value == "Gegevens"
    again = dashboard().run()
    assert not again.exception
    assert "62 %" not in said(again)
