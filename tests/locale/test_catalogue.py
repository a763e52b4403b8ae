"""Every text in the code has its Dutch, and the catalogue holds nothing else."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from measurement.locale import catalogue
from measurement.words import CATALOGUES

UPDATE = "run: python -m measurement.locale.catalogue"
ENDS = (".", "…", ":", "?", "!")


def dutch() -> Catalog:
    return catalogue.read("nl")


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


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_the_catalogue_is_up_to_date(language: str) -> None:
    written = (CATALOGUES / f"{language}.po").read_text(encoding="utf-8")
    assert written == catalogue.merged(language), UPDATE


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_every_message_has_a_translation(language: str) -> None:
    assert catalogue.untranslated(catalogue.read(language)) == [], f"translate it; {UPDATE}"


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


def said(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are messages, by the names of functions that take them."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in catalogue.WORDS and isinstance(call.func, ast.Name):
        return call.args[: 2 if name == "plural" else 1]
    if name in catalogue.ERRORS:
        return [*call.args[1:3], *(k.value for k in call.keywords if k.arg == "remedy")]
    return []


def test_babel_finds_every_message_so_none_stands_in_an_f_string() -> None:
    found = {
        (place, text)
        for message in catalogue.gather()
        for place, _ in message.locations
        for text in parts(message.id)
    }
    files = {place for place, _ in found if (catalogue.ROOT / place).suffix == ".py"}
    asked = {
        (file, part.value)
        for file in files
        for node in ast.walk(ast.parse((catalogue.ROOT / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for part in said(node)
        if isinstance(part, ast.Constant)
    }
    assert len(asked) > 1000
    assert sorted(asked - found) == [], "Babel does not look into an f-string: name it first"
