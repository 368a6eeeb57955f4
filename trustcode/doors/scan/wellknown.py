"""What programs ask: whose codes these are and by which keys, whether we are alive, whether we can serve."""

from __future__ import annotations

import json

from flask import Blueprint, Response

from trustcode.codes.rules.keyring import public_keys
from trustcode.codes.rules.seal import TOKEN_DIGITS
from trustcode.doors.scan.door import ask, the_door
from trustcode.doors.scan.sending import sent
from trustcode.projections.scan_card.changes import mark_now
from trustcode.storage.patience import Away

blueprint = Blueprint("wellknown", __name__)

_JSON = "application/json; charset=utf-8"


@blueprint.get("/.well-known/trustcode.json")
def issuer() -> Response:
    """Everything that is needed to verify a code without us; `keys` is the form that `code verify --keys` reads."""
    house, keyring = the_door().house, the_door().office.keyring
    document = {
        "issuer": {"zh-Hans": "湖南放心码", "en": "TrustCode, Hunan Province"},
        "origin": house.public_url,
        "demo": house.is_demo,
        "token_digits": TOKEN_DIGITS,
        "keys": public_keys(keyring),
    }
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    open_to_all = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return sent(content, _JSON, headers={"Cache-Control": "public, max-age=300", **open_to_all})


@blueprint.get("/healthz")
def alive() -> Response:
    """Alive."""
    return sent(b"ok\n", "text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
def ready() -> Response:
    """Able to serve: the database can be read; otherwise 503."""
    try:
        ask(mark_now)
    except Away:
        return sent(b"the database does not answer\n", "text/plain; charset=utf-8", 503)
    return sent(b"ready\n", "text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
