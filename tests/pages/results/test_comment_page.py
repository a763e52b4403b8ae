"""The page of open answers: search, release, withdraw; and no remark can be more than text."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from opened_pages import dashboard, drawn, page, said
from streamlit.testing.v1 import AppTest

from measurement.charts.pairs import Pair, pairs
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from pages.desk.shown.remark_figures import marked
from pages.frame.writing import plain

PAGE = "pages/results/comments/page.py"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![](http://evil.example/p.png)",
    "https://evil.example www.evil.example WWW.evil.example jan@evil.example",
    "$x^2$ $$y$$",
    ":material/home: :red[rood] :smile: :streamlit: :blue-badge[x]",
    "`code` ```blok``` ~~weg~~ **vet** _schuin_ # kop > citaat | tabel |",
    "&lt;b&gt; &#60; \\ \\[x\\]",
    "1. punt\n- lijst\n\n    code",
)


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def own_store(own_store: Path) -> Path:
    """A copy of the example without a released quote."""
    with open_store(str(own_store)) as example:
        for number in example.comments.quotes()["comment"]:
            example.comments.withdraw(int(number))
    return own_store


@pytest.fixture
def opened(on_own_store: Path) -> Any:
    return lambda **query: page(PAGE, **{"school_year": "", **query})


def written(store: Path, *texts: str) -> list[int]:
    """Put these texts in place of the newest remarks; their numbers."""
    with closing(sqlite3.connect(store)) as connection:
        found = connection.execute("select id from comment order by id desc").fetchmany(len(texts))
        for (number,), text in zip(found, texts, strict=True):
            connection.execute("update comment set text = ? where id = ?", (text, number))
        connection.execute("update setting set value = value + 1 where key = 'revision'")
        connection.commit()
    return [number for (number,) in found]


def cards(app: AppTest) -> list[str]:
    """The keys of the buttons to release: one per remark shown."""
    return [b.key for b in app.button if str(b.key).startswith("release_")]


def test_the_page_opens_in_dutch_with_a_sentence_first(opened: Any) -> None:
    app = opened()
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Open antwoorden"
    text = said(app)
    assert "308 opmerkingen bij" in text
    assert "Tijd" in text
    assert "lage scores" in text
    assert len(drawn(app)) == 2
    assert len(cards(app)) == 10
    assert not app.dataframe
    app.session_state["remarks_all"] = True
    app.run()
    assert [len(table.value) for table in app.dataframe] == [308]
    assert any("persoonsgegevens" in w.value for w in app.warning)


def test_search_knows_no_case_or_accents_and_takes_every_word(opened: Any) -> None:
    app = opened()
    app.text_input(key="remark_search").set_value("ZIJN een").run()
    assert not app.exception
    app.text_input(key="remark_search").set_value("hele één DAGEN").run()
    assert len(cards(app)) == 1
    assert "twee halve dagen dan één hele" in said(app)
    app.text_input(key="remark_search").set_value("xyzzy").run()
    assert cards(app) == []
    assert "Geen enkele opmerking past" in said(app)
    app.selectbox(key="theme").set_value("travel").run()
    app.toggle(key="remark_released").set_value(True).run()
    assert not app.exception  # nothing left, whatever more is asked
    assert not any("xyzzy" in str(v) or "remark" in str(k) for k, v in app.query_params.items())


def test_bands_and_themes_narrow_the_list(opened: Any) -> None:
    app = opened()
    app.segmented_control(key="band").set_value("low").run()
    assert 0 < len(cards(app)) <= 20
    assert app.session_state["band"] == "low"
    app.segmented_control(key="band").set_value("all").run()
    app.selectbox(key="theme").set_value("travel").run()
    assert not app.exception
    assert 0 < len(cards(app)) <= 20
    assert "Verplaatsing" in said(app)


def test_a_quote_is_released_as_edited_and_can_be_withdrawn(opened: Any, own_store: Path) -> None:
    [number] = written(own_store, "Dank aan mevrouw De Smet, het was top")
    app = opened()
    app.button(key=f"release_{number}").click().run()
    assert not app.exception
    assert app.text_area(key=f"quote_text_{number}").value == "Dank aan mevrouw …, het was top"
    app.text_area(key=f"quote_text_{number}").set_value("Het was top")
    next(b for b in app.button if b.label == "Dit citaat vrijgeven").click().run()
    assert not app.exception
    with open_store(str(own_store)) as store:
        assert store.comments.quotes()["quote"].tolist() == ["Het was top"]
    app.toggle(key="remark_released").set_value(True).run()
    assert cards(app) == [f"release_{number}"]
    app.button(key=f"withdraw_{number}").click().run()
    assert not app.exception
    with open_store(str(own_store)) as store:
        assert store.comments.quotes().empty
    assert cards(app) == []


def test_cancelling_and_an_empty_quote_release_nothing(opened: Any, own_store: Path) -> None:
    [number] = written(own_store, "a")
    app = opened()
    app.button(key=f"release_{number}").click().run()
    next(b for b in app.button if b.label == "Annuleren").click().run()
    assert not app.text_area
    app.button(key=f"release_{number}").click().run()
    app.text_area(key=f"quote_text_{number}").set_value("  ")
    next(b for b in app.button if b.label == "Dit citaat vrijgeven").click().run()
    assert not app.exception
    assert "Het citaat is leeg" in str([e.value for e in app.error])
    with open_store(str(own_store)) as store:
        assert store.comments.quotes().empty


def test_centres_are_shown_only_when_asked_for(opened: Any) -> None:
    app = opened()
    assert "Centrum 0" not in said(app)
    app.toggle(key="remark_centre").set_value(True).run()
    assert "Centrum 0" in said(app)


@pytest.mark.usefixtures("as_staff")
def test_no_hostile_remark_is_anything_but_text(opened: Any, own_store: Path) -> None:
    written(own_store, *HOSTILE)
    app = opened()
    assert not app.exception
    shown = [str(m.value) for m in app.markdown]
    for text in HOSTILE:
        assert marked(text) in shown, text
        assert text not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_of_markup_is_escaped_and_nothing_is_lost(text: str) -> None:
    made = plain(text)
    bare = made.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").replace("\u2060", "")
    assert bare == " ".join(text.split())
    for i, sign in enumerate(made):
        if sign in "<>[]$`*_~|&":
            assert made[i - 1] == "\\", (sign, made)
    assert not re.search(r"[:@](?=[^\s\u2060])", made)
    assert "www." not in made.replace("\\", "").lower()
    assert "\n" not in made


def test_an_empty_store_says_why_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "empty.sqlite"
    with open_store(str(store)) as made:
        made.example.decline()
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    app = dashboard().run()
    app.switch_page(PAGE).run()
    assert not app.exception
    assert not drawn(app)


def test_a_choice_without_remarks_says_so(opened: Any, own_store: Path) -> None:
    with open_store(str(own_store)) as store:
        table, people = store.comments.table(), store.answers(load()).respondents
    silent = set(zip(people["initiative"], people["centre"], strict=True)) - set(
        zip(table["initiative"], table["centre"], strict=True)
    )
    initiative, centre = min(silent)
    app = opened(initiative=initiative, centre=centre)
    assert not app.exception
    assert "Geen open antwoorden" in said(app) or "geen antwoorden" in said(app)


def test_a_pair_is_drawn_to_its_own_side_with_its_number() -> None:
    figure = pairs([Pair("tijd", 1, 4, 3, 4, 9, "vaker")], "laag", "hoog", few=5)
    assert isinstance(figure, go.Figure)
    left, right = figure.data
    assert (list(left.x), list(right.x)) == ([-25], [75])
    assert (left.text[0], right.text[0]) == ("25\u00a0%", "75\u00a0%")
    assert left.marker.color == right.marker.color  # both fewer than five: grey
    notes = json.dumps([note.text for note in figure.layout.annotations])
    assert "vaker" in notes
    assert '"9"' in notes
    many = pairs([Pair("tijd", 0, 5, 3, 5, 9)], "laag", "hoog", few=5)
    assert many.data[0].marker.color != many.data[1].marker.color
    assert many.data[0].text[0] == "0\u00a0%"
    assert pairs([Pair("x", 0, 0, 0, 0, 1)], "a", "b").data[0].text[0] == "–"
