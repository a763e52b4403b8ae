"""Who can reach this server: without sign-in nobody but the person at this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from measurement.words import Sentence, say
from pages.frame import provider

REFUSED = say(
    "Without sign-in the dashboard listens on this machine only, and not on {address}: it shows every centre to everybody who can reach it. Start it with --server.address 127.0.0.1, or set sign-in up in .streamlit/secrets.toml (see the handbook)."
)
PASSED_ON = say(
    "Without sign-in the dashboard is for the person at this machine, but this request came from elsewhere ({where}). Set sign-in up in .streamlit/secrets.toml (see the handbook)."
)
FAULTY = say("Sign-in is not set up well, so the dashboard does not start:\n{faults}")
_BY_PROXY = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")


def refusal(address: str | None) -> Sentence | None:
    """Why the dashboard may not listen on this address; None where it may.

    With sign-in that is set up well it may listen anywhere.
    """
    if provider.configured():
        faults = provider.faults()
        if not faults:
            return None
        return Sentence(FAULTY.message, {"faults": "\n".join(f"- {fault}" for fault in faults)})
    if address and (address == "localhost" or _is_loopback(address)):
        return None
    return Sentence(REFUSED.message, {"address": address or "0.0.0.0"})


def refused(address: str | None, headers: Mapping[str, str]) -> Sentence | None:
    """The same for one request: without sign-in it must come from this machine itself."""
    if (why := refusal(address)) is not None:
        return why
    if provider.configured():
        return None
    host = urlsplit(f"//{headers.get('Host') or 'localhost'}").hostname or ""
    where = host if host != "localhost" and not _is_loopback(host) else ""
    where = where or next((name for name in _BY_PROXY if headers.get(name)), "")
    return Sentence(PASSED_ON.message, {"where": where}) if where else None


def address_in(options: Sequence[str], default: str | None) -> str | None:
    """The address that options of the command line ask for, else the default.

    >>> address_in(["--server.address", "0.0.0.0"], "127.0.0.1")
    '0.0.0.0'
    >>> address_in(["--server.address=::1"], None)
    '::1'
    """
    found = default
    for option, value in zip(options, [*options[1:], ""], strict=True):
        if option == "--server.address":
            found = value
        elif option.startswith("--server.address="):
            found = option.partition("=")[2]
    return found


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
