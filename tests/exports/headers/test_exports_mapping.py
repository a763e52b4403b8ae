"""Which item a header names: surely, perhaps, or not at all."""

from __future__ import annotations

import pytest
from exports_made import FORMS, WORDING, found, problems, told_items
from hypothesis import given
from hypothesis import strategies as st

from measurement.exports.headers.known import Names
from measurement.exports.headers.meaning import ASK, SIMILAR
from measurement.exports.headers.similar import same_words
from measurement.questionnaire.files.reading import load

MADE = load()
NAMES = Names(MADE)
CLOSED = [item.id for item in MADE.items if item.closed]


def named(header: str) -> str | None:
    """The item of a column with this header, in a table with two other items."""
    others = [WORDING[i] for i in ("D4", "D5")]
    made = found([["Nr", header, *others], *([n, n % 8 + 1, 7, 6] for n in range(4))])
    column = next(c for c in made.columns if c.index == 1)
    return column.meaning.removeprefix("item:") if column.meaning.startswith("item:") else None


@pytest.mark.parametrize(
    "way",
    [
        "{w}",
        " {w} ",
        "{w}.",
        "{w} *",
        "In welke mate ben je akkoord? [{w}]",
        "Stellingen - {w}",
        "Stelling 3: {w}",
        "{i}. {w}",
        "{i} {w}",
        "{i} - {w}",
        "12. {w}",
        "12) {w}",
        "<p>{w}</p>",
        "{w} (verplicht)",
        "{i}",
        "{i}[SQ001]. Stellingen [{w}]",
    ],
)
def test_a_wording_is_known_in_whatever_dress(way: str) -> None:
    headers = [way.format(w=WORDING[item], i=item) for item in CLOSED]
    made = found([["Nr", *headers], [1, *[7] * len(CLOSED)]])
    assert [c.meaning for c in made.columns][1:] == [f"item:{item}" for item in CLOSED]


@pytest.mark.parametrize("item", ["A1", "A3", "B1", "B3", "B4", "C1", "V2"])
@pytest.mark.parametrize("suffix", ["2", "3", " 2", ".1", "_2", " (2)"])
def test_a_repeated_header_is_the_same_item(item: str, suffix: str) -> None:
    header = WORDING[item] + suffix
    made = found([["Nr", WORDING[item], header, WORDING["A2"]], [1, 8, None, 7], [2, None, 6, 7]])
    assert [c.meaning for c in made.columns][1:3] == [f"item:{item}"] * 2
    assert (made.codes[:, made.items.index(item)] > 2).all()


@given(st.sampled_from(CLOSED), st.data())
def test_one_typing_error_never_makes_another_item(item: str, data: st.DataObject) -> None:
    wording = WORDING[item]
    place = data.draw(st.integers(1, len(wording) - 2))
    letter = data.draw(st.sampled_from(["", "e", "x", wording[place] * 2]))
    meaning = NAMES._like.of(wording[:place] + letter + wording[place + 1 :])
    assert meaning.key in (item, "") or meaning.how == ASK
    assert meaning.how in (SIMILAR, ASK)


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("Ik ben tevreden over de inhoud van deze begeleidng", "A1"),
        ("Ik ben tevreden over de inhoud van deze opleiding", "A1"),
        ("Deze vorming is bruikbaar in mijn praktijk", "A3"),
        ("Ik pas het geleerde uit de PLG toe in mijn praktijk", "B1"),
        (
            "De begeleiding heeft positieve gevolgen teweeg gebracht voor de leerlingbegeleiding",
            "B3",
        ),
        (
            "De begeleiding heeft positieve gevolgen teweeggebracht voor de leerlingenbegeleiding",
            "B3",
        ),
        ("De begeleiding heeft positive gevolgen teweeggebracht voor de leerlingen", "B4"),
        (
            "Na het volgen van deze begeleiding, wil ik wat ik geleerd heb uitproberen in de prakt",
            "A4",
        ),
        ("Ik kan met collegas overleggen over de toepassing van het geleerde", "C6"),
    ],
)
def test_a_misspelt_or_adapted_wording_is_accepted(header: str, item: str) -> None:
    assert named(header) == item


@pytest.mark.parametrize(
    "header",
    [
        "Ik ben niet tevreden over de inhoud van deze begeleiding",
        "Ik ben tevreden over de vorm van deze begeleiding",
        "Ik ben tevreden over de trainer van deze begeleiding",
        "Ik heb geen nieuwe dingen geleerd dankzij deze begeleiding",
        "De begeleiding heeft positieve gevolgen teweeggebracht voor de",
        "De begeleiding heeft positieve gevolgen teweeggebracht voor de ouders",
        "De begeleiding heeft positieve gevolgen teweeggebracht voor de leerkrachten",
        "Ik nam deel omdat ik het thema belangrijk vind",
        "Ik krijg voldoende geld om met het geleerde aan de slag te gaan",
    ],
)
def test_a_header_with_another_word_is_proposed_at_most(header: str) -> None:
    assert named(header) is None


def test_a_proposal_names_the_likely_item_and_leaves_the_column_out() -> None:
    header = "Ik ben tevreden over de vorm van deze begeleiding"
    made = found([[*FORMS, header, WORDING["A2"]], [1, "", "", "", "", 8, 7]])
    assert made.unmapped == (header,)
    assert "A1" in problems(made)["proposed"]


