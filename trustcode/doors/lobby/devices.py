"""By which device somebody comes: a random cookie, kept by us only as a keyed hash that differs from shop to shop.

It is set at the desk and on the page where a shopper confirms, so that a shop's own answers can be told from a
shopper's. The shopper's scan pages set none.
"""

from __future__ import annotations

import hmac
import re
import secrets

from flask import g, request
from werkzeug.wrappers import Response

from trustcode.doors.lobby.present import the_office, the_source
from trustcode.settings import Settings

KEPT_SECONDS = 365 * 24 * 3600
_VALUE = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})")
_SEALED = "device.cookie"


def cookie_name(settings: Settings) -> str:
    """The name of the cookie; over https it is bound to this host alone."""
    return "__Host-trustcode-device" if settings.is_https else "trustcode-device"


def known_device() -> str:
    """The value that the browser brought; empty for none that we gave away: nobody makes up devices."""
    match = _VALUE.fullmatch(request.cookies.get(cookie_name(the_office().settings), ""))
    return match[1] if match and hmac.compare_digest(_seal(match[1]), match[2]) else ""


def device_index(merchant_id: str) -> bytes:
    """The keyed hash of this device for a shop; empty when the browser keeps no cookie of ours."""
    value = known_device() or str(g.get("device", ""))
    return the_office().store.vault.index(f"device:{merchant_id}", value) if value else b""


def network_index(merchant_id: str) -> bytes:
    """The keyed hash of where the request comes from, for a shop."""
    return the_office().store.vault.index(f"network:{merchant_id}", the_source())


def give_device(response: Response) -> None:
    """Let the browser be known from now on, and already in this request."""
    if known_device():
        return
    g.device = secrets.token_hex(16)
    settings = the_office().settings
    response.set_cookie(
        cookie_name(settings),
        f"{g.device}.{_seal(g.device)}",
        max_age=KEPT_SECONDS,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
    )


def _seal(value: str) -> str:
    return the_office().store.vault.index(_SEALED, value).hex()[:32]
