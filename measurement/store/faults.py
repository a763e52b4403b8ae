"""What a database says when it cannot go on, as the cause and the remedy that fit."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from measurement.words import Sentence, say

IN_USE = say("The store {place} is in use. Nothing was changed; try again.")
FULL = say(
    "The disk with the store {place} is full. Nothing was changed. Make room on it and try again."
)
READ_ONLY = say(
    "The store {place} may not be written to. Nothing was changed. Give the user that runs this tool the right to write the file and its folder."
)
DAMAGED = say(
    "The store {place} is damaged ({detail}). Nothing was changed. Stop the tool and put a copy back with 'python -m measurement restore COPY'."
)
NO_STORE = say(
    "The file {place} is not a store: it is no database. Nothing was changed. Name the right file, or put a copy back with 'python -m measurement restore COPY'."
)
NOT_READ = say(
    "The disk did not give or take what was asked of the store {place} ({detail}). Nothing was changed. See to the disk; a network drive or a synchronised folder is no place for a store."
)
NOT_OPEN = say(
    "The store {place} cannot be opened ({detail}). Nothing was changed. See that its folder is there and that the user that runs this tool may read and write it."
)
NO_SERVER = say(
    "The database {place} does not answer. Nothing was changed. See that its server runs and can be reached, and that the address, the name and the password are right."
)
NO_RIGHTS = say(
    "The user of this tool may not do this in the database {place}. Nothing was changed. Give that user the rights on the schema and the tables (CREATE, and SELECT, INSERT, UPDATE and DELETE)."
)
_SQLITE = {
    "BUSY": IN_USE,
    "LOCKED": IN_USE,
    "FULL": FULL,
    "READONLY": READ_ONLY,
    "PERM": READ_ONLY,
    "CORRUPT": DAMAGED,
    "NOTADB": NO_STORE,
    "IOERR": NOT_READ,
    "CANTOPEN": NOT_OPEN,
}
# Of PostgreSQL: the first signs of its codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "55P03": IN_USE,
    "57014": IN_USE,
    "40": IN_USE,
    "53": FULL,
    "25006": READ_ONLY,
    "42501": NO_RIGHTS,
    "08": NO_SERVER,
    "28": NO_SERVER,
    "3D": NO_SERVER,
    "57P": NO_SERVER,
    "XX": DAMAGED,
}


def sentence(engine: Engine, error: DBAPIError) -> Sentence | None:
    """What to tell of an error; None for one that no database gives by itself."""
    told = _of(engine)(error)
    if told is None:
        return None
    return at(told, place(engine), str(error.orig).strip())


def at(told: Sentence, where: str, detail: str = "") -> Sentence:
    """A sentence of this module, said of a store."""
    return Sentence(told.message, {"place": where, "detail": detail})


def place(engine: Engine) -> str:
    """Where the store is, as a reader may see it: without a password."""
    if engine.dialect.name == "sqlite":
        return engine.url.database or ":memory:"
    return engine.url.render_as_string(hide_password=True)


def _of(engine: Engine) -> Callable[[DBAPIError], Sentence | None]:
    return _by_name if engine.dialect.name == "sqlite" else _by_code


def of_sqlite(error: object) -> Sentence | None:
    """What to tell of an error of SQLite itself."""
    name = str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_")
    if "decode to UTF-8" in str(error):
        return DAMAGED
    return _SQLITE.get(name.partition("_")[0])


def _by_name(error: DBAPIError) -> Sentence | None:
    return of_sqlite(error.orig)


def _by_code(error: DBAPIError) -> Sentence | None:
    code = str(getattr(error.orig, "sqlstate", None) or "")
    if not code and isinstance(error, OperationalError):  # no server gave it
        return NO_SERVER
    return next((_POSTGRESQL[c] for c in (code, code[:3], code[:2]) if c in _POSTGRESQL), None)