def test_a_choice_of_the_reader_goes_before_what_was_recognised() -> None:
    header = "Ik ben tevreden over de vorm van deze begeleiding"
    made = found([["Nr", header, WORDING["A2"]], [1, 8, 7]], **{header: "A1", WORDING["A2"]: ""})
    assert made.items == ("A1",)


def test_a_column_that_only_resembles_an_item_gives_way_to_the_item_itself() -> None:
    close = WORDING["A1"].replace("begeleiding", "begeleidng")
    made = found([["Nr", WORDING["A1"], close, WORDING["A2"]], [1, 8, 1, 7], [2, 7, 2, 7]])
    assert made.unmapped == (close,)


def test_answers_of_two_branches_of_a_form_are_one_item() -> None:
    rows = [[*FORMS, WORDING["A1"], WORDING["A1"] + "2", WORDING["A2"]]]
    rows += [[1, "", "", "", "", 8, "", 7], [2, "", "", "", "", "", 3, 7], [3, *[""] * 4, 5, 6, 7]]
    made = found(rows)
    assert made.codes[:, 0].tolist() == [10, 5, 7]
    assert next(p for p in made.problems if p.kind == "asked_twice").rows == (4,)


def test_an_unreadable_cell_gives_way_to_the_answer_in_the_other_branch() -> None:
    rows = [[*FORMS, WORDING["A1"], WORDING["A1"] + "2", WORDING["A2"]]]
    rows += [[n, "", "", "", "", 8, "", 7] for n in range(8)] + [[9, *[""] * 4, "huh", 6, 7]]
    assert found(rows).codes[-1, 0] == 8


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ik heb m n werk", "ik heb mijn werk", True),
        ("teweeg gebracht", "teweeggebracht", True),
        ("voor leerlingen", "voor de leerlingen", True),
        ("ik heb tijd", "ik heb geld", False),
        ("ik ben tevreden", "ik ben niet tevreden", False),
        ("gevolgen voor de leerlingen", "gevolgen voor de leerlingbegeleiding", False),
    ],
)
def test_texts_have_the_same_words_when_only_the_spelling_differs(
    one: str, other: str, same: bool
) -> None:
    assert same_words(one, other) is same


def test_points_and_feedback_of_a_quiz_are_no_items() -> None:
    quiz = [f"{kind} - {WORDING['A1']}" for kind in ("Punten", "Feedback", "Points")]
    made = found([[*FORMS, WORDING["A1"], *quiz, WORDING["A2"]], [1, *[""] * 4, 8, 1, "", 1, 7]])
    assert made.codes.tolist() == [[10, 9]]
    assert made.unmapped == ()


B1 = WORDING["B1"]


def before_and_after(*headers: str) -> list[list[object]]:
    """Twelve people who scored 2 to 4 in the first column and 6 to 8 in the second."""
    people = [[n, n % 3 + 2, n % 3 + 6, 7] for n in range(12)]
    return [["Nr", *headers, WORDING["A2"]], *people]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{} (voor)", "{} (na)"),
        ("Vóór de begeleiding: {}", "Na de begeleiding: {}"),
        ("{} - vroeger", "{} - nu"),
        ("[pre] {}", "[post] {}"),
        ("T0 - {}", "T1 - {}"),
        ("{} (voormeting)", "{}"),
    ],
)
def test_of_before_and_after_the_answers_of_after_count_and_the_others_are_told(
    first: str, second: str
) -> None:
    rows = before_and_after(first.format(B1), second.format(B1))
    assert told_items(rows)["B1"]["n_high"] == 12
    made = found(rows)
    assert made.unmapped == (first.format(B1),)
    assert "before" in problems(made)
    turned = [rows[0], *([n, after, before, a2] for n, before, after, a2 in rows[1:])]
    turned[0] = ["Nr", second.format(B1), first.format(B1), WORDING["A2"]]
    assert told_items(turned)["B1"]["n_high"] == 12


@pytest.mark.parametrize(
    ("first", "second"), [("{}", "{}2"), ("{}", "{} (na)"), ("{} 1", "{} 2"), ("{}", "{}")]
)
def test_where_before_and_after_cannot_be_told_apart_neither_counts_until_one_is_chosen(
    first: str, second: str
) -> None:
    rows = before_and_after(first.format(B1), second.format(B1))
    made = found(rows)
    assert made.items == ("A2",)
    assert len(made.unmapped) == 2
    assert "asked_before_after" in problems(made)
    chosen = found(rows, **{second.format(B1) if first != second else f"{B1} (2)": "B1"})
    assert chosen.codes[:, chosen.items.index("B1")].min() == 2 + 6  # the code of point 6


@pytest.mark.parametrize("way", ["inhout", "inhoudd", "inoud"])
def test_a_wording_that_was_corrected_half_way_is_one_question(way: str) -> None:
    old = WORDING["A1"].replace("inhoud", way)
    rows = [["Nr", old, WORDING["A2"], WORDING["A1"]]]
    rows += [[n, 3, 7, ""] if n < 10 else [n, "", 7, 8] for n in range(20)]
    item = told_items(rows)["A1"]
    assert (item["n_low"], item["n_high"], item["n_skipped"]) == (10, 10, 0)
    both = [rows[0], *([n, 3, 7, 8] for n in range(20))]
    assert told_items(both)["A1"]["n_high"] == 20  # two questions: the exact wording counts
    assert found(both).unmapped == (old,)
