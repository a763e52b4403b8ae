"""Secrets for sign-in, and what a provider says of somebody."""

from __future__ import annotations

import time
from typing import Any

STAFF = "staf@school.be"
SECRET = "een-lang-en-willekeurig-geheim-van-48-tekens-of-meer"
AUTH = {
    "redirect_uri": "https://effect.school.be/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "geheim",
    "server_metadata_url": "https://login.microsoftonline.com/8a1f/v2.0/.well-known/openid-configuration",
}


def secrets_of(auth: dict[str, Any] | None = None, **access: Any) -> dict[str, Any]:
    return {"auth": AUTH if auth is None else auth, "access": {"staff": [STAFF], **access}}


def claims(email: str = "dir@school.be", **more: Any) -> dict[str, Any]:
    now = int(time.time())
    told = {
        "iss": "https://idp",
        "sub": email.lower(),
        "iat": now,
        "exp": now + 86_400,
        "nonce": "n1",
    }
    return {"is_logged_in": True, "email": email, "name": email.split("@")[0], **told, **more}
