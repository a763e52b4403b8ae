"""Every text in the code has its Dutch, and the catalogue holds nothing else."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from measurement import catalogue
from measurement.exports.recognised import EXCLUDED
from measurement.store.adding import ERASED
from measurement.store.updating import GONE, LEFT_OUT, REPLACED

UPDATE = "run: python -m measurement.catalogue"
# Looked up by a variable: names of columns, heads of the definitions, kinds of rows.
BY_VARIABLE = {"name", "k", "kind", "h"}
ENDS = (".", "…", ":", "?", "!")


def dutch() -> Catalog:
    with catalogue.DUTCH.open("rb") as source:
        return read_po(source, locale="nl")


def entries() -> list[Message]:
    return [message for message in dutch() if message.id]


def parts(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def pairs() -> Iterator[tuple[str, str]]:
    """Every English text with its Dutch, plurals too."""
    for message in entries():
        english, written = parts(message.id), parts(message.string or "")
        yield from zip(english, written, strict=True)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogue_is_up_to_date() -> None:
    assert catalogue.DUTCH.read_text(encoding="utf-8") == catalogue.merged(), UPDATE


def test_every_message_has_a_translation() -> None:
    assert catalogue.untranslated(dutch()) == [], f"translate in locale/nl.po; {UPDATE}"


def test_no_entry_is_doubtful_or_no_longer_used() -> None:
    assert [message.id for message in entries() if message.fuzzy] == []
    assert list(dutch().obsolete) == []


def test_every_plural_has_both_forms() -> None:
    plurals = [message for message in entries() if message.pluralizable]
    assert plurals
    assert [
        m.id for m in plurals if len(parts(m.string or "")) != 2 or not all(parts(m.string or ""))
    ] == []


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    wrong = [(en, nl) for en, nl in pairs() if placeholders(en) != placeholders(nl)]
    assert wrong == []


def test_a_translation_ends_as_its_message_does() -> None:
    ends = {en: nl for en, nl in pairs() if en.endswith(ENDS) or nl.endswith(ENDS)}
    without = {en: nl for en, nl in ends.items() if not nl.endswith("n.v.t.") and en[-1] != nl[-1]}
    assert without == {}


def test_a_part_of_an_error_ends_with_a_full_stop_in_both_languages() -> None:
    errors = [message for message in entries() if "error" in message.auto_comments]
    assert len(errors) > 50
    sentences = [text for m in errors for text in (*parts(m.id), *parts(m.string or ""))]
    assert [sentence for sentence in sentences if not sentence.endswith(".")] == []


def test_a_percent_sign_follows_a_space_that_does_not_break() -> None:
    assert [nl for _, nl in pairs() if re.search(r"[\d}] ?%", nl)] == []


def test_the_reader_is_addressed_informally() -> None:
    assert [nl for _, nl in pairs() if re.search(r"\b([Uu]|[Uu]w|jouw)\b", nl)] == []


@dataclass(frozen=True)
class Source:
    """A text as a file of its own, for the extraction."""

    code: str

    def messages(self) -> list[tuple[str, str | tuple[str, ...]]]:
        found = catalogue.messages(io.BytesIO(self.code.encode()))
        return [(function, ids) for _, function, ids, _ in found]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from measurement.words import text as _\n_('Hello')", [("text", "Hello")]),
        ("from measurement.words import say\nX = {'a': 'Up'}\nsay(X[k])", [("text", "Up")]),
        ("from measurement.words import say\nX = {}\nsay(X.get(k, 'No'))", [("text", "No")]),
        (
            "from measurement.words import say\nA = 'One'\nsay('{n}: ' + A)",
            [("text", "{n}: One")],
        ),
        (
            "from measurement.words import text\ntext('Up' if up else 'Down')",
            [("text", "Up"), ("text", "Down")],
        ),
        (
            "from measurement.words import plural\nplural('one', 'many', n)",
            [("plural", ("one", "many"))],
        ),
        ("from sqlalchemy import text\ntext('SELECT 1')", []),
        (
            "AGAIN = 'Try again.'\nraise Refused('kind', 'Broken.', AGAIN, {'n': 1})",
            [("error", "Broken."), ("error", "Try again.")],
        ),
        (
            "self.tell('kind', 'Found {x}.', column=3, remedy='Mend it.', x='y')",
            [("error", "Found {x}."), ("error", "Mend it.")],
        ),
    ],
)
def test_a_message_is_found_wherever_it_stands(code: str, expected: list[object]) -> None:
    assert Source(code).messages() == expected


def test_every_text_looked_up_by_a_variable_is_named_in_the_catalogue() -> None:
    found = {
        (path.name, expression)
        for path in catalogue.sources()
        for expression in catalogue.unresolved(path.read_text(encoding="utf-8"))
    }
    unknown = {(file, name) for file, name in found if name not in BY_VARIABLE}
    assert not unknown, "name their texts in measurement/catalogue.py, _looked_up"


def test_every_kind_of_row_that_does_not_count_has_a_word() -> None:
    assert {*EXCLUDED, LEFT_OUT, REPLACED, GONE, ERASED} <= set(catalogue.KINDS)
