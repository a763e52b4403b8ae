"""The forms in which texts are compared: what each keeps."""

from __future__ import annotations

import pytest

from measurement.texts import bare, folded, identity_form, mark, plain, squeezed, tidy

FORMS = (tidy, bare, mark, plain, squeezed, folded, identity_form)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Goed", "goed", {bare, mark, plain, squeezed, folded, identity_form}),
        ("één", "een", {folded}),
        ("n.v.t.", "nvt", {squeezed}),
        ("POC+", "POC", set()),
        ("niet-aanwezig", "niet aanwezig", {plain, squeezed}),
        ("--", "-", {plain, squeezed}),
        ("- -", "--", {mark, plain, squeezed}),
        ("niet  goed", "niet goed", set(FORMS) - {folded}),
        ("niet\xa0goed", "niet goed", set(FORMS)),
        ("goed\u200b", "goed", set(FORMS) - {folded, identity_form}),
        ("not_known", "not known", {plain, squeezed}),
        ("👍🏽", "👍", {mark, plain, squeezed}),
        ("collega’s", "collega's", {plain, squeezed, folded}),
    ],
)
def test_each_form_takes_two_spellings_for_one_where_the_table_says_so(one, other, equal) -> None:
    assert {form for form in FORMS if form(one) == form(other)} == equal
