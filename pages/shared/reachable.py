"""Who can reach this server: without sign-in nobody but the person at this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from measurement.words import Sentence, say

REFUSED = say(
    "Without sign-in the dashboard listens on this machine only, and not on {address}: it shows every centre to everybody who can reach it. Start it with --server.address 127.0.0.1."
)


def refusal(address: str | None) -> Sentence | None:
    """Why the dashboard may not listen on this address; None where it may."""
    if address and (address == "localhost" or _is_loopback(address)):
        return None
    return Sentence(REFUSED.message, {"address": address or "0.0.0.0"})


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
