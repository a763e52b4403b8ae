"""Open answers from an export into the store, and the quotes released from them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from exports_made import FORMS, WORDING, beside, found, problems
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from store_exports import SMALL, TRAINING, export, people, refuses

from measurement.comments.scored import scored
from measurement.comments.tables import COMMENTS, QUOTES
from measurement.contacts import masker
from measurement.exports.cells.texts import LONGEST
from measurement.exports.recognised import Recognised
from measurement.questionnaire.files.reading import load
from measurement.store import Store, SurveyNaming, open_store
from measurement.store.imports import comments
from measurement.store.imports.comments import _suspicion
from measurement.store.updates.adding import Addition, prepared
from measurement.tables import check

OPEN = "Heb je nog opmerkingen of suggesties?"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def remarks(*cells: object) -> list[str]:
    """The texts that are read from a column with these cells."""
    return found(beside(OPEN, *cells)).texts["text"].tolist()


def written(recognised: Recognised, *texts: tuple[int, str]) -> Recognised:
    """The export with these texts in these rows."""
    rows, said = [row for row, _t in texts], [text for _r, text in texts]
    frame = pd.DataFrame({"row": rows, "item": ["G1"] * len(rows), "text": said})
    return replace(recognised, texts=frame.astype({"row": "int64"}))


def kept(store: Store) -> list[str]:
    return store.comments.table()["text"].astype(str).tolist()


@pytest.mark.parametrize(
    "cell",
    [
        "-",
        ".",
        "/",
        "nvt",
        "N.V.T.",
        "n.v.t",
        "Geen",
        "neen",
        "nee.",
        "geen opmerkingen",
        "x",
        "?!",
        "NA",
        "niets te melden",
        "-99",
        "…",
        "  \xa0 ",
    ],
)
def test_a_cell_that_says_nothing_is_no_remark(cell: str) -> None:
    assert remarks(cell, "Goed") == ["Goed"]


@pytest.mark.parametrize(
    "cell", ["ok", "Nee, bedankt", "geen tijd gehad", "👍", "Top!", "=1+1", "=HYPERLINK(1)", "8/10"]
)
def test_a_short_cell_that_says_something_is_kept_as_it_is(cell: str) -> None:
    assert remarks(cell) == [cell]


def test_how_many_said_nothing_and_what_was_cut_is_told() -> None:
    made = found(beside(OPEN, "nvt", "geen", "x" * (LONGEST + 1), "goed"))
    assert [len(text) for text in made.texts["text"]] == [LONGEST, 4]
    assert "aantal cellen: 2." in problems(made)["silent_remarks"]
    assert "langer dan 5\u00a0000 tekens" in problems(made)["long_remarks"]
    assert made.blocking == ()
    assert "silent_remarks" not in problems(found(beside(OPEN, None, "goed")))


def test_what_cannot_be_seen_goes_and_white_space_becomes_one_space() -> None:
    assert remarks("a\u0007\u202eb\u200b\n\n c\u00a0\td\ue000") == ["ab c d"]


def test_other_columns_with_text_are_no_remarks() -> None:
    rows: list[list[object]] = [
        ["Nr", WORDING["F6"], "Een vraag van iemand", OPEN, "A4"],
        [1, "bachelor", "iets", "goed", 7],
    ]
    assert found(rows).texts.to_dict("list") == {"row": [2], "item": ["G1"], "text": ["goed"]}


def test_two_columns_of_one_question_are_one_remark() -> None:
    rows: list[list[object]] = [["Nr", "Opmerkingen", "Suggesties", "A4"], [1, "goed", "meer", 7]]
    assert found(rows).texts["text"].tolist() == ["goed / meer"]


def test_a_column_that_a_person_chose_is_read_too() -> None:
    header = "Wat vond je ervan, in jouw woorden?"
    rows: list[list[object]] = [["Nr", header, "A3", "A4"], [1, "fijn", 8, 7]]
    assert found(rows).texts.empty
    assert found(rows, **{header: "G1"}).texts["text"].tolist() == ["fijn"]


def test_remarks_are_stored_for_rows_that_count(store: Store) -> None:
    rows = [*people(3), {"identity": "t@x.be", "excluded": "test"}, {"excluded": "refused"}]
    said = written(export(*rows), *((n, f"tekst {n}") for n in range(2, 7)))
    number = store.imports.add(said, TRAINING, SMALL, leave_out=[4]).import_id
    check(store.comments.table(), COMMENTS)
    assert kept(store) == ["tekst 2", "tekst 3"]
    store.imports.take_back(number, [4, 5])
    assert kept(store) == ["tekst 2", "tekst 3", "tekst 4", "tekst 5"]
    store.imports.leave_out(number, [2])
    assert kept(store) == ["tekst 3", "tekst 4", "tekst 5"]
    store.imports.undo(number)
    assert kept(store) == []
    check(store.comments.table(), COMMENTS)
    store.imports.redo(number)
    assert kept(store) == ["tekst 3", "tekst 4", "tekst 5"]


def test_of_rows_without_answers_and_of_who_refused_nothing_is_read() -> None:
    header = [WORDING["A3"], WORDING["A4"], OPEN, load().consent["headers"][0]]
    rows = [header, [8, 7, "mag", "Ja"], [8, 7, "geheimpje", "Nee"], [8, 7, "ook", "Ja"]]
    made = found(rows)
    assert made.respondents["excluded"].tolist() == ["", "refused", ""]
    assert made.texts["text"].tolist() == ["mag", "ook"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_somebody_who_refused_wrote_is_nowhere(store: Store, tmp_path: Path) -> None:
    rows = [*people(1), {"excluded": "refused"}]
    store.imports.add(written(export(*rows), (2, "mag"), (3, "geheimpje")), TRAINING, SMALL)
    store.close()
    assert b"geheimpje" not in (tmp_path / "store.sqlite").read_bytes()


def test_a_remark_has_the_person_and_survey_of_its_answer(store: Store) -> None:
    store.imports.add(written(export(*people(2)), (2, "a"), (3, "b")), TRAINING, SMALL)
    plg = SurveyNaming("2024-2025", "plg", "P", "long")
    again = export(*people(2)[::-1], file="b.xlsx")
    store.imports.add(written(again, (2, "c")), plg, SMALL)
    table, answers = store.comments.table(), store.answers(SMALL)
    assert table["text"].tolist() == ["a", "b", "c"]
    first, second = answers.respondents["respondent"].tolist()[:2]
    assert table["respondent"].tolist() == [first, second, second]  # p1 wrote b and c
    assert table["initiative"].tolist() == ["Traject op maat", "Traject op maat", "P"]
    assert table["moment"].tolist() == ["short", "short", "long"]
    assert table["centre"].tolist() == ["Centrum 01"] * 3
    assert scored(table, answers)["n_scored"].tolist() == [3, 3, 3]  # every row meets its answer


def test_a_copy_of_an_earlier_answer_brings_no_second_remark(store: Store) -> None:
    store.imports.add(written(export(*people(1)), (2, "eerst")), TRAINING, SMALL)
    receipt = store.imports.add(
        written(export(*people(1), file="b.xlsx"), (2, "eerst")), TRAINING, SMALL
    )
    assert (receipt.n_same, receipt.n_added) == (1, 0)
    assert kept(store) == ["eerst"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_names_and_addresses_of_respondents_are_taken_out_before_storing(
    store: Store, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        [*FORMS, OPEN, WORDING["A4"]],
        [1, "", "", "an.desmet@x.be", "An De Smet", "Bel an de smet: 0478 12 34 56", 7],
        [
            2,
            "",
            "",
            "p@x.be",
            "Piet Pienter",
            "Mail an.desmet@x.be, dank An  De Smet (10.1.2.3)",
            7,
        ],
    ]
    store.imports.add(found(rows), SurveyNaming("2024-2025", "plg", "P", "short"), load())
    assert kept(store) == ["Bel …: …", "Mail …, dank … (…)"]
    store.close()
    content = (tmp_path / "store.sqlite").read_bytes().lower()
    for trace in (b"de smet", b"desmet", b"pienter", b"0478", b"10.1.2.3"):
        assert trace not in content


def test_a_quote_is_what_was_edited_and_of_nobody(store: Store) -> None:
    store.imports.add(written(export(*people(2)), (2, "Jan was top"), (3, "b")), TRAINING, SMALL)
    one = int(store.comments.table()["comment"].iloc[0])
    before = store.revision
    store.comments.release(one, " De begeleider\nwas top, mail jan@x.be ")
    assert store.revision == before + 1
    quotes = store.comments.quotes()
    check(quotes, QUOTES)
    assert quotes["quote"].tolist() == ["De begeleider was top, mail …"]
    assert not {"respondent", "text"} & set(quotes.columns)
    assert "Jan" not in str(quotes.to_dict()) + str(list(quotes["quote"].cat.categories))
    table = store.comments.table()
    check(table, COMMENTS)
    assert table["released"].tolist() == [True, False]
    assert table["quote"].isna().tolist() == [False, True]
    store.comments.release(one, "beter")
    assert store.comments.quotes()["quote"].tolist() == ["beter"]
    store.comments.withdraw(one)
    assert store.revision == before + 3
    assert store.comments.quotes().empty
    check(store.comments.quotes(), QUOTES)
    store.comments.release(one, "toch")
    assert store.comments.quotes()["quote"].tolist() == ["toch"]


def test_a_quote_falls_away_and_returns_with_its_row(store: Store) -> None:
    number = store.imports.add(written(export(*people(2)), (2, "a")), TRAINING, SMALL).import_id
    store.comments.release(1, "a")
    store.imports.leave_out(number, [2])
    assert store.comments.quotes().empty
    with refuses("There is no remark 1"):
        store.comments.release(1, "a")
    store.imports.take_back(number, [2])
    assert len(store.comments.quotes()) == 1
    store.imports.undo(number)
    assert store.comments.quotes().empty
    with refuses("There is no remark 1"):
        store.comments.withdraw(1)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_an_empty_quote_and_an_unknown_remark_are_refused_in_words(store: Store, text: str) -> None:
    store.imports.add(written(export(*people(1)), (2, "a")), TRAINING, SMALL)
    before = store.revision
    with refuses("The quote is empty"):
        store.comments.release(1, text)
    with refuses("There is no remark 7"):
        store.comments.release(7, "a")
    with refuses("Remark 1 is not released"):
        store.comments.withdraw(1)
    assert store.revision == before


def test_two_people_may_release_one_remark_at_once(store: Store) -> None:
    store.imports.add(written(export(*people(1)), (2, "a")), TRAINING, SMALL)
    failures: list[Any] = []

    def release(text: str) -> None:
        try:
            store.comments.release(1, text)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=release, args=(f"tekst {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(store.comments.quotes()) == 1


def test_a_failure_half_way_leaves_no_remark(store: Store) -> None:
    twice = written(export(*people(1)), (2, "a"), (2, "b"))
    with pytest.raises(IntegrityError):
        store.imports.add(twice, TRAINING, SMALL)
    assert kept(store) == []
    assert store.empty


def test_the_example_has_remarks_that_go_with_it(own_store: Path) -> None:
    with open_store(own_store) as store:
        table = store.comments.table()
        check(table, COMMENTS)
        assert len(table) >= 40
        assert "Beste vorming in jaren. Laat er alsjeblieft een vervolg op komen!" in kept(store)
        store.comments.release(int(table["comment"].iloc[0]), "x")
        store.example.clear()
        assert kept(store) == []
        assert store.empty


NAMES = ("An De Smet", "Jürgen Van den Bossche", "ＡＮ maes", "Straße Groß", "7", "jan@x.be")
PIECES = (
    *NAMES,
    "0478 12 34 56",
    "10.1.2.3",
    "fe80::1:2:3",
    "AN DE  SMET",
    "an",
    "De",
    "tijd",
    ",",
)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=6))
def test_the_quick_look_never_passes_a_text_that_would_be_masked(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if masker(NAMES)(text) != text:
        assert _suspicion(NAMES)(text)


def test_each_suspect_text_is_masked_once_however_often_it_stands_there() -> None:
    said = [(n, ("fijn", "bel 0478 12 34 56", "tijd")[n % 3]) for n in range(2, 302)]
    made = prepared(Addition(written(export(*people(300)), *said), TRAINING), SMALL)
    masked: list[str] = []

    def clean(text: str) -> str:
        masked.append(text)
        return "…"

    rows = list(comments.remarks(made, clean))
    assert masked == ["bel 0478 12 34 56"]
    assert [text for _row, _item, text in rows].count("…") == 100
