"""The keyed hash that stands for a person, and the key that is kept beside the store.

Without the key nobody can find out whose answers a row holds, not even by hashing all known
addresses. The key never enters the store: only a check that it is still the same key.
"""

from __future__ import annotations

import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import URL, Connection, insert, select

from measurement.errors import SurveyError, reason
from measurement.store.schema import setting
from measurement.texts import identity_form
from measurement.words import say

LENGTH = 32
DATA = Path(__file__).parents[2] / "data"


def key_file(url: URL) -> Path:
    """Where the key of a store is kept: beside an SQLite file, else where the setting says."""
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return Path(str(url.database)).with_suffix(".key")
    return Path(os.environ.get("MEASUREMENT_SECRET_FILE") or DATA / "secret.key")


def persons(key: bytes, identities: Iterable[str]) -> list[str]:
    """The keyed hash of each identity, '' where the identity is unknown.

    HMAC-SHA256 of the identity in the form of :func:`measurement.texts.identity_form`.

    >>> a, b, c = persons(b"k", ["Jan@x.be ", "jan@X.be", ""])
    >>> a == b, len(a), c
    (True, 64, '')
    """
    hash_of: dict[str, str] = {"": ""}
    for identity in identities:
        if identity not in hash_of:
            hash_of[identity] = _hash(key, identity_form(identity))
    return [hash_of[identity] for identity in identities]


def _hash(key: bytes, identity: str) -> str:
    return (
        hmac.digest(key, identity.encode("utf-8", "surrogatepass"), "sha256").hex()
        if identity
        else ""
    )


def key_for(connection: Connection, path: Path) -> bytes:
    """The key of this store; made at the first import.

    Raises :class:`SurveyError` when the key is gone or is another one: the same person would not
    be recognised any more.
    """
    check = connection.execute(
        select(setting.c.value).where(setting.c.key == "key_check")
    ).scalar_one_or_none()
    key = _read(path)
    if key is None and check is None:
        key = _made(path)
    if key is None or len(key) != LENGTH or (check is not None and check != check_of(key)):
        raise SurveyError(
            say(
                "The key {path} does not belong to this store or is missing, so people cannot be "
                "recognised. Put the key back from a copy, or start a new store.",
                path=str(path),
            )
        )
    if check is None:
        connection.execute(insert(setting).values(key="key_check", value=check_of(key)))
    return key


def check_of(key: bytes) -> str:
    """What a store keeps of its key: enough to know it again, and nothing to find it by."""
    return hmac.digest(key, b"the key of this store", "sha256").hex()[:16]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SurveyError(
            say("The key {path} cannot be read ({detail}).", path=str(path), detail=reason(error))
        ) from error


def _made(path: Path) -> bytes:
    """Write a new key in one step, readable by its owner only; the first writer's key holds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(LENGTH))
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
        return path.read_bytes()
    except OSError as error:
        raise SurveyError(
            say(
                "The key {path} cannot be written ({detail}).", path=str(path), detail=reason(error)
            )
        ) from error
