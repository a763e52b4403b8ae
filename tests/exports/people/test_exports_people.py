"""Who answered and what was ticked: cells that say nothing of a person, a moment or a factor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from exports_made import CENTRE, FORMS, INITIATIVE, WORDING, found, problems, sheet, told

from measurement.exports.files.read import File
from measurement.exports.headers.platforms import by_id, of_header
from measurement.exports.tidy import recognise
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_APPLICABLE, NOT_SHOWN

A = [WORDING[i] for i in ("A1", "A2", "A3", "A4")]
FACTORS = [option.wording.nl for option in load().options]
QUESTION = load().options[0].question.nl
LIMESURVEY = ["Antwoord ID", "Datum ingediend", "Laatste pagina", "Starttaal"]

Rows = list[list[object]]


def factors(*cells: Sequence[object], headers: Sequence[str] = FACTORS[:2]) -> Rows:
    """A form with a column per factor; each argument is what one person filled in there."""
    return [["Nr", A[0], *headers], *([n, 7, *row] for n, row in enumerate(cells, 1))]


def ticked(rows: Rows) -> dict[str, tuple[int, int]]:
    """Per factor how many answered, and how many ticked it."""
    made = told(rows)["factors"]
    return {factor: (each["n"], each["n_ticked"]) for factor, each in made.items()}


def limesurvey(*cells: Sequence[object]) -> Rows:
    """The same as LimeSurvey writes it."""
    options = [f"{QUESTION} [{factor}]" for factor in FACTORS[:2]]
    header: list[object] = [*LIMESURVEY, f"Stellingen [{A[0]}]", *options]
    day = "2025-03-01 10:00:00"
    return [header, *([n, day, 3, "nl", 7, *row] for n, row in enumerate(cells, 1))]


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        *(("Ja", no) for no in ("Nee", "Niet", "Niet gekozen", "Onzeker", "Uncertain", "0", "2")),
        *((yes, "Nee") for yes in ("Wel", "Gekozen", "1", "1.0", FACTORS[0], "Te weinig tyd")),
        (f"{FACTORS[0]} (bijvoorbeeld door ziekte)", "Nee"),
    ],
)
def test_a_factor_is_ticked_by_a_word_for_yes_or_by_its_own_text(yes: str, no: str) -> None:
    rows = factors([yes], [no], [no], headers=FACTORS[:1])
    assert ticked(rows) == {"K1": (3, 1)}


@pytest.mark.parametrize(
    "cells",
    [
        ("belemmerend", "geen invloed", "bevorderend"),
        ("geen invloed", "geen invloed", ""),
        ("Niet te weinig tijd", "Niet te weinig tijd", ""),
        ("1", "2", "3"),
        ("8", "7", "8"),
        ("0", "1", "2"),
    ],
)
def test_a_column_that_weighs_a_factor_is_left_out_and_told(cells: tuple[str, ...]) -> None:
    made = found(factors(*([cell] for cell in cells), headers=FACTORS[:1]))
    assert "K1" not in made.items
    assert made.unmapped == (FACTORS[0],)
    assert "K1" in problems(made)["not_answers"]


def test_a_factor_that_nobody_rates_above_two_is_left_out_with_the_others() -> None:
    assert ticked(factors([1, 5], [2, 7], [1, 3])) == {}
    assert ticked(factors([1, "Ja"], [2, "Nee"], [3, "Ja"])) == {"K2": (3, 2)}


def test_a_stray_text_among_ticks_counts_as_not_filled_in_and_is_told() -> None:
    made = found(factors(*[["Ja"]] * 5, ["een beetje"], *[["Nee"]] * 4, headers=FACTORS[:1]))
    codes = made.codes[:, made.items.index("K1")]
    assert (codes >= NOT_APPLICABLE).tolist() == [True] * 5 + [False] + [True] * 4
    assert "een beetje" in problems(made)["unreadable"]


@pytest.mark.parametrize("cell", ["N.v.t.", "nvt", "Niet van toepassing", "geen zicht op"])
def test_not_applicable_is_no_tick_but_in_limesurvey_it_was_not_shown(cell: str) -> None:
    cells = (["Ja", cell], ["Nee", "Ja"], [cell, cell])
    for rows, state in ((factors(*cells), NOT_APPLICABLE), (limesurvey(*cells), NOT_SHOWN)):
        made = found(rows)
        assert ticked(rows) == {"K1": (2, 1), "K2": (1, 1)}
        assert made.codes[:, made.items.index("K2")].tolist()[::2] == [state, state]


def test_not_applicable_in_the_one_column_of_all_factors_is_no_other_factor() -> None:
    made = found(factors([f"{FACTORS[0]};"], ["N.v.t."], [FACTORS[1]], headers=[QUESTION]))
    assert made.codes[1, made.items.index("K1")] == NOT_APPLICABLE
    assert "other_factor" not in problems(made)


ALIKE = [[6, 7, 7, 7], [8, 8, 8, 8], [6, 7, 7, 7], [8, 8, 8, 8]]


def test_dates_without_a_time_of_day_are_no_proof_of_a_duplicate() -> None:
    rows = [[n, "2025-03-14 00:00:00", "Gent", *row] for n, row in enumerate(ALIKE, 1)]
    assert told([["Nr", "Datum", "Centrum", *A], *rows])["respondents"] == 4


def test_a_time_of_day_in_one_of_two_columns_goes_before_the_other_without() -> None:
    header = ["Nr", "Start", "Datum", "Centrum", *A]
    rows = [
        [n, f"2025-03-14 {8 + 2 * n:02}:00:00", "2025-03-14", "Gent", *row]
        for n, row in enumerate(ALIKE, 1)
    ]
    assert told([header, *rows])["respondents"] == 4


def test_other_dates_still_tell_that_equal_rows_are_of_two_people() -> None:
    rng = np.random.default_rng(5)
    rich = [rng.integers(1, 9, 8).tolist() for _ in range(30)]
    header = [
        "Nr",
        "Datum",
        *(WORDING[i] for i in ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")),
    ]
    rows = [[n, f"2025-03-{n:02}", *row] for n, row in enumerate([*rich, rich[-1]], 1)]
    assert told([header, *rows])["excluded"]["duplicate"] == []
    rows[-1][1] = rows[-2][1]
    assert told([header, *rows])["excluded"]["duplicate"] == [32]


@pytest.mark.parametrize("moment", ["1980-01-01 00:00:00", "1970-01-01 00:00:00", "1980-01-01"])
def test_the_moment_of_a_survey_without_date_stamps_is_unknown(moment: str) -> None:
    header = [*LIMESURVEY, *(f"Stellingen [{a}]" for a in A)]
    rows = [[n, moment, 3, "nl", *row] for n, row in enumerate(ALIKE, 1)]
    made = found([header, *rows])
    assert made.respondents["answered_on"].isna().all()
    assert made.respondents["completed"].all()
    assert (made.respondents["excluded"] == "").all()


def test_a_first_name_alone_is_no_identity() -> None:
    people = [[n, "An", *row] for n, row in enumerate(ALIKE[1:3] + ALIKE[:2], 1)]
    made = found([["Nr", "Voornaam", *A], *people])
    assert (made.respondents["excluded"] == "").all()
    assert (made.respondents["identity"] == "").all()


def test_other_first_names_are_other_people() -> None:
    same, moment = [8, 3, 5, 6], "2025-03-01 10:00:00"
    header = ["Nr", "Voornaam", "Datum", *A]
    for other, left in (("Bo", []), ("An", [3])):
        rows = [[1, "An", moment, *same], [2, other, moment, *same]]
        assert told([header, *rows])["excluded"]["duplicate"] == left


def form(*people: tuple[str, str], scores: Sequence[int] | None = None) -> Rows:
    """A form for one initiative; of each person the e-mail address and the name."""
    header = [*FORMS, CENTRE, *A, INITIATIVE]
    rows: Rows = []
    for n, (email, name) in enumerate(people, 1):
        said = list(scores or [n % 8 + 1, 7, 6, 5])
        day = f"2025-03-{n:02} 10:0"
        rows.append([n, f"{day}0:00", f"{day}5:00", email, name, "Gent", *said, "Rouw"])
    return [header, *rows]


@pytest.mark.parametrize(
    "said", ["nvt", "N.V.T.", "geen", "Liever niet", "anoniem", "Geen e-mail", "privé", "thuis", "niet van toepassing"]
)  # fmt: skip
@pytest.mark.parametrize("scores", [None, (7, 7, 7, 7)])
def test_what_is_no_address_is_nobodys(said: str, scores: Sequence[int] | None) -> None:
    people = [(said, ""), ("an@clb.be", ""), (said, ""), ("bo@clb.be", ""), (said, "")]
    made = found(form(*people, scores=scores))
    assert (made.respondents["excluded"] == "").all()
    assert made.respondents["identity"].tolist() == ["", "an@clb.be", "", "bo@clb.be", ""]


@pytest.mark.parametrize("name", ["nvt", "Geen", "liever niet", "n.v.t."])
def test_what_is_no_name_is_nobodys(name: str) -> None:
    made = found(form(("", name), ("", name), scores=(7, 7, 7, 7)))
    assert (made.respondents["excluded"] == "").all()
    assert (made.respondents["identity"] == "").all()


def test_user_names_in_the_column_for_addresses_tell_people_apart() -> None:
    made = found(form(("an.p", ""), ("bo.q", ""), ("an.p", ""), ("cas", "")))
    assert made.respondents["excluded"].tolist() == ["duplicate", "", "", ""]


@pytest.mark.parametrize("scores", [None, (7, 7, 7, 7)])
def test_a_mailbox_shared_by_two_names_is_of_two_people(scores: Sequence[int] | None) -> None:
    box = "clb.gent@go.be"
    made = found(form((box, "An Peeters"), (box, "Bo Claes"), (box, ""), scores=scores))
    assert (made.respondents["excluded"] == "").all()
    assert made.respondents["identity"].tolist() == ["an peeters", "bo claes", ""]


def test_who_answers_again_from_a_shared_mailbox_is_one_person_still() -> None:
    box = "clb.gent@go.be"
    made = found(form((box, "An Peeters"), (box, "Bo Claes"), (box, "Peeters, An")))
    assert made.respondents["excluded"].tolist() == ["duplicate", "", ""]


def test_two_shared_mailboxes_may_each_have_somebody_of_one_first_name() -> None:
    header = ["Nr", "E-mail", "Voornaam", INITIATIVE, *A]
    people = [
        ("gent@go.be", "An"),
        ("gent@go.be", "Bo"),
        ("nova@go.be", "An"),
        ("nova@go.be", "Cas"),
    ]
    rows = [[n, *one, "Rouw", 7, 7, 7, 7] for n, one in enumerate(people, 1)]
    made = found([header, *rows])
    assert (made.respondents["excluded"] == "").all()
    assert (made.respondents["identity"] == "").all()


def test_a_name_written_the_other_way_round_is_the_same_person() -> None:
    made = found(form(("a@clb.be", "An Peeters"), ("a@clb.be", "Peeters, an"), ("b@clb.be", "")))
    assert made.respondents["excluded"].tolist() == ["duplicate", "", ""]
    assert made.respondents["identity"].tolist() == ["a@clb.be", "a@clb.be", "b@clb.be"]


@pytest.mark.parametrize("separator", [". ", " - ", ": ", " | ", " – "])
def test_limesurvey_is_known_whatever_stands_between_code_and_text(separator: str) -> None:
    pairs = [("id", "Antwoord ID"), ("submitdate", "Datum ingediend"), ("lastpage", "Laatste pagina"), ("seed", "Seed"), ("startlanguage", "Starttaal")]  # fmt: skip
    codes = [f"A{n}{separator}Stellingen [{a}]" for n, a in enumerate(A, 1)]
    header = [*(separator.join(pair) for pair in pairs), *codes]
    rows = [[n, f"2025-03-0{n} 10:00:00", 3, n, "nl", 8, n, 6, 5] for n in range(1, 5)]
    made = told([header, *rows, [5, "", 1, 5, "nl", 4, 4, "", ""]])
    assert (made["platform"], made["partial"], made["unmapped"]) == ("limesurvey", 1, [])


@pytest.mark.parametrize("header", ["Naam", "Wat is je naam?", "E-mailadres", "Wat is je e-mailadres?"])  # fmt: skip
@pytest.mark.parametrize("tool", ["ms_forms", "google_forms", "limesurvey", "qualtrics", "surveymonkey", "table", "template"])  # fmt: skip
def test_every_tool_may_ask_for_a_name_or_an_address(header: str, tool: str) -> None:
    assert by_id(tool).role(header) in ("name", "email")


def test_a_question_for_a_name_does_not_tell_which_tool_it_was() -> None:
    assert of_header(["id", "Naam", "Voornaam", "Wat is je e-mailadres?", *A]) is None


def test_a_repeat_by_the_same_name_in_google_forms_is_a_duplicate() -> None:
    header = ["Tijdstempel", "Naam", CENTRE, *A]
    rows = [[f"2025-03-0{n} 10:00:00", f"Persoon {n}", "Gent", 8, n, 6, 5] for n in range(1, 5)]
    again = ["2025-03-09 10:00:00", " persoon  2 ", "CLB GO! Gent", 8, 2, 6, 5]
    assert told([header, *rows, again])["excluded"]["duplicate"] == [6]


def test_equal_answers_under_an_equal_id_are_a_duplicate() -> None:
    rows = [[n, 7, 7, 7, 6 + n % 2] for n in range(1, 9)]
    assert told([["Nr", *A], *rows, rows[2]])["excluded"]["duplicate"] == [10]


def test_ids_that_return_with_other_answers_are_no_proof() -> None:
    first = [[n, 7, 7, 7, 6 + n % 2] for n in range(1, 9)]
    second = [[n, 7, 7, 7, 7 if n < 4 else 3] for n in range(1, 9)]
    assert told([["Nr", *A], *first, *second])["excluded"]["duplicate"] == []


@pytest.mark.parametrize(
    "name",
    [
        *("GO! Centrum voor Leerlingenbegeleiding Gent", "Centrum voor leerlingenbegeleiding GO! Gent"),
        *("GO! C.L.B. Gent", "C.L.B Gent", "GO! CLB Gent (hoofdzetel)", "Gent (C.L.B.)", "CLB (Gent)"),
    ],
)  # fmt: skip
def test_a_centre_is_known_by_its_full_name_initials_and_remarks(name: str) -> None:
    assert Centres(load()).known(name) == "GO! CLB Gent"


@pytest.mark.parametrize("name", ["CLB Brugge (Gent)", "GO! CLB Gent (en Nova)", "Vrij CLB Gent", "Gent (2)"])  # fmt: skip
def test_another_centre_in_the_name_is_not_overlooked(name: str) -> None:
    assert Centres(load()).known(name) is None


def test_remarks_do_not_make_two_unknown_centres_one() -> None:
    centres = Centres(load())
    assert centres.key("Centrum (Brugge)") != centres.key("Centrum (Leuven)")


@pytest.mark.parametrize("below", ["(no label)", "(geen label)", "no label", "Geen label"])
def test_a_question_of_surveymonkey_without_a_label_is_named_by_the_header_above(
    below: str,
) -> None:
    meta = ["Respondent ID", "Collector ID", "Date Created", "Date Modified"]
    day = "03/01/2025 10:00:00 AM"
    rows = [[114000000 + n, 4400000, day, day, 8, n, 6, 5] for n in range(1, 5)]
    made = told([[*meta, *A], ["", "", "", "", *[below] * 4], *rows])
    assert made["platform"] == "surveymonkey"
    assert list(made["items"]) == ["A1", "A2", "A3", "A4"]


@pytest.mark.parametrize("channel", ["DistributionChannel", "Distributiekanaal"])
def test_a_preview_by_its_channel_is_a_test(channel: str) -> None:
    codes = ["StartDate", "EndDate", "Progress", "Finished", "ResponseId", channel, "Q1_1", "Q1_2"]
    header = [*codes[:6], *(f"Stellingen - {a}" for a in A[:2])]
    days = list(pd.date_range("2025-03-01 10:00", periods=3).astype(str))
    ways = ["anonymous", "preview", "email"]
    rows = [
        [day, day, 100, "True", f"R_{n}", way, 8, n + 1]
        for n, (day, way) in enumerate(zip(days, ways, strict=True))
    ]
    assert told([codes, header, *rows])["excluded"]["test"] == [4]


def test_who_spells_the_own_name_in_two_ways_stays_one_person() -> None:
    rows = [
        [*FORMS, WORDING["A3"], WORDING["A4"]],
        [1, "2025-03-01 10:00:00", "2025-03-01 10:05:00", "jan@clb.be", "Jan", 7, 8],
        [2, "2025-03-08 10:00:00", "2025-03-08 10:05:00", "jan@clb.be", "Jan Peeters", 6, 8],
        [3, "2025-03-08 10:00:00", "2025-03-08 10:05:00", "jan@clb.be", "Jan Peters", 6, 7],
    ]
    assert found(rows).respondents["identity"].nunique() == 1


def test_prior_education_has_no_list_of_values_and_keeps_its_text() -> None:
    cells = ["Bachelor verpleegkunde", " bachelor Verpleegkunde", "Bachelor verpleegkunde", "Master", "-"]  # fmt: skip
    rows = [["Nr", A[0], WORDING["F6"]], *([n, 7, cell] for n, cell in enumerate(cells, 1))]
    said = found(rows).respondents["education"].tolist()
    assert said == ["Bachelor verpleegkunde"] * 3 + ["Master", ""]


@pytest.mark.parametrize(
    ("name", "cell", "text"),
    [
        ("net", "Stedelijk", "Stedelijk"),
        ("ambt", "Hoofd zorg", "Hoofd zorg"),
        ("experience", "9 jaar", "9 jaar"),
        ("role", "Anker;Coach;", "Anker|Coach"),
    ],
)
def test_any_characteristic_without_a_list_of_values_keeps_its_text(
    name: str, cell: str, text: str
) -> None:
    known = load().model_copy(update={"values": ()})
    header = next(i.wording.nl for i in known.items if i.dimension == name)
    file = File("export.xlsx", "0" * 64, "xlsx", (sheet([["Nr", A[0], header], [1, 7, cell]]),))
    assert recognise(file, known, {}).respondents[name].tolist() == [text]


@pytest.mark.parametrize(
    "cells",
    [["1,3", "2", "1", "3"], ["1;3;", "2;", "1;", "3;"], ["iets", "nog iets", "x y z", FACTORS[0]]],
)
def test_a_multi_select_of_which_hardly_any_answer_is_known_is_asked_never_nobody(
    cells: list[str],
) -> None:
    rows = factors(*([cell] for cell in cells), headers=[QUESTION])
    made = found(rows)
    assert not [item for item in made.items if item.startswith("K")]
    assert "unknown_factors" in problems(made)
    assert QUESTION in made.unmapped
