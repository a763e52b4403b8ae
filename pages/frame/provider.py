"""Sign-in through OpenID Connect: what the secrets say of it, and what is wrong with that."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from measurement.access.roles import address
from measurement.words import Sentence, say

_URL = "server_metadata_url"
PROVIDER = ("client_id", "client_secret", _URL)
SHARED = ("redirect_uri", "cookie_secret")
CLAIMS = ("email", "preferred_username", "upn")
LEAST_SECRET = 32  # characters
# Addresses of Microsoft under which accounts of any organisation sign in: whoever makes an
# organisation of his own could then write any address in his account.
_ANYBODY = ("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _section(name: str) -> Mapping[str, Any]:
    """A section of ``secrets.toml``; empty without the file or the section."""
    if not st.secrets.load_if_toml_exists():
        return {}
    found = st.secrets.get(name, {})
    return found if isinstance(found, Mapping) else {}


def _unreadable() -> str:
    """A file of secrets that is there but cannot be read; '' where there is none."""
    if st.secrets.load_if_toml_exists():
        return ""
    there = (str(path) for path in st.get_option("secrets.files") if Path(path).exists())
    return next(there, "")


def configured() -> bool:
    """Whether people have to sign in. What is wrong counts as well: nothing opens by mistake."""
    return bool(_section("auth")) or bool(_unreadable())


def claims() -> dict[str, Any] | None:
    """What the provider says of who is here; None where nobody has to sign in."""
    return dict(st.user) if configured() else None


def providers() -> list[str]:
    """The names to sign in with; '' for the one without a name."""
    auth = _section("auth")
    named = [key for key, value in auth.items() if isinstance(value, Mapping) and _is_one(value)]
    return [*([""] if "client_id" in auth else []), *named]


def _is_one(section: Mapping[str, Any]) -> bool:
    return "client_id" in section or "server_metadata_url" in section


def first_staff() -> tuple[str, ...]:
    """The addresses of the staff that the secrets name."""
    named = _section("access").get("staff", ())
    listed = [named] if isinstance(named, str) else list(named)
    return tuple(found for one in listed if (found := address(str(one))))


def claim() -> str:
    """Which claim of the provider holds the address that access is given to."""
    return str(_section("access").get("claim", CLAIMS[0]))


def faults() -> list[Sentence]:
    """What is wrong in the secrets, so that nobody can sign in safely; none when all is well."""
    if file := _unreadable():
        return [say("{file} cannot be read: it is not valid TOML.", file=Path(file).name)]
    auth = _section("auth")
    if not auth:
        return []
    found = [_missing("auth", auth, SHARED)] + [
        _missing(f"auth.{name}" if name else "auth", auth[name] if name else auth, PROVIDER)
        for name in providers() or [""]
    ]
    found.append(_weak(str(auth.get("cookie_secret", ""))))
    urls = [str((auth[name] if name else auth).get(_URL, "")) for name in providers()]
    found += [_twice(urls), *map(_wide, urls)]
    return [fault for fault in (*found, *_unsafe()) if fault is not None]


def _unsafe() -> list[Sentence]:
    """What lets nobody give access, or anybody say who he is."""
    found = []
    if not first_staff():
        found.append(
            say(
                'secrets.toml names no staff under [access]: write staff = ["an@school.be"], else nobody can give access.'
            )
        )
    if claim() not in CLAIMS:
        found.append(
            say(
                "claim under [access] is {found}; it must be one of {known}.",
                found=claim(),
                known=CLAIMS,
            )
        )
    if st.get_option("server.trustedUserHeaders"):
        found.append(
            say(
                "server.trustedUserHeaders is set: a header could then say who somebody is. Take it away."
            )
        )
    return found


def _missing(place: str, section: Mapping[str, Any], keys: tuple[str, ...]) -> Sentence | None:
    lost = [key for key in keys if not section.get(key)]
    if not lost:
        return None
    return say("secrets.toml lacks {keys} under [{place}].", keys=lost, place=place)


def _twice(urls: Sequence[str]) -> Sentence | None:
    twice = [url for url in dict.fromkeys(urls) if url and urls.count(url) > 1]
    if not twice:
        return None
    return say(
        "Two providers under [auth] have the same server_metadata_url ({found}): keep one for each organisation.",
        found=twice[0],
    )


def _weak(secret: str) -> Sentence | None:
    if not secret or len(secret) >= LEAST_SECRET:
        return None
    return say(
        "cookie_secret is too short: take at least {n} random characters, such as from python -c 'import secrets; print(secrets.token_urlsafe(48))'.",
        n=LEAST_SECRET,
    )


def _wide(url: object) -> Sentence | None:
    parts = urlsplit(str(url))
    wide = [part for part in parts.path.lower().split("/") if part in _ANYBODY]
    if wide:
        return say(
            "server_metadata_url lets accounts of every organisation in: put the number of your own organisation (tenant) in place of {found}.",
            found=wide[0],
        )
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        return say("server_metadata_url must begin with https://.")
    return None


def email_of(claims: Mapping[str, Any]) -> str:
    """The address that the provider vouches for; '' where it vouches for none.

    A provider that says nothing of ``email_verified`` (Entra ID does not) is taken at its word: that
    is why only the own organisation's accounts are let in.

    >>> email_of({"email": "An@School.be", "email_verified": False})
    ''
    """
    if str(claims.get("email_verified", True)).lower() != "true":
        return ""
    return address(str(claims.get(claim()) or ""))


def subject_of(claims: Mapping[str, Any]) -> tuple[str, str]:
    """Who vouches, and whom they mean by it whatever the address is: issuer and subject.

    Entra ID's ``oid`` is the same person for every application; ``sub`` is of this one only.

    >>> subject_of({"iss": "https://idp", "sub": "1", "oid": "2"}), subject_of({"sub": "1"})
    (('https://idp', 'oid:2'), ('', 'sub:1'))
    """
    kind = "oid" if claims.get("oid") else "sub"
    said = claims.get(kind)
    return str(claims.get("iss") or ""), f"{kind}:{said}" if said else ""


def ends_at(claims: Mapping[str, Any]) -> float:
    """When the provider's word ends by itself (seconds since 1970); 0 for a word without an end."""
    until = claims.get("exp")
    return float(until) if isinstance(until, int | float) else 0.0


def expired(claims: Mapping[str, Any], now: float | None = None) -> bool:
    """Whether the provider's word no longer holds; a word without an end never held.

    >>> expired({"exp": 100}, now=99), expired({"exp": 100}, now=100), expired({})
    (False, True, True)
    """
    return (time.time() if now is None else now) >= ends_at(claims)


def mark(claims: Mapping[str, Any]) -> str:
    """What tells this sign-in from every other one, whoever has its cookie."""
    named = [str(claims.get(key, "")) for key in ("iss", "sub", "iat", "exp", "nonce")]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
