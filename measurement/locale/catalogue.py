"""The catalogue of messages: every text in the code, gathered into ``locale/nl.po`` and its like.

Run ``python -m measurement.locale.catalogue`` after changing a message. Translations stay, new messages
come in untranslated (and are listed), messages that are gone go. Babel finds the messages that
stand as a literal in the call (not in an f-string); a text that is looked up stands in ``mark``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from measurement.tables import DEFINITION, GROUPS, Table
from measurement.words import CATALOGUES, IN_CODE, LANGUAGES, Sentence

ROOT = Path(__file__).parents[2]
TRANSLATED = tuple(language for language in LANGUAGES if language != IN_CODE)
# Which files Babel reads, and how: the first pattern that fits.
_FILES = [
    ("**/migrations/**", "ignore"),
    *((pattern, "python") for pattern in ("measurement/**.py", "pages/**.py", "dashboard.py")),
]
# The place of the messages among the arguments: for any number of them (None) and for that number.
WORDS: dict[str, Any] = {"plural": (1, 2)} | dict.fromkeys(("text", "_", "say", "mark"))
_ERROR: Any = {None: (2,)} | dict.fromkeys(range(3, 20), (3,))  # after the kind: message, remedy
ERRORS: dict[str, Any] = dict.fromkeys(("refuse", "Refused", "problem", "fault", "tell"), _ERROR)
_HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"

"""


def gather() -> Catalog:
    """All messages in use, untranslated; those of errors say so in a comment."""
    catalogue = Catalog()
    for keywords, comments in ((WORDS, []), (ERRORS, ["error"])):
        for file, line, ids, _, _ in extract_from_dir(ROOT, _FILES, keywords=keywords):
            catalogue.add(ids, locations=[(file, line)], auto_comments=comments)
    for name in dict.fromkeys(_looked_up()):
        catalogue.add(name, locations=[("measurement/tables.py", 0)])
    for message in catalogue:
        message.flags.discard("python-format")  # "95 % interval" is not a placeholder
    return catalogue


def _looked_up() -> Iterator[str]:
    """Names of columns, which become headings on the screen."""
    columns = (column for table in declared_tables() for column in table.columns)
    titles = (column.title for column in (*columns, *GROUPS.values()))
    yield from (title.message for title in titles if isinstance(title, Sentence))
    yield from DEFINITION


def declared_tables() -> list[Table]:
    """Every table that a module ``tables`` or ``…_tables`` declares, in whatever folder."""
    paths = sorted((ROOT / "measurement").rglob("*tables.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    parts = [vars(import_module(name)).values() for name in names]
    return [value for part in parts for value in part if isinstance(value, Table)]


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one where there is none."""
    place = CATALOGUES / f"{language}.po"
    if not place.exists():
        return Catalog(locale=language)
    with place.open("rb") as source:
        return read_po(source, locale=language)


def merged(language: str) -> str:
    """The catalogue of a language with the messages now in use, as the text of its file."""
    old = read(language)
    old.update(gather(), no_fuzzy_matching=True)
    written = io.BytesIO()
    layout: dict[str, Any] = {"width": 100, "omit_header": True, "include_lineno": False}
    write_po(written, old, sort_output=True, ignore_obsolete=True, **layout)
    head = _HEADER.format(language=LANGUAGES[language].locale, plurals=old.plural_forms)
    return head + written.getvalue().decode().strip() + "\n"


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no translation (or not for every plural)."""
    return [" / ".join(_parts(m.id)) for m in catalogue if m.id and not all(_parts(m.string))]


def _parts(texts: str | Sequence[str] | None) -> list[str]:
    return [texts or ""] if isinstance(texts, str) or texts is None else list(texts)


def main() -> int:
    """Bring every catalogue up to date; 1 while something is still to be translated."""
    missing: list[str] = []
    for language in TRANSLATED:
        (CATALOGUES / f"{language}.po").write_text(merged(language), encoding="utf-8")
        missing += [f"{language}.po, untranslated: {m}" for m in untranslated(read(language))]
    print(*missing, sep="\n", end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
