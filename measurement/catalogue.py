"""The catalogue of messages: every text in the code, gathered into ``locale/nl.po``.

Run ``python -m measurement.catalogue`` after changing a message. Translations stay, new messages
come in untranslated (and are listed), messages that are gone go.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from measurement.tables import DEFINITION, GROUPS, Table
from measurement.words import CATALOGUES, Sentence

ROOT = Path(__file__).parent.parent
DUTCH = CATALOGUES / "nl.po"
# Why rows of an import do not count: looked up by a variable, so named here.
KINDS = ("test", "duplicate", "blank", "refused", "note", "left_out", "replaced", "gone", "erased")
# Functions of ``measurement.words`` with the number of texts they take, and functions that pass
# the texts after their first argument on as parts of an error.
_WORDS = {"text": 1, "say": 1, "Sentence": 1, "plural": 2}
_ERRORS = frozenset({"refuse", "Refused", "problem", "fault", "tell", "_tell"})
_PASSED_ON = ("message", "remedy")  # parameters of the functions above
_KEYWORDS: dict[str, Any] = {"text": None, "plural": (1, 2), "error": None}
_HEADER = r"""msgid ""
msgstr ""
"Language: nl_BE\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def sources() -> list[Path]:
    """The files whose messages a reader can see."""
    folders = (path for name in ("measurement", "pages") for path in (ROOT / name).rglob("*.py"))
    return sorted([*folders, ROOT / "dashboard.py"])


def messages(
    source: BinaryIO, *_: object, **__: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The messages of one file, also those in constants: a method of extraction for Babel."""
    for line, function, texts in _calls(ast.parse(source.read())):
        if function == "plural":
            yield from ((line, function, pair, []) for pair in zip(*texts.values(), strict=True))
        else:
            comments = ["error"] if function == "error" else []
            for text in (text for found in texts.values() for text in found if text):
                yield line, function, text, comments


def unresolved(source: str) -> list[str]:
    """Texts that are looked up by a variable: they must be named in :func:`_looked_up`."""
    return [
        ast.unparse(node)
        for _, function, texts in _calls(ast.parse(source))
        for node, found in texts.items()
        if function != "error" and not found and _last(node) not in _PASSED_ON
    ]


def _calls(tree: ast.Module) -> Iterator[tuple[int, str, dict[ast.expr, list[str]]]]:
    """Every call that takes messages: its line, its kind, and the texts each argument may be."""
    nodes = list(ast.walk(tree))
    names = {
        alias.asname or alias.name: alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "measurement.words"
        for alias in node.names
        if alias.name in _WORDS
    }
    constants: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            constants.setdefault(node.targets[0].id, []).append(node.value)
    for node in nodes:
        if isinstance(node, ast.Call):
            function, arguments = _asked(node, names)
            if function:
                yield (
                    node.lineno,
                    function,
                    {a: [] if _last(a) in _PASSED_ON else _texts(a, constants) for a in arguments},
                )


def _asked(call: ast.Call, names: Mapping[str, str]) -> tuple[str, list[ast.expr]]:
    """The kind of a call and its arguments that are messages; '' for any other call."""
    if isinstance(call.func, ast.Name) and call.func.id in names:
        n = _WORDS[names[call.func.id]]
        return "plural" if n > 1 else "text", call.args[:n]
    if _last(call.func) in _ERRORS:
        named = [k.value for k in call.keywords if k.arg in ("message", "remedy")]
        return "error", [*call.args[1:], *named]
    return "", []


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _texts(node: ast.expr, constants: Mapping[str, list[ast.expr]]) -> list[str]:
    """The texts an expression may stand for."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Name(id=name):
            rest = {k: v for k, v in constants.items() if k != name}
            return [text for value in constants.get(name, ()) for text in _texts(value, rest)]
        case ast.IfExp(body=one, orelse=other):
            return _texts(one, constants) + _texts(other, constants)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [a + b for a in _texts(left, constants) for b in _texts(right, constants)]
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, *other]):
            return [
                t for part in (*_entries(table, constants), *other) for t in _texts(part, constants)
            ]
        case ast.Subscript(value=table):
            return [t for part in _entries(table, constants) for t in _texts(part, constants)]
    return []


def _entries(node: ast.expr, constants: Mapping[str, list[ast.expr]]) -> list[ast.expr]:
    tables = constants.get(node.id, []) if isinstance(node, ast.Name) else [node]
    return [value for table in tables if isinstance(table, ast.Dict) for value in table.values]


def gather() -> Catalog:
    """All messages in use, untranslated."""
    made = Catalog(locale="nl")
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for line, ids, comments, _ in extract_from_file(messages, path, keywords=_KEYWORDS):  # type: ignore[arg-type]
            made.add(ids, locations=[(place, line)], auto_comments=comments)
    for name in dict.fromkeys(_looked_up()):
        made.add(name, locations=[("measurement/tables.py", 0)])
    for message in made:
        message.flags.discard("python-format")  # "95 % interval" is not a placeholder
    return made


def _looked_up() -> Iterator[str]:
    """Names of columns and kinds of rows, which become headings and words on the screen."""
    columns = (column for table in declared_tables() for column in table.columns)
    titles = (column.title for column in (*columns, *GROUPS.values()))
    yield from (title.message for title in titles if isinstance(title, Sentence))
    yield from DEFINITION
    yield from KINDS


def declared_tables() -> list[Table]:
    """Every table that a module ``tables`` or ``…_tables`` declares, in whatever folder."""
    paths = sorted((ROOT / "measurement").rglob("*tables.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    parts = [vars(import_module(name)).values() for name in names]
    return [value for part in parts for value in part if isinstance(value, Table)]


def merged() -> str:
    """The Dutch catalogue with the messages now in use, as the text of its file."""
    old = Catalog(locale="nl")
    if DUTCH.exists():
        with DUTCH.open("rb") as source:
            old = read_po(source, locale="nl")
    old.update(gather(), no_fuzzy_matching=True)
    written = io.BytesIO()
    layout: dict[str, Any] = {"width": 100, "omit_header": True, "include_lineno": False}
    write_po(written, old, sort_by_file=True, ignore_obsolete=True, **layout)
    return _HEADER + written.getvalue().decode().strip() + "\n"


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no translation (or not for every plural)."""
    return [" / ".join(_parts(m.id)) for m in catalogue if m.id and not all(_parts(m.string))]


def _parts(texts: str | Sequence[str] | None) -> list[str]:
    return [texts or ""] if isinstance(texts, str) or texts is None else list(texts)


def main() -> int:
    """Bring the catalogue up to date; 1 while something is still to be translated."""
    DUTCH.parent.mkdir(exist_ok=True)
    DUTCH.write_text(merged(), encoding="utf-8")
    with DUTCH.open("rb") as source:
        missing = untranslated(read_po(source, locale="nl"))
    for message in missing:
        print(f"untranslated: {message}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
